import { expect, test } from "vitest";
import { daysBetween, parseDay, plusMonths, writeDay } from "./day";

test("a day is read as it is written in France", () => {
  expect(parseDay("22/11/2026")).toBe("2026-11-22");
  expect(parseDay(" 1/3/2026 ")).toBe("2026-03-01");
  expect(parseDay("01.03.2026")).toBe("2026-03-01");
});

test("a day that does not exist is refused", () => {
  for (const text of ["31/02/2026", "29/02/2027", "00/01/2026", "12/13/2026", "31/04/2026"]) {
    expect(parseDay(text), text).toBeNull();
  }
  expect(parseDay("29/02/2028")).toBe("2028-02-29");
});

test("what is no day is refused", () => {
  for (const text of ["", "demain", "2026-11-22", "22/11/26", "22/11/2026 14:00", "1/1/0026"]) {
    expect(parseDay(text), text).toBeNull();
  }
});

test("reading what was written gives the same day", () => {
  for (const day of ["2026-11-22", "2028-02-29", "1999-12-31"]) {
    expect(parseDay(writeDay(day))).toBe(day);
  }
  expect(writeDay(null)).toBe("");
});

test("months keep the day, or take the month's last", () => {
  expect(plusMonths("2026-08-31", 6)).toBe("2027-02-28");
  expect(plusMonths("2027-08-31", 6)).toBe("2028-02-29");
  expect(plusMonths("2024-02-29", 12)).toBe("2025-02-28");
  expect(plusMonths("2026-12-01", 12)).toBe("2027-12-01");
  expect(plusMonths("2026-12-31", 1)).toBe("2027-01-31");
});

test("days between are whole, across the change of hour too", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2026-11-22", "2026-11-21")).toBe(-1);
});
