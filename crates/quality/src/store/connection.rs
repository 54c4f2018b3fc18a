//! Connections: how a workspace file is opened, and what SQLite is told to hold to.
//!
//! Knows nothing of tables. Sources: <https://www.sqlite.org/pragma.html>,
//! <https://www.sqlite.org/security.html>, SQLCipher's `PRAGMA key`; trust.md, G2 and G9.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, Error, Passphrase, explain};

/// Bytes at the head of any plain SQLite file.
const PLAIN_HEAD: &[u8] = b"SQLite format 3\0";

/// Makes the file and opens it.
pub(super) fn create(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| explain(error, path))?;
    let made = settle(&connection, passphrase)
        .and_then(|()| connection.pragma_update(None, "application_id", APPLICATION_ID));
    made.map_err(|error| explain(error, path))?;
    Ok(connection)
}

/// Opens a file that exists and is a workspace.
///
/// Gives the connection and whether the file is encrypted.
pub(super) fn open(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<(Connection, bool), Error> {
    refuse_what_is_no_file(path)?;
    let plain = is_plain(path);
    if !plain && passphrase.is_none() {
        return Err(Error::PassphraseWanted {
            path: path.to_owned(),
        });
    }
    let passphrase = passphrase.filter(|_| !plain);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        key(&connection, passphrase)?;
        let application =
            connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        Ok((connection, application))
    });
    let (connection, application): (_, i32) =
        opened.map_err(|error| match explain(error, path) {
            Error::NotAWorkspace { path } if passphrase.is_some() => {
                Error::WrongPassphrase { path }
            }
            other => other,
        })?;
    if application != APPLICATION_ID {
        return Err(Error::NotAWorkspace {
            path: path.to_owned(),
        });
    }
    settle(&connection, None).map_err(|error| explain(error, path))?;
    Ok((connection, !plain))
}

fn refuse_what_is_no_file(path: &Path) -> Result<(), Error> {
    let path_owned = || path.to_owned();
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(Error::NotAWorkspace { path: path_owned() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Error::Missing { path: path_owned() })
        }
        Err(error) => Err(Error::Disk {
            path: path_owned(),
            detail: error.to_string(),
        }),
    }
}

fn is_plain(path: &Path) -> bool {
    let mut head = [0; PLAIN_HEAD.len()];
    let read = std::fs::File::open(path)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head));
    read.is_ok() && head == PLAIN_HEAD
}

/// Gives SQLCipher the passphrase. Must come before anything else is read.
fn key(connection: &Connection, passphrase: Option<&Passphrase>) -> rusqlite::Result<()> {
    let Some(passphrase) = passphrase else {
        return Ok(());
    };
    // SQLCipher would otherwise write to standard error when a passphrase is wrong.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", passphrase.as_str())
}

/// Tells SQLite to lose nothing, to trust nothing in the file, and to keep others out.
fn settle(connection: &Connection, passphrase: Option<&Passphrase>) -> rusqlite::Result<()> {
    key(connection, passphrase)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // One process at a time; set before the first access, WAL then needs no shared memory.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    debug_assert_eq!(mode, "wal");
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    if cfg!(target_os = "macos") {
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    // Takes the exclusive lock now, so that a second window learns it at once.
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")
}
