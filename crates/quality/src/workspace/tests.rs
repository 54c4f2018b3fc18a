//! Use cases over real files.

mod case;
mod copies;
mod following;
mod large;
mod library;
mod passphrase;
mod recovery;
mod reviewing;
mod several;
mod trust_list;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use pades::identity::{Algorithm, Subject};

use super::{
    AnswerEntry, Attaching, Choice, Description, Edge, Error, EvidenceFolder, Issued, Notice,
    Profile, Step, Workspace, backup, create_identity, restore,
};
use crate::assessment::{Assessment, EvidenceLink, Privacy, Verdict};
use crate::clock::{Day, Moment};
use crate::grid::{self, Published};
use crate::random::Randomness;
use crate::store::Passphrase;
use crate::{assessment, store};

pub(super) struct Counting(pub(super) AtomicU64);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.iter_mut().zip(number).for_each(|(byte, n)| *byte = n);
    }
}

pub(super) fn edge() -> Edge {
    let clock = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    Edge {
        clock: Box::new(clock),
        randomness: Box::new(Counting(AtomicU64::new(1))),
        account: "ana".into(),
        host: "poste".into(),
        released_on: Day::parse("2026-11-22").unwrap(),
    }
}

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(super) fn shipped() -> Published {
    let path = root().join("standards/indicative-mentorat/2026-1.json");
    grid::read(std::fs::read(path).unwrap()).unwrap()
}

pub(super) fn demo() -> (Published, Assessment) {
    let published = shipped();
    let bytes = std::fs::read(root().join("fixtures/demo/assessment.json")).unwrap();
    let assessment = assessment::read(&bytes, &published).unwrap();
    (published, assessment)
}

pub(super) fn demo_evidence() -> EvidenceFolder {
    EvidenceFolder::open(&root().join("fixtures/demo/evidence")).unwrap()
}

pub(super) fn profile() -> Profile {
    let json = serde_json::json!({
        "organisation": {"name": "Passerelle", "kind": "association_1901"},
        "programme": {"name": "Tandem", "conditions": {"minors": true}},
        "campaign": {"title": "2026", "reference_date": "2026-11-22"},
    });
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_campaign_is_begun_answered_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let workspace = Workspace::create(&path, None, edge()).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let id = sheet.assessment.id;
    let standard = sheet.grid.standards[0].id.clone();
    let entry = AnswerEntry {
        verdict: Some(Verdict::Met),
        ..AnswerEntry::default()
    };
    let saved = workspace.record_answer(id, &standard, entry).unwrap();
    assert_eq!(
        saved.score.standards[0].outcome,
        crate::scoring::Outcome::EvidenceMissing
    );
    assert!(saved.can_undo);
    drop(workspace);
    let workspace = Workspace::open(&path, None, edge()).unwrap();
    assert_eq!(workspace.last_opened().unwrap(), Some(id));
    assert_eq!(
        workspace.sheet(id).unwrap().assessment.answers,
        [saved.answer]
    );
    let undone = workspace.undo(id).unwrap();
    assert_eq!(
        (undone.assessment, undone.can_undo),
        (sheet.assessment, false)
    );
    assert_eq!(workspace.redo(id).unwrap().assessment.answers.len(), 1);
}

#[test]
fn evidence_is_attached_described_and_taken_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let (id, standard) = (sheet.assessment.id, sheet.grid.standards[0].id.clone());
    let expected = sheet.grid.standards[0].expected_evidence[0].id.clone();
    let files = [
        file("Note_de_cadrage.txt", "a"),
        file("same.txt", "a"),
        file("empty.txt", ""),
    ];
    let attaching = Attaching {
        expected: Some(expected.clone()),
        ..Attaching::default()
    };
    let attached = workspace
        .attach(id, &standard, &attaching, &files, &mut |_| true)
        .unwrap();
    assert_eq!((attached.attached.len(), attached.refused.len()), (2, 1));
    let assessment = &attached.sheet.assessment;
    assert_eq!(
        assessment.evidence.len(),
        1,
        "the same content is one piece of evidence"
    );
    assert_eq!(assessment.answers[0].evidence.len(), 1);
    let piece = &assessment.evidence[0];
    assert_eq!(
        (piece.title.as_str(), piece.file_name.as_str()),
        ("Note de cadrage", "Note_de_cadrage.txt")
    );
    let said = Description {
        evidence: piece.id,
        title: "Note".into(),
        document_date: Some(Day::parse("2026-01-01").unwrap()),
        valid_until: None,
        privacy: Privacy::None,
    };
    let sheet = workspace.describe_evidence(id, said).unwrap();
    assert_eq!(sheet.assessment.evidence[0].title, "Note");
    let link = EvidenceLink {
        evidence: piece.id,
        expected: Some(expected),
        pages: None,
    };
    let sheet = workspace.unlink_evidence(id, &standard, &link).unwrap();
    assert!(sheet.assessment.answers[0].evidence.is_empty());
    assert_eq!(
        sheet.assessment.evidence.len(),
        1,
        "it stays in the library"
    );
    let files = [file("b.txt", "b")];
    let attaching = Attaching::default();
    let cancelled = workspace.attach(id, &standard, &attaching, &files, &mut |_| false);
    assert!(matches!(
        cancelled,
        Err(Error::Evidence(crate::evidence::Error::Cancelled))
    ));
    assert_eq!(workspace.sheet(id).unwrap(), sheet, "nothing was attached");
    workspace.check().unwrap();
}

#[test]
fn what_is_imported_comes_out_the_same_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    let import = |assessment: &Assessment| {
        workspace.import(assessment, &published, Some(&demo_evidence()), &mut |_| {
            true
        })
    };
    import(&demo).unwrap();
    let exported = workspace.export(demo.id).unwrap();
    assert_eq!(assessment::read(&exported, &published).unwrap(), demo);
    import(&demo).unwrap();
    assert_eq!(workspace.sheet(demo.id).unwrap().assessment, demo);
    let mut other = demo.clone();
    other.campaign.title = "autre".into();
    assert!(matches!(import(&other), Err(Error::OtherAssessment(_))));
    workspace.check().unwrap();
}

#[test]
fn evidence_that_is_not_what_it_should_be_keeps_the_import_out() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    let pieces = folder.path().join("evidence");
    std::fs::create_dir(&pieces).unwrap();
    let import = || {
        let found = EvidenceFolder::open(&pieces).unwrap();
        workspace.import(&demo, &published, Some(&found), &mut |_| true)
    };
    assert!(matches!(import(), Err(Error::EvidenceFileMissing { .. })));
    for piece in &demo.evidence {
        std::fs::write(pieces.join(piece.id.to_string()), b"autre chose").unwrap();
    }
    assert!(matches!(import(), Err(Error::OtherEvidence { .. })));
    assert!(workspace.campaigns().unwrap().is_empty(), "all or nothing");
}

#[test]
fn a_copy_is_whole_encrypted_alike_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let passphrase = Passphrase::new("une phrase à retenir".into());
    let (published, demo) = demo();
    let workspace = Workspace::create(&path("w"), Some(&passphrase), edge()).unwrap();
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    backup(&workspace, &path("copy"), &mut |_, _| true).unwrap();
    assert!(matches!(
        backup(&workspace, &path("copy"), &mut |_, _| true),
        Err(Error::TargetExists { .. })
    ));
    assert!(!std::fs::read(path("copy")).unwrap().starts_with(b"SQLite"));
    let without = restore(&path("copy"), &path("back"), None, edge());
    assert!(matches!(
        without,
        Err(Error::Store(store::Error::PassphraseWanted { .. }))
    ));
    let back = restore(&path("copy"), &path("back"), Some(&passphrase), edge()).unwrap();
    assert_eq!(
        back.sheet(demo.id).unwrap(),
        workspace.sheet(demo.id).unwrap()
    );
    back.check().unwrap();
}

#[test]
fn a_short_passphrase_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let short = Passphrase::new("onze lettre".into());
    let refused = Workspace::create(&folder.path().join("w"), Some(&short), edge())
        .err()
        .unwrap();
    assert!(matches!(
        refused,
        Error::PassphraseTooShort { characters: 11 }
    ));
    assert!(!folder.path().join("w").exists());
}

#[test]
fn an_export_given_up_at_any_step_leaves_what_stood_there_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    let secret = Passphrase::new("une phrase à retenir".into());
    let subject = Subject::Organisation {
        name: "Essai".into(),
    };
    let key = folder.path().join("p12");
    let identity = create_identity(&key, &subject, Algorithm::P256, &secret, &edge()).unwrap();
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let target = out.join("dossier.pdf");
    std::fs::write(&target, b"old").unwrap();
    for step in [
        Step::Layout,
        Step::Evidence,
        Step::Signature,
        Step::Verification,
    ] {
        let given_up = workspace.issue(demo.id, &identity, &Choice::All, &target, &mut |told| {
            told.step != step
        });
        let cancelled = Err(Error::Evidence(crate::evidence::Error::Cancelled));
        assert_eq!(
            format!("{given_up:?}"),
            format!("{:?}", cancelled as Result<Issued, _>)
        );
        assert_eq!(std::fs::read(&target).unwrap(), b"old", "{step:?}");
        assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1, "{step:?}");
    }
}

#[test]
fn a_person_learns_of_a_doubtful_place_clock_or_end() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("Dropbox");
    std::fs::create_dir(&inside).unwrap();
    let path = inside.join("w");
    let at = |clock: &str| Edge {
        clock: Box::new(Moment::parse(clock).unwrap()),
        ..edge()
    };
    let workspace = Workspace::create(&path, None, at("2026-11-22T10:00:00Z")).unwrap();
    workspace.begin_campaign(&shipped(), profile()).unwrap();
    let service = || Notice::SynchronisedPlace {
        service: "Dropbox".into(),
    };
    assert_eq!(workspace.notices().unwrap(), [service()]);
    workspace.abandon();
    let last_change_at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    let workspace = Workspace::open(&path, None, at("2026-11-22T09:00:00Z")).unwrap();
    let ended = Notice::EndedUncleanly {
        last_change_at: Some(last_change_at),
        log_missing: false,
    };
    let back = Notice::ClockWentBack {
        now: Moment::parse("2026-11-22T09:00:00Z").unwrap(),
        last_change_at,
    };
    assert_eq!(workspace.notices().unwrap(), [ended, service(), back]);
    workspace.close().unwrap();
    let workspace = Workspace::open(&path, None, at("2016-11-22T09:00:00Z")).unwrap();
    let before = Notice::ClockBeforeRelease {
        now: Moment::parse("2016-11-22T09:00:00Z").unwrap(),
        released_on: Day::parse("2026-11-22").unwrap(),
    };
    assert_eq!(workspace.notices().unwrap(), [service(), before]);
}

#[test]
fn changes_keep_their_order_whatever_the_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let at = |clock: &str| Edge {
        clock: Box::new(Moment::parse(clock).unwrap()),
        ..edge()
    };
    let workspace = Workspace::create(&path, None, at("2026-11-22T10:00:00Z")).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let (id, standard) = (sheet.assessment.id, sheet.grid.standards[0].id.clone());
    workspace.close().unwrap();
    let verdicts = [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet];
    for (clock, verdict) in ["2036", "2016", "1999"].into_iter().zip(verdicts) {
        let edge = at(&format!("{clock}-11-22T10:00:00Z"));
        let workspace = Workspace::open(&path, None, edge).unwrap();
        let entry = AnswerEntry {
            verdict: Some(verdict),
            ..AnswerEntry::default()
        };
        workspace.record_answer(id, &standard, entry).unwrap();
        workspace.close().unwrap();
    }
    let workspace = Workspace::open(&path, None, edge()).unwrap();
    let answered = |sheet: &super::Sheet| sheet.assessment.answers[0].verdict;
    assert_eq!(
        answered(&workspace.sheet(id).unwrap()),
        Some(Verdict::NotMet)
    );
    assert_eq!(
        answered(&workspace.undo(id).unwrap()),
        Some(Verdict::PartlyMet)
    );
    assert_eq!(answered(&workspace.undo(id).unwrap()), Some(Verdict::Met));
    workspace.check().unwrap();
}

#[test]
fn a_workspace_that_is_open_may_be_read_and_copied_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let workspace = Workspace::create(&path, None, edge()).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let id = sheet.assessment.id;
    assert!(matches!(
        Workspace::open(&path, None, edge()),
        Err(Error::Store(store::Error::Locked { .. }))
    ));
    let reading = Workspace::open_to_read(&path, None, edge()).unwrap();
    assert!(matches!(
        reading.access(),
        store::Access::OpenElsewhere { occupant: Some(by) } if by.by == "ana"
    ));
    assert_eq!(reading.sheet(id).unwrap().assessment, sheet.assessment);
    reading.remember_opened(id).unwrap();
    assert!(matches!(
        reading.change_profile(id, profile_named("autre")),
        Err(Error::Store(store::Error::ReadOnly { .. }))
    ));
    let copy = folder.path().join("copy");
    backup(&reading, &copy, &mut |_, _| true).unwrap();
    reading.close().unwrap();
    let back = Workspace::open(&copy, None, edge()).unwrap();
    assert_eq!(back.sheet(id).unwrap().assessment, sheet.assessment);
    assert_eq!(back.notices().unwrap(), []);
}

fn profile_named(name: &str) -> Profile {
    let mut profile = profile();
    profile.organisation.name = name.into();
    profile
}
