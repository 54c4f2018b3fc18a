//! The words of a report, in French.

use super::{Judgement, State, Whom};

/// Why it is signed.
pub(super) const REASON: &str = "Rapport d’examen";
/// What the attached review is.
pub(super) const ATTACHED: &str = "Les constats de l’examen, lisibles par l’application";
/// Above the level by the findings.
pub(super) const BY_FINDINGS: &str = "Niveau par les constats";
/// Above the level by the answers.
pub(super) const BY_ANSWERS: &str = "Niveau par les réponses de l’association";
/// Heading of the conclusion.
pub(super) const CONCLUSION: &str = "Conclusion";
/// Heading of the requests.
pub(super) const REQUESTS: &str = "Ce qui vous est demandé";
/// There is none.
pub(super) const NO_REQUEST: &str = "Ce rapport ne contient aucune demande.";
/// Columns of the requests.
pub(super) const REQUEST_COLUMNS: [&str; 3] = ["Standard", "Intitulé", "Demande"];
/// Heading of the findings.
pub(super) const FINDINGS: &str = "Constats";
/// Columns of the findings.
pub(super) const FINDING_COLUMNS: [&str; 3] = ["Standard", "Intitulé", "Constat"];
/// Heading of what the report rests on.
pub(super) const GROUNDS: &str = "Sur quoi porte ce rapport";
/// The dossier, by its digest.
pub(super) const DOSSIER: &str = "Empreinte du dossier examiné (SHA-256)";
/// Who signed it.
pub(super) const SIGNED_BY: &str = "Dossier signé par";
/// With what.
pub(super) const THEIR_CERTIFICATE: &str = "Empreinte du certificat de l’association";
/// When it was issued.
pub(super) const ISSUED: &str = "Dossier émis le";
/// When the report is issued.
pub(super) const DAY: &str = "Rapport émis le";
/// With what it is signed.
pub(super) const CERTIFICATE: &str = "Empreinte du certificat de ce rapport";
/// Heading of the interviews.
pub(super) const INTERVIEWS: &str = "Entretiens";
/// What the signature says.
pub(super) const DECLARATION: &str = "Les constats de ce rapport ont été établis à partir du dossier désigné ci-dessus, sans rien modifier de ses réponses.";

/// Which report it is.
pub(super) fn kind(state: State) -> &'static str {
    match state {
        State::Received | State::UnderReview | State::PreReport => "Pré-rapport d’examen",
        State::Closed => "Rapport d’examen",
    }
}

/// Title of the document.
pub(super) fn title(state: State, organisation: &str) -> String {
    format!("{} · {organisation}", kind(state))
}

/// Head of each page.
pub(super) fn running_head(state: State, programme: &str) -> String {
    format!("{} · {programme}", kind(state))
}

/// Foot of each page.
pub(super) fn running_foot(digest: &str) -> String {
    format!("Dossier {digest}…")
}

/// Who examined, and when.
pub(super) fn by(signer: &str, day: &str) -> String {
    format!("Établi par {signer}, le {day}")
}

/// A level, with its number from 1; 0 for none.
pub(super) fn level(number: usize, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("Niveau {number} · {title}"),
        None => "Aucun niveau".to_owned(),
    }
}

/// How many standards were examined.
pub(super) fn examined(judged: usize, open: usize) -> String {
    let examined = match judged {
        0 => "Aucun standard n’a été examiné".to_owned(),
        1 => "1 standard a été examiné".to_owned(),
        _ => format!("{judged} standards ont été examinés"),
    };
    match open {
        0 => format!("{examined} : tous ceux qui s’appliquent."),
        _ => format!("{examined} ; pour les {open} autres, la réponse de l’association tient."),
    }
}

/// A judgement.
pub fn judgement(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Conforming => "Conforme",
        Judgement::Strength => "Point fort",
        Judgement::PointOfAttention => "Point d’attention",
        Judgement::MinorNonconformity => "Écart mineur",
        Judgement::MajorNonconformity => "Écart majeur",
        Judgement::ContestedNotApplicable => "Sans objet contesté",
        Judgement::ToCheck => "À vérifier en entretien",
    }
}

/// An interview, without what was said.
pub(super) fn interview(whom: Whom, day: Option<&str>) -> String {
    let whom = match whom {
        Whom::Coordinator => "Coordination du programme",
        Whom::Mentors => "Mentors",
        Whom::Mentees => "Personnes mentorées",
        Whom::Others => "Autres personnes",
    };
    match day {
        Some(day) => format!("{whom}, le {day}"),
        None => whom.to_owned(),
    }
}
