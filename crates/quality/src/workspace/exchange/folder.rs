//! An assessment out with its evidence, in a folder that `import` takes back.
//!
//! `assessment.json`, `grid.json` and `evidence/<id>.<extension>`. Every piece is verified while
//! it is written. Source: formats.md, sections 5 and 6; trust.md, G3.

use std::path::{Path, PathBuf};

use super::super::error::of_file;
use super::super::library::of_content;
use super::super::{Error, OnProgress, Progress, Step, Workspace};
use crate::assessment::{Assessment, Evidence};
use crate::evidence;
use crate::id::AssessmentId;
use crate::whole_file::{self, WholeFile};

/// Name of the assessment in an exported folder.
pub const ASSESSMENT: &str = "assessment.json";
/// Name of the edition in an exported folder.
pub const GRID: &str = "grid.json";
/// Name of the folder of evidence in an exported folder.
pub const EVIDENCE: &str = "evidence";

impl Workspace {
    /// The assessment without names, texts and files, in the exchange format.
    ///
    /// # Errors
    /// As the store says.
    pub fn export_anonymised(&self, id: AssessmentId) -> Result<Vec<u8>, Error> {
        let assessment = self.store.assessment(id)?;
        let mut draw = || crate::random::sixteen(&*self.edge.randomness);
        let anonymised = crate::assessment::anonymised(&assessment, &mut draw);
        Ok(super::in_json(&anonymised))
    }

    /// Writes each piece of evidence as `<id>.<extension>` into `folder`, each whole and verified.
    ///
    /// # Errors
    /// [`Error::EvidenceContent`] when the content of a piece is not in the workspace (nothing is
    /// written then), [`Error::Evidence`] when it is damaged or the person gave up, or as the
    /// store and the disk say.
    pub fn export_evidence(
        &self,
        id: AssessmentId,
        folder: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        let assessment = self.store.assessment(id)?;
        self.write_evidence(&assessment, folder, progress)
    }

    /// Writes the assessment, its edition and its evidence into a new folder, whole or not at all.
    ///
    /// # Errors
    /// [`Error::TargetExists`], or as [`Workspace::export_evidence`].
    pub fn export_folder(
        &self,
        id: AssessmentId,
        folder: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        if folder.exists() {
            return Err(Error::TargetExists {
                path: folder.to_owned(),
            });
        }
        let part = FolderPart::begin(folder)?;
        let (published, assessment) = self.load(id)?;
        let file = |name: &str, bytes: &[u8]| {
            let path = part.path.join(name);
            whole_file::write(&path, bytes).map_err(of_file(&path))
        };
        file(ASSESSMENT, &super::in_json(&assessment))?;
        file(GRID, published.bytes())?;
        let evidence = part.path.join(EVIDENCE);
        self.write_evidence(&assessment, &evidence, progress)?;
        part.keep(folder)
    }

    fn write_evidence(
        &self,
        assessment: &Assessment,
        folder: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        let connection = self.store.connection();
        for piece in &assessment.evidence {
            if !evidence::is_kept(connection, piece.digest)? {
                let missing = evidence::Error::ContentMissing(piece.digest);
                return Err(of_content(assessment, piece, missing));
            }
        }
        std::fs::create_dir_all(folder).map_err(of_file(folder))?;
        let sizes = assessment.evidence.iter().map(|piece| piece.size_bytes);
        let (total_bytes, mut done_bytes) = (sizes.sum(), 0);
        for piece in &assessment.evidence {
            let path = folder.join(file_name(piece));
            let mut whole = WholeFile::begin(&path).map_err(of_file(&path))?;
            let written = evidence::write_to(connection, piece.digest, whole.file());
            done_bytes += written.map_err(|error| match error {
                evidence::Error::Target(source) => of_file(&path)(source),
                other => of_content(assessment, piece, other),
            })?;
            whole.keep().map_err(of_file(&path))?;
            let step = Step::Evidence;
            if !progress(Progress {
                step,
                done_bytes,
                total_bytes,
            }) {
                return Err(evidence::Error::Cancelled.into());
            }
        }
        Ok(())
    }
}

/// `<id>.<extension>`, the extension being that of the file as it was added, when it is plain.
fn file_name(piece: &Evidence) -> String {
    let extension = piece.file_name.rsplit_once('.').map(|(_, after)| after);
    let is_plain = |extension: &&str| {
        (1..=8).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let extension = extension.filter(is_plain).unwrap_or("bin");
    format!("{}.{}", piece.id, extension.to_ascii_lowercase())
}

/// A folder under way. Dropped without [`FolderPart::keep`], it leaves nothing behind.
struct FolderPart {
    path: PathBuf,
}

impl FolderPart {
    fn begin(target: &Path) -> Result<Self, Error> {
        let name = target.file_name().ok_or(std::io::ErrorKind::InvalidInput);
        let name = name.map_err(|kind| of_file(target)(kind.into()))?;
        let mut part = std::ffi::OsString::from(".");
        part.push(name);
        part.push(format!(".{}.part", std::process::id()));
        let path = target.with_file_name(part);
        // A part of this very name can only be left over from a process that is gone.
        if path.exists() {
            std::fs::remove_dir_all(&path).map_err(of_file(&path))?;
        }
        std::fs::create_dir(&path).map_err(of_file(&path))?;
        Ok(Self { path })
    }

    /// Gives the folder its name; its files are on the disk already.
    fn keep(self, target: &Path) -> Result<(), Error> {
        whole_file::rename_folder(&self.path, target).map_err(of_file(target))
    }
}

impl Drop for FolderPart {
    fn drop(&mut self) {
        // After `keep` there is nothing under this name any more; a failure changes nothing.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
