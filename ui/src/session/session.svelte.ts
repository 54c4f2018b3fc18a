/**
 * Session: what is open in this window, and every way to change it.
 *
 * Screens read it and call it; it alone calls the shell. Knows nothing of layout.
 */
import * as api from "../api/commands";
import { CANCELLED, failureOf } from "../api/failure";
import type {
  Attached,
  Boot,
  CampaignSummary,
  Entry,
  ExpectedId,
  Failure,
  IdentitySummary,
  Moment,
  Offer,
  Picture,
  Profile,
  Progress,
  Saved,
  Score,
  Sheet,
  StandardId,
  Uuid,
  Verdict,
  Verification,
} from "../api/types";
import { viewGrid, viewSheet, type GridView, type SheetView } from "../sheet/view";
import { typesetFor, words } from "../wording";
import { address, type Route } from "./route";
import { Saver, type Saving } from "./saver";

/** Work that lasts: at most one at a time. */
export interface Work {
  kind:
    | "attach"
    | "draft"
    | "identity"
    | "issue"
    | "verify"
    | "review"
    | "copy"
    | "restore"
    | "backup"
    | "check"
    | "passphrase"
    | "export"
    | "import";
  progress: Progress | null;
}

class Session {
  boot = $state.raw<Boot | null>(null);
  sheet = $state.raw<Sheet | null>(null);
  identity = $state.raw<IdentitySummary | null>(null);
  /** Why the identity that is kept does not say who it is. */
  identityFailure = $state.raw<Failure | null>(null);
  failure = $state.raw<Failure | null>(null);
  work = $state.raw<Work | null>(null);
  saving = $state<Saving>("idle");
  /** What a screen reader is told. */
  announcement = $state("");
  /** Counts what is put to the saver, so that what is typed shows at once. */
  #typed = $state(0);

  #grid = $derived(this.sheet?.grid ?? null);
  #gridView: GridView | null = $derived.by(() => {
    const grid = this.#grid;
    return grid ? viewGrid(grid, (text) => typesetFor(grid.language, text)) : null;
  });
  /** The open campaign with its look-ups. */
  view: SheetView | null = $derived(
    this.sheet && this.#gridView ? viewSheet(this.sheet, this.#gridView) : null,
  );

  #saver = new Saver<StandardId, Entry>(
    (standard, entry) => this.#record(standard, entry),
    (saving, cause) => {
      this.saving = saving;
      if (saving === "failed") {
        this.failure = failureOf(cause);
      }
    },
  );

  #others: { flush(): Promise<boolean>; abandon(): void }[] = [];

  /** Takes the open sheet as it now is. */
  take(sheet: Sheet): void {
    this.sheet = sheet;
    this.#list(sheet);
  }

  /** Why nothing can be changed; null while it can. */
  get readOnly(): string | null {
    return this.boot?.workspace?.read_only ?? null;
  }

  get savedAt(): Moment | null {
    return this.sheet?.saved_at ?? null;
  }

  async start(booted: Promise<Boot> = api.boot()): Promise<void> {
    const boot = await this.attempt(() => booted);
    if (boot) {
      this.opened(boot);
    }
  }

  /** Throws the failure: the wrong passphrase is said beside its field. */
  async unlock(passphrase: string, remember: boolean): Promise<void> {
    this.opened(await api.unlockWorkspace(passphrase, remember));
  }

  async createWorkspace(passphrase: string | null, remember: boolean): Promise<boolean> {
    const boot = await this.attempt(() => api.createWorkspace(passphrase, remember));
    if (boot) {
      this.opened(boot);
    }
    return boot !== null;
  }

  /** Prints what the page shows on paper; true once the system's dialog was opened. */
  async print(): Promise<boolean> {
    return (await this.attempt(() => api.printPage().then(() => true))) ?? false;
  }

  /** Takes what the shell opened, or why it could not. */
  opened(boot: Boot): void {
    this.boot = boot;
    this.sheet = boot.current ?? null;
    this.identity = boot.identity ?? null;
    this.identityFailure = boot.identity_failure ?? null;
    this.failure = boot.failure ?? null;
  }

  /** Runs `action`; shows its failure and gives null, unless a person cancelled it. */
  async attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      this.failure = null;
      return await action();
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.kind !== CANCELLED) {
        this.failure = failure;
      }
      return null;
    }
  }

  /** What failed last, for the place where it was asked: it is then shown nowhere else. */
  takeFailure(): Failure | null {
    const failure = this.failure;
    this.failure = null;
    return failure;
  }

  // Campaigns.

  async createCampaign(profile: Profile): Promise<boolean> {
    return this.replace(() => api.createCampaign(profile));
  }

  async openCampaign(assessment: Uuid): Promise<boolean> {
    return this.replace(() => api.openCampaign(assessment));
  }

  async changeProfile(profile: Profile): Promise<boolean> {
    return this.replace((id) => api.changeProfile(id, profile));
  }

  /** The picture of stages and levels of the open sheet, so many points wide. */
  async picture(width: number): Promise<Picture | null> {
    await this.flush();
    return this.attempt(() => api.picture(this.sheet?.assessment.id ?? "", width));
  }

  /** The score as it would be with these standards met; nothing is kept. */
  suppose(met: StandardId[]): Promise<Score | null> {
    return this.attempt(() => api.suppose(this.sheet?.assessment.id ?? "", met));
  }

  /** Does what gives the open sheet anew. */
  async replace(command: (assessment: Uuid) => Promise<Sheet>): Promise<boolean> {
    const done = await this.attempt(async () => {
      await this.#saver.flush();
      const sheet = await command(this.sheet?.assessment.id ?? "");
      this.take(sheet);
      return true;
    });
    return done ?? false;
  }

  /** Keeps the list of campaigns true: the open one may be new, or renamed. */
  #list(sheet: Sheet): void {
    if (this.boot) {
      this.boot = { ...this.boot, campaigns: listed(this.boot.campaigns, sheet) };
    }
  }

  // Answers.

  /** The entry of a standard as it stands on screen: what is typed before what is stored. */
  entry(standard: StandardId): Entry {
    void this.#typed;
    const pending = this.#saver.pending(standard);
    if (pending) {
      return pending;
    }
    const answer = this.view?.answers.get(standard);
    return {
      verdict: answer?.verdict ?? null,
      comment: answer?.comment ?? null,
      justification: answer?.justification ?? null,
      private_note: answer?.private_note ?? null,
    };
  }

  /** Writes a changed entry: a choice at once, text when the typing stops. */
  write(standard: StandardId, change: Partial<Entry>, when: "now" | "later"): void {
    if (this.readOnly !== null) {
      return;
    }
    const entry = { ...this.entry(standard), ...change };
    if (when === "now") {
      void this.#saver.now(standard, entry);
    } else {
      this.#saver.later(standard, entry);
    }
    this.#typed += 1;
  }

  /** Answers; the same answer again takes it back. */
  answer(standard: StandardId, verdict: Verdict): void {
    const same = this.entry(standard).verdict === verdict;
    this.write(standard, { verdict: same ? null : verdict }, "now");
  }

  /** Writes what waits; false when some of it could not be. */
  async flush(): Promise<boolean> {
    const own = this.#saver.isSettled() || (await this.#saver.flush());
    const others = await Promise.all(this.#others.map((saver) => saver.flush()));
    return own && others.every(Boolean);
  }

  /** Lets what another part of the session has to write be written with the rest. */
  writesToo(saver: { flush(): Promise<boolean>; abandon(): void }): void {
    this.#others.push(saver);
  }

  async #record(standard: StandardId, entry: Entry): Promise<void> {
    const sheet = this.sheet;
    if (!sheet) {
      return;
    }
    const saved = await api.recordAnswer(sheet.assessment.id, standard, entry);
    if (this.sheet?.assessment.id === sheet.assessment.id) {
      this.sheet = withAnswer(this.sheet, saved);
    }
    this.failure = null;
  }

  async undo(): Promise<void> {
    if (this.sheet?.can_undo && this.readOnly === null && (await this.replace(api.undo))) {
      this.announcement = words().frame.undone;
    }
  }

  async redo(): Promise<void> {
    if (this.sheet?.can_redo && this.readOnly === null && (await this.replace(api.redo))) {
      this.announcement = words().frame.redone;
    }
  }

  // Evidence.

  chooseEvidence(): Promise<Offer | null> {
    return this.attempt(() => api.chooseEvidence());
  }

  async attach(
    standard: StandardId,
    expected: ExpectedId | null,
    offer: Offer,
  ): Promise<Attached | null> {
    const id = this.sheet?.assessment.id ?? "";
    return this.working("attach", async (progress) => {
      await this.#saver.flush();
      const attached = await api.attachEvidence(id, standard, expected, offer, progress);
      this.sheet = attached.sheet;
      return attached;
    });
  }

  describeEvidence(description: api.Description): Promise<boolean> {
    return this.replace((id) => api.describeEvidence(id, description));
  }

  linkEvidence(
    standard: StandardId,
    link: { evidence: Uuid; expected: ExpectedId | null; pages: string | null },
  ): Promise<boolean> {
    return this.replace((id) => api.linkEvidence(id, standard, link));
  }

  unlinkEvidence(
    standard: StandardId,
    link: { evidence: Uuid; expected: ExpectedId | null },
  ): Promise<boolean> {
    return this.replace((id) => api.unlinkEvidence(id, standard, link));
  }

  // Plan.

  putAction(action: api.ActionDraft): Promise<boolean> {
    return this.replace((id) => api.putAction(id, action));
  }

  removeAction(action: Uuid): Promise<boolean> {
    return this.replace((id) => api.removeAction(id, action));
  }

  // Dossiers received.

  chooseDossier(): Promise<Offer | null> {
    return this.attempt(() => api.chooseDossier());
  }

  verify(offer: Offer): Promise<Verification | null> {
    return this.working("verify", (progress) => api.verifyDossier(offer, progress));
  }

  /** Does what lasts: at most one at a time, with its progress. */
  async working<T>(
    kind: Work["kind"],
    run: (progress: api.OnProgress) => Promise<T>,
  ): Promise<T | null> {
    if (this.work) {
      return null;
    }
    this.work = { kind, progress: null };
    const done = await this.attempt(() =>
      run((progress) => {
        if (this.work?.kind === kind) {
          this.work = { kind, progress };
        }
      }),
    );
    this.work = null;
    return done;
  }

  cancelWork(): void {
    void this.attempt(() => api.cancel());
  }

  // Closing.

  /** Writes what waits, then closes; false when the window must stay open. */
  async close(): Promise<boolean> {
    if (!(await this.flush())) {
      return false;
    }
    await this.attempt(() => api.closeWindow());
    return true;
  }

  async closeAnyway(): Promise<void> {
    this.#saver.abandon();
    this.#others.forEach((saver) => saver.abandon());
    await this.attempt(() => api.closeWindow());
  }
}

function withAnswer(sheet: Sheet, saved: Saved): Sheet {
  const { assessment } = sheet;
  const others = assessment.answers.filter(({ standard }) => standard !== saved.answer.standard);
  return {
    ...sheet,
    assessment: { ...assessment, answers: [...others, saved.answer] },
    score: saved.score,
    saved_at: saved.saved_at ?? sheet.saved_at,
    can_undo: saved.can_undo,
    can_redo: saved.can_redo,
  };
}

/** The campaigns with the line of `sheet` as it now is; a new one comes last. */
function listed(campaigns: CampaignSummary[], { assessment, score }: Sheet): CampaignSummary[] {
  const line: CampaignSummary = {
    assessment: assessment.id,
    organisation: assessment.organisation.name,
    programme: assessment.programme.name,
    campaign: assessment.campaign.title,
    reference_date: assessment.campaign.reference_date,
    level: score.level ?? null,
    grid: assessment.grid.grid,
    edition: assessment.grid.edition,
  };
  const known = campaigns.some((one) => one.assessment === line.assessment);
  return known
    ? campaigns.map((one) => (one.assessment === line.assessment ? line : one))
    : [...campaigns, line];
}

export const session = new Session();

/** Goes to a screen; the address changes, and what was typed is written on the way. */
export function go(route: Route): void {
  void session.flush();
  window.location.hash = address(route);
}
