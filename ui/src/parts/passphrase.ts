/** Passphrases: how long one must be, and a hint about how good it is. Pure. */

/** Fewest characters of a new passphrase; the domain refuses fewer. */
export const SHORTEST_PASSPHRASE = 12;

export type Strength = "weak" | "fair" | "strong";

/** What everybody tries first. */
const COMMON = /motdepasse|passe?word|azerty|qwerty|mentorat|123456|abcdef|000000|111111/;

/** Signs as a person counts them. */
export function lengthOf(passphrase: string): number {
  return [...passphrase].length;
}

/** A hint, not a measure: length, variety and words; nothing is said of one that is too short. */
export function strengthOf(passphrase: string): Strength | null {
  const signs = [...passphrase.toLowerCase()];
  if (signs.length < SHORTEST_PASSPHRASE) {
    return null;
  }
  const different = new Set(signs).size;
  const words = passphrase
    .toLowerCase()
    .trim()
    .split(/[\s_.-]+/)
    .filter((word) => word.length > 2);
  const plain = passphrase.toLowerCase().replace(COMMON, "");
  if (different < 7 || /^[\d\s/.-]+$/.test(passphrase) || [...plain].length < 8) {
    return "weak";
  }
  const long = signs.length >= 20 && different >= 10;
  return long || new Set(words).size >= 4 ? "strong" : "fair";
}

export interface NewPassphrase {
  passphrase: string;
  again: string;
}

export type PassphraseFaults = Partial<Record<keyof NewPassphrase, true>>;

/** What keeps a new passphrase from being taken. */
export function passphraseFaults({ passphrase, again }: NewPassphrase): PassphraseFaults {
  return {
    ...(lengthOf(passphrase) < SHORTEST_PASSPHRASE && { passphrase: true }),
    ...(again !== passphrase && { again: true }),
  };
}
