//! Every kind of dossier is PDF/A-3a and PDF/UA-1, before and after signing, and a sound PDF.
//!
//! Judged by veraPDF and qpdf, which are not ours; what is spoilt on purpose is seen.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pades::identity::{Algorithm, Identity, Subject};
use quality::clock::Moment;
use quality::digest::Digest;
use quality::dossier::Composed;
use quality::review::{Finding, Judgement, Proceeding, Received, Review, State, report};
use quality::trust::{Grounds, LONGEST_AUTHOR, LONGEST_TEXT, TrustList};
use quality::{trust_sheet, verification};

use crate::dossier_content::{Case, identity, naughty_strings};
use crate::executable::root;

/// The kinds, each with its name; the last one only when a thorough run is asked for.
fn cases() -> Vec<(&'static str, Case)> {
    let mut cases = vec![
        ("demo", Case::demo()),
        ("empty", Case::empty()),
        ("long", Case::long()),
        ("naughty", Case::naughty()),
        ("pieces", Case::pieces(2_000, 300)),
    ];
    if std::env::var_os("LABEL_MENTORAT_THOROUGH").is_some() {
        cases.push(("heavy", Case::pieces(20, 25_000_000)));
    }
    cases
}

/// What veraPDF says of files that should hold to one specification: a line for each.
fn verapdf(flavour: &str, files: &[PathBuf]) -> Vec<String> {
    let output = Command::new("bash")
        .arg(root().join("tests/verapdf/verapdf.sh"))
        .arg(flavour)
        .args(files)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let is_verdict = |line: &&str| line.starts_with("PASS ") || line.starts_with("FAIL ");
    let verdicts: Vec<String> = said.lines().filter(is_verdict).map(str::to_owned).collect();
    assert_eq!(verdicts.len(), files.len(), "{said}");
    if verdicts.iter().any(|line| line.starts_with("FAIL ")) {
        eprintln!("{said}");
    }
    verdicts
}

/// The file with one key of its catalogue misspelt: no tagged PDF any more.
fn spoilt(sound: &Path) -> PathBuf {
    let mut bytes = std::fs::read(sound).unwrap();
    let key = b"/MarkInfo";
    let at = bytes.windows(key.len()).position(|window| window == key);
    bytes[at.expect("the catalogue marks its content") + 2] = b'o';
    let path = sound.with_file_name("spoilt.pdf");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Reports on a dossier: one that found nothing, and one that found every naughty string.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    let signer = verification::signer_of(identity().certificate());
    let texts = naughty_strings();
    [
        ("report-empty", Case::demo()),
        ("report-naughty", Case::naughty()),
    ]
    .into_iter()
    .map(|(name, case)| {
        let standards = case.published.grid().standards.iter();
        let findings = standards
            .zip(&texts)
            .enumerate()
            .map(|(at, (standard, text))| Finding {
                judgement: Some(Judgement::ALL[at % Judgement::ALL.len()]),
                comment: Some(text.clone()),
                request: Some(text.clone()),
                ..Finding::blank(standard.id.clone())
            });
        let is_naughty = name == "report-naughty";
        let review = Review {
            received: Received {
                path: String::new(),
                file_digest: Digest::of(b""),
                size_bytes: 0,
                received_at: at,
                issued_at: at,
                signer: texts.join(" "),
                certificate_digest: Digest::of(b""),
                changes: 0,
                declared: None,
                assessment: case.assessment.clone(),
                evidence: Vec::new(),
            },
            proceeding: Proceeding {
                conclusion: is_naughty.then(|| texts.join("\n")),
                ..Proceeding::default()
            },
            findings: findings.take(if is_naughty { 52 } else { 0 }).collect(),
            interviews: Vec::new(),
        };
        let rendered = report::render(&report::Content {
            published: &case.published,
            review: &review,
            state: State::Closed,
            issued_at: at,
            signer: &signer,
            engine: &verification::engine(),
        })
        .unwrap();
        sign(&rendered, &folder.join(format!("{name}.pdf")))
    })
    .collect()
}

/// Trust lists: an empty one, one as people write it, and one with every naughty string.
fn trust_lists(folder: &Path) -> Vec<PathBuf> {
    let at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
    let signer = verification::signer_of(identity().certificate());
    let certificate = |name: String, seed| {
        let mut drawn = pades::testing::SeededRng::new(seed);
        let subject = Subject::Organisation { name };
        let made = Identity::generate(&subject, Algorithm::P256, at.timestamp(), 5, &mut drawn);
        made.unwrap().certificate().clone()
    };
    let grounds = |author: &str, how: &str| Grounds {
        at,
        author: author.chars().take(LONGEST_AUTHOR).collect(),
        how: how.chars().take(LONGEST_TEXT).collect(),
    };
    let mut plain = TrustList::default();
    let mut naughty = TrustList::default();
    let names = ["Cap Binôme", "Passerelles Vallombre", "Relais du Lac"];
    for (seed, name) in (1..).zip(names) {
        let certificate = certificate(name.to_owned(), seed);
        let how = "Empreinte lue au téléphone par la directrice, puis comparée à la fiche.";
        plain
            .record(&certificate, grounds("Ada Leroy", how))
            .unwrap();
        if seed == 3 {
            let digest = Digest::from_bytes(certificate.digest());
            plain
                .withdraw(digest, true, grounds("Zoé Martin", "Ordinateur volé."))
                .unwrap();
        }
    }
    for (seed, text) in (10..).zip(naughty_strings()) {
        // What makes no name, or no text, is refused before it could be printed.
        let mut drawn = pades::testing::SeededRng::new(seed);
        let subject = Subject::Organisation { name: text.clone() };
        let made = Identity::generate(&subject, Algorithm::P256, at.timestamp(), 5, &mut drawn);
        let certificate = match made {
            Ok(made) => made.certificate().clone(),
            Err(_) => certificate(format!("Clé {seed}"), seed),
        };
        let recorded = naughty.record(&certificate, grounds(&text, &text));
        if recorded.is_ok() && seed % 3 == 0 {
            let digest = Digest::from_bytes(certificate.digest());
            let _ = naughty.withdraw(digest, seed % 2 == 0, grounds(&text, &text));
        }
    }
    assert!(naughty.keys().len() > 20, "the strings are on the list");
    [
        ("trust-empty", TrustList::default()),
        ("trust-plain", plain),
        ("trust-naughty", naughty),
    ]
    .into_iter()
    .map(|(name, list)| {
        let rendered = trust_sheet::render(&trust_sheet::Content {
            list: &list,
            issued_at: at,
            signer: &signer,
            engine: &verification::engine(),
        })
        .unwrap();
        sign(&rendered, &folder.join(format!("{name}.pdf")))
    })
    .collect()
}

/// Signs a leaflet at `path`.
fn sign(rendered: &Composed, path: &Path) -> PathBuf {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = rendered.write(&mut bytes).unwrap();
    let place = written.placeholder.unwrap();
    let mut go_on = |_, _| ControlFlow::Continue(());
    pades::signer::sign(&mut bytes, place, identity(), &mut go_on).unwrap();
    std::fs::write(path, bytes.into_inner()).unwrap();
    path.to_owned()
}

#[test]
fn every_kind_of_dossier_holds_to_both_specifications() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, case) in cases() {
        for (kind, signer) in [("draft", None), ("signed", Some(identity()))] {
            let path = folder.path().join(format!("{name}-{kind}.pdf"));
            case.write(&path, signer);
            files.push(path);
        }
    }
    // Appended before the spoilt one, which stays last.
    files.extend(reports(folder.path()));
    files.extend(trust_lists(folder.path()));
    for file in &files {
        let checked = Command::new("qpdf")
            .arg("--check")
            .arg(file)
            .output()
            .expect("qpdf");
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.success(), "{}: {said}", file.display());
    }
    files.push(spoilt(&files[2]));
    // The first run installs veraPDF where it is missing: one at a time.
    verapdf("3a", &files[2..3]);
    let verdicts = std::thread::scope(|scope| {
        let flavours = ["3a", "ua1"].map(|flavour| {
            let files = &files;
            scope.spawn(move || verapdf(flavour, files))
        });
        flavours.map(|flavour| flavour.join().unwrap())
    });
    for verdicts in verdicts {
        let (spoilt, sound) = verdicts.split_last().unwrap();
        assert!(
            spoilt.starts_with("FAIL "),
            "a spoilt file passes: {spoilt}"
        );
        for verdict in sound {
            assert!(verdict.starts_with("PASS "), "{verdict}");
        }
    }
}
