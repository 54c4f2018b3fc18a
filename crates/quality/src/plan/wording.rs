//! The words of the plan in an agenda, in French.

use crate::id::StandardId;

/// Which standard an action is about.
pub(super) fn standard(id: &StandardId, title: &str) -> String {
    format!("Standard {id}\u{a0}: {title}")
}

/// Who does it.
pub(super) fn owner(owner: &str) -> String {
    format!("Responsable\u{a0}: {owner}")
}

/// What the grid advises.
pub(super) fn advice(advice: &str) -> String {
    format!("Conseil de la grille\u{a0}: {advice}")
}
