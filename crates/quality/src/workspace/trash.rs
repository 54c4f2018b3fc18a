//! Trash (corbeille): what a person deleted, and can still take back.
//!
//! An assessment goes there whole; a piece of evidence when it leaves the library. Both are erased
//! after [`KEPT_DAYS`]. Source: trust.md, G13.

use std::collections::BTreeSet;

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::history::{Content, content};
use super::{CampaignSummary, Erased, Erasure, Error, Sheet, Workspace};
use crate::assessment::{self, Evidence};
use crate::clock::{Day, Moment};
use crate::evidence;
use crate::id::{AssessmentId, EvidenceId, StandardId};
use crate::journal::RecordKind;
use crate::store::{Kept, edit, edits_of_answer};

/// Days that something stays in the trash.
pub const KEPT_DAYS: i32 = 30;

/// Longest time between two looks at the trash after which nothing is erased yet, in days: the
/// clock may have jumped.
const LONGEST_ABSENCE_DAYS: i32 = 180;

/// Setting: the day of the last look at the trash.
const SEEN_ON: &str = "trash_seen_on";

/// What is in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trash {
    /// Assessments, in the order in which they were made.
    pub assessments: Vec<DeletedAssessment>,
    /// Evidence of assessments that are not in the trash, the last removed first.
    pub evidence: Vec<RemovedEvidence>,
}

/// An assessment in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeletedAssessment {
    /// The assessment in one line.
    pub summary: CampaignSummary,
    /// When it was deleted.
    pub deleted_at: Moment,
    /// The day from which it is erased.
    pub erased_on: Day,
}

/// A piece of evidence that left the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovedEvidence {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The piece as it was.
    pub evidence: Evidence,
    /// When it was removed.
    pub removed_at: Moment,
    /// Who removed it, when that was said.
    pub removed_by: Option<String>,
    /// The day from which it is erased.
    pub erased_on: Day,
    /// Whether its content is still there.
    pub has_content: bool,
}

impl Workspace {
    /// Puts an assessment in the trash.
    ///
    /// # Errors
    /// As the store says.
    pub fn delete_assessment(&self, id: AssessmentId) -> Result<(), Error> {
        self.refuse_deleted(id)?;
        Ok(self.store.set_deleted_at(id, Some(self.now()))?)
    }

    /// Takes an assessment out of the trash.
    ///
    /// # Errors
    /// As the store says.
    pub fn undelete_assessment(&self, id: AssessmentId) -> Result<Sheet, Error> {
        self.store.set_deleted_at(id, None)?;
        self.sheet(id)
    }

    /// What is in the trash, and until when.
    ///
    /// # Errors
    /// As the store says.
    pub fn trash(&self) -> Result<Trash, Error> {
        let mut trash = Trash::default();
        for id in self.store.every_assessment()? {
            match self.store.deleted_at(id)? {
                Some(deleted_at) => trash.assessments.push(DeletedAssessment {
                    summary: self.summary(id)?,
                    deleted_at,
                    erased_on: erased_on(deleted_at),
                }),
                None => trash.evidence.extend(self.removed_evidence(id)?),
            }
        }
        Ok(trash)
    }

    /// Puts a piece of evidence back that left the library, with the links that it lost then.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`] when it is not in the trash, or as the store says.
    pub fn restore_evidence(&self, id: AssessmentId, piece: EvidenceId) -> Result<Sheet, Error> {
        let (published, mut assessment) = self.load(id)?;
        let removed = self.removed_evidence(id)?;
        let removed = removed.into_iter().find(|there| there.evidence.id == piece);
        let removed = removed.ok_or(Error::UnknownEvidence(piece))?;
        let mut edits = vec![edit(RecordKind::Evidence, piece, Some(&removed.evidence))];
        assessment.evidence.push(removed.evidence);
        let mut changed = BTreeSet::<StandardId>::new();
        for (standard, links) in self.links_lost(id, piece)? {
            let Some(answer) = assessment
                .answers
                .iter_mut()
                .find(|a| a.standard == standard)
            else {
                continue;
            };
            for link in links {
                if !answer.evidence.contains(&link) {
                    answer.evidence.push(link);
                    changed.insert(standard.clone());
                }
            }
        }
        let answers = changed
            .iter()
            .filter_map(|standard| assessment.answer(standard));
        edits.extend(answers.flat_map(edits_of_answer));
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }

    /// Erases what has been in the trash for long enough; gives what came of each.
    ///
    /// Nothing is erased at the first look after a very long time: the clock may have jumped.
    ///
    /// # Errors
    /// As the store says.
    pub fn purge(&self, now: Moment) -> Result<Vec<Erased>, Error> {
        let today = now.day();
        let seen = self.store.setting(SEEN_ON)?;
        let seen = seen.and_then(|text| Day::parse(&text).ok());
        if seen != Some(today) {
            self.store.set_setting(SEEN_ON, &today.to_string())?;
        }
        let trash = self.trash()?;
        if seen.is_some_and(|seen| later(seen, LONGEST_ABSENCE_DAYS) < today) {
            return Ok(Vec::new());
        }
        let assessments = trash.assessments.iter().map(|there| {
            let assessment = there.summary.assessment;
            (there.erased_on, Erasure::Assessment { assessment })
        });
        let evidence = trash.evidence.iter().map(|there| {
            let (assessment, evidence) = (there.assessment, there.evidence.id);
            let erasure = Erasure::Evidence {
                assessment,
                evidence,
            };
            (there.erased_on, erasure)
        });
        let ripe = assessments.chain(evidence).filter(|(on, _)| *on <= today);
        ripe.map(|(_, erasure)| self.erase(&erasure)).collect()
    }

    /// Refuses an assessment that is in the trash.
    ///
    /// A review is no assessment: the store refuses to put one together from its records.
    pub(super) fn refuse_deleted(&self, id: AssessmentId) -> Result<(), Error> {
        match self.store.deleted_at(id)? {
            None => Ok(()),
            Some(_) => Err(Error::InTrash(id)),
        }
    }

    /// The evidence that left the library of an assessment, the last removed first.
    fn removed_evidence(&self, id: AssessmentId) -> Result<Vec<RemovedEvidence>, Error> {
        let entered = self.store.entered(id, &[RecordKind::Evidence], &[], "")?;
        let (mut met, mut removed) = (BTreeSet::new(), Vec::new());
        for Kept { entry, .. } in entered {
            // Only the newest entry of each piece tells whether it is there.
            if !met.insert(entry.record.key) || entry.after.is_some() {
                continue;
            }
            let Some(before) = entry.before else {
                continue;
            };
            let evidence: Evidence =
                crate::json::build(before).map_err(|error| self.store.damaged(&error))?;
            let connection = self.store.connection();
            removed.push(RemovedEvidence {
                assessment: id,
                has_content: evidence::is_kept(connection, evidence.digest)?,
                evidence,
                removed_at: entry.recorded_at,
                removed_by: entry.author,
                erased_on: erased_on(entry.recorded_at),
            });
        }
        Ok(removed)
    }

    /// The links that answers lost when a piece of evidence was removed last.
    fn links_lost(
        &self,
        id: AssessmentId,
        piece: EvidenceId,
    ) -> Result<Vec<(StandardId, Vec<assessment::EvidenceLink>)>, Error> {
        let kinds = [RecordKind::Evidence, RecordKind::Answer];
        let entered = self.store.entered(id, &kinds, &[], "")?;
        let key = piece.to_string();
        let is_it = |kept: &&Kept| {
            kept.entry.record.kind == RecordKind::Evidence && kept.entry.record.key == key
        };
        let change = entered.iter().find(is_it).map(|kept| kept.change);
        let mut lost = Vec::new();
        for Kept {
            change: at, entry, ..
        } in entered
        {
            let (true, RecordKind::Answer, Some(before)) =
                (Some(at) == change, entry.record.kind, entry.before)
            else {
                continue;
            };
            let before = content(RecordKind::Answer, before);
            let before = before.map_err(|error| self.store.damaged(&error))?;
            if let Content::Answer(mut answer) = before {
                answer.evidence.retain(|link| link.evidence == piece);
                lost.push((answer.standard, answer.evidence));
            }
        }
        Ok(lost)
    }
}

fn erased_on(deleted_at: Moment) -> Day {
    later(deleted_at.day(), KEPT_DAYS)
}

/// So many days later; stays at the last day that can be written.
fn later(day: Day, days: i32) -> Day {
    day.date().saturating_add(days.days()).into()
}

#[cfg(test)]
mod tests;
