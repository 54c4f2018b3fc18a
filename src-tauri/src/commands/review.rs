//! Reviews: dossiers received, and what the auditor finds in them.

use pades::Limits;
use quality::clock::Day;
use quality::id::{EvidenceId, InterviewId, ReviewId, StandardId};
use quality::review::{Interview, Merged, Proceeding, Side, State as ReviewState, Whom};
use quality::store::Passphrase;
use quality::verification::Verdict;
use quality::workspace::{FindingEntry, Progress, Return, ReviewSheet, ReviewSummary, TakenUp};
use quality::{whole_file, workspace};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::copies::Written;
use super::dialog::{self, Shown};
use super::verification::{examine_leaflet, examined};
use super::{Outcome, Shared, telling};
use crate::failure::{Failure, Kind};
use crate::state::{Offer, State};
use crate::{edge, trust_list, wording};

/// Every review in one line.
#[tauri::command(async)]
pub fn reviews(state: Shared<'_>) -> Outcome<Vec<ReviewSummary>> {
    state.with(|workspace| Ok(workspace.reviews()?))
}

/// Opens a review.
#[tauri::command(async)]
pub fn open_review(state: Shared<'_>, review: ReviewId) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.review(review)?))
}

/// Takes up the dossier that was verified last.
///
/// It is examined once more in a process of its own: only what is sound there is opened in this
/// one, and the file may have been replaced meanwhile.
#[tauri::command(async)]
pub fn begin_review(state: Shared<'_>, progress: Channel<Progress>) -> Outcome<TakenUp> {
    let nothing = || Failure::new(Kind::Unknown, wording::trust_nothing_examined());
    let (path, _) = state.examined().ok_or_else(nothing)?;
    let anchors = trust_list::read()?.anchors();
    let report = examined(&path, &anchors, &mut telling(&state, &progress))?.report;
    if !matches!(report.verdict, Verdict::Trusted | Verdict::Intact) {
        let report = Box::new(report);
        return Err(workspace::Error::NotSound { report }.into());
    }
    let over = edge::deadline();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    state.with(|workspace| Ok(workspace.begin_review(&path, &anchors, &limits)?))
}

/// Records a finding. When this answers, it is on the disk.
#[tauri::command(async)]
pub fn record_finding(
    state: Shared<'_>,
    review: ReviewId,
    standard: StandardId,
    entry: FindingEntry,
) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.record_finding(review, &standard, entry)?))
}

/// Changes how far a review is, and what it comes to.
#[tauri::command(async)]
pub fn change_proceeding(
    state: Shared<'_>,
    review: ReviewId,
    proceeding: Proceeding,
) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.change_proceeding(review, &proceeding)?))
}

/// An interview as the page has it: a new one has no name yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewDraft {
    #[serde(default)]
    id: Option<InterviewId>,
    whom: Whom,
    #[serde(default)]
    held_on: Option<Day>,
    #[serde(default)]
    standards: Vec<StandardId>,
    #[serde(default)]
    questions: Option<String>,
    #[serde(default)]
    notes: Option<String>,
}

/// Puts an interview into the programme, or changes the one of that name.
#[tauri::command(async)]
pub fn put_interview(
    state: Shared<'_>,
    review: ReviewId,
    interview: InterviewDraft,
) -> Outcome<ReviewSheet> {
    state.with(|workspace| {
        let interview = Interview {
            id: interview.id.unwrap_or_else(|| workspace.new_interview_id()),
            whom: interview.whom,
            held_on: interview.held_on,
            standards: interview.standards,
            questions: interview.questions,
            notes: interview.notes,
        };
        Ok(workspace.put_interview(review, &interview)?)
    })
}

/// Takes an interview out of the programme.
#[tauri::command(async)]
pub fn remove_interview(
    state: Shared<'_>,
    review: ReviewId,
    id: InterviewId,
) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.remove_interview(review, id)?))
}

/// Takes the last change of a review back.
#[tauri::command(async)]
pub fn undo_review(state: Shared<'_>, review: ReviewId) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.undo_review(review)?))
}

/// Makes the change of a review again that was taken back last.
#[tauri::command(async)]
pub fn redo_review(state: Shared<'_>, review: ReviewId) -> Outcome<ReviewSheet> {
    state.with(|workspace| Ok(workspace.redo_review(review)?))
}

/// Erases a review; the file that was received is not touched.
#[tauri::command(async)]
pub fn erase_review(state: Shared<'_>, review: ReviewId) -> Outcome<Vec<ReviewSummary>> {
    state.with(|workspace| {
        workspace.erase_review(review)?;
        Ok(workspace.reviews()?)
    })
}

/// Opens an enclosed piece of evidence with the system's viewer, from a copy that may only be read.
#[tauri::command(async)]
pub fn open_received(state: Shared<'_>, review: ReviewId, evidence: EvidenceId) -> Outcome<()> {
    let path = state.with_viewed(|copies| {
        let over = edge::deadline();
        let limits = Limits {
            deadline: Some(&over),
            ..Limits::default()
        };
        state.with(|workspace| Ok(workspace.open_received(review, evidence, &limits, copies)?))
    })?;
    dialog::view(&path)
        .map_err(|error| Failure::new(Kind::Unreadable, wording::no_viewer()).with_detail(error))
}

/// Asks where, and writes the findings for another auditor; says whether that was done.
#[tauri::command(async)]
pub fn export_review(app: AppHandle, state: Shared<'_>, review: ReviewId) -> Outcome<bool> {
    let shown = Shown {
        title: wording::review_where(),
        name: "JSON",
        extensions: &["json"],
    };
    let Some(path) = dialog::save(&app, shown, wording::review_file_name()) else {
        return Ok(false);
    };
    let bytes = state.with(|workspace| Ok(workspace.export_review(review)?))?;
    whole_file::write(&path, &bytes).map_err(|error| Failure::of_file(&path, &error))?;
    Ok(true)
}

/// Another auditor's findings, held against one's own.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// The file, to be taken over.
    pub offer: Offer,
    /// What would be taken over, and what differs.
    pub merged: Merged,
}

/// Asks for another auditor's findings and holds them against one's own; none when the dialog was
/// closed.
#[tauri::command(async)]
pub fn compare_review(
    app: AppHandle,
    state: Shared<'_>,
    review: ReviewId,
) -> Outcome<Option<Compared>> {
    let shown = Shown {
        title: wording::review_which(),
        name: "JSON",
        extensions: &["json"],
    };
    let Some(path) = dialog::open_one(&app, shown) else {
        return Ok(None);
    };
    let merged = state.with(|workspace| Ok(workspace.compare_review(review, &path)?))?;
    let offer = state.offer(vec![path]);
    Ok(Some(Compared { offer, merged }))
}

/// Takes over what only the other found, and what of theirs the person keeps.
#[tauri::command(async)]
pub fn merge_review(
    state: Shared<'_>,
    review: ReviewId,
    offer: String,
    kept: Vec<(StandardId, Side)>,
) -> Outcome<ReviewSheet> {
    let path = state.take_one(&offer)?;
    state.with(|workspace| Ok(workspace.merge_review(review, &path, &kept)?))
}

/// What a report is issued with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// Which report: the pre-report, or the final one.
    state: ReviewState,
    passphrase: String,
}

/// A report that was issued.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveredReport {
    /// Where it is.
    pub written: Written,
    /// The file, to be shown.
    pub offer: String,
    /// The review, which remembers it.
    pub sheet: ReviewSheet,
}

/// Issues the report on a dossier; none when the dialog was closed.
#[tauri::command(async)]
pub fn issue_report(
    app: AppHandle,
    state: Shared<'_>,
    review: ReviewId,
    request: ReportRequest,
) -> Outcome<Option<DeliveredReport>> {
    // The passphrase first: nobody should choose a place only to learn that it was mistyped.
    let passphrase = Passphrase::new(request.passphrase);
    let identity = State::strongbox()?.open(&passphrase, &edge::edge()?)?;
    let name = state.with(|workspace| Ok(workspace.report_name(review)?))?;
    let shown = Shown {
        title: wording::review_save_report(),
        name: "PDF",
        extensions: &["pdf"],
    };
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    let (_, sheet) = state.with(|workspace| {
        Ok(workspace.issue_report(review, request.state, &identity, &target)?)
    })?;
    Ok(Some(DeliveredReport {
        written: Written::at(&target),
        offer: state.offer(vec![target]).offer,
        sheet,
    }))
}

/// Asks for a report that came back, and opens it beside one's own answers; none when the dialog
/// was closed.
///
/// It is examined in a process of its own first: only what is sound there is opened in this one.
#[tauri::command(async)]
pub fn open_return(
    app: AppHandle,
    state: Shared<'_>,
    progress: Channel<Progress>,
) -> Outcome<Option<Return>> {
    let shown = Shown {
        title: wording::review_which_report(),
        name: "PDF",
        extensions: &["pdf"],
    };
    let Some(path) = dialog::open_one(&app, shown) else {
        return Ok(None);
    };
    let anchors = trust_list::read()?.anchors();
    let mut told = telling(&state, &progress);
    let not_a_report = |path| workspace::Error::NotAReport { path };
    examine_leaflet(&path, &anchors, &mut told, not_a_report)?;
    let over = edge::deadline();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let opened = state.with(|workspace| Ok(workspace.open_return(&path, &anchors, &limits)?))?;
    Ok(Some(opened))
}
