/**
 * Typography of French: real apostrophes, and the spaces that must not break.
 *
 * Sentences are written plainly in the catalogues and in the grid, and set here, so that no
 * invisible sign stands in a source file. Source: design.md, Words.
 */

const NARROW = "\u202f";
const FIXED = "\u00a0";

/** `text` as a French printer would set it. */
export function typeset(text: string): string {
  return text
    .replaceAll("'", "’")
    .replaceAll("...", "…")
    .replace(/[ \u00a0\u202f]+([;!?])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]+:/g, `${FIXED}:`)
    .replace(/«[ \u00a0\u202f]*/g, `«${NARROW}`)
    .replace(/[ \u00a0\u202f]*»/g, `${NARROW}»`)
    .replace(/(\d) (%|o|ko|Mo|Go|mois|jours?|sur|h)(?![\p{L}\d])/gu, `$1${FIXED}$2`)
    .replace(/\b(p|art|n°|niveau|étape|Niveau|Étape)(\.?) (\d)/g, `$1$2${FIXED}$3`);
}

/**
 * Every sentence of a catalogue set by `typeset`, those made from facts included. Each is set when
 * it is first read: the window begins with a few of them.
 */
export function typesetAll<T>(value: T): T;
export function typesetAll(value: unknown): unknown {
  if (typeof value === "string") {
    return typeset(value);
  }
  if (typeof value === "function") {
    return (...facts: unknown[]) => typesetAll(Reflect.apply(value, undefined, facts));
  }
  if (Array.isArray(value)) {
    return value.map(typesetAll);
  }
  if (typeof value === "object" && value !== null) {
    const set = {};
    for (const [key, inner] of Object.entries(value)) {
      later(set, key, () => typesetAll(inner));
    }
    return set;
  }
  return value;
}

/** Gives `object` a value that is worked out when it is first read. */
function later(object: object, key: string, make: () => unknown): void {
  Object.defineProperty(object, key, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(object, key, { value, enumerable: true });
      return value;
    },
  });
}
