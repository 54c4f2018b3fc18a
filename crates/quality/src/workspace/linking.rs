//! Evidence linked: what a piece is, which answers it serves, and its leaving.

use std::collections::BTreeSet;

use super::attachment::{Description, answer_mut, find_mut};
use super::campaign::refuse_blank;
use super::error::Field;
use super::{Error, Sheet, Workspace};
use crate::assessment::{self, Evidence, EvidenceLink};
use crate::id::{AssessmentId, EvidenceId, StandardId};
use crate::journal::RecordKind;
use crate::store::{edit, edits_of_answer};

impl Workspace {
    /// Says what a piece of evidence is.
    ///
    /// # Errors
    /// [`Error::Blank`], [`Error::UnknownEvidence`], or as the store says.
    pub fn describe_evidence(&self, id: AssessmentId, said: Description) -> Result<Sheet, Error> {
        self.describe_several(id, vec![said])
    }

    /// Says what several pieces of evidence are, all in one change.
    ///
    /// # Errors
    /// As [`Workspace::describe_evidence`]; nothing was changed then.
    pub fn describe_several(
        &self,
        id: AssessmentId,
        said: Vec<Description>,
    ) -> Result<Sheet, Error> {
        let (published, mut assessment) = self.load(id)?;
        let mut edits = Vec::new();
        for said in said {
            refuse_blank(Field::EvidenceTitle, &said.title)?;
            let piece = find_mut(&mut assessment, said.evidence)?;
            piece.title = said.title;
            piece.document_date = said.document_date;
            piece.valid_until = said.valid_until;
            piece.privacy = said.privacy;
            edits.push(edit(RecordKind::Evidence, piece.id, Some(&*piece)));
        }
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }

    /// Lets a piece of evidence serve an answer; one that serves it so already takes other pages.
    ///
    /// # Errors
    /// [`Error::Assessment`] when either end is unknown, or as the store says.
    pub fn link_evidence(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        link: EvidenceLink,
    ) -> Result<Sheet, Error> {
        self.link_several(id, standard, vec![link])
    }

    /// Lets several pieces of evidence serve an answer, all in one change.
    ///
    /// # Errors
    /// As [`Workspace::link_evidence`]; nothing was changed then.
    pub fn link_several(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        links: Vec<EvidenceLink>,
    ) -> Result<Sheet, Error> {
        let (published, mut assessment) = self.load(id)?;
        let answer = answer_mut(&mut assessment, standard);
        for link in links {
            let same = |there: &&mut EvidenceLink| {
                there.evidence == link.evidence && there.expected == link.expected
            };
            match answer.evidence.iter_mut().find(same) {
                Some(there) => *there = link,
                None => answer.evidence.push(link),
            }
        }
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

    /// Takes a piece of evidence out of the library and off every answer, in one change. Its
    /// content stays in the workspace, so that this can be undone.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`], or as the store says.
    pub fn remove_evidence(&self, id: AssessmentId, evidence: EvidenceId) -> Result<Sheet, Error> {
        self.remove_several(id, &[evidence])
    }

    /// Takes several pieces of evidence out of the library and off every answer, all in one change.
    ///
    /// # Errors
    /// As [`Workspace::remove_evidence`]; nothing was changed then.
    pub fn remove_several(
        &self,
        id: AssessmentId,
        evidence: &[EvidenceId],
    ) -> Result<Sheet, Error> {
        let (_, mut assessment) = self.load(id)?;
        let gone: BTreeSet<EvidenceId> = evidence.iter().copied().collect();
        let mut edits = Vec::new();
        for answer in &mut assessment.answers {
            let before = answer.evidence.len();
            answer
                .evidence
                .retain(|link| !gone.contains(&link.evidence));
            if answer.evidence.len() < before {
                edits.extend(edits_of_answer(answer));
            }
        }
        for id in gone {
            find_mut(&mut assessment, id)?;
            edits.push(edit::<Evidence>(RecordKind::Evidence, id, None));
        }
        self.change(id, &edits)
    }
}
