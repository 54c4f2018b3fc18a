import { expect, test } from "vitest";
import { viewExample } from "../../../tests/sheets";
import { EVIDENCE_KINDS } from "../../session/route";
import { COLUMNS, isOf, lines, narrowed, ordered, turned, withChosen } from "./state";

const TODAY = "2026-11-22";

test("each piece is in the library once, and every kind is a part of it", () => {
  const view = viewExample();
  const all = lines(view, TODAY);
  expect(all).toHaveLength(view.sheet.assessment.evidence.length);
  for (const kind of EVIDENCE_KINDS) {
    const found = narrowed(view, all, { kind });
    expect(all).toEqual(expect.arrayContaining(found));
    expect(found.every((line) => isOf(line, kind))).toBe(true);
  }
  expect(narrowed(view, all, { kind: "unused" }).map((line) => line.evidence.title)).toEqual([
    "Rapport moral 2025",
  ]);
});

test("what serves nothing expires by its own end", () => {
  const view = viewExample((assessment) => {
    assessment.answers = [];
    assessment.evidence = assessment.evidence.slice(0, 3);
    const ends = ["2026-11-21", "2026-12-01", "2028-01-01"];
    assessment.evidence.forEach((piece, at) => (piece.valid_until = ends[at] ?? null));
  });
  const all = lines(view, TODAY);
  const [expired, soon, later] = all;
  expect(narrowed(view, all, { kind: "expired" })).toEqual([expired]);
  expect(narrowed(view, all, { kind: "soon" })).toEqual([soon]);
  expect(later?.standing).toEqual({ state: "current", until: "2028-01-01" });
});

test("a stage holds what its standards hold", () => {
  const view = viewExample();
  const all = lines(view, TODAY);
  const [one] = all;
  const standard = one?.uses[0]?.standard ?? "";
  const stage = view.standards.get(standard)?.stage ?? "";
  const inStandard = narrowed(view, all, { serves: standard });
  const inStage = narrowed(view, all, { serves: stage });
  expect(inStandard).toContain(one);
  expect(inStage).toEqual(expect.arrayContaining(inStandard));
  expect(inStage.length).toBeGreaterThan(inStandard.length);
});

test("a search passes over accents and capitals, and wants every word", () => {
  const view = viewExample();
  const all = lines(view, TODAY);
  const titles = (text: string) => narrowed(view, all, { text }).map((one) => one.evidence.title);
  expect(titles("RAPPÔRT 2025")).toEqual(["Rapport moral 2025"]);
  expect(titles("rapport 2031")).toEqual([]);
  expect(titles("  ")).toHaveLength(all.length);
});

test("every order keeps all lines, and puts what has no value last either way", () => {
  const all = lines(viewExample(), TODAY);
  for (const by of COLUMNS) {
    for (const descending of [false, true]) {
      expect(new Set(ordered(all, { by, descending })), by).toEqual(new Set(all));
    }
  }
  const dates = (descending: boolean) =>
    ordered(all, { by: "date", descending }).map((line) => line.evidence.document_date ?? null);
  const known = dates(false).filter((date) => date !== null);
  expect(known).toEqual([...known].sort());
  expect(dates(true).filter((date) => date !== null)).toEqual([...known].reverse());
  expect([dates(false).at(-1), dates(true).at(-1)]).toEqual([null, null]);
});

test("a second press on the same head turns the order round", () => {
  const first = turned(null, "date");
  expect(first).toEqual({ by: "date", descending: false });
  expect(turned(first, "date")).toEqual({ by: "date", descending: true });
  expect(turned(first, "size")).toEqual({ by: "size", descending: false });
});

test("choosing all that is shown keeps what was chosen elsewhere", () => {
  expect([...withChosen(new Set(["a", "b"]), ["b", "c"], true)]).toEqual(["a", "b", "c"]);
  expect([...withChosen(new Set(["a", "b"]), ["b", "c"], false)]).toEqual(["a"]);
});
