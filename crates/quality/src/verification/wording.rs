//! French sentences for a report: what was found, why, and what to do.
//!
//! Four answers, never one green tick: integrity, identity, date, content.
//! Sources: trust.md («Verdicts to show», bad inputs 99 to 112); design.md, section Words.

pub mod summary;

use pades::report::Unreadable;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::differences::{Differences, Side};
use super::embedded;
use super::reading::Unread;
use super::rendering::Words;
use super::{CheckName, CheckOutcome, GivenUp, Report, SignatureReport, Trust, Verdict};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::dossier::{self, Engine};
use crate::id::LevelId;
use crate::trust::Acquaintance;
use crate::{journal, json};

/// One of the four answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// How good the answer is.
    pub outcome: Mark,
    /// Digest of the certificate, where the answer says who signed: it counts before the name.
    pub fingerprint: Option<Digest>,
    /// The answer.
    pub sentence: String,
    /// What it rests on.
    pub reason: String,
    /// What to do.
    pub advice: String,
}

/// What is asked of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Is it as it was signed?
    Integrity,
    /// Who signed it?
    Identity,
    /// When?
    Date,
    /// Does it agree with itself?
    Content,
}

/// How good an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// In order.
    Good,
    /// To be looked at.
    Caution,
    /// Not in order.
    Bad,
    /// Cannot be said.
    Undecided,
}

fn answer(question: Question, outcome: Mark, words: [&str; 3]) -> Answer {
    let [sentence, reason, advice] = words.map(str::to_owned);
    Answer {
        question,
        outcome,
        fingerprint: None,
        sentence,
        reason,
        advice,
    }
}

/// The four answers that a report gives.
pub fn answers(report: &Report) -> [Answer; 4] {
    answers_to(report, None)
}

/// The four answers to someone with a trust list, who knows the signer so well.
pub fn answers_to(report: &Report, acquaintance: Option<&Acquaintance>) -> [Answer; 4] {
    let known = acquaintance.and_then(|acquaintance| acquainted(report, acquaintance));
    let mut identity = known.unwrap_or_else(|| identity(report));
    identity.fingerprint = report
        .signature
        .as_ref()
        .filter(|signature| signature.integrity == CheckOutcome::Passed)
        .and_then(|signature| signature.certificate_digest);
    [integrity(report), identity, date(report), content(report)]
}

/// The name of a question.
pub fn question(question: Question) -> &'static str {
    match question {
        Question::Integrity => "Intégrité",
        Question::Identity => "Identité",
        Question::Date => "Date",
        Question::Content => "Contenu",
    }
}

fn integrity(report: &Report) -> Answer {
    let is = |outcome, words| answer(Question::Integrity, outcome, words);
    let unproven = report
        .signature
        .as_ref()
        .is_some_and(|s| s.integrity != CheckOutcome::Passed);
    match report.verdict {
        Verdict::Unreadable => is(
            Mark::Bad,
            [
                "Illisible.",
                "Ce fichier n’a pas pu être examiné.",
                "Demandez à nouveau le fichier d’origine.",
            ],
        ),
        Verdict::Unsigned => is(
            Mark::Bad,
            [
                "Non signé.",
                "Ce PDF ne porte aucune signature.",
                "Demandez le dossier signé, envoyé comme fichier joint.",
            ],
        ),
        Verdict::Altered if unproven => is(
            Mark::Bad,
            [
                "Modifié après signature.",
                "La signature ne couvre pas le fichier tel qu’il est.",
                "Demandez l’original, envoyé comme fichier joint ou sur une clé USB, sans l’ouvrir ni l’enregistrer à nouveau.",
            ],
        ),
        Verdict::NotADossier if unproven => is(
            Mark::Undecided,
            [
                "Indéterminée.",
                "La signature contient un certificat que rien ne permet de vérifier.",
                "Ajoutez aux certificats de confiance celui de l’autorité qui l’a délivré, puis recommencez.",
            ],
        ),
        Verdict::Trusted | Verdict::Intact | Verdict::NotADossier | Verdict::Altered => is(
            Mark::Good,
            [
                "Intact depuis la signature.",
                "La signature couvre tout le fichier.",
                "Rien à faire.",
            ],
        ),
    }
}

fn identity(report: &Report) -> Answer {
    let is = |outcome, words| answer(Question::Identity, outcome, words);
    let Some(signature) = &report.signature else {
        return is(
            Mark::Undecided,
            [
                "Inconnue.",
                "Sans signature, rien ne dit qui a fait ce fichier.",
                "Demandez le dossier signé.",
            ],
        );
    };
    if signature.integrity != CheckOutcome::Passed {
        return is(
            Mark::Undecided,
            [
                "Indéterminée.",
                "Une signature qui ne correspond pas au fichier ne prouve pas qui l’a fait.",
                "Demandez l’original.",
            ],
        );
    }
    let named = named(signature, signature.trust == Trust::Trusted);
    match signature.trust {
        Trust::Trusted => is(
            Mark::Good,
            [
                &named,
                "La clé est de celles que vous avez enregistrées.",
                "Rien à faire.",
            ],
        ),
        Trust::Unknown => is(
            Mark::Caution,
            [
                &named,
                "La clé n’est pas de celles que vous avez enregistrées : le nom est celui que le signataire s’est donné.",
                COMPARE,
            ],
        ),
        Trust::Expired => is(
            Mark::Caution,
            [
                &named,
                "Le certificat a expiré.",
                "Demandez à l’organisation de renouveler son certificat.",
            ],
        ),
        Trust::NotYetValid => is(
            Mark::Caution,
            [
                &named,
                "Le certificat n’est pas encore valable : une des deux horloges est fausse.",
                COMPARE,
            ],
        ),
        Trust::Revoked => is(
            Mark::Bad,
            [
                &named,
                "Cette clé a été révoquée.",
                "N’acceptez pas ce dossier et prévenez l’organisation.",
            ],
        ),
        Trust::Weak => is(
            Mark::Bad,
            [
                &named,
                "La clé ou l’algorithme est trop faible.",
                "Demandez un dossier signé avec une clé récente.",
            ],
        ),
    }
}

/// What the trust list adds; nothing where the signature does not hold, or the certificate itself
/// is in the way.
fn acquainted(report: &Report, acquaintance: &Acquaintance) -> Option<Answer> {
    let signature = report.signature.as_ref()?;
    let says = signature.integrity == CheckOutcome::Passed
        && matches!(
            signature.trust,
            Trust::Trusted | Trust::Unknown | Trust::Revoked
        );
    if !says {
        return None;
    }
    let is_known = matches!(
        acquaintance,
        Acquaintance::Known { .. } | Acquaintance::Vouched | Acquaintance::Withdrawn { .. }
    );
    let named = named(signature, is_known);
    let is = |outcome, reason: &str, advice: &str| {
        Some(answer(
            Question::Identity,
            outcome,
            [&named, reason, advice],
        ))
    };
    let day = |at: Moment| dossier::wording::day(at.day());
    let compare = match report.verdict {
        Verdict::Altered => COMPARE,
        _ => COMPARE_AND_RECORD,
    };
    match acquaintance {
        Acquaintance::Known { since, author } => is(
            Mark::Good,
            &format!("Clé enregistrée le {} par {author}.", day(*since)),
            "Rien à faire.",
        ),
        Acquaintance::Vouched => is(
            Mark::Good,
            "Son certificat vient d’une autorité que vous avez enregistrée.",
            "Rien à faire.",
        ),
        Acquaintance::First => is(
            Mark::Caution,
            "Ni cette clé ni ce nom ne sont dans votre liste : le nom est celui que le signataire s’est donné.",
            compare,
        ),
        Acquaintance::Met { dossiers, since } => is(
            Mark::Caution,
            &format!(
                "{}, mais la clé n’est pas dans votre liste : personne n’a noté avoir comparé son empreinte.",
                match dossiers {
                    1 => format!("Un dossier reçu le {} porte déjà cette clé", day(*since)),
                    _ => format!(
                        "{dossiers} dossiers reçus portent déjà cette clé, le premier le {}",
                        day(*since)
                    ),
                }
            ),
            compare,
        ),
        Acquaintance::NameMet {
            certificate_digest,
            since,
        } => is(
            Mark::Caution,
            &format!(
                "Un dossier reçu le {} porte ce nom avec une autre clé : empreinte {}. Aucune des deux n’est dans votre liste.",
                day(*since),
                groups(&certificate_digest.hex())
            ),
            "Demandez à l’organisation, par téléphone ou de vive voix, laquelle des deux empreintes est la sienne. D’ici là, ne tenez aucun des deux dossiers pour le sien.",
        ),
        Acquaintance::OtherKey { recorded, since } => is(
            Mark::Bad,
            &format!(
                "Une autre clé est enregistrée pour ce nom depuis le {} : empreinte {}.",
                day(*since),
                groups(&recorded.hex())
            ),
            "Demandez à l’organisation, par téléphone ou de vive voix, si elle a changé de clé. D’ici là, ne tenez pas ce dossier pour le sien.",
        ),
        Acquaintance::Withdrawn { at, why } => is(
            Mark::Bad,
            &format!(
                "Cette clé a été retirée de votre liste le {} : « {why} ».",
                day(*at)
            ),
            "N’acceptez pas ce dossier et prévenez l’organisation.",
        ),
    }
}

const COMPARE: &str = "Comparez l’empreinte avec celle que l’organisation vous donne par téléphone ou de vive voix. Si elle diffère, n’acceptez pas ce dossier et prévenez l’organisation.";
const COMPARE_AND_RECORD: &str = "Comparez l’empreinte avec celle que l’organisation vous donne par téléphone ou de vive voix. Si c’est la même, enregistrez la clé ; si elle diffère, n’acceptez pas ce dossier et prévenez l’organisation.";

fn named(signature: &SignatureReport, is_known: bool) -> String {
    let name = signature.signer.as_deref().unwrap_or("(sans nom)");
    if is_known {
        format!("Signé par « {name} ».")
    } else {
        format!("Signé sous le nom de « {name} ».")
    }
}

/// A digest in groups of four, as people compare it.
pub fn groups(hex: &str) -> String {
    let groups: Vec<_> = hex
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    groups.join(" ")
}

fn date(report: &Report) -> Answer {
    let is = |outcome, words| answer(Question::Date, outcome, words);
    let signature = report.signature.as_ref();
    if signature.is_some_and(|signature| signature.integrity == CheckOutcome::Failed) {
        return is(
            Mark::Undecided,
            [
                "Indéterminée.",
                "Une signature qui ne correspond pas au fichier ne dit pas quand il a été fait.",
                "Demandez l’original.",
            ],
        );
    }
    match signature.and_then(|signature| signature.signed_at) {
        Some(at) => is(
            Mark::Caution,
            [
                &format!("Heure déclarée : {}.", dossier::wording::moment(at)),
                "Elle vient de l’ordinateur du signataire ; rien ne la prouve.",
                "Si la date compte, demandez quand le dossier a été envoyé.",
            ],
        ),
        None => is(
            Mark::Undecided,
            [
                "Inconnue.",
                "Le fichier ne dit pas quand il a été signé.",
                "Demandez quand il a été envoyé.",
            ],
        ),
    }
}

fn content(report: &Report) -> Answer {
    let is = |outcome, words| answer(Question::Content, outcome, words);
    match report.verdict {
        Verdict::Trusted | Verdict::Intact => is(
            Mark::Good,
            [
                "Cohérent.",
                "Le niveau recalculé, les preuves jointes, l’historique et les pages disent la même chose.",
                "Jugez maintenant le programme lui-même.",
            ],
        ),
        Verdict::NotADossier => is(
            Mark::Bad,
            [
                "Ce n’est pas un dossier.",
                "Le PDF est signé, mais ne contient pas les données d’un dossier Label Mentorat.",
                "Demandez le dossier émis par l’application.",
            ],
        ),
        Verdict::Altered => {
            let first = |outcome| {
                let mut checks = report.checks.iter();
                checks.find(|check| check.outcome == outcome && is_of_content(check.check))
            };
            match (first(CheckOutcome::Failed), first(CheckOutcome::Undecided)) {
                (Some(check), _) => is(
                    Mark::Bad,
                    [
                        "Écarts : ce que le dossier contient ne s’accorde pas.",
                        &check.detail,
                        "Ne vous fiez ni aux pages ni aux données ; demandez un nouveau dossier.",
                    ],
                ),
                (None, Some(check)) => is(
                    Mark::Undecided,
                    [
                        "Indéterminé.",
                        &check.detail,
                        "Vérifiez ce dossier avec la version qui l’a fait ; d’ici là, ne vous fiez pas aux pages seules.",
                    ],
                ),
                (None, None) => is(
                    Mark::Undecided,
                    [
                        "Non examiné.",
                        "Rien ne dit de qui vient le contenu d’un fichier modifié.",
                        "Demandez l’original.",
                    ],
                ),
            }
        }
        Verdict::Unsigned | Verdict::Unreadable => is(
            Mark::Undecided,
            [
                "Non examiné.",
                "Sans signature valable, rien ne dit de qui vient le contenu.",
                "Demandez le dossier signé.",
            ],
        ),
    }
}

fn is_of_content(check: CheckName) -> bool {
    match check {
        CheckName::Size
        | CheckName::OneSignature
        | CheckName::OneByteRange
        | CheckName::WholeFile
        | CheckName::SignatureGap
        | CheckName::SignedBytes
        | CheckName::SignerKey
        | CheckName::NothingActive => false,
        CheckName::SingleRevision
        | CheckName::EmbeddedFiles
        | CheckName::EmbeddedData
        | CheckName::EmbeddedGrid
        | CheckName::EvidenceDigests
        | CheckName::JournalChain
        | CheckName::EmbeddedScore
        | CheckName::VisibleText => true,
    }
}

/// The verdict in one or two words.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Trusted => "intact, signataire connu",
        Verdict::Intact => "intact, signataire inconnu",
        Verdict::Altered => "modifié ou incohérent",
        Verdict::NotADossier => "signé, mais pas un dossier",
        Verdict::Unsigned => "non signé",
        Verdict::Unreadable => "illisible",
    }
}

/// What a check is about.
pub fn check_name(check: CheckName) -> &'static str {
    match check {
        CheckName::Size => "Taille du fichier",
        CheckName::OneSignature => "Une seule signature",
        CheckName::OneByteRange => "Une seule étendue signée",
        CheckName::WholeFile => "Étendue : tout le fichier",
        CheckName::SignatureGap => "Place de la signature",
        CheckName::SignedBytes => "Octets signés",
        CheckName::SignerKey => "Clé du certificat",
        CheckName::NothingActive => "Ni contenu actif ni chiffrement",
        CheckName::SingleRevision => "Une seule révision",
        CheckName::EmbeddedFiles => "Fichiers joints",
        CheckName::EmbeddedData => "Données jointes",
        CheckName::EmbeddedGrid => "Grille jointe",
        CheckName::EvidenceDigests => "Empreintes des preuves",
        CheckName::JournalChain => "Historique",
        CheckName::EmbeddedScore => "Niveau recalculé",
        CheckName::VisibleText => "Pages et données",
    }
}

/// What a check that holds says.
pub(super) fn passed(check: CheckName) -> &'static str {
    match check {
        CheckName::Size => "La taille est dans les limites.",
        CheckName::OneSignature => "Le fichier porte une signature et une seule.",
        CheckName::OneByteRange => "Une seule étendue signée est déclarée.",
        CheckName::WholeFile => "La signature couvre le fichier du premier au dernier octet.",
        CheckName::SignatureGap => "La place de la signature ne contient rien d’autre.",
        CheckName::SignedBytes => "La signature porte sur ces octets.",
        CheckName::SignerKey => "La clé du certificat a fait cette signature.",
        CheckName::NothingActive => "Le fichier ne contient ni programme ni chiffrement.",
        CheckName::SingleRevision => "Le fichier a été écrit en une fois.",
        CheckName::EmbeddedFiles => "Les fichiers joints sont ceux d’un dossier.",
        CheckName::EmbeddedData => "Les données jointes suivent leur format.",
        CheckName::EmbeddedGrid => "La grille jointe est celle à laquelle on a répondu.",
        CheckName::EvidenceDigests => "Chaque preuve jointe a l’empreinte annoncée.",
        CheckName::JournalChain => "L’historique n’a pas été modifié.",
        CheckName::EmbeddedScore => "Le niveau recalculé est celui qui est annoncé.",
        CheckName::VisibleText => "Les pages sont exactement celles que donnent les données.",
    }
}

/// What a check that does not hold says.
pub(super) fn failed(check: CheckName) -> &'static str {
    match check {
        CheckName::Size => "Le fichier dépasse la taille permise.",
        CheckName::OneSignature => "Le fichier ne porte pas exactement une signature PAdES.",
        CheckName::OneByteRange => "L’étendue signée n’est pas déclarée une fois et une seule.",
        CheckName::WholeFile => "La signature ne couvre pas tout le fichier.",
        CheckName::SignatureGap => "La place de la signature contient autre chose.",
        CheckName::SignedBytes => "Les octets du fichier ne sont pas ceux qui ont été signés.",
        CheckName::SignerKey => "La signature n’est pas de la clé du certificat.",
        CheckName::NothingActive => {
            "Le fichier contient du contenu actif interdit, ou dépasse les limites."
        }
        CheckName::SingleRevision => {
            "Le fichier n’a pas été écrit en une fois par cette application."
        }
        CheckName::EmbeddedFiles => "Les fichiers joints ne sont pas ceux d’un dossier.",
        CheckName::EmbeddedData => "Les données jointes ne suivent pas leur format.",
        CheckName::EmbeddedGrid => "La grille jointe n’est pas celle à laquelle on a répondu.",
        CheckName::EvidenceDigests => "Une preuve jointe n’a pas l’empreinte annoncée.",
        CheckName::JournalChain => "L’historique a été modifié.",
        CheckName::EmbeddedScore => "Le niveau recalculé n’est pas celui qui est annoncé.",
        CheckName::VisibleText => {
            "Les pages ne sont pas celles que l’application fait des données jointes."
        }
    }
}

/// What a check that could not be judged says.
pub(super) fn undecided(check: CheckName) -> String {
    format!("« {} » n’a pas pu être jugé.", check_name(check))
}

/// Why nothing can be said about a file.
pub(super) fn unreadable(reason: Unreadable) -> String {
    match reason {
        Unreadable::NotPdf => "Ce fichier n’est pas un PDF.".into(),
        Unreadable::Encrypted => "PDF protégé : un dossier ne l’est jamais.".into(),
        Unreadable::Limit(_) => {
            "Le fichier dépasse les limites : trop volumineux ou trop complexe.".into()
        }
        Unreadable::NotRead => {
            "Le disque n’a pas rendu ce fichier jusqu’au bout : copiez-le ailleurs et recommencez."
                .into()
        }
        Unreadable::Damaged { offset, .. } => {
            format!("Le fichier est incomplet ou abîmé (octet {offset}) : demandez-le à nouveau.")
        }
    }
}

/// Why the examination of a file was given up.
pub(super) fn given_up(why: GivenUp) -> &'static str {
    match why {
        GivenUp::Broken => {
            "L’examen de ce fichier s’est interrompu : il demande trop de mémoire, ou il est fait pour nuire."
        }
        GivenUp::OutOfTime => "Le fichier dépasse les limites : son examen prend trop de temps.",
        GivenUp::NoReport => "L’examen de ce fichier n’a pas donné de réponse utilisable.",
    }
}

/// The disk gave no more of an attached file.
pub(super) fn not_read(name: &str) -> String {
    format!("Le disque n’a pas rendu le fichier joint « {name} » jusqu’au bout.")
}

/// A PDF without a signature.
pub(super) fn unsigned(empty_fields: usize) -> String {
    match empty_fields {
        0 => "Ce PDF ne porte aucune signature.".into(),
        _ => "Ce PDF prévoit une signature, mais n’a pas été signé.".into(),
    }
}

pub(super) fn embedded(error: &embedded::Error) -> String {
    match error {
        embedded::Error::Shape(_) => failed(CheckName::EmbeddedFiles).into(),
        embedded::Error::Content(name) => {
            format!("Le fichier joint « {name} » n’a pas pu être lu.")
        }
        embedded::Error::Twice(name) => format!("Le fichier joint « {name} » figure deux fois."),
    }
}

pub(super) fn file_missing(name: &str) -> String {
    format!("Le fichier joint « {name} » manque.")
}

pub(super) fn extra_file(name: &str) -> String {
    format!("Le fichier joint « {name} » n’est pas annoncé par les données.")
}

pub(super) fn manifest(error: &json::Mismatch) -> String {
    format!(
        "Les données jointes ne suivent pas leur format en {} ({}).",
        error.pointer, error.detail
    )
}

pub(super) fn newer_manifest(format: &str) -> String {
    format!(
        "Les données jointes suivent un format plus récent ({format}) : mettez l’application à jour pour les lire."
    )
}

pub(super) fn other_instant() -> String {
    "L’instant d’émission des données n’est pas celui de la signature.".into()
}

pub(super) fn private_note() -> String {
    "Les données jointes contiennent une note interne, ce qu’un dossier n’a jamais.".into()
}

pub(super) fn other_grid() -> String {
    "La grille jointe n’est pas celle que les données annoncent.".into()
}

pub(super) fn other_register() -> String {
    "Le registre des preuves ne correspond pas à l’évaluation.".into()
}

pub(super) fn other_evidence(title: &str) -> String {
    format!("La preuve « {title} » n’a pas la taille ou l’empreinte annoncée.")
}

pub(super) fn other_journal() -> String {
    "L’historique joint n’est pas celui que les données annoncent.".into()
}

pub(super) fn erased_entries(erased: u64) -> String {
    let what = match erased {
        1 => "une entrée a été vidée de son contenu".to_owned(),
        _ => format!("{erased} entrées ont été vidées de leur contenu"),
    };
    format!("L’historique n’a pas été modifié ; {what} par un effacement.")
}

pub(super) fn journal(error: &journal::Error) -> String {
    match error {
        journal::Error::NotAnEntry { line, .. } => {
            format!("L’historique n’est pas lisible à la ligne {line}.")
        }
        journal::Error::Broken { sequence } => {
            format!("L’historique est rompu à l’entrée {sequence}.")
        }
        journal::Error::Altered { sequence } => {
            format!("L’entrée {sequence} de l’historique a été modifiée.")
        }
    }
}

pub(super) fn score_differs(declared: Option<&LevelId>, computed: Option<&LevelId>) -> String {
    let name = |level: Option<&LevelId>| level.map_or("aucun".to_owned(), ToString::to_string);
    format!(
        "Niveau annoncé : {} ; niveau recalculé : {}. Le détail diffère.",
        name(declared),
        name(computed)
    )
}

/// Longest name or version of a foreign engine that is shown, in characters.
const LONGEST_ENGINE: usize = 30;

/// The pages could not be made again; what comparing the words gave.
pub(super) fn other_engine(engine: &Engine, words: &Words) -> String {
    let short = |text: &str| text.chars().take(LONGEST_ENGINE).collect::<String>();
    let said = match words {
        Ok(differences) if differences.is_empty() => {
            "Le texte des pages, comparé mot à mot, dit la même chose que les données.".to_owned()
        }
        Ok(differences) => format!(
            "Attention, comparé mot à mot, leur texte s’écarte des données : {}.",
            parted(differences)
        ),
        Err(unread) => format!(
            "Leur texte n’a pas pu être comparé non plus : {}.",
            not_compared(*unread)
        ),
    };
    format!(
        "Le dossier vient d’une autre version ({} {}) : ses pages n’ont pas pu être refaites pour les comparer. {said}",
        short(&engine.name),
        short(&engine.version)
    )
}

/// The pages are not those that this engine makes of the data; where they part.
pub(super) fn other_pages(words: &Words) -> String {
    let said = match words {
        Ok(differences) if differences.is_empty() => {
            "Leur texte est pourtant le même, mot à mot : l’écart est dans le dessin, les liens ou la description du fichier.".to_owned()
        }
        Ok(differences) => {
            let mut said = parted(differences);
            said.push('.');
            capitalised(&said)
        }
        Err(unread) => format!(
            "Où le texte s’en écarte n’a pas pu être dit : {}.",
            not_compared(*unread)
        ),
    };
    format!("{} {said}", failed(CheckName::VisibleText))
}

fn parted(differences: &Differences) -> String {
    let Differences {
        added,
        missing,
        goes_on,
    } = differences;
    let least = if *goes_on { "au moins " } else { "" };
    let mut parts = Vec::new();
    if added.words > 0 {
        let (many, verb) = match added.words {
            1 => ("mot", "ne vient"),
            _ => ("mots", "ne viennent"),
        };
        parts.push(format!(
            "{least}{} {many} des pages {verb} pas des données : {}",
            added.words,
            examples(added, true)
        ));
    }
    if missing.words > 0 {
        let (many, verb) = match missing.words {
            1 => ("mot", "ne se lit"),
            _ => ("mots", "ne se lisent"),
        };
        parts.push(format!(
            "{least}{} {many} des données {verb} pas dans les pages : {}",
            missing.words,
            examples(missing, false)
        ));
    }
    if parts.is_empty() {
        return "trop de mots diffèrent pour les compter".to_owned();
    }
    parts.join(" ; ")
}

/// The first words, each with its page when it is one of the file's.
fn examples(side: &Side, of_file: bool) -> String {
    let shown: Vec<String> = side
        .examples
        .iter()
        .map(|example| match of_file {
            true => format!("« {} » (page {})", example.words, example.page),
            false => format!("« {} »", example.words),
        })
        .collect();
    let told: usize = side.examples.iter().map(|example| example.count).sum();
    let others = if told < side.words {
        " et d’autres"
    } else {
        ""
    };
    shown.join(", ") + others
}

fn capitalised(sentence: &str) -> String {
    let mut signs = sentence.chars();
    let first = signs.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + signs.as_str()
}

/// Why the words could not be compared.
fn not_compared(unread: Unread) -> String {
    match unread {
        Unread::NotUnderstood(Some(page)) => {
            format!(
                "la page {page} contient ce que cette application n’écrit pas et ne sait pas lire"
            )
        }
        Unread::NotUnderstood(None) => {
            "le fichier contient ce que cette application n’écrit pas et ne sait pas lire"
                .to_owned()
        }
        Unread::TooLong => "il est trop long".to_owned(),
        Unread::OutOfTime => "cela prend trop de temps".to_owned(),
    }
}
