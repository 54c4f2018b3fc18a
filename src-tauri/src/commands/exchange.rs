//! Exchange: data out in open formats, answers and whole assessments in.

use std::path::Path;

use quality::clock::Moment;
use quality::id::AssessmentId;
use quality::spreadsheet::answers::Proposal;
use quality::workspace::{EvidenceFolder, Progress, Sheet};
use quality::{assessment, spreadsheet, whole_file};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::copies::Written;
use super::dialog::{self, Shown};
use super::start::{Boot, start};
use super::{Outcome, Shared, telling};
use crate::failure::{Failure, Kind};
use crate::{example, wording};

/// In which form an assessment goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// The exchange format.
    Json,
    /// A spreadsheet, Office Open XML.
    Xlsx,
    /// A spreadsheet, OpenDocument.
    Ods,
    /// The exchange format without names, texts and files.
    Anonymised,
    /// A folder with the evidence.
    Folder,
}

/// What a file would change.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadAnswers {
    /// The file.
    pub file_name: String,
    /// When it was made, where it says so.
    pub made_at: Option<Moment>,
    /// The answers that differ.
    pub proposals: Vec<Proposal>,
    /// What was kept aside, in sentences.
    pub refused: Vec<String>,
    /// How many answers are the same.
    pub unchanged: u32,
}

/// Writes an assessment where a person says; none when the dialog was closed.
#[tauri::command(async)]
pub fn export_campaign(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
    kind: ExportKind,
    progress: Channel<Progress>,
) -> Outcome<Option<Written>> {
    let name = state.with(|workspace| {
        let sheet = workspace.sheet(assessment)?;
        Ok(wording::export_name(&sheet.assessment.programme.name, kind))
    })?;
    let Some(target) = dialog::save(&app, shown(kind), &name) else {
        return Ok(None);
    };
    let mut told = telling(&state, &progress);
    let bytes = state.with(|workspace| {
        Ok(match kind {
            ExportKind::Json => Some(workspace.export(assessment)?),
            ExportKind::Anonymised => Some(workspace.export_anonymised(assessment)?),
            ExportKind::Xlsx => {
                Some(workspace.export_spreadsheet(assessment, spreadsheet::Kind::Xlsx)?)
            }
            ExportKind::Ods => {
                Some(workspace.export_spreadsheet(assessment, spreadsheet::Kind::Ods)?)
            }
            ExportKind::Folder => {
                workspace.export_folder(assessment, &target, &mut told)?;
                None
            }
        })
    })?;
    if let Some(bytes) = bytes {
        whole_file::write(&target, &bytes).map_err(|error| Failure::of_file(&target, &error))?;
    }
    Ok(Some(Written::at(&target)))
}

/// Writes the open actions that have a due date as a calendar, where a person says; none when the
/// dialog was closed, or when there is no such action.
#[tauri::command(async)]
pub fn export_calendar(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
) -> Outcome<Option<Written>> {
    let calendar = state.with(|workspace| {
        let programme = workspace.sheet(assessment)?.assessment.programme.name;
        let calendar = workspace.calendar(assessment)?;
        Ok(calendar.map(|bytes| (wording::calendar_name(&programme), bytes)))
    })?;
    let shown = Shown {
        title: wording::calendar_where(),
        name: wording::calendar_kind(),
        extensions: &["ics"],
    };
    let Some((name, bytes)) = calendar else {
        return Ok(None);
    };
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    whole_file::write(&target, &bytes).map_err(|error| Failure::of_file(&target, &error))?;
    Ok(Some(Written::at(&target)))
}

fn shown(kind: ExportKind) -> Shown {
    let extensions: &[&str] = match kind {
        ExportKind::Json | ExportKind::Anonymised => &["json"],
        ExportKind::Xlsx => &["xlsx"],
        ExportKind::Ods => &["ods"],
        ExportKind::Folder => &[],
    };
    Shown {
        title: wording::export_where(),
        name: wording::exported_kind(),
        extensions,
    }
}

/// Asks for a file and says what it would change; none when the dialog was closed.
#[tauri::command(async)]
pub fn read_answers(
    app: AppHandle,
    state: Shared<'_>,
    assessment: AssessmentId,
) -> Outcome<Option<ReadAnswers>> {
    let shown = Shown {
        title: wording::answers_which(),
        name: wording::exported_kind(),
        extensions: &["xlsx", "ods", "json"],
    };
    let Some(path) = dialog::open_one(&app, shown) else {
        return Ok(None);
    };
    let bytes = read(&path)?;
    let reading = state.with(|workspace| Ok(workspace.read_answers(assessment, &bytes)?))?;
    Ok(Some(ReadAnswers {
        file_name: Written::at(&path).file_name,
        made_at: reading.made_at,
        refused: reading
            .refused
            .iter()
            .map(spreadsheet::wording::of_refusal)
            .collect(),
        proposals: reading.proposals,
        unchanged: reading.unchanged,
    }))
}

/// Makes the changes that a person accepted.
#[tauri::command(async)]
pub fn apply_answers(
    state: Shared<'_>,
    assessment: AssessmentId,
    accepted: Vec<Proposal>,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.apply_answers(assessment, &accepted)?))
}

/// Asks for an exported assessment and takes it in, with the evidence beside it; none when the
/// dialog was closed.
#[tauri::command(async)]
pub fn import_campaign(
    app: AppHandle,
    state: Shared<'_>,
    progress: Channel<Progress>,
) -> Outcome<Option<Boot>> {
    let shown = Shown {
        title: wording::import_which(),
        name: wording::exported_kind(),
        extensions: &["json"],
    };
    let Some(path) = dialog::open_one(&app, shown) else {
        return Ok(None);
    };
    let bytes = read(&path)?;
    let read = assessment::read(&bytes, example::shipped()).map_err(|error| {
        Failure::new(Kind::Subject, wording::of_assessment(&error)).about(&path)
    })?;
    let beside = path.with_file_name(quality::workspace::EVIDENCE);
    let folder = beside
        .is_dir()
        .then(|| EvidenceFolder::open(&beside))
        .transpose()?;
    let mut told = telling(&state, &progress);
    state.with(|workspace| {
        workspace.import(&read, example::shipped(), folder.as_ref(), &mut told)?;
        Ok(workspace.remember_opened(read.id)?)
    })?;
    Ok(Some(start(&state, Ok(true))))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| Failure::of_file(path, &error))
}
