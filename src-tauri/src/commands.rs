//! Commands: what the page may ask for, one function each.
//!
//! A command unpacks, calls one use case and maps the failure. The list here is the one of
//! build.rs and of capabilities/main.json; a test compares them.

mod campaign;
mod copies;
mod dialog;
mod dossier;
mod evidence;
mod protection;
mod start;
mod verification;

use quality::workspace::Progress;
use tauri::ipc::{Channel, Invoke};

use crate::failure::Failure;
use crate::state::State;

/// What a command gives.
type Outcome<T> = Result<T, Failure>;

/// The state, as a command gets it.
type Shared<'s> = tauri::State<'s, State>;

/// Every command of the page.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        start::boot,
        start::cancel,
        start::close_window,
        start::watch,
        protection::create_workspace,
        protection::forget_passphrase,
        protection::key_ring,
        protection::print_page,
        protection::unlock_workspace,
        copies::backup_workspace,
        copies::check_workspace,
        copies::open_other,
        copies::open_usual,
        campaign::change_profile,
        campaign::create_campaign,
        campaign::open_campaign,
        campaign::put_action,
        campaign::record_answer,
        campaign::redo,
        campaign::remove_action,
        campaign::undo,
        evidence::attach_evidence,
        evidence::choose_evidence,
        evidence::describe_evidence,
        evidence::link_evidence,
        evidence::unlink_evidence,
        dossier::create_identity,
        dossier::issue_dossier,
        verification::choose_dossier,
        verification::verify_dossier,
    ]
}

/// Tells the page how far something is, and whether a person stopped it.
fn telling<'s>(
    state: &'s State,
    channel: &'s Channel<Progress>,
) -> impl FnMut(Progress) -> bool + 's {
    state.begin();
    move |progress| {
        // A page that no longer listens does not stop the work.
        let _ = channel.send(progress);
        state.goes_on()
    }
}
