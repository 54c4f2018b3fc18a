/** The picture of the whole: six stages by three levels, and which cells stand in the way. Pure. */
import type { LevelId, StageId } from "../../api/types";
import { wayToNext } from "../../sheet/order";
import type { SheetView } from "../../sheet/view";

export interface Cell {
  stage: StageId;
  level: LevelId;
  /** From 1. */
  levelRank: number;
  counted: number;
  passing: number;
  /** How much of it passes, in hundredths. */
  filled: number;
  blocksNext: boolean;
}

export interface Row {
  stage: StageId;
  rank: number;
  title: string;
  cells: Cell[];
}

export function picture(view: SheetView): Row[] {
  const way = wayToNext(view);
  const blocking = new Set(
    view.grid.standards
      .filter(({ id }) => way.has(id))
      .map(({ stage, level }) => `${stage} ${level}`),
  );
  return view.grid.stages.map((stage, at) => ({
    stage: stage.id,
    rank: at + 1,
    title: stage.title,
    cells: view.score.stages
      .filter((cell) => cell.stage === stage.id)
      .map((cell) => ({
        ...cell,
        levelRank: view.levelRank.get(cell.level) ?? 1,
        filled: cell.counted === 0 ? 0 : Math.floor((cell.passing * 100) / cell.counted),
        blocksNext: blocking.has(`${cell.stage} ${cell.level}`),
      })),
  }));
}
