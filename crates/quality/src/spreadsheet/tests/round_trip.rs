//! What is written is read back the same, whatever was typed.

use proptest::prelude::*;

use super::{KINDS, demo, written};
use crate::assessment::{Assessment, Edition};
use crate::grid::{self, Published};
use crate::scoring::tests::generated;
use crate::spreadsheet::answers::{self, Reason};

/// A generated edition and assessment, with these texts typed in turn.
fn typed(pair: (grid::Grid, Assessment), texts: &[String]) -> (Published, Assessment) {
    let (grid, mut assessment) = pair;
    let published = grid::read(serde_json::to_vec(&grid).unwrap()).unwrap();
    assessment.grid = Edition::of(&published);
    for (at, answer) in assessment.answers.iter_mut().enumerate() {
        let text = |nth: usize| texts.get((at * 2 + nth) % (texts.len() + 1)).cloned();
        answer.comment = text(0);
        answer.justification = text(1);
    }
    (published, assessment)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_untouched_sheet_proposes_nothing(
        pair in generated::pair(),
        texts in prop::collection::vec(any::<String>(), 0..6),
    ) {
        let (published, assessment) = typed(pair, &texts);
        for kind in KINDS {
            let sheet = written(kind, &published, &assessment);
            let reading = answers::read(&sheet, published.grid(), &assessment).unwrap();
            prop_assert_eq!(&reading.proposals, &[]);
            prop_assert_eq!(&reading.refused, &[]);
            prop_assert_eq!(reading.unchanged as usize, published.grid().standards.len());
        }
    }

    #[test]
    fn plain_text_comes_back_as_it_was_typed(
        pair in generated::pair(),
        texts in prop::collection::vec("[=+@'\"<&;\\-a-zéœ«»\u{202F}\u{A0}0-9_x\n\t ]{0,80}", 1..6),
    ) {
        let (published, assessment) = typed(pair, &texts);
        let mut blank = assessment.clone();
        for answer in &mut blank.answers {
            answer.comment = None;
            answer.justification = None;
        }
        for kind in KINDS {
            let sheet = written(kind, &published, &assessment);
            let reading = answers::read(&sheet, published.grid(), &blank).unwrap();
            prop_assert_eq!(&reading.refused, &[]);
            for proposal in &reading.proposals {
                let answer = assessment.answer(&proposal.standard).unwrap();
                let trimmed = |text: &Option<String>| {
                    let text = text.as_deref().unwrap_or_default().trim();
                    (!text.is_empty()).then(|| text.to_owned())
                };
                prop_assert_eq!(&proposal.after.comment, &trimmed(&answer.comment));
                prop_assert_eq!(&proposal.after.justification, &trimmed(&answer.justification));
            }
        }
    }
}

#[test]
fn a_text_that_no_cell_holds_is_cut_in_sight_and_never_taken_back_cut() {
    let (published, mut long) = demo();
    long.answers[0].comment = Some("é😀".repeat(50_000));
    let mut short = long.clone();
    short.answers[0].comment = Some("bref".into());
    for kind in KINDS {
        let sheet = written(kind, &published, &long);
        let same = answers::read(&sheet, published.grid(), &long).unwrap();
        assert_eq!(
            (same.proposals, same.refused),
            (vec![], vec![]),
            "untouched, the whole text stays"
        );
        let reading = answers::read(&sheet, published.grid(), &short).unwrap();
        assert_eq!(reading.proposals, []);
        let [refused] = &reading.refused[..] else {
            panic!("{:?}", reading.refused);
        };
        assert_eq!(refused.reason, Reason::CutText {});
        assert!(refused.place.starts_with("Réponses!E"), "{}", refused.place);
    }
}
