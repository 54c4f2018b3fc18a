//! Copying: an automatic copy after each answer, with the bytes of evidence in their pool.

use std::path::{Path, PathBuf};

use quality::workspace::{Error, copies, restore_copy};

use super::answering::{answer, last_answer};
use super::{Work, demo_id, edge, make_light_workspace, open};

/// Makes automatic copies.
pub struct Copying;

/// Where the copies stand.
pub fn folder_of_copies(folder: &Path) -> PathBuf {
    folder.join("copies")
}

/// Gives the next answer and copies.
///
/// # Errors
/// As the domain says.
pub fn answer_and_copy(
    folder: &Path,
    times: u64,
    acknowledge: &mut dyn FnMut(u64),
) -> Result<(), Error> {
    let workspace = open(folder, None)?;
    let there = last_answer(&workspace.sheet(demo_id())?.assessment);
    for number in there + 1..=there + times {
        answer(&workspace, number)?;
        for report in workspace.copy_now(&[folder_of_copies(folder)], &mut |_, _| true) {
            report.outcome?;
        }
        acknowledge(number);
    }
    Ok(())
}

/// The last answer in the newest copy that comes back; 0 when there is none.
fn last_copied(folder: &Path) -> u64 {
    let found = copies(&folder_of_copies(folder)).unwrap();
    let target = folder.join("rendu.mentorat");
    for copy in found {
        let copy = folder_of_copies(folder).join(copy.file_name);
        let Ok(_) = restore_copy(&copy, &target, None, &edge(13), &mut |_, _| true) else {
            continue;
        };
        let restored = quality::workspace::Workspace::open(&target, None, edge(14)).unwrap();
        restored.check().unwrap();
        return last_answer(&restored.sheet(demo_id()).unwrap().assessment);
    }
    0
}

impl Work for Copying {
    fn name(&self) -> &'static str {
        "copy"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
        answer_and_copy(folder, 1, &mut |_| ()).unwrap();
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        answer_and_copy(folder, times, acknowledge)
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, None).unwrap();
        workspace.check().unwrap();
        drop(workspace);
        let there = last_copied(folder);
        assert!(
            there >= acknowledged.max(1),
            "{acknowledged} said, {there} there"
        );
        let _ = std::fs::remove_file(folder.join("rendu.mentorat"));
        there
    }
}
