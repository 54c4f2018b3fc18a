/** State of a standard's page: what may be answered, and what an attachment asks first. Pure. */
import type { Entry, ExpectedEvidence, Standard, Verdict } from "../../api/types";
import type { Shape } from "../../parts/state-shape";
import { allowsNotApplicable } from "../../sheet/view";

export const VERDICTS: Verdict[] = ["met", "partly_met", "not_met", "not_applicable"];

/** How an answer looks, beside its word. */
export const SHAPES = {
  met: "full",
  partly_met: "half",
  not_met: "cross",
  not_applicable: "dash",
} satisfies Record<Verdict, Shape>;

export interface AnswerButton {
  verdict: Verdict;
  /** Key that answers it, from 1. */
  key: number;
  chosen: boolean;
  allowed: boolean;
}

/** The four answers. One that is refused can still be seen when it was chosen elsewhere. */
export function buttons(standard: Standard, entry: Entry): AnswerButton[] {
  return VERDICTS.map((verdict, at) => ({
    verdict,
    key: at + 1,
    chosen: entry.verdict === verdict,
    allowed: verdict !== "not_applicable" || allowsNotApplicable(standard),
  }));
}

/** Whether the reason why the standard does not apply is asked. */
export function asksJustification(entry: Entry): boolean {
  return entry.verdict === "not_applicable";
}

/** Whether a person must look at the documents once more before they are attached. */
export function asksCare(item: ExpectedEvidence | null): boolean {
  return item?.privacy !== undefined && item?.privacy !== null;
}

/** Whether documents may be attached for an item at all. */
export function takesDocuments(item: ExpectedEvidence): boolean {
  return item.privacy !== "never_attach";
}
