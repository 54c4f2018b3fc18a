/**
 * Preferences of the person at this window, kept in it.
 *
 * How the page looks stands on <html>, so that style sheets alone know about it; it is put there
 * before the first picture, by `main`.
 */

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
/** Of the usual size, in percent. */
export const TEXT_SIZES = ["100", "125", "150", "200"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

function read<T extends string>(key: string, known: readonly T[], usual: T): T {
  try {
    const kept = localStorage.getItem(key);
    return known.find((one) => one === kept) ?? usual;
  } catch {
    // A window without storage begins as usual each time.
    return usual;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Not remembered: it holds until the window closes.
  }
}

class Preferences {
  /** Whether one letter alone answers and walks. WCAG 2.1.4 asks that it can be turned off. */
  singleKeys = $state(read("single-keys", ["on", "off"], "on") === "on");
  theme = $state<Theme>(read("theme", THEMES, "system"));
  /** Off follows the computer, which may ask for more by itself. */
  moreContrast = $state(read("contrast", ["usual", "more"], "usual") === "more");
  textSize = $state<TextSize>(read("text-size", TEXT_SIZES, "100"));

  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    keep("single-keys", on ? "on" : "off");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep("theme", theme);
    this.show();
  }

  setMoreContrast(on: boolean): void {
    this.moreContrast = on;
    keep("contrast", on ? "more" : "usual");
    this.show();
  }

  setTextSize(size: TextSize): void {
    this.textSize = size;
    keep("text-size", size);
    this.show();
  }

  /** Puts the look on the page. */
  show(): void {
    const { dataset } = document.documentElement;
    dataset["theme"] = this.theme;
    dataset["contrast"] = this.moreContrast ? "more" : "usual";
    dataset["text"] = this.textSize;
  }
}

export const preferences = new Preferences();
