/** Both catalogues say the same things; the compiler sees the shape, this the sentences. */
import { expect, test } from "vitest";
import { en } from "./en";
import { fr } from "./fr";

type Leaf = [string, unknown];

function leaves(value: unknown, path = ""): Leaf[] {
  if (typeof value !== "object" || value === null) {
    return [[path, value]];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

const sentences = (catalogue: object) =>
  leaves(catalogue).filter((leaf): leaf is [string, string] => typeof leaf[1] === "string");

test("both catalogues have the same places", () => {
  expect(leaves(en).map(([path]) => path)).toEqual(leaves(fr).map(([path]) => path));
});

test("no sentence is empty", () => {
  for (const [path, sentence] of [...sentences(fr), ...sentences(en)]) {
    expect(sentence.trim(), path).not.toBe("");
  }
});

test("French is set as a printer would", () => {
  for (const [path, sentence] of sentences(fr)) {
    expect(sentence, path).not.toMatch(/'|\.\.\.| [;!?:»]|« /);
  }
});

test("English is not set as French", () => {
  for (const [path, sentence] of sentences(en)) {
    expect(sentence, path).not.toMatch(/[«»\u202f]/);
  }
});
