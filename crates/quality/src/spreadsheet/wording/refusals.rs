//! French sentences for what makes a sheet, or one of its cells, unacceptable.
//!
//! Source: trust.md, bad inputs 51 to 58.

use super::super::answers::{Error, FileError, Reason, Refusal};
use super::super::cells::{LARGEST_CONTENT, LARGEST_FILE};
use super::typeset;

/// Why a file is refused as a whole, and what to do.
pub fn of_error(error: &Error) -> String {
    typeset(&match error {
        Error::File(error) => of_file(error),
        Error::SheetMissing { name } => format!(
            "La feuille « {name} » manque. Repartez d’un fichier exporté par l’application, sans renommer ses feuilles."
        ),
        Error::ColumnMissing { column } => format!(
            "La colonne « {column} » manque dans la feuille « Réponses ». Remettez son en-tête en première ligne."
        ),
        Error::ColumnTwice { place, column } => format!(
            "{place} : la colonne « {column} » figure deux fois. Retirez celle qui est en trop."
        ),
        Error::MarkMissing { label } => format!(
            "Le repère « {label} » manque dans la feuille « Lisez-moi » : on ne sait pas à quelle évaluation ces réponses appartiennent. Repartez d’un fichier exporté par l’application."
        ),
        Error::OtherMark {
            place,
            label,
            found,
            wanted,
        } => format!(
            "{place} : ce fichier appartient à une autre évaluation ou à une autre grille ({label} : « {found} », et non « {wanted} »). Ouvrez l’évaluation dont il vient."
        ),
    })
}

fn of_file(error: &FileError) -> String {
    let mebibytes = |bytes: u64| bytes >> 20;
    match error {
        FileError::TooLarge { size_bytes } => format!(
            "Ce fichier fait {} Mio ; {} au plus. Retirez les images et les feuilles ajoutées.",
            mebibytes(*size_bytes),
            mebibytes(LARGEST_FILE)
        ),
        FileError::UnpacksTooLarge => format!(
            "Une fois décompressé, ce fichier dépasse {} Mio : il n’est pas lu. Repartez d’un fichier exporté par l’application.",
            mebibytes(LARGEST_CONTENT)
        ),
        FileError::TooFar { place } => format!(
            "{place} : une cellule remplie est trop loin, ou il y en a trop. Retirez ce qui a été ajouté hors du tableau."
        ),
        FileError::NotASpreadsheet => {
            "Ce fichier n’est ni un .xlsx ni un .ods. Choisissez le fichier exporté par l’application, rempli.".to_owned()
        }
        FileError::Protected => {
            "Ce fichier est protégé par un mot de passe, ou enregistré dans l’ancien format .xls. Enregistrez-le au format .xlsx ou .ods, sans mot de passe.".to_owned()
        }
        FileError::Damaged { .. } => {
            "Ce fichier est incomplet ou abîmé. Enregistrez-le à nouveau dans votre tableur, puis recommencez.".to_owned()
        }
    }
}

/// Why a cell was kept aside.
pub fn of_refusal(refusal: &Refusal) -> String {
    let place = &refusal.place;
    typeset(&match &refusal.reason {
        Reason::UnknownStandard { found } => {
            format!("{place} : le standard « {found} » n’existe pas dans la grille.")
        }
        Reason::StandardTwice { standard } => {
            format!("{place} : le standard « {standard} » figure une deuxième fois.")
        }
        Reason::StandardMissing {} => {
            format!("{place} : cette ligne ne dit pas de quel standard il s’agit.")
        }
        Reason::UnknownVerdict { found } => format!(
            "{place} : « {found} » n’est pas une réponse. Choisissez Conforme, Partiellement conforme, Non conforme ou Sans objet."
        ),
        Reason::TextTooLong { characters } => {
            format!("{place} : ce texte compte {characters} caractères ; 100 000 au plus.")
        }
        Reason::CutText {} => format!(
            "{place} : ce texte était trop long pour une cellule et n’y figurait pas en entier. Modifiez-le dans l’application."
        ),
        Reason::Formula {} => {
            format!("{place} : la cellule contient une formule. Remplacez-la par son résultat.")
        }
        Reason::Fault {} => format!("{place} : la cellule contient une erreur du tableur."),
    })
}
