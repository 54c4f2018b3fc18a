//! The byte range: that a signature covers the file from its first byte to its last, its own
//! place apart, and that nothing else can hide in that place.
//!
//! Works on the bytes as they stand, not on what a parser made of them. Source: trust.md, R2 to R4.

use std::ops::Range;

use crate::fields::Place;
use crate::report::Reason;
use crate::structure::parser::{self, Parser, hex_value};
use crate::structure::{Object, Pdf};

/// What the rules R2, R3 and R4 found.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    pub(crate) range: Option<[usize; 4]>,
    pub(crate) place_faults: Vec<Reason>,
    pub(crate) extent_faults: Vec<Reason>,
    pub(crate) gap_faults: Vec<Reason>,
    /// The bytes that the gap spells.
    pub(crate) contents: Vec<u8>,
    pub(crate) is_lower_case: bool,
}

/// Checks the byte range of the signature dictionary that stands at `place`.
pub(crate) fn check(pdf: &Pdf<'_>, place: Place, file_bytes: usize) -> Coverage {
    let mut coverage = Coverage::default();
    let bytes = pdf.bytes();
    let offsets = pdf.occurrences_outside_streams(b"/ByteRange");
    if offsets.len() != 1 {
        coverage.place_faults.push(Reason::ByteRangeCount {
            count: offsets.len(),
        });
    }
    let places = dictionary_places(pdf, place).unwrap_or_default();
    let find = |key: &[u8]| places.iter().find(|entry| *entry.key == *key);
    let Some(entry) = find(b"ByteRange") else {
        coverage.place_faults.push(Reason::ByteRangePlace);
        return coverage;
    };
    if offsets.first() != Some(&entry.key_offset) {
        coverage.place_faults.push(Reason::ByteRangePlace);
    }
    let Some(range) = read_range(&bytes[entry.value.clone()]) else {
        coverage.place_faults.push(Reason::ByteRangeShape);
        return coverage;
    };
    coverage.range = Some(range);
    coverage.extent_faults = check_extent(range, file_bytes, pdf.layout().header_offset);
    let gap = range[1]..range[2];
    if find(b"Contents").is_none_or(|contents| contents.value != gap) {
        coverage.gap_faults.push(Reason::GapPlace);
    }
    match bytes.get(gap).and_then(read_gap) {
        Some((contents, is_lower_case)) => {
            coverage.contents = contents;
            coverage.is_lower_case = is_lower_case;
        }
        None => coverage.gap_faults.push(Reason::GapDigits),
    }
    coverage
}

/// The entries of the signature dictionary, with their places in the file.
fn dictionary_places(pdf: &Pdf<'_>, place: Place) -> Option<Vec<parser::Place>> {
    let extent_of = |id| {
        pdf.extents()
            .iter()
            .find(|extent| extent.is_current && extent.id == id)
    };
    let entries = |at: usize, end: usize, is_object: bool| {
        let mut parser = Parser::new(&pdf.bytes()[..end], at, 100);
        if is_object {
            parser.object_header().ok()?;
        }
        parser.dictionary_places().ok()
    };
    match place {
        Place::Object(id) => {
            let extent = extent_of(id)?;
            entries(extent.range.start, extent.range.end, true)
        }
        Place::InField(id) => {
            let extent = extent_of(id)?;
            let field = entries(extent.range.start, extent.range.end, true)?;
            let value = field
                .iter()
                .find(|entry| *entry.key == *b"V")?
                .value
                .clone();
            entries(value.start, value.end, false)
        }
        Place::Nowhere => None,
    }
}

/// `[0 a b c]`: four whole numbers in a direct array.
fn read_range(bytes: &[u8]) -> Option<[usize; 4]> {
    let mut parser = Parser::new(bytes, 0, 2);
    let Ok(Object::Array(items)) = parser.object() else {
        return None;
    };
    let number = |item: &Object| usize::try_from(item.as_integer()?).ok();
    let numbers: Vec<usize> = items.iter().map_while(number).collect();
    if items.len() == 4 {
        numbers.try_into().ok()
    } else {
        None
    }
}

/// R3: from 0 to the end of the file.
fn check_extent(range: [usize; 4], file_bytes: usize, header_offset: usize) -> Vec<Reason> {
    let mut faults = Vec::new();
    if header_offset != 0 {
        faults.push(Reason::HeaderPlace {
            offset: header_offset,
        });
    }
    let [start, first_end, second_start, second_length] = range;
    if start != 0 || first_end == 0 || first_end >= second_start {
        faults.push(Reason::ByteRangeOrder);
    }
    let end = second_start as i128 + second_length as i128;
    if end != file_bytes as i128 {
        let uncovered = i64::try_from(file_bytes as i128 - end).unwrap_or(i64::MIN);
        faults.push(Reason::NotToTheEnd { uncovered });
    }
    faults
}

/// R4: the bytes that the gap spells, and whether in lower case.
///
/// Digits of both cases together are refused: the case of a letter is the one thing in a file that
/// no digest would miss.
fn read_gap(gap: &[u8]) -> Option<(Vec<u8>, bool)> {
    let [b'<', digits @ .., b'>'] = gap else {
        return None;
    };
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return None;
    }
    let has_upper = digits.iter().any(u8::is_ascii_uppercase);
    let has_lower = digits.iter().any(u8::is_ascii_lowercase);
    if has_upper && has_lower {
        return None;
    }
    let contents = digits
        .chunks_exact(2)
        .map(|pair| Some(hex_value(pair[0])? << 4 | hex_value(pair[1])?))
        .collect::<Option<Vec<u8>>>()?;
    Some((contents, !has_upper))
}

/// The two stretches that the signature covers.
pub(crate) fn covered(range: [usize; 4]) -> [Range<usize>; 2] {
    let [start, first_length, second_start, second_length] = range;
    [
        start..start.saturating_add(first_length),
        second_start..second_start.saturating_add(second_length),
    ]
}
