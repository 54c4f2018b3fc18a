//! A disk that may lose its power: from a record of changes to the states it may be left in.
//!
//! What a file was told before it was last synced is kept. Of what came after, each write is
//! kept, lost, or torn at a sector. New names, renames and removals last once their folder is
//! synced; of the others a first part lasts. A sync that failed loses what it was for. Sources: the
//! POSIX text of `fsync`, ext4's habits, <https://wiki.postgresql.org/wiki/Fsync_Errors>.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::dice::Dice;

/// How a file system keeps the order of what happens to names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSystem {
    /// Only the folder's own sync makes names last.
    Posix,
    /// Any sync makes every earlier change of names last.
    Ordered,
}

/// What a program did below one folder, in order.
pub struct Record {
    log: Vec<u8>,
    changes: Vec<Change>,
    before: Vec<(PathBuf, Vec<u8>)>,
    folders: Vec<PathBuf>,
}

#[derive(Debug)]
struct Change {
    what: What,
    path: PathBuf,
}

#[derive(Debug, Clone)]
enum What {
    Create,
    Write { offset: usize, bytes: Range<usize> },
    Truncate { size: usize },
    Sync,
    SyncFailed,
    SyncFolder,
    MakeFolder,
    RemoveFolder,
    Rename { to: PathBuf },
    Link { to: PathBuf },
    Unlink,
}

impl Record {
    /// Reads the recorder's log; `folder` is as it was before the program ran.
    pub fn read(log: Vec<u8>, folder: &Folder) -> Self {
        let mut changes = Vec::new();
        let mut at = 0;
        while at < log.len() {
            let end = at + log[at..].iter().position(|byte| *byte == b'\n').unwrap();
            let line = std::str::from_utf8(&log[at..end]).unwrap();
            let words: Vec<&str> = line.split('\t').collect();
            let &[what, path, second, offset, length] = words.as_slice() else {
                panic!("no line of a record: {line}");
            };
            let (offset, length): (usize, usize) =
                (offset.parse().unwrap(), length.parse().unwrap());
            let bytes = end + 1..end + 1 + length;
            at = bytes.end + 1;
            let what = match what {
                "create" => What::Create,
                "write" => What::Write { offset, bytes },
                "truncate" => What::Truncate { size: offset },
                "sync" => What::Sync,
                "sync_failed" => What::SyncFailed,
                "sync_folder" => What::SyncFolder,
                "make_folder" => What::MakeFolder,
                "remove_folder" => What::RemoveFolder,
                "rename" => What::Rename { to: second.into() },
                "link" => What::Link { to: second.into() },
                "unlink" => What::Unlink,
                other => panic!("{other} is no change"),
            };
            let path = path.into();
            changes.push(Change { what, path });
        }
        Self {
            log,
            changes,
            before: folder.files.clone(),
            folders: folder.folders.clone(),
        }
    }

    /// Every write, in order.
    pub fn written(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.changes.iter().filter_map(|change| match &change.what {
            What::Write { bytes, .. } => Some((change.path.as_path(), &self.log[bytes.clone()])),
            _ => None,
        })
    }

    /// How many changes there are: the power may go after each.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// A state that the disk may be left in when the power goes after `count` changes, and what
    /// had been written to the file `acknowledgements` by then: that a person saw, it is not lost.
    pub fn cut(
        &self,
        count: usize,
        system: FileSystem,
        acknowledgements: &Path,
        dice: &mut Dice,
    ) -> (Folder, String) {
        let mut disk = Disk::of(&self.before, &self.folders);
        let mut seen = Vec::new();
        for change in &self.changes[..count] {
            if change.path == acknowledgements {
                if let What::Write { bytes, .. } = &change.what {
                    seen.extend_from_slice(&self.log[bytes.clone()]);
                }
                continue;
            }
            disk.apply(change, system, &self.log);
        }
        (disk.left(&self.log, dice), String::from_utf8(seen).unwrap())
    }
}

/// Files and folders as they stand on a disk.
#[derive(Debug, Default)]
pub struct Folder {
    pub files: Vec<(PathBuf, Vec<u8>)>,
    pub folders: Vec<PathBuf>,
}

impl Folder {
    /// Reads everything below `root`.
    pub fn read(root: &Path) -> Self {
        let mut found = Self::default();
        let mut waiting = vec![root.to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path.clone());
                    found.folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    found.files.push((path, bytes));
                }
            }
        }
        found
    }

    /// Writes everything that stood below `from` below `to`.
    pub fn write(&self, from: &Path, to: &Path) {
        let moved = |path: &Path| Some(to.join(path.strip_prefix(from).ok()?));
        for path in self.folders.iter().filter_map(|path| moved(path)) {
            std::fs::create_dir_all(path).unwrap();
        }
        for (path, bytes) in &self.files {
            let Some(path) = moved(path) else { continue };
            std::fs::write(path, bytes).unwrap();
        }
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Default)]
struct File {
    lasting: Vec<u8>,
    pending: Vec<What>,
}

#[derive(Debug)]
enum Naming {
    Put(PathBuf, Node),
    Move(PathBuf, PathBuf, Node),
    Drop(PathBuf),
}

impl Naming {
    /// The folder whose sync makes it last.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Put(path, _) | Self::Move(_, path, _) | Self::Drop(path) => path.parent(),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Put(path, node) => {
                names.insert(path.clone(), *node);
            }
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
                // What stands in a folder goes with it.
                let inside: Vec<PathBuf> = names
                    .keys()
                    .filter(|path| path.starts_with(from))
                    .cloned()
                    .collect();
                for path in inside {
                    let node = names.remove(&path).unwrap();
                    names.insert(to.join(path.strip_prefix(from).unwrap()), node);
                }
            }
            Self::Drop(path) => {
                names.remove(path);
            }
        }
    }
}

#[derive(Default)]
struct Disk {
    files: Vec<File>,
    names: BTreeMap<PathBuf, Node>,
    lasting: BTreeMap<PathBuf, Node>,
    pending: Vec<Naming>,
}

impl Disk {
    fn of(files: &[(PathBuf, Vec<u8>)], folders: &[PathBuf]) -> Self {
        let mut disk = Self::default();
        for (path, bytes) in files {
            disk.names
                .insert(path.clone(), Node::File(disk.files.len()));
            disk.files.push(File {
                lasting: bytes.clone(),
                pending: Vec::new(),
            });
        }
        for folder in folders {
            disk.names.insert(folder.clone(), Node::Folder);
        }
        disk.lasting = disk.names.clone();
        disk
    }

    fn file(&mut self, path: &Path) -> &mut File {
        match self.names.get(path) {
            Some(Node::File(number)) => &mut self.files[*number],
            other => panic!("{} is {other:?}", path.display()),
        }
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.pending.push(naming);
    }

    fn apply(&mut self, change: &Change, system: FileSystem, log: &[u8]) {
        let path = &change.path;
        match &change.what {
            What::Create => {
                let node = Node::File(self.files.len());
                self.files.push(File::default());
                self.name(Naming::Put(path.clone(), node));
            }
            What::Write { .. } | What::Truncate { .. } => {
                // A file that was removed while open is nobody's any more.
                if self.names.contains_key(path) {
                    self.file(path).pending.push(change.what.clone());
                }
            }
            What::MakeFolder => self.name(Naming::Put(path.clone(), Node::Folder)),
            What::Rename { to } => {
                let node = self.names[path];
                self.name(Naming::Move(path.clone(), to.clone(), node));
            }
            What::Link { to } => {
                let node = self.names[path];
                self.name(Naming::Put(to.clone(), node));
            }
            What::Unlink | What::RemoveFolder => self.name(Naming::Drop(path.clone())),
            What::Sync => {
                if self.names.contains_key(path) {
                    let file = self.file(path);
                    for write in std::mem::take(&mut file.pending) {
                        put(&mut file.lasting, &write, log, None);
                    }
                }
                if system == FileSystem::Ordered {
                    self.last(|_| true);
                }
            }
            // The system drops what it could not write, and a later sync does not say so.
            What::SyncFailed => {
                if let Some(Node::File(number)) = self.names.get(path) {
                    self.files[*number].pending.clear();
                }
            }
            What::SyncFolder => match system {
                FileSystem::Ordered => self.last(|_| true),
                FileSystem::Posix => self.last(|naming| naming.folder() == Some(path)),
            },
        }
    }

    /// Makes those changes of names last that `which` names.
    fn last(&mut self, which: impl Fn(&Naming) -> bool) {
        for naming in std::mem::take(&mut self.pending) {
            if which(&naming) {
                naming.apply(&mut self.lasting);
            } else {
                self.pending.push(naming);
            }
        }
    }

    /// What is left when the power goes now.
    fn left(mut self, log: &[u8], dice: &mut Dice) -> Folder {
        let kept = dice.below(self.pending.len() + 1);
        for naming in &self.pending[..kept] {
            naming.apply(&mut self.lasting);
        }
        let mut left = Folder::default();
        for (path, node) in &self.lasting {
            match node {
                Node::Folder => left.folders.push(path.clone()),
                Node::File(number) => {
                    let file = &self.files[*number];
                    left.files.push((path.clone(), file.left(log, dice)));
                }
            }
        }
        // A file whose folder's own name was lost is lost with it.
        let made: Vec<&PathBuf> = self
            .names
            .iter()
            .filter(|(_, n)| **n == Node::Folder)
            .map(|(path, _)| path)
            .collect();
        let lost: Vec<PathBuf> = made
            .into_iter()
            .filter(|path| !left.folders.contains(path))
            .cloned()
            .collect();
        left.files
            .retain(|(path, _)| !lost.iter().any(|folder| path.starts_with(folder)));
        left
    }
}

impl File {
    fn left(&self, log: &[u8], dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.lasting.clone();
        let pending = self.pending.len();
        let (first, chance) = match dice.below(4) {
            0 => (0, 1),
            1 => (dice.below(pending + 1), 1),
            2 => (pending, 2),
            _ => (pending, 1),
        };
        let whole = first == pending && chance == 1;
        for write in &self.pending[..first] {
            if chance > 1 && dice.below(chance) == 0 {
                continue;
            }
            let torn = (!whole && dice.below(7) == 0).then(|| dice.below(1 << 20));
            put(&mut bytes, write, log, torn);
        }
        bytes
    }
}

const SECTOR: usize = 512;

/// Does a write; when it is torn, only some of its first sectors.
fn put(bytes: &mut Vec<u8>, write: &What, log: &[u8], torn: Option<usize>) {
    match write {
        What::Truncate { size } => bytes.resize(*size, 0),
        What::Write {
            offset,
            bytes: range,
        } => {
            let mut written = &log[range.clone()];
            if let Some(cut) = torn {
                let sectors = written.len() / SECTOR;
                written = &written[..SECTOR * (cut % (sectors + 1))];
            }
            if written.is_empty() {
                return;
            }
            let end = offset + written.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*offset..end].copy_from_slice(written);
        }
        other => panic!("{other:?} writes nothing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at `/f` after each way in which the power may go at the end of `lines`.
    fn left(lines: &[&str]) -> Vec<Option<Vec<u8>>> {
        let log = lines.concat().into_bytes();
        let record = Record::read(log, &Folder::default());
        let at = |seed| {
            let mut dice = Dice::new(seed);
            let (left, _) = record.cut(record.len(), FileSystem::Posix, Path::new("/_"), &mut dice);
            let found = left
                .files
                .into_iter()
                .find(|(path, _)| path == Path::new("/f"));
            found.map(|(_, bytes)| bytes)
        };
        (0..64).map(at).collect()
    }

    const CREATE: &str = "create\t/p\t\t0\t0\n\n";
    const WRITE: &str = "write\t/p\t\t0\t3\nnew\n";
    const SYNC: &str = "sync\t/p\t\t0\t0\n\n";
    const RENAME: &str = "rename\t/p\t/f\t0\t0\n\n";
    const SYNC_FOLDER: &str = "sync_folder\t/\t\t0\t0\n\n";

    #[test]
    fn only_the_whole_sequence_lasts() {
        let new = Some(b"new".to_vec());
        let whole = left(&[CREATE, WRITE, SYNC, RENAME, SYNC_FOLDER]);
        assert!(whole.iter().all(|found| *found == new));
        let unsynced = left(&[CREATE, WRITE, RENAME, SYNC_FOLDER]);
        assert!(
            unsynced.contains(&Some(Vec::new())),
            "a name without content"
        );
        let unnamed = left(&[CREATE, WRITE, SYNC, RENAME]);
        assert!(
            unnamed.contains(&None) && unnamed.contains(&new),
            "its name may be lost"
        );
    }
}
