//! Files received.

use std::path::Path;

use pades::TrustAnchors;
use quality::id::LevelId;
use quality::verification::Report;
use quality::verification::wording::{Answer, answers};
use quality::workspace::{Progress, Step};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::{Outcome, Shared, identity, telling};
use crate::failure::{Failure, Kind};
use crate::state::Offer;
use crate::{edge, examination, example, wording};

/// What a received file is worth, told to a person.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Its name, safe to show.
    pub file_name: String,
    /// The report.
    pub report: Report,
    /// The four answers.
    pub answers: [Answer; 4],
    /// Title of the declared level, when the grid is known here.
    pub declared: Option<String>,
    /// Title of the level computed again.
    pub recomputed: Option<String>,
}

/// Asks for a file; none when the dialog was closed.
#[tauri::command(async)]
pub fn choose_dossier(app: AppHandle, state: Shared<'_>) -> Option<Offer> {
    let shown = Shown {
        title: wording::choose_dossier(),
        name: "PDF",
        extensions: &["pdf"],
    };
    dialog::open_one(&app, shown).map(|path| state.offer(vec![path]))
}

/// Verifies an offered file.
#[tauri::command(async)]
pub fn verify_dossier(
    state: Shared<'_>,
    offer: String,
    progress: Channel<Progress>,
) -> Outcome<Verification> {
    let paths = state.take(&offer)?;
    let path = paths
        .first()
        .ok_or_else(|| Failure::new(Kind::Unknown, wording::no_offer()))?;
    let mut told = telling(&state, &progress);
    let report = verify(path, &mut |done_bytes, total_bytes| {
        told(Progress {
            step: Step::Verification,
            done_bytes,
            total_bytes,
        })
    })?;
    let level = report.level.clone();
    let title = |id: &LevelId| {
        let grid = example::shipped();
        let level = grid.grid().levels.iter().find(|level| level.id == *id);
        level.map_or_else(|| id.to_string(), |level| level.title.clone())
    };
    Ok(Verification {
        file_name: quality::evidence::display_name(&path.to_string_lossy()),
        answers: answers(&report),
        declared: level
            .as_ref()
            .and_then(|level| level.declared.as_ref())
            .map(title),
        recomputed: level
            .as_ref()
            .and_then(|level| level.recomputed.as_ref())
            .map(title),
        report,
    })
}

/// The report on a file; the certificate of whoever signs here is trusted.
fn verify(path: &Path, watch: &mut dyn FnMut(u64, u64) -> bool) -> Outcome<Report> {
    let mut anchors = TrustAnchors::new();
    if let Some(certificate) = identity::certificate() {
        anchors.add(certificate);
    }
    examination::examine(path, &anchors, edge::clock()?.now(), watch)
}
