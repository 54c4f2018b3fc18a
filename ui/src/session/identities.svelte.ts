/**
 * Identities: the one that signs here, and what is done with it.
 *
 * Beside `session`, which holds who it is and shows what fails.
 */
import * as api from "../api/commands";
import type {
  ChosenIdentity,
  IdentitySummary,
  NewIdentity,
  Offer,
  QrCode,
  Written,
} from "../api/types";
import { session } from "./session.svelte";

class Identities {
  create(request: Omit<NewIdentity, "replaces">): Promise<boolean> {
    return this.#take(() => api.createIdentity({ ...request, replaces: this.#present }));
  }

  unlock(passphrase: string): Promise<boolean> {
    return this.#take(() => api.unlockIdentity(passphrase));
  }

  choose(): Promise<Offer | null> {
    return session.attempt(() => api.chooseIdentity());
  }

  read(offer: Offer, passphrase: string): Promise<IdentitySummary[] | null> {
    return session.working("identity", () => api.readIdentities(offer, passphrase));
  }

  import(request: Omit<ChosenIdentity, "replaces">): Promise<boolean> {
    return this.#take(() => api.importIdentity({ ...request, replaces: this.#present }));
  }

  /** Null when it failed or the dialog was closed: a failure is then the session's. */
  export(passphrase: string, fresh: string): Promise<Written | null> {
    return session.working("identity", () => api.exportIdentity(passphrase, fresh));
  }

  exportCertificate(): Promise<Written | null> {
    return session.working("identity", () => api.exportCertificate());
  }

  request(passphrase: string): Promise<Written | null> {
    return session.working("identity", () => api.requestCertificate(passphrase));
  }

  takeCertificate(passphrase: string): Promise<boolean> {
    return this.#take(() => api.takeCertificate(passphrase));
  }

  async remove(): Promise<boolean> {
    const done = await session.attempt(() => api.removeIdentity().then(() => true));
    if (done) {
      session.identity = null;
      session.identityFailure = null;
    }
    return done ?? false;
  }

  code(): Promise<QrCode | null> {
    return session.attempt(() => api.identityCode());
  }

  get #present(): string | null {
    return session.identity?.certificate_digest ?? null;
  }

  async #take(command: () => Promise<IdentitySummary | null>): Promise<boolean> {
    const taken = await session.working("identity", command);
    if (taken) {
      session.identity = taken;
      session.identityFailure = null;
    }
    return taken !== null;
  }
}

export const identities = new Identities();
