/**
 * Search: everything that has words, found by some of them.
 *
 * Pure; accents, capitals, ligatures and apostrophes do not matter, nor the order of words.
 * What a person may do or open besides the sheet is added by the caller.
 */
import type { StandardId, Uuid } from "../api/types";
import type { Place } from "./checks";
import { fold } from "./fold";
import type { GridView, SheetView } from "./view";

/** In the order in which equals are shown. */
export const KINDS = [
  "command",
  "screen",
  "standard",
  "answer",
  "evidence",
  "action",
  "campaign",
  "source",
] as const;
export type Kind = (typeof KINDS)[number];

export type TextOf =
  | "statement"
  | "guidance"
  | "expected"
  | "comment"
  | "justification"
  | "private_note"
  | "file"
  | "cause"
  | "owner"
  | "organisation"
  | "address";

/** What is written in the grid, and so in its language; an answer bears its standard's title. */
export function isOfGrid(part: Kind | TextOf): boolean {
  return OF_GRID.includes(part);
}
const OF_GRID: readonly (Kind | TextOf)[] = [
  "standard",
  "answer",
  "source",
  "statement",
  "guidance",
  "expected",
];

export type Goes = Place | { screen: "standard"; id: StandardId };

export interface Entry {
  kind: Kind;
  key: string;
  title: string;
  /** The sign of the standard that it is or belongs to. */
  sign?: string;
  /** What it says; «also» are other words for it, which are never shown. */
  texts: { of: TextOf | "also"; text: string }[];
  /** Where it is; null when the caller knows. */
  goes: Goes | null;
}

/** An entry made comparable. */
export interface Prepared {
  entry: Entry;
  sign: string;
  title: string;
  texts: string[];
}

/** A stretch of a text; `isHit` when it is what was searched. */
export interface Stretch {
  text: string;
  isHit: boolean;
}

export interface Hit {
  entry: Entry;
  title: Stretch[];
  sign: Stretch[];
  /** The text around what was found, when it is not in the title. */
  excerpt: { of: TextOf; stretches: Stretch[] } | null;
}

export interface Group {
  kind: Kind;
  hits: Hit[];
  /** How many there are, those shown included. */
  total: number;
}

/** A longer query is cut: nobody types it, and each word costs a pass. */
const LONGEST_QUERY = 200;
const MOST_WORDS = 8;
/** Shown of each kind; more when there is only one. */
const FEW = 6;
const MANY = 40;
/** Of a long text, what stands around the words found. */
const BEFORE = 36;
const AROUND = 120;
/** Occurrences looked at for one that begins a word. */
const TRIES = 40;

export function prepare(entry: Entry): Prepared {
  return {
    entry,
    sign: fold(entry.sign ?? ""),
    title: fold(entry.title),
    texts: entry.texts.map(({ text }) => fold(text)),
  };
}

// What there is to find.

const grids = new WeakMap<GridView["standards"], Prepared[]>();
const sheets = new WeakMap<SheetView, Prepared[]>();

/** Everything of the sheet, made comparable; made once for a grid, and once for a sheet. */
export function indexOf(view: SheetView): Prepared[] {
  let ofGrid = grids.get(view.standards);
  if (!ofGrid) {
    ofGrid = gridEntries(view).map(prepare);
    grids.set(view.standards, ofGrid);
  }
  let ofSheet = sheets.get(view);
  if (!ofSheet) {
    ofSheet = sheetEntries(view).map(prepare);
    sheets.set(view, ofSheet);
  }
  return [...ofGrid, ...ofSheet];
}

function gridEntries({ grid }: GridView): Entry[] {
  const standards = grid.standards.map((standard): Entry => {
    const { id, title, statement, guidance, expected_evidence } = standard;
    return {
      kind: "standard",
      key: `standard ${id}`,
      title,
      sign: id,
      texts: [
        { of: "statement", text: statement },
        ...expected_evidence.map(({ label }) => ({ of: "expected" as const, text: label })),
        { of: "guidance", text: guidance },
      ],
      goes: { screen: "standard", id },
    };
  });
  const cited = new Map<string, StandardId>();
  for (const { id, sources } of grid.standards) {
    for (const { source } of sources) {
      cited.set(source, cited.get(source) ?? id);
    }
  }
  const sources = grid.sources.map((source): Entry => {
    const standard = cited.get(source.id);
    return {
      kind: "source",
      key: `source ${source.id}`,
      title: source.title,
      texts: source.url ? [{ of: "address", text: source.url }] : [],
      goes: standard ? { screen: "standard", id: standard, at: "sources" } : null,
    };
  });
  return [...standards, ...sources.filter(({ goes }) => goes)];
}

function sheetEntries(view: SheetView): Entry[] {
  const { answers, evidence, actions } = view.sheet.assessment;
  const texts = (all: [TextOf, string | null | undefined][]) =>
    all.flatMap(([of, text]) => (text?.trim() ? [{ of, text }] : []));
  const said = answers.flatMap((answer): Entry[] =>
    texts([
      ["comment", answer.comment],
      ["justification", answer.justification],
      ["private_note", answer.private_note],
    ]).map((text) => ({
      kind: "answer",
      key: `${text.of} ${answer.standard}`,
      title: view.standards.get(answer.standard)?.title ?? answer.standard,
      sign: answer.standard,
      texts: [text],
      goes: { screen: "standard", id: answer.standard, at: text.of.replace("_", "-") },
    })),
  );
  const documents = evidence.map(({ id, title, file_name }): Entry => ({
    kind: "evidence",
    key: `evidence ${id}`,
    title,
    texts: texts([["file", file_name]]),
    goes: { screen: "evidence", at: `piece-${id}` },
  }));
  const plan = actions.map((action): Entry => ({
    kind: "action",
    key: `action ${action.id}`,
    title: action.action,
    sign: action.standard,
    texts: texts([
      ["owner", action.owner],
      ["cause", action.cause],
    ]),
    goes: { screen: "plan", at: `action-${action.id}` },
  }));
  return [...said, ...documents, ...plan];
}

/** Campaigns as they may be opened. */
export function campaignEntry(one: {
  assessment: Uuid;
  organisation: string;
  programme: string;
  campaign: string;
}): Entry {
  return {
    kind: "campaign",
    key: one.assessment,
    title: `${one.programme} · ${one.campaign}`,
    texts: [{ of: "organisation", text: one.organisation }],
    goes: null,
  };
}

// Finding.

/** The words of a query, made comparable. */
export function wordsOf(query: string): string[] {
  const words = fold(query.slice(0, LONGEST_QUERY)).split(/[\s\u00a0]+/);
  return [...new Set(words.filter((word) => word !== ""))].slice(0, MOST_WORDS);
}

/** What holds every word of `query`, by kind; the nearest kind and the nearest hit first. */
export function search(index: Prepared[], query: string): Group[] {
  const words = wordsOf(query);
  if (words.length === 0) {
    return [];
  }
  const found = new Map<Kind, { one: Prepared; rank: number }[]>();
  for (const one of index) {
    const rank = rankOf(one, words);
    if (rank !== null) {
      const group = found.get(one.entry.kind) ?? [];
      group.push({ one, rank });
      found.set(one.entry.kind, group);
    }
  }
  const most = found.size === 1 ? MANY : FEW;
  return KINDS.flatMap((kind) => {
    const all = found.get(kind)?.sort((a, b) => a.rank - b.rank) ?? [];
    const first = all[0];
    return first ? [{ kind, all, best: nearnessOf(first.rank / words.length) }] : [];
  })
    .sort((a, b) => a.best - b.best)
    .map(({ kind, all }) => ({
      kind,
      hits: all.slice(0, most).map(({ one }) => hitOf(one, words)),
      total: all.length,
    }));
}

/** Kinds that are as near keep their order: a sign, a title, the head of a word, within one. */
function nearnessOf(rank: number): number {
  return [1, 3, 5].filter((from) => rank >= from).length;
}

/** How near an entry is, 0 the nearest; null when a word is nowhere in it. */
function rankOf(one: Prepared, words: string[]): number | null {
  // What was answered bears its standard's title: alone, that finds the standard.
  if (one.entry.kind === "answer" && !words.some((word) => isWithin(one.texts, word))) {
    return null;
  }
  let rank = 0;
  for (const word of words) {
    const near = nearness(one, word);
    if (near === null) {
      return null;
    }
    rank += near;
  }
  // The whole query at the head of a title is what was meant.
  return one.title.startsWith(words.join(" ")) ? Math.min(rank, 1) : rank;
}

/** Signs first, then what begins a word, then what stands within one. */
function nearness({ sign, title, texts }: Prepared, word: string): number | null {
  if (sign !== "" && isSign(sign, word)) {
    return sign.length === word.length ? 0 : 0.25;
  }
  const inTitle = place(title, word);
  if (inTitle?.begins) {
    return inTitle.at === 0 ? 1 : 1.5;
  }
  const inTexts = texts.map((text) => place(text, word));
  const begins = inTexts.findIndex((found) => found?.begins);
  if (begins >= 0) {
    return 3 + begins / 100;
  }
  if (inTitle) {
    return 5;
  }
  const inner = inTexts.findIndex((found) => found !== null);
  return inner >= 0 ? 6 + inner / 100 : null;
}

function isWithin(texts: string[], word: string): boolean {
  return texts.some((text) => place(text, word) !== null);
}

/** Whether `word` is the head of a sign, its points typed or not. */
function isSign(sign: string, word: string): boolean {
  const bare = (text: string) => text.replaceAll(/[.\-_]/g, "");
  return sign.startsWith(word) || (word.length > 1 && bare(sign).startsWith(bare(word)));
}

/** Where `word` stands in a folded text, at the head of a word if it does anywhere. */
function place(text: string, word: string): { at: number; begins: boolean } | null {
  let inner: number | null = null;
  let at = text.indexOf(word);
  for (let tries = 0; at >= 0 && tries < TRIES; tries += 1) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) {
      return { at, begins: true };
    }
    inner ??= at;
    at = text.indexOf(word, at + 1);
  }
  // One letter within a word says nothing.
  return inner === null || word.length < 2 ? null : { at: inner, begins: false };
}

// Showing.

function hitOf({ entry, title, texts }: Prepared, words: string[]): Hit {
  const outside = words.filter((word) => !place(title, word));
  const at = texts.findIndex((text) => outside.some((word) => place(text, word)));
  const found = entry.texts[at];
  return {
    entry,
    title: stretches(entry.title, words),
    sign: stretches(entry.sign ?? "", words, true),
    excerpt:
      found && found.of !== "also" ? { of: found.of, stretches: excerpt(found.text, words) } : null,
  };
}

/** What stands around the first word found. */
function excerpt(text: string, words: string[]): Stretch[] {
  const [first] = hits(text, words);
  if (!first) {
    return [{ text: text.slice(0, AROUND), isHit: false }];
  }
  const from = first[0] <= BEFORE ? 0 : headOfWord(text, first[0] - BEFORE);
  const to = Math.max(first[1], endOfWord(text, from + AROUND));
  const cut = text.slice(from, to).replaceAll(/\s+/g, " ");
  const all = stretches(cut, words);
  return [
    ...(from > 0 ? [{ text: "…", isHit: false }] : []),
    ...all,
    ...(to < text.length ? [{ text: "…", isHit: false }] : []),
  ];
}

function headOfWord(text: string, at: number): number {
  const space = text.slice(at, at + BEFORE).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function endOfWord(text: string, at: number): number {
  const space = at < text.length ? text.lastIndexOf(" ", at) : text.length;
  return space > at - BEFORE ? space : at;
}

/** `text` cut where the words found begin and end. */
export function stretches(text: string, words: string[], isSigned = false): Stretch[] {
  const all: Stretch[] = [];
  let at = 0;
  for (const [from, to] of hits(text, words, isSigned)) {
    if (from > at) {
      all.push({ text: text.slice(at, from), isHit: false });
    }
    all.push({ text: text.slice(from, to), isHit: true });
    at = to;
  }
  return at < text.length ? [...all, { text: text.slice(at), isHit: false }] : all;
}

const folded = new Map<string, string>();

/** `fold` of one sign; texts are made of few. */
function foldSign(sign: string): string {
  let known = folded.get(sign);
  if (known === undefined) {
    known = fold(sign);
    if (folded.size < 5000) {
      folded.set(sign, known);
    }
  }
  return known;
}

/** Where words stand in a text as it is written: apart from one another, in order. */
function hits(text: string, words: string[], isSigned = false): [number, number][] {
  let plain = "";
  // For each sign of `plain` where it comes from, and where that ends.
  const origins: [number, number][] = [];
  let at = 0;
  for (const sign of text) {
    const made = foldSign(sign);
    const end = at + sign.length;
    for (let of = 0; of < made.length; of += 1) {
      origins.push([at, end]);
    }
    const last = origins.at(-1);
    if (made === "" && last) {
      // A mark belongs to the letter before it.
      last[1] = end;
    }
    plain += made;
    at = end;
  }
  const found: [number, number][] = [];
  for (const word of words) {
    if (isSigned && !plain.includes(word) && isSign(plain, word)) {
      return [[0, text.length]];
    }
    const where = place(plain, word);
    const [from, to] = [origins[where?.at ?? -1], origins[(where?.at ?? 0) + word.length - 1]];
    if (where && from && to) {
      found.push([from[0], to[1]]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.reduce<[number, number][]>((apart, one) => {
    const before = apart.at(-1);
    if (before && one[0] < before[1]) {
      before[1] = Math.max(before[1], one[1]);
      return apart;
    }
    return [...apart, one];
  }, []);
}
