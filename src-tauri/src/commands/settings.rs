//! Settings: what holds for the whole workspace, and for this window.

use quality::workspace::EvidenceLimits;
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;

use super::{Outcome, Shared, copies, dialog};
use crate::preferences::Preferences;
use crate::state::State;
use crate::timestamp::WebService;
use crate::wording;

/// What a person may set.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Whose name new changes bear.
    pub author: Option<String>,
    /// How large evidence may be.
    pub limits: EvidenceLimits,
    /// Where copies go a second time.
    pub second_folder: Option<String>,
    /// Address of the timestamp service that may be asked.
    pub timestamp_service: Option<String>,
}

fn read(state: &State) -> Outcome<Settings> {
    let Preferences {
        second_folder,
        timestamp_service,
        ..
    } = Preferences::read()?;
    state.with(|workspace| {
        Ok(Settings {
            author: workspace.author()?,
            limits: workspace.evidence_limits()?,
            second_folder: second_folder.map(|folder| folder.display().to_string()),
            timestamp_service,
        })
    })
}

/// What is set.
#[tauri::command(async)]
pub fn settings(state: Shared<'_>) -> Outcome<Settings> {
    read(&state)
}

/// Says whose name new changes bear.
#[tauri::command(async)]
pub fn set_author(state: Shared<'_>, author: Option<String>) -> Outcome<Settings> {
    state.with(|workspace| Ok(workspace.set_author(author.as_deref())?))?;
    read(&state)
}

/// Says how large evidence may be.
#[tauri::command(async)]
pub fn set_evidence_limits(state: Shared<'_>, limits: EvidenceLimits) -> Outcome<Settings> {
    state.with(|workspace| Ok(workspace.set_evidence_limits(limits)?))?;
    read(&state)
}

/// Asks where copies go a second time; nothing changes when the dialog was closed.
#[tauri::command(async)]
pub fn choose_second_folder(app: AppHandle, state: Shared<'_>) -> Outcome<Settings> {
    if let Some(folder) = dialog::folder(&app, wording::copies_where()) {
        let preferences = Preferences {
            second_folder: Some(folder),
            ..Preferences::read()?
        };
        preferences.write()?;
        copies::soon(&app);
    }
    read(&state)
}

/// Has copies go to one folder alone. What is in the other stays there.
#[tauri::command(async)]
pub fn remove_second_folder(state: Shared<'_>) -> Outcome<Settings> {
    let preferences = Preferences {
        second_folder: None,
        ..Preferences::read()?
    };
    preferences.write()?;
    read(&state)
}

/// Says which timestamp service may be asked; none to ask no one.
#[tauri::command(async)]
pub fn set_timestamp_service(state: Shared<'_>, address: Option<String>) -> Outcome<Settings> {
    let service = address.as_deref().map(WebService::at).transpose()?;
    let preferences = Preferences {
        timestamp_service: service.map(|service| service.address().to_owned()),
        ..Preferences::read()?
    };
    preferences.write()?;
    read(&state)
}
