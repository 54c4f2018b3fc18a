import { expect, test } from "vitest";
import { typeset, typesetAll } from "./typography";

test("spaces before double signs do not break", () => {
  expect(typeset("Voulez-vous ? Oui ; non !")).toBe("Voulez-vous\u202f? Oui\u202f; non\u202f!");
  expect(typeset("Date : hier")).toBe("Date\u00a0: hier");
});

test("quotation marks hold their words", () => {
  expect(typeset("la fiche « mentorat »")).toBe("la fiche «\u202fmentorat\u202f»");
  expect(typeset("«sans objet»")).toBe("«\u202fsans objet\u202f»");
});

test("what is no sentence keeps its signs", () => {
  expect(typeset("à 14:02")).toBe("à 14:02");
  expect(typeset("https://example.org/?a=1")).toBe("https://example.org/?a=1");
});

test("figures hold their unit and apostrophes are real", () => {
  expect(typeset("l'objectif de 100 % en 3 mois")).toBe("l’objectif de 100\u00a0% en 3\u00a0mois");
  expect(typeset("12 octets")).toBe("12 octets");
});

test("setting twice changes nothing", () => {
  const once = typeset("« Oui » : l'un ou l'autre ?");
  expect(typeset(once)).toBe(once);
});

test("sentences made from facts are set too", () => {
  const set = typesetAll({ ask: (name: string) => `L'ami de ${name} ?`, list: ["a !"] });
  expect(set.ask("Zoé")).toBe("L’ami de Zoé\u202f?");
  expect(set.list).toEqual(["a\u202f!"]);
});
