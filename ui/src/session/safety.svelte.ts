/**
 * Safety: the workspace file itself, its passphrase, its copies and its settings.
 *
 * Beside `session`, which holds what is open; every call that opens another file ends there.
 */
import * as api from "../api/commands";
import type {
  Boot,
  Copies,
  CopyContent,
  CopyName,
  EvidenceLimits,
  KeyRing,
  Restored,
  Settings,
  Soundness,
  Written,
} from "../api/types";
import { session } from "./session.svelte";

class Safety {
  keyRing = $state.raw<KeyRing | null>(null);
  settings = $state.raw<Settings | null>(null);
  copies = $state.raw<Copies | null>(null);

  /** Asks the key ring; a system without one is no failure. */
  async askKeyRing(): Promise<void> {
    try {
      this.keyRing = await api.keyRing();
    } catch {
      this.keyRing = null;
    }
  }

  async readSettings(): Promise<void> {
    await this.#set(() => api.settings());
  }

  setAuthor(author: string | null): Promise<boolean> {
    return this.#set(() => api.setAuthor(author));
  }

  setLimits(limits: EvidenceLimits): Promise<boolean> {
    return this.#set(() => api.setEvidenceLimits(limits));
  }

  setTimestampService(address: string | null): Promise<boolean> {
    return this.#set(() => api.setTimestampService(address));
  }

  async chooseSecondFolder(): Promise<void> {
    await this.#set(() => api.chooseSecondFolder());
    await this.readCopies();
  }

  async removeSecondFolder(): Promise<void> {
    await this.#set(() => api.removeSecondFolder());
    await this.readCopies();
  }

  async #set(command: () => Promise<Settings>): Promise<boolean> {
    const settings = await session.attempt(command);
    this.settings = settings ?? this.settings;
    return settings !== null;
  }

  // The file.

  /** Opens to read; "locked" when a passphrase is needed first. */
  async openToRead(passphrase: string | null): Promise<"open" | "locked" | "failed"> {
    const boot = await session.attempt(() => api.openToRead(passphrase));
    if (boot?.workspace?.locked) {
      return "locked";
    }
    if (!boot || boot.failure) {
      return "failed";
    }
    this.#show(boot);
    return "open";
  }

  /** Goes on in a file on this computer; the other stays as it is. */
  async moveHere(): Promise<boolean> {
    const boot = await session.working("backup", async (progress) => {
      await session.flush();
      return api.moveHere(progress);
    });
    if (boot) {
      this.#show(boot);
    }
    return boot !== null;
  }

  openOther(): Promise<boolean> {
    return this.#open(() => api.openOther());
  }

  openRestored(offer: string): Promise<boolean> {
    return this.#open(() => api.openRestored(offer));
  }

  openExample(): Promise<boolean> {
    return this.#open(() => api.openExample());
  }

  leaveExample(): Promise<boolean> {
    return this.#open(() => api.leaveExample());
  }

  openUsual(): Promise<boolean> {
    return this.#open(() => api.openUsual());
  }

  async #open(command: () => Promise<Boot | null>): Promise<boolean> {
    const boot = await session.attempt(async () => {
      await session.flush();
      return command();
    });
    if (boot) {
      this.#show(boot);
    }
    return boot !== null;
  }

  /** Goes on with the file that was opened. */
  #show(boot: Boot): void {
    this.settings = null;
    this.copies = null;
    session.opened(boot);
    void this.askKeyRing();
  }

  async changePassphrase(present: string | null, fresh: string | null): Promise<boolean> {
    const boot = await session.working("passphrase", async (progress) => {
      await session.flush();
      return api.changePassphrase(present, fresh, progress);
    });
    if (boot) {
      session.opened(boot);
      await this.askKeyRing();
    }
    return boot !== null;
  }

  async rememberPassphrase(): Promise<void> {
    this.keyRing = (await session.attempt(() => api.rememberPassphrase())) ?? this.keyRing;
  }

  async forgetPassphrase(): Promise<void> {
    this.keyRing = (await session.attempt(() => api.forgetPassphrase())) ?? this.keyRing;
  }

  // Copies.

  async readCopies(): Promise<void> {
    this.copies = (await session.attempt(() => api.copies())) ?? this.copies;
  }

  async copyNow(): Promise<boolean> {
    const boot = await session.working("copy", async (progress) => {
      await session.flush();
      return api.copyNow(progress);
    });
    if (boot) {
      session.opened(boot);
    }
    await this.readCopies();
    return boot !== null;
  }

  preview(copy: CopyName): Promise<CopyContent | null> {
    return session.attempt(() => api.previewCopy(copy));
  }

  restore(copy: CopyName): Promise<Restored | null> {
    return session.working("restore", (progress) => api.restoreCopy(copy, progress));
  }

  backup(): Promise<Written | null> {
    return session.working("backup", async (progress) => {
      await session.flush();
      return api.backupWorkspace(progress);
    });
  }

  check(): Promise<Soundness | null> {
    return session.working("check", async (progress) => {
      await session.flush();
      return api.checkWorkspace(progress);
    });
  }
}

export const safety = new Safety();
