//! Trash (corbeille): assessments that a person deleted, until they are erased.
//!
//! Deleting marks; nothing else changes. Source: trust.md, G13.

use rusqlite::params;

use super::change::Told;
use super::{Error, Store};
use crate::clock::Moment;
use crate::id::AssessmentId;

impl Store {
    /// When the assessment was put in the trash; nothing when it is not there.
    ///
    /// # Errors
    /// [`Error::UnknownAssessment`]; otherwise as the disk says.
    pub fn deleted_at(&self, assessment: AssessmentId) -> Result<Option<Moment>, Error> {
        let read = || -> Result<Option<Option<Moment>>, Told> {
            let mut statement = self
                .connection
                .prepare_cached("SELECT deleted_at FROM assessment WHERE id = ?1")?;
            let mut rows = statement.query([assessment.to_string()])?;
            let Some(row) = rows.next()? else {
                return Ok(None);
            };
            let text: Option<String> = row.get(0)?;
            Ok(Some(text.map(|text| Moment::parse(&text)).transpose()?))
        };
        let found = read().map_err(|error| self.told(error))?;
        found.ok_or(Error::UnknownAssessment(assessment))
    }

    /// Puts an assessment in the trash, or takes it out again.
    ///
    /// # Errors
    /// [`Error::UnknownAssessment`]; otherwise as the disk says.
    pub fn set_deleted_at(
        &self,
        assessment: AssessmentId,
        at: Option<Moment>,
    ) -> Result<(), Error> {
        let transaction = self.transaction()?;
        let marked = transaction
            .execute(
                "UPDATE assessment SET deleted_at = ?2 WHERE id = ?1",
                params![assessment.to_string(), at.map(|at| at.to_string())],
            )
            .map_err(|error| self.explain(error))?;
        if marked == 0 {
            return Err(Error::UnknownAssessment(assessment));
        }
        self.commit(transaction)
    }
}
