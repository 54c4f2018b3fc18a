/** The language in use: French unless a person chose otherwise. */
import { fr } from "./fr";
import { typeset } from "./typography";

export type Wording = typeof fr;
export type Language = "fr" | "en";

/** The catalogues that were read: French from the start, another once it is wanted. */
const catalogues: Partial<Record<Language, Wording>> = { fr };
const KEY = "language";

let language = $state<Language>("fr");

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
  return catalogues[language] ?? fr;
}

export function currentLanguage(): Language {
  return language;
}

/** Takes the language that was chosen last; before anything is said. */
export function speakAsBefore(): Promise<void> {
  return take(remembered());
}

export async function speak(chosen: Language): Promise<void> {
  await take(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Not remembered: nothing else depends on it.
  }
}

async function take(chosen: Language): Promise<void> {
  if (chosen === "en") {
    catalogues.en ??= (await import("./en")).en;
  }
  language = chosen;
  document.documentElement.lang = chosen;
}

/** A text of the grid, set by the rules of the language it is written in. */
export function typesetFor(gridLanguage: string, text: string): string {
  return gridLanguage.startsWith("fr") ? typeset(text) : text;
}
