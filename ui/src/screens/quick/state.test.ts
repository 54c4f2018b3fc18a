import { describe, expect, it } from "vitest";
import { GRID, viewAnswers, viewExample } from "../../../tests/sheets";
import { tally, unanswered } from "./state";

describe("the pre-diagnosis", () => {
  it("asks each standard that concerns the programme and has no answer, once and in order", () => {
    const view = viewExample();
    const asked = unanswered(view);
    expect(new Set(asked).size).toBe(asked.length);
    for (const id of asked) {
      expect(view.answers.get(id)?.verdict ?? null).toBeNull();
      expect(view.outcomes.get(id)).not.toBe("out_of_scope");
    }
    const place = (id: string) => GRID.standards.findIndex((one) => one.id === id);
    expect([...asked].sort((a, b) => place(a) - place(b))).toEqual(asked);
    expect(tally(view).answered + asked.length).toBe(tally(view).all);
  });

  it("counts what is said to be met and still lacks evidence", () => {
    const standard = GRID.standards.find(({ expected_evidence: items }) =>
      items.some(({ required }) => required),
    );
    const view = viewAnswers([{ standard: standard?.id ?? "", verdict: "met", evidence: [] }]);
    expect(tally(view)).toMatchObject({ answered: 1, met: 1, lacking: 1 });
  });
});
