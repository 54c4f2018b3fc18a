//! Limits: how much of memory, depth and time one file may ask for.
//!
//! Knows no file. Source: trust.md, R0 and R7.

/// How much a file may ask for.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Length of the file.
    pub file_bytes: usize,
    /// Length of one stream once decoded.
    pub stream_bytes: usize,
    /// Length of all streams together once decoded.
    pub all_streams_bytes: usize,
    /// Number of objects.
    pub objects: usize,
    /// Depth of arrays and dictionaries within one another.
    pub nesting: usize,
    /// Number of embedded files.
    pub attachments: usize,
    /// The caller's clock: true when the time for this file is over.
    pub deadline: Option<&'a dyn Fn() -> bool>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            stream_bytes: 64 << 20,
            all_streams_bytes: 256 << 20,
            objects: 200_000,
            nesting: 100,
            attachments: 5_000,
            deadline: None,
        }
    }
}

impl std::fmt::Debug for Limits<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Limits")
            .field("file_bytes", &self.file_bytes)
            .finish_non_exhaustive()
    }
}

impl Limits<'_> {
    pub(crate) fn is_expired(&self) -> bool {
        self.deadline.is_some_and(|is_over| is_over())
    }
}

/// A limit that a file went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Length of the file.
    FileBytes,
    /// Length of one decoded stream.
    StreamBytes,
    /// Length of all decoded streams.
    AllStreamsBytes,
    /// Number of objects.
    Objects,
    /// Values in one object, or length of one string.
    ObjectSize,
    /// Depth of nesting.
    Nesting,
    /// Number of revisions.
    Revisions,
    /// Number of embedded files.
    Attachments,
    /// Time.
    Time,
}
