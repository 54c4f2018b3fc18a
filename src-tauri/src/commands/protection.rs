//! The workspace made and unlocked: its passphrase, and the key ring that may remember it.

use quality::store::Passphrase;
use quality::workspace::Progress;
use schemars::JsonSchema;
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, WebviewWindow};

use super::start::{Boot, start};
use super::{Outcome, Shared, copies, dialog, telling_bytes};
use crate::failure::{Failure, Kind};
use crate::key_ring;
use crate::state::State;
use crate::wording;

/// What the system's key ring can do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyRing {
    /// Whether one is in service.
    pub in_service: bool,
    /// Whether it knows the passphrase of this workspace.
    pub remembers: bool,
}

/// Opens the workspace, with the passphrase that the key ring remembers when one is needed.
///
/// # Errors
/// As the store says. One that the key ring no longer has right is asked for as if it had none.
pub fn open_remembered(state: &State) -> Outcome<bool> {
    let locked = match state.open_workspace(None) {
        Err(failure) if failure.kind == Kind::PassphraseWanted => failure,
        opened => return opened,
    };
    let remembered = key_ring::passphrase(&State::workspace_path()?);
    let Some(passphrase) = remembered else {
        return Err(locked);
    };
    match state.open_workspace(Some(&passphrase)) {
        Err(failure) if failure.kind == Kind::Passphrase => Err(locked),
        opened => opened,
    }
}

/// Makes the workspace; with a passphrase, an encrypted one.
#[tauri::command(async)]
pub fn create_workspace(
    state: Shared<'_>,
    passphrase: Option<String>,
    remember: bool,
) -> Outcome<Boot> {
    let passphrase = passphrase.map(Passphrase::new);
    state.create_workspace(passphrase.as_ref())?;
    remembered(remember, passphrase.as_ref())?;
    Ok(start(&state, Ok(true)))
}

/// Opens the workspace under its passphrase.
#[tauri::command(async)]
pub fn unlock_workspace(
    app: AppHandle,
    state: Shared<'_>,
    passphrase: String,
    remember: bool,
) -> Outcome<Boot> {
    let passphrase = Passphrase::new(passphrase);
    state.open_workspace(Some(&passphrase))?;
    remembered(remember, Some(&passphrase))?;
    copies::soon(&app);
    Ok(start(&state, Ok(true)))
}

fn remembered(remember: bool, passphrase: Option<&Passphrase>) -> Outcome<()> {
    let (true, Some(passphrase)) = (remember, passphrase) else {
        return Ok(());
    };
    let workspace = State::workspace_path()?;
    key_ring::remember(&workspace, passphrase).map_err(|error| Failure::of_key_ring(&error))
}

/// Opens the workspace without changing anything of it.
#[tauri::command(async)]
pub fn open_to_read(state: Shared<'_>, passphrase: Option<String>) -> Outcome<Boot> {
    let passphrase = passphrase.map(Passphrase::new);
    let remembered = || key_ring::passphrase(&State::workspace_path().ok()?);
    let opened = state.open_to_read(passphrase.or_else(remembered).as_ref());
    Ok(start(&state, opened.map(|()| true)))
}

/// Writes the workspace and its copies anew under another passphrase, or under none.
#[tauri::command(async)]
pub fn change_passphrase(
    state: Shared<'_>,
    present: Option<String>,
    fresh: Option<String>,
    progress: Channel<Progress>,
) -> Outcome<Boot> {
    let (present, fresh) = (present.map(Passphrase::new), fresh.map(Passphrase::new));
    let mut told = telling_bytes(&state, &progress);
    state.change_passphrase(present.as_ref(), fresh.as_ref(), &mut told)?;
    let workspace = State::workspace_path()?;
    if key_ring::passphrase(&workspace).is_some() {
        // What it remembers is of no use any more; a ring that refuses is asked again at the door.
        let _ = match &fresh {
            Some(fresh) => key_ring::remember(&workspace, fresh),
            None => key_ring::forget(&workspace),
        };
    }
    Ok(start(&state, Ok(true)))
}

/// What the key ring can do here.
#[tauri::command(async)]
pub fn key_ring() -> Outcome<KeyRing> {
    let workspace = State::workspace_path()?;
    Ok(KeyRing {
        in_service: key_ring::is_in_service(),
        remembers: key_ring::passphrase(&workspace).is_some(),
    })
}

/// Has the key ring remember the passphrase that the workspace was opened with.
#[tauri::command(async)]
pub fn remember_passphrase(state: Shared<'_>) -> Outcome<KeyRing> {
    let missing = || Failure::new(Kind::PassphraseWanted, wording::no_workspace());
    let passphrase = state.passphrase().ok_or_else(missing)?;
    key_ring::remember(&State::workspace_path()?, &passphrase)
        .map_err(|error| Failure::of_key_ring(&error))?;
    key_ring()
}

/// Has the key ring forget the passphrase.
#[tauri::command(async)]
pub fn forget_passphrase() -> Outcome<KeyRing> {
    key_ring::forget(&State::workspace_path()?).map_err(|error| Failure::of_key_ring(&error))?;
    key_ring()
}

/// Opens the system's dialog for printing what the page shows on paper.
#[tauri::command(async)]
pub fn print_page(window: WebviewWindow) -> Outcome<()> {
    dialog::print(&window)
        .map_err(|error| Failure::new(Kind::Disk, wording::no_printing()).with_detail(error))
}
