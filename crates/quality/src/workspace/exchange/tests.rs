//! What goes out comes back; what does not belong is refused; nothing is overwritten.

use std::path::Path;

use proptest::prelude::*;

use super::super::tests::{demo, demo_evidence, edge};
use super::super::{Error, EvidenceFolder, Workspace};
use super::{ASSESSMENT, EVIDENCE, GRID, Whole};
use crate::assessment::{self, Assessment, Edition, Verdict};
use crate::grid::{self, Grid, Published};
use crate::scoring::tests::generated;
use crate::scoring::{self, Score, WarningCode};
use crate::spreadsheet::Kind;
use crate::{evidence, store};

fn workspace(folder: &Path) -> Workspace {
    Workspace::create(&folder.join("w"), None, edge()).unwrap()
}

/// A workspace that holds the example with its evidence.
fn filled(folder: &Path) -> (Workspace, Published, Assessment) {
    let (published, demo) = demo();
    let workspace = workspace(folder);
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    (workspace, published, demo)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_goes_out_whole_and_comes_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, published, demo) = filled(folder.path());
    let out = folder.path().join("passerelle");
    let mut told = Vec::new();
    workspace
        .export_folder(demo.id, &out, &mut |progress| {
            told.push(progress.done_bytes);
            true
        })
        .unwrap();
    assert!(told.is_sorted() && told.len() == demo.evidence.len());
    assert_eq!(names(&out), [ASSESSMENT, EVIDENCE, GRID]);
    assert_eq!(std::fs::read(out.join(GRID)).unwrap(), published.bytes());
    let again = workspace.export_folder(demo.id, &out, &mut |_| true);
    assert!(matches!(again, Err(Error::TargetExists { .. })));

    let bytes = std::fs::read(out.join(ASSESSMENT)).unwrap();
    let read = assessment::read(&bytes, &published).unwrap();
    let other = tempfile::tempdir().unwrap();
    let back = self::workspace(other.path());
    let pieces = EvidenceFolder::open(&out.join(EVIDENCE)).unwrap();
    back.import(&read, &published, Some(&pieces), &mut |_| true)
        .unwrap();
    assert_eq!(back.sheet(demo.id).unwrap().assessment, demo);
    back.check().unwrap();
    let again = other.path().join("encore");
    back.export_folder(demo.id, &again, &mut |_| true).unwrap();
    for name in names(&out.join(EVIDENCE)) {
        let read = |folder: &Path| std::fs::read(folder.join(EVIDENCE).join(&name)).unwrap();
        assert_eq!(read(&out), read(&again), "{name}");
    }
}

#[test]
fn a_folder_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, _, demo) = filled(folder.path());
    let before = names(folder.path());
    let out = folder.path().join("passerelle");
    for last in 0..3 {
        let mut told = 0;
        let given_up = workspace.export_folder(demo.id, &out, &mut |_| {
            told += 1;
            told <= last
        });
        assert!(matches!(
            given_up,
            Err(Error::Evidence(evidence::Error::Cancelled))
        ));
        assert_eq!(names(folder.path()), before);
    }
}

#[test]
fn evidence_without_content_is_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = workspace(folder.path());
    workspace
        .import(&demo, &published, None, &mut |_| true)
        .unwrap();
    let out = folder.path().join("preuves");
    let refused = workspace.export_evidence(demo.id, &out, &mut |_| true);
    let Err(Error::EvidenceContent(fault)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(fault.title, demo.evidence[0].title);
    assert!(!out.exists());
}

#[test]
fn what_belongs_elsewhere_is_refused_and_both_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, published, demo) = filled(folder.path());
    let json = |assessment: &Assessment| serde_json::to_vec(assessment).unwrap();
    let new_id = || "00000000-0000-4000-8000-000000000001".to_owned();
    let mut organisation = demo.clone();
    organisation.organisation.id = Some(new_id().try_into().unwrap());
    organisation.organisation.name = "Une autre association".into();
    let mut edition = demo.clone();
    edition.grid.edition = crate::id::EditionId::new("2027-1").unwrap();
    let mut campaign = demo.clone();
    campaign.id = new_id().try_into().unwrap();
    campaign.campaign.title = "Une autre campagne".into();
    for (other, what, named) in [
        (&organisation, Whole::Organisation, "Une autre association"),
        (&edition, Whole::Edition, "2027-1"),
        (&campaign, Whole::Assessment, "Une autre campagne"),
    ] {
        let refused = workspace.read_answers(demo.id, &json(other));
        let Err(Error::NotTheSame {
            what: found,
            mine,
            theirs,
        }) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!(found, what);
        assert!(theirs.contains(named) && !mine.contains(named), "{theirs}");
    }
    let refused = workspace.import(&organisation, &published, None, &mut |_| true);
    assert!(matches!(
        refused,
        Err(Error::NotTheSame {
            what: Whole::Organisation,
            ..
        })
    ));
    assert_eq!(workspace.sheet(demo.id).unwrap().assessment, demo);
}

#[test]
fn answers_come_back_from_every_kind_of_file_as_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, published, demo) = filled(folder.path());
    let mut theirs = demo.clone();
    for (at, answer) in theirs.answers.iter_mut().take(3).enumerate() {
        answer.verdict = Some(Verdict::PartlyMet);
        answer.comment = Some(format!("rapporté {at}"));
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let colleague = self::workspace(elsewhere.path());
    colleague
        .import(&theirs, &published, None, &mut |_| true)
        .unwrap();
    let files = [
        colleague.export(demo.id).unwrap(),
        colleague.export_spreadsheet(demo.id, Kind::Xlsx).unwrap(),
        colleague.export_spreadsheet(demo.id, Kind::Ods).unwrap(),
    ];
    for file in files {
        let before = workspace.sheet(demo.id).unwrap();
        let reading = workspace.read_answers(demo.id, &file).unwrap();
        assert_eq!((reading.proposals.len(), reading.refused.len()), (3, 0));
        assert_eq!(
            workspace.sheet(demo.id).unwrap(),
            before,
            "reading changes nothing"
        );
        let after = workspace
            .apply_answers(demo.id, &reading.proposals)
            .unwrap();
        for answer in theirs.answers.iter().take(3) {
            let now = after.assessment.answer(&answer.standard).unwrap();
            assert_eq!(
                (now.verdict, &now.comment),
                (answer.verdict, &answer.comment)
            );
            assert_eq!(now.evidence, answer.evidence);
            assert_eq!(now.private_note, answer.private_note);
        }
        let again = workspace.read_answers(demo.id, &file).unwrap();
        assert_eq!(again.proposals, [], "the same twice changes nothing");
        let undone = workspace.undo(demo.id).unwrap();
        assert_eq!(undone.assessment, before.assessment, "one change");
    }
}

#[test]
fn an_answer_that_changed_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, _, demo) = filled(folder.path());
    let mut theirs = demo.clone();
    for answer in theirs.answers.iter_mut().take(2) {
        answer.comment = Some("rapporté".into());
    }
    let file = serde_json::to_vec(&theirs).unwrap();
    let reading = workspace.read_answers(demo.id, &file).unwrap();
    let standard = reading.proposals[1].standard.clone();
    let entry = super::super::AnswerEntry::default();
    let now = workspace.record_answer(demo.id, &standard, entry).unwrap();
    let refused = workspace.apply_answers(demo.id, &reading.proposals);
    assert!(matches!(&refused, Err(Error::AnswerChanged(which)) if *which == standard));
    let stands = workspace.sheet(demo.id).unwrap().assessment;
    assert_eq!(stands.answer(&standard), Some(&now.answer));
    let other = &reading.proposals[0].standard;
    assert_eq!(stands.answer(other), demo.answer(other), "all or nothing");
    let unknown = workspace.read_answers(
        "00000000-0000-4000-8000-000000000009"
            .to_owned()
            .try_into()
            .unwrap(),
        &file,
    );
    assert!(matches!(
        unknown,
        Err(Error::Store(store::Error::UnknownAssessment(_)))
    ));
}

/// The score, but for numbers of registers.
fn without_registers(grid: &Grid, assessment: &Assessment) -> Score {
    let mut score = scoring::score(grid, assessment);
    score.warnings.retain(|warning| match warning.code {
        WarningCode::ConditionUnanswered | WarningCode::NothingCounted => true,
        WarningCode::RnaDoubtful | WarningCode::SirenDoubtful => false,
    });
    score
}

#[test]
fn nothing_of_a_person_is_left_in_an_anonymised_export() {
    let folder = tempfile::tempdir().unwrap();
    let (published, mut demo) = demo();
    let workspace = workspace(folder.path());
    for answer in &mut demo.answers {
        answer.private_note = Some("note tout à fait interne".into());
        answer.answered_by = Some("Camille Personne".into());
    }
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    let bytes = workspace.export_anonymised(demo.id).unwrap();
    let anonymised = assessment::read(&bytes, &published).unwrap();
    assert_eq!(
        without_registers(published.grid(), &anonymised),
        without_registers(published.grid(), &demo)
    );
    let text = String::from_utf8(bytes).unwrap();
    let kept: std::collections::BTreeSet<String> = strings(&serde_json::from_str(&text).unwrap());
    let said = strings(&serde_json::to_value(&demo).unwrap());
    let grid = strings(&serde_json::from_slice(published.bytes()).unwrap());
    let days = |text: &str| text.len() == 10 && text.starts_with("20");
    let words = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'/')
    };
    let shared: Vec<&String> = kept
        .intersection(&said)
        .filter(|text| !grid.contains(*text) && !days(text) && !words(text))
        .filter(|text| **text != demo.grid.file_digest.to_string())
        .filter(|text| !text.starts_with("label-mentorat/") && !text.starts_with("application/"))
        .filter(|text| **text != "association_1901")
        .collect();
    assert_eq!(shared, Vec::<&String>::new());
}

/// Every text that stands in a document.
fn strings(value: &serde_json::Value) -> std::collections::BTreeSet<String> {
    match value {
        serde_json::Value::String(text) => [text.clone()].into(),
        serde_json::Value::Array(items) => items.iter().flat_map(strings).collect(),
        serde_json::Value::Object(members) => members.values().flat_map(strings).collect(),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
            Default::default()
        }
    }
}

/// A generated assessment in which everything that a person may type is typed.
fn typed((grid, mut assessment): (Grid, Assessment), texts: &[String]) -> (Published, Assessment) {
    let published = grid::read(serde_json::to_vec(&grid).unwrap()).unwrap();
    assessment.grid = Edition::of(&published);
    let text = |at: usize| texts[at % texts.len()].clone();
    assessment.organisation.address = Some(text(0));
    assessment.organisation.rna = Some(text(1));
    assessment.programme.audience = Some(text(2));
    for (at, answer) in assessment.answers.iter_mut().enumerate() {
        answer.comment = Some(text(at));
        answer.private_note = (at % 2 == 0).then(|| text(at + 1));
        answer.answered_by = Some(text(at + 2));
        for link in &mut answer.evidence {
            link.pages = Some(text(at + 3));
        }
    }
    for (at, piece) in assessment.evidence.iter_mut().enumerate() {
        piece.title = text(at);
        piece.file_name = text(at + 1);
    }
    let action = |at: usize| {
        let id = format!("00000000-0000-4000-8000-{at:012x}");
        serde_json::from_value(serde_json::json!({
            "id": id, "standard": assessment.answers[at].standard, "action": text(at),
            "owner": text(at + 1), "cause": text(at + 2), "status": "planned",
        }))
        .unwrap()
    };
    assessment.actions = (0..3).map(action).collect();
    (published, assessment)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn everything_typed_is_in_the_export_and_comes_back(
        pair in generated::pair(),
        texts in prop::collection::vec(any::<String>(), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (published, assessment) = typed(pair, &texts);
        let workspace = workspace(folder.path());
        workspace.import(&assessment, &published, None, &mut |_| true).unwrap();
        let exported = workspace.export(assessment.id).unwrap();
        prop_assert_eq!(&assessment::read(&exported, &published).unwrap(), &assessment);
        let reading = workspace.read_answers(assessment.id, &exported).unwrap();
        prop_assert_eq!(reading.proposals, vec![]);
    }

    #[test]
    fn an_anonymised_assessment_is_valid_and_scores_the_same(
        pair in generated::pair(),
        texts in prop::collection::vec("[A-Z][a-z]{8}", 1..6),
        seed in any::<u64>(),
    ) {
        let (published, assessment) = typed(pair, &texts);
        let mut drawn = seed;
        let mut draw = || {
            drawn = drawn.wrapping_add(1);
            let digest = crate::digest::Digest::of(&drawn.to_le_bytes());
            std::array::from_fn(|at| digest.bytes()[at])
        };
        let anonymised = assessment::anonymised(&assessment, &mut draw);
        assessment::check(&anonymised, &published).unwrap();
        let grid = published.grid();
        prop_assert_eq!(without_registers(grid, &anonymised), without_registers(grid, &assessment));
        let text = serde_json::to_string(&anonymised).unwrap();
        for typed in &texts {
            prop_assert!(!text.contains(typed), "{typed}");
        }
        for id in assessment.evidence.iter().map(|piece| piece.id.to_string()) {
            prop_assert!(!text.contains(&id), "{id}");
        }
        prop_assert!(!text.contains(&assessment.id.to_string()));
    }
}
