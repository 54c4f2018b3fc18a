//! Connections: how a workspace file is opened, and what SQLite is told to hold to.
//!
//! Knows nothing of tables. Sources: <https://www.sqlite.org/pragma.html>,
//! <https://www.sqlite.org/security.html>, <https://www.sqlite.org/uri.html>, SQLCipher's
//! `PRAGMA key`; trust.md, G2, G9 and G11.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, Error, Passphrase, explain};

/// Bytes at the head of any plain SQLite file.
const PLAIN_HEAD: &[u8] = b"SQLite format 3\0";

/// Bytes that are looked at to tell what a file is.
const LOOKED_AT: u64 = 256 << 10;

/// Bytes of a page of an encrypted file. SQLCipher seals each page for itself, so that large ones
/// cost less for each byte: 500 MB of evidence are written in a third of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// As new files have them.
    Large,
    /// As the first version made them.
    Small,
}

impl Pages {
    pub(super) fn bytes(self) -> u32 {
        match self {
            Self::Large => 16 << 10,
            Self::Small => 4 << 10,
        }
    }
}

/// Flags for looking at a file. That it is not written to is said in its URI; a copy of it that
/// is attached later may be.
const LOOK: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_URI)
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Makes the file and opens it for writing.
pub(super) fn create(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let make = || {
        let connection = Connection::open_with_flags(full(path), flags)?;
        guard(&connection, passphrase, Pages::Large)?;
        use_log(&connection)?;
        settle(&connection)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        Ok(connection)
    };
    make().map_err(|error| explain(error, path))
}

/// Opens a file for writing. Nothing is written yet, not even a log that stands beside it.
pub(super) fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |pages| {
        let connection = Connection::open_with_flags(full(path), flags)?;
        guard(&connection, passphrase, pages)?;
        Ok(connection)
    };
    let open = || {
        let connection = fitting(passphrase, open)?;
        let is_readonly = connection.is_readonly("main")?;
        Ok((connection, is_readonly))
    };
    let (connection, is_readonly) = open().map_err(|error| explain(error, path))?;
    // SQLite falls back to reading without a word.
    if is_readonly {
        return Err(Error::ReadOnly {
            path: path.to_owned(),
        });
    }
    identify(&connection, path, passphrase.is_some())?;
    settle(&connection).map_err(|error| explain(error, path))?;
    Ok(connection)
}

/// As [`look`], for a main file into which a log was being brought: the file may be shorter than
/// its head says.
pub(super) fn look_unfinished(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Connection, Error> {
    let open = |pages| {
        let connection = Connection::open_with_flags(immutable(path), LOOK)?;
        guard(&connection, passphrase, pages)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        connection.pragma_update(None, "writable_schema", true)?;
        Ok(connection)
    };
    fitting(passphrase, open).map_err(|error| explain(error, path))
}

/// Opens a file to read it as it stands alone: no lock, no log, nothing written anywhere.
pub(super) fn look(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection, Error> {
    let open = |pages| {
        let connection = Connection::open_with_flags(immutable(path), LOOK)?;
        guard(&connection, passphrase, pages)?;
        Ok(connection)
    };
    let connection = fitting(passphrase, open).map_err(|error| explain(error, path))?;
    identify(&connection, path, passphrase.is_some())?;
    Ok(connection)
}

/// Opens with the size of pages that an encrypted file has. Nothing in it tells which that is.
pub(super) fn fitting(
    passphrase: Option<&Passphrase>,
    open: impl Fn(Pages) -> rusqlite::Result<Connection>,
) -> rusqlite::Result<Connection> {
    let large = open(Pages::Large)?;
    if passphrase.is_none() {
        return Ok(large);
    }
    let read = large.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
    if !read.is_err_and(|error| is_no_database(&error)) {
        return Ok(large);
    }
    // It may hold the lock.
    drop(large);
    open(Pages::Small)
}

/// Whether SQLite finds no database: the key, or the size of pages, is another.
pub(super) fn is_no_database(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)
}

/// The full path: SQLite would take `file:…`, `:memory:` and an empty name for something else.
pub(super) fn full(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The URI of a file that nobody changes. Everything that has a meaning in a URI is escaped.
pub(super) fn immutable(path: &Path) -> String {
    let mut uri = String::from(if cfg!(windows) { "file:///" } else { "file://" });
    for byte in full(path).as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(*byte));
            }
            b':' if cfg!(windows) => uri.push(':'),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

/// Whether the file is encrypted.
///
/// # Errors
/// [`Error::Missing`]; [`Error::NotAWorkspace`] when it can be neither; [`Error::Damaged`] when it
/// was a workspace whose head is gone.
pub(super) fn is_encrypted(path: &Path) -> Result<bool, Error> {
    let path_owned = || path.to_owned();
    let disk = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { path: path_owned() },
        _ => Error::Disk {
            path: path_owned(),
            detail: error.to_string(),
        },
    };
    if !std::fs::metadata(path).map_err(disk)?.is_file() {
        return Err(Error::NotAWorkspace { path: path_owned() });
    }
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LOOKED_AT).read_to_end(&mut head))
        .map_err(disk)?;
    if head.starts_with(PLAIN_HEAD) {
        return Ok(false);
    }
    if contains(&head, b"CREATE TABLE edition (") {
        return Err(Error::Damaged {
            path: path_owned(),
            detail: "its head was overwritten".to_owned(),
        });
    }
    if is_random(&head) {
        return Ok(true);
    }
    Err(Error::NotAWorkspace { path: path_owned() })
}

/// Whether bytes look encrypted: none is much more frequent than the others.
fn is_random(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(4096)];
    let mut counts = [0_usize; 256];
    for byte in first {
        counts[usize::from(*byte)] += 1;
    }
    // Of 4096 random bytes each value comes 16 times; 64 times would be twelve deviations away.
    first.len() >= 512 && counts.iter().all(|count| *count < 64) && !is_known_type(first)
}

/// Bytes that one random file in some millions begins with: a mark as short as that tells nothing.
const SHORT: usize = 3;

/// Whether bytes are of a type that more than a short mark tells.
fn is_known_type(bytes: &[u8]) -> bool {
    let mut begun = vec![0; bytes.len()];
    let short = bytes.len().min(SHORT);
    begun[..short].copy_from_slice(&bytes[..short]);
    infer::get(bytes).is_some() && infer::get(&begun).is_none()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Whether the file is a workspace of ours, that the passphrase opens.
pub(super) fn identify(connection: &Connection, path: &Path, encrypted: bool) -> Result<(), Error> {
    let found = connection.pragma_query_value(None, "application_id", |row| row.get(0));
    let application: i32 = found.map_err(|error| match explain(error, path) {
        Error::NotAWorkspace { path } if encrypted => Error::WrongPassphrase { path },
        other => other,
    })?;
    if application == APPLICATION_ID {
        return Ok(());
    }
    Err(Error::NotAWorkspace {
        path: path.to_owned(),
    })
}

/// Tells SQLite to trust nothing in the file and to touch nothing by itself. Comes before
/// anything is read.
pub(super) fn guard(
    connection: &Connection,
    passphrase: Option<&Passphrase>,
    pages: Pages,
) -> rusqlite::Result<()> {
    // A change alone takes more statements than are kept prepared by default.
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Closing must not bring a log into the file that nobody has judged yet.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    if let Some(passphrase) = passphrase {
        // SQLCipher would otherwise write to standard error when a passphrase is wrong.
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        connection.pragma_update(None, "key", passphrase.as_str())?;
        connection.pragma_update(None, "cipher_page_size", pages.bytes())?;
    }
    // One process at a time; set before the first access, WAL then needs no shared memory.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// Lets changes go through a log. A file that another application turned to a journal is turned
/// back, which writes to it.
pub(super) fn use_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")
}

/// Tells SQLite to lose nothing, and to keep others out.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    // The log is brought in by us, each time under a new generation.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    if cfg!(target_os = "macos") {
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    // Takes the exclusive lock now, so that another application learns it at once.
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_keeps_its_meaning_in_a_uri() {
        assert_eq!(
            immutable(Path::new("/été/a b#1?mode=rwc%41;&'.mentorat")),
            "file:///%C3%A9t%C3%A9/a%20b%231%3Fmode%3Drwc%2541%3B%26%27.mentorat?immutable=1"
        );
    }

    #[test]
    fn what_is_no_workspace_is_told_by_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let told = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            is_encrypted(&path)
        };
        let random: Vec<u8> = (0..512_u32)
            .flat_map(|n| crate::digest::Digest::of(&n.to_le_bytes()).bytes().to_vec())
            .collect();
        assert!(matches!(told(&random), Ok(true)));
        assert!(matches!(told(b"SQLite format 3\0"), Ok(false)));
        assert!(matches!(told(b""), Err(Error::NotAWorkspace { .. })));
        assert!(matches!(told(&[0; 8192]), Err(Error::NotAWorkspace { .. })));
        let zip = [b"PK\x03\x04".as_slice(), &random[..]].concat();
        assert!(matches!(told(&zip), Err(Error::NotAWorkspace { .. })));
        // An encrypted file begins with random bytes, which may be those of any short mark.
        for mark in [
            &b"BM"[..],
            b"MZ",
            b"%!",
            b"#!",
            b"\x1F\x9D",
            b"\xFF\xFB",
            b"\xFF\xD8\xFF",
        ] {
            let marked = [mark, &random[..]].concat();
            assert!(matches!(told(&marked), Ok(true)), "{mark:?}");
        }
        let ours = [[0; 100].as_slice(), b"CREATE TABLE edition (\n"].concat();
        assert!(matches!(told(&ours), Err(Error::Damaged { .. })));
    }
}
