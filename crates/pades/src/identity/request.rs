//! Certificate requests: what an authority needs to certify a key that never leaves its owner.
//!
//! Knows no authority. Source: PKCS#10 (RFC 2986); RFC 5280, 4.2.1.3 for the key usage asked for.

use super::{Error, Identity};
use crate::der;
use crate::oid;
use crate::pem;

/// A request (CertificationRequest) in PEM for the identity's key, under the name that its present
/// certificate bears.
///
/// # Errors
/// [`Error::UnsupportedKey`] when the key does not sign.
pub fn write(identity: &Identity) -> Result<String, Error> {
    let key = identity.key();
    // digitalSignature and nonRepudiation, as in our own certificates; six bits unused.
    let usage = der::write_sequence(&[
        &der::write_oid(oid::KEY_USAGE),
        &[der::BOOLEAN, 1, 0xff],
        &der::write(der::OCTET_STRING, &[&[der::BIT_STRING, 2, 6, 0xc0]]),
    ]);
    let extensions = der::write_sequence(&[
        &der::write_oid(oid::EXTENSION_REQUEST),
        &der::write(der::SET, &[&der::write_sequence(&[&usage])]),
    ]);
    let to_be_signed = der::write_sequence(&[
        &der::write_unsigned(&[0]),
        identity.certificate().subject(),
        &key.public_key_info()?,
        &der::write(der::context(0), &[&extensions]),
    ]);
    let signature = key.sign(&to_be_signed)?;
    let request = der::write_sequence(&[
        &to_be_signed,
        &key.certificate_algorithm(),
        &der::write_bits(&signature),
    ]);
    Ok(pem::write("CERTIFICATE REQUEST", &request))
}
