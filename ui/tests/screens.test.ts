/** What the screens conclude from a sheet, on the shipped grid. */
import { expect, test } from "vitest";
import { missing } from "../src/screens/dossier/state";
import { requiredCovered, shown } from "../src/screens/grid/state";
import { percentOf, pointsOf } from "../src/screens/home/picture";
import {
  actionOf,
  daysLate,
  faultsOf,
  formOf,
  hasDates,
  isLate,
  openGaps,
  ordered,
  owners,
  shown as planned,
} from "../src/screens/plan/state";
import { asksCare, takesDocuments } from "../src/screens/standard/state";
import { buttons } from "../src/sheet/answers";
import { isTooLong } from "../src/sheet/text";
import { LIST_STATES } from "../src/session/route";
import { GRID, viewAnswers, viewExample } from "./sheets";

const TODAY = "2026-11-22";

test("the picture is drawn as wide as the page lets it, in letters of the page's size", () => {
  expect(pointsOf(960, 16)).toBe(600);
  expect(pointsOf(960, 24)).toBe(400);
  expect(percentOf(150, 600)).toBe("25%");
});

test("every standard is in one state of the list, evidence and unanswered being to treat too", () => {
  const view = viewExample();
  const of = (state: (typeof LIST_STATES)[number]) => shown(view, { state }).map(({ id }) => id);
  const parts = [...of("to_treat"), ...of("met"), ...of("set_aside")];
  expect(parts.sort()).toEqual(GRID.standards.map(({ id }) => id).sort());
  expect(of("to_treat")).toEqual(expect.arrayContaining([...of("evidence"), ...of("unanswered")]));
});

test("filters narrow together", () => {
  const found = shown(viewExample(), { stage: "E2", level: "N1" });
  expect(found.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map((n) => `E2.N1.S${n}`));
});

test("required evidence that is expired or undated does not cover", () => {
  const view = viewExample();
  for (const standard of GRID.standards) {
    const { covered, expected } = requiredCovered(view, standard);
    if (view.outcomes.get(standard.id) === "met") {
      expect(covered, standard.id).toBe(expected);
    }
  }
  const undated = GRID.standards.find(({ id }) => view.outcomes.get(id) === "evidence_undated");
  expect(undated && requiredCovered(view, undated)).toEqual({ covered: 0, expected: 2 });
});

test("an eliminatory standard cannot be set aside", () => {
  const eliminatory = GRID.standards.find((standard) => standard.eliminatory);
  const other = GRID.standards.find((standard) => !standard.eliminatory);
  const allowed = (standard: typeof other) =>
    standard && buttons(standard, {}).map((button) => button.allowed);
  expect(allowed(eliminatory)).toEqual([true, true, true, false]);
  expect(allowed(other)).toEqual([true, true, true, true]);
});

test("documents about persons are looked at first, forbidden ones never taken", () => {
  const item = { id: "a", type: "t", label: "l", required: true };
  expect([asksCare(null), asksCare(item), asksCare({ ...item, privacy: "anonymise" })]).toEqual([
    false,
    false,
    true,
  ]);
  expect(takesDocuments({ ...item, privacy: "never_attach" })).toBe(false);
});

test("the longest text is counted in characters, not in halves of them", () => {
  expect(isTooLong("😀".repeat(100_000))).toBe(false);
  expect(isTooLong("a".repeat(100_001))).toBe(true);
});

test("a gap leaves the list with its action and comes back when it is given up", () => {
  const gaps = (status: "planned" | "dropped") =>
    openGaps(
      viewExample((assessment) => {
        assessment.actions = [{ id: "1", standard: "E2.N1.S3", action: "x", status }];
      }),
    ).map(({ standard }) => standard.id);
  expect(gaps("planned")).not.toContain("E2.N1.S3");
  expect(gaps("dropped")).toContain("E2.N1.S3");
});

test("open actions come first, the nearest day before", () => {
  const made = [
    { id: "1", standard: "s", action: "a", status: "done", due_on: "2026-01-01" },
    { id: "2", standard: "s", action: "a", status: "planned" },
    { id: "3", standard: "s", action: "a", status: "started", due_on: "2026-12-01" },
    { id: "4", standard: "s", action: "a", status: "planned", due_on: "2026-11-01" },
  ] as const;
  expect(ordered([...made]).map(({ id }) => id)).toEqual(["4", "3", "2", "1"]);
  expect(made.map((action) => isLate(action, TODAY))).toEqual([false, false, false, true]);
});

test("the plan is narrowed to an owner, to nobody, to what is open or late", () => {
  const view = viewExample((assessment) => {
    assessment.actions = [
      { id: "1", standard: "E2.N2.S1", action: "a", status: "done", owner: "Bureau" },
      { id: "2", standard: "E2.N1.S3", action: "a", status: "started", owner: "Bureau" },
      { id: "3", standard: "E1.N1.S1", action: "a", status: "planned", due_on: "2026-11-20" },
    ];
  });
  const ids = (filter: Parameters<typeof planned>[1]) =>
    planned(view, filter, TODAY).map(({ id }) => id);
  expect(ids({})).toEqual(["3", "2", "1"]);
  expect(ids({ owner: "Bureau" })).toEqual(["2", "1"]);
  expect(ids({ owner: "" })).toEqual(["3"]);
  expect(ids({ state: "open" })).toEqual(["3", "2"]);
  expect(ids({ state: "late" })).toEqual(["3"]);
  expect(ids({ owner: "Bureau", state: "late" })).toEqual([]);
  const [late] = planned(view, {}, TODAY);
  expect(late && daysLate(late, TODAY)).toBe(2);
  const { actions } = view.sheet.assessment;
  expect(owners(actions)).toEqual(["Bureau"]);
  expect(hasDates(actions)).toBe(true);
  expect(hasDates(actions.map((action) => ({ ...action, status: "done" })))).toBe(false);
});

test("the plan is sorted by the grid and by effort, what is over after what is open", () => {
  const of = (effort: string) => GRID.standards.filter((one) => one.improvement.effort === effort);
  const [small, large] = [of("small")[0]?.id ?? "", of("large")[0]?.id ?? ""];
  const view = viewExample((assessment) => {
    assessment.actions = [
      { id: "1", standard: large, action: "a", status: "planned", due_on: "2026-01-01" },
      { id: "2", standard: small, action: "a", status: "planned" },
      { id: "3", standard: small, action: "a", status: "done" },
    ];
  });
  expect(planned(view, { sort: "effort" }, TODAY).map(({ id }) => id)).toEqual(["2", "1", "3"]);
  const places = planned(view, { sort: "standard", state: "open" }, TODAY).map(({ standard }) =>
    GRID.standards.findIndex(({ id }) => id === standard),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("an action through its form keeps what the form does not show", () => {
  const action = {
    id: "1",
    standard: "s",
    action: "Écrire",
    status: "started",
    due_on: "2026-12-01",
    indicator: "taux",
  } as const;
  expect(actionOf(formOf(action), action)).toMatchObject(action);
  expect(faultsOf({ ...formOf(action), dueOn: "31/02/2027", action: " " })).toEqual({
    action: "required",
    dueOn: "day",
  });
});

test("what the dossier lacks is counted and leads somewhere", () => {
  const lacks = missing(viewAnswers([]));
  expect(lacks.map(({ lack, count }) => [lack, count])).toEqual([["unanswered", 52]]);
  const half = new Map(missing(viewExample()).map(({ lack, count }) => [lack, count]));
  expect(half.get("owner")).toBe(1);
  expect(half.get("sensitive")).toBe(1);
});
