import { expect, test } from "vitest";
import { groups, identityFaults, nameFor, newForm, requestOf, standingOf } from "./state";

const PHRASE = "éàüéàüéàüéàü";
const form = { ...newForm("Passerelle"), passphrase: PHRASE, again: PHRASE };

test("an identity has a name, and a passphrase of twelve characters typed twice alike", () => {
  expect(identityFaults(form)).toEqual({});
  expect(identityFaults({ ...form, again: "" })).toEqual({ again: true });
  expect(identityFaults({ ...form, name: " ", passphrase: "court", again: "court" })).toEqual({
    name: true,
    passphrase: true,
  });
});

test("the organisation's name is proposed for its seal, never for a person", () => {
  expect(form).toMatchObject({ kind: "seal", name: "Passerelle", algorithm: "p256" });
  expect(nameFor("person", form)).toBe("");
  expect(nameFor("seal", { ...form, kind: "person", name: "" })).toBe("Passerelle");
  expect(nameFor("person", { ...form, name: "Camille Roy" })).toBe("Camille Roy");
});

test("only a person signs for an organisation", () => {
  expect(requestOf(form)).toMatchObject({ name: "Passerelle", organisation: null });
  const person = { ...form, kind: "person", name: " Camille Roy " } as const;
  expect(requestOf(person)).toMatchObject({ name: "Camille Roy", organisation: "Passerelle" });
  expect(requestOf({ ...person, organisation: " " }).organisation).toBeNull();
});

test("a certificate holds through its last day, and its end is told two months before", () => {
  const until = (not_after: string) => ({
    name: "Passerelle",
    kind: "seal" as const,
    certificate_digest: "sha256:00",
    not_before: "2026-11-22T10:00:00Z",
    not_after,
    algorithm: "ECDSA P-256",
  });
  const standing = (moment: string) => standingOf(until(moment), "2026-11-22");
  expect(standing("2031-11-22T10:00:00Z")).toBe("holds");
  expect(standing("2027-01-21T10:00:00Z")).toBe("soon");
  expect(standing("2026-11-22T10:00:00Z")).toBe("soon");
  expect(standing("2026-11-21T10:00:00Z")).toBe("expired");
});

test("a digest is read in sixteen groups of four", () => {
  expect(groups(`sha256:${"0123456789abcdef".repeat(4)}`)).toHaveLength(16);
  expect(groups("sha256:01234567")).toEqual(["0123", "4567"]);
});
