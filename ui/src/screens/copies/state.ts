/** State of the copies: those of all folders in one list. Pure. */
import type { Copies, CopyName, CopySummary } from "../../api/types";

export type Line = CopyName & CopySummary;

/** Every copy, the newest first; of two made at once the one on this computer. */
export function linesOf(copies: Copies): Line[] {
  const lines = copies.folders.flatMap(({ place, copies: held }) =>
    held.map((copy) => ({ place, ...copy })),
  );
  return lines.sort((a, b) => b.made_at.localeCompare(a.made_at) || a.place.localeCompare(b.place));
}
