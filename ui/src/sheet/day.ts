/** Days as people type them and as months pass. Knows no clock. Source: formats.md, section 3. */
import type { Day } from "../api/types";

const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** The day written «jj/mm/aaaa», when it exists. */
export function parseDay(text: string): Day | null {
  const parts = WRITTEN.exec(text.trim());
  if (!parts) {
    return null;
  }
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return null;
  }
  return iso(year, month, day);
}

/** A day as it is typed: «22/11/2026». */
export function writeDay(day: Day | null | undefined): string {
  return day ? day.split("-").reverse().join("/") : "";
}

/** The same day of the month `months` later, or that month's last. */
export function plusMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const total = year * 12 + month - 1 + months;
  const [later, rest] = [Math.floor(total / 12), (total % 12) + 1];
  return iso(later, rest, Math.min(date, daysIn(later, rest)));
}

/** Whole days from one to the other; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function iso(year: number, month: number, day: number): Day {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}
