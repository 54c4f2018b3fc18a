//! What stands on the disk when a process dies at any step, and logs that belong elsewhere.

use rusqlite::config::DbConfig;

use super::*;
use crate::store::session;

/// A session under way: what was answered is in the log, evidence that grows the file too.
fn under_way(path: &Path) -> (Store, Assessment) {
    let (store, assessment) = filled(path, None);
    answer(&store, &assessment, 1, "brought in");
    store.checkpoint().unwrap();
    store
        .connection
        .execute_batch(
            "INSERT INTO content VALUES (7, 'sha256:' || hex(zeroblob(32)), 400000);
             INSERT INTO chunk VALUES (7, 0, randomblob(200000)), (7, 1, randomblob(200000));",
        )
        .unwrap();
    answer(&store, &assessment, 2, "in the log");
    (store, assessment)
}

/// Opens twice: after a crash, and after a crash right behind that opening.
fn is_whole(path: &Path, assessment: &Assessment, said: &str) {
    for _ in 0..2 {
        let store = open(path).unwrap();
        assert_eq!(comment(&store, assessment).as_deref(), Some(said));
        assert_eq!(store.found().log_moved_to, None);
        store.check().unwrap();
        store.abandon();
    }
    let store = open(path).unwrap();
    assert!(store.found().ended_uncleanly);
    store.close().unwrap();
    assert!(!open(path).unwrap().found().ended_uncleanly);
}

#[test]
fn what_was_committed_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = under_way(&path);
    store.abandon();
    is_whole(&path, &assessment, "in the log");
}

#[test]
fn a_crash_while_the_log_is_brought_in_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let there = folder.path().join("there");
    let (store, assessment) = under_way(&path);
    let before = std::fs::read(&path).unwrap();
    session::renew(&store.connection, "main", None).unwrap();
    copy(&path, &there);
    is_whole(&there, &assessment, "in the log");
    // The pages are in the main file, the log is not emptied yet.
    store
        .connection
        .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
        .unwrap();
    let after = std::fs::read(&path).unwrap();
    let pages = after.len() / 4096;
    assert!(after.len() > before.len() && pages > 100);
    for done in (0..12).chain([pages / 2, pages - 1, pages]) {
        copy(&path, &there);
        let cut = done * 4096;
        let mut main = after[..cut].to_vec();
        main.extend_from_slice(before.get(cut..).unwrap_or_default());
        std::fs::write(&there, main).unwrap();
        is_whole(&there, &assessment, "in the log");
    }
    store.checkpoint().unwrap();
    copy(&path, &there);
    is_whole(&there, &assessment, "in the log");
    drop(store);
    copy(&path, &there);
    assert_eq!(
        names(folder.path())
            .iter()
            .filter(|name| name.ends_with("-wal"))
            .count(),
        0
    );
    let store = open(&there).unwrap();
    assert!(!store.found().ended_uncleanly, "it was closed in order");
}

#[test]
fn a_log_of_another_time_is_moved_aside_and_never_applied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "old");
    store.close().unwrap();
    let old = std::fs::read(&path).unwrap();
    let store = open(&path).unwrap();
    let begun = std::fs::read(&path).unwrap();
    answer(&store, &assessment, 2, "between");
    store.checkpoint().unwrap();
    answer(&store, &assessment, 3, "new");
    store.abandon();
    let log = std::fs::read(beside(&path, "-wal")).unwrap();
    for (main, said, unclean) in [(old, "old", false), (begun, "old", true)] {
        std::fs::write(&path, main).unwrap();
        std::fs::write(beside(&path, "-wal"), &log).unwrap();
        let store = open(&path).unwrap();
        assert_eq!(comment(&store, &assessment).as_deref(), Some(said));
        let moved = store.found().log_moved_to.clone().unwrap();
        assert_eq!(store.found().ended_uncleanly, unclean);
        store.close().unwrap();
        assert_eq!(moved, folder.path().join("abime-2026-09-21"));
    }
    let moved = folder.path().join("abime-2026-09-21");
    assert_eq!(names(&moved), ["w-wal", "w-wal-2"]);
    assert_eq!(std::fs::read(moved.join("w-wal")).unwrap(), log);
}

#[test]
fn a_log_of_another_workspace_or_application_is_never_applied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "ours");
    store.close().unwrap();
    let (other, theirs) = filled(&folder.path().join("other"), None);
    answer(&other, &theirs, 1, "theirs");
    other.abandon();
    let foreign = rusqlite::Connection::open(folder.path().join("foreign")).unwrap();
    foreign
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    foreign
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1);")
        .unwrap();
    drop(foreign);
    std::fs::write(folder.path().join("torn-wal"), [7; 5000]).unwrap();
    for name in ["other", "foreign", "torn"] {
        std::fs::copy(
            folder.path().join(format!("{name}-wal")),
            beside(&path, "-wal"),
        )
        .unwrap();
        let store = open(&path).unwrap();
        assert_eq!(
            comment(&store, &assessment).as_deref(),
            Some("ours"),
            "{name}"
        );
        assert!(store.found().log_moved_to.is_some(), "{name}");
        store.close().unwrap();
    }
    // SQLite would play a rollback journal back.
    std::fs::write(beside(&path, "-journal"), [0xd9; 5000]).unwrap();
    let store = open(&path).unwrap();
    assert!(store.found().log_moved_to.is_some());
}

#[test]
fn a_copy_takes_no_log_of_what_it_was_copied_from() {
    let folder = tempfile::tempdir().unwrap();
    let (path, target) = (folder.path().join("w"), folder.path().join("copy"));
    let (store, assessment) = under_way(&path);
    store.copy_into(&target, &mut |_, _| true).unwrap();
    answer(&store, &assessment, 3, "after the copy");
    store.abandon();
    std::fs::copy(&target, &path).unwrap();
    let store = open(&path).unwrap();
    assert_eq!(comment(&store, &assessment).as_deref(), Some("in the log"));
    assert!(store.found().log_moved_to.is_some() && !store.found().ended_uncleanly);
}

#[test]
fn a_log_without_its_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, _) = under_way(&path);
    store.abandon();
    let log = std::fs::read(beside(&path, "-wal")).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(open(&path), Err(Error::Missing { .. })));
    let store = Store::create(&path, None, &occupant()).unwrap();
    let moved = store.found().log_moved_to.clone().unwrap();
    assert_eq!(std::fs::read(moved.join("w-wal")).unwrap(), log);
}

#[test]
fn a_missing_log_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = under_way(&path);
    store.abandon();
    std::fs::remove_file(beside(&path, "-wal")).unwrap();
    let store = open(&path).unwrap();
    assert!(store.found().ended_uncleanly && store.found().log_missing);
    assert_eq!(comment(&store, &assessment).as_deref(), Some("brought in"));
}

#[test]
fn a_damaged_log_gives_what_came_before_the_damage_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, None);
    answer(&store, &assessment, 1, "before");
    let whole = std::fs::metadata(beside(&path, "-wal")).unwrap().len() as usize;
    answer(&store, &assessment, 2, "damaged");
    answer(&store, &assessment, 3, "lost");
    store.abandon();
    let mut log = std::fs::read(beside(&path, "-wal")).unwrap();
    log[whole + 100] ^= 1;
    std::fs::write(beside(&path, "-wal"), &log).unwrap();
    let store = open(&path).unwrap();
    assert_eq!(comment(&store, &assessment).as_deref(), Some("before"));
    let kept = store.found().log_damaged.clone().unwrap();
    assert_eq!(std::fs::read(kept.join("w-wal")).unwrap(), log);
}

#[test]
fn after_a_failing_disk_nothing_goes_on_until_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = under_way(&path);
    let transaction = store.transaction().unwrap();
    transaction.execute("DELETE FROM setting", []).unwrap();
    let failed = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_FSYNC);
    let told = store.explain(rusqlite::Error::SqliteFailure(failed, None));
    assert!(matches!(told, Error::Disk { .. }));
    drop(transaction);
    assert!(matches!(store.transaction(), Err(Error::Poisoned { .. })));
    let read = store.assessment(assessment.id);
    assert!(matches!(read, Err(Error::Poisoned { .. })));
    assert!(matches!(store.check(), Err(Error::Poisoned { .. })));
    assert!(matches!(store.close(), Err(Error::Poisoned { .. })));
    is_whole(&path, &assessment, "in the log");
}

#[test]
fn a_full_disk_refuses_frees_the_reserve_and_keeps_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = under_way(&path);
    let limit = |pages: u32| {
        let set = format!("PRAGMA max_page_count = {pages}");
        store.connection.query_row(&set, [], |_| Ok(())).unwrap();
    };
    limit(1);
    let large = "é".repeat(50_000);
    let edits = edits_of_answer(&Answer {
        comment: Some(large),
        ..Answer::blank(assessment.answers[0].standard.clone())
    });
    let refused = store.change(assessment.id, at(3), None, &edits);
    assert!(matches!(refused, Err(Error::Full { .. })));
    assert!(
        !beside(&path, ".reserve").exists(),
        "given back to the disk"
    );
    assert_eq!(comment(&store, &assessment).as_deref(), Some("in the log"));
    limit(100_000);
    answer(&store, &assessment, 4, "after");
    store.close().unwrap();
    let store = open(&path).unwrap();
    assert_eq!(comment(&store, &assessment).as_deref(), Some("after"));
    assert!(beside(&path, ".reserve").exists(), "made again");
}
