//! Cells of an `.xlsx`, by `calamine`, one after the other: its whole ranges are as large as the
//! farthest cell says.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::{Content, Error, Held, Sheets, Taking};
use crate::spreadsheet::wording;

pub(super) fn read(bytes: &[u8], wanted: &[&str]) -> Result<Sheets, Error> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(explain)?;
    let names = book.sheet_names();
    let mut left = super::LARGEST_CONTENT;
    let mut sheets = Sheets::new();
    for name in wanted.iter().copied() {
        if !names.iter().any(|there| there == name) {
            continue;
        }
        sheets.insert(name.to_owned(), sheet(&mut book, name, &mut left)?);
    }
    Ok(sheets)
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut u64) -> Result<Vec<Held>, Error> {
    let mut taking = Taking {
        sheet: name,
        cells: Vec::new(),
        left,
    };
    let mut reader = book.worksheet_cells_reader(name).map_err(explain)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(explain)? {
        let (row, column) = record.pos;
        if record.formula.is_some() {
            taking.take(row, column, Content::Formula)?;
            continue;
        }
        let content = match record.value {
            DataRef::Empty => continue,
            DataRef::String(text) => Content::Text(text),
            DataRef::SharedString(text) => Content::Text(text.to_owned()),
            DataRef::Int(number) => Content::Text(number.to_string()),
            DataRef::Float(number) => Content::Text(wording::number(number)),
            DataRef::Bool(is_so) => Content::Text(wording::yes(is_so).to_owned()),
            DataRef::DateTime(at) => {
                let (year, month, day, ..) = at.to_ymd_hms_milli();
                Content::Text(format!("{day:02}/{month:02}/{year:04}"))
            }
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Content::Text(text),
            DataRef::Error(_) => Content::Fault,
        };
        match content {
            Content::Text(text) if text.is_empty() => {}
            held => taking.take(row, column, held)?,
        }
    }
    Ok(taking.cells)
}

fn explain(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Protected,
        other => Error::damaged(other),
    }
}
