//! A file that is written whole or not at all.
//!
//! Knows nothing of what it holds. What is written goes to `NAME.part` beside the target; only
//! [`WholeFile::keep`] brings it to the disk and gives it its name. What a killed process left under
//! way for a target goes when that target is next written. Source: trust.md, G3.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// From so many bytes on, those that were written are brought to the disk beside the writing.
const SLICE: usize = 32 << 20;

/// A file under way. Dropped without [`WholeFile::keep`], it leaves nothing behind.
///
/// What is written through this and not through [`WholeFile::file`] goes to the disk as it comes,
/// when it is much, so that `keep` has little left to wait for.
#[derive(Debug)]
pub struct WholeFile {
    file: Option<File>,
    /// Bytes written since the disk was last asked to take them.
    waiting_bytes: usize,
    behind: Option<Behind>,
    part: PathBuf,
    target: PathBuf,
}

impl WholeFile {
    /// Begins the file that shall stand at `target`; what stands there stays until `keep`.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be written to.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut part_name = std::ffi::OsString::from(".");
        part_name.push(name);
        part_name.push(format!(".{}.part", std::process::id()));
        let part = target.with_file_name(part_name);
        remove_leftovers(target);
        // A part of this very name can only be left over from a process that is gone.
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&part)?;
        if cfg!(unix) {
            // Tells others that it is not left over; where locks are not to be had, it stays.
            let _ = file.try_lock();
        }
        Ok(Self {
            file: Some(file),
            waiting_bytes: 0,
            behind: None,
            part,
            target: target.to_owned(),
        })
    }

    /// The file to write to.
    pub fn file(&mut self) -> &mut File {
        self.file
            .as_mut()
            .expect("the file is there until it is kept")
    }

    /// Where the file stands until it is kept, for those who can only write to a path.
    pub fn part(&self) -> &Path {
        &self.part
    }

    /// Brings the content to the disk, then gives the file its name.
    ///
    /// # Errors
    /// When the disk refuses; the old file then still stands.
    pub fn keep(mut self) -> io::Result<()> {
        // The disk tells a failure once: to whoever asked first.
        if let Some(behind) = self.behind.take() {
            behind.end()?;
        }
        if let Some(file) = &self.file {
            file.sync_all()?;
        }
        if cfg!(windows) {
            // A file that is open cannot be renamed there.
            drop(self.file.take());
        }
        rename(&self.part, &self.target)?;
        sync_folder(&self.target)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file().write(bytes)?;
        self.waiting_bytes += written;
        if self.waiting_bytes >= SLICE {
            self.waiting_bytes = 0;
            self.write_behind();
        }
        Ok(written)
    }

    /// Has the rest of a large file brought to the disk too; does not wait for it.
    fn flush(&mut self) -> io::Result<()> {
        if self.behind.is_some() {
            self.write_behind();
        }
        Ok(())
    }
}

impl WholeFile {
    /// Asks the disk to take what was written. Where that cannot be done, `keep` does it all.
    fn write_behind(&mut self) {
        if self.behind.is_none() {
            self.behind = self.file().try_clone().and_then(Behind::begin).ok();
        }
        if let Some(behind) = &self.behind {
            behind.ask();
        }
    }
}

/// A thread that brings a file to the disk while it is being written.
#[derive(Debug)]
struct Behind {
    asked: SyncSender<()>,
    running: JoinHandle<io::Result<()>>,
}

impl Behind {
    fn begin(file: File) -> io::Result<Self> {
        let (asked, asking) = sync_channel(1);
        let running = thread::Builder::new()
            .spawn(move || asking.iter().try_for_each(|()| file.sync_data()))?;
        Ok(Self { asked, running })
    }

    fn ask(&self) {
        // One that waits already will take this too; after a failure nobody listens, and the end
        // tells it.
        let _ = self.asked.try_send(());
    }

    fn end(self) -> io::Result<()> {
        drop(self.asked);
        let ended = self.running.join();
        ended.unwrap_or_else(|_| Err(io::Error::other("the thread that syncs has ended")))
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        // Its handle keeps some systems from removing the file; a failure has nothing to spoil.
        let _ = self.behind.take().map(Behind::end);
        drop(self.file.take());
        // After `keep` there is nothing under this name any more; a failure changes nothing.
        let _ = fs::remove_file(&self.part);
    }
}

/// Removes what processes that are gone left under way for `target`. A part that is being written
/// is locked; Windows' locks would keep others from writing, so there nothing is removed.
fn remove_leftovers(target: &Path) {
    let (Some(name), Some(folder)) = (target.file_name(), target.parent()) else {
        return;
    };
    let begins = format!(".{}.", name.to_string_lossy());
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let found = entry.file_name();
        let found = found.to_string_lossy();
        let process = found
            .strip_prefix(&begins)
            .and_then(|rest| rest.strip_suffix(".part"));
        let is_ours = process.is_some_and(|p| p.bytes().all(|byte| byte.is_ascii_digit()));
        let is_left = cfg!(unix)
            && is_ours
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            // What cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes `bytes` to `target`, whole or not at all.
///
/// # Errors
/// As [`WholeFile::begin`] and [`WholeFile::keep`], or when the disk is full.
pub fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut whole = WholeFile::begin(target)?;
    whole.file().write_all(bytes)?;
    whole.keep()
}

/// Gives a folder whose files are on the disk its name, which nothing bears yet.
///
/// # Errors
/// When something stands at `to`, or the disk refuses.
pub fn rename_folder(from: &Path, to: &Path) -> io::Result<()> {
    rename(from, to)?;
    sync_folder(to)
}

/// Renames over an existing file. On Windows a virus scanner may hold it for a moment.
///
/// # Errors
/// As the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = Duration::from_millis(20);
    for _ in 0..7 {
        match fs::rename(from, to) {
            Err(error) if cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33)) => {
                thread::sleep(pause);
                pause *= 2;
            }
            done => return done,
        }
    }
    fs::rename(from, to)
}

/// Makes the new name last; Windows has no such thing and needs none.
fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_given_up_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("dossier.pdf");
        write(&target, b"old").unwrap();
        let mut given_up = WholeFile::begin(&target).unwrap();
        given_up.file().write_all(b"new").unwrap();
        drop(given_up);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["dossier.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_process_left_goes_and_what_another_writes_stays() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("dossier.pdf");
        let part = |name: &str| File::create(folder.path().join(name)).unwrap();
        drop(part(".dossier.pdf.1.part"));
        let busy = part(".dossier.pdf.2.part");
        busy.try_lock().unwrap();
        drop(part(".autre.pdf.1.part"));
        write(&target, b"new").unwrap();
        let mut left = names(folder.path());
        left.sort();
        let expected = [".autre.pdf.1.part", ".dossier.pdf.2.part", "dossier.pdf"];
        assert_eq!(left, expected);
    }

    #[test]
    fn a_file_kept_replaces_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("été.json");
        write(&target, b"old").unwrap();
        write(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["été.json"]);
    }

    #[test]
    fn a_large_file_that_is_synced_beside_the_writing_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("dossier.pdf");
        let mut whole = WholeFile::begin(&target).unwrap();
        let piece: Vec<u8> = (0..=250).cycle().take(SLICE / 3).collect();
        for _ in 0..7 {
            whole.write_all(&piece).unwrap();
        }
        whole.flush().unwrap();
        assert!(whole.behind.is_some(), "it is more than a slice");
        whole.keep().unwrap();
        assert_eq!(fs::read(&target).unwrap(), piece.repeat(7));
        assert_eq!(names(folder.path()), ["dossier.pdf"]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_the_disk_refuses_beside_the_writing_is_told_at_the_end() {
        // This device takes nothing to a disk, and says so.
        let behind = Behind::begin(File::open("/dev/zero").unwrap()).unwrap();
        behind.ask();
        assert!(behind.end().is_err());
    }
}
