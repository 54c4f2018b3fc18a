//! Forgeries: one real signed dossier, and everything that is known to have fooled a reader.
//!
//! The attacker brings keys, DER, CMS and a PDF writer of their own (`forgeries/`), so that no
//! mistake of ours is made twice. Each file has a name, a family, and what must be said of it. The
//! law for all of them: no panic, an answer in time, and never «intact» or «trusted» in the name of
//! the original signer. Source: trust.md, G15, «The attack families», R0 to R10.

mod attached;
mod attacker;
mod bombs;
mod case;
mod certificates;
mod certified;
mod cms;
mod contents;
mod der;
mod incremental;
mod names;
mod parts;
mod prepared;
mod reading;
mod respelled;
mod signatures;
mod spliced;
mod universal;
mod wrapping;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use pades::structure::{Image, Source};
use pades::{Limits, TrustAnchors};
use quality::digest::Digest;
use quality::verification::{CheckName, CheckOutcome, Report, Trust, Verdict, verify};

pub use case::Case;

/// What must be said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Altered: the signature does not hold, and this check says so.
    Broken(CheckName),
    /// Altered: the signature holds, and this check finds that the file contradicts itself.
    Contradictory(CheckName),
    /// A sound signature, which is not the original signer's, over no dossier.
    NotADossier,
    /// A sound signature of the original signer over no dossier: they were led to sign it.
    SignedUnread,
    /// A sound dossier in the attacker's own name.
    TheirOwn,
    Unsigned,
    Unreadable,
}

use Expected::{Broken, Contradictory, NotADossier, SignedUnread, TheirOwn, Unreadable, Unsigned};

/// Takes a name, a file and what must be said of it.
pub type Give<'g> = &'g mut dyn FnMut(&str, Vec<u8>, Expected);

/// The longest that one file may take. What cannot be broken off gets some more here, on a loaded
/// machine and without the child process that ends it on the second (`examination.rs`).
const PATIENCE: Duration = Duration::from_secs(5);

fn report(bytes: &[u8], case: &Case, anchors: &TrustAnchors) -> (Report, Duration) {
    let begun = Instant::now();
    let over = || begun.elapsed() > PATIENCE;
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let report = verify(bytes, "", anchors, case.at, &limits).report;
    (report, begun.elapsed())
}

/// Shortest data that stay in the file here, so that even small forgeries have some.
const SHORTEST_LEFT: usize = 300;

/// Bytes that are read as a file is.
struct File<'b>(&'b [u8]);

impl Source for File<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(offset).map_err(io::Error::other)?;
        let there = self.0.get(from..from + buffer.len());
        buffer.copy_from_slice(there.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// As [`report`] from memory, with long data left in the file; and how much was left there.
fn report_of_file(bytes: &[u8], case: &Case) -> (Report, usize) {
    let begun = Instant::now();
    let over = || begun.elapsed() > PATIENCE;
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let file = File(bytes);
    let image = Image::read(&file, SHORTEST_LEFT, &limits).unwrap();
    let report = verify(image.input(), "", &case.anchors, case.at, &limits).report;
    (report, image.input().absent().len())
}

/// What the report does not say as it must; empty when all is well.
fn complaint(report: &Report, expected: Expected, case: &Case) -> String {
    let outcome_of = |name: CheckName| {
        let check = report.checks.iter().find(|check| check.check == name);
        check.map(|check| check.outcome)
    };
    let integrity = report.signature.as_ref().map(|s| s.integrity);
    let signer = report.signature.as_ref().and_then(|s| s.certificate_digest);
    let is_original = signer == Some(Digest::of(&case.certificate));
    let trust = report.signature.as_ref().map(|s| s.trust);
    let (passed, failed) = (Some(CheckOutcome::Passed), Some(CheckOutcome::Failed));
    let is_as_expected = match expected {
        Broken(name) => {
            report.verdict == Verdict::Altered && integrity == failed && outcome_of(name) == failed
        }
        Contradictory(name) => {
            report.verdict == Verdict::Altered
                && integrity == passed
                && matches!(
                    outcome_of(name),
                    Some(CheckOutcome::Failed | CheckOutcome::Undecided)
                )
        }
        NotADossier => {
            report.verdict == Verdict::NotADossier && integrity == passed && !is_original
        }
        SignedUnread => {
            report.verdict == Verdict::NotADossier && integrity == passed && is_original
        }
        TheirOwn => {
            report.verdict == Verdict::Intact && !is_original && trust != Some(Trust::Trusted)
        }
        Unsigned => report.verdict == Verdict::Unsigned,
        Unreadable => report.verdict == Verdict::Unreadable,
    };
    // A signature that does not hold makes nobody trusted, whatever certificate stands beside it.
    let is_lawful = trust != Some(Trust::Trusted) || integrity == passed;
    if is_as_expected && is_lawful {
        return String::new();
    }
    let open: Vec<_> = report
        .checks
        .iter()
        .filter(|check| check.outcome != CheckOutcome::Passed)
        .map(|check| format!("{:?} {:?}: {}", check.check, check.outcome, check.detail))
        .collect();
    format!(
        "expected {expected:?}, found {:?}, integrity {integrity:?}, original {is_original}, trust {trust:?}, {open:?}",
        report.verdict
    )
}

/// Verifies every file of a family as someone who trusts the original signer.
fn judged(family: &str) {
    let (_, least, forge) = *FAMILIES.iter().find(|known| known.0 == family).unwrap();
    let case = Case::get();
    let mut complaints = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    let mut give = |name: &str, bytes: Vec<u8>, expected: Expected| {
        let name = format!("{family}/{name}");
        assert!(names.insert(name.clone()), "{name} twice");
        assert_ne!(bytes, case.sound, "{name} changes nothing");
        let found = catch_unwind(AssertUnwindSafe(|| report(&bytes, case, &case.anchors)));
        let Ok((report, took)) = found else {
            return complaints.push(format!("{name}: panicked"));
        };
        if took > PATIENCE * 4 {
            complaints.push(format!("{name}: {took:?}"));
        }
        // A large file stays on the disk but for what is looked at: nothing else is found then.
        if took < PATIENCE / 5 {
            let (other, _) = report_of_file(&bytes, case);
            if other != report {
                complaints.push(format!("{name}: from the file {other:?}, else {report:?}"));
            }
        }
        // On a loaded machine a bomb may run out of its time: then that is what is said.
        let ran_out = family == "bombs" && took > PATIENCE && report.verdict == Verdict::Unreadable;
        let complaint = complaint(&report, expected, case);
        if !complaint.is_empty() && !ran_out {
            complaints.push(format!("{name}: {complaint}"));
        }
        if std::env::var_os("LABEL_MENTORAT_TOLD").is_some() {
            let size = bytes.len();
            eprintln!("{name}: {:?} in {took:?}, {size} bytes", report.verdict);
        }
    };
    forge(case, &mut give);
    assert!(names.len() >= least, "{family}: {} files", names.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The file of that family and name, and what must be said of it.
pub fn one(family: &str, name: &str) -> (Vec<u8>, Expected) {
    let forge = FAMILIES.iter().find(|known| known.0 == family).unwrap().2;
    let mut found = None;
    forge(Case::get(), &mut |given, bytes, expected| {
        if given == name {
            found = Some((bytes, expected));
        }
    });
    found.unwrap_or_else(|| panic!("no {family}/{name}"))
}

/// A signed dossier whose data take more memory than anyone has for them.
pub fn hungry() -> Vec<u8> {
    let case = Case::get();
    let list = format!("[{}0]", "0,".repeat(10_000_000));
    let parts = attached::with_data(&case.parts, attached::MANIFEST, list.as_bytes());
    parts.signed(&case.twin)
}

type Family = (&'static str, usize, fn(&Case, Give<'_>));

/// Name, least number of files, and who makes them.
const FAMILIES: [Family; 12] = [
    ("universal", 110, universal::forge),
    ("incremental", 65, incremental::forge),
    ("wrapping", 33, wrapping::forge),
    ("prepared", 80, prepared::forge),
    ("certified", 29, certified::forge),
    ("signatures", 75, signatures::forge),
    ("respelled", 14, respelled::forge),
    ("certificates", 50, certificates::forge),
    ("contents", 70, contents::forge),
    ("spliced", 8, spliced::forge),
    ("names", 38, names::forge),
    ("bombs", 42, bombs::forge),
];

#[test]
fn the_original_is_trusted_and_taken_apart_and_together_the_same() {
    let case = Case::get();
    let (report, _) = report(&case.sound, case, &case.anchors);
    assert_eq!(report.verdict, Verdict::Trusted, "{:?}", report.checks);
    let (of_file, left) = report_of_file(&case.sound, case);
    assert_eq!(of_file, report);
    assert!(left > 3, "evidence stays in the file: {left}");
    assert_eq!(
        case.parts.write(),
        case.sound,
        "the attacker reads it whole"
    );
    assert_eq!(case.by_original(&case.sound), case.sound, "and so signs it");
}

#[test]
fn g15_no_universal_forgery_passes() {
    judged("universal");
}

#[test]
fn g15_no_incremental_update_passes() {
    judged("incremental");
}

#[test]
fn g15_no_wrapped_signature_passes() {
    judged("wrapping");
}

#[test]
fn g15_no_file_prepared_before_signing_passes() {
    judged("prepared");
}

#[test]
fn g15_no_addition_to_a_certified_file_passes() {
    judged("certified");
}

#[test]
fn g15_no_trick_inside_the_signature_passes() {
    judged("signatures");
}

#[test]
fn g15_no_signature_is_spelt_otherwise() {
    judged("respelled");
}

#[test]
fn g15_no_certificate_stands_in_for_the_signers() {
    judged("certificates");
}

#[test]
fn g15_no_edited_content_passes_under_whatever_key() {
    judged("contents");
}

#[test]
fn g15_no_dossier_is_made_of_two() {
    judged("spliced");
}

#[test]
fn g15_no_hostile_name_passes() {
    judged("names");
}

#[test]
fn g15_no_bomb_goes_off() {
    judged("bombs");
}
