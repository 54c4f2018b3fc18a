//! `content.xml`: looks, columns, cells.

use std::collections::BTreeSet;

use quick_xml::events::{BytesText, Event};

use super::{Written, Xml, document, element, empty};
use crate::spreadsheet::look::{FONT, LINE, REGISTER, look};
use crate::spreadsheet::{
    Cell, Column, Entry, Layout, Sheet, Tone, Value, Workbook, cells, wording,
};

pub(super) fn content(workbook: &Workbook) -> std::io::Result<Vec<u8>> {
    document("office:document-content", |xml| {
        element(xml, "office:automatic-styles", &[], |xml| {
            formats(xml)?;
            placed(xml, workbook)?;
            looks(xml, workbook)
        })?;
        element(xml, "office:body", &[], |xml| {
            element(xml, "office:spreadsheet", &[], |xml| {
                validations(xml)?;
                let mut sheets = workbook.sheets.iter();
                sheets.try_for_each(|sheet| table(xml, sheet))?;
                filters(xml, workbook)
            })
        })
    })
}

/// How days, numbers and text are shown.
fn formats(xml: &mut Xml) -> Written {
    let long = [("number:style", "long")];
    let day = [
        ("style:name", "day"),
        ("number:language", "fr"),
        ("number:country", "FR"),
    ];
    element(xml, "number:date-style", &day, |xml| {
        empty(xml, "number:day", &long)?;
        super::text(xml, "number:text", "/")?;
        empty(xml, "number:month", &long)?;
        super::text(xml, "number:text", "/")?;
        empty(xml, "number:year", &long)
    })?;
    let whole = [("style:name", "whole")];
    element(xml, "number:number-style", &whole, |xml| {
        let number = [
            ("number:decimal-places", "0"),
            ("number:min-integer-digits", "1"),
            ("number:grouping", "true"),
        ];
        empty(xml, "number:number", &number)
    })?;
    let text = [("style:name", "text")];
    element(xml, "number:text-style", &text, |xml| {
        empty(xml, "number:text-content", &[])
    })
}

/// Sheets, rows and columns.
fn placed(xml: &mut Xml, workbook: &Workbook) -> Written {
    let style = |xml: &mut Xml, name: &str, family: &str, kind: &str, what: &[(&str, &str)]| {
        let mut attributes = vec![("style:name", name), ("style:family", family)];
        if family == "table" {
            attributes.push(("style:master-page-name", "Default"));
        }
        element(xml, "style:style", &attributes, |xml| {
            empty(xml, kind, what)
        })
    };
    let register = format!("#{REGISTER}");
    let sheet = [("table:display", "true"), ("table:tab-color", &register)];
    style(xml, "sheet", "table", "style:table-properties", &sheet)?;
    let kind = "style:table-row-properties";
    let optimal = [("style:use-optimal-row-height", "true")];
    style(xml, "row", "table-row", kind, &optimal)?;
    let columns = workbook.sheets.iter().flat_map(|sheet| &sheet.columns);
    let widths: BTreeSet<u16> = columns.map(|column| column.width_mm).collect();
    widths.into_iter().try_for_each(|width_mm| {
        let kind = "style:table-column-properties";
        let width = [("style:column-width", &*format!("{width_mm}mm"))];
        style(xml, &column_style(width_mm), "table-column", kind, &width)
    })
}

fn column_style(width_mm: u16) -> String {
    format!("column{width_mm}")
}

/// One look for each tone and kind of value that is there.
fn looks(xml: &mut Xml, workbook: &Workbook) -> Written {
    let cells = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
    let used: BTreeSet<(Tone, &str)> = cells
        .flatten()
        .map(|cell| (cell.tone, form(cell)))
        .collect();
    used.into_iter()
        .try_for_each(|(tone, form)| cell_look(xml, tone, form))
}

fn cell_look(xml: &mut Xml, tone: Tone, form: &str) -> Written {
    let look = look(tone);
    let name = cell_style(tone, form);
    let style = [
        ("style:name", name.as_str()),
        ("style:family", "table-cell"),
        ("style:parent-style-name", "Default"),
        ("style:data-style-name", form),
    ];
    element(xml, "style:style", &style, |xml| {
        let line = format!("0.5pt solid #{LINE}");
        let fill = look.fill.map(|fill| format!("#{fill}"));
        let wrap = if look.wrapped { "wrap" } else { "no-wrap" };
        let mut cell = vec![
            ("style:vertical-align", "top"),
            ("fo:wrap-option", wrap),
            ("fo:padding", "0.8mm"),
        ];
        if look.framed {
            cell.push(("fo:border", &line));
        }
        if let Some(fill) = &fill {
            cell.push(("fo:background-color", fill));
        }
        empty(xml, "style:table-cell-properties", &cell)?;
        let align = if look.centred { "center" } else { "start" };
        let paragraph = [("fo:text-align", align)];
        empty(xml, "style:paragraph-properties", &paragraph)?;
        let (ink, size) = (format!("#{}", look.ink), format!("{}pt", look.size_pt));
        let weight = if look.bold { "bold" } else { "normal" };
        let letters = [
            ("fo:font-family", FONT),
            ("fo:font-size", &size),
            ("fo:font-weight", weight),
            ("fo:color", &ink),
        ];
        empty(xml, "style:text-properties", &letters)
    })
}

fn cell_style(tone: Tone, form: &str) -> String {
    format!("{tone:?}-{form}").replace(['(', ')'], "")
}

/// Name of the format in which a value is shown.
fn form(cell: &Cell) -> &'static str {
    match &cell.value {
        Value::Empty | Value::Text(_) => "text",
        Value::Whole(_) => "whole",
        Value::Day(_) => "day",
    }
}

fn validations(xml: &mut Xml) -> Written {
    let words = wording::VERDICTS.map(|verdict| format!("\"{}\"", wording::verdict(verdict)));
    let condition = format!("of:cell-content-is-in-list({})", words.join(";"));
    element(xml, "table:content-validations", &[], |xml| {
        let validation = [
            ("table:name", "verdict"),
            ("table:condition", condition.as_str()),
            ("table:allow-empty-cell", "true"),
            ("table:display-list", "unsorted"),
        ];
        element(xml, "table:content-validation", &validation, |xml| {
            let message = [
                ("table:title", wording::VERDICT),
                ("table:display", "true"),
                ("table:message-type", "stop"),
            ];
            element(xml, "table:error-message", &message, |xml| {
                super::text(xml, "text:p", wording::WRONG_WORD)
            })
        })
    })
}

fn table(xml: &mut Xml, sheet: &Sheet) -> Written {
    let table = [("table:name", sheet.name), ("table:style-name", "sheet")];
    element(xml, "table:table", &table, |xml| {
        for column in &sheet.columns {
            let style = column_style(column.width_mm);
            empty(xml, "table:table-column", &[("table:style-name", &style)])?;
        }
        let mut rows = sheet.rows.iter();
        if let Layout::List { .. } = sheet.layout {
            // Repeated on every printed page.
            element(xml, "table:table-header-rows", &[], |xml| {
                rows.next()
                    .map_or(Ok(()), |head| row(xml, head, &[], &sheet.columns))
            })?;
        }
        rows.try_for_each(|cells| row(xml, cells, &sheet.columns, &sheet.columns))
    })
}

/// A row; `entries` says how its cells are filled in.
fn row(xml: &mut Xml, cells: &[Cell], entries: &[Column], columns: &[Column]) -> Written {
    let style = [("table:style-name", "row")];
    element(xml, "table:table-row", &style, |xml| {
        for (at, held) in cells.iter().enumerate() {
            let entry = entries.get(at).map_or(Entry::None, |column| column.entry);
            cell(xml, held, entry)?;
        }
        match columns.len().saturating_sub(cells.len()) {
            0 => Ok(()),
            rest => {
                let repeated = [("table:number-columns-repeated", &*rest.to_string())];
                empty(xml, "table:table-cell", &repeated)
            }
        }
    })
}

fn cell(xml: &mut Xml, cell: &Cell, entry: Entry) -> Written {
    let style = cell_style(cell.tone, form(cell));
    let mut attributes = vec![("table:style-name", style.as_str())];
    if entry == Entry::Verdict {
        attributes.push(("table:content-validation-name", "verdict"));
    }
    let (value, lines) = match &cell.value {
        Value::Empty => (None, String::new()),
        Value::Text(text) => (Some(("string", None)), text.clone()),
        Value::Whole(number) => {
            let number = number.to_string();
            (
                Some(("float", Some(("office:value", number.clone())))),
                number,
            )
        }
        Value::Day(day) => (
            Some(("date", Some(("office:date-value", day.to_string())))),
            wording::day(*day),
        ),
    };
    if let Some((kind, value)) = &value {
        attributes.push(("office:value-type", kind));
        if let Some((name, value)) = value {
            attributes.push((name, value));
        }
    }
    if lines.is_empty() {
        return empty(xml, "table:table-cell", &attributes);
    }
    element(xml, "table:table-cell", &attributes, |xml| {
        let mut lines = lines.split('\n');
        lines.try_for_each(|line| element(xml, "text:p", &[], |xml| spaced(xml, line)))
    })
}

/// A line in which every space counts. Source: part 3, 6.1.2 (white space).
fn spaced(xml: &mut Xml, line: &str) -> Written {
    let mut plain = String::new();
    let mut before = ' ';
    for character in line.chars() {
        match character {
            ' ' if before == ' ' => {
                put(xml, &mut plain)?;
                empty(xml, "text:s", &[])?;
            }
            '\t' => {
                put(xml, &mut plain)?;
                empty(xml, "text:tab", &[])?;
            }
            other => plain.push(other),
        }
        before = character;
    }
    if plain.ends_with(' ') {
        plain.pop();
        put(xml, &mut plain)?;
        return empty(xml, "text:s", &[]);
    }
    put(xml, &mut plain)
}

fn put(xml: &mut Xml, plain: &mut String) -> Written {
    if plain.is_empty() {
        return Ok(());
    }
    xml.write_event(Event::Text(BytesText::new(plain)))?;
    plain.clear();
    Ok(())
}

/// The lists can be filtered by their heads.
fn filters(xml: &mut Xml, workbook: &Workbook) -> Written {
    element(xml, "table:database-ranges", &[], |xml| {
        for (number, sheet) in workbook.sheets.iter().enumerate() {
            let Layout::List { .. } = sheet.layout else {
                continue;
            };
            let row = u32::try_from(sheet.rows.len().saturating_sub(1)).unwrap_or(u32::MAX);
            let column = u32::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u32::MAX);
            let name = sheet.name;
            let range = format!("'{name}'.A1:'{name}'.{}", cells::address(row, column));
            let attributes = [
                ("table:name", &*format!("__Anonymous_Sheet_DB__{number}")),
                ("table:target-range-address", &range),
                ("table:display-filter-buttons", "true"),
            ];
            empty(xml, "table:database-range", &attributes)?;
        }
        Ok(())
    })
}
