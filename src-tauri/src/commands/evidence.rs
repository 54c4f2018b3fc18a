//! Evidence chosen, attached, described and taken off.

use quality::assessment::EvidenceLink;
use quality::id::{AssessmentId, EvidenceId, ExpectedId, StandardId};
use quality::workspace::{self, Description, Progress, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::{Outcome, Shared, telling};
use crate::failure::Failure;
use crate::state::Offer;
use crate::wording;

/// What came of attaching files.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// The assessment with them.
    pub sheet: Sheet,
    /// Those that were attached.
    pub attached: Vec<EvidenceId>,
    /// Those that were not.
    pub refused: Vec<Refused>,
}

/// A file that was not attached.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Its name, safe to show.
    pub file_name: String,
    /// Why.
    pub failure: Failure,
}

impl From<workspace::Refused> for Refused {
    fn from(refused: workspace::Refused) -> Self {
        let name = refused
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let file_name = quality::evidence::display_name(&name);
        Self {
            file_name,
            failure: refused.reason.into(),
        }
    }
}

/// Asks for files; none when the dialog was closed.
#[tauri::command(async)]
pub fn choose_evidence(app: AppHandle, state: Shared<'_>) -> Option<Offer> {
    let title = wording::choose_evidence();
    let paths = dialog::open_many(
        &app,
        Shown {
            title,
            name: "",
            extensions: &[],
        },
    );
    (!paths.is_empty()).then(|| state.offer(paths))
}

/// Attaches offered files to the answer for a standard.
#[tauri::command(async)]
pub fn attach_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
    expected: Option<ExpectedId>,
    offer: String,
    progress: Channel<Progress>,
) -> Outcome<Attached> {
    let paths = state.take(&offer)?;
    let mut told = telling(&state, &progress);
    state.with(|workspace| {
        let done = workspace.attach(assessment, &standard, expected.as_ref(), &paths, &mut told)?;
        let refused = done.refused.into_iter().map(Refused::from).collect();
        Ok(Attached {
            sheet: done.sheet,
            attached: done.attached,
            refused,
        })
    })
}

/// Says what a piece of evidence is.
#[tauri::command(async)]
pub fn describe_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    description: Description,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.describe_evidence(assessment, description)?))
}

/// Lets a piece of evidence serve an answer.
#[tauri::command(async)]
pub fn link_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
    link: EvidenceLink,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.link_evidence(assessment, &standard, link)?))
}

/// Takes a piece of evidence off an answer.
#[tauri::command(async)]
pub fn unlink_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
    link: EvidenceLink,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.unlink_evidence(assessment, &standard, &link)?))
}
