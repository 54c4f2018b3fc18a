/** Preferences of the person at this window, kept in it. */

const SINGLE_KEYS = "single-keys";

function read(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS) !== "off";
  } catch {
    return true;
  }
}

class Preferences {
  /** Whether one letter alone answers and walks. WCAG 2.1.4 asks that it can be turned off. */
  singleKeys = $state(read());

  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    try {
      localStorage.setItem(SINGLE_KEYS, on ? "on" : "off");
    } catch {
      // Not remembered: it holds until the window closes.
    }
  }
}

export const preferences = new Preferences();
