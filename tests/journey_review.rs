//! The auditor's way in the real window: a dossier received, standard by standard, by keys alone;
//! the level by the findings; two people's findings put together; and nothing of the association's
//! or of one's own touched.

use std::path::Path;

use serde_json::Value;

use crate::executable::{executable, home_with_example, run, text};
use crate::journey::issue;
use crate::window::Window;

fn begin(window: &Window, dossier: &Path) {
    window.click("#nav-verify");
    window.wait("document.querySelector('#verify-choose')");
    window.answer_dialog(dossier);
    window.click("#verify-choose");
    window.wait("document.querySelector('#review-begin')");
    window.click("#review-begin");
    window.wait("document.querySelector('#review-first')");
}

/// Presses a key where nothing is typed.
fn press(window: &Window, key: &str, code: &str, control: bool) {
    let event = serde_json::json!({"key": key, "code": code, "ctrlKey": control, "bubbles": true});
    window.script(&format!(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {event}))"
    ));
}

fn wait_for_pressed(window: &Window, judgement: &str, pressed: bool) {
    window.wait(&format!(
        "document.querySelector('#judge-{judgement}')?.getAttribute('aria-pressed') === '{pressed}'"
    ));
}

fn title(window: &Window) -> Value {
    window.script("return document.querySelector('#screen-title').innerText")
}

#[test]
fn an_auditor_reviews_by_keys_sees_the_level_move_and_puts_two_reviews_together() {
    let folder = tempfile::tempdir().unwrap();
    let (home, dossier) = home_with_example(folder.path());
    let before = std::fs::read(&dossier).unwrap();
    let window = Window::open(&home);
    window.wait_for_text("Cap Binôme");
    begin(&window, &dossier);
    window.wait_for_text("Vos constats ne changent pas le niveau.");
    assert_eq!(
        window.script("return document.querySelector('#standing')"),
        Value::Null,
        "one's own campaign does not stand beside another's"
    );

    window.click("#review-first");
    window.wait("document.querySelector('#judge-conforming')");
    let first = title(&window);
    press(&window, "(", "Digit5", false);
    wait_for_pressed(&window, "major_nonconformity", true);
    window.fill("#finding-request", "Joindre la charte datée.");
    window.wait("document.querySelector('#review-saved').innerText.startsWith('Enregistré')");
    press(&window, "z", "KeyZ", true);
    window.wait("document.querySelector('#finding-request').value === ''");
    wait_for_pressed(&window, "major_nonconformity", true);
    press(&window, "y", "KeyY", true);
    window.wait("document.querySelector('#finding-request').value !== ''");
    press(&window, "t", "KeyT", false);
    window.wait(&format!(
        "document.querySelector('#screen-title').innerText !== {first}"
    ));
    press(&window, "&", "Digit1", false);
    wait_for_pressed(&window, "conforming", true);

    window.click("#review-overview");
    window.wait_for_text("Vos constats changent le niveau.");
    window.wait("document.querySelectorAll('#review-changed li').length === 1");
    window.click("#interview-add");
    window.fill("#interview-about", "E1.N1.S1, E9");
    window.click("#interview-save");
    window.wait_for_text("n’est pas dans la grille.");
    window.fill("#interview-about", "E1.N1.S1");
    window.fill("#interview-questions", "Comment les jeunes arrivent-ils ?");
    window.click("#interview-save");
    window.wait_for_text("Comment les jeunes arrivent-ils ?");

    // What this person hands over comes back to them as nothing new.
    let findings = folder.path().join("constats.json");
    window.answer_dialog(&findings);
    window.click("#review-hand");
    window.wait_for_text("Vos constats sont écrits.");
    window.answer_dialog(&findings);
    window.click("#review-take");
    window.wait_for_text("les constats sont déjà les mêmes");
    window.click("#review-merge-confirm");
    window.wait_for_text("Les constats sont réunis.");
    // Another person saw the first standard otherwise.
    let mut other: Value = serde_json::from_slice(&std::fs::read(&findings).unwrap()).unwrap();
    let standard = other["findings"][0]["standard"]
        .as_str()
        .unwrap()
        .to_owned();
    other["findings"][0]["judgement"] = "strength".into();
    std::fs::write(&findings, other.to_string()).unwrap();
    window.answer_dialog(&findings);
    window.click("#review-take");
    window.wait_for_text("lequel garder");
    window.click(&format!("[id='keep-{standard}-theirs']"));
    window.click("#review-merge-confirm");
    window.wait_for_text("Vos constats ne changent pas le niveau.");

    // The same key again: met before, and still compared by nobody.
    window.click("#nav-verify");
    window.answer_dialog(&dossier);
    window.click("#verify-choose");
    window.wait("document.querySelector('#answer-identity.caution #answer-fingerprint')");
    window.wait_for_text("porte déjà cette clé");
    window.click("#to-record");
    window.wait("document.activeElement.id === 'record-how'");

    window.click("#nav-reviews");
    window.wait("document.querySelector('#reviews a')");
    window.wait_for_text("En cours d’examen");
    window.wait_for_text("2 standards examinés sur");
    window.click("#reviews a");
    window.wait("document.querySelector('#review-erase')");
    window.click("#review-erase");
    window.click("#review-erase-confirm");
    window.wait_for_text("Aucun dossier à examiner");
    assert_eq!(std::fs::read(&dossier).unwrap(), before);
    window.click("#nav-home");
    window.wait("document.querySelector('#picture')");
    window.end();
}

const PASSPHRASE: &str = "une phrase pour signer";

#[test]
fn a_report_goes_out_signed_and_comes_back_as_a_worklist() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = home_with_example(folder.path());
    let window = Window::open(&home);
    window.wait_for_text("Cap Binôme");
    window.click("#nav-dossier");
    window.click("#to-identity");
    window.wait("document.querySelector('#identity-name').value === 'Passerelles Vallombre'");
    window.fill("#identity-passphrase", PASSPHRASE);
    window.fill("#identity-again", PASSPHRASE);
    window.click("#identity-create");
    window.wait("document.querySelector('#identity-present')");
    // One's own dossier goes out, and is reviewed here: the register knows it.
    let dossier = folder.path().join("sorti.pdf");
    issue(&window, &dossier, PASSPHRASE);

    begin(&window, &dossier);
    window.click("#review-first");
    window.wait("document.querySelector('#judge-minor_nonconformity')");
    window.click("#judge-minor_nonconformity");
    wait_for_pressed(&window, "minor_nonconformity", true);
    window.fill("#finding-request", "Joindre la charte datée.");
    window.wait("document.querySelector('#review-saved').innerText.startsWith('Enregistré')");
    window.click("#review-overview");
    window.wait("document.querySelector('#report-sign')");
    window.fill("#report-passphrase", "une autre phrase");
    window.click("#report-sign");
    window.wait_for_text("n’ouvre pas votre identité");
    let report = folder.path().join("rapport.pdf");
    window.fill("#report-passphrase", PASSPHRASE);
    window.answer_dialog(&report);
    window.click("#report-sign");
    window.wait_for_text("est signé et a été vérifié");
    window.wait("document.querySelector('#review-state').value === 'pre_report'");
    assert!(report.exists());
    let ran = run(&["verify", "--json", text(&report)]);
    let told: Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(told["verdict"], "not_a_dossier");
    assert_eq!(told["signature"]["integrity"], "passed");

    window.click("#nav-dossier");
    window.wait("document.querySelector('#to-returned')");
    window.click("#to-returned");
    // A dossier is no report.
    window.answer_dialog(&dossier);
    window.click("#returned-choose");
    window.wait_for_text("n’est pas un rapport d’examen intact");
    window.answer_dialog(&report);
    window.click("#returned-choose");
    window.wait_for_text("Joindre la charte datée.");
    window.click("#returned-requests button");
    window.wait_for_text("Dans le plan");
    // The reply is the answer's comment, and goes out with the next dossier.
    let reply = "La charte datée est jointe.";
    window.fill("#returned-requests textarea", reply);
    window.click("#nav-plan");
    window.wait_for_text("Joindre la charte datée.");
    let next = folder.path().join("suivant.pdf");
    issue(&window, &next, PASSPHRASE);
    begin(&window, &next);
    window.click("#review-first");
    window.wait("document.querySelector('#asked')");
    let answered = window.script("return document.querySelector('#answered').innerText");
    let answered = answered.as_str().unwrap();
    assert!(answered.contains("Joindre la charte datée."), "{answered}");
    assert!(answered.contains(reply), "{answered}");
    window.end();
}

#[test]
fn a_dossier_is_examined_after_the_application_was_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (home, dossier) = home_with_example(folder.path());
    // Beside its own place: a second name of one file is made on one disk alone.
    let program = executable().with_file_name("label-mentorat-replaced");
    let _ = std::fs::remove_file(&program);
    std::fs::hard_link(executable(), &program).unwrap();
    let window = Window::open_from(&program, &home, "Adwaita");
    window.wait_for_text("Cap Binôme");
    std::fs::remove_file(&program).unwrap();
    begin(&window, &dossier);
    window.end();
}
