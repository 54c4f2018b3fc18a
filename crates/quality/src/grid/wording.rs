//! French sentences for the faults of a grid's file.
//!
//! Knows nothing of how they are shown. Source: formats.md, section 1; trust.md, bad inputs 1 to 24.

use super::fault::{Counted, Fault, Kind, Wanted};
use crate::json;

/// What is wrong and what to do, in one or two sentences.
pub fn sentence(fault: &Fault) -> String {
    match &fault.kind {
        Kind::File(error) => of_file(error),
        Kind::WrongFormat { found } if found.is_empty() => {
            "Le membre « format » manque : ce fichier n’est pas une grille « label-mentorat/grid/1 ».".into()
        }
        Kind::WrongFormat { found } => {
            format!("Le format « {found} » n’est pas celui d’une grille (« label-mentorat/grid/1 » attendu).")
        }
        Kind::NewerFormat { found } => format!(
            "Cette grille est faite pour une version plus récente (« {found} ») : mettez l’application à jour."
        ),
        Kind::UnknownMember { name } => {
            format!("Le membre « {name} » est inconnu du format : retirez-le ou corrigez son nom.")
        }
        Kind::MissingMember { name } => format!("Le membre « {name} » manque."),
        Kind::WrongType { wanted } => format!("Cette valeur doit être {}.", type_name(*wanted)),
        Kind::OutOfRange { minimum, maximum } => {
            format!("Cette valeur doit être un nombre entier de {minimum} à {maximum}.")
        }
        Kind::UnknownWord { found, allowed } => format!(
            "« {found} » n’est pas une valeur connue ; attendu : {}.",
            allowed.iter().map(|word| format!("« {word} »")).collect::<Vec<_>>().join(", ")
        ),
        Kind::Blank => "Ce texte est vide.".into(),
        Kind::ForbiddenCharacter { code_point } => format!(
            "Ce texte contient un caractère interdit (U+{code_point:04X}) : caractère de commande ou inversion du sens de lecture."
        ),
        Kind::BadId { found } => format!(
            "« {found} » n’est pas un identifiant : une lettre ou un chiffre, puis au plus 63 lettres, chiffres, points, tirets ou tirets bas, sans accent."
        ),
        Kind::BadDay { found } => {
            format!("« {found} » n’est pas une date qui existe, écrite AAAA-MM-JJ.")
        }
        Kind::BadLanguage { found } => {
            format!("« {found} » n’est pas un code de langue (par exemple « fr »).")
        }
        Kind::WrongCount { of, found, wanted } => format!(
            "La grille compte {found} {} au lieu de {wanted}.",
            if *found == 1 { counted(*of) } else { counted_many(*of) }
        ),
        Kind::DuplicateId { id, first } => format!(
            "L’identifiant « {id} » est déjà pris en {first} (majuscules et minuscules ne suffisent pas à distinguer)."
        ),
        Kind::UnknownReference { id, list } => {
            format!("« {id} » n’est défini nulle part dans « {list} ».")
        }
        Kind::WithoutStandard { of, id } => {
            format!("Aucun standard n’appartient {} « {id} ».", the_counted(*of))
        }
        Kind::MandatoryOfAnotherLevel { standard, level } => format!(
            "Le standard obligatoire « {standard} » n’appartient pas au niveau « {level} »."
        ),
        Kind::EliminatoryAllowsNotApplicable => {
            "Un standard éliminatoire ne peut pas admettre la réponse « sans objet ».".into()
        }
        Kind::EliminatoryWithoutReason => {
            "Un standard éliminatoire doit dire pourquoi il l’est (« eliminatory_reason »).".into()
        }
        Kind::NoticeMissing => {
            "Une grille non officielle doit porter un avertissement (« notice »).".into()
        }
        Kind::SupersedesItself => "Cette édition dit se remplacer elle-même.".into(),
        Kind::Inconsistent { .. } => {
            "Ce fichier n’a pas pu être lu comme une grille. Rien n’a été modifié.".into()
        }
    }
}

/// What is wrong with a file that should be JSON, and what to do.
pub fn of_file(error: &json::Error) -> String {
    match error {
        json::Error::Empty => "Le fichier est vide. Demandez-le à nouveau à la personne qui vous l’a envoyé.".into(),
        json::Error::TooLarge { size_bytes, limit_bytes } => {
            format!("Le fichier est trop volumineux : {size_bytes} octets, {limit_bytes} au plus.")
        }
        json::Error::ByteOrderMark => {
            "Le fichier commence par une marque d’ordre d’octets (BOM) : enregistrez-le en UTF-8 sans BOM.".into()
        }
        json::Error::NotUtf8 { position } => {
            format!("Encodage non reconnu à l’octet {position} : enregistrez le fichier en UTF-8.")
        }
        json::Error::NotJson => {
            "Ce fichier n’est pas du JSON. Vérifiez que vous avez choisi le bon fichier. Rien n’a été modifié.".into()
        }
        json::Error::TooDeep { limit } => {
            format!("Le fichier emboîte plus de {limit} listes ou objets : il est refusé.")
        }
        json::Error::DuplicateKey { key, line } => {
            format!("Le membre « {key} » est écrit deux fois dans le même objet (ligne {line}).")
        }
        json::Error::Truncated { line, column } => format!(
            "Le fichier est incomplet (il s’arrête ligne {line}, colonne {column}) : téléchargez-le à nouveau."
        ),
        json::Error::Malformed { line, column } => {
            format!("Le fichier n’est pas du JSON valide (ligne {line}, colonne {column}).")
        }
    }
}

fn type_name(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "un texte",
        Wanted::Flag => "« true » ou « false »",
        Wanted::List => "une liste",
        Wanted::Object => "un objet",
    }
}

fn counted(of: Counted) -> &'static str {
    match of {
        Counted::Stages => "étape",
        Counted::Levels => "niveau",
    }
}

fn counted_many(of: Counted) -> &'static str {
    match of {
        Counted::Stages => "étapes",
        Counted::Levels => "niveaux",
    }
}

fn the_counted(of: Counted) -> &'static str {
    match of {
        Counted::Stages => "à l’étape",
        Counted::Levels => "au niveau",
    }
}
