//! The dossier is one signed file that others than ourselves find sound.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

use crate::executable::{run, run_with, text};

/// What `demo` left, made once.
pub fn demo() -> &'static Path {
    static DEMO: OnceLock<PathBuf> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let ran = run(&["demo", "--out", text(&folder)]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.out.contains("intact, signataire inconnu"),
            "{}",
            ran.out
        );
        folder
    })
}

fn file(name: &str) -> String {
    text(&demo().join(name)).to_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn the_demonstration_leaves_a_dossier_that_verifies() {
    let ran = run(&["verify", "--json", &file("dossier.pdf")]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &report["verdict"]),
        (3, &"intact".into()),
        "{report:#}"
    );
    assert_eq!(report["level"]["declared"], "N1");
    assert_eq!(report["level"]["recomputed"], "N1");
    let ran = run(&[
        "verify",
        "--json",
        &file("dossier.pdf"),
        "--trust",
        &file("certificate.pem"),
    ]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &report["verdict"]),
        (0, &"trusted".into()),
        "{report:#}"
    );
    let kept: Value = serde_json::from_slice(&std::fs::read(file("report.json")).unwrap()).unwrap();
    assert_eq!(kept["verdict"], "intact");
    for check in report["checks"].as_array().unwrap() {
        assert_eq!(check["outcome"], "passed", "{check}");
    }
}

#[test]
fn poppler_finds_the_signature_valid_over_the_whole_file() {
    let output = Command::new("pdfsig")
        .arg(file("dossier.pdf"))
        .output()
        .expect("poppler-utils");
    let said = said(&output);
    assert!(said.contains("Signature is Valid"), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
}

#[test]
fn pyhanko_finds_the_signature_valid_over_the_whole_file() {
    // ./dev test installs it and says where; without it there is no second opinion to be had.
    let Some(pyhanko) = std::env::var_os("LABEL_MENTORAT_PYHANKO") else {
        return;
    };
    let output = Command::new(pyhanko)
        .args([
            "sign",
            "validate",
            "--pretty-print",
            "--trust",
            &file("certificate.pem"),
        ])
        .arg(file("dossier.pdf"))
        .output()
        .unwrap();
    let said = said(&output);
    assert!(said.contains("The signature is judged VALID"), "{said}");
    assert!(said.contains("covers the entire file"), "{said}");
}

#[test]
fn what_is_inside_comes_out_under_safe_names() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let ran = run(&["extract", &file("dossier.pdf"), "--out", text(&out)]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let inside: Value =
        serde_json::from_slice(&std::fs::read(out.join("dossier.json")).unwrap()).unwrap();
    let given: Value =
        serde_json::from_slice(&std::fs::read(file("assessment.json")).unwrap()).unwrap();
    assert_eq!(inside["assessment"]["id"], given["id"]);
    let notes = |answers: &Value| {
        answers
            .as_array()
            .unwrap()
            .iter()
            .filter(|a| a["private_note"].is_string())
            .count()
    };
    assert!(notes(&given["answers"]) > 0);
    assert_eq!(
        notes(&inside["assessment"]["answers"]),
        0,
        "internal notes stay at home"
    );
    for piece in inside["evidence"].as_array().unwrap() {
        let name = piece["embedded_as"].as_str().unwrap();
        let bytes = std::fs::read(out.join(name)).unwrap();
        assert_eq!(
            quality::digest::Digest::of(&bytes).to_string(),
            piece["digest"],
            "{name}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| text(&folder.path().join(name)).to_owned();
    let variables = [
        ("SOURCE_DATE_EPOCH", "1795305600"),
        ("LABEL_MENTORAT_IDENTITY_PASSPHRASE", "une phrase à retenir"),
    ];
    let done = |arguments: &[&str]| {
        let ran = run_with(arguments, &variables);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    done(&[
        "identity",
        "new",
        "--organisation",
        "Essai",
        "--out",
        &path("p12"),
    ]);
    let value: Value =
        serde_json::from_slice(&std::fs::read(file("assessment.json")).unwrap()).unwrap();
    let id = value["id"].as_str().unwrap();
    for number in ["1", "2"] {
        let (workspace, out) = (path(&format!("w{number}")), path(&format!("{number}.pdf")));
        let (assessment, evidence) = (file("assessment.json"), file("evidence"));
        done(&[
            "import",
            &assessment,
            "--evidence",
            &evidence,
            "--workspace",
            &workspace,
        ]);
        done(&[
            "issue",
            "--workspace",
            &workspace,
            "--assessment",
            id,
            "--identity",
            &path("p12"),
            "--out",
            &out,
        ]);
    }
    let bytes = |number: &str| std::fs::read(path(&format!("{number}.pdf"))).unwrap();
    assert!(
        bytes("1") == bytes("2"),
        "two workspaces, two processes, one dossier"
    );
}

#[test]
fn evidence_may_stay_at_home_and_is_then_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| text(&folder.path().join(name)).to_owned();
    let secret = [("LABEL_MENTORAT_IDENTITY_PASSPHRASE", "une phrase à retenir")];
    let value: Value =
        serde_json::from_slice(&std::fs::read(file("assessment.json")).unwrap()).unwrap();
    let id = value["id"].as_str().unwrap();
    let done = |arguments: &[&str]| {
        let ran = run_with(arguments, &secret);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    done(&[
        "identity",
        "new",
        "--organisation",
        "Essai",
        "--out",
        &path("p12"),
        "--algorithm",
        "rsa3072",
    ]);
    done(&[
        "import",
        &file("assessment.json"),
        "--evidence",
        &file("evidence"),
        "--workspace",
        &path("w"),
    ]);
    let issue = [
        "issue",
        "--workspace",
        &path("w"),
        "--assessment",
        id,
        "--identity",
        &path("p12"),
    ];
    done(
        &[
            issue.as_slice(),
            &["--out", &path("none.pdf"), "--enclose", "none"],
        ]
        .concat(),
    );
    let ran = run(&["verify", "--json", &path("none.pdf")]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let one = value["evidence"][0]["id"].as_str().unwrap();
    done(
        &[
            issue.as_slice(),
            &["--out", &path("one.pdf"), "--enclose", one],
        ]
        .concat(),
    );
    done(&["extract", &path("one.pdf"), "--out", &path("out")]);
    assert_eq!(std::fs::read_dir(path("out")).unwrap().count(), 4);
    let wrong = [("LABEL_MENTORAT_IDENTITY_PASSPHRASE", "une autre phrase")];
    let ran = run_with(
        &[issue.as_slice(), &["--out", &path("no.pdf")]].concat(),
        &wrong,
    );
    assert!(ran.code == 2 && ran.err.contains("n’ouvre pas"), "{ran:?}");
    assert!(!Path::new(&path("no.pdf")).exists());
}
