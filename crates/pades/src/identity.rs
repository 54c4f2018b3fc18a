//! Identities: a key, its certificate, and the certificates above it.
//!
//! Knows no document. Randomness and time are handed in; keys are wiped from memory when dropped.
//! Source: trust.md, R5 and bad inputs 85 to 98; ETSI TS 119 312 for key sizes.

use jiff::{Span, Timestamp, tz::TimeZone};
use rand_core::CryptoRng;

use crate::algorithm;
use crate::certificate::{self, Certificate, issue};
use crate::public_key::KeyKind;

mod ber;
pub mod kept;
pub(crate) mod key;
pub mod pkcs12;
pub mod request;

pub use crate::certificate::issue::Subject;
use key::SigningKey;

/// What kind of key a new identity gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Algorithm {
    /// ECDSA on P-256: small and quick.
    #[default]
    P256,
    /// RSA with 3072 bits: for readers that know no curves.
    Rsa3072,
}

/// A key with its certificate: what signs.
pub struct Identity {
    key: SigningKey,
    certificate: Certificate,
    chain: Vec<Certificate>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Identity")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

/// Why an identity cannot be made or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The subject has no name.
    #[error("the subject has no name")]
    NoName,
    /// The validity ends outside the calendar.
    #[error("the validity of {years} years ends outside the calendar")]
    Validity {
        /// Years asked for.
        years: u8,
    },
    /// Key generation failed.
    #[error("no key could be generated")]
    Generation,
    /// The key is smaller than the rules allow.
    #[error("the key is too weak")]
    WeakKey,
    /// The key or its algorithm is not understood.
    #[error("the key's algorithm is not supported")]
    UnsupportedKey,
    /// The key is not the certificate's.
    #[error("the key is not the one in the certificate")]
    KeyMismatch,
    /// A certificate is not readable.
    #[error("certificate: {0}")]
    Certificate(#[from] certificate::Error),
}

impl Identity {
    /// A new key and a self-signed certificate for it, valid from `not_before` for so many years.
    ///
    /// # Errors
    /// [`Error::NoName`] for a blank name, [`Error::Validity`] when the end is not a date,
    /// [`Error::Generation`] when no key comes about.
    pub fn generate(
        subject: &Subject,
        algorithm: Algorithm,
        not_before: Timestamp,
        validity_years: u8,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        if subject.name().trim().is_empty() {
            return Err(Error::NoName);
        }
        let outside = Error::Validity {
            years: validity_years,
        };
        // Certificates know whole seconds.
        let not_before = Timestamp::from_second(not_before.as_second()).map_err(|_| outside)?;
        let not_after = not_before
            .to_zoned(TimeZone::UTC)
            .checked_add(Span::new().years(validity_years))
            .map_err(|_| outside)?
            .timestamp();
        let key = match algorithm {
            Algorithm::P256 => SigningKey::generate_p256(rng)?,
            Algorithm::Rsa3072 => SigningKey::generate_rsa(3072, rng)?,
        };
        let mut serial = [0; 16];
        rng.fill_bytes(&mut serial);
        let certificate = issue::self_signed(&key, subject, (not_before, not_after), serial)?;
        Ok(Self {
            key,
            certificate,
            chain: Vec::new(),
        })
    }

    /// Joins a key in PKCS#8 with its certificate and those above it.
    ///
    /// # Errors
    /// [`Error::WeakKey`], [`Error::UnsupportedKey`] or [`Error::KeyMismatch`].
    pub fn from_parts(
        private_key_info: &[u8],
        certificate: Certificate,
        chain: Vec<Certificate>,
    ) -> Result<Self, Error> {
        let key = SigningKey::read(private_key_info)?;
        if !key.belongs_to(&certificate) {
            return Err(Error::KeyMismatch);
        }
        match certificate.key_kind() {
            Ok(kind) if kind.is_sound() => {}
            Ok(_) | Err(algorithm::Error::Weak) => return Err(Error::WeakKey),
            Err(_) => return Err(Error::UnsupportedKey),
        }
        Ok(Self {
            key,
            certificate,
            chain,
        })
    }

    /// The same key under a certificate that an authority issued for it, with those above it.
    ///
    /// # Errors
    /// [`Error::KeyMismatch`] when the certificate is for another key, [`Error::WeakKey`] or
    /// [`Error::UnsupportedKey`].
    pub fn certified_by(
        &self,
        certificate: Certificate,
        chain: Vec<Certificate>,
    ) -> Result<Self, Error> {
        Self::from_parts(&self.key.to_pkcs8()?, certificate, chain)
    }

    /// The signer's certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The certificates above it, nearest first.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// What kind of key it is.
    pub fn key_kind(&self) -> KeyKind {
        self.key.kind()
    }

    pub(crate) fn key(&self) -> &SigningKey {
        &self.key
    }
}
