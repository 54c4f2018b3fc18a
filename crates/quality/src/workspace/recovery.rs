//! Recovery (reprise): a workspace that is damaged is put aside, and the newest good copy put in
//! its place.
//!
//! Nothing is ever deleted or overwritten. The copy is whole and on the disk beside the workspace
//! before anything moves; a recovery that was cut short is taken up again. Source: trust.md, G6.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::copies::{copies, file_name, folder_beside};
use super::error::of_file;
use super::keeper::{self, ASIDE, FILE_NAME, move_into};
use super::safety::restored_into;
use super::{Edge, Error, Workspace};
use crate::clock::Moment;
use crate::store::{self, Passphrase};
use crate::whole_file::WholeFile;

/// What was done about a damaged workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recovered {
    /// When the copy was made that stands in its place now.
    pub from: Moment,
    /// When the last change in it was made.
    pub last_change: Option<Moment>,
    /// The folder with the damaged files.
    pub moved_to: String,
    /// Newer copies that were not sound.
    pub skipped_copies: Vec<String>,
    /// Titles of the evidence whose content is not in the copies.
    pub missing_evidence: Vec<String>,
}

/// Stands in the folder of what was put aside until all is done.
const UNFINISHED: &str = "unfinished";

/// What it holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marker {
    /// Name of the file.
    file_name: String,
    /// What a person is told when all is done.
    recovered: Recovered,
}

impl Workspace {
    /// Opens a workspace; one that is damaged is put aside, and the newest good copy from these
    /// folders put in its place. A recovery that was cut short is finished first.
    ///
    /// # Errors
    /// [`Error::NoGoodCopy`] when it is damaged and no copy is good: nothing was moved then. As
    /// the store says when it is not damaged, but does not open.
    pub fn open_or_recover(
        path: &Path,
        folders: &[PathBuf],
        passphrase: Option<&Passphrase>,
        edge: Edge,
    ) -> Result<(Self, Option<Recovered>), Error> {
        let beside = folder_beside(path);
        let folder = folders.first().unwrap_or(&beside);
        let unfinished = Unfinished::find(path)?;
        if let Some(unfinished) = &unfinished
            && unfinished.is_restored(path)
        {
            unfinished.end()?;
            let store = Self::store_at(path, passphrase, &edge, folder)?;
            let recovered = unfinished.marker.recovered.clone();
            return Ok((Self::around(store, edge), Some(recovered)));
        }
        let cause = match unfinished {
            Some(_) => store::Error::Missing {
                path: path.to_owned(),
            },
            None => match Self::store_at(path, passphrase, &edge, folder) {
                Ok(opened) => return Ok((Self::around(opened, edge), None)),
                Err(Error::Store(cause)) => cause,
                Err(other) => return Err(other),
            },
        };
        let suspicion = match unfinished {
            Some(_) => Suspicion::Damaged,
            None => Suspicion::of(&cause, path),
        };
        if suspicion == Suspicion::None {
            return Err(cause.into());
        }
        let now = edge.clock.now();
        let found = Found::among(path, folders, passphrase, now)?;
        let Some(good) = found.good else {
            if suspicion == Suspicion::Passphrase || found.bad.is_empty() {
                return Err(cause.into());
            }
            return Err(Error::NoGoodCopy {
                path: path.to_owned(),
                tried: found.bad.len(),
                cause: Box::new(cause),
            });
        };
        if suspicion == Suspicion::Passphrase && !good.tells_damage(path, &found.salts)? {
            return Err(cause.into());
        }
        let hold = store::hold(path, &edge.occupant())?;
        sweep_parts(path)?;
        let whole = WholeFile::begin(path).map_err(of_file(path))?;
        let restored = restored_into(
            &good.path,
            passphrase,
            whole.part(),
            &edge.occupant(),
            &mut |_, _| true,
        )?;
        let aside = match unfinished {
            Some(unfinished) => unfinished.aside,
            None => keeper::new_aside(path, now)?,
        };
        let recovered = Recovered {
            from: good.made_at,
            last_change: restored.last_change,
            moved_to: aside.display().to_string(),
            skipped_copies: found.bad,
            missing_evidence: restored.missing_evidence,
        };
        let unfinished = Unfinished::begin(path, aside, recovered.clone())?;
        move_into(path, &unfinished.aside)?;
        whole.keep().map_err(of_file(path))?;
        unfinished.end()?;
        drop(hold);
        let store = Self::store_at(path, passphrase, &edge, folder)?;
        Ok((Self::around(store, edge), Some(recovered)))
    }
}

/// Whether a refusal to open speaks of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suspicion {
    /// It does.
    Damaged,
    /// A wrong passphrase, or a damaged head: they look alike.
    Passphrase,
    /// It does not.
    None,
}

impl Suspicion {
    fn of(cause: &store::Error, path: &Path) -> Self {
        use store::Error as E;
        match cause {
            E::Damaged { .. } | E::Journal { .. } | E::ForeignSchema { .. } => Self::Damaged,
            E::NotAWorkspace { .. } if path.is_file() => Self::Damaged,
            E::WrongPassphrase { .. } | E::PassphraseWanted { .. } => Self::Passphrase,
            E::Missing { .. } if has_log(path) => Self::Damaged,
            E::Missing { .. }
            | E::NotAWorkspace { .. }
            | E::Exists { .. }
            | E::Newer { .. }
            | E::Busy { .. }
            | E::Cancelled
            | E::Locked { .. }
            | E::NetworkPlace { .. }
            | E::Poisoned { .. }
            | E::Full { .. }
            | E::ReadOnly { .. }
            | E::Disk { .. }
            | E::UnknownAssessment(_)
            | E::AssessmentExists(_)
            | E::OtherEdition { .. }
            | E::NothingToRevert
            | E::Erased { .. }
            | E::PathNotText { .. } => Self::None,
        }
    }
}

/// Whether a log with something in it stands where the workspace's would.
pub(super) fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}

/// A recovery under way.
struct Unfinished {
    aside: PathBuf,
    marker: Marker,
}

impl Unfinished {
    /// The recovery of this file that was cut short, when there is one.
    fn find(path: &Path) -> Result<Option<Self>, Error> {
        let folder = folder_of(path);
        let Ok(entries) = fs::read_dir(folder) else {
            return Ok(None);
        };
        for entry in entries {
            let aside = entry.map_err(of_file(folder))?.path();
            if !file_name(&aside).starts_with(ASIDE) {
                continue;
            }
            let bytes = fs::read(aside.join(UNFINISHED)).unwrap_or_default();
            match serde_json::from_slice::<Marker>(&bytes) {
                Ok(marker) if marker.file_name == file_name(path) => {
                    return Ok(Some(Self { aside, marker }));
                }
                Ok(_) | Err(_) => {}
            }
        }
        Ok(None)
    }

    fn begin(path: &Path, aside: PathBuf, recovered: Recovered) -> Result<Self, Error> {
        let marker = Marker {
            file_name: file_name(path),
            recovered,
        };
        let there = aside.join(UNFINISHED);
        let bytes = serde_json::to_vec(&marker).expect("a marker is always JSON");
        crate::whole_file::write(&there, &bytes).map_err(of_file(&there))?;
        Ok(Self { aside, marker })
    }

    /// Whether what stands at `path` is what was restored: the damaged file moves last.
    fn is_restored(&self, path: &Path) -> bool {
        path.exists() && self.aside.join(file_name(path)).exists()
    }

    fn end(&self) -> Result<(), Error> {
        let marker = self.aside.join(UNFINISHED);
        fs::remove_file(&marker).map_err(of_file(&marker))?;
        keeper::sync_folder(&self.aside)
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Removes what a recovery that was cut short was writing.
fn sweep_parts(path: &Path) -> Result<(), Error> {
    let (folder, begins) = (folder_of(path), format!(".{}.", file_name(path)));
    for entry in fs::read_dir(folder).map_err(of_file(folder))? {
        let part = entry.map_err(of_file(folder))?.path();
        let name = file_name(&part);
        let between = name.strip_prefix(&begins);
        let number = between.and_then(|rest| rest.strip_suffix(".part"));
        if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
            fs::remove_file(&part).map_err(of_file(&part))?;
        }
    }
    Ok(())
}

/// A copy that is good.
struct Good {
    path: PathBuf,
    made_at: Moment,
    entries: u64,
    is_newest: bool,
}

/// What was found among the copies.
struct Found {
    good: Option<Good>,
    bad: Vec<String>,
    salts: BTreeSet<Vec<u8>>,
}

impl Found {
    /// Tries the copies of this workspace from the newest on. One dated after the present moment
    /// is taken only when it knows more.
    fn among(
        path: &Path,
        folders: &[PathBuf],
        passphrase: Option<&Passphrase>,
        now: Moment,
    ) -> Result<Self, Error> {
        let mut all = Vec::new();
        // Also what was copied before a migration on the command line.
        let beside = folder_beside(path);
        let also = (!folders.contains(&beside)).then_some(&beside);
        for folder in folders.iter().chain(also) {
            // A folder that cannot be read, a stick that was pulled: the others remain.
            let there = copies(folder).unwrap_or_default();
            all.extend(
                there
                    .into_iter()
                    .map(|copy| (copy.made_at, folder.join(copy.file_name))),
            );
        }
        all.sort_by(|one, other| other.cmp(one));
        let salts = all.iter().filter_map(|(_, path)| salt(path)).collect();
        let (future, past): (Vec<_>, Vec<_>) = all.into_iter().partition(|(made, _)| *made > now);
        let mut bad = Vec::new();
        let mut first_good = |group: Vec<(Moment, PathBuf)>| {
            for (rank, (made_at, copy)) in group.into_iter().enumerate() {
                let is_newest = rank == 0;
                match entries_of(&copy, path, passphrase) {
                    Ok(Some(entries)) => {
                        return Some(Good {
                            path: copy,
                            made_at,
                            entries,
                            is_newest,
                        });
                    }
                    Ok(None) => {}
                    Err(_) => bad.push(file_name(&copy)),
                }
            }
            None
        };
        let (past, future) = (first_good(past), first_good(future));
        let good = match (past, future) {
            (Some(past), Some(future)) if future.entries > past.entries => Some(future),
            (Some(past), _) => Some(past),
            (None, future) => future,
        };
        Ok(Self { good, bad, salts })
    }
}

/// How many entries a good copy of the workspace at `path` has; nothing for one of another.
fn entries_of(
    copy: &Path,
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Option<u64>, store::Error> {
    let facts = store::load(copy, passphrase)?.facts;
    if facts.setting(FILE_NAME)?.as_deref() != Some(&file_name(path)) {
        return Ok(None);
    }
    facts.entries().map(Some)
}

impl Good {
    /// Whether this copy, which opens, tells that the workspace, which does not, is damaged.
    ///
    /// The copies of an encrypted workspace bear its salt. After a change of the passphrase the
    /// newest copy is under the new one, so an old passphrase that opens older copies alone is
    /// an old passphrase, and nothing more.
    fn tells_damage(&self, path: &Path, salts: &BTreeSet<Vec<u8>>) -> Result<bool, Error> {
        let Some(theirs) = salt(path) else {
            return Ok(true);
        };
        if salt(&self.path).as_ref() == Some(&theirs) || is_plainly_damaged(path)? {
            return Ok(true);
        }
        Ok(self.is_newest && !salts.contains(&theirs))
    }
}

/// The first sixteen bytes: the salt of an encrypted file.
fn salt(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = vec![0; 16];
    fs::File::open(path).ok()?.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether a file can be no encrypted workspace: cut, or with a first page that is not noise.
fn is_plainly_damaged(path: &Path) -> Result<bool, Error> {
    const PAGE: usize = 4096;
    let mut page = vec![0; PAGE];
    let mut file = fs::File::open(path).map_err(of_file(path))?;
    let size_bytes = file.metadata().map_err(of_file(path))?.len();
    if size_bytes == 0 || size_bytes % PAGE as u64 != 0 {
        return Ok(true);
    }
    file.read_exact(&mut page).map_err(of_file(path))?;
    let values: BTreeSet<u8> = page.into_iter().collect();
    Ok(values.len() < 200)
}
