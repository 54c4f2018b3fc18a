//! Pictures of the screens, for the README: taken from the real window, on the shipped example.
//!
//! `./dev pictures` writes them; an ordinary run only sees that each screen opens.

use crate::executable::{import_example, root};
use crate::window::Window;

/// Screens and what must stand on them before the picture is taken.
pub const SCREENS: &[(&str, &str, &str)] = &[
    ("accueil", "#/home", "#picture"),
    (
        "prediagnostic",
        "#/pre-diagnosis",
        "#quick-card, #quick-home",
    ),
    ("hypothese", "#/what-if", "#content h1"),
    ("grille", "#/grid", "#content a[href$='E1.N1.S1']"),
    ("standard", "#/standard/E2.N1.S3", "#statement"),
    ("preuves", "#/evidence", "#evidence-table"),
    ("matrice", "#/evidence?view=matrix", "#matrix"),
    ("plan", "#/plan", "#actions"),
    ("tableau", "#/plan?as=board", "#actions"),
    ("comparer", "#/compare", "#content h1"),
    ("relecture", "#/checks", "#content a[id^=finding]"),
    ("dossier", "#/dossier", "#readiness"),
    ("profil", "#/profile", "#programme-name"),
    ("identite", "#/identity", "#identity-create"),
    ("verifier", "#/verify", "#verify-zone"),
    ("cles", "#/trust", "#trust-choose"),
    ("sauvegardes", "#/copies", "#copy-now"),
    ("reglages", "#/settings", "#author-name"),
    ("effacement", "#/erasure", "#name-text"),
    ("echanges", "#/exchange", "#export-go"),
];

/// A person's folder with the shipped example in it.
fn home_with_example() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    import_example(&root().join("fixtures/demo"), home.path());
    home
}

#[test]
fn every_screen_opens_on_the_example() {
    let pictures = root().join("docs/pictures");
    let is_wanted = std::env::var_os("LABEL_MENTORAT_WRITE").is_some();
    for (theme, suffix) in [("Adwaita", ""), ("Adwaita:dark", "-sombre")] {
        // Each in a home of its own: the first window is stopped, which the second would tell.
        let home = home_with_example();
        let window = Window::open_in(home.path(), theme);
        window.wait_for_text("Cap Binôme");
        let is_dark = window.script("return matchMedia('(prefers-color-scheme: dark)').matches");
        assert_eq!(is_dark, !suffix.is_empty());
        for (name, address, selector) in SCREENS {
            window.script(&format!("location.hash = '{address}'"));
            window.wait(&format!("document.querySelector(\"{selector}\")"));
            window.wait("document.body.innerText.includes('Grille indicative, non officielle')");
            if *name == "verifier" {
                verify(&window);
            }
            if is_wanted {
                std::fs::create_dir_all(&pictures).unwrap();
                window.wait("!document.querySelector('.waiting')");
                window.picture(&pictures.join(format!("{name}{suffix}.png")));
            }
            if *name == "verifier" {
                review(&window, &mut |name| {
                    if is_wanted {
                        window.picture(&pictures.join(format!("{name}{suffix}.png")));
                    }
                });
            }
        }
        follow(&window);
        for (name, address, selector) in FOLLOWED {
            window.script(&format!("location.hash = '{address}'"));
            window.wait(&format!("document.querySelector(\"{selector}\")"));
            if is_wanted {
                window.wait("!document.querySelector('.waiting')");
                window.picture(&pictures.join(format!("{name}{suffix}.png")));
            }
        }
        window.end();
    }
}

/// Screens that have more to show in a campaign that follows another.
pub const FOLLOWED: &[(&str, &str, &str)] = &[
    ("prediagnostic", "#/pre-diagnosis", "#quick-card"),
    ("comparer", "#/compare", "#shares"),
    ("suite", "#/standard/E1.N1.S1", "#before-confirm"),
];

/// Begins a campaign from the one that is open.
pub fn follow(window: &Window) {
    window.script("location.hash = '#/create'");
    window.wait("document.querySelector('#way-follow')?.checked");
    window.click("#profile-submit");
    window.wait("document.querySelector('#taken')");
}

/// Has the demonstration's dossier verified, and says how its key was checked.
pub fn verify(window: &Window) {
    window.answer_dialog(&crate::dossier::demo().join("dossier.pdf"));
    window.click("#verify-choose");
    window.wait_for_text("Intact depuis la signature");
    window.fill(
        "#record-how",
        "Empreinte lue au téléphone par la directrice.",
    );
    window.fill("#record-author", "Marie Lefèvre");
    // The picture is of the answers.
    window.script("document.activeElement.blur(); scrollTo(0, 0)");
}

/// Takes the dossier that was verified up, and says when each screen stands.
pub fn review(window: &Window, stands: &mut dyn FnMut(&str)) {
    window.click("#record-confirm");
    window.wait_for_text("par Marie Lefèvre");
    window.click("#review-begin");
    window.wait("document.querySelector('#review-first')");
    for judgement in ["strength", "major_nonconformity", "point_of_attention"] {
        window.click(match judgement {
            "strength" => "#review-first",
            _ => "#review-open",
        });
        let button = format!("#judge-{judgement}");
        window.wait(&format!(
            "document.querySelector('{button}')?.getAttribute('aria-pressed') === 'false'"
        ));
        window.click(&button);
        window.wait(&format!(
            "document.querySelector('{button}').getAttribute('aria-pressed') === 'true'"
        ));
    }
    window.fill("#finding-comment", "La charte existe, sa date manque.");
    window.fill("#finding-request", "Joindre la charte datée et signée.");
    window.wait("document.querySelector('#review-saved').innerText.startsWith('Enregistré')");
    stands("constat");
    window.click("#review-overview");
    window.wait("document.querySelector('#review-changed')");
    stands("examen");
    window.click("#nav-reviews");
    window.wait("document.querySelector('#reviews a')");
    stands("recus");
}

#[test]
fn pages_of_the_dossier_can_be_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let is_wanted = std::env::var_os("LABEL_MENTORAT_WRITE").is_some();
    let folder = if is_wanted {
        root().join("docs/pictures")
    } else {
        folder.path().to_owned()
    };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, page) in [
        ("dossier-couverture", "1"),
        ("dossier-synthese", "2"),
        ("dossier-etape", "4"),
        ("dossier-registre", "25"),
    ] {
        let drawn = std::process::Command::new("pdftoppm")
            .args(["-png", "-singlefile", "-r", "72", "-f", page, "-l", page])
            .arg(crate::dossier::demo().join("dossier.pdf"))
            .arg(folder.join(name))
            .status()
            .expect("poppler-utils");
        assert!(drawn.success() && folder.join(name).with_extension("png").exists());
    }
}
