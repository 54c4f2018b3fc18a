//! Answers back from a sheet that somebody filled in: what differs, for a person to accept.
//!
//! A pure function of the file, the grid and the assessment as it stands; nothing is changed
//! here. A line that cannot be understood is kept aside with its cell and its reason, the others
//! are proposed; a sheet of another assessment or edition is refused as a whole.
//! Sources: formats.md, section 6; trust.md, bad inputs 51 to 59.

mod line;
mod mark;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{cells, wording};
use crate::assessment::{Answer, Assessment, Verdict};
use crate::clock::Moment;
use crate::grid::Grid;
use crate::id::StandardId;
pub use cells::Error as FileError;

/// What a person types for a standard in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// What the association says.
    pub verdict: Option<Verdict>,
    /// What it wants to add.
    pub comment: Option<String>,
    /// Why the standard does not apply.
    pub justification: Option<String>,
}

/// Answer that differs in the sheet from the one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The standard.
    pub standard: StandardId,
    /// Where it stands in the file, as «Réponses!A12».
    pub place: String,
    /// What stands in the assessment.
    pub before: Typed,
    /// What stands in the sheet.
    pub after: Typed,
    /// Whether the answer was also changed in the assessment after the sheet was made.
    pub changed_since: bool,
}

/// Cell that was kept aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Where it stands, as «Réponses!D12».
    pub place: String,
    /// Why.
    pub reason: Reason,
}

/// Why a cell was kept aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// The grid has no such standard.
    UnknownStandard {
        /// What stands there.
        found: String,
    },
    /// The standard stands there a second time.
    StandardTwice {
        /// The standard.
        standard: StandardId,
    },
    /// A line with an answer, without its standard.
    StandardMissing {},
    /// The word is none of the verdicts.
    UnknownVerdict {
        /// What stands there.
        found: String,
    },
    /// The text is longer than a field takes.
    TextTooLong {
        /// How long it is.
        characters: u64,
    },
    /// The text was cut when the sheet was made, and changed since.
    CutText {},
    /// What stands there is computed by a formula.
    Formula {},
    /// What stands there is an error of the spreadsheet.
    Fault {},
}

/// What a sheet proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// When the sheet was made, where the file says so.
    pub made_at: Option<Moment>,
    /// The answers that differ, in grid order.
    pub proposals: Vec<Proposal>,
    /// What was kept aside, in the order of the file.
    pub refused: Vec<Refusal>,
    /// How many answers are the same.
    pub unchanged: u32,
}

/// Why a file is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It cannot be read as a spreadsheet.
    #[error(transparent)]
    File(#[from] FileError),
    /// A sheet is not there.
    #[error("no sheet {name:?}")]
    SheetMissing {
        /// Its name.
        name: &'static str,
    },
    /// A column is not there.
    #[error("no column {column:?}")]
    ColumnMissing {
        /// Its head.
        column: &'static str,
    },
    /// A column is there twice.
    #[error("{place}: {column:?} again")]
    ColumnTwice {
        /// Where the second one stands.
        place: String,
        /// Its head.
        column: &'static str,
    },
    /// A mark by which the sheet is recognised is not there.
    #[error("no mark {label:?}")]
    MarkMissing {
        /// Its label.
        label: &'static str,
    },
    /// A mark is not the one of this assessment.
    #[error("{place}: {label:?} is {found:?}, not {wanted:?}")]
    OtherMark {
        /// Where it stands.
        place: String,
        /// Its label.
        label: &'static str,
        /// What stands there.
        found: String,
        /// What should.
        wanted: String,
    },
}

impl Typed {
    /// What was typed in an answer.
    pub fn of(answer: Option<&Answer>) -> Self {
        answer.map_or_else(Self::default, |answer| Self {
            verdict: answer.verdict,
            comment: answer.comment.clone(),
            justification: answer.justification.clone(),
        })
    }
}

/// What the sheet proposes to change in `assessment`.
///
/// # Errors
/// Every variant of [`Error`].
pub fn read(bytes: &[u8], grid: &Grid, assessment: &Assessment) -> Result<Reading, Error> {
    let mut sheets = cells::read(bytes, &[wording::READ_ME, wording::ANSWERS])?;
    let mut sheet = |name| sheets.remove(name).ok_or(Error::SheetMissing { name });
    let made_at = mark::recognise(&sheet(wording::READ_ME)?, assessment)?;
    line::read(&sheet(wording::ANSWERS)?, grid, assessment, made_at)
}

/// What a colleague's export of the same assessment proposes to change in `mine`.
///
/// Notes, evidence and plan of the other side are left alone.
pub fn compare(grid: &Grid, mine: &Assessment, theirs: &Assessment) -> Reading {
    let answered: Vec<&Answer> = grid
        .standards
        .iter()
        .filter_map(|standard| theirs.answer(&standard.id))
        .collect();
    let proposal = |answer: &&Answer| {
        let stands = mine.answer(&answer.standard);
        let (before, after) = (Typed::of(stands), Typed::of(Some(answer)));
        let at = |answer: Option<&Answer>| answer.and_then(|answer| answer.answered_at);
        let place = theirs.answers.iter().position(|there| there == *answer);
        (before != after).then(|| Proposal {
            standard: answer.standard.clone(),
            place: format!("/answers/{}", place.unwrap_or_default()),
            before,
            after,
            changed_since: at(stands) > at(Some(answer)),
        })
    };
    let proposals: Vec<Proposal> = answered.iter().filter_map(proposal).collect();
    let unchanged = answered.len() - proposals.len();
    Reading {
        made_at: None,
        proposals,
        refused: Vec::new(),
        unchanged: u32::try_from(unchanged).unwrap_or(u32::MAX),
    }
}
