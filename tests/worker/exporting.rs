//! Exporting: the assessment written over its last export, each time with one more answer.

use std::path::Path;

use quality::workspace::Error;
use quality::{assessment, whole_file};

use super::answering::{answer, last_answer};
use super::{Work, demo_id, make_light_workspace, open, shipped};

/// Exports.
pub struct Exporting;

const EXPORT: &str = "évaluation.json";

fn export(folder: &Path, times: u64, told: &mut dyn FnMut(u64)) -> Result<(), Error> {
    let workspace = open(folder, None)?;
    let there = last_answer(&workspace.sheet(demo_id())?.assessment);
    for number in there + 1..=there + times {
        answer(&workspace, number)?;
        let path = folder.join(EXPORT);
        let written = whole_file::write(&path, &workspace.export(demo_id())?);
        written.map_err(|source| Error::File { path, source })?;
        told(number);
    }
    Ok(())
}

impl Work for Exporting {
    fn name(&self) -> &'static str {
        "export"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
        export(folder, 1, &mut |_| ()).unwrap();
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        export(folder, times, acknowledge)
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let bytes = std::fs::read(folder.join(EXPORT)).unwrap();
        let exported = assessment::read(&bytes, shipped()).unwrap();
        let there = last_answer(&exported);
        assert!(
            there >= acknowledged.max(1),
            "{acknowledged} said, {there} there"
        );
        let workspace = open(folder, None).unwrap();
        workspace.check().unwrap();
        let kept = last_answer(&workspace.sheet(demo_id()).unwrap().assessment);
        assert!(
            kept == there || kept == there + 1,
            "exported after it was kept"
        );
        there
    }
}
