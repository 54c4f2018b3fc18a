//! Retention (durée de conservation): until when an assessment or its evidence is to be kept.
//!
//! Source: trust.md, G13.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::Told;
use super::{Error, Store};
use crate::clock::Day;
use crate::id::{AssessmentId, EvidenceId};

/// Until when something is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// The assessment.
    pub assessment: AssessmentId,
    /// One piece of its evidence; nothing for the whole assessment.
    pub evidence: Option<EvidenceId>,
    /// The last day.
    pub keep_until: Day,
}

impl Store {
    /// What is to be kept until when, the soonest first.
    ///
    /// # Errors
    /// As the disk says.
    pub fn retention(&self) -> Result<Vec<Retention>, Error> {
        let read = || -> Result<Vec<Retention>, Told> {
            let mut statement = self.connection.prepare_cached(
                "SELECT keep_until, assessment, evidence FROM retention
                 ORDER BY keep_until, assessment, evidence",
            )?;
            let mut rows = statement.query([])?;
            let mut kept = Vec::new();
            while let Some(row) = rows.next()? {
                let evidence: String = row.get(2)?;
                let evidence = (!evidence.is_empty()).then(|| EvidenceId::parse(&evidence));
                kept.push(Retention {
                    keep_until: Day::parse(&row.get::<_, String>(0)?)?,
                    assessment: AssessmentId::parse(&row.get::<_, String>(1)?)?,
                    evidence: evidence.transpose()?,
                });
            }
            Ok(kept)
        };
        read().map_err(|error| self.told(error))
    }

    /// Says until when something is to be kept; nothing when no day is set.
    ///
    /// # Errors
    /// As the disk says.
    pub fn set_retention(
        &self,
        assessment: AssessmentId,
        evidence: Option<EvidenceId>,
        until: Option<Day>,
    ) -> Result<(), Error> {
        let evidence = evidence.map_or_else(String::new, |evidence| evidence.to_string());
        let (assessment, until) = (assessment.to_string(), until.map(|day| day.to_string()));
        let written = match until {
            Some(until) => self.connection.execute(
                "INSERT INTO retention (assessment, evidence, keep_until) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET keep_until = excluded.keep_until",
                params![assessment, evidence, until],
            ),
            None => self.connection.execute(
                "DELETE FROM retention WHERE assessment = ?1 AND evidence = ?2",
                params![assessment, evidence],
            ),
        };
        written.map(|_| ()).map_err(|error| self.explain(error))
    }
}
