/**
 * Coverage: what each expected piece of evidence of a standard has, and until when.
 *
 * The score alone decides what counts; this only words it. Source: formats.md, section 3.
 */
import type { Answer, Day, Evidence, ExpectedEvidence, ExpectedId, Uuid } from "../api/types";
import { plusMonths } from "./day";

export type State = "current" | "expired" | "undated" | "missing";

/** How one piece stands on the reference date, for one expected item. */
export interface Standing {
  state: Exclude<State, "missing">;
  /** Last day on which it is current; absent for ever, or not known. */
  until: Day | null;
}

export interface Linked {
  evidence: Evidence;
  pages: string | null;
  standing: Standing;
}

export interface Covered {
  item: ExpectedEvidence;
  state: State;
  linked: Linked[];
}

/** How `evidence` stands for `item` on the day `on`. Without an item nothing makes it expire. */
export function standing(
  evidence: Evidence,
  item: Pick<ExpectedEvidence, "validity_months"> | null,
  on: Day,
): Standing {
  if (evidence.valid_until) {
    return bounded(evidence.valid_until, on);
  }
  const months = item?.validity_months ?? null;
  if (months === null) {
    return { state: "current", until: null };
  }
  if (!evidence.document_date) {
    return { state: "undated", until: null };
  }
  return bounded(plusMonths(evidence.document_date, months), on);
}

function bounded(until: Day, on: Day): Standing {
  return { state: on <= until ? "current" : "expired", until };
}

/** What covers each expected item, in the standard's order. */
export function coverage(
  expected: ExpectedEvidence[],
  answer: Answer | undefined,
  evidence: Map<Uuid, Evidence>,
  on: Day,
): Covered[] {
  return expected.map((item) => {
    const linked = linkedAs(item.id, item, answer, evidence, on);
    return { item, linked, state: stateOf(linked) };
  });
}

/** The pieces linked to an answer as no expected item in particular. */
export function others(
  answer: Answer | undefined,
  evidence: Map<Uuid, Evidence>,
  on: Day,
): Linked[] {
  return linkedAs(null, null, answer, evidence, on);
}

function linkedAs(
  expected: ExpectedId | null,
  item: ExpectedEvidence | null,
  answer: Answer | undefined,
  evidence: Map<Uuid, Evidence>,
  on: Day,
): Linked[] {
  const links = (answer?.evidence ?? []).filter((link) => (link.expected ?? null) === expected);
  return links.flatMap((link) => {
    const found = evidence.get(link.evidence);
    return found
      ? [{ evidence: found, pages: link.pages ?? null, standing: standing(found, item, on) }]
      : [];
  });
}

function stateOf(linked: Linked[]): State {
  const states = linked.map((one) => one.standing.state);
  if (states.length === 0) {
    return "missing";
  }
  if (states.includes("current")) {
    return "current";
  }
  return states.every((state) => state === "undated") ? "undated" : "expired";
}
