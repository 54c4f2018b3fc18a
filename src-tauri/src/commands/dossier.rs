//! The identity that signs, and dossiers issued.

use pades::certificate::Certificate;
use pades::identity::{Algorithm, Subject};
use quality::id::AssessmentId;
use quality::store::Passphrase;
use quality::whole_file;
use quality::workspace::{self, Choice, IdentityKind, IdentitySummary, Issued, Progress};
use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::{Outcome, Shared, telling};
use crate::failure::Failure;
use crate::state::State;
use crate::{edge, wording};

/// Who shall sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityRequest {
    name: String,
    kind: IdentityKind,
    passphrase: String,
}

/// What a dossier shall carry, and what opens the key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    passphrase: String,
    enclose: Enclose,
}

/// Which evidence a dossier carries.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Enclose {
    All,
    None,
}

/// Who signs here, when somebody does.
pub fn identity() -> Option<IdentitySummary> {
    certificate().map(|certificate| IdentitySummary::of_certificate(&certificate))
}

/// The certificate of whoever signs here.
pub fn certificate() -> Option<Certificate> {
    let bytes = std::fs::read(State::certificate_path().ok()?).ok()?;
    Certificate::from_der(&bytes).ok()
}

/// Makes the identity of this window.
#[tauri::command(async)]
pub fn create_identity(request: IdentityRequest) -> Outcome<IdentitySummary> {
    let subject = match request.kind {
        IdentityKind::Seal => Subject::Organisation { name: request.name },
        IdentityKind::Person => Subject::Person {
            name: request.name,
            organisation: None,
        },
    };
    let passphrase = Passphrase::new(request.passphrase);
    let (path, edge) = (State::identity_path()?, edge::edge()?);
    let made = workspace::create_identity(&path, &subject, Algorithm::P256, &passphrase, &edge)?;
    let public = State::certificate_path()?;
    whole_file::write(&public, made.certificate().der())
        .map_err(|error| Failure::of_file(&public, &error))?;
    Ok(IdentitySummary::of(&made))
}

/// Issues the dossier; none when the dialog was closed.
#[tauri::command(async)]
pub fn issue_dossier(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
    request: IssueRequest,
    progress: Channel<Progress>,
) -> Outcome<Option<Issued>> {
    // The passphrase first: nobody should choose a place only to learn that it was mistyped.
    let passphrase = Passphrase::new(request.passphrase);
    let identity = workspace::open_identity(&State::identity_path()?, &passphrase)?;
    let name = state.with(|workspace| Ok(workspace.dossier_name(assessment)?))?;
    let shown = Shown {
        title: wording::save_dossier(),
        name: "PDF",
        extensions: &["pdf"],
    };
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    let choice = match request.enclose {
        Enclose::All => Choice::All,
        Enclose::None => Choice::None,
    };
    let mut told = telling(&state, &progress);
    state.with(|workspace| {
        Ok(Some(workspace.issue(
            assessment, &identity, &choice, &target, &mut told,
        )?))
    })
}
