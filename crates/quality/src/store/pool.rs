//! Pool (réserve de preuves): the bytes of evidence that the copies of a workspace speak of.
//!
//! One file beside the copies holds each content once, however many copies name it. Every content
//! is added in a transaction of its own and read back. Encrypted, it is under a random key that
//! the workspace and its copies keep as a setting. Source: trust.md, G7.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use zeroize::Zeroizing;

use super::attached::digests;
use super::connection::Pages;
use super::{Error, Store, connection, explain};
use crate::digest::{Digest, Digesting};
use crate::random::Randomness;

/// Marks the file as a pool of ours (`PRAGMA application_id`): «LbMp».
const APPLICATION_ID: i32 = 0x4C62_4D70;

/// Where the workspace keeps the key of its pools.
pub(super) const KEY: &str = "pool_key";

const TABLES: &str = "
CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL
) STRICT;
CREATE TABLE chunk (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (content, ordinal)
) STRICT;
PRAGMA user_version = 1;
";

/// Key of a pool: 64 hex digits.
#[derive(Clone, PartialEq, Eq)]
pub struct PoolKey(Zeroizing<String>);

impl std::fmt::Debug for PoolKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PoolKey")
    }
}

impl PoolKey {
    /// A new key that nobody can foresee.
    pub fn draw(randomness: &dyn Randomness) -> Self {
        let bytes = [(); 2].map(|()| Zeroizing::new(crate::random::sixteen(randomness)));
        let digits = bytes.iter().flat_map(|half| half.iter());
        Self(Zeroizing::new(
            digits.map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    pub(super) fn digits(&self) -> &str {
        &self.0
    }

    /// SQLCipher's spelling of a key that needs no derivation.
    fn raw(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", self.0.as_str()))
    }
}

impl Store {
    /// The key of this workspace's pools; nothing when there is none.
    ///
    /// # Errors
    /// As the disk says.
    pub fn pool_key(&self) -> Result<Option<PoolKey>, Error> {
        Ok(self
            .setting(KEY)?
            .map(|digits| PoolKey(Zeroizing::new(digits))))
    }

    /// Keeps a key for this workspace's pools.
    ///
    /// # Errors
    /// As the disk says.
    pub fn set_pool_key(&self, key: &PoolKey) -> Result<(), Error> {
        self.set_setting(KEY, &key.0)
    }
}

/// An open pool.
#[derive(Debug)]
pub struct Pool {
    connection: Connection,
    path: PathBuf,
}

impl Pool {
    /// Opens the pool at `path`; makes it when there is none.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when the key is another one's; [`Error::NotAWorkspace`] when
    /// the file is no pool; otherwise as the disk says.
    pub fn open(path: &Path, key: Option<&PoolKey>) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let (pool, application) = Self::around(path, &connection::full(path), flags, key)?;
        let told = |error| explain(error, path);
        if application == 0 && pool.is_blank().map_err(told)? {
            let made = pool.connection.unchecked_transaction().and_then(|begun| {
                begun.execute_batch(TABLES)?;
                begun.pragma_update(None, "application_id", APPLICATION_ID)?;
                begun.commit()
            });
            made.map_err(told)?;
            return Ok(pool);
        }
        pool.refuse_other(application)
    }

    /// Opens the pool at `path` as it stands, changing nothing.
    ///
    /// # Errors
    /// [`Error::Missing`], or as [`Pool::open`].
    pub fn open_to_read(path: &Path, key: Option<&PoolKey>) -> Result<Self, Error> {
        std::fs::metadata(path).map_err(|error| Error::of_file(path, &error))?;
        // A transaction that was cut short must be rolled back first, which needs writing.
        let cut_short = std::fs::metadata(journal(path)).is_ok_and(|found| found.len() > 0);
        if cut_short {
            return Self::open(path, key);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let name = connection::immutable(path);
        let (pool, application) = Self::around(path, name.as_ref(), flags, key)?;
        pool.refuse_other(application)
    }

    fn around(
        path: &Path,
        name: &Path,
        flags: OpenFlags,
        key: Option<&PoolKey>,
    ) -> Result<(Self, i32), Error> {
        let opened = Connection::open_with_flags(name, flags).and_then(|opened| {
            connection::guard(&opened, key.map(PoolKey::raw).as_ref(), Pages::Large)?;
            opened.pragma_update(None, "synchronous", "FULL")?;
            opened.pragma_update(None, "foreign_keys", true)?;
            opened.pragma_update(None, "secure_delete", true)?;
            let application =
                opened.pragma_query_value(None, "application_id", |row| row.get(0))?;
            Ok((opened, application))
        });
        let (connection, application) = opened.map_err(|error| match explain(error, path) {
            Error::NotAWorkspace { path } => Error::WrongPassphrase { path },
            other => other,
        })?;
        let path = path.to_owned();
        Ok((Self { connection, path }, application))
    }

    fn is_blank(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)";
        self.connection.query_row(sql, [], |row| row.get(0))
    }

    fn refuse_other(self, application: i32) -> Result<Self, Error> {
        if application == APPLICATION_ID {
            return Ok(self);
        }
        Err(Error::NotAWorkspace { path: self.path })
    }

    fn told(&self, error: rusqlite::Error) -> Error {
        explain(error, &self.path)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether that content is there.
    ///
    /// # Errors
    /// As the disk says.
    pub fn holds(&self, digest: Digest) -> Result<bool, Error> {
        let found = self.find(digest).map_err(|error| self.told(error))?;
        Ok(found.is_some())
    }

    fn find(&self, digest: Digest) -> rusqlite::Result<Option<i64>> {
        find(&self.connection, "main", digest)
    }

    /// The digests of all contents.
    ///
    /// # Errors
    /// As the disk says.
    pub fn digests(&self) -> Result<Vec<Digest>, Error> {
        digests(
            &self.connection,
            "SELECT digest FROM content ORDER BY id",
            &self.path,
        )
    }

    /// Adds a content that the store holds, and reads it back.
    ///
    /// Gives whether it is there now: not when it is damaged in the store.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it does not come back as it was added; otherwise as the disk says.
    pub fn add(&self, store: &Store, digest: Digest) -> Result<bool, Error> {
        if self.holds(digest)? {
            return Ok(true);
        }
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(|error| self.told(error))?;
        if !carry(
            &store.connection,
            store.path(),
            &self.connection,
            &self.path,
            digest,
        )? {
            return Ok(false);
        }
        transaction.commit().map_err(|error| self.told(error))?;
        if self.is_sound(digest)? {
            return Ok(true);
        }
        Err(Error::Damaged {
            path: self.path.clone(),
            detail: digest.to_string(),
        })
    }

    /// Whether that content is there and is what was added.
    ///
    /// # Errors
    /// As the disk says.
    pub fn is_sound(&self, digest: Digest) -> Result<bool, Error> {
        is_sound(&self.connection, "main", digest).map_err(|error| self.told(error))
    }

    /// Drops contents, so that nothing of them is left in the file.
    ///
    /// # Errors
    /// As the disk says.
    pub fn drop_contents(&self, dropped: &[Digest]) -> Result<(), Error> {
        let remove = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            for digest in dropped {
                transaction.execute(
                    "DELETE FROM content WHERE digest = ?1",
                    [digest.to_string()],
                )?;
            }
            transaction.commit()
        };
        remove().map_err(|error| self.told(error))
    }

    /// Gives `target` the bytes of a content that it names and does not hold.
    ///
    /// Gives whether it holds them now: not when they are missing or damaged here.
    pub(super) fn give(
        &self,
        target: &Connection,
        path: &Path,
        digest: Digest,
    ) -> Result<bool, Error> {
        carry(&self.connection, &self.path, target, path, digest)
    }

    /// Copies every sound content into a new pool at `path`, under that key.
    ///
    /// Gives the contents that are damaged here and stayed behind.
    ///
    /// # Errors
    /// As the disk says, or [`Error::Damaged`] when one does not come back as it was added.
    pub fn copy_into(&self, path: &Path, key: Option<&PoolKey>) -> Result<Vec<Digest>, Error> {
        let target = Self::open(path, key)?;
        let mut left = Vec::new();
        for digest in self.digests()? {
            let transaction = target
                .connection
                .unchecked_transaction()
                .map_err(|error| target.told(error))?;
            if !self.give(&target.connection, path, digest)? {
                left.push(digest);
                continue;
            }
            transaction.commit().map_err(|error| target.told(error))?;
            if !target.is_sound(digest)? {
                return Err(Error::Damaged {
                    path: path.to_owned(),
                    detail: digest.to_string(),
                });
            }
        }
        Ok(left)
    }
}

/// The log that SQLite rolls a pool back with.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

fn find(connection: &Connection, schema: &str, digest: Digest) -> rusqlite::Result<Option<i64>> {
    let sql = format!("SELECT id FROM {schema}.content WHERE digest = ?1");
    connection
        .prepare_cached(&sql)?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()
}

/// Whether a content is in one of the attached files and is what its digest says.
pub(super) fn is_sound(
    connection: &Connection,
    schema: &str,
    digest: Digest,
) -> rusqlite::Result<bool> {
    let Some(id) = find(connection, schema, digest)? else {
        return Ok(false);
    };
    let mut digesting = Digesting::new(io::empty());
    each_chunk(connection, schema, id, |_, bytes| {
        digesting.pass(bytes);
        Ok(())
    })?;
    Ok(digesting.finish().0 == digest)
}

fn each_chunk(
    connection: &Connection,
    schema: &str,
    content: i64,
    mut take: impl FnMut(u32, &[u8]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sql =
        format!("SELECT ordinal, bytes FROM {schema}.chunk WHERE content = ?1 ORDER BY ordinal");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([content])?;
    while let Some(row) = rows.next()? {
        take(row.get(0)?, row.get_ref(1)?.as_blob()?)?;
    }
    Ok(())
}

/// Carries the bytes of one content over, inside the caller's transaction on the target; where
/// the target names the content already, under that name.
///
/// Gives whether they are what their digest says; if not, the target must be rolled back.
fn carry(
    source: &Connection,
    source_path: &Path,
    target: &Connection,
    target_path: &Path,
    digest: Digest,
) -> Result<bool, Error> {
    let (read, write) = (
        |error| explain(error, source_path),
        |error| explain(error, target_path),
    );
    let Some(from) = find(source, "main", digest).map_err(read)? else {
        return Ok(false);
    };
    let to = match find(target, "main", digest).map_err(write)? {
        Some(there) => there,
        None => {
            let insert = "INSERT INTO content (digest, size_bytes) VALUES (?1, 0)";
            target
                .execute(insert, [digest.to_string()])
                .map_err(write)?;
            target.last_insert_rowid()
        }
    };
    let mut digesting = Digesting::new(io::empty());
    let mut refused = None;
    let carried = each_chunk(source, "main", from, |ordinal, bytes| {
        digesting.pass(bytes);
        target
            .prepare_cached("INSERT INTO chunk (content, ordinal, bytes) VALUES (?1, ?2, ?3)")
            .and_then(|mut statement| statement.execute(params![to, ordinal, bytes]))
            .map(|_| ())
            .map_err(|error| {
                refused = Some(error);
                rusqlite::Error::ExecuteReturnedResults
            })
    });
    if let Some(error) = refused {
        return Err(write(error));
    }
    match carried.map_err(read) {
        Ok(()) => {}
        // A page that cannot be read damages this content alone.
        Err(Error::Damaged { .. }) => return Ok(false),
        Err(error) => return Err(error),
    }
    let (found, size_bytes) = digesting.finish();
    let update = "UPDATE content SET size_bytes = ?2 WHERE id = ?1";
    target
        .execute(update, params![to, size_bytes])
        .map_err(write)?;
    Ok(found == digest)
}

#[cfg(test)]
impl Pool {
    pub(super) fn connection_for_test(&self) -> &Connection {
        &self.connection
    }
}
