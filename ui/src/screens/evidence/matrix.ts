/** The matrix of standards and pieces of evidence: some rows and columns of it at a time. Pure. */
import type { Evidence, EvidenceLink, StageId, Standard, StandardId, Uuid } from "../../api/types";
import { standing, type Standing } from "../../sheet/coverage";
import type { SheetView } from "../../sheet/view";

/** Most rows and columns at once: what a window draws without being felt. */
export const ROWS = 60;
export const COLUMNS = 60;

/** One piece as it serves one standard. */
export interface Mark extends Standing {
  link: EvidenceLink;
  /** What it covers there; none when it only goes with the answer. */
  covers: string | null;
}

export interface Row {
  standard: Standard;
  marks: Map<Uuid, Mark>;
  /** Why nothing is attached, when nothing is. */
  bare: Bare | null;
}

/** «lacking»: something is expected; «free»: nothing is needed; «aside»: it does not count. */
export type Bare = "lacking" | "free" | "aside";

export interface Matrix {
  /** Rows to show, by stage. */
  groups: { stage: StageId; rows: Row[] }[];
  /** The pieces that serve them, in the order in which they first do. */
  pieces: Evidence[];
  /** How many there are in all. */
  rows: number;
  columns: number;
  /** Standards in view, all pages counted, of which nothing is attached. */
  standards: number;
  bare: number;
  lacking: StandardId[];
}

export interface Window {
  /** One stage, or every one. */
  stage: StageId | null;
  onlyBare: boolean;
  /** Place of the first row and of the first column. */
  row: number;
  column: number;
}

/** A title short enough to stand upright over a column; the whole one is told beside. */
export function brief(title: string): string {
  const LONGEST = 40;
  if (title.length <= LONGEST) {
    return title;
  }
  const cut = title.slice(0, LONGEST);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > LONGEST / 2 ? space : LONGEST).trimEnd()}…`;
}

/** The stage that a part of an address names: its own, or its standard's. */
export function stageIn(view: SheetView, serves: string | undefined): StageId | null {
  if (serves === undefined) {
    return null;
  }
  return view.stageRank.has(serves) ? serves : (view.standards.get(serves)?.stage ?? null);
}

export function matrix(view: SheetView, shown: Window): Matrix {
  const standards = shown.stage ? (view.byStage.get(shown.stage) ?? []) : view.grid.standards;
  const bare = standards.filter((standard) => bareness(view, standard) !== null);
  const wanted = shown.onlyBare ? bare : standards;
  const rows = wanted.slice(shown.row, shown.row + ROWS).map((standard) => rowOf(view, standard));
  const ids = [...new Set(rows.flatMap(({ marks }) => [...marks.keys()]))];
  const pieces = ids.flatMap((id) => view.evidence.get(id) ?? []);
  const stages = [...new Set(rows.map(({ standard }) => standard.stage))];
  return {
    groups: stages.map((stage) => ({
      stage,
      rows: rows.filter(({ standard }) => standard.stage === stage),
    })),
    pieces: pieces.slice(shown.column, shown.column + COLUMNS),
    rows: wanted.length,
    columns: pieces.length,
    standards: standards.length,
    bare: bare.length,
    lacking: bare.filter((standard) => bareness(view, standard) === "lacking").map(({ id }) => id),
  };
}

function rowOf(view: SheetView, standard: Standard): Row {
  const on = view.sheet.assessment.campaign.reference_date;
  const marks = new Map<Uuid, Mark>();
  for (const link of view.answers.get(standard.id)?.evidence ?? []) {
    const piece = view.evidence.get(link.evidence);
    const item = standard.expected_evidence.find(({ id }) => id === link.expected) ?? null;
    const there = marks.get(link.evidence);
    if (piece && (!there || (item !== null && there.covers === null))) {
      marks.set(piece.id, { link, covers: item?.label ?? null, ...standing(piece, item, on) });
    }
  }
  return { standard, marks, bare: bareness(view, standard) };
}

/** Whether nothing is attached to a standard, and whether something should be. */
function bareness(view: SheetView, standard: Standard): Bare | null {
  const links = view.answers.get(standard.id)?.evidence ?? [];
  if (links.some((link) => view.evidence.has(link.evidence))) {
    return null;
  }
  const outcome = view.outcomes.get(standard.id);
  if (outcome === "out_of_scope" || outcome === "excluded") {
    return "aside";
  }
  return standard.expected_evidence.some(({ required }) => required) ? "lacking" : "free";
}
