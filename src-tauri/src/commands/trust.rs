//! The trust list: keys recorded, withdrawn, and taken from a file; the whole list handed over and
//! taken in, under a signature.

use std::path::Path;

use pades::Limits;
use quality::digest::Digest;
use quality::store::Passphrase;
use quality::trust::{self, Acquaintance, Difference, Grounds, Key, TrustList};
use quality::verification::SignatureReport;
use quality::workspace::{self, Progress, ReceivedList};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::copies::Written;
use super::dialog::{self, Shown};
use super::verification::{Verification, examine_leaflet, verification_of};
use super::{Outcome, Shared, telling};
use crate::edge::read_file;
use crate::failure::{Failure, Kind};
use crate::state::{Offer, State};
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

/// A trust list that was issued.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveredList {
    /// Where it is.
    pub written: Written,
    /// The file, to be shown.
    pub offer: String,
}

/// Issues the trust list, signed; none when the dialog was closed.
#[tauri::command(async)]
pub fn export_trust(
    app: AppHandle,
    state: Shared<'_>,
    passphrase: String,
) -> Outcome<Option<DeliveredList>> {
    // The passphrase first: nobody should choose a place only to learn that it was mistyped.
    let identity = State::strongbox()?.open(&Passphrase::new(passphrase), &edge::edge()?)?;
    let list = trust_list::read()?;
    if list.keys().is_empty() {
        return Err(Failure::new(Kind::Unknown, wording::trust_empty()));
    }
    let now = edge::clock()?.now();
    let shown = pdf(wording::trust_save_list());
    let Some(target) = dialog::save(&app, shown, &workspace::trust_list_name(now)) else {
        return Ok(None);
    };
    workspace::issue_trust_list(&list, &identity, now, &target)?;
    Ok(Some(DeliveredList {
        written: Written::at(&target),
        offer: state.offer(vec![target]).offer,
    }))
}

/// Somebody's trust list, held against one's own.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPreview {
    /// The file, to be taken over.
    pub offer: Offer,
    /// Digest of the file that was looked at: no other is taken over.
    pub file_digest: Digest,
    /// Who signed it.
    pub signature: SignatureReport,
    /// How well the signer is known.
    pub acquaintance: Option<Acquaintance>,
    /// What would change; none when the signer is not trusted.
    pub difference: Option<Difference>,
}

/// Asks for a trust list and says what it would change; none when the dialog was closed.
#[tauri::command(async)]
pub fn choose_trust_list(
    app: AppHandle,
    state: Shared<'_>,
    progress: Channel<Progress>,
) -> Outcome<Option<ListPreview>> {
    let Some(path) = dialog::open_one(&app, pdf(wording::trust_which_list())) else {
        return Ok(None);
    };
    let mine = trust_list::read()?;
    let received = received(&path, &mine, &mut telling(&state, &progress))?;
    let signature = received.signature.clone();
    let acquaintance = signature.certificate_digest.map(|digest| {
        let is_trusted = received.list().is_some();
        mine.acquaintance(received.signer(), digest, is_trusted)
    });
    Ok(Some(ListPreview {
        offer: state.offer(vec![path]),
        file_digest: received.file_digest,
        signature,
        acquaintance,
        difference: received.list().map(|theirs| mine.compare(theirs)),
    }))
}

/// Takes over the trust list that was shown, and gives the keys as they then are.
///
/// The file is read and verified again: only the one that was shown, by a signer who is trusted
/// now, changes anything.
#[tauri::command(async)]
pub fn take_over_trust(
    state: Shared<'_>,
    offer: String,
    file_digest: Digest,
    checked: Checked,
) -> Outcome<Vec<Key>> {
    // It stays offered until it is done: a text may be too long.
    let path = state.offered(&offer)?;
    let received = received(&path, &trust_list::read()?, &mut |_| true)?;
    if received.file_digest != file_digest {
        return Err(workspace::Error::ListChanged { path }.into());
    }
    let Some(theirs) = received.list() else {
        return Err(workspace::Error::ListOfAStranger { path }.into());
    };
    let grounds = checked.grounds()?;
    let list = trust_list::change(|list| list.take_over(theirs, &grounds, received.signer()))?;
    state.take(&offer)?;
    Ok(list.keys().to_vec())
}

/// Somebody's trust list, as someone sees it who trusts `mine`.
///
/// It is examined in a process of its own first: only what is sound there is opened in this one.
fn received(
    path: &Path,
    mine: &TrustList,
    told: &mut dyn FnMut(Progress) -> bool,
) -> Outcome<ReceivedList> {
    let anchors = mine.anchors();
    let not_a_list = |path| workspace::Error::NotATrustList { path };
    examine_leaflet(path, &anchors, told, not_a_list)?;
    let over = edge::deadline();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let now = edge::clock()?.now();
    Ok(workspace::open_trust_list(path, &anchors, now, &limits)?)
}

fn pdf(title: &'static str) -> Shown {
    Shown {
        title,
        name: "PDF",
        extensions: &["pdf"],
    }
}
