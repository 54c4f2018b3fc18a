//! What the window needs at its start and end.

use std::path::Path;

use quality::clock::{Day, Moment};
use quality::grid::Grid;
use quality::place;
use quality::workspace::{self, CampaignSummary, IdentitySummary, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::{Outcome, Shared, copies, identity, protection};
use crate::failure::{Failure, Kind};
use crate::state::{State, WindowEvent};
use crate::wording::{self, Told};
use crate::{edge, example};

/// Everything that the first screen needs, in one answer.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Boot {
    /// Version of the application.
    pub version: String,
    /// Today, by the machine's clock.
    pub today: Day,
    /// Where the workspace is, or will be made.
    pub place: Option<String>,
    /// The workspace, once there is one.
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
    /// Why the identity that is kept does not say who it is.
    pub identity_failure: Option<Failure>,
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
    /// Whether it is the example, to look around in.
    pub example: bool,
    /// Whether it stands where this application looks first.
    pub usual: bool,
    /// Whether it stands where other machines write, and can be moved away from there.
    pub can_move_here: bool,
    /// Size of its file in bytes.
    pub size_bytes: u64,
    /// Why nothing can be changed; none while it can.
    pub read_only: Option<String>,
    /// When it was copied last.
    pub last_copy: Option<Moment>,
    /// What was found when it was opened.
    pub notices: Vec<Told>,
}

/// Opens the workspace and gives what the first screen needs. Answers also when it cannot be
/// opened: verifying a dossier needs none.
#[tauri::command(async)]
pub fn boot(app: AppHandle, state: Shared<'_>) -> Boot {
    let opened = protection::open_remembered(&state);
    let is_open = matches!(opened, Ok(true));
    let boot = start(&state, opened);
    // What is made in a moment only holds nothing yet that a copy could keep.
    if is_open {
        copies::soon(&app);
    }
    boot
}

/// What the first screen needs, after the workspace was opened or not.
pub fn start(state: &State, opened: Outcome<bool>) -> Boot {
    let locked = matches!(&opened, Err(failure) if failure.kind == Kind::PassphraseWanted);
    let (held, failure) = match opened.and_then(|is_open| is_open.then(|| held(state)).transpose())
    {
        Ok(held) => (held.unwrap_or_default(), None),
        Err(_) if locked => (Held::default(), None),
        Err(failure) => (Held::default(), Some(failure)),
    };
    let path = State::workspace_path().ok();
    let made = path.as_ref().filter(|path| path.exists());
    let folders = State::copy_folders().unwrap_or_default();
    let (identity, identity_failure) = match identity::standing() {
        Ok(identity) => (identity, None),
        Err(failure) => (None, Some(failure)),
    };
    Boot {
        version: env!("CARGO_PKG_VERSION").into(),
        today: edge::today(),
        place: path.as_ref().map(|path| path.display().to_string()),
        workspace: made.map(|path| WorkspaceState {
            path: path.display().to_string(),
            encrypted: held.encrypted || locked,
            locked,
            example: State::example_path().is_ok_and(|example| example == *path),
            usual: State::usual_path().is_ok_and(|usual| usual == *path),
            can_move_here: !is_local(path)
                && State::usual_path().is_ok_and(|usual| is_local(&usual)),
            size_bytes: std::fs::metadata(path).map_or(0, |found| found.len()),
            read_only: held.read_only,
            last_copy: workspace::last_copy(&folders),
            notices: held.notices,
        }),
        failure,
        grid: example::shipped().grid().clone(),
        campaigns: held.campaigns,
        current: held.current,
        identity,
        identity_failure,
    }
}

/// Whether no other machine writes at that place.
fn is_local(path: &Path) -> bool {
    place::kind(path) == place::Kind::Local
}

/// What an open workspace holds, as the first screen needs it.
#[derive(Default)]
struct Held {
    encrypted: bool,
    read_only: Option<String>,
    notices: Vec<Told>,
    campaigns: Vec<CampaignSummary>,
    current: Option<Sheet>,
}

fn held(state: &State) -> Outcome<Held> {
    let known = state.known();
    let mut notices: Vec<Told> = known.recovered.iter().map(wording::recovered).collect();
    notices.extend(known.copy_failure.as_ref().map(wording::copy_failed));
    state.with(|workspace| {
        notices.extend(workspace.notices()?.iter().map(wording::noticed));
        let last = workspace.last_opened()?;
        Ok(Held {
            encrypted: workspace.is_encrypted(),
            read_only: wording::read_only(workspace.access()),
            notices,
            campaigns: workspace.campaigns()?,
            current: last.map(|id| workspace.sheet(id)).transpose()?,
        })
    })
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
