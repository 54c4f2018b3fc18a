/** Answers: the four that may be given, their order, their keys and how they look. Pure. */
import type { Standard, Verdict } from "../api/types";
import type { Shape } from "../parts/state-shape";
import { allowsNotApplicable } from "./view";

/** In the order in which they stand on screen; the place is the key, from 1. */
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
export function buttons(
  standard: Standard,
  { verdict: chosen }: { verdict?: Verdict | null },
): AnswerButton[] {
  return VERDICTS.map((verdict, at) => ({
    verdict,
    key: at + 1,
    chosen: chosen === verdict,
    allowed: verdict !== "not_applicable" || allowsNotApplicable(standard),
  }));
}
