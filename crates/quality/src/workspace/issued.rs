//! Dossiers issued («dossiers déjà émis»): what left the house, as it was when it left.
//!
//! Source: trust.md, G13.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};

use super::{Error, Workspace};
use crate::digest::{Digest, Digesting};
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

/// Digest and size of a whole file, read from its beginning.
pub(super) fn measured(file: &mut File) -> io::Result<(Digest, u64)> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = Digesting::new(io::BufReader::with_capacity(1 << 20, file));
    io::copy(&mut reader, &mut io::sink())?;
    Ok(reader.finish())
}

#[cfg(test)]
mod tests;
