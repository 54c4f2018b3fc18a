//! What the window is told of its workspace, and the titles of its file dialogs.

use quality::clock::Day;
use quality::dossier::wording::moment;
use quality::store::Access;
use quality::workspace::{Notice, Recovered};

use super::{Told, told};
use crate::commands::ExportKind;
use crate::failure::Failure;

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

/// A damaged workspace was put back from a copy.
pub fn recovered(recovered: &Recovered) -> Told {
    let from = recovered.last_change.unwrap_or(recovered.from);
    let missing = match recovered.missing_evidence.as_slice() {
        [] => String::new(),
        [one] => format!(" Le fichier d’une preuve manque : « {one} »."),
        several => format!(
            " Les fichiers de {} preuves manquent : {}.",
            several.len(),
            several
                .iter()
                .map(|title| format!("« {title} »"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    told(
        format!(
            "L’espace de travail était abîmé : vos données datent du {}.",
            moment(from)
        ),
        format!(
            "Les fichiers abîmés sont gardés dans « {} ».{missing}",
            recovered.moved_to
        ),
    )
}

/// The last automatic copy did not come about.
pub fn copy_failed(failure: &Failure) -> Told {
    told(
        format!(
            "La dernière copie automatique n’a pas été faite. {}",
            failure.happened
        ),
        failure.remedy.clone(),
    )
}

/// What a person should know of a workspace that is open.
pub fn noticed(found: &Notice) -> Told {
    told(super::notice(found), "")
}

/// Why nothing can be changed; none while it can.
pub fn read_only(access: &Access) -> Option<String> {
    match access {
        Access::Reading => Some("Rien ne peut être modifié dans cette fenêtre.".to_owned()),
        Access::Writing
        | Access::OpenElsewhere { .. }
        | Access::ReadOnlyPlace
        | Access::NewerForm { .. } => super::access(access),
    }
}

/// The passphrase given is not the one of the open workspace.
pub fn wrong_passphrase() -> Told {
    told(
        "Ce n’est pas la phrase de passe actuelle.",
        "Vérifiez la touche Majuscules et recommencez. Rien n’a été modifié.",
    )
}

/// A copy is no longer where it was listed.
pub fn no_copy() -> Told {
    told(
        "Cette copie n’est plus dans son dossier.",
        "Choisissez-en une autre. Rien n’a été modifié.",
    )
}

/// The system's viewer could not be opened.
pub fn no_viewer() -> Told {
    told(
        "Aucune application n’a pu ouvrir ce document.",
        "Installez de quoi lire ce type de fichier, puis réessayez. Rien n’a été modifié.",
    )
}

/// Name proposed for what comes out of a copy.
pub fn restored_name(today: Day) -> String {
    format!("retabli-{today}.mentorat")
}

/// Name proposed for a whole backup.
pub fn backup_name(today: Day) -> String {
    format!("sauvegarde-{today}.mentorat")
}

/// Name proposed for data that goes out.
pub fn export_name(programme: &str, kind: ExportKind) -> String {
    let name = quality::evidence::display_name(programme);
    match kind {
        ExportKind::Json => format!("{name}.json"),
        ExportKind::Xlsx => format!("{name}.xlsx"),
        ExportKind::Ods => format!("{name}.ods"),
        ExportKind::Anonymised => "donnees-anonymes.json".to_owned(),
        ExportKind::Folder => name,
    }
}

/// Title of the dialog for a file that comes out of a copy.
pub fn restore_where() -> &'static str {
    "Rétablir la copie dans un nouveau fichier"
}

/// Title of the dialog for a whole backup.
pub fn backup_where() -> &'static str {
    "Enregistrer une sauvegarde complète"
}

/// Title of the dialog for a folder of copies.
pub fn copies_where() -> &'static str {
    "Choisir un second dossier de copies"
}

/// Title of the dialog for another workspace.
pub fn open_which() -> &'static str {
    "Ouvrir un espace de travail"
}

/// Title of the dialog for data that goes out.
pub fn export_where() -> &'static str {
    "Exporter"
}

/// Name proposed for the plan as a calendar.
pub fn calendar_name(programme: &str) -> String {
    let name = quality::evidence::display_name(programme);
    format!("{name} - échéances.ics")
}

/// Title of the dialog for the plan as a calendar.
pub fn calendar_where() -> &'static str {
    "Enregistrer les échéances pour un agenda"
}

/// What a calendar is called in a dialog.
pub fn calendar_kind() -> &'static str {
    "Agenda"
}

/// Title of the dialog for answers that come in.
pub fn answers_which() -> &'static str {
    "Reprendre des réponses"
}

/// Title of the dialog for an assessment that comes in.
pub fn import_which() -> &'static str {
    "Importer une auto-évaluation"
}

/// What a workspace file is called in a dialog.
pub fn workspace_kind() -> &'static str {
    "Espace de travail"
}

/// What exchanged data is called in a dialog.
pub fn exported_kind() -> &'static str {
    "Données"
}
