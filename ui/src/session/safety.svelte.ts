/**
 * Safety: the workspace file itself, the key ring that may open it, and its whole copies.
 *
 * Beside `session`, which holds what is open; every call that opens another file ends there.
 */
import * as api from "../api/commands";
import type { Boot, KeyRing, Soundness, Written } from "../api/types";
import { session } from "./session.svelte";

class Safety {
  keyRing = $state.raw<KeyRing | null>(null);

  /** Asks the key ring; a system without one is no failure. */
  async askKeyRing(): Promise<void> {
    try {
      this.keyRing = await api.keyRing();
    } catch {
      this.keyRing = null;
    }
  }

  async forgetPassphrase(): Promise<void> {
    this.keyRing = (await session.attempt(() => api.forgetPassphrase())) ?? this.keyRing;
  }

  openOther(): Promise<boolean> {
    return this.#open(() => api.openOther());
  }

  openUsual(): Promise<boolean> {
    return this.#open(() => api.openUsual());
  }

  async #open(command: () => Promise<Boot | null>): Promise<boolean> {
    const boot = await session.attempt(async () => {
      await session.flush();
      return command();
    });
    if (!boot) {
      return false;
    }
    session.opened(boot);
    void this.askKeyRing();
    return true;
  }

  backup(): Promise<Written | null> {
    return session.working("backup", async () => {
      await session.flush();
      return api.backupWorkspace();
    });
  }

  check(): Promise<Soundness | null> {
    return session.working("check", async () => {
      await session.flush();
      return api.checkWorkspace();
    });
  }
}

export const safety = new Safety();
