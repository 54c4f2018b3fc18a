//! Dossiers issued: what left the house, and cannot be reached there any more.
//!
//! Source: trust.md, G13.

use rusqlite::{Transaction, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::Told;
use super::{Error, Store};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::AssessmentId;
use crate::journal::Head;

/// A dossier that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedDossier {
    /// The assessment.
    pub assessment: AssessmentId,
    /// When it was issued.
    pub issued_at: Moment,
    /// The name that its file was given.
    pub file_name: String,
    /// Its size.
    pub size_bytes: u64,
    /// Digest of the whole file.
    pub digest: Digest,
    /// Digest of the signer's certificate.
    pub certificate_digest: Digest,
    /// Where the journal stood.
    pub journal: Head,
}

impl Store {
    /// Remembers a dossier that is issued. Runs inside the caller's transaction.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn remember_issued(
        &self,
        transaction: &Transaction<'_>,
        issued: &IssuedDossier,
    ) -> Result<(), Error> {
        transaction
            .execute(
                "INSERT INTO issued (assessment, issued_at, file_name, size_bytes, digest,
                                     certificate_digest, entries, head_digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    issued.assessment.to_string(),
                    issued.issued_at.to_string(),
                    issued.file_name,
                    issued.size_bytes,
                    issued.digest.to_string(),
                    issued.certificate_digest.to_string(),
                    issued.journal.entries,
                    issued.journal.head_digest.map(|digest| digest.to_string()),
                ],
            )
            .map(|_| ())
            .map_err(|error| self.explain(error))
    }

    /// The dossiers that were issued, the newest first.
    ///
    /// # Errors
    /// As the disk says.
    pub fn issued(&self) -> Result<Vec<IssuedDossier>, Error> {
        let read = || -> Result<Vec<IssuedDossier>, Told> {
            let mut statement = self.connection.prepare_cached(
                "SELECT assessment, issued_at, file_name, size_bytes, digest, certificate_digest,
                        entries, head_digest
                 FROM issued ORDER BY number DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut issued = Vec::new();
            while let Some(row) = rows.next()? {
                let head: Option<String> = row.get(7)?;
                issued.push(IssuedDossier {
                    assessment: AssessmentId::parse(&row.get::<_, String>(0)?)?,
                    issued_at: Moment::parse(&row.get::<_, String>(1)?)?,
                    file_name: row.get(2)?,
                    size_bytes: row.get(3)?,
                    digest: Digest::parse(&row.get::<_, String>(4)?)?,
                    certificate_digest: Digest::parse(&row.get::<_, String>(5)?)?,
                    journal: Head {
                        entries: row.get(6)?,
                        head_digest: head.map(|text| Digest::parse(&text)).transpose()?,
                    },
                });
            }
            Ok(issued)
        };
        read().map_err(|error| self.told(error))
    }
}
