//! What the verifier promises: a sound file passes, and nothing else ever does.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::identity::Identity;
use crate::report::{ActiveContent, Check};
use crate::structure::Limit;
use crate::testing::{self, bomb, cms, forgery};
use crate::trust::Trust;

fn report(bytes: &[u8]) -> Report {
    verify(
        bytes,
        &TrustAnchors::new(),
        testing::verified_at(),
        &Limits::default(),
    )
}

fn passes(bytes: &[u8]) -> bool {
    matches!(report(bytes).outcome, Outcome::Signed(signature) if signature.integrity == Integrity::Passed)
}

fn signature_of(bytes: &[u8]) -> Signature {
    match report(bytes).outcome {
        Outcome::Signed(signature) => *signature,
        other => panic!("not signed: {other:?}"),
    }
}

/// An independent check of R2 to R4 that parses nothing: what «covers the whole file» means.
fn naive_cover(bytes: &[u8]) -> bool {
    let find_all = |wanted: &[u8]| {
        (0..bytes.len().saturating_sub(wanted.len()))
            .filter(|&at| bytes[at..].starts_with(wanted))
            .collect::<Vec<_>>()
    };
    let [place] = find_all(b"/ByteRange")[..] else {
        return false;
    };
    let rest =
        String::from_utf8_lossy(&bytes[place + 10..bytes.len().min(place + 120)]).into_owned();
    let Some(inside) = rest
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next())
    else {
        return false;
    };
    let numbers: Vec<usize> = inside
        .split_whitespace()
        .map_while(|number| number.parse().ok())
        .collect();
    let [0, a, b, c] = numbers[..] else {
        return false;
    };
    let is_whole =
        bytes.starts_with(b"%PDF-") && 0 < a && a < b && b.checked_add(c) == Some(bytes.len());
    if !is_whole {
        return false;
    }
    let gap = &bytes[a..b];
    let digits = &gap[1..gap.len() - 1];
    gap[0] == b'<'
        && gap[gap.len() - 1] == b'>'
        && digits.len().is_multiple_of(2)
        && digits.iter().all(u8::is_ascii_hexdigit)
        && bytes[..a].ends_with(b"/Contents ")
}

fn sample() -> (Vec<u8>, Identity) {
    static BYTES: LazyLock<Vec<u8>> =
        LazyLock::new(|| testing::signed_sample(&testing::identity(1)));
    (BYTES.clone(), testing::identity(1))
}

#[test]
fn a_signed_document_passes_every_rule() {
    let (bytes, _) = sample();
    let signature = signature_of(&bytes);
    let open: Vec<&Check> = signature
        .checks
        .iter()
        .filter(|check| check.outcome != Integrity::Passed)
        .collect();
    assert_eq!(open, Vec::<&Check>::new());
    assert_eq!(signature.profile, Profile::BaselineB);
    assert_eq!(signature.trust, Trust::Unknown, "nobody is trusted");
    assert_eq!(signature.warnings, vec![]);
    assert_eq!(signature.declared_at, Some(testing::signed_at()));
    assert!(signature.form.is_canonical());
    assert!(signature.form.forbids_changes);
    assert!(naive_cover(&bytes));
}

#[test]
fn one_revision_is_seen_as_such() {
    let (bytes, _) = sample();
    assert!(
        report(&bytes)
            .layout
            .is_some_and(|layout| layout.is_single_revision())
    );
    let updated = forgery::updated(&bytes, &[]);
    assert!(
        report(&updated)
            .layout
            .is_some_and(|layout| !layout.is_single_revision())
    );
}

#[test]
fn the_same_input_gives_the_same_signed_file() {
    assert_eq!(
        sample().0,
        testing::signed_sample(&testing::identity(1)),
        "nonces come from key and message"
    );
}

#[test]
fn no_forgery_passes() {
    let (bytes, identity) = sample();
    let forgeries = forgery::all(&bytes, &identity);
    for forgery in &forgeries {
        assert_ne!(forgery.bytes, bytes, "{} changes something", forgery.name);
        let outcome = report(&forgery.bytes).outcome;
        let is_refused = match &outcome {
            Outcome::Signed(signature) => signature.integrity == Integrity::Failed,
            Outcome::Unreadable { .. } => true,
            Outcome::Unsigned { .. } => false,
        };
        assert!(is_refused, "{}: {outcome:?}", forgery.name);
    }
}

#[test]
fn the_builder_of_tricks_builds_a_sound_signature_without_one() {
    let (bytes, identity) = sample();
    let rebuilt = forgery::with_contents(&bytes, &cms::build(&bytes, &identity, None));
    assert_eq!(rebuilt, bytes, "so each trick is the one thing wrong");
}

#[test]
fn no_bomb_is_read_to_its_end() {
    for bomb in bomb::all() {
        match report(&bomb.bytes).outcome {
            Outcome::Unreadable { .. } | Outcome::Unsigned { .. } => {}
            Outcome::Signed(signature) => panic!("{}: {signature:?}", bomb.name),
        }
    }
}

#[test]
fn the_clock_of_the_caller_ends_the_work() {
    let (bytes, _) = sample();
    let is_over = || true;
    let limits = Limits {
        deadline: Some(&is_over),
        ..Limits::default()
    };
    let outcome = verify(
        &bytes,
        &TrustAnchors::new(),
        testing::verified_at(),
        &limits,
    )
    .outcome;
    assert!(
        matches!(
            outcome,
            Outcome::Unreadable {
                reason: Unreadable::Limit(Limit::Time)
            }
        ),
        "{outcome:?}"
    );
}

#[test]
fn evidence_that_is_a_signed_pdf_disturbs_nothing() {
    let (inner, identity) = sample();
    let mut stream = format!(
        "<< /Type /EmbeddedFile /Length {} >>\nstream\n",
        inner.len()
    )
    .into_bytes();
    stream.extend_from_slice(&inner);
    stream.extend_from_slice(b"\nendstream");
    let (bytes, at) = testing::unsigned_sample(&testing::declaration(), &[stream]);
    let signed = testing::sign(bytes, at, &identity);
    assert!(passes(&signed));
}

#[test]
fn active_content_is_refused_even_when_signed() {
    for (body, kind) in [
        ("<< /S /JavaScript /JS (x) >>", ActiveContent::JavaScript),
        ("<< /S /Launch /F (cmd.exe) >>", ActiveContent::Launch),
        ("<< /S /SubmitForm /F (x) >>", ActiveContent::SubmitForm),
        ("<< /XFA [] >>", ActiveContent::Xfa),
        ("<< /Subtype /RichMedia >>", ActiveContent::RichMedia),
        ("<< /AA << >> >>", ActiveContent::AdditionalActions),
        (
            "<< /F (x) /Length 1 >>\nstream\nx\nendstream",
            ActiveContent::ExternalStream,
        ),
    ] {
        let identity = testing::identity(2);
        let (bytes, at) =
            testing::unsigned_sample(&testing::declaration(), &[body.as_bytes().to_vec()]);
        let signature = signature_of(&testing::sign(bytes, at, &identity));
        let check = signature.check(Rule::R7).expect("every rule has its check");
        assert!(
            check.reasons.contains(&Reason::ActiveContent(kind)),
            "{body}: {check:?}"
        );
        assert_eq!(signature.integrity, Integrity::Failed);
    }
}

#[test]
fn a_waiting_document_is_unsigned_only_without_its_dictionary() {
    let mut document = testing::Document {
        objects: Vec::new(),
        root: 1,
    };
    document.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>");
    document.add("<< /Type /Pages /Kids [] /Count 0 >>");
    document.add("<< /FT /Sig /T (Waiting) >>");
    assert!(matches!(
        report(&document.write().bytes).outcome,
        Outcome::Unsigned { empty_fields: 1 }
    ));
    let (waiting, _) = testing::unsigned_sample(&testing::declaration(), &[]);
    assert_eq!(
        signature_of(&waiting).integrity,
        Integrity::Failed,
        "a dictionary is a trace"
    );
}

#[test]
fn a_byte_range_in_plain_text_is_no_trace() {
    let mut document = testing::Document {
        objects: Vec::new(),
        root: 1,
    };
    document.add("<< /Type /Catalog /Pages 2 0 R /Note (about /ByteRange) >>");
    document.add("<< /Type /Pages /Kids [] /Count 0 >>");
    assert!(matches!(
        report(&document.write().bytes).outcome,
        Outcome::Unsigned { empty_fields: 0 }
    ));
}

#[test]
fn what_is_no_pdf_is_unreadable() {
    for bytes in [&b""[..], b"%PD", b"PK\x03\x04", b"<html>/ByteRange</html>"] {
        assert!(matches!(
            report(bytes).outcome,
            Outcome::Unreadable {
                reason: Unreadable::NotPdf
            }
        ));
    }
}

#[test]
fn trust_follows_the_anchors() {
    let (bytes, identity) = sample();
    let trust = |anchors: &TrustAnchors, at: &str| {
        let at = at.parse().expect("a fixed instant");
        match verify(&bytes, anchors, at, &Limits::default()).outcome {
            Outcome::Signed(signature) => signature.trust,
            other => panic!("{other:?}"),
        }
    };
    let mut anchors = TrustAnchors::new();
    assert_eq!(trust(&anchors, "2027-01-15T08:00:00Z"), Trust::Unknown);
    anchors.add(testing::identity(9).certificate().clone());
    assert_eq!(
        trust(&anchors, "2027-01-15T08:00:00Z"),
        Trust::Unknown,
        "somebody else is trusted"
    );
    anchors
        .add_file(identity.certificate().to_pem().as_bytes())
        .expect("its own PEM");
    assert_eq!(trust(&anchors, "2027-01-15T08:00:00Z"), Trust::Trusted);
    assert_eq!(trust(&anchors, "2032-01-15T08:00:00Z"), Trust::Expired);
    assert_eq!(trust(&anchors, "2026-10-15T08:00:00Z"), Trust::NotYetValid);
    anchors.revoke(identity.certificate().digest());
    assert_eq!(trust(&anchors, "2027-01-15T08:00:00Z"), Trust::Revoked);
}

#[test]
fn every_byte_of_a_signed_file_matters() {
    let (bytes, _) = sample();
    let (start, end) = {
        let range = signature_of(&bytes).byte_range.expect("it has one");
        (range[1], range[2])
    };
    // The padding is 15,000 equal bytes: every fiftieth of them stands for all.
    let used = bytes[start..end]
        .iter()
        .rposition(|&byte| !matches!(byte, b'0' | b'>'))
        .map_or(start, |at| start + at);
    for at in (0..bytes.len()).filter(|&at| at <= used + 4 || at >= end - 4 || at % 50 == 0) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(!passes(&changed), "bit 0 of byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_flipped_bit_passes(place in any::<prop::sample::Index>(), bit in 0..8u8) {
        let (bytes, _) = sample();
        let mut changed = bytes.clone();
        changed[place.index(bytes.len())] ^= 1 << bit;
        prop_assert!(!passes(&changed));
    }

    #[test]
    fn nothing_before_or_after_passes(before in prop::collection::vec(any::<u8>(), 0..20), after in prop::collection::vec(any::<u8>(), 0..20)) {
        prop_assume!(!before.is_empty() || !after.is_empty());
        let (bytes, _) = sample();
        prop_assert!(!passes(&[&before, &bytes, &after].map(Vec::as_slice).concat()));
    }

    #[test]
    fn no_splice_of_two_files_passes(cut in any::<prop::sample::Index>(), join in any::<prop::sample::Index>()) {
        let (first, second) = (sample().0, testing::signed_sample(&testing::identity(2)));
        let spliced = [&first[..cut.index(first.len())], &second[join.index(second.len())..]].concat();
        prop_assume!(spliced != first && spliced != second);
        prop_assert!(!passes(&spliced));
    }

    #[test]
    fn what_passes_covers_the_file_by_a_naive_check(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 0..3),
    ) {
        let mut bytes = sample().0;
        for (from, to, byte) in edits {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes.splice(from..(from + to % 5).min(bytes.len()), [byte]);
        }
        prop_assert!(!passes(&bytes) || naive_cover(&bytes));
    }

    #[test]
    fn any_bytes_get_a_report(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        prop_assert!(!passes(&bytes));
        prop_assert!(!passes(&[b"%PDF-1.7\n", &bytes[..], b"\nstartxref\n9\n%%EOF\n"].concat()));
    }
}
