import { expect, test } from "vitest";
import { GRID, viewAnswers, viewExample } from "../../../tests/sheets";
import { COLUMNS, matrix, ROWS, stageIn, type Window } from "./matrix";

const ALL: Window = { stage: null, onlyBare: false, row: 0, column: 0 };

test("every link is one mark, at its standard and its piece", () => {
  const view = viewExample();
  for (const { id: stage } of GRID.stages) {
    const { groups, pieces } = matrix(view, { ...ALL, stage });
    const marks = groups.flatMap(({ rows }) => rows).flatMap(({ marks }) => [...marks.keys()]);
    const links = view.sheet.assessment.answers
      .filter(({ standard }) => view.standards.get(standard)?.stage === stage)
      .flatMap(({ evidence }) => evidence.map((link) => link.evidence));
    expect(marks.sort(), stage).toEqual(links.sort());
    expect(pieces.map(({ id }) => id)).toEqual([...new Set(pieces.map(({ id }) => id))]);
  }
});

test("a standard without anything attached says why", () => {
  const view = viewExample();
  const { groups, lacking, bare } = matrix(view, ALL);
  const rows = groups.flatMap((group) => group.rows);
  expect(rows.filter((row) => row.bare !== null)).toHaveLength(bare);
  expect(rows.filter((row) => row.bare === "lacking").map((row) => row.standard.id)).toEqual(
    lacking,
  );
  for (const row of rows) {
    expect(row.bare === null, row.standard.id).toBe(row.marks.size > 0);
    if (view.outcomes.get(row.standard.id) === "excluded" && row.marks.size === 0) {
      expect(row.bare, row.standard.id).toBe("aside");
    }
  }
});

test("only those without anything can be asked for", () => {
  const { rows, pieces, bare } = matrix(viewAnswers([]), { ...ALL, onlyBare: true });
  expect([rows, pieces, bare]).toEqual([GRID.standards.length, [], GRID.standards.length]);
});

test("a large grid comes in pages", () => {
  const view = viewExample();
  const standards = Array.from({ length: 100 }, (_, copy) =>
    GRID.standards.map((standard) => ({ ...standard, id: `${copy}-${standard.id}` })),
  )
    .flat()
    .slice(0, 5000);
  const large = {
    ...view,
    grid: { ...view.grid, standards },
    standards: new Map(standards.map((standard) => [standard.id, standard])),
  };
  const begun = performance.now();
  const page = matrix(large, { ...ALL, row: 4980 });
  expect(performance.now() - begun).toBeLessThan(500);
  expect(page.rows).toBe(5000);
  expect(page.groups.flatMap(({ rows }) => rows)).toHaveLength(20);
  expect(matrix(large, ALL).groups.flatMap(({ rows }) => rows)).toHaveLength(ROWS);
  expect(page.pieces.length).toBeLessThanOrEqual(COLUMNS);
});

test("an address names a stage by itself or by its standard", () => {
  const view = viewExample();
  expect([stageIn(view, "E2"), stageIn(view, "E3.N1.S1"), stageIn(view, "x")]).toEqual([
    "E2",
    "E3",
    null,
  ]);
});
