//! History and undo, under clocks that jump.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use proptest::strategy::{Just, Strategy};
use proptest::{collection, proptest};

use super::{Content, Deed, Origin};
use crate::assessment::{Action, ActionStatus, Privacy, Verdict};
use crate::clock::{Clock, Moment};
use crate::id::{ActionId, AssessmentId, StandardId};
use crate::journal::RecordKind;
use crate::workspace::tests::{edge, profile, shipped};
use crate::workspace::{AnswerEntry, Description, Edge, Workspace};

/// A clock that stands where the test puts it.
#[derive(Clone, Default)]
struct Jumping(Arc<AtomicI64>);

impl Clock for Jumping {
    fn now(&self) -> Moment {
        Moment::from_unix(1_790_000_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
    clock: Jumping,
    id: AssessmentId,
    standards: Vec<StandardId>,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let clock = Jumping::default();
    let edge = Edge {
        clock: Box::new(clock.clone()),
        ..edge()
    };
    let workspace = Workspace::create(&folder.path().join("w"), None, edge).unwrap();
    // What is tested here does not need the disk to be sure.
    let connection = workspace.store.connection();
    connection
        .pragma_update(None, "synchronous", false)
        .unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let standards = sheet.grid.standards.iter().map(|s| s.id.clone());
    Desk {
        id: sheet.assessment.id,
        standards: standards.take(3).collect(),
        folder,
        workspace,
        clock,
    }
}

fn entry(comment: &str, note: &str) -> AnswerEntry {
    AnswerEntry {
        verdict: Some(Verdict::NotMet),
        comment: Some(comment.to_owned()),
        justification: None,
        private_note: Some(note.to_owned()),
    }
}

fn action(id: ActionId, standard: &StandardId) -> Action {
    Action {
        id,
        standard: standard.clone(),
        cause: None,
        action: "Former les mentors".into(),
        owner: Some("Fatou".into()),
        due_on: None,
        status: ActionStatus::Planned,
        indicator: None,
        outcome: None,
    }
}

#[test]
fn a_standard_tells_who_changed_what_when_and_what_stood_there() {
    let desk = desk();
    let (workspace, id) = (&desk.workspace, desk.id);
    let [standard, other, _] = &desk.standards[..] else {
        panic!("the shipped grid has more than three standards")
    };
    workspace.set_author(Some("  Awa Diallo \n")).unwrap();
    workspace
        .record_answer(id, standard, entry("un", "secret"))
        .unwrap();
    workspace.set_author(Some("Léa")).unwrap();
    let saved = workspace
        .record_answer(id, standard, entry("deux", "secret"))
        .unwrap();
    assert_eq!(saved.answer.answered_by.as_deref(), Some("Léa"));
    workspace
        .record_answer(id, other, entry("ailleurs", ""))
        .unwrap();
    let file = desk.folder.path().join("note.txt");
    std::fs::write(&file, "a").unwrap();
    let attached = workspace
        .attach(id, standard, None, &[file], &mut |_| true)
        .unwrap();
    let there = action(workspace.new_action_id(), standard);
    workspace.put_action(id, there.clone()).unwrap();
    let elsewhere = action(workspace.new_action_id(), other);
    workspace.put_action(id, elsewhere).unwrap();
    workspace.set_author(None).unwrap();
    workspace.undo(id).unwrap();

    let history = workspace.history(id, standard).unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|e| (e.record.kind, e.deed, e.author.as_deref(), e.is_private))
        .collect();
    let expected = [
        (RecordKind::Action, Deed::Made, Some("Léa"), false),
        (RecordKind::Evidence, Deed::Made, Some("Léa"), false),
        (RecordKind::Answer, Deed::Changed, Some("Léa"), false),
        (RecordKind::Answer, Deed::Changed, Some("Léa"), false),
        (RecordKind::Answer, Deed::Made, Some("Awa Diallo"), false),
        (RecordKind::Note, Deed::Made, Some("Awa Diallo"), true),
    ];
    assert_eq!(told, expected);
    assert_eq!(history[0].after, Some(Content::Action(there)));
    let comments = |content: &Option<Content>| match content {
        Some(Content::Answer(answer)) => answer.comment.clone(),
        _ => panic!("an answer"),
    };
    assert_eq!(comments(&history[3].before).as_deref(), Some("un"));
    assert_eq!(comments(&history[3].after).as_deref(), Some("deux"));
    assert_eq!(history[5].after, Some(Content::Note("secret".into())));

    let recent = workspace.recent_changes(id, 3).unwrap();
    assert_eq!(recent.len(), 3);
    assert_eq!(
        (recent[0].origin, recent[0].author.as_deref()),
        (Origin::Reverted, None)
    );
    assert_eq!(recent[0].touched[0].deed, Deed::Removed);
    assert_eq!(
        recent[1].touched[0].title.as_deref(),
        Some("Former les mentors")
    );
    let everything = workspace.recent_changes(id, u32::MAX).unwrap();
    let evidence = attached.attached[0].to_string();
    assert_eq!(
        everything[3].touched.len(),
        2,
        "the answer and its evidence"
    );
    assert!(
        everything[3]
            .touched
            .iter()
            .any(|t| t.record.key == evidence && t.title.as_deref() == Some("note"))
    );
}

#[test]
fn an_author_is_a_short_line() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    assert_eq!(workspace.author().unwrap(), None);
    let longest = "é".repeat(200);
    workspace.set_author(Some(&longest)).unwrap();
    use crate::workspace::Error;
    let refused = |name: &str| workspace.set_author(Some(name)).unwrap_err();
    assert!(matches!(
        refused(&"é".repeat(201)),
        Error::AuthorTooLong { characters: 201 }
    ));
    for name in ["a\nb", "a\u{0}b", "a\u{202E}b", "a\u{2028}b", "a\u{85}b"] {
        assert!(
            matches!(refused(name), Error::AuthorUnprintable),
            "{name:?}"
        );
    }
    assert_eq!(workspace.author().unwrap(), Some(longest));
    workspace.set_author(Some("  ")).unwrap();
    assert_eq!(workspace.author().unwrap(), None);
}

#[derive(Debug, Clone)]
enum Step {
    Answer(usize, String, String),
    Attach(usize, String),
    Describe(String),
    Unlink(usize),
    Plan(usize),
    Unplan,
    Rename(String),
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let step = proptest::prop_oneof![
        (0_usize..3, "[ab]{0,2}", "[ab]{0,2}").prop_map(|(s, c, n)| Step::Answer(s, c, n)),
        (0_usize..3, "[a-d]").prop_map(|(s, c)| Step::Attach(s, c)),
        "[ab]{1,2}".prop_map(Step::Describe),
        (0_usize..3).prop_map(Step::Unlink),
        (0_usize..3).prop_map(Step::Plan),
        Just(Step::Unplan),
        "[ab]{1,2}".prop_map(Step::Rename),
    ];
    let jump = proptest::prop_oneof![Just(0), Just(-3600), -400_000_000_i64..400_000_000];
    collection::vec((step, jump), 1..14)
}

impl Desk {
    /// Does one thing as a person would; what cannot be done now is left.
    fn act(&self, step: &Step) {
        let (workspace, id) = (&self.workspace, self.id);
        let assessment = workspace.sheet(id).unwrap().assessment;
        match step {
            Step::Answer(standard, comment, note) => {
                let entry = entry(comment, note);
                let standard = &self.standards[*standard];
                workspace.record_answer(id, standard, entry).unwrap();
            }
            Step::Attach(standard, content) => {
                let path = self.folder.path().join(format!("{content}.txt"));
                std::fs::write(&path, content).unwrap();
                let standard = &self.standards[*standard];
                workspace
                    .attach(id, standard, None, &[path], &mut |_| true)
                    .unwrap();
            }
            Step::Describe(title) => {
                let Some(piece) = assessment.evidence.first() else {
                    return;
                };
                let said = Description {
                    evidence: piece.id,
                    title: title.clone(),
                    document_date: None,
                    valid_until: None,
                    privacy: Privacy::Sensitive,
                };
                workspace.describe_evidence(id, said).unwrap();
            }
            Step::Unlink(standard) => {
                let standard = &self.standards[*standard];
                let answer = assessment.answer(standard);
                if let Some(link) = answer.and_then(|answer| answer.evidence.first()) {
                    workspace.unlink_evidence(id, standard, link).unwrap();
                }
            }
            Step::Plan(standard) => {
                let made = action(workspace.new_action_id(), &self.standards[*standard]);
                workspace.put_action(id, made).unwrap();
            }
            Step::Unplan => {
                if let Some(first) = assessment.actions.first() {
                    workspace.remove_action(id, first.id).unwrap();
                }
            }
            Step::Rename(title) => {
                let mut profile = profile();
                profile.campaign.title.clone_from(title);
                workspace.change_profile(id, profile).unwrap();
            }
        }
    }

    /// Everything that a person sees of the assessment, as one text.
    fn dump(&self) -> Vec<u8> {
        let dump = self.workspace.export(self.id).unwrap();
        let read: crate::assessment::Assessment = serde_json::from_slice(&dump).unwrap();
        let seen = self.workspace.sheet(self.id).unwrap().assessment;
        assert_eq!(seen, read, "what was remembered is what is kept");
        dump
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]

    #[test]
    fn undoing_everything_brings_every_state_back_whatever_the_clock_says(steps in steps()) {
        let desk = desk();
        let mut states = vec![desk.dump()];
        for (step, jump) in &steps {
            desk.clock.0.store(*jump, Ordering::Relaxed);
            desk.act(step);
            let state = desk.dump();
            if states.last() != Some(&state) {
                states.push(state);
            }
        }
        let forward = desk.workspace.recent_changes(desk.id, u32::MAX).unwrap();
        let numbers: Vec<u64> = forward.iter().map(|change| change.change).collect();
        assert!(numbers.is_sorted_by(|a, b| a > b), "the newest first, by number");
        assert_eq!(numbers.len(), states.len(), "one deed, one change");
        for state in states.iter().rev().skip(1) {
            desk.clock.0.fetch_sub(3600, Ordering::Relaxed);
            desk.workspace.undo(desk.id).unwrap();
            assert_eq!(&desk.dump(), state);
        }
        desk.workspace.undo(desk.id).unwrap_err();
        for state in states.iter().skip(1) {
            desk.clock.0.fetch_add(86_400, Ordering::Relaxed);
            desk.workspace.redo(desk.id).unwrap();
            assert_eq!(&desk.dump(), state);
        }
        desk.workspace.redo(desk.id).unwrap_err();
        desk.workspace.check().unwrap();
    }
}
