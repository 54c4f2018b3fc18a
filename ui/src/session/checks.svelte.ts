/**
 * Checks of the open campaign, made while nothing else waits: a long grid takes its time.
 *
 * What they find is `sheet`'s.
 */
import type { Day } from "../api/types";
import { findings, type Finding } from "../sheet/checks";
import type { SheetView } from "../sheet/view";

/** Long enough that a change is on screen before it is checked, in milliseconds. */
const AFTER = 200;

class Checks {
  /** What was found last; null until a campaign was looked at. */
  found = $state.raw<Finding[] | null>(null);
  #campaign: string | null = null;

  /** Looks at a campaign as it now is, a moment later; gives how to forgo it. */
  look(view: SheetView | null, today: Day): () => void {
    const campaign = view?.sheet.assessment.id ?? null;
    if (campaign !== this.#campaign) {
      this.#campaign = campaign;
      this.found = null;
    }
    const wait = setTimeout(() => {
      this.found = view ? findings(view, today) : null;
    }, AFTER);
    return () => clearTimeout(wait);
  }
}

export const checks = new Checks();
