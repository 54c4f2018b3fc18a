//! The file of a review (`label-mentorat/review/1`): what one auditor hands to another, and what
//! the report that goes back to the association carries.
//!
//! It names the dossier by its digest and says nothing that the dossier says. What comes from
//! outside is refused when it contradicts itself or the grid. Source: `docs/review.md`.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Interview, Proceeding, Review, compare, too_long};
use crate::assessment::Edition;
use crate::clock::Moment;
use crate::digest::{Digest, canonical};
use crate::grid::Grid;
use crate::id::{AssessmentId, LevelId, StandardId};
use crate::json;

/// Name of the format.
pub const FORMAT: &str = "label-mentorat/review/1";

/// Most bytes, and deepest nesting, of a review's file.
pub const LIMITS: json::Limits = json::Limits {
    size_bytes: 64 << 20,
    depth: 64,
};

/// Name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    /// The only version so far.
    #[serde(rename = "label-mentorat/review/1")]
    V1,
}

/// Review as it leaves the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "label-mentorat/review/1")]
pub struct ReviewFile {
    /// The format's name.
    pub format: Format,
    /// The dossier that is reviewed.
    pub dossier: Subject,
    /// When the file was written.
    pub written_at: Moment,
    /// How far the review is, and what it comes to.
    pub proceeding: Proceeding,
    /// At most one for each standard.
    pub findings: Vec<Finding>,
    /// The interviews.
    pub interviews: Vec<Interview>,
    /// The level by the association's answers.
    pub answered: Option<LevelId>,
    /// The level by the findings.
    pub found: Option<LevelId>,
}

/// Dossier that a review is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Digest of the whole file.
    pub file_digest: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// When it was issued.
    pub issued_at: Moment,
    /// The assessment in it.
    pub assessment: AssessmentId,
    /// The edition that it answers.
    pub grid: Edition,
    /// Digest of the certificate of who signed it.
    pub certificate_digest: Digest,
}

/// Why a review's file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is not an acceptable JSON document.
    #[error(transparent)]
    File(#[from] json::Error),
    /// It is not a review, or of a later version.
    #[error("format {found:?}")]
    OtherFormat {
        /// What stands there.
        found: String,
    },
    /// A member is missing, unknown, or of another type or value than the format's.
    #[error(transparent)]
    Member(#[from] json::Mismatch),
    /// It is about another dossier.
    #[error("about {found}, not {wanted}")]
    OtherDossier {
        /// The digest that was wanted.
        wanted: Digest,
        /// The one that it names.
        found: Digest,
    },
    /// The grid has no such standard.
    #[error("unknown standard {0}")]
    UnknownStandard(StandardId),
    /// Two findings are on one standard.
    #[error("two findings on {0}")]
    Twice(StandardId),
    /// A text is too long.
    #[error("text of {characters} characters")]
    TextTooLong {
        /// How long it is.
        characters: usize,
    },
}

impl ReviewFile {
    /// The file of `review`, by the grid that the dossier answers.
    pub fn of(review: &Review, grid: &Grid, written_at: Moment) -> Self {
        let received = &review.received;
        let levels = compare(grid, &received.assessment, &review.findings);
        let findings = review.findings.iter();
        Self {
            format: Format::V1,
            dossier: Subject {
                file_digest: received.file_digest,
                size_bytes: received.size_bytes,
                issued_at: received.issued_at,
                assessment: received.assessment.id,
                grid: received.assessment.grid.clone(),
                certificate_digest: received.certificate_digest,
            },
            written_at,
            proceeding: review.proceeding.clone(),
            findings: findings.filter(|one| !one.is_blank()).cloned().collect(),
            interviews: review.interviews.clone(),
            answered: levels.answered.level,
            found: levels.found.level,
        }
    }

    /// Its bytes: the same each time (RFC 8785).
    pub fn write(&self) -> Vec<u8> {
        canonical(self)
    }
}

/// The dossier that a review's file is about.
///
/// # Errors
/// As [`read`], but for the grid.
pub fn subject(bytes: &[u8]) -> Result<Subject, Error> {
    parse(bytes).map(|file| file.dossier)
}

fn parse(bytes: &[u8]) -> Result<ReviewFile, Error> {
    let value = json::parse(bytes, LIMITS)?;
    let found = value.get("format").and_then(serde_json::Value::as_str);
    let found = found.unwrap_or_default();
    if found != FORMAT {
        let found = found.chars().take(80).collect();
        return Err(Error::OtherFormat { found });
    }
    Ok(json::build(value)?)
}

/// Reads a review's file, which must be about the dossier of digest `wanted` and its grid.
///
/// # Errors
/// As [`Error`] says; nothing is skipped silently.
pub fn read(bytes: &[u8], wanted: Digest, grid: &Grid) -> Result<ReviewFile, Error> {
    let file = parse(bytes)?;
    if file.dossier.file_digest != wanted {
        let found = file.dossier.file_digest;
        return Err(Error::OtherDossier { wanted, found });
    }
    let known: HashSet<&StandardId> = grid.standards.iter().map(|there| &there.id).collect();
    let mut met = HashSet::new();
    for finding in &file.findings {
        if !known.contains(&finding.standard) {
            return Err(Error::UnknownStandard(finding.standard.clone()));
        }
        if !met.insert(&finding.standard) {
            return Err(Error::Twice(finding.standard.clone()));
        }
    }
    let about = file.interviews.iter().flat_map(|one| &one.standards);
    if let Some(unknown) = about.into_iter().find(|one| !known.contains(one)) {
        return Err(Error::UnknownStandard(unknown.clone()));
    }
    let texts = file.findings.iter().flat_map(Finding::texts);
    let texts = texts.chain(file.interviews.iter().flat_map(Interview::texts));
    let texts = texts.chain([file.proceeding.conclusion.as_ref()]);
    match too_long(texts) {
        Some(characters) => Err(Error::TextTooLong { characters }),
        None => Ok(file),
    }
}
