//! The nine parts of the application, walked in the real window by mouse and by keyboard alone.

use std::path::Path;

use crate::hand::{ALT, CONTROL, ENTER, ESCAPE, Hand, Person};
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

/// The grid: filters, one page a standard, an answer, evidence from a file and from the clipboard, the
/// next to treat.
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
    // A screenshot, which another program left on the clipboard.
    let shot = files.join("capture.png");
    window.picture(&shot);
    window.copy_picture(&shot);
    match person.hand {
        Hand::Mouse => person.work("#paste"),
        Hand::Keyboard => window.press(&[CONTROL, "v"]),
    }
    window.wait("document.querySelector('#which-confirm')");
    person.work("#which-confirm");
    person.fill("#evidence-document-date", "16/09/2026");
    person.work("#evidence-save");
    window.wait("!document.querySelector('#evidence-form')");
    window.wait("document.querySelector('#expected-a').innerText.includes('Capture')");
    window.wait("/Enregistré/.test(document.querySelector('#save-state').textContent)");
    let here = window.script("return location.hash");
    match person.hand {
        Hand::Mouse => person.work("#walk-treat"),
        Hand::Keyboard => window.press(&["t"]),
    }
    window.wait(&format!("location.hash !== {here}"));
}

/// The library: files added at once, several described together, undone, found, and the matrix.
fn library(person: &Person<'_>, files: &Path) {
    let window = person.window;
    let charter = files.join("charte.txt");
    std::fs::write(&charter, "Chaque mentor signe la charte.").unwrap();
    person.work("#nav-evidence");
    person.with_file("#evidence-add", &charter);
    window.wait("document.querySelectorAll('#evidence-table tbody tr').length === 3");
    // What was added comes in ticked.
    person.work("#several-date");
    person.fill("#several-day", "12/10/2026");
    person.work("#several-confirm");
    window.wait("document.querySelector('#evidence-table').innerText.includes('12/10/2026')");
    person.work("#undo");
    window.wait("!document.querySelector('#evidence-table').innerText.includes('12/10/2026')");
    person.choose("#evidence-filter", "unused");
    window.wait("document.querySelectorAll('#evidence-table tbody tr').length === 1");
    person.work("#filter-clear");
    person.fill("#evidence-search", "CHARTE");
    window.wait("document.querySelectorAll('#evidence-table tbody tr').length === 1");
    person.work("#evidence-table tbody tr:first-child th button");
    window.wait_for_text("Chaque mentor signe la charte.");
    window.press(&[ESCAPE]);
    window.wait("!document.querySelector('#evidence-details')");
    person.work("#view-matrix");
    window.wait("document.querySelector('#matrix')");
    person.choose("#matrix-stage", "E2");
    window.wait("document.querySelector('#matrix td button')");
    person.work("#matrix td button");
    window.wait("document.querySelector('#mark-details')");
    window.press(&[ESCAPE]);
    window.wait("!document.querySelector('#mark-details')");
}

/// The plan: an action from a gap, its owner and day, the board, a state, and the calendar file.
fn plan(person: &Person<'_>, files: &Path) {
    let window = person.window;
    person.work("#nav-plan");
    person.work("#gaps li:first-child button");
    window.wait("document.querySelector('#actions li')");
    person.work("#actions li button[aria-label^='Modifier']");
    person.fill("#action-owner", "Responsable du programme");
    person.fill("#action-due", "15/01/2027");
    person.work("#action-save");
    window.wait("!document.querySelector('#action-form')");
    window.wait_for_text("Responsable du programme");
    person.choose("[id^='status-']", "started");
    person.work("input[name='plan-as'][value='board']");
    window.wait(
        "document.querySelector('#column-started').parentElement.innerText.includes('Responsable')",
    );
    let agenda = files.join("agenda.ics");
    person.with_file("#agenda-go", &agenda);
    window.wait("/agenda\\.ics/.test(document.querySelector('#agenda .banner')?.innerText)");
    let text = std::fs::read_to_string(&agenda).unwrap();
    assert!(
        text.contains("\r\nDTSTART;VALUE=DATE:20270115\r\n"),
        "{text}"
    );
    std::fs::remove_file(&agenda).unwrap();
}

/// Campaigns: one that follows, an answer confirmed, and the two compared.
fn campaigns(person: &Person<'_>) {
    let window = person.window;
    person.work("#switcher summary");
    person.work("#nav-create");
    window.wait("document.querySelector('#way-follow')?.checked");
    person.fill("#campaign-title", "Campagne suivante");
    person.fill("#campaign-reference-date", "30/11/2027");
    person.work("#profile-submit");
    window.wait("document.querySelector('#taken')");
    person.work("#taken-confirm");
    window.wait("document.querySelector('#before-confirm')");
    match person.hand {
        Hand::Mouse => person.work("#before-confirm"),
        Hand::Keyboard => window.press(&["v"]),
    }
    window.wait("document.querySelector('.answer[aria-pressed=true]')");
    person.work("#switcher summary");
    person.work("#nav-compare");
    window.wait("document.querySelector('#shares table') && document.querySelector('#levels')");
    person.work("#compare-swap");
    window.wait("document.querySelector('#shares table')");
    person.work("#nav-plan");
    window.wait("document.querySelector('#earlier')");
}

/// What is worth reading again leads to its place.
fn checks(person: &Person<'_>) {
    let window = person.window;
    person.work("#nav-checks");
    window.wait("document.querySelector('#content a[id^=finding]')");
    person.work("#content a[id^='finding']");
    window.wait("!location.hash.startsWith('#/checks')");
}

/// Everywhere: search and its commands, keys, undo and redo, language, appearance.
fn everywhere(person: &Person<'_>) {
    let window = person.window;
    match person.hand {
        Hand::Mouse => person.work("#search-open"),
        Hand::Keyboard => window.press(&[CONTROL, "k"]),
    }
    window.wait("document.activeElement.id === 'search-field'");
    window.write("honorabilite");
    window.wait("document.querySelector('#search-list').innerText.includes('honorabilité')");
    window.press(&[ESCAPE]);
    window.wait("!document.querySelector('#search-field')");
    window.press(&[CONTROL, "k"]);
    window.wait("document.activeElement.id === 'search-field'");
    window.write("sombre");
    window.wait(
        "/sombre/i.test(document.querySelector('#search-list [aria-selected=true]')?.innerText)",
    );
    window.press(&[ENTER]);
    window.wait("getComputedStyle(document.documentElement).colorScheme === 'dark'");

    person.work("#nav-settings");
    person.work("input[name='theme'][value='light']");
    window.wait("getComputedStyle(document.documentElement).colorScheme === 'light'");
    person.work("input[name='text-size'][value='150']");
    window.wait("getComputedStyle(document.documentElement).fontSize === '24px'");
    person.work("input[name='text-size'][value='100']");

    match person.hand {
        Hand::Mouse => {
            person.work("#nav-home");
            person.work("#nav-grid");
        }
        Hand::Keyboard => {
            window.press(&[ALT, "1"]);
            window.wait("location.hash === '#/home'");
            window.press(&[ALT, "2"]);
        }
    }
    window.wait("location.hash.startsWith('#/grid')");
    person.work("#content a[href$='E3.N1.S1']");
    window.wait("document.querySelector('#statement')");
    let pressed = "document.querySelector('#answer-not_met').getAttribute('aria-pressed')";
    person.work("#answer-not_met");
    window.wait(&format!("{pressed} === 'true'"));
    person.work("#undo");
    window.wait(&format!("{pressed} === 'false'"));
    person.work("#redo");
    window.wait(&format!("{pressed} === 'true'"));

    person.work("#language");
    window.wait("document.documentElement.lang === 'en'");
    window.wait_for_text("Your answer");
    person.work("#language");
    window.wait("document.documentElement.lang === 'fr'");
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
    library(&person, folder.path());
    plan(&person, folder.path());
    campaigns(&person);
    checks(&person);
    everywhere(&person);
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
