/** Composing a dossier: what is chosen, what that amounts to, and what its preview says. Pure. */
import type {
  Absent,
  Evidence,
  LeftOut,
  MissingGlyph,
  Part,
  Place,
  Selection,
  Uuid,
} from "../../api/types";
import type { Route } from "../../session/route";
import type { SheetView } from "../../sheet/view";

export const PARTS: readonly Part[] = ["standards", "gaps", "plan", "history"];
export const ENCLOSES = ["all", "all_but_sensitive", "these", "none"] as const;
export type Enclose = (typeof ENCLOSES)[number];

/** What a person chose. */
export interface Composing {
  enclose: Enclose;
  /** The pieces that are ticked, while they are chosen one by one. */
  pieces: Uuid[];
  printed: Record<Part, boolean>;
}

export function newComposing(evidence: Evidence[]): Composing {
  return {
    enclose: "all",
    pieces: evidence.map(({ id }) => id),
    printed: { standards: true, gaps: true, plan: true, history: true },
  };
}

/** What crosses to the shell. A piece that was removed meanwhile is not asked for. */
export function selectionOf(composing: Composing, evidence: Evidence[]): Selection {
  const { enclose, printed } = composing;
  const these = evidence.map(({ id }) => id).filter((id) => composing.pieces.includes(id));
  return {
    evidence: enclose === "these" ? { these } : enclose,
    omitted: PARTS.filter((part) => !printed[part]),
  };
}

/** How many documents a choice encloses, and how large they are. */
export function extentOf(
  enclose: Enclose,
  pieces: Uuid[],
  evidence: Evidence[],
): { count: number; bytes: number } {
  const chosen = evidence.filter((piece) => {
    switch (enclose) {
      case "all":
        return true;
      case "all_but_sensitive":
        return piece.privacy !== "sensitive";
      case "these":
        return pieces.includes(piece.id);
      case "none":
        return false;
    }
  });
  return {
    count: chosen.length,
    bytes: chosen.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
  };
}

/** The reasons in the order of their weight: what a person did not ask for comes first. */
const REASONS: readonly LeftOut[] = ["never_attach", "too_large", "sensitive", "not_chosen"];

/** What will not be enclosed, by reason. */
export function byReason(absent: Absent[]): { reason: LeftOut; titles: string[] }[] {
  return REASONS.map((reason) => ({
    reason,
    titles: absent.filter((one) => one.reason === reason).map(({ title }) => title),
  })).filter(({ titles }) => titles.length > 0);
}

/** Places of one sign that are named; the others are counted. */
const NAMED = 4;

/** A sign that no font has, as it is told: by its number, for it cannot be shown. */
export function glyphCode({ character }: MissingGlyph): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

export function placesOf({ places }: MissingGlyph): { named: Place[]; more: number } {
  const named = places.slice(0, NAMED);
  return { named, more: places.length - named.length };
}

/** What a place is called in the open campaign, and where it is mended; nowhere for the grid. */
export interface ToldPlace {
  kind: "organisation" | "programme" | "campaign" | "grid" | "signer";
  route: Route | null;
}
export type NamedPlace =
  ToldPlace | { kind: "answer" | "evidence" | "action"; name: string; route: Route };

export function placed(place: Place, view: SheetView): NamedPlace {
  const { evidence, actions } = view.sheet.assessment;
  if (typeof place !== "string") {
    if ("answer" in place) {
      const route: Route = { screen: "standard", id: place.answer };
      return { kind: "answer", name: place.answer, route };
    }
    if ("evidence" in place) {
      const found = evidence.find(({ id }) => id === place.evidence);
      return { kind: "evidence", name: found?.title ?? "", route: { screen: "evidence" } };
    }
    const found = actions.find(({ id }) => id === place.action);
    return { kind: "action", name: found?.action ?? "", route: { screen: "plan" } };
  }
  switch (place) {
    case "organisation":
    case "programme":
    case "campaign":
      return { kind: place, route: { screen: "profile" } };
    case "signer":
      return { kind: place, route: { screen: "identity" } };
    case "grid":
      return { kind: place, route: null };
  }
}

/** The name of a service on the web, as a person knows it. */
export function serviceName(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/[/?#].*$/, "");
}
