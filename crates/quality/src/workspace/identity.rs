//! Identities in files: made, opened, handed over, and certified by an authority.
//!
//! Knows no workspace, and not where this machine keeps its own: that is `strongbox`.

use std::convert::Infallible;
use std::path::Path;

use pades::TrustAnchors;
use pades::certificate::Certificate;
use pades::identity::{Algorithm, Identity, Subject, kept, pkcs12, request};
use pades::rand_core::{TryCryptoRng, TryRng};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::of_file;
use super::{Edge, Error, refuse_short};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::dossier::SignerKind;
use crate::random::Randomness;
use crate::store::Passphrase;
use crate::verification::signer_of;
use crate::{evidence, whole_file};

/// Years for which a certificate that we make is valid.
const VALIDITY_YEARS: u8 = 5;

/// Largest file with an identity or a certificate that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What people need to know of an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentitySummary {
    /// The name in its certificate.
    pub name: String,
    /// Whether it seals or signs.
    pub kind: IdentityKind,
    /// Digest of its certificate.
    pub certificate_digest: Digest,
    /// The authority that issued its certificate; none for one that was made here.
    pub issuer: Option<String>,
    /// The first moment of its certificate.
    pub not_before: Moment,
    /// The last moment of its certificate.
    pub not_after: Moment,
    /// Its key, by its usual name.
    pub algorithm: String,
}

/// Whether an identity is an organisation's or a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// Seal (sceau) of an organisation.
    Seal,
    /// Signature of a person.
    Person,
}

impl IdentitySummary {
    /// What people need to know of `identity`.
    pub fn of(identity: &Identity) -> Self {
        Self::of_certificate(identity.certificate())
    }

    /// What people need to know of the identity that has this certificate.
    pub fn of_certificate(certificate: &Certificate) -> Self {
        let signer = signer_of(certificate);
        Self {
            name: signer.name,
            kind: match signer.kind {
                SignerKind::Seal => IdentityKind::Seal,
                SignerKind::Person => IdentityKind::Person,
            },
            certificate_digest: signer.certificate_digest,
            issuer: (!certificate.is_self_issued())
                .then(|| certificate.issuer_name().text().to_owned()),
            not_before: Moment::from(certificate.not_before()),
            not_after: Moment::from(certificate.not_after()),
            algorithm: signer.algorithm,
        }
    }
}

/// Makes a key with its certificate and writes both to `path` as PKCS#12, under a passphrase.
///
/// What stands at `path` is never overwritten.
///
/// # Errors
/// [`Error::PassphraseTooShort`], [`Error::TargetExists`], [`Error::Identity`] for a blank name.
pub fn create_identity(
    path: &Path,
    subject: &Subject,
    algorithm: Algorithm,
    passphrase: &Passphrase,
    edge: &Edge,
) -> Result<Identity, Error> {
    refuse_short(passphrase)?;
    refuse_overwriting(path)?;
    let identity = generate(subject, algorithm, edge)?;
    export_identity(&identity, path, passphrase, edge)?;
    Ok(identity)
}

/// Opens the identity that a file holds: one kept here, or PKCS#12.
///
/// # Errors
/// [`Error::Pkcs12`] and [`Error::KeptIdentity`] name each fault; [`Error::Evidence`] when the file
/// cannot be read.
pub fn open_identity(path: &Path, passphrase: &Passphrase) -> Result<Identity, Error> {
    let bytes = read(path)?;
    if kept::is_kept(&bytes) {
        return kept::read(&bytes, passphrase).map_err(of_kept(path));
    }
    pkcs12::read(&bytes, passphrase).map_err(of_pkcs12(path))
}

/// Every identity that a file holds, for a person to choose from: one kept here, or PKCS#12.
///
/// # Errors
/// As [`open_identity`].
pub fn read_identities(path: &Path, passphrase: &Passphrase) -> Result<Vec<Identity>, Error> {
    let bytes = read(path)?;
    if kept::is_kept(&bytes) {
        let identity = kept::read(&bytes, passphrase).map_err(of_kept(path))?;
        return Ok(vec![identity]);
    }
    pkcs12::read_all(&bytes, passphrase).map_err(of_pkcs12(path))
}

/// Writes an identity as PKCS#12 to `target`, which must be free.
///
/// # Errors
/// [`Error::PassphraseTooShort`], [`Error::TargetExists`], [`Error::Pkcs12`], or as the disk says.
pub fn export_identity(
    identity: &Identity,
    target: &Path,
    passphrase: &Passphrase,
    edge: &Edge,
) -> Result<(), Error> {
    refuse_short(passphrase)?;
    refuse_overwriting(target)?;
    let bytes = pkcs12::write(identity, passphrase, &mut Drawn(&*edge.randomness))
        .map_err(of_pkcs12(target))?;
    whole_file::write(target, &bytes).map_err(of_file(target))
}

/// A certificate request in PEM for an authority, such as the Collectif's.
///
/// # Errors
/// [`Error::Identity`] when the key does not sign.
pub fn request_certificate(identity: &Identity) -> Result<String, Error> {
    Ok(request::write(identity)?)
}

/// The same key under the certificate that an authority gave for it: a PEM file, the signer's
/// certificate anywhere among those above it, or one certificate in DER.
///
/// # Errors
/// [`Error::Certificates`] when the file holds none; [`Error::OtherKey`] when none is the key's.
pub fn take_certificate(identity: &Identity, path: &Path) -> Result<Identity, Error> {
    let mut found = TrustAnchors::new();
    let bytes = read(path)?;
    found
        .add_file(&bytes)
        .map_err(|source| Error::Certificates {
            path: path.to_owned(),
            source,
        })?;
    let mut refused = Error::OtherKey {
        path: path.to_owned(),
    };
    for (at, certificate) in found.certificates().iter().enumerate() {
        let mut above = found.certificates().to_vec();
        above.remove(at);
        match identity.certified_by(certificate.clone(), above) {
            Ok(certified) => return Ok(certified),
            Err(pades::identity::Error::KeyMismatch) => {}
            Err(error) => refused = error.into(),
        }
    }
    Err(refused)
}

/// A new key with its certificate, which nothing keeps yet.
///
/// # Errors
/// [`Error::Identity`] for a blank name.
pub(super) fn generate(
    subject: &Subject,
    algorithm: Algorithm,
    edge: &Edge,
) -> Result<Identity, Error> {
    let mut drawn = Drawn(&*edge.randomness);
    let now = edge.clock.now().timestamp();
    let identity = Identity::generate(subject, algorithm, now, VALIDITY_YEARS, &mut drawn)?;
    Ok(identity)
}

fn refuse_overwriting(path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::TargetExists {
            path: path.to_owned(),
        });
    }
    Ok(())
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let file = evidence::open_plain(path)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(file, LARGEST), &mut bytes)
        .map_err(of_file(path))?;
    Ok(bytes)
}

fn of_pkcs12(path: &Path) -> impl FnOnce(pkcs12::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Pkcs12 { path, source }
}

pub(super) fn of_kept(path: &Path) -> impl FnOnce(kept::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::KeptIdentity { path, source }
}

/// The edge's randomness, as key generation takes it.
pub(super) struct Drawn<'r>(pub(super) &'r dyn Randomness);

impl TryRng for Drawn<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Drawn<'_> {}
