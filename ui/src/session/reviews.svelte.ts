/**
 * Reviews: the dossiers received, the one that is open, and every way to change it.
 *
 * Beside `session`, which shows what fails and writes what is typed before the window closes.
 */
import * as api from "../api/reviewing";
import { failureOf } from "../api/failure";
import type {
  Compared,
  DeliveredReport,
  FindingEntry,
  InterviewDraft,
  Judgement,
  Moment,
  Proceeding,
  Return,
  ReviewSheet,
  ReviewState,
  ReviewSummary,
  Side,
  StandardId,
  Uuid,
} from "../api/types";
import { viewGrid, type GridView } from "../sheet/view";
import { typesetFor, words } from "../wording";
import { Saver, type Saving } from "./saver";
import { go, session } from "./session.svelte";

class Reviews {
  /** In the order in which they were begun; null until they are read. */
  list = $state.raw<ReviewSummary[] | null>(null);
  sheet = $state.raw<ReviewSheet | null>(null);
  /** Since when the dossier that was just taken up had been here. */
  already = $state<Moment | null>(null);
  /** A report that came back. */
  returned = $state.raw<Return | null>(null);
  saving = $state<Saving>("idle");
  #typed = $state(0);

  #grid = $derived(this.sheet?.grid ?? null);
  /** The grid that the dossier answers, with its look-ups. */
  grid: GridView | null = $derived.by(() => {
    const grid = this.#grid;
    return grid ? viewGrid(grid, (text) => typesetFor(grid.language, text)) : null;
  });

  #saver = new Saver<StandardId, FindingEntry>(
    (standard, entry) => this.#record(standard, entry),
    (saving, cause) => {
      this.saving = saving;
      if (saving === "failed") {
        session.failure = failureOf(cause);
      }
    },
  );

  constructor() {
    session.writesToo(this.#saver);
  }

  async load(): Promise<void> {
    await this.#saver.flush();
    this.list = await session.attempt(() => api.reviews());
  }

  async open(review: Uuid): Promise<void> {
    if (this.sheet?.review !== review) {
      await this.#saver.flush();
      this.sheet = null;
      this.already = null;
      this.sheet = await session.attempt(() => api.openReview(review));
    }
  }

  /** Takes up the dossier verified last, and goes there. */
  async begin(): Promise<void> {
    const taken = await session.working("review", (progress) => api.beginReview(progress));
    if (taken) {
      this.sheet = taken.sheet;
      this.already = taken.already ?? null;
      go({ screen: "review", id: taken.sheet.review });
    }
  }

  /** The finding as it stands on screen: what is typed before what is stored. */
  entry(standard: StandardId): FindingEntry {
    void this.#typed;
    const pending = this.#saver.pending(standard);
    const finding = this.sheet?.content.findings.find((one) => one.standard === standard);
    const { judgement = null, comment = null, request = null } = pending ?? finding ?? {};
    return { judgement, comment, request };
  }

  write(standard: StandardId, change: FindingEntry, when: "now" | "later"): void {
    if (session.readOnly !== null) {
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

  /** Judges; the same judgement again takes it back. */
  judge(standard: StandardId, judgement: Judgement): void {
    const same = this.entry(standard).judgement === judgement;
    this.write(standard, { judgement: same ? null : judgement }, "now");
  }

  flush(): Promise<boolean> {
    return this.#saver.flush();
  }

  changeProceeding(change: Partial<Proceeding>): Promise<boolean> {
    const proceeding = { ...(this.sheet?.content.proceeding ?? { state: "received" }), ...change };
    return this.#replace((id) => api.changeProceeding(id, proceeding));
  }

  putInterview(interview: InterviewDraft): Promise<boolean> {
    return this.#replace((id) => api.putInterview(id, interview));
  }

  removeInterview(interview: Uuid): Promise<boolean> {
    return this.#replace((id) => api.removeInterview(id, interview));
  }

  async undo(): Promise<void> {
    await this.#saver.flush();
    if (this.sheet?.can_undo && (await this.#replace(api.undoReview))) {
      session.announcement = words().frame.undone;
    }
  }

  async redo(): Promise<void> {
    await this.#saver.flush();
    if (this.sheet?.can_redo && (await this.#replace(api.redoReview))) {
      session.announcement = words().frame.redone;
    }
  }

  async erase(review: Uuid): Promise<boolean> {
    const list = await session.attempt(() => api.eraseReview(review));
    if (list) {
      this.list = list;
      this.sheet = null;
    }
    return list !== null;
  }

  async openEvidence(evidence: Uuid): Promise<void> {
    await session.attempt(() => api.openReceived(this.sheet?.review ?? "", evidence));
  }

  /** Writes the findings for another auditor; true once that is done. */
  async hand(): Promise<boolean> {
    await this.#saver.flush();
    return (await session.attempt(() => api.exportReview(this.sheet?.review ?? ""))) ?? false;
  }

  async compare(): Promise<Compared | null> {
    await this.#saver.flush();
    return session.attempt(() => api.compareReview(this.sheet?.review ?? ""));
  }

  merge(compared: Compared, kept: [StandardId, Side][]): Promise<boolean> {
    return this.#replace((id) => api.mergeReview(id, compared.offer, kept));
  }

  /** Signs the report; null when it failed or the dialog was closed. */
  async report(state: ReviewState, passphrase: string): Promise<DeliveredReport | null> {
    await this.#saver.flush();
    const review = this.sheet?.review ?? "";
    const delivered = await session.working("review", () =>
      api.issueReport(review, { state, passphrase }),
    );
    this.sheet = delivered?.sheet ?? this.sheet;
    return delivered;
  }

  /** Opens a report that came back, with the campaign that it is about. */
  async openReturn(): Promise<void> {
    const returned = await session.working("verify", (progress) => api.openReturn(progress));
    if (returned && (await session.openCampaign(returned.dossier.assessment))) {
      this.returned = returned;
    }
  }

  async #record(standard: StandardId, entry: FindingEntry): Promise<void> {
    const review = this.sheet?.review;
    if (review) {
      const sheet = await api.recordFinding(review, standard, entry);
      if (this.sheet?.review === review) {
        this.sheet = sheet;
      }
      session.failure = null;
    }
  }

  async #replace(command: (review: Uuid) => Promise<ReviewSheet>): Promise<boolean> {
    const sheet = await session.attempt(async () => {
      await this.#saver.flush();
      return command(this.sheet?.review ?? "");
    });
    this.sheet = sheet ?? this.sheet;
    return sheet !== null;
  }
}

export const reviews = new Reviews();
