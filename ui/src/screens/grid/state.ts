/** State of the list of standards: what the filters let through. Pure. */
import type { Outcome, Standard } from "../../api/types";
import type { Filter, ListState } from "../../session/route";
import { coverage } from "../../sheet/coverage";
import { isToTreat, lacksEvidence, type SheetView } from "../../sheet/view";

export function fits(state: ListState | undefined, outcome: Outcome | undefined): boolean {
  switch (state) {
    case undefined:
      return true;
    case "to_treat":
      return isToTreat(outcome);
    case "unanswered":
      return outcome === "unanswered";
    case "evidence":
      return lacksEvidence(outcome);
    case "met":
      return outcome === "met";
    case "set_aside":
      return outcome === "excluded" || outcome === "out_of_scope";
  }
}

/** The standards that a filter lets through, in grid order. */
export function shown(view: SheetView, filter: Filter): Standard[] {
  return view.grid.standards.filter(
    ({ id, stage, level }) =>
      (!filter.stage || stage === filter.stage) &&
      (!filter.level || level === filter.level) &&
      fits(filter.state, view.outcomes.get(id)),
  );
}

/** How many of a standard's required pieces are current, out of how many. */
export function requiredCovered(
  view: SheetView,
  standard: Standard,
): { covered: number; expected: number } {
  const required = standard.expected_evidence.filter((item) => item.required);
  const on = view.sheet.assessment.campaign.reference_date;
  const covered = coverage(required, view.answers.get(standard.id), view.evidence, on);
  return {
    covered: covered.filter(({ state }) => state === "current").length,
    expected: required.length,
  };
}
