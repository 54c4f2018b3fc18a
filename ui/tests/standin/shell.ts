/** A shell in memory: the contract of src/api/commands.ts, over one assessment. */
import gridFile from "../../../standards/indicative-mentorat/2026-1.json";
import type {
  Action,
  Answer,
  Assessment,
  Boot,
  EvidenceLink,
  Evidence,
  Failure,
  Grid,
  IdentitySummary,
  Offer,
  Profile,
  Progress,
  Sheet,
  Verification,
  WindowEvent,
} from "../../src/api/types";
import { score } from "./score";
import { TROUBLES } from "./safety";
import { example, verification } from "./example";

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
  identity: IdentitySummary | null = null;
  locked = false;
  workspace = false;
  encrypted = false;
  keyRing = true;
  remembered = false;
  trouble: Failure | null = null;
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
    }
    this.locked = wanted === "locked";
    this.encrypted = this.locked;
    const trouble = wanted ? TROUBLES[wanted] : undefined;
    if (trouble) {
      this.assessment = example(this.grid);
    }
    this.trouble = trouble ?? null;
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
      case "open_other":
        return null;
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
        return this.#createIdentity(fact(facts, "request"));
      case "verify_dossier":
        return this.#verify(fact(facts, "offer"), fact(facts, "progress"));
      case "key_ring":
        return { in_service: this.keyRing, remembers: this.remembered };
      case "forget_passphrase":
        this.remembered = false;
        return { in_service: this.keyRing, remembers: false };
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
        return this.#sheet(open);
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
      case "put_action":
        return this.#putAction(open, fact(facts, "action"));
      case "remove_action": {
        const actions = open.actions.filter(({ id }) => id !== fact(facts, "id"));
        return this.#change({ ...open, actions });
      }
      case "issue_dossier":
        return this.#issue(facts);
      default:
        throw new Error(`no command ${command}`);
    }
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
            usual: true,
          }
        : null,
      failure: this.trouble,
      grid: this.grid,
      campaigns: open && sheet ? [summary(open, sheet)] : [],
      current: sheet,
      identity: this.identity,
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

  #create(profile: Profile): Sheet {
    this.#past = [];
    this.#future = [];
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
    const answer = answerOf(open, fact(facts, "standard"));
    const links = added.map(({ id }) => ({
      evidence: id,
      expected: fact<string | null>(facts, "expected"),
    }));
    const sheet = this.#change(
      withAnswer(
        { ...open, evidence: [...open.evidence, ...added] },
        { ...answer, evidence: [...answer.evidence, ...links] },
      ),
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
    return { sheet, attached: added.map(({ id }) => id), refused };
  }

  #putAction(open: Assessment, draft: Omit<Action, "id"> & { id?: string }): Sheet {
    const action = { ...draft, id: draft.id ?? uuid() };
    const known = open.actions.some(({ id }) => id === action.id);
    const actions = known
      ? open.actions.map((one) => (one.id === action.id ? action : one))
      : [...open.actions, action];
    return this.#change({ ...open, actions });
  }

  #createIdentity({ name, kind }: { name: string; kind: "seal" | "person" }): IdentitySummary {
    this.identity = {
      name,
      kind,
      certificate_digest: `sha256:${"3f9a1c07".repeat(8)}`,
      not_after: "2031-11-22T00:00:00Z",
      algorithm: "P-256",
    };
    return this.identity;
  }

  async #issue(facts: Facts): Promise<unknown> {
    const steps = ["layout", "evidence", "signature", "verification"];
    await this.#advance(fact(facts, "progress"), steps, null, 6);
    return {
      file_name: "dossier-passerelles-2026.pdf",
      path: "/home/marie/Documents/dossier-passerelles-2026.pdf",
      size_bytes: 4_812_000,
      certificate_digest: this.identity?.certificate_digest ?? "",
    };
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
