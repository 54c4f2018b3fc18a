//! The trust list: keys recorded, withdrawn, and taken from a file.

use quality::digest::Digest;
use quality::trust::{self, Grounds, Key};
use quality::workspace::Progress;
use schemars::JsonSchema;
use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::dialog::{self, Shown};
use super::verification::{Verification, verification_of};
use super::{Outcome, Shared, telling};
use crate::edge::read_file;
use crate::failure::{Failure, Kind};
use crate::state::Offer;
use crate::{edge, trust_list, wording};

/// Largest file of a certificate, in bytes.
const LARGEST: u64 = 1 << 20;

/// Who checked a key, and how; or who withdraws it, and why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Who.
    pub author: String,
    /// How, or why.
    pub how: String,
}

impl Checked {
    fn grounds(self) -> Outcome<Grounds> {
        Ok(Grounds {
            at: edge::clock()?.now(),
            author: self.author,
            how: self.how,
        })
    }
}

/// The keys of the list, in the order in which they were recorded.
#[tauri::command(async)]
pub fn trust_list() -> Outcome<Vec<Key>> {
    Ok(trust_list::read()?.keys().to_vec())
}

/// Records the key of the dossier that was verified last, and verifies it anew.
#[tauri::command(async)]
pub fn record_signer(
    state: Shared<'_>,
    checked: Checked,
    progress: Channel<Progress>,
) -> Outcome<Verification> {
    let nothing = || Failure::new(Kind::Unknown, wording::trust_nothing_examined());
    let (path, certificate) = state.examined().ok_or_else(nothing)?;
    let grounds = checked.grounds()?;
    trust_list::change(|list| list.record(&certificate, grounds))?;
    verification_of(&state, &path, &mut telling(&state, &progress))
}

/// Asks for a file with a certificate; none when the dialog was closed.
#[tauri::command(async)]
pub fn choose_certificate(app: AppHandle, state: Shared<'_>) -> Option<Offer> {
    let shown = Shown {
        title: wording::trust_which(),
        name: wording::certificate_kind(),
        extensions: &["pem", "crt", "cer", "der"],
    };
    dialog::open_one(&app, shown).map(|path| state.offer(vec![path]))
}

/// Records the certificate of an offered file: an authority, or a key that was handed over.
#[tauri::command(async)]
pub fn record_certificate(state: Shared<'_>, offer: String, checked: Checked) -> Outcome<Vec<Key>> {
    let path = state.take_one(&offer)?;
    let bytes = read_file(&path, LARGEST)?;
    let found = trust::certificates(&bytes).unwrap_or_default();
    let [certificate] = found.as_slice() else {
        return Err(Failure::new(
            Kind::Unreadable,
            wording::trust_not_one(&path),
        ));
    };
    let grounds = checked.grounds()?;
    let list = trust_list::change(|list| list.record(certificate, grounds))?;
    Ok(list.keys().to_vec())
}

/// Withdraws a key; `revoked` when it is in other hands.
#[tauri::command(async)]
pub fn withdraw_key(
    certificate_digest: Digest,
    revoked: bool,
    checked: Checked,
) -> Outcome<Vec<Key>> {
    let grounds = checked.grounds()?;
    let list = trust_list::change(|list| list.withdraw(certificate_digest, revoked, grounds))?;
    Ok(list.keys().to_vec())
}
