//! Assessment (évaluation): what one programme answered in one campaign, against one edition.
//!
//! Knows nothing of levels or storage. It enters through [`read`], which refuses what contradicts
//! itself or the grid; nothing is skipped silently. Source: formats.md, section 2.

mod anonymised;
mod carried;
mod check;
pub mod wording;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::{Day, Moment};
use crate::digest::Digest;
use crate::grid::Published;
use crate::id::{
    ActionId, AssessmentId, ConditionId, EditionId, EvidenceId, ExpectedId, GridId, StandardId,
};
use crate::json;
use crate::organisation::{Organisation, Programme};
pub use anonymised::anonymised;
pub use carried::{CarriedOver, carried_over};
pub use check::{check, check_texts};

/// Most bytes, and deepest nesting, of an assessment's file.
pub const LIMITS: json::Limits = json::Limits {
    size_bytes: 64 << 20,
    depth: 64,
};

/// Longest text that one field takes, in characters. Source: trust.md, bad input 53.
pub const LONGEST_TEXT: usize = 100_000;

/// Name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    /// The only version so far.
    #[serde(rename = "label-mentorat/assessment/1")]
    V1,
}

/// The whole of one campaign of one programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "label-mentorat/assessment/1")]
pub struct Assessment {
    /// The format's name.
    pub format: Format,
    /// Its name.
    pub id: AssessmentId,
    /// The edition that it answers.
    pub grid: Edition,
    /// Who runs the programme.
    pub organisation: Organisation,
    /// What is assessed.
    pub programme: Programme,
    /// When and why.
    pub campaign: Campaign,
    /// At most one for each standard.
    pub answers: Vec<Answer>,
    /// What the answers rest on.
    pub evidence: Vec<Evidence>,
    /// What is planned about the gaps.
    pub actions: Vec<Action>,
}

/// Edition of a grid, named by id and by digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its family.
    pub grid: GridId,
    /// Its name.
    pub edition: EditionId,
    /// Digest of its file as published.
    pub file_digest: Digest,
}

/// Campaign (campagne): one round of self-assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its title.
    pub title: String,
    /// The day on which evidence must be current.
    pub reference_date: Day,
}

/// Answer (réponse) of the association to one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The standard.
    pub standard: StandardId,
    /// What the association says; absent while it has not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What it wants to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why the standard does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
    /// For the association alone; never in a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_note: Option<String>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Moment>,
    /// What the answer rests on.
    pub evidence: Vec<EvidenceLink>,
}

/// Verdict (réponse) on a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Conforming.
    Met,
    /// Conforming in part.
    PartlyMet,
    /// Not conforming.
    NotMet,
    /// Does not concern the programme.
    NotApplicable,
}

/// Link from an answer to a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceLink {
    /// The evidence.
    pub evidence: EvidenceId,
    /// The expected evidence of the standard that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<ExpectedId>,
    /// Where to look in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
}

/// Evidence (preuve): one document, known by the digest of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name.
    pub id: EvidenceId,
    /// Its title.
    pub title: String,
    /// The name it was added under.
    pub file_name: String,
    /// Its media type, told from its content.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// Digest of its content.
    pub digest: Digest,
    /// The day the document bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<Day>,
    /// The last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// When it was added.
    pub added_at: Moment,
    /// What it holds about persons.
    pub privacy: Privacy,
}

/// What a piece of evidence holds about persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Nothing.
    None,
    /// Names were made unreadable.
    Anonymised,
    /// Personal data.
    Sensitive,
}

/// Action (action) of the improvement plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its name.
    pub id: ActionId,
    /// The standard it is about.
    pub standard: StandardId,
    /// Why the gap is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// What will be done.
    pub action: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day it shall be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// How far it is.
    pub status: ActionStatus,
    /// How one will know that it worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// Not begun.
    Planned,
    /// Begun.
    Started,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

/// Why an assessment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is not an acceptable JSON document.
    #[error(transparent)]
    File(#[from] json::Error),
    /// `format` names a later version, or another format.
    #[error("format {found:?}")]
    OtherFormat {
        /// What stands there.
        found: String,
    },
    /// A member is missing, unknown, or of another type or value than the format's.
    #[error("{pointer}: {detail}")]
    Shape {
        /// JSON pointer of the place.
        pointer: String,
        /// The reader's own words, for the log.
        detail: String,
    },
    /// The assessment answers another edition than the grid it is read with.
    #[error("answers {wanted}, but the grid's digest is {found}")]
    OtherEdition {
        /// The digest that the assessment pins.
        wanted: Digest,
        /// The digest of the grid.
        found: Digest,
    },
    /// The assessment names another grid or edition than the one it is read with.
    #[error("answers {grid} {edition}")]
    OtherGrid {
        /// The family that it names.
        grid: GridId,
        /// The edition that it names.
        edition: EditionId,
    },
    /// A condition that the grid does not have.
    #[error("unknown condition {0}")]
    UnknownCondition(ConditionId),
    /// An answer or action for a standard that the grid does not have.
    #[error("unknown standard {0}")]
    UnknownStandard(StandardId),
    /// Two answers for one standard.
    #[error("two answers for {0}")]
    DuplicateAnswer(StandardId),
    /// Two pieces of evidence of one id.
    #[error("evidence {0} twice")]
    DuplicateEvidence(EvidenceId),
    /// Two actions of one id.
    #[error("action {0} twice")]
    DuplicateAction(ActionId),
    /// An answer links evidence that the assessment does not have.
    #[error("{standard} links unknown evidence {evidence}")]
    UnknownEvidence {
        /// The answer's standard.
        standard: StandardId,
        /// The evidence that is missing.
        evidence: EvidenceId,
    },
    /// An answer links evidence as something that its standard does not expect.
    #[error("{standard} expects no evidence {expected}")]
    UnknownExpected {
        /// The answer's standard.
        standard: StandardId,
        /// The expected evidence that is missing.
        expected: ExpectedId,
    },
    /// A text is longer than a field takes.
    #[error("{place:?}: {characters} characters")]
    TextTooLong {
        /// Where it stands.
        place: Place,
        /// How long it is.
        characters: usize,
    },
}

/// Part of an assessment that a text stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The organisation.
    Organisation,
    /// The programme.
    Programme,
    /// The campaign.
    Campaign,
    /// The answer to a standard.
    Answer(StandardId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// An action.
    Action(ActionId),
}

impl Assessment {
    /// The answer for a standard, when there is one.
    pub fn answer(&self, standard: &StandardId) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.standard == *standard)
    }

    /// The piece of evidence of that id.
    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.id == id)
    }
}

impl Edition {
    /// The edition that a published grid is.
    pub fn of(published: &Published) -> Self {
        let grid = published.grid();
        Self {
            grid: grid.grid.clone(),
            edition: grid.edition.clone(),
            file_digest: published.file_digest(),
        }
    }
}

impl Answer {
    /// An answer that says nothing yet.
    pub fn blank(standard: StandardId) -> Self {
        Self {
            standard,
            verdict: None,
            comment: None,
            justification: None,
            private_note: None,
            answered_by: None,
            answered_at: None,
            evidence: Vec::new(),
        }
    }
}

/// The assessment that `bytes` hold, before it is held against its grid.
///
/// # Errors
/// [`Error::File`], [`Error::OtherFormat`] and [`Error::Shape`].
pub fn parse(bytes: &[u8]) -> Result<Assessment, Error> {
    let value = json::parse(bytes, LIMITS)?;
    let format = value.get("format").and_then(|format| format.as_str());
    if let Some(found) = format.filter(|format| *format != "label-mentorat/assessment/1") {
        return Err(Error::OtherFormat {
            found: found.chars().take(60).collect(),
        });
    }
    json::build(value).map_err(|error| Error::Shape {
        pointer: error.pointer,
        detail: error.detail,
    })
}

/// The assessment that `bytes` hold, consistent in itself and with `published`.
///
/// # Errors
/// Every variant of [`Error`]; the first one found.
pub fn read(bytes: &[u8], published: &Published) -> Result<Assessment, Error> {
    let assessment = parse(bytes)?;
    check(&assessment, published)?;
    Ok(assessment)
}

#[cfg(test)]
mod tests;
