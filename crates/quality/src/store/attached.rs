//! Attached files: a second file beside the open one, and rows carried from one to the other.
//!
//! Knows nothing of what the tables mean. A file attached without a key takes key and salt of
//! the connection, so that nobody need keep a passphrase for it. Sources:
//! <https://www.sqlite.org/schematab.html>; SQLCipher, `ATTACH`.

use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::connection::Pages;
use super::{Error, Passphrase, Store, connection, explain, session, soundness};
use crate::digest::Digest;

/// The table with the bytes of evidence.
const BYTES: &str = "chunk";

/// What an attached file is opened with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'k> {
    /// As the connection itself.
    Same,
    /// This passphrase, or none at all.
    Own(Option<&'k Passphrase>),
}

/// Attaches the file at `path` while `work` does something with it, under the name it is given.
pub(super) fn attached<T>(
    with: &Connection,
    path: &Path,
    key: Key<'_>,
    work: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    attached_as(with, "attached", &text(path)?, path, key, work)
}

/// As [`attached`], of a file that stays as it is; the connection must know URIs.
pub(super) fn attached_unchanged<T>(
    with: &Connection,
    path: &Path,
    key: Key<'_>,
    work: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    let unchanged = connection::immutable(path);
    attached_as(with, "attached", &unchanged, path, key, work)
}

/// As [`attached`], under a name of the caller's; `file` is what SQLite calls the file at `path`.
pub(super) fn attached_as<T>(
    with: &Connection,
    name: &str,
    file: &str,
    path: &Path,
    key: Key<'_>,
    work: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    // SQLCipher would otherwise write to standard error when a key is wrong.
    with.pragma_update(None, "cipher_log_level", "NONE")
        .map_err(|error| explain(error, path))?;
    let attach = || match key {
        Key::Same => with.execute(&format!("ATTACH ?1 AS {name}"), [file]),
        Key::Own(passphrase) => {
            let passphrase = passphrase.map_or("", |passphrase| passphrase.as_str());
            with.execute(&format!("ATTACH ?1 AS {name} KEY ?2"), [file, passphrase])
        }
    };
    fitting(with, attach).map_err(|error| match (explain(error, path), key) {
        (Error::NotAWorkspace { path }, Key::Own(Some(_)) | Key::Same) => {
            Error::WrongPassphrase { path }
        }
        (other, Key::Own(_) | Key::Same) => other,
    })?;
    let done = work(name);
    let detached = with.execute(&format!("DETACH {name}"), []);
    let done = done?;
    detached.map_err(|error| explain(error, path))?;
    Ok(done)
}

/// Attaches with the size of pages that an encrypted file has: SQLCipher takes the one that the
/// whole process holds to.
fn fitting(
    with: &Connection,
    attach: impl Fn() -> rusqlite::Result<usize>,
) -> rusqlite::Result<usize> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock();
    let hold_to =
        |pages: Pages| with.pragma_update(None, "cipher_default_page_size", pages.bytes());
    hold_to(Pages::Large)?;
    match attach() {
        Err(error) if connection::is_no_database(&error) => {}
        done => return done,
    }
    hold_to(Pages::Small)?;
    let done = attach();
    hold_to(Pages::Large)?;
    done
}

/// The full path as text: SQLite takes no other.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    let full = connection::full(path).into_os_string();
    full.into_string().map_err(|_| Error::PathNotText {
        path: path.to_owned(),
    })
}

/// Makes the schema and the facts of one attached file in another, which has none yet.
pub(super) fn fill(
    connection: &Connection,
    from: &str,
    to: &str,
    path: &Path,
) -> Result<(), Error> {
    let told = |error| explain(error, path);
    let transaction = connection.unchecked_transaction().map_err(told)?;
    connection
        .pragma_update(None, "defer_foreign_keys", true)
        .map_err(told)?;
    let objects = objects(connection, from, path)?;
    // All of them first: a row may refer to one of a table that was made later.
    for object in &objects {
        connection
            .execute_batch(&object.made_in(to))
            .map_err(told)?;
    }
    for table in objects.iter().filter(|object| object.is_table) {
        if table.name != BYTES {
            let columns = columns(connection, from, &table.name).map_err(told)?;
            let (name, columns) = (&table.name, columns.join(", "));
            let carried =
                format!("INSERT INTO {to}.{name} ({columns}) SELECT {columns} FROM {from}.{name}");
            connection.execute(&carried, []).map_err(told)?;
        }
    }
    for name in ["user_version", "application_id"] {
        let carried = connection
            .pragma_query_value(Some(from), name, |row| row.get::<_, i64>(0))
            .and_then(|value| connection.pragma_update(Some(to), name, value));
        carried.map_err(told)?;
    }
    transaction.commit().map_err(told)
}

/// As [`fill`], from one connection into another.
pub(super) fn fill_across(
    (source, from): (&Connection, &str),
    (target, to): (&Connection, &str),
    path: &Path,
) -> Result<(), Error> {
    let told = |error| explain(error, path);
    let transaction = target.unchecked_transaction().map_err(told)?;
    target
        .pragma_update(None, "defer_foreign_keys", true)
        .map_err(told)?;
    let objects = objects(source, from, path)?;
    for object in &objects {
        target.execute_batch(&object.made_in(to)).map_err(told)?;
    }
    for table in objects.iter().filter(|object| object.is_table) {
        if table.name != BYTES {
            carry_rows((source, from), (target, to), &table.name).map_err(told)?;
        }
    }
    for name in ["user_version", "application_id"] {
        let carried = source
            .pragma_query_value(Some(from), name, |row| row.get::<_, i64>(0))
            .and_then(|value| target.pragma_update(Some(to), name, value));
        carried.map_err(told)?;
    }
    transaction.commit().map_err(told)
}

fn carry_rows(
    (source, from): (&Connection, &str),
    (target, to): (&Connection, &str),
    table: &str,
) -> rusqlite::Result<()> {
    let columns = columns(source, from, table)?;
    let places: Vec<_> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
    let (columns, places) = (columns.join(", "), places.join(", "));
    let mut insert = target.prepare(&format!(
        "INSERT INTO {to}.{table} ({columns}) VALUES ({places})"
    ))?;
    let mut select = source.prepare(&format!("SELECT {columns} FROM {from}.{table}"))?;
    let count = select.column_count();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..count).map(|column| row.get::<_, Value>(column));
        let values = values.collect::<rusqlite::Result<Vec<_>>>()?;
        insert.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(())
}

/// A table or an index.
struct Object {
    name: String,
    is_table: bool,
    definition: String,
}

impl Object {
    /// The statement that makes it in an attached file.
    fn made_in(&self, to: &str) -> String {
        // SQLite keeps definitions as «CREATE TABLE name …», «CREATE [UNIQUE] INDEX name …».
        let before_name = if self.is_table { " TABLE " } else { " INDEX " };
        self.definition
            .replacen(before_name, &format!("{before_name}{to}."), 1)
    }
}

/// Every table and index of an attached file, in the order in which they were made.
fn objects(connection: &Connection, schema: &str, path: &Path) -> Result<Vec<Object>, Error> {
    let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
        let mut statement = connection.prepare(&format!(
            "SELECT type, name, sql FROM {schema}.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect()
    };
    let mut found = Vec::new();
    for (kind, name, definition) in read().map_err(|error| explain(error, path))? {
        let is_plain_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let is_ours = matches!(kind.as_str(), "table" | "index")
            && is_plain_name
            && !definition.starts_with("CREATE VIRTUAL");
        if !is_ours {
            return Err(Error::Damaged {
                path: path.to_owned(),
                detail: format!("foreign {kind} {name:?}"),
            });
        }
        found.push(Object {
            is_table: kind == "table",
            name,
            definition,
        });
    }
    Ok(found)
}

/// The columns of a table; with the row number where it has one of its own.
fn columns(connection: &Connection, schema: &str, table: &str) -> rusqlite::Result<Vec<String>> {
    let without_rowid: bool = connection.query_row(
        "SELECT wr FROM pragma_table_list WHERE schema = ?1 AND name = ?2",
        [schema, table],
        |row| row.get(0),
    )?;
    let mut statement =
        connection.prepare_cached("SELECT '\"' || name || '\"' FROM pragma_table_info(?1, ?2)")?;
    let named = statement.query_map([table, schema], |row| row.get(0))?;
    let rowid = (!without_rowid).then(|| Ok("rowid".to_owned()));
    let all: rusqlite::Result<Vec<String>> = rowid.into_iter().chain(named).collect();
    all
}

/// Makes an attached file of a form that can say so one that ended in order.
pub(super) fn seal(connection: &Connection, schema: &str) -> rusqlite::Result<()> {
    if session::is_in(connection, schema)? {
        Store::seal(connection, schema)?;
    }
    Ok(())
}

/// Whether SQLite finds the facts of an attached file sound.
pub(super) fn sound(connection: &Connection, schema: &str, path: &Path) -> Result<(), Error> {
    match soundness::fault(connection, schema, false).map_err(|error| explain(error, path))? {
        None => Ok(()),
        Some(detail) => Err(Error::Damaged {
            path: path.to_owned(),
            detail,
        }),
    }
}

/// Finds the facts of two attached files equal.
pub(super) fn same_facts(
    connection: &Connection,
    one: &str,
    other: &str,
    path: &Path,
) -> Result<(), Error> {
    let of =
        |schema| soundness::facts_digest(connection, schema).map_err(|error| explain(error, path));
    if of(one)? == of(other)? {
        return Ok(());
    }
    Err(not_equal(path))
}

/// What was written is not what it was written from.
pub(super) fn not_equal(path: &Path) -> Error {
    Error::Damaged {
        path: path.to_owned(),
        detail: "the new file is not equal to the old one".into(),
    }
}

/// The digests that a query gives.
pub(super) fn digests(
    connection: &Connection,
    sql: &str,
    path: &Path,
) -> Result<Vec<Digest>, Error> {
    let read = || -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare(sql)?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let texts = read().map_err(|error| explain(error, path))?;
    let parsed: Result<Vec<_>, _> = texts.iter().map(|text| Digest::parse(text)).collect();
    parsed.map_err(|error| Error::Damaged {
        path: path.to_owned(),
        detail: error.to_string(),
    })
}
