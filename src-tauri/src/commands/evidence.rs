//! Evidence chosen, attached, described and taken off.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use quality::assessment::EvidenceLink;
use quality::evidence::{MetadataChoice, Notice, Preview};
use quality::id::{AssessmentId, EvidenceId, ExpectedId, StandardId};
use quality::workspace::{self, Attaching, Description, Progress, Revision, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::{Outcome, Shared, telling};
use crate::clipboard;
use crate::failure::{Failure, Kind};
use crate::state::Offer;
use crate::wording;

/// What may be shown of a piece of evidence beside its record.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EvidencePreview {
    /// A picture.
    Image {
        /// Its media type.
        media_type: &'static str,
        /// The file, in base64.
        base64: String,
    },
    /// The beginning of a text.
    Text {
        /// What is shown.
        text: String,
        /// Whether nothing follows.
        is_whole: bool,
    },
    /// A picture that is too large to be shown here.
    TooLarge,
    /// Another kind: it is opened in its own application.
    Elsewhere,
}

impl From<Preview> for EvidencePreview {
    fn from(preview: Preview) -> Self {
        match preview {
            Preview::Image { media_type, bytes } => Self::Image {
                media_type,
                base64: BASE64.encode(bytes),
            },
            Preview::Text { text, is_whole } => Self::Text { text, is_whole },
            Preview::TooLarge => Self::TooLarge,
            Preview::Elsewhere => Self::Elsewhere,
        }
    }
}

/// What came of attaching files.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// The assessment with them.
    pub sheet: Sheet,
    /// Those that were attached.
    pub attached: Vec<EvidenceId>,
    /// What a person should know of them.
    pub noticed: Vec<Noticed>,
    /// Those that were not.
    pub refused: Vec<Refused>,
}

/// What a person should know of a file that was taken, in sentences.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noticed {
    /// The name it is kept under.
    pub file_name: String,
    /// What to know.
    pub notices: Vec<String>,
}

impl From<workspace::Noticed> for Noticed {
    fn from(noticed: workspace::Noticed) -> Self {
        Self {
            file_name: noticed.file_name,
            notices: sentences(&noticed.notices),
        }
    }
}

fn sentences(notices: &[Notice]) -> Vec<String> {
    notices
        .iter()
        .map(quality::evidence::wording::notice)
        .collect()
}

/// What the library knows of a piece of evidence beside its record.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LibraryLine {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Whether its content is in the workspace.
    pub is_kept: bool,
    /// What a person should know of its content, in sentences.
    pub notices: Vec<String>,
    /// How many contents it has had.
    pub revisions: usize,
}

impl From<workspace::Attached> for Attached {
    fn from(done: workspace::Attached) -> Self {
        Self {
            sheet: done.sheet,
            attached: done.attached,
            noticed: done.noticed.into_iter().map(Noticed::from).collect(),
            refused: done.refused.into_iter().map(Refused::from).collect(),
        }
    }
}

/// A piece of evidence with another file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The assessment with it.
    pub sheet: Sheet,
    /// What a person should know of the new file.
    pub notices: Vec<String>,
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
    let attaching = Attaching::from(expected.as_ref());
    let attached = state.with(|workspace| {
        let done = workspace.attach(assessment, &standard, &attaching, &paths, &mut told)?;
        Ok(done.into())
    });
    state.discard_pasted(&paths);
    attached
}

/// Takes offered files into the library, where they serve no standard yet.
#[tauri::command(async)]
pub fn add_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    offer: String,
    progress: Channel<Progress>,
) -> Outcome<Attached> {
    let paths = state.take(&offer)?;
    let mut told = telling(&state, &progress);
    let added = state.with(|workspace| {
        let done = workspace.add_evidence(assessment, &paths, &mut told)?;
        Ok(done.into())
    });
    state.discard_pasted(&paths);
    added
}

/// Offers a picture that was pasted, as a file of that name.
#[tauri::command(async)]
pub fn offer_pasted(state: Shared<'_>, file_name: String, base64: String) -> Outcome<Offer> {
    let unreadable = |error| Failure::new(Kind::Subject, wording::no_offer()).with_detail(error);
    let bytes = BASE64.decode(base64).map_err(unreadable)?;
    state.offer_pasted(&bytes, &file_name)
}

/// Offers the picture on the clipboard, as a file of that name; none when there is none, or where
/// the page has it by itself.
#[tauri::command(async)]
pub fn offer_clipboard(
    app: AppHandle,
    state: Shared<'_>,
    file_name: String,
) -> Outcome<Option<Offer>> {
    let picture = clipboard::picture(&app);
    let offer = picture.map(|bytes| state.offer_pasted(&bytes, &file_name));
    offer.transpose()
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

/// Says what several pieces of evidence are.
#[tauri::command(async)]
pub fn describe_several(
    state: Shared<'_>,
    assessment: AssessmentId,
    descriptions: Vec<Description>,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.describe_several(assessment, descriptions)?))
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

/// Lets several pieces of evidence serve an answer.
#[tauri::command(async)]
pub fn link_several(
    state: Shared<'_>,
    assessment: AssessmentId,
    standard: StandardId,
    links: Vec<EvidenceLink>,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.link_several(assessment, &standard, links)?))
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

/// What the library knows of every piece of evidence.
#[tauri::command(async)]
pub fn library(state: Shared<'_>, assessment: AssessmentId) -> Outcome<Vec<LibraryLine>> {
    let lines = state.with(|workspace| Ok(workspace.library(assessment)?))?;
    let lines = lines.into_iter().map(|entry| LibraryLine {
        evidence: entry.evidence,
        is_kept: entry.is_kept,
        notices: sentences(&entry.notices),
        revisions: entry.revisions,
    });
    Ok(lines.collect())
}

/// Every content that a piece of evidence has had, the oldest first.
#[tauri::command(async)]
pub fn revisions(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<Vec<Revision>> {
    state.with(|workspace| Ok(workspace.revisions(assessment, evidence)?))
}

/// Puts an offered file in the place of a piece of evidence.
#[tauri::command(async)]
pub fn replace_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
    offer: String,
    progress: Channel<Progress>,
) -> Outcome<Replaced> {
    let path = state.take_one(&offer)?;
    let mut told = telling(&state, &progress);
    state.with(|workspace| {
        let (sheet, notices) = workspace.replace_evidence(
            assessment,
            evidence,
            &path,
            MetadataChoice::Remove,
            &mut told,
        )?;
        Ok(Replaced {
            sheet,
            notices: sentences(&notices),
        })
    })
}

/// Takes a piece of evidence out of the library, into the trash.
#[tauri::command(async)]
pub fn remove_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.remove_evidence(assessment, evidence)?))
}

/// Takes several pieces of evidence out of the library, into the trash.
#[tauri::command(async)]
pub fn remove_several(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: Vec<EvidenceId>,
) -> Outcome<Sheet> {
    state.with(|workspace| Ok(workspace.remove_several(assessment, &evidence)?))
}

/// What may be shown of a piece of evidence beside its record.
#[tauri::command(async)]
pub fn preview_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<EvidencePreview> {
    state.with(|workspace| Ok(workspace.preview_evidence(assessment, evidence)?.into()))
}

/// Shows a copy of a piece of evidence in the system's viewer.
#[tauri::command(async)]
pub fn open_evidence(
    state: Shared<'_>,
    assessment: AssessmentId,
    evidence: EvidenceId,
) -> Outcome<()> {
    let path = state.with_viewed(|copies| {
        state.with(|workspace| Ok(workspace.open_copy(assessment, evidence, copies)?))
    })?;
    dialog::view(&path)
        .map_err(|error| Failure::new(Kind::Unreadable, wording::no_viewer()).with_detail(error))
}
