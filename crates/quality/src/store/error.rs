//! What can go wrong with a workspace file, told from SQLite's own codes.
//!
//! Source: <https://www.sqlite.org/rescode.html>; trust.md, bad inputs 26 to 50.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::Occupant;
use crate::digest::Digest;
use crate::id::AssessmentId;
use crate::journal;

/// Why the store cannot do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person gave up.
    #[error("cancelled")]
    Cancelled,
    /// There is no file.
    #[error("{}: no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Something already stands where a new file should.
    #[error("{}: exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a workspace, or is encrypted and no passphrase was given.
    #[error("{}: not a workspace, or encrypted", path.display())]
    PassphraseWanted {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase does not open the file, or it is not a workspace.
    #[error("{}: wrong passphrase, or not a workspace", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another application, or no database.
    #[error("{}: not a workspace", path.display())]
    NotAWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a newer version.
    #[error("{}: form {found}, {known} known", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form (`user_version`).
        found: i64,
        /// The newest form known here.
        known: i64,
        /// Whether it can be read all the same.
        readable: bool,
    },
    /// The file is another application's doing: its tables are not the ones made here.
    #[error("{}: {name} is not of this form", path.display())]
    ForeignSchema {
        /// The file.
        path: PathBuf,
        /// What differs.
        name: String,
    },
    /// Someone has the file open.
    #[error("{}: open by {occupant:?}", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// Who, when that is known.
        occupant: Option<Occupant>,
    },
    /// A new file was to stand on another machine's disk, whose locks cannot be relied on.
    #[error("{}: on {filesystem}", path.display())]
    NetworkPlace {
        /// The file.
        path: PathBuf,
        /// What the system calls such a disk.
        filesystem: String,
    },
    /// The disk failed to keep a change; nothing goes on until the file is opened again.
    #[error("{}: the disk failed before", path.display())]
    Poisoned {
        /// The file.
        path: PathBuf,
    },
    /// Another application has the file open.
    #[error("{}: open elsewhere", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{}: the disk is full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder may not be written to.
    #[error("{}: read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk reports an error.
    #[error("{}: {detail}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// SQLite's own words.
        detail: String,
    },
    /// The content of the file is damaged.
    #[error("{}: damaged: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The journal of an assessment does not hold.
    #[error("{}: journal of {assessment}: {source}", path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// The assessment.
        assessment: AssessmentId,
        /// Where it breaks.
        source: journal::Error,
    },
    /// There is no such assessment.
    #[error("no assessment {0}")]
    UnknownAssessment(AssessmentId),
    /// The assessment is already there.
    #[error("assessment {0} exists already")]
    AssessmentExists(AssessmentId),
    /// The edition is already there with other bytes.
    #[error("{grid} {edition} exists with another digest {digest}")]
    OtherEdition {
        /// The family.
        grid: String,
        /// The edition.
        edition: String,
        /// Digest of the one that is there.
        digest: Digest,
    },
    /// There is nothing to undo, or nothing to redo.
    #[error("nothing to revert")]
    NothingToRevert,
    /// What a change replaced was erased since.
    #[error("change {change} cannot be reverted: its content was erased")]
    Erased {
        /// The change.
        change: u64,
    },
    /// SQLite takes paths as text, and this one is not.
    #[error("{}: not text", path.display())]
    PathNotText {
        /// The path.
        path: PathBuf,
    },
}

impl Error {
    /// What the system's error means for the file at `path`.
    pub(super) fn of_file(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let path = path.to_owned();
        match error.kind() {
            K::NotFound => Self::Missing { path },
            K::PermissionDenied | K::ReadOnlyFilesystem => Self::ReadOnly { path },
            K::StorageFull | K::QuotaExceeded => Self::Full { path },
            _ => Self::Disk {
                path,
                detail: error.to_string(),
            },
        }
    }
}

/// What SQLite's error means for the file at `path`.
pub(crate) fn explain(error: rusqlite::Error, path: &Path) -> Error {
    let path = path.to_owned();
    let code = error.sqlite_error_code();
    match code {
        Some(ErrorCode::DiskFull) => Error::Full { path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
        // SQLCipher tells a page whose digest is wrong as a mistake in the statement.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown) => Error::Damaged {
            path,
            detail: error.to_string(),
        },
        // Nothing is ever denied but by ourselves, on a connection that must not be used.
        Some(ErrorCode::AuthorizationForStatementDenied) => Error::Poisoned { path },
        Some(ErrorCode::NotADatabase) => Error::NotAWorkspace { path },
        Some(_) => Error::Disk {
            path,
            detail: error.to_string(),
        },
        None => Error::Damaged {
            path,
            detail: error.to_string(),
        },
    }
}
