//! Rekeying (changement de phrase de passe): a file written anew under another key.
//!
//! The old file stays as it is; the new one is whole, on the disk and compared before anybody
//! gives it a name. Sources: trust.md, G3; SQLCipher, `ATTACH … KEY`.

use std::path::Path;

use rusqlite::Connection;

use super::attached::{
    Key, Rows, attached, attached_as, fill, not_equal, same_facts, seal, sound, text,
};
use super::copy::{Loaded, copy_into, for_the_making, open_alone, open_unchanged, sync};
use super::pool::{self, KEY, PoolKey};
use super::{Error, Passphrase, Store, explain};

/// Told how many bytes of how many are done; answers whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64) -> bool;

impl Store {
    /// Writes the whole workspace into the file at `path`, which is new or empty, under another
    /// passphrase or none, and with another key for its pools.
    ///
    /// Gives false when the person gave up.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the new file is not equal to this one; otherwise as the disk says.
    pub fn write_under(
        &self,
        path: &Path,
        passphrase: Option<&Passphrase>,
        pool_key: Option<&PoolKey>,
        progress: Progress<'_>,
    ) -> Result<bool, Error> {
        self.check_journals()?;
        let told = |error| explain(error, path);
        let from = &self.connection;
        let sizes: Vec<(i64, u64)> = {
            let mut statement = from
                .prepare("SELECT id, size_bytes FROM content ORDER BY id")
                .map_err(|error| self.explain(error))?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
            let rows = rows.map_err(|error| self.explain(error))?;
            rows.collect::<Result<_, _>>()
                .map_err(|error| self.explain(error))?
        };
        let total: u64 = sizes.iter().map(|(_, size)| size).sum();
        let key = Key::Own(passphrase);
        let goes_on = attached(from, path, key, |name| {
            for_the_making(from, name).map_err(told)?;
            fill(from, "main", name, Rows::Facts, path)?;
            let mut done = 0;
            for (content, size) in sizes {
                if !progress(done, total) {
                    return Ok(false);
                }
                let carried =
                    format!("INSERT INTO {name}.chunk SELECT * FROM main.chunk WHERE content = ?1");
                from.execute(&carried, [content]).map_err(told)?;
                done += size;
            }
            Ok(progress(done, total))
        })?;
        if !goes_on {
            return Ok(false);
        }
        sync(path)?;
        attached(from, path, key, |name| same_facts(from, "main", name, path))?;
        let target = open_alone(path, passphrase)?;
        for digest in self.contents()? {
            let theirs = pool::is_sound(&target, digest).map_err(told)?;
            // What is damaged already stays so, and is told by a check.
            if !theirs && pool::is_sound(from, digest).map_err(|error| self.explain(error))? {
                return Err(not_equal(path));
            }
        }
        put_pool_key(&target, "main", pool_key).map_err(told)?;
        seal(&target, "main").map_err(told)?;
        sound(&target, "main", path)?;
        target.close().map_err(|(_, error)| explain(error, path))?;
        sync(path)?;
        Ok(true)
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
                fill(from, old_name, name, Rows::Facts, path)
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
    copy_into(&from, path, Key::Same, Rows::Facts)
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
