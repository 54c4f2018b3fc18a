/** State of the library: what the filter lets through. Pure. */
import type { Day, Evidence } from "../../api/types";
import type { State } from "../../sheet/coverage";
import { toRenew } from "../../sheet/order";
import { usesOf, type SheetView, type Use } from "../../sheet/view";

export const FILTERS = ["all", "to_renew", "undated", "unused", "sensitive"] as const;
export type EvidenceFilter = (typeof FILTERS)[number];

export interface Line {
  evidence: Evidence;
  uses: Use[];
  /** The state that most asks for something. */
  worst: Use | null;
}

const GRAVITY: Record<State, number> = { expired: 0, undated: 1, missing: 2, current: 3 };

export function lines(view: SheetView): Line[] {
  const uses = usesOf(view);
  return view.sheet.assessment.evidence.map((evidence) => {
    const mine = uses.get(evidence.id) ?? [];
    return { evidence, uses: mine, worst: worstOf(mine) };
  });
}

/** The most pressing use; among current ones the first that ends. */
function worstOf(uses: Use[]): Use | null {
  const end = (use: Use) => use.until ?? "9999";
  const sorted = [...uses].sort(
    (a, b) => GRAVITY[a.state] - GRAVITY[b.state] || end(a).localeCompare(end(b)),
  );
  return sorted[0] ?? null;
}

export function filtered(view: SheetView, all: Line[], filter: EvidenceFilter, today: Day): Line[] {
  switch (filter) {
    case "all":
      return all;
    case "to_renew": {
      const renew = new Set(toRenew(view, today).map(({ evidence }) => evidence.id));
      return all.filter(({ evidence }) => renew.has(evidence.id));
    }
    case "undated":
      return all.filter(({ uses }) => uses.some(({ state }) => state === "undated"));
    case "unused":
      return all.filter(({ uses }) => uses.length === 0);
    case "sensitive":
      return all.filter(({ evidence }) => evidence.privacy === "sensitive");
  }
}
