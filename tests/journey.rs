//! A person's way through the real window: begin, answer, attach, export, come back, verify.

use std::path::Path;

use crate::executable::{run, text};
use crate::window::Window;

const PASSPHRASE: &str = "quatre mots faciles à retenir";

/// Makes a workspace without a passphrase, and begins a campaign in it.
pub fn begin(window: &Window) {
    window.wait_for_text("Grille indicative, non officielle");
    window.click("#start-create");
    window.click("#protect-without");
    window.click("#protect-create");
    describe(window);
}

/// Says who takes part in a campaign.
pub fn describe(window: &Window) {
    window.fill("#organisation-name", "Passerelle d’Essai");
    window.fill("#programme-name", "Tandem");
    window.click("#conditions input[type=radio]");
    window.click("#profile-submit");
    window.wait("document.querySelector('#picture')");
}

/// The picture is the one that the dossier draws, and its cells lead to their standards.
fn look_at_the_picture(window: &Window) {
    window.wait("document.querySelectorAll('#stage-levels li a').length === 18");
    let told =
        window.script("return document.querySelector('#stage-levels svg').ariaLabel.slice(0, 45)");
    assert_eq!(told, "Standards conformes par étape et par niveau. ");
    window.wait("/à lever pour/.test(document.querySelector('#cell-E1-N1').ariaLabel)");
    window.wait("!/à lever pour/.test(document.querySelector('#cell-E1-N2').ariaLabel)");
    window.click("#cell-E6-N3");
    window.wait("location.hash.includes('E6') && location.hash.includes('N3')");
    window.click("#nav-home");
}

fn answer(window: &Window, file: &Path) {
    window.click("#nav-grid");
    window.click("#content a[href$='E1.N1.S1']");
    window.wait("document.querySelector('#statement')");
    window.click("#answer-met");
    window.fill("#comment", "La note de cadrage a été relue par le bureau.");
    window.answer_dialog(file);
    window.click("#attach-a");
    window.fill("#evidence-document-date", "15/09/2026");
    window.click("#evidence-save");
    window.wait("!document.querySelector('#evidence-form')");
    window.wait_for_text("note-de-cadrage");
    window.wait("/Enregistré/.test(document.querySelector('#save-state').textContent)");
}

/// Makes the seal of the organisation, under this passphrase.
pub fn create_seal(window: &Window, passphrase: &str) {
    window.click("#nav-dossier");
    window.click("#to-identity");
    window.wait("document.querySelector('#identity-kind-seal')?.checked");
    window.wait("document.querySelector('#identity-name').value === 'Passerelle d’Essai'");
    window.fill("#identity-passphrase", passphrase);
    window.fill("#identity-again", passphrase);
    window.click("#identity-create");
    window.wait("document.querySelector('#identity-present')");
}

fn export(window: &Window, target: &Path) {
    create_seal(window, PASSPHRASE);
    issue(window, target, PASSPHRASE);
}

/// Issues a dossier with the identity that is there.
pub fn issue(window: &Window, target: &Path, passphrase: &str) {
    window.click("#nav-dossier");
    window.wait("document.querySelector('#issue-passphrase')");
    sign(window, target, passphrase);
    window.wait("document.querySelector('#issued')");
    window.wait_for_text("Votre dossier est prêt");
}

/// Asks for the dossier on screen to be signed and written.
pub fn sign(window: &Window, target: &Path, passphrase: &str) {
    window.fill("#issue-passphrase", passphrase);
    window.answer_dialog(target);
    window.click("#issue-dossier");
}

#[test]
fn a_programme_is_assessed_exported_found_again_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let file = folder.path().join("note-de-cadrage.txt");
    std::fs::write(&file, "Le programme accompagne des jeunes de 14 à 18 ans.").unwrap();
    let target = folder.path().join("dossier.pdf");

    let window = Window::open(&home);
    begin(&window);
    look_at_the_picture(&window);
    answer(&window, &file);
    export(&window, &target);
    window.end();

    let ran = run(&["verify", "--json", text(&target)]);
    assert_eq!(ran.code, 3, "{ran:?}");

    let window = Window::open(&home);
    window.wait_for_text("Tandem");
    window.click("#nav-grid");
    window.click("#content a[href$='E1.N1.S1']");
    window.wait("document.querySelector('#comment')?.value.startsWith('La note de cadrage')");
    window.wait_for_text("note-de-cadrage");
    window.wait("document.querySelector('#answer-met[aria-pressed=true]')");

    window.click("#nav-verify");
    window.answer_dialog(&target);
    window.click("#verify-choose");
    window.wait_for_text("Intact depuis la signature");

    let mut changed = std::fs::read(&target).unwrap();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let altered = folder.path().join("altered.pdf");
    std::fs::write(&altered, changed).unwrap();
    window.answer_dialog(&altered);
    window.click("#verify-choose");
    window.wait_for_text("Modifié après signature");
    window.end();
}

#[test]
fn the_page_can_go_nowhere_and_call_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(folder.path());
    window.wait_for_text("Grille indicative, non officielle");
    window.script("location.href = 'http://example.org/'");
    window.wait("location.protocol === 'tauri:' || location.hostname === 'tauri.localhost'");
    assert_eq!(window.script("return typeof window.__TAURI__"), "undefined");
    let refused = "return window.__TAURI_INTERNALS__.invoke('plugin:event|listen', {}).then(() => 'called', () => 'refused')";
    assert_eq!(window.script(refused), "refused");
    let fetched = "return fetch('http://127.0.0.1:9/').then(() => 'fetched', () => 'refused')";
    assert_eq!(window.script(fetched), "refused");
    window.end();
}
