//! Spliced dossiers: parts of one in another; and a whole one of the attacker's own.

use std::sync::OnceLock;

use quality::verification::CheckName::{
    EmbeddedData, EmbeddedScore, EvidenceDigests, OneByteRange, SignedBytes,
};

use super::attached::{MANIFEST, data, manifest, with_data, with_manifest};
use super::parts::{Parts, contents, find_last, with_contents};
use super::{Broken, Case, Contradictory, Give, TheirOwn};
use crate::dossier::{Desk, demo, words};

/// The attacker's own dossier, made by the application itself, under the original signer's name and
/// with better answers: theirs it is, and nobody else's.
fn issued_anew() -> Vec<u8> {
    static ANEW: OnceLock<Vec<u8>> = OnceLock::new();
    ANEW.get_or_init(issue_anew).clone()
}

fn issue_anew() -> Vec<u8> {
    let desk = Desk::new("p256", &[]);
    let assessment = std::fs::read_to_string(demo().join("assessment.json")).unwrap();
    let better = assessment.replace("\"partly_met\"", "\"met\"");
    assert_ne!(better, assessment);
    std::fs::write(desk.path("better.json"), better).unwrap();
    let evidence = demo().join("evidence");
    let (file, workspace) = (desk.path("better.json"), desk.path("w"));
    let import = [
        "import",
        &file,
        "--evidence",
        crate::executable::text(&evidence),
    ];
    desk.done(&[&import[..], &["--workspace", &workspace]].concat());
    let issue = desk.issue("w", "d.pdf");
    let small = ["--enclose", "none", "--omit", "standards,gaps,plan,history"];
    desk.done(&[words(&issue), small.to_vec()].concat());
    std::fs::read(desk.path("d.pdf")).unwrap()
}

/// Two dossiers made into one: the pages of one with the data of the other.
pub fn forge(case: &Case, give: Give<'_>) {
    give(
        "issued-by-another-of-the-same-name",
        issued_anew(),
        TheirOwn,
    );
    let other = Parts::read(&issued_anew());
    let data_of = |name: &str| data(&other, name);
    let mut parts = with_data(&case.parts, MANIFEST, &data_of(MANIFEST));
    give(
        "manifest-of-another",
        parts.signed(&case.twin),
        Contradictory(EmbeddedData),
    );
    let issued_at = manifest(&case.parts)["issued_at"].clone();
    parts = with_manifest(&parts, &|v| v["issued_at"] = issued_at.clone());
    let forged = case.by_original(&parts.write());
    give(
        "manifest-of-another-redated",
        forged,
        Contradictory(EvidenceDigests),
    );
    parts = with_data(&parts, "journal.jsonl", &data_of("journal.jsonl"));
    let forged = case.by_original(&parts.write());
    give(
        "manifest-and-journal-of-another",
        forged,
        Contradictory(EvidenceDigests),
    );
    let answers = with_manifest(&case.parts, &|v| {
        v["assessment"] = manifest(&other)["assessment"].clone();
    });
    give(
        "assessment-of-another",
        case.by_original(&answers.write()),
        Contradictory(EmbeddedScore),
    );
    let score = with_manifest(&case.parts, &|v| {
        v["score"] = manifest(&other)["score"].clone();
    });
    give(
        "score-of-another",
        case.by_original(&score.write()),
        Contradictory(EmbeddedScore),
    );
    let sound = &case.sound;
    let theirs = other.write();
    let table = find_last(sound, b"xref\n0 ").unwrap();
    let both = [&sound[..table], &theirs[theirs.len() / 2..]].concat();
    let expected = Broken(OneByteRange);
    give("head-of-one-tail-of-the-other", both, expected);
    let signature = contents(&theirs);
    let expected = Broken(SignedBytes);
    give(
        "signature-of-another",
        with_contents(sound, &signature),
        expected,
    );
}
