//! The journals as they are kept, read from their rows.
//!
//! Knows nothing of what the records mean. Source: trust.md, G6 and G10.

use rusqlite::params;

use super::change::{Cause, LAST, Told, kind_name, value};
use super::{Error, Store};
use crate::clock::Moment;
use crate::digest::{self, Digest};
use crate::id::AssessmentId;
use crate::journal::{Entry, Record, RecordKind};

/// An entry as it is kept, with the change that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Number of its change in the assessment.
    pub(crate) change: u64,
    /// Why that change was made.
    pub(crate) cause: Cause,
    /// Whether it stays in the workspace.
    pub(crate) is_private: bool,
    /// The entry.
    pub(crate) entry: Entry,
}

impl Store {
    /// The public journal of an assessment, from its first entry.
    ///
    /// # Errors
    /// [`Error::Damaged`] when an entry cannot be read; otherwise as the disk says.
    pub fn journal(&self, assessment: AssessmentId) -> Result<Vec<Entry>, Error> {
        self.chain(assessment, false)
    }

    /// One of the two chains of an assessment, from its first entry.
    pub(crate) fn chain(
        &self,
        assessment: AssessmentId,
        private: bool,
    ) -> Result<Vec<Entry>, Error> {
        let order = "AND private = ?2 ORDER BY change, sequence";
        let kept = self.kept(order, params![assessment.to_string(), private])?;
        let mut previous = None;
        let linked = kept.into_iter().map(|kept| {
            let entry = Entry {
                previous,
                ..kept.entry
            };
            previous = Some(entry.digest);
            entry
        });
        Ok(linked.collect())
    }

    /// What was entered about these kinds of records, the newest first; of some kinds, only about
    /// the record of that key. Entries are not linked to the ones before them.
    ///
    /// # Errors
    /// [`Error::Damaged`] when an entry cannot be read; otherwise as the disk says.
    pub(crate) fn entered(
        &self,
        assessment: AssessmentId,
        all_of: &[RecordKind],
        of_key: &[RecordKind],
        key: &str,
    ) -> Result<Vec<Kept>, Error> {
        let kinds = |kinds: &[RecordKind]| {
            let names: Vec<String> = kinds.iter().map(|kind| kind_name(*kind)).collect();
            serde_json::Value::from(names).to_string()
        };
        let order = "AND (kind IN (SELECT value FROM json_each(?2))
                          OR key = ?4 AND kind IN (SELECT value FROM json_each(?3)))
                     ORDER BY change DESC, private, sequence DESC";
        let (all_of, of_key) = (kinds(all_of), kinds(of_key));
        self.kept(order, params![assessment.to_string(), all_of, of_key, key])
    }

    /// What the last changes entered, the newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`] when an entry cannot be read; otherwise as the disk says.
    pub(crate) fn entered_last(
        &self,
        assessment: AssessmentId,
        changes: u32,
    ) -> Result<Vec<Kept>, Error> {
        let order =
            format!("AND change > ({LAST}) - ?2 ORDER BY change DESC, private, sequence DESC");
        self.kept(&order, params![assessment.to_string(), changes])
    }

    fn kept(&self, which: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Kept>, Error> {
        let read = || -> Result<Vec<Kept>, Told> {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT sequence, recorded_at, author, kind, key, before, after, content_digest,
                        digest, author_digest, change, private, reverts, erasure
                 FROM entry LEFT JOIN cause
                   ON cause.assessment = entry.assessment AND cause.number = entry.change
                 WHERE entry.assessment = ?1 {which}"
            ))?;
            let mut rows = statement.query(parameters)?;
            let mut kept = Vec::new();
            while let Some(row) = rows.next()? {
                kept.push(Kept::read(row)?);
            }
            Ok(kept)
        };
        read().map_err(|error| self.told(error))
    }
}

impl Kept {
    fn read(row: &rusqlite::Row<'_>) -> Result<Self, Told> {
        let kind: String = row.get(3)?;
        let entry = Entry {
            sequence: row.get(0)?,
            recorded_at: Moment::parse(&row.get::<_, String>(1)?)?,
            author: row.get(2)?,
            author_digest: digest(row.get(9)?)?,
            record: Record {
                kind: serde_json::from_value(kind.into())?,
                key: row.get(4)?,
            },
            before: value(row.get(5)?)?,
            after: value(row.get(6)?)?,
            content_digest: Digest::parse(&row.get::<_, String>(7)?)?,
            previous: None,
            digest: Digest::parse(&row.get::<_, String>(8)?)?,
        };
        let (reverts, erasure): (Option<u64>, Option<u64>) = (row.get(12)?, row.get(13)?);
        let cause = match (reverts, erasure) {
            (_, Some(number)) => Cause::Erasing(number),
            (Some(number), None) => Cause::Reverting(number),
            (None, None) => Cause::Deed,
        };
        Ok(Self {
            change: row.get(10)?,
            is_private: row.get(11)?,
            cause,
            entry,
        })
    }
}

fn digest(text: Option<String>) -> Result<Option<Digest>, digest::Error> {
    text.map(|text| Digest::parse(&text)).transpose()
}
