//! Backing up: a new whole copy after each answer.

use std::path::{Path, PathBuf};

use quality::workspace::{Error, Workspace, backup};

use super::answering::{answer, last_answer};
use super::{Work, demo_id, edge, make_light_workspace, open};

/// Makes whole copies.
pub struct BackingUp;

fn copy(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("copie {number}.mentorat"))
}

impl Work for BackingUp {
    fn name(&self) -> &'static str {
        "backup"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let workspace = open(folder, None)?;
        let there = last_answer(&workspace.sheet(demo_id())?.assessment);
        for number in there + 1..=there + times {
            answer(&workspace, number)?;
            backup(&workspace, &copy(folder, number), &mut |_, _| true)?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, None).unwrap();
        workspace.check().unwrap();
        let kept = last_answer(&workspace.sheet(demo_id()).unwrap().assessment);
        drop(workspace);
        let mut there = 0;
        for number in (1..=kept).filter(|number| copy(folder, *number).exists()) {
            let copied = Workspace::open(&copy(folder, number), None, edge(3)).unwrap();
            copied.check().unwrap();
            let assessment = copied.sheet(demo_id()).unwrap().assessment;
            assert_eq!(last_answer(&assessment), number, "the state it was made of");
            there = number;
        }
        assert!(there >= acknowledged, "{acknowledged} said, {there} there");
        there
    }
}
