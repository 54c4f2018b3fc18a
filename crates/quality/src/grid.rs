//! Grid (grille): what is asked of a programme, as one published edition states it.
//!
//! Knows nothing of answers. A grid enters through [`read`], which refuses it with every fault
//! at once; from then on its references hold. Source: formats.md, section 1.

pub mod fault;
mod reference;
mod shape;
pub mod wording;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::clock::Day;
use crate::digest::Digest;
use crate::id::{
    ConditionId, EditionId, EvidenceTypeId, ExpectedId, GridId, LevelId, SourceId, StageId,
    StandardId,
};
use crate::json;
pub use fault::Fault;

/// Most bytes, and deepest nesting, of a grid's file.
pub const LIMITS: json::Limits = json::Limits {
    size_bytes: 8 << 20,
    depth: 64,
};

/// Name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    /// The only version so far.
    #[serde(rename = "label-mentorat/grid/1")]
    V1,
}

/// Edition (édition) of a grid: published once, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "label-mentorat/grid/1")]
pub struct Grid {
    /// The format's name.
    pub format: Format,
    /// Family of the editions.
    pub grid: GridId,
    /// This edition.
    pub edition: EditionId,
    /// Title, as printed.
    pub title: String,
    /// True only for a text adopted by the Collectif.
    pub official: bool,
    /// Short wording shown on every screen and page; required while not official.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Long wording of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// Language of the texts (BCP 47).
    pub language: String,
    /// Day of publication.
    pub published_on: Day,
    /// The edition that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Superseded>,
    /// Questions about the programme that decide which standards apply.
    pub conditions: Vec<Condition>,
    /// Exactly six, in order.
    #[schemars(length(equal = 6))]
    pub stages: Vec<Stage>,
    /// Exactly three, in order.
    #[schemars(length(equal = 3))]
    pub levels: Vec<Level>,
    /// Kinds of evidence.
    pub evidence_types: Vec<EvidenceType>,
    /// Kinds of document that must never enter a dossier.
    pub never_attach: Vec<String>,
    /// What the standards rest on.
    pub sources: Vec<Source>,
    /// In display order.
    pub standards: Vec<Standard>,
}

/// The edition that another one replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Superseded {
    /// Its family.
    pub grid: GridId,
    /// Its name.
    pub edition: EditionId,
}

/// Condition (condition): a yes/no question about the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its name.
    pub id: ConditionId,
    /// The question, as asked.
    pub question: String,
}

/// Stage (étape) of a mentoring programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name.
    pub id: StageId,
    /// Its title.
    pub title: String,
}

/// Level (niveau) that a programme may reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its name.
    pub id: LevelId,
    /// Its title.
    pub title: String,
    /// What reaching it says of a programme.
    pub meaning: String,
    /// When it holds.
    pub rule: Rule,
}

/// Rule of a level: when it holds over its counted standards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every counted standard passes.
    All {},
    /// Every counted mandatory one passes, and enough of all.
    Quota {
        /// Least share of the counted standards that pass, from 1 to 100.
        #[schemars(range(min = 1, max = 100))]
        minimum_percent: u8,
        /// Standards of this level that must pass in any case.
        mandatory: Vec<StandardId>,
    },
}

/// Kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceType {
    /// Its name.
    pub id: EvidenceTypeId,
    /// Its label.
    pub label: String,
}

/// Source that standards rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Standard (standard, critère): one thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its name.
    pub id: StandardId,
    /// The stage it belongs to.
    pub stage: StageId,
    /// The level it belongs to.
    pub level: LevelId,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub statement: String,
    /// The condition under which it applies; absent, it always does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<ConditionId>,
    /// Whether failing it bars every level; absent, it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eliminatory: Option<bool>,
    /// Why it is eliminatory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eliminatory_reason: Option<String>,
    /// Whether it may be answered «not applicable»; absent, it may, unless eliminatory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable_allowed: Option<bool>,
    /// Where the duty comes from.
    pub obligation: Obligation,
    /// Whether an auditor asks about it in an interview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by_interview: Option<bool>,
    /// The evidence it expects.
    pub expected_evidence: Vec<ExpectedEvidence>,
    /// Advice for the association.
    pub guidance: String,
    /// What to do when it is not met.
    pub improvement: Improvement,
    /// What it rests on.
    pub sources: Vec<Citation>,
}

/// Where the duty to meet a standard comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Obligation {
    /// The law.
    Legal,
    /// The law, in some cases.
    LegalInSomeCases,
    /// Good practice.
    GoodPractice,
}

/// Evidence that a standard expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedEvidence {
    /// Its name, unique in its standard.
    pub id: ExpectedId,
    /// Its kind.
    #[serde(rename = "type")]
    pub evidence_type: EvidenceTypeId,
    /// What it is.
    pub label: String,
    /// Whether the standard cannot pass without it.
    pub required: bool,
    /// How many months a document stays current; absent, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity_months: Option<u32>,
    /// What to mind about personal data; absent, none is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<ExpectedPrivacy>,
}

/// What to mind about personal data in expected evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedPrivacy {
    /// Names must be made unreadable first.
    Anonymise,
    /// The document itself must never be attached.
    NeverAttach,
}

/// What to do when a standard is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// The advised action.
    pub action: String,
    /// How much work it is.
    pub effort: Effort,
    /// How many months it usually takes.
    pub months: u32,
}

/// How much work an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// Days.
    Small,
    /// Weeks.
    Medium,
    /// Months.
    Large,
}

/// Place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
}

impl Standard {
    /// Whether failing it bars every level.
    pub fn is_eliminatory(&self) -> bool {
        self.eliminatory.unwrap_or(false)
    }

    /// Whether it may be answered «not applicable».
    pub fn allows_not_applicable(&self) -> bool {
        !self.is_eliminatory() && self.not_applicable_allowed.unwrap_or(true)
    }

    /// The evidence without which it cannot pass.
    pub fn required_evidence(&self) -> impl Iterator<Item = &ExpectedEvidence> {
        self.expected_evidence
            .iter()
            .filter(|expected| expected.required)
    }

    /// Digest of what is asked: answers are carried to a later edition when it is the same.
    ///
    /// Source: formats.md, section 1 (`text_digest`).
    pub fn text_digest(&self) -> Digest {
        let mut text = json!({
            "title": self.title,
            "statement": self.statement,
            "expected_evidence": self.expected_evidence,
        });
        let members = [
            ("eliminatory", self.eliminatory.map(Into::into)),
            (
                "applies_when",
                self.applies_when.as_ref().map(|id| id.as_str().into()),
            ),
            (
                "not_applicable_allowed",
                self.not_applicable_allowed.map(Into::into),
            ),
        ];
        for (name, value) in members {
            if let Some(value) = value {
                text[name] = value;
            }
        }
        Digest::of_canonical(&text)
    }
}

/// A grid together with the bytes it was published as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    grid: Grid,
    bytes: Vec<u8>,
    file_digest: Digest,
}

impl Published {
    /// What is asked.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The file as published.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Digest of the file; assessments and dossiers pin it.
    pub fn file_digest(&self) -> Digest {
        self.file_digest
    }
}

/// The edition that `bytes` hold.
///
/// # Errors
/// Every [`Fault`] of the file, in the order of the document; a file that is not JSON has one.
pub fn read(bytes: Vec<u8>) -> Result<Published, Vec<Fault>> {
    let value = json::parse(&bytes, LIMITS).map_err(|error| vec![Fault::of_file(error)])?;
    if let Some(fault) = shape::other_document(&value) {
        return Err(vec![fault]);
    }
    let mut faults = shape::inspect_grid(&value);
    faults.extend(reference::inspect_grid(&value));
    if !faults.is_empty() {
        fault::sort(&mut faults, &value);
        return Err(faults);
    }
    let grid = serde_json::from_value(value).map_err(|error| vec![Fault::of_build(&error)])?;
    let file_digest = Digest::of(&bytes);
    Ok(Published {
        grid,
        bytes,
        file_digest,
    })
}

#[cfg(test)]
mod tests;
