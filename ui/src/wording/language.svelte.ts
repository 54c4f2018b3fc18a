/** The language in use: French unless a person chose otherwise. */
import { en } from "./en";
import { fr } from "./fr";
import { typeset } from "./typography";

export type Wording = typeof fr;
export type Language = "fr" | "en";

const CATALOGUES: Record<Language, Wording> = { fr, en };
const KEY = "language";

let language = $state<Language>(remembered());

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "fr";
  } catch {
    // A window without storage begins in French each time.
    return "fr";
  }
}

/** Every sentence of the window, in the language in use. */
export function words(): Wording {
  return CATALOGUES[language];
}

export function currentLanguage(): Language {
  return language;
}

export function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Not remembered: nothing else depends on it.
  }
}

/** A text of the grid, set by the rules of the language it is written in. */
export function typesetFor(gridLanguage: string, text: string): string {
  return gridLanguage.startsWith("fr") ? typeset(text) : text;
}
