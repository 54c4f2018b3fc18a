//! Changes: the one way in which records come to be, change and go.
//!
//! A change is one transaction: the records, the change itself and its journal entries. Undoing
//! is a change like any other, which says what it reverts. Source: trust.md, G1 and G13.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::{Error, Store};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::AssessmentId;
use crate::journal::{Change, Entry, Head, Record, RecordKind};

/// What a record shall become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The record.
    pub record: Record,
    /// What shall stand there; nothing to remove it.
    pub after: Option<Value>,
}

/// Why a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// A person does something new.
    Deed,
    /// A person takes that change back.
    Reverting(u64),
    /// Something is erased; what stood there must not be kept.
    Erasing(u64),
}

/// Number of the last change of an assessment; 0 when there is none. One that took back what
/// already stood so has a cause and no entry.
pub(super) const LAST: &str = "
SELECT max(coalesce((SELECT max(change) FROM entry WHERE assessment = ?1), 0),
           coalesce((SELECT max(number) FROM cause WHERE assessment = ?1), 0))";

impl Store {
    /// Begins a transaction; what is not committed never was.
    pub(crate) fn transaction(&self) -> Result<Transaction<'_>, Error> {
        self.connection
            .unchecked_transaction()
            .map_err(|error| self.explain(error))
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
        let written = writing.write(edits, Cause::Deed);
        written.map_err(|error| self.told(error))
    }

    /// Reverts the change that [`Standing`](super::Standing) names, as a change of its own.
    ///
    /// # Errors
    /// [`Error::NothingToRevert`] for any other change; [`Error::Erased`] when what stood before
    /// it was erased; otherwise as the disk says.
    pub fn revert(
        &self,
        assessment: AssessmentId,
        change: Option<u64>,
        at: Moment,
        author: Option<&str>,
    ) -> Result<(), Error> {
        let number = change.ok_or(Error::NothingToRevert)?;
        let standing = self.standing(assessment)?;
        if ![standing.undo, standing.redo].contains(&change) {
            return Err(Error::NothingToRevert);
        }
        let transaction = self.transaction()?;
        let writing = Writing {
            transaction: &transaction,
            assessment,
            at,
            author,
        };
        let edits = writing.opposite(number).map_err(|error| self.told(error))?;
        let edits = edits.ok_or(Error::Erased { change: number })?;
        writing
            .write_placed(&edits, Cause::Reverting(number))
            .map_err(|error| self.told(error))?;
        self.commit(transaction)
    }

    pub(super) fn told(&self, error: Told) -> Error {
        match error {
            Told::Sqlite(error) => self.explain(error),
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

pub(super) fn value(text: Option<String>) -> Result<Option<Value>, serde_json::Error> {
    text.map(|text| serde_json::from_str(&text)).transpose()
}

/// What stands in a record's row.
struct Stands {
    content: Value,
    position: u64,
}

/// A change being written.
pub(super) struct Writing<'t> {
    pub(super) transaction: &'t Transaction<'t>,
    pub(super) assessment: AssessmentId,
    pub(super) at: Moment,
    pub(super) author: Option<&'t str>,
}

impl Writing<'_> {
    pub(super) fn write(&self, edits: &[Edit], cause: Cause) -> Result<(), Told> {
        let anew = edits.iter().map(|edit| (edit.clone(), None));
        self.write_placed(&anew.collect::<Vec<_>>(), cause)
    }

    /// As [`Writing::write`]; a record that comes back takes the position that goes with its edit.
    fn write_placed(&self, edits: &[(Edit, Option<u64>)], cause: Cause) -> Result<(), Told> {
        let (mut changes, mut seen) = (Vec::new(), HashSet::new());
        // The last word on a record counts.
        for (edit, place) in edits.iter().rev() {
            if !seen.insert(&edit.record) {
                continue;
            }
            let stands = self.stands(&edit.record)?;
            let (before, there) = stands.map(|there| (there.content, there.position)).unzip();
            if before != edit.after {
                changes.push((before, edit, there.or(*place)));
            }
        }
        changes.reverse();
        let is_deed = match cause {
            Cause::Deed | Cause::Erasing(_) => true,
            Cause::Reverting(_) => false,
        };
        if changes.is_empty() && is_deed {
            return Ok(());
        }
        let number = self.begin(cause)?;
        for (before, edit, position) in changes {
            let stood = before.is_some();
            let before = before.filter(|_| !matches!(cause, Cause::Erasing(_)));
            let position = self.enter(number, before, edit, position)?;
            self.put(&edit.record, stood, edit.after.as_ref(), position)?;
        }
        Ok(())
    }

    fn begin(&self, cause: Cause) -> Result<u64, Told> {
        let assessment = self.assessment.to_string();
        let last: u64 = self
            .transaction
            .prepare_cached(LAST)?
            .query_row([&assessment], |row| row.get(0))?;
        let number = last + 1;
        let (reverts, erasure) = match cause {
            Cause::Deed => return Ok(number),
            Cause::Reverting(change) => (Some(change), None),
            Cause::Erasing(erasure) => (None, Some(erasure)),
        };
        self.transaction
            .prepare_cached(
                "INSERT INTO cause (assessment, number, reverts, erasure) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![assessment, number, reverts, erasure])?;
        Ok(number)
    }

    fn stands(&self, record: &Record) -> Result<Option<Stands>, Told> {
        let row: Option<(String, u64)> = self
            .transaction
            .prepare_cached(
                "SELECT content, position FROM record
                 WHERE assessment = ?1 AND kind = ?2 AND key = ?3",
            )?
            .query_row(
                params![self.assessment.to_string(), kind(record), record.key],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let stands = row.map(|(content, position)| {
            let content = serde_json::from_str(&content)?;
            Ok::<_, Told>(Stands { content, position })
        });
        stands.transpose()
    }

    fn put(
        &self,
        record: &Record,
        stood: bool,
        after: Option<&Value>,
        position: u64,
    ) -> Result<(), Told> {
        let (assessment, kind) = (self.assessment.to_string(), kind(record));
        let row = params![assessment, kind, record.key];
        let Some(content) = after.map(Value::to_string) else {
            self.transaction
                .prepare_cached(
                    "DELETE FROM record WHERE assessment = ?1 AND kind = ?2 AND key = ?3",
                )?
                .execute(row)?;
            return Ok(());
        };
        if stood {
            self.transaction
                .prepare_cached(
                    "UPDATE record SET content = ?4
                     WHERE assessment = ?1 AND kind = ?2 AND key = ?3",
                )?
                .execute(params![assessment, kind, record.key, content])?;
            return Ok(());
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO record (assessment, kind, key, position, content)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![assessment, kind, record.key, position, content])?;
        Ok(())
    }

    /// Enters an edit in its journal, and gives the position of its record.
    fn enter(
        &self,
        number: u64,
        before: Option<Value>,
        edit: &Edit,
        position: Option<u64>,
    ) -> Result<u64, Told> {
        let private = edit.record.kind.is_private();
        let change = Change {
            recorded_at: self.at,
            author: self.author.map(str::to_owned),
            record: edit.record.clone(),
            before,
            after: edit.after.clone(),
        };
        let entry = Entry::after(self.head(private)?, change);
        let position = position.unwrap_or(entry.sequence);
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        self.transaction
            .prepare_cached(
                "INSERT INTO entry (assessment, change, private, sequence, recorded_at, author,
                                    author_digest, kind, key, position, before, after,
                                    content_digest, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                self.assessment.to_string(),
                number,
                private,
                entry.sequence,
                entry.recorded_at.to_string(),
                entry.author,
                entry.author_digest.map(|digest| digest.to_string()),
                kind(&entry.record),
                entry.record.key,
                position,
                text(&entry.before),
                text(&entry.after),
                entry.content_digest.to_string(),
                entry.digest.to_string(),
            ])?;
        Ok(position)
    }

    fn head(&self, private: bool) -> Result<Head, Told> {
        let last: Option<(u64, String)> = self
            .transaction
            .prepare_cached(
                "SELECT sequence, digest FROM entry WHERE assessment = ?1 AND private = ?2
                 ORDER BY change DESC, sequence DESC LIMIT 1",
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

    /// The edits that take a change back, each with the position that its record had; nothing
    /// when what stood before was erased.
    fn opposite(&self, number: u64) -> Result<Option<Vec<Placed>>, Told> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT kind, key, before, position,
                    erasure IS NOT NULL OR (before IS NULL AND after IS NULL)
             FROM entry LEFT JOIN cause
               ON cause.assessment = entry.assessment AND cause.number = entry.change
             WHERE entry.assessment = ?1 AND change = ?2
             ORDER BY private, sequence DESC",
        )?;
        let mut rows = statement.query(params![self.assessment.to_string(), number])?;
        let mut edits = Vec::new();
        while let Some(row) = rows.next()? {
            let is_erased: bool = row.get(4)?;
            if is_erased {
                return Ok(None);
            }
            let kind: String = row.get(0)?;
            let record = Record {
                kind: serde_json::from_value(kind.into())?,
                key: row.get(1)?,
            };
            let after = value(row.get(2)?)?;
            edits.push((Edit { record, after }, row.get(3)?));
        }
        Ok(Some(edits))
    }
}

/// An edit, and the position that its record had.
type Placed = (Edit, Option<u64>);

/// A record's kind as it stands in a row.
pub(super) fn kind(record: &Record) -> String {
    kind_name(record.kind)
}

/// A kind as it stands in a row.
pub(super) fn kind_name(kind: RecordKind) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(name)) => name,
        Ok(_) | Err(_) => unreachable!("a record kind is a word"),
    }
}
