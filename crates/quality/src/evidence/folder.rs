//! Folders that a person drops: the files they propose.
//!
//! Knows nothing of what is in the files. Source: trust.md, bad inputs 66 and 68.

use std::path::{Path, PathBuf};

/// How many folders deep a dropped folder is looked through, itself counted.
pub const DEEPEST: usize = 3;

/// Most files that one drop proposes.
pub const MOST: usize = 20_000;

/// What a drop proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Plain files, each folder's in order of name.
    pub files: Vec<PathBuf>,
    /// What was passed over, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// Something that a drop does not propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// Why.
    pub reason: Skip,
}

/// Why something is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// A symbolic link inside the folder: it may lead anywhere.
    Link,
    /// A folder deeper than [`DEEPEST`].
    TooDeep,
    /// A file of the system or of the desktop, not of a person.
    Hidden,
    /// Neither file nor folder.
    Special,
    /// It could not be looked at.
    Unreadable,
    /// More than [`MOST`] files.
    TooMany,
}

/// The files that dropped paths propose: a folder those inside, anything else itself.
///
/// What is no plain file, or is not there, is refused with its reason when it is added.
pub fn propose(paths: &[PathBuf]) -> Proposal {
    let mut proposal = Proposal::default();
    for path in paths {
        if path.is_dir() {
            proposal.enter(path, 1);
        } else {
            proposal.files.push(path.clone());
        }
    }
    proposal
}

impl Proposal {
    fn enter(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return self.skip(folder.to_owned(), Skip::Unreadable);
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            self.look_at(path, depth);
        }
    }

    fn look_at(&mut self, path: PathBuf, depth: usize) {
        let Ok(metadata) = std::fs::symlink_metadata(&path) else {
            return self.skip(path, Skip::Unreadable);
        };
        if metadata.is_symlink() {
            return self.skip(path, Skip::Link);
        }
        if is_hidden(&path) {
            return self.skip(path, Skip::Hidden);
        }
        if metadata.is_dir() {
            return match depth < DEEPEST {
                true => self.enter(&path, depth + 1),
                false => self.skip(path, Skip::TooDeep),
            };
        }
        if !metadata.is_file() {
            return self.skip(path, Skip::Special);
        }
        match self.files.len() < MOST {
            true => self.files.push(path),
            false => self.skip(path, Skip::TooMany),
        }
    }

    fn skip(&mut self, path: PathBuf, reason: Skip) {
        self.skipped.push(Skipped { path, reason });
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_of_desktop = ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str());
    is_of_desktop || name.starts_with('.') || name.starts_with("~$")
}
