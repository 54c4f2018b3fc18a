//! Changes: the one way in which records come to be, change and go.
//!
//! A change is one transaction: the records, the change itself and its journal entries. Undoing
//! is a change like any other, which says what it reverts. Source: trust.md, G1 and G13.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::{Error, Store, explain};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::AssessmentId;
use crate::journal::{Change, Entry, Head, Record};

/// What a record shall become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The record.
    pub record: Record,
    /// What shall stand there; nothing to remove it.
    pub after: Option<Value>,
}

/// Where an assessment stands among its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// When the last change was made.
    pub saved_at: Option<Moment>,
    /// The change that undo would revert.
    pub undo: Option<u64>,
    /// The undoing that redo would revert.
    pub redo: Option<u64>,
}

impl Store {
    /// Begins a transaction; what is not committed never was.
    pub(crate) fn transaction(&self) -> Result<Transaction<'_>, Error> {
        self.connection
            .unchecked_transaction()
            .map_err(|error| self.explain(error))
    }

    /// Commits; from here on what was changed is kept, come what may.
    pub(crate) fn commit(&self, transaction: Transaction<'_>) -> Result<(), Error> {
        transaction.commit().map_err(|error| self.explain(error))
    }

    /// Replaces records, as one change. Edits that change nothing leave no trace.
    ///
    /// # Errors
    /// As the disk says; nothing was changed then.
    pub fn change(
        &self,
        assessment: AssessmentId,
        at: Moment,
        author: Option<&str>,
        edits: &[Edit],
    ) -> Result<(), Error> {
        let transaction = self.transaction()?;
        self.change_within(&transaction, assessment, at, author, edits)?;
        self.commit(transaction)
    }

    /// As [`Store::change`], inside a transaction that holds something else too.
    pub(crate) fn change_within(
        &self,
        transaction: &Transaction<'_>,
        assessment: AssessmentId,
        at: Moment,
        author: Option<&str>,
        edits: &[Edit],
    ) -> Result<(), Error> {
        let writing = Writing {
            transaction,
            assessment,
            at,
            author,
        };
        writing.write(edits, None).map_err(|error| self.told(error))
    }

    /// Where the assessment stands among its changes.
    ///
    /// # Errors
    /// As the disk says.
    pub fn standing(&self, assessment: AssessmentId) -> Result<Standing, Error> {
        let read = || -> rusqlite::Result<Standing> {
            let mut statement = self.connection.prepare_cached(
                "SELECT number, recorded_at, reverts FROM change WHERE assessment = ?1 ORDER BY number",
            )?;
            let mut rows = statement.query([assessment.to_string()])?;
            let (mut undo, mut redo, mut last) = (Vec::new(), Vec::new(), None);
            while let Some(row) = rows.next()? {
                let number: u64 = row.get(0)?;
                last = Some(row.get::<_, String>(1)?);
                let reverts: Option<u64> = row.get(2)?;
                if reverts.is_some() && reverts == undo.last().copied() {
                    undo.pop();
                    redo.push(number);
                    continue;
                }
                if reverts.is_some() && reverts == redo.last().copied() {
                    redo.pop();
                } else {
                    redo.clear();
                }
                undo.push(number);
            }
            let saved_at = last.and_then(|text| Moment::parse(&text).ok());
            Ok(Standing {
                saved_at,
                undo: undo.last().copied(),
                redo: redo.last().copied(),
            })
        };
        // The very first change made the assessment: it cannot be undone from within.
        read()
            .map(|standing| Standing {
                undo: standing.undo.filter(|number| *number > 1),
                ..standing
            })
            .map_err(|error| self.explain(error))
    }

    /// Reverts one change, as a change of its own.
    ///
    /// # Errors
    /// [`Error::NothingToRevert`] when there is no such change; otherwise as the disk says.
    pub fn revert(
        &self,
        assessment: AssessmentId,
        change: Option<u64>,
        at: Moment,
        author: Option<&str>,
    ) -> Result<(), Error> {
        let number = change.ok_or(Error::NothingToRevert)?;
        let transaction = self.transaction()?;
        let writing = Writing {
            transaction: &transaction,
            assessment,
            at,
            author,
        };
        let edits = writing.opposite(number).map_err(|error| self.told(error))?;
        writing
            .write(&edits, Some(number))
            .map_err(|error| self.told(error))?;
        self.commit(transaction)
    }

    /// The public journal of an assessment, from its first entry.
    ///
    /// # Errors
    /// [`Error::Damaged`] when an entry cannot be read; otherwise as the disk says.
    pub fn journal(&self, assessment: AssessmentId) -> Result<Vec<Entry>, Error> {
        self.chain(assessment, false)
    }

    /// Checks every chain of every assessment.
    pub(super) fn check_chains(&self) -> Result<(), Error> {
        for assessment in self.assessments()? {
            for private in [false, true] {
                let mut head = Head::default();
                for entry in self.chain(assessment, private)? {
                    entry.check_after(head).map_err(|source| Error::Journal {
                        path: self.path.clone(),
                        assessment,
                        source,
                    })?;
                    head = entry.head();
                }
            }
        }
        Ok(())
    }

    fn chain(&self, assessment: AssessmentId, private: bool) -> Result<Vec<Entry>, Error> {
        let read = || -> Result<Vec<Entry>, Told> {
            let mut statement = self.connection.prepare_cached(
                "SELECT sequence, recorded_at, author, kind, key, before, after, content_digest, digest
                 FROM entry JOIN change
                   ON change.assessment = entry.assessment AND change.number = entry.change
                 WHERE entry.assessment = ?1 AND private = ?2 ORDER BY sequence",
            )?;
            let mut rows = statement.query(params![assessment.to_string(), private])?;
            let mut entries = Vec::new();
            let mut previous = None;
            while let Some(row) = rows.next()? {
                let kind: String = row.get(3)?;
                let entry = Entry {
                    sequence: row.get(0)?,
                    recorded_at: Moment::parse(&row.get::<_, String>(1)?)?,
                    author: row.get(2)?,
                    record: Record {
                        kind: serde_json::from_value(kind.into())?,
                        key: row.get(4)?,
                    },
                    before: value(row.get(5)?)?,
                    after: value(row.get(6)?)?,
                    content_digest: Digest::parse(&row.get::<_, String>(7)?)?,
                    previous,
                    digest: Digest::parse(&row.get::<_, String>(8)?)?,
                };
                previous = Some(entry.digest);
                entries.push(entry);
            }
            Ok(entries)
        };
        read().map_err(|error| self.told(error))
    }

    pub(super) fn told(&self, error: Told) -> Error {
        match error {
            Told::Sqlite(error) => explain(error, &self.path),
            Told::Content(detail) => self.damaged(&detail),
        }
    }
}

/// What stops a reading of rows: SQLite, or a content that is not what was written.
pub(super) enum Told {
    Sqlite(rusqlite::Error),
    Content(String),
}

impl From<rusqlite::Error> for Told {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

macro_rules! told_as_content {
    ($($error:ty),*) => {$(
        impl From<$error> for Told {
            fn from(error: $error) -> Self {
                Self::Content(error.to_string())
            }
        }
    )*};
}
told_as_content!(
    serde_json::Error,
    crate::clock::Error,
    crate::digest::Error,
    crate::id::Error,
    crate::json::Mismatch
);

fn value(text: Option<String>) -> Result<Option<Value>, serde_json::Error> {
    text.map(|text| serde_json::from_str(&text)).transpose()
}

/// A change being written.
struct Writing<'t> {
    transaction: &'t Transaction<'t>,
    assessment: AssessmentId,
    at: Moment,
    author: Option<&'t str>,
}

impl Writing<'_> {
    fn write(&self, edits: &[Edit], reverts: Option<u64>) -> Result<(), Told> {
        let mut changes = Vec::new();
        for edit in edits {
            let before = self.standing_at(&edit.record)?;
            if before != edit.after {
                changes.push((before, edit));
            }
        }
        if changes.is_empty() && reverts.is_none() {
            return Ok(());
        }
        let number = self.begin(reverts)?;
        for (before, edit) in changes {
            self.put(&edit.record, edit.after.as_ref())?;
            self.enter(number, before, edit)?;
        }
        Ok(())
    }

    fn begin(&self, reverts: Option<u64>) -> Result<u64, Told> {
        let number: u64 = self.transaction.query_row(
            "SELECT coalesce(max(number), 0) + 1 FROM change WHERE assessment = ?1",
            [self.assessment.to_string()],
            |row| row.get(0),
        )?;
        self.transaction.execute(
            "INSERT INTO change (assessment, number, recorded_at, author, reverts)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                self.assessment.to_string(),
                number,
                self.at.to_string(),
                self.author,
                reverts
            ],
        )?;
        Ok(number)
    }

    fn standing_at(&self, record: &Record) -> Result<Option<Value>, Told> {
        let text: Option<String> = self
            .transaction
            .prepare_cached(
                "SELECT content FROM record WHERE assessment = ?1 AND kind = ?2 AND key = ?3",
            )?
            .query_row(
                params![self.assessment.to_string(), kind(record), record.key],
                |row| row.get(0),
            )
            .optional()?;
        Ok(value(text)?)
    }

    fn put(&self, record: &Record, after: Option<&Value>) -> Result<(), Told> {
        let (assessment, kind) = (self.assessment.to_string(), kind(record));
        match after {
            Some(content) => self
                .transaction
                .prepare_cached(
                    "INSERT INTO record (assessment, kind, key, position, content)
                     VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM record WHERE assessment = ?1), ?4)
                     ON CONFLICT DO UPDATE SET content = excluded.content",
                )?
                .execute(params![assessment, kind, record.key, content.to_string()])?,
            None => self
                .transaction
                .prepare_cached(
                    "DELETE FROM record WHERE assessment = ?1 AND kind = ?2 AND key = ?3",
                )?
                .execute(params![assessment, kind, record.key])?,
        };
        Ok(())
    }

    fn enter(&self, number: u64, before: Option<Value>, edit: &Edit) -> Result<(), Told> {
        let private = edit.record.kind.is_private();
        let change = Change {
            recorded_at: self.at,
            author: self.author.map(str::to_owned),
            record: edit.record.clone(),
            before,
            after: edit.after.clone(),
        };
        let entry = Entry::after(self.head(private)?, change);
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        self.transaction
            .prepare_cached(
                "INSERT INTO entry (assessment, private, sequence, change, kind, key, before, after,
                                    content_digest, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                self.assessment.to_string(),
                private,
                entry.sequence,
                number,
                kind(&entry.record),
                entry.record.key,
                text(&entry.before),
                text(&entry.after),
                entry.content_digest.to_string(),
                entry.digest.to_string(),
            ])?;
        Ok(())
    }

    fn head(&self, private: bool) -> Result<Head, Told> {
        let last: Option<(u64, String)> = self
            .transaction
            .prepare_cached(
                "SELECT sequence, digest FROM entry WHERE assessment = ?1 AND private = ?2
                 ORDER BY sequence DESC LIMIT 1",
            )?
            .query_row(params![self.assessment.to_string(), private], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        match last {
            Some((entries, digest)) => Ok(Head {
                entries,
                head_digest: Some(Digest::parse(&digest)?),
            }),
            None => Ok(Head::default()),
        }
    }

    /// The edits that take a change back.
    fn opposite(&self, number: u64) -> Result<Vec<Edit>, Told> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT kind, key, before FROM entry WHERE assessment = ?1 AND change = ?2
             ORDER BY private, sequence DESC",
        )?;
        let mut rows = statement.query(params![self.assessment.to_string(), number])?;
        let mut edits = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            let record = Record {
                kind: serde_json::from_value(kind.into())?,
                key: row.get(1)?,
            };
            edits.push(Edit {
                record,
                after: value(row.get(2)?)?,
            });
        }
        Ok(edits)
    }
}

/// A record's kind as it stands in a row.
pub(super) fn kind(record: &Record) -> String {
    match serde_json::to_value(record.kind) {
        Ok(Value::String(name)) => name,
        Ok(_) | Err(_) => unreachable!("a record kind is a word"),
    }
}
