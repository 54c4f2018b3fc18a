//! Copies for the system's viewer: checked, read-only, in a private folder, gone afterwards.
//!
//! A copy gets an extension of its content's kind, so that the system opens it as what it is; what
//! could run is never given. Source: trust.md, bad inputs 71 to 73 and 81.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::media::{self, Refused};
use super::{Error, LARGEST, content, display_name, folded, look_again, unlike};
use crate::digest::Digest;
use crate::id::EvidenceId;
use crate::random::{Randomness, sixteen};

/// What the names of our folders begin with.
const PREFIX: &str = "label-mentorat-";

/// Holds the lock that tells a folder in use from one that was left over.
const LOCK: &str = ".lock";

/// A private folder of copies for the system's viewer; removed with all it holds when dropped.
#[derive(Debug)]
pub struct OpenCopies {
    folder: PathBuf,
    taken: HashSet<String>,
    /// Held until the folder is removed.
    _lock: File,
}

/// Writes a content into a file.
type Fill<'f> = &'f dyn Fn(&mut File) -> Result<(), Error>;

impl OpenCopies {
    /// Makes such a folder in `parent`, and removes those that were left over there.
    ///
    /// # Errors
    /// [`Error::Target`] when the folder cannot be made.
    pub fn begin(parent: &Path, randomness: &dyn Randomness) -> Result<Self, Error> {
        remove_leftovers(parent);
        let name = EvidenceId::from_random(sixteen(randomness));
        let folder = parent.join(format!("{PREFIX}{name}"));
        // A folder of that name is not ours: it is refused, not used.
        private().create(&folder).map_err(Error::Target)?;
        let lock = File::create(folder.join(LOCK))
            .and_then(|lock| lock.lock().map(|()| lock))
            .map_err(Error::Target)?;
        Ok(Self {
            folder,
            taken: HashSet::from([LOCK.to_owned()]),
            _lock: lock,
        })
    }

    /// Where the folder is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes the content of that digest as a file that may only be read, and tells where it is.
    pub(crate) fn write(
        &mut self,
        connection: &Connection,
        digest: Digest,
        file_name: &str,
    ) -> Result<PathBuf, Error> {
        let fill = |file: &mut File| content::write_to(connection, digest, file).map(|_| ());
        self.place(&fill, file_name)
    }

    /// As [`OpenCopies::write`], of content that is at hand and was checked.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8], file_name: &str) -> Result<PathBuf, Error> {
        self.place(
            &|file: &mut File| file.write_all(bytes).map_err(Error::Target),
            file_name,
        )
    }

    /// Writes a picture that was pasted as a file, to be attached like any other.
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLarge`]; [`Error::RefusedKind`] when it is no picture.
    pub fn write_pasted(&mut self, bytes: &[u8], file_name: &str) -> Result<PathBuf, Error> {
        let name = || display_name(file_name);
        let size_bytes = bytes.len() as u64;
        if bytes.is_empty() {
            return Err(Error::Empty { file_name: name() });
        }
        if size_bytes > LARGEST {
            return Err(Error::TooLarge {
                file_name: name(),
                size_bytes,
                limit_bytes: LARGEST,
            });
        }
        if !infer::is_image(bytes) {
            return Err(Error::RefusedKind {
                file_name: name(),
                kind: Refused::Unknown,
            });
        }
        self.write_bytes(bytes, file_name)
    }

    /// Removes a copy that is not needed any more; what stands elsewhere stays.
    pub fn discard(&mut self, path: &Path) {
        if path.parent() == Some(self.folder.as_path()) {
            // What is still held goes with the folder.
            let _ = remove_file(path);
        }
    }

    fn place(&mut self, fill: Fill<'_>, file_name: &str) -> Result<PathBuf, Error> {
        let part = self.folder.join("part");
        let written = self.checked(fill, &part, file_name);
        let placed = written.and_then(|name| {
            let path = self.folder.join(&name);
            fs::rename(&part, &path).map_err(Error::Target)?;
            self.taken.insert(folded(&name));
            Ok(path)
        });
        if placed.is_err() {
            // A copy that is not sound is never left for anyone to open.
            let _ = fs::remove_file(&part);
        }
        placed
    }

    /// Writes the content to `part`, and gives the name it may have.
    fn checked(&self, fill: Fill<'_>, part: &Path, file_name: &str) -> Result<String, Error> {
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create_new(true)
            .open(part)
            .map_err(Error::Target)?;
        fill(&mut file)?;
        let (media_type, _) = look_again(&mut file, file_name)?;
        make_read_only(&file).map_err(Error::Target)?;
        let name = media::named_as(&display_name(file_name), media_type);
        Ok(unlike(&name, |name| self.taken.contains(name)))
    }
}

impl Drop for OpenCopies {
    fn drop(&mut self) {
        // What a viewer still holds is removed at a later start.
        let _ = remove(&self.folder);
    }
}

/// Removes folders of copies that an earlier run left behind.
fn remove_leftovers(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_ours || !is_folder {
            continue;
        }
        let folder = entry.path();
        let is_in_use = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
        if !is_in_use {
            // What resists stays for the next time.
            let _ = remove(&folder);
        }
    }
}

/// Removes a folder of ours; on Windows a file that may only be read cannot be removed.
fn remove(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        for entry in fs::read_dir(folder)?.flatten() {
            make_removable(&entry.path())?;
        }
    }
    fs::remove_dir_all(folder)
}

/// As [`remove`], of one file.
fn remove_file(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        make_removable(path)?;
    }
    fs::remove_file(path)
}

fn make_removable(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    #[expect(
        clippy::permissions_set_readonly_false,
        reason = "on Windows this is the one attribute there is"
    )]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)
}

#[cfg(unix)]
fn private() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;

    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private() -> DirBuilder {
    DirBuilder::new()
}

#[cfg(unix)]
fn make_read_only(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    file.set_permissions(fs::Permissions::from_mode(0o400))
}

#[cfg(not(unix))]
fn make_read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}
