//! Workspaces opened and closed, and what a person should know of where they are.
//!
//! Source: trust.md, G6, G9, G10, G11 and G12.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::copies::folder_beside;
use super::keeper::Keeper;
use super::{Edge, Error, Workspace, refuse_short};
use crate::clock::{Day, Moment};
use crate::place;
use crate::store::{Access, Occupant, Passphrase, Store};

/// What a person should know of a workspace that is open. Nothing is wrong with its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Notice {
    /// It was not closed in order: the application was killed, or the power was cut.
    EndedUncleanly {
        /// When the last change was made that is there.
        last_change_at: Option<Moment>,
        /// There was no log: what was done last may be missing.
        log_missing: bool,
    },
    /// A log of another file, or of another time, stood beside it.
    LogMovedAside {
        /// Where it is now.
        folder: PathBuf,
    },
    /// A log of another file, or of another time, stands beside it and was not read.
    LogIgnored,
    /// The log was damaged: what was done last is missing.
    LogDamaged {
        /// Where a copy of it is.
        folder: PathBuf,
    },
    /// It is on another machine's disk, whose locks cannot be relied on.
    NetworkPlace {
        /// What the system calls such a disk.
        filesystem: String,
    },
    /// It is in a folder that a service copies elsewhere while it is open.
    SynchronisedPlace {
        /// The service.
        service: String,
    },
    /// The machine's clock is before the last change.
    ClockWentBack {
        /// What the clock says.
        now: Moment,
        /// When the last change was made.
        last_change_at: Moment,
    },
    /// The machine's clock is before the day on which this version was released.
    ClockBeforeRelease {
        /// What the clock says.
        now: Moment,
        /// That day.
        released_on: Day,
    },
}

impl Edge {
    /// Who opens a workspace now.
    pub fn occupant(&self) -> Occupant {
        Occupant {
            by: self.account.clone(),
            host: self.host.clone(),
            since: self.clock.now(),
        }
    }
}

impl Workspace {
    /// Makes a new workspace file; with a passphrase, an encrypted one.
    ///
    /// # Errors
    /// [`Error::PassphraseTooShort`], or as the store says.
    pub fn create(path: &Path, passphrase: Option<&Passphrase>, edge: Edge) -> Result<Self, Error> {
        if let Some(passphrase) = passphrase {
            refuse_short(passphrase)?;
        }
        let store = Store::create(path, passphrase, &edge.occupant())?;
        Ok(Self::around(store, edge))
    }

    /// Opens a workspace file; one that cannot be written to where it is, for reading.
    ///
    /// # Errors
    /// As the store says.
    pub fn open(path: &Path, passphrase: Option<&Passphrase>, edge: Edge) -> Result<Self, Error> {
        let store = Self::store_at(path, passphrase, &edge, &folder_beside(path))?;
        Ok(Self::around(store, edge))
    }

    /// Opens the file of a workspace. One of an older form is copied into that folder first.
    pub(super) fn store_at(
        path: &Path,
        passphrase: Option<&Passphrase>,
        edge: &Edge,
        folder: &Path,
    ) -> Result<Store, Error> {
        let occupant = edge.occupant();
        let copy_first = |store: &Store| {
            let keeper = Keeper { store, edge };
            keeper.copy(folder, &mut |_, _| true).map(|_| ())
        };
        match Store::open_with(path, passphrase, &occupant, copy_first) {
            Err(Error::Store(crate::store::Error::ReadOnly { .. })) => {
                Ok(Store::open_to_read(path, passphrase, &occupant)?)
            }
            other => other,
        }
    }

    /// Opens a workspace file to read it: one that someone else has open, one of a newer version
    /// as long as that is safe, or any other.
    ///
    /// # Errors
    /// As the store says.
    pub fn open_to_read(
        path: &Path,
        passphrase: Option<&Passphrase>,
        edge: Edge,
    ) -> Result<Self, Error> {
        let store = Store::open_to_read(path, passphrase, &edge.occupant())?;
        Ok(Self::around(store, edge))
    }

    pub(super) fn around(store: Store, edge: Edge) -> Self {
        Self {
            store,
            edge,
            editions: RefCell::default(),
            last_read: RefCell::default(),
        }
    }

    /// Closes the file in order. Dropping it does the same, but tells nobody what went wrong.
    ///
    /// # Errors
    /// As the disk says; nothing that was acknowledged is lost then.
    pub fn close(self) -> Result<(), Error> {
        Ok(self.store.close()?)
    }

    /// Lets go of the file as a crash would.
    pub fn abandon(self) {
        self.store.abandon();
    }

    /// Closes a workspace that was made for nothing, and removes its files.
    pub fn discard(self) {
        let path = self.store.path().to_owned();
        self.store.abandon();
        Self::remove_files(&path);
    }

    /// Removes the files of a workspace that nobody has open and nobody misses, its log too: making
    /// another in its place would set that aside.
    pub fn remove_files(path: &Path) {
        for suffix in ["", "-wal", ".reserve"] {
            let mut name = path.to_owned().into_os_string();
            name.push(suffix);
            // What is not there needs no removing.
            let _ = std::fs::remove_file(name);
        }
    }

    /// Brings what was written last into the main file. To be called when nobody waits.
    ///
    /// # Errors
    /// As the disk says; nothing is lost then.
    pub fn checkpoint(&self) -> Result<(), Error> {
        Ok(self.store.checkpoint()?)
    }

    /// Whether it may be written to, and why not.
    pub fn access(&self) -> &Access {
        self.store.access()
    }

    /// What a person should know of it now.
    ///
    /// # Errors
    /// As the store says.
    pub fn notices(&self) -> Result<Vec<Notice>, Error> {
        let last_change_at = self.store.last_changed_at()?;
        let found = self.store.found();
        let mut notices = Vec::new();
        if found.ended_uncleanly && self.access().is_writing() {
            notices.push(Notice::EndedUncleanly {
                last_change_at,
                log_missing: found.log_missing,
            });
        }
        let folder = found.log_moved_to.clone();
        notices.extend(folder.map(|folder| Notice::LogMovedAside { folder }));
        if found.log_ignored {
            notices.push(Notice::LogIgnored);
        }
        let folder = found.log_damaged.clone();
        notices.extend(folder.map(|folder| Notice::LogDamaged { folder }));
        match place::kind(self.path()) {
            place::Kind::Local => {}
            place::Kind::Network { filesystem } => {
                notices.push(Notice::NetworkPlace { filesystem });
            }
            place::Kind::Synchronised { service } => notices.push(Notice::SynchronisedPlace {
                service: service.to_owned(),
            }),
        }
        notices.extend(self.clock_notice(last_change_at));
        Ok(notices)
    }

    fn clock_notice(&self, last_change_at: Option<Moment>) -> Option<Notice> {
        let now = self.now();
        let released_on = self.edge.released_on;
        // A person's day may begin up to half a day later than the one in UTC.
        if now.day().plus_days(1) < released_on {
            return Some(Notice::ClockBeforeRelease { now, released_on });
        }
        let last_change_at = last_change_at.filter(|last| *last > now)?;
        Some(Notice::ClockWentBack {
            now,
            last_change_at,
        })
    }
}
