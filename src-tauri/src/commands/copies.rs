//! Whole copies and a check of the workspace; and which file is open.

use std::path::{Path, PathBuf};

use quality::workspace;
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;

use super::dialog::{self, Shown};
use super::protection::open_remembered;
use super::start::{Boot, start};
use super::{Outcome, Shared};
use crate::preferences::Preferences;
use crate::state::State;
use crate::{edge, wording};

/// Extension of a workspace file.
const EXTENSION: &str = "mentorat";

/// A file that was written.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Its name.
    pub file_name: String,
    /// Where it is.
    pub path: String,
    /// Its size.
    pub size_bytes: u64,
}

impl Written {
    /// What stands at `path` now.
    pub fn at(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self {
            file_name: quality::evidence::display_name(&name),
            path: path.display().to_string(),
            size_bytes: std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
        }
    }
}

/// A workspace that was read whole and found sound.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Soundness {
    /// How many assessments it holds.
    pub campaigns: usize,
    /// How many pieces of evidence.
    pub evidence: usize,
    /// Size of its file.
    pub size_bytes: u64,
}

/// Writes one whole copy where a person says; none when the dialog was closed.
#[tauri::command(async)]
pub fn backup_workspace(app: AppHandle, state: Shared<'_>) -> Outcome<Option<Written>> {
    let name = wording::backup_name(edge::today());
    let Some(target) = dialog::save(&app, workspace_files(wording::backup_where()), &name) else {
        return Ok(None);
    };
    state.with(|workspace| Ok(workspace::backup(workspace, &target)?))?;
    Ok(Some(Written::at(&target)))
}

/// Reads the whole workspace again.
#[tauri::command(async)]
pub fn check_workspace(state: Shared<'_>) -> Outcome<Soundness> {
    state.with(|workspace| {
        workspace.check()?;
        let campaigns = workspace.campaigns()?;
        let mut evidence = 0;
        for campaign in &campaigns {
            evidence += workspace
                .sheet(campaign.assessment)?
                .assessment
                .evidence
                .len();
        }
        Ok(Soundness {
            campaigns: campaigns.len(),
            evidence,
            size_bytes: Written::at(workspace.path()).size_bytes,
        })
    })
}

fn workspace_files(title: &'static str) -> Shown {
    Shown {
        title,
        name: wording::workspace_kind(),
        extensions: &[EXTENSION],
    }
}

/// Opens another workspace file instead; none when the dialog was closed.
#[tauri::command(async)]
pub fn open_other(app: AppHandle, state: Shared<'_>) -> Outcome<Option<Boot>> {
    let chosen = dialog::open_one(&app, workspace_files(wording::open_which()));
    chosen.map(|path| instead(&state, Some(path))).transpose()
}

/// Goes back to the workspace where this application looks first.
#[tauri::command(async)]
pub fn open_usual(state: Shared<'_>) -> Outcome<Boot> {
    instead(&state, None)
}

/// Closes what is open and opens the workspace at `path`, or the usual one.
fn instead(state: &State, path: Option<PathBuf>) -> Outcome<Boot> {
    state.close_workspace();
    let usual = State::usual_path()?;
    let preferences = Preferences {
        workspace: path.filter(|path| *path != usual),
    };
    preferences.write()?;
    let opened = open_remembered(state);
    Ok(start(state, opened))
}
