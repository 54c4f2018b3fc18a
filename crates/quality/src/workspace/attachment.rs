//! Evidence attached to answers, described and taken off again.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::campaign::refuse_blank;
use super::error::Field;
use super::{Error, OnProgress, Progress, Sheet, Step, Workspace};
use crate::assessment::{self, Answer, Assessment, Evidence, EvidenceLink, Privacy};
use crate::clock::Day;
use crate::digest::Digest;
use crate::evidence::{self, Source};
use crate::id::{AssessmentId, EvidenceId, StandardId};
use crate::journal::RecordKind;
use crate::random::sixteen;
use crate::store::{Edit, edit, edits_of_answer};

/// What came of attaching files.
#[derive(Debug)]
pub struct Attached {
    /// The assessment with them.
    pub sheet: Sheet,
    /// Those that were attached.
    pub attached: Vec<EvidenceId>,
    /// Those that were not, each with its reason.
    pub refused: Vec<Refused>,
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
    /// [`Error::Evidence`] when cancelled (nothing is attached then), or as the store says.
    pub fn attach(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        expected: Option<&crate::id::ExpectedId>,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Attached, Error> {
        let (published, mut assessment) = self.load(id)?;
        let (sources, refused) = open_all(paths);
        let total_bytes = sources.iter().map(|source| source.size_bytes).sum();
        let transaction = self.store.transaction()?;
        let (mut attached, mut done) = (Vec::new(), 0);
        for source in &sources {
            let mut told = |bytes| {
                let done_bytes = done + bytes;
                progress(Progress {
                    step: Step::Evidence,
                    done_bytes,
                    total_bytes,
                })
            };
            let limit = evidence::LARGEST;
            let (digest, size_bytes) = evidence::keep(
                self.store.connection(),
                &source.file_name,
                source,
                limit,
                &mut told,
            )?;
            if size_bytes != source.size_bytes {
                let file_name = source.file_name.clone();
                return Err(evidence::Error::Changed { file_name }.into());
            }
            done += size_bytes;
            attached.push(self.enter(&mut assessment, source, digest));
        }
        let answer = answer_mut(&mut assessment, standard);
        for evidence in &attached {
            let link = EvidenceLink {
                evidence: *evidence,
                expected: expected.cloned(),
                pages: None,
            };
            if !answer.evidence.contains(&link) {
                answer.evidence.push(link);
            }
        }
        let mut edits: Vec<Edit> = edits_of_answer(answer).into();
        assessment::check(&assessment, &published)?;
        let pieces = attached.iter().filter_map(|id| assessment.evidence(*id));
        edits.extend(pieces.map(|piece| edit(RecordKind::Evidence, piece.id, Some(piece))));
        if !attached.is_empty() {
            self.change_within(&transaction, id, &edits)?;
            self.store.commit(transaction)?;
        } else {
            drop(transaction);
        }
        Ok(Attached {
            sheet: self.sheet(id)?,
            attached,
            refused,
        })
    }

    /// The evidence that a source is: the piece of the same content when there is one.
    fn enter(&self, assessment: &mut Assessment, source: &Source, digest: Digest) -> EvidenceId {
        if let Some(there) = assessment
            .evidence
            .iter()
            .find(|piece| piece.digest == digest)
        {
            return there.id;
        }
        let id = EvidenceId::from_random(sixteen(&*self.edge.randomness));
        let title = source
            .file_name
            .rsplit_once('.')
            .map_or(source.file_name.as_str(), |(s, _)| s);
        assessment.evidence.push(Evidence {
            id,
            title: title.replace('_', " "),
            file_name: source.file_name.clone(),
            media_type: source.media_type.to_owned(),
            size_bytes: source.size_bytes,
            digest,
            document_date: None,
            valid_until: None,
            added_at: self.now(),
            privacy: Privacy::None,
        });
        id
    }

    /// Says what a piece of evidence is.
    ///
    /// # Errors
    /// [`Error::Blank`], [`Error::UnknownEvidence`], or as the store says.
    pub fn describe_evidence(&self, id: AssessmentId, said: Description) -> Result<Sheet, Error> {
        refuse_blank(Field::EvidenceTitle, &said.title)?;
        let (published, mut assessment) = self.load(id)?;
        let piece = assessment
            .evidence
            .iter_mut()
            .find(|piece| piece.id == said.evidence);
        let piece = piece.ok_or(Error::UnknownEvidence(said.evidence))?;
        piece.title = said.title;
        piece.document_date = said.document_date;
        piece.valid_until = said.valid_until;
        piece.privacy = said.privacy;
        let edits = [edit(RecordKind::Evidence, piece.id, Some(&*piece))];
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }

    /// Lets a piece of evidence serve an answer.
    ///
    /// # Errors
    /// [`Error::Assessment`] when either end is unknown, or as the store says.
    pub fn link_evidence(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        link: EvidenceLink,
    ) -> Result<Sheet, Error> {
        let (published, mut assessment) = self.load(id)?;
        let answer = answer_mut(&mut assessment, standard);
        let same = |there: &EvidenceLink| {
            there.evidence == link.evidence && there.expected == link.expected
        };
        answer.evidence.retain(|there| !same(there));
        answer.evidence.push(link);
        let edits = edits_of_answer(answer);
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }

    /// Takes a piece of evidence off an answer. The piece itself stays in the library.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`] when it is not linked so, or as the store says.
    pub fn unlink_evidence(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        link: &EvidenceLink,
    ) -> Result<Sheet, Error> {
        let (_, mut assessment) = self.load(id)?;
        let answer = answer_mut(&mut assessment, standard);
        let before = answer.evidence.len();
        answer
            .evidence
            .retain(|there| there.evidence != link.evidence || there.expected != link.expected);
        if answer.evidence.len() == before {
            return Err(Error::UnknownEvidence(link.evidence));
        }
        let edits = edits_of_answer(answer);
        self.change(id, &edits)
    }
}

fn open_all(paths: &[PathBuf]) -> (Vec<Source>, Vec<Refused>) {
    let (mut sources, mut refused) = (Vec::new(), Vec::new());
    for path in paths {
        match Source::open(path) {
            Ok(source) => sources.push(source),
            Err(reason) => refused.push(Refused {
                path: path.clone(),
                reason,
            }),
        }
    }
    (sources, refused)
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
