//! An encrypted workspace shows nothing of its content: not in its file, its log, its copies, nor
//! in anything that was ever written while it was open, temporary files included.
//!
//! Texts that stand nowhere else are put into every place of an assessment. What is looked through
//! is every byte that the program wrote to any file of the machine, and every file that is left.

use std::path::Path;

use promises::worker::secrets::{MARKS, SOURCES, picture_bytes};
use promises::worker::{Work, last_acknowledged, work};

use crate::fault::disk::{Folder, Record};
use crate::fault::{Fault, checked, kill_after, quick_folder, said, times, working};

/// Whether a mark stands in these bytes, as UTF-8 or UTF-16, or bytes of the picture do.
fn shown(bytes: &[u8]) -> Option<String> {
    let stands = |needle: &[u8]| {
        let first = needle[0];
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| *byte == first) {
            if rest[at..].starts_with(needle) {
                return true;
            }
            rest = &rest[at + 1..];
        }
        false
    };
    for mark in MARKS {
        let units: Vec<u16> = mark.encode_utf16().collect();
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            units.iter().flat_map(|unit| bytes(*unit)).collect()
        };
        let spellings = [
            mark.as_bytes().to_vec(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
        ];
        if spellings.iter().any(|spelling| stands(spelling)) {
            return Some((*mark).to_owned());
        }
    }
    stands(&picture_bytes()).then(|| "the picture".to_owned())
}

fn assert_nothing_is_shown(folder: &Path) {
    for (path, bytes) in Folder::read(folder).files {
        assert_eq!(shown(&bytes), None, "{} shows it", path.display());
    }
}

/// Everything that the program wrote anywhere, but for the files that a person attaches.
fn shown_while_at_work(work: &dyn Work, folder: &Path) -> Option<String> {
    let log = folder.with_extension("log");
    let output = working(work, folder, 1, None)
        .env("RECORD_FOLDER", "")
        .env("RECORD_OUT", &log)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let record = Record::read(std::fs::read(&log).unwrap(), &Folder::default());
    std::fs::remove_file(log).unwrap();
    let sources = folder.with_extension(SOURCES);
    let written: Vec<(&Path, &[u8])> = record
        .written()
        .filter(|(path, _)| !path.starts_with(&sources))
        .collect();
    assert!(written.len() > 20, "the record holds what was written");
    written.into_iter().find_map(|(_, bytes)| shown(bytes))
}

fn prepared(name: &str) -> (tempfile::TempDir, std::path::PathBuf, &'static dyn Work) {
    let work = work(name).unwrap();
    let place = quick_folder();
    let folder = place.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    work.prepare(&folder);
    (place, folder, work)
}

#[test]
fn an_encrypted_workspace_shows_nothing_in_anything_that_is_written() {
    let (_place, folder, work) = prepared("secrets-encrypted");
    assert_eq!(shown_while_at_work(work, &folder), None);
    assert_nothing_is_shown(&folder);
    assert_eq!(checked(work, &folder, 1), Ok(1));
}

#[test]
fn an_encrypted_workspace_shows_nothing_after_kills() {
    let (_place, folder, work) = prepared("secrets-encrypted");
    for round in 0..times(4, 60) {
        if round == 0 {
            kill_after(work, &folder, 1);
        } else {
            let fault = Fault {
                call: ["write", "fsync"][round % 2],
                at: round * 7,
                what: "KILL",
                lasting: false,
            };
            working(work, &folder, 1, Some(fault)).output().unwrap();
        }
        assert_nothing_is_shown(&folder);
    }
    assert!(last_acknowledged(&folder) > 0);
}

#[test]
fn the_search_finds_what_a_plain_workspace_shows() {
    let (_place, folder, work) = prepared("secrets");
    assert!(shown_while_at_work(work, &folder).is_some());
    let all: Vec<u8> = Folder::read(&folder)
        .files
        .into_iter()
        .flat_map(|(_, bytes)| bytes)
        .collect();
    assert!(shown(&all).is_some());
    let wide: Vec<u8> = MARKS[0].encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(shown(&wide).as_deref(), Some(MARKS[0]));
    assert_eq!(shown(&picture_bytes()).as_deref(), Some("the picture"));
}
