//! The nine parts of the application, walked in the real window by mouse and by keyboard alone.

use std::path::Path;

use crate::hand::{Hand, Person};
use crate::window::Window;

/// First start: the example and back, then a workspace, a profile and the pre-diagnosis.
fn beginning(person: &Person<'_>, home: &Path) {
    let window = person.window;
    window.wait_for_text("Grille indicative, non officielle");
    person.work("#start-example");
    window.wait("document.querySelector('#example-bar')");
    window.wait_for_text("Cap Binôme");
    person.work("#example-leave");
    window.wait("document.querySelector('#start-example')");
    let left: Vec<_> = std::fs::read_dir(home)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("exemple"))
        .collect();
    assert!(left.is_empty(), "{left:?}");

    person.work("#start-create");
    person.work("#protect-without");
    person.work("#protect-create");
    person.fill("#organisation-name", "Passerelle");
    person.fill("#programme-name", "Tandem");
    person.work("#conditions input[type=radio]");
    person.work("#profile-submit");
    window.wait("document.querySelector('#picture')");

    person.work("#quick-invite");
    window.wait("document.querySelector('#quick-card')");
    let asked = "document.querySelector('#quick-question').innerText";
    for (key, answer) in [("1", "met"), ("2", "partly_met"), ("3", "not_met")] {
        let before = window.script(&format!("return {asked}"));
        match person.hand {
            Hand::Mouse => person.work(&format!("#quick-{answer}")),
            Hand::Keyboard => window.press(&[key]),
        }
        window.wait(&format!("{asked} !== {before}"));
    }
    window.wait("document.querySelector('#quick-progress').value === 3");
    person.work("#quick-back");
    window.wait("document.querySelector('#quick-not_met[aria-pressed=true]')");
    person.work("#quick-skip");
    person.work("#quick-later");
    window.wait("document.querySelector('#picture')");
}

/// Home: the picture and its table lead to their standards; «what if» moves the level.
fn home(person: &Person<'_>) {
    let window = person.window;
    person.work("#picture summary");
    person.work("#picture-table tbody tr:nth-child(2) td a");
    window.wait("location.hash.startsWith('#/grid') && location.hash.includes('E2')");
    person.work("#nav-home");
    window.wait("document.querySelectorAll('#stage-levels li a').length === 18");
    person.work("#cell-E1-N1");
    window.wait("location.hash.includes('E1') && location.hash.includes('N1')");
    person.work("#nav-home");

    person.work("#to-suppose");
    window.wait("document.querySelector('#suppose-result')");
    person.work("#suppose-all-1");
    window.wait("/^Niveau\\s1$/.test(document.querySelector('#suppose-level').innerText.trim())");
    person.work("#suppose-all-2");
    window.wait("/^Niveau\\s2$/.test(document.querySelector('#suppose-level').innerText.trim())");
    person.work("#suppose-clear");
    window
        .wait("/^Aucun\\sniveau$/.test(document.querySelector('#suppose-level').innerText.trim())");
    // Nothing of it was kept.
    person.work("#nav-home");
    window.wait("document.querySelector('#quick-invitation')");
}

/// The grid: filters, one page a standard, an answer, evidence from a file, the next to treat.
fn grid(person: &Person<'_>, files: &Path) {
    let window = person.window;
    let note = files.join("note.txt");
    std::fs::write(&note, "Le programme accompagne des jeunes.").unwrap();
    person.work("#nav-grid");
    person.choose("#filter-state", "unanswered");
    window.wait("location.hash.includes('state=unanswered')");
    person.choose("#filter-stage", "E2");
    window.wait("location.hash.includes('stage=E2')");
    person.work("#content a[href$='E2.N1.S2']");
    window.wait("document.querySelector('#statement')");
    match person.hand {
        Hand::Mouse => person.work("#answer-met"),
        Hand::Keyboard => window.press(&["c"]),
    }
    window.wait("document.querySelector('#answer-met[aria-pressed=true]')");
    person.fill("#comment", "Relu par le bureau.");
    person.with_file("#attach-a", &note);
    person.fill("#evidence-document-date", "15/09/2026");
    person.work("#evidence-save");
    window.wait("!document.querySelector('#evidence-form')");
    window.wait("/Enregistré/.test(document.querySelector('#save-state').textContent)");
    let here = window.script("return location.hash");
    match person.hand {
        Hand::Mouse => person.work("#walk-treat"),
        Hand::Keyboard => window.press(&["t"]),
    }
    window.wait(&format!("location.hash !== {here}"));
}

fn walk(hand: Hand) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("home");
    std::fs::create_dir(&place).unwrap();
    let window = Window::open(&place);
    let person = Person {
        window: &window,
        hand,
    };
    beginning(&person, &place);
    home(&person);
    grid(&person, folder.path());
    window.end();
}

/// Ten runs in a row when it is thorough.
fn walks(hand: Hand) {
    let is_thorough = std::env::var_os("LABEL_MENTORAT_THOROUGH").is_some();
    for _ in 0..if is_thorough { 10 } else { 1 } {
        walk(hand);
    }
}

#[test]
fn nine_parts_by_mouse() {
    walks(Hand::Mouse);
}

#[test]
fn nine_parts_by_keyboard() {
    walks(Hand::Keyboard);
}
