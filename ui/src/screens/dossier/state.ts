/** State of the dossier's screen: what will be missing. Pure. */
import type { Route } from "../../session/route";
import { lacksEvidence, type SheetView } from "../../sheet/view";

export type Lack =
  | "unanswered"
  | "evidence"
  | "justification"
  | "refused"
  | "sensitive"
  | "owner"
  | "representative"
  | "conditions";

export interface Missing {
  lack: Lack;
  count: number;
  route: Route;
}

/** What the dossier will lack, the heaviest first. Nothing of it bars the way. */
export function missing(view: SheetView): Missing[] {
  const { assessment } = view.sheet;
  const outcomes = [...view.outcomes.values()];
  const count = (fits: (outcome: (typeof outcomes)[number]) => boolean) =>
    outcomes.filter(fits).length;
  const all: Missing[] = [
    {
      lack: "unanswered",
      count: count((outcome) => outcome === "unanswered"),
      route: { screen: "grid", state: "unanswered" },
    },
    { lack: "evidence", count: count(lacksEvidence), route: { screen: "grid", state: "evidence" } },
    {
      lack: "justification",
      count: count((outcome) => outcome === "justification_missing"),
      route: { screen: "grid", state: "to_treat" },
    },
    {
      lack: "refused",
      count: count((outcome) => outcome === "not_applicable_refused"),
      route: { screen: "grid", state: "to_treat" },
    },
    {
      lack: "sensitive",
      count: assessment.evidence.filter(({ privacy }) => privacy === "sensitive").length,
      route: { screen: "evidence" },
    },
    {
      lack: "owner",
      count: assessment.actions.filter((action) => !action.owner && action.status !== "dropped")
        .length,
      route: { screen: "plan" },
    },
    {
      lack: "conditions",
      count: view.score.warnings.filter(({ code }) => code === "condition_unanswered").length,
      route: { screen: "profile" },
    },
    {
      lack: "representative",
      count: assessment.organisation.legal_representative ? 0 : 1,
      route: { screen: "profile" },
    },
  ];
  return all.filter((one) => one.count > 0);
}
