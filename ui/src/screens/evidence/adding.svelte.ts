/** Documents added to the library without a standard: what came of them. */
import type { Noticed, Offer, Refused, Uuid } from "../../api/types";
import { library } from "../../session/library.svelte";
import { session } from "../../session/session.svelte";

export class Adding {
  refused = $state.raw<Refused[]>([]);
  /** What is to be known of what was added. */
  noticed = $state.raw<Noticed[]>([]);
  /** How many came in last; 0 when nothing is to be said of it. */
  count = $state(0);
  #added: (pieces: Uuid[]) => void;

  constructor(added: (pieces: Uuid[]) => void) {
    this.#added = added;
  }

  /** Asks for documents with the system's dialog. */
  async choose(): Promise<void> {
    const offer = await session.chooseEvidence();
    if (offer) {
      await this.take(offer);
    }
  }

  async take(offer: Offer): Promise<void> {
    if (session.readOnly !== null) {
      return;
    }
    [this.refused, this.noticed, this.count] = [[], [], 0];
    const added = await library.add(offer);
    if (added) {
      const pieces = added.attached.filter((id, at, all) => all.indexOf(id) === at);
      [this.refused, this.noticed, this.count] = [added.refused, added.noticed, pieces.length];
      this.#added(pieces);
    }
  }
}
