//! The library of evidence: shared, replaced, removed, limited, opened.

use std::path::PathBuf;

use pades::identity::{Algorithm, Subject};

use super::{demo, demo_evidence, edge, profile, shipped};
use crate::assessment::{Evidence, EvidenceLink, Privacy};
use crate::clock::Day;
use crate::digest::Digest;
use crate::evidence::{self, MetadataChoice, Notice, OpenCopies};
use crate::grid::{ExpectedPrivacy, Grid};
use crate::id::{AssessmentId, EvidenceId, ExpectedId, StandardId};
use crate::store::Passphrase;
use crate::workspace::{
    Attaching, Choice, ContentState, Description, Error, EvidenceLimits, Workspace,
    create_identity, warnings_before_attaching,
};

/// A workspace with one campaign, and a folder for files.
pub(super) struct Desk {
    pub(super) folder: tempfile::TempDir,
    pub(super) workspace: Workspace,
    pub(super) id: AssessmentId,
    grid: Grid,
}

impl Desk {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
        let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
        let (id, grid) = (sheet.assessment.id, sheet.grid);
        Self {
            folder,
            workspace,
            id,
            grid,
        }
    }

    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn standard(&self, at: usize) -> &StandardId {
        &self.grid.standards[at].id
    }

    pub(super) fn attach(&self, at: usize, paths: &[PathBuf]) -> crate::workspace::Attached {
        let attaching = Attaching::default();
        self.workspace
            .attach(self.id, self.standard(at), &attaching, paths, &mut |_| true)
            .unwrap()
    }

    fn contents(&self) -> i64 {
        let connection = self.workspace.store.connection();
        connection
            .query_row("SELECT count(*) FROM content", [], |row| row.get(0))
            .unwrap()
    }

    fn execute(&self, sql: &str) {
        let connection = self.workspace.store.connection();
        connection.execute(sql, []).unwrap();
    }
}

#[test]
fn one_content_serves_several_standards_and_stays_while_one_needs_it() {
    let desk = Desk::new();
    let first = desk.attach(0, &[desk.file("a.txt", "même contenu")]);
    let second = desk.attach(1, &[desk.file("b.txt", "même contenu")]);
    assert_eq!(first.attached, second.attached);
    let title = "a".to_owned();
    assert_eq!(second.noticed[0].notices, [Notice::AlreadyThere { title }]);
    assert_eq!(desk.contents(), 1);
    let entry = &desk.workspace.library(desk.id).unwrap()[0];
    assert_eq!(
        entry.standards,
        [desk.standard(0).clone(), desk.standard(1).clone()]
    );
    assert!(entry.is_kept);
    let link = EvidenceLink {
        evidence: first.attached[0],
        expected: None,
        pages: None,
    };
    desk.workspace
        .unlink_evidence(desk.id, desk.standard(0), &link)
        .unwrap();
    let left = &desk.workspace.library(desk.id).unwrap()[0];
    assert_eq!(left.standards, [desk.standard(1).clone()]);
    desk.workspace.check().unwrap();
}

#[test]
fn names_that_differ_only_in_case_get_a_number() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder.path().join("x")).unwrap();
    let files = [desk.file("Note.txt", "a"), desk.file("x/NOTE.txt", "b")];
    let done = desk.attach(0, &files);
    let names: Vec<_> = done
        .sheet
        .assessment
        .evidence
        .iter()
        .map(|piece| piece.file_name.as_str())
        .collect();
    assert_eq!(names, ["Note.txt", "NOTE (2).txt"]);
    let from = "NOTE.txt".to_owned();
    assert_eq!(done.noticed[0].notices, [Notice::Renamed { from }]);
}

#[test]
fn pages_and_the_expected_item_stand_in_the_link() {
    let desk = Desk::new();
    let expected = desk.grid.standards[0].expected_evidence[0].id.clone();
    let attaching = Attaching {
        expected: Some(expected.clone()),
        pages: Some("p. 3 à 5".into()),
        metadata: MetadataChoice::Remove,
    };
    let file = [desk.file("a.txt", "a")];
    let standard = desk.standard(0);
    let attach = |attaching: &Attaching| {
        let done = desk
            .workspace
            .attach(desk.id, standard, attaching, &file, &mut |_| true);
        done.unwrap().sheet.assessment.answers[0].evidence.clone()
    };
    let links = attach(&attaching);
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].pages.as_deref(), Some("p. 3 à 5"));
    let plain = Attaching {
        pages: None,
        ..attaching
    };
    assert_eq!(attach(&plain), links, "attaching again takes nothing away");
    let unknown = StandardId::new("absent".to_owned()).unwrap();
    let refused = desk
        .workspace
        .attach(desk.id, &unknown, &plain, &file, &mut |_| true);
    assert!(matches!(refused, Err(Error::UnknownStandard(_))));
}

#[test]
fn a_replaced_file_is_a_revision_that_can_be_undone() {
    let desk = Desk::new();
    let piece = desk.attach(0, &[desk.file("v1.txt", "un")]).attached[0];
    let said = Description {
        evidence: piece,
        title: "Procédure".into(),
        document_date: Some(Day::parse("2025-01-01").unwrap()),
        valid_until: None,
        privacy: Privacy::Anonymised,
    };
    let before = desk.workspace.describe_evidence(desk.id, said).unwrap();
    let other = desk.file("v2.txt", "deux");
    let replace = |path| {
        let keep = MetadataChoice::Remove;
        desk.workspace
            .replace_evidence(desk.id, piece, path, keep, &mut |_| true)
    };
    let (sheet, _) = replace(&other).unwrap();
    let now = &sheet.assessment.evidence[0];
    assert_eq!((now.id, now.digest), (piece, Digest::of(b"deux")));
    assert_eq!(
        (now.title.as_str(), now.privacy),
        ("Procédure", Privacy::Anonymised)
    );
    assert_eq!(
        now.document_date, None,
        "the date was that of the other document"
    );
    assert_eq!(sheet.assessment.answers, before.assessment.answers);
    let digests = |desk: &Desk| -> Vec<(String, Digest, bool)> {
        let revisions = desk.workspace.revisions(desk.id, piece).unwrap();
        let told = revisions.into_iter();
        told.map(|r| (r.file_name, r.digest, r.is_kept)).collect()
    };
    let (un, deux) = (Digest::of(b"un"), Digest::of(b"deux"));
    assert_eq!(
        digests(&desk),
        [("v1.txt".into(), un, true), ("v2.txt".into(), deux, true)]
    );
    assert_eq!(desk.workspace.library(desk.id).unwrap()[0].revisions, 2);
    let (_, notices) = replace(&other).unwrap();
    assert!(
        matches!(notices[..], [Notice::AlreadyThere { .. }]),
        "{notices:?}"
    );
    assert_eq!(digests(&desk).len(), 2, "the same content is no revision");
    let undone = desk.workspace.undo(desk.id).unwrap();
    assert_eq!(undone.assessment, before.assessment);
    let empty = replace(&desk.file("vide.txt", ""));
    assert!(matches!(
        empty,
        Err(Error::Evidence(evidence::Error::Empty { .. }))
    ));
    desk.workspace.check().unwrap();
}

#[test]
fn a_piece_is_removed_with_its_links_in_one_change_that_can_be_undone() {
    let desk = Desk::new();
    let files = [desk.file("a.txt", "a"), desk.file("b.txt", "b")];
    let piece = desk.attach(0, &files).attached[0];
    let before = desk.attach(1, &files[..1]).sheet.assessment;
    let sheet = desk.workspace.remove_evidence(desk.id, piece).unwrap();
    assert_eq!(sheet.assessment.evidence.len(), 1);
    let links = sheet.assessment.answers.iter().flat_map(|a| &a.evidence);
    assert!(links.clone().all(|link| link.evidence != piece));
    assert_eq!(
        desk.contents(),
        2,
        "the content stays, for undoing and for the trash"
    );
    let again = desk.workspace.remove_evidence(desk.id, piece);
    assert!(matches!(again, Err(Error::UnknownEvidence(_))));
    let undone = desk.workspace.undo(desk.id).unwrap().assessment;
    assert_eq!(undone, before, "in the same order too");
}

#[test]
fn limits_are_kept_in_the_workspace_and_held_to() {
    let desk = Desk::new();
    assert_eq!(
        desk.workspace.evidence_limits().unwrap(),
        EvidenceLimits::default()
    );
    let limits = EvidenceLimits {
        file_bytes: 10,
        dossier_bytes: 100,
    };
    desk.workspace.set_evidence_limits(limits).unwrap();
    assert_eq!(desk.workspace.evidence_limits().unwrap(), limits);
    let done = desk.attach(
        0,
        &[
            desk.file("a.txt", "dix signes"),
            desk.file("b.txt", "onze signes"),
        ],
    );
    assert_eq!(done.attached.len(), 1);
    assert!(matches!(
        done.refused[0].reason,
        evidence::Error::TooLarge {
            size_bytes: 11,
            limit_bytes: 10,
            ..
        }
    ));
    for bad in [0, EvidenceLimits::HIGHEST.file_bytes + 1] {
        let file_bytes = bad;
        let refused = desk.workspace.set_evidence_limits(EvidenceLimits {
            file_bytes,
            ..limits
        });
        assert!(matches!(refused, Err(Error::LimitOutOfRange { .. })));
    }
}

#[test]
fn missing_or_damaged_content_is_named_with_its_standards() {
    let desk = Desk::new();
    desk.attach(
        0,
        &[
            desk.file("a.txt", "a"),
            desk.file("b.txt", "b"),
            desk.file("c.txt", "c"),
        ],
    );
    desk.execute("UPDATE chunk SET bytes = x'78' WHERE content = 1");
    desk.execute("DELETE FROM content WHERE id = 2");
    let faults = desk
        .workspace
        .check_evidence(desk.id, &mut |_| true)
        .unwrap();
    let told: Vec<_> = faults.iter().map(|f| (f.title.as_str(), f.state)).collect();
    assert_eq!(
        told,
        [("a", ContentState::Damaged), ("b", ContentState::Missing)]
    );
    assert_eq!(faults[0].standards, [desk.standard(0).clone()]);
    let library = desk.workspace.library(desk.id).unwrap();
    let kept: Vec<_> = library.iter().map(|entry| entry.is_kept).collect();
    assert_eq!(kept, [true, false, true]);
}

#[test]
fn a_copy_is_checked_private_read_only_and_gone_afterwards() {
    let desk = Desk::new();
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xDE\0\0\0\0IEND\xAEB\x60\x82";
    let files = [desk.file("a.exe.txt", "texte"), desk.file("image.dat", png)];
    let done = desk.attach(0, &files);
    assert_eq!(done.attached.len(), 2, "{:?}", done.refused);
    let temporary = desk.folder.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let mut copies = OpenCopies::begin(&temporary, &*desk.workspace.edge.randomness).unwrap();
    let mut open = |at: usize| {
        desk.workspace
            .open_copy(desk.id, done.attached[at], &mut copies)
    };
    let (text, image) = (open(0).unwrap(), open(1).unwrap());
    let again = open(0).unwrap();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(name(&text), "a.exe.txt");
    assert_eq!(name(&image), "image.dat.png", "it opens as what it is");
    assert_eq!(name(&again), "a.exe (2).txt");
    assert_eq!(std::fs::read(&text).unwrap(), b"texte");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(copies.folder()), mode(&text)), (0o700, 0o400));
    }
    desk.execute("UPDATE chunk SET bytes = x'78' WHERE content = 1");
    let damaged = desk
        .workspace
        .open_copy(desk.id, done.attached[0], &mut copies);
    assert!(
        matches!(damaged, Err(Error::EvidenceContent(_))),
        "{damaged:?}"
    );
    let left = std::fs::read_dir(copies.folder()).unwrap().count();
    assert_eq!(
        left, 4,
        "three copies and the lock: nothing of the damaged one"
    );
    drop(copies);
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
}

#[test]
fn what_could_run_is_never_opened() {
    let desk = Desk::new();
    let (published, mut demo) = demo();
    let script = "#!/bin/sh\nrm -r /\n";
    let piece = &mut demo.evidence[0];
    piece.digest = Digest::of(script.as_bytes());
    piece.size_bytes = script.len() as u64;
    let id = piece.id;
    let folder = desk.folder.path().join("evidence");
    std::fs::create_dir(&folder).unwrap();
    let theirs = super::root().join("fixtures/demo/evidence");
    for entry in std::fs::read_dir(theirs).unwrap().flatten() {
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(&id.to_string())
        {
            std::fs::write(folder.join(entry.file_name()), script).unwrap();
        }
    }
    let folder = super::EvidenceFolder::open(&folder).unwrap();
    desk.workspace
        .import(&demo, &published, Some(&folder), &mut |_| true)
        .unwrap();
    let parent = desk.folder.path();
    let mut copies = OpenCopies::begin(parent, &*desk.workspace.edge.randomness).unwrap();
    let opened = desk.workspace.open_copy(demo.id, id, &mut copies);
    assert!(
        matches!(
            opened,
            Err(Error::Evidence(evidence::Error::RefusedKind { .. }))
        ),
        "{opened:?}"
    );
    assert_eq!(
        std::fs::read_dir(copies.folder()).unwrap().count(),
        1,
        "only the lock"
    );
}

#[test]
fn folders_left_over_are_removed_and_those_in_use_stay() {
    let temporary = tempfile::tempdir().unwrap();
    let edge = edge();
    let first = OpenCopies::begin(temporary.path(), &*edge.randomness).unwrap();
    let left_over = temporary.path().join("label-mentorat-left-over");
    std::fs::create_dir(&left_over).unwrap();
    std::fs::write(left_over.join("piece.pdf"), "x").unwrap();
    let foreign = temporary.path().join("other");
    std::fs::create_dir(&foreign).unwrap();
    let second = OpenCopies::begin(temporary.path(), &*edge.randomness).unwrap();
    assert!(!left_over.exists());
    assert!(first.folder().exists() && second.folder().exists() && foreign.exists());
}

/// The shipped grid, whose first expected item must never be attached.
fn strict() -> Grid {
    let mut grid = shipped().grid().clone();
    grid.standards[0].expected_evidence[0].privacy = Some(ExpectedPrivacy::NeverAttach);
    grid
}

#[test]
fn the_grid_warns_before_attaching() {
    let grid = strict();
    let standard = &grid.standards[0];
    let item = &standard.expected_evidence[0];
    let told = warnings_before_attaching(&grid, &standard.id, Some(&item.id));
    assert_eq!(told.never_attach, grid.never_attach);
    let expected = told.expected.unwrap();
    assert_eq!(
        (expected.label, expected.privacy),
        (item.label.clone(), ExpectedPrivacy::NeverAttach)
    );
    let told = warnings_before_attaching(&grid, &standard.id, None);
    assert_eq!(told.expected, None);
}

#[test]
fn a_dossier_holds_to_the_limit_the_grid_and_what_is_there() {
    let desk = Desk::new();
    let mut json: serde_json::Value = serde_json::from_slice(shipped().bytes()).unwrap();
    json["edition"] = "essai".into();
    json["standards"][0]["expected_evidence"][0]["privacy"] = "never_attach".into();
    let strict = crate::grid::read(serde_json::to_vec(&json).unwrap()).unwrap();
    let id = desk
        .workspace
        .begin_campaign(&strict, profile())
        .unwrap()
        .assessment
        .id;
    let item = &strict.grid().standards[0].expected_evidence[0];
    let attach = |name: &str, expected: Option<&ExpectedId>| {
        let attaching = Attaching {
            expected: expected.cloned(),
            ..Attaching::default()
        };
        let files = [desk.file(name, name)];
        let standard = desk.standard(0);
        let done = desk
            .workspace
            .attach(id, standard, &attaching, &files, &mut |_| true);
        done.unwrap().attached[0]
    };
    let (never, plain) = (
        attach("casier.txt", Some(&item.id)),
        attach("note.txt", None),
    );
    let secret = Passphrase::new("une phrase à retenir".into());
    let name = "Essai".to_owned();
    let key = desk.folder.path().join("p12");
    let subject = Subject::Organisation { name };
    let identity = create_identity(&key, &subject, Algorithm::P256, &secret, &edge()).unwrap();
    let target = desk.folder.path().join("dossier.pdf");
    let chosen = Choice::These([never, plain].into());
    let issue = || {
        desk.workspace
            .issue(id, &identity, &chosen, &target, &mut |_| true)
    };

    let limits = EvidenceLimits::default();
    let small = EvidenceLimits {
        dossier_bytes: 7,
        ..limits
    };
    desk.workspace.set_evidence_limits(small).unwrap();
    match issue() {
        Err(Error::EnclosedTooLarge {
            total_bytes,
            limit_bytes,
            pieces,
        }) => {
            assert_eq!((total_bytes, limit_bytes), (8, 7));
            assert_eq!(
                pieces,
                [("note".to_owned(), 8)],
                "what is left out does not count"
            );
        }
        other => panic!("{other:?}"),
    }
    desk.workspace.set_evidence_limits(limits).unwrap();

    issue().unwrap();
    let bytes = std::fs::read(&target).unwrap();
    let (anchors, at) = (pades::TrustAnchors::new(), edge().clock.now());
    let verified = crate::verification::verify(&bytes, "", &anchors, at, &pades::Limits::default());
    let data = verified
        .embedded
        .iter()
        .find(|file| file.name == "dossier.json");
    let manifest: serde_json::Value =
        serde_json::from_slice(&data.unwrap().bytes().unwrap()).unwrap();
    let piece = |id: EvidenceId| {
        let mut pieces = manifest["evidence"].as_array().unwrap().iter();
        pieces
            .find(|piece| piece["evidence"] == id.to_string())
            .unwrap()
    };
    assert_eq!(piece(never)["left_out"], "never_attach");
    assert!(piece(plain)["embedded_as"].is_string());

    std::fs::remove_file(&target).unwrap();
    desk.execute("UPDATE chunk SET bytes = x'78' WHERE content = 2");
    match issue() {
        Err(Error::EvidenceContent(fault)) => {
            assert_eq!(
                (fault.title.as_str(), fault.state),
                ("note", ContentState::Damaged)
            );
            assert_eq!(fault.standards, [desk.standard(0).clone()]);
        }
        other => panic!("{other:?}"),
    }
    assert!(!target.exists());
}

#[test]
fn the_notices_of_a_content_are_remembered() {
    let desk = Desk::new();
    let pdf = "%PDF-1.7\ntrailer <</Encrypt 9 0 R>>\n%%EOF";
    desk.attach(0, &[desk.file("a.pdf", pdf), desk.file("b.txt", "b")]);
    let library = desk.workspace.library(desk.id).unwrap();
    assert_eq!(library[0].notices, [Notice::Protected {}]);
    assert_eq!(library[1].notices, []);
}

#[test]
fn imported_evidence_is_looked_at_too() {
    let desk = Desk::new();
    let (published, demo) = demo();
    desk.workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    let library = desk.workspace.library(demo.id).unwrap();
    assert_eq!(library.len(), demo.evidence.len());
    assert!(
        library
            .iter()
            .all(|entry| entry.is_kept && entry.notices.is_empty())
    );
}

#[test]
fn twenty_thousand_pieces_are_worked_with() {
    const PIECES: u32 = 20_000;
    let desk = Desk::new();
    let (published, mut demo) = demo();
    demo.id = AssessmentId::from_random([7; 16]);
    let model = demo.evidence[0].clone();
    let answers = demo.answers.len();
    for number in 0..PIECES {
        let mut random = [9; 16];
        random[..4].copy_from_slice(&number.to_be_bytes());
        let id = EvidenceId::from_random(random);
        demo.evidence.push(Evidence {
            id,
            file_name: format!("{number}.txt"),
            digest: Digest::of(&number.to_be_bytes()),
            ..model.clone()
        });
        demo.answers[number as usize % answers]
            .evidence
            .push(EvidenceLink {
                evidence: id,
                expected: None,
                pages: None,
            });
    }
    desk.workspace
        .import(&demo, &published, None, &mut |_| true)
        .unwrap();
    let attaching = Attaching::default();
    let file = [desk.file("19999.TXT", "une de plus")];
    let standard = desk.standard(0);
    let done = desk
        .workspace
        .attach(demo.id, standard, &attaching, &file, &mut |_| true);
    let done = done.unwrap();
    let last = done.sheet.assessment.evidence.last().unwrap();
    assert_eq!(last.file_name, "19999 (2).TXT");
    let library = desk.workspace.library(demo.id).unwrap();
    let kept = library.iter().filter(|entry| entry.is_kept).count();
    assert_eq!((library.len(), kept), (demo.evidence.len() + 1, 1));
    let undone = desk.workspace.undo(demo.id).unwrap();
    assert_eq!(undone.assessment.evidence.len(), demo.evidence.len());
}
