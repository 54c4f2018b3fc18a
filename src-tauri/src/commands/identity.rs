//! The identity that signs here: made, brought in, handed over, certified, and given up.
//!
//! Whatever needs its passphrase takes that first: nobody should choose a file only to learn that
//! it was mistyped.

use pades::certificate::Certificate;
use pades::identity::{Algorithm, Subject};
use quality::digest::Digest;
use quality::store::Passphrase;
use quality::whole_file;
use quality::workspace::{self, IdentityKind, IdentitySummary};
use serde::Deserialize;
use tauri::AppHandle;

use super::copies::Written;
use super::dialog::{self, Shown};
use super::{Outcome, Shared};
use crate::failure::Failure;
use crate::qr_code::QrCode;
use crate::state::{Offer, State};
use crate::{edge, wording};

/// Who shall sign, and with which key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewIdentity {
    name: String,
    kind: IdentityKind,
    /// The organisation that a person signs for.
    organisation: Option<String>,
    algorithm: KeyAlgorithm,
    passphrase: String,
    /// Digest of the certificate of the identity that shall give way.
    replaces: Option<Digest>,
}

/// The kind of a new key.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeyAlgorithm {
    P256,
    Rsa3072,
}

/// Which identity of an offered file is taken, and how it is kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChosenIdentity {
    offer: String,
    /// Opens the file.
    passphrase: String,
    certificate_digest: Digest,
    /// Keeps the identity here.
    fresh: String,
    /// Digest of the certificate of the identity that shall give way.
    replaces: Option<Digest>,
}

/// Who signs here, when somebody does.
///
/// # Errors
/// When what is kept does not say.
pub fn standing() -> Outcome<Option<IdentitySummary>> {
    let certificate = State::strongbox()?.certificate()?;
    Ok(certificate.as_ref().map(IdentitySummary::of_certificate))
}

/// The certificate of whoever signs here, when it can be read.
pub fn certificate() -> Option<Certificate> {
    State::strongbox().ok()?.certificate().ok()?
}

/// Makes the identity of this window.
#[tauri::command(async)]
pub fn create_identity(request: NewIdentity) -> Outcome<IdentitySummary> {
    let NewIdentity {
        name, organisation, ..
    } = request;
    let subject = match request.kind {
        IdentityKind::Seal => Subject::Organisation { name },
        IdentityKind::Person => Subject::Person { name, organisation },
    };
    let algorithm = match request.algorithm {
        KeyAlgorithm::P256 => Algorithm::P256,
        KeyAlgorithm::Rsa3072 => Algorithm::Rsa3072,
    };
    let made = State::strongbox()?.create(
        &subject,
        algorithm,
        &Passphrase::new(request.passphrase),
        request.replaces.as_ref(),
        &edge::edge()?,
    )?;
    Ok(IdentitySummary::of(&made))
}

/// Opens what a former version left without its certificate.
#[tauri::command(async)]
pub fn unlock_identity(passphrase: String) -> Outcome<IdentitySummary> {
    let passphrase = Passphrase::new(passphrase);
    let opened = State::strongbox()?.open(&passphrase, &edge::edge()?)?;
    Ok(IdentitySummary::of(&opened))
}

/// Asks for a file with identities; none when the dialog was closed.
#[tauri::command(async)]
pub fn choose_identity(app: AppHandle, state: Shared<'_>) -> Option<Offer> {
    let shown = Shown {
        title: wording::identity_which(),
        name: wording::identity_kind(),
        extensions: &["p12", "pfx", "mentorat-identite"],
    };
    dialog::open_one(&app, shown).map(|path| state.offer(vec![path]))
}

/// The identities that an offered file holds.
#[tauri::command(async)]
pub fn read_identities(
    state: Shared<'_>,
    offer: String,
    passphrase: String,
) -> Outcome<Vec<IdentitySummary>> {
    let passphrase = Passphrase::new(passphrase);
    let found = workspace::read_identities(&state.offered(&offer)?, &passphrase)?;
    Ok(found.iter().map(IdentitySummary::of).collect())
}

/// Takes one identity of an offered file.
#[tauri::command(async)]
pub fn import_identity(state: Shared<'_>, request: ChosenIdentity) -> Outcome<IdentitySummary> {
    let path = state.offered(&request.offer)?;
    let opens = Passphrase::new(request.passphrase);
    let taken = State::strongbox()?.import(
        (&path, &opens),
        &request.certificate_digest,
        &Passphrase::new(request.fresh),
        request.replaces.as_ref(),
        &edge::edge()?,
    )?;
    Ok(IdentitySummary::of(&taken))
}

/// Writes a copy of the identity under a passphrase of its own; none when the dialog was closed.
#[tauri::command(async)]
pub fn export_identity(
    app: AppHandle,
    passphrase: String,
    fresh: String,
) -> Outcome<Option<Written>> {
    let edge = edge::edge()?;
    let identity = State::strongbox()?.open(&Passphrase::new(passphrase), &edge)?;
    let shown = Shown {
        title: wording::identity_where(),
        name: wording::identity_kind(),
        extensions: &["p12"],
    };
    let name = wording::identity_name(&IdentitySummary::of(&identity));
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    workspace::export_identity(&identity, &target, &Passphrase::new(fresh), &edge)?;
    Ok(Some(Written::at(&target)))
}

/// Writes the certificate of this window's identity, for whoever records it; none when the dialog
/// was closed, or nobody signs here.
#[tauri::command(async)]
pub fn export_certificate(app: AppHandle) -> Outcome<Option<Written>> {
    let Some(certificate) = State::strongbox()?.certificate()? else {
        return Ok(None);
    };
    let shown = Shown {
        title: wording::own_certificate_where(),
        name: wording::certificate_kind(),
        extensions: &["pem"],
    };
    let name = wording::own_certificate_name(&IdentitySummary::of_certificate(&certificate));
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    whole_file::write(&target, certificate.to_pem().as_bytes())
        .map_err(|error| Failure::of_file(&target, &error))?;
    Ok(Some(Written::at(&target)))
}

/// Writes the question to an authority; none when the dialog was closed.
#[tauri::command(async)]
pub fn request_certificate(app: AppHandle, passphrase: String) -> Outcome<Option<Written>> {
    let passphrase = Passphrase::new(passphrase);
    let identity = State::strongbox()?.open(&passphrase, &edge::edge()?)?;
    let request = workspace::request_certificate(&identity)?;
    let shown = Shown {
        title: wording::request_where(),
        name: wording::request_kind(),
        extensions: &["csr"],
    };
    let name = wording::request_name(&IdentitySummary::of(&identity));
    let Some(target) = dialog::save(&app, shown, &name) else {
        return Ok(None);
    };
    whole_file::write(&target, request.as_bytes())
        .map_err(|error| Failure::of_file(&target, &error))?;
    Ok(Some(Written::at(&target)))
}

/// Takes the certificate that an authority gave; none when the dialog was closed.
#[tauri::command(async)]
pub fn take_certificate(app: AppHandle, passphrase: String) -> Outcome<Option<IdentitySummary>> {
    let (strongbox, edge) = (State::strongbox()?, edge::edge()?);
    let passphrase = Passphrase::new(passphrase);
    let identity = strongbox.open(&passphrase, &edge)?;
    let shown = Shown {
        title: wording::certificate_which(),
        name: wording::certificate_kind(),
        extensions: &["pem", "cer", "crt", "der"],
    };
    let Some(path) = dialog::open_one(&app, shown) else {
        return Ok(None);
    };
    let certified = workspace::take_certificate(&identity, &path)?;
    let replaced = IdentitySummary::of(&identity).certificate_digest;
    strongbox.keep(&certified, &passphrase, Some(&replaced), &edge)?;
    Ok(Some(IdentitySummary::of(&certified)))
}

/// Gives up the identity of this window. What it signed stays valid.
#[tauri::command(async)]
pub fn remove_identity() -> Outcome<()> {
    Ok(State::strongbox()?.remove()?)
}

/// The certificate's digest for a camera; none when nobody signs here.
#[tauri::command(async)]
pub fn identity_code() -> Outcome<Option<QrCode>> {
    Ok(standing()?.map(|identity| QrCode::of(&identity.certificate_digest.to_string())))
}
