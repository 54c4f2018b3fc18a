//! The auditor's findings stand beside the answers, and nothing of either is lost.

use proptest::prelude::*;

use super::*;
use crate::assessment;
use crate::grid::{self, Published};

fn demo() -> (Published, Assessment) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bytes = |path: &str| std::fs::read(root.join(path)).unwrap();
    let published = grid::read(bytes("standards/indicative-mentorat/2026-1.json")).unwrap();
    let assessment = assessment::read(&bytes("fixtures/demo/assessment.json"), &published).unwrap();
    (published, assessment)
}

fn finding(standard: &StandardId, judgement: Judgement) -> Finding {
    Finding {
        judgement: Some(judgement),
        ..Finding::blank(standard.clone())
    }
}

#[test]
fn no_finding_changes_nothing() {
    let (published, assessment) = demo();
    let comparison = compare(published.grid(), &assessment, &[]);
    assert_eq!(comparison.answered, comparison.found);
    assert_eq!(comparison.changed, []);
    assert!(!comparison.open.is_empty());
}

#[test]
fn a_major_nonconformity_takes_the_level_and_says_where() {
    let (published, assessment) = demo();
    let before = compare(published.grid(), &assessment, &[]);
    let reached = before.answered.level.clone().expect("the demo reaches one");
    let passing = before.answered.standards.iter();
    let standard = passing
        .filter(|scored| scored.outcome.passes())
        .map(|scored| &scored.standard)
        .find(|id| {
            let mut standards = published.grid().standards.iter();
            standards.any(|one| one.id == **id && one.is_eliminatory())
        })
        .expect("an eliminatory one passes");
    let findings = [finding(standard, Judgement::MajorNonconformity)];
    let after = compare(published.grid(), &assessment, &findings);
    assert_eq!(after.changed, std::slice::from_ref(standard));
    assert_ne!(after.found.level, Some(reached));
    assert_eq!(after.found.blockers, std::slice::from_ref(standard));
    assert_eq!(after.open.len() + 1, before.open.len());
    assert_eq!(assessment, demo().1, "the answers stay as they were");
}

#[test]
fn a_standard_set_aside_stays_so_until_that_is_contested() {
    let set_aside = Some(Verdict::NotApplicable);
    for judgement in Judgement::ALL {
        let expected = match judgement {
            Judgement::Conforming
            | Judgement::Strength
            | Judgement::PointOfAttention
            | Judgement::ToCheck => set_aside,
            Judgement::MinorNonconformity => Some(Verdict::PartlyMet),
            Judgement::MajorNonconformity | Judgement::ContestedNotApplicable => {
                Some(Verdict::NotMet)
            }
        };
        assert_eq!(judgement.verdict(set_aside), expected, "{judgement:?}");
    }
}

fn file_of(review: &Review, published: &Published) -> ReviewFile {
    let at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    ReviewFile::of(review, published.grid(), at)
}

fn review(assessment: Assessment, findings: Vec<Finding>) -> Review {
    let at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    Review {
        received: Received {
            path: "dossier.pdf".into(),
            file_digest: Digest::of(b"dossier"),
            size_bytes: 7,
            received_at: at,
            issued_at: at,
            signer: "Signataire".into(),
            certificate_digest: Digest::of(b"certificate"),
            changes: 0,
            declared: None,
            assessment,
            evidence: Vec::new(),
        },
        proceeding: Proceeding::default(),
        findings,
        interviews: Vec::new(),
    }
}

#[test]
fn a_file_comes_back_the_same_and_one_of_another_dossier_does_not() {
    let (published, assessment) = demo();
    let standard = published.grid().standards[0].id.clone();
    let findings = vec![finding(&standard, Judgement::Strength)];
    let file = file_of(&review(assessment, findings), &published);
    let (bytes, digest) = (file.write(), Digest::of(b"dossier"));
    assert_eq!(read(&bytes, digest, published.grid()), Ok(file.clone()));
    assert_eq!(bytes, file.write());
    let other = read(&bytes, Digest::of(b"other"), published.grid());
    assert!(matches!(other, Err(Error::OtherDossier { .. })));
    for (spoil, is_expected) in SPOILT {
        let mut value = serde_json::to_value(&file).unwrap();
        spoil(&mut value);
        let spoilt = serde_json::to_vec(&value).unwrap();
        let told = read(&spoilt, digest, published.grid()).unwrap_err();
        assert!(is_expected(&told), "{told:?}");
    }
}

type Spoil = fn(&mut serde_json::Value);
type IsExpected = fn(&Error) -> bool;

const SPOILT: [(Spoil, IsExpected); 5] = [
    (
        |value| value["format"] = "label-mentorat/review/2".into(),
        |told| matches!(told, Error::OtherFormat { .. }),
    ),
    (
        |value| value["findings"][0]["standard"] = "E9.N9.S9".into(),
        |told| matches!(told, Error::UnknownStandard(_)),
    ),
    (
        |value| {
            let finding = value["findings"][0].clone();
            value["findings"].as_array_mut().unwrap().push(finding);
        },
        |told| matches!(told, Error::Twice(_)),
    ),
    (
        |value| value["findings"][0]["comment"] = "é".repeat(LONGEST_TEXT + 1).into(),
        |told| matches!(told, Error::TextTooLong { .. }),
    ),
    (
        |value| value["findings"][0]["more"] = 1.into(),
        |told| matches!(told, Error::Member(_)),
    ),
];

fn any_findings() -> impl Strategy<Value = Vec<Finding>> {
    let judgement = proptest::option::of(proptest::sample::select(Judgement::ALL.as_slice()));
    let comment = proptest::option::of("[a-c]{1,2}");
    let one = (0..5_u8, judgement, comment);
    proptest::collection::btree_map(0..6_u8, one, 0..6).prop_map(|drawn| {
        let finding = |(place, (_, judgement, comment)): (u8, (u8, _, _))| Finding {
            judgement,
            comment,
            ..Finding::blank(StandardId::new(format!("S{place}")).unwrap())
        };
        drawn.into_iter().map(finding).collect()
    })
}

proptest! {
    #[test]
    fn merging_loses_nothing_and_decides_nothing(mine in any_findings(), theirs in any_findings()) {
        let merged = merge(&mine, &theirs);
        let said = |findings: &[Finding]| findings.iter().filter(|one| !one.is_blank()).count();
        for other in theirs.iter().filter(|one| !one.is_blank()) {
            let is_agreed = mine.iter().any(|own| own.agrees_with(other));
            let is_taken = merged.taken.contains(other);
            let is_shown = merged.conflicts.iter().any(|conflict| conflict.theirs == *other);
            prop_assert_eq!(1, usize::from(is_agreed) + usize::from(is_taken) + usize::from(is_shown));
        }
        prop_assert!(merged.conflicts.iter().all(|conflict| mine.contains(&conflict.mine)));
        // Seen from the other side, the conflicts are the same.
        let back = merge(&theirs, &mine);
        let standards = |merged: &Merged| {
            let mut standards: Vec<_> =
                merged.conflicts.iter().map(|conflict| conflict.standard.clone()).collect();
            standards.sort();
            standards
        };
        prop_assert_eq!(standards(&merged), standards(&back));
        // Once taken over, nothing is left to take.
        let mut whole: Vec<Finding> = mine.iter().filter(|one| !one.is_blank()).cloned().collect();
        whole.extend(merged.taken.clone());
        prop_assert_eq!(merge(&whole, &theirs).taken, Vec::<Finding>::new());
        prop_assert!(said(&whole) >= said(&mine).max(said(&theirs) - merged.conflicts.len()));
    }
}
