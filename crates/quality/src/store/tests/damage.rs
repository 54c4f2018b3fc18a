//! Files that are not what was written: refused, or unchanged in what they say.

use super::*;
use crate::digest::Digest;
use crate::evidence;

const CONTENT: &[u8] = &[b'p'; 30_000];

/// A closed file with evidence, and everything that it says.
fn closed(path: &Path) -> Said {
    let (store, assessment) = filled(path, None);
    let transaction = store.transaction().unwrap();
    evidence::keep(&transaction, "a.txt", CONTENT, 1 << 20, &mut |_| true).unwrap();
    store.commit(transaction).unwrap();
    answer(&store, &assessment, 1, "first");
    store
        .revert(
            assessment.id,
            store.standing(assessment.id).unwrap().undo,
            at(2),
            None,
        )
        .unwrap();
    store.set_setting("last_opened", "here").unwrap();
    let said = said(&store, &assessment);
    store.close().unwrap();
    said
}

#[derive(Debug, PartialEq)]
struct Said {
    assessment: Assessment,
    journal: Vec<u8>,
    setting: Option<String>,
    standing: crate::store::Standing,
    edition: Vec<u8>,
}

fn said(store: &Store, assessment: &Assessment) -> Said {
    let id = assessment.id;
    let edition = store.edition(assessment.grid.file_digest).unwrap();
    Said {
        assessment: store.assessment(id).unwrap(),
        journal: crate::journal::write(&store.journal(id).unwrap()),
        setting: store.setting("last_opened").unwrap(),
        standing: store.standing(id).unwrap(),
        edition: edition.bytes().to_vec(),
    }
}

/// Refused, or every fact is what it was and evidence is never wrong.
fn is_refused_or_same(opened: Result<Store, Error>, expected: &Said, at: &str) -> bool {
    let Ok(store) = opened else { return true };
    assert_eq!(&said(&store, &expected.assessment), expected, "{at}");
    let mut out = Vec::new();
    if evidence::write_to(&store.connection, Digest::of(CONTENT), &mut out).is_ok() {
        assert_eq!(out, CONTENT, "{at}");
    }
    store.abandon();
    false
}

#[test]
fn no_turned_bit_changes_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let expected = closed(&path);
    let bytes = std::fs::read(&path).unwrap();
    let altered = folder.path().join("altered");
    let mut refused = 0;
    let heads = (0..100_usize).map(|byte| byte * 8 + byte % 8);
    // The multiplier of Knuth's MMIX generator spreads the rest over the whole file.
    let spread = (1..200_u64).map(|n| {
        let bits = bytes.len() as u64 * 8;
        usize::try_from((n.wrapping_mul(6_364_136_223_846_793_005) >> 20) % bits).unwrap()
    });
    for (number, bit) in heads.chain(spread).enumerate() {
        let mut turned = bytes.clone();
        turned[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&altered, &turned).unwrap();
        let opened = if number % 10 == 0 {
            Store::open(&altered, None, &occupant())
        } else {
            Store::open_to_read(&altered, None, &occupant())
        };
        refused += usize::from(is_refused_or_same(opened, &expected, &format!("bit {bit}")));
    }
    assert!(
        refused > 100,
        "{refused}: most bits of a small file say something"
    );
}

#[test]
fn a_file_cut_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    closed(&path);
    let bytes = std::fs::read(&path).unwrap();
    let steps = (0..40).map(|step| bytes.len() * step / 40);
    for length in steps.chain([1, 15, 16, 99, 100, 511, 4095, 4096, bytes.len() - 1]) {
        std::fs::write(&path, &bytes[..length]).unwrap();
        assert!(open(&path).is_err(), "{length}");
        assert_eq!(
            std::fs::read(&path).unwrap(),
            bytes[..length],
            "left as it is"
        );
    }
    let mut headless = bytes;
    headless[..100].fill(0);
    std::fs::write(&path, &headless).unwrap();
    assert!(matches!(open(&path), Err(Error::Damaged { .. })));
}

/// Changes a closed file from outside.
fn from_outside(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn what_others_put_into_the_file_keeps_it_shut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    closed(&path);
    let bytes = std::fs::read(&path).unwrap();
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM record; END",
        "CREATE VIEW v AS SELECT * FROM record",
        "CREATE VIRTUAL TABLE f USING fts5(a)",
        "CREATE TABLE other (a)",
        "CREATE INDEX i ON record (content)",
        "ALTER TABLE record ADD COLUMN more TEXT",
        "DROP TABLE setting",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'record'",
    ] {
        std::fs::write(&path, &bytes).unwrap();
        from_outside(&path, sql);
        let altered = std::fs::read(&path).unwrap();
        let opened = [open(&path), Store::open_to_read(&path, None, &occupant())];
        for refused in opened {
            assert!(matches!(refused, Err(Error::ForeignSchema { .. })), "{sql}");
        }
        assert_eq!(std::fs::read(&path).unwrap(), altered, "left as it is");
    }
}

#[test]
fn a_fact_changed_from_outside_is_noticed_whatever_the_end_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    closed(&path);
    let bytes = std::fs::read(&path).unwrap();
    let journaled = [
        "UPDATE record SET content = replace(content, '\"', ' \"') WHERE kind = 'programme';
         UPDATE record SET content = json_set(content, '$.name', 'x') WHERE kind = 'programme'",
        "DELETE FROM record WHERE kind = 'answer'",
        "INSERT INTO record SELECT assessment, kind, 'x', 99, content FROM record LIMIT 1",
        "UPDATE entry SET after = '{}' WHERE sequence = 2",
        "DELETE FROM entry WHERE sequence = 3",
        "UPDATE cause SET reverts = 1 WHERE reverts IS NOT NULL",
        "UPDATE cause SET reverts = 77 WHERE reverts IS NOT NULL",
        "UPDATE entry SET recorded_at = '2020-01-01T00:00:00Z'",
    ];
    let others = [
        "UPDATE setting SET value = 'x'",
        "UPDATE record SET position = -position",
    ];
    for sql in journaled.iter().chain(&others) {
        std::fs::write(&path, &bytes).unwrap();
        from_outside(&path, sql);
        let refused = open(&path).err();
        assert!(
            matches!(refused, Some(Error::Damaged { .. })),
            "{sql}: {refused:?}"
        );
    }
    for sql in journaled {
        std::fs::write(&path, &bytes).unwrap();
        from_outside(&path, sql);
        from_outside(&path, "UPDATE session SET facts_digest = NULL");
        let refused = open(&path).err();
        let is_told = matches!(refused, Some(Error::Damaged { .. } | Error::Journal { .. }));
        assert!(is_told, "{sql}: {refused:?}");
    }
}
