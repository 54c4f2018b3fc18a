//! Keeper (gardien des copies): keeps one folder of copies of one workspace.
//!
//! Contents go into the pool first, so that no copy speaks of what the pool lacks; then the copy
//! is written whole; what is superfluous goes last. So at any moment at least one copy is
//! complete. Source: trust.md, G7.

use std::fs;
use std::path::{Path, PathBuf};

use super::copies::{Copied, CopySummary, EXTENSION, POOL, copies, file_name, free_name};
use super::error::of_file;
use super::passphrase::take_next_pool;
use super::{Edge, Error, rotation};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::random::sixteen;
use crate::store::{self, Pool, PoolKey, Store};
use crate::whole_file::WholeFile;

/// Shortest time between two copies, in seconds.
const HOUR: i64 = 3600;

/// Which workspace a copy is of: kept in the workspace itself, and so in each of its copies.
pub(super) const WORKSPACE: &str = "workspace_id";

/// Name of the file that a copy was made of, likewise.
pub(super) const FILE_NAME: &str = "file_name";

/// Keeps folders of copies of one workspace.
pub(super) struct Keeper<'w> {
    /// The workspace.
    pub(super) store: &'w Store,
    /// Clock and randomness.
    pub(super) edge: &'w Edge,
}

impl Keeper<'_> {
    /// Copies when the last copy is an hour old and no longer holds all there is.
    pub(super) fn copy_if_due(
        &self,
        folder: &Path,
        progress: store::Progress<'_>,
    ) -> Result<Copied, Error> {
        let now = self.edge.clock.now();
        let mine = self.mine(folder)?;
        // A copy from the future was made by a wrong clock and says nothing of what is new.
        let last = mine.iter().find(|copy| copy.made_at <= now);
        let Some(last) = last.or(mine.first()) else {
            return self.copy(folder, progress);
        };
        let age = now.timestamp().as_second() - last.made_at.timestamp().as_second();
        if (0..HOUR).contains(&age) {
            return Ok(Copied::NotYet);
        }
        let path = folder.join(&last.file_name);
        if self.is_marked()? && self.store.equals_copy(&path) == Some(true) {
            return Ok(Copied::NothingNew);
        }
        self.copy(folder, progress)
    }

    /// Copies into the folder, whatever stands there.
    pub(super) fn copy(
        &self,
        folder: &Path,
        progress: store::Progress<'_>,
    ) -> Result<Copied, Error> {
        let now = self.edge.clock.now();
        make_folder(folder)?;
        sweep(folder)?;
        self.mark()?;
        let (pool, set_aside) = self.pool(folder, now)?;
        let mut damaged = Vec::new();
        let contents = self.store.contents()?;
        let (mut done, total) = (0, contents.iter().map(|(_, size)| size).sum());
        for (digest, size_bytes) in contents {
            store::tell(progress, done, total)?;
            if !pool.add(self.store, digest)? {
                damaged.push(digest);
            }
            done += size_bytes;
        }
        drop(pool);
        let copy = free_name(folder, "", now, EXTENSION);
        let whole = WholeFile::begin(&copy).map_err(of_file(&copy))?;
        self.store.copy_facts_into(whole.part())?;
        whole.keep().map_err(of_file(&copy))?;
        self.let_go(folder, now)?;
        Ok(Copied::Made {
            copy,
            damaged,
            set_aside,
        })
    }

    /// Changes what stands in each copy of this workspace. Gives the names of those that could
    /// not be changed.
    pub(super) fn rework(
        &self,
        folder: &Path,
        work: &dyn Fn(&Store) -> Result<(), Error>,
    ) -> Result<Vec<String>, Error> {
        let mut left = Vec::new();
        for copy in copies(folder)? {
            let path = folder.join(&copy.file_name);
            if self.rework_one(&path, work).is_err() {
                left.push(copy.file_name);
            }
        }
        Ok(left)
    }

    fn rework_one(
        &self,
        copy: &Path,
        work: &dyn Fn(&Store) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let facts = self.store.load_copy(copy)?;
        if facts.setting(WORKSPACE)? != self.store.setting(WORKSPACE)? {
            return Ok(());
        }
        work(&facts)?;
        let whole = WholeFile::begin(copy).map_err(of_file(copy))?;
        self.store.write_copy(&facts, whole.part())?;
        whole.keep().map_err(of_file(copy))
    }

    /// Drops contents from the pool in a folder, when there is one.
    pub(super) fn drop_contents(&self, folder: &Path, contents: &[Digest]) -> Result<(), Error> {
        let path = folder.join(POOL);
        if !path.exists() {
            return Ok(());
        }
        let key = self.store.pool_key()?;
        Ok(Pool::open(&path, key.as_ref())?.drop_contents(contents)?)
    }

    /// The copies in a folder that are of this workspace and open with its key, newest first.
    fn mine(&self, folder: &Path) -> Result<Vec<CopySummary>, Error> {
        let id = self.store.setting(WORKSPACE)?;
        let mut found = copies(folder)?;
        found.retain(|copy| copy.is_readable && self.has_id(&folder.join(&copy.file_name), &id));
        Ok(found)
    }

    /// Whether a copy is of this workspace and opens with its key.
    pub(super) fn is_of_mine(&self, copy: &Path) -> Result<bool, Error> {
        Ok(self.has_id(copy, &self.store.setting(WORKSPACE)?))
    }

    fn has_id(&self, copy: &Path, id: &Option<String>) -> bool {
        id.is_some() && self.store.setting_of_copy(copy, WORKSPACE) == *id
    }

    /// Lets go of the copies that have done their service.
    fn let_go(&self, folder: &Path, now: Moment) -> Result<(), Error> {
        let mut mine = self.mine(folder)?;
        // Of copies of the same moment the later one counts as newer.
        mine.reverse();
        let made: Vec<_> = mine.iter().map(|copy| copy.made_at).collect();
        for place in rotation::superfluous(&made, now) {
            let path = folder.join(&mine[place].file_name);
            fs::remove_file(&path).map_err(of_file(&path))?;
        }
        Ok(())
    }

    /// Whether the workspace says which one it is, and under which name.
    fn is_marked(&self) -> Result<bool, Error> {
        let named = self.store.setting(FILE_NAME)?;
        let is_named = named.is_some_and(|name| name == file_name(self.store.path()));
        Ok(is_named && self.store.setting(WORKSPACE)?.is_some())
    }

    /// Makes the workspace say which one it is, so that its copies do.
    pub(super) fn mark(&self) -> Result<(), Error> {
        if self.store.setting(WORKSPACE)?.is_none() {
            let drawn = uuid::Builder::from_random_bytes(sixteen(&*self.edge.randomness));
            let id = drawn.into_uuid().to_string();
            self.store.set_setting(WORKSPACE, &id)?;
        }
        if !self.is_marked()? {
            let name = file_name(self.store.path());
            self.store.set_setting(FILE_NAME, &name)?;
        }
        if self.store.is_encrypted() && self.store.pool_key()?.is_none() {
            let key = PoolKey::draw(&*self.edge.randomness);
            self.store.set_pool_key(&key)?;
        }
        Ok(())
    }

    /// The pool in the folder; one that cannot be read is kept aside, and made again.
    fn pool(&self, folder: &Path, now: Moment) -> Result<(Pool, Option<PathBuf>), Error> {
        let path = folder.join(POOL);
        let key = self.store.pool_key()?;
        take_next_pool(folder, key.as_ref())?;
        let refused = match Pool::open(&path, key.as_ref()) {
            Ok(pool) => return Ok((pool, None)),
            Err(refused) => refused,
        };
        let is_unreadable = matches!(
            refused,
            store::Error::WrongPassphrase { .. }
                | store::Error::NotAWorkspace { .. }
                | store::Error::Damaged { .. }
        );
        let is_of_another = !copies(folder)?.is_empty() && self.mine(folder)?.is_empty();
        if is_of_another {
            let folder = folder.to_owned();
            return Err(Error::FolderOfAnother { folder });
        }
        if !is_unreadable {
            return Err(refused.into());
        }
        let aside = set_aside(&path, now)?;
        Ok((Pool::open(&path, key.as_ref())?, Some(aside)))
    }
}

/// Makes a folder whose name lasts.
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(of_file(folder))?;
    for above in folder.ancestors().skip(1).take(2) {
        sync_folder(above)?;
    }
    Ok(())
}

/// Makes the names in a folder last; Windows has no such thing and needs none.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(windows) || folder.as_os_str().is_empty() {
        return Ok(());
    }
    let opened = fs::File::open(folder);
    opened
        .and_then(|opened| opened.sync_all())
        .map_err(of_file(folder))
}

/// Removes what a copy that was cut short left behind.
fn sweep(folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(of_file(folder))? {
        let path = entry.map_err(of_file(folder))?.path();
        let name = file_name(&path);
        if name.starts_with('.') && name.ends_with(".part") {
            fs::remove_file(&path).map_err(of_file(&path))?;
        }
    }
    Ok(())
}

/// Moves a file and whatever SQLite keeps beside it into a new folder, and gives that folder.
pub(super) fn set_aside(path: &Path, now: Moment) -> Result<PathBuf, Error> {
    let aside = new_aside(path, now)?;
    move_into(path, &aside)?;
    Ok(aside)
}

/// Makes a folder beside a file for what is damaged of it.
pub(super) fn new_aside(path: &Path, now: Moment) -> Result<PathBuf, Error> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let aside = free_name(folder, ASIDE, now, "");
    fs::create_dir(&aside).map_err(of_file(&aside))?;
    sync_folder(folder)?;
    Ok(aside)
}

/// Begins the name of a folder of what was found damaged.
pub(super) const ASIDE: &str = "abime-";

/// Moves a file and whatever SQLite keeps beside it into a folder. The logs go first: a file must
/// never stand beside a log that is not its own.
pub(super) fn move_into(path: &Path, aside: &Path) -> Result<(), Error> {
    for end in ["-wal", "-shm", "-journal", ""] {
        let mut from = path.as_os_str().to_owned();
        from.push(end);
        let from = PathBuf::from(from);
        if from.symlink_metadata().is_ok() {
            let to = aside.join(file_name(&from));
            fs::rename(&from, &to).map_err(of_file(&from))?;
        }
    }
    sync_folder(aside)?;
    sync_folder(path.parent().unwrap_or(Path::new("")))
}
