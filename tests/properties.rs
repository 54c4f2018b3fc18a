//! P1 to P4: laws of a real dossier, over changes and projects drawn at random.
//!
//! Source: docs/trust.md, «Properties and fuzz targets».

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use pades::certificate::Certificate;
use pades::{Limits, TrustAnchors};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use quality::assessment::{Assessment, Edition, Verdict as Answered};
use quality::dossier::manifest::{LeftOut, Manifest, Part};
use quality::dossier::{Content, Enclosure, Journal, render};
use quality::grid::{self, Published};
use quality::id::{EvidenceId, StandardId};
use quality::scoring;
use quality::verification::{Verdict, engine, signer_of, verify};
use serde_json::Value;

use crate::dossier_content::naughty_strings;
use crate::fault::times;
use crate::forgeries::Case;

fn verdict(bytes: &[u8]) -> Verdict {
    let case = Case::get();
    verify(bytes, "", &case.anchors, case.at, &Limits::default())
        .report
        .verdict
}

fn is_refused(bytes: &[u8]) -> bool {
    matches!(
        verdict(bytes),
        Verdict::Altered | Verdict::Unreadable | Verdict::Unsigned
    )
}

fn runner(short: usize, thorough: usize) -> TestRunner {
    let cases = u32::try_from(times(short, thorough)).unwrap();
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn p1_no_turned_bit_leaves_a_dossier_intact() {
    let sound = &Case::get().sound;
    let places = (any::<Index>(), 0..8_u8);
    let outcome = runner(200, 10_000).run(&places, |(at, bit)| {
        let mut turned = sound.clone();
        turned[at.index(sound.len())] ^= 1 << bit;
        prop_assert!(is_refused(&turned));
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn p2_nothing_before_or_behind_leaves_a_dossier_intact() {
    let sound = &Case::get().sound;
    let piece = || {
        let own = any::<Index>().prop_map(move |at| sound[at.index(sound.len())..].to_vec());
        prop_oneof![
            prop::collection::vec(any::<u8>(), 0..2000),
            prop::sample::select(vec![
                &b"\n"[..],
                b" ",
                b"%",
                b"\0",
                b"%%EOF\n",
                b"%PDF-1.7\n"
            ])
            .prop_map(<[u8]>::to_vec),
            own,
        ]
    };
    let outcome = runner(150, 10_000).run(&(piece(), piece()), |(before, behind)| {
        prop_assume!(!before.is_empty() || !behind.is_empty());
        prop_assert!(is_refused(&[&before, &sound[..], &behind].concat()));
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn p3_no_splice_of_two_dossiers_is_intact() {
    let case = Case::get();
    let (first, second) = (
        &case.sound,
        std::fs::read(crate::dossier::demo().join("dossier.pdf")).unwrap(),
    );
    // Places that mean something in a file, and any.
    let cuts = |bytes: &[u8]| {
        let marks: Vec<usize> = memchr::memmem::find_iter(bytes, b"endobj\n")
            .map(|at| at + 7)
            .collect();
        let length = bytes.len();
        prop_oneof![
            prop::sample::select(marks),
            any::<Index>().prop_map(move |at| at.index(length)),
        ]
    };
    let both = (cuts(first), cuts(&second), any::<bool>());
    let outcome = runner(150, 10_000).run(&both, |(cut, join, turned)| {
        let spliced = match turned {
            false => [&first[..cut], &second[join..]].concat(),
            true => [&second[..join], &first[cut..]].concat(),
        };
        prop_assume!(spliced != *first && spliced != second);
        prop_assert!(is_refused(&spliced));
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}

/// What is drawn of a project.
#[derive(Debug, Clone)]
struct Drawn {
    /// Which standards of the grid are asked.
    standards: Vec<usize>,
    verdicts: Vec<Answered>,
    comments: Vec<Option<String>>,
    name: String,
    /// What the pieces of evidence are called, where not as they are.
    file: Option<String>,
    omitted: BTreeSet<Part>,
    enclosed: Vec<bool>,
    /// Whether the reader knows the signer.
    is_known: bool,
}

/// Mostly of a few standards, so that a dossier has some pages and many can be drawn.
fn drawn() -> impl Strategy<Value = Drawn> {
    let count = shipped()["standards"].as_array().unwrap().len();
    let all: Vec<usize> = (0..count).collect();
    let standards = prop_oneof![
        99 => prop::sample::subsequence(all.clone(), 0..=3),
        1 => Just(all),
    ];
    let verdicts = prop::sample::select(vec![Answered::Met, Answered::PartlyMet, Answered::NotMet]);
    // What a file is made of, and texts that have fooled programs, beside any text.
    let counted = [
        "Club %%EOF",
        "startxref",
        "a /ByteRange [0 1 2 3]",
        "endobj",
    ];
    let counted = || prop::sample::select(counted.map(str::to_owned).to_vec());
    let short: Vec<_> = naughty_strings().into_iter().map(first_of).collect();
    let comment = prop_oneof![
        6 => "\\PC{0,80}",
        1 => counted(),
        1 => prop::sample::select(short),
    ];
    let comment = prop::option::of(comment);
    let part = prop::sample::subsequence(Part::ALL.to_vec(), 0..=4);
    let drawn = (
        prop::collection::vec(verdicts, 60),
        prop::collection::vec(comment, 60),
        prop_oneof![9 => "[\\p{L}][\\PC]{0,60}", 1 => counted()],
        prop::option::of(prop_oneof!["\\PC{1,40}", counted()]),
        part,
        prop::collection::vec(any::<bool>(), 3),
        standards,
        any::<bool>(),
    );
    drawn.prop_map(
        |(verdicts, comments, name, file, omitted, enclosed, standards, is_known)| Drawn {
            standards,
            verdicts,
            comments,
            name,
            file,
            omitted: omitted.into_iter().collect(),
            enclosed,
            is_known,
        },
    )
}

/// The beginning of a text, which keeps the dossier short.
fn first_of(text: String) -> String {
    text.chars().take(200).collect()
}

/// The grid of the case, as a value.
fn shipped() -> Value {
    serde_json::from_slice(&Case::get().attached("grid.json")).unwrap()
}

/// The grid of the case with some of its standards alone, and others where a stage or a level would
/// have none.
fn grid_of(standards: &[usize]) -> Published {
    let mut grid = shipped();
    let all = grid["standards"].as_array().unwrap();
    let mut kept: BTreeSet<usize> = standards.iter().copied().collect();
    for (rows, of) in [("levels", "level"), ("stages", "stage")] {
        for row in grid[rows].as_array().unwrap() {
            let is_in = |at: &usize| all[*at][of] == row["id"];
            if !kept.iter().any(is_in) {
                kept.extend((0..all.len()).find(is_in));
            }
        }
    }
    grid["standards"] = kept.into_iter().map(|at| all[at].clone()).collect();
    grid::read(serde_json::to_vec(&grid).unwrap()).expect("fewer standards make a sound grid")
}

#[test]
fn p4_what_is_issued_is_intact_and_says_what_was_meant() {
    let case = Case::get();
    let nobody = TrustAnchors::new();
    let outcome = runner(25, 10_000).run(&drawn(), |drawn| {
        let (bytes, meant) = issued(case, &drawn);
        let (anchors, expected) = match drawn.is_known {
            true => (&case.anchors, Verdict::Trusted),
            false => (&nobody, Verdict::Intact),
        };
        let verified = verify(&bytes, "", anchors, case.at, &Limits::default());
        prop_assert_eq!(
            verified.report.verdict,
            expected,
            "{:?}",
            verified.report.checks
        );
        let named = |file: &&quality::verification::Embedded<'_>| file.name == "dossier.json";
        let inside = verified.embedded.iter().find(named).unwrap().bytes();
        let said: Manifest = serde_json::from_slice(&inside.unwrap()).unwrap();
        prop_assert_eq!(said, meant);
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}

/// A dossier of the drawn project, by the original signer, and what it is meant to say.
fn issued(case: &Case, drawn: &Drawn) -> (Vec<u8>, Manifest) {
    let attached = |name: &str| case.attached(name);
    let manifest: Manifest = serde_json::from_slice(&attached("dossier.json")).unwrap();
    let published = grid_of(&drawn.standards);
    let assessment = project(manifest.assessment.clone(), drawn, &published);
    let score = scoring::score(published.grid(), &assessment);
    let journal = attached("journal.jsonl");
    let mut keep = drawn.enclosed.iter();
    let mut names: BTreeMap<EvidenceId, String> = BTreeMap::new();
    let mut enclosure: BTreeMap<EvidenceId, Enclosure> = BTreeMap::new();
    for piece in &manifest.evidence {
        let enclosed = match &piece.embedded_as {
            Some(name) if keep.next() == Some(&true) => {
                names.insert(piece.evidence, name.clone());
                Enclosure::Enclosed
            }
            _ => Enclosure::LeftOut(LeftOut::NotChosen),
        };
        enclosure.insert(piece.evidence, enclosed);
    }
    let signer = signer_of(&Certificate::from_der(&case.certificate).unwrap());
    let rendered = render(&Content {
        published: &published,
        assessment: &assessment,
        score: &score,
        journal: Journal {
            bytes: &journal,
            entries: manifest.journal.entries,
            head_digest: manifest.journal.head_digest,
        },
        issued_at: manifest.issued_at,
        signer: Some(&signer),
        enclosure: &enclosure,
        omitted: &drawn.omitted,
        engine: &engine(),
    })
    .unwrap();
    let mut bytes = Vec::new();
    let mut evidence = |id: EvidenceId, out: &mut dyn Write| out.write_all(&attached(&names[&id]));
    let written = rendered
        .write(&mut bytes, &mut evidence, &mut |_| true)
        .unwrap();
    let mut file = Cursor::new(bytes);
    let go_on = &mut |_, _| ControlFlow::Continue(());
    pades::signer::sign(
        &mut file,
        written.placeholder.unwrap(),
        case.identity(),
        go_on,
    )
    .unwrap();
    (file.into_inner(), rendered.manifest().clone())
}

fn project(mut assessment: Assessment, drawn: &Drawn, published: &Published) -> Assessment {
    let standards = &published.grid().standards;
    let is_asked = |id: &StandardId| standards.iter().any(|standard| standard.id == *id);
    assessment.grid = Edition::of(published);
    assessment
        .answers
        .retain(|answer| is_asked(&answer.standard));
    assessment
        .actions
        .retain(|action| is_asked(&action.standard));
    let marks = drawn.verdicts.iter().zip(&drawn.comments);
    for (answer, (verdict, comment)) in assessment.answers.iter_mut().zip(marks) {
        answer.verdict = Some(*verdict);
        answer.comment.clone_from(comment);
    }
    assessment.organisation.name.clone_from(&drawn.name);
    for piece in &mut assessment.evidence {
        if let Some(file) = &drawn.file {
            piece.file_name.clone_from(file);
        }
    }
    assessment
}
