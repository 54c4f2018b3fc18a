/** How a piece of evidence stands, in words. */
import type { Standing } from "../../sheet/coverage";
import { words } from "../../wording";

/** `daysLeft` when the end is so near that days say it better. */
export function standingOf({ state, until }: Standing, daysLeft: number | null): string {
  const w = words().standard;
  switch (state) {
    case "current":
      if (daysLeft !== null && daysLeft >= 0) {
        return w.expiresIn(daysLeft);
      }
      return until ? w.currentUntil(words().format.shortDay(until)) : w.currentForEver;
    case "expired":
      return until ? w.expiredOn(words().format.shortDay(until)) : w.state.expired;
    case "undated":
      return w.state.undated;
  }
}
