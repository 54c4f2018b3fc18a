//! Own lock: who has a workspace file open, from where and since when.
//!
//! A lock of the operating system on `FILE.lock`: it ends with the process, however that ends, so
//! a file left behind locks nothing. What is written in it only names the occupant. SQLite's own
//! lock stays beside it, against other applications. Source: trust.md, G9.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, beside, reserve};
use crate::clock::Moment;

/// Who has a workspace open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occupant {
    /// Name of the person's account.
    pub by: String,
    /// Name of the machine.
    pub host: String,
    /// Since when.
    pub since: Moment,
}

/// Longest description of an occupant that is read.
const LONGEST: u64 = 4096;

/// A workspace file taken for oneself, until this is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the workspace file at `path`.
    ///
    /// # Errors
    /// [`Error::Locked`] when someone else has it; [`Error::ReadOnly`] when no lock can be made
    /// because nothing can be written there.
    pub(super) fn take(path: &Path, occupant: &Occupant) -> Result<Self, Error> {
        let lock = beside(path, ".lock");
        loop {
            let file = Self::file(path, &lock)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Locked {
                        path: path.to_owned(),
                        occupant: read(&file),
                    });
                }
                Err(TryLockError::Error(error)) => return Err(Error::of_file(path, &error)),
            }
            // Whoever had it before may have removed the file between its opening and its locking.
            if is_at(&file, &lock) {
                let mut taken = Self { file, path: lock };
                taken.name(occupant);
                return Ok(taken);
            }
        }
    }

    fn file(path: &Path, lock: &Path) -> Result<File, Error> {
        let open = || {
            OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(lock)
        };
        let opened = open().or_else(|error| {
            if matches!(
                error.kind(),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded
            ) && reserve::free(path)
            {
                return open();
            }
            Err(error)
        });
        opened.map_err(|error| Error::of_file(path, &error))
    }

    /// Says who has it. On a full disk nobody is named; the lock holds all the same.
    fn name(&mut self, occupant: &Occupant) {
        let text = serde_json::to_vec(occupant).expect("an occupant is always JSON");
        let _ = self
            .file
            .set_len(0)
            .and_then(|()| self.file.write_all(&text));
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held. Elsewhere an open file cannot be told from a removed
        // one: there it stays, and locks nothing. A failure changes nothing either.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whom a lock file names. Nobody when it is empty, or the system lets nobody read what is locked.
fn read(file: &File) -> Option<Occupant> {
    let mut text = Vec::new();
    file.take(LONGEST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Whether the open file is the one that stands at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let one = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(there)) => one(open) == one(there),
        (Ok(_), Err(_)) | (Err(_), Ok(_) | Err(_)) => false,
    }
}

/// Whether the open file is the one that stands at `path`: it is never removed here.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn occupant(by: &str) -> Occupant {
        Occupant {
            by: by.to_owned(),
            host: "poste".to_owned(),
            since: Moment::parse("2026-11-22T14:02:00Z").unwrap(),
        }
    }

    #[test]
    fn whoever_comes_second_learns_who_was_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let first = Lock::take(&path, &occupant("première")).unwrap();
        match Lock::take(&path, &occupant("seconde")) {
            Err(Error::Locked { occupant: by, .. }) => assert_eq!(by, Some(occupant("première"))),
            other => panic!("{other:?}"),
        }
        drop(first);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        Lock::take(&path, &occupant("seconde")).unwrap();
    }

    #[test]
    fn a_lock_file_left_by_a_crash_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        std::fs::write(
            beside(&path, ".lock"),
            "{\"by\": \"someone longer than the next\"",
        )
        .unwrap();
        let taken = Lock::take(&path, &occupant("a")).unwrap();
        let text = std::fs::read(beside(&path, ".lock")).unwrap();
        assert_eq!(
            serde_json::from_slice::<Occupant>(&text).unwrap(),
            occupant("a")
        );
        drop(taken);
    }
}
