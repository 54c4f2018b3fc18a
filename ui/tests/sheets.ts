/** Sheets for tests: the shipped grid with the answers that a test needs. */
import gridFile from "../../standards/indicative-mentorat/2026-1.json";
import type { Answer, Assessment, Grid, Sheet } from "../src/api/types";
import { viewGrid, viewSheet, type SheetView } from "../src/sheet/view";
import { example } from "./standin/example";
import { score } from "./standin/score";

export const GRID = gridFile as unknown as Grid;

export function viewOf(assessment: Assessment): SheetView {
  const sheet: Sheet = {
    grid: GRID,
    assessment,
    score: score(GRID, assessment),
    saved_at: null,
    can_undo: false,
    can_redo: false,
  };
  return viewSheet(
    sheet,
    viewGrid(GRID, (text) => text),
  );
}

/** The example half-way, changed as a test needs. */
export function viewExample(change: (assessment: Assessment) => void = () => undefined): SheetView {
  const assessment = structuredClone(example(GRID));
  change(assessment);
  return viewOf(assessment);
}

/** An assessment with these answers and nothing else. */
export function viewAnswers(answers: Answer[]): SheetView {
  return viewExample((assessment) => {
    assessment.answers = answers;
    assessment.evidence = [];
    assessment.actions = [];
  });
}
