//! Cells of a spreadsheet file that somebody hands over, within limits.
//!
//! Knows nothing of what they mean. Only cells that hold something are given, each as the text
//! that a person sees. What the file unpacks to is measured before anything is parsed: a small
//! file may hold gigabytes. Sources: ISO/IEC 29500, OpenDocument 1.3; trust.md, attack families
//! (bombs).

mod ods;
mod xlsx;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Kind;

/// Largest file.
pub(super) const LARGEST_FILE: u64 = 16 << 20;
/// Most bytes that a file unpacks to, and most bytes of text that are taken from its cells.
pub(super) const LARGEST_CONTENT: u64 = 64 << 20;
/// Most parts of a file.
const MOST_PARTS: usize = 1_000;
/// First row and first column, from 0, in which nothing may stand.
pub(super) const END: (u32, u32) = (20_000, 256);
/// Most cells of a sheet that hold something.
const MOST_CELLS: usize = 500_000;

/// Why a file cannot be read as a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is larger than allowed.
    #[error("{size_bytes} bytes, {LARGEST_FILE} allowed")]
    TooLarge {
        /// Its size.
        size_bytes: u64,
    },
    /// The file unpacks to more than allowed.
    #[error("unpacks to more than {LARGEST_CONTENT} bytes")]
    UnpacksTooLarge,
    /// Something stands beyond the last row or column that is looked at, or too many cells hold
    /// something.
    #[error("{place} is beyond what is read")]
    TooFar {
        /// Where.
        place: String,
    },
    /// The file is neither `.xlsx` nor `.ods`.
    #[error("no .xlsx or .ods file")]
    NotASpreadsheet,
    /// The file is under a password, or in the format of Excel before 2007.
    #[error("protected, or in an old format")]
    Protected,
    /// The file is cut short or damaged.
    #[error("damaged: {detail}")]
    Damaged {
        /// The reader's own words.
        detail: String,
    },
}

impl Error {
    fn damaged(detail: impl ToString) -> Self {
        let detail = detail.to_string().chars().take(200).collect();
        Self::Damaged { detail }
    }
}

impl From<ZipError> for Error {
    fn from(error: ZipError) -> Self {
        Self::damaged(error)
    }
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// Its row, from 0.
    pub(super) row: u32,
    /// Its column, from 0.
    pub(super) column: u32,
    pub(super) content: Content,
}

impl Held {
    /// What a person sees, when that is what stands there.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Formula | Content::Fault => None,
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// What a person sees.
    Text(String),
    /// Computed by a formula.
    Formula,
    /// An error of the spreadsheet, as `#REF!`.
    Fault,
}

/// Cells of some sheets, in the order of the file.
pub(super) type Sheets = BTreeMap<String, Vec<Held>>;

/// What the wanted sheets of a file hold; a sheet that is not there is left out.
///
/// # Errors
/// Every variant of [`Error`].
pub(super) fn read(bytes: &[u8], wanted: &[&str]) -> Result<Sheets, Error> {
    match unpacked(bytes)? {
        Kind::Xlsx => xlsx::read(bytes, wanted),
        Kind::Ods => ods::read(bytes, wanted),
    }
}

/// Which kind of spreadsheet the file is, once it is known to unpack to what is allowed.
fn unpacked(bytes: &[u8]) -> Result<Kind, Error> {
    let size_bytes = bytes.len() as u64;
    if size_bytes > LARGEST_FILE {
        return Err(Error::TooLarge { size_bytes });
    }
    // A compound file: Excel before 2007, or OOXML under a password.
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(Error::Protected);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Error::NotASpreadsheet);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MOST_PARTS {
        return Err(Error::UnpacksTooLarge);
    }
    let mut left = LARGEST_CONTENT;
    for part in 0..archive.len() {
        let part = match archive.by_index(part) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Error::Protected);
            }
            Err(error) => return Err(error.into()),
        };
        // What a part says of its own size may be false: it is unpacked and counted.
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(Error::damaged)?;
        left = left.checked_sub(unpacked).ok_or(Error::UnpacksTooLarge)?;
    }
    let holds = |name| archive.index_for_name(name).is_some();
    match (holds("xl/workbook.xml"), holds("content.xml")) {
        (true, _) => Ok(Kind::Xlsx),
        (false, true) => Ok(Kind::Ods),
        (false, false) => Err(Error::NotASpreadsheet),
    }
}

/// Cells being taken from a sheet, within the limits.
struct Taking<'s> {
    sheet: &'s str,
    cells: Vec<Held>,
    /// Bytes of text that may still be taken from the file.
    left: &'s mut u64,
}

impl Taking<'_> {
    fn take(&mut self, row: u32, column: u32, content: Content) -> Result<(), Error> {
        let is_beyond = row >= END.0 || column >= END.1 || self.cells.len() >= MOST_CELLS;
        if is_beyond {
            let place = place(self.sheet, row, column);
            return Err(Error::TooFar { place });
        }
        if let Content::Text(text) = &content {
            let left = self.left.checked_sub(text.len() as u64);
            *self.left = left.ok_or(Error::UnpacksTooLarge)?;
        }
        self.cells.push(Held {
            row,
            column,
            content,
        });
        Ok(())
    }
}

/// «Réponses!D12».
pub(super) fn place(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}", address(row, column))
}

/// «D12» for row 11 and column 3, both from 0.
pub(super) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let letters: String = letters.into_iter().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        let expected = [
            ((0, 0), "A1"),
            ((11, 3), "D12"),
            ((0, 25), "Z1"),
            ((0, 26), "AA1"),
            ((0, 701), "ZZ1"),
            ((1_048_575, 16_383), "XFD1048576"),
        ];
        for ((row, column), text) in expected {
            assert_eq!(address(row, column), text);
        }
    }
}
