//! Forms of the past and of the future.

use super::*;
use crate::store::{connection, schema};

fn fixture(name: &str, folder: &Path) -> PathBuf {
    let path = folder.join(name);
    std::fs::copy(fixtures().join("workspaces").join(name), &path).unwrap();
    path
}

fn example() -> (Published, Assessment) {
    let root = fixtures().join("..");
    let grid = root.join("standards/indicative-mentorat/2026-1.json");
    let published = grid::read(std::fs::read(grid).unwrap()).unwrap();
    let bytes = std::fs::read(fixtures().join("demo/assessment.json")).unwrap();
    let assessment = assessment::read(&bytes, &published).unwrap();
    (published, assessment)
}

#[test]
fn a_past_form_opens_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (published, expected) = example();
    let passphrase = secret("une phrase à retenir");
    for (past, name, passphrase) in [
        (1, "form-1-plain.mentorat", None),
        (1, "form-1-encrypted.mentorat", Some(&passphrase)),
        (2, "form-2-plain.mentorat", None),
        (2, "form-2-encrypted.mentorat", Some(&passphrase)),
    ] {
        let path = fixture(name, folder.path());
        assert_eq!(Store::form(&path, passphrase).unwrap(), past);
        for form in [past, schema::FORM] {
            let read = Store::open_to_read(&path, passphrase, &occupant()).unwrap();
            assert_eq!(
                read.assessment(expected.id).unwrap(),
                expected,
                "form {form}"
            );
            drop(read);
            assert_eq!(Store::form(&path, passphrase).unwrap(), form);
            let store = Store::open(&path, passphrase, &occupant()).unwrap();
            assert_eq!(store.assessment(expected.id).unwrap(), expected);
            assert_eq!(store.edition(published.file_digest()).unwrap(), published);
            let setting = store.setting("last_opened").unwrap();
            assert_eq!(setting, Some(expected.id.to_string()));
            let standing = store.standing(expected.id).unwrap();
            assert_eq!((standing.undo, standing.redo), (None, Some(5)));
            for piece in &expected.evidence {
                let connection = &store.connection;
                let kept =
                    crate::evidence::write_to(connection, piece.digest, &mut std::io::sink());
                assert_eq!(kept.unwrap(), piece.size_bytes);
            }
            assert!(!store.found().ended_uncleanly);
            store.check().unwrap();
            store.close().unwrap();
        }
    }
}

/// How large the pages of an encrypted file are, by what opens it.
fn pages(path: &Path, passphrase: &Passphrase) -> String {
    let connection = connection::look(path, Some(passphrase)).unwrap();
    let size = "SELECT CAST(page_size AS TEXT) FROM pragma_page_size";
    connection.query_row(size, [], |row| row.get(0)).unwrap()
}

#[test]
fn small_pages_stay_until_a_file_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = secret("une phrase à retenir");
    let path = fixture("form-1-encrypted.mentorat", folder.path());
    let open = || Store::open(&path, Some(&passphrase), &occupant()).unwrap();
    let store = open();
    let (assessment, entries) = (example().1, store.entries().unwrap());
    answer(&store, &assessment, 1, "in a log of small pages");
    store.abandon();
    let store = open();
    assert!(store.found().ended_uncleanly);
    assert_eq!(store.found().log_moved_to, None);
    assert_eq!(store.entries().unwrap(), entries + 1);
    assert_eq!(
        comment(&store, &assessment).as_deref(),
        Some("in a log of small pages")
    );
    store.check().unwrap();
    let [facts, anew, restored] = ["facts", "anew", "restored"].map(|name| {
        let path = folder.path().join(name);
        std::fs::write(&path, b"").unwrap();
        path
    });
    store.copy_facts_into(&facts).unwrap();
    let key = store.pool_key().unwrap();
    store
        .write_under(&anew, Some(&passphrase), key.as_ref(), &mut |_, _| true)
        .unwrap();
    assert_eq!(store.equals_copy(&facts), Some(true));
    store.close().unwrap();
    assert_eq!(pages(&path, &passphrase), "4096");
    assert_eq!(pages(&facts, &passphrase), "16384");
    assert_eq!(pages(&anew, &passphrase), "16384");
    let other = secret("une autre phrase longue");
    assert!(matches!(
        Store::open(&path, Some(&other), &occupant()),
        Err(Error::WrongPassphrase { .. })
    ));
    // An older copy is read beside the file as well as a new one.
    let older = folder.path().join("older");
    std::fs::copy(&path, &older).unwrap();
    let store = open();
    assert_eq!(store.equals_copy(&older), Some(true));
    assert_eq!(store.equals_copy(&facts), Some(true));
    crate::store::restore_into(&older, Some(&passphrase), None, &restored, &mut |_, _| true)
        .unwrap();
    assert_eq!(pages(&restored, &passphrase), "16384");
}

#[test]
fn a_migration_cut_off_is_finished_or_was_not_begun() {
    let folder = tempfile::tempdir().unwrap();
    let (_, expected) = example();
    let path = fixture("form-1-plain.mentorat", folder.path());
    let mut connection = connection::open(&path, None).unwrap();
    schema::migrate(&mut connection, &path).unwrap();
    drop(connection);
    assert_eq!(
        Store::form(&path, None).unwrap(),
        1,
        "the new form is in the log"
    );
    let there = folder.path().join("there");
    for log in [true, false] {
        copy(&path, &there);
        if !log {
            std::fs::remove_file(beside(&there, "-wal")).unwrap();
        }
        let store = open(&there).unwrap();
        assert_eq!(store.assessment(expected.id).unwrap(), expected);
        store.close().unwrap();
        assert_eq!(Store::form(&there, None).unwrap(), schema::FORM);
    }
}

#[test]
fn a_newer_form_is_left_alone_and_read_when_that_is_safe() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    store.close().unwrap();
    let present = std::fs::read(&path).unwrap();
    for (sql, is_readable) in [
        (
            "ALTER TABLE record ADD COLUMN more TEXT; CREATE TABLE other (a)",
            true,
        ),
        ("ALTER TABLE record RENAME COLUMN position TO place", false),
        (
            "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM record; END",
            false,
        ),
    ] {
        std::fs::write(&path, &present).unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(sql).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        let bytes = std::fs::read(&path).unwrap();
        match open(&path) {
            Err(Error::Newer {
                found: 99,
                readable,
                ..
            }) => assert_eq!(readable, is_readable),
            other => panic!("{sql}: {other:?}"),
        }
        let read = Store::open_to_read(&path, None, &occupant());
        assert_eq!(read.is_ok(), is_readable, "{sql}");
        if let Ok(read) = read {
            assert_eq!(read.assessment(assessment.id).unwrap(), assessment);
            let (found, known) = (99, schema::FORM);
            assert_eq!(
                *read.access(),
                crate::store::Access::NewerForm { found, known }
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
