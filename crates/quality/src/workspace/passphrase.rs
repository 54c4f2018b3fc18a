//! Change of passphrase (changement de phrase de passe): also to encrypt a plain workspace, or to
//! make an encrypted one plain.
//!
//! The new file is written whole beside the old one and takes its name last. Before that, a new
//! copy and, when encryption begins or ends, a new pool lie ready; after it, the older copies
//! follow one by one. Wherever it stops, workspace, copies and pool open under the old passphrase
//! or under the new one. Source: trust.md, G3 and G7.

use std::fs;
use std::path::{Path, PathBuf};

use super::copies::{EXTENSION, POOL, copies, file_name, free_name, next_pool};
use super::error::of_file;
use super::keeper::{Keeper, WORKSPACE, make_folder, set_aside};
use super::{Edge, Error, Workspace, refuse_short};
use crate::store::{self, Passphrase, Pool, PoolKey};
use crate::whole_file::WholeFile;

/// A workspace under its new passphrase.
pub struct Rekeyed {
    /// The workspace, open.
    pub workspace: Workspace,
    /// Files that could not follow and were kept, each with why.
    pub left: Vec<(PathBuf, Error)>,
}

impl Workspace {
    /// Puts the workspace at `path`, and its copies in these folders, under another passphrase or
    /// none. It must not be open.
    ///
    /// # Errors
    /// [`Error::PassphraseTooShort`]; [`store::Error::Cancelled`] when the person gave up; as
    /// the store says when the present passphrase does not open it. The workspace is then as it
    /// was.
    pub fn change_passphrase(
        path: &Path,
        present: Option<&Passphrase>,
        new: Option<&Passphrase>,
        folders: &[PathBuf],
        edge: Edge,
        progress: store::Progress<'_>,
    ) -> Result<Rekeyed, Error> {
        if let Some(new) = new {
            refuse_short(new)?;
        }
        let workspace = Self::open(path, present, edge)?;
        workspace.keeper().mark()?;
        let old_key = workspace.store.pool_key()?;
        let new_key = match (new, &old_key) {
            (None, _) => None,
            (Some(_), Some(kept)) => Some(kept.clone()),
            (Some(_), None) => Some(PoolKey::draw(&*workspace.edge.randomness)),
        };
        let whole = WholeFile::begin(path).map_err(of_file(path))?;
        let copies_bytes = size_of_copies(folders);
        let mut all = |done, total| progress(done, total + copies_bytes);
        workspace
            .store
            .write_under(whole.part(), new, new_key.as_ref(), &mut all)?;
        let mut left = Vec::new();
        let now = workspace.now();
        for folder in folders {
            let keys = (old_key != new_key).then_some((old_key.as_ref(), new_key.as_ref()));
            let made = prepare(folder, keys).and_then(|()| {
                let copy = free_name(folder, "", now, EXTENSION);
                let begun = WholeFile::begin(&copy).map_err(of_file(&copy))?;
                store::copy_facts_of(whole.part(), new, begun.part())?;
                begun.keep().map_err(of_file(&copy))
            });
            left.extend(made.err().map(|error| (folder.clone(), error)));
        }
        let edge = workspace.close_for_good()?;
        let hold = store::hold(path, &edge.occupant())?;
        whole.keep().map_err(of_file(path))?;
        drop(hold);
        let workspace = Self::open(path, new, edge)?;
        for folder in folders {
            workspace.let_follow(folder, [present, new], &mut left)?;
        }
        progress(copies_bytes, copies_bytes);
        Ok(Rekeyed { workspace, left })
    }

    /// Closes the file so that nothing of its log is left, and gives the edge back.
    fn close_for_good(self) -> Result<Edge, Error> {
        let path = self.path().to_owned();
        let Self { store, edge, .. } = self;
        store.close()?;
        if super::recovery::has_log(&path) {
            return Err(store::Error::Busy { path }.into());
        }
        Ok(edge)
    }

    /// Puts the pool and every older copy in a folder under the new key.
    fn let_follow(
        &self,
        folder: &Path,
        passphrases: [Option<&Passphrase>; 2],
        left: &mut Vec<(PathBuf, Error)>,
    ) -> Result<(), Error> {
        let found = match copies(folder) {
            Ok(found) => found,
            Err(error) => {
                left.push((folder.to_owned(), error));
                return Ok(());
            }
        };
        if let Err(error) = take_next_pool(folder, self.store.pool_key()?.as_ref()) {
            left.push((folder.join(POOL), error));
        }
        for copy in found {
            let path = folder.join(&copy.file_name);
            if self.keeper().is_of_mine(&path)? {
                continue;
            }
            let Err(error) = self.let_copy_follow(&path, passphrases) else {
                continue;
            };
            if !matches!(error, Error::Store(store::Error::Damaged { .. })) {
                left.push((path, error));
                continue;
            }
            let kept = set_aside(&path, self.now()).map(|aside| aside.join(file_name(&path)));
            left.push((kept.unwrap_or(path), error));
        }
        Ok(())
    }

    /// Puts one copy under the new key. It is under the present passphrase, or already under the
    /// new one, when a change was cut short before.
    fn let_copy_follow(
        &self,
        copy: &Path,
        [present, new]: [Option<&Passphrase>; 2],
    ) -> Result<(), Error> {
        let (loaded, passphrase) = match store::load(copy, present) {
            Ok(loaded) => (loaded, present),
            Err(refused) => match store::load(copy, new) {
                Ok(loaded) => (loaded, new),
                Err(_) => return Err(refused.into()),
            },
        };
        if loaded.facts.setting(WORKSPACE)? != self.store.setting(WORKSPACE)? {
            // Of another workspace, whose folder this is too.
            return Ok(());
        }
        let whole = WholeFile::begin(copy).map_err(of_file(copy))?;
        self.store.rewrite_copy(&loaded, passphrase, whole.part())?;
        whole.keep().map_err(of_file(copy))
    }

    pub(super) fn keeper(&self) -> Keeper<'_> {
        Keeper {
            store: &self.store,
            edge: &self.edge,
        }
    }
}

/// Bytes of all copies in these folders.
fn size_of_copies(folders: &[PathBuf]) -> u64 {
    let found = folders.iter().filter_map(|folder| copies(folder).ok());
    found.flatten().map(|copy| copy.size_bytes).sum()
}

/// Makes the folder ready: when the key of its pool changes, a new pool beside the old one.
fn prepare(folder: &Path, keys: Option<(Option<&PoolKey>, Option<&PoolKey>)>) -> Result<(), Error> {
    make_folder(folder)?;
    let Some((old, new)) = keys else {
        return Ok(());
    };
    let pool = match Pool::open(&folder.join(POOL), old) {
        Ok(pool) => pool,
        // What cannot be read is set aside and made again by the next copy.
        Err(
            store::Error::WrongPassphrase { .. }
            | store::Error::NotAWorkspace { .. }
            | store::Error::Damaged { .. },
        ) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let next = next_pool(folder);
    let whole = WholeFile::begin(&next).map_err(of_file(&next))?;
    pool.copy_into(whole.part(), new)?;
    whole.keep().map_err(of_file(&next))
}

/// Gives a pool that lies ready its name, when it opens with the present key.
pub(super) fn take_next_pool(folder: &Path, key: Option<&PoolKey>) -> Result<(), Error> {
    let (next, pool) = (next_pool(folder), folder.join(POOL));
    if !next.exists() {
        return Ok(());
    }
    let opens = |path: &Path| Pool::open_to_read(path, key).is_ok();
    if opens(&next) && !opens(&pool) {
        fs::rename(&next, &pool).map_err(of_file(&next))?;
        return super::keeper::sync_folder(folder);
    }
    Ok(())
}
