//! Any change of a dossier is seen: a byte, a piece, an addition.
//!
//! Source: trust.md, P1 and P2.

use pades::{Limits, TrustAnchors};
use quality::clock::Moment;
use quality::verification::{Verdict, verify};

use crate::dossier::demo;

fn verdict(bytes: &[u8]) -> Verdict {
    let at = Moment::parse("2026-12-01T00:00:00Z").unwrap();
    verify(bytes, "", &TrustAnchors::new(), at, &Limits::default())
        .report
        .verdict
}

fn dossier() -> Vec<u8> {
    std::fs::read(demo().join("dossier.pdf")).unwrap()
}

/// Places spread over the whole file, denser around the signature.
fn places(bytes: &[u8], count: usize) -> Vec<usize> {
    let spread = (0..count).map(|n| n * (bytes.len() - 1) / count);
    let at = bytes
        .windows(10)
        .rposition(|window| window == b"/ByteRange")
        .unwrap();
    let around = (at.saturating_sub(400)..at + 2400).step_by(37);
    let tail = (bytes.len() - 60..bytes.len()).step_by(3);
    spread
        .chain(around)
        .chain(tail)
        .filter(|at| *at < bytes.len())
        .collect()
}

#[test]
fn one_changed_byte_anywhere_is_seen() {
    let sound = dossier();
    assert_eq!(verdict(&sound), Verdict::Intact);
    for at in places(&sound, 300) {
        let mut changed = sound.clone();
        changed[at] ^= 0x20;
        let found = verdict(&changed);
        assert!(
            matches!(found, Verdict::Altered | Verdict::Unreadable),
            "byte {at}: {found:?}"
        );
    }
}

#[test]
fn any_part_of_a_dossier_is_no_dossier() {
    let sound = dossier();
    for at in places(&sound, 60) {
        for part in [&sound[..at], &sound[at.max(1)..]] {
            let found = verdict(part);
            assert!(
                !matches!(found, Verdict::Intact | Verdict::Trusted),
                "at {at}: {found:?}"
            );
        }
    }
}

#[test]
fn anything_added_is_seen() {
    let sound = dossier();
    for added in [
        &b"\n"[..],
        b" ",
        b"%",
        b"\n%%EOF\n",
        b"1 0 obj\n<<>>\nendobj\n",
    ] {
        for changed in [[&sound, added].concat(), [added, &sound].concat()] {
            let found = verdict(&changed);
            assert!(
                matches!(found, Verdict::Altered | Verdict::Unreadable),
                "{added:?}: {found:?}"
            );
        }
    }
}
