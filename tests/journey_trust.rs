//! Whom an auditor knows, in the real window: a stranger's key recorded, another key under its
//! name pointed out, and a key withdrawn.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::executable::{run, text};
use crate::window::Window;

/// A dossier of the example, signed with a key of its own.
fn dossier(folder: &Path) -> PathBuf {
    let ran = run(&["demo", "--out", text(folder)]);
    assert_eq!(ran.code, 0, "{ran:?}");
    folder.join("dossier.pdf")
}

fn verify(window: &Window, file: &Path) {
    window.click("#nav-verify");
    window.wait("document.querySelector('#verify-choose')");
    window.answer_dialog(file);
    window.click("#verify-choose");
}

/// Waits for what is said about the signer.
fn wait_for_identity(window: &Window, sign: &str, words: &str) {
    window.wait(&format!(
        "document.querySelector('#answer-identity.{sign}')?.innerText.includes({})",
        Value::from(words)
    ));
}

#[test]
fn a_key_is_recorded_told_from_another_under_its_name_and_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let (first, second) = (
        dossier(&folder.path().join("first")),
        dossier(&folder.path().join("second")),
    );
    let window = Window::open(&home);
    verify(&window, &first);
    wait_for_identity(&window, "caution", "ne sont dans votre liste");
    window.click("#record-confirm");
    window.wait_for_text("À remplir pour que la liste dise d’où elle vient");
    assert!(
        !home.join("trust.json").exists(),
        "nothing without a word on how"
    );
    window.fill("#record-how", "Empreinte lue au téléphone");
    window.fill("#record-author", "Ada");
    window.click("#record-confirm");
    wait_for_identity(&window, "good", "par Ada");
    assert!(home.join("trust.json").exists());

    verify(&window, &second);
    wait_for_identity(&window, "bad", "Une autre clé est enregistrée pour ce nom");

    window.click("#verify-trust");
    window.wait_for_text("Empreinte lue au téléphone");
    window.click("#trust-keys button");
    window.fill("#trust-end-how", "Ordinateur volé");
    window.click("#trust-revoked");
    window.click("#trust-end-confirm");
    window.wait_for_text("Compromise");

    verify(&window, &first);
    wait_for_identity(&window, "bad", "Ordinateur volé");
    window.end();
}
