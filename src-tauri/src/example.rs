//! What ships inside the executable: the indicative grid and the example.

use std::path::Path;
use std::sync::LazyLock;

use quality::grid::Published;
use quality::workspace::{EvidenceFolder, Progress, Workspace};
use quality::{assessment, whole_file};

use crate::edge::edge;
use crate::failure::Failure;

/// The grid that is used until the official one is imported; read once.
pub fn shipped() -> &'static Published {
    static SHIPPED: LazyLock<Published> = LazyLock::new(|| {
        let bytes = include_bytes!("../../standards/indicative-mentorat/2026-1.json");
        quality::grid::read(bytes.to_vec()).expect("the shipped grid is checked by the tests")
    });
    &SHIPPED
}

/// The example's assessment, in the exchange format.
pub const ASSESSMENT: &[u8] = include_bytes!("../../fixtures/demo/assessment.json");

// The example's evidence, as `EVIDENCE: &[(file name, content)]`, listed by build.rs.
include!(concat!(env!("OUT_DIR"), "/example_evidence.rs"));

/// Makes a workspace at `path` that holds the example, with its evidence. No person wrote in it.
///
/// # Errors
/// As the disk and the store say; nothing is left at `path` then.
pub fn workspace(path: &Path) -> Result<Workspace, Failure> {
    let folder = tempfile::tempdir().map_err(|error| Failure::of_file(path, &error))?;
    for (name, bytes) in EVIDENCE {
        let file = folder.path().join(name);
        whole_file::write(&file, bytes).map_err(|error| Failure::of_file(&file, &error))?;
    }
    let workspace = Workspace::create(path, None, edge()?)?;
    match fill(&workspace, folder.path()) {
        Ok(()) => Ok(workspace),
        Err(failure) => {
            workspace.discard();
            Err(failure)
        }
    }
}

fn fill(workspace: &Workspace, evidence: &Path) -> Result<(), Failure> {
    let assessment = assessment::read(ASSESSMENT, shipped())
        .expect("the shipped example is checked by the tests");
    let pieces = EvidenceFolder::open(evidence)?;
    workspace.import(&assessment, shipped(), Some(&pieces), &mut |_: Progress| {
        true
    })?;
    Ok(workspace.remember_opened(assessment.id)?)
}
