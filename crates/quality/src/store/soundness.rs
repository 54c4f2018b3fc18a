//! Soundness: whether a file still says what was written into it.
//!
//! SQLite sees only some of the bits that a disk may turn. So a file that was closed in order
//! carries a digest of all its facts, and after an unclean end every record must be what the
//! journal says. The bytes of evidence have digests of their own and are checked on every read;
//! nothing here reads them. Source: trust.md, G6 and bad input 28.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::change::Told;
use super::{Error, Store, session};
use crate::digest::{Digest, Digesting};
use crate::id::AssessmentId;
use crate::journal::{Entry, Head, Record};

/// Largest file that is checked as a whole when it is opened.
pub(super) const WHOLE: u64 = 64 << 20;

/// Tables of one of the attached files that hold facts: all but the bytes of evidence and the
/// session.
fn facts(connection: &Connection, schema: &str) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut statement = connection.prepare(
        "SELECT name, wr FROM pragma_table_list
         WHERE schema = ?1 AND type = 'table' AND name NOT IN ('chunk', 'session')
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let rows = statement.query_map([schema], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Digest of all facts of one of the attached files: every column of every row, in order.
///
/// It is the same for a copy, however its pages lie.
pub(super) fn facts_digest(connection: &Connection, schema: &str) -> rusqlite::Result<Digest> {
    let mut digesting = Digesting::new(io::empty());
    for (table, without_rowid) in facts(connection, schema)? {
        digesting.pass(table.as_bytes());
        // Without an index, rows come in the order of the primary key or of their numbers.
        let order = if without_rowid { "" } else { "ORDER BY rowid" };
        let mut statement = connection.prepare(&format!(
            "SELECT * FROM {schema}.\"{table}\" NOT INDEXED {order}"
        ))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            digesting.pass(b"row");
            for column in 0..columns {
                pass(&mut digesting, row.get_ref(column)?);
            }
        }
    }
    Ok(digesting.finish().0)
}

/// Passes a value with its kind and length, so that no two rows read alike.
fn pass(digesting: &mut Digesting<io::Empty>, value: ValueRef<'_>) {
    let mut told = |kind: u8, bytes: &[u8]| {
        digesting.pass(&[kind]);
        digesting.pass(&(bytes.len() as u64).to_le_bytes());
        digesting.pass(bytes);
    };
    match value {
        ValueRef::Null => told(b'n', b""),
        ValueRef::Integer(number) => told(b'i', &number.to_le_bytes()),
        ValueRef::Real(number) => told(b'r', &number.to_le_bytes()),
        ValueRef::Text(bytes) => told(b't', bytes),
        ValueRef::Blob(bytes) => told(b'b', bytes),
    }
}

/// What SQLite finds wrong with one of the attached files; nothing when it is sound.
///
/// As a whole, or everything but the bytes of evidence.
pub(super) fn fault(
    connection: &Connection,
    schema: &str,
    whole: bool,
) -> rusqlite::Result<Option<String>> {
    let said = |pragma: String| {
        let first: String = connection.query_row(&pragma, [], |row| row.get(0))?;
        Ok(Some(first).filter(|text| text != "ok"))
    };
    if whole {
        return said(format!("PRAGMA {schema}.integrity_check(1)"));
    }
    for (table, _) in facts(connection, schema)? {
        if let Some(fault) = said(format!("PRAGMA {schema}.integrity_check(\"{table}\")"))? {
            return Ok(Some(fault));
        }
        let orphan = format!("PRAGMA {schema}.foreign_key_check(\"{table}\")");
        if connection.prepare(&orphan)?.exists([])? {
            return Ok(Some(format!("{table} refers to nothing")));
        }
    }
    if session::is_in(connection, schema)? {
        return said(format!("PRAGMA {schema}.integrity_check(\"session\")"));
    }
    Ok(None)
}

impl Store {
    /// Whether SQLite and the journal find the file sound.
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::Journal`] with what was found first.
    pub fn check(&self) -> Result<(), Error> {
        self.check_pages(true)?;
        self.check_journals()
    }

    /// Whether SQLite finds the file sound.
    pub(super) fn check_pages(&self, whole: bool) -> Result<(), Error> {
        match fault(&self.connection, "main", whole) {
            Ok(None) => Ok(()),
            Ok(Some(detail)) => Err(self.damaged(&detail)),
            Err(error) => Err(self.explain(error)),
        }
    }

    /// Whether the facts are still those of the file's orderly end.
    pub(super) fn check_facts(&self, written: &str) -> Result<(), Error> {
        let found = facts_digest(&self.connection, "main").map_err(|error| self.explain(error))?;
        if found.to_string() == written {
            return Ok(());
        }
        Err(self.damaged(&"the facts are not those that were closed"))
    }

    /// Checks every chain of every assessment, and that what stands is what the chains say.
    pub(super) fn check_journals(&self) -> Result<(), Error> {
        for assessment in self.every_scope()? {
            let mut entries = Vec::new();
            for private in [false, true] {
                let mut head = Head::default();
                for entry in self.chain(assessment, private)? {
                    entry.check_after(head).map_err(|source| Error::Journal {
                        path: self.path.clone(),
                        assessment,
                        source,
                    })?;
                    head = entry.head();
                    entries.push(entry);
                }
            }
            self.check_records(assessment, &entries)?;
            self.check_reverts(assessment)?;
        }
        Ok(())
    }

    /// Whether each record is what its last entry says.
    fn check_records(&self, assessment: AssessmentId, entries: &[Entry]) -> Result<(), Error> {
        let said: BTreeMap<&Record, &Entry> =
            entries.iter().map(|entry| (&entry.record, entry)).collect();
        let records = self.records(assessment);
        let standing: BTreeMap<Record, Value> = records
            .map_err(|error| self.told(error))?
            .into_iter()
            .collect();
        let differs = |record: &Record| {
            self.damaged(&format_args!(
                "{} {} of {assessment} is not what the journal says",
                super::change::kind(record),
                record.key
            ))
        };
        for (record, entry) in &said {
            // Of what was erased only the digest stays.
            if !entry.content_is_erased() && standing.get(*record) != entry.after.as_ref() {
                return Err(differs(record));
            }
        }
        match standing.keys().find(|record| !said.contains_key(record)) {
            Some(record) => Err(differs(record)),
            None => Ok(()),
        }
    }

    /// Whether each change that reverts another puts back what stood before that one.
    fn check_reverts(&self, assessment: AssessmentId) -> Result<(), Error> {
        let changes = self.changes(assessment).map_err(|error| self.told(error))?;
        let numbers: BTreeSet<u64> = changes.keys().copied().collect();
        let wrong = |number: u64| {
            Err(self.damaged(&format_args!(
                "change {number} of {assessment} is not what it says"
            )))
        };
        if let Some((number, _)) = numbers.iter().zip(1..).find(|(number, at)| **number != *at) {
            return wrong(*number);
        }
        for (number, change) in &changes {
            let Some(reverted) = change.reverts else {
                continue;
            };
            let Some(other) = changes.get(&reverted).filter(|_| reverted < *number) else {
                return wrong(*number);
            };
            let puts_back = |line: &Line| {
                let opposite = other.lines.iter().find(|there| there.record == line.record);
                opposite.is_some_and(|there| {
                    line.is_erased() || there.is_erased() || there.before == line.after
                })
            };
            if !change.lines.iter().all(puts_back) {
                return wrong(*number);
            }
        }
        Ok(())
    }

    fn changes(&self, assessment: AssessmentId) -> Result<BTreeMap<u64, Changed>, Told> {
        let mut changes = BTreeMap::<u64, Changed>::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT change, kind, key, before, after FROM entry WHERE assessment = ?1",
        )?;
        let mut rows = statement.query([assessment.to_string()])?;
        while let Some(row) = rows.next()? {
            changes.entry(row.get(0)?).or_default().lines.push(Line {
                record: (row.get(1)?, row.get(2)?),
                before: row.get(3)?,
                after: row.get(4)?,
            });
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, reverts FROM cause WHERE assessment = ?1")?;
        let mut rows = statement.query([assessment.to_string()])?;
        while let Some(row) = rows.next()? {
            changes.entry(row.get(0)?).or_default().reverts = row.get(1)?;
        }
        Ok(changes)
    }
}

/// A change with what it did to each record, as text.
#[derive(Default)]
struct Changed {
    reverts: Option<u64>,
    lines: Vec<Line>,
}

struct Line {
    record: (String, String),
    before: Option<String>,
    after: Option<String>,
}

impl Line {
    /// Whether only its digest stays.
    fn is_erased(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }
}
