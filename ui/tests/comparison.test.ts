/** What two campaigns have in common and what not, on the shipped grid. */
import { expect, test } from "vitest";
import type { Assessment, Verdict } from "../src/api/types";
import { CHANGES, compared, percentOf } from "../src/sheet/comparison";
import type { SheetView } from "../src/sheet/view";
import { GRID, viewAnswers, viewExample } from "./sheets";

/** Standards that ask for no evidence would make this simpler; there are none to rely on. */
function said(verdicts: Record<string, Verdict>): SheetView {
  return viewAnswers(
    Object.entries(verdicts).map(([standard, verdict]) => ({ standard, verdict, evidence: [] })),
  );
}

function ids(before: SheetView, after: SheetView) {
  const { changes } = compared(before, after);
  return Object.fromEntries(
    CHANGES.map((kind) => [kind, changes[kind].map(({ standard }) => standard)]),
  );
}

const free = GRID.standards.filter(
  ({ eliminatory, not_applicable_allowed, applies_when }) =>
    !eliminatory && not_applicable_allowed !== false && !applies_when,
);
const [one, two, three] = free.map(({ id }) => id);
if (!one || !two || !three) {
  throw new Error("the shipped grid has three plain standards");
}
const justified = (assessment: Assessment) => {
  assessment.evidence = [];
  assessment.answers = [
    { standard: three, verdict: "not_applicable", justification: "Pas d’internat.", evidence: [] },
  ];
};

test("a campaign beside itself has changed in nothing", () => {
  const view = viewExample();
  const { changes, same, stages, all } = compared(view, view);
  expect(CHANGES.map((kind) => changes[kind].length)).toEqual([0, 0, 0, 0]);
  const counted = view.score.standards.filter(
    ({ outcome }) => outcome !== "excluded" && outcome !== "out_of_scope",
  );
  expect(same).toBe(counted.length);
  expect(stages.map(({ before }) => before)).toEqual(stages.map(({ after }) => after));
  expect(all.after.counted).toBe(stages.reduce((sum, { after }) => sum + after.counted, 0));
});

test("what is nearer to conforming rose, what is further fell, and back again", () => {
  const earlier = said({ [one]: "not_met", [two]: "partly_met" });
  const later = said({ [one]: "partly_met", [two]: "not_met" });
  expect(ids(earlier, later)).toEqual({ rose: [one], fell: [two], came: [], went: [] });
  expect(ids(later, earlier)).toEqual({ rose: [two], fell: [one], came: [], went: [] });
});

test("what does not count on one side came or went", () => {
  const [aside, counting] = [viewExample(justified), said({})];
  expect(ids(aside, counting)).toEqual({ rose: [], fell: [], came: [three], went: [] });
  expect(ids(counting, aside)).toEqual({ rose: [], fell: [], came: [], went: [three] });
});

test("a standard of one edition alone came or went, under its own words", () => {
  const whole = said({});
  const grid = { ...whole.grid, standards: whole.grid.standards.filter(({ id }) => id !== one) };
  const outcomes = new Map([...whole.outcomes].filter(([id]) => id !== one));
  const less: SheetView = { ...whole, grid, outcomes };
  const { went } = compared(whole, less).changes;
  expect(went.map(({ standard, before, after }) => [standard, before, after])).toEqual([
    [one, "unanswered", null],
  ]);
  expect(went[0]?.title).toBe(whole.standards.get(one)?.title);
  expect(ids(less, whole)).toMatchObject({ came: [one], went: [] });
});

test("a share is a whole percent, rounded down, and none of nothing", () => {
  expect(percentOf({ passing: 2, counted: 3 })).toBe(66);
  expect(percentOf({ passing: 0, counted: 0 })).toBeNull();
});
