//! The words of a trust list on paper, in French.

/// Title, and why it is signed.
pub(super) const TITLE: &str = "Liste de confiance";
/// What the attached list is.
pub(super) const ATTACHED: &str =
    "La liste et toutes ses modifications, lisibles par l’application";
/// What the list says, and what it does not.
pub(super) const WHAT: &str = "Cette liste dit de quelles clés l’empreinte a été vérifiée, comment, par qui et quand. Elle ne dit rien de la qualité d’un programme.";
/// How it is taken over.
pub(super) const HOW_TO_TAKE: &str = "Pour la reprendre dans l’application : « Clés enregistrées », puis « Reprendre une liste ». Rien n’entre dans votre liste sans que vous l’ayez vu, et une clé que vous avez retirée le reste.";
/// Heading of the keys that stand.
pub(super) const STANDING: &str = "Clés en vigueur";
/// There is none.
pub(super) const NONE: &str = "Aucune clé n’est en vigueur.";
/// Columns of the keys that stand.
pub(super) const STANDING_COLUMNS: [&str; 3] = ["Titulaire", "Empreinte (SHA-256)", "Vérification"];
/// Heading of the keys that were withdrawn.
pub(super) const WITHDRAWN: &str = "Clés retirées";
/// Columns of the keys that were withdrawn.
pub(super) const WITHDRAWN_COLUMNS: [&str; 3] = ["Titulaire", "Empreinte (SHA-256)", "Retrait"];
/// An authority.
pub(super) const AUTHORITY: &str = "Autorité : répond des certificats qu’elle délivre";
/// A key that is in other hands.
pub(super) const COMPROMISED: &str = "Clé compromise : ce qu’elle a signé est refusé";
/// Heading of who issues the list.
pub(super) const ISSUE: &str = "Émission";
/// When.
pub(super) const DAY: &str = "Liste émise le";
/// With what it is signed.
pub(super) const CERTIFICATE: &str = "Empreinte du certificat qui la signe (SHA-256)";
/// The attached file.
pub(super) const FILE: &str = "Empreinte du fichier joint « trust.json » (SHA-256)";
/// What the signature says.
pub(super) const DECLARATION: &str =
    "Les clés de cette liste ont été vérifiées ou retirées comme il y est dit.";

/// Title of the document.
pub(super) fn title(signer: &str) -> String {
    format!("{TITLE} · {signer}")
}

/// Head of each page.
pub(super) fn running_head(signer: &str) -> String {
    title(signer)
}

/// Foot of each page.
pub(super) fn running_foot(digest: &str) -> String {
    format!("Liste {digest}…")
}

/// When it was issued.
pub(super) fn issued(on: &str) -> String {
    format!("Émise le {on}")
}

/// How many keys there are.
pub(super) fn count(standing: usize, withdrawn: usize) -> String {
    let standing = match standing {
        0 => "Aucune clé en vigueur".to_owned(),
        1 => "1 clé en vigueur".to_owned(),
        _ => format!("{standing} clés en vigueur"),
    };
    match withdrawn {
        0 => standing,
        1 => format!("{standing}, 1 retirée"),
        _ => format!("{standing}, {withdrawn} retirées"),
    }
}

/// Last day of a certificate.
pub(super) fn valid_until(day: &str) -> String {
    format!("Certificat valable jusqu’au {day}")
}

/// Who checked a key, and when.
pub(super) fn recorded(on: &str, author: &str) -> String {
    format!("Enregistrée le {on} par {author}")
}

/// Who withdrew a key, and when.
pub(super) fn withdrawn(on: &str, author: &str) -> String {
    format!("Retirée le {on} par {author}")
}
