//! Restoring: one whole copy put back again and again, under a new name each time.

use std::path::{Path, PathBuf};

use quality::workspace::{Error, Workspace, backup, restore};

use super::{Work, demo, demo_id, edge, make_light_workspace, open};

/// Puts copies back.
pub struct Restoring;

const COPY: &str = "copie.mentorat";

fn restored(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("rendu {number}.mentorat"))
}

fn last(folder: &Path) -> u64 {
    let there = (1..).take_while(|number| restored(folder, *number).exists());
    there.last().unwrap_or(0)
}

impl Work for Restoring {
    fn name(&self) -> &'static str {
        "restore"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
        backup(
            &open(folder, None).unwrap(),
            &folder.join(COPY),
            &mut |_, _| true,
        )
        .unwrap();
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let there = last(folder);
        for number in there + 1..=there + times {
            restore(&folder.join(COPY), &restored(folder, number), None, edge(4))?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let there = last(folder);
        assert!(there >= acknowledged, "{acknowledged} said, {there} there");
        for number in 0..=there {
            let path = match number {
                0 => folder.join(COPY),
                _ => restored(folder, number),
            };
            let workspace = Workspace::open(&path, None, edge(5)).unwrap();
            workspace.check().unwrap();
            assert_eq!(workspace.sheet(demo_id()).unwrap().assessment, *demo());
        }
        there
    }
}
