//! A published edition never changes, and the schemas are those of the types.
//!
//! `./dev schemas` writes both anew after a deliberate change.

use std::collections::BTreeMap;
use std::path::Path;

use quality::digest::Digest;
use quality::{grid, schema};

use crate::executable::root;

/// Holds a committed file against what it should be; writes it when that was asked for.
fn assert_current(path: &Path, wanted: &str) {
    if std::env::var_os("LABEL_MENTORAT_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        found,
        wanted,
        "{} is stale: run ./dev schemas",
        path.display()
    );
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = root().join("standards/schemas");
    assert_current(&folder.join("grid-1.schema.json"), &schema::grid());
    assert_current(
        &folder.join("assessment-1.schema.json"),
        &schema::assessment(),
    );
    assert_current(&folder.join("dossier-1.schema.json"), &schema::dossier());
    assert_current(&folder.join("review-1.schema.json"), &schema::review());
    assert_current(&folder.join("trust-1.schema.json"), &schema::trust());
}

#[test]
fn every_edition_in_standards_is_sound_and_locked() {
    let standards = root().join("standards");
    let mut digests = BTreeMap::new();
    for family in std::fs::read_dir(&standards).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() || family.ends_with("schemas") {
            continue;
        }
        for edition in std::fs::read_dir(&family).unwrap() {
            let path = edition.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let name = path
                .strip_prefix(&standards)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            digests.insert(name.clone(), Digest::of(&bytes).to_string());
            let published = grid::read(bytes).expect(&name);
            let grid = published.grid();
            assert_eq!(name, format!("{}/{}.json", grid.grid, grid.edition));
        }
    }
    let lock: String = digests
        .iter()
        .map(|(name, digest)| format!("{name} {digest}\n"))
        .collect();
    assert_current(&standards.join("editions.lock"), &lock);
}
