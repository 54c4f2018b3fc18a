//! Schema of a workspace file, and how an older one is brought to it.
//!
//! Each migration is one transaction and raises `user_version`; past ones never change.

use std::path::Path;
use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::{Error, explain};

const FIRST: &str = "
-- Editions of grids, as published.
CREATE TABLE edition (
    grid TEXT NOT NULL,
    edition TEXT NOT NULL,
    file_digest TEXT NOT NULL UNIQUE,
    content BLOB NOT NULL,
    PRIMARY KEY (grid, edition)
) STRICT;

CREATE TABLE assessment (
    id TEXT PRIMARY KEY,
    file_digest TEXT NOT NULL REFERENCES edition (file_digest),
    created_at TEXT NOT NULL
) STRICT;

-- What stands now. `position` keeps the order in which records were made.
CREATE TABLE record (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (assessment, kind, key)
) STRICT, WITHOUT ROWID;

-- What a person did in one go: undone and redone as one.
CREATE TABLE change (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    author TEXT,
    reverts INTEGER,
    PRIMARY KEY (assessment, number)
) STRICT, WITHOUT ROWID;

-- The journal: one line for each record that a change touched. Private records have a chain of
-- their own, so that the public one can leave the house.
CREATE TABLE entry (
    assessment TEXT NOT NULL,
    private INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    change INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    content_digest TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (assessment, private, sequence),
    FOREIGN KEY (assessment, change) REFERENCES change (assessment, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_change ON entry (assessment, change);

-- Bytes of evidence, each content once, cut in chunks.
CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    digest TEXT UNIQUE,
    size_bytes INTEGER NOT NULL
) STRICT;
CREATE TABLE chunk (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (content, ordinal)
) STRICT, WITHOUT ROWID;

-- What the window remembers: which assessment was open.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
";

const SECOND: &str = "
-- Who last wrote here. Tells a clean end from an unclean one, and our own log from a stale or
-- foreign one.
CREATE TABLE session (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    in_log INTEGER NOT NULL,
    facts_digest TEXT
) STRICT;

-- When a person deleted it; it stays in the trash until it is erased.
ALTER TABLE assessment ADD COLUMN deleted_at TEXT;

-- Dossiers that left the house: what erasing cannot reach.
CREATE TABLE issued (
    number INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    certificate_digest TEXT NOT NULL,
    entries INTEGER NOT NULL,
    head_digest TEXT
) STRICT;

-- Until when an assessment, or one piece of its evidence, is to be kept.
CREATE TABLE retention (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    evidence TEXT NOT NULL DEFAULT '',
    keep_until TEXT NOT NULL,
    PRIMARY KEY (assessment, evidence)
) STRICT, WITHOUT ROWID;

-- What was erased, without its content.
CREATE TABLE erasure (
    number INTEGER PRIMARY KEY,
    erased_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

-- Stays when the author's name is erased, so that the chain still holds.
ALTER TABLE change ADD COLUMN author_digest TEXT;
-- The erasure that this change belongs to: it cannot be taken back.
ALTER TABLE change ADD COLUMN erasure INTEGER REFERENCES erasure (number);

-- A record's position is the sequence of the entry that made it; entries remember it, so that a
-- record that comes back takes its old place.
ALTER TABLE entry ADD COLUMN position INTEGER;
UPDATE record SET position = made.sequence FROM (
    SELECT assessment, kind, key, min(sequence) AS sequence FROM entry GROUP BY 1, 2, 3
) AS made
WHERE (made.assessment, made.kind, made.key) = (record.assessment, record.kind, record.key);

-- Chunks in a table with row ids: in one without, each insertion reads whole chunks to compare
-- their keys (https://www.sqlite.org/withoutrowid.html, section 4).
ALTER TABLE chunk RENAME TO chunk_of_form_1;
CREATE TABLE chunk (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (content, ordinal)
) STRICT;
INSERT INTO chunk (content, ordinal, bytes)
    SELECT content, ordinal, bytes FROM chunk_of_form_1 ORDER BY content, ordinal;
DROP TABLE chunk_of_form_1;
";

const THIRD: &str = "
-- Why a change was made, where it is not simply something new.
CREATE TABLE cause (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    -- The change that it takes back.
    reverts INTEGER,
    -- The erasure that it belongs to: it cannot be taken back.
    erasure INTEGER REFERENCES erasure (number),
    PRIMARY KEY (assessment, number)
) STRICT, WITHOUT ROWID;
INSERT INTO cause (assessment, number, reverts, erasure)
    SELECT assessment, number, reverts, erasure FROM change
    WHERE reverts IS NOT NULL OR erasure IS NOT NULL;

-- Entries in the order of their changes, with who made them and when: what one change entered
-- stands together and is found without an index, and a save writes two pages less for it.
ALTER TABLE entry RENAME TO entry_of_form_2;
CREATE TABLE entry (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    change INTEGER NOT NULL,
    private INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    author TEXT,
    -- Stays when the author's name is erased, so that the chain still holds.
    author_digest TEXT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    -- A record that comes back takes its old place.
    position INTEGER,
    before TEXT,
    after TEXT,
    content_digest TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (assessment, change, sequence, private)
) STRICT, WITHOUT ROWID;
INSERT INTO entry (assessment, change, private, sequence, recorded_at, author, author_digest,
                   kind, key, position, before, after, content_digest, digest)
    SELECT entry.assessment, change, private, sequence, recorded_at, author, author_digest,
           kind, key, position, before, after, content_digest, digest
    FROM entry_of_form_2 AS entry JOIN change
      ON change.assessment = entry.assessment AND change.number = entry.change
    ORDER BY entry.assessment, change, sequence, private;
DROP TABLE entry_of_form_2;
DROP TABLE change;
";

/// Shows the journal of a file of the first form as one of the present form has it.
const FIRST_AS_PRESENT: &str = "
CREATE TEMP VIEW entry AS
    SELECT entry.assessment, change, private, sequence, recorded_at, author,
           NULL AS author_digest, kind, key, before, after, content_digest, digest
    FROM main.entry JOIN main.change
      ON change.assessment = entry.assessment AND change.number = entry.change;
CREATE TEMP VIEW cause AS
    SELECT assessment, number, reverts, NULL AS erasure FROM main.change
    WHERE reverts IS NOT NULL;
";

/// As [`FIRST_AS_PRESENT`], of the second form.
const SECOND_AS_PRESENT: &str = "
CREATE TEMP VIEW entry AS
    SELECT entry.assessment, change, private, sequence, recorded_at, author, author_digest,
           kind, key, position, before, after, content_digest, digest
    FROM main.entry JOIN main.change
      ON change.assessment = entry.assessment AND change.number = entry.change;
CREATE TEMP VIEW cause AS
    SELECT assessment, number, reverts, erasure FROM main.change
    WHERE reverts IS NOT NULL OR erasure IS NOT NULL;
";

/// Every form, from the first.
const FORMS: [&str; 3] = [FIRST, SECOND, THIRD];

/// The present form, which a file states as its `user_version`.
pub const FORM: i64 = FORMS.len() as i64;

static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(FORMS.map(M::up).to_vec()));

/// A table or an index, as SQLite remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    kind: String,
    name: String,
    table: String,
    sql: Option<String>,
}

/// What the migrations make, for each form from 0.
static MADE: LazyLock<Vec<Vec<Made>>> = LazyLock::new(|| {
    let make = || {
        let mut connection = Connection::open_in_memory()?;
        let mut forms = vec![made(&connection)?];
        for form in 1..=FORMS.len() {
            MIGRATIONS.to_version(&mut connection, form)?;
            forms.push(made(&connection)?);
        }
        Ok::<_, rusqlite_migration::Error>(forms)
    };
    make().expect("the migrations run on an empty file in memory")
});

fn made(connection: &Connection) -> rusqlite::Result<Vec<Made>> {
    let mut statement = connection
        .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = statement.query_map([], |row| {
        Ok(Made {
            kind: row.get(0)?,
            name: row.get(1)?,
            table: row.get(2)?,
            sql: row.get(3)?,
        })
    })?;
    rows.collect()
}

/// The form that the file states.
pub(super) fn form(connection: &Connection, path: &Path) -> Result<i64, Error> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| explain(error, path))
}

/// Refuses a file whose tables are not exactly those of its form: what else stands in it, a
/// trigger or a view, would act in our name.
pub(super) fn refuse_foreign(connection: &Connection, path: &Path, form: i64) -> Result<(), Error> {
    let found = made(connection).map_err(|error| explain(error, path))?;
    let expected = usize::try_from(form).ok().and_then(|form| MADE.get(form));
    let expected = expected.map_or(&[] as &[Made], Vec::as_slice);
    if found == expected {
        return Ok(());
    }
    let differs = found.iter().find(|made| !expected.contains(made));
    let missing = expected.iter().find(|made| !found.contains(made));
    let name = differs.or(missing).map(|made| made.name.clone());
    Err(Error::ForeignSchema {
        path: path.to_owned(),
        name: name.unwrap_or_default(),
    })
}

/// Whether a file of a newer form can be read as one of ours: every table of ours is there with
/// every column, and there is nothing but tables and indexes.
pub(super) fn is_readable(connection: &Connection) -> bool {
    let columns = |connection: &Connection, table: &str| -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare(
            "SELECT name || ' ' || type || ' ' || pk FROM pragma_table_info(?1) ORDER BY 1",
        )?;
        let rows = statement.query_map([table], |row| row.get(0))?;
        rows.collect()
    };
    let read = || -> rusqlite::Result<bool> {
        let is_plain = |made: &Made| match made.kind.as_str() {
            "table" => !made
                .sql
                .as_ref()
                .is_some_and(|sql| sql.to_ascii_uppercase().starts_with("CREATE VIRTUAL")),
            kind => kind == "index",
        };
        if !made(connection)?.iter().all(is_plain) {
            return Ok(false);
        }
        let mut ours = Connection::open_in_memory()?;
        if MIGRATIONS.to_latest(&mut ours).is_err() {
            return Ok(false);
        }
        for table in made(&ours)?.iter().filter(|made| made.kind == "table") {
            let there = columns(connection, &table.name)?;
            let wanted = columns(&ours, &table.name)?;
            if !wanted.iter().all(|column| there.contains(column)) {
                return Ok(false);
            }
        }
        Ok(true)
    };
    // What cannot even be looked at cannot be read.
    read().unwrap_or(false)
}

/// Lets a file of a past form be read as one of the present form, until it is brought to it.
pub(super) fn show_as_present(connection: &Connection, form: i64) -> rusqlite::Result<()> {
    match form {
        1 => connection.execute_batch(FIRST_AS_PRESENT),
        2 => connection.execute_batch(SECOND_AS_PRESENT),
        _ => Ok(()),
    }
}

/// Brings a file of ours to the present form.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    if form(connection, path)? == FORM {
        return Ok(());
    }
    connection
        .execute_batch("DROP VIEW IF EXISTS temp.entry; DROP VIEW IF EXISTS temp.cause")
        .map_err(|error| explain(error, path))?;
    MIGRATIONS
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => explain(err, path),
            other => Error::Damaged {
                path: path.to_owned(),
                detail: other.to_string(),
            },
        })
}
