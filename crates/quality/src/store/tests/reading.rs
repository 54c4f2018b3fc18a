//! Files that are only read.

use super::*;
use crate::store::Access;

fn read(path: &Path) -> Store {
    Store::open_to_read(path, None, &occupant()).unwrap()
}

fn refuses_to_write(store: &Store, assessment: &Assessment) {
    let edits = edits_of_answer(&Answer {
        comment: Some("no".into()),
        ..Answer::blank(assessment.answers[0].standard.clone())
    });
    let refused = store.change(assessment.id, at(9), None, &edits);
    assert!(
        matches!(refused, Err(Error::ReadOnly { .. })),
        "{refused:?}"
    );
    let refused = store.set_setting("a", "b");
    assert!(
        matches!(refused, Err(Error::ReadOnly { .. })),
        "{refused:?}"
    );
}

#[test]
fn reading_changes_nothing_whatever_the_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "été #1?mode=rwc%41 ;&.mentorat", "file:b", " c "] {
        let inside = folder.path().join("folder");
        std::fs::create_dir(&inside).unwrap();
        let path = inside.join(name);
        let (store, assessment) = filled(&path, None);
        store.close().unwrap();
        std::fs::remove_file(beside(&path, ".reserve")).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let store = read(&path);
        assert_eq!(*store.access(), Access::Reading);
        assert_eq!(store.assessment(assessment.id).unwrap(), assessment);
        refuses_to_write(&store, &assessment);
        drop(store);
        assert_eq!(names(&inside), [name]);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        std::fs::remove_dir_all(&inside).unwrap();
    }
}

#[test]
fn a_file_that_another_application_turned_to_a_journal_is_turned_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    store.close().unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.pragma_update(None, "journal_mode", "DELETE").unwrap();
    drop(other);
    assert_eq!(read(&path).assessment(assessment.id).unwrap(), assessment);
    let store = open(&path).unwrap();
    answer(&store, &assessment, 1, "in the log");
    store.abandon();
    let store = open(&path).unwrap();
    assert_eq!(comment(&store, &assessment).as_deref(), Some("in the log"));
}

#[test]
fn a_log_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "in the log");
    store.abandon();
    let log = std::fs::read(beside(&path, "-wal")).unwrap();
    let store = read(&path);
    assert_eq!(comment(&store, &assessment).as_deref(), Some("in the log"));
    refuses_to_write(&store, &assessment);
    drop(store);
    assert_eq!(std::fs::read(beside(&path, "-wal")).unwrap(), log);
}

#[test]
fn what_someone_else_has_open_is_read_as_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "then");
    let reading = read(&path);
    let elsewhere = Access::OpenElsewhere {
        occupant: Some(occupant()),
    };
    assert_eq!(*reading.access(), elsewhere);
    answer(&store, &assessment, 2, "now");
    store.checkpoint().unwrap();
    assert_eq!(comment(&reading, &assessment).as_deref(), Some("then"));
    refuses_to_write(&reading, &assessment);
    drop(reading);
    assert_eq!(comment(&store, &assessment).as_deref(), Some("now"));
    match open(&path) {
        Err(Error::Locked { occupant: by, .. }) => assert_eq!(by, Some(occupant())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_or_folder_marked_as_read_only_is_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "in the log");
    store.abandon();
    let mark = |path: &Path, is_readonly| {
        let mut permissions = std::fs::metadata(path).unwrap().permissions();
        permissions.set_readonly(is_readonly);
        std::fs::set_permissions(path, permissions).unwrap();
    };
    let marked: &[&Path] = if cfg!(unix) {
        &[&path, folder.path()]
    } else {
        &[&path]
    };
    for marked in marked {
        mark(marked, true);
        assert!(matches!(open(&path), Err(Error::ReadOnly { .. })));
        let store = read(&path);
        assert_eq!(*store.access(), Access::ReadOnlyPlace);
        assert_eq!(comment(&store, &assessment).as_deref(), Some("in the log"));
        refuses_to_write(&store, &assessment);
        drop(store);
        mark(marked, false);
    }
}
