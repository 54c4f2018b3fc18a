//! French sentences for what makes an assessment unacceptable, and words for its states.
//!
//! Knows nothing of how they are shown. Source: trust.md, bad inputs 51 to 62.

mod states;

use super::{Error, LONGEST_TEXT, Place};
use crate::grid;
pub(crate) use states::{status, verdict};

/// What is wrong and what to do, in one or two sentences.
pub fn sentence(error: &Error) -> String {
    match error {
        Error::File(error) => grid::wording::of_file(error),
        Error::OtherFormat { found } => format!(
            "Le format « {found} » n’est pas « label-mentorat/assessment/1 » : choisissez une évaluation, ou mettez l’application à jour."
        ),
        Error::Shape { pointer, detail } => {
            let place = if pointer.is_empty() {
                "à la racine".into()
            } else {
                format!("en {pointer}")
            };
            format!("Cette évaluation ne suit pas son format {place} ({detail}).")
        }
        Error::OtherEdition { wanted, found } => format!(
            "Cette évaluation répond à une grille dont l’empreinte est {wanted} ; celle qui est donnée a l’empreinte {found}."
        ),
        Error::OtherGrid { grid, edition } => format!(
            "Cette évaluation répond à la grille « {grid} », édition « {edition} », et non à celle qui est donnée."
        ),
        Error::UnknownCondition(id) => {
            format!("La condition « {id} » n’existe pas dans la grille.")
        }
        Error::UnknownStandard(id) => format!("Le standard « {id} » n’existe pas dans la grille."),
        Error::DuplicateAnswer(id) => format!("Le standard « {id} » a deux réponses."),
        Error::DuplicateEvidence(id) => format!("La preuve « {id} » figure deux fois."),
        Error::DuplicateAction(id) => format!("L’action « {id} » figure deux fois."),
        Error::UnknownEvidence { standard, evidence } => format!(
            "La réponse au standard « {standard} » s’appuie sur la preuve « {evidence} », qui n’est pas dans l’évaluation."
        ),
        Error::UnknownExpected { standard, expected } => {
            format!("Le standard « {standard} » n’attend pas de preuve « {expected} ».")
        }
        Error::TextTooLong { place, characters } => format!(
            "Un texte {} compte {} caractères ; {} au plus. Rien n’a été enregistré : raccourcissez-le.",
            of_place(place),
            grouped(*characters),
            grouped(LONGEST_TEXT)
        ),
    }
}

fn of_place(place: &Place) -> String {
    match place {
        Place::Organisation => "de l’organisation".into(),
        Place::Programme => "du programme".into(),
        Place::Campaign => "de la campagne".into(),
        Place::Answer(standard) => format!("de la réponse au standard « {standard} »"),
        Place::Evidence(id) => format!("de la preuve « {id} »"),
        Place::Action(id) => format!("de l’action « {id} »"),
    }
}

/// A number as it is written in French: its digits by threes.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('\u{202F}');
        }
        written.push(digit);
    }
    written
}

/// What stands in an anonymised assessment where a name or text stood.
pub(super) mod anonymised {
    pub(in crate::assessment) const ORGANISATION: &str = "Organisme anonyme";
    pub(in crate::assessment) const PROGRAMME: &str = "Programme anonyme";
    pub(in crate::assessment) const CAMPAIGN: &str = "Campagne anonyme";
    pub(in crate::assessment) const ACTION: &str = "(texte retiré)";
    pub(in crate::assessment) const JUSTIFICATION: &str = "(justification retirée)";

    /// Title of a piece of evidence.
    pub(in crate::assessment) fn piece(number: usize) -> String {
        format!("Preuve {number}")
    }

    /// File name of a piece of evidence.
    pub(in crate::assessment) fn file(number: usize) -> String {
        format!("preuve-{number}")
    }
}
