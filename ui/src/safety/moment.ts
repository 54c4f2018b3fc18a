/** When a copy was made, as one says it. Pure. */
import type { Day, Moment } from "../api/types";
import { words } from "../wording";

/** «aujourd'hui à 14:02», «hier à 18:30», «22 novembre 2026 à 14:02»: in the computer's zone. */
export function spoken(moment: Moment, today: Day): string {
  const { copies, format } = words();
  const day = localDay(new Date(moment));
  if (day === today) {
    return copies.today(format.time(moment));
  }
  return day === dayBefore(today) ? copies.yesterday(format.time(moment)) : format.moment(moment);
}

function localDay(date: Date): Day {
  const part = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

function dayBefore(day: Day): Day {
  const date = new Date(`${day}T12:00:00`);
  date.setDate(date.getDate() - 1);
  return localDay(date);
}
