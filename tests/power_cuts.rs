//! G2, G3: what was acknowledged is there, whole, after a power cut at any moment.
//!
//! A work is done once under the recorder; then the states that its disk may be left in are made
//! one by one, and each is opened as a person would.

use promises::worker::{ACKNOWLEDGEMENTS, Work, last_acknowledged, last_of, work};

use crate::fault::dice::Dice;
use crate::fault::disk::FileSystem;
use crate::fault::{checked, quick_folder, record, times};

/// Cuts the power during `repeats` times of a work, at some moments or at 150, three ways each.
fn assert_lost_nothing(name: &str, repeats: usize, moments: usize) {
    let work: &dyn Work = work(name).unwrap();
    let place = quick_folder();
    let folder = place.path().join("before");
    std::fs::create_dir(&folder).unwrap();
    work.prepare(&folder);
    let record = record(work, &folder, repeats);
    let said = last_acknowledged(&folder);
    assert_eq!(checked(work, &folder, said), Ok(said));
    let (mut faults, mut states) = (Vec::new(), 0);
    for system in [FileSystem::Posix, FileSystem::Ordered] {
        let mut dice = Dice::new(1);
        for _ in 0..times(moments, 150) {
            let moment = 1 + dice.below(record.len());
            for variant in 0..times(1, 3) as u64 {
                let seed = (moment as u64) << 8 | variant;
                let acknowledgements = folder.join(ACKNOWLEDGEMENTS);
                let (left, seen) =
                    record.cut(moment, system, &acknowledgements, &mut Dice::new(seed));
                let after = tempfile::tempdir_in(place.path()).unwrap();
                left.write(&folder, after.path());
                states += 1;
                if let Err(complaint) = checked(work, after.path(), last_of(&seen)) {
                    faults.push(format!(
                        "{system:?}, after {moment} of {}, variant {variant}: {complaint}",
                        record.len()
                    ));
                }
            }
        }
    }
    let first = faults
        .iter()
        .take(5)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        faults.is_empty(),
        "{} of {states} states:\n{first}",
        faults.len()
    );
}

#[test]
fn g2_answers_survive_a_power_cut() {
    assert_lost_nothing("answer", 12, 40);
}

#[test]
fn g2_answers_survive_a_power_cut_in_an_encrypted_workspace() {
    assert_lost_nothing("answer-encrypted", 8, 5);
}

#[test]
fn g2_evidence_and_its_bytes_survive_a_power_cut_together() {
    assert_lost_nothing("attach", 6, 25);
}

#[test]
fn g2_evidence_survives_a_power_cut_in_an_encrypted_workspace() {
    assert_lost_nothing("attach-encrypted", 4, 5);
}

#[test]
fn g3_an_export_is_the_old_or_the_new_one_after_a_power_cut() {
    assert_lost_nothing("export", 6, 25);
}

#[test]
fn g3_a_dossier_is_the_old_or_the_new_one_after_a_power_cut() {
    assert_lost_nothing("issue", 2, 6);
}

#[test]
fn g2_whole_copies_survive_a_power_cut() {
    assert_lost_nothing("backup", 4, 20);
}

#[test]
fn g2_restored_workspaces_survive_a_power_cut() {
    assert_lost_nothing("restore", 3, 20);
}

#[test]
fn g8_a_past_form_is_old_or_new_after_a_power_cut() {
    assert_lost_nothing("migrate", 1, 20);
}

#[test]
fn g7_automatic_copies_survive_a_power_cut() {
    assert_lost_nothing("copy", 4, 20);
}

#[test]
fn g6_a_recovery_cut_off_is_taken_up_again() {
    assert_lost_nothing("recover", 1, 20);
}

#[test]
fn g3_a_change_of_passphrase_is_done_or_not_after_a_power_cut() {
    assert_lost_nothing("rekey", 1, 4);
}
