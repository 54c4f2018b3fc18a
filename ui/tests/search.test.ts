/** What the search finds, and in which order, on the shipped grid. */
import { expect, test } from "vitest";
import hostile from "../../fixtures/strings/hostile.json";
import { fold } from "../src/sheet/fold";
import {
  indexOf,
  prepare,
  search,
  stretches,
  wordsOf,
  type Entry,
  type Kind,
  type Stretch,
} from "../src/sheet/search";
import { viewGrid, viewSheet } from "../src/sheet/view";
import { GRID, viewExample } from "./sheets";

const VIEW = viewExample((assessment) => {
  const [first] = assessment.answers;
  if (first) {
    first.comment = "Relu par l’équipe, cœur du projet.";
    first.private_note = "Demander à Zoé pour la sœur.";
  }
});
const INDEX = indexOf(VIEW);
const marked = (all: Stretch[]) =>
  all.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

function entry(key: string, title: string, more: Partial<Entry> = {}): Entry {
  return { kind: "standard", key, title, texts: [], goes: null, ...more };
}
const order = (entries: Entry[], query: string) =>
  search(entries.map(prepare), query).flatMap(({ hits }) => hits.map((hit) => hit.entry.key));
const keys = (query: string, kind: Kind) =>
  search(INDEX, query)
    .find((group) => group.kind === kind)
    ?.hits.map((hit) => hit.entry.key) ?? [];

test("accents, capitals, ligatures and apostrophes do not matter", () => {
  for (const query of ["honorabilité", "HONORABILITE", "l'honorabilité", "l’honorabilite"]) {
    expect(keys(query, "standard"), query).toContain("standard E2.N1.S3");
  }
  expect(keys("coeur equipe", "answer")).toEqual(["comment E1.N1.S1"]);
  expect(keys("SŒUR", "answer")).toEqual(["private_note E1.N1.S1"]);
  expect(fold("e\u0301 ﬁ\u202f№")).toBe("e fi no");
});

test("an answer is found by what it says, not by its standard's title alone", () => {
  expect(keys("honorabilite", "answer")).toEqual([]);
  expect(keys("entree coeur", "answer")).toEqual(["comment E1.N1.S1"]);
});

test("several words in any order, each of them somewhere", () => {
  expect(keys("mentors honorabilite", "standard")[0]).toBe("standard E2.N1.S3");
  expect(keys("honorabilite mentors", "standard")[0]).toBe("standard E2.N1.S3");
  expect(keys("honorabilite zzz", "standard")).toEqual([]);
});

test("a sign comes first, with its points or without", () => {
  for (const query of ["E2.N1.S3", "e2n1s3", "e2.n1.s3"]) {
    expect(search(INDEX, query)[0]?.hits[0]?.entry.key, query).toBe("standard E2.N1.S3");
  }
  const hit = search(INDEX, "e2n1")[0]?.hits[0];
  expect(marked(hit?.sign ?? [])).toBe("[E2.N1.S1]");
});

test("what begins a title, then a word, then a text, then stands within", () => {
  const entries = [
    entry("within", "Accompagnement"),
    entry("text", "x", { texts: [{ of: "guidance", text: "les compagnons" }] }),
    entry("word", "Les compagnons"),
    entry("head", "Compagnons de route"),
    entry("sign", "y", { sign: "compa.1" }),
  ];
  expect(order(entries, "compa")).toEqual(["sign", "head", "word", "text", "within"]);
});

test("one letter finds only what begins with it", () => {
  expect(order([entry("a", "Bac"), entry("b", "Un art")], "a")).toEqual(["b"]);
});

test("every kind is found where it is", () => {
  const goes = (query: string, kind: Kind) =>
    search(INDEX, query).find((group) => group.kind === kind)?.hits[0]?.entry.goes;
  expect(goes("rapport moral", "evidence")).toMatchObject({ screen: "evidence" });
  expect(goes("objectif revisable", "action")).toMatchObject({ screen: "plan" });
  expect(goes("elements of effective", "source")).toMatchObject({ at: "sources" });
  expect(goes("zoe", "answer")).toEqual({
    screen: "standard",
    id: "E1.N1.S1",
    at: "private-note",
  });
});

test("what was found is marked as it is written", () => {
  expect(marked(stretches("Le cœur de l’été", wordsOf("coeur ete")))).toBe("Le [cœur] de l’[été]");
  expect(marked(stretches("e\u0301te\u0301 ﬁn", wordsOf("ete fin")))).toBe(
    "[e\u0301te\u0301] [ﬁn]",
  );
  expect(marked(stretches("mentorat mentor", wordsOf("mentor mentorat")))).toBe(
    "[mentorat] mentor",
  );
  const [group] = search(INDEX, "honorabilite registre");
  expect(group?.hits[0]?.excerpt?.stretches.some(({ isHit }) => isHit)).toBe(true);
});

test("no query finds nothing, and none breaks it", () => {
  expect(search(INDEX, "")).toEqual([]);
  expect(search(INDEX, " \u00a0\u202f\n")).toEqual([]);
  for (const query of [...hostile, ".*", "[", "(?:", "\\", "%", "<mark>", "a".repeat(100_000)]) {
    for (const { hits } of search(INDEX, query)) {
      for (const hit of hits) {
        const whole = hit.title.map(({ text }) => text).join("");
        expect(whole).toBe(hit.entry.title);
      }
    }
  }
  const odd = hostile.map((text, at) => prepare(entry(String(at), text)));
  for (const query of ["a", "e", "\u0301", "﷽", "😀"]) {
    expect(Array.isArray(search(odd, query))).toBe(true);
  }
});

test("five thousand standards are found while one types", () => {
  const standards = Array.from({ length: 100 }, (_, at) =>
    GRID.standards.map((standard) => ({ ...standard, id: `${standard.id}.${at}` })),
  ).flat();
  const grid = { ...GRID, standards };
  const view = viewSheet(
    { ...VIEW.sheet, grid },
    viewGrid(grid, (text) => text),
  );
  const took = (work: () => unknown) => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  expect(
    took(() => indexOf(view)),
    "made once",
  ).toBeLessThan(4000);
  const index = indexOf(view);
  for (const query of ["m", "mentor", "honorabilite mentors", "zzzz"]) {
    expect(
      took(() => search(index, query)),
      query,
    ).toBeLessThan(600);
  }
});
