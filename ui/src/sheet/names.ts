/**
 * Names: what in a text may point to a person.
 *
 * A guess, and said to be one: it knows no list of names. What the grid and the profile say
 * names nobody. Long texts cost time in proportion to their length.
 */
import { fold } from "./fold";
import { ALSO_FIRST_NAMES, CIVILITIES, KNOWN_WORDS, PARTICLES, ROLES } from "./known-words";

/** A text longer than this is looked at up to here. */
const LOOKED_AT = 20_000;
/** So many doubts are enough to have a text read again. */
const ENOUGH = 3;

/** A longer word in capitals is a family name rather than an acronym. */
const LONGEST_ACRONYM = 4;

const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;
const PHONE =
  /(?<![\d+])(?:(?:\+|00)33[ .\u00a0\u202f-]?(?:\(0\))?|0)[1-9]([ .\u00a0\u202f-]?)\d{2}(?:\1\d{2}){3}(?!\d)/gu;
const WORD = /[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu;
const CAPITAL = /^\p{Lu}[\p{L}\p{M}'’-]+$/u;
const ELISION = /^(?:[ldjmntsc]|qu)['’](?=\p{L})/iu;
const SPACE = /^[ \t\u00a0\u202f]{1,3}$/;
const SINGLE = /[\p{L}\p{M}\d]+/gu;

const CIVILITY = new Set(CIVILITIES);
const ROLE = new Set(ROLES);
const PARTICLE = new Set(PARTICLES);
const FIRST_NAME = new Set(ALSO_FIRST_NAMES);

/** Words that name nobody here, folded. */
export type Vocabulary = ReadonlySet<string>;

export function vocabularyOf(texts: Iterable<string>): Vocabulary {
  const known = new Set(KNOWN_WORDS);
  const seen = new Set<string>();
  for (const text of texts) {
    for (const word of text.match(SINGLE) ?? []) {
      if (!seen.has(word)) {
        seen.add(word);
        known.add(fold(word));
      }
    }
  }
  return known;
}

/** A word in its place. Most are never asked more than whether they are a capital. */
class Word {
  readonly isCapital: boolean;
  #folded: string | null = null;
  #isKnown: boolean | null = null;

  constructor(
    readonly text: string,
    readonly from: number,
    /** Only a space parts it from the word before, or the point of a civility. */
    readonly isJoined: boolean,
    private readonly vocabulary: Vocabulary,
  ) {
    this.isCapital = CAPITAL.test(text);
  }

  get to(): number {
    return this.from + this.text.length;
  }

  get folded(): string {
    return (this.#folded ??= fold(this.text));
  }

  get isKnown(): boolean {
    return (this.#isKnown ??= (this.folded.match(SINGLE) ?? []).every((part) =>
      this.vocabulary.has(part),
    ));
  }
}

/** What in `text` may point to a person, as it stands there; the first few. */
export function namesIn(text: string, known: Vocabulary): string[] {
  const looked = text.slice(0, LOOKED_AT);
  const found = new Set([EMAIL, PHONE].flatMap((shape) => looked.match(shape) ?? []));
  const words = wordsOf(looked, known);
  for (let at = 0; at < words.length && found.size < ENOUGH; at += 1) {
    const end = nameFrom(words, at);
    const [first, last] = [words[at], words[end - 1]];
    if (first && last && end > at) {
      found.add(looked.slice(first.from, last.to));
      at = end - 1;
    }
  }
  return [...found].slice(0, ENOUGH);
}

function wordsOf(text: string, known: Vocabulary): Word[] {
  const words: Word[] = [];
  let before = 0;
  for (const { 0: whole, index } of text.matchAll(WORD)) {
    // «l’Alice», «d’Alice»: the elided word is none of the name.
    const elided = ELISION.exec(whole)?.[0].length ?? 0;
    const gap = text.slice(before, index);
    const isAddress = gap.startsWith(".") && CIVILITY.has(words.at(-1)?.folded ?? "");
    const isJoined = elided === 0 && SPACE.test(isAddress ? gap.slice(1) : gap);
    words.push(new Word(whole.slice(elided), index + elided, isJoined, known));
    before = index + whole.length;
  }
  return words;
}

/** Where a name that begins at `at` ends; `at` itself when none does. */
function nameFrom(words: Word[], at: number): number {
  const [first, second, third] = words.slice(at, at + 3);
  if (!first || !second?.isCapital || !second.isJoined) {
    return at;
  }
  const isLinked = PARTICLE.has(second.folded) && third?.isJoined;
  const family = isLinked && isName(third) ? capitals(words, at + 2) : at;
  if (CIVILITY.has(first.folded) && /^\p{Lu}/u.test(first.text)) {
    return isName(second) ? capitals(words, at + 1) : family;
  }
  if (ROLE.has(first.folded)) {
    return isName(second) && !isAcronym(second) ? capitals(words, at + 1) : at;
  }
  if (!isName(first) && !(first.isCapital && FIRST_NAME.has(first.folded))) {
    return at;
  }
  if (isAcronym(first)) {
    return at;
  }
  const isLong = !isAcronym(second) || second.text.length > LONGEST_ACRONYM;
  return isName(second) && isLong ? capitals(words, at + 1) : family;
}

function isName(word: Word): boolean {
  return word.isCapital && !word.isKnown;
}

function isAcronym(word: Word): boolean {
  return word.text === word.text.toUpperCase();
}

/** The end of the capitals that go on from `at`: a person has three names or so. */
function capitals(words: Word[], at: number): number {
  let end = at + 1;
  while (end < at + 3) {
    const next = words[end];
    if (!next?.isJoined || !isName(next)) {
      break;
    }
    end += 1;
  }
  return end;
}
