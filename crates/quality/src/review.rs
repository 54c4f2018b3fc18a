//! Review (examen): what an auditor finds in a dossier that was received.
//!
//! Pure: takes values and gives values. What the association answered is never changed; the
//! auditor's findings stand beside it, and the level by them is computed by the same rule of the
//! grid. Knows nothing of storage, and nothing of how the file was verified. Source: the label's
//! way of working, as set down in `docs/review.md`.

mod file;
mod merge;
pub mod report;
pub mod wording;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assessment::{Answer, Assessment, LONGEST_TEXT, Verdict};
use crate::clock::{Day, Moment};
use crate::digest::Digest;
use crate::dossier::manifest::Piece;
use crate::grid::Grid;
use crate::id::{InterviewId, LevelId, StandardId};
use crate::scoring::{self, Score};

pub use file::{Error, FORMAT, LIMITS, ReviewFile, Subject, read, subject};
pub use merge::{Conflict, Merged, Side, merge};

/// Dossier as it was received: what was verified once, and is only read from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Where the file was.
    pub path: String,
    /// Digest of the whole file.
    pub file_digest: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// When it was taken up here.
    pub received_at: Moment,
    /// When it was issued, as its author states.
    pub issued_at: Moment,
    /// Who signed it: the name in the certificate, safe to show.
    pub signer: String,
    /// Digest of the signer's certificate.
    pub certificate_digest: Digest,
    /// How many changes the assessment had: of two dossiers of one assessment, the one with more
    /// is the newer, whatever a clock said. None in one taken up before the number was kept.
    #[serde(default)]
    pub changes: u64,
    /// The level that it declares.
    pub declared: Option<LevelId>,
    /// What the association answered, without internal notes.
    pub assessment: Assessment,
    /// Every piece of evidence, enclosed or not.
    pub evidence: Vec<Piece>,
}

/// How far a review is, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proceeding {
    /// How far it is.
    pub state: State,
    /// The day on which the association expects an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// What the auditor concludes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<String>,
}

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The dossier is there; nothing was looked at.
    #[default]
    Received,
    /// Standards are being looked at.
    UnderReview,
    /// The association has the pre-report, and may reply.
    PreReport,
    /// The association has the final report.
    Closed,
}

/// Finding (constat) of the auditor on one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The standard.
    pub standard: StandardId,
    /// What the auditor finds; absent while they have not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What the association is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Who found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_at: Option<Moment>,
}

/// Judgement (appréciation) of a standard by the auditor (cf. ISO 19011:2018, 3.10 and 6.4.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// The standard is met.
    Conforming,
    /// It is met in a way worth showing to others.
    Strength,
    /// As answered, with something to watch.
    PointOfAttention,
    /// Met in part only.
    MinorNonconformity,
    /// Not met.
    MajorNonconformity,
    /// Said not to apply, though it does.
    ContestedNotApplicable,
    /// Only an interview can tell.
    ToCheck,
}

/// Interview (entretien) of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Its name.
    pub id: InterviewId,
    /// Whom it is with.
    pub whom: Whom,
    /// The day it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<Day>,
    /// The standards that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<StandardId>,
    /// What will be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<String>,
    /// What was said; never in a return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Whom an interview is with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Who runs the programme.
    Coordinator,
    /// Who accompanies.
    Mentors,
    /// Who is accompanied.
    Mentees,
    /// Anyone else.
    Others,
}

/// Review of one dossier, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The dossier.
    pub received: Received,
    /// How far it is.
    pub proceeding: Proceeding,
    /// At most one for each standard.
    pub findings: Vec<Finding>,
    /// The interviews.
    pub interviews: Vec<Interview>,
}

/// Level by the auditor's findings, beside the one by the association's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// By the answers.
    pub answered: Score,
    /// By the findings.
    pub found: Score,
    /// The standards whose outcome is another, in grid order.
    pub changed: Vec<StandardId>,
    /// The standards in scope on which nothing was found yet, in grid order.
    pub open: Vec<StandardId>,
}

impl Judgement {
    /// Every judgement, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Conforming,
        Self::Strength,
        Self::PointOfAttention,
        Self::MinorNonconformity,
        Self::MajorNonconformity,
        Self::ContestedNotApplicable,
        Self::ToCheck,
    ];

    /// What the answer of a standard is worth by this judgement.
    ///
    /// A standard that the association set aside stays so unless that is contested; what it left
    /// open, or what only an interview can tell, is as it answered.
    pub fn verdict(self, answered: Option<Verdict>) -> Option<Verdict> {
        match (self, answered) {
            (Self::ToCheck | Self::PointOfAttention, as_answered) => as_answered,
            (Self::Conforming | Self::Strength, Some(Verdict::NotApplicable)) => answered,
            (Self::Conforming | Self::Strength, _) => Some(Verdict::Met),
            (Self::MinorNonconformity, Some(Verdict::NotMet)) => Some(Verdict::NotMet),
            (Self::MinorNonconformity, _) => Some(Verdict::PartlyMet),
            (Self::MajorNonconformity | Self::ContestedNotApplicable, _) => Some(Verdict::NotMet),
        }
    }
}

impl Finding {
    /// A finding that says nothing yet.
    pub fn blank(standard: StandardId) -> Self {
        Self {
            standard,
            judgement: None,
            comment: None,
            request: None,
            found_by: None,
            found_at: None,
        }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        self.judgement.is_none() && self.comment.is_none() && self.request.is_none()
    }

    /// Whether both say the same, whoever said it and when.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let says = |finding: &Self| {
            let finding = finding.clone();
            (finding.judgement, finding.comment, finding.request)
        };
        self.standard == other.standard && says(self) == says(other)
    }

    /// What a person typed in it.
    pub fn texts(&self) -> [Option<&String>; 3] {
        [
            self.comment.as_ref(),
            self.request.as_ref(),
            self.found_by.as_ref(),
        ]
    }
}

impl Interview {
    /// What a person typed in it.
    pub fn texts(&self) -> [Option<&String>; 2] {
        [self.questions.as_ref(), self.notes.as_ref()]
    }
}

impl Review {
    /// The finding on a standard.
    pub fn finding(&self, standard: &StandardId) -> Option<&Finding> {
        let mut findings = self.findings.iter();
        findings.find(|finding| finding.standard == *standard)
    }
}

/// The first text that is longer than a field takes, in characters.
pub fn too_long<'t>(texts: impl IntoIterator<Item = Option<&'t String>>) -> Option<usize> {
    let long = texts
        .into_iter()
        .flatten()
        .filter(|text| text.len() > LONGEST_TEXT);
    long.map(|text| text.chars().count())
        .find(|characters| *characters > LONGEST_TEXT)
}

/// The assessment as the findings have it: the same, but for the verdicts that they change.
pub fn judged(assessment: &Assessment, findings: &[Finding]) -> Assessment {
    let mut judged = assessment.clone();
    for finding in findings {
        let Some(judgement) = finding.judgement else {
            continue;
        };
        let mut answers = judged.answers.iter_mut();
        let answer = answers.find(|answer| answer.standard == finding.standard);
        let answered = answer.as_ref().and_then(|answer| answer.verdict);
        let verdict = judgement.verdict(answered);
        match answer {
            Some(answer) => answer.verdict = verdict,
            None if verdict.is_some() => judged.answers.push(Answer {
                standard: finding.standard.clone(),
                verdict,
                comment: None,
                justification: None,
                private_note: None,
                answered_by: None,
                answered_at: None,
                evidence: Vec::new(),
            }),
            None => {}
        }
    }
    judged
}

/// The level by the findings beside the one by the answers, and where they part.
pub fn compare(grid: &Grid, assessment: &Assessment, findings: &[Finding]) -> Comparison {
    let answered = scoring::score(grid, assessment);
    let found = scoring::score(grid, &judged(assessment, findings));
    let pairs = answered.standards.iter().zip(&found.standards);
    let changed = pairs
        .filter(|(before, after)| before.outcome != after.outcome)
        .map(|(_, after)| after.standard.clone())
        .collect();
    let is_judged = |standard: &StandardId| {
        let mut findings = findings.iter();
        findings.any(|finding| finding.standard == *standard && finding.judgement.is_some())
    };
    let open = found
        .standards
        .iter()
        .filter(|scored| scored.outcome != scoring::Outcome::OutOfScope)
        .map(|scored| scored.standard.clone())
        .filter(|standard| !is_judged(standard))
        .collect();
    Comparison {
        answered,
        found,
        changed,
        open,
    }
}

#[cfg(test)]
mod tests;
