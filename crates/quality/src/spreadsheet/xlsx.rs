//! Writer of `.xlsx`.
//!
//! Knows nothing of what the cells mean. The only module that knows the library.
//! Source: ISO/IEC 29500, by `rust_xlsxwriter`.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};
use zip::{ZipArchive, ZipWriter};

use super::look::{FONT, LINE, REGISTER, look};
use super::{Cell, Column, Entry, Error, Layout, Sheet, Value, Workbook, wording};
use crate::clock::Day;

/// A4.
const PAPER: u8 = 9;

/// Highest row, in points.
const HIGHEST_ROW: u32 = 400;

/// Longest notice at the foot of a page: Excel gives all of it 255 signs.
const LONGEST_FOOT: usize = 120;

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, Error> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let made_at = workbook.made_at.timestamp();
    let made_at = made_at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let properties = DocProperties::new()
        .set_title(&workbook.title)
        .set_subject(wording::DOCUMENT)
        .set_author(&workbook.organisation)
        .set_company(&workbook.organisation)
        .set_comment(wording::made(workbook.made_at))
        .set_creation_datetime(&made_at);
    book.set_properties(&properties);
    for sheet in &workbook.sheets {
        let worksheet = book.add_worksheet();
        fill(worksheet, sheet)?;
        print(worksheet, sheet, &workbook.foot);
    }
    growing(&book.save_to_buffer()?)
}

/// The file with rows that still grow with what is typed into them: the library marks each height
/// as one that a person chose. Text stands in another part, so only marks are taken out.
fn growing(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let (name, options) = (part.name()?.into_owned(), part.options());
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        if name.starts_with("xl/worksheets/sheet") {
            xml = xml.replace(" customHeight=\"1\"", "");
        }
        zip.start_file(name, options)?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name)?;
    worksheet.set_tab_color(colour(REGISTER));
    worksheet.set_screen_gridlines(false);
    for (at, column) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(at, characters(column.width_mm))?;
    }
    for (row, cells) in (0..).zip(&sheet.rows) {
        worksheet.set_row_height(row, height_pt(cells, &sheet.columns))?;
        for (column, cell) in (0..).zip(cells) {
            put(worksheet, row, column, cell, entry(sheet, row, column))?;
        }
    }
    let Layout::List { kept } = sheet.layout else {
        return Ok(());
    };
    let last_row = u32::try_from(sheet.rows.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    worksheet.set_freeze_panes(1, kept)?;
    worksheet.autofilter(0, 0, last_row, last_column)?;
    worksheet.set_repeat_rows(0, 0)?;
    for (at, column) in (0..).zip(&sheet.columns) {
        if column.entry == Entry::Verdict && last_row > 0 {
            worksheet.add_data_validation(1, at, last_row, at, &verdicts()?)?;
        }
    }
    Ok(())
}

/// How a cell is used: as its column, but in a head.
fn entry(sheet: &Sheet, row: u32, column: u16) -> Entry {
    let column: Option<&Column> = sheet.columns.get(usize::from(column));
    match column {
        Some(column) if row > 0 => column.entry,
        Some(_) | None => Entry::None,
    }
}

fn put(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    entry: Entry,
) -> Result<(), XlsxError> {
    let format = format(cell, entry);
    match &cell.value {
        Value::Empty => worksheet.write_blank(row, column, &format)?,
        Value::Text(text) => worksheet.write_string_with_format(row, column, text, &format)?,
        // A spreadsheet counts in floating point; sizes in bytes are far below 2^53.
        Value::Whole(number) => {
            worksheet.write_number_with_format(row, column, *number as f64, &format)?
        }
        Value::Day(day) if is_countable(*day) => {
            worksheet.write_datetime_with_format(row, column, day.date(), &format)?
        }
        Value::Day(day) => {
            worksheet.write_string_with_format(row, column, wording::day(*day), &format)?
        }
    };
    Ok(())
}

/// Whether a spreadsheet can count to that day: Excel begins in 1900.
fn is_countable(day: Day) -> bool {
    day.date().year() >= 1900
}

fn format(cell: &Cell, entry: Entry) -> Format {
    let look = look(cell.tone);
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(look.size_pt)
        .set_font_color(colour(look.ink))
        .set_align(FormatAlign::Top);
    if look.wrapped {
        format = format.set_text_wrap();
    }
    if look.bold {
        format = format.set_bold();
    }
    if let Some(fill) = look.fill {
        format = format.set_background_color(colour(fill));
    }
    if look.framed {
        format = format
            .set_border(FormatBorder::Thin)
            .set_border_color(colour(LINE));
    }
    if look.centred {
        format = format.set_align(FormatAlign::Center);
    }
    match &cell.value {
        Value::Day(_) => format
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Left),
        Value::Whole(_) => format.set_num_format("#,##0").set_align(FormatAlign::Left),
        // What is typed into it is text, whatever it begins with.
        Value::Empty | Value::Text(_) if entry == Entry::Text => {
            quoted(format.set_num_format("@"), cell)
        }
        Value::Empty | Value::Text(_) => quoted(format, cell),
    }
}

/// Text stays text when its cell is edited, even when it begins as a formula would.
fn quoted(format: Format, cell: &Cell) -> Format {
    match &cell.value {
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\'']) => {
            format.set_quote_prefix()
        }
        Value::Text(_) | Value::Empty | Value::Whole(_) | Value::Day(_) => format,
    }
}

fn verdicts() -> Result<DataValidation, XlsxError> {
    let words = wording::VERDICTS.map(wording::verdict);
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_title(wording::VERDICT)?
        .set_error_message(wording::WRONG_WORD)
}

fn print(worksheet: &mut Worksheet, sheet: &Sheet, foot: &str) {
    worksheet.set_landscape();
    worksheet.set_paper_size(PAPER);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    let foot: String = foot.chars().take(LONGEST_FOOT).collect();
    let (foot, name) = (foot.replace('&', "&&"), sheet.name);
    worksheet.set_footer(format!("&L&8{foot}&C&8{name}&R&8&P / &N"));
}

/// Height that the cells of a row take: not every program works it out by itself.
fn height_pt(cells: &[Cell], columns: &[Column]) -> f64 {
    let heights = cells.iter().zip(columns).map(|(cell, column)| {
        let look = look(cell.tone);
        let lines = match &cell.value {
            Value::Text(text) if look.wrapped => lines(text, column.width_mm, look.bold),
            Value::Text(_) | Value::Empty | Value::Whole(_) | Value::Day(_) => 1,
        };
        lines * u32::from(look.size_pt) * 13 / 10 + 4
    });
    f64::from(heights.max().unwrap_or(0).clamp(17, HIGHEST_ROW))
}

/// How many lines a text takes, at six letters a centimetre and a little less when bold.
fn lines(text: &str, width_mm: u16, bold: bool) -> u32 {
    let letters = usize::from(width_mm) * if bold { 56 } else { 62 } / 100;
    let count = |line: &str| line.chars().count().div_ceil(letters.max(1)).max(1);
    let lines: usize = text.split('\n').map(count).sum();
    u32::try_from(lines).unwrap_or(u32::MAX).min(HIGHEST_ROW)
}

/// Width in characters of the standard letter, as Excel counts it at 96 dots an inch.
fn characters(width_mm: u16) -> f64 {
    (f64::from(width_mm) * 96.0 / 25.4 - 5.0) / 7.0
}

fn colour(hex: &str) -> Color {
    Color::RGB(u32::from_str_radix(hex, 16).expect("colours are six hex digits"))
}
