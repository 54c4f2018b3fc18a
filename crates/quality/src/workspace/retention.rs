//! Retention (durée de conservation): until when something is to be kept, and what is overdue.
//!
//! Nothing is erased here: a person decides. Source: trust.md, G13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Workspace};
use crate::clock::Day;
use crate::id::{AssessmentId, EvidenceId};
use crate::store::Retention;

/// Something that was to be kept until a day that has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overdue {
    /// What, and until when it was to be kept.
    pub retention: Retention,
    /// Title of the evidence, or of the campaign.
    pub title: String,
    /// Name of the programme.
    pub programme: String,
}

impl Workspace {
    /// Until when an assessment and its evidence are to be kept, the soonest first.
    ///
    /// # Errors
    /// As the store says.
    pub fn retention(&self, id: AssessmentId) -> Result<Vec<Retention>, Error> {
        let mut retention = self.store.retention()?;
        retention.retain(|there| there.assessment == id);
        Ok(retention)
    }

    /// Says until when an assessment, or one piece of its evidence, is to be kept.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`], or as the store says.
    pub fn set_retention(
        &self,
        id: AssessmentId,
        evidence: Option<EvidenceId>,
        keep_until: Option<Day>,
    ) -> Result<(), Error> {
        let (_, assessment) = self.load(id)?;
        if let Some(unknown) = evidence.filter(|piece| assessment.evidence(*piece).is_none()) {
            return Err(Error::UnknownEvidence(unknown));
        }
        Ok(self.store.set_retention(id, evidence, keep_until)?)
    }

    /// What was to be kept until a day before `today` and is still there («à supprimer»).
    ///
    /// # Errors
    /// As the store says.
    pub fn to_be_deleted(&self, today: Day) -> Result<Vec<Overdue>, Error> {
        let there = self.store.assessments()?;
        let mut overdue = Vec::new();
        for retention in self.store.retention()? {
            if retention.keep_until >= today || !there.contains(&retention.assessment) {
                continue;
            }
            let (_, assessment) = self.load(retention.assessment)?;
            let title = match retention.evidence {
                Some(piece) => assessment.evidence(piece).map(|piece| piece.title.clone()),
                None => Some(assessment.campaign.title),
            };
            // Evidence that has left the library is in the trash, with a day of its own.
            let Some(title) = title else { continue };
            overdue.push(Overdue {
                retention,
                title,
                programme: assessment.programme.name,
            });
        }
        Ok(overdue)
    }
}

#[cfg(test)]
mod tests;
