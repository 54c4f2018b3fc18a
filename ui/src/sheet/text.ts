/** Texts: as long as one field takes, and as a search compares them. Pure. */

/** Longest text that one field takes, in characters. Source: trust.md, bad input 53. */
export const LONGEST_TEXT = 100_000;

/** Whether a text is too long to be stored. */
export function isTooLong(text: string | null | undefined): boolean {
  return [...(text ?? "")].length > LONGEST_TEXT;
}

/** `text` as a search compares it: without accents or capitals. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("’", "'");
}

/** Whether a text holds every word that is looked for. */
export function holds(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
