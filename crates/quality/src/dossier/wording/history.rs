//! Words of the history in brief.

use super::long_day;
use crate::clock::Day;
use crate::journal::RecordKind;

pub(crate) const HISTORY_COLUMNS: [&str; 4] = ["Nature", "Écritures", "Première", "Dernière"];
pub(crate) const AUTHORS: &str = "Ont écrit";
pub(crate) const CHAIN: &str = "Chaque écriture porte l’empreinte de la précédente : en changer, en retirer ou en déplacer une se verrait. Les jours sont ceux de l’ordinateur qui les a écrites.";

/// Introduction of the history.
pub(crate) fn history(entries: u64, days: Option<(Day, Day)>) -> String {
    let span = match days {
        Some((first, last)) if first == last => format!(", du {}", long_day(first)),
        Some((first, last)) => format!(", du {} au {}", long_day(first), long_day(last)),
        None => String::new(),
    };
    match entries {
        0 => "Aucune écriture n’est jointe au journal de cette évaluation.".to_owned(),
        1 => format!(
            "Le journal de l’évaluation compte 1 écriture{span} ; il est joint sous le nom « journal.jsonl »."
        ),
        _ => format!(
            "Le journal de l’évaluation compte {entries} écritures{span}, chacune liée à la précédente par son empreinte ; il est joint sous le nom « journal.jsonl »."
        ),
    }
}

/// What an entry is about.
pub(crate) fn record_kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Organisation => "Organisation",
        RecordKind::Programme => "Programme",
        RecordKind::Campaign => "Campagne",
        RecordKind::Answer => "Réponses",
        RecordKind::Note => "Notes internes",
        RecordKind::Evidence => "Preuves",
        RecordKind::Action => "Actions du plan",
        RecordKind::Received => "Dossier reçu",
        RecordKind::Proceeding => "Examen",
        RecordKind::Finding => "Constats",
        RecordKind::Interview => "Entretiens",
    }
}

/// Who wrote, and how many more.
pub(crate) fn authors(names: &[String], rest: usize) -> String {
    let names = names.join(", ");
    match rest {
        0 => names,
        1 => format!("{names} et 1 autre personne"),
        _ => format!("{names} et {rest} autres personnes"),
    }
}
