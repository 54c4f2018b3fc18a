//! Identities made and opened: the key that signs dossiers, kept under a passphrase.
//!
//! An identity lives in a PKCS#12 file of its own, apart from any workspace.

use std::convert::Infallible;
use std::path::Path;

use pades::identity::{Algorithm, Identity, Subject, pkcs12};
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

/// Largest PKCS#12 file that is read, in bytes.
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
    pub fn of_certificate(certificate: &pades::certificate::Certificate) -> Self {
        let signer = signer_of(certificate);
        Self {
            name: signer.name,
            kind: match signer.kind {
                SignerKind::Seal => IdentityKind::Seal,
                SignerKind::Person => IdentityKind::Person,
            },
            certificate_digest: signer.certificate_digest,
            not_after: Moment::from(certificate.not_after()),
            algorithm: signer.algorithm,
        }
    }
}

/// Makes a key with its certificate and keeps both at `path`, under a passphrase.
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
    if path.exists() {
        return Err(Error::TargetExists {
            path: path.to_owned(),
        });
    }
    let mut drawn = Drawn(&*edge.randomness);
    let now = edge.clock.now().timestamp();
    let identity = Identity::generate(subject, algorithm, now, VALIDITY_YEARS, &mut drawn)?;
    let bytes =
        pkcs12::write(&identity, passphrase, &mut drawn).map_err(|source| Error::Pkcs12 {
            path: path.to_owned(),
            source,
        })?;
    whole_file::write(path, &bytes).map_err(of_file(path))?;
    Ok(identity)
}

/// Opens the identity that a PKCS#12 file holds.
///
/// # Errors
/// [`Error::Pkcs12`] names each fault; [`Error::Evidence`] when the file cannot be read.
pub fn open_identity(path: &Path, passphrase: &Passphrase) -> Result<Identity, Error> {
    let file = evidence::open_plain(path)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(file, LARGEST), &mut bytes)
        .map_err(of_file(path))?;
    pkcs12::read(&bytes, passphrase).map_err(|source| Error::Pkcs12 {
        path: path.to_owned(),
        source,
    })
}

/// The edge's randomness, as key generation takes it.
struct Drawn<'r>(&'r dyn Randomness);

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
