//! Copies: automatic ones, whole ones, what they hold and their return; and the file that is open.

use std::path::PathBuf;
use std::time::Duration;

use quality::workspace::{self, CopyContent, CopySummary, Progress};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

use super::dialog::{self, Shown};
use super::protection::open_remembered;
use super::start::{Boot, start};
use super::{Outcome, Shared, telling_bytes};
use crate::failure::{Failure, Kind};
use crate::preferences::{Preferences, make_folder};
use crate::state::State;
use crate::{edge, wording};

/// Extension of a workspace file.
const EXTENSION: &str = "mentorat";

/// The automatic copies, by folder.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// The folders.
    pub folders: Vec<CopyFolder>,
}

/// A folder of automatic copies.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyFolder {
    /// Which one.
    pub place: CopyPlace,
    /// Where it is.
    pub path: String,
    /// Whether it can be looked into.
    pub is_reachable: bool,
    /// The copies in it, the newest first.
    pub copies: Vec<CopySummary>,
}

/// Which folder of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CopyPlace {
    /// The one on this computer.
    First,
    /// The one that a person chose.
    Second,
}

/// Names a copy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyName {
    place: CopyPlace,
    file_name: String,
}

/// What came back out of a copy.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restored {
    /// Where it is.
    pub path: String,
    /// What names it, to be opened.
    pub offer: String,
    /// Titles of the evidence whose content is nowhere to be found.
    pub missing_evidence: Vec<String>,
}

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
    pub fn at(path: &std::path::Path) -> Self {
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

const PLACES: [CopyPlace; 2] = [CopyPlace::First, CopyPlace::Second];

fn folder(place: CopyPlace) -> Outcome<PathBuf> {
    let folders = State::copy_folders()?;
    let found = PLACES
        .iter()
        .zip(folders)
        .find(|(there, _)| **there == place);
    let missing = || Failure::new(Kind::Unknown, wording::no_copy());
    Ok(found.ok_or_else(missing)?.1)
}

/// The path of a copy that is listed; a name alone leads nowhere.
fn path_of(copy: &CopyName) -> Outcome<PathBuf> {
    let folder = folder(copy.place)?;
    let listed = workspace::copies(&folder)?;
    let is_listed = listed.iter().any(|there| there.file_name == copy.file_name);
    match is_listed {
        true => Ok(folder.join(&copy.file_name)),
        false => Err(Failure::new(Kind::Unknown, wording::no_copy())),
    }
}

/// Has what is due done in the background: copies, and the trash emptied of what waited its time.
/// It begins a moment later, once what a person asked for is on screen.
pub fn soon(app: &AppHandle) {
    const MOMENT: Duration = Duration::from_secs(1);
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(MOMENT);
        let state = app.state::<State>();
        state.copy_if_due();
        state.purge_if_due();
    });
}

/// The automatic copies.
#[tauri::command(async)]
pub fn copies() -> Outcome<Copies> {
    let folders = PLACES.into_iter().zip(State::copy_folders()?);
    let folders = folders.map(|(place, path)| {
        let held = workspace::copies(&path);
        CopyFolder {
            place,
            path: path.display().to_string(),
            is_reachable: held.is_ok(),
            copies: held.unwrap_or_default(),
        }
    });
    Ok(Copies {
        folders: folders.collect(),
    })
}

/// Makes automatic copies now.
#[tauri::command(async)]
pub fn copy_now(state: Shared<'_>, progress: Channel<Progress>) -> Outcome<Boot> {
    state.copy_now(&mut telling_bytes(&state, &progress))?;
    Ok(start(&state, Ok(true)))
}

/// What a copy holds.
#[tauri::command(async)]
pub fn preview_copy(state: Shared<'_>, copy: CopyName) -> Outcome<CopyContent> {
    let passphrase = state.passphrase();
    Ok(workspace::preview_copy(
        &path_of(&copy)?,
        passphrase.as_ref(),
        edge::edge()?,
    )?)
}

/// Makes a workspace file out of a copy, where a person says; none when the dialog was closed.
#[tauri::command(async)]
pub fn restore_copy(
    app: AppHandle,
    state: Shared<'_>,
    copy: CopyName,
    progress: Channel<Progress>,
) -> Outcome<Option<Restored>> {
    let (path, passphrase) = (path_of(&copy)?, state.passphrase());
    let name = wording::restored_name(edge::today());
    let Some(target) = dialog::save(&app, workspace_files(wording::restore_where()), &name) else {
        return Ok(None);
    };
    let restored = workspace::restore_copy(
        &path,
        &target,
        passphrase.as_ref(),
        &edge::edge()?,
        &mut telling_bytes(&state, &progress),
    )?;
    Ok(Some(Restored {
        path: target.display().to_string(),
        offer: state.offer(vec![target]).offer,
        missing_evidence: restored.missing_evidence,
    }))
}

/// Writes one whole copy where a person says; none when the dialog was closed.
#[tauri::command(async)]
pub fn backup_workspace(
    app: AppHandle,
    state: Shared<'_>,
    progress: Channel<Progress>,
) -> Outcome<Option<Written>> {
    let name = wording::backup_name(edge::today());
    let Some(target) = dialog::save(&app, workspace_files(wording::backup_where()), &name) else {
        return Ok(None);
    };
    let mut told = telling_bytes(&state, &progress);
    state.with(|workspace| Ok(workspace::backup(workspace, &target, &mut told)?))?;
    Ok(Some(Written::at(&target)))
}

/// Reads the whole workspace again.
#[tauri::command(async)]
pub fn check_workspace(state: Shared<'_>, progress: Channel<Progress>) -> Outcome<Soundness> {
    let mut told = telling_bytes(&state, &progress);
    state.with(|workspace| {
        if let Some(fault) = workspace.faults(&mut told)?.into_iter().next() {
            return Err(fault.into());
        }
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
    chosen
        .map(|path| instead(&app, &state, Some(path)))
        .transpose()
}

/// Opens a file that was restored instead.
#[tauri::command(async)]
pub fn open_restored(app: AppHandle, state: Shared<'_>, offer: String) -> Outcome<Boot> {
    let path = state.take_one(&offer)?;
    instead(&app, &state, Some(path))
}

/// Goes back to the workspace where this application looks first.
#[tauri::command(async)]
pub fn open_usual(app: AppHandle, state: Shared<'_>) -> Outcome<Boot> {
    instead(&app, &state, None)
}

/// Writes the workspace whole into a new file on this computer, where no other machine writes,
/// and opens that. The file that was open stays as it is.
#[tauri::command(async)]
pub fn move_here(app: AppHandle, state: Shared<'_>, progress: Channel<Progress>) -> Outcome<Boot> {
    let target = State::free_path()?;
    make_folder(&target)?;
    let mut told = telling_bytes(&state, &progress);
    state.with(|workspace| Ok(workspace::backup(workspace, &target, &mut told)?))?;
    let passphrase = state.passphrase();
    instead(&app, &state, Some(target))?;
    if let Some(passphrase) = passphrase {
        state.open_workspace(Some(&passphrase))?;
    }
    Ok(start(&state, Ok(true)))
}

/// Closes what is open and opens the workspace at `path`, or the usual one.
pub fn instead(app: &AppHandle, state: &State, path: Option<PathBuf>) -> Outcome<Boot> {
    state.copy_if_due();
    state.leave_workspace()?;
    let usual = State::usual_path()?;
    let preferences = Preferences {
        workspace: path.filter(|path| *path != usual),
        example: false,
        ..Preferences::read()?
    };
    preferences.write()?;
    let opened = open_remembered(state);
    soon(app);
    Ok(start(state, opened))
}
