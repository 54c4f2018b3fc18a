//! Store: the facts of a workspace, as rows of one SQLite file.
//!
//! Knows nothing of scores, pages or the bytes of evidence. An assessment is a set of records;
//! a change replaces some of them in one transaction and leaves an entry for each in the journal.
//! Sources: trust.md, G1, G2, G13; SQLite's and SQLCipher's documentation.

mod access;
mod attached;
mod chain;
mod change;
mod closing;
mod connection;
mod copy;
mod edition;
mod erasing;
mod error;
mod issued;
mod lock;
mod log;
mod opening;
mod pool;
mod record;
mod rekey;
mod reserve;
mod retention;
mod schema;
mod session;
mod soundness;
mod standing;
mod trash;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use zeroize::Zeroizing;

pub use access::Access;
pub(crate) use chain::Kept;
pub(crate) use change::Cause;
pub use change::Edit;
pub use copy::{Hold, Loaded, hold, load, restore_into};
pub use error::Error;
pub(crate) use error::explain;
pub use issued::IssuedDossier;
pub use lock::Occupant;
pub use opening::Found;
pub use pool::{Pool, PoolKey};
pub(crate) use record::{edit, edits_of_answer};
pub use rekey::copy_facts_of;
pub use retention::Retention;
pub use schema::FORM;
pub use standing::Standing;

/// Passphrase that a workspace is encrypted under; wiped when dropped.
pub type Passphrase = Zeroizing<String>;

/// Told how many bytes of how many are done; answers whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64) -> bool;

/// Tells how many bytes of how many are done.
///
/// # Errors
/// [`Error::Cancelled`] when the person gave up.
pub(crate) fn tell(progress: Progress<'_>, done: u64, total: u64) -> Result<(), Error> {
    match progress(done, total) {
        true => Ok(()),
        false => Err(Error::Cancelled),
    }
}

/// Marks the file as a workspace of ours (`PRAGMA application_id`): «LbMt».
pub const APPLICATION_ID: i32 = 0x4C62_4D74;

/// An open workspace file.
///
/// Dropped, it is closed in order; a process that dies leaves its log, which the next opening
/// takes up.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    encrypted: bool,
    access: Access,
    found: Found,
    health: Cell<Health>,
    // Released last, when the connection is gone.
    held: Held,
}

/// What an open store holds on to.
#[derive(Debug, Default)]
struct Held {
    lock: Option<lock::Lock>,
    /// A copy that is read instead of the file, gone with the store.
    copy: Option<tempfile::TempDir>,
}

/// What may still be done with the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    /// Nothing was written yet, or nothing may be.
    Idle,
    /// A session of ours is being written.
    Writing,
    /// The disk failed to keep a change: what is in memory may not be what is on the disk.
    Poisoned,
}

impl Store {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Whether it may be written to, and why not.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// What was found when it was opened.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// The connection, for those who keep something else in the same file.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Makes one of the attached files a workspace that ended in order, of a generation of its
    /// own: no log of the file that it was copied from will ever be applied to it.
    ///
    /// To be called when nothing but `chunk` is written into it any more.
    pub(crate) fn seal(connection: &Connection, schema: &str) -> rusqlite::Result<()> {
        let digest = soundness::facts_digest(connection, schema)?;
        session::renew(connection, schema, Some(&digest.to_string()))
    }
}

/// The path beside a file that has a suffix to its name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests;
