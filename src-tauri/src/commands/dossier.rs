//! Dossiers: looked at beforehand, drafted, issued, and shown where they are.

use pades::timestamp::Service;
use quality::digest::Digest;
use quality::id::AssessmentId;
use quality::store::Passphrase;
use quality::workspace::{Preview, Progress, Selection, Signing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::copies::Written;
use super::dialog::{self, Shown};
use super::{Outcome, Shared, telling};
use crate::failure::{Failure, Kind};
use crate::preferences::Preferences;
use crate::state::State;
use crate::timestamp::WebService;
use crate::{edge, wording};

/// What a dossier shall carry, what opens the key, and whether the time is stamped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    passphrase: String,
    selection: Selection,
    /// Asks the timestamp service of the preferences.
    stamped: bool,
}

/// A dossier that was written.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    /// The file.
    pub written: Written,
    /// What names it to the commands that show it.
    pub offer: String,
    /// Digest of the signer's certificate; none for a draft.
    pub certificate_digest: Option<Digest>,
    /// Whether a service stamped the time.
    pub stamped: bool,
}

/// What a dossier would be.
#[tauri::command(async)]
pub fn preview_dossier(
    state: Shared<'_>,
    assessment: AssessmentId,
    selection: Selection,
) -> Outcome<Preview> {
    state.with(|workspace| Ok(workspace.preview_dossier(assessment, selection)?))
}

/// Writes a draft, marked as one and not signed; none when the dialog was closed.
#[tauri::command(async)]
pub fn draft_dossier(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
    selection: Selection,
    progress: Channel<Progress>,
) -> Outcome<Option<Delivered>> {
    let name = state.with(|workspace| Ok(workspace.dossier_name(assessment)?))?;
    let name = wording::draft_name(&name);
    let Some(target) = dialog::save(&app, pdf(wording::save_draft()), &name) else {
        return Ok(None);
    };
    let mut told = telling(&state, &progress);
    state.with(|workspace| Ok(workspace.draft(assessment, selection, &target, &mut told)?))?;
    Ok(Some(Delivered {
        written: Written::at(&target),
        offer: state.offer(vec![target]).offer,
        certificate_digest: None,
        stamped: false,
    }))
}

/// Issues the dossier; none when the dialog was closed.
#[tauri::command(async)]
pub fn issue_dossier(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
    request: IssueRequest,
    progress: Channel<Progress>,
) -> Outcome<Option<Delivered>> {
    // The passphrase first: nobody should choose a place only to learn that it was mistyped.
    let passphrase = Passphrase::new(request.passphrase);
    let identity = State::strongbox()?.open(&passphrase, &edge::edge()?)?;
    let mut service = request.stamped.then(service).transpose()?;
    let name = state.with(|workspace| Ok(workspace.dossier_name(assessment)?))?;
    let Some(target) = dialog::save(&app, pdf(wording::save_dossier()), &name) else {
        return Ok(None);
    };
    let signing = Signing {
        identity: &identity,
        service: service.as_mut().map(|service| service as &mut dyn Service),
    };
    let mut told = telling(&state, &progress);
    let issued = state.with(|workspace| {
        let selection = request.selection;
        Ok(workspace.issue(assessment, signing, selection, &target, &mut told)?)
    })?;
    Ok(Some(Delivered {
        written: Written::at(&target),
        offer: state.offer(vec![target]).offer,
        certificate_digest: Some(issued.certificate_digest),
        stamped: request.stamped,
    }))
}

/// The timestamp service of the preferences.
fn service() -> Outcome<WebService> {
    let address = Preferences::read()?.timestamp_service.unwrap_or_default();
    WebService::at(&address)
}

fn pdf(title: &'static str) -> Shown {
    Shown {
        title,
        name: "PDF",
        extensions: &["pdf"],
    }
}

/// Shows a dossier that was written in the system's viewer.
#[tauri::command(async)]
pub fn open_delivered(state: Shared<'_>, offer: String) -> Outcome<()> {
    dialog::view(&state.offered(&offer)?).map_err(no_viewer)
}

/// Shows the folder of a dossier that was written.
#[tauri::command(async)]
pub fn show_delivered(state: Shared<'_>, offer: String) -> Outcome<()> {
    let path = state.offered(&offer)?;
    dialog::view(path.parent().unwrap_or(&path)).map_err(no_viewer)
}

fn no_viewer(error: std::io::Error) -> Failure {
    Failure::new(Kind::Unreadable, wording::no_viewer()).with_detail(error)
}
