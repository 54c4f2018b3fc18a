//! State of the window: the open workspace, the files offered, what is to be stopped.
//!
//! Paths stay here: the page knows an offered file by a number alone.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use pades::certificate::Certificate;
use quality::evidence::OpenCopies;
use quality::store::{self, Passphrase};
use quality::workspace::{self, FolderReport, Recovered, Strongbox, Workspace};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::ipc::Channel;

use crate::edge;
use crate::failure::{Failure, Kind};
use crate::preferences::{Preferences, make_folder};
use crate::wording;

/// State of the window.
#[derive(Default)]
pub struct State {
    open: Mutex<Option<Open>>,
    viewed: Mutex<Option<OpenCopies>>,
    offers: Mutex<HashMap<String, Vec<PathBuf>>>,
    offered: AtomicU64,
    watcher: Mutex<Option<Channel<WindowEvent>>>,
    examined: Mutex<Option<(PathBuf, Certificate)>>,
    stopped: AtomicBool,
}

/// The open workspace, and what goes with it until it is closed.
struct Open {
    workspace: Workspace,
    /// Opens its copies too, which are under the same one.
    passphrase: Option<Passphrase>,
    recovered: Option<Recovered>,
    /// Why the last automatic copy did not come about.
    copy_failure: Option<Failure>,
}

impl Open {
    fn new(
        workspace: Workspace,
        passphrase: Option<&Passphrase>,
        recovered: Option<Recovered>,
    ) -> Self {
        Self {
            workspace,
            passphrase: passphrase.cloned(),
            recovered,
            copy_failure: None,
        }
    }
}

/// What is to be known of the open workspace beside its content.
pub struct Known {
    /// What was done about its damage.
    pub recovered: Option<Recovered>,
    /// Why the last automatic copy did not come about.
    pub copy_failure: Option<Failure>,
}

/// Files that a person chose or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// What names them.
    pub offer: String,
    /// The files, as they are shown.
    pub files: Vec<OfferedFile>,
}

/// A file that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferedFile {
    /// Its name, safe to show.
    pub file_name: String,
    /// Its size; 0 when it cannot be read.
    pub size_bytes: u64,
}

/// What happens to the window that the page should know.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WindowEvent {
    /// Files are dragged over it; the place is in CSS pixels.
    Over {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// How many files.
        count: usize,
    },
    /// Files were dropped.
    Dropped {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// The files.
        offer: Offer,
    },
    /// Files were dragged away.
    Left,
    /// A person wants to close it: what is typed must be saved first.
    CloseRefused,
}

/// Takes a lock; a panic elsewhere leaves nothing half done, for the store works in transactions.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// Where the window's workspace stands.
    ///
    /// # Errors
    /// When the system names no folder for a person's files.
    pub fn workspace_path() -> Result<PathBuf, Failure> {
        let preferences = Preferences::read()?;
        if preferences.example {
            return Self::example_path();
        }
        Ok(match preferences.workspace {
            Some(chosen) => chosen,
            None => Self::usual_path()?,
        })
    }

    /// Where the example stands while a person looks around in it.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn example_path() -> Result<PathBuf, Failure> {
        Ok(edge::home()?.join("exemple.mentorat"))
    }

    /// Where the workspace stands unless a person chose another.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn usual_path() -> Result<PathBuf, Failure> {
        Ok(edge::home()?.join("espace-de-travail.mentorat"))
    }

    /// Where another workspace may be made on this computer.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn free_path() -> Result<PathBuf, Failure> {
        let usual = Self::usual_path()?;
        let numbered = (2..).map(|number| {
            let name = format!("espace-de-travail-{number}.mentorat");
            usual.with_file_name(name)
        });
        let mut places = std::iter::once(usual.clone()).chain(numbered);
        Ok(places
            .find(|path| !path.exists())
            .expect("numbers do not end"))
    }

    /// Where the copies of the workspace go: first on this computer, then where a person said.
    /// The example needs none.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn copy_folders() -> Result<Vec<PathBuf>, Failure> {
        if Preferences::read()?.example {
            return Ok(Vec::new());
        }
        let bases = [Some(edge::copies()?), Preferences::read()?.second_folder];
        let path = Self::workspace_path()?;
        let within = |base: PathBuf| workspace::folder_within(&base, &path);
        Ok(bases.into_iter().flatten().map(within).collect())
    }

    /// Where the identity of this window is kept.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn strongbox() -> Result<Strongbox, Failure> {
        Ok(Strongbox::in_folder(&edge::home()?))
    }

    /// Opens the window's workspace; one that is open stays open, one that is damaged is put back
    /// from its newest good copy. False when none was made yet.
    ///
    /// # Errors
    /// As the store says.
    pub fn open_workspace(&self, passphrase: Option<&Passphrase>) -> Result<bool, Failure> {
        let mut open = lock(&self.open);
        if open.is_some() {
            return Ok(true);
        }
        let (path, folders) = (Self::workspace_path()?, Self::copy_folders()?);
        if !path.exists() {
            return Ok(false);
        }
        let (workspace, recovered) =
            Workspace::open_or_recover(&path, &folders, passphrase, edge::edge()?)?;
        *open = Some(Open::new(workspace, passphrase, recovered));
        Ok(true)
    }

    /// Opens the window's workspace without changing anything of it.
    ///
    /// # Errors
    /// As the store says.
    pub fn open_to_read(&self, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
        let mut open = lock(&self.open);
        let path = Self::workspace_path()?;
        let workspace = Workspace::open_to_read(&path, passphrase, edge::edge()?)?;
        *open = Some(Open::new(workspace, passphrase, None));
        Ok(())
    }

    /// Makes the window's workspace; with a passphrase, an encrypted one.
    ///
    /// # Errors
    /// As the store says; what stands in its place is never overwritten.
    pub fn create_workspace(&self, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
        let mut open = lock(&self.open);
        let path = Self::workspace_path()?;
        make_folder(&path)?;
        let workspace = Workspace::create(&path, passphrase, edge::edge()?)?;
        *open = Some(Open::new(workspace, passphrase, None));
        Ok(())
    }

    /// Puts the workspace and its copies under another passphrase or none. Whatever comes of it,
    /// the workspace is open afterwards.
    ///
    /// # Errors
    /// As the store says, or when `progress` said to stop; the workspace is then as it was.
    pub fn change_passphrase(
        &self,
        present: Option<&Passphrase>,
        fresh: Option<&Passphrase>,
        progress: store::Progress<'_>,
    ) -> Result<(), Failure> {
        let mut open = lock(&self.open);
        let missing = || Failure::new(Kind::PassphraseWanted, wording::no_workspace());
        let before = open.as_ref().ok_or_else(missing)?.passphrase.clone();
        if before.as_ref() != present {
            return Err(Failure::new(Kind::Passphrase, wording::wrong_passphrase()));
        }
        let (path, folders) = (Self::workspace_path()?, Self::copy_folders()?);
        if let Some(open) = open.take() {
            open.workspace.close()?;
        }
        let rewritten =
            Workspace::change_passphrase(&path, present, fresh, &folders, edge::edge()?, progress);
        match rewritten {
            Ok(rewritten) => {
                *open = Some(Open::new(rewritten.workspace, fresh, None));
                Ok(())
            }
            Err(refused) => {
                let workspace = Workspace::open(&path, present, edge::edge()?)?;
                *open = Some(Open::new(workspace, present, None));
                Err(refused.into())
            }
        }
    }

    /// Closes the workspace in order.
    ///
    /// # Errors
    /// As the store says; nothing that was acknowledged is lost then.
    pub fn close_workspace(&self) -> Result<(), Failure> {
        drop(lock(&self.viewed).take());
        match lock(&self.open).take() {
            Some(open) => Ok(open.workspace.close()?),
            None => Ok(()),
        }
    }

    /// Closes the workspace in order; the example's is removed.
    ///
    /// # Errors
    /// As [`State::close_workspace`].
    pub fn leave_workspace(&self) -> Result<(), Failure> {
        if !Preferences::read()?.example {
            return self.close_workspace();
        }
        drop(lock(&self.viewed).take());
        if let Some(open) = lock(&self.open).take() {
            open.workspace.discard();
        }
        Ok(())
    }

    /// Makes the automatic copies that are due. A failure is kept for whoever looks.
    pub fn copy_if_due(&self) {
        self.copy(Workspace::copy_if_due);
    }

    /// Makes automatic copies whatever stands there.
    ///
    /// # Errors
    /// Why one of them did not come about, or that `progress` said to stop.
    pub fn copy_now(&self, progress: store::Progress<'_>) -> Result<(), Failure> {
        self.copy(|workspace, folders| workspace.copy_now(folders, progress));
        let open = lock(&self.open);
        match open.as_ref().and_then(|open| open.copy_failure.clone()) {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    fn copy(&self, copy: impl FnOnce(&Workspace, &[PathBuf]) -> Vec<FolderReport>) {
        let mut open = lock(&self.open);
        let Some(open) = open
            .as_mut()
            .filter(|open| open.workspace.access().is_writing())
        else {
            return;
        };
        let Ok(folders) = Self::copy_folders() else {
            return;
        };
        let reports = copy(&open.workspace, &folders);
        let failed = reports.into_iter().find_map(|report| report.outcome.err());
        open.copy_failure = failed.map(Failure::from);
    }

    /// Brings the log into the file, while nobody is working: it stays small, and a file that is
    /// copied by hand holds nearly all there is. What the disk refuses is told at the next change.
    pub fn checkpoint(&self) {
        let open = lock(&self.open);
        let open = open
            .as_ref()
            .filter(|open| open.workspace.access().is_writing());
        if let Some(open) = open {
            let _ = open.workspace.checkpoint();
        }
    }

    /// Erases what has been in the trash for long enough. What cannot be erased now is tried again
    /// at the next start.
    pub fn purge_if_due(&self) {
        let open = lock(&self.open);
        let open = open
            .as_ref()
            .filter(|open| open.workspace.access().is_writing());
        if let (Some(open), Ok(clock)) = (open, edge::clock()) {
            let _ = open.workspace.purge(clock.now());
        }
    }

    /// What is to be known of the open workspace beside its content.
    pub fn known(&self) -> Known {
        let open = lock(&self.open);
        Known {
            recovered: open.as_ref().and_then(|open| open.recovered.clone()),
            copy_failure: open.as_ref().and_then(|open| open.copy_failure.clone()),
        }
    }

    /// The passphrase of the open workspace.
    pub fn passphrase(&self) -> Option<Passphrase> {
        lock(&self.open).as_ref()?.passphrase.clone()
    }

    /// Does something with the open workspace.
    ///
    /// # Errors
    /// When none is open; otherwise as `task` says.
    pub fn with<T>(
        &self,
        task: impl FnOnce(&Workspace) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let open = lock(&self.open);
        let missing = || Failure::new(Kind::PassphraseWanted, wording::no_workspace());
        task(&open.as_ref().ok_or_else(missing)?.workspace)
    }

    /// Does something with the folder of copies for the system's viewer, made when first needed.
    ///
    /// # Errors
    /// As the disk says; otherwise as `task` says.
    pub fn with_viewed<T>(
        &self,
        task: impl FnOnce(&mut OpenCopies) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut viewed = lock(&self.viewed);
        if let Some(copies) = viewed.as_mut() {
            return task(copies);
        }
        let made = OpenCopies::begin(&std::env::temp_dir(), &edge::MachineRandomness)?;
        task(viewed.insert(made))
    }

    /// Offers a picture that was pasted, as a file of that name.
    ///
    /// # Errors
    /// When it is no picture, or as the disk says.
    pub fn offer_pasted(&self, bytes: &[u8], file_name: &str) -> Result<Offer, Failure> {
        let path = self.with_viewed(|copies| Ok(copies.write_pasted(bytes, file_name)?))?;
        Ok(self.offer(vec![path]))
    }

    /// Removes what was pasted and is not needed any more; other files stay.
    pub fn discard_pasted(&self, paths: &[PathBuf]) {
        if let Some(copies) = lock(&self.viewed).as_mut() {
            paths.iter().for_each(|path| copies.discard(path));
        }
    }

    /// The file that was verified last and the certificate of its signer, when it was sound.
    pub fn examined(&self) -> Option<(PathBuf, Certificate)> {
        lock(&self.examined).clone()
    }

    /// Remembers what was verified last.
    pub fn remember_examined(&self, examined: Option<(PathBuf, Certificate)>) {
        *lock(&self.examined) = examined;
    }

    /// Keeps paths and gives the page a name for them.
    pub fn offer(&self, paths: Vec<PathBuf>) -> Offer {
        let number = self.offered.fetch_add(1, Ordering::Relaxed);
        let offer = format!("offer-{number}");
        let files = paths.iter().map(|path| OfferedFile {
            file_name: quality::evidence::display_name(
                &path.file_name().unwrap_or_default().to_string_lossy(),
            ),
            size_bytes: std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
        });
        let files = files.collect();
        lock(&self.offers).insert(offer.clone(), paths);
        Offer { offer, files }
    }

    /// The paths behind an offer, which is used up.
    ///
    /// # Errors
    /// When there is no such offer.
    pub fn take(&self, offer: &str) -> Result<Vec<PathBuf>, Failure> {
        let taken = lock(&self.offers).remove(offer);
        taken.ok_or_else(|| Failure::new(Kind::Unknown, wording::no_offer()))
    }

    /// The first path behind an offer, which stays: a passphrase may be mistyped.
    ///
    /// # Errors
    /// When there is no such offer.
    pub fn offered(&self, offer: &str) -> Result<PathBuf, Failure> {
        let offers = lock(&self.offers);
        let first = offers.get(offer).and_then(|paths| paths.first().cloned());
        first.ok_or_else(|| Failure::new(Kind::Unknown, wording::no_offer()))
    }

    /// The first path behind an offer, which is used up.
    ///
    /// # Errors
    /// As [`State::take`].
    pub fn take_one(&self, offer: &str) -> Result<PathBuf, Failure> {
        let first = self.take(offer)?.into_iter().next();
        first.ok_or_else(|| Failure::new(Kind::Unknown, wording::no_offer()))
    }

    /// Whom to tell what happens to the window.
    pub fn watch(&self, watcher: Channel<WindowEvent>) {
        *lock(&self.watcher) = Some(watcher);
    }

    /// Tells the page what happens; false when nobody listens.
    pub fn tell(&self, event: WindowEvent) -> bool {
        lock(&self.watcher)
            .as_ref()
            .is_some_and(|watcher| watcher.send(event).is_ok())
    }

    /// Begins something that can be stopped.
    pub fn begin(&self) {
        self.stopped.store(false, Ordering::Relaxed);
    }

    /// Stops what is running.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether what is running may go on.
    pub fn goes_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }
}
