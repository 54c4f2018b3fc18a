/** Folding: texts made comparable, whatever their accents, capitals, ligatures and apostrophes. */

const MARKS = /\p{M}+/gu;
/** What takes no room and changes no word. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `text` without accents and capitals; œ is oe, ’ is ', every space is one. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(INVISIBLE, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .replaceAll("ς", "σ")
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[‐‑‒–—]/g, "-");
}
