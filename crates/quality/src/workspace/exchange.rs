//! The exchange format in and out, with its evidence.
//!
//! Importing never overwrites. Source: formats.md, section 5 (`import`, `export`).

mod answers;
mod folder;

use std::fs::File;
use std::path::{Path, PathBuf};

use super::error::of_file;
use super::{Error, OnProgress, Progress, Step, Workspace};
use crate::assessment::{Assessment, Evidence};
use crate::evidence;
use crate::grid::Published;
use crate::id::AssessmentId;
pub use answers::Whole;
pub use folder::{ASSESSMENT, EVIDENCE, GRID};

/// Largest piece of evidence that an import takes: what a PDF/A-3 file can still state.
const LARGEST: u64 = (1 << 31) - 1;

/// A folder that holds pieces of evidence as `<id>` or `<id>.<extension>`.
#[derive(Debug, Clone)]
pub struct EvidenceFolder {
    folder: PathBuf,
    names: Vec<String>,
}

impl EvidenceFolder {
    /// Lists the folder.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let entries = std::fs::read_dir(folder).map_err(of_file(folder))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(of_file(folder))?;
            names.extend(entry.file_name().into_string().ok());
        }
        names.sort();
        Ok(Self {
            folder: folder.to_owned(),
            names,
        })
    }

    fn find(&self, evidence: &Evidence) -> Result<PathBuf, Error> {
        let id = evidence.id.to_string();
        let is_it = |name: &&String| {
            name.strip_prefix(id.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let found = self
            .names
            .iter()
            .find(is_it)
            .ok_or_else(|| Error::EvidenceFileMissing {
                evidence: evidence.id,
                file_name: evidence.file_name.clone(),
            })?;
        Ok(self.folder.join(found))
    }
}

impl Workspace {
    /// Takes an assessment in, with the content of its evidence. Bringing in the same one again
    /// changes nothing; another one of the same name is refused.
    ///
    /// `assessment` must have been read against `published`. Without a folder, evidence whose
    /// content is not in the workspace yet is named without its content.
    ///
    /// # Errors
    /// [`Error::OtherAssessment`], [`Error::NotTheSame`], [`Error::EvidenceFileMissing`], [`Error::OtherEvidence`], or
    /// as the store says. Nothing is taken in then.
    pub fn import(
        &self,
        assessment: &Assessment,
        published: &Published,
        folder: Option<&EvidenceFolder>,
        progress: OnProgress<'_>,
    ) -> Result<(), Error> {
        crate::assessment::check(assessment, published)?;
        let there = self.store.every_assessment()?.contains(&assessment.id);
        if there {
            self.refuse_deleted(assessment.id)?;
            let mine = self.store.assessment(assessment.id)?;
            answers::refuse_other(&mine, assessment)?;
            if mine != *assessment {
                return Err(Error::OtherAssessment(assessment.id));
            }
        }
        let transaction = self.store.transaction()?;
        self.store.keep_edition(published)?;
        if let Some(folder) = folder {
            let total_bytes = assessment
                .evidence
                .iter()
                .map(|piece| piece.size_bytes)
                .sum();
            let mut done_bytes = 0;
            for piece in &assessment.evidence {
                self.take_in(piece, &folder.find(piece)?, &mut |bytes| {
                    let done_bytes = done_bytes + bytes;
                    progress(Progress {
                        step: Step::Evidence,
                        done_bytes,
                        total_bytes,
                    })
                })?;
                done_bytes += piece.size_bytes;
            }
        }
        if !there {
            let author = self.author()?;
            self.store
                .create_within(&transaction, assessment, self.now(), author.as_deref())?;
        }
        Ok(self.store.commit(transaction)?)
    }

    fn take_in(
        &self,
        piece: &Evidence,
        path: &Path,
        progress: evidence::Progress<'_>,
    ) -> Result<(), Error> {
        let mut file: File = evidence::open_plain(path)?;
        let connection = self.store.connection();
        let kept = evidence::keep(connection, &piece.file_name, &file, LARGEST, progress);
        let kept = kept.map_err(|error| match error {
            evidence::Error::Sqlite(error) => self.store.explain(error).into(),
            other => Error::from(other),
        })?;
        if (kept.digest, kept.size_bytes) != (piece.digest, piece.size_bytes) {
            return Err(Error::OtherEvidence {
                path: path.to_owned(),
                title: piece.title.clone(),
                wanted: piece.digest.into(),
                found: kept.digest.into(),
                size_bytes: kept.size_bytes,
            });
        }
        // What is never opened is kept all the same: the assessment names it.
        if let Ok((_, notices)) = evidence::look_again(&mut file, &piece.file_name) {
            self.remember_notices(kept.digest, &notices)?;
        }
        Ok(())
    }

    /// The whole assessment in the exchange format.
    ///
    /// # Errors
    /// As the store says.
    pub fn export(&self, id: AssessmentId) -> Result<Vec<u8>, Error> {
        Ok(in_json(&self.store.assessment(id)?))
    }
}

/// An assessment in the exchange format.
fn in_json(assessment: &Assessment) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(assessment)
        .expect("a type of the exchange format is always JSON");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests;
