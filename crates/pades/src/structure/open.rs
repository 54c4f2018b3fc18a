//! Opening: from the end of the file to its sections, its containers and all its objects.
//!
//! Every place that a section names is read once, within the bytes up to the next named place, so
//! that objects cannot overlap and the work grows with the file alone. Source: ISO 32000-1, 7.5.5.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{self, Layout};
use super::object::{Object, ObjectId};
use super::object_stream::{self, Container};
use super::parser::{Parser, is_space};
use super::xref::{self, Entry};
use super::{Damage, Error, Extent, Input, Limit, Limits, Location, Pdf, indirect};

/// How far from the start a header, and from the end a `startxref`, is looked for.
const SEARCH_BYTES: usize = 1024;
/// Longest object that is read for the length of another.
const LENGTH_OBJECT_BYTES: usize = 256;
/// Faults after which no more are gathered.
const MAX_FAULTS: usize = 64;

pub(super) fn open<'a>(input: Input<'a>, limits: &Limits<'_>) -> Result<Pdf<'a>, Error> {
    let bytes = input.bytes();
    if bytes.len() > limits.file_bytes {
        return Err(Error::Limit(Limit::FileBytes));
    }
    if limits.is_expired() {
        return Err(Error::Limit(Limit::Time));
    }
    let head = &bytes[..bytes.len().min(SEARCH_BYTES)];
    let header_offset = memchr::memmem::find(head, b"%PDF-").ok_or(Error::NotPdf)?;
    let after_header = input.after(header_offset).ok_or(Error::NotRead)?;
    match open_from(after_header, header_offset, limits) {
        // Offsets are counted from the header; some writers count from the file's first byte.
        Err(Error::Damaged { .. }) if header_offset > 0 => open_from(input, header_offset, limits),
        outcome => outcome,
    }
}

fn open_from<'a>(
    input: Input<'a>,
    header_offset: usize,
    limits: &Limits<'_>,
) -> Result<Pdf<'a>, Error> {
    let bytes = input.bytes();
    let start = find_start(bytes)?;
    let table = xref::read(bytes, start, limits)?;
    if table.trailer.has(b"Encrypt") {
        return Err(Error::Encrypted);
    }
    let layout = Layout {
        header_offset,
        sections: table.section_starts.len(),
        stream_sections: table.stream_sections,
        startxref_count: 0,
        eof_count: 0,
        has_previous: table.has_previous,
        has_hybrid: table.has_hybrid,
        first_unclaimed: None,
        has_bytes_after_end: bytes_after_end(bytes),
    };
    let mut pdf = Pdf {
        input,
        containers: BTreeMap::new(),
        extents: Vec::new(),
        faults: Vec::new(),
        layout,
        nesting: limits.nesting,
        table,
    };
    if pdf.table.is_ambiguous {
        pdf.faults.push((start, Damage::Ambiguity));
    }
    pdf.read_containers(limits)?;
    pdf.read_extents(limits)?;
    pdf.check_contained(limits)?;
    pdf.layout.startxref_count = pdf.occurrences_outside_streams(b"startxref").len();
    pdf.layout.eof_count = pdf.occurrences_outside_streams(b"%%EOF").len();
    pdf.layout.first_unclaimed =
        layout::first_unclaimed(bytes, &pdf.extents, &pdf.table.section_ranges);
    pdf.catalog()?;
    Ok(pdf)
}

/// The offset that the last `startxref` gives.
fn find_start(bytes: &[u8]) -> Result<usize, Error> {
    let tail_start = bytes.len().saturating_sub(SEARCH_BYTES);
    let damaged = Error::Damaged {
        offset: tail_start,
        damage: Damage::End,
    };
    let keyword = memchr::memmem::rfind(&bytes[tail_start..], b"startxref").ok_or(damaged)?;
    let mut parser = Parser::new(bytes, tail_start + keyword, 0);
    parser.keyword(b"startxref").map_err(|_| damaged)?;
    let start = parser.unsigned().map_err(|_| damaged)?;
    let rest = &bytes[parser.at()..];
    let spaces = rest.iter().take_while(|&&byte| is_space(byte)).count();
    if !rest[spaces..].starts_with(b"%%EOF") {
        return Err(damaged);
    }
    usize::try_from(start).map_err(|_| damaged)
}

/// After the last `%%EOF` only the end of its line may stand.
fn bytes_after_end(bytes: &[u8]) -> bool {
    match memchr::memmem::rfind(bytes, b"%%EOF") {
        None => true,
        Some(at) => !matches!(&bytes[at + 5..], b"" | b"\n" | b"\r\n" | b"\r"),
    }
}

impl Pdf<'_> {
    fn fault(&mut self, offset: usize, damage: Damage) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push((offset, damage));
        }
    }

    /// A number that stands alone in an object of its own: how lengths are told afterwards.
    fn length_at(&self, id: ObjectId) -> Option<usize> {
        let number = match *self.table.entries.get(&id.number)? {
            Entry::Free => return None,
            Entry::InFile { offset, generation } => {
                // A bare number takes little room; blanks before it are no work to do here.
                let end = offset
                    .saturating_add(LENGTH_OBJECT_BYTES)
                    .min(self.bytes().len());
                let mut parser = Parser::new(&self.bytes()[..end], offset, 0);
                let found = parser.object_header().ok()?;
                if found != id || generation != id.generation {
                    return None;
                }
                let number = parser.unsigned().ok()?;
                parser.keyword(b"endobj").ok()?;
                number
            }
            Entry::InStream { container, index } => {
                let object = self
                    .containers
                    .get(&container)?
                    .object(id.number, index, 0)
                    .ok()?;
                u64::try_from(object.as_integer()?).ok()?
            }
        };
        usize::try_from(number).ok()
    }

    /// Decodes every object stream that a current object stands in.
    fn read_containers(&mut self, limits: &Limits<'_>) -> Result<(), Error> {
        let wanted: BTreeSet<u32> = self
            .table
            .entries
            .values()
            .filter_map(|entry| match entry {
                Entry::InStream { container, .. } => Some(*container),
                Entry::Free | Entry::InFile { .. } => None,
            })
            .collect();
        let (mut decoded, mut read_bytes) = (0, 0);
        for number in wanted {
            if limits.is_expired() {
                return Err(Error::Limit(Limit::Time));
            }
            let Some(&Entry::InFile { offset, .. }) = self.table.entries.get(&number) else {
                self.fault(0, Damage::ObjectStream);
                continue;
            };
            match self.read_container(offset, number, limits, &mut decoded) {
                Ok((container, length)) => {
                    self.containers.insert(number, container);
                    read_bytes += length;
                    // Containers that lie in one another would be read again and again.
                    if read_bytes > 2 * self.bytes().len() {
                        return Err(Error::Limit(Limit::Objects));
                    }
                }
                Err(Error::Damaged { offset, damage }) => self.fault(offset, damage),
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn read_container(
        &self,
        offset: usize,
        number: u32,
        limits: &Limits<'_>,
        decoded: &mut usize,
    ) -> Result<(Container, usize), Error> {
        let damaged = Error::Damaged {
            offset,
            damage: Damage::ObjectStream,
        };
        let indirect = indirect::read(self.bytes(), offset, limits.nesting, &|id| {
            self.length_at(id)
        })?;
        let Object::Stream(stream) = indirect.object else {
            return Err(damaged);
        };
        if indirect.id.number != number {
            return Err(damaged);
        }
        let data = object_stream::decode_within(self.bytes(), &stream, limits, decoded)?;
        let container = Container::read(&stream.dictionary, data, limits)?;
        Ok((container, indirect.end - offset))
    }

    /// Reads every object that any section names, where it says.
    fn read_extents(&mut self, limits: &Limits<'_>) -> Result<(), Error> {
        let mut locations = self.table.locations.clone();
        // Of several mentions of one place the current one counts.
        locations
            .sort_unstable_by_key(|location| (location.offset, location.id, !location.is_current));
        locations.dedup_by_key(|location| (location.offset, location.id));
        let mut bounds: Vec<usize> = locations.iter().map(|location| location.offset).collect();
        bounds.extend_from_slice(&self.table.section_starts);
        bounds.sort_unstable();
        bounds.dedup();
        for location in &locations {
            if limits.is_expired() {
                return Err(Error::Limit(Limit::Time));
            }
            let next = bounds.partition_point(|&bound| bound <= location.offset);
            let bound = bounds
                .get(next)
                .copied()
                .unwrap_or(self.bytes().len())
                .min(self.bytes().len());
            self.read_location(location, bound, limits)?;
        }
        Ok(())
    }

    fn read_location(
        &mut self,
        location: &Location,
        bound: usize,
        limits: &Limits<'_>,
    ) -> Result<(), Error> {
        let Location {
            offset,
            id,
            is_current,
        } = *location;
        let bytes = &self.bytes()[..bound];
        match indirect::read(bytes, offset, limits.nesting, &|id| self.length_at(id)) {
            Ok(indirect) if indirect.id == id => {
                if indirect.is_ambiguous {
                    self.fault(offset, Damage::Ambiguity);
                }
                let stream = indirect
                    .object
                    .as_stream()
                    .map(|stream| stream.data.clone());
                self.extents.push(Extent {
                    id,
                    range: offset..indirect.end,
                    stream,
                    is_current,
                });
                Ok(())
            }
            Ok(_) => {
                self.fault(offset, Damage::Object);
                Ok(())
            }
            Err(Error::Damaged { offset, damage }) => {
                self.fault(offset, damage);
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    /// Reads every current object that stands in an object stream.
    fn check_contained(&mut self, limits: &Limits<'_>) -> Result<(), Error> {
        let contained: Vec<(u32, u32, usize)> = self
            .table
            .entries
            .iter()
            .filter_map(|(&number, entry)| match *entry {
                Entry::InStream { container, index } => Some((number, container, index)),
                Entry::Free | Entry::InFile { .. } => None,
            })
            .collect();
        for (number, container, index) in contained {
            if limits.is_expired() {
                return Err(Error::Limit(Limit::Time));
            }
            let Some(container) = self.containers.get(&container) else {
                continue;
            };
            match container.read_object(number, index, limits.nesting) {
                Ok((_, false)) => {}
                Ok((_, true)) => self.fault(0, Damage::Ambiguity),
                Err(Error::Damaged { offset, damage }) => self.fault(offset, damage),
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}
