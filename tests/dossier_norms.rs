//! Every kind of dossier is PDF/A-3a and PDF/UA-1, before and after signing, and a sound PDF.
//!
//! Judged by veraPDF and qpdf, which are not ours; what is spoilt on purpose is seen.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dossier_content::{Case, identity};
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
