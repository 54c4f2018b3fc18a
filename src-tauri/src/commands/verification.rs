//! Files received.

use std::path::{Path, PathBuf};

use pades::TrustAnchors;
use quality::id::LevelId;
use quality::trust::{Acquaintance, TrustList};
use quality::verification::wording::{Answer, answers_to};
use quality::verification::{CheckOutcome, Report, Trust};
use quality::workspace::{self, Progress, Step};
use schemars::JsonSchema;
use serde::Serialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::{Outcome, Shared, identity, telling};
use crate::examination::{self, Examined};
use crate::failure::{Failure, Kind};
use crate::state::{Offer, State};
use crate::{edge, example, trust_list, wording};

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
    /// How well the signer is known; nothing where no sound signature says who it is, or where
    /// they sign here.
    pub acquaintance: Option<Acquaintance>,
    /// Why the trust list, or the dossiers received before, could not be read: who is known
    /// cannot be said then.
    pub list_failure: Option<Failure>,
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
    let path = state.take_one(&offer)?;
    verification_of(&state, &path, &mut telling(&state, &progress))
}

/// What a file is worth, told to a person. Its signer is remembered, so that the key can be
/// recorded.
pub(super) fn verification_of(
    state: &State,
    path: &Path,
    told: &mut dyn FnMut(Progress) -> bool,
) -> Outcome<Verification> {
    state.remember_examined(None);
    let (list, mut list_failure) = match trust_list::read() {
        Ok(list) => (list, None),
        Err(failure) => (TrustList::default(), Some(failure)),
    };
    let senders = match state.with(|workspace| Ok(workspace.senders()?)) {
        Ok(senders) => senders,
        Err(failure) => {
            if failure.kind != Kind::PassphraseWanted {
                list_failure.get_or_insert(failure);
            }
            Vec::new()
        }
    };
    let own = identity::certificate();
    let mut anchors = list.anchors();
    if let Some(own) = &own {
        anchors.add(own.clone());
    }
    let Examined {
        report,
        certificate,
    } = examined(path, &anchors, told)?;
    let is_own = certificate.is_some() && certificate == own;
    let acquaintance = report.signature.as_ref().and_then(|signature| {
        let digest = signature.certificate_digest?;
        let name = signature.signer.as_deref().unwrap_or_default();
        let trusted = signature.trust == Trust::Trusted;
        let holds = signature.integrity == CheckOutcome::Passed;
        (holds && !is_own).then(|| {
            let listed = list.acquaintance(name, digest, trusted);
            listed.or_met(name, digest, &senders)
        })
    });
    state.remember_examined(certificate.map(|certificate| (path.to_owned(), certificate)));
    let level = report.level.clone();
    let title = |id: &LevelId| {
        let grid = example::shipped();
        let level = grid.grid().levels.iter().find(|level| level.id == *id);
        level.map_or_else(|| id.to_string(), |level| level.title.clone())
    };
    Ok(Verification {
        file_name: quality::evidence::display_name(&path.to_string_lossy()),
        answers: answers_to(&report, acquaintance.as_ref()),
        declared: level
            .as_ref()
            .and_then(|level| level.declared.as_ref())
            .map(title),
        recomputed: level
            .as_ref()
            .and_then(|level| level.recomputed.as_ref())
            .map(title),
        report,
        acquaintance,
        list_failure,
    })
}

/// What another process says of a file.
pub(super) fn examined(
    path: &Path,
    anchors: &TrustAnchors,
    told: &mut dyn FnMut(Progress) -> bool,
) -> Outcome<Examined> {
    let mut watch = |done_bytes, total_bytes| {
        told(Progress {
            step: Step::Verification,
            done_bytes,
            total_bytes,
        })
    };
    examination::examine(path, anchors, edge::clock()?.now(), &mut watch)
}

/// Looks at a signed leaflet in another process: only what is sound there is opened in this one.
/// `unsound` says what a file is that is not.
pub(super) fn examine_leaflet(
    path: &Path,
    anchors: &TrustAnchors,
    told: &mut dyn FnMut(Progress) -> bool,
    unsound: impl FnOnce(PathBuf) -> workspace::Error,
) -> Outcome<()> {
    let signature = examined(path, anchors, told)?.report.signature;
    match signature.map(|signature| signature.integrity) {
        Some(CheckOutcome::Passed) => Ok(()),
        Some(_) | None => Err(unsound(path.to_owned()).into()),
    }
}
