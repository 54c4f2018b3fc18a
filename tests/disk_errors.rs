//! G3, G4, G5: a disk that refuses a call costs nothing that was acknowledged, and is not hidden.
//!
//! Each work is done with one call of one kind failing, the first, the second, and so on. Then it
//! was either refused, or what was acknowledged is there; never by half, and never a panic.

use std::path::Path;

use promises::worker::{ACKNOWLEDGEMENTS, Work, last_acknowledged, last_of, work};

use crate::executable::{executable, text};
use crate::fault::dice::Dice;
use crate::fault::disk::{FileSystem, Folder, Record};
use crate::fault::{Fault, checked, is_thorough, quick_folder, said, times, watched, working};

/// How each call is made to fail.
const FAULTS: &[(&str, &str)] = &[
    ("write", "ENOSPC"),
    ("write", "EDQUOT"),
    ("write", "EIO"),
    ("fsync", "EIO"),
    ("fsync", "ENOSPC"),
    ("rename", "EACCES"),
    ("rename", "ENOSPC"),
    ("open", "EACCES"),
    ("open", "EMFILE"),
    ("truncate", "EIO"),
    ("unlink", "EIO"),
];

/// Fails the calls of a work one by one; in a short run those that come first, and a few others.
fn assert_never_by_half(name: &str, repeats: usize, short: usize) {
    let work: &dyn Work = work(name).unwrap();
    let place = quick_folder();
    let before = place.path().join("before");
    std::fs::create_dir(&before).unwrap();
    work.prepare(&before);
    let prepared = Folder::read(&before);
    let mut dice = Dice::new(3);
    for (call, what) in FAULTS {
        let mut at = 1;
        for tried in 0.. {
            let lasting = dice.below(2) == 0;
            let fault = Fault {
                call,
                at,
                what,
                lasting,
            };
            let folder = tempfile::tempdir_in(place.path()).unwrap();
            let (folder, mark) = (folder.path().join("w"), folder.path().join("mark"));
            std::fs::create_dir(&folder).unwrap();
            prepared.write(&before, &folder);
            let output = working(work, &folder, repeats, Some(fault))
                .env("FAULT_MARK", &mark)
                .output()
                .unwrap();
            let code = output.status.code();
            assert!(
                matches!(code, Some(0 | 1)),
                "{name}, {fault:?}: {}",
                said(&output)
            );
            if let Err(complaint) = checked(work, &folder, last_acknowledged(&folder)) {
                panic!("{name}, {fault:?}: {complaint}\n{}", said(&output));
            }
            if !mark.exists() || (!is_thorough() && tried >= short) {
                break;
            }
            at += if is_thorough() {
                1
            } else {
                1 + dice.below(1 << tried.min(5))
            };
        }
    }
}

#[test]
fn g4_an_answer_that_the_disk_refuses_changes_nothing() {
    assert_never_by_half("answer", 3, 3);
}

#[test]
fn g4_evidence_that_the_disk_refuses_changes_nothing() {
    assert_never_by_half("attach", 2, 2);
}

#[test]
fn g3_an_export_that_the_disk_refuses_leaves_the_old_one() {
    assert_never_by_half("export", 2, 2);
}

#[test]
fn g3_a_copy_that_the_disk_refuses_is_not_there() {
    assert_never_by_half("backup", 1, 2);
}

#[test]
fn g3_a_workspace_that_the_disk_refuses_to_restore_is_not_there() {
    assert_never_by_half("restore", 1, 2);
}

/// Once a sync failed, what it was for is lost, whatever a later sync says: so each sync of a
/// work fails in turn, the work goes on as long as it is let, and then the power is cut.
fn assert_no_failed_sync_is_hidden(name: &str, repeats: usize, short: usize) {
    let work: &dyn Work = work(name).unwrap();
    let place = quick_folder();
    let before = place.path().join("before");
    std::fs::create_dir(&before).unwrap();
    work.prepare(&before);
    let prepared = Folder::read(&before);
    for at in (1..).step_by(times(3, 1)) {
        let fault = Fault {
            call: "fsync",
            at,
            what: "EIO",
            lasting: false,
        };
        let folder = tempfile::tempdir_in(place.path()).unwrap();
        let (folder, log) = (folder.path().join("w"), folder.path().join("log"));
        let mark = folder.with_extension("mark");
        std::fs::create_dir(&folder).unwrap();
        prepared.write(&before, &folder);
        let stood = Folder::read(&folder);
        let output = working(work, &folder, repeats, Some(fault))
            .env("FAULT_MARK", &mark)
            .env("RECORD_OUT", &log)
            .output()
            .unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{}",
            said(&output)
        );
        let record = Record::read(std::fs::read(&log).unwrap(), &stood);
        for seed in 0..3 {
            let acknowledgements = folder.join(ACKNOWLEDGEMENTS);
            let mut dice = Dice::new(seed);
            let (left, seen) = record.cut(
                record.len(),
                FileSystem::Ordered,
                &acknowledgements,
                &mut dice,
            );
            let after = tempfile::tempdir_in(place.path()).unwrap();
            left.write(&folder, after.path());
            if let Err(complaint) = checked(work, after.path(), last_of(&seen)) {
                panic!("{name}, {fault:?}: {complaint}\n{}", said(&output));
            }
        }
        if !mark.exists() || (!is_thorough() && at > short) {
            break;
        }
    }
}

#[test]
fn g5_an_answer_after_a_failed_sync_is_not_acknowledged_unless_it_lasts() {
    assert_no_failed_sync_is_hidden("answer", 4, 12);
}

#[test]
fn g5_evidence_after_a_failed_sync_is_not_acknowledged_unless_it_lasts() {
    assert_no_failed_sync_is_hidden("attach", 3, 9);
}

/// What the executable says when one of its calls fails.
fn assert_told_in_french(folder: &Path, arguments: &[&str], short: usize) {
    for (call, what) in FAULTS {
        for at in 1..=times(short, 60) {
            let fault = Fault {
                call,
                at,
                what,
                lasting: true,
            };
            let mark = folder.with_extension("mark");
            let _ = std::fs::remove_file(&mark);
            let output = watched(executable(), folder, Some(fault))
                .args(arguments)
                .env("FAULT_MARK", &mark)
                .env_remove("DISPLAY")
                .output()
                .unwrap();
            let told = said(&output);
            assert!(
                !told.contains("panicked"),
                "{arguments:?}, {fault:?}: {told}"
            );
            match output.status.code() {
                Some(0) => {}
                Some(1 | 2) => assert_french(&told, &format!("{arguments:?}, {fault:?}")),
                _ => panic!("{arguments:?}, {fault:?}: {told}"),
            }
            if !mark.exists() {
                break;
            }
        }
    }
}

/// A French sentence, and no word of the program's own.
fn assert_french(told: &str, when: &str) {
    let is_sentence = [" est ", " a ", " n’", " signale ", " ont ", "’est "]
        .iter()
        .any(|word| told.contains(word));
    let is_raw = ["Error", "os error", "SqliteFailure", "disk I/O"]
        .iter()
        .any(|word| told.contains(word));
    assert!(is_sentence && !is_raw, "{when}: {told}");
}

#[test]
fn g4_what_the_disk_refuses_is_told_in_french() {
    let place = quick_folder();
    let folder = place.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    promises::worker::make_light_workspace(&folder, None);
    let workspace = folder.join(promises::worker::WORKSPACE);
    let id = promises::worker::demo_id().to_string();
    let (workspace, out) = (text(&workspace), folder.join("sortie"));
    let out = text(&out);
    let json = format!("{out}.json");
    let export = [
        "export",
        "--workspace",
        workspace,
        "--assessment",
        &id,
        "--out",
        &json,
    ];
    assert_told_in_french(&folder, &export, 2);
    assert_told_in_french(&folder, &["check", "--workspace", workspace], 2);
    assert_told_in_french(
        &folder,
        &["backup", "--workspace", workspace, "--out", out],
        1,
    );
}
