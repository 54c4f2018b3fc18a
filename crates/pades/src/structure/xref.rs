//! Cross-reference: follows a file's sections from the newest to the oldest.
//!
//! Tables and streams, hybrid files, incremental updates. A declared count allocates nothing: each
//! entry costs bytes of the file before it costs memory. Source: ISO 32000-1, 7.5.4 to 7.5.8.

use std::collections::{BTreeMap, BTreeSet};

use super::object::{Dictionary, Object, ObjectId};
use super::parser::{Parser, is_space};
use super::{Damage, Error, Limit, Limits, Location, filter, indirect, object_stream};

/// Most sections that are followed.
const MAX_SECTIONS: usize = 4096;
/// Most blanks before a section.
const MAX_BLANKS: usize = 16;

/// Where an object is, as the newest section that knows it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Free,
    InFile { offset: usize, generation: u16 },
    InStream { container: u32, index: usize },
}

/// All that the sections say together.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) entries: BTreeMap<u32, Entry>,
    /// Every place that any section names, superseded ones too.
    pub(super) locations: Vec<Location>,
    /// First byte of each section.
    pub(super) section_starts: Vec<usize>,
    /// Bytes taken by tables and trailers (streams are objects).
    pub(super) section_ranges: Vec<std::ops::Range<usize>>,
    /// The newest trailer.
    pub(super) trailer: Dictionary,
    pub(super) stream_sections: usize,
    pub(super) has_previous: bool,
    pub(super) has_hybrid: bool,
    pub(super) is_ambiguous: bool,
    rows: usize,
    read_bytes: usize,
    /// Numbers that the section at hand told so far.
    told: BTreeSet<u32>,
}

/// Reads the sections, beginning with the one at `start`.
pub(super) fn read(bytes: &[u8], start: usize, limits: &Limits<'_>) -> Result<Table, Error> {
    let mut table = Table::default();
    let mut next = Some(start);
    let mut decoded = 0;
    while let Some(offset) = next {
        if table.section_starts.len() > MAX_SECTIONS {
            return Err(Error::Limit(Limit::Revisions));
        }
        if limits.is_expired() {
            return Err(Error::Limit(Limit::Time));
        }
        let is_newest = table.section_starts.is_empty();
        let trailer = table.read_section(bytes, offset, limits, &mut decoded)?;
        if let Some(hybrid) = trailer.get(b"XRefStm") {
            let offset = offset_of(hybrid, offset)?;
            table.has_hybrid = true;
            table.read_section(bytes, offset, limits, &mut decoded)?;
        }
        next = match trailer.get(b"Prev") {
            None => None,
            Some(previous) => {
                table.has_previous = true;
                Some(offset_of(previous, offset)?)
            }
        };
        if is_newest {
            table.trailer = trailer;
        }
    }
    Ok(table)
}

fn offset_of(value: &Object, section: usize) -> Result<usize, Error> {
    let offset = value
        .as_integer()
        .and_then(|number| usize::try_from(number).ok());
    offset.ok_or(Error::Damaged {
        offset: section,
        damage: Damage::CrossReference,
    })
}

impl Table {
    /// Reads one section and returns its trailer.
    fn read_section(
        &mut self,
        bytes: &[u8],
        offset: usize,
        limits: &Limits<'_>,
        decoded: &mut usize,
    ) -> Result<Dictionary, Error> {
        let damaged = Error::Damaged {
            offset,
            damage: Damage::CrossReference,
        };
        // A section that was read before is a loop.
        if offset >= bytes.len() || self.section_starts.contains(&offset) {
            return Err(damaged);
        }
        let blanks = bytes[offset..].iter().take(MAX_BLANKS + 1);
        if blanks.take_while(|&&byte| is_space(byte)).count() > MAX_BLANKS {
            return Err(damaged);
        }
        self.section_starts.push(offset);
        self.told.clear();
        let mut parser = Parser::new(bytes, offset, limits.nesting);
        if parser.keyword(b"xref").is_ok() {
            return self.read_table(parser, offset, bytes.len(), limits);
        }
        self.read_stream(bytes, offset, limits, decoded)
    }

    fn read_table(
        &mut self,
        mut parser: Parser<'_>,
        start: usize,
        bytes_in_all: usize,
        limits: &Limits<'_>,
    ) -> Result<Dictionary, Error> {
        let damaged = |parser: &Parser<'_>| Error::Damaged {
            offset: parser.at(),
            damage: Damage::CrossReference,
        };
        while parser.keyword(b"trailer").is_err() {
            let first = parser.unsigned().map_err(|_| damaged(&parser))?;
            let count = parser.unsigned().map_err(|_| damaged(&parser))?;
            for index in 0..count {
                let number = first
                    .checked_add(index)
                    .and_then(|number| u32::try_from(number).ok());
                let number = number.ok_or(damaged(&parser))?;
                let offset = parser.unsigned().map_err(|_| damaged(&parser))?;
                let generation = parser.unsigned().map_err(|_| damaged(&parser))?;
                let is_used = parser.keyword(b"n").is_ok();
                if !is_used {
                    parser.keyword(b"f").map_err(|_| damaged(&parser))?;
                }
                // Offset 0 is the header: writers mean an object that is not there.
                let entry = match (
                    is_used && offset != 0,
                    usize::try_from(offset),
                    u16::try_from(generation),
                ) {
                    (true, Ok(offset), Ok(generation)) => Entry::InFile { offset, generation },
                    (true, ..) => return Err(damaged(&parser)),
                    (false, ..) => Entry::Free,
                };
                self.add(number, entry, limits)?;
            }
        }
        let trailer = match parser.object() {
            Ok(Object::Dictionary(trailer)) => trailer,
            Ok(_) | Err(_) => {
                return Err(Error::Damaged {
                    offset: parser.at(),
                    damage: Damage::Trailer,
                });
            }
        };
        self.is_ambiguous |= parser.is_ambiguous;
        self.section_ranges.push(start..parser.at());
        self.count_read(parser.at() - start, bytes_in_all)?;
        Ok(trailer)
    }

    /// Sections that lie in one another would be read again and again.
    fn count_read(&mut self, bytes: usize, bytes_in_all: usize) -> Result<(), Error> {
        self.read_bytes += bytes;
        if self.read_bytes > 2 * bytes_in_all {
            return Err(Error::Limit(Limit::Revisions));
        }
        Ok(())
    }

    fn read_stream(
        &mut self,
        bytes: &[u8],
        offset: usize,
        limits: &Limits<'_>,
        decoded: &mut usize,
    ) -> Result<Dictionary, Error> {
        let damaged = Error::Damaged {
            offset,
            damage: Damage::CrossReference,
        };
        // A cross-reference stream states its length itself (7.5.8.2).
        let indirect = indirect::read(bytes, offset, limits.nesting, &|_| None)?;
        self.count_read(indirect.end - offset, bytes.len())?;
        let Object::Stream(stream) = indirect.object else {
            return Err(damaged);
        };
        if stream.dictionary.name(b"Type") != Some(b"XRef") {
            return Err(damaged);
        }
        self.stream_sections += 1;
        self.is_ambiguous |= indirect.is_ambiguous;
        self.locations.push(Location {
            offset,
            id: indirect.id,
            is_current: false,
        });
        let data = object_stream::decode_within(bytes, &stream, limits, decoded)?;
        let widths = widths(&stream.dictionary).ok_or(damaged)?;
        let size = stream
            .dictionary
            .get(b"Size")
            .and_then(Object::as_integer)
            .ok_or(damaged)?;
        let whole = vec![Object::Integer(0), Object::Integer(size)];
        let index = match stream.dictionary.get(b"Index") {
            None => whole,
            Some(index) => index.as_array().ok_or(damaged)?.to_vec(),
        };
        let mut rows = data.chunks_exact(widths.iter().sum());
        for pair in index.chunks(2) {
            let [Object::Integer(first), Object::Integer(count)] = pair else {
                return Err(damaged);
            };
            for number in 0..*count {
                let row = rows.next().ok_or(damaged)?;
                let number = first
                    .checked_add(number)
                    .and_then(|number| u32::try_from(number).ok())
                    .ok_or(damaged)?;
                self.add(number, read_row(row, widths).ok_or(damaged)?, limits)?;
            }
        }
        Ok(stream.dictionary)
    }

    fn add(&mut self, number: u32, entry: Entry, limits: &Limits<'_>) -> Result<(), Error> {
        self.rows += 1;
        let is_over = self.rows > 8 * limits.objects;
        if is_over || self.locations.len() + self.entries.len() > 2 * limits.objects {
            return Err(Error::Limit(Limit::Objects));
        }
        // One reader takes the first word of a section for an object, another the last.
        self.is_ambiguous |= !self.told.insert(number);
        let is_current = !self.entries.contains_key(&number);
        if is_current {
            self.entries.insert(number, entry);
            if self.entries.len() > limits.objects {
                return Err(Error::Limit(Limit::Objects));
            }
        }
        match entry {
            Entry::InFile { offset, generation } => {
                self.locations.push(Location {
                    offset,
                    id: ObjectId { number, generation },
                    is_current,
                });
            }
            Entry::Free | Entry::InStream { .. } => {}
        }
        Ok(())
    }
}

/// `/W`: three widths that make a row of one to 24 bytes.
fn widths(dictionary: &Dictionary) -> Option<[usize; 3]> {
    let widths = dictionary.get(b"W")?.as_array()?;
    let width = |index: usize| {
        let width = usize::try_from(widths.get(index)?.as_integer()?).ok()?;
        (width <= 8).then_some(width)
    };
    let widths = [width(0)?, width(1)?, width(2)?];
    (widths[1] > 0).then_some(widths)
}

fn read_row(row: &[u8], widths: [usize; 3]) -> Option<Entry> {
    let (kind, rest) = row.split_at_checked(widths[0])?;
    let (second, third) = rest.split_at_checked(widths[1])?;
    let number = |octets: &[u8]| {
        octets
            .iter()
            .fold(0u64, |sum, &octet| sum << 8 | u64::from(octet))
    };
    // The kind defaults to 1 when its width is 0.
    match if kind.is_empty() { 1 } else { number(kind) } {
        0 => Some(Entry::Free),
        1 if number(second) == 0 => Some(Entry::Free),
        1 => Some(Entry::InFile {
            offset: usize::try_from(number(second)).ok()?,
            generation: u16::try_from(number(third)).ok()?,
        }),
        2 => Some(Entry::InStream {
            container: u32::try_from(number(second)).ok()?,
            index: usize::try_from(number(third)).ok()?,
        }),
        // Unknown kinds stand for the null object (7.5.8.3).
        _ => Some(Entry::Free),
    }
}

/// How rows were prepared, from `/DecodeParms`.
pub(super) fn predictor(
    parameters: Option<&Dictionary>,
) -> Result<Option<filter::Predictor>, filter::Error> {
    let Some(parameters) = parameters else {
        return Ok(None);
    };
    let number = |key: &[u8], default: i64| match parameters.get(key) {
        None => Ok(default),
        Some(value) => value
            .as_integer()
            .filter(|number| (1..=1 << 20).contains(number))
            .ok_or(filter::Error::Unsupported),
    };
    match number(b"Predictor", 1)? {
        1 => return Ok(None),
        10..=15 => {}
        _ => return Err(filter::Error::Unsupported),
    }
    let bits = number(b"Colors", 1)? * number(b"BitsPerComponent", 8)?;
    let row_bits = bits * number(b"Columns", 1)?;
    let whole = |bits: i64| usize::try_from((bits + 7) / 8).map_err(|_| filter::Error::Unsupported);
    Ok(Some(filter::Predictor {
        pixel_bytes: whole(bits)?,
        row_bytes: whole(row_bits)?,
    }))
}
