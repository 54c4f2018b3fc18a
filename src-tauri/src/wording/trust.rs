//! The trust list: its failures, and the title of its file dialog.

use std::path::Path;

use super::{Told, told};

/// The list is not what was written.
pub fn trust_damaged(path: &Path) -> Told {
    told(
        format!(
            "La liste des clés enregistrées « {} » est abîmée ou a été modifiée.",
            path.display()
        ),
        "Aucune clé n’est tenue pour connue. Remettez une copie de ce fichier en place, ou déplacez-le pour recommencer une liste. Rien n’a été effacé.",
    )
}

/// How a key was checked was not said, or by whom.
pub fn trust_text_missing() -> Told {
    told(
        "Il manque qui a vérifié la clé, ou comment.",
        "Écrivez les deux, puis recommencez. Rien n’a été enregistré.",
    )
}

/// A text is too long.
pub fn trust_text_long(longest: usize) -> Told {
    told(
        format!("Un texte dépasse {longest} caractères."),
        "Raccourcissez-le, puis recommencez. Rien n’a été enregistré.",
    )
}

/// The key is there already.
pub fn trust_recorded() -> Told {
    told(
        "Cette clé est déjà enregistrée.",
        "Rien à faire : la liste n’a pas changé.",
    )
}

/// The key is not there.
pub fn trust_not_recorded() -> Told {
    told(
        "Cette clé n’est pas, ou plus, dans la liste.",
        "Revenez à la liste pour la voir telle qu’elle est. Rien n’a été modifié.",
    )
}

/// Nothing was verified whose key could be recorded.
pub fn trust_nothing_examined() -> Told {
    told(
        "Il n’y a pas de dossier vérifié dont la clé puisse être enregistrée.",
        "Vérifiez le dossier à nouveau. Rien n’a été enregistré.",
    )
}

/// A file holds not one certificate, but none or several.
pub fn trust_not_one(path: &Path) -> Told {
    told(
        format!(
            "« {} » ne contient pas exactement un certificat.",
            path.display()
        ),
        "Choisissez un fichier .pem, .crt, .cer ou .der qui en contient un seul. Rien n’a été enregistré.",
    )
}

/// Title of the dialog for a certificate that comes in.
pub fn trust_which() -> &'static str {
    "Choisir un certificat"
}
