//! Words for outcomes, verdicts, statuses and kinds.

use crate::assessment::{ActionStatus, Verdict};
use crate::dossier::manifest::LeftOut;
use crate::grid::Obligation;
use crate::organisation::Kind;
use crate::scoring::Outcome;

/// A state in a word or two.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OutOfScope => "Non concerné",
        Outcome::Unanswered => "Non évalué",
        Outcome::NotApplicableRefused => "« Sans objet » non admis",
        Outcome::JustificationMissing => "Justification absente",
        Outcome::Excluded => "Sans objet",
        Outcome::NotMet => "Non conforme",
        Outcome::PartlyMet => "Partiellement conforme",
        Outcome::EvidenceMissing => "Preuve manquante",
        Outcome::EvidenceUndated => "Preuve non datée",
        Outcome::EvidenceExpired => "Preuve périmée",
        Outcome::Met => "Conforme",
    }
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

/// What the association answered.
pub(crate) fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "Conforme",
        Some(Verdict::PartlyMet) => "Partiellement conforme",
        Some(Verdict::NotMet) => "Non conforme",
        Some(Verdict::NotApplicable) => "Sans objet",
        None => "Pas de réponse",
    }
}

/// How far an action is.
pub(crate) fn status(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Planned => "Prévue",
        ActionStatus::Started => "En cours",
        ActionStatus::Done => "Faite",
        ActionStatus::Dropped => "Abandonnée",
    }
}

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
