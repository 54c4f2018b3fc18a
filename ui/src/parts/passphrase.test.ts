/** What is said of a passphrase that is typed. */
import { expect, test } from "vitest";
import { passphraseFaults, strengthOf } from "./passphrase";

test("nothing is said of a passphrase that is too short", () => {
  expect(strengthOf("onze signes")).toBeNull();
});

test("few different signs, digits alone and well-known words are easy to guess", () => {
  for (const guessed of [
    "aaaaaaaaaaaa",
    "0612345678 12",
    "24/12/1998 75",
    "motdepasse123",
    "azertyuiop12",
  ]) {
    expect(strengthOf(guessed), guessed).toBe("weak");
  }
});

test("four words are strong, one word and a number are fair", () => {
  expect(strengthOf("quatre mots sans rapport")).toBe("strong");
  expect(strengthOf("ronde ami sel mur")).toBe("strong");
  expect(strengthOf("passerelle 93")).toBe("fair");
});

test("both fields must agree, and signs are counted as a person counts them", () => {
  expect(passphraseFaults({ passphrase: "é".repeat(12), again: "é".repeat(12) })).toEqual({});
  expect(passphraseFaults({ passphrase: "🌱".repeat(11), again: "" })).toEqual({
    passphrase: true,
    again: true,
  });
});
