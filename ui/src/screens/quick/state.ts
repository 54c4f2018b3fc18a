/** State of the pre-diagnosis: which questions it asks, and what came of them. Pure. */
import type { StandardId } from "../../api/types";
import { lacksEvidence, type SheetView } from "../../sheet/view";

/** Standards that concern the programme and have no answer yet, in grid order. */
export function unanswered(view: SheetView): StandardId[] {
  return view.grid.standards
    .map(({ id }) => id)
    .filter((id) => view.outcomes.get(id) !== "out_of_scope" && !view.answers.get(id)?.verdict);
}

export interface Tally {
  /** Standards that concern the programme. */
  all: number;
  answered: number;
  /** Those that are said to be met, and how many of them lack evidence. */
  met: number;
  lacking: number;
}

export function tally(view: SheetView): Tally {
  const concerned = view.grid.standards.filter(
    ({ id }) => view.outcomes.get(id) !== "out_of_scope",
  );
  const verdict = (id: StandardId) => view.answers.get(id)?.verdict ?? null;
  return {
    all: concerned.length,
    answered: concerned.filter(({ id }) => verdict(id) !== null).length,
    met: concerned.filter(({ id }) => verdict(id) === "met").length,
    lacking: concerned.filter(({ id }) => lacksEvidence(view.outcomes.get(id))).length,
  };
}
