//! The life of a workspace in the real window: protected, locked, saved, opened elsewhere.

use crate::journey::{begin, describe};
use crate::window::Window;

const PASSPHRASE: &str = "quatre mots faciles à retenir";

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
fn a_protected_workspace_opens_under_its_passphrase_alone() {
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

    window.end();
}

#[test]
fn a_whole_backup_is_saved_checked_and_opened_instead() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let window = Window::open(home);
    begin(&window);
    answer(&window, "Premier avis.");
    let target = home.join("sauvegarde.mentorat");
    window.click("#nav-copies");
    window.answer_dialog(&target);
    window.click("#backup");
    window.wait_for_text("est écrit et vérifié");
    window.click("#check-now");
    window.wait_for_text("Tout est en ordre");
    answer(&window, "Second avis.");
    window.click("#nav-settings");
    window.answer_dialog(&target);
    window.click("#open-other");
    window.wait("document.querySelector('#picture')");
    has_comment(&window, "Premier avis.");
    window.click("#nav-settings");
    window.click("#open-usual");
    window.wait("document.querySelector('#picture')");
    has_comment(&window, "Second avis.");
    window.end();
}

#[test]
fn a_second_window_is_told_that_the_workspace_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let first = Window::open(folder.path());
    begin(&first);
    let second = Window::open(folder.path());
    second.wait("document.querySelector('#trouble[data-kind=busy]')");
    second.wait_for_text("déjà ouvert");
    second.end();
    first.end();
}
