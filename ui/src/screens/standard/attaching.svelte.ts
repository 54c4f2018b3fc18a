/** Attaching: the questions between choosing documents and having them described. */
import { tick } from "svelte";
import type { ExpectedEvidence, Noticed, Offer, Refused, StandardId, Uuid } from "../../api/types";
import { session } from "../../session/session.svelte";
import { asksCare, takesDocuments } from "./state";

type Asked =
  | { about: "which"; offer: Offer }
  | { about: "care"; offer: Offer; item: ExpectedEvidence }
  | { about: "description"; evidence: Uuid[] }
  | { about: "library"; item: ExpectedEvidence | null };

export class Attaching {
  asked = $state.raw<Asked | null>(null);
  refused = $state.raw<Refused[]>([]);
  /** What is to be known of what was attached. */
  noticed = $state.raw<Noticed[]>([]);
  #standard: StandardId;
  /** Where the focus goes back to when all is asked: the buttons sleep meanwhile. */
  #from: string | null = null;

  constructor(standard: StandardId) {
    this.#standard = standard;
  }

  /** Asks for documents with the system's dialog, as `item` or as nothing in particular. */
  async choose(item: ExpectedEvidence | null): Promise<void> {
    this.#from = item ? `attach-${item.id}` : "attach-other";
    const offer = await session.chooseEvidence();
    if (offer) {
      await this.take(item, offer);
    }
  }

  /** Takes offered documents as `item`, after a look when it may hold personal data. */
  async take(item: ExpectedEvidence | null, offer: Offer): Promise<void> {
    this.#from = item ? `attach-${item.id}` : "attach-other";
    if (item && !takesDocuments(item)) {
      return;
    }
    if (item && asksCare(item)) {
      this.asked = { about: "care", offer, item };
      return;
    }
    await this.attach(item, offer);
  }

  /** Documents dropped beside every item: a person says what they are. */
  ask(offer: Offer): void {
    this.asked = { about: "which", offer };
  }

  pick(item: ExpectedEvidence | null): void {
    this.asked = { about: "library", item };
  }

  async attach(item: ExpectedEvidence | null, offer: Offer): Promise<void> {
    this.asked = null;
    this.refused = [];
    this.noticed = [];
    const attached = await session.attach(this.#standard, item?.id ?? null, offer);
    if (!attached) {
      return;
    }
    this.refused = attached.refused;
    this.noticed = attached.noticed;
    this.describe(attached.attached);
  }

  /** Asks about each piece in turn. */
  describe(evidence: Uuid[]): void {
    if (evidence.length === 0) {
      this.close();
      return;
    }
    this.asked = { about: "description", evidence };
  }

  /** Asks nothing more, and gives the focus back. */
  close(): void {
    this.asked = null;
    const from = this.#from;
    this.#from = null;
    if (from) {
      void tick().then(() => document.getElementById(from)?.focus());
    }
  }
}
