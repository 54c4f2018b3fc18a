//! French sentences of the shell: failures, and what the command line prints.
//!
//! Knows nothing of how things happen; one function for each thing to be said.

mod command_line;
mod failure;
mod identity;
mod notice;
mod review;
mod safety;
mod trust;
mod window;

pub use command_line::*;
pub use failure::*;
pub use identity::*;
pub use notice::*;
pub use review::*;
pub use safety::*;
pub use trust::*;
pub use window::*;

use schemars::JsonSchema;
use serde::Serialize;

/// What happened, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What happened, naming the file or the standard.
    pub happened: String,
    /// What to do, and that nothing was lost.
    pub remedy: String,
}

fn told(happened: impl Into<String>, remedy: impl Into<String>) -> Told {
    Told {
        happened: happened.into(),
        remedy: remedy.into(),
    }
}

/// No workspace is open.
pub fn no_workspace() -> Told {
    told(
        "L’espace de travail n’est pas ouvert.",
        "Donnez sa phrase de passe, ou redémarrez l’application.",
    )
}

/// A file that was offered is no longer known.
pub fn no_offer() -> Told {
    told("Ce fichier n’est plus proposé.", "Choisissez-le à nouveau.")
}

/// There is no display.
pub fn no_display() -> &'static str {
    "Aucun écran n’est disponible : la fenêtre ne peut pas s’ouvrir.\nLes commandes fonctionnent sans écran : « label-mentorat help »."
}

/// The window could not be opened.
pub fn no_window() -> &'static str {
    "La fenêtre n’a pas pu s’ouvrir. Vérifiez que WebKitGTK est installé."
}

/// Title of the dialog for evidence.
pub fn choose_evidence() -> &'static str {
    "Choisir des preuves à joindre"
}

/// Title of the dialog for a received dossier.
pub fn choose_dossier() -> &'static str {
    "Choisir un dossier à vérifier"
}

/// Title of the dialog for an issued dossier.
pub fn save_dossier() -> &'static str {
    "Enregistrer le dossier signé"
}
