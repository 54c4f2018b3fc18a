//! What the command line says of copies, of their return, and of passphrases.

use std::fmt::Write as _;
use std::path::Path;

use quality::dossier::wording::{moment, size};
use quality::workspace::{CopySummary, Restored};

/// Usage of `backup`.
pub fn usage_backup() -> &'static str {
    "label-mentorat backup --workspace FICHIER --out FICHIER"
}

/// Usage of `restore`.
pub fn usage_restore() -> &'static str {
    "label-mentorat restore --from COPIE --workspace FICHIER"
}

/// Usage of `check`.
pub fn usage_check() -> &'static str {
    "label-mentorat check --workspace FICHIER"
}

/// Usage of `changes`.
pub fn usage_changes() -> &'static str {
    "label-mentorat changes --workspace FICHIER --since COPIE [--out FICHIER.jsonl]"
}

/// Usage of `copies`.
pub fn usage_copies() -> &'static str {
    "label-mentorat copies DOSSIER…"
}

/// Usage of `passphrase`.
pub fn usage_passphrase() -> &'static str {
    "label-mentorat passphrase --workspace FICHIER [--copies DOSSIER] [--remove]"
}

/// Asks for a new passphrase.
pub fn prompt_new_passphrase() -> &'static str {
    "Nouvelle phrase de passe : "
}

/// A copy came back.
pub fn restored(target: &Path, restored: &Restored) -> String {
    let mut text = format!("« {} » est écrit.", target.display());
    if let Some(last_change) = restored.last_change {
        let _ = write!(
            text,
            " La dernière modification qu’il contient date du {}.",
            moment(last_change)
        );
    }
    if !restored.missing_evidence.is_empty() {
        text.push_str("\nLe contenu de ces preuves n’a pas été retrouvé :");
        for title in &restored.missing_evidence {
            let _ = write!(text, "\n  {title}");
        }
        text.push_str("\nJoignez à nouveau les fichiers ; tout le reste est là.");
    }
    text
}

/// A copy in one line.
pub fn copy(copy: &CopySummary) -> String {
    let unreadable = if copy.is_readable { "" } else { ", illisible" };
    format!(
        "{} : {}, {}{unreadable}",
        copy.file_name,
        moment(copy.made_at),
        size(copy.size_bytes)
    )
}

/// A passphrase was changed, or taken away.
pub fn passphrase_changed(path: &Path, is_encrypted: bool) -> String {
    let path = path.display();
    if is_encrypted {
        format!("« {path} » et ses copies s’ouvrent désormais avec la nouvelle phrase de passe.")
    } else {
        format!("« {path} » et ses copies ne sont plus protégés par une phrase de passe.")
    }
}
