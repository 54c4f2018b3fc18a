/** Order: what to treat next, and what is quickest to clear. Pure. */
import type { Action, Day, Evidence, LevelId, Outcome, Standard, StandardId } from "../api/types";
import type { Reasons } from "../wording/format";
import { daysBetween } from "./day";
import { isToTreat, lacksEvidence, usesOf, type SheetView, type Use } from "./view";

/** Days before the last one from which a piece of evidence is to be renewed. */
export const RENEW_WITHIN_DAYS = 90;

/** How near a standard is to passing: the lower, the quicker. */
function distance(outcome: Outcome | undefined): number {
  switch (outcome) {
    case "evidence_undated":
      return 0;
    case "justification_missing":
    case "not_applicable_refused":
      return 1;
    case "evidence_missing":
    case "evidence_expired":
      return 2;
    case "unanswered":
      return 3;
    case "partly_met":
      return 4;
    case "not_met":
      return 5;
    case "met":
    case "excluded":
    case "out_of_scope":
    case undefined:
      return 6;
  }
}

/** `ids` with the shortest way first; the grid's order among equals. */
export function quickestFirst(view: SheetView, ids: StandardId[]): StandardId[] {
  const ways = ids.map((id) => {
    const away = distance(view.outcomes.get(id));
    // What is said to conform lacks only papers: the months of work do not tell it apart.
    const months = away < 4 ? 0 : (view.standards.get(id)?.improvement.months ?? 0);
    return { id, away, months };
  });
  return ways.sort((a, b) => a.away - b.away || a.months - b.months).map(({ id }) => id);
}

/** Ids that stand in the way of the next level, those to choose from included. */
export function wayToNext(view: SheetView): Set<StandardId> {
  const next = view.score.next;
  return new Set(next ? [...next.required, ...next.choose.flatMap(({ among }) => among)] : []);
}

/** The one standard that it helps most to treat now; none when every one is settled. */
export function usefulNext(view: SheetView): StandardId | null {
  const next = view.score.next;
  if (!next) {
    return view.score.gaps[0] ?? null;
  }
  const begun = next.required.filter((id) => view.outcomes.get(id) !== "unanswered");
  const unanswered = next.required.filter((id) => view.outcomes.get(id) === "unanswered");
  const choice = next.choose[0]?.among ?? [];
  // Finish answering first: what is asked must be known before work is planned.
  const almost = begun.filter((id) => distance(view.outcomes.get(id)) < 3);
  return (
    quickestFirst(view, almost)[0] ??
    unanswered[0] ??
    quickestFirst(view, begun)[0] ??
    quickestFirst(view, choice)[0] ??
    null
  );
}

/** The next standard to treat after `from` in grid order, beginning again at the top. */
export function nextToTreat(view: SheetView, from: StandardId): StandardId | null {
  return nextAfter(view, from, isToTreat);
}

/** The next one without an answer after `from`, beginning again at the top. */
export function nextUnanswered(view: SheetView, from: StandardId): StandardId | null {
  return nextAfter(view, from, (outcome) => outcome === "unanswered");
}

function nextAfter(
  view: SheetView,
  from: StandardId,
  fits: (outcome: Outcome | undefined) => boolean,
): StandardId | null {
  const all = view.grid.standards;
  const at = all.findIndex(({ id }) => id === from);
  const turned = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  return turned.find(({ id }) => fits(view.outcomes.get(id)))?.id ?? null;
}

/** The standards before and after `from` in grid order. */
export function neighbours(
  view: SheetView,
  from: StandardId,
): { previous: Standard | null; next: Standard | null } {
  const all = view.grid.standards;
  const at = all.findIndex(({ id }) => id === from);
  return { previous: all[at - 1] ?? null, next: at < 0 ? null : (all[at + 1] ?? null) };
}

/** A piece of evidence that is expired or soon will be, with its worst use. */
export interface Renewal {
  evidence: Evidence;
  use: Use;
  /** Days left on `today`; negative or absent when it is expired already. */
  daysLeft: number;
}

/** Evidence to renew, the most pressing first. Unused pieces have nothing to renew. */
export function toRenew(view: SheetView, today: Day): Renewal[] {
  const renewals: Renewal[] = [];
  for (const [id, uses] of usesOf(view)) {
    const evidence = view.evidence.get(id);
    const pressing = uses
      .flatMap((use) => (use.until ? [{ use, daysLeft: daysBetween(today, use.until) }] : []))
      .filter(({ use, daysLeft }) => use.state === "expired" || daysLeft <= RENEW_WITHIN_DAYS)
      .sort((a, b) => a.daysLeft - b.daysLeft)[0];
    if (evidence && pressing) {
      renewals.push({ evidence, ...pressing });
    }
  }
  return renewals.sort((a, b) => a.daysLeft - b.daysLeft);
}

/** Why the next level is not reached, counted. */
export function reasons(view: SheetView): Reasons {
  const ids = view.score.next?.required ?? [];
  const chosen = view.score.next?.choose.reduce((sum, choice) => sum + choice.at_least, 0) ?? 0;
  const count = (fits: (outcome: Outcome | undefined) => boolean) =>
    ids.filter((id) => fits(view.outcomes.get(id))).length;
  return {
    total: ids.length + chosen,
    evidence: count(lacksEvidence),
    unanswered: count((outcome) => outcome === "unanswered"),
  };
}

/** Rank of a level, or 0 when none. */
export function rankOf(view: SheetView, level: LevelId | null | undefined): number {
  return level ? (view.levelRank.get(level) ?? 0) : 0;
}

/** Days before its own from which an action is due. */
export const DUE_WITHIN_DAYS = 30;

/** An open action that is late or due soon. */
export interface Due {
  action: Action;
  /** Days left on `today`; negative when it is late. */
  daysLeft: number;
}

/** Actions that are late or due soon, the most pressing first. */
export function dueSoon(view: SheetView, today: Day): Due[] {
  return view.sheet.assessment.actions
    .filter(({ status }) => status === "planned" || status === "started")
    .flatMap((action) =>
      action.due_on ? [{ action, daysLeft: daysBetween(today, action.due_on) }] : [],
    )
    .filter(({ daysLeft }) => daysLeft <= DUE_WITHIN_DAYS)
    .sort((a, b) => a.daysLeft - b.daysLeft);
}
