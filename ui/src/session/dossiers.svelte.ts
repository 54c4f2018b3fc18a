/**
 * Dossiers of the open campaign: looked at beforehand, drafted, issued, shown.
 *
 * Beside `session`, which holds what is open and shows what fails.
 */
import * as api from "../api/commands";
import { failureOf } from "../api/failure";
import type { Delivered, Failure, Preview, Selection, Uuid } from "../api/types";
import { session } from "./session.svelte";

class Dossiers {
  get #open(): Uuid {
    return session.sheet?.assessment.id ?? "";
  }

  /** What the dossier would be, or why there would be none: that is said where it is composed. */
  async preview(selection: Selection): Promise<Preview | Failure> {
    try {
      await session.flush();
      return await api.previewDossier(this.#open, selection);
    } catch (thrown) {
      return failureOf(thrown);
    }
  }

  draft(selection: Selection): Promise<Delivered | null> {
    return session.working("draft", async (progress) => {
      await session.flush();
      return api.draftDossier(this.#open, selection, progress);
    });
  }

  issue(passphrase: string, selection: Selection, stamped: boolean): Promise<Delivered | null> {
    return session.working("issue", async (progress) => {
      await session.flush();
      return api.issueDossier(this.#open, { passphrase, selection, stamped }, progress);
    });
  }

  async open(offer: string): Promise<void> {
    await session.attempt(() => api.openDelivered(offer));
  }

  async show(offer: string): Promise<void> {
    await session.attempt(() => api.showDelivered(offer));
  }
}

export const dossiers = new Dossiers();
