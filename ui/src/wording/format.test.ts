import { expect, test } from "vitest";
import { formatOf } from "./format";

const fr = formatOf("fr-FR", ["o", "ko", "Mo", "Go"], { at: "à", first: "1er" });
const en = formatOf("en-GB", ["B", "kB", "MB", "GB"], { at: "at", first: "1" });

test("days are written out, and short", () => {
  expect(fr.day("2026-11-22")).toBe("22 novembre 2026");
  expect([fr.day("2025-09-01"), fr.day("2025-09-11")]).toEqual([
    "1er septembre 2025",
    "11 septembre 2025",
  ]);
  expect(fr.shortDay("2026-03-01")).toBe("01/03/2026");
  expect(en.day("2026-11-22")).toBe("22 November 2026");
});

test("a day is the same day in every zone", () => {
  expect(fr.shortDay("2026-01-01")).toBe("01/01/2026");
  expect(fr.shortDay("2026-12-31")).toBe("31/12/2026");
});

test("sizes have at most two figures below ten and none after the comma above", () => {
  expect(fr.size(0)).toBe("0\u00a0o");
  expect(fr.size(999)).toBe("999\u00a0o");
  expect(fr.size(1000)).toBe("1\u00a0ko");
  expect(fr.size(1_234_567)).toBe("1,2\u00a0Mo");
  expect(fr.size(48_500_000)).toBe("49\u00a0Mo");
  expect(fr.size(2_000_000_000_000)).toBe("2\u202f000\u00a0Go");
});

test("in French nothing and one are singular", () => {
  expect(fr.count(0, "preuve", "preuves")).toBe("0\u00a0preuve");
  expect(fr.count(1, "preuve", "preuves")).toBe("1\u00a0preuve");
  expect(fr.count(1.5, "preuve", "preuves")).toBe("1,5\u00a0preuve");
  expect(fr.count(2, "preuve", "preuves")).toBe("2\u00a0preuves");
});

test("in English only one is singular", () => {
  expect(en.count(0, "piece", "pieces")).toBe("0\u00a0pieces");
  expect(en.count(1, "piece", "pieces")).toBe("1\u00a0piece");
});
