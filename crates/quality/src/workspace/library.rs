//! The library of evidence: what state each piece is in, its revisions, its limits, its opening.
//!
//! Source: trust.md, bad inputs 64, 73, 74 and 81.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, OnProgress, Progress, Step, Workspace};
use crate::assessment::{Assessment, Evidence};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::evidence::{self, Notice, OpenCopies, Preview};
use crate::grid::{ExpectedEvidence, ExpectedPrivacy, Grid};
use crate::id::{AssessmentId, EvidenceId, ExpectedId, StandardId};
use crate::journal::RecordKind;

/// How large evidence may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceLimits {
    /// Largest file that a person adds, in bytes.
    pub file_bytes: u64,
    /// Most bytes of evidence that one dossier encloses.
    pub dossier_bytes: u64,
}

impl Default for EvidenceLimits {
    fn default() -> Self {
        Self {
            file_bytes: evidence::LARGEST,
            dossier_bytes: 400 << 20,
        }
    }
}

impl EvidenceLimits {
    /// What can be set at most. A dossier must stay under what is read when it is verified.
    pub const HIGHEST: Self = Self {
        file_bytes: 480 << 20,
        dossier_bytes: 480 << 20,
    };
}

/// Names under which the limits are kept.
const FILE_BYTES: &str = "evidence_file_bytes";
const DOSSIER_BYTES: &str = "evidence_dossier_bytes";

/// What the library knows of a piece of evidence beside its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LibraryEntry {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Whether its content is in the workspace.
    pub is_kept: bool,
    /// What a person should know of its content.
    pub notices: Vec<Notice>,
    /// The standards that it serves, in the order of their answers.
    pub standards: Vec<StandardId>,
    /// How many contents it has had, the present one counted.
    pub revisions: usize,
}

/// One content that a piece of evidence has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When it came.
    pub recorded_at: Moment,
    /// Who brought it, when that was said.
    pub author: Option<String>,
    /// The name it was added under.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// Digest of its content.
    pub digest: Digest,
    /// Whether its content is still in the workspace.
    pub is_kept: bool,
}

/// A piece whose content is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "EvidenceFault")]
pub struct Fault {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its title.
    pub title: String,
    /// The standards that it serves.
    pub standards: Vec<StandardId>,
    /// What is wrong.
    pub state: ContentState,
}

/// What is wrong with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContentState {
    /// It is not in the workspace.
    Missing,
    /// It is no longer what was added.
    Damaged,
}

/// What a person is to be told before attaching.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeforeAttaching {
    /// Kinds of document that must never enter a dossier.
    pub never_attach: Vec<String>,
    /// What the grid says of this very expected evidence.
    pub expected: Option<ExpectedWarning>,
}

/// What the grid says of one expected evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedWarning {
    /// What is expected.
    pub label: String,
    /// How it is to be treated.
    pub privacy: ExpectedPrivacy,
}

/// What a person is to be told before attaching a file as that expected evidence.
pub fn warnings_before_attaching(
    grid: &Grid,
    standard: &StandardId,
    expected: Option<&ExpectedId>,
) -> BeforeAttaching {
    let standard = grid.standards.iter().find(|s| s.id == *standard);
    let mut items = standard.into_iter().flat_map(|s| &s.expected_evidence);
    let item = items.find(|item| Some(&item.id) == expected);
    let warning = |item: &ExpectedEvidence| {
        let label = item.label.clone();
        item.privacy
            .map(|privacy| ExpectedWarning { label, privacy })
    };
    BeforeAttaching {
        never_attach: grid.never_attach.clone(),
        expected: item.and_then(warning),
    }
}

/// The pieces that serve somewhere as evidence that the grid says never to attach.
pub(super) fn never_enclosed(grid: &Grid, assessment: &Assessment) -> HashSet<EvidenceId> {
    let mut never = HashSet::new();
    for answer in &assessment.answers {
        for link in &answer.evidence {
            let said = warnings_before_attaching(grid, &answer.standard, link.expected.as_ref());
            let privacy = said.expected.map(|expected| expected.privacy);
            if privacy == Some(ExpectedPrivacy::NeverAttach) {
                never.insert(link.evidence);
            }
        }
    }
    never
}

/// When something was stated, and by whom.
type Stated = (Moment, Option<String>);

impl Workspace {
    /// How large evidence may be here.
    ///
    /// # Errors
    /// As the store says.
    pub fn evidence_limits(&self) -> Result<EvidenceLimits, Error> {
        let set = |name| -> Result<Option<u64>, Error> {
            let text = self.store.setting(name)?;
            Ok(text.and_then(|text| text.parse().ok()))
        };
        let usual = EvidenceLimits::default();
        let highest = EvidenceLimits::HIGHEST;
        let (file, dossier) = (set(FILE_BYTES)?, set(DOSSIER_BYTES)?);
        Ok(EvidenceLimits {
            file_bytes: file.unwrap_or(usual.file_bytes).min(highest.file_bytes),
            dossier_bytes: dossier
                .unwrap_or(usual.dossier_bytes)
                .min(highest.dossier_bytes),
        })
    }

    /// Sets how large evidence may be here. What is in the library stays.
    ///
    /// # Errors
    /// [`Error::LimitOutOfRange`], or as the store says.
    pub fn set_evidence_limits(&self, limits: EvidenceLimits) -> Result<(), Error> {
        let highest = EvidenceLimits::HIGHEST;
        for (bytes, highest_bytes) in [
            (limits.file_bytes, highest.file_bytes),
            (limits.dossier_bytes, highest.dossier_bytes),
        ] {
            if bytes == 0 || bytes > highest_bytes {
                return Err(Error::LimitOutOfRange {
                    bytes,
                    highest_bytes,
                });
            }
        }
        let transaction = self.store.transaction()?;
        self.store
            .set_setting(FILE_BYTES, &limits.file_bytes.to_string())?;
        self.store
            .set_setting(DOSSIER_BYTES, &limits.dossier_bytes.to_string())?;
        Ok(self.store.commit(transaction)?)
    }

    /// What the library knows of every piece of evidence, in the order of the assessment.
    ///
    /// # Errors
    /// As the store says.
    pub fn library(&self, id: AssessmentId) -> Result<Vec<LibraryEntry>, Error> {
        let assessment = self.store.assessment(id)?;
        let mut standards: HashMap<EvidenceId, Vec<StandardId>> = HashMap::new();
        for answer in &assessment.answers {
            for link in &answer.evidence {
                let serves = standards.entry(link.evidence).or_default();
                if !serves.contains(&answer.standard) {
                    serves.push(answer.standard.clone());
                }
            }
        }
        let mut contents: HashMap<EvidenceId, Vec<Digest>> = HashMap::new();
        for (_, piece) in self.pieces_in_journal(id)? {
            let had = contents.entry(piece.id).or_default();
            if !had.contains(&piece.digest) {
                had.push(piece.digest);
            }
        }
        let entry = |piece: &Evidence| {
            Ok(LibraryEntry {
                evidence: piece.id,
                is_kept: evidence::is_kept(self.store.connection(), piece.digest)?,
                notices: self.notices_of(piece.digest)?,
                standards: standards.remove(&piece.id).unwrap_or_default(),
                revisions: contents.get(&piece.id).map_or(1, Vec::len),
            })
        };
        assessment.evidence.iter().map(entry).collect()
    }

    /// Every content that a piece of evidence has had, the oldest first. One that came back by
    /// undoing comes again.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`] when there never was such a piece, or as the store says.
    pub fn revisions(
        &self,
        id: AssessmentId,
        evidence: EvidenceId,
    ) -> Result<Vec<Revision>, Error> {
        let mut revisions: Vec<Revision> = Vec::new();
        for (entry, piece) in self.pieces_in_journal(id)? {
            if piece.id != evidence || revisions.last().is_some_and(|r| r.digest == piece.digest) {
                continue;
            }
            revisions.push(Revision {
                recorded_at: entry.0,
                author: entry.1,
                is_kept: evidence::is_kept(self.store.connection(), piece.digest)?,
                file_name: piece.file_name,
                media_type: piece.media_type,
                size_bytes: piece.size_bytes,
                digest: piece.digest,
            });
        }
        match revisions.is_empty() {
            true => Err(Error::UnknownEvidence(evidence)),
            false => Ok(revisions),
        }
    }

    /// Every state that a piece of evidence was given, in order; what was erased is passed over.
    fn pieces_in_journal(&self, id: AssessmentId) -> Result<Vec<(Stated, Evidence)>, Error> {
        let entries = self.store.journal(id)?.into_iter();
        let of_evidence = entries.filter(|entry| entry.record.kind == RecordKind::Evidence);
        let pieces = of_evidence.filter_map(|entry| {
            let piece: Evidence = serde_json::from_value(entry.after?).ok()?;
            Some(((entry.recorded_at, entry.author), piece))
        });
        Ok(pieces.collect())
    }

    /// Reads every content of an assessment, and names the pieces that are missing or damaged.
    ///
    /// # Errors
    /// [`Error::Evidence`] when the person gave up, or as the store says.
    pub fn check_evidence(
        &self,
        id: AssessmentId,
        progress: OnProgress<'_>,
    ) -> Result<Vec<Fault>, Error> {
        let assessment = self.store.assessment(id)?;
        let total_bytes = assessment.evidence.iter().map(|piece| piece.size_bytes);
        let total_bytes = total_bytes.sum();
        let (mut faults, mut done_bytes) = (Vec::new(), 0);
        for piece in &assessment.evidence {
            let connection = self.store.connection();
            let read = evidence::write_to(connection, piece.digest, &mut std::io::sink());
            match read.map_err(|error| of_content(&assessment, piece, error)) {
                Ok(_) => {}
                Err(Error::EvidenceContent(fault)) => faults.push(*fault),
                Err(error) => return Err(error),
            }
            done_bytes += piece.size_bytes;
            let step = Step::Evidence;
            if !progress(Progress {
                step,
                done_bytes,
                total_bytes,
            }) {
                return Err(evidence::Error::Cancelled.into());
            }
        }
        Ok(faults)
    }

    /// Writes a checked copy of a piece of evidence that may only be read, for the system's viewer.
    /// Gives where it is; `copies` removes it.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`], [`Error::EvidenceContent`]; [`Error::Evidence`] when it is of a
    /// kind that is never opened; or as the disk says.
    pub fn open_copy(
        &self,
        id: AssessmentId,
        evidence: EvidenceId,
        copies: &mut OpenCopies,
    ) -> Result<PathBuf, Error> {
        let assessment = self.store.assessment(id)?;
        let piece = assessment.evidence(evidence);
        let piece = piece.ok_or(Error::UnknownEvidence(evidence))?;
        let connection = self.store.connection();
        copies
            .write(connection, piece.digest, &piece.file_name)
            .map_err(|error| of_content(&assessment, piece, error))
    }

    /// What may be shown of a piece of evidence beside its record.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`], [`Error::EvidenceContent`], or as the store says.
    pub fn preview_evidence(
        &self,
        id: AssessmentId,
        evidence: EvidenceId,
    ) -> Result<Preview, Error> {
        let assessment = self.store.assessment(id)?;
        let piece = assessment.evidence(evidence);
        let piece = piece.ok_or(Error::UnknownEvidence(evidence))?;
        evidence::preview(self.store.connection(), piece.digest)
            .map_err(|error| of_content(&assessment, piece, error))
    }

    /// Remembers what is true of a content whoever adds it.
    pub(super) fn remember_notices(&self, digest: Digest, notices: &[Notice]) -> Result<(), Error> {
        let lasting: Vec<&Notice> = notices.iter().filter(|n| n.is_of_content()).collect();
        if lasting.is_empty() {
            return Ok(());
        }
        let text = serde_json::to_string(&lasting).expect("notices are always JSON");
        Ok(self.store.set_setting(&notices_name(digest), &text)?)
    }

    fn notices_of(&self, digest: Digest) -> Result<Vec<Notice>, Error> {
        let text = self.store.setting(&notices_name(digest))?;
        // What another version wrote and this one does not know is nothing to go by.
        let notices = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(notices.unwrap_or_default())
    }
}

/// The name under which the notices of a content are kept.
pub(super) fn notices_name(digest: Digest) -> String {
    format!("notices {digest}")
}

/// The error of reading a piece's content, with the piece and its standards named.
pub(super) fn of_content(
    assessment: &Assessment,
    piece: &Evidence,
    error: evidence::Error,
) -> Error {
    let state = match error {
        evidence::Error::ContentMissing(_) => ContentState::Missing,
        evidence::Error::Damaged(_) => ContentState::Damaged,
        error => return error.into(),
    };
    let serving = assessment.answers.iter().filter(|answer| {
        let mut links = answer.evidence.iter();
        links.any(|link| link.evidence == piece.id)
    });
    Error::EvidenceContent(Box::new(Fault {
        evidence: piece.id,
        title: piece.title.clone(),
        standards: serving.map(|answer| answer.standard.clone()).collect(),
        state,
    }))
}
