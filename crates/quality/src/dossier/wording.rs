//! Wording of the dossier: every French sentence that stands on its pages.
//!
//! Knows nothing of where they stand. Spaces are typed plainly: the typography makes those before
//! high punctuation unbreakable. Source: design.md, section Words.

mod amounts;
mod help;
mod history;
mod states;

pub use amounts::{day, long_day, moment, size};
pub(crate) use help::*;
pub(crate) use history::*;
pub(crate) use states::*;

use super::manifest::Part;
use crate::clock::Day;
use crate::grid::{Grid, Level, Stage};
use crate::id::StandardId;
use crate::organisation::{Organisation, Programme};
use crate::scoring::{LevelScore, Next, Outcome};

pub(crate) const LANGUAGE: &str = "fr-FR";
pub(crate) const KIND: &str = "Dossier d’auto-évaluation";
pub(crate) const DRAFT: &str = "Brouillon";
pub(crate) const DRAFT_NOTICE: &str = "Brouillon non signé : il ne vaut pas déclaration.";

pub(crate) const SUMMARY: &str = "Synthèse";
pub(crate) const CONTENTS: &str = "Sommaire";
pub(crate) const GAPS: &str = "Écarts";
pub(crate) const PLAN: &str = "Plan d’amélioration";
pub(crate) const REGISTER: &str = "Registre des preuves";
pub(crate) const HISTORY: &str = "Historique";
pub(crate) const DECLARATION: &str = "Déclaration et signature";
pub(crate) const VERIFYING: &str = "Comment vérifier ce dossier";

pub(crate) const STRENGTHS: &str = "Points forts";
pub(crate) const MISSING: &str = "Ce qui manque";
pub(crate) const NEXT_STEPS: &str = "Prochaines actions";
pub(crate) const PROGRAMME: &str = "Le programme";
pub(crate) const STAGE: &str = "Étape";
pub(crate) const STATEMENT: &str = "Énoncé";
pub(crate) const ANSWER: &str = "Réponse";
pub(crate) const JUSTIFICATION: &str = "Justification";
pub(crate) const EVIDENCE: &str = "Preuves";
pub(crate) const NO_EVIDENCE: &str = "Aucune preuve jointe à cette réponse.";
pub(crate) const NO_GAP: &str = "Aucun écart : tous les standards comptés sont conformes.";
pub(crate) const NO_ACTION: &str = "Aucune action n’est inscrite au plan.";
pub(crate) const NO_PIECE: &str = "Aucune preuve n’est enregistrée.";
pub(crate) const NO_STRENGTH: &str =
    "Aucune étape n’a encore tous les standards d’un niveau conformes.";
pub(crate) const NOTHING_MISSING: &str = "Rien : le dernier niveau est atteint.";
pub(crate) const ENCLOSED: &str = "Jointe";
pub(crate) const UNNAMED: &str = "(sans nom)";

pub(crate) const GAP_COLUMNS: [&str; 4] = ["Standard", "Intitulé", "Constat", "Niveau"];
pub(crate) const PLAN_COLUMNS: [&str; 5] =
    ["Standard", "Action", "Responsable", "Échéance", "État"];
pub(crate) const REGISTER_COLUMNS: [&str; 6] = [
    "N°",
    "Pièce et empreinte",
    "Standards",
    "Document",
    "Valable jusqu’au",
    "Dans ce fichier",
];

/// Title of the file: «Dossier d’auto-évaluation — programme — organisation».
pub(crate) fn title(programme: &str, organisation: &str) -> String {
    format!("{KIND} — {programme} — {organisation}")
}

/// Head of each page.
pub(crate) fn running_head(programme: &str, grid: &Grid) -> String {
    format!("{programme} · {}, édition {}", grid.title, grid.edition)
}

/// Foot of each page.
pub(crate) fn running_foot(short_digest: &str) -> String {
    format!("Évaluation {short_digest}")
}

/// «page 3 sur 12».
pub(crate) fn page_of(page: usize, count: usize) -> String {
    format!("page {page} sur {count}")
}

/// «Campagne 2026, au 22 novembre 2026».
pub(crate) fn campaign(title: &str, on: &str) -> String {
    format!("{title} · situation au {on}")
}

/// «Dossier établi le …».
pub(crate) fn issued(on: &str) -> String {
    format!("Dossier établi le {on}")
}

/// «…, édition 2026-1, publiée le …», behind the grid's title.
pub(crate) fn edition(grid: &Grid) -> String {
    format!(
        ", édition {}, publiée le {}.",
        grid.edition,
        long_day(grid.published_on)
    )
}

/// Number of a level or stage with its title.
pub(crate) fn level_title(grid: &Grid, level: &Level) -> String {
    format!("Niveau {} · {}", level_number(grid, level), level.title)
}

/// Number and title of a level on two lines; the space keeps them apart for a reader.
pub(crate) fn level_head(grid: &Grid, level: &Level) -> String {
    format!("Niveau {} \n{}", level_number(grid, level), level.title)
}

/// «Niveau 2».
pub(crate) fn level_numbered(grid: &Grid, level: &Level) -> String {
    format!("Niveau {}", level_number(grid, level))
}

/// Number of a level, from 1.
pub(crate) fn level_number(grid: &Grid, level: &Level) -> usize {
    grid.levels
        .iter()
        .position(|other| other.id == level.id)
        .map_or(0, |at| at + 1)
}

/// «Étape 2 · Recrutement …».
pub(crate) fn stage_title(number: usize, stage: &Stage) -> String {
    format!("{STAGE} {number} · {}", stage.title)
}

/// The level reached, as a sentence.
pub(crate) fn level_reached(grid: &Grid, level: Option<&Level>) -> String {
    match level {
        Some(level) => format!(
            "Niveau {} atteint : {}",
            level_number(grid, level),
            level.title
        ),
        None => "Aucun niveau n’est encore atteint".to_owned(),
    }
}

/// Why the next level is not reached.
pub(crate) fn next_level(grid: &Grid, next: &Next, blockers: usize) -> String {
    let level = grid.levels.iter().find(|level| level.id == next.level);
    let name = level.map_or_else(
        || next.level.to_string(),
        |level| format!("{} « {} »", level_number(grid, level), level.title),
    );
    let required = next.required.len();
    let choose: u32 = next.choose.iter().map(|choice| choice.at_least).sum();
    let mut sentence = match required {
        0 => format!("Niveau {name} pas encore atteint"),
        1 => format!("Niveau {name} pas encore atteint : 1 standard à lever"),
        _ => format!("Niveau {name} pas encore atteint : {required} standards à lever"),
    };
    if choose > 0 {
        let joint = if required == 0 { " : " } else { ", et " };
        sentence.push_str(&format!("{joint}{choose} au choix pour atteindre un quota"));
    }
    sentence.push('.');
    match blockers {
        0 => {}
        1 => sentence.push_str(" Un standard éliminatoire empêche tout niveau."),
        _ => sentence.push_str(&format!(
            " {blockers} standards éliminatoires empêchent tout niveau."
        )),
    }
    sentence
}

/// When the last level is reached.
pub(crate) const LAST_LEVEL: &str = "Tous les niveaux de la grille sont atteints.";

/// «3 sur 4».
pub(crate) fn out_of(passing: u32, counted: u32) -> String {
    match counted {
        0 => "sans objet".to_owned(),
        _ => format!("{passing} sur {counted}"),
    }
}

/// «12 sur 24 · 50 %».
pub(crate) fn level_total(score: &LevelScore) -> String {
    format!(
        "{} · {} %",
        out_of(score.passing, score.counted),
        score.percent
    )
}

/// How far a level is: «atteint», or «50 %».
pub(crate) fn level_share(score: &LevelScore) -> String {
    if score.holds {
        return "atteint".to_owned();
    }
    format!("{} %", score.percent)
}

/// The picture of stages and levels in words: each level with how far it is, then each stage with
/// what its cells say.
pub(crate) fn picture(
    levels: &[(String, String)],
    stages: &[(String, Vec<(String, String)>)],
) -> String {
    let levels: Vec<String> = levels
        .iter()
        .map(|(level, total)| format!("{level} : {total}"))
        .collect();
    let rows = stages.iter().map(|(stage, levels)| {
        let levels: Vec<String> = levels
            .iter()
            .map(|(level, count)| format!("{level} : {count}"))
            .collect();
        format!("{stage} — {}.", levels.join(" ; "))
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "{TABLE_OF_STAGES}. {}. {}",
        levels.join(" ; "),
        rows.join(" ")
    )
}

/// Title of the table of stages and levels.
pub(crate) const TABLE_OF_STAGES: &str = "Standards conformes par étape et par niveau";

/// First cell of the totals.
pub(crate) const WHOLE: &str = "Ensemble";

/// A stage that has all standards of a level.
pub(crate) fn strength(stage: usize, levels: &[usize]) -> String {
    let levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
    let (word, list) = match levels.as_slice() {
        [one] => ("du niveau", one.clone()),
        [head @ .., last] => ("des niveaux", format!("{} et {last}", head.join(", "))),
        [] => ("", String::new()),
    };
    format!("{STAGE} {stage} : tous les standards {word} {list} sont conformes.")
}

/// How many more there are than are listed, and where they are when they are printed.
pub(crate) fn and_more(count: usize, part: Option<&str>) -> String {
    match part {
        Some(part) => format!("… et {count} de plus : voir « {part} »."),
        None => format!("… et {count} de plus."),
    }
}

/// What is not printed.
pub(crate) fn omitted(parts: &[Part]) -> String {
    let names: Vec<&str> = parts.iter().map(|part| self::part(*part)).collect();
    format!(
        "Non imprimé, au choix de l’association : {}. Les données correspondantes sont jointes au fichier, dans « dossier.json » et « journal.jsonl ».",
        names.join(", ")
    )
}

/// A part that may be left out.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Standards => "le détail des standards",
        Part::Gaps => "les écarts",
        Part::Plan => "le plan d’amélioration",
        Part::History => "l’historique",
    }
}

/// «Pièce 4 · Procédure de contrôle».
pub(crate) fn piece_title(number: usize, title: &str) -> String {
    let title = if title.trim().is_empty() {
        UNNAMED
    } else {
        title
    };
    format!("Pièce {number} · {title}")
}

/// «pages 3 à 5», as the association wrote it.
pub(crate) fn pages(pages: &str) -> String {
    format!("voir {pages}")
}

/// «empreinte 3f2a 91bc 0d4e».
pub(crate) fn digest(short: &str) -> String {
    format!("empreinte\u{A0}{short}")
}

pub(crate) const NO_STANDARD: &str = "aucun";
pub(crate) const NO_DATE: &str = "sans date";
pub(crate) const NO_END: &str = "sans limite";

/// A standard that stands in the way.
pub(crate) fn missing(id: &StandardId, title: &str, state: Outcome) -> String {
    format!("{id} {title} ({})", outcome(state).to_lowercase())
}

/// An action and its day.
pub(crate) fn step(action: &str, due_on: Option<Day>) -> String {
    match due_on {
        Some(due_on) => format!("{} · {action}", day(due_on)),
        None => action.to_owned(),
    }
}

pub(crate) const CAUSE: &str = "Cause";
pub(crate) const INDICATOR: &str = "Indicateur";
pub(crate) const OUTCOME: &str = "Résultat";
pub(crate) const NOBODY: &str = "À désigner";
pub(crate) const NO_DAY: &str = "À fixer";

/// «Cause : …».
pub(crate) fn labelled(label: &str, text: &str) -> String {
    format!("{label} : {text}")
}

/// The organisation and its programme in a few lines.
pub(crate) fn profile(organisation: &Organisation, programme: &Programme) -> Vec<String> {
    let mut lines = vec![kind(organisation.kind).to_owned()];
    if let Some(rna) = &organisation.rna {
        lines[0].push_str(&format!(", RNA {rna}"));
    }
    if let Some(siren) = &organisation.siren {
        lines[0].push_str(&format!(", SIREN {siren}"));
    }
    let texts = [
        ("Représentant légal", &organisation.legal_representative),
        ("Public", &programme.audience),
        ("Territoires", &programme.territories),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(label, text)| Some((label, text.as_deref()?.trim())));
    lines.extend(
        texts
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| labelled(label, text)),
    );
    if let Some(started_on) = programme.started_on {
        lines.push(format!("Depuis le {}", long_day(started_on)));
    }
    match (programme.mentees, programme.mentors) {
        (Some(mentees), Some(mentors)) => {
            lines.push(format!("{mentees} mentorés, {mentors} mentors"));
        }
        (Some(mentees), None) => lines.push(format!("{mentees} mentorés")),
        (None, Some(mentors)) => lines.push(format!("{mentors} mentors")),
        (None, None) => {}
    }
    lines
}

/// What a stage has reached: for each level its number, how many pass, and of how many.
pub(crate) fn stage_line(levels: &[(usize, u32, u32)]) -> String {
    let levels: Vec<String> = levels
        .iter()
        .map(|(number, passing, counted)| {
            format!("Niveau {number} : {}", out_of(*passing, *counted))
        })
        .collect();
    format!("Standards conformes — {}.", levels.join(" · "))
}

/// «Étape 2», above its title; the space keeps them apart for a reader.
pub(crate) fn stage_number(number: usize) -> String {
    format!("{STAGE} {number} \n")
}

/// Introduction of the gaps.
pub(crate) fn gaps_line(count: usize) -> String {
    match count {
        1 => "1 standard compté n’est pas conforme à ce jour.".to_owned(),
        _ => format!("{count} standards comptés ne sont pas conformes à ce jour."),
    }
}

/// Introduction of the register.
pub(crate) fn register_line(count: usize, enclosed: usize) -> String {
    format!(
        "{count} pièce{}, dont {enclosed} jointe{} à ce fichier. L’empreinte SHA-256 identifie chaque pièce au bit près.",
        plural(count),
        plural(enclosed)
    )
}

fn plural(count: usize) -> &'static str {
    if count > 1 { "s" } else { "" }
}
