//! Reserve: two megabytes kept beside a workspace file, to be given back when the disk is full.
//!
//! On a full disk even deleting needs room for a moment. Source: trust.md, G4.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::beside;
use crate::place;

/// Size of the reserve.
const SIZE: usize = 2 << 20;

/// Room that must be left beside it: a reserve must not be what fills the disk.
const MARGIN: u64 = 16 << 20;

/// Makes the reserve, unless it is there or the disk is nearly full.
pub(super) fn make(path: &Path) {
    let reserve = beside(path, ".reserve");
    let is_there = fs::metadata(&reserve).is_ok_and(|found| found.len() == SIZE as u64);
    let has_room = place::free_bytes(path).is_some_and(|free| free > SIZE as u64 + MARGIN);
    // Without it a full disk is told all the same; it only takes a person longer to make room.
    if !is_there && has_room && fs::write(&reserve, content()).is_err() {
        let _ = fs::remove_file(&reserve);
    }
}

/// Gives the reserve back to the disk; whether there was one.
pub(super) fn free(path: &Path) -> bool {
    fs::remove_file(beside(path, ".reserve")).is_ok()
}

/// Whether a little more can be written beside the file: tells a quota that is used up from a
/// disk that fails, which SQLite does not.
pub(super) fn is_full(path: &Path) -> bool {
    let probe = beside(path, ".probe");
    let written = fs::write(&probe, &content()[..64 << 10]);
    let _ = fs::remove_file(&probe);
    written.is_err_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    })
}

/// Bytes that no file system can store in less room.
fn content() -> Vec<u8> {
    let blocks = 0..(SIZE / 32) as u64;
    blocks
        .flat_map(|block| Sha256::digest(block.to_le_bytes()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_is_there_until_it_is_freed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        assert!(!free(&path));
        make(&path);
        let size = fs::metadata(beside(&path, ".reserve")).unwrap().len();
        assert_eq!(size, SIZE as u64);
        assert!(free(&path) && !free(&path));
        assert!(!is_full(&path));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
