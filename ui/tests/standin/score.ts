/** The score, plainly written, for the stand-in alone: the shell's Rust is what counts. */
import type {
  Answer,
  Assessment,
  Evidence,
  Grid,
  Level,
  Outcome,
  Score,
  Standard,
  StandardId,
  Uuid,
} from "../../src/api/types";
import { isDoubtfulRna, isDoubtfulSiren } from "../../src/screens/profile/state";
import { coverage } from "../../src/sheet/coverage";
import { allowsNotApplicable } from "../../src/sheet/view";

interface Judged {
  standard: Standard;
  outcome: Outcome;
}

export function score(grid: Grid, assessment: Assessment): Score {
  const answers = new Map(assessment.answers.map((answer) => [answer.standard, answer]));
  const evidence = new Map(assessment.evidence.map((piece) => [piece.id, piece]));
  const judged = grid.standards.map((standard) => ({
    standard,
    outcome: outcome(standard, answers.get(standard.id), assessment, evidence),
  }));
  const counted = judged.filter((j) => j.outcome !== "out_of_scope" && j.outcome !== "excluded");
  const passes = (j: Judged) => j.outcome === "met";
  const levels = grid.levels.map((level) => scoreLevel(level, counted));
  const blockers = counted.filter((j) => j.standard.eliminatory && !passes(j)).map(idOf);
  const firstMissed = levels.findIndex((level) => !level.holds);
  const climbed = firstMissed < 0 ? levels.length : firstMissed;
  const reached = blockers.length > 0 ? 0 : climbed;
  return {
    level: grid.levels[reached - 1]?.id ?? null,
    levels,
    stages: grid.stages.flatMap((stage) =>
      grid.levels.map((level) => {
        const mine = counted.filter(
          (j) => j.standard.stage === stage.id && j.standard.level === level.id,
        );
        return {
          stage: stage.id,
          level: level.id,
          counted: mine.length,
          passing: mine.filter(passes).length,
        };
      }),
    ),
    standards: judged.map((j) => ({ standard: j.standard.id, outcome: j.outcome })),
    blockers,
    next: next(grid, counted, reached, blockers),
    gaps: counted.filter((j) => !passes(j)).map(idOf),
    warnings: warnings(grid, assessment, levels),
  };
}

const idOf = (j: Judged): StandardId => j.standard.id;

function outcome(
  standard: Standard,
  answer: Answer | undefined,
  assessment: Assessment,
  evidence: Map<Uuid, Evidence>,
): Outcome {
  if (standard.applies_when && assessment.programme.conditions[standard.applies_when] === false) {
    return "out_of_scope";
  }
  switch (answer?.verdict) {
    case undefined:
    case null:
      return "unanswered";
    case "not_applicable":
      if (!allowsNotApplicable(standard)) {
        return "not_applicable_refused";
      }
      return (answer?.justification ?? "").trim() === "" ? "justification_missing" : "excluded";
    case "not_met":
    case "partly_met":
      return answer?.verdict ?? "unanswered";
    case "met": {
      const required = standard.expected_evidence.filter((item) => item.required);
      const on = assessment.campaign.reference_date;
      const states = coverage(required, answer, evidence, on).map(({ state }) => state);
      if (states.includes("missing")) {
        return "evidence_missing";
      }
      if (states.includes("undated")) {
        return "evidence_undated";
      }
      return states.includes("expired") ? "evidence_expired" : "met";
    }
  }
}

function scoreLevel(level: Level, counted: Judged[]) {
  const mine = counted.filter((j) => j.standard.level === level.id);
  const passing = mine.filter((j) => j.outcome === "met").length;
  const { rule } = level;
  const holds =
    rule.kind === "all"
      ? passing === mine.length
      : passing * 100 >= rule.minimum_percent * mine.length &&
        mine.every((j) => j.outcome === "met" || !rule.mandatory.includes(idOf(j)));
  const percent = holds ? 100 : Math.min(99, Math.floor((passing * 100) / mine.length));
  return { level: level.id, holds, counted: mine.length, passing, percent };
}

function next(grid: Grid, counted: Judged[], reached: number, blockers: StandardId[]) {
  const above = grid.levels[reached];
  if (!above) {
    return null;
  }
  const upTo = grid.levels.slice(0, reached + 1);
  const failing = counted.filter((j) => j.outcome !== "met");
  const isRequired = (j: Judged) => {
    const rule = upTo.find(({ id }) => id === j.standard.level)?.rule;
    const byRule = rule && (rule.kind === "all" || rule.mandatory.includes(idOf(j)));
    return byRule === true || blockers.includes(idOf(j));
  };
  const required = failing.filter(isRequired).map(idOf);
  const choose = upTo.flatMap(({ id, rule }) => {
    if (rule.kind === "all") {
      return [];
    }
    const mine = counted.filter((j) => j.standard.level === id);
    const least = Math.ceil((rule.minimum_percent * mine.length) / 100);
    const sure = mine.filter((j) => j.outcome === "met" || required.includes(idOf(j))).length;
    const among = mine.filter((j) => j.outcome !== "met" && !required.includes(idOf(j))).map(idOf);
    return least > sure ? [{ level: id, at_least: least - sure, among }] : [];
  });
  return { level: above.id, required, choose };
}

function warnings(
  grid: Grid,
  { organisation, programme }: Assessment,
  levels: Score["levels"],
): Score["warnings"] {
  const { rna, siren } = organisation;
  return [
    ...grid.conditions
      .filter(({ id }) => !(id in programme.conditions))
      .map(({ id }) => ({ code: "condition_unanswered" as const, subject: id })),
    ...levels
      .filter((level) => level.counted === 0)
      .map(({ level }) => ({ code: "nothing_counted" as const, subject: level })),
    ...(rna && isDoubtfulRna(rna) ? [{ code: "rna_doubtful" as const, subject: rna }] : []),
    ...(siren && isDoubtfulSiren(siren)
      ? [{ code: "siren_doubtful" as const, subject: siren }]
      : []),
  ];
}
