//! What the window needs at its start and end.

use quality::clock::Day;
use quality::grid::Grid;
use quality::store::Passphrase;
use quality::workspace::{CampaignSummary, IdentitySummary, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::{Outcome, Shared, dossier};
use crate::failure::{Failure, Kind};
use crate::state::{State, WindowEvent};
use crate::{edge, example};

/// Everything that the first screen needs, in one answer.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Boot {
    /// Version of the application.
    pub version: String,
    /// Today, by the machine's clock.
    pub today: Day,
    /// The workspace, when its place is known.
    pub workspace: Option<WorkspaceState>,
    /// Why it could not be opened.
    pub failure: Option<Failure>,
    /// The edition that new campaigns answer.
    pub grid: Grid,
    /// Every assessment in one line.
    pub campaigns: Vec<CampaignSummary>,
    /// The one that was open last.
    pub current: Option<Sheet>,
    /// Who signs here.
    pub identity: Option<IdentitySummary>,
}

/// The workspace file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceState {
    /// Where it is.
    pub path: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether it waits for its passphrase.
    pub locked: bool,
}

/// Opens the workspace and gives what the first screen needs. Answers also when it cannot be
/// opened: verifying a dossier needs none.
#[tauri::command(async)]
pub fn boot(state: Shared<'_>) -> Boot {
    let opened = state.open_workspace(None);
    start(&state, opened)
}

/// Opens the workspace under its passphrase.
#[tauri::command(async)]
pub fn unlock_workspace(state: Shared<'_>, passphrase: String) -> Outcome<Boot> {
    state.open_workspace(Some(&Passphrase::new(passphrase)))?;
    Ok(start(&state, Ok(())))
}

fn start(state: &State, opened: Outcome<()>) -> Boot {
    let locked = matches!(&opened, Err(failure) if failure.kind == Kind::PassphraseWanted);
    let read = opened.and_then(|()| {
        state.with(|workspace| {
            let campaigns = workspace.campaigns()?;
            let last = workspace.last_opened()?;
            let current = last.map(|id| workspace.sheet(id)).transpose()?;
            Ok((campaigns, current, workspace.is_encrypted()))
        })
    });
    let (campaigns, current, encrypted, failure) = match read {
        Ok((campaigns, current, encrypted)) => (campaigns, current, encrypted, None),
        Err(_) if locked => (Vec::new(), None, true, None),
        Err(failure) => (Vec::new(), None, false, Some(failure)),
    };
    let path = State::workspace_path().ok();
    Boot {
        version: env!("CARGO_PKG_VERSION").into(),
        today: edge::today(),
        workspace: path.map(|path| WorkspaceState {
            path: path.display().to_string(),
            encrypted,
            locked,
        }),
        failure,
        grid: example::shipped().grid().clone(),
        campaigns,
        current,
        identity: dossier::identity(),
    }
}

/// Tells the page what happens to the window from now on.
#[tauri::command(async)]
pub fn watch(state: Shared<'_>, channel: Channel<WindowEvent>) {
    state.watch(channel);
}

/// Stops what is running.
#[tauri::command(async)]
pub fn cancel(state: Shared<'_>) {
    state.stop();
}

/// Closes the window; the page has saved everything.
#[tauri::command(async)]
pub fn close_window(app: AppHandle) {
    app.exit(0);
}
