//! What the window says of its workspace, and the titles of its file dialogs.

use quality::clock::Day;

use super::{Told, told};

/// Nothing here prints.
pub fn no_printing() -> Told {
    told(
        "L’impression n’a pas pu être ouverte.",
        "Vérifiez qu’une imprimante est installée, puis réessayez. Rien n’a été modifié.",
    )
}

/// No key ring answers, or it refused.
pub fn no_key_ring() -> Told {
    told(
        "Le trousseau de cet ordinateur n’a pas répondu : la phrase de passe n’y est pas changée.",
        "Déverrouillez-le puis réessayez. Sans trousseau, la phrase est demandée à chaque ouverture.",
    )
}

/// Name proposed for a whole backup.
pub fn backup_name(today: Day) -> String {
    format!("sauvegarde-{today}.mentorat")
}

/// Title of the dialog for a whole backup.
pub fn backup_where() -> &'static str {
    "Enregistrer une sauvegarde complète"
}

/// Title of the dialog for another workspace.
pub fn open_which() -> &'static str {
    "Ouvrir un espace de travail"
}

/// What a workspace file is called in a dialog.
pub fn workspace_kind() -> &'static str {
    "Espace de travail"
}
