//! Attaching: one piece of evidence after the other, of all sizes.

use std::path::{Path, PathBuf};

use quality::assessment::Assessment;
use quality::digest::Digest;
use quality::id::{AssessmentId, EvidenceId, StandardId};
use quality::workspace::{Error, Workspace};

use super::{Work, demo, demo_id, make_light_workspace, open, passphrase, shipped};

/// Attaches in a plain workspace.
pub const PLAIN: Attaching = Attaching { encrypted: false };

/// Attaches in an encrypted workspace.
pub const ENCRYPTED: Attaching = Attaching { encrypted: true };

/// Attaching.
pub struct Attaching {
    encrypted: bool,
}

/// The bytes of the piece of that number; each differs from all others.
pub fn piece(number: u64) -> Vec<u8> {
    let size = 1_000 + number * 7_919_993 % 600_000;
    let line = format!("Ligne de la pièce numéro {number}.\n");
    line.bytes().cycle().take(size as usize).collect()
}

/// Attaches one file to the answer for a standard.
///
/// # Errors
/// As the domain says, and when the file is refused.
pub fn attach(
    workspace: &Workspace,
    id: AssessmentId,
    standard: &StandardId,
    path: PathBuf,
) -> Result<EvidenceId, Error> {
    let attached = workspace.attach(id, standard, None, &[path], &mut |_| true)?;
    match attached.refused.into_iter().next() {
        Some(refused) => Err(refused.reason.into()),
        None => Ok(attached.attached[0]),
    }
}

fn file_name(number: u64) -> String {
    format!("pièce {number}.txt")
}

/// How many pieces are attached; panics unless they are the first ones, whole.
fn last_piece(assessment: &Assessment) -> u64 {
    let before = demo().evidence.len();
    let mut last = 0;
    for found in &assessment.evidence[before..] {
        last += 1;
        assert_eq!(found.file_name, file_name(last));
        assert_eq!(found.digest, Digest::of(&piece(last)));
        let links = assessment
            .answers
            .iter()
            .flat_map(|answer| &answer.evidence);
        let linked = links.filter(|link| link.evidence == found.id).count();
        assert_eq!(linked, 1, "a piece and its place in an answer come as one");
    }
    last
}

impl Work for Attaching {
    fn name(&self) -> &'static str {
        if self.encrypted {
            return "attach-encrypted";
        }
        "attach"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, self.encrypted.then(passphrase).as_ref());
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let workspace = open(folder, self.encrypted.then(passphrase).as_ref())?;
        let there = last_piece(&workspace.sheet(demo_id())?.assessment);
        let standards = &shipped().grid().standards;
        // The files that a person picks stand elsewhere.
        let sources = folder.with_extension("sources");
        std::fs::create_dir_all(&sources).unwrap();
        for number in there + 1..=there + times {
            let path = sources.join(file_name(number));
            std::fs::write(&path, piece(number)).unwrap();
            let standard = &standards[number as usize % standards.len()].id;
            attach(&workspace, demo_id(), standard, path)?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, self.encrypted.then(passphrase).as_ref()).unwrap();
        // Reads every piece whose content should be there and holds it against its digest.
        workspace.check().unwrap();
        let assessment = workspace.sheet(demo_id()).unwrap().assessment;
        let there = last_piece(&assessment);
        assert!(there >= acknowledged, "{acknowledged} said, {there} there");
        there
    }
}
