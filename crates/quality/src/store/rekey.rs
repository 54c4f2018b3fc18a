//! Rekeying (changement de phrase de passe): a file written anew under another key.
//!
//! The old file stays as it is; the new one is whole, on the disk and compared before anybody
//! gives it a name. Sources: trust.md, G3; SQLCipher, `ATTACH … KEY`.

use std::path::Path;

use rusqlite::Connection;

use super::attached::{Key, attached, attached_as, fill, same_facts, seal, sound, text};
use super::copy::{
    Loaded, copy_facts, copy_whole, for_the_making, open_alone, open_unchanged, sync,
};
use super::pool::{KEY, PoolKey};
use super::{Error, Passphrase, Progress, Store, explain};

impl Store {
    /// Writes the whole workspace into the file at `path`, which is new or empty, under another
    /// passphrase or none, and with another key for its pools.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the new file is not equal to this one; [`Error::Cancelled`];
    /// otherwise as the disk says.
    pub fn write_under(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
        pool_key: Option<&PoolKey>,
        progress: Progress<'_>,
    ) -> Result<(), Error> {
        self.check_journals()?;
        copy_whole(&self.connection, path, Key::Own(passphrase), progress)?;
        let told = |error| explain(error, path);
        let target = open_alone(path, passphrase)?;
        put_pool_key(&target, "main", pool_key).map_err(told)?;
        seal(&target, "main").map_err(told)?;
        sound(&target, "main", path)?;
        target.close().map_err(|(_, error)| explain(error, path))?;
        sync(path)
    }

    /// Writes a copy that was read under `passphrase` into the file at `path`, which is new or
    /// empty, under this workspace's key.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the new copy is not equal; otherwise as the disk says.
    pub fn rewrite_copy(
        &self,
        copy: &Loaded,
        passphrase: Option<&Passphrase>,
        path: &Path,
    ) -> Result<(), Error> {
        let old = copy.facts.path();
        let key = Key::Own(passphrase.filter(|_| copy.facts.is_encrypted()));
        let (from, told) = (&self.connection, |error| explain(error, path));
        let pool_key = self.pool_key()?;
        attached_as(from, "old", &text(old)?, old, key, |old_name| {
            attached(from, path, Key::Same, |name| {
                for_the_making(from, name).map_err(told)?;
                fill(from, old_name, name, path)
            })?;
            sync(path)?;
            attached(from, path, Key::Same, |name| {
                sound(from, name, path)?;
                same_facts(from, old_name, name, path)?;
                put_pool_key(from, name, pool_key.as_ref()).map_err(told)?;
                seal(from, name).map_err(told)
            })
        })?;
        sync(path)
    }
}

/// Writes the facts of the whole workspace file at `whole` into the file at `path`, which is new
/// or empty, under the same key.
///
/// # Errors
/// As for opening; otherwise as the disk says.
pub fn copy_facts_of(
    whole: &Path,
    passphrase: Option<&Passphrase>,
    path: &Path,
) -> Result<(), Error> {
    let (from, _) = open_unchanged(whole, passphrase)?;
    copy_facts(&from, path, Key::Same)
}

/// Keeps a key for the pools in an attached file, or none.
fn put_pool_key(
    connection: &Connection,
    schema: &str,
    key: Option<&PoolKey>,
) -> rusqlite::Result<()> {
    match key {
        Some(key) => connection.execute(
            &format!("INSERT OR REPLACE INTO {schema}.setting (name, value) VALUES (?1, ?2)"),
            [KEY, key.digits()],
        ),
        None => connection.execute(
            &format!("DELETE FROM {schema}.setting WHERE name = ?1"),
            [KEY],
        ),
    }
    .map(|_| ())
}
