//! Erasing (effacement): what stood in rows is taken out of them, and of the file's pages.
//!
//! Knows nothing of what is erased and why. An emptied entry keeps its digests, so that the chain
//! still holds. Source: trust.md, G13; <https://www.sqlite.org/pragma.html#pragma_secure_delete>.

use std::collections::BTreeSet;

use rusqlite::{Transaction, params};
use serde_json::Value;

use super::change::{Cause, Edit, Writing};
use super::{Error, Kept, Store};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::AssessmentId;
use crate::journal::{Record, RecordKind};

/// Largest file that is rebuilt as a whole after an erasure, in bytes: it passes through memory.
const REBUILT: i64 = 128 << 20;

/// An erasure under way: one transaction.
pub(crate) struct Erasing<'s> {
    store: &'s Store,
    transaction: Transaction<'s>,
    number: u64,
    at: Moment,
    author: Option<String>,
}

impl Store {
    /// Begins an erasure, and notes it without its content.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn erasing(
        &self,
        at: Moment,
        author: Option<String>,
        kind: &str,
        subject: &str,
    ) -> Result<Erasing<'_>, Error> {
        let transaction = self.transaction()?;
        let number = transaction
            .query_row(
                "INSERT INTO erasure (erased_at, kind, subject) VALUES (?1, ?2, ?3)
                 RETURNING number",
                params![at.to_string(), kind, subject],
                |row| row.get(0),
            )
            .map_err(|error| self.explain(error))?;
        Ok(Erasing {
            store: self,
            transaction,
            number,
            at,
            author,
        })
    }

    /// The records of an assessment, be it in the trash, as they stand.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a record is not what was written; otherwise as the disk says.
    pub(crate) fn standing_records(
        &self,
        assessment: AssessmentId,
    ) -> Result<Vec<(Record, Value)>, Error> {
        self.records(assessment).map_err(|error| self.told(error))
    }

    /// Which authors the changes of an assessment name, and how often.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn authors(&self, assessment: AssessmentId) -> Result<Vec<(String, u64)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, u64)>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT author, count(DISTINCT change) FROM entry
                 WHERE assessment = ?1 AND author IS NOT NULL GROUP BY author ORDER BY author",
            )?;
            let rows = statement.query_map([assessment.to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            rows.collect()
        };
        read().map_err(|error| self.explain(error))
    }

    /// Whether the file is small enough to be rebuilt as a whole.
    fn is_rebuilt(&self) -> Result<bool, Error> {
        let size_bytes: i64 = self
            .connection
            .query_row(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.explain(error))?;
        Ok(size_bytes <= REBUILT)
    }
}

impl Erasing<'_> {
    /// Makes a change whose entries do not keep what stood there.
    pub(crate) fn change(&self, assessment: AssessmentId, edits: &[Edit]) -> Result<(), Error> {
        let writing = Writing {
            transaction: &self.transaction,
            assessment,
            at: self.at,
            author: self.author.as_deref(),
        };
        let written = writing.write(edits, Cause::Erasing(self.number));
        written.map_err(|error| self.store.told(error))
    }

    /// Empties entries; gives how many had something to lose.
    pub(crate) fn empty(&self, assessment: AssessmentId, entries: &[Kept]) -> Result<u64, Error> {
        let mut emptied = 0;
        for kept in entries {
            emptied += self.execute(
                "UPDATE entry SET before = NULL, after = NULL
                 WHERE assessment = ?1 AND change = ?2 AND private = ?3 AND sequence = ?4
                   AND (before IS NOT NULL OR after IS NOT NULL)",
                params![
                    assessment.to_string(),
                    kept.change,
                    kept.is_private,
                    kept.entry.sequence
                ],
            )?;
        }
        Ok(emptied)
    }

    /// Takes an author's name off the changes of an assessment.
    pub(crate) fn forget_author(
        &self,
        assessment: AssessmentId,
        author: &str,
    ) -> Result<u64, Error> {
        self.execute(
            "UPDATE entry SET author = NULL WHERE assessment = ?1 AND author = ?2",
            params![assessment.to_string(), author],
        )
    }

    /// Takes a whole assessment out, with its records and its journals.
    pub(crate) fn remove_assessment(&self, assessment: AssessmentId) -> Result<u64, Error> {
        self.execute(
            "DELETE FROM assessment WHERE id = ?1",
            params![assessment.to_string()],
        )
    }

    /// Forgets until when a piece of evidence was to be kept.
    pub(crate) fn forget_retention(
        &self,
        assessment: AssessmentId,
        evidence: &str,
    ) -> Result<u64, Error> {
        self.execute(
            "DELETE FROM retention WHERE assessment = ?1 AND evidence = ?2",
            params![assessment.to_string(), evidence],
        )
    }

    /// Gives a dossier that was issued another name in the register.
    pub(crate) fn rename_issued(&self, file_name: &str, other: &str) -> Result<u64, Error> {
        self.execute(
            "UPDATE issued SET file_name = ?2 WHERE file_name = ?1",
            params![file_name, other],
        )
    }

    /// Forgets a setting.
    pub(crate) fn forget_setting(&self, name: &str) -> Result<u64, Error> {
        self.execute("DELETE FROM setting WHERE name = ?1", params![name])
    }

    /// Takes out the contents of these digests that no evidence has any more, now or in a journal;
    /// gives those that are gone, and those that stay because of other evidence.
    pub(crate) fn remove_contents(
        &self,
        digests: &BTreeSet<Digest>,
    ) -> Result<(Vec<Digest>, Vec<Digest>), Error> {
        let (mut gone, mut stay) = (Vec::new(), Vec::new());
        for digest in digests {
            let used: bool = self
                .transaction
                .query_row(
                    "SELECT EXISTS (SELECT 1 FROM record
                                    WHERE kind = ?2 AND instr(content, ?1))
                         OR EXISTS (SELECT 1 FROM entry WHERE kind = ?2
                                    AND instr(coalesce(before, '') || coalesce(after, ''), ?1))",
                    params![
                        digest.to_string(),
                        super::change::kind_name(RecordKind::Evidence)
                    ],
                    |row| row.get(0),
                )
                .map_err(|error| self.store.explain(error))?;
            if used {
                stay.push(*digest);
                continue;
            }
            self.execute(
                "DELETE FROM content WHERE digest = ?1",
                params![digest.to_string()],
            )?;
            gone.push(*digest);
        }
        Ok((gone, stay))
    }

    /// Keeps the erasure, and leaves no trace of what was erased in the file and its log.
    ///
    /// SQLite overwrites what it frees; but a page may keep the copy of a row that once stood on
    /// it. So the file is rebuilt or, when it is large, the tables of facts are written anew.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let Self {
            store, transaction, ..
        } = self;
        let is_rebuilt = store.is_rebuilt()?;
        if !is_rebuilt {
            rewrite(&transaction).map_err(|error| store.explain(error))?;
        }
        store.commit(transaction)?;
        if is_rebuilt {
            let rebuilt = store.connection.execute_batch("VACUUM");
            rebuilt.map_err(|error| store.explain(error))?;
        }
        store.checkpoint()
    }

    fn execute(&self, sql: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<u64, Error> {
        let changed = self
            .transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(parameters));
        changed
            .map(|rows| rows as u64)
            .map_err(|error| self.store.explain(error))
    }
}

/// Writes every table of facts anew, row by row in its own order, over pages that were overwritten.
fn rewrite(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TEMP TABLE held_entry AS SELECT * FROM entry;
         CREATE TEMP TABLE held_cause AS SELECT * FROM cause;
         CREATE TEMP TABLE held_record AS SELECT * FROM record;
         CREATE TEMP TABLE held_issued AS SELECT * FROM issued;
         CREATE TEMP TABLE held_setting AS SELECT * FROM setting;
         DELETE FROM entry;
         DELETE FROM cause;
         DELETE FROM record;
         DELETE FROM issued;
         DELETE FROM setting;
         INSERT INTO entry SELECT * FROM held_entry;
         INSERT INTO cause SELECT * FROM held_cause;
         INSERT INTO record SELECT * FROM held_record;
         INSERT INTO issued SELECT * FROM held_issued;
         INSERT INTO setting SELECT * FROM held_setting;
         DROP TABLE held_entry;
         DROP TABLE held_cause;
         DROP TABLE held_record;
         DROP TABLE held_issued;
         DROP TABLE held_setting;",
    )
}
