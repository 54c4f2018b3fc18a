import { expect, test } from "vitest";
import type { CampaignSummary } from "../../api/types";
import { choice } from "./state";

function campaign(assessment: string, programme: string, day: string): CampaignSummary {
  return {
    assessment,
    organisation: "Le Relais",
    programme,
    campaign: day.slice(0, 4),
    reference_date: day,
    level: null,
    grid: "g",
    edition: "e",
  };
}

const ALL = [
  campaign("a24", "A", "2024-11-22"),
  campaign("a25", "A", "2025-11-22"),
  campaign("a26", "A", "2026-11-22"),
  campaign("b26", "B", "2026-12-22"),
];

test("the open campaign stands after the one before it", () => {
  expect(choice(ALL, "a26", undefined, undefined)).toEqual({ before: "a25", after: "a26" });
  expect(choice(ALL, "a25", undefined, undefined)).toEqual({ before: "a24", after: "a25" });
});

test("the first campaign of a programme stands after any other", () => {
  expect(choice(ALL, "a24", undefined, undefined)).toEqual({ before: "a26", after: "a24" });
  expect(choice(ALL, "b26", undefined, undefined)).toEqual({ before: "a26", after: "b26" });
});

test("what is asked for stands, and what is not there does not", () => {
  expect(choice(ALL, "a26", "b26", "a24")).toEqual({ before: "b26", after: "a24" });
  expect(choice(ALL, "a26", "gone", "gone")).toEqual({ before: "a25", after: "a26" });
  expect(choice(ALL, "a26", "a26", "a26")).toEqual({ before: "a26", after: "a26" });
});

test("one campaign alone is beside nothing", () => {
  expect(choice(ALL.slice(0, 1), "a24", undefined, undefined)).toBeNull();
  expect(choice([], "", undefined, undefined)).toBeNull();
});
