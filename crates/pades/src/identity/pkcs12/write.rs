//! Writing PKCS#12: what every current program reads.
//!
//! Certificates and key under PBES2 (PBKDF2-HMAC-SHA-256, AES-256-CBC), a MAC with SHA-256 over
//! both. Source: RFC 7292, 4; RFC 8018.

use pkcs5::pbes2::Parameters;
use pkcs8::der::Encode as _;
use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::kdf::{self, Purpose};
use super::{Error, MAX_PASSPHRASE_BYTES, Passphrase, mac};
use crate::algorithm::DigestAlgorithm;
use crate::der;
use crate::identity::Identity;
use crate::oid;

/// Iterations of each derivation (OWASP's figure for PBKDF2-HMAC-SHA-256).
pub const ITERATIONS: u32 = 600_000;

/// Writes an identity with its chain under a passphrase, which is taken in NFC.
///
/// # Errors
/// [`Error::PassphraseTooLong`]; [`Error::UnsupportedKey`] when the key cannot be written.
pub fn write(
    identity: &Identity,
    passphrase: &str,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, Error> {
    write_with(identity, passphrase, ITERATIONS, rng)
}

pub(super) fn write_with(
    identity: &Identity,
    passphrase: &str,
    iterations: u32,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, Error> {
    if passphrase.len() > MAX_PASSPHRASE_BYTES {
        return Err(Error::PassphraseTooLong {
            bytes: passphrase.len(),
        });
    }
    let text = Zeroizing::new(passphrase.nfc().collect::<String>());
    let passphrase = Passphrase::of_units(text.as_bytes(), text.encode_utf16());
    let key_id = identity.certificate().digest();

    let certificates = write_certificates(identity, &key_id);
    let (algorithm, data) = encrypt(&certificates, &passphrase, iterations, rng)?;
    let encrypted = der::write_sequence(&[
        &der::write_unsigned(&[0]),
        &der::write_sequence(&[
            &der::write_oid(oid::DATA),
            &algorithm,
            &der::write(der::context_primitive(0), &[&data]),
        ]),
    ]);
    let key = identity.key().to_pkcs8()?;
    let (algorithm, data) = encrypt(&key, &passphrase, iterations, rng)?;
    let shrouded = der::write_sequence(&[&algorithm, &der::write(der::OCTET_STRING, &[&data])]);
    let keys = der::write_sequence(&[&bag(oid::SHROUDED_KEY_BAG, &shrouded, Some(&key_id))]);

    let safes = der::write_sequence(&[
        &content_info(oid::ENCRYPTED_DATA, &encrypted),
        &content_info(oid::DATA, &der::write(der::OCTET_STRING, &[&keys])),
    ]);
    let mac = write_mac(&safes, &passphrase, iterations, rng);
    Ok(der::write_sequence(&[
        &der::write_unsigned(&[3]),
        &content_info(oid::DATA, &der::write(der::OCTET_STRING, &[&safes])),
        &mac,
    ]))
}

fn content_info(kind: &[u8], content: &[u8]) -> Vec<u8> {
    der::write_sequence(&[
        &der::write_oid(kind),
        &der::write(der::context(0), &[content]),
    ])
}

/// SafeContents with the signer's certificate, tied to its key, and those above it.
fn write_certificates(identity: &Identity, key_id: &[u8]) -> Vec<u8> {
    let all = std::iter::once((identity.certificate(), Some(key_id))).chain(
        identity
            .chain()
            .iter()
            .map(|certificate| (certificate, None)),
    );
    let bags: Vec<Vec<u8>> = all
        .map(|(certificate, key_id)| {
            let value = der::write(
                der::context(0),
                &[&der::write(der::OCTET_STRING, &[certificate.der()])],
            );
            let content = der::write_sequence(&[&der::write_oid(oid::X509_CERTIFICATE), &value]);
            bag(oid::CERTIFICATE_BAG, &content, key_id)
        })
        .collect();
    let bags: Vec<&[u8]> = bags.iter().map(Vec::as_slice).collect();
    der::write_sequence(&bags)
}

/// SafeBag, with the id that ties a key to its certificate.
fn bag(kind: &[u8], value: &[u8], key_id: Option<&[u8]>) -> Vec<u8> {
    let attributes = key_id
        .map(|id| {
            let value = der::write(der::SET, &[&der::write(der::OCTET_STRING, &[id])]);
            let attribute = der::write_sequence(&[&der::write_oid(oid::LOCAL_KEY_ID), &value]);
            der::write(der::SET, &[&attribute])
        })
        .unwrap_or_default();
    der::write_sequence(&[
        &der::write_oid(kind),
        &der::write(der::context(0), &[value]),
        &attributes,
    ])
}

/// Encrypts and returns the AlgorithmIdentifier beside the data.
fn encrypt(
    plain: &[u8],
    passphrase: &Passphrase,
    iterations: u32,
    rng: &mut impl CryptoRng,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let (mut salt, mut vector) = ([0; 16], [0; 16]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut vector);
    let unsupported = |_| Error::UnsupportedAlgorithm;
    let parameters = Parameters::generate_pbkdf2_sha256_aes256cbc(iterations, &salt, vector)
        .map_err(unsupported)?;
    let data = parameters
        .encrypt(&*passphrase.utf8, plain)
        .map_err(unsupported)?;
    let encoded = parameters
        .to_der()
        .map_err(|_| Error::UnsupportedAlgorithm)?;
    Ok((
        der::write_sequence(&[&der::write_oid(oid::PBES2), &encoded]),
        data,
    ))
}

/// MacData.
fn write_mac(
    safes: &[u8],
    passphrase: &Passphrase,
    iterations: u32,
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let key = kdf::derive(
        DigestAlgorithm::Sha256,
        Purpose::Mac,
        &passphrase.utf16,
        &salt,
        u64::from(iterations),
        32,
    );
    let value = mac::hmac_sha256(&key, safes);
    let algorithm = der::write_sequence(&[&der::write_oid(oid::SHA256), &[der::NULL, 0]]);
    der::write_sequence(&[
        &der::write_sequence(&[&algorithm, &der::write(der::OCTET_STRING, &[&value])]),
        &der::write(der::OCTET_STRING, &[&salt]),
        &der::write_unsigned(&iterations.to_be_bytes()),
    ])
}
