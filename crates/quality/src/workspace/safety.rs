//! Whole-workspace safety: a copy, its return, and a check.
//!
//! Source: trust.md, G3, G6 and G7.

use std::path::Path;

use super::error::of_file;
use super::{Edge, Error, Workspace};
use crate::store::Passphrase;
use crate::{evidence, whole_file};

impl Workspace {
    /// Whether SQLite, the journals and every piece of evidence are sound.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), Error> {
        self.store.check()?;
        for id in self.store.assessments()? {
            // From the disk, whatever was read before.
            let assessment = self.store.assessment(id)?;
            let published = self.store.edition(assessment.grid.file_digest)?;
            crate::assessment::check(&assessment, &published)?;
            for piece in &assessment.evidence {
                let connection = self.store.connection();
                if evidence::is_kept(connection, piece.digest)? {
                    evidence::write_to(connection, piece.digest, &mut std::io::sink())?;
                }
            }
        }
        Ok(())
    }
}

/// Copies a workspace into a new file, whole or not at all, and checks the copy.
///
/// # Errors
/// [`Error::TargetExists`], or as the store and the disk say.
pub fn backup(workspace: &Workspace, target: &Path) -> Result<(), Error> {
    if target.exists() {
        return Err(Error::TargetExists {
            path: target.to_owned(),
        });
    }
    let whole = whole_file::WholeFile::begin(target).map_err(of_file(target))?;
    workspace.store.copy_into(whole.part())?;
    whole.keep().map_err(of_file(target))
}

/// Puts a copy back as a workspace at `target`, after checking it.
///
/// What stands at `target` is never overwritten.
///
/// # Errors
/// [`Error::TargetExists`], or as the store and the disk say.
pub fn restore(
    copy: &Path,
    target: &Path,
    passphrase: Option<&Passphrase>,
    edge: Edge,
) -> Result<Workspace, Error> {
    if target.exists() {
        return Err(Error::TargetExists {
            path: target.to_owned(),
        });
    }
    let source = Workspace::open(copy, passphrase, edge)?;
    source.check()?;
    backup(&source, target)?;
    let Workspace { edge, .. } = source;
    Workspace::open(target, passphrase, edge)
}
