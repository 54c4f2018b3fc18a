//! The system's key ring: remembers the passphrase of a workspace when a person asks for it.
//!
//! Edge: the only place that speaks to it. Everything works without one; on Linux that is a
//! session without a Secret Service.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use keyring_core::{CredentialStore, Entry, Error};
use quality::store::Passphrase;

/// Under which name the key ring shows what is ours.
const SERVICE: &str = "Label Mentorat";

/// The back end of this system; none when nothing answers.
static STORE: LazyLock<Option<Arc<CredentialStore>>> = LazyLock::new(store);

#[cfg(target_os = "linux")]
fn store() -> Option<Arc<CredentialStore>> {
    let store = zbus_secret_service_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(target_os = "macos")]
fn store() -> Option<Arc<CredentialStore>> {
    let store = apple_native_keyring_store::keychain::Store::new().ok()?;
    Some(store)
}

#[cfg(windows)]
fn store() -> Option<Arc<CredentialStore>> {
    let store = windows_native_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn store() -> Option<Arc<CredentialStore>> {
    None
}

/// Whether a key ring is in service.
pub fn is_in_service() -> bool {
    STORE.is_some()
}

fn entry(workspace: &Path) -> Result<Entry, Error> {
    let store = STORE.as_ref().ok_or(Error::NoDefaultStore)?;
    Entry::new_in_store(store, SERVICE, &workspace.to_string_lossy())
}

/// The passphrase of a workspace, when the key ring knows one.
pub fn passphrase(workspace: &Path) -> Option<Passphrase> {
    let remembered = entry(workspace).ok()?.get_password().ok()?;
    Some(Passphrase::new(remembered))
}

/// Has the passphrase of a workspace remembered.
///
/// # Errors
/// As the key ring says: none in service, locked, or refused.
pub fn remember(workspace: &Path, passphrase: &Passphrase) -> Result<(), Error> {
    entry(workspace)?.set_password(passphrase)
}

/// Has the passphrase of a workspace forgotten; one that was not known is forgotten already.
///
/// # Errors
/// As [`remember`].
pub fn forget(workspace: &Path) -> Result<(), Error> {
    match entry(workspace)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}
