/** Texts: as long as one field takes, and whether one holds what is looked for. Pure. */
import { fold } from "./fold";

/** Longest text that one field takes, in characters. Source: trust.md, bad input 53. */
export const LONGEST_TEXT = 100_000;

/** Whether a text is too long to be stored. */
export function isTooLong(text: string | null | undefined): boolean {
  return [...(text ?? "")].length > LONGEST_TEXT;
}

/** Whether a text holds every word that is looked for. */
export function holds(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
