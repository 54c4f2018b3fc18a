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
  /** «22/11/2026». */
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

/** The ways of writing of `locale`, with its words for byte and its powers. */
export function formatOf(locale: string, units: readonly string[], at: string): Format {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const long = dayFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  const numeric = dayFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric" });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const local = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  return {
    day: (day) => long.format(utc(day)),
    shortDay: (day) => numeric.format(utc(day)),
    time: (moment) => clock.format(new Date(moment)),
    moment: (moment) => {
      const date = new Date(moment);
      return `${local.format(date)} ${at} ${clock.format(date)}`;
    },
    size: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      const figure =
        value < 10 && power > 0 ? short.format(value) : number.format(Math.round(value));
      return `${figure}${FIXED}${units[power] ?? ""}`;
    },
    number: (value) => number.format(value),
    count: (count, one, many) =>
      `${number.format(count)}${FIXED}${plural.select(count) === "one" ? one : many}`,
  };
}

function dayFormat(locale: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // A day has no zone: it is read and written in one and the same.
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
}

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
