/**
 * Library: evidence added without a standard, several pieces at once, what is pasted and shown.
 *
 * Beside `session`, which holds what is open and shows what fails.
 */
import type { Description } from "../api/commands";
import * as api from "../api/library";
import type {
  Attached,
  EvidenceLink,
  EvidencePreview,
  Offer,
  StandardId,
  Uuid,
} from "../api/types";
import { session } from "./session.svelte";

class Library {
  get #open(): Uuid {
    return session.sheet?.assessment.id ?? "";
  }

  /** Takes files in; they serve no standard yet. */
  async add(offer: Offer): Promise<Attached | null> {
    const added = await session.working("attach", async (progress) => {
      await session.flush();
      return api.addEvidence(this.#open, offer, progress);
    });
    if (added) {
      session.take(added.sheet);
    }
    return added;
  }

  describe(descriptions: Description[]): Promise<boolean> {
    return session.replace((id) => api.describeSeveral(id, descriptions));
  }

  link(standard: StandardId, links: EvidenceLink[]): Promise<boolean> {
    return session.replace((id) => api.linkSeveral(id, standard, links));
  }

  remove(evidence: Uuid[]): Promise<boolean> {
    return session.replace((id) => api.removeSeveral(id, evidence));
  }

  preview(evidence: Uuid): Promise<EvidencePreview | null> {
    return session.attempt(() => api.previewEvidence(this.#open, evidence));
  }

  /** The picture itself, drawn by the window without any address. */
  picture(base64: string, mediaType: string): Promise<ImageBitmap> {
    return createImageBitmap(new Blob([api.bytesOf(base64)], { type: mediaType }));
  }

  /** The picture on the clipboard, where the shell may look at it and the page may not. */
  onClipboard(fileName: string): Promise<Offer | null> {
    return session.attempt(() => api.offerClipboard(fileName));
  }

  pasted(fileName: string, picture: Blob): Promise<Offer | null> {
    return session.attempt(() => api.offerPasted(fileName, picture));
  }
}

export const library = new Library();
