//! The marks by which a sheet is recognised as one of this assessment.

use super::Error;
use crate::assessment::Assessment;
use crate::clock::Moment;
use crate::spreadsheet::cells::{self, Held};
use crate::spreadsheet::{FORMAT, wording};

/// When the sheet was made, once its marks are those of `assessment`.
pub(super) fn recognise(cells: &[Held], assessment: &Assessment) -> Result<Moment, Error> {
    let grid = &assessment.grid;
    let wanted = [
        (wording::MARK_FORMAT, FORMAT.to_owned()),
        (wording::MARK_ASSESSMENT, assessment.id.to_string()),
        (wording::MARK_GRID, grid.grid.to_string()),
        (wording::MARK_EDITION, grid.edition.to_string()),
        (wording::MARK_DIGEST, grid.file_digest.to_string()),
    ];
    for (label, wanted) in wanted {
        let (place, found) = mark(cells, label)?;
        if found != wanted {
            return Err(Error::OtherMark {
                place,
                label,
                found,
                wanted,
            });
        }
    }
    let label = wording::MARK_MADE_AT;
    let (place, found) = mark(cells, label)?;
    Moment::parse(&found).map_err(|_| Error::OtherMark {
        place,
        label,
        found,
        wanted: "AAAA-MM-JJThh:mm:ssZ".to_owned(),
    })
}

/// What stands beside a label, and where.
fn mark(cells: &[Held], label: &'static str) -> Result<(String, String), Error> {
    let missing = || Error::MarkMissing { label };
    // The last one: names above are a person's own words.
    let at = cells
        .iter()
        .rev()
        .find(|cell| cell.column == 0 && cell.text().is_some_and(|text| text.trim() == label));
    let at = at.ok_or_else(missing)?;
    let mut beside = cells.iter().filter(|cell| cell.row == at.row);
    let found = beside.find(|cell| cell.column == 1).ok_or_else(missing)?;
    let place = cells::place(wording::READ_ME, found.row, found.column);
    let text: String = found.text().unwrap_or_default().chars().take(120).collect();
    Ok((place, text.trim().to_owned()))
}
