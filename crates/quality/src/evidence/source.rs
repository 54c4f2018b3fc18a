//! Files that a person hands over: opened so that nothing but a plain file gets in.
//!
//! Source: trust.md, bad inputs 63 to 70 and 83.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use super::{Error, Notice, display_name, media, name};

/// How long a file that is only promised may take to give its first bytes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A file that may be added.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    pub(super) file: File,
    seen: Seen,
    /// Its name, made safe to show and to store, with an extension of its kind.
    pub file_name: String,
    /// Its media type, told from its content.
    pub media_type: &'static str,
    /// Its size when it was opened.
    pub size_bytes: u64,
    /// What a person should know of it.
    pub notices: Vec<Notice>,
}

/// What tells that a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    size_bytes: u64,
    modified: Option<SystemTime>,
    identity: Option<(u64, u64)>,
}

impl Seen {
    fn of(metadata: &Metadata) -> Self {
        Self {
            size_bytes: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
        }
    }
}

impl Source {
    /// Opens the file that a person picked; a symbolic link to a plain file is followed.
    ///
    /// # Errors
    /// When it is no plain file, is empty, larger than `limit_bytes`, only promised by a cloud
    /// folder, or of a kind that is never taken.
    pub fn open(path: &Path, limit_bytes: u64) -> Result<Self, Error> {
        refuse_address(path)?;
        let file = open_plain(path)?;
        let metadata = file.metadata().map_err(|error| unreadable(path, error))?;
        let given = path.file_name().unwrap_or_default().to_string_lossy();
        let named = display_name(&given);
        let size_bytes = metadata.len();
        if size_bytes == 0 {
            return Err(Error::Empty { file_name: named });
        }
        if size_bytes > limit_bytes {
            return Err(Error::TooLarge {
                file_name: named,
                size_bytes,
                limit_bytes,
            });
        }
        let (mut file, head) = read_head(path, file, is_only_promised(&metadata))?;
        let look = media::look(&mut file, &head, &named).map_err(|refused| match refused {
            media::Stop::Kind(kind) => Error::RefusedKind {
                file_name: named.clone(),
                kind,
            },
            media::Stop::Image {
                width,
                height,
                most_pixels,
            } => Error::ImageTooLarge {
                file_name: named.clone(),
                width,
                height,
                most_pixels,
            },
            media::Stop::Io(error) => unreadable(path, error),
        })?;
        file.rewind().map_err(|error| unreadable(path, error))?;
        let mut notices = look.notices;
        let file_name = media::named_as(&named, look.media_type);
        if file_name != named {
            notices.push(Notice::Renamed { from: named });
        }
        Ok(Self {
            path: path.to_owned(),
            seen: Seen::of(&metadata),
            file,
            file_name,
            media_type: look.media_type,
            size_bytes,
            notices,
        })
    }

    /// Whether the file is still what it was when it was opened, and still stands there.
    pub fn is_unchanged(&self) -> bool {
        let now = self.file.metadata().map(|metadata| Seen::of(&metadata));
        let there = std::fs::metadata(&self.path).map(|metadata| Seen::of(&metadata));
        now.is_ok_and(|seen| seen == self.seen) && there.is_ok_and(|seen| seen == self.seen)
    }

    pub(super) fn changed(&self) -> Error {
        Error::Changed {
            file_name: self.file_name.clone(),
        }
    }

    pub(super) fn unreadable(&self, error: io::Error) -> Error {
        unreadable(&self.path, error)
    }
}

/// The first bytes of a file, and the file. One that is only promised gets so long and no longer.
fn read_head(path: &Path, file: File, is_promised: bool) -> Result<(File, Vec<u8>), Error> {
    let read = |mut file: File| -> io::Result<(File, Vec<u8>)> {
        let mut head = Vec::new();
        (&mut file).take(media::HEAD).read_to_end(&mut head)?;
        Ok((file, head))
    };
    if !is_promised {
        return read(file).map_err(|error| unreadable(path, error));
    }
    let promised = || Error::OnlyPromised {
        path: path.to_owned(),
    };
    let (file, head) = within(PATIENCE, move || read(file))
        .ok_or_else(promised)?
        .map_err(|error| unreadable(path, error))?;
    // No byte stands on this disk, and what comes is nothing.
    if head.iter().all(|byte| *byte == 0) {
        return Err(promised());
    }
    Ok((file, head))
}

/// What `work` gives, when it does so in time. Otherwise it is left behind.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (give, take) = mpsc::channel();
    std::thread::spawn(move || give.send(work()));
    take.recv_timeout(patience).ok()
}

/// An address dragged from a browser is no file.
fn refuse_address(path: &Path) -> Result<(), Error> {
    let text = path.to_string_lossy();
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_address = ["http", "https", "ftp", "data", "blob"].contains(&scheme);
    if is_address && !path.exists() {
        return Err(Error::Address {
            address: text.chars().take(200).collect(),
        });
    }
    Ok(())
}

/// Opens a plain file, and nothing else; never waits for a pipe or a device.
///
/// # Errors
/// [`Error::Missing`], [`Error::Folder`], [`Error::NotAFile`], [`Error::InUse`] or
/// [`Error::Unreadable`].
pub fn open_plain(path: &Path) -> Result<File, Error> {
    // The link that a person picked is followed here, and none after.
    let real = if cfg!(windows) {
        path.to_owned()
    } else {
        path.canonicalize()
            .map_err(|error| unreadable(path, error))?
    };
    // A device must not even be opened: that can do harm.
    let metadata = std::fs::symlink_metadata(&real).map_err(|error| unreadable(path, error))?;
    refuse_other_than_file(path, &metadata)?;
    let file = reading()
        .open(&real)
        .map_err(|error| unreadable(path, error))?;
    let opened = file.metadata().map_err(|error| unreadable(path, error))?;
    refuse_other_than_file(path, &opened)?;
    Ok(file)
}

fn refuse_other_than_file(path: &Path, metadata: &Metadata) -> Result<(), Error> {
    let path = path.to_owned();
    if metadata.is_dir() {
        return Err(Error::Folder { path });
    }
    if metadata.is_file() || (cfg!(windows) && metadata.is_symlink()) {
        return Ok(());
    }
    Err(Error::NotAFile { path })
}

#[cfg(unix)]
fn reading() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = OpenOptions::new();
    let flags = libc::O_NONBLOCK | libc::O_NOFOLLOW | libc::O_NOCTTY;
    options.read(true).custom_flags(flags);
    options
}

#[cfg(not(unix))]
fn reading() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    let made = metadata.created().ok()?;
    let since = made.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), since.subsec_nanos().into()))
}

/// Whether a cloud folder may only promise the content: it has a size and stands on no block.
#[cfg(unix)]
fn is_only_promised(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    metadata.blocks() == 0
}

#[cfg(windows)]
fn is_only_promised(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;

    // FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_RECALL_ON_OPEN, …_ON_DATA_ACCESS.
    metadata.file_attributes() & (0x1000 | 0x4_0000 | 0x40_0000) != 0
}

#[cfg(not(any(unix, windows)))]
fn is_only_promised(_: &Metadata) -> bool {
    false
}

impl Read for &Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&self.file).read(buffer)
    }
}

/// The error of a file at `path` that could not be opened or read.
pub(super) fn unreadable(path: &Path, source: io::Error) -> Error {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        return Error::Missing { path };
    }
    if is_link_loop(&source) {
        return Error::NotAFile { path };
    }
    if is_held(cfg!(windows), source.raw_os_error()) {
        return Error::InUse { path };
    }
    Error::Unreadable { path, source }
}

#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::ELOOP)
}

#[cfg(not(unix))]
fn is_link_loop(_: &io::Error) -> bool {
    false
}

/// Whether another application holds the file: Windows' sharing and lock violations.
fn is_held(is_windows: bool, code: Option<i32>) -> bool {
    is_windows && matches!(code, Some(32 | 33))
}

/// The name without its extension, for a title.
pub(crate) fn stem(file_name: &str) -> &str {
    let extension = name::extension(file_name);
    match extension.len() {
        0 => file_name,
        length => &file_name[..file_name.len() - length - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_never_comes_is_not_waited_for() {
        let (hold, held) = mpsc::channel::<()>();
        let waiting = within(Duration::ZERO, move || held.recv().is_ok());
        assert_eq!(waiting, None, "the work still waits");
        drop(hold);
        assert_eq!(within(PATIENCE, || 7), Some(7));
    }

    #[test]
    fn only_windows_says_who_holds_a_file() {
        assert!(is_held(true, Some(32)) && is_held(true, Some(33)));
        assert!(
            !is_held(true, Some(5)) && !is_held(false, Some(32)),
            "EPIPE is 32 elsewhere"
        );
    }
}
