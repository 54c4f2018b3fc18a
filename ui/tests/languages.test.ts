/**
 * Texts of the grid bear the grid's language, and nothing else does.
 *
 * Screens are written as a page with a grid whose every text stands in brackets, in a language
 * that nothing else speaks. An option of a list is one language as a whole; a name for screen
 * readers (`aria-label`) and a hover text that mixes both cannot be marked.
 */
import type { Component } from "svelte";
import { render } from "svelte/server";
import { expect, test } from "vitest";
import type { Boot, Grid, ReviewSheet, Sheet, Standard } from "../src/api/types";
import Colophon from "../src/frame/Colophon.svelte";
import Navigation from "../src/frame/Navigation.svelte";
import Standing from "../src/frame/Standing.svelte";
import Unlock from "../src/frame/Unlock.svelte";
import Checks from "../src/screens/checks/Checks.svelte";
import Changes from "../src/screens/compare/Changes.svelte";
import Levels from "../src/screens/compare/Levels.svelte";
import Shares from "../src/screens/compare/Shares.svelte";
import Details from "../src/screens/evidence/Details.svelte";
import Evidence from "../src/screens/evidence/Evidence.svelte";
import Linking from "../src/screens/evidence/Linking.svelte";
import MarkDetails from "../src/screens/evidence/MarkDetails.svelte";
import { matrix } from "../src/screens/evidence/matrix";
import Proposals from "../src/screens/exchange/Proposals.svelte";
import GridList from "../src/screens/grid/Grid.svelte";
import Home from "../src/screens/home/Home.svelte";
import ActionForm from "../src/screens/plan/ActionForm.svelte";
import Earlier from "../src/screens/plan/Earlier.svelte";
import Plan from "../src/screens/plan/Plan.svelte";
import Create from "../src/screens/profile/Create.svelte";
import Profile from "../src/screens/profile/Profile.svelte";
import Quick from "../src/screens/quick/Quick.svelte";
import Returned from "../src/screens/returned/Returned.svelte";
import OneStandard from "../src/screens/review/OneStandard.svelte";
import Overview from "../src/screens/review/Overview.svelte";
import Library from "../src/screens/standard/Library.svelte";
import OneOfGrid from "../src/screens/standard/Standard.svelte";
import Suppose from "../src/screens/suppose/Suppose.svelte";
import Result from "../src/screens/verify/Result.svelte";
import { campaigns } from "../src/session/campaigns.svelte";
import { checks } from "../src/session/checks.svelte";
import { reviews } from "../src/session/reviews.svelte";
import { session } from "../src/session/session.svelte";
import { findings } from "../src/sheet/checks";
import { CHANGES, compared } from "../src/sheet/comparison";
import { indexOf, isOfGrid } from "../src/sheet/search";
import { usesOf, viewGrid, viewSheet } from "../src/sheet/view";
import { GRID } from "./sheets";
import { example, verification } from "./standin/example";
import { score } from "./standin/score";

const TODAY = "2026-11-22";
/** For private use: no text of the window, nor of a person, is in it. */
const LANGUAGE = "qaa";
const [OPEN, CLOSE] = ["⟦", "⟧"];
const VOID = ["input", "br", "hr", "img"];

const bracketed = (text: string) => `${OPEN}${text}${CLOSE}`;
const foreign: Grid = {
  ...viewGrid(GRID, bracketed).grid,
  language: LANGUAGE,
  notice: bracketed("notice"),
  disclaimer: bracketed("disclaimer"),
};
const assessment = example(GRID);
assessment.programme.conditions = {};
for (const answer of assessment.answers.slice(0, 3)) {
  answer.comment = "Reçu par Mme Durand-Lefort.";
}
const result = score(GRID, assessment);
const [lowest] = GRID.levels;
// Whatever the figures say, a level is named, and so is a warning of each kind.
result.level = lowest?.id ?? null;
result.warnings = [
  ...GRID.conditions.map(({ id }) => ({ code: "condition_unanswered" as const, subject: id })),
  { code: "nothing_counted", subject: lowest?.id ?? "" },
];
const sheet: Sheet = {
  grid: foreign,
  assessment,
  score: result,
  saved_at: null,
  can_undo: false,
  can_redo: false,
};
const gridView = viewGrid(foreign, (text) => text);
const view = viewSheet(sheet, gridView);
const review: ReviewSheet = {
  review: "r",
  grid: foreign,
  content: {
    received: {
      path: "",
      file_digest: "",
      size_bytes: 0,
      received_at: "2026-11-20T09:00:00Z",
      issued_at: "2026-11-20T09:00:00Z",
      signer: "Association",
      certificate_digest: "",
      changes: 0,
      assessment,
      evidence: [],
    },
    proceeding: { state: "received" },
    findings: [],
    interviews: [],
  },
  levels: {
    answered: result,
    found: result,
    changed: GRID.standards.map(({ id }) => id),
    open: [],
  },
  versions: [],
  can_undo: false,
  can_redo: false,
};
const boot: Boot = {
  version: "0",
  today: TODAY,
  workspace: null,
  grid: foreign,
  campaigns: [],
  current: sheet,
};
session.opened(boot);
reviews.sheet = review;
campaigns.previous = sheet;
checks.found = findings(view, TODAY);

const first = <T>(all: Iterable<T>): T => {
  for (const one of all) {
    return one;
  }
  throw new Error("the example has one");
};

/** What stands in a page under the wrong language. */
function faultsIn(page: string): string[] {
  const faults: string[] = [];
  const open: { name: string; lang: string | null }[] = [];
  const text = (escaped: string) =>
    escaped.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&").trim();
  for (const [tag, name = "", facts = ""] of page
    .replaceAll(/<!--.*?-->/gs, "")
    .matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>|[^<]+/gi)) {
    const lang = open.at(-1)?.lang ?? null;
    if (name === "") {
      const said = text(tag);
      const other = said.replaceAll(/⟦[^⟧]*⟧|\bE\d(\.N\d\.S\d+)?\b/g, "");
      const isOption = open.at(-1)?.name === "option";
      if (lang !== LANGUAGE ? said.includes(OPEN) : !isOption && /\p{L}/u.test(other)) {
        faults.push(`${open.at(-1)?.name} ${lang}: ${said}`);
      }
    } else if (name.startsWith("/")) {
      expect(`/${open.pop()?.name}`, tag).toBe(name);
    } else {
      const own = /\slang="([^"]*)"/.exec(facts)?.[1] ?? lang;
      const hover = text(/\stitle="([^"]*)"/.exec(facts)?.[1] ?? "");
      if (hover.startsWith(OPEN) && hover.endsWith(CLOSE) && own !== LANGUAGE) {
        faults.push(`title: ${hover}`);
      }
      if (!tag.endsWith("/>") && !VOID.includes(name)) {
        open.push({ name, lang: own });
      }
    }
  }
  expect(open).toEqual([]);
  return faults;
}

/** That a page shows texts of the grid, each of them marked. */
function expectMarked<P extends Record<string, unknown>>(component: Component<P>, props: P): void {
  const page = render(component as Component, { props }).body;
  expect(page).toContain(OPEN);
  expect(faultsIn(page)).toEqual([]);
}

test("a page is read as it is written", () => {
  const marked = `<p>Étape 1 · <span lang="qaa">${bracketed("a")}</span></p>`;
  expect(faultsIn(marked)).toEqual([]);
  expect(faultsIn(`<p>Étape 1 · ${bracketed("a")}</p>`)).toHaveLength(1);
  expect(faultsIn(`<p lang="qaa">Étape 1 · ${bracketed("a")}</p>`)).toHaveLength(1);
  expect(faultsIn(`<a title="${bracketed("a")}">E1.N1.S1</a>`)).toHaveLength(1);
  expect(faultsIn(`<a lang="qaa" title="${bracketed("a")}">E1.N1.S1</a>`)).toEqual([]);
});

test("the frame", () => {
  const nothing = () => undefined;
  const props = { compact: false, onsearch: nothing, onkeyboard: nothing };
  expectMarked(Navigation, { screen: "home" as const, ...props });
  expectMarked(Colophon, { onkeyboard: nothing });
  expectMarked(Standing, { view, today: TODAY });
  expectMarked(Unlock, {});
});

test("home, the list, what is supposed and what is asked first", () => {
  expectMarked(Home, { view, today: TODAY });
  expectMarked(GridList, { view, filter: {} });
  expectMarked(Suppose, { view });
  expectMarked(Quick, { view });
});

test("each standard, and the dialogs about it", () => {
  for (const { id } of GRID.standards) {
    expectMarked(OneOfGrid, { view, id, today: TODAY });
  }
  const standard = first(foreign.standards);
  const item = first(standard.expected_evidence);
  expectMarked(Library, { view, standard, item, onclose: () => undefined });
});

test("the library, as a list and as a matrix", () => {
  const onclose = () => undefined;
  expectMarked(Evidence, { view, shelf: {}, today: TODAY });
  expectMarked(Evidence, { view, shelf: { serves: "E1.N1.S1" }, today: TODAY });
  expectMarked(Evidence, { view, shelf: { view: "matrix", serves: "all" }, today: TODAY });
  expectMarked(Linking, { view, pieces: [], onlinked: onclose, onclose });
  const [evidence, uses] = first([...usesOf(view)].filter((one) => one[1].length > 0));
  const piece = first([view.evidence.get(evidence)].flatMap((one) => one ?? []));
  expectMarked(Details, {
    view,
    evidence: piece,
    line: null,
    retention: null,
    uses,
    onchanged: onclose,
    onedit: onclose,
    onclose,
  });
  const whole = matrix(view, { stage: null, onlyBare: false, row: 0, column: 0 });
  const row = first(whole.groups.flatMap(({ rows }) => rows).filter(({ marks }) => marks.size > 0));
  const mark = first(row.marks.values());
  const { standard } = row;
  const language = LANGUAGE;
  expectMarked(MarkDetails, { mark, piece, standard, language, onpiece: onclose, onclose });
});

test("the plan and the checks", () => {
  expectMarked(Plan, { view, today: TODAY, filter: {} });
  expectMarked(Plan, { view, today: TODAY, filter: { as: "board" as const } });
  expectMarked(Earlier, { view });
  expectMarked(ActionForm, {
    action: first(assessment.actions),
    standard: bracketed("a"),
    language: LANGUAGE,
    onsave: async () => undefined,
    onclose: () => undefined,
  });
  expectMarked(Checks, {});
});

test("the profile and what is compared", () => {
  expectMarked(Profile, { view });
  expectMarked(Create, {});
  const bare = { ...sheet, assessment: { ...assessment, answers: [] } };
  const before = viewSheet({ ...bare, score: score(GRID, bare.assessment) }, gridView);
  const comparison = compared(before, view);
  expectMarked(Levels, { before, after: view });
  expectMarked(Shares, { comparison });
  const kind = first(CHANGES.filter((one) => comparison.changes[one].length > 0));
  for (const links of [true, false]) {
    expectMarked(Changes, { kind, changes: comparison.changes[kind], links });
  }
});

test("what was received, returned, exchanged and verified", () => {
  const standard: Standard = first(foreign.standards);
  expectMarked(Overview, { sheet: review, grid: gridView });
  expectMarked(OneStandard, { sheet: review, grid: gridView, standard });
  const signature = first([verification("d.pdf", "intact").report.signature]);
  reviews.returned = {
    signature,
    dossier: { assessment: assessment.id, file_name: "d.pdf", issued_at: "2026-11-20T09:00:00Z" },
    review: {
      proceeding: { state: "closed" },
      written_at: "2026-11-20T09:00:00Z",
      answered: result.level,
      found: result.level,
      findings: [{ standard: standard.id, request: "Dater la charte." }],
    },
  } as unknown as NonNullable<typeof reviews.returned>;
  expectMarked(Returned, { view });
  expectMarked(Proposals, {
    view,
    read: {
      file_name: "a.xlsx",
      proposals: [
        { standard: standard.id, place: "", before: {}, after: {}, changed_since: false },
      ],
      refused: [],
      unchanged: 0,
    },
    onapplied: () => undefined,
    oncancel: () => undefined,
  });
  const found = verification("d.pdf", "intact");
  const told = { ...found, declared: bracketed("a"), recomputed: bracketed("b") };
  expectMarked(Result, { verification: told, onrecorded: () => undefined });
});

test("the search knows what is written in the grid", () => {
  for (const { entry } of indexOf(view)) {
    const written = [{ of: entry.kind, text: entry.title }, ...entry.texts];
    for (const { of, text } of written) {
      expect(of !== "also" && isOfGrid(of), `${entry.key}, ${of}`).toBe(text.startsWith(OPEN));
    }
  }
});
