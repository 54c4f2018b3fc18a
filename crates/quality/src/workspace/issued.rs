//! Dossiers issued («dossiers déjà émis»): what left the house, as it was when it left.
//!
//! Source: trust.md, G13.

use super::{Error, Workspace};
use crate::id::AssessmentId;
use crate::store::IssuedDossier;

impl Workspace {
    /// The dossiers that were issued of an assessment, the newest first.
    ///
    /// # Errors
    /// As the store says.
    pub fn issued(&self, id: AssessmentId) -> Result<Vec<IssuedDossier>, Error> {
        let mut issued = self.store.issued()?;
        issued.retain(|dossier| dossier.assessment == id);
        Ok(issued)
    }
}

#[cfg(test)]
mod tests;
