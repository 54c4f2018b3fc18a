//! Structure: a strict reader of any PDF, over bytes that stay where they are.
//!
//! It follows the cross-reference and nothing else, repairs nothing, and knows the exact extent of
//! every object and stream, so that «outside stream data» means something. Bounded in memory, time
//! and depth for any input. Knows no signature. Source: trust.md, R0 to R3 and R7; ISO 32000-1, 7.5.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

pub mod content;
mod filter;
mod indirect;
mod input;
mod layout;
mod limits;
pub mod object;
mod object_stream;
mod open;
pub(crate) mod parser;
mod xref;

pub use filter::Error as FilterError;
pub use input::{Image, Input, Source};
pub use layout::{Layout, holds_counted};
pub use limits::{Limit, Limits};
pub use object::{Dictionary, Object, ObjectId, Stream};

use object_stream::Container;
use xref::{Entry, Table};

/// What is broken at some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Damage {
    /// No `startxref` where the file ends.
    End,
    /// A cross-reference section.
    CrossReference,
    /// A trailer.
    Trailer,
    /// An object that is not where the cross-reference says, or is not one.
    Object,
    /// A stream whose length or end is wrong.
    Stream,
    /// An object stream.
    ObjectStream,
    /// The catalog, or what hangs from it.
    Catalog,
    /// A dictionary that repeats a key, or a name in disguise: two readers may see two documents.
    Ambiguity,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No PDF header.
    #[error("not a PDF")]
    NotPdf,
    /// Protected by a password or a certificate.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// Over a limit.
    #[error("over the limit: {0:?}")]
    Limit(Limit),
    /// The disk gave no more of it.
    #[error("not read to its end")]
    NotRead,
    /// Broken.
    #[error("damaged at byte {offset}: {damage:?}")]
    Damaged {
        /// Where.
        offset: usize,
        /// What.
        damage: Damage,
    },
}

/// A place where an object is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Location {
    offset: usize,
    id: ObjectId,
    is_current: bool,
}

/// The extent of one object in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Which object.
    pub id: ObjectId,
    /// From its number to its `endobj`.
    pub range: Range<usize>,
    /// The data of its stream, if it is one.
    pub stream: Option<Range<usize>>,
    /// No later revision replaces it.
    pub is_current: bool,
}

/// An opened PDF.
pub struct Pdf<'a> {
    input: Input<'a>,
    table: Table,
    containers: BTreeMap<u32, Container>,
    extents: Vec<Extent>,
    faults: Vec<(usize, Damage)>,
    layout: Layout,
    nesting: usize,
}

impl std::fmt::Debug for Pdf<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Pdf")
            .field("layout", &self.layout)
            .finish_non_exhaustive()
    }
}

impl<'a> Pdf<'a> {
    /// Opens a PDF: follows its cross-reference and finds the extent of every object.
    ///
    /// Objects that are not where they are said to be do not close the file; they are in
    /// [`Pdf::faults`], and whoever needs one meets the error there.
    ///
    /// # Errors
    /// [`Error`] when it is no PDF, encrypted, over a limit, or broken in its frame.
    pub fn open(input: impl Into<Input<'a>>, limits: &Limits<'_>) -> Result<Self, Error> {
        open::open(input.into(), limits)
    }

    /// The bytes it was opened on, from its header on; zeros stand where long plain data were left
    /// in the file.
    pub fn bytes(&self) -> &'a [u8] {
        self.input.bytes()
    }

    /// What it was opened on, from its header on.
    pub fn input(&self) -> Input<'a> {
        self.input
    }

    /// Whether all that was left in the file is the data of streams without a filter, and nothing
    /// in the whole is out of order.
    fn left_out_is_plain_data(&self) -> bool {
        let is_plain = |extent: &Extent| {
            let object = self.read_extent(extent).ok();
            let stream = object.as_ref().and_then(Object::as_stream);
            stream.is_some_and(|stream| {
                !stream.dictionary.has(b"Filter") && !stream.dictionary.has(b"F")
            })
        };
        let is_data = |place: &Range<usize>| {
            let mut extents = self.extents.iter();
            let found = extents.find(|extent| extent.stream.as_ref() == Some(place));
            found.is_some_and(is_plain)
        };
        let sections = &self.table.section_ranges;
        self.faults.is_empty()
            && self.layout.header_offset == 0
            && !sections.iter().any(|section| self.input.is_absent(section))
            && self.input.absent().iter().all(is_data)
    }

    /// How it was put together.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// What is broken in it, with the places.
    pub fn faults(&self) -> &[(usize, Damage)] {
        &self.faults
    }

    /// The newest trailer.
    pub fn trailer(&self) -> &Dictionary {
        &self.table.trailer
    }

    /// The extents of all objects in the file, in its order, superseded ones too.
    pub fn extents(&self) -> &[Extent] {
        &self.extents
    }

    /// Where these bytes occur outside stream data, the first 1024 places.
    pub fn occurrences_outside_streams(&self, wanted: &[u8]) -> Vec<usize> {
        let stretches = layout::outside_streams(self.bytes().len(), &self.extents);
        layout::occurrences(self.bytes(), &stretches, wanted)
    }

    /// The offset lies in an object, of any revision.
    pub(crate) fn is_in_object(&self, offset: usize) -> bool {
        let before = self
            .extents
            .partition_point(|extent| extent.range.start <= offset);
        before > 0 && self.extents[before - 1].range.contains(&offset)
    }

    /// Ids of all current objects, in ascending order.
    pub fn ids(&self) -> impl Iterator<Item = ObjectId> {
        self.table
            .entries
            .iter()
            .filter_map(|(&number, entry)| match *entry {
                Entry::Free => None,
                Entry::InFile { generation, .. } => Some(ObjectId { number, generation }),
                Entry::InStream { .. } => Some(ObjectId {
                    number,
                    generation: 0,
                }),
            })
    }

    /// Ids of the current objects that stand in object streams.
    pub(crate) fn contained_ids(&self) -> impl Iterator<Item = ObjectId> {
        self.table
            .entries
            .iter()
            .filter_map(|(&number, entry)| match entry {
                Entry::InStream { .. } => Some(ObjectId {
                    number,
                    generation: 0,
                }),
                Entry::Free | Entry::InFile { .. } => None,
            })
    }

    /// The object with this id; the null object when there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not where the cross-reference says.
    pub fn object(&self, id: ObjectId) -> Result<Object, Error> {
        match self.table.entries.get(&id.number) {
            Some(&Entry::InFile { offset, generation }) if generation == id.generation => {
                let Ok(index) = self
                    .extents
                    .binary_search_by_key(&offset, |extent| extent.range.start)
                else {
                    return Err(Error::Damaged {
                        offset,
                        damage: Damage::Object,
                    });
                };
                self.read_extent(&self.extents[index])
            }
            Some(&Entry::InStream { container, index }) if id.generation == 0 => {
                let damaged = Error::Damaged {
                    offset: 0,
                    damage: Damage::ObjectStream,
                };
                self.containers.get(&container).ok_or(damaged)?.object(
                    id.number,
                    index,
                    self.nesting,
                )
            }
            Some(Entry::Free | Entry::InFile { .. } | Entry::InStream { .. }) | None => {
                Ok(Object::Null)
            }
        }
    }

    /// The object that occupies an extent.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the extent is not of this file.
    pub fn read_extent(&self, extent: &Extent) -> Result<Object, Error> {
        let start = extent.range.start;
        let bound = self.bytes().get(..extent.range.end).ok_or(Error::Damaged {
            offset: start,
            damage: Damage::Object,
        })?;
        // The stream's length is known by now.
        let length = extent.stream.as_ref().map(Range::len);
        indirect::read(bound, start, self.nesting, &|_| length).map(|indirect| indirect.object)
    }

    /// The object itself, or what it refers to, through any number of references up to 32.
    ///
    /// # Errors
    /// [`Error::Damaged`] as [`Pdf::object`].
    pub fn resolve(&self, object: &Object) -> Result<Object, Error> {
        let mut object = object.clone();
        for _ in 0..32 {
            match object {
                Object::Reference(id) => object = self.object(id)?,
                Object::Null
                | Object::Boolean(_)
                | Object::Integer(_)
                | Object::Real(_)
                | Object::Name(_)
                | Object::String(_)
                | Object::Array(_)
                | Object::Dictionary(_)
                | Object::Stream(_) => return Ok(object),
            }
        }
        Ok(Object::Null)
    }

    /// The value under a key, its reference followed; the null object when there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`] as [`Pdf::object`].
    pub fn value(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Object, Error> {
        dictionary
            .get(key)
            .map_or(Ok(Object::Null), |value| self.resolve(value))
    }

    /// The catalog.
    ///
    /// # Errors
    /// [`Error::Damaged`] when there is none.
    pub fn catalog(&self) -> Result<Dictionary, Error> {
        match self.value(&self.table.trailer, b"Root")? {
            Object::Dictionary(catalog) => Ok(catalog),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(_)
            | Object::Array(_)
            | Object::Stream(_)
            | Object::Reference(_) => Err(Error::Damaged {
                offset: 0,
                damage: Damage::Catalog,
            }),
        }
    }

    /// Checks that no compressed stream grows beyond the limits. Streams under other filters than
    /// FlateDecode are not decoded by anything here and so not measured.
    ///
    /// # Errors
    /// [`Error::Limit`] naming the limit.
    pub fn check_streams(&self, limits: &Limits<'_>) -> Result<(), Error> {
        let mut left = limits.all_streams_bytes;
        let is_expired = || limits.is_expired();
        for extent in self.extents.iter().filter(|extent| extent.stream.is_some()) {
            let object = self.read_extent(extent)?;
            let Some(stream) = object.as_stream() else {
                continue;
            };
            let limit = limits.stream_bytes.min(left);
            match object_stream::measure(self.bytes(), stream, limit, &is_expired) {
                Ok(grown) => left -= grown.unwrap_or(0),
                Err(FilterError::TooLarge { .. }) if limit == left => {
                    return Err(Error::Limit(Limit::AllStreamsBytes));
                }
                Err(FilterError::TooLarge { .. }) => return Err(Error::Limit(Limit::StreamBytes)),
                Err(FilterError::OutOfTime) => return Err(Error::Limit(Limit::Time)),
                // A picture that does not decode harms nobody here.
                Err(FilterError::Broken | FilterError::Unsupported | FilterError::Absent) => {}
            }
        }
        Ok(())
    }

    /// The data of a stream, filters undone, at most `limit` bytes; borrowed when there is no filter.
    ///
    /// # Errors
    /// [`FilterError`] when it is larger, broken, left in the file, or under another filter than
    /// FlateDecode.
    pub fn decode(&self, stream: &Stream, limit: usize) -> Result<Cow<'a, [u8]>, FilterError> {
        if self.input.is_absent(&stream.data) {
            return Err(FilterError::Absent);
        }
        let never = || false;
        object_stream::decode(self.bytes(), stream, limit, &never)
    }
}
