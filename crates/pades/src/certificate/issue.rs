//! Making a self-signed certificate for a key.
//!
//! Knows no clock and draws no randomness: both are handed in. Source: RFC 5280; ETSI EN 319 412-2
//! and -3 for the names of persons and organisations.

use jiff::Timestamp;
use sha1::{Digest as _, Sha1};
use unicode_normalization::UnicodeNormalization as _;

use super::Certificate;
use crate::der;
use crate::identity::key::SigningKey;
use crate::oid;

/// Who the certificate is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An organisation: its seal (cachet).
    Organisation {
        /// Name, at most 64 characters of it in the certificate.
        name: String,
    },
    /// A person: a signature.
    Person {
        /// First and last name.
        name: String,
        /// The organisation the person signs for.
        organisation: Option<String>,
    },
}

/// Longest name that X.520 allows.
const MAX_NAME_CHARACTERS: usize = 64;

impl Subject {
    /// The distinguished name.
    pub(crate) fn write(&self) -> Vec<u8> {
        let attribute = |kind: &[u8], tag: u8, text: &str| {
            let pair =
                der::write_sequence(&[&der::write_oid(kind), &der::write(tag, &[text.as_bytes()])]);
            der::write(der::SET, &[&pair])
        };
        let text = |raw: &str| {
            raw.trim()
                .nfc()
                .take(MAX_NAME_CHARACTERS)
                .collect::<String>()
        };
        let country = attribute(oid::COUNTRY, der::PRINTABLE_STRING, "FR");
        let (organisation, person) = match self {
            Self::Organisation { name } => (Some(name), name),
            Self::Person { name, organisation } => (organisation.as_ref(), name),
        };
        let organisation = organisation
            .map(|name| attribute(oid::ORGANISATION, der::UTF8_STRING, &text(name)))
            .unwrap_or_default();
        let person = attribute(oid::COMMON_NAME, der::UTF8_STRING, &text(person));
        der::write_sequence(&[&country, &organisation, &person])
    }

    /// The name, as people read it.
    pub fn name(&self) -> &str {
        match self {
            Self::Organisation { name } | Self::Person { name, .. } => name,
        }
    }
}

/// A self-signed leaf: it signs documents and cannot issue.
pub(crate) fn self_signed(
    key: &SigningKey,
    subject: &Subject,
    validity: (Timestamp, Timestamp),
    serial: [u8; 16],
) -> Result<Certificate, super::Error> {
    let key_info = key.public_key_info().map_err(|_| der::Error::Unexpected)?;
    let name = subject.write();
    // RFC 5280, 4.2.1.2 (1): SHA-1 of the key's bits, an identifier and no protection.
    let key_bits = der::only(&key_info)?.reader().rest().to_vec();
    let mut fields = der::Reader::new(&key_bits);
    fields.sequence()?;
    let key_id = Sha1::digest(fields.bits()?);

    let extension = |kind: &[u8], is_critical: bool, value: &[u8]| {
        let critical: &[u8] = if is_critical {
            &[der::BOOLEAN, 1, 0xff]
        } else {
            &[]
        };
        der::write_sequence(&[
            &der::write_oid(kind),
            critical,
            &der::write(der::OCTET_STRING, &[value]),
        ])
    };
    let extensions = der::write_sequence(&[
        &extension(oid::BASIC_CONSTRAINTS, true, &der::write_sequence(&[])),
        // digitalSignature and nonRepudiation; six bits unused.
        &extension(oid::KEY_USAGE, true, &[der::BIT_STRING, 2, 6, 0xc0]),
        &extension(
            oid::SUBJECT_KEY_ID,
            false,
            &der::write(der::OCTET_STRING, &[&key_id]),
        ),
        &extension(
            oid::AUTHORITY_KEY_ID,
            false,
            &der::write_sequence(&[&der::write(der::context_primitive(0), &[&key_id])]),
        ),
    ]);

    // Positive and of full length: the first bit is 0, the second is 1.
    let mut serial = serial;
    serial[0] = serial[0] & 0x7f | 0x40;
    let algorithm = key.certificate_algorithm();
    let to_be_signed = der::write_sequence(&[
        &der::write(der::context(0), &[&der::write_unsigned(&[2])]),
        &der::write_unsigned(&serial),
        &algorithm,
        &name,
        &der::write_sequence(&[&der::write_time(validity.0), &der::write_time(validity.1)]),
        &name,
        &key_info,
        &der::write(der::context(3), &[&extensions]),
    ]);
    let signature = key
        .sign(&to_be_signed)
        .map_err(|_| der::Error::Unexpected)?;
    let bytes = der::write_sequence(&[&to_be_signed, &algorithm, &der::write_bits(&signature)]);
    Certificate::from_der(&bytes)
}
