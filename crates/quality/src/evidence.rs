//! Evidence (preuve): the bytes, kept once for each content, cut in chunks.
//!
//! Knows nothing of which answer they serve. Content is named by its SHA-256; it is read and
//! written by streaming, so that no piece is ever wholly in memory, and checked on every read.
//! Source: trust.md, bad inputs 63 to 84.

pub mod media;
mod source;

use std::io::{self, Read, Write};
use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, params};

use crate::digest::{Digest, Digesting};
pub use source::{Source, display_name, open_plain, plain_name};

/// Largest piece of evidence that a person adds, in bytes.
pub const LARGEST: u64 = 50 << 20;

/// Bytes of one chunk.
const CHUNK: usize = 256 << 10;

/// Why a piece of evidence cannot be added or read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file.
    #[error("{}: no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder, a device or another thing that is no file.
    #[error("{}: not a file", path.display())]
    NotAFile {
        /// The path.
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

/// Told how many bytes are done; answers whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(u64) -> bool;

/// Keeps what `content` holds and gives its digest and size; content that is there already is
/// kept once. Runs inside the caller's transaction.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Empty`], [`Error::Cancelled`], or as the disk says.
pub(crate) fn keep(
    connection: &Connection,
    file_name: &str,
    content: impl Read,
    limit_bytes: u64,
    progress: Progress<'_>,
) -> Result<(Digest, u64), Error> {
    connection
        .execute(
            "INSERT INTO content (digest, size_bytes) VALUES (NULL, 0)",
            [],
        )
        .map_err(Error::Sqlite)?;
    let id = connection.last_insert_rowid();
    // One byte more than allowed tells a file that is too large.
    let mut reader = Digesting::new(content.take(limit_bytes + 1));
    let mut done = 0;
    for ordinal in 0_u32.. {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk);
        let read = read.map_err(|source| Error::Unreadable {
            path: file_name.into(),
            source,
        })?;
        if read == 0 {
            break;
        }
        done += read as u64;
        connection
            .prepare_cached("INSERT INTO chunk (content, ordinal, bytes) VALUES (?1, ?2, ?3)")
            .and_then(|mut statement| statement.execute(params![id, ordinal, chunk]))
            .map_err(Error::Sqlite)?;
        if !progress(done) {
            return Err(Error::Cancelled);
        }
    }
    let (digest, size_bytes) = reader.finish();
    let file_name = || file_name.to_owned();
    if size_bytes == 0 {
        return Err(Error::Empty {
            file_name: file_name(),
        });
    }
    if size_bytes > limit_bytes {
        return Err(Error::TooLarge {
            file_name: file_name(),
            size_bytes,
            limit_bytes,
        });
    }
    name(connection, id, digest, size_bytes).map_err(Error::Sqlite)?;
    Ok((digest, size_bytes))
}

/// Gives new content its name, or drops it for the same that is there.
fn name(connection: &Connection, id: i64, digest: Digest, size: u64) -> rusqlite::Result<()> {
    if find(connection, digest)?.is_some() {
        connection.execute("DELETE FROM content WHERE id = ?1", [id])?;
        return Ok(());
    }
    connection.execute(
        "UPDATE content SET digest = ?2, size_bytes = ?3 WHERE id = ?1",
        params![id, digest.to_string(), size],
    )?;
    Ok(())
}

fn find(connection: &Connection, digest: Digest) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM content WHERE digest = ?1")?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()
}

/// Whether that content is there.
///
/// # Errors
/// As the disk says.
pub(crate) fn is_kept(connection: &Connection, digest: Digest) -> Result<bool, Error> {
    find(connection, digest)
        .map(|id| id.is_some())
        .map_err(Error::Sqlite)
}

/// Writes the content of that digest to `out`, chunk by chunk.
///
/// # Errors
/// [`Error::ContentMissing`]; [`Error::Damaged`] when what was written to `out` is not what was
/// added; [`Error::Target`] when `out` refuses.
pub(crate) fn write_to(
    connection: &Connection,
    digest: Digest,
    out: &mut dyn Write,
) -> Result<u64, Error> {
    let id = find(connection, digest).map_err(Error::Sqlite)?;
    let id = id.ok_or(Error::ContentMissing(digest))?;
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM chunk WHERE content = ?1 ORDER BY ordinal")
        .map_err(Error::Sqlite)?;
    let mut rows = statement.query([id]).map_err(Error::Sqlite)?;
    let mut digesting = Digesting::new(io::empty());
    while let Some(row) = rows.next().map_err(Error::Sqlite)? {
        let chunk = row.get_ref(0).map_err(Error::Sqlite)?;
        let chunk = chunk.as_blob().map_err(|_| Error::Damaged(digest))?;
        digesting.pass(chunk);
        out.write_all(chunk).map_err(Error::Target)?;
    }
    let (found, size_bytes) = digesting.finish();
    if found != digest {
        return Err(Error::Damaged(digest));
    }
    Ok(size_bytes)
}

#[cfg(test)]
mod tests;
