//! Algorithms: which digests and signature schemes are understood, and which of them are sound.
//!
//! Knows no keys. A weak algorithm is named, so that a report can say why; only certificates of
//! third parties are ever checked with one. Source: trust.md, R5; RFC 5754, 4055, 5758, 8410.

use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::der::{self, Reader};
use crate::oid;

/// A digest algorithm that a signature may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DigestAlgorithm {
    /// SHA-1: broken, read only to say so.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl DigestAlgorithm {
    /// Collisions are out of reach.
    pub fn is_sound(self) -> bool {
        match self {
            Self::Sha1 => false,
            Self::Sha256 | Self::Sha384 | Self::Sha512 => true,
        }
    }

    /// The digest of the parts, one after another.
    pub(crate) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut hasher = Hasher::new(self);
        for part in parts {
            hasher.update(part);
        }
        hasher.finish()
    }

    pub(crate) fn oid(self) -> &'static [u8] {
        match self {
            Self::Sha1 => oid::SHA1,
            Self::Sha256 => oid::SHA256,
            Self::Sha384 => oid::SHA384,
            Self::Sha512 => oid::SHA512,
        }
    }

    pub(crate) fn from_oid(name: &[u8]) -> Option<Self> {
        [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|algorithm| algorithm.oid() == name)
    }

    /// Reads an AlgorithmIdentifier's content; parameters are absent or NULL (RFC 5754, 2).
    pub(crate) fn read(content: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(content);
        let name = reader.oid()?;
        absent_or_null(reader)?;
        match Self::from_oid(name) {
            Some(algorithm) => Ok(algorithm),
            None if name == oid::MD5 || name == oid::SHA224 => Err(Error::Weak),
            None => Err(Error::Unsupported),
        }
    }
}

/// A digest being computed piece by piece.
#[derive(Clone)]
pub(crate) enum Hasher {
    Sha1(Sha1),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl Hasher {
    pub(crate) fn new(algorithm: DigestAlgorithm) -> Self {
        match algorithm {
            DigestAlgorithm::Sha1 => Self::Sha1(Sha1::new()),
            DigestAlgorithm::Sha256 => Self::Sha256(Sha256::new()),
            DigestAlgorithm::Sha384 => Self::Sha384(Sha384::new()),
            DigestAlgorithm::Sha512 => Self::Sha512(Sha512::new()),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
            Self::Sha384(hasher) => hasher.update(bytes),
            Self::Sha512(hasher) => hasher.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha1(hasher) => hasher.finalize().to_vec(),
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
            Self::Sha384(hasher) => hasher.finalize().to_vec(),
            Self::Sha512(hasher) => hasher.finalize().to_vec(),
        }
    }
}

/// Why an algorithm cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Known to be broken or too small.
    #[error("weak algorithm")]
    Weak,
    /// Not known here.
    #[error("unsupported algorithm")]
    Unsupported,
    /// Its identifier is not readable.
    #[error("malformed algorithm identifier")]
    Malformed(#[from] der::Error),
}

/// How a signature value comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignatureScheme {
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1(DigestAlgorithm),
    /// RSASSA-PSS with MGF1 over the same digest.
    RsaPss {
        /// Digest of the message and of the mask.
        digest: DigestAlgorithm,
        /// Length of the salt.
        salt_bytes: usize,
    },
    /// ECDSA.
    Ecdsa(DigestAlgorithm),
    /// Ed25519, which has its digest inside.
    Ed25519,
}

impl SignatureScheme {
    /// The digest it rests on; Ed25519 brings its own.
    pub fn digest(self) -> Option<DigestAlgorithm> {
        match self {
            Self::RsaPkcs1(digest) | Self::RsaPss { digest, .. } | Self::Ecdsa(digest) => {
                Some(digest)
            }
            Self::Ed25519 => None,
        }
    }

    /// Collisions of its digest are out of reach.
    pub fn is_sound(self) -> bool {
        self.digest().is_none_or(DigestAlgorithm::is_sound)
    }

    /// Reads the content of an AlgorithmIdentifier that names scheme and digest together.
    pub(crate) fn read(content: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(content);
        let name = reader.oid()?;
        let (scheme, parameters_are_null) = match name {
            oid::SHA1_WITH_RSA => (Self::RsaPkcs1(DigestAlgorithm::Sha1), true),
            oid::SHA256_WITH_RSA => (Self::RsaPkcs1(DigestAlgorithm::Sha256), true),
            oid::SHA384_WITH_RSA => (Self::RsaPkcs1(DigestAlgorithm::Sha384), true),
            oid::SHA512_WITH_RSA => (Self::RsaPkcs1(DigestAlgorithm::Sha512), true),
            oid::ECDSA_WITH_SHA1 => (Self::Ecdsa(DigestAlgorithm::Sha1), false),
            oid::ECDSA_WITH_SHA256 => (Self::Ecdsa(DigestAlgorithm::Sha256), false),
            oid::ECDSA_WITH_SHA384 => (Self::Ecdsa(DigestAlgorithm::Sha384), false),
            oid::ECDSA_WITH_SHA512 => (Self::Ecdsa(DigestAlgorithm::Sha512), false),
            oid::ED25519 => (Self::Ed25519, false),
            oid::RSA_PSS => return read_pss(reader),
            oid::MD5_WITH_RSA => return Err(Error::Weak),
            _ => return Err(Error::Unsupported),
        };
        if parameters_are_null {
            absent_or_null(reader)?;
        } else {
            reader.end()?;
        }
        Ok(scheme)
    }
}

fn absent_or_null(mut reader: Reader<'_>) -> Result<(), der::Error> {
    if let Some(null) = reader.optional(der::NULL)?
        && !null.content.is_empty()
    {
        return Err(der::Error::NotCanonical);
    }
    reader.end()
}

/// RSASSA-PSS-params (RFC 4055, 3.1). A default that is written out is not DER.
fn read_pss(mut outer: Reader<'_>) -> Result<SignatureScheme, Error> {
    let mut reader = outer.sequence()?;
    outer.end()?;
    let Some(digest) = reader.optional(der::context(0))? else {
        return Err(Error::Weak); // The default is SHA-1.
    };
    let digest = DigestAlgorithm::read(der::only_sequence(digest.content)?.rest())?;
    let Some(mask) = reader.optional(der::context(1))? else {
        return Err(Error::Weak);
    };
    let mut mask = Reader::new(mask.content).sequence()?;
    if mask.oid()? != oid::MGF1 {
        return Err(Error::Unsupported);
    }
    let mask_digest = DigestAlgorithm::read(mask.sequence()?.rest())?;
    if mask_digest != digest {
        return Err(Error::Unsupported);
    }
    let salt_bytes = match reader.optional(der::context(2))? {
        None => 20,
        Some(salt) => {
            usize::try_from(Reader::new(salt.content).small()?).map_err(|_| Error::Unsupported)?
        }
    };
    reader.end()?;
    if salt_bytes > 512 {
        return Err(Error::Unsupported);
    }
    Ok(SignatureScheme::RsaPss { digest, salt_bytes })
}
