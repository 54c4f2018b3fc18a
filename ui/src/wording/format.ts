/** Days, times, sizes and counts as a reader of one language writes them. */
import type { Day, Moment } from "../api/types";

/** Standards that stand in the way, counted. */
export interface Reasons {
  total: number;
  unanswered: number;
  evidence: number;
}

export interface Format {
  /** «22 novembre 2026». */
  day: (day: Day) => string;
  /** «22/11/2026», in both languages. */
  shortDay: (day: Day) => string;
  /** «14:02», in the computer's own zone. */
  time: (moment: Moment) => string;
  /** «22 novembre 2026 à 14:02». */
  moment: (moment: Moment) => string;
  /** «1,2 Mo»: multiples of 1,000, three figures at most. */
  size: (bytes: number) => string;
  number: (value: number) => string;
  /** `count` with the form of the word that goes with it. */
  count: (count: number, one: string, many: string) => string;
}

const FIXED = "\u00a0";

/** Words that a language writes dates with: before a time, and the first day of a month. */
export interface DateWords {
  at: string;
  first: string;
}

/** The ways of writing of `locale`, with its words for byte and its powers. */
export function formatOf(
  locale: string,
  units: readonly string[],
  { at, first }: DateWords,
): Format {
  const plural = once(() => new Intl.PluralRules(locale));
  const number = once(() => new Intl.NumberFormat(locale));
  const short = once(() => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }));
  // Most counts need no sign between their figures, and their language's ways are slow to come.
  const written = (value: number) =>
    Number.isInteger(value) && value < 1000 ? String(value) : number().format(value);
  const parts = { day: "numeric", month: "long", year: "numeric" } as const;
  // A day has no zone: it is read and written in one and the same.
  const long = once(() => new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }));
  const local = once(() => new Intl.DateTimeFormat(locale, parts));
  const whole = (format: Intl.DateTimeFormat, date: Date) =>
    format.format(date).replace(/^1 /, `${first} `);
  return {
    day: (day) => whole(long(), new Date(`${day}T00:00:00Z`)),
    shortDay: (day) => day.split("-").toReversed().join("/"),
    time: clock,
    moment: (moment) => `${whole(local(), new Date(moment))} ${at} ${clock(moment)}`,
    size: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      const figure = value < 10 && power > 0 ? short().format(value) : written(Math.round(value));
      return `${figure}${FIXED}${units[power] ?? ""}`;
    },
    number: written,
    count: (count, one, many) =>
      `${written(count)}${FIXED}${plural().select(count) === "one" ? one : many}`,
  };
}

/** Hours and minutes on the computer's own clock. */
function clock(moment: Moment): string {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes()].map((one) => String(one).padStart(2, "0")).join(":");
}

/** What is made when it is first wanted: a language's ways of writing take a while to come. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
