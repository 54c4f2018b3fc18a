//! The example: a workspace of its own to look around in, gone in one click.

use quality::workspace::Workspace;
use tauri::AppHandle;

use super::protection::open_remembered;
use super::start::{Boot, start};
use super::{Outcome, Shared, copies};
use crate::example;
use crate::preferences::{Preferences, make_folder};
use crate::state::State;

/// Opens the example in the place of what is open, which stays as it is.
#[tauri::command(async)]
pub fn open_example(state: Shared<'_>) -> Outcome<Boot> {
    let path = State::example_path()?;
    let preferences = Preferences::read()?;
    if !preferences.example {
        make_folder(&path)?;
        // Made before anything is closed; what an interrupted start left is nobody's work.
        Workspace::remove_files(&path);
        example::workspace(&path)?.close()?;
        state.copy_if_due();
        state.close_workspace()?;
        let preferences = Preferences {
            example: true,
            ..preferences
        };
        preferences.write()?;
    }
    Ok(start(&state, open_remembered(&state)))
}

/// Removes the example, and goes back to what was open before.
#[tauri::command(async)]
pub fn leave_example(app: AppHandle, state: Shared<'_>) -> Outcome<Boot> {
    copies::instead(&app, &state, Preferences::read()?.workspace)
}
