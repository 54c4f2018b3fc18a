//! State of the window: the open workspace, the files offered, what is to be stopped.
//!
//! Paths stay here: the page knows an offered file by a number alone.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use quality::store::Passphrase;
use quality::workspace::Workspace;
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
    workspace: Mutex<Option<Workspace>>,
    offers: Mutex<HashMap<String, Vec<PathBuf>>>,
    offered: AtomicU64,
    watcher: Mutex<Option<Channel<WindowEvent>>>,
    stopped: AtomicBool,
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
        Ok(match Preferences::read()?.workspace {
            Some(chosen) => chosen,
            None => Self::usual_path()?,
        })
    }

    /// Where the workspace stands unless a person chose another.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn usual_path() -> Result<PathBuf, Failure> {
        Ok(edge::home()?.join("espace-de-travail.mentorat"))
    }

    /// Where the identity stands: the key under its passphrase.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn identity_path() -> Result<PathBuf, Failure> {
        Ok(edge::home()?.join("identite.p12"))
    }

    /// Where the identity's certificate stands, which is no secret.
    ///
    /// # Errors
    /// As [`State::workspace_path`].
    pub fn certificate_path() -> Result<PathBuf, Failure> {
        Ok(edge::home()?.join("identite.cer"))
    }

    /// Opens the window's workspace; one that is open stays open. False when none was made yet.
    ///
    /// # Errors
    /// As the store says.
    pub fn open_workspace(&self, passphrase: Option<&Passphrase>) -> Result<bool, Failure> {
        let mut open = lock(&self.workspace);
        if open.is_some() {
            return Ok(true);
        }
        let path = Self::workspace_path()?;
        if !path.exists() {
            return Ok(false);
        }
        *open = Some(Workspace::open(&path, passphrase, edge::edge()?)?);
        Ok(true)
    }

    /// Makes the window's workspace; with a passphrase, an encrypted one.
    ///
    /// # Errors
    /// As the store says; what stands in its place is never overwritten.
    pub fn create_workspace(&self, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
        let mut open = lock(&self.workspace);
        let path = Self::workspace_path()?;
        make_folder(&path)?;
        *open = Some(Workspace::create(&path, passphrase, edge::edge()?)?);
        Ok(())
    }

    /// Closes the workspace in order.
    ///
    /// # Errors
    /// As the store says; nothing that was acknowledged is lost then.
    pub fn close_workspace(&self) -> Result<(), Failure> {
        match lock(&self.workspace).take() {
            Some(workspace) => Ok(workspace.close()?),
            None => Ok(()),
        }
    }

    /// Does something with the open workspace.
    ///
    /// # Errors
    /// When none is open; otherwise as `task` says.
    pub fn with<T>(
        &self,
        task: impl FnOnce(&Workspace) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let open = lock(&self.workspace);
        let missing = || Failure::new(Kind::PassphraseWanted, wording::no_workspace());
        task(open.as_ref().ok_or_else(missing)?)
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
