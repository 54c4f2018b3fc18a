/** Contrasts of the colours that are asked for more of them, computed. WCAG 2.2, 1.4.6, 1.4.11. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (name: string) =>
  readFileSync(new URL(`../src/style/${name}`, import.meta.url), "utf8");
const CONTRAST = read("contrast.css");
const USUAL = tokensOf(/:root \{([^}]*)\}/.exec(read("tokens.css"))?.[1]);
const ASKED = tokensOf(/prefers-contrast: more\) \{\s*:root \{([^}]*)\}/.exec(CONTRAST)?.[1]);
const CHOSEN = tokensOf(/:root\[data-contrast="more"\] \{([^}]*)\}/.exec(CONTRAST)?.[1]);
const FORCED = tokensOf(/:root\[data-contrast\] \{([^}]*)\}/.exec(CONTRAST)?.[1]);

type Tokens = Map<string, string>;

function tokensOf(block: string | undefined): Tokens {
  const pairs = (block ?? "").matchAll(/--([a-z0-9-]+):\s*([^;]+);/g);
  return new Map(
    [...pairs].map(([, name = "", value = ""]) => [name, value.replaceAll(/\s+/g, " ")]),
  );
}

function colour(tokens: Tokens, name: string, isDark: boolean): string {
  const [, light, dark] =
    /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(tokens.get(name) ?? "") ?? [];
  expect(light, name).toBeDefined();
  return (isDark ? dark : light) ?? "";
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, one: string, other: string, isDark: boolean): number {
  const [a, b] = [one, other].map((name) => luminance(colour(tokens, name, isDark)));
  const [high, low] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["bg", "surface", "sunken"];
const SOFT = ["primary", "accent", "met", "partly", "not-met", "na"];
/** What is read, and on which grounds. */
const TEXTS: [string, string[]][] = [
  ["text", [...GROUNDS, ...SOFT.map((name) => `${name}-soft`)]],
  ["muted", [...GROUNDS, "primary-soft"]],
  ["primary-strong", GROUNDS],
  ...SOFT.map((name): [string, string[]] => [name, [...GROUNDS, `${name}-soft`]]),
  ["on-primary", ["primary", "primary-strong"]],
  ...["1", "2", "3"].map((level): [string, string[]] => [`on-level-${level}`, [`level-${level}`]]),
];
/** What is only seen. */
const MARKS: [string, string[]][] = [
  ["border", GROUNDS],
  ["border-strong", [...GROUNDS, "primary-soft"]],
  ...["1", "2", "3"].map((level): [string, string[]] => [`level-${level}`, GROUNDS]),
];

function expectAll(tokens: Tokens, pairs: [string, string[]][], least: number): void {
  for (const [name, grounds] of pairs) {
    for (const ground of grounds) {
      for (const isDark of [false, true]) {
        const found = contrast(tokens, name, ground, isDark);
        expect(found, `${name} on ${ground}, ${isDark ? "dark" : "light"}`).toBeGreaterThanOrEqual(
          least,
        );
      }
    }
  }
}

test("with more contrast, text is at 7 and more", () => {
  expectAll(CHOSEN, TEXTS, 7);
});

test("with more contrast, borders and marks are at 4.5 and more", () => {
  expectAll(CHOSEN, MARKS, 4.5);
});

test("usually, text is at 4.5 and the borders of controls at 3", () => {
  expectAll(
    USUAL,
    TEXTS.filter(([name]) => !name.startsWith("on-level")),
    4.5,
  );
  expectAll(USUAL, [["border-strong", GROUNDS]], 3);
});

test("asked by the computer or chosen here, it is the same", () => {
  expect(CHOSEN.size).toBeGreaterThan(25);
  expect([...ASKED]).toEqual([...CHOSEN]);
});

test("the computer's own colours take the place of every colour of ours", () => {
  const colours = [...USUAL].filter(([, value]) => value.includes("#")).map(([name]) => name);
  expect(colours.filter((name) => !FORCED.has(name))).toEqual([]);
});
