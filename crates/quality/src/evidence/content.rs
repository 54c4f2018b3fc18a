//! Content: the bytes of evidence as rows, each content once, cut in chunks.
//!
//! Knows nothing of files, names or kinds. Source: trust.md, bad inputs 80, 81 and 84.

use std::io::{self, Read, Write};

use rusqlite::{Connection, OptionalExtension, params};

use super::Error;
use crate::digest::{Digest, Digesting};

/// Bytes of one chunk.
const CHUNK: usize = 256 << 10;

/// Told how many bytes are done; answers whether to go on.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(u64) -> bool;

/// A content that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its digest.
    pub digest: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// Keeps what `content` holds; content that is there already is kept once. Runs inside the
/// caller's transaction.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Empty`], [`Error::Cancelled`], or as the disk says. After all but
/// [`Error::Sqlite`] the transaction is as it was.
pub(crate) fn keep(
    connection: &Connection,
    file_name: &str,
    content: impl Read,
    limit_bytes: u64,
    progress: Progress<'_>,
) -> Result<Kept, Error> {
    connection
        .execute(
            "INSERT INTO content (digest, size_bytes) VALUES (NULL, 0)",
            [],
        )
        .map_err(Error::Sqlite)?;
    let id = connection.last_insert_rowid();
    let written = write(connection, id, file_name, content, limit_bytes, progress);
    let (digest, size_bytes) = match written {
        Ok(written) => written,
        Err(Error::Sqlite(error)) => return Err(Error::Sqlite(error)),
        Err(error) => {
            drop_row(connection, id)?;
            return Err(error);
        }
    };
    let is_new = name(connection, id, digest, size_bytes).map_err(Error::Sqlite)?;
    Ok(Kept {
        digest,
        size_bytes,
        is_new,
    })
}

/// Takes back what [`keep`] has just done.
pub(super) fn drop_new(connection: &Connection, kept: Kept) -> Result<(), Error> {
    match find(connection, kept.digest).map_err(Error::Sqlite)? {
        Some(id) if kept.is_new => drop_row(connection, id),
        Some(_) | None => Ok(()),
    }
}

fn drop_row(connection: &Connection, id: i64) -> Result<(), Error> {
    connection
        .execute("DELETE FROM content WHERE id = ?1", [id])
        .map(|_| ())
        .map_err(Error::Sqlite)
}

/// Writes the chunks of a content that has no name yet.
fn write(
    connection: &Connection,
    id: i64,
    file_name: &str,
    content: impl Read,
    limit_bytes: u64,
    progress: Progress<'_>,
) -> Result<(Digest, u64), Error> {
    let mut insert = connection
        .prepare_cached("INSERT INTO chunk (content, ordinal, bytes) VALUES (?1, ?2, ?3)")
        .map_err(Error::Sqlite)?;
    // One byte more than allowed tells a file that is too large.
    let mut reader = Digesting::new(content.take(limit_bytes + 1));
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut done = 0;
    for ordinal in 0_u32.. {
        chunk.clear();
        let read = (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk);
        let read = read.map_err(|source| Error::Unreadable {
            path: file_name.into(),
            source,
        })?;
        if read == 0 {
            break;
        }
        done += read as u64;
        insert
            .execute(params![id, ordinal, chunk])
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
    Ok((digest, size_bytes))
}

/// Gives content its name, or drops it for the same that is there. Whether it is new.
fn name(connection: &Connection, id: i64, digest: Digest, size: u64) -> rusqlite::Result<bool> {
    if find(connection, digest)?.is_some() {
        connection.execute("DELETE FROM content WHERE id = ?1", [id])?;
        return Ok(false);
    }
    connection.execute(
        "UPDATE content SET digest = ?2, size_bytes = ?3 WHERE id = ?1",
        params![id, digest.to_string(), size],
    )?;
    Ok(true)
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
