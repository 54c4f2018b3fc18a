/** Comparison: what two campaigns have in common and what not, standard by standard. Pure. */
import type { Outcome, StageId, StandardId } from "../api/types";
import type { SheetView } from "./view";

/** How many standards conform, out of those that count. */
export interface Share {
  passing: number;
  counted: number;
}

export interface StageShares {
  stage: StageId;
  title: string;
  /** Of the title. */
  language: string;
  before: Share;
  after: Share;
}

export const CHANGES = ["rose", "fell", "came", "went"] as const;
export type Kind = (typeof CHANGES)[number];

/** A standard whose outcome is another; absent where the grid does not have it. */
export interface Change {
  standard: StandardId;
  title: string;
  /** Of the title. */
  language: string;
  before: Outcome | null;
  after: Outcome | null;
}

export interface Comparison {
  stages: StageShares[];
  all: { before: Share; after: Share };
  changes: Record<Kind, Change[]>;
  /** How many that count in both stand where they stood. */
  same: number;
}

export function compared(before: SheetView, after: SheetView): Comparison {
  const changes: Comparison["changes"] = { rose: [], fell: [], came: [], went: [] };
  let same = 0;
  for (const { id, title, language } of unitedBy(({ grid }) => grid.standards, before, after)) {
    const change = {
      standard: id,
      title,
      language,
      before: before.outcomes.get(id) ?? null,
      after: after.outcomes.get(id) ?? null,
    };
    const kind = kindOf(change.before, change.after);
    if (kind === "same") {
      same += 1;
    } else if (kind !== "neither") {
      changes[kind].push(change);
    }
  }
  return {
    stages: unitedBy(({ grid }) => grid.stages, before, after).map(({ id, title, language }) => ({
      stage: id,
      title,
      language,
      before: shareOf(before, id),
      after: shareOf(after, id),
    })),
    all: { before: shareOf(before), after: shareOf(after) },
    changes,
    same,
  };
}

/** Whole percent of a share; none when nothing counts. */
export function percentOf({ passing, counted }: Share): number | null {
  return counted === 0 ? null : Math.floor((passing * 100) / counted);
}

function kindOf(before: Outcome | null, after: Outcome | null): Kind | "same" | "neither" {
  const [was, is] = [rankOf(before), rankOf(after)];
  if (was === null || is === null) {
    return was === is ? "neither" : was === null ? "came" : "went";
  }
  return was === is ? "same" : was < is ? "rose" : "fell";
}

/** How near an outcome is to conforming; none when the standard does not count. */
function rankOf(outcome: Outcome | null): number | null {
  switch (outcome) {
    case null:
    case "out_of_scope":
    case "excluded":
      return null;
    case "unanswered":
    case "justification_missing":
    case "not_applicable_refused":
      return 0;
    case "not_met":
      return 1;
    case "partly_met":
      return 2;
    case "evidence_missing":
    case "evidence_undated":
    case "evidence_expired":
      return 3;
    case "met":
      return 4;
  }
}

/** What stands in either grid, each once: the later one's words, and its order first. */
function unitedBy<T extends { id: string }>(
  of: (view: SheetView) => T[],
  before: SheetView,
  after: SheetView,
): (T & { language: string })[] {
  const known = new Set(of(after).map(({ id }) => id));
  const told = (view: SheetView) =>
    of(view).map((one) => ({ ...one, language: view.grid.language }));
  return [...told(after), ...told(before).filter(({ id }) => !known.has(id))];
}

function shareOf({ score }: SheetView, stage?: StageId): Share {
  const cells = score.stages.filter((cell) => stage === undefined || cell.stage === stage);
  return {
    passing: cells.reduce((sum, cell) => sum + cell.passing, 0),
    counted: cells.reduce((sum, cell) => sum + cell.counted, 0),
  };
}
