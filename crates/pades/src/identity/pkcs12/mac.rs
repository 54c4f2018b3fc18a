//! The MAC over a PKCS#12 file: tells a wrong passphrase from a right one.
//!
//! Source: RFC 7292, 4 and B; RFC 9579 (PBMAC1).

use hmac::{Hmac, KeyInit as _, Mac as _};
use pkcs5::pbes2::{Kdf, Pbkdf2Prf};
use pkcs8::der::Decode as _;
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::kdf::{self, Purpose};
use super::{Error, Passphrase};
use crate::algorithm::DigestAlgorithm;
use crate::der::{self, Reader};
use crate::oid;

/// MacData, read.
pub(super) struct Mac {
    derivation: Derivation,
    digest: DigestAlgorithm,
    value: Vec<u8>,
}

/// How the key of the MAC comes from the passphrase.
enum Derivation {
    Pkcs12 {
        salt: Vec<u8>,
        iterations: u64,
    },
    Pbkdf2 {
        salt: Vec<u8>,
        iterations: u32,
        prf: Pbkdf2Prf,
        key_bytes: usize,
    },
}

impl Mac {
    /// Reads the content of MacData.
    pub(super) fn read(content: &[u8]) -> Result<Self, Error> {
        let fields = || -> Result<_, der::Error> {
            let mut fields = Reader::new(content);
            let mut info = fields.sequence()?;
            let algorithm = info.expect(der::SEQUENCE)?;
            let value = info.expect(der::OCTET_STRING)?.content.to_vec();
            let salt = fields.expect(der::OCTET_STRING)?.content.to_vec();
            let iterations = if fields.is_empty() {
                1
            } else {
                fields.small()?
            };
            Ok((algorithm, value, salt, iterations))
        };
        let (algorithm, value, salt, iterations) = fields().map_err(|_| Error::Damaged)?;
        let mut parts = algorithm.reader();
        let name = parts.oid().map_err(|_| Error::Damaged)?;
        if name == oid::PBMAC1 {
            return read_pbmac1(parts.rest(), value);
        }
        let digest = DigestAlgorithm::from_oid(name).ok_or(Error::UnsupportedAlgorithm)?;
        Ok(Self {
            derivation: Derivation::Pkcs12 { salt, iterations },
            digest,
            value,
        })
    }

    pub(super) fn iterations(&self) -> u64 {
        match self.derivation {
            Derivation::Pkcs12 { iterations, .. } => iterations,
            Derivation::Pbkdf2 { iterations, .. } => u64::from(iterations),
        }
    }

    /// Checks the protected bytes.
    pub(super) fn check(&self, passphrase: &Passphrase, protected: &[u8]) -> Result<(), Error> {
        let key = match &self.derivation {
            Derivation::Pkcs12 { salt, iterations } => {
                let length = self.digest.digest(&[]).len();
                kdf::derive(
                    self.digest,
                    Purpose::Mac,
                    &passphrase.utf16,
                    salt,
                    *iterations,
                    length,
                )
            }
            Derivation::Pbkdf2 {
                salt,
                iterations,
                prf,
                key_bytes,
            } => {
                let mut key = zeroize::Zeroizing::new(vec![0; *key_bytes]);
                let secret = &passphrase.utf8;
                match prf {
                    Pbkdf2Prf::HmacWithSha1 => {
                        pbkdf2::pbkdf2_hmac::<Sha1>(secret, salt, *iterations, &mut key);
                    }
                    Pbkdf2Prf::HmacWithSha256 => {
                        pbkdf2::pbkdf2_hmac::<Sha256>(secret, salt, *iterations, &mut key);
                    }
                    Pbkdf2Prf::HmacWithSha384 => {
                        pbkdf2::pbkdf2_hmac::<Sha384>(secret, salt, *iterations, &mut key);
                    }
                    Pbkdf2Prf::HmacWithSha512 => {
                        pbkdf2::pbkdf2_hmac::<Sha512>(secret, salt, *iterations, &mut key);
                    }
                    _ => return Err(Error::UnsupportedAlgorithm),
                }
                key
            }
        };
        let is_right = match self.digest {
            DigestAlgorithm::Sha1 => Hmac::<Sha1>::new_from_slice(&key).is_ok_and(|mac| {
                mac.chain_update(protected)
                    .verify_slice(&self.value)
                    .is_ok()
            }),
            DigestAlgorithm::Sha256 => Hmac::<Sha256>::new_from_slice(&key).is_ok_and(|mac| {
                mac.chain_update(protected)
                    .verify_slice(&self.value)
                    .is_ok()
            }),
            DigestAlgorithm::Sha384 => Hmac::<Sha384>::new_from_slice(&key).is_ok_and(|mac| {
                mac.chain_update(protected)
                    .verify_slice(&self.value)
                    .is_ok()
            }),
            DigestAlgorithm::Sha512 => Hmac::<Sha512>::new_from_slice(&key).is_ok_and(|mac| {
                mac.chain_update(protected)
                    .verify_slice(&self.value)
                    .is_ok()
            }),
        };
        if is_right {
            Ok(())
        } else {
            Err(Error::WrongPassphrase)
        }
    }
}

/// PBMAC1-params (RFC 8018, A.5).
fn read_pbmac1(parameters: &[u8], value: Vec<u8>) -> Result<Mac, Error> {
    let fields = || -> Result<_, der::Error> {
        let mut fields = der::only(parameters)?.reader();
        let derivation = fields.expect(der::SEQUENCE)?.full;
        let scheme = fields.sequence()?.oid()?;
        Ok((derivation, scheme))
    };
    let (derivation, scheme) = fields().map_err(|_| Error::Damaged)?;
    let digest = match scheme {
        oid::HMAC_WITH_SHA1 => DigestAlgorithm::Sha1,
        oid::HMAC_WITH_SHA256 => DigestAlgorithm::Sha256,
        oid::HMAC_WITH_SHA384 => DigestAlgorithm::Sha384,
        oid::HMAC_WITH_SHA512 => DigestAlgorithm::Sha512,
        _ => return Err(Error::UnsupportedAlgorithm),
    };
    let Ok(Kdf::Pbkdf2(parameters)) = Kdf::from_der(derivation) else {
        return Err(Error::UnsupportedAlgorithm);
    };
    let derivation = Derivation::Pbkdf2 {
        salt: parameters.salt.as_ref().to_vec(),
        iterations: parameters.iteration_count,
        prf: parameters.prf,
        key_bytes: parameters
            .key_length
            .map_or(digest.digest(&[]).len(), usize::from)
            .clamp(1, 64),
    };
    Ok(Mac {
        derivation,
        digest,
        value,
    })
}

/// HMAC of the data under PKCS#12's SHA-256.
pub(super) fn hmac_sha256(key: &[u8], data: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(data);
    mac.finalize().into_bytes().to_vec()
}
