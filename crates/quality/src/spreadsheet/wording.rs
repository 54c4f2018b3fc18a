//! Wording of the spreadsheet: names of sheets and columns, words for states, sentences.
//!
//! Knows nothing of where they stand. Spaces are typed plainly: [`typeset`] makes those before
//! high punctuation unbreakable. Source: design.md, section Words.

mod refusals;

pub use refusals::{of_error, of_refusal};

pub(super) use crate::assessment::wording::{status, verdict};
use crate::assessment::{Privacy, Verdict};
use crate::clock::{Day, Moment};
use crate::grid::{Effort, Grid, Level};
pub(super) use crate::organisation::wording::kind;
pub(super) use crate::scoring::wording::outcome;
use crate::scoring::{LevelScore, Next, Outcome, WarningCode};

pub(super) const READ_ME: &str = "Lisez-moi";
pub(super) const ANSWERS: &str = "Réponses";
pub(super) const GAPS: &str = "Écarts";
pub(super) const EVIDENCE: &str = "Preuves";
pub(super) const PLAN: &str = "Plan";
pub(super) const SUMMARY: &str = "Synthèse";

pub(super) const STANDARD: &str = "Standard";
pub(super) const TITLE: &str = "Intitulé";
pub(super) const STATEMENT: &str = "Énoncé";
pub(super) const VERDICT: &str = "Réponse";
pub(super) const COMMENT: &str = "Commentaire";
pub(super) const JUSTIFICATION: &str = "Justification";
pub(super) const OUTCOME: &str = "Résultat";
pub(super) const LINKED: &str = "Preuves liées";
pub(super) const STAGE: &str = "Étape";
pub(super) const LEVEL: &str = "Niveau";
pub(super) const ANSWERED_BY: &str = "Répondu par";
pub(super) const ANSWERED_ON: &str = "Répondu le";
pub(super) const WANTING: &str = "Ce qui manque";
pub(super) const FOR_NEXT: &str = "Pour le niveau suivant";
pub(super) const ELIMINATORY: &str = "Éliminatoire";
pub(super) const ADVISED: &str = "Action conseillée";
pub(super) const EFFORT: &str = "Effort";
pub(super) const MONTHS: &str = "Délai (mois)";
pub(super) const NUMBER: &str = "N°";
pub(super) const PIECE: &str = "Pièce";
pub(super) const DATED: &str = "Date du document";
pub(super) const VALID_UNTIL: &str = "Valable jusqu’au";
pub(super) const SERVES: &str = "Standards";
pub(super) const FILE_NAME: &str = "Fichier";
pub(super) const MEDIA_TYPE: &str = "Type";
pub(super) const SIZE: &str = "Taille (octets)";
pub(super) const PRIVACY: &str = "Données personnelles";
pub(super) const ADDED_ON: &str = "Ajoutée le";
pub(super) const DIGEST: &str = "Empreinte SHA-256";
pub(super) const ID: &str = "Identifiant";
pub(super) const ACTION: &str = "Action";
pub(super) const OWNER: &str = "Responsable";
pub(super) const DUE_ON: &str = "Échéance";
pub(super) const STATUS: &str = "État";
pub(super) const CAUSE: &str = "Cause";
pub(super) const INDICATOR: &str = "Indicateur";
pub(super) const ACHIEVED: &str = "Ce qui a été obtenu";

pub(super) const DOCUMENT: &str = "Auto-évaluation";
pub(super) const NOTICE: &str = "Avertissement";
pub(super) const ORGANISATION: &str = "Organisme";
pub(super) const LEGAL_FORM: &str = "Forme juridique";
pub(super) const PROGRAMME: &str = "Programme";
pub(super) const CAMPAIGN: &str = "Campagne";
pub(super) const REFERENCE_DATE: &str = "Situation au";
pub(super) const GRID: &str = "Grille";
pub(super) const REACHED: &str = "Niveau atteint";
pub(super) const FILLING_IN: &str = "Remplir et rapporter les réponses";
pub(super) const THE_SHEETS: &str = "Les feuilles";
pub(super) const MARKS: &str = "Repères de l’application — ne pas modifier";
pub(super) const MARK_FORMAT: &str = "Format";
pub(super) const MARK_ASSESSMENT: &str = "Évaluation";
pub(super) const MARK_GRID: &str = "Famille de la grille";
pub(super) const MARK_EDITION: &str = "Édition";
pub(super) const MARK_DIGEST: &str = "Empreinte de la grille";
pub(super) const MARK_MADE_AT: &str = "Établi le";
pub(super) const QUESTION: &str = "Question sur le programme";
pub(super) const REPLY: &str = "Réponse donnée";
pub(super) const ATTENTION: &str = "Points d’attention";
pub(super) const WHOLE: &str = "Ensemble";
pub(super) const LAST_LEVEL: &str = "Tous les niveaux de la grille sont atteints.";
pub(super) const WRONG_WORD: &str = "Choisissez une des quatre réponses de la liste.";

/// How to fill the sheet in and bring it back.
pub(super) const STEPS: [&str; 5] = [
    "Dans la feuille « Réponses », remplissez les trois colonnes claires : Réponse (à choisir dans la liste), Commentaire, Justification. Une ligne laissée telle quelle ne change rien.",
    "« Sans objet » demande une justification ; certains standards ne l’admettent pas.",
    "Ne renommez ni les feuilles ni les en-têtes. Vous pouvez trier, filtrer, masquer des lignes ou en retirer.",
    "Enregistrez au format .xlsx ou .ods, puis rapportez le fichier dans l’application : elle montre chaque différence et n’applique que celles que vous acceptez, en une fois, annulables.",
    "Les preuves et le plan se modifient dans l’application. Les notes internes ne figurent pas dans ce fichier.",
];

/// What each sheet holds.
pub(super) const CONTENTS: [(&str, &str); 5] = [
    (
        ANSWERS,
        "Chaque standard, sa réponse et ce qu’elle vaut aujourd’hui.",
    ),
    (
        GAPS,
        "Les standards qui ne passent pas, et ce qu’il leur manque.",
    ),
    (EVIDENCE, "Le registre des preuves, sans leur contenu."),
    (PLAN, "Les actions prévues, avec leur échéance."),
    (SUMMARY, "Le niveau atteint, par étape et par niveau."),
];

/// The verdicts that can be chosen, in the order of the list.
pub(super) const VERDICTS: [Verdict; 4] = [
    Verdict::Met,
    Verdict::PartlyMet,
    Verdict::NotMet,
    Verdict::NotApplicable,
];

/// What a standard lacks; the labels are those of required evidence that is not there.
pub(super) fn wanting(outcome: Outcome, labels: &[&str]) -> String {
    match outcome {
        Outcome::Unanswered => "Une réponse.".to_owned(),
        Outcome::NotApplicableRefused => {
            "Une autre réponse : ce standard s’applique à tous les programmes.".to_owned()
        }
        Outcome::JustificationMissing => "La raison pour laquelle il est sans objet.".to_owned(),
        Outcome::NotMet | Outcome::PartlyMet => "La mise en conformité.".to_owned(),
        Outcome::EvidenceMissing => format!("Une preuve : {}.", labels.join(" ; ")),
        Outcome::EvidenceUndated => "La date d’une preuve.".to_owned(),
        Outcome::EvidenceExpired => "Une preuve à jour.".to_owned(),
        Outcome::OutOfScope | Outcome::Excluded | Outcome::Met => String::new(),
    }
}

/// What a gap means for the next level.
pub(super) fn for_next(required: bool, among: Option<u32>) -> String {
    match (required, among) {
        (true, _) => "Exigé".to_owned(),
        (false, Some(at_least)) => format!("Au choix ({at_least} au moins)"),
        (false, None) => String::new(),
    }
}

/// «Oui» or «Non».
pub(super) fn yes(is_so: bool) -> &'static str {
    if is_so { "Oui" } else { "Non" }
}

/// A number as a person reads it in a cell.
pub(super) fn number(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// A condition's answer.
pub(super) fn reply(given: Option<bool>) -> &'static str {
    given.map_or("Sans réponse (compte comme oui)", yes)
}

/// How much work an action is.
pub(super) fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "Quelques jours",
        Effort::Medium => "Quelques semaines",
        Effort::Large => "Quelques mois",
    }
}

/// What a piece of evidence holds about persons.
pub(super) fn privacy(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::None => "Aucune",
        Privacy::Anonymised => "Rendues illisibles",
        Privacy::Sensitive => "Présentes",
    }
}

/// Title of the file.
pub(super) fn title(programme: &str, campaign: &str) -> String {
    format!("{DOCUMENT} — {programme} — {campaign}")
}

/// «Grille …, édition 2026-1, publiée le 22/11/2026».
pub(super) fn edition(grid: &Grid) -> String {
    format!(
        "{}, édition {}, publiée le {}",
        grid.title,
        grid.edition,
        day(grid.published_on)
    )
}

/// «22/11/2026».
pub(super) fn day(day: Day) -> String {
    let date = day.date();
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// «Niveau 2 · Consolidé».
pub(super) fn level_title(number: usize, level: &Level) -> String {
    format!("{LEVEL} {number} · {}", level.title)
}

/// The level reached, as a sentence.
pub(super) fn level_reached(number: usize, level: Option<&Level>) -> String {
    level.map_or_else(
        || "Aucun niveau n’est encore atteint".to_owned(),
        |level| format!("{LEVEL} {number} atteint : {}", level.title),
    )
}

/// What separates from the next level.
pub(super) fn next_level(number: usize, next: &Next) -> String {
    let choose: u32 = next.choose.iter().map(|choice| choice.at_least).sum();
    let required = match next.required.len() {
        0 => String::new(),
        1 => " : 1 standard à lever".to_owned(),
        several => format!(" : {several} standards à lever"),
    };
    let chosen = match (choose, required.is_empty()) {
        (0, _) => String::new(),
        (_, true) => format!(" : {choose} standards à lever, au choix"),
        (_, false) => format!(", et {choose} au choix"),
    };
    format!("{LEVEL} {number} pas encore atteint{required}{chosen}.")
}

/// «3 sur 4».
pub(super) fn out_of(passing: u32, counted: u32) -> String {
    match counted {
        0 => "sans objet".to_owned(),
        _ => format!("{passing} sur {counted}"),
    }
}

/// «12 sur 24 · 50 %».
pub(super) fn level_total(score: &LevelScore) -> String {
    format!(
        "{} · {} %",
        out_of(score.passing, score.counted),
        score.percent
    )
}

/// What a reader should know about the figures.
pub(super) fn warning(code: WarningCode, subject: &str) -> String {
    match code {
        WarningCode::ConditionUnanswered => {
            format!("La question « {subject} » est sans réponse ; elle compte comme « oui ».")
        }
        WarningCode::NothingCounted => format!("Aucun standard ne compte au niveau {subject}."),
        WarningCode::RnaDoubtful => format!("Le numéro RNA « {subject} » paraît inexact."),
        WarningCode::SirenDoubtful => format!("Le numéro SIREN « {subject} » paraît inexact."),
    }
}

/// Comment of the file's properties.
pub(super) fn made(at: Moment) -> String {
    format!("Label Mentorat, {}", day(at.day()))
}

const CUT: &str = "\n[… Texte coupé ici : ";

/// What ends a text that no cell can hold whole.
pub(super) fn cut(characters: usize) -> String {
    format!("{CUT}il compte {characters} caractères et reste entier dans l’application.]")
}

/// Whether a text ends so.
pub(super) fn is_cut(text: &str) -> bool {
    text.contains(CUT.trim_start())
}

/// `text` with the spaces that French printing keeps with what they belong to.
pub(super) fn typeset(text: &str) -> String {
    let mut set = text
        .replace("« ", "«\u{202F}")
        .replace(" »", "\u{202F}»")
        .replace(" :", "\u{A0}:")
        .replace(" %", "\u{A0}%");
    for sign in [';', '!', '?'] {
        set = set.replace(&format!(" {sign}"), &format!("\u{202F}{sign}"));
    }
    set
}
