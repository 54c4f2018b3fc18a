//! What was changed, by whom and when.

use quality::id::{AssessmentId, StandardId};
use quality::workspace::{HistoryEntry, RecentChange};

use super::{Outcome, Shared};

/// How many changes the first screen shows.
const SHOWN: u32 = 6;

/// Everything that happened to a standard, the newest first.
#[tauri::command(async)]
pub fn history(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
) -> Outcome<Vec<HistoryEntry>> {
    state.with(|workspace| Ok(workspace.history(assessment, &standard)?))
}

/// The last changes of an assessment, the newest first.
#[tauri::command(async)]
pub fn recent_changes(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Vec<RecentChange>> {
    state.with(|workspace| Ok(workspace.recent_changes(assessment, SHOWN)?))
}
