/** A campaign before the example's, and what a new one takes over from another. */
import type { Assessment, Grid, Verdict } from "../../src/api/types";
import { example } from "./example";

const ID = "6f1c7a1e-5b1d-4a0e-9a53-0b8b0f6d2c10";

/** The same programme a year earlier: less was in place, and some things were better. */
export function earlier(grid: Grid): Assessment {
  const later = example(grid);
  const verdictOf = (verdict: Verdict | null | undefined, at: number): Verdict | null => {
    if (at % 13 === 4) {
      return "met";
    }
    return at % 4 === 1 ? "not_met" : at % 5 === 3 ? "partly_met" : (verdict ?? null);
  };
  return {
    ...later,
    id: ID,
    campaign: { title: "Auto-évaluation 2025", reference_date: "2025-11-20" },
    answers: later.answers.map((answer, at) => ({
      ...answer,
      verdict: verdictOf(answer.verdict, at),
    })),
    evidence: later.evidence.map((piece) => ({
      ...piece,
      document_date: piece.document_date && `2025-0${(piece.size_bytes % 8) + 1}-15`,
    })),
    actions: later.actions.map((action, at) => ({
      ...action,
      status: at === 2 ? "dropped" : at === 3 ? "done" : "planned",
    })),
  };
}

/** Whether `one` is an earlier campaign of the programme of `other`. */
export function isBefore(one: Assessment, other: Assessment): boolean {
  const isSame = one.programme.id === other.programme.id;
  return isSame && one.campaign.reference_date < other.campaign.reference_date;
}

/** Words, evidence and open actions; no verdict. */
export function carried({ answers, evidence, actions }: Assessment) {
  return {
    answers: answers
      .map(({ standard, comment, justification, private_note, evidence: links }) => ({
        standard,
        comment,
        justification,
        private_note,
        evidence: links,
      }))
      .filter((answer) => answer.evidence.length > 0 || answer.comment || answer.justification),
    evidence,
    actions: actions.filter(({ status }) => status === "planned" || status === "started"),
  };
}
