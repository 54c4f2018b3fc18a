//! Whole-workspace safety: a whole copy, the return of any copy, and a check.
//!
//! Source: trust.md, G3, G6, G7 and G8.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::copies::pool_beside;
use super::error::of_file;
use super::recovery::has_log;
use super::{Edge, Error, Workspace};
use crate::clock::Moment;
use crate::digest::Digesting;
use crate::journal::Entry;
use crate::store::{self, Passphrase, Store};
use crate::whole_file::WholeFile;
use crate::{evidence, place};

/// What came back out of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restored {
    /// When the last change in it was made.
    pub last_change: Option<Moment>,
    /// Titles of the evidence whose content is nowhere to be found, or is damaged.
    pub missing_evidence: Vec<String>,
}

impl Workspace {
    /// Whether SQLite, the journals and every piece of evidence are sound.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(&self) -> Result<(), Error> {
        match self.faults(&mut |_, _| true)?.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// Every fault of the workspace: of its file, its journals, its answers and its evidence.
    ///
    /// # Errors
    /// As the store says when it cannot even be looked at; [`store::Error::Cancelled`].
    pub fn faults(&self, progress: store::Progress<'_>) -> Result<Vec<Error>, Error> {
        let mut tell = |done, total| store::tell(progress, done, total);
        let mut faults = Vec::new();
        let mut note = |found: Result<(), Error>| faults.extend(found.err());
        tell(0, 0)?;
        note(self.store.check().map_err(Error::from));
        let mut contents = BTreeMap::new();
        for id in self.store.assessments()? {
            // From the disk, whatever was read before.
            let read = self.store.assessment(id).and_then(|assessment| {
                let published = self.store.edition(assessment.grid.file_digest)?;
                Ok((assessment, published))
            });
            match read {
                Ok((assessment, published)) => {
                    let checked = crate::assessment::check(&assessment, &published);
                    note(checked.map(|_| ()).map_err(Error::from));
                    let named = assessment.evidence.into_iter();
                    contents.extend(named.map(|piece| (piece.digest, piece.size_bytes)));
                }
                Err(fault) => note(Err(fault.into())),
            }
        }
        let (mut done, total) = (0, contents.values().sum());
        for (digest, size_bytes) in contents {
            tell(done, total)?;
            let connection = self.store.connection();
            let read = evidence::is_kept(connection, digest).and_then(|is_kept| {
                if is_kept {
                    evidence::write_to(connection, digest, &mut io::sink())?;
                }
                Ok(())
            });
            note(read.map_err(Error::from));
            done += size_bytes;
        }
        tell(done, total)?;
        Ok(faults)
    }

    /// The entries that this workspace has and a copy of it has not, as JSON Lines: what would be
    /// lost by going back to that copy.
    ///
    /// # Errors
    /// As the store says.
    pub fn changes_since(
        &self,
        copy: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<Vec<u8>, Error> {
        #[derive(Serialize)]
        struct Line<'e> {
            assessment: crate::id::AssessmentId,
            private: bool,
            #[serde(flatten)]
            entry: &'e Entry,
        }
        let then = store::load(copy, passphrase)?.facts;
        let known = then.every_scope()?;
        let mut lines = Vec::new();
        for assessment in self.store.every_scope()? {
            for private in [false, true] {
                let count = match known.contains(&assessment) {
                    true => then.chain(assessment, private)?.len(),
                    false => 0,
                };
                for entry in self.store.chain(assessment, private)?.iter().skip(count) {
                    let line = Line {
                        assessment,
                        private,
                        entry,
                    };
                    serde_json::to_writer(&mut lines, &line).expect("an entry is always JSON");
                    lines.push(b'\n');
                }
            }
        }
        Ok(lines)
    }
}

/// Copies a workspace into a new file, whole or not at all, and checks the copy.
///
/// A target on another machine's disk gets a copy that was made and checked on this one.
///
/// # Errors
/// [`Error::TargetExists`], [`store::Error::Cancelled`], or as the store and the disk say.
pub fn backup(
    workspace: &Workspace,
    target: &Path,
    progress: store::Progress<'_>,
) -> Result<(), Error> {
    refuse_existing(target)?;
    match place::kind(target) {
        place::Kind::Network { .. } => backup_by_way_of_here(workspace, target, progress),
        place::Kind::Local | place::Kind::Synchronised { .. } => {
            let whole = WholeFile::begin(target).map_err(of_file(target))?;
            workspace.store.copy_into(whole.part(), progress)?;
            whole.keep().map_err(of_file(target))
        }
    }
}

/// Copies a workspace into a temporary file, and that byte for byte to `target`: SQLite never
/// works where its locks cannot be relied on.
pub(super) fn backup_by_way_of_here(
    workspace: &Workspace,
    target: &Path,
    progress: store::Progress<'_>,
) -> Result<(), Error> {
    let folder = tempfile::tempdir().map_err(of_file(target))?;
    let here = folder.path().join("copy");
    workspace.store.copy_into(&here, progress)?;
    let mut read = Digesting::new(File::open(&here).map_err(of_file(&here))?);
    let mut whole = WholeFile::begin(target).map_err(of_file(target))?;
    io::copy(&mut read, whole.file()).map_err(of_file(target))?;
    whole.file().sync_all().map_err(of_file(target))?;
    let written = File::open(whole.part()).map_err(of_file(target))?;
    let mut written = Digesting::new(written);
    io::copy(&mut written, &mut io::sink()).map_err(of_file(target))?;
    if written.finish() != read.finish() {
        return Err(store::Error::Damaged {
            path: target.to_owned(),
            detail: "not what was written".into(),
        }
        .into());
    }
    whole.keep().map_err(of_file(target))
}

/// Makes a workspace file at `target` out of a whole copy, or of a copy and the pool beside it.
///
/// What stands at `target` is never overwritten. The new file has the form of the old one: an
/// older application opens what it wrote itself.
///
/// # Errors
/// [`Error::TargetExists`], [`store::Error::Cancelled`], or as the store and the disk say.
pub fn restore_copy(
    copy: &Path,
    target: &Path,
    passphrase: Option<&Passphrase>,
    edge: &Edge,
    progress: store::Progress<'_>,
) -> Result<Restored, Error> {
    refuse_existing(target)?;
    let whole = WholeFile::begin(target).map_err(of_file(target))?;
    let restored = restored_into(copy, passphrase, whole.part(), &edge.occupant(), progress)?;
    whole.keep().map_err(of_file(target))?;
    Ok(restored)
}

/// As [`restore_copy`], then opens what came of it.
///
/// # Errors
/// As [`restore_copy`].
pub fn restore(
    copy: &Path,
    target: &Path,
    passphrase: Option<&Passphrase>,
    edge: Edge,
) -> Result<Workspace, Error> {
    restore_copy(copy, target, passphrase, &edge, &mut |_, _| true)?;
    Workspace::open(target, passphrase, edge)
}

/// Makes a workspace file out of a copy, in a file that is new or empty.
pub(super) fn restored_into(
    copy: &Path,
    passphrase: Option<&Passphrase>,
    file: &Path,
    occupant: &store::Occupant,
    progress: store::Progress<'_>,
) -> Result<Restored, Error> {
    if has_log(copy) {
        // Someone copied a workspace that was open, with its log: only opening it reads both.
        let source = Store::open_to_read(copy, passphrase, occupant)?;
        source.check()?;
        source.copy_into(file, progress)?;
        drop(source);
        return restored_from(&store::load(file, passphrase)?.facts, &[]);
    }
    let facts = store::load(copy, passphrase)?.facts;
    let pool = pool_beside(copy, &facts);
    let missing = store::restore_into(copy, passphrase, pool.as_ref(), file, progress)?;
    restored_from(&facts, &missing)
}

fn restored_from(facts: &Store, missing: &[crate::digest::Digest]) -> Result<Restored, Error> {
    let (mut last_change, mut missing_evidence) = (None, Vec::new());
    for id in facts.assessments()? {
        last_change = last_change.max(facts.standing(id)?.saved_at);
        for piece in facts.assessment(id)?.evidence {
            if missing.contains(&piece.digest) {
                missing_evidence.push(piece.title);
            }
        }
    }
    Ok(Restored {
        last_change,
        missing_evidence,
    })
}

/// Refuses a target that stands there, or beside a log that would be taken for its own.
fn refuse_existing(target: &Path) -> Result<(), Error> {
    for end in ["", "-wal", "-journal"] {
        let mut name = target.as_os_str().to_owned();
        name.push(end);
        let path = std::path::PathBuf::from(name);
        if path.exists() {
            return Err(Error::TargetExists { path });
        }
    }
    Ok(())
}
