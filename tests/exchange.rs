//! What goes out comes back: folders, spreadsheets, answers, from the command line.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::executable::{Ran, root, run, run_with, text};

/// A workspace that holds the example, in a folder that goes away.
struct Desk {
    folder: tempfile::TempDir,
    id: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let demo = root().join("fixtures/demo");
        let (assessment, evidence) = (demo.join("assessment.json"), demo.join("evidence"));
        let workspace = folder.path().join("w");
        let (assessment, evidence) = (text(&assessment), text(&evidence));
        let import = ["import", assessment, "--evidence", evidence, "--workspace"];
        done(&run_with(&[&import[..], &[text(&workspace)]].concat(), &AT));
        let value = json(Path::new(assessment));
        let id = value["id"].as_str().unwrap().to_owned();
        Self { folder, id }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, verb: &[&str]) -> Ran {
        let workspace = self.path("w");
        let here = ["--workspace", text(&workspace), "--assessment", &self.id];
        run_with(&[verb, &here].concat(), &AT)
    }
}

/// The clock stands still, so that the same input gives the same bytes.
const AT: [(&str, &str); 1] = [("SOURCE_DATE_EPOCH", "1795341600")];

fn done(ran: &Ran) {
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_folder_comes_back_as_it_went_out() {
    let desk = Desk::new();
    let (out, other, again) = (desk.path("out"), desk.path("other"), desk.path("again"));
    done(&desk.run(&["export", "--folder", "--out", text(&out)]));
    assert_eq!(
        desk.run(&["export", "--folder", "--out", text(&out)]).code,
        1
    );
    done(&run(&["import", text(&out), "--workspace", text(&other)]));
    let all = ["export", "--workspace", text(&other), "--all", "--out"];
    done(&run(&[&all[..], &[text(&again)]].concat()));
    let again = again.join(&desk.id);
    let assessment = "assessment.json";
    assert_eq!(json(&out.join(assessment)), json(&again.join(assessment)));
    let pieces = |folder: &Path| {
        let entries = std::fs::read_dir(folder.join("evidence")).unwrap();
        let mut pieces: Vec<_> = entries
            .map(|entry| {
                let path = entry.unwrap().path();
                (
                    path.file_name().unwrap().to_owned(),
                    std::fs::read(&path).unwrap(),
                )
            })
            .collect();
        pieces.sort();
        pieces
    };
    assert!(pieces(&out).len() > 10);
    assert_eq!(pieces(&out), pieces(&again));
}

#[test]
fn answers_come_back_from_a_sheet_and_are_recorded_on_request() {
    for extension in ["xlsx", "ods"] {
        let (desk, colleague) = (Desk::new(), Desk::new());
        let changed = colleague.path("changed.json");
        done(&colleague.run(&["export", "--out", text(&changed)]));
        let mut value = json(&changed);
        value["answers"][0]["comment"] = "=HYPERLINK(\"x\")".into();
        std::fs::write(&changed, value.to_string()).unwrap();
        done(&colleague.run(&["import", text(&changed), "--apply"]));

        let sheet = colleague.path(&format!("sheet.{extension}"));
        done(&colleague.run(&["export", "--out", text(&sheet)]));
        let bytes = std::fs::read(&sheet).unwrap();
        done(&colleague.run(&["export", "--out", text(&sheet)]));
        assert_eq!(std::fs::read(&sheet).unwrap(), bytes, "the same bytes");

        let shown = desk.run(&["import", text(&sheet)]);
        done(&shown);
        assert!(shown.out.contains("HYPERLINK"), "{}", shown.out);
        assert!(shown.out.contains("--apply"), "{}", shown.out);
        let recorded = desk.run(&["import", text(&sheet), "--apply"]);
        done(&recorded);
        assert!(recorded.out.contains("1 réponse enregistrée"));
        let nothing = desk.run(&["import", text(&sheet), "--apply"]);
        assert!(nothing.out.contains("Aucune différence"), "{nothing:?}");
    }
}

#[test]
fn an_anonymised_export_scores_the_same_and_names_nobody() {
    let desk = Desk::new();
    let out = desk.path("anonyme.json");
    done(&desk.run(&["export", "--anonymised", "--out", text(&out)]));
    let grid = root().join("standards/indicative-mentorat/2026-1.json");
    let score = run(&["score", "--json", "--grid", text(&grid), text(&out)]);
    let expected = root().join("fixtures/demo/assessment.score.json");
    let expected = std::fs::read_to_string(expected).unwrap();
    assert_eq!((score.code, score.out), (0, expected));
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(!written.contains("Passerelle") && !written.contains(&desk.id));
    let mixed = ["export", "--anonymised", "--folder", "--out", text(&out)];
    let mixed = desk.run(&mixed);
    assert_eq!(mixed.code, 2);
    assert!(mixed.err.contains("ne vont pas ensemble"), "{}", mixed.err);
}

#[test]
fn what_cannot_be_brought_back_is_told() {
    let desk = Desk::new();
    let other = desk.path("other.json");
    done(&desk.run(&["export", "--out", text(&other)]));
    let mut value = json(&other);
    value["organisation"]["id"] = "00000000-0000-4000-8000-000000000001".into();
    value["organisation"]["name"] = "Une autre association".into();
    std::fs::write(&other, value.to_string()).unwrap();
    let refused = desk.run(&["import", text(&other)]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("Une autre association") && refused.err.contains("Vallombre"),
        "{}",
        refused.err
    );
    let bad = desk.path("bad.xlsx");
    std::fs::write(&bad, b"PK\x03\x04 and nothing").unwrap();
    let refused = desk.run(&["import", text(&bad)]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("abîmé"), "{}", refused.err);
    let unknown = desk.run(&["export", "--out", text(&desk.path("x.docx"))]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains(".xlsx"), "{}", unknown.err);
}
