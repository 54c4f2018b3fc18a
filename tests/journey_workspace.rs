//! The life of a workspace in the real window: protected, locked, copied, put back, repaired, shared.

use std::path::Path;

use crate::journey::{begin, describe};
use crate::window::Window;

const PASSPHRASE: &str = "quatre mots faciles à retenir";
const OTHER: &str = "cinq autres mots plus longs encore";

/// Makes a workspace under a passphrase, and begins a campaign in it.
fn begin_protected(window: &Window) {
    window.wait_for_text("Grille indicative, non officielle");
    window.click("#start-create");
    window.wait("document.querySelector('#protect-with').checked");
    window.fill("#protect-passphrase", "trop court");
    window.click("#protect-create");
    window.wait("document.activeElement.id === 'protect-passphrase'");
    window.fill("#protect-passphrase", PASSPHRASE);
    window.fill("#protect-again", PASSPHRASE);
    window.click("#protect-create");
    window.wait_for_text("Fiche de secours");
    let sheet = window.script("return document.querySelector('#recovery-sheet').innerText");
    assert!(!sheet.to_string().contains(PASSPHRASE), "{sheet}");
    window.click("#protect-print");
    window.click("#protect-next");
    describe(window);
}

fn answer(window: &Window, comment: &str) {
    window.script("location.hash = '#/standard/E1.N1.S1'");
    window.wait("document.querySelector('#statement')");
    window.click("#answer-met");
    window.fill("#comment", comment);
    window.script("document.querySelector('#comment').blur()");
    window.wait("/Enregistré à/.test(document.querySelector('#save-state').textContent)");
}

fn unlock(window: &Window, passphrase: &str) {
    window.fill("#unlock-passphrase", passphrase);
    window.click("#unlock");
}

fn has_comment(window: &Window, comment: &str) {
    window.script("location.hash = '#/standard/E1.N1.S1'");
    window.wait(&format!(
        "document.querySelector('#comment')?.value === {}",
        serde_json::json!(comment)
    ));
}

#[test]
fn a_protected_workspace_opens_under_its_passphrase_alone_and_takes_another() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let window = Window::open(home);
    begin_protected(&window);
    answer(&window, "Relu par le bureau.");
    window.close(home);

    let window = Window::open(home);
    unlock(&window, "une autre phrase de passe");
    window.wait_for_text("La phrase de passe n’ouvre pas");
    unlock(&window, PASSPHRASE);
    window.wait_for_text("Tandem");
    has_comment(&window, "Relu par le bureau.");

    window.click("#nav-settings");
    window.click("#passphrase-change");
    window.fill("#rewrite-present", "une autre phrase de passe");
    window.fill("#rewrite-passphrase", OTHER);
    window.fill("#rewrite-again", OTHER);
    window.click("#rewrite-confirm");
    window.wait_for_text("Ce n’est pas la phrase de passe actuelle");
    window.fill("#rewrite-present", PASSPHRASE);
    window.click("#rewrite-confirm");
    window.wait_for_text("La phrase de passe est changée");
    window.close(home);

    let window = Window::open(home);
    unlock(&window, PASSPHRASE);
    window.wait_for_text("La phrase de passe n’ouvre pas");
    unlock(&window, OTHER);
    has_comment(&window, "Relu par le bureau.");
    window.end();
}

#[test]
fn a_change_is_told_with_its_author_and_a_copy_is_put_back_beside() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let window = Window::open(home);
    begin(&window);
    window.click("#nav-settings");
    window.fill("#author-name", "Camille Roy");
    window.click("#author-save");
    window.wait("document.querySelector('#author-save').disabled");
    answer(&window, "Premier avis.");
    window.script("document.querySelector('#history').open = true");
    window.wait("/Camille Roy/.test(document.querySelector('#history').innerText)");
    window.wait("/Premier avis/.test(document.querySelector('#history').innerText)");

    window.click("#nav-copies");
    window.click("#copy-now");
    window.wait_for_text("La copie est faite et vérifiée");
    window.wait("/aujourd/.test(document.querySelector('#last-copy').innerText)");
    window.click("#check-now");
    window.wait_for_text("Tout est en ordre");
    answer(&window, "Second avis.");

    let target = home.join("retabli.mentorat");
    window.click("#nav-copies");
    window.click("#copies-table tbody tr:last-child button");
    window.wait("document.querySelector('#copy-restore:not([disabled])')");
    window.answer_dialog(&target);
    window.click("#copy-restore");
    window.wait_for_text("Votre espace de travail n’a pas changé");
    assert!(target.exists());
    window.click("#copy-open");
    // The other workspace opens on its own first screen.
    window.wait("document.querySelector('#picture') && !document.querySelector('#copies-table')");
    window.click("#nav-settings");
    window.wait_for_text("retabli.mentorat");
    window.click("#open-usual");
    window.wait("document.querySelector('#picture')");
    has_comment(&window, "Second avis.");
    window.end();
}

#[test]
fn a_second_window_reads_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = Window::open(folder.path());
    begin(&first);
    let second = Window::open(folder.path());
    second.wait_for_text("déjà ouvert");
    second.click("#trouble-read");
    second.wait_for_text("Ouvert en lecture");
    second.script("location.hash = '#/standard/E1.N1.S1'");
    assert!(!second.is_enabled("#answer-met"));
    assert!(!second.is_enabled("#comment"));
    second.end();
    answer(&first, "Toujours à moi.");
    first.end();
}

#[test]
fn a_damaged_workspace_is_put_back_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let window = Window::open(home);
    begin(&window);
    answer(&window, "À retrouver.");
    window.click("#nav-copies");
    window.click("#copy-now");
    window.wait_for_text("La copie est faite et vérifiée");
    window.close(home);
    spoil(&home.join("espace-de-travail.mentorat"));

    let window = Window::open(home);
    window.wait_for_text("était abîmé");
    window.wait_for_text("sont gardés dans");
    has_comment(&window, "À retrouver.");
    window.end();
}

/// Overwrites the head of a file, as a failing disk does.
fn spoil(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(file, bytes).unwrap();
}
