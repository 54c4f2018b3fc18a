//! The reader against the fixtures: valid editions, and one malformed file for each fault.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Fault, read, wording};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/grids")
        .join(folder)
}

#[derive(Deserialize)]
struct Place {
    pointer: String,
}

#[test]
fn the_shipped_grid_is_accepted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../standards/indicative-mentorat/2026-1.json");
    let published = read(std::fs::read(path).unwrap()).expect("the shipped grid has no fault");
    assert_eq!(published.grid().standards.len(), 52);
}

#[test]
fn every_valid_edition_is_accepted() {
    for entry in std::fs::read_dir(fixtures("valid")).unwrap() {
        let path = entry.unwrap().path();
        let read = read(std::fs::read(&path).unwrap());
        assert_eq!(read.err(), None, "{}", path.display());
    }
}

#[test]
fn every_fault_is_found_at_its_place_and_no_other() {
    let expected = std::fs::read(fixtures("invalid/expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<Place>> = serde_json::from_slice(&expected).unwrap();
    assert!(expected.len() > 80, "one file for each kind of fault");
    for (file, places) in expected {
        let wanted: BTreeSet<String> = places.into_iter().map(|place| place.pointer).collect();
        let bytes = std::fs::read(fixtures("invalid").join(&file)).unwrap();
        let faults = read(bytes).expect_err(&file);
        let found: BTreeSet<String> = faults.iter().map(|fault| fault.pointer.clone()).collect();
        assert_eq!(found, wanted, "{file}: {faults:#?}");
        assert!(faults.iter().all(says_something), "{file}");
    }
}

fn says_something(fault: &Fault) -> bool {
    let sentence = wording::sentence(fault);
    sentence.ends_with('.') && sentence.len() > 10
}

#[test]
fn a_text_digest_changes_with_what_is_asked_and_with_nothing_else() {
    let bytes = std::fs::read(fixtures("valid/complete.json")).unwrap();
    let grid = read(bytes).unwrap().grid().clone();
    let standard = grid.standards[0].clone();
    let advised = super::Standard {
        guidance: "autre conseil".into(),
        ..standard.clone()
    };
    assert_eq!(advised.text_digest(), standard.text_digest());
    let asked = super::Standard {
        statement: "autre énoncé".into(),
        ..standard.clone()
    };
    assert_ne!(asked.text_digest(), standard.text_digest());
}
