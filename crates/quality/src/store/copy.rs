//! Copy (copie): the facts of a workspace in a file of their own, and the way back.
//!
//! A copy has the schema, the key and the rows of its workspace, in the same order: all but the
//! bytes of evidence, which stand once in a [`Pool`](super::Pool). It is written whole, brought
//! to the disk, opened anew and compared. Source: trust.md, G6 and G7.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::attached::{
    Key, attached, attached_unchanged, digests, fill, fill_across, not_equal, same_facts, seal,
    sound,
};
use super::connection::Pages;
use super::lock::Lock;
use super::pool::{self, Pool};
use super::{
    APPLICATION_ID, Access, Error, Found, Health, Held, Occupant, Passphrase, Progress, Store,
    connection, explain, opening, schema, session, soundness, tell,
};
use crate::digest::Digest;

impl Store {
    /// Writes the facts into the file at `path`, which is new or empty, encrypted as this one.
    ///
    /// The journals are checked first; what was written is found sound and equal.
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::Journal`] when this workspace is not sound itself, or the
    /// copy is not equal to it; otherwise as the disk says.
    pub fn copy_facts_into(&self, path: &Path) -> Result<(), Error> {
        self.check_journals()?;
        copy_facts(&self.connection, path, Key::Same)
    }

    /// Copies the whole workspace into the file at `path`, which is new or empty, encrypted as
    /// this one.
    ///
    /// The copy is one state, sealed; what was written is found sound and equal. A content that
    /// is damaged stays so.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the copy is not equal; [`Error::Cancelled`]; otherwise as the disk
    /// says.
    pub fn copy_into(&self, path: &Path, progress: Progress<'_>) -> Result<(), Error> {
        copy_whole(&self.connection, path, Key::Same, progress)
    }

    /// Whether the copy at `path` holds the same facts.
    ///
    /// Nothing when this workspace's key does not open it, or it cannot be read.
    pub fn equals_copy(&self, path: &Path) -> Option<bool> {
        let theirs = attached(&self.connection, path, Key::Same, |name| {
            soundness::facts_digest(&self.connection, name).map_err(|error| explain(error, path))
        });
        let ours = soundness::facts_digest(&self.connection, "main").ok()?;
        theirs.ok().map(|theirs| theirs == ours)
    }

    /// A setting of the copy at `path`.
    ///
    /// Nothing when this workspace's key does not open it, or it has none of that name.
    pub fn setting_of_copy(&self, path: &Path, setting: &str) -> Option<String> {
        let read = attached(&self.connection, path, Key::Same, |name| {
            let sql = format!("SELECT value FROM {name}.setting WHERE name = ?1");
            self.connection
                .query_row(&sql, [setting], |row| row.get(0))
                .optional()
                .map_err(|error| explain(error, path))
        });
        read.ok().flatten()
    }

    /// The digests of all contents that this workspace names, with their sizes in bytes.
    ///
    /// # Errors
    /// As the disk says.
    pub fn contents(&self) -> Result<Vec<(Digest, u64)>, Error> {
        contents(&self.connection, &self.path)
    }

    /// How many entries all journals have. Grows with every change, whatever the clock says.
    ///
    /// # Errors
    /// As the disk says.
    pub fn entries(&self) -> Result<u64, Error> {
        self.connection
            .query_row("SELECT count(*) FROM entry", [], |row| row.get(0))
            .map_err(|error| self.explain(error))
    }

    /// The facts of a copy that opens with this workspace's key, in memory, to be changed.
    ///
    /// # Errors
    /// As [`load`].
    pub fn load_copy(&self, path: &Path) -> Result<Self, Error> {
        let told = |error| explain(error, path);
        let memory = Connection::open_in_memory().map_err(told)?;
        connection::guard(&memory, None, Pages::Large).map_err(told)?;
        memory
            .pragma_update(None, "foreign_keys", true)
            .map_err(told)?;
        attached(&self.connection, path, Key::Same, |name| {
            refuse_other(&self.connection, name, path)?;
            fill_across((&self.connection, name), (&memory, "main"), path)
        })?;
        in_memory(memory, path, self.encrypted)
    }

    /// Writes facts in memory into the file at `path`, which is new or empty, as a copy under this
    /// workspace's key.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not equal to them; otherwise as the disk says.
    pub fn write_copy(&self, facts: &Self, path: &Path) -> Result<(), Error> {
        facts.check_journals()?;
        let told = |error| explain(error, path);
        let with = &self.connection;
        attached(with, path, Key::Same, |name| {
            for_the_making(with, name).map_err(told)?;
            fill_across((&facts.connection, "main"), (with, name), path)?;
            seal(with, name).map_err(told)
        })?;
        sync(path)?;
        attached(with, path, Key::Same, |name| {
            sound(with, name, path)?;
            let written = soundness::facts_digest(with, name).map_err(told)?;
            facts.check_facts(&written.to_string())
        })
    }
}

/// The contents that a file names, with their sizes in bytes.
fn contents(connection: &Connection, path: &Path) -> Result<Vec<(Digest, u64)>, Error> {
    let named = "FROM content WHERE digest IS NOT NULL ORDER BY id";
    let read = || -> rusqlite::Result<Vec<u64>> {
        let mut statement = connection.prepare(&format!("SELECT size_bytes {named}"))?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let sizes = read().map_err(|error| explain(error, path))?;
    let digests = digests(connection, &format!("SELECT digest {named}"), path)?;
    Ok(digests.into_iter().zip(sizes).collect())
}

/// The facts of a copy or of a whole workspace file, in memory.
#[derive(Debug)]
pub struct Loaded {
    /// The facts, in the present form.
    pub facts: Store,
    /// Contents whose bytes are in the file itself.
    pub inside: BTreeSet<Digest>,
}

/// Reads the facts of a copy or of a whole workspace file; everything in it but the bytes of
/// evidence was found sound.
///
/// The file is only read, without its log.
///
/// # Errors
/// As for opening; [`Error::Damaged`] and [`Error::Journal`] when it is not sound.
pub fn load(path: &Path, passphrase: Option<&Passphrase>) -> Result<Loaded, Error> {
    let encrypted = opening::unlockable(path, passphrase)?;
    let told = |error| explain(error, path);
    let memory = Connection::open_in_memory().map_err(told)?;
    connection::guard(&memory, None, Pages::Large).map_err(told)?;
    let key = Key::Own(passphrase.filter(|_| encrypted));
    let inside = attached_unchanged(&memory, path, key, |name| {
        refuse_other(&memory, name, path)?;
        let inside = format!(
            "SELECT digest FROM {name}.content AS named WHERE digest IS NOT NULL
             AND EXISTS (SELECT 1 FROM {name}.chunk WHERE content = named.id)"
        );
        let inside = digests(&memory, &inside, path)?;
        fill(&memory, name, "main", path)?;
        Ok(inside.into_iter().collect())
    })?;
    let facts = in_memory(memory, path, encrypted)?;
    Ok(Loaded { facts, inside })
}

/// A store around facts in memory, found sound and brought to the present form.
fn in_memory(mut memory: Connection, path: &Path, encrypted: bool) -> Result<Store, Error> {
    let told = |error| explain(error, path);
    let form = schema::form(&memory, path)?;
    schema::refuse_foreign(&memory, path, form)?;
    let row = match session::page(&memory).map_err(told)? {
        Some(_) => session::read(&memory).map_err(told)?,
        None => None,
    };
    schema::migrate(&mut memory, path)?;
    let facts = Store {
        connection: memory,
        path: path.to_owned(),
        encrypted,
        access: Access::Reading,
        found: Found::default(),
        health: Health::Idle.into(),
        held: Held::default(),
    };
    if let Some(written) = row.and_then(|row| row.facts_digest) {
        facts.check_facts(&written)?;
    }
    facts.check_journals()?;
    Ok(facts)
}

/// Holds a workspace file for oneself while it is put in another's place.
#[derive(Debug)]
pub struct Hold {
    _lock: Lock,
}

/// Takes a workspace file for oneself, whether it can be opened or not.
///
/// # Errors
/// [`Error::Locked`] when someone has it open; otherwise as the disk says.
pub fn hold(path: &Path, occupant: &Occupant) -> Result<Hold, Error> {
    Ok(Hold {
        _lock: Lock::take(path, occupant)?,
    })
}

/// Makes a workspace file out of a copy or a whole workspace file, at `path`, which is new or
/// empty; bytes of evidence that are not inside come from the pool.
///
/// The new file has the form, the key and the order of the old one. Gives the contents that are
/// damaged, or neither inside nor in the pool: the new file does not name them.
///
/// # Errors
/// As for opening; [`Error::Damaged`] and [`Error::Journal`] when the copy is not sound;
/// [`Error::Cancelled`].
pub fn restore_into(
    copy: &Path,
    passphrase: Option<&Passphrase>,
    pool: Option<&Pool>,
    path: &Path,
    progress: Progress<'_>,
) -> Result<Vec<Digest>, Error> {
    let (source, encrypted) = open_unchanged(copy, passphrase)?;
    sound(&source, "main", copy)?;
    let mut meter = Meter::of(&source, copy, progress)?;
    write_whole(&source, path, Key::Same, &mut meter)?;
    attached(&source, path, Key::Same, |name| {
        sound(&source, name, path)?;
        same_facts(&source, "main", name, path)
    })?;
    drop(source);
    let target = open_alone(path, passphrase.filter(|_| encrypted))?;
    let told = |error| explain(error, path);
    let mut missing = Vec::new();
    meter.each(|digest| {
        if pool::is_sound(&target, "main", digest).map_err(told)? {
            return Ok(());
        }
        let begun = target.unchecked_transaction().map_err(told)?;
        begun
            .execute(
                "DELETE FROM chunk WHERE content = (SELECT id FROM content WHERE digest = ?1)",
                [digest.to_string()],
            )
            .map_err(told)?;
        let given = match pool {
            Some(pool) => pool.give(&target, path, digest)?,
            None => false,
        };
        if given {
            return begun.commit().map_err(told);
        }
        begun.rollback().map_err(told)?;
        target
            .execute(
                "DELETE FROM content WHERE digest = ?1",
                [digest.to_string()],
            )
            .map_err(told)?;
        missing.push(digest);
        Ok(())
    })?;
    seal(&target, "main").map_err(told)?;
    sound(&target, "main", path)?;
    target.close().map_err(|(_, error)| explain(error, path))?;
    sync(path)?;
    Ok(missing)
}

/// Opens the file as it stands, without its log, changing nothing and locking nobody out.
///
/// Gives the connection and whether the file is encrypted. New files may be attached to it.
pub(super) fn open_unchanged(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<(Connection, bool), Error> {
    let encrypted = opening::unlockable(path, passphrase)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let passphrase = passphrase.filter(|_| encrypted);
    let open = |pages| {
        let opened = Connection::open_with_flags(connection::immutable(path), flags)?;
        connection::guard(&opened, passphrase, pages)?;
        Ok(opened)
    };
    let opened = connection::fitting(passphrase, open).map_err(|error| explain(error, path))?;
    connection::identify(&opened, path, encrypted)?;
    refuse_other(&opened, "main", path)?;
    Ok((opened, encrypted))
}

/// Refuses an attached file that is no workspace, or of a form not known here.
fn refuse_other(connection: &Connection, schema: &str, path: &Path) -> Result<(), Error> {
    let read = |name| {
        connection
            .pragma_query_value(Some(schema), name, |row| row.get::<_, i64>(0))
            .map_err(|error| explain(error, path))
    };
    if read("application_id")? != i64::from(APPLICATION_ID) {
        return Err(Error::NotAWorkspace {
            path: path.to_owned(),
        });
    }
    let found = read("user_version")?;
    if found > schema::FORM {
        return Err(Error::Newer {
            path: path.to_owned(),
            found,
            known: schema::FORM,
            readable: false,
        });
    }
    Ok(())
}

/// Opens a file that was made here, is under way and nobody else's.
pub(super) fn open_alone(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(connection::full(path), flags).and_then(|opened| {
        connection::guard(&opened, passphrase, Pages::Large)?;
        opened.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")?;
        opened.pragma_update(None, "foreign_keys", true)?;
        Ok(opened)
    });
    opened.map_err(|error| explain(error, path))
}

/// Copies the facts that a connection has open into the file at `path`, which is new or empty;
/// brings it to the disk, opens it anew, and finds it sound and equal.
pub(super) fn copy_facts(from: &Connection, path: &Path, key: Key<'_>) -> Result<(), Error> {
    let told = |error| explain(error, path);
    attached(from, path, key, |name| {
        for_the_making(from, name).map_err(told)?;
        fill(from, "main", name, path)?;
        seal(from, name).map_err(told)
    })?;
    sync(path)?;
    attached(from, path, key, |name| {
        sound(from, name, path)?;
        same_facts(from, "main", name, path)
    })
}

/// As [`copy_facts`], with the bytes of evidence.
pub(super) fn copy_whole(
    from: &Connection,
    path: &Path,
    key: Key<'_>,
    progress: Progress<'_>,
) -> Result<(), Error> {
    let told = |error| explain(error, path);
    let mut meter = Meter::of(from, path, progress)?;
    write_whole(from, path, key, &mut meter)?;
    attached(from, path, key, |name| {
        sound(from, name, path)?;
        same_facts(from, "main", name, path)?;
        meter.each(|digest| {
            let is_sound = |schema| pool::is_sound(from, schema, digest).map_err(told);
            // What is damaged already stays so, and is told by a check.
            match is_sound(name)? || !is_sound("main")? {
                true => Ok(()),
                false => Err(not_equal(path)),
            }
        })
    })
}

/// Writes all that a connection has open into the file at `path`, and brings it to the disk.
fn write_whole(
    from: &Connection,
    path: &Path,
    key: Key<'_>,
    meter: &mut Meter<'_>,
) -> Result<(), Error> {
    let told = |error| explain(error, path);
    attached(from, path, key, |name| {
        for_the_making(from, name).map_err(told)?;
        fill(from, "main", name, path)?;
        let carry = format!(
            "INSERT INTO {name}.chunk (content, ordinal, bytes)
             SELECT content, ordinal, bytes FROM main.chunk
             WHERE content = (SELECT id FROM main.content WHERE digest = ?1)"
        );
        meter.each(|digest| {
            let carried = from.execute(&carry, [digest.to_string()]);
            carried.map(|_| ()).map_err(told)
        })?;
        seal(from, name).map_err(told)
    })?;
    sync(path)
}

/// How far a copying is, for who waits for it: each content is passed twice.
struct Meter<'p> {
    contents: Vec<(Digest, u64)>,
    done: u64,
    total: u64,
    progress: Progress<'p>,
}

impl<'p> Meter<'p> {
    fn of(from: &Connection, path: &Path, progress: Progress<'p>) -> Result<Self, Error> {
        let contents = contents(from, path)?;
        let mut meter = Self {
            total: 2 * contents.iter().map(|(_, size)| size).sum::<u64>(),
            contents,
            done: 0,
            progress,
        };
        meter.tell()?;
        Ok(meter)
    }

    /// Does something with each content.
    fn each(&mut self, mut act: impl FnMut(Digest) -> Result<(), Error>) -> Result<(), Error> {
        for at in 0..self.contents.len() {
            let (digest, size_bytes) = self.contents[at];
            act(digest)?;
            self.done += size_bytes;
            self.tell()?;
        }
        Ok(())
    }

    fn tell(&mut self) -> Result<(), Error> {
        tell(self.progress, self.done, self.total)
    }
}

/// Tells SQLite that an attached file is nobody's until it is whole and on the disk.
pub(super) fn for_the_making(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    let settings = format!("PRAGMA {name}.journal_mode = MEMORY; PRAGMA {name}.synchronous = OFF");
    connection.execute_batch(&settings)
}

/// Brings the file to the disk.
pub(super) fn sync(path: &Path) -> Result<(), Error> {
    let opened = std::fs::OpenOptions::new().write(true).open(path);
    opened
        .and_then(|file| file.sync_all())
        .map_err(|error| Error::Disk {
            path: path.to_owned(),
            detail: error.to_string(),
        })
}

#[cfg(test)]
mod tests;
