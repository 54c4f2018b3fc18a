//! Scores: a pure function of a grid and an assessment.
//!
//! Knows nothing of storage, screen or time. Whole numbers only. Source: formats.md, section 3.

mod next;
mod outcome;
pub(crate) mod wording;

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assessment::{Answer, Assessment, Evidence};
use crate::grid::{Grid, Level, Rule, Standard};
use crate::id::{ConditionId, EvidenceId, LevelId, StageId, StandardId};
use crate::organisation::{is_plausible_rna, is_plausible_siren};

/// Score of an assessment: the level reached, and everything that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The level reached.
    pub level: Option<LevelId>,
    /// One for each level, in grid order.
    pub levels: Vec<LevelScore>,
    /// One for each stage and level, in grid order, stage by stage.
    pub stages: Vec<StageScore>,
    /// One for each standard, in grid order.
    pub standards: Vec<StandardScore>,
    /// Counted eliminatory standards that do not pass.
    pub blockers: Vec<StandardId>,
    /// What stands in the way of the level above; none when the last one is reached.
    pub next: Option<Next>,
    /// Every counted standard that does not pass, in grid order.
    pub gaps: Vec<StandardId>,
    /// What a reader should know about the figures.
    pub warnings: Vec<Warning>,
}

/// Score of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelScore {
    /// The level.
    pub level: LevelId,
    /// Whether its own rule holds, whatever the other levels and the blockers.
    pub holds: bool,
    /// Standards that count.
    pub counted: u32,
    /// Those that pass.
    pub passing: u32,
    /// 100 when the rule holds, else at most 99, rounded down.
    pub percent: u32,
}

/// Score of the standards that one stage has at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageScore {
    /// The stage.
    pub stage: StageId,
    /// The level.
    pub level: LevelId,
    /// Standards that count.
    pub counted: u32,
    /// Those that pass.
    pub passing: u32,
}

/// What became of one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardScore {
    /// The standard.
    pub standard: StandardId,
    /// Its outcome.
    pub outcome: Outcome,
}

/// Outcome (résultat) of a standard: what its answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The programme is not concerned.
    OutOfScope,
    /// No verdict yet.
    Unanswered,
    /// Said not to apply, which the standard does not allow.
    NotApplicableRefused,
    /// Said not to apply, without saying why.
    JustificationMissing,
    /// Does not apply, for a stated reason.
    Excluded,
    /// Not conforming.
    NotMet,
    /// Conforming in part.
    PartlyMet,
    /// Said to conform, without a required piece of evidence.
    EvidenceMissing,
    /// Said to conform, with evidence whose day is not known.
    EvidenceUndated,
    /// Said to conform, with evidence that is no longer current.
    EvidenceExpired,
    /// Conforming, with current evidence.
    Met,
}

impl Outcome {
    /// Whether the standard counts in its level.
    pub fn is_counted(self) -> bool {
        !matches!(self, Self::OutOfScope | Self::Excluded)
    }

    /// Whether the standard counts and passes.
    pub fn passes(self) -> bool {
        self == Self::Met
    }
}

/// What stands in the way of the next level, completely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// The level above the one reached.
    pub level: LevelId,
    /// Standards that must all pass, in grid order.
    pub required: Vec<StandardId>,
    /// Where some of several must pass besides.
    pub choose: Vec<Choice>,
}

/// Some of several standards that must pass for a level's quota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The level whose quota it is.
    pub level: LevelId,
    /// How many must pass.
    pub at_least: u32,
    /// Among which, in grid order.
    pub among: Vec<StandardId>,
}

/// What a reader should know about the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// What it concerns: the id of a condition or a level, or the doubtful number.
    pub subject: String,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// A condition that was not answered, and so counts as true.
    ConditionUnanswered,
    /// A level at which no standard counts: its rule holds over nothing.
    NothingCounted,
    /// A number that does not look like one of the national register of associations.
    RnaDoubtful,
    /// A number that does not look like one of the register of enterprises.
    SirenDoubtful,
}

/// A standard with its outcome, while the score is computed.
#[derive(Clone, Copy)]
struct Judged<'g> {
    standard: &'g Standard,
    outcome: Outcome,
    /// Places of its stage and its level in the grid.
    stage: usize,
    level: usize,
}

impl Judged<'_> {
    fn is_counted(&self) -> bool {
        self.outcome.is_counted()
    }
    fn passes(&self) -> bool {
        self.outcome.passes()
    }
    fn fails(&self) -> bool {
        self.is_counted() && !self.passes()
    }
    fn is_blocker(&self) -> bool {
        self.standard.is_eliminatory() && self.fails()
    }
    fn id(&self) -> StandardId {
        self.standard.id.clone()
    }
}

/// The score of `assessment` by `grid`.
///
/// The assessment must have passed [`crate::assessment::check`] against this grid; links that
/// lead nowhere count as no evidence.
pub fn score(grid: &Grid, assessment: &Assessment) -> Score {
    score_judged(grid, assessment, &judge(grid, assessment))
}

/// The score as it would be if these standards were met, evidence included. Those that do not
/// concern the programme stay out of scope.
///
/// As for [`score`], the assessment must have passed its checks.
pub fn suppose(grid: &Grid, assessment: &Assessment, met: &BTreeSet<StandardId>) -> Score {
    let mut judged = judge(grid, assessment);
    for one in &mut judged {
        if one.outcome != Outcome::OutOfScope && met.contains(&one.standard.id) {
            one.outcome = Outcome::Met;
        }
    }
    score_judged(grid, assessment, &judged)
}

fn score_judged(grid: &Grid, assessment: &Assessment, judged: &[Judged<'_>]) -> Score {
    let levels: Vec<LevelScore> = grid
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| score_level(level, at, judged))
        .collect();
    let blockers: Vec<StandardId> = judged
        .iter()
        .filter(|j| j.is_blocker())
        .map(Judged::id)
        .collect();
    let reached = if blockers.is_empty() {
        levels.iter().take_while(|level| level.holds).count()
    } else {
        0
    };
    Score {
        level: reached.checked_sub(1).map(|at| levels[at].level.clone()),
        stages: score_stages(grid, judged),
        standards: judged
            .iter()
            .map(|j| StandardScore {
                standard: j.id(),
                outcome: j.outcome,
            })
            .collect(),
        next: next::next(grid, judged, reached),
        gaps: judged
            .iter()
            .filter(|j| j.fails())
            .map(Judged::id)
            .collect(),
        warnings: warnings(grid, assessment, &levels),
        levels,
        blockers,
    }
}

fn judge<'g>(grid: &'g Grid, assessment: &Assessment) -> Vec<Judged<'g>> {
    let answers: HashMap<&StandardId, &Answer> = assessment
        .answers
        .iter()
        .map(|answer| (&answer.standard, answer))
        .collect();
    let evidence: HashMap<EvidenceId, &Evidence> = assessment
        .evidence
        .iter()
        .map(|evidence| (evidence.id, evidence))
        .collect();
    let on = assessment.campaign.reference_date;
    let (mut stage, mut level) = (0, 0);
    let mut judged = Vec::with_capacity(grid.standards.len());
    for standard in &grid.standards {
        stage = place(&grid.stages, stage, |stage| stage.id == standard.stage);
        level = place(&grid.levels, level, |level| level.id == standard.level);
        let in_scope = applies(standard, assessment);
        let answer = answers.get(&standard.id).copied();
        judged.push(Judged {
            standard,
            outcome: outcome::outcome(standard, in_scope, answer, &evidence, on),
            stage,
            level,
        });
    }
    judged
}

/// The place of what fits: most often where the last one was found. A grid that was read has it.
fn place<T>(among: &[T], last: usize, fits: impl Fn(&T) -> bool) -> usize {
    if among.get(last).is_some_and(&fits) {
        return last;
    }
    among.iter().position(fits).unwrap_or(among.len())
}

/// Whether the programme's profile brings the standard into scope.
fn applies(standard: &Standard, assessment: &Assessment) -> bool {
    let answered = |id: &ConditionId| assessment.programme.conditions.get(id).copied();
    standard
        .applies_when
        .as_ref()
        .and_then(answered)
        .unwrap_or(true)
}

fn score_level(level: &Level, at: usize, judged: &[Judged<'_>]) -> LevelScore {
    let mine = judged.iter().filter(|j| j.level == at && j.is_counted());
    let (counted, passing) = count(mine.clone());
    let holds = match &level.rule {
        Rule::All {} => passing == counted,
        Rule::Quota {
            minimum_percent,
            mandatory,
        } => {
            let enough =
                u64::from(passing) * 100 >= u64::from(*minimum_percent) * u64::from(counted);
            enough
                && mine
                    .clone()
                    .all(|j| j.passes() || !mandatory.contains(&j.standard.id))
        }
    };
    let percent = if holds {
        100
    } else {
        (u64::from(passing) * 100 / u64::from(counted)).min(99)
    };
    let percent = u32::try_from(percent).expect("a percentage is at most 100");
    LevelScore {
        level: level.id.clone(),
        holds,
        counted,
        passing,
        percent,
    }
}

fn score_stages(grid: &Grid, judged: &[Judged<'_>]) -> Vec<StageScore> {
    let cells = grid.stages.iter().flat_map(|stage| {
        grid.levels.iter().map(|level| StageScore {
            stage: stage.id.clone(),
            level: level.id.clone(),
            counted: 0,
            passing: 0,
        })
    });
    let mut cells: Vec<StageScore> = cells.collect();
    for j in judged.iter().filter(|j| j.is_counted()) {
        if let Some(cell) = cells.get_mut(j.stage * grid.levels.len() + j.level) {
            cell.counted += 1;
            cell.passing += u32::from(j.passes());
        }
    }
    cells
}

fn count<'j>(judged: impl Iterator<Item = &'j Judged<'j>>) -> (u32, u32) {
    judged.fold((0, 0), |(counted, passing), j| {
        (counted + 1, passing + u32::from(j.passes()))
    })
}

fn warnings(grid: &Grid, assessment: &Assessment, levels: &[LevelScore]) -> Vec<Warning> {
    let answered = &assessment.programme.conditions;
    let conditions = grid
        .conditions
        .iter()
        .filter(|c| !answered.contains_key(&c.id));
    let conditions = conditions.map(|c| (WarningCode::ConditionUnanswered, c.id.to_string()));
    let empty = levels.iter().filter(|level| level.counted == 0);
    let empty = empty.map(|level| (WarningCode::NothingCounted, level.level.to_string()));
    let organisation = &assessment.organisation;
    let rna = organisation.rna.iter().filter(|rna| !is_plausible_rna(rna));
    let rna = rna.map(|rna| (WarningCode::RnaDoubtful, rna.clone()));
    let siren = organisation
        .siren
        .iter()
        .filter(|siren| !is_plausible_siren(siren));
    let siren = siren.map(|siren| (WarningCode::SirenDoubtful, siren.clone()));
    let all = conditions.chain(empty).chain(rna).chain(siren);
    all.map(|(code, subject)| Warning { code, subject })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests;
