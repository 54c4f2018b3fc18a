//! Words for verdicts and statuses: the same in the dossier and in the spreadsheet.

use crate::assessment::{ActionStatus, Verdict};

/// What the association answered.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Conforme",
        Verdict::PartlyMet => "Partiellement conforme",
        Verdict::NotMet => "Non conforme",
        Verdict::NotApplicable => "Sans objet",
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
