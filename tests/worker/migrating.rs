//! Migrating: a workspace of a past form, opened by the present version.

use std::path::Path;

use quality::workspace::{Error, Workspace};

use super::{WORKSPACE, Work, edge, open, root};

/// Opens a past form.
pub struct Migrating;

const PAST: &str = "fixtures/workspaces/form-1-plain.mentorat";

fn facts(workspace: &Workspace) -> Vec<Vec<u8>> {
    let campaigns = workspace.campaigns().unwrap();
    let exported = campaigns
        .iter()
        .map(|c| workspace.export(c.assessment).unwrap());
    exported.collect()
}

impl Work for Migrating {
    fn name(&self) -> &'static str {
        "migrate"
    }

    fn prepare(&self, folder: &Path) {
        for name in [WORKSPACE, "témoin.mentorat"] {
            std::fs::copy(root().join(PAST), folder.join(name)).unwrap();
        }
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        for number in 1..=times {
            drop(open(folder, None)?);
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, None).unwrap();
        workspace.check().unwrap();
        let witness = Workspace::open(&folder.join("témoin.mentorat"), None, edge(12)).unwrap();
        let found = facts(&workspace);
        assert!(!found.is_empty() && found == facts(&witness));
        acknowledged
    }
}
