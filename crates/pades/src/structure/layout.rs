//! Layout: how a file was put together from its first byte to its last.
//!
//! Knows no meaning of the objects. Source: trust.md, R2 and R8; ISO 32000-1, 7.5.

use std::ops::Range;

use super::Extent;
use super::parser::is_space;

/// How the file was put together: facts for rule R8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Where `%PDF-` stands.
    pub header_offset: usize,
    /// Cross-reference sections, of tables and of streams.
    pub sections: usize,
    /// Of these, streams.
    pub stream_sections: usize,
    /// `startxref` outside stream data.
    pub startxref_count: usize,
    /// `%%EOF` outside stream data.
    pub eof_count: usize,
    /// A trailer names an earlier section.
    pub has_previous: bool,
    /// A trailer names a hybrid section.
    pub has_hybrid: bool,
    /// First byte outside objects, sections and the end that is neither white space nor the header.
    pub first_unclaimed: Option<usize>,
    /// Something stands after the last `%%EOF`, apart from the end of its line.
    pub has_bytes_after_end: bool,
}

impl Layout {
    /// One revision, in the classic form (trust.md, R8).
    pub fn is_single_revision(&self) -> bool {
        self.header_offset == 0
            && self.sections == 1
            && self.stream_sections == 0
            && self.startxref_count == 1
            && self.eof_count == 1
            && !self.has_previous
            && !self.has_hybrid
            && self.first_unclaimed.is_none()
            && !self.has_bytes_after_end
    }
}

/// Whether a text, spelt as it is, would be counted with what makes up a file: whoever writes it
/// spells it otherwise.
pub fn holds_counted(text: &str) -> bool {
    // Source: trust.md, R2 and R8.
    let counted = ["/ByteRange", "startxref", "%%EOF"];
    counted.iter().any(|counted| text.contains(counted))
}

/// The stretches of a file that are not stream data, in order.
pub(super) fn outside_streams(length: usize, extents: &[Extent]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut from = 0;
    for stream in extents.iter().filter_map(|extent| extent.stream.clone()) {
        if stream.start > from {
            stretches.push(from..stream.start);
        }
        from = from.max(stream.end);
    }
    stretches.push(from..length);
    stretches
}

/// Most occurrences that are told; whoever counts them wants to know of one or none.
pub(super) const MAX_OCCURRENCES: usize = 1024;

/// Where these bytes occur outside stream data, the first [`MAX_OCCURRENCES`] of them.
pub(super) fn occurrences(bytes: &[u8], stretches: &[Range<usize>], wanted: &[u8]) -> Vec<usize> {
    let finder = memchr::memmem::Finder::new(wanted);
    stretches
        .iter()
        .flat_map(|stretch| {
            finder
                .find_iter(&bytes[stretch.clone()])
                .map(|found| stretch.start + found)
        })
        .take(MAX_OCCURRENCES)
        .collect()
}

/// First byte that belongs to no object, no section, no header and no end, white space apart.
pub(super) fn first_unclaimed(
    bytes: &[u8],
    extents: &[Extent],
    sections: &[Range<usize>],
) -> Option<usize> {
    let mut claimed: Vec<Range<usize>> =
        extents.iter().map(|extent| extent.range.clone()).collect();
    claimed.extend_from_slice(sections);
    claimed.sort_unstable_by_key(|range| range.start);
    let mut at = header_length(bytes);
    for range in claimed.iter().chain([&(bytes.len()..bytes.len())]) {
        let gap = bytes.get(at..range.start).unwrap_or_default();
        if let Some(offset) = unclaimed_in(gap) {
            return Some(at + offset);
        }
        at = at.max(range.end);
    }
    None
}

/// The header line, and the line of high bytes after it.
fn header_length(bytes: &[u8]) -> usize {
    let line_end = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |end| end + 1)
    };
    let first = line_end(0);
    match bytes.get(first..) {
        Some([b'\n', b'%', ..]) => line_end(first + 1),
        Some([b'%', ..]) => line_end(first),
        _ => first,
    }
}

/// First byte of a gap that is neither white space nor part of `startxref N %%EOF`.
fn unclaimed_in(gap: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += gap[at..].iter().take_while(|&&byte| is_space(byte)).count();
        let rest = &gap[at..];
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with(b"%%EOF") {
            at += 5;
        } else if rest.starts_with(b"startxref") {
            at += 9;
            at += gap[at..].iter().take_while(|&&byte| is_space(byte)).count();
            at += gap[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        } else {
            return Some(at);
        }
    }
}
