//! Opening: what stands at a path is told, judged and checked before anything is written to it.
//!
//! Sources: trust.md, G4, G6, G8, G9, G11 and bad inputs 26 to 50.

mod reading;

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::lock::Lock;
use super::session::{self, Alone, Owner, Row};
use super::{
    Access, Error, Health, Held, Occupant, Passphrase, Store, beside, connection, explain, log,
    reserve, schema, soundness,
};
use crate::clock::Day;
use crate::{place, whole_file};

/// What was found when a file was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// It had not been closed in order.
    pub ended_uncleanly: bool,
    /// There was no log.
    pub log_missing: bool,
    /// A log of another file, or of another time, was moved to this folder.
    pub log_moved_to: Option<PathBuf>,
    /// Such a log was left alone, because the file is only read.
    pub log_ignored: bool,
    /// The log was damaged; a copy of it is in this folder, and what came before was taken.
    pub log_damaged: Option<PathBuf>,
}

impl Store {
    /// Makes a new workspace file; with a passphrase, an encrypted one.
    ///
    /// # Errors
    /// [`Error::Exists`] when something stands at `path`; [`Error::NetworkPlace`] when its lock
    /// could not be relied on; otherwise as the disk says. Nothing is left behind then.
    pub fn create(
        path: &Path,
        passphrase: Option<&Passphrase>,
        occupant: &Occupant,
    ) -> Result<Self, Error> {
        if let place::Kind::Network { filesystem } = place::kind(path) {
            let path = path.to_owned();
            return Err(Error::NetworkPlace { path, filesystem });
        }
        refuse_existing(path)?;
        let lock = Lock::take(path, occupant)?;
        refuse_existing(path)?;
        // A log without its file may be all that is left of one: SQLite would remove it.
        let mut found = Found::default();
        let opening = Opening::new(path, passphrase, occupant);
        opening.set_aside_leftovers(&mut found)?;
        let made = opening.make(lock, found);
        if made.is_err() {
            for suffix in ["", "-wal", "-journal"] {
                let _ = fs::remove_file(beside(path, suffix));
            }
        }
        made
    }

    /// Opens a workspace file; an older one is brought to the present form.
    ///
    /// # Errors
    /// All of them leave the file and its log as they are; a log that belongs to another file or
    /// another time is moved aside.
    pub fn open(
        path: &Path,
        passphrase: Option<&Passphrase>,
        occupant: &Occupant,
    ) -> Result<Self, Error> {
        Self::open_with(path, passphrase, occupant, |_| Ok(()))
    }

    /// As [`Store::open`]; before an older form is brought to the present one, `before` sees it as
    /// it is, and may refuse.
    ///
    /// # Errors
    /// As [`Store::open`], or as `before`.
    pub fn open_with<E: From<Error>>(
        path: &Path,
        passphrase: Option<&Passphrase>,
        occupant: &Occupant,
        before: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<Self, E> {
        refuse_missing(path)?;
        if cannot_be_written(path) {
            return Err(read_only(path).into());
        }
        let lock = Lock::take(path, occupant)?;
        let encrypted = unlockable(path, passphrase)?;
        let opening = Opening::new(path, passphrase.filter(|_| encrypted), occupant);
        let mut found = Found::default();
        let (connection, row) = opening.connect(&mut found)?;
        let mut store = opening.store(connection, Access::Writing, found);
        store.held.lock = Some(lock);
        store.examine(row.as_ref())?;
        connection::use_log(&store.connection).map_err(|error| store.explain(error))?;
        if schema::form(&store.connection, path)? < schema::FORM {
            before(&store)?;
            schema::migrate(&mut store.connection, path)?;
        }
        store.begin()?;
        reserve::make(path);
        Ok(store)
    }

    /// The form of a workspace file, which is left as it is. Not for a file that is open.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn form(path: &Path, passphrase: Option<&Passphrase>) -> Result<i64, Error> {
        refuse_missing(path)?;
        let encrypted = unlockable(path, passphrase)?;
        let connection = connection::look(path, passphrase.filter(|_| encrypted))?;
        schema::form(&connection, path)
    }

    /// Checks what was opened: quickly after an orderly end, thoroughly after another.
    fn examine(&mut self, row: Option<&Row>) -> Result<(), Error> {
        self.refuse_cut()?;
        self.check_pages(self.is_small())?;
        match row.map(|row| row.facts_digest.as_deref()) {
            Some(Some(written)) => {
                self.found.ended_uncleanly = false;
                return self.check_facts(written);
            }
            Some(None) => self.found.ended_uncleanly = true,
            // A form without the row: only its log tells.
            None => {}
        }
        self.check_journals()
    }

    /// Refuses a main file that ends within a page: SQLite would take the rest for zeros. One into
    /// which a log was being brought may end so.
    fn refuse_cut(&self) -> Result<(), Error> {
        // SQLCipher tells the size as text.
        let page: u64 = self
            .connection
            .query_row(
                "SELECT CAST(page_size AS INTEGER) FROM pragma_page_size",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.explain(error))?;
        let size = fs::metadata(&self.path);
        let is_cut = size.is_ok_and(|found| found.len() % page.max(1) != 0);
        if self.found.log_missing && is_cut {
            return Err(self.damaged(&"it was cut short"));
        }
        Ok(())
    }

    fn is_small(&self) -> bool {
        let size = |suffix| fs::metadata(beside(&self.path, suffix)).map_or(0, |found| found.len());
        size("") + size("-wal") <= soundness::WHOLE
    }
}

/// A file being opened.
struct Opening<'o> {
    path: &'o Path,
    passphrase: Option<&'o Passphrase>,
    day: Day,
}

impl<'o> Opening<'o> {
    fn new(path: &'o Path, passphrase: Option<&'o Passphrase>, occupant: &Occupant) -> Self {
        Self {
            path,
            passphrase,
            day: occupant.since.day(),
        }
    }

    fn store(&self, connection: Connection, access: Access, found: Found) -> Store {
        Store {
            connection,
            path: self.path.to_owned(),
            encrypted: self.passphrase.is_some(),
            access,
            found,
            health: Cell::new(Health::Idle),
            held: Held::default(),
        }
    }

    fn make(&self, lock: Lock, found: Found) -> Result<Store, Error> {
        let connection = connection::create(self.path, self.passphrase)?;
        let mut store = self.store(connection, Access::Writing, found);
        store.held.lock = Some(lock);
        schema::migrate(&mut store.connection, self.path)?;
        store.begin()?;
        reserve::make(self.path);
        Ok(store)
    }

    /// The connection for writing, its log judged, and the row of the last session.
    fn connect(&self, found: &mut Found) -> Result<(Connection, Option<Row>), Error> {
        self.set_journal_aside(found)?;
        let log = log::read(&self.log()).map_err(|error| self.disk(&error))?;
        let Some(log) = log else {
            found.log_missing = true;
            return self.through();
        };
        if !log.pages.is_empty() {
            let alone = self.alone()?;
            match self.through() {
                Ok((connection, row)) => {
                    let page = session::page(&connection).map_err(|error| self.explain(error))?;
                    let carries_row = page.is_some_and(|page| log.pages.contains(&page));
                    if session::owner(&alone, row.as_ref(), carries_row) == Owner::Ours {
                        found.ended_uncleanly = true;
                        if log.commits_lost > 1 {
                            found.log_damaged = Some(self.keep_log()?);
                        }
                        return Ok((connection, row));
                    }
                }
                // Through a log of another file anything may be seen.
                Err(
                    Error::Damaged { .. }
                    | Error::NotAWorkspace { .. }
                    | Error::WrongPassphrase { .. }
                    | Error::ForeignSchema { .. },
                ) if matches!(alone, Alone::Row(_)) => {}
                Err(other) => return Err(other),
            }
        }
        self.set_aside("-wal", found)?;
        self.through()
    }

    /// The file as it is seen through its log, if there is one.
    fn through(&self) -> Result<(Connection, Option<Row>), Error> {
        let connection = connection::open(self.path, self.passphrase)?;
        let form = schema::form(&connection, self.path)?;
        if form > schema::FORM {
            return Err(Error::Newer {
                path: self.path.to_owned(),
                found: form,
                known: schema::FORM,
                readable: schema::is_readable(&connection),
            });
        }
        schema::refuse_foreign(&connection, self.path, form)?;
        schema::show_as_present(&connection, form).map_err(|error| self.explain(error))?;
        let row = self.row(&connection)?;
        Ok((connection, row))
    }

    fn row(&self, connection: &Connection) -> Result<Option<Row>, Error> {
        let read = || match session::page(connection)? {
            Some(_) => session::read(connection),
            None => Ok(None),
        };
        read().map_err(|error| self.explain(error))
    }

    /// What the session's row says in the main file without its log.
    fn alone(&self) -> Result<Alone, Error> {
        let connection = connection::look_unfinished(self.path, self.passphrase)?;
        match self.row(&connection) {
            Ok(Some(row)) => Ok(Alone::Row(row)),
            Ok(None) => Ok(Alone::None),
            Err(Error::Damaged { .. } | Error::NotAWorkspace { .. }) => Ok(Alone::Unreadable),
            Err(other) => Err(other),
        }
    }

    fn log(&self) -> PathBuf {
        beside(self.path, "-wal")
    }

    /// Moves a log aside that has lost its file.
    fn set_aside_leftovers(&self, found: &mut Found) -> Result<(), Error> {
        self.set_journal_aside(found)?;
        if fs::metadata(self.log()).is_ok_and(|log| log.len() > 0) {
            self.set_aside("-wal", found)?;
        }
        Ok(())
    }

    /// Moves a rollback journal aside. A workspace never has one; SQLite would apply it.
    fn set_journal_aside(&self, found: &mut Found) -> Result<(), Error> {
        if fs::metadata(beside(self.path, "-journal")).is_ok_and(|journal| journal.len() > 0) {
            self.set_aside("-journal", found)?;
        }
        Ok(())
    }

    /// Moves what stands beside the file into a folder of its own; nothing is ever removed.
    fn set_aside(&self, suffix: &str, found: &mut Found) -> Result<(), Error> {
        let from = beside(self.path, suffix);
        let (folder, target) = self.room_for(&from)?;
        whole_file::rename(&from, &target).map_err(|error| self.disk(&error))?;
        found.log_moved_to = Some(folder);
        Ok(())
    }

    /// Keeps a copy of the log, before what is left of it is used.
    fn keep_log(&self) -> Result<PathBuf, Error> {
        let (folder, target) = self.room_for(&self.log())?;
        fs::copy(self.log(), target).map_err(|error| self.disk(&error))?;
        Ok(folder)
    }

    /// The folder for what is damaged, and a free name in it.
    fn room_for(&self, file: &Path) -> Result<(PathBuf, PathBuf), Error> {
        let folder = self.path.with_file_name(format!("abime-{}", self.day));
        fs::create_dir_all(&folder).map_err(|error| self.disk(&error))?;
        let name = file.file_name().unwrap_or_default();
        let numbered = (2..).map(|number| {
            let mut other = name.to_owned();
            other.push(format!("-{number}"));
            folder.join(other)
        });
        let target = std::iter::once(folder.join(name))
            .chain(numbered)
            .find(|target| !target.exists())
            .expect("numbers do not end");
        Ok((folder, target))
    }

    fn explain(&self, error: rusqlite::Error) -> Error {
        explain(error, self.path)
    }

    fn disk(&self, error: &io::Error) -> Error {
        Error::of_file(self.path, error)
    }
}

fn refuse_existing(path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::Exists {
            path: path.to_owned(),
        });
    }
    Ok(())
}

fn refuse_missing(path: &Path) -> Result<(), Error> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(Error::NotAWorkspace {
            path: path.to_owned(),
        }),
        Err(error) => Err(Error::of_file(path, &error)),
    }
}

/// Whether the file is encrypted; refuses when it is and there is no passphrase.
pub(super) fn unlockable(path: &Path, passphrase: Option<&Passphrase>) -> Result<bool, Error> {
    let encrypted = connection::is_encrypted(path)?;
    if encrypted && passphrase.is_none() {
        return Err(Error::PassphraseWanted {
            path: path.to_owned(),
        });
    }
    Ok(encrypted)
}

fn read_only(path: &Path) -> Error {
    Error::ReadOnly {
        path: path.to_owned(),
    }
}

/// Whether a person, or who made the medium, marked the file or its folder as not to be written.
fn cannot_be_written(path: &Path) -> bool {
    let is_marked =
        |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().readonly());
    let folder = connection::full(path).parent().map(Path::to_owned);
    // On Windows the mark on a folder means something else.
    is_marked(path) || (cfg!(unix) && folder.is_some_and(|folder| is_marked(&folder)))
}
