//! What the list writes by itself, in French: where a change came from.

use super::{Key, Withdrawal};
use crate::clock::Moment;

/// Grounds of a change that came from the list of `source`: what was written here, then what was
/// written there.
pub(super) fn taken_over(how: &str, source: &str, theirs: &str) -> String {
    format!("{how} — Repris de la liste de « {source} » : {theirs}")
}

/// What another list says of a key that was recorded.
pub(super) fn recorded_there(key: &Key) -> String {
    let on = day(key.recorded_at);
    format!("enregistrée le {on} par {} : {}", key.author, key.how)
}

/// What another list says of a key that was withdrawn.
pub(super) fn withdrawn_there(withdrawal: &Withdrawal) -> String {
    let on = day(withdrawal.at);
    format!(
        "retirée le {on} par {} : {}",
        withdrawal.author, withdrawal.why
    )
}

/// «22/11/2026».
fn day(moment: Moment) -> String {
    let date = moment.day().date();
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}
