//! Store: the facts of a workspace, as rows of one SQLite file.
//!
//! Knows nothing of scores, pages or the bytes of evidence. An assessment is a set of records;
//! a change replaces some of them in one transaction and leaves an entry for each in the journal.
//! Sources: trust.md, G1, G2, G13; SQLite's and SQLCipher's documentation.

mod chain;
mod change;
mod connection;
mod edition;
mod erasing;
mod error;
mod issued;
mod record;
mod retention;
mod schema;
mod standing;
mod trash;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zeroize::Zeroizing;

pub(crate) use chain::Kept;
pub(crate) use change::Cause;
pub use change::Edit;
pub use error::Error;
pub(crate) use error::explain;
pub use issued::IssuedDossier;
pub(crate) use record::{edit, edits_of_answer};
pub use retention::Retention;
pub use standing::Standing;

/// Passphrase that a workspace is encrypted under; wiped when dropped.
pub type Passphrase = Zeroizing<String>;

/// Marks the file as a workspace of ours (`PRAGMA application_id`): «LbMt».
pub const APPLICATION_ID: i32 = 0x4C62_4D74;

/// An open workspace file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    encrypted: bool,
}

impl Store {
    /// Makes a new workspace file; with a passphrase, an encrypted one.
    ///
    /// # Errors
    /// [`Error::Exists`] when something stands at `path`; otherwise as the disk says.
    pub fn create(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, Error> {
        if path.exists() {
            return Err(Error::Exists {
                path: path.to_owned(),
            });
        }
        let mut connection = connection::create(path, passphrase)?;
        schema::migrate(&mut connection, path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            encrypted: passphrase.is_some(),
        })
    }

    /// Opens a workspace file; an older one is brought to the present form.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotAWorkspace`], [`Error::PassphraseWanted`] and
    /// [`Error::Newer`] leave the file as it is; otherwise as the disk says.
    pub fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, Error> {
        let (mut connection, encrypted) = connection::open(path, passphrase)?;
        schema::migrate(&mut connection, path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            encrypted,
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// The connection, for those who keep something else in the same file.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Copies the whole workspace into a new file at `path`, encrypted as this one.
    ///
    /// The copy is one consistent state, and SQLite finds it sound; it is not yet on the disk for
    /// certain.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the copy is not sound; otherwise as the disk says.
    pub fn copy_into(&self, path: &Path) -> Result<(), Error> {
        let name = path.to_str().ok_or_else(|| Error::PathNotText {
            path: path.to_owned(),
        })?;
        self.connection
            .execute("VACUUM INTO ?1", [name])
            .and_then(|_| self.connection.execute("ATTACH ?1 AS copy", [name]))
            .map_err(|error| explain(error, path))?;
        let found = self.integrity("copy", path);
        self.connection
            .execute("DETACH copy", [])
            .map_err(|error| explain(error, path))?;
        found
    }

    /// Whether SQLite finds one of the attached files sound.
    fn integrity(&self, schema: &str, path: &Path) -> Result<(), Error> {
        let found: String = self
            .connection
            .query_row(&format!("PRAGMA {schema}.integrity_check(1)"), [], |row| {
                row.get(0)
            })
            .map_err(|error| explain(error, path))?;
        if found == "ok" {
            return Ok(());
        }
        let path = path.to_owned();
        Err(Error::Damaged {
            path,
            detail: found,
        })
    }

    /// Whether SQLite and the journal find the file sound.
    ///
    /// # Errors
    /// [`Error::Damaged`] with what was found first.
    pub fn check(&self) -> Result<(), Error> {
        self.integrity("main", &self.path)?;
        self.check_chains()
    }
}

#[cfg(test)]
mod tests;
