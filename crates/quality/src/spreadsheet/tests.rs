//! Sheets written and read back, in both formats.

use std::path::Path;

use super::{Kind, Layout, Value, answers, sheets, wording, write};
use crate::assessment::{self, Answer, Assessment, Verdict};
use crate::clock::Moment;
use crate::grid::{self, Published};
use crate::scoring;

mod hostile;
mod round_trip;

pub(super) const KINDS: [Kind; 2] = [Kind::Xlsx, Kind::Ods];

pub(super) fn demo() -> (Published, Assessment) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |name: &str| std::fs::read(root.join(name)).unwrap();
    let published = grid::read(read("standards/indicative-mentorat/2026-1.json")).unwrap();
    let assessment = read("fixtures/demo/assessment.json");
    let assessment = assessment::read(&assessment, &published).unwrap();
    (published, assessment)
}

pub(super) fn made_at() -> Moment {
    Moment::parse("2026-11-22T10:00:00Z").unwrap()
}

pub(super) fn written(kind: Kind, published: &Published, assessment: &Assessment) -> Vec<u8> {
    let score = scoring::score(published.grid(), assessment);
    write(kind, published, assessment, &score, made_at()).unwrap()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (published, assessment) = demo();
    for kind in KINDS {
        assert_eq!(
            written(kind, &published, &assessment),
            written(kind, &published, &assessment),
            "{kind:?}"
        );
    }
}

#[test]
fn every_standard_gap_piece_and_action_has_its_line() {
    let (published, assessment) = demo();
    let score = scoring::score(published.grid(), &assessment);
    let workbook = sheets::workbook(&published, &assessment, &score, made_at());
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name).collect();
    assert_eq!(
        names,
        [
            "Lisez-moi",
            "Réponses",
            "Écarts",
            "Preuves",
            "Plan",
            "Synthèse"
        ]
    );
    let lines: Vec<usize> = workbook
        .sheets
        .iter()
        .filter(|sheet| matches!(sheet.layout, Layout::List { .. }))
        .map(|sheet| sheet.rows.len() - 1)
        .collect();
    let expected = [
        published.grid().standards.len(),
        score.gaps.len(),
        assessment.evidence.len(),
        assessment.actions.len(),
    ];
    assert_eq!(lines, expected);
    for sheet in &workbook.sheets {
        let is_filled = |row: &Vec<super::Cell>| row.len() <= sheet.columns.len();
        assert!(sheet.rows.iter().all(is_filled), "{}", sheet.name);
    }
}

#[test]
fn the_notice_comes_first_and_private_notes_never() {
    let (published, mut assessment) = demo();
    for answer in &mut assessment.answers {
        answer.private_note = Some("à ne dire à personne".into());
    }
    let score = scoring::score(published.grid(), &assessment);
    let workbook = sheets::workbook(&published, &assessment, &score, made_at());
    let texts = |at: usize| {
        let cells = workbook.sheets[at].rows.iter().flatten();
        cells.filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.clone()),
            Value::Empty | Value::Whole(_) | Value::Day(_) => None,
        })
    };
    let notice = wording::typeset(published.grid().notice.as_deref().unwrap());
    assert_eq!(texts(0).nth(2), Some(notice.clone()));
    assert_eq!(workbook.foot, notice, "and at the foot of every page");
    let all = (0..workbook.sheets.len()).flat_map(texts);
    assert!(all.into_iter().all(|text| !text.contains("à personne")));
}

#[test]
fn what_was_filled_in_is_proposed_and_nothing_else() {
    let (published, demo) = demo();
    let mut filled = demo.clone();
    let standards = &published.grid().standards;
    let answer = |assessment: &mut Assessment, at: usize| -> usize {
        let id = &standards[at].id;
        let mut answers = assessment.answers.iter();
        answers
            .position(|answer| answer.standard == *id)
            .unwrap_or_else(|| {
                assessment.answers.push(Answer::blank(id.clone()));
                assessment.answers.len() - 1
            })
    };
    let (first, third) = (answer(&mut filled, 0), answer(&mut filled, 2));
    filled.answers[first].verdict = Some(Verdict::NotApplicable);
    filled.answers[first].justification = Some("- le programme\nest ailleurs".into());
    filled.answers[third].comment = Some("=1+1".into());
    for kind in KINDS {
        let sheet = written(kind, &published, &filled);
        let reading = answers::read(&sheet, published.grid(), &demo).unwrap();
        assert_eq!(reading.refused, []);
        assert_eq!(reading.made_at, Some(made_at()));
        let [one, other] = &reading.proposals[..] else {
            panic!("{kind:?}: {:?}", reading.proposals);
        };
        assert_eq!(one.place, "Réponses!A2");
        assert_eq!(one.standard, standards[0].id);
        assert_eq!(
            one.before,
            answers::Typed::of(demo.answer(&standards[0].id))
        );
        assert_eq!(
            one.after,
            answers::Typed::of(filled.answer(&standards[0].id))
        );
        assert_eq!(other.place, "Réponses!A4");
        assert_eq!(other.after.comment.as_deref(), Some("=1+1"), "text, not 2");
        assert_eq!(reading.unchanged as usize, standards.len() - 2);
    }
}

#[test]
fn an_answer_that_changed_since_is_marked() {
    let (published, demo) = demo();
    let mut now = demo.clone();
    let answer = &mut now.answers[0];
    answer.comment = Some("changé depuis".into());
    answer.answered_at = Some(Moment::parse("2026-11-22T10:00:01Z").unwrap());
    let sheet = written(Kind::Xlsx, &published, &demo);
    let reading = answers::read(&sheet, published.grid(), &now).unwrap();
    assert_eq!(reading.proposals.len(), 1);
    assert!(reading.proposals[0].changed_since);
}

#[test]
fn a_sheet_of_another_assessment_or_edition_is_refused_with_its_cell() {
    let (published, demo) = demo();
    let mut other = demo.clone();
    let id = "00000000-0000-4000-8000-000000000000";
    other.id = crate::id::AssessmentId::parse(id).unwrap();
    let mut edition = demo.clone();
    edition.grid.edition = crate::id::EditionId::new("2027-1").unwrap();
    for kind in KINDS {
        let sheet = written(kind, &published, &demo);
        for (mine, wanted) in [(&other, id), (&edition, "2027-1")] {
            let refused = answers::read(&sheet, published.grid(), mine).unwrap_err();
            let answers::Error::OtherMark {
                place,
                wanted: named,
                ..
            } = &refused
            else {
                panic!("{refused:?}");
            };
            assert!(place.starts_with("Lisez-moi!B"), "{place}");
            assert_eq!(named, wanted);
            let sentence = wording::of_error(&refused);
            assert!(sentence.contains(wanted), "{sentence}");
        }
    }
}
