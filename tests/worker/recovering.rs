//! Recovering: a damaged workspace put aside, and the newest good copy put in its place.

use std::path::Path;

use quality::workspace::{Error, Workspace};

use super::answering::last_answer;
use super::copying::{answer_and_copy, folder_of_copies};
use super::{WORKSPACE, Work, demo_id, edge, make_light_workspace};

/// Recovers.
pub struct Recovering;

const ANSWERS: u64 = 3;

/// Where the damaged file is cut.
const CUT: u64 = 123_457;

fn recover(folder: &Path) -> Result<Workspace, Error> {
    let copies = [folder_of_copies(folder)];
    let (workspace, _) =
        Workspace::open_or_recover(&folder.join(WORKSPACE), &copies, None, edge(15))?;
    Ok(workspace)
}

/// Whether the damaged file is kept anywhere: it is cut to half, so no other file is its like.
fn is_damaged_kept(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_damaged_kept(&path);
        }
        std::fs::metadata(path).unwrap().len() == CUT
    })
}

impl Work for Recovering {
    fn name(&self) -> &'static str {
        "recover"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
        answer_and_copy(folder, ANSWERS, &mut |_| ()).unwrap();
        let path = folder.join(WORKSPACE);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..CUT as usize]).unwrap();
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        for number in 1..=times {
            drop(recover(folder)?);
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        if acknowledged > 0 {
            drop(Workspace::open(&folder.join(WORKSPACE), None, edge(16)).unwrap());
        }
        let workspace = recover(folder).unwrap();
        workspace.check().unwrap();
        let there = last_answer(&workspace.sheet(demo_id()).unwrap().assessment);
        assert_eq!(there, ANSWERS, "the newest copy");
        assert!(is_damaged_kept(folder), "nothing is ever deleted");
        acknowledged
    }
}
