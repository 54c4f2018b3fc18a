//! Closing, and everything else that brings the log into the main file.
//!
//! Each time a new generation begins: it is written into the log, the log is brought into the
//! main file and emptied, and the next log begins with the row again. Wherever that is cut off,
//! the log still belongs to the file, or nothing of it is missing there. Source: trust.md, G1,
//! G2, G4 and G5.

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthContext, Authorization};
use rusqlite::{Transaction, ffi};

use super::{Error, Health, Store, beside, explain, reserve, session, soundness};

/// Size of a log that is brought into the main file after the next commit.
const LARGE_LOG: u64 = 16 << 20;

impl Store {
    /// Commits; from here on what was changed is kept, come what may.
    pub(crate) fn commit(&self, transaction: Transaction<'_>) -> Result<(), Error> {
        transaction.commit().map_err(|error| self.explain(error))?;
        if self.health.get() != Health::Writing {
            return Ok(());
        }
        let log = std::fs::metadata(beside(&self.path, "-wal"));
        if log
            .as_ref()
            .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
        {
            // A stick was pulled, or the folder deleted: what was committed went into a file that
            // nobody will find again.
            self.health.set(Health::Poisoned);
            return Err(Error::Disk {
                path: self.path.clone(),
                detail: "the log is no longer where it was".into(),
            });
        }
        if log.is_ok_and(|log| log.len() > LARGE_LOG) {
            // The change is kept in the log whether or not this succeeds; a disk that failed is
            // told at the next change.
            let _ = self.checkpoint();
        }
        Ok(())
    }

    /// Brings the log into the main file. To be called when nobody waits.
    ///
    /// # Errors
    /// As the disk says; nothing is lost then.
    pub fn checkpoint(&self) -> Result<(), Error> {
        if self.health.get() != Health::Writing {
            return Ok(());
        }
        self.turn(None)?;
        session::enter_log(&self.connection).map_err(|error| self.explain(error))
    }

    /// Closes the file in order: the log is in it, and a digest of all facts.
    ///
    /// # Errors
    /// As the disk says; nothing is lost then, and the next opening says that the end was not
    /// orderly.
    pub fn close(self) -> Result<(), Error> {
        self.end()
    }

    /// Lets go of the file as a crash would: whatever was committed is in the log.
    pub fn abandon(self) {
        self.health.set(Health::Idle);
    }

    /// Begins a session: from here on the file is written to.
    pub(super) fn begin(&self) -> Result<(), Error> {
        let begin = || {
            self.turn(None)?;
            session::enter_log(&self.connection).map_err(|error| self.explain(error))
        };
        match begin() {
            // The reserve was freed: that is what it is for.
            Err(Error::Full { .. }) => begin(),
            other => other,
        }?;
        self.health.set(Health::Writing);
        Ok(())
    }

    fn end(&self) -> Result<(), Error> {
        match self.health.replace(Health::Idle) {
            Health::Idle => Ok(()),
            Health::Poisoned => {
                self.health.set(Health::Poisoned);
                let path = self.path.clone();
                Err(Error::Poisoned { path })
            }
            Health::Writing => {
                let digest = soundness::facts_digest(&self.connection, "main")
                    .map_err(|error| self.explain(error))?;
                self.turn(Some(&digest.to_string()))?;
                // Nothing is left in the log: SQLite removes it.
                self.connection
                    .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
                    .map_err(|error| self.explain(error))?;
                Ok(())
            }
        }
    }

    /// Begins a new generation and brings the log into the main file.
    fn turn(&self, facts_digest: Option<&str>) -> Result<(), Error> {
        let turn = || {
            let row = session::read(&self.connection)?;
            if row.is_some_and(|row| !row.in_log) {
                // The last turn was cut off: it comes first, or the main file would be two
                // generations behind the log.
                self.empty_log()?;
            }
            session::renew(&self.connection, "main", facts_digest)?;
            self.empty_log()
        };
        turn().map_err(|error| self.explain(error))
    }

    fn empty_log(&self) -> rusqlite::Result<()> {
        let busy: bool =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            let code = ffi::Error::new(ffi::SQLITE_BUSY);
            return Err(rusqlite::Error::SqliteFailure(code, None));
        }
        Ok(())
    }

    /// What an error of this connection means; a full disk gets the reserve back, and a disk
    /// that failed ends all work on the connection.
    pub(crate) fn explain(&self, error: rusqlite::Error) -> Error {
        let extended = error.sqlite_error().map(|error| error.extended_code);
        let told = explain(error, &self.path);
        let is_reading = matches!(
            extended,
            Some(ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ)
        );
        let is_disk = extended.is_some_and(|code| code & 0xff == ffi::SQLITE_IOERR) && !is_reading;
        // SQLite tells a quota that is used up as a disk that fails.
        let is_full =
            matches!(told, Error::Full { .. }) || (is_disk && reserve::is_full(&self.path));
        if is_full {
            reserve::free(&self.path);
        }
        // A write refused for want of room was never believed to be done; anything else may be.
        if is_disk && !(is_full && extended == Some(ffi::SQLITE_IOERR_WRITE)) {
            self.poison();
        }
        if is_full {
            let path = self.path.clone();
            return Error::Full { path };
        }
        told
    }

    /// Refuses everything from here on. What SQLite has in memory may differ from the disk, and a
    /// second attempt to bring it there may succeed without having done so.
    fn poison(&self) {
        self.health.set(Health::Poisoned);
        let refuse = |_: AuthContext<'_>| Authorization::Deny;
        self.connection
            .authorizer(Some(refuse))
            .expect("the connection is our own");
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // What cannot be told here is told at the next opening. After a panic nothing is known.
        if !std::thread::panicking() {
            let _ = self.end();
        }
    }
}
