/**
 * View of a sheet: the open campaign with its look-ups made once.
 *
 * Knows nothing of screens. Whatever is counted or judged comes from the score.
 */
import type {
  Action,
  Answer,
  Campaign,
  Day,
  Evidence,
  Grid,
  Level,
  LevelId,
  Outcome,
  Score,
  Sheet,
  Stage,
  StageId,
  Standard,
  StandardId,
  Uuid,
} from "../api/types";
import { standing, type State } from "./coverage";

/** The grid with its look-ups; made once for a grid, however often answers change. */
export interface GridView {
  grid: Grid;
  standards: Map<StandardId, Standard>;
  byStage: Map<StageId, Standard[]>;
  /** Place of each stage and level, from 1. */
  stageRank: Map<StageId, number>;
  levelRank: Map<LevelId, number>;
}

export interface SheetView extends GridView {
  sheet: Sheet;
  score: Score;
  answers: Map<StandardId, Answer>;
  evidence: Map<Uuid, Evidence>;
  outcomes: Map<StandardId, Outcome>;
  actions: Map<StandardId, Action[]>;
}

export function viewGrid(grid: Grid, typeset: (text: string) => string): GridView {
  const set = typesetGrid(grid, typeset);
  return {
    grid: set,
    standards: new Map(set.standards.map((standard) => [standard.id, standard])),
    byStage: groupBy(set.standards, (standard) => standard.stage),
    stageRank: new Map(set.stages.map((stage, at) => [stage.id, at + 1])),
    levelRank: new Map(set.levels.map((level, at) => [level.id, at + 1])),
  };
}

export function viewSheet(sheet: Sheet, grid: GridView): SheetView {
  const { assessment, score } = sheet;
  return {
    ...grid,
    sheet,
    score,
    answers: new Map(assessment.answers.map((answer) => [answer.standard, answer])),
    evidence: new Map(assessment.evidence.map((evidence) => [evidence.id, evidence])),
    outcomes: new Map(score.standards.map(({ standard, outcome }) => [standard, outcome])),
    actions: groupBy(assessment.actions, (action) => action.standard),
  };
}

export function groupBy<K, V>(values: V[], key: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) {
      group.push(value);
    } else {
      groups.set(key(value), [value]);
    }
  }
  return groups;
}

function typesetGrid(grid: Grid, typeset: (text: string) => string): Grid {
  return {
    ...grid,
    title: typeset(grid.title),
    notice: grid.notice ? typeset(grid.notice) : null,
    disclaimer: grid.disclaimer ? typeset(grid.disclaimer) : null,
    conditions: grid.conditions.map((one) => ({ ...one, question: typeset(one.question) })),
    stages: grid.stages.map((stage) => ({ ...stage, title: typeset(stage.title) })),
    levels: grid.levels.map((level) => ({
      ...level,
      title: typeset(level.title),
      meaning: typeset(level.meaning),
    })),
    never_attach: grid.never_attach.map(typeset),
    evidence_types: grid.evidence_types.map((type) => ({ ...type, label: typeset(type.label) })),
    sources: grid.sources.map((source) => ({ ...source, title: typeset(source.title) })),
    standards: grid.standards.map((standard) => typesetStandard(standard, typeset)),
  };
}

function typesetStandard(standard: Standard, typeset: (text: string) => string): Standard {
  const reason = standard.eliminatory_reason;
  return {
    ...standard,
    title: typeset(standard.title),
    statement: typeset(standard.statement),
    guidance: typeset(standard.guidance),
    eliminatory_reason: reason ? typeset(reason) : null,
    improvement: { ...standard.improvement, action: typeset(standard.improvement.action) },
    expected_evidence: standard.expected_evidence.map((item) => ({
      ...item,
      label: typeset(item.label),
    })),
    sources: standard.sources.map((one) => ({
      ...one,
      locator: one.locator ? typeset(one.locator) : null,
    })),
  };
}

export function stageOf(view: GridView, standard: Standard): { stage: Stage; rank: number } {
  const rank = view.stageRank.get(standard.stage) ?? 1;
  return { stage: present(view.grid.stages[rank - 1]), rank };
}

export function levelOf(view: GridView, id: LevelId): { level: Level; rank: number } {
  const rank = view.levelRank.get(id) ?? 1;
  return { level: present(view.grid.levels[rank - 1]), rank };
}

/** A grid has six stages and three levels, and its references hold: it was read by the shell. */
function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("a grid holds what it names");
  }
  return value;
}

/** Whether something can still be done about a standard: it counts and does not pass. */
export function isToTreat(outcome: Outcome | undefined): boolean {
  switch (outcome) {
    case "unanswered":
    case "not_applicable_refused":
    case "justification_missing":
    case "not_met":
    case "partly_met":
    case "evidence_missing":
    case "evidence_undated":
    case "evidence_expired":
      return true;
    case "out_of_scope":
    case "excluded":
    case "met":
    case undefined:
      return false;
  }
}

/** Whether the answer is given and only evidence is lacking. */
export function lacksEvidence(outcome: Outcome | undefined): boolean {
  return (
    outcome === "evidence_missing" ||
    outcome === "evidence_undated" ||
    outcome === "evidence_expired"
  );
}

/** Whether a standard may be answered «not applicable». */
export function allowsNotApplicable(standard: Standard): boolean {
  return !standard.eliminatory && (standard.not_applicable_allowed ?? true);
}

/** One use of a piece of evidence, with how it stands there. */
export interface Use {
  standard: StandardId;
  state: State;
  until: Day | null;
}

/** Every standard that a piece of evidence serves, in grid order. */
export function usesOf(view: SheetView): Map<Uuid, Use[]> {
  const known = usesOfView.get(view);
  if (known) {
    return known;
  }
  const uses = new Map<Uuid, Use[]>(view.sheet.assessment.evidence.map(({ id }) => [id, []]));
  for (const standard of view.grid.standards) {
    const answer = view.answers.get(standard.id);
    for (const [evidence, use] of answer ? usesIn(view, standard, answer) : []) {
      uses.get(evidence)?.push(use);
    }
  }
  usesOfView.set(view, uses);
  return uses;
}

type Uses = [Uuid, Use][];
const usesOfView = new WeakMap<SheetView, Map<Uuid, Use[]>>();
/** Answers are replaced and never changed: what one uses is worked out once, however long the grid. */
const usesOfAnswer = new WeakMap<
  Answer,
  { standard: Standard; campaign: Campaign; pieces: Evidence[]; uses: Uses }
>();

/** What an answer uses. */
function usesIn(view: SheetView, standard: Standard, answer: Answer): Uses {
  const { campaign, evidence: pieces } = view.sheet.assessment;
  const known = usesOfAnswer.get(answer);
  if (known?.standard === standard && known.campaign === campaign && known.pieces === pieces) {
    return known.uses;
  }
  const uses = answer.evidence.flatMap((link): Uses => {
    const evidence = view.evidence.get(link.evidence);
    const item = standard.expected_evidence.find(({ id }) => id === link.expected) ?? null;
    return evidence
      ? [
          [
            evidence.id,
            { standard: standard.id, ...standing(evidence, item, campaign.reference_date) },
          ],
        ]
      : [];
  });
  usesOfAnswer.set(answer, { standard, campaign, pieces, uses });
  return uses;
}
