import { expect, test } from "vitest";
import {
  nextToTreat,
  neighbours,
  quickestFirst,
  reasons,
  toRenew,
  usefulNext,
  wayToNext,
} from "../src/sheet/order";
import { GRID, viewAnswers, viewExample } from "./sheets";

const TODAY = "2026-11-22";
const first = GRID.standards[0]?.id ?? "";
const second = GRID.standards[1]?.id ?? "";
const last = GRID.standards.at(-1)?.id ?? "";

test("the next to treat follows in grid order and begins again at the top", () => {
  const view = viewAnswers([]);
  expect(nextToTreat(view, first)).toBe(second);
  expect(nextToTreat(view, last)).toBe(first);
});

test("the standard itself is not its own next", () => {
  const view = viewAnswers([]);
  view.outcomes.clear();
  view.outcomes.set(second, "unanswered");
  expect(nextToTreat(view, first)).toBe(second);
  expect(nextToTreat(view, second)).toBeNull();
});

test("what is set aside or passes needs nothing", () => {
  const view = viewExample();
  for (const { id } of GRID.standards) {
    const next = nextToTreat(view, id);
    expect(view.score.gaps).toContain(next);
  }
});

test("the ends of the grid have one neighbour", () => {
  const view = viewAnswers([]);
  expect(neighbours(view, first)).toMatchObject({ previous: null, next: { id: second } });
  expect(neighbours(view, last).next).toBeNull();
  expect(neighbours(view, "nowhere")).toEqual({ previous: null, next: null });
});

test("a missing date is quicker than an answer, an answer than work", () => {
  const view = viewExample();
  const outcomes = quickestFirst(view, view.score.gaps).map((id) => view.outcomes.get(id));
  const at = (outcome: string) => outcomes.findIndex((one) => one === outcome);
  expect(outcomes[0]).toBe("evidence_undated");
  expect(at("unanswered")).toBeLessThan(at("partly_met"));
  expect(at("partly_met")).toBeLessThan(at("not_met"));
  expect(outcomes).toHaveLength(view.score.gaps.length);
});

test("the useful step is always a gap on the way to the next level", () => {
  for (const view of [viewExample(), viewAnswers([])]) {
    const way = wayToNext(view);
    expect(way).toContain(usefulNext(view));
  }
});

test("reasons count what the next level lacks", () => {
  expect(reasons(viewAnswers([]))).toEqual({ total: 24, evidence: 0, unanswered: 24 });
  expect(reasons(viewExample())).toEqual({ total: 2, evidence: 1, unanswered: 0 });
});

test("evidence to renew: the expired first, then the soonest, unused never", () => {
  const renewals = toRenew(viewExample(), TODAY);
  const left = renewals.map(({ daysLeft }) => daysLeft);
  expect(left).toEqual([...left].sort((a, b) => a - b));
  expect(renewals[0]?.use.state).toBe("expired");
  expect(renewals.map(({ evidence }) => evidence.title)).not.toContain("Rapport moral 2025");
  expect(Math.max(...left)).toBeLessThanOrEqual(90);
});

test("a piece is to renew from ninety days before its last", () => {
  const until = (day: string) =>
    toRenew(
      viewExample((assessment) => {
        for (const piece of assessment.evidence) {
          piece.valid_until = day;
        }
      }),
      TODAY,
    ).length;
  expect(until("2027-02-21"), "91 days").toBe(0);
  expect(until("2027-02-20"), "90 days").toBeGreaterThan(40);
});
