/** History: what a change changed, field by field, in the reader's words. Pure. */
import type { Content, HistoryEntry } from "../api/types";
import { words } from "../wording";

export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** Members that say nothing to a reader, or that stand beside the change anyway. */
const SILENT = new Set([
  "id",
  "standard",
  "answered_at",
  "answered_by",
  "added_at",
  "digest",
  "media_type",
  "size_bytes",
]);

/** The members that differ, in the order of the record. */
export function differences(entry: HistoryEntry): Difference[] {
  const [before, after] = [members(entry.before), members(entry.after)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !SILENT.has(name))
    .map((name) => ({
      field: labelOf(name),
      before: textOf(name, before[name]),
      after: textOf(name, after[name]),
    }))
    .filter((one) => one.before !== one.after);
}

function members(content: Content | null | undefined): Record<string, unknown> {
  if (!content) {
    return {};
  }
  return typeof content.value === "string" ? { note: content.value } : content.value;
}

function labelOf(name: string): string {
  const found = Object.entries(words().history.fields).find(([field]) => field === name);
  return found?.[1] ?? words().history.fields.other;
}

function spoken(catalogue: Record<string, string>, value: string): string {
  return catalogue[value] ?? value;
}

function textOf(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === "") {
    return null;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? null : words().format.number(value.length);
  }
  if (typeof value === "boolean") {
    return value ? words().common.yes : words().common.no;
  }
  if (typeof value === "object") {
    return JSON.stringify(value);
  }
  const text = String(value);
  switch (name) {
    case "verdict":
      return spoken(words().standard.verdict, text);
    case "privacy":
      return spoken(words().evidence.privacy, text);
    case "status":
      return spoken(words().plan.statuses, text);
    case "kind":
      return spoken(words().profile.kinds, text);
    default:
      return /^\d{4}-\d\d-\d\d$/.test(text) ? words().format.day(text) : text;
  }
}
