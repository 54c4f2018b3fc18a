import { expect, test } from "vitest";
import type { Profile } from "../../api/types";
import {
  beginning,
  blank,
  faultsOf,
  formOf,
  freeTitle,
  isDoubtfulRna,
  isDoubtfulSiren,
  profileOf,
} from "./state";

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

test("a campaign that follows another begins a year after it, or today when that is later", () => {
  const begun = (after: string | null, today: string) =>
    beginning("follow", PROFILE, after, today, (year) => `Bilan ${year}`).form;
  expect(begun("2026-11-22", "2026-11-22")).toMatchObject({
    referenceDate: "22/11/2027",
    campaign: "Bilan 2027",
  });
  expect(begun("2025-11-22", "2026-11-22")).toMatchObject({
    referenceDate: "22/11/2026",
    campaign: "Bilan 2026",
  });
});

test("a campaign that follows another comes after its day", () => {
  const form = { ...formOf(PROFILE), referenceDate: "22/11/2026" };
  expect(faultsOf(form, "2026-11-22")).toEqual({ referenceDate: "early" });
  expect(faultsOf(form, "2026-11-21")).toEqual({});
  expect(faultsOf({ ...form, referenceDate: "" }, "2026-11-21")).toEqual({ referenceDate: "day" });
});

test("another programme keeps the organisation and takes no id of the open one", () => {
  const of = (way: "same" | "other") => {
    const { form, before } = beginning(way, PROFILE, null, "2026-11-22", () => "Bilan");
    const { organisation, programme } = profileOf({ ...form, programme: "Tandem" }, [], before);
    return [organisation.id, programme.id];
  };
  expect(of("same")).toEqual(["o", "p"]);
  expect(of("other")).toEqual(["o", undefined]);
  expect(beginning("first", null, null, "2026-11-22", () => "Bilan").before).toBeNull();
});

test("a campaign is not named like one that is there", () => {
  expect(freeTitle("Campagne 2026", [])).toBe("Campagne 2026");
  expect(freeTitle("Campagne 2026", ["Campagne 2026", "Campagne 2026 (2)"])).toBe(
    "Campagne 2026 (3)",
  );
});
