//! The command line keeps its contract (formats.md, section 5): results, sentences, exit codes.

use std::path::Path;

use serde_json::Value;

use crate::executable::{Ran, root, run, run_with, text};

fn assert_told(ran: &Ran, code: i32, words: &str) {
    assert_eq!(ran.code, code, "{ran:?}");
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains(words), "«{words}» is not in: {said}");
    assert!(
        !said.contains("panicked") && !said.contains("Error"),
        "{said}"
    );
}

fn grid() -> String {
    text(&root().join("standards/indicative-mentorat/2026-1.json")).to_owned()
}

fn fixture(name: &str) -> String {
    text(&root().join("fixtures").join(name)).to_owned()
}

#[test]
fn a_grid_is_checked_with_every_fault_at_its_place() {
    assert_told(
        &run(&["grid", "check", &grid()]),
        0,
        "est une grille valide",
    );
    let ran = run(&[
        "grid",
        "check",
        "--json",
        &fixture("grids/invalid/several-faults.json"),
    ]);
    assert_eq!(ran.code, 1);
    let line: Value = serde_json::from_str(&ran.out).unwrap();
    let faults = line["faults"].as_array().unwrap();
    assert!(faults.len() > 10 && faults.iter().all(|fault| fault["pointer"].is_string()));
}

#[test]
fn a_score_is_one_line_for_each_assessment() {
    let demo = fixture("demo/assessment.json");
    let ran = run(&["score", "--json", "--grid", &grid(), &demo, &demo]);
    let expected = std::fs::read_to_string(fixture("demo/assessment.score.json")).unwrap();
    assert_eq!((ran.code, ran.out), (0, expected.repeat(2)));
}

#[test]
fn what_is_wrong_is_told_in_french_and_never_by_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent.json");
    let bad = folder.path().join("bad.pdf");
    std::fs::write(&bad, b"%PDF-1.7 nothing").unwrap();
    let absent = text(&absent);
    let bad = text(&bad);
    assert_told(&run(&["grid", "check", absent]), 2, "introuvable");
    assert_told(&run(&["grid", "check", bad]), 1, "n’est pas du JSON");
    assert_told(
        &run(&["score", "--grid", &grid(), absent]),
        2,
        "introuvable",
    );
    assert_told(
        &run(&["score", "--grid", &grid(), bad]),
        1,
        "n’est pas du JSON",
    );
    assert_told(&run(&["score", &grid()]), 2, "--grid manque");
    assert_told(&run(&["verify", absent]), 2, "introuvable");
    assert_told(&run(&["verify", bad]), 1, "illisible");
    assert_told(&run(&["check", "--workspace", absent]), 2, "introuvable");
    assert_told(&run(&["unheard-of"]), 2, "n’est pas une commande");
    assert_told(
        &run(&["verify", "--at", "hier", bad]),
        2,
        "n’est pas un instant",
    );
    assert_told(
        &run_with(
            &["check", "--workspace", bad],
            &[("SOURCE_DATE_EPOCH", "x")],
        ),
        2,
        "SOURCE_DATE_EPOCH",
    );
}

#[test]
fn an_assessment_goes_in_and_comes_out_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w");
    let (workspace, out) = (text(&workspace), folder.path().join("o.json"));
    let secret = [("LABEL_MENTORAT_PASSPHRASE", "une phrase à retenir")];
    let demo = fixture("demo/assessment.json");
    let import = [
        "import",
        &demo,
        "--evidence",
        &fixture("demo/evidence"),
        "--workspace",
        workspace,
    ];
    assert_told(&run_with(&import, &secret), 0, "importée");
    assert!(
        !std::fs::read(workspace).unwrap().starts_with(b"SQLite"),
        "it is encrypted"
    );
    let value: Value = serde_json::from_slice(&std::fs::read(&demo).unwrap()).unwrap();
    let id = value["id"].as_str().unwrap();
    let export = [
        "export",
        "--workspace",
        workspace,
        "--assessment",
        id,
        "--out",
        text(&out),
    ];
    assert_told(&run(&export), 2, "phrase de passe");
    assert_told(
        &run_with(&export, &[("LABEL_MENTORAT_PASSPHRASE", "fausse phrase")]),
        2,
        "n’ouvre pas",
    );
    assert_told(&run_with(&export, &secret), 0, "est écrit");
    let exported: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(exported, value);
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = std::process::Command::new("mount")
        .args([
            "-t",
            "tmpfs",
            "-o",
            "size=400k",
            "tmpfs",
            text(folder.path()),
        ])
        .output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        // Mounting needs rights that a developer's machine may not give; CI has them.
        return;
    }
    let workspace = folder.path().join("w");
    let demo = fixture("demo/assessment.json");
    let evidence = fixture("demo/evidence");
    let ran = run(&[
        "import",
        &demo,
        "--evidence",
        &evidence,
        "--workspace",
        text(&workspace),
    ]);
    let left = names(folder.path());
    assert!(
        std::process::Command::new("umount")
            .arg(folder.path())
            .status()
            .unwrap()
            .success()
    );
    assert_told(&ran, 1, "Le disque est plein");
    assert_eq!(left, Vec::<String>::new());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
