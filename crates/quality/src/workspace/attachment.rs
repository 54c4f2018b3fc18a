//! Evidence attached to answers, and replaced.
//!
//! Source: trust.md, bad inputs 63 to 84.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, OnProgress, Progress, Sheet, Step, Workspace};
use crate::assessment::{self, Answer, Assessment, Evidence, EvidenceLink, Privacy};
use crate::clock::Day;
use crate::digest::Digest;
use crate::evidence::{self, MetadataChoice, Notice, Taken};
use crate::id::{AssessmentId, EvidenceId, ExpectedId, StandardId};
use crate::journal::RecordKind;
use crate::random::sixteen;
use crate::store::{Edit, edit, edits_of_answer};

/// How files are attached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attaching {
    /// The expected evidence of the standard that they are.
    pub expected: Option<ExpectedId>,
    /// Where to look in them.
    pub pages: Option<String>,
    /// What becomes of the metadata of images.
    pub metadata: MetadataChoice,
}

/// As an expected evidence, and otherwise as usual.
impl From<Option<&ExpectedId>> for Attaching {
    fn from(expected: Option<&ExpectedId>) -> Self {
        Self {
            expected: expected.cloned(),
            ..Self::default()
        }
    }
}

impl From<&Self> for Attaching {
    fn from(attaching: &Self) -> Self {
        attaching.clone()
    }
}

/// What came of attaching files.
#[derive(Debug)]
pub struct Attached {
    /// The assessment with them.
    pub sheet: Sheet,
    /// Those that were attached.
    pub attached: Vec<EvidenceId>,
    /// What a person should know of those that were attached.
    pub noticed: Vec<Noticed>,
    /// Those that were not, each with its reason.
    pub refused: Vec<Refused>,
}

/// What a person should know of a file that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noticed {
    /// The evidence that it is.
    pub evidence: EvidenceId,
    /// The name it is kept under.
    pub file_name: String,
    /// What to know; at least one.
    pub notices: Vec<Notice>,
}

/// A file that was not attached.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: evidence::Error,
}

/// What a person says of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its title.
    pub title: String,
    /// The day the document bears.
    pub document_date: Option<Day>,
    /// The last day on which it is valid.
    pub valid_until: Option<Day>,
    /// What it holds about persons.
    pub privacy: Privacy,
}

impl Workspace {
    /// Attaches files to the answer for a standard, all in one change. A file that is refused
    /// does not keep the others out.
    ///
    /// # Errors
    /// [`Error::UnknownStandard`]; [`Error::Evidence`] when cancelled (nothing is attached then),
    /// or as the store says.
    pub fn attach(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        attaching: impl Into<Attaching>,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Attached, Error> {
        let (published, _) = self.load(id)?;
        if !published.grid().standards.iter().any(|s| s.id == *standard) {
            return Err(Error::UnknownStandard(standard.clone()));
        }
        self.take_files(id, Some(standard), &attaching.into(), paths, progress)
    }

    /// Takes files into the library, all in one change; they serve no standard yet. A file that is
    /// refused does not keep the others out.
    ///
    /// # Errors
    /// As [`Workspace::attach`].
    pub fn add_evidence(
        &self,
        id: AssessmentId,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Attached, Error> {
        self.take_files(id, None, &Attaching::default(), paths, progress)
    }

    fn take_files(
        &self,
        id: AssessmentId,
        standard: Option<&StandardId>,
        attaching: &Attaching,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Attached, Error> {
        let (published, mut assessment) = self.load(id)?;
        let mut taking = Taking::new(self, attaching.metadata, paths, progress)?;
        let transaction = self.store.transaction()?;
        let mut library = Library::of(&assessment);
        let (mut attached, mut noticed, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        for path in paths {
            let mut taken = match taking.take(path) {
                Ok(taken) => taken,
                Err(error) => {
                    let reason = self.refusal(error)?;
                    let path = path.clone();
                    refused.push(Refused { path, reason });
                    continue;
                }
            };
            self.remember_notices(taken.digest, &taken.notices)?;
            let evidence = library.enter(self, &mut assessment, &mut taken);
            attached.push(evidence);
            let (file_name, notices) = (taken.file_name, taken.notices);
            if !notices.is_empty() {
                noticed.push(Noticed {
                    evidence,
                    file_name,
                    notices,
                });
            }
        }
        let mut edits: Vec<Edit> = Vec::new();
        if let Some(standard) = standard {
            let answer = answer_mut(&mut assessment, standard);
            link_all(answer, &attached, attaching);
            edits.extend(edits_of_answer(answer));
        }
        assessment::check(&assessment, &published)?;
        let added = &assessment.evidence[library.there..];
        edits.extend(
            added
                .iter()
                .map(|piece| edit(RecordKind::Evidence, piece.id, Some(piece))),
        );
        if !attached.is_empty() && !edits.is_empty() {
            self.change_within(&transaction, id, &edits)?;
            self.store.commit(transaction)?;
        } else {
            drop(transaction);
        }
        Ok(Attached {
            sheet: self.sheet(id)?,
            attached,
            noticed,
            refused,
        })
    }

    /// Puts another file in the place of a piece of evidence: a revision of it, in one change.
    ///
    /// The content that stood there stays in the workspace. The piece loses its dates, since they
    /// were the other document's; title and privacy mark stay.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`]; [`Error::Evidence`] when the file is refused or the person gave
    /// up; or as the store says. Nothing was changed then.
    pub fn replace_evidence(
        &self,
        id: AssessmentId,
        evidence: EvidenceId,
        path: &Path,
        metadata: MetadataChoice,
        progress: OnProgress<'_>,
    ) -> Result<(Sheet, Vec<Notice>), Error> {
        let (published, mut assessment) = self.load(id)?;
        let mut names = Library::of(&assessment);
        let piece = find_mut(&mut assessment, evidence)?;
        let paths = [path.to_owned()];
        let mut taking = Taking::new(self, metadata, &paths, progress)?;
        let transaction = self.store.transaction()?;
        let mut taken = match taking.take(path) {
            Ok(taken) => taken,
            Err(error) => return Err(self.refusal(error)?.into()),
        };
        if taken.digest == piece.digest {
            drop(transaction);
            let title = piece.title.clone();
            taken.notices.push(Notice::AlreadyThere { title });
            return Ok((self.sheet(id)?, taken.notices));
        }
        self.remember_notices(taken.digest, &taken.notices)?;
        names.forget(&piece.file_name);
        names.settle(&mut taken);
        piece.file_name = taken.file_name;
        piece.media_type = taken.media_type.to_owned();
        piece.size_bytes = taken.size_bytes;
        piece.digest = taken.digest;
        piece.document_date = None;
        piece.valid_until = None;
        piece.added_at = self.now();
        let edits = [edit(RecordKind::Evidence, piece.id, Some(&*piece))];
        assessment::check(&assessment, &published)?;
        self.change_within(&transaction, id, &edits)?;
        self.store.commit(transaction)?;
        Ok((self.sheet(id)?, taken.notices))
    }

    /// Why one file is refused; an error that stops everything is passed on.
    fn refusal(&self, error: evidence::Error) -> Result<evidence::Error, Error> {
        match error {
            evidence::Error::Sqlite(error) => Err(self.store.explain(error).into()),
            error @ (evidence::Error::Cancelled | evidence::Error::Target(_)) => Err(error.into()),
            reason => Ok(reason),
        }
    }
}

/// Files being taken in, and how far that is.
struct Taking<'t> {
    workspace: &'t Workspace,
    metadata: MetadataChoice,
    limit_bytes: u64,
    done_bytes: u64,
    total_bytes: u64,
    progress: OnProgress<'t>,
}

impl<'t> Taking<'t> {
    fn new(
        workspace: &'t Workspace,
        metadata: MetadataChoice,
        paths: &[PathBuf],
        progress: OnProgress<'t>,
    ) -> Result<Self, Error> {
        let limit_bytes = workspace.evidence_limits()?.file_bytes;
        let sizes = paths.iter().filter_map(|path| size_of(path, limit_bytes));
        Ok(Self {
            workspace,
            metadata,
            limit_bytes,
            done_bytes: 0,
            total_bytes: sizes.sum(),
            progress,
        })
    }

    /// Takes one file in, and remembers what is to be known of its content.
    fn take(&mut self, path: &Path) -> Result<Taken, evidence::Error> {
        let (done, total_bytes) = (self.done_bytes, self.total_bytes);
        let mut told = |bytes: u64| {
            (self.progress)(Progress {
                step: Step::Evidence,
                done_bytes: (done + bytes).min(total_bytes),
                total_bytes,
            })
        };
        let connection = self.workspace.store.connection();
        let taken = evidence::take(connection, path, self.metadata, self.limit_bytes, &mut told);
        self.done_bytes += size_of(path, self.limit_bytes).unwrap_or(0);
        taken
    }
}

/// The size of a file that will be read.
fn size_of(path: &Path, limit_bytes: u64) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok()?;
    let size = metadata.is_file().then_some(metadata.len());
    size.filter(|bytes| *bytes <= limit_bytes)
}

/// What is in the library: by content, and by name.
struct Library {
    /// How many pieces there were at first.
    there: usize,
    by_digest: HashMap<Digest, usize>,
    names: HashSet<String>,
}

impl Library {
    fn of(assessment: &Assessment) -> Self {
        let pieces = &assessment.evidence;
        let digests = pieces.iter().enumerate();
        Self {
            there: pieces.len(),
            by_digest: digests.map(|(at, piece)| (piece.digest, at)).collect(),
            names: pieces
                .iter()
                .map(|piece| evidence::folded(&piece.file_name))
                .collect(),
        }
    }

    fn forget(&mut self, file_name: &str) {
        self.names.remove(&evidence::folded(file_name));
    }

    /// Gives a file a name that no other piece has.
    fn settle(&mut self, taken: &mut Taken) {
        let name = evidence::unlike(&taken.file_name, |name| self.names.contains(name));
        if name != taken.file_name {
            let is_told = taken
                .notices
                .iter()
                .any(|notice| matches!(notice, Notice::Renamed { .. }));
            let from = std::mem::replace(&mut taken.file_name, name);
            if !is_told {
                taken.notices.push(Notice::Renamed { from });
            }
        }
        self.names.insert(evidence::folded(&taken.file_name));
    }

    /// The evidence that a file is: the piece of the same content when there is one.
    fn enter(
        &mut self,
        workspace: &Workspace,
        assessment: &mut Assessment,
        taken: &mut Taken,
    ) -> EvidenceId {
        if let Some(at) = self.by_digest.get(&taken.digest) {
            let there = &assessment.evidence[*at];
            let title = there.title.clone();
            taken.notices.push(Notice::AlreadyThere { title });
            return there.id;
        }
        self.settle(taken);
        let id = EvidenceId::from_random(sixteen(&*workspace.edge.randomness));
        let title = evidence::stem(&taken.file_name).replace('_', " ");
        self.by_digest
            .insert(taken.digest, assessment.evidence.len());
        assessment.evidence.push(Evidence {
            id,
            title,
            file_name: taken.file_name.clone(),
            media_type: taken.media_type.to_owned(),
            size_bytes: taken.size_bytes,
            digest: taken.digest,
            document_date: None,
            valid_until: None,
            added_at: workspace.now(),
            privacy: Privacy::None,
        });
        id
    }
}

/// Links pieces to an answer; those linked so already keep their place.
fn link_all(answer: &mut Answer, attached: &[EvidenceId], attaching: &Attaching) {
    let linked = answer.evidence.iter_mut();
    let mut linked: HashMap<EvidenceId, &mut EvidenceLink> = linked
        .filter(|link| link.expected == attaching.expected)
        .map(|link| (link.evidence, link))
        .collect();
    let mut added = Vec::new();
    let mut seen = HashSet::new();
    for evidence in attached.iter().filter(|id| seen.insert(**id)) {
        match linked.get_mut(evidence) {
            Some(link) if attaching.pages.is_some() => link.pages.clone_from(&attaching.pages),
            Some(_) => {}
            None => added.push(EvidenceLink {
                evidence: *evidence,
                expected: attaching.expected.clone(),
                pages: attaching.pages.clone(),
            }),
        }
    }
    answer.evidence.extend(added);
}

/// The piece of that name.
pub(super) fn find_mut(
    assessment: &mut Assessment,
    id: EvidenceId,
) -> Result<&mut Evidence, Error> {
    assessment
        .evidence
        .iter_mut()
        .find(|piece| piece.id == id)
        .ok_or(Error::UnknownEvidence(id))
}

/// The answer for a standard; a blank one when there is none yet.
pub(super) fn answer_mut<'a>(
    assessment: &'a mut Assessment,
    standard: &StandardId,
) -> &'a mut Answer {
    let at = assessment
        .answers
        .iter()
        .position(|answer| answer.standard == *standard);
    let at = at.unwrap_or_else(|| {
        assessment.answers.push(Answer::blank(standard.clone()));
        assessment.answers.len() - 1
    });
    &mut assessment.answers[at]
}
