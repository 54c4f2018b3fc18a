/** State of the plan: which gaps have no action, which actions are shown and in which order. Pure. */
import type { Action, ActionStatus, Day, Effort, Outcome, Standard } from "../../api/types";
import type { ActionDraft } from "../../api/commands";
import type { PlanFilter } from "../../session/route";
import { daysBetween, parseDay, writeDay } from "../../sheet/day";
import { quickestFirst } from "../../sheet/order";
import type { SheetView } from "../../sheet/view";

export const STATUSES: ActionStatus[] = ["planned", "started", "done", "dropped"];

export interface Gap {
  standard: Standard;
  outcome: Outcome;
}

/** Gaps that no action answers yet, the shortest way first. */
export function openGaps(view: SheetView): Gap[] {
  const open = view.score.gaps.filter((id) => !(view.actions.get(id) ?? []).some(isLive));
  return quickestFirst(view, open).flatMap((id) => {
    const standard = view.standards.get(id);
    const outcome = view.outcomes.get(id);
    return standard && outcome ? [{ standard, outcome }] : [];
  });
}

/** Whether an action still answers its gap: one given up does not. */
function isLive(action: Action): boolean {
  return action.status !== "dropped";
}

/** Actions with the open ones first, and the nearest day first among them. */
export function ordered(actions: Action[]): Action[] {
  const rank: Record<ActionStatus, number> = { started: 0, planned: 0, done: 1, dropped: 2 };
  const due = (action: Action) => action.due_on ?? "9999";
  return [...actions].sort(
    (a, b) => rank[a.status] - rank[b.status] || due(a).localeCompare(due(b)),
  );
}

/** The actions that a filter lets through, in its order; open ones always come first. */
export function shown(view: SheetView, filter: PlanFilter, today: Day): Action[] {
  const { actions } = view.sheet.assessment;
  const through = ordered(actions).filter(
    (action) =>
      (filter.owner === undefined || (action.owner ?? "") === filter.owner) &&
      isIn(action, filter.state, today),
  );
  const weight = weights(view, filter.sort);
  // Sorting is stable: the nearest day stays first among equals.
  return through.sort((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || weight(a) - weight(b));
}

function isIn(action: Action, state: PlanFilter["state"], today: Day): boolean {
  switch (state) {
    case undefined:
      return true;
    case "open":
      return !isClosed(action);
    case "late":
      return isLate(action, today);
  }
}

function weights(view: SheetView, sort: PlanFilter["sort"]): (action: Action) => number {
  const efforts: Record<Effort, number> = { small: 0, medium: 1, large: 2 };
  const places = new Map(view.grid.standards.map(({ id }, at) => [id, at]));
  switch (sort) {
    case undefined:
      return () => 0;
    case "standard":
      return ({ standard }) => places.get(standard) ?? places.size;
    case "effort":
      return ({ standard }) => {
        const effort = view.standards.get(standard)?.improvement.effort;
        return effort ? efforts[effort] : 3;
      };
  }
}

/** Who has an action, each once, by name. */
export function owners(actions: Action[]): string[] {
  const named = actions.flatMap(({ owner }) => (owner ? [owner] : []));
  return [...new Set(named)].sort((a, b) => a.localeCompare(b));
}

/** Whether something of the plan goes into an agenda. */
export function hasDates(actions: Action[]): boolean {
  return actions.some((action) => !isClosed(action) && Boolean(action.due_on));
}

function isClosed(action: Action): boolean {
  return action.status === "done" || action.status === "dropped";
}

export function isLate(action: Action, today: Day): boolean {
  return !isClosed(action) && Boolean(action.due_on) && (action.due_on ?? today) < today;
}

/** Days since an action was due; none while it is not late. */
export function daysLate(action: Action, today: Day): number | null {
  return action.due_on && isLate(action, today) ? daysBetween(action.due_on, today) : null;
}

export interface ActionForm {
  action: string;
  owner: string;
  dueOn: string;
  status: ActionStatus;
  outcome: string;
}

export function formOf(action: Action): ActionForm {
  return {
    action: action.action,
    owner: action.owner ?? "",
    dueOn: writeDay(action.due_on),
    status: action.status,
    outcome: action.outcome ?? "",
  };
}

/** Whether a form asks what came of the action: once it is over, or when that was said before. */
export function asksOutcome(form: ActionForm): boolean {
  return form.status === "done" || form.status === "dropped" || form.outcome !== "";
}

export function faultsOf(form: ActionForm): Partial<Record<keyof ActionForm, "required" | "day">> {
  return {
    ...(form.action.trim() === "" && { action: "required" as const }),
    ...(form.dueOn.trim() !== "" && !parseDay(form.dueOn) && { dueOn: "day" as const }),
  };
}

/** The action that a form without faults states, over what `before` held besides. */
export function actionOf(form: ActionForm, before: Action): ActionDraft {
  return {
    ...before,
    action: form.action.trim(),
    owner: form.owner.trim() || null,
    due_on: parseDay(form.dueOn),
    status: form.status,
    outcome: form.outcome.trim() || null,
  };
}
