import { expect, test } from "vitest";
import type { Finding, Interview, ReviewSummary } from "../../api/types";
import { beside, faultsOf, formOf, idsOf, listed } from "./state";

function summary(organisation: string, due_on: string | null): ReviewSummary {
  return {
    review: organisation,
    organisation,
    programme: "Programme",
    campaign: "Campagne",
    signer: "Signataire",
    issued_at: "2026-11-01T10:00:00Z",
    received_at: "2026-11-02T10:00:00Z",
    due_on,
    state: "received",
    in_scope: 3,
    judged: 0,
  };
}

test("what is due comes first, and accents do not hide a name", () => {
  const reviews = [
    summary("Étoile", null),
    summary("Éclat", "2026-12-01"),
    summary("Zut", "2026-11-30"),
  ];
  expect(listed(reviews, "all", "").map((one) => one.organisation)).toEqual([
    "Zut",
    "Éclat",
    "Étoile",
  ]);
  expect(listed(reviews, "all", "etoile").map((one) => one.organisation)).toEqual(["Étoile"]);
  expect(listed(reviews, "closed", "")).toEqual([]);
});

test("the next open standard comes after this one, then from the beginning", () => {
  const open = ["a", "c"];
  expect(beside(["a", "b", "c"], open, "b")).toEqual({ previous: "a", next: "c", open: "c" });
  expect(beside(["a", "b", "c"], open, "c").open).toBe("a");
  expect(beside(["a"], ["a"], "a").open).toBeUndefined();
});

test("an interview is proposed about what only it can tell", () => {
  const findings: Finding[] = [
    { standard: "E1.N1.S1", judgement: "to_check" },
    { standard: "E1.N1.S2", judgement: "strength" },
  ];
  expect(formOf(null, findings).standards).toBe("E1.N1.S1");
  const held: Interview = { id: "1", whom: "mentees", held_on: "2026-11-22", standards: [] };
  expect(formOf(held, findings)).toMatchObject({
    whom: "mentees",
    heldOn: "22/11/2026",
    standards: "",
  });
});

test("standards are named in any common way, each once, and unknown ones are told", () => {
  expect(idsOf(" E1.N1.S1, E1.N1.S2;E1.N1.S1 ")).toEqual(["E1.N1.S1", "E1.N1.S2"]);
  const known = new Map([["E1.N1.S1", null]]);
  const form = {
    whom: "others",
    heldOn: "31/02/2026",
    standards: "E9",
    questions: "",
    notes: "",
  } as const;
  expect(faultsOf(form, known)).toEqual({ heldOn: true, standard: "E9" });
  expect(faultsOf({ ...form, heldOn: "", standards: "" }, known)).toEqual({
    heldOn: false,
    standard: null,
  });
});
