//! Words for what a standard is worth, where a duty comes from, what became of evidence.
//!
//! The words that the spreadsheet says too stand in the rooms of what they name.

use crate::assessment::Verdict;
pub(crate) use crate::assessment::wording::status;
use crate::dossier::manifest::LeftOut;
use crate::grid::Obligation;
pub(crate) use crate::organisation::wording::kind;
use crate::scoring::Outcome;
pub(crate) use crate::scoring::wording::outcome;

/// What the association answered, or that it did not.
pub(crate) fn verdict(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("Pas de réponse", crate::assessment::wording::verdict)
}

/// Why a state is what it is; empty where the word says it all.
pub(crate) fn explanation(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OutOfScope => {
            "Le programme n’est pas concerné par ce standard ; il n’est pas compté."
        }
        Outcome::Unanswered => "Aucune réponse n’a encore été donnée.",
        Outcome::NotApplicableRefused => {
            "Ce standard s’applique à tous les programmes : la réponse « sans objet » n’est pas admise."
        }
        Outcome::JustificationMissing => "La réponse « sans objet » doit être justifiée.",
        Outcome::Excluded => "Déclaré sans objet pour la raison ci-dessous ; il n’est pas compté.",
        Outcome::EvidenceMissing => "Déclaré conforme, mais une preuve attendue manque.",
        Outcome::EvidenceUndated => "Déclaré conforme, mais une preuve attendue n’est pas datée.",
        Outcome::EvidenceExpired => "Déclaré conforme, mais une preuve attendue n’est plus à jour.",
        Outcome::NotMet | Outcome::PartlyMet | Outcome::Met => "",
    }
}

pub(crate) const SIGNS_TITLE: &str = "Lire les signes";

/// What each sign means, in two columns.
pub(crate) const SIGNS: [(Outcome, &str); 6] = [
    (Outcome::Met, "Conforme, preuves à l’appui"),
    (Outcome::PartlyMet, "Partiellement conforme"),
    (Outcome::NotMet, "Non conforme"),
    (
        Outcome::EvidenceMissing,
        "Déclaré conforme, mais une preuve manque, n’est pas datée ou n’est plus à jour",
    ),
    (Outcome::Excluded, "Sans objet ou non concerné : pas compté"),
    (Outcome::Unanswered, "Pas encore évalué"),
];

/// Where a duty comes from.
pub(crate) fn obligation(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Legal => "obligation légale",
        Obligation::LegalInSomeCases => "obligation légale dans certains cas",
        Obligation::GoodPractice => "bonne pratique",
    }
}

pub(crate) const ELIMINATORY: &str = "éliminatoire";
pub(crate) const BY_INTERVIEW: &str = "vérifié aussi en entretien";

/// Why a piece of evidence is not in the file.
pub(crate) fn left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::NotChosen => "Non jointe : choix de l’association",
        LeftOut::Sensitive => "Non jointe : données personnelles",
        LeftOut::TooLarge => "Non jointe : le fichier serait trop volumineux",
        LeftOut::NeverAttach => "Non jointe : la grille l’interdit",
    }
}

/// Dates of a piece of evidence.
pub(crate) fn dates(document: Option<&str>, until: Option<&str>) -> String {
    match (document, until) {
        (Some(document), Some(until)) => {
            format!("document du {document}, valable jusqu’au {until}")
        }
        (Some(document), None) => format!("document du {document}"),
        (None, Some(until)) => format!("valable jusqu’au {until}"),
        (None, None) => "sans date".to_owned(),
    }
}

/// Required evidence that is not there.
pub(crate) fn expected_missing(label: &str) -> String {
    format!("Attendue et absente : {label}")
}
