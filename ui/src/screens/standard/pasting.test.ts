import { expect, test } from "vitest";
import { isWithheld, pictureIn, stampOf } from "./pasting";

/** What is pasted, as far as it is looked at. */
function pasted(...items: { kind: string; type: string }[]): DataTransfer {
  const files = items.map((item) => ({ ...item, getAsFile: () => new Blob([], item) }));
  return { items: files, types: items.map(({ type }) => type) } as unknown as DataTransfer;
}

test("the picture is taken among what is pasted with it", () => {
  const web = pasted({ kind: "string", type: "text/html" }, { kind: "file", type: "image/png" });
  expect(pictureIn(web)?.type).toBe("image/png");
});

test("a text, or another file, is no picture", () => {
  expect(pictureIn(pasted({ kind: "string", type: "text/plain" }))).toBeNull();
  expect(pictureIn(pasted({ kind: "file", type: "application/pdf" }))).toBeNull();
  expect(pictureIn(null)).toBeNull();
});

test("only what comes with nothing at all is asked of the shell", () => {
  expect(isWithheld(pasted())).toBe(true);
  expect(isWithheld(pasted({ kind: "string", type: "text/plain" }))).toBe(false);
  expect(isWithheld(null)).toBe(false);
});

test("a screenshot is named after the minute in which it was pasted", () => {
  expect(stampOf(new Date(2026, 10, 6, 9, 4))).toEqual({ day: "06-11-2026", time: "09.04" });
});
