//! Commands: what the page may ask for, one function each.
//!
//! A command unpacks, calls one use case and maps the failure. The list here is the one of
//! build.rs and of capabilities/main.json; a test compares them.

mod campaign;
mod copies;
mod dialog;
mod dossier;
mod erasure;
mod evidence;
mod example;
mod exchange;
mod history;
mod identity;
mod protection;
mod review;
mod settings;
mod start;
mod trust;
mod verification;

pub use exchange::ExportKind;
use quality::workspace::{Progress, Step};
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
        example::leave_example,
        example::open_example,
        protection::change_passphrase,
        protection::create_workspace,
        protection::forget_passphrase,
        protection::key_ring,
        protection::open_to_read,
        protection::print_page,
        protection::remember_passphrase,
        protection::unlock_workspace,
        copies::backup_workspace,
        copies::check_workspace,
        copies::copies,
        copies::copy_now,
        copies::move_here,
        copies::open_other,
        copies::open_restored,
        copies::open_usual,
        copies::preview_copy,
        copies::restore_copy,
        settings::choose_second_folder,
        settings::remove_second_folder,
        settings::set_author,
        settings::set_evidence_limits,
        settings::set_timestamp_service,
        settings::settings,
        campaign::change_profile,
        campaign::create_campaign,
        campaign::follow_campaign,
        campaign::open_campaign,
        campaign::picture,
        campaign::previous_campaign,
        campaign::put_action,
        campaign::read_campaign,
        campaign::record_answer,
        campaign::redo,
        campaign::remove_action,
        campaign::suppose,
        campaign::undo,
        evidence::add_evidence,
        evidence::attach_evidence,
        evidence::choose_evidence,
        evidence::describe_evidence,
        evidence::describe_several,
        evidence::library,
        evidence::link_evidence,
        evidence::link_several,
        evidence::offer_clipboard,
        evidence::offer_pasted,
        evidence::open_evidence,
        evidence::preview_evidence,
        evidence::remove_evidence,
        evidence::remove_several,
        evidence::replace_evidence,
        evidence::revisions,
        evidence::unlink_evidence,
        history::history,
        history::recent_changes,
        erasure::delete_campaign,
        erasure::erase_campaign,
        erasure::erase_evidence,
        erasure::erase_name,
        erasure::find_name,
        erasure::issued_dossiers,
        erasure::restore_campaign,
        erasure::restore_evidence,
        erasure::retention,
        erasure::set_retention,
        erasure::to_be_deleted,
        erasure::trash,
        exchange::apply_answers,
        exchange::export_calendar,
        exchange::export_campaign,
        exchange::import_campaign,
        exchange::read_answers,
        identity::choose_identity,
        identity::create_identity,
        identity::export_identity,
        identity::identity_code,
        identity::import_identity,
        identity::read_identities,
        identity::remove_identity,
        identity::export_certificate,
        identity::request_certificate,
        identity::take_certificate,
        identity::unlock_identity,
        dossier::draft_dossier,
        dossier::issue_dossier,
        dossier::open_delivered,
        dossier::preview_dossier,
        dossier::show_delivered,
        review::begin_review,
        review::change_proceeding,
        review::compare_review,
        review::erase_review,
        review::export_review,
        review::issue_report,
        review::merge_review,
        review::open_received,
        review::open_return,
        review::open_review,
        review::put_interview,
        review::record_finding,
        review::redo_review,
        review::remove_interview,
        review::reviews,
        review::undo_review,
        trust::choose_certificate,
        trust::choose_trust_list,
        trust::export_trust,
        trust::record_certificate,
        trust::record_signer,
        trust::take_over_trust,
        trust::trust_list,
        trust::withdraw_key,
        verification::choose_dossier,
        verification::verify_dossier,
    ]
}

/// As [`telling`], for work that passes bytes of evidence.
fn telling_bytes<'s>(
    state: &'s State,
    channel: &'s Channel<Progress>,
) -> impl FnMut(u64, u64) -> bool + 's {
    let mut told = telling(state, channel);
    move |done_bytes, total_bytes| {
        told(Progress {
            step: Step::Evidence,
            done_bytes,
            total_bytes,
        })
    }
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
