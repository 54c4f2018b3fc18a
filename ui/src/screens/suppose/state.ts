/** State of «what if»: what may be supposed, in groups, and what a level lacks. Pure. */
import type { Score, StandardId } from "../../api/types";
import { quickestFirst, rankOf } from "../../sheet/order";
import type { SheetView } from "../../sheet/view";

export interface Group {
  /** Rank of the level that lacks them; none for what stands in no way now. */
  rank: number | null;
  ids: StandardId[];
  /** Enough of them for that level. */
  enough: StandardId[];
}

/** What may be supposed: what the next level lacks, then what the one after would, then the rest. */
export function groups(view: SheetView, supposed: Score): Group[] {
  const seen = new Set<StandardId>();
  const made: Group[] = [];
  for (const score of [view.score, supposed]) {
    const next = score.next;
    if (next) {
      const all = [...next.required, ...next.choose.flatMap(({ among }) => among)];
      const ids = quickestFirst(
        view,
        all.filter((id) => !seen.has(id)),
      );
      ids.forEach((id) => seen.add(id));
      const chosen = next.choose.flatMap((choice) =>
        quickestFirst(view, choice.among).slice(0, choice.at_least),
      );
      if (ids.length > 0) {
        made.push({ rank: rankOf(view, next.level), ids, enough: [...next.required, ...chosen] });
      }
    }
  }
  const others = view.score.gaps.filter((id) => !seen.has(id));
  return others.length > 0
    ? [...made, { rank: null, ids: quickestFirst(view, others), enough: [] }]
    : made;
}

/** How many standards a score still asks for before its next level. */
export function lacking(score: Score): number {
  const chosen = score.next?.choose.reduce((sum, choice) => sum + choice.at_least, 0) ?? 0;
  return (score.next?.required.length ?? 0) + chosen;
}
