//! The life of an identity in the real window: made, copied, given up, brought back, and signing.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::executable::{run, text};
use crate::journey::{begin, create_seal, sign};
use crate::signature::{certified_by_an_authority, openssl, stamping_authority};
use crate::window::Window;

const PASSPHRASE: &str = "quatre mots faciles à retenir";
const OF_THE_COPY: &str = "une clé dans le tiroir du bureau";

fn digest(window: &Window) -> String {
    let digest = window.script("return document.querySelector('#identity-digest').textContent");
    digest.as_str().unwrap().to_owned()
}

/// The sheet shows the fingerprint, also to a camera, and nothing that is secret.
fn look_at_the_sheet(window: &Window) {
    window.click("#sheet-preview");
    window.wait("document.querySelector('#identity-sheet .code path')");
    let sheet = window.script("return document.querySelector('#identity-sheet').innerText");
    let sheet = sheet.as_str().unwrap().to_owned();
    assert!(sheet.contains(&digest(window)), "{sheet}");
    assert!(!sheet.contains(PASSPHRASE), "{sheet}");
    window.click("#sheet-print");
}

fn copy(window: &Window, file: &Path) {
    window.click("#identity-export");
    window.fill("#export-present", "une autre phrase de passe");
    window.fill("#export-passphrase", OF_THE_COPY);
    window.fill("#export-again", OF_THE_COPY);
    window.click("#export-confirm");
    window.wait_for_text("n’ouvre pas votre identité");
    window.fill("#export-present", PASSPHRASE);
    window.answer_dialog(file);
    window.click("#export-confirm");
    window.wait_for_text("est enregistrée");
}

fn remove(window: &Window) {
    window.click("#identity-remove");
    window.wait_for_text("Les dossiers déjà émis restent valables");
    window.click("#remove-confirm");
    window.wait("document.querySelector('#way-import')");
}

fn bring_back(window: &Window, file: &Path) {
    window.click("#way-import");
    window.answer_dialog(file);
    window.click("#import-choose");
    window.fill("#import-opens", PASSPHRASE);
    window.click("#import-read");
    window.wait_for_text("n’ouvre pas");
    window.fill("#import-opens", OF_THE_COPY);
    window.click("#import-read");
    window.fill("#import-passphrase", PASSPHRASE);
    window.fill("#import-again", PASSPHRASE);
    window.click("#import-take");
    window.wait("document.querySelector('#identity-present')");
}

fn printed(dossier: &Path) -> String {
    let read = Command::new("pdftotext").arg(dossier).arg("-").output();
    String::from_utf8(read.expect("poppler-utils").stdout).unwrap()
}

#[test]
fn an_identity_is_made_copied_given_up_brought_back_and_signs_a_dossier_in_part() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let kept = home.join("identite.mentorat-identite");
    let (file, draft, dossier) = (
        home.join("copie.p12"),
        home.join("brouillon.pdf"),
        home.join("dossier.pdf"),
    );
    let window = Window::open(home);
    begin(&window);
    create_seal(&window, PASSPHRASE);
    let made = digest(&window);
    assert!(kept.exists());
    look_at_the_sheet(&window);
    copy(&window, &file);
    remove(&window);
    assert!(!kept.exists());
    bring_back(&window, &file);
    assert_eq!(digest(&window), made, "it is the same identity");

    window.click("#nav-dossier");
    window.wait("document.querySelector('#result-extent')");
    window.click("#part-history");
    window.answer_dialog(&draft);
    window.click("#draft-dossier");
    window.wait("document.querySelector('#drafted')");
    window.click("#delivered-open");
    window.click("#issue-again");
    sign(&window, &dossier, PASSPHRASE);
    window.wait("document.querySelector('#issued')");
    window.end();

    let left_out = "Non imprimé, au choix de l’association : l’historique";
    assert!(printed(&draft).contains("Brouillon"));
    assert!(printed(&dossier).contains(left_out));
    let (judged, drafted) = (
        run(&["verify", text(&dossier)]),
        run(&["verify", text(&draft)]),
    );
    assert_eq!(judged.code, 3, "intact, by a stranger here: {judged:?}");
    assert_eq!(drafted.code, 1, "a draft is not signed: {drafted:?}");
}

/// Asks an authority for a certificate and takes the one that it gives.
fn be_certified(window: &Window, home: &Path) {
    let request = home.join("demande.csr");
    let own = digest(window);
    window.click("#certificate-request");
    window.fill("#request-present", PASSPHRASE);
    window.answer_dialog(&request);
    window.click("#request-confirm");
    window.wait_for_text("demande.csr");
    certified_by_an_authority(home);
    openssl(
        home,
        "x509 -req -in demande.csr -CA ca.pem -CAkey ca.key -days 30 -extfile ext -extensions signer -out recu.pem",
    );

    // The certificate of another key is no use.
    window.click("#certificate-take");
    window.fill("#take-present", PASSPHRASE);
    window.answer_dialog(&home.join("s.pem"));
    window.click("#take-confirm");
    window.wait("document.querySelector('#take [role=alert], #take .banner')");
    assert_eq!(digest(window), own, "nothing was taken");
    window.answer_dialog(&home.join("recu.pem"));
    window.click("#take-confirm");
    window.wait_for_text("Autorite-d-essai");
    assert_ne!(digest(window), own, "it is the authority's certificate now");
}

fn name_the_service(window: &Window, address: &str) {
    window.click("#nav-settings");
    window.fill("#timestamp-address", address);
    window.click("#timestamp-save");
    window.wait("document.querySelector('#timestamp-stop')");
    window.wait("document.querySelector('#timestamp-save').disabled");
    window.click("#nav-dossier");
    window.wait("document.querySelector('#issue-stamped')?.checked");
}

/// A service that takes the question and stays silent is not waited for by whoever gives up.
fn give_up_waiting(window: &Window, home: &Path) {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    name_the_service(window, &format!("http://{}/", silent.local_addr().unwrap()));
    let target = home.join("attendu.pdf");
    sign(window, &target, PASSPHRASE);
    window.wait_for_text("Demande de l’horodatage");
    let begun = Instant::now();
    window.click("#issue-progress-cancel");
    window.wait_for_text("Interrompu. Aucun fichier n’a été écrit.");
    let waited = begun.elapsed();
    assert!(waited < Duration::from_secs(5), "it took {waited:?}");
    let begun = |name: &str| name.starts_with("attendu") || name.ends_with(".part");
    let left = std::fs::read_dir(home).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| begun(name)).collect();
    assert_eq!(left, Vec::<String>::new(), "nothing was written");
}

#[test]
fn an_authority_certifies_the_identity_and_a_service_stamps_its_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let window = Window::open(home);
    begin(&window);
    create_seal(&window, PASSPHRASE);
    be_certified(&window, home);
    give_up_waiting(&window, home);
    let (address, served) = stamping_authority(home, 1);
    name_the_service(&window, &address);
    let dossier = home.join("dossier.pdf");
    sign(&window, &dossier, PASSPHRASE);
    window.wait("document.querySelector('#issued')");
    served.join().unwrap();
    window.end();

    let ca = home.join("ca.pem");
    let ran = run(&["verify", "--json", text(&dossier), "--trust", text(&ca)]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["verdict"], "trusted", "{report:#}");
    assert_eq!(report["signature"]["profile"], "B-T", "{report:#}");
}
