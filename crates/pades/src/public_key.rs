//! Public keys: read from a certificate, and asked whether they made a signature.
//!
//! Knows nothing of who holds the key. Source: trust.md, R5; RFC 5280, 5480, 8410.

use ed25519_dalek::VerifyingKey as Ed25519Key;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{BoxedUint, RsaPublicKey, pkcs1v15, pss};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use crate::algorithm::{DigestAlgorithm, Error, SignatureScheme};
use crate::der::{self, Reader};
use crate::oid;

/// Smallest RSA modulus that still counts as sound.
pub(crate) const MIN_RSA_BITS: usize = 2048;
/// Largest RSA modulus that is read; beyond it one check takes seconds.
const MAX_RSA_BITS: usize = 8192;

/// What kind of key, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA with a modulus of so many bits.
    Rsa {
        /// Length of the modulus.
        bits: usize,
    },
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// Ed25519.
    Ed25519,
}

impl KeyKind {
    /// Large enough to be trusted today (trust.md, R5).
    pub fn is_sound(self) -> bool {
        match self {
            Self::Rsa { bits } => bits >= MIN_RSA_BITS,
            Self::P256 | Self::P384 | Self::P521 | Self::Ed25519 => true,
        }
    }
}

/// A public key that can check signatures.
#[derive(Debug, Clone)]
pub(crate) enum PublicKey {
    Rsa(Box<RsaPublicKey>),
    P256(Box<p256::ecdsa::VerifyingKey>),
    P384(Box<p384::ecdsa::VerifyingKey>),
    P521(Box<p521::ecdsa::VerifyingKey>),
    Ed25519(Box<Ed25519Key>),
}

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo.
    pub(crate) fn read(info: &[u8]) -> Result<Self, Error> {
        let mut reader = der::only_sequence(info)?;
        let mut algorithm = reader.sequence()?;
        let name = algorithm.oid()?;
        let key = reader.bits()?;
        reader.end()?;
        match name {
            oid::RSA_ENCRYPTION | oid::RSA_PSS => read_rsa(key),
            oid::EC_PUBLIC_KEY => {
                let curve = algorithm.oid()?;
                algorithm.end()?;
                read_curve(curve, key)
            }
            oid::ED25519 => {
                algorithm.end()?;
                let octets: &[u8; 32] = key.try_into().map_err(|_| der::Error::Unexpected)?;
                let key = Ed25519Key::from_bytes(octets).map_err(|_| der::Error::Unexpected)?;
                Ok(Self::Ed25519(Box::new(key)))
            }
            _ => Err(Error::Unsupported),
        }
    }

    pub(crate) fn kind(&self) -> KeyKind {
        use rsa::traits::PublicKeyParts as _;
        match self {
            Self::Rsa(key) => KeyKind::Rsa {
                bits: key.n().bits_vartime() as usize,
            },
            Self::P256(_) => KeyKind::P256,
            Self::P384(_) => KeyKind::P384,
            Self::P521(_) => KeyKind::P521,
            Self::Ed25519(_) => KeyKind::Ed25519,
        }
    }

    /// Whether this key made that signature over the message, under that scheme.
    pub(crate) fn verifies(
        &self,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        match (self, scheme) {
            (Self::Rsa(key), SignatureScheme::RsaPkcs1(digest)) => {
                verify_pkcs1(key, digest, &digest.digest(&[message]), signature)
            }
            (Self::Rsa(key), SignatureScheme::RsaPss { digest, salt_bytes }) => verify_pss(
                key,
                digest,
                salt_bytes,
                &digest.digest(&[message]),
                signature,
            ),
            (Self::P256(key), SignatureScheme::Ecdsa(digest)) => {
                let prehash = digest.digest(&[message]);
                p256::ecdsa::Signature::from_der(signature).is_ok_and(|value| {
                    is_der(signature) && key.verify_prehash(&prehash, &value).is_ok()
                })
            }
            (Self::P384(key), SignatureScheme::Ecdsa(digest)) => {
                let prehash = digest.digest(&[message]);
                p384::ecdsa::Signature::from_der(signature).is_ok_and(|value| {
                    is_der(signature) && key.verify_prehash(&prehash, &value).is_ok()
                })
            }
            (Self::P521(key), SignatureScheme::Ecdsa(digest)) => {
                let prehash = p521_prehash(&digest.digest(&[message]));
                p521::ecdsa::Signature::from_der(signature).is_ok_and(|value| {
                    is_der(signature) && key.verify_prehash(&prehash, &value).is_ok()
                })
            }
            (Self::Ed25519(key), SignatureScheme::Ed25519) => {
                ed25519_dalek::Signature::from_slice(signature)
                    .is_ok_and(|value| key.verify_strict(message, &value).is_ok())
            }
            (
                Self::Rsa(_) | Self::P256(_) | Self::P384(_) | Self::P521(_) | Self::Ed25519(_),
                _,
            ) => false,
        }
    }
}

/// Of the two spellings that ECDSA takes for the same, (r, s) and (r, n−s), the lower; other schemes
/// have one.
pub(crate) fn is_lower_spelling(key: KeyKind, signature: &[u8]) -> bool {
    match key {
        KeyKind::P256 => p256::ecdsa::Signature::from_der(signature)
            .is_ok_and(|value| value.normalize_s() == value),
        KeyKind::P384 => p384::ecdsa::Signature::from_der(signature)
            .is_ok_and(|value| value.normalize_s() == value),
        KeyKind::P521 => p521::ecdsa::Signature::from_der(signature)
            .is_ok_and(|value| value.normalize_s() == value),
        KeyKind::Rsa { .. } | KeyKind::Ed25519 => true,
    }
}

/// The two integers of an ECDSA signature have one spelling.
fn is_der(signature: &[u8]) -> bool {
    der::only(signature).is_ok() && der::check(signature).is_ok()
}

/// The curve crates refuse a digest of less than half their field, which SHA-256 is for P-521;
/// zeros before it leave the number it stands for as it is.
fn p521_prehash(digest: &[u8]) -> Vec<u8> {
    let mut prehash = vec![0; 33usize.saturating_sub(digest.len())];
    prehash.extend_from_slice(digest);
    prehash
}

fn read_rsa(key: &[u8]) -> Result<PublicKey, Error> {
    let mut outer = Reader::new(key);
    let mut reader = outer.sequence()?;
    outer.end()?;
    let (modulus, exponent) = (reader.integer()?, reader.integer()?);
    reader.end()?;
    if modulus[0] & 0x80 != 0 || exponent[0] & 0x80 != 0 {
        return Err(der::Error::Unexpected.into());
    }
    if modulus.len() * 8 < 1024 {
        return Err(Error::Weak);
    }
    RsaPublicKey::new_with_size_limits(
        BoxedUint::from_be_slice_vartime(modulus),
        BoxedUint::from_be_slice_vartime(exponent),
        512..=MAX_RSA_BITS,
    )
    .map(|key| PublicKey::Rsa(Box::new(key)))
    .map_err(|_| Error::Unsupported)
}

fn read_curve(curve: &[u8], point: &[u8]) -> Result<PublicKey, Error> {
    let malformed = |_| Error::Malformed(der::Error::Unexpected);
    match curve {
        oid::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(point)
            .map(|key| PublicKey::P256(Box::new(key)))
            .map_err(malformed),
        oid::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(point)
            .map(|key| PublicKey::P384(Box::new(key)))
            .map_err(malformed),
        oid::P521 => p521::ecdsa::VerifyingKey::from_sec1_bytes(point)
            .map(|key| PublicKey::P521(Box::new(key)))
            .map_err(malformed),
        _ => Err(Error::Unsupported),
    }
}

fn verify_pkcs1(
    key: &RsaPublicKey,
    digest: DigestAlgorithm,
    prehash: &[u8],
    signature: &[u8],
) -> bool {
    let Ok(value) = pkcs1v15::Signature::try_from(signature) else {
        return false;
    };
    if signature.len() != rsa::traits::PublicKeyParts::size(key) {
        return false;
    }
    let key = key.clone();
    match digest {
        DigestAlgorithm::Sha1 => {
            pkcs1v15::VerifyingKey::<Sha1>::new(key).verify_prehash(prehash, &value)
        }
        DigestAlgorithm::Sha256 => {
            pkcs1v15::VerifyingKey::<Sha256>::new(key).verify_prehash(prehash, &value)
        }
        DigestAlgorithm::Sha384 => {
            pkcs1v15::VerifyingKey::<Sha384>::new(key).verify_prehash(prehash, &value)
        }
        DigestAlgorithm::Sha512 => {
            pkcs1v15::VerifyingKey::<Sha512>::new(key).verify_prehash(prehash, &value)
        }
    }
    .is_ok()
}

fn verify_pss(
    key: &RsaPublicKey,
    digest: DigestAlgorithm,
    salt_bytes: usize,
    prehash: &[u8],
    signature: &[u8],
) -> bool {
    let Ok(value) = pss::Signature::try_from(signature) else {
        return false;
    };
    if signature.len() != rsa::traits::PublicKeyParts::size(key) {
        return false;
    }
    let key = key.clone();
    match digest {
        // RFC 4055 made SHA-1 the default of PSS; no sound signer uses it.
        DigestAlgorithm::Sha1 => return false,
        DigestAlgorithm::Sha256 => pss::VerifyingKey::<Sha256>::new_with_salt_len(key, salt_bytes)
            .verify_prehash(prehash, &value),
        DigestAlgorithm::Sha384 => pss::VerifyingKey::<Sha384>::new_with_salt_len(key, salt_bytes)
            .verify_prehash(prehash, &value),
        DigestAlgorithm::Sha512 => pss::VerifyingKey::<Sha512>::new_with_salt_len(key, salt_bytes)
            .verify_prehash(prehash, &value),
    }
    .is_ok()
}
