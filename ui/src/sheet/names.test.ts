import { expect, test } from "vitest";
import hostile from "../../../fixtures/strings/hostile.json";
import { namesIn, vocabularyOf } from "./names";

const KNOWN = vocabularyOf([
  "Les Passerelles du Val",
  "Le programme décrit par écrit les jeunes. Comité de pilotage, binôme, convention.",
]);
const found = (text: string) => namesIn(text, KNOWN);

test("a civility and a capital may be a name", () => {
  expect(found("Validé par Mme Durand en mars.")).toEqual(["Mme Durand"]);
  expect(found("Entretien avec M. Jean Dupont.")).toEqual(["M. Jean Dupont"]);
  expect(found("Madame Le Goff suit ce point.")).toEqual(["Madame Le Goff"]);
  expect(found("Madame Kervella suit ce point.")).toEqual(["Madame Kervella"]);
  expect(found("La réponse de Mme la Présidente, de Madame Directrice.")).toEqual([]);
});

test("two capitals inside a sentence may be a name, at its beginning too", () => {
  expect(found("Le suivi revient à Samira Benali.")).toEqual(["Samira Benali"]);
  expect(found("Samira Benali suit les binômes.")).toEqual(["Samira Benali"]);
  expect(found("Le suivi revient à Jean-Paul DUPONT.")).toEqual(["Jean-Paul DUPONT"]);
  expect(found("Point tenu par Yann Le Goff.")).toEqual(["Yann Le Goff"]);
  expect(found("Point tenu par Claire Berthier.")).toEqual(["Claire Berthier"]);
  expect(found("Prêt d’Alice Moreau.")).toEqual(["Alice Moreau"]);
});

test("a first name after a role may be a young person's", () => {
  expect(found("Le jeune Kevin a changé de mentor.")).toEqual(["jeune Kevin"]);
  expect(found("La mentore Sarah est présente.")).toEqual(["mentore Sarah"]);
  expect(found("Un jeune RSA, un mentor SNU.")).toEqual([]);
});

test("addresses and French telephone numbers are told", () => {
  expect(found("Écrire à marie.durand@exemple.fr")).toEqual(["marie.durand@exemple.fr"]);
  for (const number of ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78"]) {
    expect(found(`Appeler le ${number}.`), number).toEqual([number]);
  }
});

test("own names, institutions, dates and figures are none", () => {
  for (const text of [
    "Les Passerelles du Val revoient la convention chaque année.",
    "Revu en Comité de pilotage. Les Binômes en sont informés.",
    "Avec la Mission Locale, Pôle Emploi et l’Éducation Nationale.",
    "Fait le 01.02.2026 14 personnes présentes, SIREN 552100554, W941000001.",
    "Réunion du Lundi 3 Mars. Voir le Guide, puis la Charte.",
    "Écrit en CA et en AG : RGPD, DDETS, QPV.",
    "Oui.\nNon\nPeut-être",
    "",
  ]) {
    expect(found(text), text).toEqual([]);
  }
});

test("three doubts are enough, each once", () => {
  const text = "Zoé Petit, Ali Kaya, Zoé Petit, Léa Morel, Tom Garnier.";
  expect(found(text)).toEqual(["Zoé Petit", "Ali Kaya", "Léa Morel"]);
});

test("no text breaks it or keeps it long", () => {
  for (const text of hostile) {
    expect(Array.isArray(found(text))).toBe(true);
  }
  const begun = performance.now();
  for (const bit of ["a", "A", "0", "a@", "a.", "Aa ", "0 ", "'", "M. "]) {
    found(bit.repeat(100_000));
  }
  expect(performance.now() - begun).toBeLessThan(2000);
});
