//! Files received, as a person meets them: bad inputs 99 to 111, each told in a sentence of its own.
//!
//! Source: docs/trust.md, «Dossier import and verification».

use std::path::Path;

use quality::digest::Digest;
use quality::trust::Acquaintance;
use quality::verification::wording::{answers, answers_to};
use quality::verification::{Profile, Report, SignatureReport, Trust, Verdict, verify};
use serde_json::Value;

use crate::dossier::{Desk, words};
use crate::executable::{run, text};
use crate::fault::quick_folder;
use crate::forgeries::{Case, one};

fn report(bytes: &[u8]) -> Report {
    let case = Case::get();
    verify(bytes, "", &case.anchors, case.at, &pades::Limits::default()).report
}

/// A PDF with these objects, the first of which is the catalog.
fn small(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut rows = String::from("0000000000 65535 f \n");
    for (number, body) in (1..).zip(objects) {
        rows.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let (table, size) = (bytes.len(), objects.len() + 1);
    bytes.extend(
        format!("xref\n0 {size}\n{rows}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n")
            .bytes(),
    );
    bytes
}

const PAGES: &str = "<</Type /Pages/Kids []/Count 0>>";

/// The detail of the one check that says what is the matter.
fn told(report: &Report) -> &str {
    &report.checks.last().unwrap().detail
}

#[test]
fn a_protected_file_is_said_to_be_protected() {
    let file = small(
        &["<</Type /Catalog/Pages 2 0 R>>", PAGES],
        "/Encrypt <</Filter /Standard/V 2>>",
    );
    let report = report(&file);
    assert_eq!(report.verdict, Verdict::Unreadable);
    assert_eq!(told(&report), "PDF protégé : un dossier ne l’est jamais.");
}

#[test]
fn unsigned_waiting_and_foreign_files_are_told_apart() {
    let plain = report(&small(&["<</Type /Catalog/Pages 2 0 R>>", PAGES], ""));
    assert_eq!(plain.verdict, Verdict::Unsigned);
    assert_eq!(told(&plain), "Ce PDF ne porte aucune signature.");
    let form = "<</Type /Catalog/Pages 2 0 R/AcroForm <</Fields [3 0 R]>>>>";
    let waiting = report(&small(&[form, PAGES, "<</FT /Sig/T (Signature)>>"], ""));
    assert_eq!(waiting.verdict, Verdict::Unsigned);
    assert_eq!(
        told(&waiting),
        "Ce PDF prévoit une signature, mais n’a pas été signé."
    );
    let foreign = report(&one("prepared", "pages-without-data-by-the-twin").0);
    assert_eq!(foreign.verdict, Verdict::NotADossier);
    assert_eq!(answers(&foreign)[3].sentence, "Ce n’est pas un dossier.");
}

#[test]
fn a_change_after_signing_is_told_with_what_to_do() {
    for (family, name) in [
        ("incremental", "newline-behind"),
        ("incremental", "comment-behind"),
        ("incremental", "line-ends-converted"),
        ("incremental", "page-text-table"),
        ("incremental", "second-signature"),
        ("certified", "level-2-freetext"),
    ] {
        let report = report(&one(family, name).0);
        let [integrity, identity, ..] = answers(&report);
        assert_eq!(integrity.sentence, "Modifié après signature.", "{name}");
        assert!(integrity.advice.contains("Demandez l’original"), "{name}");
        assert_eq!(identity.fingerprint, None);
        assert_eq!(
            identity.sentence, "Indéterminée.",
            "{name}: nobody vouches for it"
        );
    }
}

#[test]
fn each_kind_of_signer_has_its_own_message() {
    let mut report = report(&Case::get().sound);
    let mut messages = std::collections::BTreeSet::new();
    for trust in [
        Trust::Trusted,
        Trust::Unknown,
        Trust::Expired,
        Trust::NotYetValid,
        Trust::Revoked,
        Trust::Weak,
    ] {
        report.signature.as_mut().unwrap().trust = trust;
        let [_, identity, ..] = answers(&report);
        let certificate = report.signature.as_ref().unwrap().certificate_digest;
        assert_eq!(identity.fingerprint, certificate);
        assert!(identity.sentence.contains("« Essai »"), "{identity:?}");
        assert!(messages.insert(identity.reason.clone()), "{identity:?}");
        assert!(!identity.advice.is_empty());
    }
}

#[test]
fn what_is_known_of_a_signer_has_its_own_message() {
    let report = report(&Case::get().sound);
    let (at, digest) = (Case::get().at, Digest::of(b""));
    let mut reasons = std::collections::BTreeSet::new();
    for acquaintance in [
        Acquaintance::First,
        Acquaintance::Met {
            dossiers: 1,
            since: at,
        },
        Acquaintance::Met {
            dossiers: 2,
            since: at,
        },
        Acquaintance::NameMet {
            certificate_digest: digest,
            since: at,
        },
        Acquaintance::OtherKey {
            recorded: digest,
            since: at,
        },
        Acquaintance::Known {
            since: at,
            author: "Ada".into(),
        },
        Acquaintance::Vouched,
        Acquaintance::Withdrawn {
            at,
            why: "volé".into(),
        },
    ] {
        let [_, identity, ..] = answers_to(&report, Some(&acquaintance));
        assert!(identity.fingerprint.is_some(), "{acquaintance:?}");
        assert!(reasons.insert(identity.reason.clone()), "{identity:?}");
        assert!(!identity.advice.is_empty());
    }
}

#[test]
fn data_of_a_newer_format_are_said_to_be_newer() {
    let report = report(&one("contents", "newer-format-by-the-original").0);
    assert_eq!(report.verdict, Verdict::Altered);
    let signature = report.signature.as_ref().unwrap();
    assert_eq!(
        signature.trust,
        Trust::Trusted,
        "whose it is can still be said"
    );
    let content = &answers(&report)[3];
    assert!(
        content.reason.contains("label-mentorat/dossier/2"),
        "{content:?}"
    );
    assert!(
        content.reason.contains("mettez l’application à jour"),
        "{content:?}"
    );
}

#[test]
fn a_level_that_was_raised_is_told_with_both() {
    let report = report(&one("contents", "level-raised-by-the-original").0);
    let content = &answers(&report)[3];
    assert!(
        content
            .reason
            .contains("Niveau annoncé : N3 ; niveau recalculé : N1"),
        "{content:?}"
    );
    let level = report.level.unwrap();
    assert_ne!(level.declared, level.recomputed);
}

#[test]
fn evidence_that_is_missing_or_replaced_is_named() {
    for (name, words) in [
        ("evidence-replaced-by-the-original", "parcours d’entrée"),
        (
            "one-more-file-by-the-original",
            "« more.txt » n’est pas annoncé",
        ),
        ("register-emptied-by-the-original", "registre des preuves"),
    ] {
        let content = answers(&report(&one("contents", name).0))[3].clone();
        assert!(content.reason.contains(words), "{name}: {content:?}");
    }
}

#[test]
fn nothing_that_a_stranger_wrote_commands_the_screen() {
    for name in [
        "unknown-member-in-disguise-by-the-original",
        "other-engine-in-disguise-by-the-original",
    ] {
        let report = report(&one("contents", name).0);
        let shown = serde_json::to_string(&report).unwrap();
        let all: String = report
            .checks
            .iter()
            .map(|check| check.detail.as_str())
            .collect();
        assert!(
            !all.chars().any(|c| c.is_control() || c == '\u{202e}'),
            "{shown}"
        );
    }
}

#[test]
fn a_file_that_is_gone_incomplete_or_none_is_told() {
    let folder = quick_folder();
    let part = folder.path().join("dossier.pdf.part");
    let sound = &Case::get().sound;
    std::fs::write(&part, &sound[..sound.len() / 2]).unwrap();
    let ran = run(&["verify", "--json", text(&part)]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["verdict"], "unreadable");
    let detail = report["checks"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("incomplet ou abîmé"), "{detail}");
    for missing in [
        folder.path().join("absent.pdf"),
        folder.path().to_owned(),
        "/dev/null".into(),
    ] {
        let ran = run(&["verify", text(&missing)]);
        assert!(ran.code == 2 && ran.out.is_empty(), "{missing:?}: {ran:?}");
        assert!(
            ran.err.contains('.') && !ran.err.contains("panicked"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_very_large_file_is_refused_before_it_is_read() {
    let folder = quick_folder();
    let large = folder.path().join("large.pdf");
    let file = std::fs::File::create(&large).unwrap();
    // Two gigabytes that take no room on the disk.
    file.set_len(2 << 30).unwrap();
    let ran = run(&["verify", "--json", text(&large)]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &report["verdict"]), (1, &"unreadable".into()));
    let detail = report["checks"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("trop volumineux"), "{detail}");
}

#[test]
fn a_dossier_that_cannot_be_written_there_is_told() {
    let desk = Desk::new("p256", &[]);
    desk.import("w");
    std::fs::create_dir(desk.folder.path().join("d.pdf")).unwrap();
    let long = format!("{}.pdf", "a".repeat(300));
    for out in ["absent/d.pdf", "d.pdf", long.as_str()] {
        let ran = desk.ran(&words(&desk.issue("w", out)));
        assert!(ran.code == 1 || ran.code == 2, "{out}: {ran:?}");
        let shown = ran.err.trim();
        assert!(
            shown.contains('«') && !shown.contains("panicked"),
            "{out}: {shown}"
        );
        assert!(!Path::new(&desk.path(out)).is_file(), "{out}");
    }
    let left = std::fs::read_dir(desk.folder.path()).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    let part = left
        .iter()
        .find(|name| name.to_string_lossy().contains(".part"));
    assert_eq!(part, None, "nothing half done");
}

#[test]
fn a_report_that_came_back_from_elsewhere_is_read_whole_or_not_at_all() {
    let sound = report(&Case::get().sound);
    let text = serde_json::to_string(&sound).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), sound);
    for broken in [
        text.replacen('{', "{\"more\":1,", 1),
        text.replacen("trusted", "best", 1),
    ] {
        assert!(serde_json::from_str::<Report>(&broken).is_err());
    }
    let digest = Digest::of(&Case::get().certificate);
    let signature: SignatureReport = sound.signature.unwrap();
    assert_eq!(signature.certificate_digest, Some(digest));
    assert_eq!(signature.profile, Profile::BaselineB);
}
