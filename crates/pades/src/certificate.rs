//! Certificates: X.509 as it is read from a signature, a key file or a trust list.
//!
//! Knows no trust; it says what stands in a certificate, and whether another one's key signed it.
//! Source: RFC 5280.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::algorithm::{self, SignatureScheme};
use crate::der::{self, Reader, Tlv};
use crate::oid;
use crate::public_key::{KeyKind, PublicKey};

pub(crate) mod issue;
pub mod name;

use name::DisplayName;

/// Largest certificate that is read.
const MAX_BYTES: usize = 256 * 1024;

/// What a certificate says, and its exact bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    to_be_signed: Vec<u8>,
    serial: Vec<u8>,
    issuer: Vec<u8>,
    subject: Vec<u8>,
    not_before: Timestamp,
    not_after: Timestamp,
    key_info: Vec<u8>,
    key_kind: Result<KeyKind, algorithm::Error>,
    scheme: Result<SignatureScheme, algorithm::Error>,
    signature: Vec<u8>,
    extensions: Extensions,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("subject", &self.subject_name().text())
            .field("key", &self.key_kind)
            .finish_non_exhaustive()
    }
}

/// The extensions that decide what a certificate may do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Extensions {
    is_authority: bool,
    path_length: Option<u64>,
    key_usage: Option<KeyUsage>,
    extended_key_usage: Option<Vec<Vec<u8>>>,
    subject_key_id: Option<Vec<u8>>,
    authority_key_id: Option<Vec<u8>>,
    has_unknown_critical: bool,
}

/// What the key may be used for (RFC 5280, 4.2.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// The key may sign other than certificates: digitalSignature or nonRepudiation.
    pub fn allows_signatures(self) -> bool {
        self.0 & 0xc000 != 0
    }

    /// The key may sign certificates.
    pub fn allows_certificates(self) -> bool {
        self.0 & 0x0400 != 0
    }

    /// The key may sign revocation lists.
    pub fn allows_revocation_lists(self) -> bool {
        self.0 & 0x0200 != 0
    }
}

/// Why bytes are not a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not DER, or not of the shape of a certificate.
    #[error("malformed certificate: {0}")]
    Malformed(#[from] der::Error),
    /// Larger than any honest certificate.
    #[error("certificate larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// Another version than X.509 v1 to v3.
    #[error("unknown certificate version")]
    UnknownVersion,
    /// An extension stands twice.
    #[error("certificate extension stands twice")]
    RepeatedExtension,
    /// The algorithm inside and outside differ.
    #[error("certificate names two signature algorithms")]
    AlgorithmMismatch,
}

impl Certificate {
    /// Reads one certificate; nothing may follow it.
    ///
    /// A key or an algorithm that is weak or not understood does not make it unreadable.
    ///
    /// # Errors
    /// [`Error`] when the bytes are not a certificate in DER.
    pub fn from_der(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge);
        }
        der::check(bytes)?;
        let outer = der::only(bytes)?;
        if outer.tag != der::SEQUENCE {
            return Err(der::Error::Unexpected.into());
        }
        let mut outer = outer.reader();
        let to_be_signed = outer.expect(der::SEQUENCE)?;
        let algorithm = outer.expect(der::SEQUENCE)?;
        let signature = outer.bits()?.to_vec();
        outer.end()?;

        let mut body = to_be_signed.reader();
        let version = match body.optional(der::context(0))? {
            None => 0,
            Some(explicit) => Reader::new(explicit.content).small()?,
        };
        if version > 2 {
            return Err(Error::UnknownVersion);
        }
        let serial = body.integer()?.to_vec();
        let inner_algorithm = body.expect(der::SEQUENCE)?;
        if inner_algorithm.full != algorithm.full {
            return Err(Error::AlgorithmMismatch);
        }
        let issuer = body.expect(der::SEQUENCE)?.full.to_vec();
        let mut validity = body.sequence()?;
        let (not_before, not_after) = (der::time(validity.any()?)?, der::time(validity.any()?)?);
        validity.end()?;
        let subject = body.expect(der::SEQUENCE)?.full.to_vec();
        let key_info = body.expect(der::SEQUENCE)?.full.to_vec();
        body.optional(der::context_primitive(1))?;
        body.optional(der::context_primitive(2))?;
        let extensions = match body.optional(der::context(3))? {
            None => Extensions::default(),
            Some(_) if version != 2 => return Err(Error::UnknownVersion),
            Some(explicit) => Extensions::read(der::only(explicit.content)?)?,
        };
        body.end()?;

        Ok(Self {
            key_kind: PublicKey::read(&key_info).map(|key| key.kind()),
            scheme: SignatureScheme::read(algorithm.content),
            der: bytes.to_vec(),
            to_be_signed: to_be_signed.full.to_vec(),
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            key_info,
            signature,
            extensions,
        })
    }

    /// Its exact bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of its bytes: what people compare.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(&self.der).into()
    }

    /// Who holds the key, made safe for showing.
    pub fn subject_name(&self) -> DisplayName {
        DisplayName::read(&self.subject)
    }

    /// Whether the holder is an organisation, whose signature is a seal (sceau), and no person.
    pub fn names_organisation(&self) -> bool {
        name::is_of_organisation(&self.subject)
    }

    /// Who signed the certificate, made safe for showing.
    pub fn issuer_name(&self) -> DisplayName {
        DisplayName::read(&self.issuer)
    }

    /// First instant of validity.
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// Last instant of validity.
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// The kind of its key.
    ///
    /// # Errors
    /// [`algorithm::Error`] when the key is weak, malformed or not understood.
    pub fn key_kind(&self) -> Result<KeyKind, algorithm::Error> {
        self.key_kind
    }

    /// Says of itself that it may issue certificates.
    pub fn is_authority(&self) -> bool {
        self.extensions.is_authority
    }

    /// What the key may be used for; absent: anything.
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage
    }

    /// Issuer and subject are the same name.
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// The certificate in PEM (RFC 7468).
    pub fn to_pem(&self) -> String {
        crate::pem::write("CERTIFICATE", &self.der)
    }

    pub(crate) fn serial(&self) -> &[u8] {
        &self.serial
    }

    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    pub(crate) fn subject(&self) -> &[u8] {
        &self.subject
    }

    pub(crate) fn subject_key_id(&self) -> Option<&[u8]> {
        self.extensions.subject_key_id.as_deref()
    }

    pub(crate) fn scheme(&self) -> Result<SignatureScheme, algorithm::Error> {
        self.scheme
    }

    pub(crate) fn has_unknown_critical_extension(&self) -> bool {
        self.extensions.has_unknown_critical
    }

    /// How many authorities may stand between this one and a leaf.
    pub(crate) fn path_length(&self) -> Option<u64> {
        self.extensions.path_length
    }

    /// Made for timestamps alone (RFC 3161, 2.3).
    pub(crate) fn is_for_timestamps(&self) -> bool {
        self.extensions
            .extended_key_usage
            .as_ref()
            .is_some_and(|usages| matches!(&usages[..], [one] if one == oid::TIME_STAMPING))
    }

    /// The key, ready to check signatures.
    pub(crate) fn public_key(&self) -> Result<PublicKey, algorithm::Error> {
        PublicKey::read(&self.key_info)
    }

    /// Key and signature algorithm are understood, weak or not.
    pub(crate) fn has_usable_key(&self) -> bool {
        self.scheme.is_ok() && self.key_kind.is_ok()
    }

    /// May issue: an authority whose key may sign certificates. A leaf cannot.
    pub(crate) fn may_issue(&self) -> bool {
        self.is_authority() && self.key_usage().is_none_or(KeyUsage::allows_certificates)
    }

    /// Whether the key of `issuer` signed this certificate, and the names and key ids agree.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        let ids_agree = match (
            &self.extensions.authority_key_id,
            &issuer.extensions.subject_key_id,
        ) {
            (Some(wanted), Some(found)) => wanted == found,
            (Some(_) | None, _) => true,
        };
        if self.issuer != issuer.subject || !ids_agree {
            return false;
        }
        let (Ok(scheme), Ok(key)) = (self.scheme, issuer.public_key()) else {
            return false;
        };
        key.verifies(scheme, &self.to_be_signed, &self.signature)
    }
}

impl Extensions {
    fn read(list: Tlv<'_>) -> Result<Self, Error> {
        if list.tag != der::SEQUENCE {
            return Err(der::Error::Unexpected.into());
        }
        let mut found = Self::default();
        let mut names: Vec<&[u8]> = Vec::new();
        let mut reader = list.reader();
        while !reader.is_empty() {
            let mut extension = reader.sequence()?;
            let name = extension.oid()?;
            if names.contains(&name) {
                return Err(Error::RepeatedExtension);
            }
            names.push(name);
            let is_critical = extension
                .optional(der::BOOLEAN)?
                .is_some_and(|value| value.content == [0xff]);
            let value = extension.expect(der::OCTET_STRING)?.content;
            extension.end()?;
            found.take(name, value, is_critical)?;
        }
        Ok(found)
    }

    fn take(&mut self, name: &[u8], value: &[u8], is_critical: bool) -> Result<(), der::Error> {
        let mut reader = Reader::new(value);
        match name {
            oid::BASIC_CONSTRAINTS => {
                let mut fields = reader.sequence()?;
                self.is_authority = fields
                    .optional(der::BOOLEAN)?
                    .is_some_and(|value| value.content == [0xff]);
                if !fields.is_empty() {
                    self.path_length = Some(fields.small()?);
                }
                fields.end()?;
            }
            oid::KEY_USAGE => {
                let bits = reader.expect(der::BIT_STRING)?.content;
                let octet = |index: usize| u16::from(bits.get(index).copied().unwrap_or(0));
                self.key_usage = Some(KeyUsage(octet(1) << 8 | octet(2)));
            }
            oid::EXTENDED_KEY_USAGE => {
                let mut fields = reader.sequence()?;
                let mut usages = Vec::new();
                while !fields.is_empty() {
                    usages.push(fields.oid()?.to_vec());
                }
                self.extended_key_usage = Some(usages);
            }
            oid::SUBJECT_KEY_ID => {
                self.subject_key_id = Some(reader.expect(der::OCTET_STRING)?.content.to_vec());
            }
            oid::AUTHORITY_KEY_ID => {
                let mut fields = reader.sequence()?;
                self.authority_key_id = fields
                    .optional(der::context_primitive(0))?
                    .map(|id| id.content.to_vec());
            }
            // Names and policies bind nobody here; they are shown to no one and decide nothing.
            oid::SUBJECT_ALTERNATIVE_NAME | oid::CERTIFICATE_POLICIES => return Ok(()),
            _ => {
                self.has_unknown_critical |= is_critical;
                return Ok(());
            }
        }
        reader.end()
    }
}
