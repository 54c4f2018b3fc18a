//! The reader against the fixtures: one malformed assessment for each error.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Error, read, wording};
use crate::grid;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn complete() -> grid::Published {
    grid::read(std::fs::read(fixtures().join("grids/valid/complete.json")).unwrap()).unwrap()
}

#[derive(Deserialize)]
struct Place {
    pointer: String,
}

#[test]
fn what_is_read_is_written_again() {
    let bytes = std::fs::read(fixtures().join("assessments/complete.json")).unwrap();
    let assessment = read(&bytes, &complete()).unwrap();
    let written = serde_json::to_vec(&assessment).unwrap();
    assert_eq!(read(&written, &complete()).unwrap(), assessment);
    let as_written: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(
        as_written,
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()
    );
}

#[test]
fn every_error_is_refused_and_named() {
    let expected = std::fs::read(fixtures().join("assessments/invalid/expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<Place>> = serde_json::from_slice(&expected).unwrap();
    assert!(expected.len() > 80, "one file for each error");
    for (file, places) in expected {
        let bytes = std::fs::read(fixtures().join("assessments/invalid").join(&file)).unwrap();
        let error = read(&bytes, &complete()).expect_err(&file);
        assert!(wording::sentence(&error).len() > 10, "{file}");
        if let Error::Shape { pointer, .. } = &error {
            assert!(
                places.iter().any(|place| place.pointer == *pointer),
                "{file}: {error:?}"
            );
        }
    }
}
