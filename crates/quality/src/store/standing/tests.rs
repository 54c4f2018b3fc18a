//! Undo and redo, held against their plain definition.

use proptest::prelude::{Strategy, prop_oneof};
use proptest::{collection, proptest};

use super::{Standing, Store};
use crate::assessment::{Answer, Verdict};
use crate::clock::Moment;
use crate::id::{AssessmentId, StandardId};
use crate::store::edits_of_answer;
use crate::store::tests::{at, filled};

#[derive(Debug, Clone)]
enum Step {
    Answer { standard: usize, comment: String },
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let answer = (0_usize..3, "[ab]{0,2}");
    let step = prop_oneof![
        answer.prop_map(|(standard, comment)| Step::Answer { standard, comment }),
        proptest::strategy::Just(Step::Undo),
        proptest::strategy::Just(Step::Undo),
        proptest::strategy::Just(Step::Redo),
    ];
    collection::vec(step, 0..60)
}

/// Two stacks, walked through from the first change.
fn by_definition(store: &Store, assessment: AssessmentId) -> Standing {
    let mut statement = store
        .connection
        .prepare(
            "SELECT change, recorded_at, reverts FROM entry LEFT JOIN cause
               ON cause.assessment = entry.assessment AND cause.number = entry.change
             WHERE entry.assessment = ?1 GROUP BY change ORDER BY change",
        )
        .unwrap();
    let mut rows = statement.query([assessment.to_string()]).unwrap();
    let (mut undo, mut redo) = (Vec::<u64>::new(), Vec::new());
    let (mut last, mut saved_at) = (0, None);
    while let Some(row) = rows.next().unwrap() {
        let number: u64 = row.get(0).unwrap();
        last = number;
        saved_at = Some(Moment::parse(&row.get::<_, String>(1).unwrap()).unwrap());
        let reverts: Option<u64> = row.get(2).unwrap();
        if reverts.is_some() && reverts == undo.last().copied() {
            undo.pop();
            redo.push(number);
            continue;
        }
        if reverts.is_some() && reverts == redo.last().copied() {
            redo.pop();
        } else {
            redo.clear();
        }
        undo.push(number);
    }
    Standing {
        last,
        saved_at,
        undo: undo.last().copied().filter(|number| *number > 1),
        redo: redo.last().copied(),
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn the_end_of_the_history_tells_as_much_as_all_of_it(
        steps in steps(),
        clock in collection::vec(-400_000_000_i64..400_000_000, 60),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (store, assessment) = filled(&folder.path().join("w"), None);
        store.connection.pragma_update(None, "synchronous", false).unwrap();
        let id = assessment.id;
        let standards: Vec<StandardId> = assessment
            .answers
            .iter()
            .map(|answer| answer.standard.clone())
            .collect();
        // Every state that undo may come back to, and that redo may.
        let (mut past, mut future) = (vec![assessment], Vec::new());
        for (step, second) in steps.iter().zip(clock) {
            let standing = store.standing(id).unwrap();
            match step {
                Step::Answer { standard, comment } => {
                    let answer = Answer {
                        verdict: Some(Verdict::Met),
                        comment: Some(comment.clone()),
                        ..Answer::blank(standards[*standard % standards.len()].clone())
                    };
                    store.change(id, at(second), None, &edits_of_answer(&answer)).unwrap();
                    let now = store.assessment(id).unwrap();
                    if past.last() != Some(&now) {
                        past.push(now);
                        future.clear();
                    }
                }
                Step::Undo => {
                    let undone = store.revert(id, standing.undo, at(second), None);
                    assert_eq!(undone.is_ok(), past.len() > 1);
                    if undone.is_ok() {
                        future.push(past.pop().unwrap());
                    }
                }
                Step::Redo => {
                    let redone = store.revert(id, standing.redo, at(second), None);
                    assert_eq!(redone.is_ok(), !future.is_empty());
                    past.extend(redone.ok().and_then(|()| future.pop()));
                }
            }
            assert_eq!(store.standing(id).unwrap(), by_definition(&store, id));
            assert_eq!(&store.assessment(id).unwrap(), past.last().unwrap());
        }
        store.check().unwrap();
    }
}

#[test]
fn only_the_change_that_undo_names_is_reverted() {
    let folder = tempfile::tempdir().unwrap();
    let (store, assessment) = filled(&folder.path().join("w"), None);
    let id = assessment.id;
    for (second, comment) in [(1, "a"), (2, "b")] {
        let answer = Answer {
            comment: Some(comment.into()),
            ..assessment.answers[0].clone()
        };
        store
            .change(id, at(second), None, &edits_of_answer(&answer))
            .unwrap();
    }
    for other in [None, Some(0), Some(1), Some(2), Some(4)] {
        let refused = store.revert(id, other, at(3), None);
        assert!(
            matches!(refused, Err(crate::store::Error::NothingToRevert)),
            "{other:?}"
        );
    }
    store.revert(id, Some(3), at(3), None).unwrap();
}

#[test]
fn a_record_that_comes_back_takes_its_old_place() {
    let folder = tempfile::tempdir().unwrap();
    let (store, before) = filled(&folder.path().join("w"), None);
    let first = &before.evidence[0];
    let gone = crate::store::edit::<crate::assessment::Evidence>(
        crate::journal::RecordKind::Evidence,
        first.id,
        None,
    );
    store.change(before.id, at(1), None, &[gone]).unwrap();
    assert_eq!(
        store.assessment(before.id).unwrap().evidence,
        before.evidence[1..]
    );
    store
        .revert(
            before.id,
            store.standing(before.id).unwrap().undo,
            at(2),
            None,
        )
        .unwrap();
    assert_eq!(store.assessment(before.id).unwrap(), before);
}
