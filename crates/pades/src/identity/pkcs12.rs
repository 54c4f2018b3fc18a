//! PKCS#12: identities in a file under a passphrase.
//!
//! Reads what banks, authorities, browsers and operating systems write, modern and legacy; writes
//! PBES2 with AES-256 and PBKDF2-HMAC-SHA-256. Work is bounded before any of it is done. Keys in
//! the clear are wiped. Source: RFC 7292, 8018, 9579; trust.md, bad inputs 85 to 98.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{Identity, ber, key::SigningKey};
use crate::algorithm;
use crate::certificate::{self, Certificate};
use crate::der::{self, Reader};
use crate::oid;

mod bags;
mod encryption;
mod kdf;
mod mac;
mod write;

pub use write::{ITERATIONS, write};

/// Largest file that is read.
const MAX_BYTES: usize = 4 << 20;
/// Most iterations of all derivations of a file together, before any is begun.
pub const MAX_ITERATIONS: u64 = 10_000_000;
/// Longest passphrase.
const MAX_PASSPHRASE_BYTES: usize = 16 * 1024;
/// Longest chain that is kept above a certificate.
const MAX_CHAIN: usize = 8;

/// Why a file gives no identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Larger than any honest file.
    #[error("the file has {bytes} bytes, over {MAX_BYTES}")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Not a PKCS#12 file at all.
    #[error("not a PKCS#12 file")]
    NotPkcs12,
    /// PEM, which is another thing.
    #[error("a PEM file, not PKCS#12")]
    Pem {
        /// It bears a private key without any protection.
        has_unprotected_key: bool,
    },
    /// A certificate file, without a key.
    #[error("a certificate, not PKCS#12")]
    BareCertificate,
    /// A PKCS#12 file whose inside is broken.
    #[error("the PKCS#12 file is damaged")]
    Damaged,
    /// The passphrase does not open it, or it was altered.
    #[error("wrong passphrase, or the file was altered")]
    WrongPassphrase,
    /// The passphrase is too long.
    #[error("the passphrase has {bytes} bytes, over {MAX_PASSPHRASE_BYTES}")]
    PassphraseTooLong {
        /// Its length.
        bytes: usize,
    },
    /// Opening it would take too long.
    #[error("{iterations} iterations asked for, over {MAX_ITERATIONS}")]
    TooManyIterations {
        /// All derivations together.
        iterations: u64,
    },
    /// An encryption or integrity algorithm that is not understood.
    #[error("unsupported algorithm in the PKCS#12 file")]
    UnsupportedAlgorithm,
    /// It holds no private key.
    #[error("no private key in the file")]
    NoKey,
    /// It holds no certificate.
    #[error("no certificate in the file")]
    NoCertificate,
    /// It holds several identities, and one was asked for.
    #[error("{count} identities in the file")]
    Several {
        /// How many.
        count: usize,
    },
    /// No certificate is the key's.
    #[error("the key does not match any certificate")]
    KeyMismatch,
    /// The key, or the certificate's signature, is too weak.
    #[error("the key or its certificate is too weak")]
    Weak,
    /// The key's algorithm is not understood.
    #[error("the key's algorithm is not supported")]
    UnsupportedKey,
    /// A certificate in it is not readable.
    #[error("a certificate in the file: {0}")]
    Certificate(#[from] certificate::Error),
}

impl From<super::Error> for Error {
    fn from(error: super::Error) -> Self {
        match error {
            super::Error::WeakKey => Self::Weak,
            super::Error::UnsupportedKey => Self::UnsupportedKey,
            super::Error::KeyMismatch => Self::KeyMismatch,
            super::Error::Certificate(error) => Self::Certificate(error),
            super::Error::NoName | super::Error::Validity { .. } | super::Error::Generation => {
                Self::Damaged
            }
        }
    }
}

/// Reads the one identity of a file.
///
/// # Errors
/// [`Error`], each situation by its name; [`Error::Several`] when there is more than one.
pub fn read(bytes: &[u8], passphrase: &str) -> Result<Identity, Error> {
    let mut identities = read_all(bytes, passphrase)?;
    match identities.pop() {
        Some(identity) if identities.is_empty() => Ok(identity),
        _ => Err(Error::Several {
            count: identities.len() + 1,
        }),
    }
}

/// Reads all identities of a file, in its order; at least one.
///
/// # Errors
/// [`Error`]; one bad key is enough, so that nobody signs with another than meant.
pub fn read_all(bytes: &[u8], passphrase: &str) -> Result<Vec<Identity>, Error> {
    let content = Content::read(bytes)?;
    if passphrase.len() > MAX_PASSPHRASE_BYTES {
        return Err(Error::PassphraseTooLong {
            bytes: passphrase.len(),
        });
    }
    let mut outcome = Err(Error::WrongPassphrase);
    for spelling in spellings(passphrase) {
        outcome = content.open(&spelling);
        if outcome != Err(Error::WrongPassphrase) {
            break;
        }
    }
    let bags = outcome?;
    if bags.keys.is_empty() {
        return Err(Error::NoKey);
    }
    if bags.certificates.is_empty() {
        return Err(Error::NoCertificate);
    }
    bags.keys
        .iter()
        .map(|key| identity_of(&key.info, &bags.certificates))
        .collect()
}

/// One spelling of a passphrase, as the two generations of encryption take it.
struct Passphrase {
    utf8: Zeroizing<Vec<u8>>,
    /// UTF-16, big-endian, with two zero bytes at the end (RFC 7292, B.1).
    utf16: Zeroizing<Vec<u8>>,
}

impl Passphrase {
    fn of_units(utf8: &[u8], units: impl Iterator<Item = u16>) -> Self {
        let mut utf16: Vec<u8> = Vec::with_capacity(2 * utf8.len() + 2);
        utf16.extend(units.chain([0]).flat_map(u16::to_be_bytes));
        Self {
            utf8: Zeroizing::new(utf8.to_vec()),
            utf16: Zeroizing::new(utf16),
        }
    }
}

/// NFC as keyboards give it, NFD as macOS may have; then two habits of old programs.
fn spellings(passphrase: &str) -> Vec<Passphrase> {
    let composed = Zeroizing::new(passphrase.nfc().collect::<String>());
    let decomposed = Zeroizing::new(passphrase.nfd().collect::<String>());
    let mut texts: Vec<&str> = vec![&composed];
    for text in [&*decomposed, passphrase] {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let mut spellings: Vec<Passphrase> = texts
        .iter()
        .map(|text| Passphrase::of_units(text.as_bytes(), text.encode_utf16()))
        .collect();
    if !passphrase.is_ascii() {
        // OpenSSL before 1.1 took each byte of UTF-8 for a character.
        spellings.push(Passphrase::of_units(
            composed.as_bytes(),
            composed.bytes().map(u16::from),
        ));
    }
    if passphrase.is_empty() {
        // Some programs write no passphrase as no bytes at all.
        spellings.push(Passphrase {
            utf8: Zeroizing::default(),
            utf16: Zeroizing::default(),
        });
    }
    spellings
}

/// A file whose frame was read, nothing decrypted yet.
struct Content {
    /// AuthenticatedSafe in DER.
    safes: Vec<u8>,
    /// The bytes that the MAC is over.
    protected: Vec<u8>,
    mac: Option<mac::Mac>,
}

impl Content {
    fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { bytes: bytes.len() });
        }
        refuse_other_kinds(bytes)?;
        let der = ber::to_der(bytes).map_err(|_| Error::NotPkcs12)?;
        let (protected, mac) = read_frame(&der)?;
        let safes = ber::to_der(&protected).map_err(|_| Error::Damaged)?;
        let content = Self {
            safes,
            protected,
            mac,
        };
        let iterations = content.iterations()?;
        if iterations > MAX_ITERATIONS {
            return Err(Error::TooManyIterations { iterations });
        }
        Ok(content)
    }

    /// Iterations that opening will take, as far as can be told without opening.
    fn iterations(&self) -> Result<u64, Error> {
        let mac = self.mac.as_ref().map_or(0, mac::Mac::iterations);
        Ok(mac.saturating_add(bags::iterations(&self.safes)?))
    }

    fn open(&self, passphrase: &Passphrase) -> Result<bags::Bags, Error> {
        if let Some(mac) = &self.mac {
            mac.check(passphrase, &self.protected)?;
        }
        bags::open(&self.safes, passphrase)
    }
}

/// Names what was given in place of a PKCS#12 file.
fn refuse_other_kinds(bytes: &[u8]) -> Result<(), Error> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(64 * 1024)]);
    if head.contains("-----BEGIN ") {
        let has_unprotected_key = [
            "-----BEGIN PRIVATE KEY",
            "-----BEGIN RSA PRIVATE KEY",
            "-----BEGIN EC PRIVATE KEY",
        ]
        .iter()
        .any(|label| head.contains(label))
            && !head.contains("Proc-Type: 4,ENCRYPTED");
        return Err(Error::Pem {
            has_unprotected_key,
        });
    }
    if Certificate::from_der(bytes).is_ok() {
        return Err(Error::BareCertificate);
    }
    Ok(())
}

/// PFX (RFC 7292, 4): the protected bytes and the MAC over them.
fn read_frame(der: &[u8]) -> Result<(Vec<u8>, Option<mac::Mac>), Error> {
    let frame = || -> Result<_, der::Error> {
        let mut fields = der::only(der)?.reader();
        let version = fields.small()?;
        let mut info = fields.sequence()?;
        let kind = info.oid()?.to_vec();
        let content = Reader::new(info.expect(der::context(0))?.content).any()?;
        let mac = fields.optional(der::SEQUENCE)?;
        Ok((version, kind, content, mac))
    };
    let (version, kind, content, mac) = frame().map_err(|_| Error::NotPkcs12)?;
    if version != 3 {
        return Err(Error::NotPkcs12);
    }
    if kind != oid::DATA || content.tag != der::OCTET_STRING {
        return Err(Error::UnsupportedAlgorithm);
    }
    let mac = mac.map(|mac| mac::Mac::read(mac.content)).transpose()?;
    Ok((content.content.to_vec(), mac))
}

/// Joins a key with its certificate and those above it.
fn identity_of(info: &[u8], certificates: &[Certificate]) -> Result<Identity, Error> {
    let key = SigningKey::read(info)?;
    let certificate = certificates
        .iter()
        .find(|one| key.belongs_to(one))
        .ok_or(Error::KeyMismatch)?;
    let is_sound = match certificate.scheme() {
        Ok(scheme) => scheme.is_sound(),
        Err(algorithm::Error::Weak) => false,
        // An authority's algorithm that is not understood here need not be weak.
        Err(algorithm::Error::Unsupported | algorithm::Error::Malformed(_)) => true,
    };
    if !is_sound {
        return Err(Error::Weak);
    }
    let mut chain: Vec<Certificate> = Vec::new();
    while chain.len() < MAX_CHAIN {
        let below = chain.last().unwrap_or(certificate);
        let above = certificates
            .iter()
            .find(|one| *one != below && !chain.contains(one) && below.is_signed_by(one));
        match above {
            Some(above) if above != certificate => chain.push(above.clone()),
            _ => break,
        }
    }
    Ok(Identity::from_parts(info, certificate.clone(), chain)?)
}

#[cfg(test)]
mod tests;
