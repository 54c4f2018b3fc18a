//! What the command line prints.

use std::fmt::Write as _;
use std::path::Path;

use quality::assessment::{Assessment, Verdict};
use quality::grid::{Grid, Published};
use quality::scoring::{Outcome, Score, WarningCode};

use quality::id::LevelId;
use quality::spreadsheet::answers::{Proposal, Reading};
use quality::verification::wording::{self as verification, groups};
use quality::verification::{CheckOutcome, Report};
use quality::workspace::{IdentitySummary, Issued};

use quality::dossier::wording::size;

use super::{Told, told};

/// All commands.
pub fn usage() -> &'static str {
    "Label Mentorat — auto-évaluation de la qualité d’un programme de mentorat

Sans argument, la fenêtre s’ouvre. Commandes :

  grid check FICHIER…                  vérifie des grilles (--json)
  grid | assessment | dossier schema   imprime le schéma JSON
  score --grid GRILLE ÉVALUATION…      calcule le niveau atteint (--json)
  demo --out DOSSIER                   tout le parcours, sur l’exemple livré
  identity new --organisation NOM --out P12   crée une clé et son certificat
                                       (--algorithm p256 ou rsa3072)
  identity request --identity P12 --out CSR   demande un certificat à une autorité
  issue --workspace FICHIER --assessment ID --identity P12 --out PDF
                                       émet un dossier (--enclose all, none ou identifiants ;
                                       --omit standards,gaps,plan,history : parties non imprimées ;
                                       --draft : brouillon non signé, sans --identity)
  verify PDF-OU-DOSSIER…               vérifie des dossiers (--json, --xlsx, --trust, --at INSTANT)
  extract PDF --out DOSSIER            écrit les fichiers joints à un dossier vérifié
  import ÉVALUATION.json --workspace FICHIER   (--evidence DOSSIER, --grid GRILLE)
  import DOSSIER --workspace FICHIER   reprend un dossier exporté avec --folder
  import RÉPONSES --workspace FICHIER --assessment ID
                                       compare des réponses rapportées (.xlsx, .ods, .json) ;
                                       --apply les enregistre, en une fois
  export --workspace FICHIER --assessment ID --out FICHIER
                                       en .json, .xlsx ou .ods ; --evidence DOSSIER y écrit
                                       les preuves ; --anonymised (.json) retire noms et textes
  export --workspace FICHIER --assessment ID --folder --out DOSSIER
                                       l’évaluation, sa grille et ses preuves (--all : toutes)
  backup --workspace FICHIER --out FICHIER     copie tout l’espace de travail
  restore --from COPIE --workspace FICHIER     remet une copie en place
  check --workspace FICHIER            vérifie l’espace de travail
  copies DOSSIER                       liste les copies automatiques d’un dossier
  changes --workspace FICHIER --since COPIE    ce qui a été fait depuis une copie
  passphrase --workspace FICHIER       change la phrase de passe (--remove l’enlève)

Les phrases de passe viennent de LABEL_MENTORAT_PASSPHRASE et de
LABEL_MENTORAT_IDENTITY_PASSPHRASE, jamais d’un argument.
Codes de sortie : 0 fait, 1 le fichier examiné est en faute, 2 usage ou lecture impossible,
3 (verify) intact mais signataire inconnu."
}

/// Usage of `grid`.
pub fn usage_grid() -> &'static str {
    "label-mentorat grid check FICHIER… [--json]  |  label-mentorat grid schema"
}

/// Usage of the schemas.
pub fn usage_schema() -> &'static str {
    "label-mentorat grid schema  |  assessment schema  |  dossier schema"
}

/// Usage of `score`.
pub fn usage_score() -> &'static str {
    "label-mentorat score --grid GRILLE ÉVALUATION… [--json]"
}

/// Usage of `demo`.
pub fn usage_demo() -> &'static str {
    "label-mentorat demo --out DOSSIER"
}

/// Usage of `identity`.
pub fn usage_identity() -> &'static str {
    "label-mentorat identity new --organisation NOM --out P12 [--algorithm p256|rsa3072]\n  label-mentorat identity request --identity P12 --out CSR"
}

/// Usage of `issue`.
pub fn usage_issue() -> &'static str {
    "label-mentorat issue --workspace FICHIER --assessment ID --identity P12 --out PDF [--enclose all|none|ID,…] [--omit standards|gaps|plan|history,…] [--timestamp ADRESSE] [--draft]"
}

/// Usage of `verify`.
pub fn usage_verify() -> &'static str {
    "label-mentorat verify PDF-OU-DOSSIER… [--json] [--xlsx FICHIER]
        [--trust FICHIER-OU-DOSSIER] [--at INSTANT]"
}

/// Usage of `extract`.
pub fn usage_extract() -> &'static str {
    "label-mentorat extract PDF --out DOSSIER"
}

/// Usage of `import`.
pub fn usage_import() -> &'static str {
    "label-mentorat import ÉVALUATION.json --workspace FICHIER [--evidence DOSSIER] [--grid GRILLE]
        label-mentorat import DOSSIER --workspace FICHIER
        label-mentorat import RÉPONSES --workspace FICHIER --assessment ID [--apply] [--json]"
}

/// Usage of `export`.
pub fn usage_export() -> &'static str {
    "label-mentorat export --workspace FICHIER --assessment ID --out FICHIER.json|.xlsx|.ods [--evidence DOSSIER] [--anonymised]
        label-mentorat export --workspace FICHIER (--assessment ID | --all) --folder --out DOSSIER"
}

/// The command line was not understood.
pub fn wrong_usage(usage: &str) -> Told {
    told(
        "La commande n’a pas été comprise.",
        format!("Usage : {usage}"),
    )
}

/// One command was not understood.
pub fn wrong_usage_of(sentence: &str, usage: &str) -> Told {
    told(sentence, format!("Usage : {usage}"))
}

/// There is no such command.
pub fn unknown_command(word: &str) -> String {
    format!("« {word} » n’est pas une commande ; « label-mentorat help » les liste.")
}

/// There is no such option.
pub fn bad_option(name: &str) -> String {
    format!("« {name} » n’est pas attendu ici.")
}

/// An option lacks its value.
pub fn option_without_value(name: &str) -> String {
    format!("L’option --{name} attend une valeur.")
}

/// An option was given twice.
pub fn option_twice(name: &str) -> String {
    format!("L’option --{name} est donnée deux fois.")
}

/// An option must be given.
pub fn option_missing(name: &str) -> String {
    format!("L’option --{name} manque.")
}

/// A file must be given.
pub fn file_missing() -> &'static str {
    "Il manque un fichier."
}

/// Only one file can be given.
pub fn one_file_only() -> &'static str {
    "Un seul fichier est attendu."
}

/// The text names no assessment.
pub fn not_an_id(text: &str) -> String {
    format!("label-mentorat … --assessment ID (« {text} » n’est pas un identifiant d’évaluation)")
}

/// A passphrase that is not text.
pub fn passphrase_not_text(variable: &str) -> Told {
    told(
        format!("La variable {variable} n’est pas du texte."),
        "Corrigez-la puis recommencez.",
    )
}

/// A passphrase is needed and none can be typed.
pub fn passphrase_wanted(variable: &str) -> Told {
    told(
        "Une phrase de passe est nécessaire.",
        format!("Donnez-la dans la variable {variable}."),
    )
}

/// Asks for the passphrase of a workspace.
pub fn prompt_workspace() -> &'static str {
    "Phrase de passe de l’espace de travail : "
}

/// Asks for the passphrase of an identity.
pub fn prompt_identity() -> &'static str {
    "Phrase de passe de l’identité : "
}

/// A grid without fault.
pub fn grid_is_valid(file: &str, published: &Published) -> String {
    let grid = published.grid();
    format!(
        "« {file} » est une grille valide : {}, édition {} ({} standards, empreinte {}).",
        grid.title,
        grid.edition,
        grid.standards.len(),
        published.file_digest()
    )
}

/// An assessment was taken in.
pub fn imported(assessment: &Assessment, path: &Path) -> String {
    format!(
        "Évaluation {} ({}, {}) importée dans « {} ».",
        assessment.id,
        assessment.programme.name,
        assessment.campaign.title,
        path.display()
    )
}

/// A file was written.
pub fn written(path: &Path) -> String {
    format!("« {} » est écrit.", path.display())
}

/// How many files of how many were verified.
pub fn verified_of(done: usize, total: usize) -> String {
    format!("{done} / {total} vérifiés")
}

/// A folder without any PDF.
pub fn no_pdf(folder: &Path) -> Told {
    told(
        format!("Le dossier « {} » ne contient aucun PDF.", folder.display()),
        "Vérifiez le nom du dossier : les fichiers attendus finissent par « .pdf ».",
    )
}

/// A workspace without fault.
pub fn sound(path: &Path) -> String {
    format!(
        "« {} » est intact : données, historique et preuves.",
        path.display()
    )
}

/// A kind of file that cannot be written.
pub fn unknown_export(path: &Path) -> Told {
    told(
        format!("« {} » n’est pas un format d’export connu.", path.display()),
        "Donnez un nom qui finit par « .json », « .xlsx » ou « .ods », ou l’option --folder.",
    )
}

/// Options that do not go together.
pub fn not_together(one: &str, other: &str) -> String {
    format!("Les options --{one} et --{other} ne vont pas ensemble.")
}

/// What brought-back answers would change, or have changed.
pub fn answers(reading: &Reading, applied: bool) -> String {
    let mut text = String::new();
    for proposal in &reading.proposals {
        let Proposal { before, after, .. } = proposal;
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {} ({})", proposal.standard, proposal.place);
        let verdicts = (verdict(before.verdict), verdict(after.verdict));
        let comments = (quoted(&before.comment), quoted(&after.comment));
        let reasons = (quoted(&before.justification), quoted(&after.justification));
        let lines = [
            ("réponse", verdicts.0.to_owned(), verdicts.1.to_owned()),
            ("commentaire", comments.0, comments.1),
            ("justification", reasons.0, reasons.1),
        ];
        for (label, before, after) in lines.iter().filter(|(_, before, after)| before != after) {
            let _ = writeln!(text, "    {label} : {before} → {after}");
        }
        if proposal.changed_since {
            let _ = writeln!(
                text,
                "    Attention : cette réponse a aussi changé dans l’application depuis l’export."
            );
        }
    }
    for refusal in &reading.refused {
        let sentence = quality::spreadsheet::wording::of_refusal(refusal);
        let _ = writeln!(text, "  Mis de côté : {sentence}");
    }
    let count = reading.proposals.len();
    let s = if count > 1 { "s" } else { "" };
    let _ = match (count, applied) {
        (0, _) => write!(text, "Aucune différence : rien n’est à changer."),
        (_, true) => write!(
            text,
            "{count} réponse{s} enregistrée{s}, en une fois : un seul « annuler » y revient."
        ),
        (_, false) => write!(
            text,
            "{count} réponse{s} diffère{}. Rien n’a été modifié ; --apply les enregistre.",
            if count > 1 { "nt" } else { "" }
        ),
    };
    text
}

fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "conforme",
        Some(Verdict::PartlyMet) => "partiellement conforme",
        Some(Verdict::NotMet) => "non conforme",
        Some(Verdict::NotApplicable) => "sans objet",
        None => "sans réponse",
    }
}

/// The beginning of a text between quotation marks, on one line.
fn quoted(text: &Option<String>) -> String {
    let Some(text) = text else {
        return "rien".to_owned();
    };
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("« {}… »", &line[..end]),
        None => format!("« {line} »"),
    }
}

/// A score, for a person.
pub fn score(file: &Path, grid: &Grid, score: &Score) -> String {
    let mut text = format!("« {} »\n", file.display());
    let title = |id: &LevelId| {
        let level = grid.levels.iter().find(|level| level.id == *id);
        level.map_or_else(|| id.to_string(), |level| format!("{id} ({})", level.title))
    };
    let reached = score.level.as_ref().map_or("aucun".to_owned(), title);
    // Writing into a string cannot fail.
    let _ = writeln!(text, "  Niveau atteint : {reached}");
    for level in &score.levels {
        let _ = writeln!(
            text,
            "  {} : {} sur {} ({} %)",
            title(&level.level),
            level.passing,
            level.counted,
            level.percent
        );
    }
    if let Some(next) = &score.next {
        let _ = writeln!(text, "  Pour atteindre {} :", title(&next.level));
        for id in &next.required {
            let outcome = score
                .standards
                .iter()
                .find(|s| s.standard == *id)
                .map(|s| s.outcome);
            let _ = writeln!(text, "    {id} : {}", outcome.map_or("", outcome_name));
        }
        for choice in &next.choose {
            let among: Vec<_> = choice.among.iter().map(ToString::to_string).collect();
            let _ = writeln!(
                text,
                "    au moins {} parmi {}",
                choice.at_least,
                among.join(", ")
            );
        }
    }
    for warning in &score.warnings {
        let _ = writeln!(
            text,
            "  Attention : {}",
            warning_sentence(warning.code, &warning.subject)
        );
    }
    text.trim_end().to_owned()
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::OutOfScope => "hors du champ du programme",
        Outcome::Unanswered => "sans réponse",
        Outcome::NotApplicableRefused => "ne peut pas être sans objet",
        Outcome::JustificationMissing => "sans objet, sans justification",
        Outcome::Excluded => "sans objet",
        Outcome::NotMet => "non conforme",
        Outcome::PartlyMet => "partiellement conforme",
        Outcome::EvidenceMissing => "preuve manquante",
        Outcome::EvidenceUndated => "preuve sans date",
        Outcome::EvidenceExpired => "preuve expirée",
        Outcome::Met => "conforme",
    }
}

fn warning_sentence(code: WarningCode, subject: &str) -> String {
    match code {
        WarningCode::ConditionUnanswered => {
            format!("la question « {subject} » est sans réponse ; elle compte comme « oui ».")
        }
        WarningCode::NothingCounted => format!("aucun standard ne compte au niveau {subject}."),
        WarningCode::RnaDoubtful => format!("le numéro RNA « {subject} » paraît inexact."),
        WarningCode::SirenDoubtful => format!("le numéro SIREN « {subject} » paraît inexact."),
    }
}

/// There is no such algorithm.
pub fn unknown_algorithm() -> String {
    "L’algorithme est « p256 » ou « rsa3072 ».".into()
}

/// What is enclosed was not understood.
pub fn bad_enclosure(text: &str) -> String {
    format!(
        "« {text} » : l’option --enclose attend « all », « none » ou des identifiants de preuves."
    )
}

/// What is not printed was not understood.
pub fn bad_part(text: &str) -> String {
    format!(
        "« {text} » : l’option --omit attend « standards », « gaps », « plan » ou « history », séparés par des virgules."
    )
}

/// An instant that is none.
pub fn bad_instant(text: &str) -> String {
    format!("« {text} » n’est pas un instant écrit AAAA-MM-JJThh:mm:ssZ.")
}

/// A file without certificate.
pub fn bad_certificate(path: &Path) -> Told {
    told(
        format!("« {} » n’est pas un certificat.", path.display()),
        "Donnez un certificat au format PEM ou DER.",
    )
}

/// An identity was made.
pub fn identity_made(identity: &IdentitySummary, path: &Path) -> String {
    format!(
        "Identité « {} » ({}) écrite dans « {} ».\nEmpreinte du certificat : {}\nConservez ce fichier et sa phrase de passe : sans eux, plus de signature.",
        identity.name,
        identity.algorithm,
        path.display(),
        groups(&identity.certificate_digest.hex())
    )
}

/// A dossier was issued.
pub fn issued(issued: &Issued) -> String {
    format!(
        "Dossier signé : « {} » ({}).",
        issued.path.display(),
        size(issued.size_bytes)
    )
}

/// A draft was written.
pub fn drafted(path: &Path, size_bytes: u64) -> String {
    let size = size(size_bytes);
    format!("Brouillon non signé : « {} » ({size}).", path.display())
}

/// A report, for a person.
pub fn report(report: &Report) -> String {
    let mut text = format!(
        "« {} » : {}\n",
        report.file,
        verification::verdict(report.verdict)
    );
    for answer in verification::answers(report) {
        let fingerprint = answer
            .fingerprint
            .map_or_else(String::new, |digest| format!("{digest}\n    "));
        let _ = writeln!(
            text,
            "  {} : {fingerprint}{}\n    {}\n    → {}",
            verification::question(answer.question),
            answer.sentence,
            answer.reason,
            answer.advice
        );
    }
    if let Some(level) = &report.level {
        let name = |id: &Option<LevelId>| id.as_ref().map_or("aucun".into(), ToString::to_string);
        let _ = writeln!(
            text,
            "  Niveau annoncé : {} ; recalculé : {}",
            name(&level.declared),
            name(&level.recomputed)
        );
    }
    for check in &report.checks {
        let sign = match check.outcome {
            CheckOutcome::Passed => "oui",
            CheckOutcome::Failed => "NON",
            CheckOutcome::Undecided => "?",
            CheckOutcome::NotApplicable => "–",
        };
        let name = verification::check_name(check.check);
        let _ = writeln!(text, "    [{sign}] {name} : {}", check.detail);
    }
    text.trim_end().to_owned()
}
