//! Words for legal forms: the same in the dossier and in the spreadsheet.

use super::Kind;

/// Legal form of an organisation.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Association1901 => "Association loi 1901",
        Kind::AssociationLocalLaw => "Association de droit local (Alsace-Moselle)",
        Kind::Foundation => "Fondation",
        Kind::Gip => "Groupement d’intérêt public",
        Kind::Other => "Autre organisme",
    }
}
