//! G1, G3: what was acknowledged is there, whole, after a `kill -9` at any moment.
//!
//! A disk keeps what a killed program wrote, so this shows what the program itself gets wrong;
//! `power_cuts.rs` shows the rest.

use promises::worker::{WORKS, Work, last_acknowledged, work};

use crate::fault::dice::Dice;
use crate::fault::{Fault, checked, kill_after, quick_folder, times, working};

/// Kills a work again and again, each time going on from what the last kill left: now from
/// outside, now at an exact call, which is one moment in every run. Begins anew now and then: a
/// workspace that only grows takes longer and longer to check.
fn assert_kept(name: &str, short: usize, thorough: usize) {
    const ROUNDS: usize = 20;
    let mut dice = Dice::new(2);
    let mut left = times(short, thorough);
    while left > 0 {
        let rounds = left.min(ROUNDS);
        assert_kept_from_anew(name, rounds, &mut dice);
        left -= rounds;
    }
}

fn assert_kept_from_anew(name: &str, rounds: usize, dice: &mut Dice) {
    let work: &dyn Work = work(name).unwrap();
    let place = quick_folder();
    let folder = place.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    work.prepare(&folder);
    for round in 0..rounds {
        if round % 2 == 0 {
            let count = if work.is_slow() { 1 } else { 1 + dice.below(6) };
            kill_after(work, &folder, count);
        } else {
            let call = ["write", "fsync", "open", "rename", "unlink"][dice.below(5)];
            let what = if call == "write" && dice.below(3) == 0 {
                "TORN"
            } else {
                "KILL"
            };
            let at = 1 + dice.below(40);
            let fault = Fault {
                call,
                at,
                what,
                lasting: false,
            };
            let repeats = if work.is_slow() { 1 } else { 3 };
            working(work, &folder, repeats, Some(fault))
                .output()
                .unwrap();
        }
        let said = last_acknowledged(&folder);
        if let Err(complaint) = checked(work, &folder, said) {
            panic!("round {round}: {complaint}");
        }
    }
    assert!(
        last_acknowledged(&folder) > 0,
        "it was given time to do something"
    );
    let ended = working(work, &folder, 1, None).status().unwrap();
    assert!(ended.success());
    if ["export", "issue"].contains(&name) {
        let left = std::fs::read_dir(&folder).unwrap();
        let mut names = left.map(|entry| entry.unwrap().file_name());
        let part = names.find(|name| name.to_string_lossy().ends_with(".part"));
        assert_eq!(part, None, "what was under way goes at the next export");
    }
}

#[test]
fn g1_answers_survive_kills() {
    assert_kept("answer", 24, 200);
}

#[test]
fn g1_answers_survive_kills_in_an_encrypted_workspace() {
    assert_kept("answer-encrypted", 4, 200);
}

#[test]
fn g1_evidence_survives_kills() {
    assert_kept("attach", 12, 200);
}

#[test]
fn g3_exports_survive_kills() {
    assert_kept("export", 12, 200);
}

#[test]
fn g3_dossiers_survive_kills() {
    assert_kept("issue", 2, 100);
}

#[test]
fn g1_whole_copies_survive_kills() {
    assert_kept("backup", 6, 100);
}

#[test]
fn g1_restored_workspaces_survive_kills() {
    assert_kept("restore", 6, 100);
}

#[test]
fn g8_a_past_form_survives_kills_while_it_is_brought_to_the_present_one() {
    assert_kept("migrate", 6, 100);
}

#[test]
fn g7_automatic_copies_survive_kills() {
    assert_kept("copy", 6, 100);
}

#[test]
fn g6_a_recovery_killed_is_taken_up_again() {
    assert_kept("recover", 6, 100);
}

#[test]
fn every_work_is_killed_and_cut_off() {
    let here = include_str!("kills.rs");
    let there = include_str!("power_cuts.rs");
    for work in WORKS
        .iter()
        .filter(|work| !work.name().starts_with("secrets"))
    {
        let named = format!("(\"{}\",", work.name());
        assert!(
            there.contains(&named),
            "{} is not in power_cuts.rs",
            work.name()
        );
        let named_here =
            here.contains(&named) || ["attach-encrypted", "rekey"].contains(&work.name());
        assert!(named_here, "{} is not in kills.rs", work.name());
    }
}
