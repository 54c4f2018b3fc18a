//! Trust list of this computer, in one file beside the workspace: whom a person knows, whichever
//! workspace is open.
//!
//! Edge. A list that cannot be read trusts nobody and is left as it is. Source: trust.md, R6.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use quality::trust::{self, TrustList};
use quality::whole_file;

use crate::failure::{Failure, Kind};
use crate::{edge, preferences, wording};

/// The list as it stands; an empty one when nothing was ever recorded.
///
/// # Errors
/// When the file cannot be read, or was altered.
pub fn read() -> Result<TrustList, Failure> {
    read_from(&path()?)
}

/// Changes the list, and gives it as it stands then. When this returns, it is on the disk.
///
/// # Errors
/// As [`read`]; as the list says; as the disk says. Nothing was changed then.
pub fn change(
    deed: impl FnOnce(&mut TrustList) -> Result<(), trust::Error>,
) -> Result<TrustList, Failure> {
    let path = path()?;
    preferences::make_folder(&path)?;
    // Another window may change it at the same time.
    let _alone = lock(&path)?;
    let mut list = read_from(&path)?;
    deed(&mut list).map_err(|error| refused(&path, &error))?;
    whole_file::write(&path, &list.write()).map_err(|error| Failure::of_file(&path, &error))?;
    Ok(list)
}

/// What refuses a change, or a list.
pub fn refused(path: &Path, error: &trust::Error) -> Failure {
    let (kind, told) = match error {
        trust::Error::NotAList(_) | trust::Error::Altered(_) => {
            (Kind::Damaged, wording::trust_damaged(path))
        }
        trust::Error::TextMissing => (Kind::Subject, wording::trust_text_missing()),
        trust::Error::TextTooLong(longest) => (Kind::Subject, wording::trust_text_long(*longest)),
        trust::Error::Recorded => (Kind::Exists, wording::trust_recorded()),
        trust::Error::NotRecorded => (Kind::Unknown, wording::trust_not_recorded()),
    };
    Failure::new(kind, told).with_detail(error)
}

fn read_from(path: &Path) -> Result<TrustList, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => TrustList::read(&bytes).map_err(|error| refused(path, &error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(TrustList::default()),
        Err(error) => Err(Failure::of_file(path, &error)),
    }
}

/// Held until it is dropped.
fn lock(path: &Path) -> Result<File, Failure> {
    let beside = path.with_extension("lock");
    let taken = || {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&beside)?;
        file.lock()?;
        Ok(file)
    };
    taken().map_err(|error: std::io::Error| Failure::of_file(&beside, &error))
}

fn path() -> Result<PathBuf, Failure> {
    Ok(edge::home()?.join("trust.json"))
}
