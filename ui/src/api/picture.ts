/** What crosses of the pictures that the shell draws: as `types`. */
import type { LevelId, StageId } from "./types";

/** Lengths are in points. */
export interface Picture {
  width: number;
  height: number;
  alternative: string;
  shapes: { path: string; colour: string; pen?: number | null }[];
  words: { x: number; y: number; text: string; size: number; weight: number; colour: string }[];
  cells: PictureCell[];
}
export interface PictureCell {
  stage: StageId;
  level: LevelId;
  counted: number;
  passing: number;
  blocks: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}
