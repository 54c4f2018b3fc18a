/** What the checks find, each kind once, on the shipped grid. */
import { expect, test } from "vitest";
import type { Answer, Assessment } from "../src/api/types";
import { CHECKS, findings, type Check, type Finding } from "../src/sheet/checks";
import { viewGrid, viewSheet } from "../src/sheet/view";
import { GRID, viewAnswers, viewExample } from "./sheets";
import { score } from "./standin/score";

const TODAY = "2026-11-22";
const FIRST = "E1.N1.S1";

function answer(more: Partial<Answer>): Answer {
  return { standard: FIRST, evidence: [], ...more };
}

function of<C extends Check>(check: C, all: Finding[]): (Finding & { check: C })[] {
  return all.filter((one): one is Finding & { check: C } => one.check === check);
}

const withAnswer = (more: Partial<Answer>) => findings(viewAnswers([answer(more)]), TODAY);
const changed = (change: (assessment: Assessment) => void) => findings(viewExample(change), TODAY);

test("every finding has its own key and a place, and they stand by check", () => {
  const all = findings(viewExample(), TODAY);
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  const order = all.map(({ check }) => CHECKS.indexOf(check));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test("met with nothing attached leads to the first piece that is lacking", () => {
  const [found] = of("evidence_missing", withAnswer({ verdict: "met" }));
  expect(found).toMatchObject({ missing: 1, nothing: true });
  expect(found?.place).toEqual({ screen: "standard", id: FIRST, at: "expected-a" });
});

test("a document without a date is found once, only where a validity asks for one", () => {
  const undated = of("evidence_undated", findings(viewExample(), TODAY));
  expect(undated.length).toBeGreaterThan(0);
  const dated = changed((assessment) => {
    for (const piece of assessment.evidence) {
      piece.document_date = "2026-10-01";
    }
  });
  expect(of("evidence_undated", dated)).toEqual([]);
});

test("met by a document that expired is told", () => {
  const expired = changed((assessment) => {
    for (const piece of assessment.evidence) {
      piece.valid_until = "2026-11-21";
    }
  });
  expect(of("evidence_expired", expired).length).toBeGreaterThan(10);
});

test("not applicable needs a reason, and is not admitted everywhere", () => {
  const bare = withAnswer({ standard: "E1.N2.S1", verdict: "not_applicable" });
  const [found] = of("justification", bare);
  expect(found?.place).toEqual({ screen: "standard", id: "E1.N2.S1", at: "justification" });
  const eliminatory = GRID.standards.find((standard) => standard.eliminatory)?.id ?? "";
  const refused = withAnswer({
    standard: eliminatory,
    verdict: "not_applicable",
    justification: "non",
  });
  expect(of("refused", refused).map(({ standard }) => standard.id)).toEqual([eliminatory]);
});

test("partly met and not met ask for a comment, of more than spaces", () => {
  for (const verdict of ["partly_met", "not_met"] as const) {
    expect(of("comment", withAnswer({ verdict, comment: " \n" }))).toHaveLength(1);
    expect(of("comment", withAnswer({ verdict, comment: "Prévu en mars." }))).toEqual([]);
  }
});

test("an open action asks for an owner and a day, and says by how much it is late", () => {
  const action = { id: "1", standard: FIRST, action: "Écrire la note", status: "planned" } as const;
  const found = changed((assessment) => {
    assessment.actions = [
      action,
      { ...action, id: "2", owner: "Présidence", due_on: "2026-11-20" },
      { ...action, id: "3", status: "done", due_on: "2020-01-01" },
      { ...action, id: "4", status: "dropped" },
      { ...action, id: "5", owner: "Présidence", due_on: TODAY },
    ];
  });
  expect(of("action_owner", found).map(({ action: { id } }) => id)).toEqual(["1"]);
  expect(of("action_due", found).map(({ action: { id } }) => id)).toEqual(["1"]);
  expect(of("action_overdue", found).map(({ action: { id }, days }) => [id, days])).toEqual([
    ["2", 2],
  ]);
});

test("names are looked for in what the dossier prints, not in private notes", () => {
  const found = changed((assessment) => {
    assessment.organisation.contact_email = "contact@passerelles.example";
    assessment.answers = [
      answer({
        verdict: "met",
        comment: "Suivi par Samira Benali, contact@passerelles.example.",
        private_note: "Voir Mme Durand.",
      }),
      answer({ standard: "E1.N1.S2", comment: "Les Passerelles du Val, Passerelles Collège." }),
    ];
    const [piece] = assessment.evidence;
    if (piece) {
      piece.title = "CV de Yann Kervella";
    }
    assessment.actions = [
      { id: "1", standard: FIRST, action: "Écrire", owner: "Léa Morel", status: "done" },
    ];
  });
  expect(of("name", found).map(({ in: where, found: names }) => [where, ...names])).toEqual([
    ["comment", "Samira Benali"],
    ["owner", "Léa Morel"],
    ["evidence", "Yann Kervella"],
  ]);
});

test("the words of the grid and of the example name nobody", () => {
  const texts = GRID.standards.map(({ id, statement, guidance, improvement }) =>
    answer({ standard: id, comment: `${statement} ${guidance} ${improvement.action}` }),
  );
  expect(of("name", findings(viewAnswers(texts), TODAY))).toEqual([]);
  expect(of("name", findings(viewExample(), TODAY))).toEqual([]);
});

test("what the summary cannot say of the programme leads to its field", () => {
  const found = changed((assessment) => {
    assessment.organisation = { name: "X", kind: "association_1901", siren: "123456789" };
    assessment.programme = { name: "Y", mentees: 0, conditions: {} };
  });
  expect(of("profile", found).map(({ field }) => field)).toEqual([
    "rna",
    "representative",
    "audience",
    "territories",
    "mentors",
    "siren_doubtful",
  ]);
  expect(of("condition", found).map(({ condition }) => condition)).toEqual(["minors"]);
  const foundation = changed((assessment) => {
    assessment.organisation.kind = "foundation";
    assessment.organisation.rna = null;
  });
  expect(of("profile", foundation).map(({ field }) => field)).toEqual(["siren"]);
});

test("a document that serves nothing, or names persons, leads to its line", () => {
  const all = findings(viewExample(), TODAY);
  for (const check of ["unused", "sensitive"] as const) {
    const [found] = of(check, all);
    expect(found?.evidence.title).toBe("Rapport moral 2025");
    expect(found?.place).toEqual({ screen: "evidence", at: `piece-${found?.evidence.id}` });
  }
});

test("a sheet without fault has no finding", () => {
  const sheet = changed((assessment) => {
    assessment.organisation.siren = "552100554";
    assessment.answers = [];
    assessment.evidence = [];
    assessment.actions = [];
  });
  expect(sheet).toEqual([]);
});

test("five thousand standards take little time", () => {
  const standards = Array.from({ length: 5000 }, (_, at) => {
    const model = GRID.standards[at % GRID.standards.length];
    return model ? [{ ...model, id: `${model.id}.${at}` }] : [];
  }).flat();
  const grid = { ...GRID, standards };
  const assessment = structuredClone(viewExample().sheet.assessment);
  assessment.answers = standards.map(({ id }) =>
    answer({
      standard: id,
      verdict: "partly_met",
      comment: "Revu avec le Comité de pilotage. ".repeat(20),
    }),
  );
  const sheet = { ...viewExample().sheet, grid, assessment, score: score(grid, assessment) };
  const view = viewSheet(
    sheet,
    viewGrid(grid, (text) => text),
  );
  const took = (work: () => unknown) => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  expect(
    took(() => findings(view, TODAY)),
    "the first time",
  ).toBeLessThan(2500);
  expect(
    took(() => findings({ ...view }, TODAY)),
    "after a change",
  ).toBeLessThan(250);
});
