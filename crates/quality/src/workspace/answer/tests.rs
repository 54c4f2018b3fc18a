//! Texts are kept and shown as they were typed, whatever they are; what is too long is refused.

use crate::assessment::{self, Action, ActionStatus, EvidenceLink, LONGEST_TEXT, Place, Privacy};
use crate::id::AssessmentId;
use crate::workspace::tests::{edge, profile, root, shipped};
use crate::workspace::{AnswerEntry, Content, Description, Error, Sheet, Workspace};

/// Every string of the fixture: control signs, directions, accents on accents, markup, commands.
fn hostile() -> Vec<String> {
    let bytes = std::fs::read(root().join("fixtures/strings/hostile.json")).unwrap();
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    assert!(strings.len() > 200);
    strings
}

/// A workspace with one piece of evidence on its first standard.
fn filled(folder: &tempfile::TempDir) -> (Workspace, Sheet) {
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    let connection = workspace.store.connection();
    connection
        .pragma_update(None, "synchronous", false)
        .unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, "a").unwrap();
    let (id, standard) = (sheet.assessment.id, &sheet.grid.standards[0].id);
    let attached = workspace
        .attach(id, standard, None, &[path], &mut |_| true)
        .unwrap();
    (workspace, attached.sheet)
}

/// Puts one text into every field that takes a person's words.
fn fill(workspace: &Workspace, sheet: &Sheet, text: &str) -> Result<(), Error> {
    let (id, standard) = (sheet.assessment.id, &sheet.grid.standards[0].id);
    let said = || Some(text.to_owned());
    let entry = AnswerEntry {
        verdict: None,
        comment: said(),
        justification: said(),
        private_note: said(),
    };
    workspace.record_answer(id, standard, entry)?;
    let evidence = sheet.assessment.evidence[0].id;
    let link = EvidenceLink {
        evidence,
        expected: None,
        pages: said(),
    };
    workspace.link_evidence(id, standard, link)?;
    let mut named = profile();
    named.organisation.legal_representative = said();
    named.organisation.address = said();
    named.programme.audience = said();
    // A name may not be blank.
    let title = format!("x{text}");
    named.campaign.title.clone_from(&title);
    named.programme.name.clone_from(&title);
    workspace.change_profile(id, named)?;
    let said_of = Description {
        evidence,
        title: title.clone(),
        document_date: None,
        valid_until: None,
        privacy: Privacy::None,
    };
    workspace.describe_evidence(id, said_of)?;
    let action = Action {
        id: crate::id::ActionId::from_random([7; 16]),
        standard: standard.clone(),
        cause: said(),
        action: title,
        owner: said(),
        due_on: None,
        status: ActionStatus::Planned,
        indicator: said(),
        outcome: said(),
    };
    workspace.put_action(id, action).map(|_| ())
}

/// The texts that were put in, as they stand.
fn texts(workspace: &Workspace, id: AssessmentId) -> (Vec<Option<String>>, Vec<String>) {
    let there = workspace.sheet(id).unwrap().assessment;
    let exported = workspace.export(id).unwrap();
    assert_eq!(
        assessment::read(&exported, &shipped()).unwrap(),
        there,
        "what goes out comes in the same"
    );
    let (answer, action) = (&there.answers[0], &there.actions[0]);
    let said = [
        &answer.comment,
        &answer.justification,
        &answer.private_note,
        &answer.evidence[0].pages,
        &there.organisation.legal_representative,
        &there.organisation.address,
        &there.programme.audience,
        &action.cause,
        &action.owner,
        &action.indicator,
        &action.outcome,
    ];
    let named = [
        &there.campaign.title,
        &there.programme.name,
        &there.evidence[0].title,
        &action.action,
    ];
    (
        said.map(Clone::clone).to_vec(),
        named.map(Clone::clone).to_vec(),
    )
}

#[test]
fn every_string_is_kept_and_shown_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let (mut workspace, sheet) = filled(&folder);
    let id = sheet.assessment.id;
    for (number, text) in hostile().iter().enumerate() {
        fill(&workspace, &sheet, text).unwrap();
        if number % 40 == 0 {
            drop(workspace);
            workspace = Workspace::open(&folder.path().join("w"), None, edge()).unwrap();
        }
        let (said, named) = texts(&workspace, id);
        assert!(
            said.iter().all(|there| there.as_ref() == Some(text)),
            "{text:?}"
        );
        assert!(
            named.iter().all(|there| *there == format!("x{text}")),
            "{text:?}"
        );
    }
    let history = workspace.history(id, &sheet.grid.standards[0].id).unwrap();
    let notes: Vec<_> = history
        .iter()
        .rev()
        .filter_map(|entry| match &entry.after {
            Some(Content::Note(note)) => Some(note.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(notes, hostile());
    workspace.check().unwrap();
}

#[test]
fn a_text_is_refused_with_its_length_beyond_the_limit_and_kept_whole_at_it() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, sheet) = filled(&folder);
    let id = sheet.assessment.id;
    // Four bytes each: characters count, not bytes.
    let longest = "😀".repeat(LONGEST_TEXT - 1);
    fill(&workspace, &sheet, &longest).unwrap();
    assert!(
        texts(&workspace, id)
            .0
            .iter()
            .all(|text| text.as_ref() == Some(&longest))
    );
    let before = workspace.sheet(id).unwrap();
    let entry = AnswerEntry {
        verdict: None,
        comment: Some("y".repeat(10_000_000)),
        justification: None,
        private_note: None,
    };
    let standard = sheet.grid.standards[1].id.clone();
    let refused = workspace.record_answer(id, &standard, entry).unwrap_err();
    let Error::Assessment(error @ assessment::Error::TextTooLong { .. }) = &refused else {
        panic!("{refused:?}")
    };
    let expected = assessment::Error::TextTooLong {
        place: Place::Answer(standard),
        characters: 10_000_000,
    };
    assert_eq!(*error, expected);
    let sentence = assessment::wording::sentence(error);
    assert!(sentence.contains("10\u{202F}000\u{202F}000"), "{sentence}");
    assert!(sentence.contains(" 100\u{202F}000 "), "{sentence}");
    let mut named = profile();
    named.campaign.title = "é".repeat(LONGEST_TEXT + 1);
    let refused = workspace.change_profile(id, named).unwrap_err();
    let expected = assessment::Error::TextTooLong {
        place: Place::Campaign,
        characters: LONGEST_TEXT + 1,
    };
    assert!(matches!(refused, Error::Assessment(error) if error == expected));
    assert_eq!(
        workspace.sheet(id).unwrap(),
        before,
        "nothing was kept of it"
    );
}
