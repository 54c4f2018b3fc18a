//! Words for outcomes: the same in the dossier and in the spreadsheet.
//!
//! Knows nothing of where they stand. Source: formats.md, section 3.

use super::Outcome;

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
