//! The dossier is one signed file that others than ourselves find sound.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

use crate::executable::{Ran, run, run_with, text};

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

fn json(path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// A folder in which dossiers of the demonstration's assessment are issued.
pub struct Desk {
    pub folder: tempfile::TempDir,
    variables: Vec<(&'static str, &'static str)>,
}

impl Desk {
    /// With an identity of that algorithm at `p12`, under these variables.
    pub fn new(algorithm: &str, variables: &[(&'static str, &'static str)]) -> Self {
        let passphrase = ("LABEL_MENTORAT_IDENTITY_PASSPHRASE", "une phrase à retenir");
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            variables: [&[passphrase], variables].concat(),
        };
        let key = desk.path("p12");
        let identity = ["identity", "new", "--organisation", "Essai", "--out", &key];
        desk.done(&[&identity[..], &["--algorithm", algorithm]].concat());
        desk
    }

    pub fn path(&self, name: &str) -> String {
        text(&self.folder.path().join(name)).to_owned()
    }

    /// Runs a command.
    pub fn ran(&self, arguments: &[&str]) -> Ran {
        run_with(arguments, &self.variables)
    }

    /// Runs a command that must succeed.
    pub fn done(&self, arguments: &[&str]) {
        let ran = self.ran(arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// Takes the assessment with its evidence into a new workspace.
    pub fn import(&self, workspace: &str) {
        let (assessment, evidence) = (file("assessment.json"), file("evidence"));
        let workspace = self.path(workspace);
        let import = ["import", &assessment, "--evidence", &evidence];
        self.done(&[&import[..], &["--workspace", &workspace]].concat());
    }

    /// The command that issues a dossier from a workspace; the caller adds what is its own.
    pub fn issue(&self, workspace: &str, out: &str) -> Vec<String> {
        let id = json(&file("assessment.json"))["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let (workspace, out, key) = (self.path(workspace), self.path(out), self.path("p12"));
        let words = ["issue", "--workspace", &workspace, "--assessment", &id];
        let words = [&words[..], &["--identity", &key, "--out", &out]].concat();
        words.into_iter().map(str::to_owned).collect()
    }
}

pub fn words(owned: &[String]) -> Vec<&str> {
    owned.iter().map(String::as_str).collect()
}

pub fn said(output: &Output) -> String {
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
    let kept = json(&file("report.json"));
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
    let inside = json(text(&out.join("dossier.json")));
    let given = json(&file("assessment.json"));
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
    let desk = Desk::new("p256", &[("SOURCE_DATE_EPOCH", "1795305600")]);
    for number in ["1", "2"] {
        let (workspace, out) = (format!("w{number}"), format!("{number}.pdf"));
        desk.import(&workspace);
        desk.done(&words(&desk.issue(&workspace, &out)));
    }
    let bytes = |number: &str| std::fs::read(desk.path(&format!("{number}.pdf"))).unwrap();
    assert!(
        bytes("1") == bytes("2"),
        "two workspaces, two processes, one dossier"
    );
}

#[test]
fn evidence_may_stay_at_home_and_is_then_named() {
    let desk = Desk::new("rsa3072", &[]);
    desk.import("w");
    let none = desk.issue("w", "none.pdf");
    desk.done(&[words(&none), vec!["--enclose", "none"]].concat());
    let ran = run(&["verify", "--json", &desk.path("none.pdf")]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let value = json(&file("assessment.json"));
    let one = value["evidence"][0]["id"].as_str().unwrap();
    let issue = desk.issue("w", "one.pdf");
    desk.done(&[words(&issue), vec!["--enclose", one]].concat());
    desk.done(&["extract", &desk.path("one.pdf"), "--out", &desk.path("out")]);
    assert_eq!(std::fs::read_dir(desk.path("out")).unwrap().count(), 4);
}

#[test]
fn parts_may_be_left_out_of_print_and_the_pages_are_still_compared() {
    let desk = Desk::new("p256", &[]);
    desk.import("w");
    let pages = |name: &str| {
        let output = Command::new("pdfinfo").arg(desk.path(name)).output();
        let said = said(&output.expect("poppler-utils"));
        let count = said.lines().find_map(|line| line.strip_prefix("Pages:"));
        count.unwrap().trim().parse::<u32>().unwrap()
    };
    desk.done(&words(&desk.issue("w", "whole.pdf")));
    let short = desk.issue("w", "short.pdf");
    desk.done(&[words(&short), vec!["--omit", "standards,history"]].concat());
    assert!(pages("short.pdf") + 10 < pages("whole.pdf"));
    let ran = run(&["verify", "--json", &desk.path("short.pdf")]);
    assert_eq!(ran.code, 3, "intact, though not all is printed: {ran:?}");
    let wrong = desk.issue("w", "wrong.pdf");
    let ran = run_with(
        &[words(&wrong), vec!["--omit", "all"]].concat(),
        &desk.variables,
    );
    assert!(ran.code == 2 && ran.err.contains("--omit"), "{ran:?}");
}

#[test]
fn a_draft_can_be_written_at_any_time_and_is_not_signed() {
    let desk = Desk::new("p256", &[]);
    desk.import("w");
    let draft = desk.issue("w", "draft.pdf");
    desk.done(&[words(&draft), vec!["--draft"]].concat());
    let ran = run(&["verify", "--json", &desk.path("draft.pdf")]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &report["verdict"]), (1, &"unsigned".into()));
    let output = Command::new("pdftotext")
        .args([&desk.path("draft.pdf"), "-"])
        .output();
    let said = said(&output.expect("poppler-utils"));
    assert!(said.contains("Brouillon non signé"), "it says so: {said}");
}

#[test]
fn a_wrong_passphrase_is_told_and_no_dossier_is_written() {
    let desk = Desk::new("p256", &[]);
    desk.import("w");
    let wrong = [("LABEL_MENTORAT_IDENTITY_PASSPHRASE", "une autre phrase")];
    let ran = run_with(&words(&desk.issue("w", "no.pdf")), &wrong);
    assert!(ran.code == 2 && ran.err.contains("n’ouvre pas"), "{ran:?}");
    assert!(!Path::new(&desk.path("no.pdf")).exists());
}
