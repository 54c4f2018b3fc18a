//! The identity that signs here: its own failures, and the titles of its file dialogs.

use std::path::Path;

use quality::evidence::plain_name;
use quality::workspace::IdentitySummary;

use super::{Told, told};

/// What a former version kept says who it is only under its passphrase.
pub fn identity_closed() -> Told {
    told(
        "Une identité gardée par une version précédente est sur cet ordinateur.",
        "Donnez sa phrase de passe pour l’utiliser à nouveau. Rien n’est perdu.",
    )
}

/// Another identity is kept than the one that should give way.
pub fn other_identity() -> Told {
    told(
        "Une autre identité est déjà gardée sur cet ordinateur.",
        "Fermez puis rouvrez l’application pour la voir. Rien n’a été remplacé.",
    )
}

/// A file no longer holds the identity that was chosen of it.
pub fn unknown_identity(path: &Path) -> Told {
    told(
        format!(
            "« {} » ne contient plus l’identité choisie.",
            path.display()
        ),
        "Choisissez à nouveau le fichier. Rien n’a été modifié.",
    )
}

/// A certificate is for another key.
pub fn other_key(path: &Path) -> Told {
    told(
        format!(
            "« {} » est le certificat d’une autre clé que la vôtre.",
            path.display()
        ),
        "Demandez à l’autorité celui qui répond à votre dernière demande. Si vous avez remplacé votre identité depuis, faites une nouvelle demande. Rien n’a été modifié.",
    )
}

/// Title of the dialog for an identity that comes in.
pub fn identity_which() -> &'static str {
    "Choisir le fichier de votre identité"
}

/// Title of the dialog for a copy of the identity.
pub fn identity_where() -> &'static str {
    "Enregistrer une copie de votre identité"
}

/// What a file with an identity is called in a dialog.
pub fn identity_kind() -> &'static str {
    "Identité (PKCS#12)"
}

/// Name proposed for a copy of the identity.
pub fn identity_name(identity: &IdentitySummary) -> String {
    format!("identite-{}.p12", plain_name(&identity.name))
}

/// Title of the dialog for a certificate request.
pub fn request_where() -> &'static str {
    "Enregistrer la demande de certificat"
}

/// What a certificate request is called in a dialog.
pub fn request_kind() -> &'static str {
    "Demande de certificat (PKCS#10)"
}

/// Name proposed for a certificate request.
pub fn request_name(identity: &IdentitySummary) -> String {
    format!("demande-{}.csr", plain_name(&identity.name))
}

/// Title of the dialog for one's own certificate.
pub fn own_certificate_where() -> &'static str {
    "Enregistrer le certificat"
}

/// Name proposed for one's own certificate.
pub fn own_certificate_name(identity: &IdentitySummary) -> String {
    format!("certificat-{}.pem", plain_name(&identity.name))
}

/// Title of the dialog for a certificate that comes back.
pub fn certificate_which() -> &'static str {
    "Choisir le certificat reçu"
}

/// What a certificate is called in a dialog.
pub fn certificate_kind() -> &'static str {
    "Certificat"
}

/// Title of the dialog for a draft.
pub fn save_draft() -> &'static str {
    "Enregistrer le brouillon"
}

/// Name proposed for a draft of the dossier of that name.
pub fn draft_name(dossier: &str) -> String {
    format!("brouillon_{dossier}")
}
