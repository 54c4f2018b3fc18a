/** The stand-in agrees with the published cases, and with it what the screens say of evidence. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Assessment, Grid } from "../../src/api/types";
import { score } from "./score";

const FIXTURES = new URL("../../../fixtures/", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, FIXTURES), "utf8");
const names = (path: string) => readdirSync(new URL(path, FIXTURES));

const grids = names("grids/valid/").map((name): Grid => JSON.parse(text(`grids/valid/${name}`)));
const cases = names("assessments/").filter((name) => name.endsWith(".score.json"));

test("there are cases to agree with", () => {
  expect(cases.length).toBeGreaterThan(50);
});

test.each(cases)("%s", (name) => {
  const assessment: Assessment = JSON.parse(
    text(`assessments/${name.replace(".score.json", ".json")}`),
  );
  const grid = grids.find(
    (one) => one.grid === assessment.grid.grid && one.edition === assessment.grid.edition,
  );
  expect(grid, "the edition that the case names").toBeDefined();
  if (grid) {
    expect(score(grid, assessment)).toEqual(JSON.parse(text(`assessments/${name}`)));
  }
});
