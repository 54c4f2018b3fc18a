//! Private keys, and what they do: sign.
//!
//! Knows no certificate but to ask whether it is its own. Each key signs under one scheme only.
//! The crates underneath wipe a key when it is dropped. Source: RFC 5208, 6979, 8017, 8410.

use ed25519_dalek::SigningKey as Ed25519Key;
use p256::ecdsa::signature::{SignatureEncoding as _, Signer as _};
use pkcs8::{
    DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, PrivateKeyInfoRef,
};
use rand_core::CryptoRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Error;
use crate::algorithm::{DigestAlgorithm, SignatureScheme};
use crate::certificate::Certificate;
use crate::der;
use crate::oid;
use crate::public_key::{KeyKind, MIN_RSA_BITS};

/// A private key.
pub(crate) enum SigningKey {
    P256(Box<p256::ecdsa::SigningKey>),
    P384(Box<p384::ecdsa::SigningKey>),
    P521(Box<p521::ecdsa::SigningKey>),
    Rsa(Box<RsaPrivateKey>),
    Ed25519(Box<Ed25519Key>),
}

impl SigningKey {
    pub(crate) fn generate_p256(rng: &mut impl CryptoRng) -> Result<Self, Error> {
        // One draw in 2^32 lies outside the group; a broken generator would never leave it.
        for _ in 0..16 {
            let mut octets = Zeroizing::new([0; 32]);
            rng.fill_bytes(&mut octets[..]);
            if let Ok(key) = p256::ecdsa::SigningKey::from_slice(&octets[..]) {
                return Ok(Self::P256(Box::new(key)));
            }
        }
        Err(Error::Generation)
    }

    pub(crate) fn generate_rsa(bits: usize, rng: &mut impl CryptoRng) -> Result<Self, Error> {
        RsaPrivateKey::new(rng, bits)
            .map(|key| Self::Rsa(Box::new(key)))
            .map_err(|_| Error::Generation)
    }

    /// Reads a PrivateKeyInfo (PKCS#8).
    pub(crate) fn read(info: &[u8]) -> Result<Self, Error> {
        let parsed = PrivateKeyInfoRef::try_from(info).map_err(|_| Error::UnsupportedKey)?;
        let unsupported = |_| Error::UnsupportedKey;
        match parsed.algorithm.oid.as_bytes() {
            oid::RSA_ENCRYPTION => read_rsa(parsed.private_key.as_bytes()),
            oid::EC_PUBLIC_KEY => match parsed
                .algorithm
                .parameters_oid()
                .map_err(|_| Error::UnsupportedKey)?
                .as_bytes()
            {
                oid::P256 => p256::ecdsa::SigningKey::from_pkcs8_der(info)
                    .map(|key| Self::P256(Box::new(key)))
                    .map_err(unsupported),
                oid::P384 => p384::ecdsa::SigningKey::from_pkcs8_der(info)
                    .map(|key| Self::P384(Box::new(key)))
                    .map_err(unsupported),
                oid::P521 => p521::ecdsa::SigningKey::from_pkcs8_der(info)
                    .map(|key| Self::P521(Box::new(key)))
                    .map_err(unsupported),
                _ => Err(Error::UnsupportedKey),
            },
            oid::ED25519 => Ed25519Key::from_pkcs8_der(info)
                .map(|key| Self::Ed25519(Box::new(key)))
                .map_err(unsupported),
            _ => Err(Error::UnsupportedKey),
        }
    }

    /// The key as PKCS#8.
    pub(crate) fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let document = match self {
            Self::P256(key) => key.to_pkcs8_der(),
            Self::P384(key) => key.to_pkcs8_der(),
            Self::P521(key) => key.to_pkcs8_der(),
            Self::Rsa(key) => key.to_pkcs8_der(),
            Self::Ed25519(key) => key.to_pkcs8_der(),
        };
        document
            .map(|document| Zeroizing::new(document.as_bytes().to_vec()))
            .map_err(|_| Error::UnsupportedKey)
    }

    pub(crate) fn kind(&self) -> KeyKind {
        match self {
            Self::P256(_) => KeyKind::P256,
            Self::P384(_) => KeyKind::P384,
            Self::P521(_) => KeyKind::P521,
            Self::Rsa(key) => {
                use rsa::traits::PublicKeyParts as _;
                KeyKind::Rsa {
                    bits: key.n().bits_vartime() as usize,
                }
            }
            Self::Ed25519(_) => KeyKind::Ed25519,
        }
    }

    /// The public half as SubjectPublicKeyInfo.
    pub(crate) fn public_key_info(&self) -> Result<Vec<u8>, Error> {
        let document = match self {
            Self::P256(key) => key.verifying_key().to_public_key_der(),
            Self::P384(key) => key.verifying_key().to_public_key_der(),
            Self::P521(key) => key.verifying_key().to_public_key_der(),
            Self::Rsa(key) => key.to_public_key().to_public_key_der(),
            Self::Ed25519(key) => key.verifying_key().to_public_key_der(),
        };
        document
            .map(pkcs8::Document::into_vec)
            .map_err(|_| Error::UnsupportedKey)
    }

    /// The certificate is for this key.
    pub(crate) fn belongs_to(&self, certificate: &Certificate) -> bool {
        // Compared by proof, since a key has several spellings in certificates.
        let Ok(key) = certificate.public_key() else {
            return false;
        };
        let message = b"the key and the certificate belong together";
        self.sign(message)
            .is_ok_and(|signature| key.verifies(self.scheme(), message, &signature))
    }

    /// The one scheme this key signs under.
    pub(crate) fn scheme(&self) -> SignatureScheme {
        match self {
            Self::P256(_) => SignatureScheme::Ecdsa(DigestAlgorithm::Sha256),
            Self::P384(_) => SignatureScheme::Ecdsa(DigestAlgorithm::Sha384),
            Self::P521(_) => SignatureScheme::Ecdsa(DigestAlgorithm::Sha512),
            Self::Rsa(_) => SignatureScheme::RsaPkcs1(DigestAlgorithm::Sha256),
            Self::Ed25519(_) => SignatureScheme::Ed25519,
        }
    }

    /// The digest of what is signed; for Ed25519 the one that RFC 8419 prescribes.
    pub(crate) fn digest(&self) -> DigestAlgorithm {
        self.scheme().digest().unwrap_or(DigestAlgorithm::Sha512)
    }

    /// AlgorithmIdentifier for a certificate: scheme and digest in one.
    pub(crate) fn certificate_algorithm(&self) -> Vec<u8> {
        match self {
            Self::P256(_) => der::write_sequence(&[&der::write_oid(oid::ECDSA_WITH_SHA256)]),
            Self::P384(_) => der::write_sequence(&[&der::write_oid(oid::ECDSA_WITH_SHA384)]),
            Self::P521(_) => der::write_sequence(&[&der::write_oid(oid::ECDSA_WITH_SHA512)]),
            Self::Rsa(_) => {
                der::write_sequence(&[&der::write_oid(oid::SHA256_WITH_RSA), &[der::NULL, 0]])
            }
            Self::Ed25519(_) => der::write_sequence(&[&der::write_oid(oid::ED25519)]),
        }
    }

    /// AlgorithmIdentifier for CMS, where RSA is named without its digest (RFC 3370, 3.2).
    pub(crate) fn cms_algorithm(&self) -> Vec<u8> {
        match self {
            Self::Rsa(_) => {
                der::write_sequence(&[&der::write_oid(oid::RSA_ENCRYPTION), &[der::NULL, 0]])
            }
            Self::P256(_) | Self::P384(_) | Self::P521(_) | Self::Ed25519(_) => {
                self.certificate_algorithm()
            }
        }
    }

    /// Signs: the same message gives the same signature (RFC 6979, PKCS#1 v1.5, RFC 8032); of the
    /// two spellings that ECDSA takes for the same, (r, s) and (r, n−s), the lower.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let failed = |_| Error::UnsupportedKey;
        match self {
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.try_sign(message).map_err(failed)?;
                Ok(signature.normalize_s().to_der().as_bytes().to_vec())
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.try_sign(message).map_err(failed)?;
                Ok(signature.normalize_s().to_der().as_bytes().to_vec())
            }
            Self::P521(key) => {
                let signature: p521::ecdsa::Signature = key.try_sign(message).map_err(failed)?;
                Ok(signature.normalize_s().to_der().as_bytes().to_vec())
            }
            Self::Rsa(key) => {
                let signer = pkcs1v15::SigningKey::<Sha256>::new(RsaPrivateKey::clone(key));
                let signature = signer.try_sign(message).map_err(failed)?;
                Ok(signature.to_vec())
            }
            Self::Ed25519(key) => Ok(key.try_sign(message).map_err(failed)?.to_bytes().to_vec()),
        }
    }
}

/// RSAPrivateKey (RFC 8017, A.1.2), measured before anything is computed with it.
fn read_rsa(key: &[u8]) -> Result<SigningKey, Error> {
    let modulus_bits = || -> Result<usize, der::Error> {
        let mut fields = der::only(key)?.reader();
        fields.small()?;
        Ok(fields.integer()?.len() * 8)
    };
    let bits = modulus_bits().map_err(|_| Error::UnsupportedKey)?;
    if bits < MIN_RSA_BITS {
        return Err(Error::WeakKey);
    }
    if bits > 8192 + 8 {
        return Err(Error::UnsupportedKey);
    }
    use rsa::pkcs1::DecodeRsaPrivateKey as _;
    RsaPrivateKey::from_pkcs1_der(key)
        .map(|key| SigningKey::Rsa(Box::new(key)))
        .map_err(|_| Error::UnsupportedKey)
}
