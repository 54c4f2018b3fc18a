/** State of the plan: which gaps have no action, and the order of actions. Pure. */
import type { Action, ActionStatus, Day, Outcome, Standard } from "../../api/types";
import type { ActionDraft } from "../../api/commands";
import { parseDay, writeDay } from "../../sheet/day";
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

export function isLate(action: Action, today: Day): boolean {
  const open = action.status === "planned" || action.status === "started";
  return open && Boolean(action.due_on) && (action.due_on ?? today) < today;
}

export interface ActionForm {
  action: string;
  owner: string;
  dueOn: string;
  status: ActionStatus;
}

export function formOf(action: Action): ActionForm {
  return {
    action: action.action,
    owner: action.owner ?? "",
    dueOn: writeDay(action.due_on),
    status: action.status,
  };
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
  };
}
