//! Re-keying: the passphrase of a workspace and its copies changed once.

use std::path::Path;

use quality::store::Passphrase;
use quality::workspace::{Error, Workspace};

use super::copying::folder_of_copies;
use super::{WORKSPACE, Work, demo, demo_id, edge, make_light_workspace, passphrase};

/// Changes the passphrase.
pub struct Rekeying;

fn passphrase_after(number: u64) -> Passphrase {
    if number.is_multiple_of(2) {
        return passphrase();
    }
    Passphrase::new("quatre autres mots à retenir".to_owned())
}

/// How often it was changed, told by what opens it.
fn open_now(folder: &Path) -> Result<(Workspace, u64), Error> {
    let path = folder.join(WORKSPACE);
    let first = Workspace::open(&path, Some(&passphrase_after(0)), edge(17));
    match first {
        Ok(workspace) => Ok((workspace, 0)),
        Err(_) => Ok((
            Workspace::open(&path, Some(&passphrase_after(1)), edge(18))?,
            1,
        )),
    }
}

impl Work for Rekeying {
    fn name(&self) -> &'static str {
        "rekey"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, Some(&passphrase_after(0)));
        let (workspace, _) = open_now(folder).unwrap();
        for report in workspace.copy_now(&[folder_of_copies(folder)], &mut |_, _| true) {
            report.outcome.unwrap();
        }
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let (workspace, there) = open_now(folder)?;
        drop(workspace);
        assert_eq!(times, 1);
        for number in there + 1..=1 {
            Workspace::change_passphrase(
                &folder.join(WORKSPACE),
                Some(&passphrase_after(number - 1)),
                Some(&passphrase_after(number)),
                &[folder_of_copies(folder)],
                edge(19),
                &mut |_, _| true,
            )?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let (workspace, there) = open_now(folder).unwrap();
        workspace.check().unwrap();
        assert_eq!(workspace.sheet(demo_id()).unwrap().assessment, *demo());
        // It is changed once only; to and fro would look alike.
        assert!(acknowledged <= there, "{acknowledged} said, {there} there");
        there
    }

    fn is_slow(&self) -> bool {
        true
    }
}
