//! The library: several pieces at once, what is pasted, what is shown.

use super::library::Desk;
use crate::assessment::{EvidenceLink, Privacy};
use crate::clock::Day;
use crate::evidence::{self, OpenCopies, Preview};
use crate::id::EvidenceId;
use crate::workspace::{Description, Error};

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xDE\0\0\0\0IEND\xAEB`\x82";

/// A desk with three pieces that serve nothing.
fn desk() -> (Desk, Vec<EvidenceId>) {
    let desk = Desk::new();
    let files = ["a", "b", "c"].map(|name| desk.file(&format!("{name}.txt"), name));
    let done = desk.workspace.add_evidence(desk.id, &files, &mut |_| true);
    (desk, done.unwrap().attached)
}

#[test]
fn files_are_added_without_a_standard_and_a_second_time_change_nothing() {
    let (desk, pieces) = desk();
    let sheet = desk.workspace.sheet(desk.id).unwrap();
    assert_eq!(sheet.assessment.evidence.len(), 3);
    assert!(sheet.assessment.answers.is_empty());
    let again = [desk.file("other.txt", "b")];
    let done = desk.workspace.add_evidence(desk.id, &again, &mut |_| true);
    let done = done.unwrap();
    assert_eq!(done.attached, pieces[1..2], "the piece of the same content");
    assert_eq!(done.sheet.assessment, sheet.assessment);
    let undone = desk.workspace.undo(desk.id).unwrap().assessment;
    assert!(undone.evidence.is_empty(), "they came in one change");
}

#[test]
fn several_are_described_linked_and_removed_each_in_one_change() {
    let (desk, pieces) = desk();
    let workspace = &desk.workspace;
    let day = Some(Day::parse("2026-09-01").unwrap());
    let said = |title: &str, evidence: &EvidenceId| Description {
        evidence: *evidence,
        title: title.to_owned(),
        document_date: day,
        valid_until: None,
        privacy: Privacy::Anonymised,
    };
    let both = vec![said("A", &pieces[0]), said("B", &pieces[1])];
    let sheet = workspace.describe_several(desk.id, both).unwrap();
    let dated = |sheet: &crate::workspace::Sheet| {
        let pieces = sheet.assessment.evidence.iter();
        pieces.filter(|piece| piece.document_date == day).count()
    };
    assert_eq!(dated(&sheet), 2);
    assert_eq!(dated(&workspace.undo(desk.id).unwrap()), 0);

    let link = |evidence: &EvidenceId| EvidenceLink {
        evidence: *evidence,
        expected: None,
        pages: None,
    };
    let links: Vec<_> = pieces.iter().map(link).collect();
    let sheet = workspace.link_several(desk.id, desk.standard(0), links.clone());
    assert_eq!(sheet.unwrap().assessment.answers[0].evidence, links);
    let again = workspace.link_several(desk.id, desk.standard(0), links.clone());
    assert_eq!(again.unwrap().assessment.answers[0].evidence, links);

    let before = workspace.sheet(desk.id).unwrap().assessment;
    let sheet = workspace.remove_several(desk.id, &pieces[..2]).unwrap();
    assert_eq!(sheet.assessment.evidence.len(), 1);
    assert_eq!(sheet.assessment.answers[0].evidence, links[2..]);
    assert_eq!(workspace.undo(desk.id).unwrap().assessment, before);
}

#[test]
fn one_that_is_unknown_keeps_the_others_as_they_are() {
    let (desk, pieces) = desk();
    let stranger = EvidenceId::from_random([7; 16]);
    let before = desk.workspace.sheet(desk.id).unwrap().assessment;
    let refused = desk
        .workspace
        .remove_several(desk.id, &[pieces[0], stranger]);
    assert!(matches!(refused, Err(Error::UnknownEvidence(id)) if id == stranger));
    assert_eq!(desk.workspace.sheet(desk.id).unwrap().assessment, before);
}

#[test]
fn a_preview_goes_by_the_content_and_refuses_a_damaged_one() {
    let (desk, pieces) = desk();
    let files = [desk.file("image.dat", PNG)];
    let done = desk.workspace.add_evidence(desk.id, &files, &mut |_| true);
    let image = done.unwrap().attached[0];
    let shown = |piece| desk.workspace.preview_evidence(desk.id, piece);
    let text = Preview::Text {
        text: "a".to_owned(),
        is_whole: true,
    };
    assert_eq!(shown(pieces[0]).unwrap(), text);
    assert!(matches!(
        shown(image).unwrap(),
        Preview::Image { media_type, bytes } if media_type == "image/png" && bytes == PNG
    ));
    let connection = desk.workspace.store.connection();
    connection
        .execute("UPDATE chunk SET bytes = x'78' WHERE content = 1", [])
        .unwrap();
    assert!(matches!(shown(pieces[0]), Err(Error::EvidenceContent(_))));
}

#[test]
fn what_is_pasted_is_a_picture_or_nothing_and_goes_when_it_was_attached() {
    let desk = Desk::new();
    let temporary = tempfile::tempdir().unwrap();
    let randomness = &*desk.workspace.edge.randomness;
    let mut copies = OpenCopies::begin(temporary.path(), randomness).unwrap();
    let path = copies
        .write_pasted(PNG, "Capture du 26-11-2026 à 15.04")
        .unwrap();
    assert!(path.ends_with("Capture du 26-11-2026 à 15.04.png"));
    let done = desk.attach(0, std::slice::from_ref(&path));
    assert_eq!(done.attached.len(), 1, "{:?}", done.refused);
    let elsewhere = desk.file("mine.txt", "x");
    for path in [&path, &elsewhere] {
        copies.discard(path);
    }
    assert!(!path.exists());
    assert!(elsewhere.exists(), "only what is in the folder goes");
    for bytes in [&b""[..], b"texte", b"%PDF-1.7\n", b"#!/bin/sh\n"] {
        assert!(copies.write_pasted(bytes, "a.png").is_err(), "{bytes:?}");
    }
    let left = std::fs::read_dir(copies.folder()).unwrap().count();
    assert_eq!(left, 1, "only the lock");
    assert!(matches!(
        copies.write_pasted(b"texte", "a.png"),
        Err(evidence::Error::RefusedKind { .. })
    ));
}
