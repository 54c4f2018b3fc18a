//! The store over real files.

mod crash;
mod damage;
mod forms;
mod reading;

use std::path::{Path, PathBuf};

use super::{Error, Occupant, Passphrase, Store, beside, edits_of_answer};
use crate::assessment::{self, Answer, Assessment, Verdict};
use crate::clock::Moment;
use crate::grid::{self, Published};
use crate::id::StandardId;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn complete() -> (Published, Assessment) {
    let bytes = std::fs::read(fixtures().join("grids/valid/complete.json")).unwrap();
    let published = grid::read(bytes).unwrap();
    let bytes = std::fs::read(fixtures().join("assessments/complete.json")).unwrap();
    let assessment = assessment::read(&bytes, &published).unwrap();
    (published, assessment)
}

pub(super) fn at(second: i64) -> Moment {
    Moment::from_unix(1_790_000_000 + second).unwrap()
}

pub(super) fn occupant() -> Occupant {
    Occupant {
        by: "ana".into(),
        host: "poste".into(),
        since: at(0),
    }
}

pub(super) fn filled(path: &Path, passphrase: Option<&Passphrase>) -> (Store, Assessment) {
    let (published, assessment) = complete();
    let store = Store::create(path, passphrase, &occupant()).unwrap();
    store.keep_edition(&published).unwrap();
    let transaction = store.transaction().unwrap();
    store
        .create_within(&transaction, &assessment, at(0), None)
        .unwrap();
    store.commit(transaction).unwrap();
    (store, assessment)
}

/// An answer that says `comment`, for the first standard.
fn answer(store: &Store, assessment: &Assessment, second: i64, comment: &str) {
    let answer = Answer {
        comment: Some(comment.to_owned()),
        ..Answer::blank(assessment.answers[0].standard.clone())
    };
    let edits = edits_of_answer(&answer);
    store
        .change(assessment.id, at(second), None, &edits)
        .unwrap();
}

/// What the first answer says.
fn comment(store: &Store, assessment: &Assessment) -> Option<String> {
    store.assessment(assessment.id).unwrap().answers[0]
        .comment
        .clone()
}

fn open(path: &Path) -> Result<Store, Error> {
    Store::open(path, None, &occupant())
}

/// Puts copies of a file and its log where no store has been.
fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap();
    let (from, to) = (beside(from, "-wal"), beside(to, "-wal"));
    let _ = std::fs::remove_file(&to);
    if from.exists() {
        std::fs::copy(from, to).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn secret(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

#[test]
fn an_assessment_comes_back_as_it_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("été #1?.mentorat");
    let (store, assessment) = filled(&path, None);
    assert_eq!(store.assessment(assessment.id).unwrap(), assessment);
    drop(store);
    let store = Store::open(&path, None, &occupant()).unwrap();
    assert_eq!(store.assessment(assessment.id).unwrap(), assessment);
    assert_eq!(
        store.edition(assessment.grid.file_digest).unwrap(),
        complete().0
    );
    store.check().unwrap();
}

#[test]
fn undo_and_redo_walk_through_the_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (store, first) = filled(&folder.path().join("w"), None);
    let id = first.id;
    let standard = first.answers[0].standard.clone();
    let answer = |verdict, note: &str| Answer {
        verdict: Some(verdict),
        private_note: Some(note.to_owned()),
        ..Answer::blank(standard.clone())
    };
    let change = |second, answer: &Answer| {
        store
            .change(id, at(second), Some("a"), &edits_of_answer(answer))
            .unwrap();
        store.assessment(id).unwrap()
    };
    let undo = || {
        store.revert(id, store.standing(id).unwrap().undo, at(9), None)?;
        store.assessment(id)
    };
    let redo = || {
        store.revert(id, store.standing(id).unwrap().redo, at(9), None)?;
        store.assessment(id)
    };
    let second = change(1, &answer(Verdict::NotMet, "x"));
    let third = change(2, &answer(Verdict::Met, "y"));
    assert_eq!(
        change(3, &answer(Verdict::Met, "y")),
        third,
        "the same again is no change"
    );
    assert_eq!(undo().unwrap(), second);
    assert_eq!(undo().unwrap(), first);
    assert!(
        matches!(undo(), Err(Error::NothingToRevert)),
        "its making cannot be undone"
    );
    assert_eq!(redo().unwrap(), second);
    assert_eq!(redo().unwrap(), third);
    assert!(matches!(redo(), Err(Error::NothingToRevert)));
    assert_eq!(undo().unwrap(), second);
    let other = change(4, &answer(Verdict::PartlyMet, "z"));
    assert!(
        matches!(redo(), Err(Error::NothingToRevert)),
        "a new change ends what could be redone"
    );
    assert_eq!(undo().unwrap(), second);
    assert_eq!(redo().unwrap(), other);
    store.check().unwrap();
}

#[test]
fn the_public_journal_knows_nothing_of_private_notes() {
    let folder = tempfile::tempdir().unwrap();
    let (store, assessment) = filled(&folder.path().join("w"), None);
    let noted = Answer {
        private_note: Some("très privé".into()),
        ..Answer::blank(assessment.answers[0].standard.clone())
    };
    store
        .change(assessment.id, at(1), None, &edits_of_answer(&noted))
        .unwrap();
    let lines = crate::journal::write(&store.journal(assessment.id).unwrap());
    let text = String::from_utf8(lines.clone()).unwrap();
    assert!(
        !text.contains("très privé") && !text.contains("private_note") && !text.contains("note\"")
    );
    assert!(crate::journal::verify(&lines).unwrap().head.entries > 3);
}

#[test]
fn an_encrypted_file_opens_with_its_passphrase_alone_and_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, assessment) = filled(&path, Some(&secret("une phrase à retenir")));
    let name = assessment.organisation.name.clone();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    let shown = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!shown(name.as_bytes()) && !shown(b"SQLite format 3"));
    assert!(matches!(
        Store::open(&path, None, &occupant()),
        Err(Error::PassphraseWanted { .. })
    ));
    let wrong = Store::open(&path, Some(&secret("autre")), &occupant());
    assert!(matches!(wrong, Err(Error::WrongPassphrase { .. })));
    let store = Store::open(&path, Some(&secret("une phrase à retenir")), &occupant()).unwrap();
    assert_eq!(store.assessment(assessment.id).unwrap(), assessment);
    store.check().unwrap();
}

#[test]
fn a_second_opening_is_refused_while_the_first_lasts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let (store, _) = filled(&path, None);
    assert!(matches!(
        Store::open(&path, None, &occupant()),
        Err(Error::Locked { .. })
    ));
    drop(store);
    assert!(Store::open(&path, None, &occupant()).is_ok());
}

#[test]
fn what_is_no_workspace_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let opened = |name: &str| Store::open(&path(name), None, &occupant()).unwrap_err();
    assert!(matches!(opened("absent"), Error::Missing { .. }));
    assert!(matches!(opened("."), Error::NotAWorkspace { .. }));
    std::fs::write(path("letter.docx"), b"PK\x03\x04 a letter").unwrap();
    assert!(matches!(opened("letter.docx"), Error::NotAWorkspace { .. }));
    let other = rusqlite::Connection::open(path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(other);
    assert!(matches!(opened("other.db"), Error::NotAWorkspace { .. }));
    let (store, _) = filled(&path("newer"), None);
    store
        .connection
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(store);
    let before = std::fs::read(path("newer")).unwrap();
    assert!(matches!(opened("newer"), Error::Newer { found: 99, .. }));
    assert_eq!(std::fs::read(path("newer")).unwrap(), before);
}

#[test]
fn an_altered_record_of_the_journal_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = filled(&folder.path().join("w"), None);
    store
        .connection
        .execute("UPDATE entry SET after = '{}' WHERE sequence = 2", [])
        .unwrap();
    assert!(matches!(store.check(), Err(Error::Journal { .. })));
}

#[test]
fn an_answer_for_one_standard_leaves_the_others_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (store, before) = filled(&folder.path().join("w"), None);
    let standard: StandardId = before.answers[1].standard.clone();
    let answer = Answer {
        verdict: Some(Verdict::Met),
        ..Answer::blank(standard)
    };
    store
        .change(before.id, at(1), None, &edits_of_answer(&answer))
        .unwrap();
    let after = store.assessment(before.id).unwrap();
    let expected: Vec<Answer> = before
        .answers
        .iter()
        .map(|a| {
            if a.standard == answer.standard {
                answer.clone()
            } else {
                a.clone()
            }
        })
        .collect();
    assert_eq!(
        after,
        Assessment {
            answers: expected,
            ..before
        }
    );
}
