//! Campaigns, answers and the plan.

use std::collections::BTreeSet;

use quality::assessment::{Action, ActionStatus};
use quality::clock::Day;
use quality::dossier::Picture;
use quality::id::{ActionId, AssessmentId, StandardId};
use quality::scoring::Score;
use quality::workspace::{AnswerEntry, Begun, Profile, Saved, Sheet};
use serde::Deserialize;

use super::{Outcome, Shared};
use crate::failure::{Failure, Kind};
use crate::preferences::Preferences;
use crate::{example, wording};

/// Begins a campaign against the installed edition.
#[tauri::command(async)]
pub fn create_campaign(state: Shared<'_>, profile: Profile) -> Outcome<Sheet> {
    refuse_in_example()?;
    state.with(|workspace| {
        let sheet = workspace.begin_campaign(example::shipped(), profile)?;
        workspace.remember_opened(sheet.assessment.id)?;
        Ok(sheet)
    })
}

/// What is begun inside the example would go away with it.
fn refuse_in_example() -> Outcome<()> {
    if Preferences::read()?.example {
        return Err(Failure::new(Kind::Unknown, wording::in_the_example()));
    }
    Ok(())
}

/// Begins a campaign against the installed edition, which takes over from an earlier one.
#[tauri::command(async)]
pub fn follow_campaign(
    state: Shared<'_>,
    before: AssessmentId,
    profile: Profile,
) -> Outcome<Begun> {
    refuse_in_example()?;
    state.with(|workspace| {
        let begun = workspace.begin_following(example::shipped(), before, profile)?;
        workspace.remember_opened(begun.sheet.assessment.id)?;
        Ok(begun)
    })
}

/// The campaign before, without opening it; none when this is the first of its programme.
#[tauri::command(async)]
pub fn previous_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Option<Sheet>> {
    state.with(|workspace| {
        let previous = workspace.previous_campaign(assessment)?;
        Ok(previous.map(|id| workspace.sheet(id)).transpose()?)
    })
}

/// A campaign, without opening it.
#[tauri::command(async)]
pub fn read_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.sheet(assessment)?))
}

/// Opens a campaign.
#[tauri::command(async)]
pub fn open_campaign(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Sheet> {
    state.with(|workspace| {
        let sheet = workspace.sheet(assessment)?;
        workspace.remember_opened(assessment)?;
        Ok(sheet)
    })
}

/// The picture of stages and levels, drawn so many points wide.
#[tauri::command(async)]
pub fn picture(state: Shared<'_>, assessment: AssessmentId, width: f32) -> Outcome<Picture> {
    state.with(|workspace| Ok(workspace.picture(assessment, width)?))
}

/// The score as it would be with these standards met; nothing is kept.
#[tauri::command(async)]
pub fn suppose(
    state: Shared<'_>,
    assessment: AssessmentId,
    met: BTreeSet<StandardId>,
) -> Outcome<Score> {
    state.with(|workspace| Ok(workspace.suppose(assessment, &met)?))
}

/// Changes who takes part, or when.
#[tauri::command(async)]
pub fn change_profile(
    state: Shared<'_>,
    assessment: AssessmentId,
    profile: Profile,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.change_profile(assessment, profile)?))
}

/// Records an answer. When this answers, it is on the disk.
#[tauri::command(async)]
pub fn record_answer(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
    entry: AnswerEntry,
) -> Outcome<Saved> {
    state.with(|workspace| Ok(workspace.record_answer(assessment, &standard, entry)?))
}

/// Takes the last change back.
#[tauri::command(async)]
pub fn undo(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.undo(assessment)?))
}

/// Makes the change again that was taken back last.
#[tauri::command(async)]
pub fn redo(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.redo(assessment)?))
}

/// An action as the page has it: a new one has no name yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionDraft {
    #[serde(default)]
    id: Option<ActionId>,
    standard: StandardId,
    #[serde(default)]
    cause: Option<String>,
    action: String,
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    due_on: Option<Day>,
    status: ActionStatus,
    #[serde(default)]
    indicator: Option<String>,
    #[serde(default)]
    outcome: Option<String>,
}

/// Puts an action into the plan, or changes the one of that name.
#[tauri::command(async)]
pub fn put_action(
    state: Shared<'_>,
    assessment: AssessmentId,
    action: ActionDraft,
) -> Outcome<Sheet> {
    state.with(|workspace| {
        let action = Action {
            id: action.id.unwrap_or_else(|| workspace.new_action_id()),
            standard: action.standard,
            cause: action.cause,
            action: action.action,
            owner: action.owner,
            due_on: action.due_on,
            status: action.status,
            indicator: action.indicator,
            outcome: action.outcome,
        };
        Ok(workspace.put_action(assessment, action)?)
    })
}

/// Takes an action out of the plan.
#[tauri::command(async)]
pub fn remove_action(state: Shared<'_>, assessment: AssessmentId, id: ActionId) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.remove_action(assessment, id)?))
}
