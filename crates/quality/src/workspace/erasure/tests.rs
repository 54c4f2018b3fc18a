//! What was erased is nowhere: not in the records, not in the journals, not in the bytes.

use std::path::Path;

use super::{Erasure, Whereabouts, erase_in};
use crate::assessment::{Action, ActionStatus, Assessment, Verdict};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::evidence;
use crate::id::{AssessmentId, StandardId};
use crate::journal;
use crate::store::{self, Store};
use crate::workspace::tests::{demo, demo_evidence, edge, profile, shipped};
use crate::workspace::{AnswerEntry, Error, Workspace};

/// Whether `text` stands in the bytes of the workspace's file, or of anything beside it.
fn stands_in_bytes(file: &Path, text: &str) -> bool {
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    beside
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(name)
        })
        .any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
}

fn answer(comment: &str, note: &str) -> AnswerEntry {
    AnswerEntry {
        verdict: Some(Verdict::NotMet),
        comment: Some(comment.to_owned()),
        justification: None,
        private_note: Some(note.to_owned()),
    }
}

struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
    id: AssessmentId,
    standards: Vec<StandardId>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.mentorat");
        let workspace = Workspace::create(&path, None, edge()).unwrap();
        let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
        Self {
            id: sheet.assessment.id,
            standards: sheet.grid.standards.iter().map(|s| s.id.clone()).collect(),
            folder,
            workspace,
        }
    }

    fn attach(&self, standard: usize, name: &str, content: &str) -> crate::id::EvidenceId {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let paths = [path.clone()];
        let standard = &self.standards[standard];
        let attached = self
            .workspace
            .attach(self.id, standard, None, &paths, &mut |_| true)
            .unwrap();
        std::fs::remove_file(path).unwrap();
        attached.attached[0]
    }

    fn stands_in_bytes(&self, text: &str) -> bool {
        stands_in_bytes(self.workspace.path(), text)
    }

    fn assessment(&self) -> Assessment {
        self.workspace.sheet(self.id).unwrap().assessment
    }

    /// The journal that would leave the house, after checking it.
    fn journal(&self) -> (String, u64) {
        let lines = journal::write(&self.workspace.store.journal(self.id).unwrap());
        let sound = journal::verify(&lines).unwrap();
        (String::from_utf8(lines).unwrap(), sound.erased)
    }
}

#[test]
fn a_name_is_shown_where_it_stands_then_gone_everywhere() {
    let desk = Desk::new();
    let (workspace, id) = (&desk.workspace, desk.id);
    workspace.set_author(Some("Zoé Quinquard")).unwrap();
    let mut named = profile();
    named.organisation.legal_representative = Some("Mme ZOE QUINQUARD".into());
    named.organisation.contact_email = Some("zoe.quinquard@asso.fr".into());
    named.campaign.title = "2026 (Zoé Quinquard)".into();
    workspace.change_profile(id, named).unwrap();
    let standard = &desk.standards[0];
    // Long histories make SQLite move rows from page to page.
    for round in 0..60 {
        let comment = format!(
            "{} par Zoe\u{301} Quinquard, {round}",
            "x".repeat(round * 17)
        );
        let entry = answer(&comment, "zoé QUINQUARD hésite");
        workspace
            .record_answer(id, &desk.standards[round % 5], entry)
            .unwrap();
    }
    workspace
        .record_answer(
            id,
            standard,
            answer("Zoé Quinquard encore", "Zoé Quinquard encore"),
        )
        .unwrap();
    desk.attach(1, "CV_Zoe_Quinquard.txt", "un contenu");
    let action = Action {
        id: workspace.new_action_id(),
        standard: standard.clone(),
        cause: None,
        action: "Former".into(),
        owner: Some("Zoé Quinquard".into()),
        due_on: None,
        status: ActionStatus::Planned,
        indicator: None,
        outcome: None,
    };
    workspace.put_action(id, action.clone()).unwrap();
    workspace.set_author(Some("Zoé")).unwrap();
    workspace
        .record_answer(id, &desk.standards[9], answer("Quinquard seul", ""))
        .unwrap();
    workspace.set_author(Some("Zoé Quinquard")).unwrap();

    let places = workspace.find_name("zoé quinquard").unwrap();
    let stands = |wanted: &dyn Fn(&Whereabouts) -> bool| {
        places
            .iter()
            .filter(|place| wanted(&place.whereabouts))
            .count()
    };
    let member = |name: &'static str| {
        stands(&move |w| matches!(w, Whereabouts::Record { member, .. } if member == name))
    };
    assert_eq!(member("legal_representative"), 1);
    assert_eq!(member("contact_email"), 1);
    assert_eq!(member("comment"), 5);
    assert_eq!(member(""), 5, "private notes");
    assert_eq!(member("owner"), 1);
    assert_eq!(
        (member("file_name"), member("title")),
        (1, 2),
        "evidence, campaign"
    );
    assert_eq!(stands(&|w| *w == Whereabouts::Setting), 1);
    assert_eq!(stands(&|w| matches!(w, Whereabouts::Author { .. })), 1);
    assert!(stands(&|w| matches!(w, Whereabouts::History { .. })) > 60);
    assert!(desk.stands_in_bytes("Quinquard"));
    let head = workspace.store.journal(id).unwrap().last().unwrap().head();

    let erased = workspace.erase_name("zoé quinquard").unwrap();
    assert!(erased.entries > 60 && erased.records > 10);
    assert_eq!(erased.unreachable.unsearched, ["CV [nom effacé]"]);
    assert!(workspace.find_name("Zoé Quinquard").unwrap().is_empty());
    let assessment = desk.assessment();
    assert_eq!(
        assessment.organisation.contact_email.as_deref(),
        Some("[nom effacé]@asso.fr")
    );
    assert_eq!(assessment.actions[0].owner.as_deref(), Some("[nom effacé]"));
    assert_eq!(assessment.evidence[0].file_name, "CV_[nom effacé].txt");
    let first = assessment.answer(standard).unwrap();
    assert_eq!(first.comment.as_deref(), Some("[nom effacé] encore"));
    assert_eq!(first.private_note.as_deref(), Some("[nom effacé] encore"));
    assert_eq!(first.answered_by.as_deref(), Some("[nom effacé]"));
    assert_eq!(workspace.author().unwrap(), None);
    for trace in [
        "Zoé Quinquard",
        "Zoe\u{301} Quinquard",
        "ZOE QUINQUARD",
        "zoe.quinquard",
    ] {
        assert!(!desk.stands_in_bytes(trace), "{trace}");
    }
    assert!(
        desk.stands_in_bytes("Quinquard seul"),
        "only the whole name"
    );
    let (journal, emptied) = desk.journal();
    assert!(emptied > 60 && !journal.contains("Zoé Q"));
    assert!(
        workspace
            .store
            .journal(id)
            .unwrap()
            .iter()
            .any(|entry| entry.head() == head),
        "the chain that dossiers speak of goes on"
    );
    workspace.check().unwrap();
    let undone = workspace.undo(id);
    assert!(matches!(
        undone,
        Err(Error::Store(store::Error::Erased { .. }))
    ));
    workspace
        .put_action(
            id,
            Action {
                action: "Autre".into(),
                ..action
            },
        )
        .unwrap();
    workspace.undo(id).unwrap();
    assert_eq!(desk.assessment(), assessment);
    let history = workspace.history(id, standard).unwrap();
    assert!(
        history
            .iter()
            .any(|entry| entry.deed == crate::workspace::Deed::Erased)
    );
}

#[test]
fn a_name_of_one_letter_is_not_looked_for() {
    let desk = Desk::new();
    for name in ["", " ", "Z", "7 7"] {
        let refused = desk.workspace.erase_name(name);
        assert!(matches!(refused, Err(Error::Blank(_))), "{name:?}");
    }
}

#[test]
fn a_piece_of_evidence_is_gone_with_everything_it_ever_was() {
    let desk = Desk::new();
    let (workspace, id) = (&desk.workspace, desk.id);
    let piece = desk.attach(
        0,
        "Bulletin_quinquard.txt",
        &"contenu sensible ".repeat(40_000),
    );
    desk.attach(1, "autre.txt", "un autre contenu");
    let link = desk
        .assessment()
        .answer(&desk.standards[0])
        .unwrap()
        .evidence[0]
        .clone();
    let before = desk.assessment();
    workspace
        .link_evidence(id, &desk.standards[2], link)
        .unwrap();
    let digest = before.evidence(piece).unwrap().digest;
    assert!(desk.stands_in_bytes("contenu sensible") && desk.stands_in_bytes("quinquard"));

    let erased = workspace.erase_evidence(id, piece).unwrap();
    assert_eq!((erased.records, &erased.contents), (3, &vec![digest]));
    let after = desk.assessment();
    assert!(after.evidence(piece).is_none());
    let linked = after.answers.iter().flat_map(|a| &a.evidence);
    assert_eq!(linked.count(), 1, "the other one");
    for trace in ["contenu sensible", "quinquard"] {
        assert!(!desk.stands_in_bytes(trace), "{trace}");
    }
    assert!(desk.stands_in_bytes("un autre contenu"));
    assert_eq!(desk.journal().1, 2, "its making and its end");
    assert!(workspace.trash().unwrap().evidence.is_empty());
    let undone = workspace.undo(id);
    assert!(matches!(
        undone,
        Err(Error::Store(store::Error::Erased { .. }))
    ));
    assert_eq!(desk.assessment(), after);
    workspace.check().unwrap();
    let unknown = workspace.erase_evidence(id, crate::id::EvidenceId::from_random([9; 16]));
    assert!(matches!(unknown, Err(Error::UnknownEvidence(_))));
}

#[test]
fn redo_does_not_bring_back_what_was_erased_meanwhile() {
    let desk = Desk::new();
    let piece = desk.attach(0, "secret.txt", "contenu sensible");
    desk.workspace.undo(desk.id).unwrap();
    let erased = desk.workspace.erase_evidence(desk.id, piece).unwrap();
    assert_eq!((erased.records, erased.contents.len()), (0, 1));
    let redone = desk.workspace.redo(desk.id);
    assert!(matches!(
        redone,
        Err(Error::Store(store::Error::Erased { .. }))
    ));
    assert!(!desk.stands_in_bytes("contenu sensible"));
    desk.workspace.check().unwrap();
}

#[test]
fn a_content_that_other_evidence_has_stays_and_is_told() {
    let desk = Desk::new();
    let workspace = &desk.workspace;
    let piece = desk.attach(0, "a.txt", "le même contenu");
    let other = workspace
        .begin_campaign(&shipped(), profile())
        .unwrap()
        .assessment
        .id;
    let path = desk.folder.path().join("b.txt");
    std::fs::write(&path, "le même contenu").unwrap();
    workspace
        .attach(other, &desk.standards[0], None, &[path], &mut |_| true)
        .unwrap();
    let digest = Digest::of("le même contenu".as_bytes());
    let erased = workspace.erase_evidence(desk.id, piece).unwrap();
    assert_eq!(
        (erased.contents, erased.shared_contents),
        (vec![], vec![digest])
    );
    assert!(evidence::is_kept(workspace.store.connection(), digest).unwrap());
    let erased = workspace.erase_assessment(other).unwrap();
    assert_eq!(
        (erased.contents, erased.shared_contents),
        (vec![digest], vec![])
    );
}

#[test]
fn an_assessment_is_gone_and_the_others_stay() {
    let desk = Desk::new();
    let workspace = &desk.workspace;
    let (published, demo) = demo();
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    let before = desk.assessment();
    let comment = demo
        .answers
        .iter()
        .find_map(|a| a.comment.as_deref())
        .unwrap();
    assert!(desk.stands_in_bytes(comment));
    workspace.erase_assessment(demo.id).unwrap();
    assert!(!desk.stands_in_bytes(comment));
    for piece in &demo.evidence {
        assert!(
            !desk.stands_in_bytes(&piece.file_name),
            "{}",
            piece.file_name
        );
        assert!(!evidence::is_kept(workspace.store.connection(), piece.digest).unwrap());
    }
    assert_eq!(desk.assessment(), before);
    assert_eq!(workspace.campaigns().unwrap().len(), 1);
    workspace.erase_assessment(demo.id).unwrap_err();
    workspace.check().unwrap();
}

#[test]
fn a_file_of_facts_without_contents_can_be_erased_in_too() {
    let desk = Desk::new();
    let entry = answer("Zoé Quinquard", "Zoé Quinquard");
    desk.workspace
        .record_answer(desk.id, &desk.standards[0], entry)
        .unwrap();
    let copy = desk.folder.path().join("copie");
    desk.workspace
        .store
        .copy_into(&copy, &mut |_, _| true)
        .unwrap();
    let opened = Store::open(&copy, None, &desk.workspace.edge.occupant()).unwrap();
    let name = "Zoé Quinquard".to_owned();
    let at = Moment::parse("2026-11-23T10:00:00Z").unwrap();
    erase_in(&opened, &Erasure::Name { name }, at).unwrap();
    opened.check().unwrap();
    assert!(!stands_in_bytes(&copy, "Quinquard"));
    drop(opened);
    assert!(!stands_in_bytes(&copy, "Quinquard"));
}
