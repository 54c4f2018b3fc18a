import { describe, expect, it } from "vitest";
import { viewExample } from "../../../tests/sheets";
import { groups, lacking } from "./state";

describe("what may be supposed", () => {
  it("names every gap once, what the next level lacks first", () => {
    const view = viewExample();
    const made = groups(view, view.score);
    const all = made.flatMap(({ ids }) => ids);
    expect([...all].sort()).toEqual([...view.score.gaps].sort());
    expect(made[0]?.ids).toEqual(expect.arrayContaining(view.score.next?.required ?? []));
    expect(made[0]?.enough).toHaveLength(lacking(view.score));
  });
});
