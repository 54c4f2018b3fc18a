//! Evidence (preuve): the bytes, kept once for each content, cut in chunks.
//!
//! Knows nothing of which answer they serve. Content is named by its SHA-256; it is read and
//! written by streaming, so that no piece is ever wholly in memory, and checked on every read.
//! Source: trust.md, bad inputs 63 to 84.

mod content;
mod folder;
mod image;
pub mod media;
mod name;
mod notice;
mod office;
mod open_copy;
mod pdf;
mod preview;
mod source;
mod taking;
pub mod wording;

use std::io;
use std::path::PathBuf;

use crate::digest::Digest;
pub(crate) use content::{Progress, is_kept, keep, write_to};
pub use folder::{Proposal, Skip, Skipped, propose};
pub use name::{display_name, folded, is_invisible, plain_name, unlike};
pub use notice::{Metadata, Notice};
pub use open_copy::OpenCopies;
pub use preview::Preview;
pub(crate) use preview::preview;
pub(crate) use source::stem;
pub use source::{Source, open_plain};
pub use taking::MetadataChoice;
pub(crate) use taking::{Taken, look_again, take};

/// Largest piece of evidence that a person adds, in bytes, unless they set another limit.
pub const LARGEST: u64 = 50 << 20;

/// Why a piece of evidence cannot be added or read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file.
    #[error("{}: no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder: its files are to be chosen.
    #[error("{}: a folder", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A device, a pipe, a link that leads nowhere: no file.
    #[error("{}: not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// An address, dragged from a browser.
    #[error("{address}: an address, not a file")]
    Address {
        /// The address.
        address: String,
    },
    /// Another application holds the file.
    #[error("{}: in use", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// A cloud folder names the file, but its content is not on this machine.
    #[error("{}: not downloaded", path.display())]
    OnlyPromised {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
    /// The file has no byte.
    #[error("{file_name}: empty")]
    Empty {
        /// Its name.
        file_name: String,
    },
    /// The file is larger than allowed.
    #[error("{file_name}: more than {limit_bytes} bytes")]
    TooLarge {
        /// Its name.
        file_name: String,
        /// Its size.
        size_bytes: u64,
        /// The largest size.
        limit_bytes: u64,
    },
    /// An image whose picture is larger than any reader should have to unpack.
    #[error("{file_name}: {width} x {height} pixels")]
    ImageTooLarge {
        /// Its name.
        file_name: String,
        /// Width of the picture, in pixels.
        width: usize,
        /// Height of the picture, in pixels.
        height: usize,
        /// Most pixels that are taken.
        most_pixels: usize,
    },
    /// A kind of file that is never taken: it could do harm, or an auditor could not read it.
    #[error("{file_name}: refused kind {kind:?}")]
    RefusedKind {
        /// Its name.
        file_name: String,
        /// What it is.
        kind: media::Refused,
    },
    /// The file changed while it was read.
    #[error("{file_name}: changed while being read")]
    Changed {
        /// Its name.
        file_name: String,
    },
    /// The content is not there.
    #[error("{0} is missing")]
    ContentMissing(Digest),
    /// The content is no longer what was added.
    #[error("{0} is damaged")]
    Damaged(Digest),
    /// The person gave up.
    #[error("cancelled")]
    Cancelled,
    /// What takes the bytes refused them.
    #[error("{0}")]
    Target(io::Error),
    /// The workspace file refused.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

#[cfg(test)]
mod tests;
