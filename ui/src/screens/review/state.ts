/** The auditor's side, pure: order, filters, and what is typed in forms. */
import type {
  Answer,
  Evidence,
  Finding,
  Interview,
  Judgement,
  ReceivedPiece,
  Review,
  ReviewState,
  ReviewSummary,
  StandardId,
  Uuid,
  Whom,
} from "../../api/types";
import type { Shape } from "../../parts/state-shape";
import { parseDay, writeDay } from "../../sheet/day";

export const STATES: ReviewState[] = ["received", "under_review", "pre_report", "closed"];
export const WHOM: Whom[] = ["coordinator", "mentors", "mentees", "others"];

/** Shape and tone of a judgement; no judgement is an empty ring. */
export const SHAPES = {
  conforming: "full",
  strength: "full",
  point_of_attention: "alert",
  minor_nonconformity: "half",
  major_nonconformity: "cross",
  contested_not_applicable: "cross",
  to_check: "empty",
} satisfies Record<Judgement, Shape>;

/** The reviews that bear `text` in one of their names, in that state: what is due first. */
export function listed(
  reviews: ReviewSummary[],
  state: ReviewState | "all",
  text: string,
): ReviewSummary[] {
  const wanted = folded(text.trim());
  return reviews
    .filter((one) => state === "all" || one.state === state)
    .filter((one) =>
      [one.organisation, one.programme, one.campaign, one.signer].some((name) =>
        folded(name).includes(wanted),
      ),
    )
    .toSorted((one, other) => (one.due_on ?? "9999").localeCompare(other.due_on ?? "9999"));
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The standards before and after one, and the next on which nothing was found. */
export function beside(
  order: StandardId[],
  unfound: StandardId[],
  id: StandardId,
): {
  previous?: StandardId | undefined;
  next?: StandardId | undefined;
  open?: StandardId | undefined;
} {
  const at = order.indexOf(id);
  const open = unfound.filter((one) => one !== id);
  return {
    previous: order[at - 1],
    next: order[at + 1],
    open: open.find((one) => order.indexOf(one) > at) ?? open[0],
  };
}

/** A piece of evidence that an answer rests on, with where it is. */
export interface Rested {
  evidence: Evidence;
  pages: string | null;
  piece: ReceivedPiece | null;
}

/** The evidence of an answer, each piece once. */
export function rested(review: Review, answer: Answer | undefined): Rested[] {
  const met = new Set<Uuid>();
  return (answer?.evidence ?? []).flatMap((link) => {
    const evidence = review.received.assessment.evidence.find((one) => one.id === link.evidence);
    if (!evidence || met.has(evidence.id)) {
      return [];
    }
    met.add(evidence.id);
    const piece = review.received.evidence.find((one) => one.evidence === evidence.id) ?? null;
    return [{ evidence, pages: link.pages ?? null, piece }];
  });
}

/** An interview as it is typed. */
export interface InterviewForm {
  whom: Whom;
  heldOn: string;
  standards: string;
  questions: string;
  notes: string;
}

/** The form of an interview; a new one is about what only an interview can tell. */
export function formOf(
  interview: Interview | null,
  findings: Pick<Finding, "standard" | "judgement">[],
): InterviewForm {
  const toCheck = findings.filter((one) => one.judgement === "to_check");
  const standards = interview?.standards ?? toCheck.map((one) => one.standard);
  return {
    whom: interview?.whom ?? "coordinator",
    heldOn: writeDay(interview?.held_on),
    standards: standards.join(", "),
    questions: interview?.questions ?? "",
    notes: interview?.notes ?? "",
  };
}

/** What is wrong with a form: a day that does not exist, a standard that the grid has not. */
export function faultsOf(
  form: InterviewForm,
  known: ReadonlyMap<StandardId, unknown>,
): { heldOn: boolean; standard: string | null } {
  return {
    heldOn: form.heldOn.trim() !== "" && parseDay(form.heldOn) === null,
    standard: idsOf(form.standards).find((id) => !known.has(id)) ?? null,
  };
}

/** The standards that a text names. */
export function idsOf(text: string): StandardId[] {
  const ids = text.split(/[,;\s]+/).filter((id) => id !== "");
  return [...new Set(ids)];
}
