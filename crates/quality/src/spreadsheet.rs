//! Spreadsheet (tableur): an assessment as sheets that a person reads and fills in, and the
//! answers back from them.
//!
//! What stands in which cell is said once, in [`sheets`], and written by two thin writers. Knows
//! nothing of storage; the same grid, assessment and moment give the same bytes. Text is only
//! ever text: no cell of ours is a formula. Source: formats.md, sections 5 and 6.

pub mod answers;
mod cells;
mod look;
mod ods;
pub(crate) mod sheets;
pub mod wording;
mod xlsx;

use crate::assessment::Assessment;
use crate::clock::{Day, Moment};
use crate::grid::Published;
use crate::scoring::Score;

/// Name and version of the layout, which the sheet bears for those who read it back.
pub const FORMAT: &str = "label-mentorat/spreadsheet/1";

/// Longest text of one cell, in UTF-16 units: Excel holds 32 767.
const LONGEST_CELL: usize = 32_000;

/// Kind of spreadsheet file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML (ISO/IEC 29500).
    Xlsx,
    /// OpenDocument (ISO/IEC 26300).
    Ods,
}

/// Why no spreadsheet came about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The writer of `.xlsx` refused.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The `.ods` could not be packed.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// The `.ods` could not be written.
    #[error("{0}")]
    Write(#[from] std::io::Error),
}

/// The assessment as a spreadsheet file, as it stands at `made_at`.
///
/// # Errors
/// As the writers say; what is written is within their limits.
pub fn write(
    kind: Kind,
    published: &Published,
    assessment: &Assessment,
    score: &Score,
    made_at: Moment,
) -> Result<Vec<u8>, Error> {
    pack(
        kind,
        &sheets::workbook(published, assessment, score, made_at),
    )
}

/// The file of a workbook.
pub(crate) fn pack(kind: Kind, workbook: &Workbook) -> Result<Vec<u8>, Error> {
    match kind {
        Kind::Xlsx => xlsx::write(workbook),
        Kind::Ods => ods::write(workbook),
    }
}

/// What stands in a spreadsheet, before it has a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workbook {
    pub(crate) title: String,
    pub(crate) organisation: String,
    /// Stands at the foot of every printed page.
    pub(crate) foot: String,
    pub(crate) made_at: Moment,
    pub(crate) sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    /// Says what a reader sees first.
    pub(crate) layout: Layout,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// How a sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Lines to be read from the top.
    Text,
    /// A head, kept in view with the first columns, and lines that can be filtered.
    List {
        /// Columns kept in view.
        kept: u16,
    },
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) width_mm: u16,
    pub(crate) entry: Entry,
}

/// Whether a person fills a column in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It is only read.
    None,
    /// Any text.
    Text,
    /// One of the words for a verdict.
    Verdict,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    value: Value,
    tone: Tone,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Empty,
    Text(String),
    Whole(u64),
    Day(Day),
}

/// What a cell is, and so how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Tone {
    Plain,
    /// Says which line it is.
    Name,
    /// Beside what matters.
    Muted,
    /// To be filled in.
    Entry,
    Title,
    /// What is said about the level reached.
    Lead,
    Head,
    /// Above what is to be filled in.
    EntryHead,
    Notice,
    Met,
    Partly,
    NotMet,
    Aside,
    /// Part of the standards of a stage and level pass.
    Part,
    /// All of them do; the place of the level, from 0.
    Full(u8),
}

impl Cell {
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        let text = shown(text.as_ref());
        let value = if text.is_empty() {
            Value::Empty
        } else {
            Value::Text(text)
        };
        let tone = Tone::Plain;
        Self { value, tone }
    }

    pub(crate) fn maybe(text: Option<&String>) -> Self {
        Self::text(text.map_or("", String::as_str))
    }

    pub(crate) fn whole(number: impl Into<u64>) -> Self {
        let (value, tone) = (Value::Whole(number.into()), Tone::Plain);
        Self { value, tone }
    }

    pub(crate) fn day(day: Option<Day>) -> Self {
        let (value, tone) = (day.map_or(Value::Empty, Value::Day), Tone::Plain);
        Self { value, tone }
    }

    pub(crate) fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// `text` as a cell can hold it: line ends are `\n`, signs that XML has not are replaced, and a
/// text that is too long ends in a sentence that says so.
fn shown(text: &str) -> String {
    let held = |character: char| match character {
        '\n' | '\t' => character,
        '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        control if control < ' ' => char::REPLACEMENT_CHARACTER,
        other => other,
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > LONGEST_CELL
    });
    match end {
        None => text.chars().map(held).collect(),
        Some((end, _)) => {
            let kept: String = text[..end].chars().map(held).collect();
            kept + &wording::cut(text.chars().count())
        }
    }
}

#[cfg(test)]
mod tests;
