//! Deeds: what a person may do next.

use proptest::prelude::*;
use quality::assessment::Verdict;

/// One step.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Answers a standard.
    Answer {
        standard: usize,
        verdict: Option<Verdict>,
        comment: Option<String>,
        note: Option<String>,
    },
    /// Attaches a file, of one of a few contents.
    Attach { standard: usize, content: u8 },
    /// Takes a piece off an answer.
    Unlink { which: usize },
    /// Puts another file in the place of a piece.
    Replace { which: usize, content: u8 },
    /// Takes a piece out of the library and off every answer.
    Remove { which: usize },
    /// Says what a piece is.
    Describe { which: usize, title: String },
    /// Plans an action, or changes one that is planned.
    PutAction { which: Option<usize>, text: String },
    /// Takes an action out of the plan.
    RemoveAction { which: usize },
    /// Changes who takes part.
    Rename { programme: String },
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Sets the clock, forward or back.
    SetClock { second: i64 },
    /// Makes a whole copy.
    Backup,
    /// Goes on with a copy that was made before.
    Restore { which: usize },
    /// Puts the campaign in the trash, and takes it out again.
    ThrowAway,
    /// Closes and opens again.
    Reopen,
    /// The program is killed, and started again.
    Crash,
}

/// A text as people and adversaries write it; never blank.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zéà ’«»]{1,12}x",
        Just("'; DROP TABLE record; --".to_owned()),
        Just("👩‍🏫 e\u{301} \u{202E}fdp\u{202C} \r\n\t".to_owned()),
        "\\PC{1,20}".prop_filter("blank", |text| !text.trim().is_empty()),
    ]
}

fn verdict() -> impl Strategy<Value = Option<Verdict>> {
    prop_oneof![
        Just(None),
        Just(Some(Verdict::Met)),
        Just(Some(Verdict::PartlyMet)),
        Just(Some(Verdict::NotMet)),
    ]
}

/// Any deed; those that people do most come most.
pub fn any() -> impl Strategy<Value = Deed> {
    let some = || proptest::option::of(words());
    prop_oneof![
        8 => (0..4_usize, verdict(), some(), some()).prop_map(|(standard, verdict, comment, note)| {
            Deed::Answer { standard, verdict, comment, note }
        }),
        4 => (0..3_usize, 0..4_u8).prop_map(|(standard, content)| Deed::Attach { standard, content }),
        2 => (0..4_usize).prop_map(|which| Deed::Unlink { which }),
        2 => (0..4_usize, 0..4_u8).prop_map(|(which, content)| Deed::Replace { which, content }),
        1 => (0..4_usize).prop_map(|which| Deed::Remove { which }),
        2 => (0..4_usize, words()).prop_map(|(which, title)| Deed::Describe { which, title }),
        3 => (proptest::option::of(0..3_usize), words())
            .prop_map(|(which, text)| Deed::PutAction { which, text }),
        2 => (0..3_usize).prop_map(|which| Deed::RemoveAction { which }),
        1 => words().prop_map(|programme| Deed::Rename { programme }),
        6 => Just(Deed::Undo),
        4 => Just(Deed::Redo),
        1 => (1_200_000_000..2_500_000_000_i64).prop_map(|second| Deed::SetClock { second }),
        1 => Just(Deed::Backup),
        1 => (0..2_usize).prop_map(|which| Deed::Restore { which }),
        1 => Just(Deed::ThrowAway),
        1 => Just(Deed::Reopen),
        2 => Just(Deed::Crash),
    ]
}
