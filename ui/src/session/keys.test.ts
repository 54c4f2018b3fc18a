import { expect, test } from "vitest";
import { commandOf, type Press } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

test("digits answer on a French keyboard, shifted or not", () => {
  const met = { do: "answer", verdict: "met" };
  expect(commandOf(press("&", { code: "Digit1" }), true)).toEqual(met);
  expect(commandOf(press("1", { code: "Digit1", shiftKey: true }), true)).toEqual(met);
  expect(commandOf(press("1", { code: "Numpad1" }), true)).toEqual(met);
  expect(commandOf(press("5", { code: "Digit5" }), true)).toBeNull();
});

test("letters answer, in either case", () => {
  expect(commandOf(press("c"), true)).toEqual({ do: "answer", verdict: "met" });
  expect(commandOf(press("P"), true)).toEqual({ do: "answer", verdict: "partly_met" });
  expect(commandOf(press("n"), true)).toEqual({ do: "answer", verdict: "not_met" });
  expect(commandOf(press("s"), true)).toEqual({ do: "answer", verdict: "not_applicable" });
});

test("single keys can be turned off, the others stay", () => {
  expect(commandOf(press("c"), false)).toBeNull();
  expect(commandOf(press("1", { code: "Digit1" }), false)).toBeNull();
  expect(commandOf(press("z", { ctrlKey: true }), false)).toEqual({ do: "undo" });
});

test("undo and redo, with the capital that Shift makes", () => {
  expect(commandOf(press("z", { ctrlKey: true }), true)).toEqual({ do: "undo" });
  expect(commandOf(press("Z", { ctrlKey: true, shiftKey: true }), true)).toEqual({ do: "redo" });
  expect(commandOf(press("y", { ctrlKey: true }), true)).toEqual({ do: "redo" });
});

test("Ctrl or Command and K searches, whether single keys are on or not", () => {
  expect(commandOf(press("k", { ctrlKey: true }), true)).toEqual({ do: "search" });
  expect(commandOf(press("K", { metaKey: true }), false)).toEqual({ do: "search" });
  expect(commandOf(press("k", { ctrlKey: true, shiftKey: true }), true)).toBeNull();
  expect(commandOf(press("k", { ctrlKey: true, altKey: true }), true)).toBeNull();
  expect(commandOf(press("k"), true)).toEqual({ do: "walk", to: "previous" });
});

test("copying is not an answer", () => {
  expect(commandOf(press("c", { ctrlKey: true }), true)).toBeNull();
  expect(commandOf(press("c", { altKey: true }), true)).toBeNull();
});

test("Alt and a digit go to a screen, each of the six", () => {
  const screens = [1, 2, 3, 4, 5, 6].map((digit) =>
    commandOf(press("x", { code: `Digit${digit}`, altKey: true }), false),
  );
  expect(screens).toEqual(
    ["home", "grid", "evidence", "plan", "dossier", "verify"].map((screen) => ({
      do: "go",
      screen,
    })),
  );
  expect(commandOf(press("7", { code: "Digit7", altKey: true }), true)).toBeNull();
  expect(commandOf(press("1", { code: "Digit1", altKey: true, ctrlKey: true }), true)).toBeNull();
  expect(commandOf(press("&", { code: "Digit1", altKey: true }), true)).toEqual({
    do: "go",
    screen: "home",
  });
  expect(commandOf(press("6", { code: "Digit6", altKey: true }), true)).toEqual({
    do: "go",
    screen: "verify",
  });
});

test("the question mark asks for help, wherever the layout puts it", () => {
  expect(commandOf(press("?", { code: "KeyM", shiftKey: true }), true)).toEqual({ do: "help" });
  expect(commandOf(press("?", { code: "Digit2", shiftKey: true }), true)).toEqual({ do: "help" });
});
