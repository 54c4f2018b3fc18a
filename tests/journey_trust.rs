//! Whom an auditor knows, in the real window: a stranger's key recorded, another key under its
//! name pointed out, a key withdrawn; and the whole list handed over, signed, and taken over
//! elsewhere.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::executable::{home_with_example, run, text};
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
    window.wait("document.activeElement.id === 'result-title'");
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

const PASSPHRASE: &str = "une phrase pour signer";

fn record_signer(window: &Window, dossier: &Path, how: &str, author: &str) {
    verify(window, dossier);
    window.wait("document.querySelector('#record-confirm')");
    window.fill("#record-how", how);
    window.fill("#record-author", author);
    window.click("#record-confirm");
    wait_for_identity(window, "good", author);
}

fn go_to_list(window: &Window) {
    window.click("#nav-verify");
    window.click("#verify-trust");
    window.wait("document.querySelector('#trust-import')");
}

fn choose_list(window: &Window, list: &Path) {
    window.answer_dialog(list);
    window.click("#trust-import");
}

#[test]
fn a_list_is_handed_over_signed_and_taken_over_from_whom_one_trusts_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (home, stranger) = home_with_example(folder.path());
    let window = Window::open(&home);
    window.wait_for_text("Cap Binôme");
    go_to_list(&window);
    window.wait_for_text("Aucune clé enregistrée");
    assert_eq!(
        window.script("return document.querySelector('#trust-export')"),
        Value::Null,
        "there is nothing to hand over"
    );
    window.click("#nav-dossier");
    window.click("#to-identity");
    window.wait("document.querySelector('#identity-name').value !== ''");
    window.fill("#identity-name", "Collectif Exemple");
    window.fill("#identity-passphrase", PASSPHRASE);
    window.fill("#identity-again", PASSPHRASE);
    window.click("#identity-create");
    window.wait("document.querySelector('#identity-present')");
    let theirs = folder.path().join("certificat.pem");
    window.answer_dialog(&theirs);
    window.click("#certificate-export");
    window.wait_for_text("est enregistré");

    record_signer(&window, &stranger, "Empreinte lue au téléphone", "Ada");
    go_to_list(&window);
    window.click("#trust-export");
    window.fill("#trust-export-passphrase", "une autre phrase");
    window.click("#trust-export-confirm");
    window.wait_for_text("n’ouvre pas votre identité");
    let list = folder.path().join("liste.pdf");
    window.fill("#trust-export-passphrase", PASSPHRASE);
    window.answer_dialog(&list);
    window.click("#trust-export-confirm");
    window.wait_for_text("est signée et a été vérifiée");
    window.wait("document.querySelector('#trust-open')");
    keep_picture(&window, "trust-handed");
    window.end();
    let ran = run(&["verify", "--json", text(&list)]);
    let told: Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(told["verdict"], "not_a_dossier");
    assert_eq!(told["signature"]["integrity"], "passed");

    let home = folder.path().join("auditrice");
    std::fs::create_dir(&home).unwrap();
    let window = Window::open(&home);
    go_to_list(&window);
    // A dossier is no list, and a list of a stranger is worth nothing.
    choose_list(&window, &stranger);
    window.wait_for_text("n’est pas une liste de confiance intacte");
    choose_list(&window, &list);
    window.wait_for_text("Votre liste ne reconnaît pas cette clé.");
    window.wait("document.querySelector('#trust-list-signer')");
    keep_picture(&window, "trust-stranger");
    refuse_at_the_shell(&window, &list);
    window.click("#trust-list-close");
    assert!(!home.join("trust.json").exists());

    window.answer_dialog(&theirs);
    window.click("#trust-choose");
    window.fill("#trust-take-how", "Fiche remise en main propre");
    window.fill("#trust-take-author", "Zoé");
    window.click("#trust-take-confirm");
    window.wait_for_text("Fiche remise en main propre");
    choose_list(&window, &list);
    window.wait_for_text("1 clé entre dans votre liste");
    window.wait_for_text("Empreinte lue au téléphone");
    window.click("#trust-list-confirm");
    window.wait_for_text("À remplir pour que la liste dise d’où elle vient");
    window.fill("#trust-list-how", "Reçue pour la campagne");
    keep_picture(&window, "trust-preview");
    window.click("#trust-list-confirm");
    window.wait("document.querySelectorAll('#trust-keys li').length === 2");
    window.wait_for_text("Repris de la liste de « Collectif Exemple »");
    keep_picture(&window, "trust-taken");
    choose_list(&window, &list);
    window.wait_for_text("votre liste dit déjà tout cela");
    window.click("#trust-list-close");
    verify(&window, &stranger);
    wait_for_identity(&window, "good", "par Zoé");
    window.end();
}

/// What the page would not ask is refused below it too: the list that is shown is taken over by its
/// number and the digest of its file.
fn refuse_at_the_shell(window: &Window, list: &Path) {
    let digest = quality::digest::Digest::of(&std::fs::read(list).unwrap());
    window.script(&format!("window.shownDigest = '{digest}'"));
    window.script(
        "const invoke = window.__TAURI_INTERNALS__.invoke;
         const checked = { author: 'Zoé', how: 'vue' };
         window.refused = [];
         window.asked = (async () => {
           for (let number = 0; number < 9; number++) {
             const request = { offer: `offer-${number}`, fileDigest: window.shownDigest, checked };
             await invoke('take_over_trust', request).then(
               () => window.refused.push('taken'),
               (failure) => window.refused.push(failure.happened),
             );
           }
           window.over = true;
         })();",
    );
    window.wait("window.over");
    let told = window.script("return window.refused").to_string();
    assert!(!told.contains("taken"), "{told}");
    assert!(told.contains("votre liste ne reconnaît pas"), "{told}");
}

/// What a person sees, under `test-output` when that is asked for.
fn keep_picture(window: &Window, name: &str) {
    if std::env::var_os("LABEL_MENTORAT_PICTURES").is_some() {
        let folder = crate::executable::root().join("test-output");
        std::fs::create_dir_all(&folder).unwrap();
        window.picture(&folder.join(format!("{name}.png")));
    }
}
