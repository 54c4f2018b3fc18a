//! Copies (copies de sauvegarde): made by themselves, counted, looked into.
//!
//! A folder of copies belongs to one workspace: copies of its facts, named by the moment in UTC,
//! and one pool with the bytes of evidence. Contents go into the pool first, so that no copy
//! speaks of what the pool lacks; old copies go last. Source: trust.md, G7; formats.md, section 6.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::erasure::{Erased, Erasure, erase_in};
use super::error::of_file;
use super::keeper::ASIDE;
use super::{CampaignSummary, Edge, Error, Workspace};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::store::{self, Passphrase, Pool, Store};

/// Name of the pool in a folder of copies.
pub const POOL: &str = "preuves.mentorat-preuves";

/// Extension of a copy.
pub(super) const EXTENSION: &str = ".mentorat-copie";

/// Bytes of one page: a copy that was cut is no multiple of it.
const PAGE: u64 = 4096;

/// A copy, as its name and its first bytes tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopySummary {
    /// Its name in the folder.
    pub file_name: String,
    /// When it was made, by the clock of that time.
    pub made_at: Moment,
    /// Its size, without the evidence.
    pub size_bytes: u64,
    /// Whether it looks like a copy at all.
    pub is_readable: bool,
}

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyContent {
    /// The campaigns in it.
    pub campaigns: Vec<CampaignSummary>,
    /// How many answers they have in all.
    pub answers: usize,
    /// How many pieces of evidence can be brought back with it.
    pub evidence: usize,
    /// Titles of those whose content is nowhere to be found.
    pub missing_evidence: Vec<String>,
    /// When the last change in it was made.
    pub last_change: Option<Moment>,
}

/// What came of copying into one folder.
#[derive(Debug)]
pub struct FolderReport {
    /// The folder.
    pub folder: PathBuf,
    /// What was done, or why not.
    pub outcome: Result<Copied, Error>,
}

/// What was done in a folder of copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The last copy is less than an hour old.
    NotYet,
    /// The last copy holds all there is.
    NothingNew,
    /// A copy was made.
    Made {
        /// The copy.
        copy: PathBuf,
        /// Contents that are damaged in the workspace, and so are not in the pool.
        damaged: Vec<Digest>,
        /// A pool that could not be read, and was kept aside.
        set_aside: Option<PathBuf>,
    },
}

/// Where the copies of the workspace at `path` stand by themselves: beside it.
pub fn folder_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".copies");
    name.into()
}

/// The folder for the copies of the workspace at `path`, among those of other workspaces.
pub fn folder_within(base: &Path, path: &Path) -> PathBuf {
    base.join(path.file_stem().unwrap_or(path.as_os_str()))
}

/// The copies in a folder, the newest first; none when there is no folder.
///
/// # Errors
/// [`Error::File`] when the folder cannot be read.
pub fn copies(folder: &Path) -> Result<Vec<CopySummary>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(of_file(folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(of_file(folder))?.path();
        let Some(made_at) = made_at(&path) else {
            continue;
        };
        let size_bytes = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        found.push(CopySummary {
            file_name: file_name(&path),
            made_at,
            size_bytes,
            is_readable: size_bytes > 0 && size_bytes % PAGE == 0,
        });
    }
    found.sort_by(|one, other| {
        let key = |copy: &CopySummary| (copy.made_at, copy.file_name.len(), copy.file_name.clone());
        key(other).cmp(&key(one))
    });
    Ok(found)
}

/// When the newest copy in these folders was made; nothing when there is none.
pub fn last_copy(folders: &[PathBuf]) -> Option<Moment> {
    let found = folders.iter().filter_map(|folder| copies(folder).ok());
    found
        .flatten()
        .filter(|copy| copy.is_readable)
        .map(|copy| copy.made_at)
        .max()
}

/// What a copy, or a whole workspace file, holds.
///
/// # Errors
/// As the store says when it does not open or is not sound.
pub fn preview_copy(
    copy: &Path,
    passphrase: Option<&Passphrase>,
    edge: Edge,
) -> Result<CopyContent, Error> {
    let loaded = store::load(copy, passphrase)?;
    let pool = pool_beside(copy, &loaded.facts);
    let workspace = Workspace::around(loaded.facts, edge);
    let campaigns = workspace.campaigns()?;
    let (mut answers, mut there, mut last_change) = (0, 0, None);
    let mut missing_evidence = Vec::new();
    for campaign in &campaigns {
        let (_, assessment) = workspace.load(campaign.assessment)?;
        answers += assessment.answers.len();
        last_change = last_change.max(workspace.store.standing(campaign.assessment)?.saved_at);
        for piece in assessment.evidence {
            let in_pool = || {
                let held = pool.as_ref().map(|pool| pool.holds(piece.digest));
                held.is_some_and(|held| held.unwrap_or(false))
            };
            if loaded.inside.contains(&piece.digest) || in_pool() {
                there += 1;
            } else {
                missing_evidence.push(piece.title);
            }
        }
    }
    Ok(CopyContent {
        campaigns,
        answers,
        evidence: there,
        missing_evidence,
        last_change,
    })
}

/// Where a pool under a new key waits for its name.
pub(super) fn next_pool(folder: &Path) -> PathBuf {
    folder.join(format!("{POOL}.suite"))
}

/// The pool that goes with a copy: beside it, waiting there for its name, or set aside there;
/// the first that opens with the key that the copy keeps.
pub(super) fn pool_beside(copy: &Path, facts: &Store) -> Option<Pool> {
    let key = facts.pool_key().ok()?;
    let folder = copy.parent()?;
    let entries = fs::read_dir(folder).ok()?;
    let aside = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| file_name(path).starts_with(ASIDE))
        .map(|aside| aside.join(POOL));
    let mut waiting = [folder.join(POOL), next_pool(folder)]
        .into_iter()
        .chain(aside);
    waiting.find_map(|path| Pool::open_to_read(&path, key.as_ref()).ok())
}

impl Workspace {
    /// Copies the workspace into each folder where the last copy is an hour old and no longer
    /// holds all there is; then lets the oldest go. Each folder fails for itself.
    pub fn copy_if_due(&self, folders: &[PathBuf]) -> Vec<FolderReport> {
        let keeper = self.keeper();
        copy_each(folders, |folder| {
            keeper.copy_if_due(folder, &mut |_, _| true)
        })
    }

    /// Copies the workspace into each folder, whatever stands there: before something weighty.
    /// Told how many bytes of evidence are in the pool of the folder at hand.
    pub fn copy_now(
        &self,
        folders: &[PathBuf],
        progress: store::Progress<'_>,
    ) -> Vec<FolderReport> {
        let keeper = self.keeper();
        copy_each(folders, |folder| keeper.copy(folder, &mut *progress))
    }

    /// Changes what stands in every copy of this workspace, as an erasure must. Gives the names of
    /// the copies that could not be changed.
    ///
    /// # Errors
    /// As a folder says that cannot be read.
    pub fn rework_copies(
        &self,
        folders: &[PathBuf],
        work: &dyn Fn(&Store) -> Result<(), Error>,
    ) -> Result<Vec<String>, Error> {
        let mut left = Vec::new();
        for folder in folders {
            left.extend(self.keeper().rework(folder, work)?);
        }
        Ok(left)
    }

    /// Drops contents from the pools in these folders, so that nothing of them is left there.
    ///
    /// # Errors
    /// As the disk says.
    pub fn drop_from_pools(&self, folders: &[PathBuf], contents: &[Digest]) -> Result<(), Error> {
        let mut folders = folders.iter();
        folders.try_for_each(|folder| self.keeper().drop_contents(folder, contents))
    }

    /// Erases from the copies and pools in these folders what was erased from the workspace; what
    /// cannot be reached is added to `erased`.
    ///
    /// # Errors
    /// As a folder says that cannot be read, or a pool that cannot be written.
    pub fn erase_from_copies(
        &self,
        folders: &[PathBuf],
        erasure: &Erasure,
        erased: &mut Erased,
    ) -> Result<(), Error> {
        let at = self.now();
        let gone = RefCell::new(BTreeSet::from_iter(erased.contents.iter().copied()));
        let left = self.rework_copies(folders, &|facts| match erase_in(facts, erasure, at) {
            Ok(there) => {
                gone.borrow_mut().extend(there.contents);
                Ok(())
            }
            // An older copy need not know it yet.
            Err(Error::UnknownEvidence(_) | Error::Store(store::Error::UnknownAssessment(_))) => {
                Ok(())
            }
            Err(other) => Err(other),
        })?;
        erased.unreachable.copies.extend(left);
        let kept = self.store.contents()?;
        let is_kept = |one: &Digest| kept.iter().any(|(digest, _)| digest == one);
        let gone = gone.into_inner().into_iter();
        let gone: Vec<_> = gone.filter(|one| !is_kept(one)).collect();
        self.drop_from_pools(folders, &gone)
    }
}

fn copy_each(
    folders: &[PathBuf],
    mut copy: impl FnMut(&Path) -> Result<Copied, Error>,
) -> Vec<FolderReport> {
    let report = |folder: &PathBuf| FolderReport {
        folder: folder.clone(),
        outcome: copy(folder),
    };
    folders.iter().map(report).collect()
}

/// The moment that a copy is named after; nothing when it is no copy.
pub(super) fn made_at(copy: &Path) -> Option<Moment> {
    let stem = copy.file_name()?.to_str()?.strip_suffix(EXTENSION)?;
    let (day, time) = stem.split_at_checked(10)?;
    let time = time.strip_prefix('_')?;
    let (time, number) = time.split_at_checked(6)?;
    let is_numbered = number
        .strip_prefix('_')
        .is_some_and(|n| n.parse::<u32>().is_ok());
    if !(number.is_empty() || is_numbered) || !time.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes, seconds) = (&time[..2], &time[2..4], &time[4..]);
    Moment::parse(&format!("{day}T{hours}:{minutes}:{seconds}Z")).ok()
}

/// A name after this moment that nothing in the folder bears: `2026-11-25_221530`. Of several
/// of one moment the last has the highest number, whichever of them are still there.
pub(super) fn free_name(folder: &Path, begin: &str, now: Moment, end: &str) -> PathBuf {
    let stamp = now.timestamp().strftime("%Y-%m-%d_%H%M%S");
    let number = |name: &str| match name
        .strip_prefix(&format!("{begin}{stamp}"))?
        .strip_suffix(end)?
    {
        "" => Some(1),
        rest => rest.strip_prefix('_')?.parse::<u32>().ok(),
    };
    let there = fs::read_dir(folder).into_iter().flatten().flatten();
    let last = there.filter_map(|entry| number(entry.file_name().to_str()?));
    match last.max() {
        None => folder.join(format!("{begin}{stamp}{end}")),
        Some(last) => folder.join(format!("{begin}{stamp}_{}{end}", last.saturating_add(1))),
    }
}

/// The name of a file, as it is shown.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
