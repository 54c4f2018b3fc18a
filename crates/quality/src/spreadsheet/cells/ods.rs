//! Cells of an `.ods`, streamed: a row or cell that says it is repeated a million times is
//! counted, not copied. (`calamine` would copy up to a hundred million before it gives any.)

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use zip::ZipArchive;

use super::{Content, Error, LARGEST_CONTENT, Sheets, Taking};

/// An XML document being read.
type Xml<'x> = Reader<&'x [u8]>;

pub(super) fn read(bytes: &[u8], wanted: &[&str]) -> Result<Sheets, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if part(&mut archive, "META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(Error::Protected);
    }
    let content = part(&mut archive, "content.xml")?;
    let mut xml = Reader::from_str(&content);
    xml.config_mut().expand_empty_elements = true;
    let (mut sheets, mut left) = (Sheets::new(), LARGEST_CONTENT);
    loop {
        match xml.read_event().map_err(Error::damaged)? {
            Event::Start(start) if start.name() == QName("table:table") => {
                let name = attribute(&start, "table:name")?.unwrap_or_default();
                if !wanted.contains(&name.as_str()) || sheets.contains_key(&name) {
                    continue;
                }
                let mut taking = Taking {
                    sheet: &name,
                    cells: Vec::new(),
                    left: &mut left,
                };
                table(&mut xml, &mut taking)?;
                let cells = taking.cells;
                sheets.insert(name, cells);
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Error> {
    let mut text = String::new();
    let part = archive.by_name(name)?;
    part.take(LARGEST_CONTENT)
        .read_to_string(&mut text)
        .map_err(Error::damaged)?;
    Ok(text)
}

/// The cells of a table, up to its end.
fn table(xml: &mut Xml<'_>, taking: &mut Taking<'_>) -> Result<(), Error> {
    let mut next_row = 0_u32;
    loop {
        match xml.read_event().map_err(Error::damaged)? {
            Event::Start(start) if start.name() == QName("table:table-row") => {
                let repeated = repeated(&start, "table:number-rows-repeated")?;
                row(xml, taking, next_row, repeated)?;
                next_row = next_row.saturating_add(repeated);
            }
            Event::End(end) if end.name() == QName("table:table") => return Ok(()),
            Event::Eof => return Err(Error::damaged("incomplete table")),
            _ => {}
        }
    }
}

fn row(xml: &mut Xml<'_>, taking: &mut Taking<'_>, row: u32, rows: u32) -> Result<(), Error> {
    let mut next_column = 0_u32;
    loop {
        match xml.read_event().map_err(Error::damaged)? {
            Event::Start(start) if is_cell(start.name()) => {
                let columns = repeated(&start, "table:number-columns-repeated")?;
                let content = cell(xml, &start)?;
                let column = next_column;
                next_column = next_column.saturating_add(columns);
                let Some(content) = content else { continue };
                for row in row..row.saturating_add(rows) {
                    for column in column..column.saturating_add(columns) {
                        taking.take(row, column, content.clone())?;
                    }
                }
            }
            Event::End(end) if end.name() == QName("table:table-row") => return Ok(()),
            Event::Eof => return Err(Error::damaged("incomplete row")),
            _ => {}
        }
    }
}

fn is_cell(name: QName<'_>) -> bool {
    matches!(name.0, "table:table-cell" | "table:covered-table-cell")
}

/// What a cell holds, up to its end.
fn cell(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Result<Option<Content>, Error> {
    let mut text = Lines::default();
    let mut depth = 0_u32;
    loop {
        match xml.read_event().map_err(Error::damaged)? {
            // What was noted beside the cell does not stand in it.
            Event::Start(note) if note.name() == QName("office:annotation") => {
                let note = note.to_end().into_owned();
                xml.read_to_end(note.name()).map_err(Error::damaged)?;
            }
            Event::Start(start) => {
                depth += 1;
                text.begin(&start)?;
            }
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(plain) => text.push(&plain.xml10_content()),
            Event::GeneralRef(reference) => text.put(character(&reference)?),
            Event::Eof => return Err(Error::damaged("incomplete cell")),
            _ => {}
        }
    }
    if attribute(start, "table:formula")?.is_some() {
        return Ok(Some(Content::Formula));
    }
    if attribute(start, "calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Some(Content::Fault));
    }
    let text = match attribute(start, "office:string-value")? {
        Some(value) if text.text.is_empty() => value,
        Some(_) | None => text.text,
    };
    Ok((!text.is_empty()).then_some(Content::Text(text)))
}

/// The lines of a cell: white space counts once, unless it is said to count.
/// Source: part 3, 6.1.2.
#[derive(Default)]
struct Lines {
    text: String,
    begun: bool,
    after_space: bool,
}

impl Lines {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Error> {
        match start.name().0 {
            "text:p" | "text:h" => {
                if self.begun {
                    self.text.push('\n');
                }
                self.begun = true;
                self.after_space = true;
            }
            "text:s" => {
                let count = repeated(start, "text:c")?;
                if self.text.len() as u64 + u64::from(count) > LARGEST_CONTENT {
                    return Err(Error::UnpacksTooLarge);
                }
                self.text.extend(std::iter::repeat_n(' ', count as usize));
                self.after_space = false;
            }
            "text:tab" => self.put('\t'),
            "text:line-break" => self.put('\n'),
            _ => {}
        }
        Ok(())
    }

    /// A character that counts, whatever stands round it.
    fn put(&mut self, character: char) {
        if self.begun {
            self.text.push(character);
            self.after_space = false;
        }
    }

    fn push(&mut self, plain: &str) {
        // Outside paragraphs stands only the layout of the file.
        if !self.begun {
            return;
        }
        for character in plain.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
            match (is_space, self.after_space) {
                (true, true) => {}
                (true, false) => self.text.push(' '),
                (false, _) => self.text.push(character),
            }
            self.after_space = is_space;
        }
    }
}

/// The character that `&…;` stands for.
fn character(reference: &BytesRef<'_>) -> Result<char, Error> {
    if let Some(character) = reference.resolve_char_ref().map_err(Error::damaged)? {
        return Ok(character);
    }
    match &*reference.xml10_content() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(Error::damaged(format_args!("unknown entity {other}"))),
    }
}

/// How often a row, cell or space stands there.
fn repeated(start: &BytesStart<'_>, name: &str) -> Result<u32, Error> {
    match attribute(start, name)? {
        None => Ok(1),
        Some(count) => count.trim().parse().map_err(Error::damaged),
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let attribute = start.try_get_attribute(name).map_err(Error::damaged)?;
    let Some(attribute) = attribute else {
        return Ok(None);
    };
    let value = quick_xml::escape::unescape(&attribute.value).map_err(Error::damaged)?;
    Ok(Some(value.into_owned()))
}
