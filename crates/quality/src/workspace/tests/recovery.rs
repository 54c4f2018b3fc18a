//! Damaged workspaces, and what is put in their place.

use std::fs;
use std::path::Path;

use super::case::{Case, HOUR, START, both, case, new_secret, old_secret};
use super::edge;
use crate::clock::Moment;
use crate::store;
use crate::workspace::{Error, Recovered, Workspace, copies, restore_copy};

/// What can befall a file.
const DAMAGES: [fn(&mut Vec<u8>); 6] = [
    |bytes| bytes[..4096].fill(0),
    |bytes| bytes[..100].fill(0),
    |bytes| bytes.truncate(bytes.len() / 2),
    |bytes| bytes.truncate(1),
    |bytes| bytes.clear(),
    |bytes| {
        bytes
            .iter_mut()
            .skip(8192)
            .step_by(4096)
            .for_each(|byte| *byte ^= 0x55);
    },
];

#[test]
fn a_damaged_workspace_is_put_aside_and_the_newest_copy_put_in_its_place() {
    for passphrase in both() {
        for damage in DAMAGES {
            let (case, workspace) = case(passphrase.clone());
            case.copy(&workspace, "first");
            let newest = case.copy(&workspace, "second");
            case.answer(&workspace, "lost");
            workspace.close().unwrap();
            let mut bytes = fs::read(case.path()).unwrap();
            damage(&mut bytes);
            fs::write(case.path(), &bytes).unwrap();
            let (back, recovered) = case.recover().unwrap();
            let recovered = recovered.unwrap();
            assert_eq!(case.comment(&back).as_deref(), Some("second"));
            back.check().unwrap();
            let from = copies(&case.copies()).unwrap().remove(0);
            assert_eq!(
                (recovered.from, newest),
                (from.made_at, case.copies().join(from.file_name))
            );
            assert_eq!(recovered.missing_evidence, [] as [String; 0]);
            let kept = Path::new(&recovered.moved_to).join(case.path().file_name().unwrap());
            assert_eq!(fs::read(kept).unwrap(), bytes, "nothing is ever deleted");
            drop(back);
            assert_eq!(case.recover().unwrap().1, None, "once is enough");
        }
    }
}

#[test]
fn bad_copies_are_passed_over_and_with_none_left_nothing_moves() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        let first = case.copy(&workspace, "first");
        let second = case.copy(&workspace, "second");
        workspace.close().unwrap();
        fs::write(case.path(), [0; 8192]).unwrap();
        let mut bytes = fs::read(&second).unwrap();
        bytes
            .iter_mut()
            .skip(5000)
            .step_by(4096)
            .for_each(|byte| *byte ^= 1);
        fs::write(&second, &bytes).unwrap();
        let (back, recovered) = case.recover().unwrap();
        let skipped = recovered.unwrap().skipped_copies;
        assert_eq!(skipped, [second.file_name().unwrap().to_str().unwrap()]);
        assert_eq!(case.comment(&back).as_deref(), Some("first"));
        drop(back);
        fs::write(case.path(), [0; 8192]).unwrap();
        fs::write(&first, b"").unwrap();
        let before = case.asides().len();
        let refused = case.recover().err().unwrap();
        assert!(matches!(refused, Error::NoGoodCopy { .. }), "{refused}");
        assert_eq!(fs::read(case.path()).unwrap(), [0; 8192]);
        assert_eq!(case.asides().len(), before);
    }
}

#[test]
fn a_log_without_its_workspace_calls_for_a_copy() {
    let (case, workspace) = case(None);
    case.copy(&workspace, "kept");
    workspace.close().unwrap();
    fs::remove_file(case.path()).unwrap();
    let refused = case.recover().err().unwrap();
    assert!(matches!(
        refused,
        Error::Store(store::Error::Missing { .. })
    ));
    let mut log = case.path().into_os_string();
    log.push("-wal");
    fs::write(&log, [7; 5000]).unwrap();
    let (back, recovered) = case.recover().unwrap();
    assert_eq!(case.comment(&back).as_deref(), Some("kept"));
    let kept = Path::new(&recovered.unwrap().moved_to).join(Path::new(&log).file_name().unwrap());
    assert_eq!(fs::read(kept).unwrap(), [7; 5000]);
}

#[test]
fn a_file_that_never_was_this_workspace_stays_where_it_is() {
    let (case, workspace) = case(None);
    case.copy(&workspace, "a");
    let letter = case.folder.path().join("letter.docx");
    fs::write(&letter, b"PK\x03\x04 a letter").unwrap();
    let refused = Workspace::open_or_recover(&letter, &case.folders(), None, case.edge());
    assert!(refused.is_err());
    assert_eq!(fs::read(&letter).unwrap(), b"PK\x03\x04 a letter");
}

#[test]
fn a_wrong_passphrase_is_no_damage() {
    let (case, workspace) = case(Some(old_secret()));
    case.copy(&workspace, "a");
    workspace.close().unwrap();
    for wrong in [None, Some(new_secret())] {
        let refused = case.recover_under(wrong.as_ref()).err().unwrap();
        let is_told = matches!(
            refused,
            Error::Store(
                store::Error::WrongPassphrase { .. } | store::Error::PassphraseWanted { .. }
            )
        );
        assert!(is_told, "{refused}");
        assert!(case.asides().is_empty());
    }
}

/// What a recovery that was cut short would have said.
fn recovered() -> Recovered {
    Recovered {
        from: Moment::from_unix(START).unwrap(),
        last_change: None,
        moved_to: "abime".into(),
        skipped_copies: vec!["one".into()],
        missing_evidence: Vec::new(),
    }
}

/// Leaves a recovery as it stands after so many of its moves.
fn interrupted(case: &Case, moves: usize) {
    let aside = case.folder.path().join("abime-2026-11-18_090640");
    fs::create_dir(&aside).unwrap();
    let name = case.path().file_name().unwrap().to_owned();
    let marker = serde_json::json!({"file_name": name.to_str().unwrap(), "recovered": recovered()});
    fs::write(aside.join("unfinished"), marker.to_string()).unwrap();
    let part = case
        .folder
        .path()
        .join(format!(".{}.7.part", name.to_str().unwrap()));
    fs::write(part, b"half").unwrap();
    let mut log = case.path().into_os_string();
    log.push("-wal");
    let mut log_name = name.clone();
    log_name.push("-wal");
    fs::write(&log, b"stale").unwrap();
    if moves > 0 {
        fs::rename(&log, aside.join(log_name)).unwrap();
    }
    if moves > 1 {
        fs::rename(case.path(), aside.join(&name)).unwrap();
    }
}

#[test]
fn a_recovery_cut_short_is_taken_up_again() {
    for moves in 0..=2 {
        let (case, workspace) = case(None);
        case.copy(&workspace, "kept");
        workspace.close().unwrap();
        fs::write(case.path(), [0; 8192]).unwrap();
        interrupted(&case, moves);
        let (back, recovered) = case.recover().unwrap();
        assert!(recovered.is_some(), "{moves}");
        assert_eq!(case.comment(&back).as_deref(), Some("kept"));
        drop(back);
        assert_eq!(case.asides().len(), 1);
        let left = fs::read_dir(case.folder.path()).unwrap();
        let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert!(names.into_iter().all(|name| !name.ends_with(".part")));
        assert_eq!(case.recover().unwrap().1, None);
    }
}

#[test]
fn a_recovery_cut_short_after_its_last_move_opens_and_says_what_was_done() {
    let (case, workspace) = case(None);
    let copy = case.copy(&workspace, "kept");
    workspace.close().unwrap();
    interrupted(&case, 2);
    restore_copy(&copy, &case.path(), None, &edge(), &mut |_, _| true).unwrap();
    let (back, told) = case.recover().unwrap();
    assert_eq!(told, Some(recovered()));
    case.answer(&back, "since");
    back.close().unwrap();
    let (back, told) = case.recover().unwrap();
    assert_eq!(told, None, "told once");
    assert_eq!(case.comment(&back).as_deref(), Some("since"));
}

#[test]
fn a_copy_from_the_future_is_taken_only_when_it_knows_more() {
    let (case, workspace) = case(None);
    case.wait(1000 * HOUR);
    case.copy(&workspace, "future");
    case.wait(-1001 * HOUR);
    case.copy(&workspace, "present");
    workspace.close().unwrap();
    fs::write(case.path(), [0; 8192]).unwrap();
    let back = case.recover().unwrap().0;
    assert_eq!(case.comment(&back).as_deref(), Some("present"));
}
