/** Texts as long as one field takes. Source: trust.md, bad input 53. */

/** Longest text that one field takes, in characters. Source: trust.md, bad input 53. */
export const LONGEST_TEXT = 100_000;

/** Whether a text is too long to be stored. */
export function isTooLong(text: string | null | undefined): boolean {
  return [...(text ?? "")].length > LONGEST_TEXT;
}
