//! Reading: a workspace file that is looked at and never changed.
//!
//! A file without a log is read where it stands; one with a log is copied with it first, since
//! SQLite would write to both. Source: trust.md, G9 and G11.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{Found, Opening, cannot_be_written, refuse_missing, unlockable};
use crate::store::lock::Lock;
use crate::store::{Access, Error, Occupant, Passphrase, Store, beside, connection, log, schema};

impl Store {
    /// Opens a workspace file to read it, even where nothing can be written, where someone else
    /// has it open, or when a newer version made it, as long as that is safe.
    ///
    /// A log that belongs to the file is read too: both are copied to a temporary place, as when
    /// an older form has to be brought to the present one.
    ///
    /// # Errors
    /// As [`Store::open`]; nothing is changed where the file is.
    pub fn open_to_read(
        path: &Path,
        passphrase: Option<&Passphrase>,
        occupant: &Occupant,
    ) -> Result<Self, Error> {
        refuse_missing(path)?;
        let (lock, access) = match Lock::take(path, occupant) {
            Ok(lock) if cannot_be_written(path) => (Some(lock), Access::ReadOnlyPlace),
            Ok(lock) => (Some(lock), Access::Reading),
            Err(Error::Locked { occupant, .. }) => (None, Access::OpenElsewhere { occupant }),
            Err(Error::ReadOnly { .. }) => (None, Access::ReadOnlyPlace),
            Err(other) => return Err(other),
        };
        let encrypted = unlockable(path, passphrase)?;
        let passphrase = passphrase.filter(|_| encrypted);
        let opening = Opening::new(path, passphrase, occupant);
        let mut store = opening.read(access)?;
        store.held.lock = lock;
        Ok(store)
    }
}

impl Opening<'_> {
    /// A store that only reads.
    fn read(&self, access: Access) -> Result<Store, Error> {
        let log = log::read(&self.log()).map_err(|error| self.disk(&error))?;
        let is_elsewhere = matches!(access, Access::OpenElsewhere { .. });
        if log.is_none() && !is_elsewhere {
            let connection = connection::look(self.path, self.passphrase)?;
            let form = schema::form(&connection, self.path)?;
            if form > schema::FORM {
                if !schema::is_readable(&connection) {
                    return Err(Error::Newer {
                        path: self.path.to_owned(),
                        found: form,
                        known: schema::FORM,
                        readable: false,
                    });
                }
                let (found, known) = (form, schema::FORM);
                let store = self.store(
                    connection,
                    Access::NewerForm { found, known },
                    Found::default(),
                );
                store.check_pages(store.is_small())?;
                return Ok(store);
            }
            schema::refuse_foreign(&connection, self.path, form)?;
            if form == schema::FORM {
                let row = self.row(&connection)?;
                let found = Found {
                    log_missing: true,
                    ..Found::default()
                };
                let mut store = self.store(connection, access, found);
                store.examine(row.as_ref())?;
                return Ok(store);
            }
        }
        self.read_copy(access)
    }

    /// A store that reads a copy of the file and its log.
    fn read_copy(&self, access: Access) -> Result<Store, Error> {
        let folder = tempfile::Builder::new()
            .prefix("label-mentorat-")
            .tempdir()
            .map_err(|error| self.disk(&error))?;
        let copy = folder.path().join("copy");
        self.copy_to(&copy)?;
        let there = Opening {
            path: &copy,
            ..*self
        };
        let mut found = Found::default();
        let (connection, row) = there.connect(&mut found)?;
        // Only the copy's log was set aside.
        found.log_ignored = found.log_moved_to.take().is_some();
        let mut writing = there.store(connection, access.clone(), found.clone());
        writing.examine(row.as_ref())?;
        found.ended_uncleanly = writing.found.ended_uncleanly;
        connection::use_log(&writing.connection).map_err(|error| writing.explain(error))?;
        schema::migrate(&mut writing.connection, &copy)?;
        writing.begin()?;
        writing.close()?;
        let connection = connection::look(&copy, self.passphrase)?;
        let mut store = there.store(connection, access, found);
        store.path = self.path.to_owned();
        store.held.copy = Some(folder);
        Ok(store)
    }

    /// Copies file and log, as they stood at one moment: the main file changes only while a log
    /// is brought into it.
    fn copy_to(&self, copy: &Path) -> Result<(), Error> {
        let stamp = || -> io::Result<_> {
            let found = fs::metadata(self.path)?;
            Ok((found.len(), found.modified().ok()))
        };
        let attempt = || -> io::Result<bool> {
            let before = stamp()?;
            fs::copy(self.path, copy)?;
            match fs::copy(self.log(), beside(copy, "-wal")) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                Ok(_) | Err(_) => {}
            }
            Ok(stamp()? == before)
        };
        for _ in 0..3 {
            if attempt().map_err(|error| self.disk(&error))? {
                return make_writable(copy).map_err(|error| self.disk(&error));
            }
        }
        Err(Error::Busy {
            path: self.path.to_owned(),
        })
    }
}

/// A copy of a read-only file is read-only too.
fn make_writable(path: &Path) -> io::Result<()> {
    for suffix in ["", "-wal"] {
        let path = beside(path, suffix);
        let Ok(found) = fs::metadata(&path) else {
            continue;
        };
        let mut permissions = found.permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
        #[cfg(not(unix))]
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}
