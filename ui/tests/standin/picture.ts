/** A picture in the place of the shell's: its cells alone, as plain boxes. */
import type { Picture, Sheet } from "../../src/api/types";

const ROW = 36;

export function boxes({ grid, score }: Sheet, width: number): Picture {
  const column = width / (grid.levels.length + 1);
  const cells = score.stages.map((cell) => ({
    ...cell,
    blocks: false,
    x: column * (grid.levels.findIndex(({ id }) => id === cell.level) + 1),
    y: ROW * grid.stages.findIndex(({ id }) => id === cell.stage),
    width: column - 6,
    height: ROW - 6,
  }));
  return {
    width,
    height: ROW * grid.stages.length,
    alternative: "(stand-in)",
    shapes: cells.map((cell) => ({
      path: `M${cell.x} ${cell.y}h${cell.width}v${cell.height}h${-cell.width}Z`,
      colour: "var(--border-strong)",
      pen: 1,
    })),
    words: cells.map((cell) => ({
      x: cell.x + 9,
      y: cell.y + 19,
      text: `${cell.passing} / ${cell.counted}`,
      size: 10,
      weight: 600,
      colour: "var(--text)",
    })),
    cells,
  };
}
