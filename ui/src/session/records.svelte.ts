/**
 * Records: what was changed, what is kept and erased, what goes out and comes in.
 *
 * Beside `session`, which holds what is open and shows what fails.
 */
import * as api from "../api/commands";
import type {
  Day,
  Erased,
  ExportKind,
  HistoryEntry,
  IssuedDossier,
  LibraryLine,
  NamePlace,
  Offer,
  Overdue,
  Proposal,
  ReadAnswers,
  RecentChange,
  Replaced,
  Retention,
  Revision,
  StandardId,
  Trash,
  Uuid,
  Written,
} from "../api/types";
import { session } from "./session.svelte";

class Records {
  get #open(): Uuid {
    return session.sheet?.assessment.id ?? "";
  }

  // What was changed.

  history(standard: StandardId): Promise<HistoryEntry[] | null> {
    return session.attempt(async () => {
      await session.flush();
      return api.history(this.#open, standard);
    });
  }

  recent(): Promise<RecentChange[] | null> {
    return session.attempt(() => api.recentChanges(this.#open));
  }

  // Evidence, beside its record.

  library(): Promise<LibraryLine[] | null> {
    return session.attempt(() => api.library(this.#open));
  }

  revisions(evidence: Uuid): Promise<Revision[] | null> {
    return session.attempt(() => api.revisions(this.#open, evidence));
  }

  async replace(evidence: Uuid, offer: Offer): Promise<Replaced | null> {
    const replaced = await session.working("attach", (progress) =>
      api.replaceEvidence(this.#open, evidence, offer, progress),
    );
    if (replaced) {
      session.take(replaced.sheet);
    }
    return replaced;
  }

  removeEvidence(evidence: Uuid): Promise<boolean> {
    return session.replace((id) => api.removeEvidence(id, evidence));
  }

  restoreEvidence(assessment: Uuid, evidence: Uuid): Promise<boolean> {
    return session.replace(() => api.restoreEvidence(assessment, evidence));
  }

  async openEvidence(evidence: Uuid): Promise<void> {
    await session.attempt(() => api.openEvidence(this.#open, evidence));
  }

  // What is kept, and what is erased.

  trash(): Promise<Trash | null> {
    return session.attempt(() => api.trash());
  }

  overdue(): Promise<Overdue[] | null> {
    return session.attempt(() => api.toBeDeleted());
  }

  async deleteCampaign(): Promise<boolean> {
    await session.flush();
    return this.#boot(() => api.deleteCampaign(this.#open));
  }

  restoreCampaign(assessment: Uuid): Promise<boolean> {
    return this.#boot(() => api.restoreCampaign(assessment));
  }

  async #boot(command: () => ReturnType<typeof api.boot>): Promise<boolean> {
    const boot = await session.attempt(command);
    if (boot) {
      session.opened(boot);
    }
    return boot !== null;
  }

  eraseCampaign(assessment: Uuid): Promise<Erased | null> {
    return this.#erase(() => api.eraseCampaign(assessment));
  }

  eraseEvidence(assessment: Uuid, evidence: Uuid): Promise<Erased | null> {
    return this.#erase(() => api.eraseEvidence(assessment, evidence));
  }

  eraseName(name: string): Promise<Erased | null> {
    return this.#erase(() => api.eraseName(name));
  }

  /** Erases, then reads what is open anew: any of it may be other than it was. */
  async #erase(command: () => Promise<Erased>): Promise<Erased | null> {
    await session.flush();
    const erased = await session.attempt(command);
    if (erased) {
      await this.#boot(() => api.boot());
    }
    return erased;
  }

  findName(name: string): Promise<NamePlace[] | null> {
    return session.attempt(async () => {
      await session.flush();
      return api.findName(name);
    });
  }

  retention(): Promise<Retention[] | null> {
    return session.attempt(() => api.retention(this.#open));
  }

  setRetention(evidence: Uuid | null, keepUntil: Day | null): Promise<Retention[] | null> {
    return session.attempt(() => api.setRetention(this.#open, evidence, keepUntil));
  }

  issued(): Promise<IssuedDossier[] | null> {
    return session.attempt(() => api.issuedDossiers(this.#open));
  }

  // Exchange.

  exported(kind: ExportKind): Promise<Written | null> {
    return session.working("export", async (progress) => {
      await session.flush();
      return api.exportCampaign(this.#open, kind, progress);
    });
  }

  /** Writes what is open and has a due date for an agenda. */
  exportedCalendar(): Promise<Written | null> {
    return session.attempt(async () => {
      await session.flush();
      return api.exportCalendar(this.#open);
    });
  }

  readAnswers(): Promise<ReadAnswers | null> {
    return session.attempt(async () => {
      await session.flush();
      return api.readAnswers(this.#open);
    });
  }

  applyAnswers(accepted: Proposal[]): Promise<boolean> {
    return session.replace((id) => api.applyAnswers(id, accepted));
  }

  async importCampaign(): Promise<boolean> {
    const boot = await session.working("import", (progress) => api.importCampaign(progress));
    if (boot) {
      session.opened(boot);
    }
    return boot !== null;
  }
}

export const records = new Records();
