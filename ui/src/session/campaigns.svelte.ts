/**
 * Campaigns: the one before the open one, a new one that follows another, and two side by side.
 *
 * Beside `session`, which holds what is open.
 */
import * as api from "../api/commands";
import type { Begun, Profile, Sheet, StandardId, Uuid, Verdict } from "../api/types";
import { allowsNotApplicable } from "../sheet/view";
import { session } from "./session.svelte";

class Campaigns {
  /** The campaign before the open one; none when it is the first of its programme. */
  previous = $state.raw<Sheet | null>(null);
  #of = "";
  #verdicts = $derived(
    new Map(
      this.previous?.assessment.answers.map(({ standard, verdict }) => [standard, verdict ?? null]),
    ),
  );

  /** Reads the campaign before the open one, where that was not done yet. */
  async look(): Promise<void> {
    const open = session.sheet?.assessment;
    const of = open
      ? [open.id, open.campaign.reference_date, open.programme.id ?? open.programme.name].join(" ")
      : "";
    if (of === this.#of) {
      return;
    }
    this.#of = of;
    this.previous = null;
    const found = open ? await session.attempt(() => api.previousCampaign(open.id)) : null;
    if (this.#of === of) {
      this.previous = found;
    }
  }

  /** What was answered in the campaign before. */
  verdictBefore(standard: StandardId): Verdict | null {
    return this.#verdicts.get(standard) ?? null;
  }

  /** What can be confirmed: what was answered before, where nothing is yet and it is admitted. */
  toConfirm(id: StandardId): Verdict | null {
    const standard = session.view?.standards.get(id);
    const verdict = this.verdictBefore(id);
    const isAdmitted =
      standard !== undefined && (verdict !== "not_applicable" || allowsNotApplicable(standard));
    return isAdmitted && session.entry(id).verdict === null ? verdict : null;
  }

  /** Gives the answer of the campaign before, because a person says that it still holds. */
  confirm(standard: StandardId): void {
    const verdict = this.toConfirm(standard);
    if (verdict) {
      session.write(standard, { verdict }, "now");
    }
  }

  /** Begins a campaign that takes over from another, and opens it. */
  async follow(before: Uuid, profile: Profile): Promise<Begun | null> {
    const begun = await session.attempt(async () => {
      await session.flush();
      return api.followCampaign(before, profile);
    });
    if (begun) {
      session.take(begun.sheet);
    }
    return begun;
  }

  /** Two campaigns, without opening them; null when one could not be read. */
  pair(before: Uuid, after: Uuid): Promise<[Sheet, Sheet] | null> {
    return session.attempt(async () => {
      await session.flush();
      return [await api.readCampaign(before), await api.readCampaign(after)];
    });
  }
}

export const campaigns = new Campaigns();
