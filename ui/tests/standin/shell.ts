/** A shell in memory: the contract of src/api/commands.ts, over one assessment. */
import gridFile from "../../../standards/indicative-mentorat/2026-1.json";
import type {
  Action,
  Answer,
  Assessment,
  Begun,
  Boot,
  Checked,
  Delivered,
  Evidence,
  EvidenceLink,
  Failure,
  Grid,
  IdentitySummary,
  Key,
  Notice,
  Offer,
  Profile,
  Progress,
  Score,
  Settings,
  Sheet,
  Verification,
  WindowEvent,
} from "../../src/api/types";
import { boxes } from "./picture";
import { score } from "./score";
import {
  answers,
  ERASED,
  history,
  issued,
  library,
  named,
  overdue,
  recent,
  revisions,
  shown,
  trash,
} from "./records";
import { copies, preview, RECOVERED, TROUBLES } from "./safety";
import { carried, earlier, isBefore } from "./campaigns";
import { example, verification } from "./example";
import { code, IDENTITIES, previewed, signer } from "./dossier";

type Facts = Record<string, unknown>;
interface Sink<T> {
  onmessage: (message: T) => void;
}

const TODAY = "2026-11-22";
const PLACE = "/home/marie/.local/share/labelmentorat/espace-de-travail.mentorat";
const PASSPHRASE = "phrase de passe";

/** A value of the request, trusted to be what the contract says. */
function fact<T>(facts: Facts, name: string): T {
  return facts[name] as T;
}

const uuid = () => crypto.randomUUID();
const tick = () => new Promise((resolve) => setTimeout(resolve, 400));

function refuse(kind: string, happened: string, remedy: string): Failure {
  return { kind, happened, remedy, detail: `${kind} (stand-in)` };
}

export class Shell {
  grid = gridFile as unknown as Grid;
  assessment: Assessment | null = null;
  /** Campaigns that are not open. */
  others: Assessment[] = [];
  identity: IdentitySummary | null = null;
  keys: Key[] = [];
  identityFailure: Failure | null = null;
  locked = false;
  workspace = false;
  encrypted = false;
  keyRing = true;
  looking = false;
  remembered = false;
  readOnly: string | null = null;
  trouble: Failure | null = null;
  notices: Notice[] = [];
  settings: Settings = {
    author: "Responsable qualité",
    limits: { file_bytes: 50_000_000, dossier_bytes: 400_000_000 },
    second_folder: null,
  };
  /** Whether a picture is on the clipboard. */
  clipboard = false;
  /** The next command of this name fails. */
  failing: string | null = null;
  /** What the next verification finds. */
  finds: "trusted" | "intact" | "altered" | "unsigned" = "intact";
  #past: Assessment[] = [];
  #future: Assessment[] = [];
  #window: Sink<WindowEvent> | null = null;
  #cancelled = false;
  #offered = new Map<string, Offer>();

  constructor() {
    const wanted =
      typeof location === "undefined" ? "" : new URLSearchParams(location.search).get("with");
    if (wanted === "example") {
      this.assessment = example(this.grid);
      this.others = [earlier(this.grid)];
    }
    this.locked = wanted === "locked";
    this.encrypted = this.locked;
    const trouble = wanted ? TROUBLES[wanted] : undefined;
    if (trouble || wanted === "read" || wanted === "recovered") {
      this.assessment = example(this.grid);
    }
    this.trouble = trouble ?? null;
    this.readOnly = wanted === "read" ? "Ce fichier est sur un support en lecture seule." : null;
    this.notices = wanted === "recovered" ? [RECOVERED] : [];
    this.encrypted ||= wanted === "example";
    this.workspace = this.locked || this.assessment !== null;
  }

  say(event: WindowEvent): void {
    this.#window?.onmessage(event);
  }

  offer(...names: string[]): Offer {
    const files = names.map((file_name, at) => ({ file_name, size_bytes: 240_000 * (at + 1) }));
    const made = { offer: uuid(), files };
    this.#offered.set(made.offer, made);
    return made;
  }

  async answer(command: string, facts: Facts): Promise<unknown> {
    if (this.failing === command) {
      this.failing = null;
      throw refuse(
        "disk_full",
        "Le disque est plein : la modification n’a pas été enregistrée.",
        "Libérez de la place puis réessayez. Votre texte est toujours à l’écran.",
      );
    }
    switch (command) {
      case "boot":
        return this.#boot();
      case "unlock_workspace":
        return this.#unlock(fact(facts, "passphrase"));
      case "create_workspace":
        this.workspace = true;
        this.encrypted = fact<string | null>(facts, "passphrase") !== null;
        return this.#boot();
      case "print_page":
        return undefined;
      case "open_to_read":
        this.trouble = null;
        this.readOnly = "Il est déjà ouvert par Camille Roy sur le poste ACCUEIL-2.";
        return this.#boot();
      case "open_example":
        this.looking = true;
        this.workspace = true;
        this.assessment = example(this.grid);
        return this.#boot();
      case "leave_example":
        this.looking = false;
        this.workspace = false;
        this.assessment = null;
        return this.#boot();
      case "suppose":
        return this.#suppose(fact(facts, "met"));
      case "open_other":
        return null;
      case "open_restored":
      case "open_usual":
        return this.#boot();
      case "watch":
        this.#window = fact(facts, "channel");
        return undefined;
      case "cancel":
        this.#cancelled = true;
        return undefined;
      case "close_window":
        return undefined;
      case "choose_evidence":
        return this.offer("Procédure de contrôle.pdf");
      case "choose_dossier":
        return this.offer("dossier-passerelles-2026.pdf");
      case "create_identity":
        await tick();
        return this.#keepIdentity(fact(facts, "request"));
      case "choose_identity":
        return this.offer("identite-passerelles.p12");
      case "read_identities":
        await tick();
        return IDENTITIES;
      case "import_identity":
        await tick();
        return this.#keepIdentity(IDENTITIES[0] ?? { name: "", kind: "seal" });
      case "unlock_identity":
        this.identityFailure = null;
        return this.#keepIdentity({ name: "Passerelles", kind: "seal" });
      case "export_identity":
      case "request_certificate":
        await tick();
        return {
          file_name: command === "export_identity" ? "identite.p12" : "demande.csr",
          path: `/media/marie/CLE-USB/${command === "export_identity" ? "identite.p12" : "demande.csr"}`,
          size_bytes: 2_100,
        };
      case "take_certificate":
        await tick();
        this.identity = this.identity && { ...this.identity, issuer: "Collectif Mentorat" };
        return this.identity;
      case "remove_identity":
        this.identity = null;
        return undefined;
      case "identity_code":
        return this.identity && code(this.identity.certificate_digest);
      case "open_delivered":
      case "show_delivered":
        return undefined;
      case "trust_list":
        return this.keys;
      case "choose_certificate":
        return this.offer("autorite.pem");
      case "record_signer":
      case "record_certificate":
      case "withdraw_key":
        return this.#trust(command, facts);
      case "verify_dossier":
        return this.#verify(fact(facts, "offer"), fact(facts, "progress"));
      case "settings":
      case "set_author":
      case "set_evidence_limits":
      case "choose_second_folder":
      case "remove_second_folder":
      case "set_timestamp_service":
        return this.#settings(command, facts);
      case "key_ring":
        return { in_service: this.keyRing, remembers: this.remembered };
      case "forget_passphrase":
        this.remembered = false;
        return { in_service: this.keyRing, remembers: false };
      case "change_passphrase":
        return this.#changePassphrase(facts);
      case "copies":
        return copies(this.settings.second_folder ?? null);
      case "trash":
        return trash(this.assessment);
      case "to_be_deleted":
        return overdue(this.assessment);
      case "find_name":
        return named(fact(facts, "name"));
      case "erase_name":
      case "erase_campaign":
      case "erase_evidence":
        return ERASED;
      case "delete_campaign":
        this.assessment = null;
        return this.#boot();
      case "restore_campaign":
      case "import_campaign":
        return this.#boot();
      case "copy_now":
        await tick();
        return this.#boot();
      case "preview_copy":
        return preview(this.assessment);
      case "restore_copy":
        await tick();
        return {
          path: "/home/marie/Documents/rétabli.mentorat",
          offer: "restored-1",
          missing_evidence: [],
        };
      case "backup_workspace":
        await tick();
        return {
          file_name: "sauvegarde-2026-11-22.mentorat",
          path: "/media/marie/CLE-USB/sauvegarde-2026-11-22.mentorat",
          size_bytes: 41_300_000,
        };
      case "check_workspace":
        await tick();
        return { campaigns: 1, evidence: 38, size_bytes: 41_300_000 };
      case "create_campaign":
        return this.#create(fact(facts, "profile"));
      case "follow_campaign":
        return this.#follow(facts);
      default:
        return this.#onAssessment(command, facts);
    }
  }

  async #onAssessment(command: string, facts: Facts): Promise<unknown> {
    const open = this.assessment;
    if (!open) {
      throw refuse("not_open", "Aucune auto-évaluation n’est ouverte.", "Ouvrez-en une.");
    }
    switch (command) {
      case "open_campaign":
        return this.#open(fact(facts, "assessment"));
      case "read_campaign":
        return this.#sheet(this.#named(fact(facts, "assessment")));
      case "previous_campaign": {
        const before = this.others.filter((other) => isBefore(other, open));
        const last = before.sort((a, b) => (isBefore(a, b) ? 1 : -1))[0];
        return last ? this.#sheet(last) : null;
      }
      case "picture":
        return boxes(this.#sheet(open), fact(facts, "width"));
      case "change_profile":
        return this.#change({ ...open, ...fact<Profile>(facts, "profile") });
      case "record_answer": {
        const standard = fact<string>(facts, "standard");
        const answer = { ...answerOf(open, standard), ...fact<object>(facts, "entry") };
        answer.answered_at = new Date().toISOString();
        const { score, saved_at, can_undo, can_redo } = this.#change(withAnswer(open, answer));
        return { answer, score, saved_at, can_undo, can_redo };
      }
      case "undo":
        return this.#turn(this.#past, this.#future);
      case "redo":
        return this.#turn(this.#future, this.#past);
      case "attach_evidence":
        return this.#attach(open, facts);
      case "add_evidence":
        return this.#attach(open, facts);
      case "offer_clipboard":
        return this.clipboard ? this.offer(fact(facts, "fileName")) : null;
      case "offer_pasted":
        return this.offer(fact(facts, "fileName"));
      case "preview_evidence":
        return shown(open, fact(facts, "evidence"));
      case "describe_several": {
        const said = fact<{ evidence: string }[]>(facts, "descriptions");
        const evidence = open.evidence.map((one) => {
          const mine = said.find((two) => two.evidence === one.id);
          return mine ? { ...one, ...mine } : one;
        });
        return this.#change({ ...open, evidence });
      }
      case "link_several": {
        const answer = answerOf(open, fact(facts, "standard"));
        const evidence = [...answer.evidence, ...fact<EvidenceLink[]>(facts, "links")];
        return this.#change(withAnswer(open, { ...answer, evidence }));
      }
      case "describe_evidence": {
        const { evidence: id, ...said } = fact<{ evidence: string }>(facts, "description");
        const evidence = open.evidence.map((one) => (one.id === id ? { ...one, ...said } : one));
        return this.#change({ ...open, evidence });
      }
      case "link_evidence": {
        const answer = answerOf(open, fact(facts, "standard"));
        const evidence = [...answer.evidence, fact<EvidenceLink>(facts, "link")];
        return this.#change(withAnswer(open, { ...answer, evidence }));
      }
      case "unlink_evidence": {
        const answer = answerOf(open, fact(facts, "standard"));
        const gone = fact<EvidenceLink>(facts, "link");
        const evidence = answer.evidence.filter(
          (link) =>
            link.evidence !== gone.evidence || (link.expected ?? null) !== (gone.expected ?? null),
        );
        return this.#change(withAnswer(open, { ...answer, evidence }));
      }
      case "history":
        return history(fact(facts, "standard"));
      case "recent_changes":
        return recent(open);
      case "library":
        return library(open);
      case "revisions":
        return revisions(open, fact(facts, "evidence"));
      case "replace_evidence":
        return { sheet: this.#sheet(open), notices: [] };
      case "restore_evidence":
        return this.#sheet(open);
      case "open_evidence":
        return undefined;
      case "remove_several":
      case "remove_evidence": {
        const gone = [facts["evidence"]].flat();
        const evidence = open.evidence.filter(({ id }) => !gone.includes(id));
        const answers = open.answers.map((answer) => ({
          ...answer,
          evidence: answer.evidence.filter((link) => !gone.includes(link.evidence)),
        }));
        return this.#change({ ...open, evidence, answers });
      }
      case "retention":
      case "set_retention":
        return [];
      case "issued_dossiers":
        return issued(open);
      case "export_campaign":
        await this.#advance(fact(facts, "progress"), ["evidence"], null, 4);
        return {
          file_name: "passerelles-2026.xlsx",
          path: "/home/marie/Documents/passerelles-2026.xlsx",
          size_bytes: 48_000,
        };
      case "export_calendar":
        await tick();
        return {
          file_name: "Passerelles collège - échéances.ics",
          path: "/home/marie/Documents/Passerelles collège - échéances.ics",
          size_bytes: 1_800,
        };
      case "read_answers":
        return answers(open);
      case "apply_answers":
        return this.#sheet(open);
      case "put_action":
        return this.#putAction(open, fact(facts, "action"));
      case "remove_action": {
        const actions = open.actions.filter(({ id }) => id !== fact(facts, "id"));
        return this.#change({ ...open, actions });
      }
      case "preview_dossier":
        return previewed(open, fact(facts, "selection"));
      case "draft_dossier":
      case "issue_dossier":
        return this.#issue(command, facts);
      default:
        throw new Error(`no command ${command}`);
    }
  }

  #suppose(met: string[]): Score {
    const assessment = structuredClone(this.assessment ?? example(this.grid));
    const others = assessment.answers.filter(({ standard }) => !met.includes(standard));
    const now = met.map((standard) => ({ standard, verdict: "met" as const, evidence: [] }));
    const grid = structuredClone(this.grid);
    grid.standards
      .filter(({ id }) => met.includes(id))
      .forEach((standard) => (standard.expected_evidence = []));
    return score(grid, { ...assessment, answers: [...others, ...now] });
  }

  #boot(): Boot {
    const open = this.locked || this.trouble ? null : this.assessment;
    const sheet = open ? this.#sheet(open) : null;
    return {
      version: "0.1.0",
      today: TODAY,
      place: PLACE,
      workspace: this.workspace
        ? {
            path: PLACE,
            encrypted: this.encrypted,
            locked: this.locked,
            example: this.looking,
            usual: true,
            can_move_here: false,
            size_bytes: 1_200_000,
            read_only: this.readOnly,
            last_copy: this.workspace && this.assessment ? `${TODAY}T13:02:00Z` : null,
            notices: this.notices,
          }
        : null,
      failure: this.trouble,
      grid: this.grid,
      campaigns: open ? [...this.others, open].map((one) => summary(one, this.#sheet(one))) : [],
      current: sheet,
      identity: this.identity,
      identity_failure: this.identityFailure,
    };
  }

  #unlock(passphrase: string): Boot {
    if (passphrase !== PASSPHRASE) {
      throw refuse(
        "wrong_passphrase",
        "Cette phrase de passe n’ouvre pas l’espace de travail.",
        "Vérifiez les majuscules puis réessayez.",
      );
    }
    this.locked = false;
    return this.#boot();
  }

  #settings(command: string, facts: Facts): Settings {
    const settings = { ...this.settings };
    if (command === "set_author") {
      settings.author = fact(facts, "author");
    }
    if (command === "set_evidence_limits") {
      settings.limits = fact(facts, "limits");
    }
    if (command === "choose_second_folder") {
      settings.second_folder = "/media/marie/DISQUE/Copies mentorat";
    }
    if (command === "set_timestamp_service") {
      settings.timestamp_service = fact(facts, "address");
    }
    if (command === "remove_second_folder") {
      settings.second_folder = null;
    }
    this.settings = settings;
    return settings;
  }

  async #changePassphrase(facts: Facts): Promise<Boot> {
    if (this.encrypted && fact(facts, "present") !== PASSPHRASE) {
      throw refuse("passphrase", "La phrase de passe actuelle n’est pas celle-là.", "Réessayez.");
    }
    await this.#advance(fact(facts, "progress"), ["evidence", "verification"], null, 4);
    this.encrypted = fact<string | null>(facts, "fresh") !== null;
    return this.#boot();
  }

  #named(id: string): Assessment {
    const all = [...(this.assessment ? [this.assessment] : []), ...this.others];
    const found = all.find((one) => one.id === id);
    if (!found) {
      throw refuse("unknown", "Cette campagne n’existe pas.", "Choisissez-en une autre.");
    }
    return found;
  }

  #open(id: string): Sheet {
    const opened = this.#named(id);
    this.#aside();
    this.others = this.others.filter((other) => other.id !== id);
    this.assessment = opened;
    return this.#sheet(opened);
  }

  #aside(): void {
    if (this.assessment) {
      this.others.push(this.assessment);
    }
    this.#past = [];
    this.#future = [];
  }

  #follow(facts: Facts): Begun {
    const taken = carried(this.#named(fact(facts, "before")));
    this.#create(fact(facts, "profile"));
    const open = this.assessment;
    const sheet = this.#change({ ...(open as Assessment), ...taken });
    const { answers, evidence, actions } = taken;
    return {
      sheet,
      answers: answers.length,
      evidence: evidence.length,
      actions: actions.length,
      left: [],
    };
  }

  #create(profile: Profile): Sheet {
    this.#aside();
    this.assessment = {
      format: "label-mentorat/assessment/1",
      id: uuid(),
      grid: { grid: this.grid.grid, edition: this.grid.edition, file_digest: "sha256:00" },
      ...profile,
      answers: [],
      evidence: [],
      actions: [],
    };
    return this.#sheet(this.assessment);
  }

  #change(changed: Assessment): Sheet {
    if (this.assessment) {
      this.#past.push(this.assessment);
    }
    this.#future = [];
    this.assessment = changed;
    return this.#sheet(changed);
  }

  #turn(from: Assessment[], to: Assessment[]): Sheet {
    const found = from.pop();
    if (!found || !this.assessment) {
      throw refuse("nothing", "Il n’y a rien à défaire.", "Continuez.");
    }
    to.push(this.assessment);
    this.assessment = found;
    return this.#sheet(found);
  }

  #sheet(assessment: Assessment): Sheet {
    return {
      grid: this.grid,
      assessment,
      score: score(this.grid, assessment),
      saved_at: new Date().toISOString(),
      can_undo: this.#past.length > 0,
      can_redo: this.#future.length > 0,
    };
  }

  async #attach(open: Assessment, facts: Facts): Promise<unknown> {
    const offered = this.#offered.get(fact(facts, "offer"));
    const files = offered?.files ?? [];
    await this.#advance(fact(facts, "progress"), ["copy"], files[0]?.file_name ?? null, 4);
    const good = files.filter(({ file_name }) => !file_name.startsWith("vide"));
    const added: Evidence[] = good.map((file) => ({
      id: uuid(),
      title: file.file_name.replace(/\.[^.]+$/, ""),
      ...file,
      media_type: "application/pdf",
      digest: `sha256:${"0".repeat(64)}`,
      added_at: new Date().toISOString(),
      privacy: "none",
    }));
    const evidence = [...open.evidence, ...added];
    const standard = fact<string | undefined>(facts, "standard");
    if (!standard) {
      const sheet = this.#change({ ...open, evidence });
      return { sheet, attached: added.map(({ id }) => id), noticed: [], refused: [] };
    }
    const answer = answerOf(open, standard);
    const links = added.map(({ id }) => ({
      evidence: id,
      expected: fact<string | null>(facts, "expected"),
    }));
    const sheet = this.#change(
      withAnswer({ ...open, evidence }, { ...answer, evidence: [...answer.evidence, ...links] }),
    );
    const refused = files
      .filter((file) => !good.includes(file))
      .map(({ file_name }) => ({
        file_name,
        failure: refuse(
          "empty_file",
          "Ce fichier est vide, il n’a pas été ajouté.",
          "Vérifiez-le puis déposez-le à nouveau.",
        ),
      }));
    const noticed = added
      .filter(({ file_name }) => /\.jpe?g$/.test(file_name))
      .map(({ file_name }) => ({
        file_name,
        notices: [
          "Métadonnées retirées de l’image, sans toucher à ce qui se voit : le lieu (GPS).",
        ],
      }));
    return { sheet, attached: added.map(({ id }) => id), noticed, refused };
  }

  #putAction(open: Assessment, draft: Omit<Action, "id"> & { id?: string }): Sheet {
    const action = { ...draft, id: draft.id ?? uuid() };
    const known = open.actions.some(({ id }) => id === action.id);
    const actions = known
      ? open.actions.map((one) => (one.id === action.id ? action : one))
      : [...open.actions, action];
    return this.#change({ ...open, actions });
  }

  #keepIdentity({ name, kind }: { name: string; kind: "seal" | "person" }): IdentitySummary {
    this.identity = { ...signer(name, kind), certificate_digest: `sha256:${"3f9a1c07".repeat(8)}` };
    return this.identity;
  }

  async #issue(command: string, facts: Facts): Promise<Delivered> {
    const steps = ["layout", "evidence", "signature", "verification"];
    await this.#advance(fact(facts, "progress"), steps, null, 6);
    const signed = command === "issue_dossier";
    return {
      written: {
        file_name: "dossier-passerelles-2026.pdf",
        path: "/home/marie/Documents/dossier-passerelles-2026.pdf",
        size_bytes: 4_812_000,
      },
      offer: "delivered-1",
      certificate_digest: signed ? (this.identity?.certificate_digest ?? null) : null,
      stamped: false,
    };
  }

  #trust(command: string, facts: Facts): Key[] | Verification {
    const checked = fact<Checked>(facts, "checked");
    const at = "2026-11-22T14:02:00Z";
    if (command === "withdraw_key") {
      const digest = fact<string>(facts, "certificateDigest");
      this.keys = this.keys.map((key) =>
        key.certificate_digest === digest
          ? {
              ...key,
              withdrawn: {
                at,
                author: checked.author,
                why: checked.how,
                revoked: fact<boolean>(facts, "revoked"),
              },
            }
          : key,
      );
      return this.keys;
    }
    const is_authority = command === "record_certificate";
    this.keys = [
      ...this.keys,
      {
        name: is_authority ? "Collectif Mentorat" : "Les Passerelles du Val",
        certificate_digest: `sha256:${(is_authority ? "5b20e411" : "3f9a1c07").repeat(8)}`,
        is_authority,
        valid_until: "2031-11-22",
        recorded_at: at,
        ...checked,
      },
    ];
    return is_authority ? this.keys : verification("dossier.pdf", "trusted");
  }

  async #verify(offer: string, progress: Sink<Progress>): Promise<Verification> {
    const name = this.#offered.get(offer)?.files[0]?.file_name ?? "dossier.pdf";
    await this.#advance(progress, ["verification"], name, 3);
    return verification(name, this.finds);
  }

  async #advance(sink: Sink<Progress>, steps: string[], file_name: string | null, ticks: number) {
    this.#cancelled = false;
    const total_bytes = steps.length * ticks;
    let done_bytes = 0;
    for (const step of steps) {
      for (let tick = 0; tick < ticks; tick += 1) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (this.#cancelled) {
          throw refuse("cancelled", "Interrompu.", "Rien n’a été modifié.");
        }
        done_bytes += 1;
        sink.onmessage({ done_bytes, total_bytes, step, file_name });
      }
    }
  }
}

function answerOf(open: Assessment, standard: string): Answer {
  return open.answers.find((answer) => answer.standard === standard) ?? { standard, evidence: [] };
}

function withAnswer(open: Assessment, answer: Answer): Assessment {
  const others = open.answers.filter(({ standard }) => standard !== answer.standard);
  return { ...open, answers: [...others, answer] };
}

function summary(open: Assessment, sheet: Sheet) {
  return {
    assessment: open.id,
    organisation: open.organisation.name,
    programme: open.programme.name,
    campaign: open.campaign.title,
    reference_date: open.campaign.reference_date,
    level: sheet.score.level ?? null,
    grid: open.grid.grid,
    edition: open.grid.edition,
  };
}
