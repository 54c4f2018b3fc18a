/** State of the library: what is shown, in which order, and what is chosen. Pure. */
import type { Day, Evidence, StageId, StandardId, Uuid } from "../../api/types";
import type { EvidenceKind } from "../../session/route";
import { standing, type Standing, type State } from "../../sheet/coverage";
import { daysBetween } from "../../sheet/day";
import { RENEW_WITHIN_DAYS } from "../../sheet/order";
import { holds } from "../../sheet/text";
import { usesOf, type SheetView, type Use } from "../../sheet/view";

export interface Line {
  evidence: Evidence;
  uses: Use[];
  /** How it stands where it most asks for something; by its own end when it serves nothing. */
  standing: Standing | null;
  /** Days until it stops counting somewhere; absent when nothing ends, or has ended. */
  daysLeft: number | null;
}

const GRAVITY: Record<State, number> = { expired: 0, undated: 1, missing: 2, current: 3 };

export function lines(view: SheetView, today: Day): Line[] {
  const uses = usesOf(view);
  const on = view.sheet.assessment.campaign.reference_date;
  return view.sheet.assessment.evidence.map((evidence) => {
    const mine = uses.get(evidence.id) ?? [];
    const own = evidence.valid_until ? standing(evidence, null, on) : null;
    const worst = worstOf(mine) ?? own;
    const ends = worst?.state === "current" && worst.until !== null ? worst.until : null;
    return {
      evidence,
      uses: mine,
      standing: worst,
      daysLeft: ends === null ? null : daysBetween(today, ends),
    };
  });
}

/** The most pressing use; among current ones the first that ends. */
function worstOf(uses: Use[]): Standing | null {
  const end = (use: Use) => use.until ?? "9999";
  const worst = [...uses].sort(
    (a, b) => GRAVITY[a.state] - GRAVITY[b.state] || end(a).localeCompare(end(b)),
  )[0];
  return worst && worst.state !== "missing" ? { state: worst.state, until: worst.until } : null;
}

export function isSoon({ daysLeft }: Line): boolean {
  return daysLeft !== null && daysLeft <= RENEW_WITHIN_DAYS;
}

/** Whether a piece is of that kind. */
export function isOf(line: Line, kind: EvidenceKind): boolean {
  switch (kind) {
    case "unused":
      return line.uses.length === 0;
    case "expired":
      return line.standing?.state === "expired";
    case "soon":
      return isSoon(line);
    case "undated":
      return !line.evidence.document_date && !line.evidence.valid_until;
    case "sensitive":
      return line.evidence.privacy === "sensitive";
  }
}

export interface Narrowing {
  kind?: EvidenceKind | undefined;
  serves?: StageId | StandardId | undefined;
  text?: string;
}

export function narrowed(view: SheetView, all: Line[], by: Narrowing): Line[] {
  const { kind, serves, text = "" } = by;
  return all.filter(
    (line) =>
      (!kind || isOf(line, kind)) &&
      (!serves || line.uses.some(({ standard }) => isWithin(view, standard, serves))) &&
      (text.trim() === "" || holds(searched(view, line), text)),
  );
}

function isWithin(view: SheetView, standard: StandardId, serves: StageId | StandardId): boolean {
  return standard === serves || view.standards.get(standard)?.stage === serves;
}

/** What a search looks into: the piece, its file, and the standards that it serves. */
function searched(view: SheetView, { evidence, uses }: Line): string {
  const served = uses.map(({ standard }) => `${standard} ${view.standards.get(standard)?.title}`);
  return [evidence.title, evidence.file_name, ...served].join("\n");
}

export const COLUMNS = ["title", "date", "uses", "validity", "size"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  by: Column;
  descending: boolean;
}

/** The order that a press on a column's head gives: the other way round the second time. */
export function turned(order: Order | null, by: Column): Order {
  return { by, descending: order?.by === by && !order.descending };
}

const NAMES = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });

/** In that order; what has no date or no end comes last either way. None: as they were added. */
export function ordered(all: Line[], order: Order | null): Line[] {
  if (!order) {
    return all;
  }
  const sign = order.descending ? -1 : 1;
  return [...all].sort((a, b) => {
    const [left, right] = [valueOf(a, order.by), valueOf(b, order.by)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    const gap =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : NAMES.compare(String(left), String(right));
    return sign * gap || NAMES.compare(a.evidence.title, b.evidence.title);
  });
}

function valueOf({ evidence, uses, standing }: Line, by: Column): string | number | null {
  switch (by) {
    case "title":
      return evidence.title;
    case "date":
      return evidence.document_date ?? null;
    case "uses":
      return uses.length;
    case "validity":
      return standing?.until ?? null;
    case "size":
      return evidence.size_bytes;
  }
}

/** `chosen` with those pieces in it, or out of it. */
export function withChosen(
  chosen: ReadonlySet<Uuid>,
  ids: Uuid[],
  isChosen: boolean,
): ReadonlySet<Uuid> {
  const named = new Set(ids);
  const rest = [...chosen].filter((id) => !named.has(id));
  return new Set(isChosen ? [...rest, ...ids] : rest);
}

/** Each standard once, in grid order, with how the piece most asks for something there. */
export function servedBy({ uses }: Line): StandardId[] {
  return [...new Set(uses.map(({ standard }) => standard))];
}
