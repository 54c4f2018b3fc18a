import { expect, test } from "vitest";
import type { Profile } from "../../api/types";
import { blank, faultsOf, formOf, isDoubtfulRna, isDoubtfulSiren, profileOf } from "./state";

const CONDITIONS = [{ id: "minors", question: "?" }];
const PROFILE: Profile = {
  organisation: {
    id: "o",
    name: "Le Relais",
    kind: "foundation",
    rna: "W751000000",
    address: "1, rue A",
  },
  programme: { id: "p", name: "Passerelles", mentees: 40, conditions: { minors: false } },
  campaign: { title: "2026", reference_date: "2026-11-22" },
};

test("a blank form lacks two names and nothing else", () => {
  expect(faultsOf(blank("2026-11-22", "Auto-évaluation 2026"))).toEqual({
    name: "required",
    programme: "required",
  });
});

test("a day or a number that is none is a fault, an absent number is not", () => {
  const form = { ...formOf(PROFILE), referenceDate: "31/02/2026", mentors: "une dizaine" };
  expect(faultsOf(form)).toEqual({ referenceDate: "day", mentors: "number" });
  expect(faultsOf({ ...formOf(PROFILE), mentors: "1 200" })).toEqual({});
});

test("a profile through its form stays, with what the form does not show", () => {
  const again = profileOf(formOf(PROFILE), CONDITIONS, PROFILE);
  expect(again.organisation).toMatchObject(PROFILE.organisation);
  expect(again.programme).toMatchObject(PROFILE.programme);
  expect(again.campaign).toEqual(PROFILE.campaign);
});

test("a condition without reply is left out, not false", () => {
  const form = { ...formOf(PROFILE), conditions: { minors: "unknown" as const } };
  expect(profileOf(form, CONDITIONS, null).programme.conditions).toEqual({});
});

test("register numbers lose their spaces", () => {
  const form = { ...formOf(PROFILE), rna: "w75 1000000", siren: "732 829 320" };
  const { organisation } = profileOf(form, CONDITIONS, null);
  expect([organisation.rna, organisation.siren]).toEqual(["W751000000", "732829320"]);
});

test("register numbers are doubted, never an absent one", () => {
  for (const good of ["", "W751000000", "w9r1000000"]) {
    expect(isDoubtfulRna(good), good).toBe(false);
  }
  for (const bad of ["W75100000", "751000000", "WA51000000"]) {
    expect(isDoubtfulRna(bad), bad).toBe(true);
  }
  expect(isDoubtfulSiren("732 829 320")).toBe(false);
  for (const bad of ["732829321", "73282932", "7328293200", "73282932A"]) {
    expect(isDoubtfulSiren(bad), bad).toBe(true);
  }
});
