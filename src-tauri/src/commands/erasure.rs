//! What is kept, deleted and erased.

use quality::clock::Day;
use quality::id::{AssessmentId, EvidenceId};
use quality::workspace::{
    Erased, Erasure, IssuedDossier, NamePlace, Overdue, Retention, Sheet, Trash,
};

use super::start::{Boot, start};
use super::{Outcome, Shared};
use crate::edge;
use crate::state::State;

/// What is in the trash.
#[tauri::command(async)]
pub fn trash(state: Shared<'_>) -> Outcome<Trash> {
    state.with(|workspace| Ok(workspace.trash()?))
}

/// Puts a campaign in the trash.
#[tauri::command(async)]
pub fn delete_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Boot> {
    state.with(|workspace| Ok(workspace.delete_assessment(assessment)?))?;
    Ok(start(&state, Ok(true)))
}

/// Takes a campaign out of the trash.
#[tauri::command(async)]
pub fn restore_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Boot> {
    state.with(|workspace| Ok(workspace.undelete_assessment(assessment)?))?;
    Ok(start(&state, Ok(true)))
}

/// Erases something from the workspace, then from its automatic copies.
fn erase(state: &State, erasure: Erasure) -> Outcome<Erased> {
    let folders = State::copy_folders()?;
    state.with(|workspace| {
        let mut erased = match &erasure {
            Erasure::Assessment { assessment } => workspace.erase_assessment(*assessment)?,
            Erasure::Evidence {
                assessment,
                evidence,
            } => workspace.erase_evidence(*assessment, *evidence)?,
            Erasure::Name { name } => workspace.erase_name(name)?,
        };
        workspace.erase_from_copies(&folders, &erasure, &mut erased)?;
        Ok(erased)
    })
}

/// Erases a campaign for ever.
#[tauri::command(async)]
pub fn erase_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Erased> {
    erase(&state, Erasure::Assessment { assessment })
}

/// Takes a piece of evidence out of the trash.
#[tauri::command(async)]
pub fn restore_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.restore_evidence(assessment, evidence)?))
}

/// Erases a piece of evidence for ever.
#[tauri::command(async)]
pub fn erase_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<Erased> {
    erase(
        &state,
        Erasure::Evidence {
            assessment,
            evidence,
        },
    )
}

/// Where a person's name stands.
#[tauri::command(async)]
pub fn find_name(state: Shared<'_>, name: String) -> Outcome<Vec<NamePlace>> {
    state.with(|workspace| Ok(workspace.find_name(&name)?))
}

/// Erases a person's name wherever it stands.
#[tauri::command(async)]
pub fn erase_name(state: Shared<'_>, name: String) -> Outcome<Erased> {
    erase(&state, Erasure::Name { name })
}

/// Until when an assessment and its evidence are kept.
#[tauri::command(async)]
pub fn retention(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Vec<Retention>> {
    state.with(|workspace| Ok(workspace.retention(assessment)?))
}

/// Says until when an assessment, or one piece of its evidence, is kept.
#[tauri::command(async)]
pub fn set_retention(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: Option<EvidenceId>,
    keep_until: Option<Day>,
) -> Outcome<Vec<Retention>> {
    state.with(|workspace| {
        workspace.set_retention(assessment, evidence, keep_until)?;
        Ok(workspace.retention(assessment)?)
    })
}

/// What was to be kept until a day that has passed.
#[tauri::command(async)]
pub fn to_be_deleted(state: Shared<'_>) -> Outcome<Vec<Overdue>> {
    state.with(|workspace| Ok(workspace.to_be_deleted(edge::today())?))
}

/// The dossiers that were issued of an assessment.
#[tauri::command(async)]
pub fn issued_dossiers(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Vec<IssuedDossier>> {
    state.with(|workspace| Ok(workspace.issued(assessment)?))
}
