//! The plan of a campaign as a calendar file.

use super::{Error, Workspace};
use crate::id::AssessmentId;
use crate::plan;

impl Workspace {
    /// The open actions that have a due date, for an agenda; none when there is no such action.
    ///
    /// # Errors
    /// As the store says.
    pub fn calendar(&self, id: AssessmentId) -> Result<Option<Vec<u8>>, Error> {
        let (published, assessment) = self.load(id)?;
        Ok(plan::calendar(published.grid(), &assessment, self.now()))
    }
}
