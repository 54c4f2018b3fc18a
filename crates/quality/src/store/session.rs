//! Session: the one row that tells a clean end from an unclean one, and our log from another.
//!
//! Every log begins with the row. Between two generations the main file does not change: only
//! bringing the log into it does, and that begins a new generation. So a log that is being
//! written belongs to the main file of its own generation; one that was being brought in, to that
//! of the generation before too.
//! Source: trust.md, G6 and bad inputs 36 and 37.

use rusqlite::{Connection, OptionalExtension};

/// The row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Drawn anew each time the log is brought into the main file.
    pub(super) generation: i64,
    /// The one before.
    pub(super) previous: i64,
    /// Whether the log that carries the row is being written; otherwise it is being brought into
    /// the main file.
    pub(super) in_log: bool,
    /// Digest of all facts, when the file was closed in order.
    pub(super) facts_digest: Option<String>,
}

/// What the row says in the main file without its log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Alone {
    /// This.
    Row(Row),
    /// The file is of a form that had no row yet.
    None,
    /// The main file cannot be read without its log, which was being brought into it.
    Unreadable,
}

/// Whose a log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// This file's: it holds what was written last.
    Ours,
    /// Another file's, or this one's from another time.
    Foreign,
}

/// Whose a log is, told from the row in the main file, the row seen through the log, and whether
/// the log itself writes the page on which the row stands.
pub(super) fn owner(alone: &Alone, through: Option<&Row>, carries_row: bool) -> Owner {
    match (alone, through) {
        // Nothing to compare: what the log gives is checked as after any unclean end.
        (Alone::None | Alone::Unreadable, _) => Owner::Ours,
        (Alone::Row(alone), Some(through)) => {
            let is_being_brought_in = !through.in_log && through.previous == alone.generation;
            let follows = through.generation == alone.generation || is_being_brought_in;
            if carries_row && follows {
                return Owner::Ours;
            }
            Owner::Foreign
        }
        (Alone::Row(_), None) => Owner::Foreign,
    }
}

/// Reads the row; nothing when the table has none.
pub(super) fn read(connection: &Connection) -> rusqlite::Result<Option<Row>> {
    connection
        .query_row(
            "SELECT generation, previous, in_log, facts_digest FROM session WHERE id = 1",
            [],
            |row| {
                Ok(Row {
                    generation: row.get(0)?,
                    previous: row.get(1)?,
                    in_log: row.get(2)?,
                    facts_digest: row.get(3)?,
                })
            },
        )
        .optional()
}

/// Whether one of the attached files is of a form that has the row.
pub(super) fn is_in(connection: &Connection, schema: &str) -> rusqlite::Result<bool> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {schema}.sqlite_schema
                        WHERE type = 'table' AND name = 'session')"
    );
    connection.query_row(&sql, [], |row| row.get(0))
}

/// The page on which the row stands.
pub(super) fn page(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    connection
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'session'
               AND rootpage > 0",
            [],
            |row| row.get(0),
        )
        .optional()
}

/// Writes a new generation into one of the attached files, before its log goes into the main file.
pub(super) fn renew(
    connection: &Connection,
    schema: &str,
    facts_digest: Option<&str>,
) -> rusqlite::Result<()> {
    // SQLite's own randomness: nobody has to guess a generation, only to tell it from others.
    connection.execute(
        &format!(
            "INSERT INTO {schema}.session (id, generation, previous, in_log, facts_digest)
             VALUES (1, random(), 0, 0, ?1)
             ON CONFLICT (id) DO UPDATE SET generation = excluded.generation,
                 previous = generation, in_log = 0, facts_digest = excluded.facts_digest"
        ),
        [facts_digest],
    )?;
    Ok(())
}

/// Lets the log carry the row from its first commit on.
pub(super) fn enter_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE session SET in_log = 1", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(generation: i64, in_log: bool) -> Row {
        Row {
            generation,
            previous: generation - 1,
            in_log,
            facts_digest: None,
        }
    }

    #[test]
    fn a_log_is_ours_when_the_generations_meet_and_it_carries_the_row() {
        let alone = Alone::Row(row(2, false));
        let owner = |through: Option<Row>, carries| owner(&alone, through.as_ref(), carries);
        assert_eq!(owner(Some(row(2, true)), true), Owner::Ours, "written");
        assert_eq!(owner(Some(row(3, false)), true), Owner::Ours, "brought in");
        assert_eq!(
            owner(Some(row(2, false)), true),
            Owner::Ours,
            "brought in already"
        );
        assert_eq!(
            owner(Some(row(2, false)), false),
            Owner::Foreign,
            "the row is the main file's own"
        );
        assert_eq!(
            owner(Some(row(3, true)), true),
            Owner::Foreign,
            "what was brought in between is missing"
        );
        assert_eq!(owner(Some(row(1, true)), true), Owner::Foreign, "older");
        assert_eq!(owner(Some(row(4, false)), true), Owner::Foreign, "newer");
        assert_eq!(owner(None, true), Owner::Foreign, "another database");
    }

    #[test]
    fn a_form_without_the_row_takes_its_log() {
        assert_eq!(owner(&Alone::None, None, false), Owner::Ours);
        assert_eq!(
            owner(&Alone::Unreadable, Some(&row(2, true)), true),
            Owner::Ours
        );
    }
}
