/**
 * Trust: the keys that a person recorded.
 *
 * Beside `session`, which shows what fails. Belongs to the computer, not to a workspace.
 */
import * as api from "../api/commands";
import type {
  Checked,
  DeliveredList,
  Digest,
  Key,
  ListPreview,
  Offer,
  Verification,
} from "../api/types";
import { session } from "./session.svelte";

class Trust {
  /** In the order in which they were recorded; null until they are read. */
  keys = $state.raw<Key[] | null>(null);
  /** Who checked last, so that a row of keys needs the name once. */
  author = $state("");

  async load(): Promise<void> {
    this.keys = await session.attempt(() => api.trustList());
  }

  async recordSigner(checked: Checked): Promise<Verification | null> {
    this.author = checked.author;
    return session.working("verify", (progress) => api.recordSigner(checked, progress));
  }

  choose(): Promise<Offer | null> {
    return session.attempt(() => api.chooseCertificate());
  }

  record(offer: Offer, checked: Checked): Promise<boolean> {
    return this.#change(checked, () => api.recordCertificate(offer, checked));
  }

  withdraw(key: Digest, revoked: boolean, checked: Checked): Promise<boolean> {
    return this.#change(checked, () => api.withdrawKey(key, revoked, checked));
  }

  /** Signs the list; null when it failed or the dialog was closed. */
  export(passphrase: string): Promise<DeliveredList | null> {
    return session.working("export", () => api.exportTrust(passphrase));
  }

  /** Asks for somebody's list and what it would change here. */
  chooseList(): Promise<ListPreview | null> {
    return session.working("verify", (progress) => api.chooseTrustList(progress));
  }

  takeOver(preview: ListPreview, checked: Checked): Promise<boolean> {
    return this.#change(checked, () => api.takeOverTrust(preview, checked));
  }

  async #change(checked: Checked, command: () => Promise<Key[]>): Promise<boolean> {
    this.author = checked.author;
    const keys = await session.attempt(command);
    if (keys) {
      this.keys = keys;
    }
    return keys !== null;
  }
}

export const trust = new Trust();
