//! Builds the CMS of a PAdES B-B signature.
//!
//! One signer, no content, exactly three signed attributes: content type, message digest and the
//! digests of the certificates (ESS, version 2). All enclosed certificates are named there, so that
//! the signature covers each of them. No signing time: PAdES forbids it, the time stands in /M.
//! Source: ETSI EN 319 142-1, 5.3 and 6.3; RFC 5652; RFC 5035.

use super::SignedData;
use crate::algorithm::{DigestAlgorithm, SignatureScheme};
use crate::certificate::Certificate;
use crate::der;
use crate::identity::{self, Identity};
use crate::oid;
use crate::public_key::is_lower_spelling;

/// A signature whose value is made, and which may still get a timestamp.
pub(crate) struct Unfinished {
    certificates: Vec<u8>,
    digest_algorithm: Vec<u8>,
    signer_head: Vec<u8>,
    signature: Vec<u8>,
}

impl Unfinished {
    /// What a timestamp is made over.
    pub(crate) fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The finished ContentInfo.
    pub(crate) fn finish(&self, timestamp_token: Option<&[u8]>) -> Vec<u8> {
        let unsigned = timestamp_token
            .map(|token| der::write(der::context(1), &[&attribute(oid::TIMESTAMP_TOKEN, token)]))
            .unwrap_or_default();
        let signer = der::write_sequence(&[
            &self.signer_head,
            &der::write(der::OCTET_STRING, &[&self.signature]),
            &unsigned,
        ]);
        let signed_data = der::write_sequence(&[
            &der::write_unsigned(&[1]),
            &der::write(der::SET, &[&self.digest_algorithm]),
            &der::write_sequence(&[&der::write_oid(oid::DATA)]),
            &self.certificates,
            &der::write(der::SET, &[&signer]),
        ]);
        der::write_sequence(&[
            &der::write_oid(oid::SIGNED_DATA),
            &der::write(der::context(0), &[&signed_data]),
        ])
    }
}

/// Signs the digest of the document's bytes.
pub(crate) fn sign(
    identity: &Identity,
    message_digest: &[u8],
) -> Result<Unfinished, identity::Error> {
    let key = identity.key();
    let certificate = identity.certificate();
    let enclosed: Vec<&Certificate> = std::iter::once(certificate)
        .chain(identity.chain())
        .collect();

    let attributes = der::write_set(
        der::SET,
        vec![
            attribute(oid::CONTENT_TYPE, &der::write_oid(oid::DATA)),
            attribute(
                oid::MESSAGE_DIGEST,
                &der::write(der::OCTET_STRING, &[message_digest]),
            ),
            attribute(
                oid::SIGNING_CERTIFICATE_V2,
                &signing_certificates(&enclosed),
            ),
        ],
    );
    let signature = key.sign(&attributes)?;

    // In the message the set stands under the implicit tag [0]; signed is the plain SET.
    let mut tagged = attributes;
    tagged[0] = der::context(0);
    let algorithm = key.cms_algorithm();
    let parts = (key.digest(), tagged.as_slice(), algorithm.as_slice());
    Ok(assemble(&enclosed, parts, signature))
}

/// The enclosed certificates, the signer's first; digest, tagged attributes and scheme; the value.
fn assemble(
    enclosed: &[&Certificate],
    (digest, attributes, algorithm): (DigestAlgorithm, &[u8], &[u8]),
    signature: Vec<u8>,
) -> Unfinished {
    let certificate = enclosed[0];
    let digest_algorithm = der::write_sequence(&[&der::write_oid(digest.oid())]);
    let signer_head = [
        &der::write_unsigned(&[1]),
        &der::write_sequence(&[
            certificate.issuer(),
            &der::write(der::INTEGER, &[certificate.serial()]),
        ]),
        digest_algorithm.as_slice(),
        attributes,
        algorithm,
    ]
    .concat();
    let certificates = der::write_set(
        der::context(0),
        enclosed.iter().map(|one| one.der().to_vec()).collect(),
    );
    Unfinished {
        certificates,
        digest_algorithm,
        signer_head,
        signature,
    }
}

/// Whether a signature has the bytes that it would have if it had been written here.
///
/// What no signature covers (versions, algorithm names, how the signer is named, ECDSA's choice of
/// two values) could otherwise be spelt in several ways, and a signed file be changed unnoticed. A
/// timestamp token counts as it stands.
pub(crate) fn is_written_as_here(data: &SignedData<'_>, full: &[u8]) -> bool {
    let algorithm = match data.scheme {
        SignatureScheme::RsaPkcs1(_) => {
            der::write_sequence(&[&der::write_oid(oid::RSA_ENCRYPTION), &[der::NULL, 0]])
        }
        SignatureScheme::Ecdsa(DigestAlgorithm::Sha256) => named(oid::ECDSA_WITH_SHA256),
        SignatureScheme::Ecdsa(DigestAlgorithm::Sha384) => named(oid::ECDSA_WITH_SHA384),
        SignatureScheme::Ecdsa(DigestAlgorithm::Sha512) => named(oid::ECDSA_WITH_SHA512),
        SignatureScheme::Ed25519 => named(oid::ED25519),
        SignatureScheme::Ecdsa(DigestAlgorithm::Sha1) | SignatureScheme::RsaPss { .. } => {
            return false;
        }
    };
    let is_lower = data
        .signer
        .key_kind()
        .is_ok_and(|kind| is_lower_spelling(kind, data.signature));
    let enclosed: Vec<&Certificate> = std::iter::once(&data.signer).chain(&data.chain).collect();
    let parts = (data.digest, data.attributes.full(), algorithm.as_slice());
    let written = assemble(&enclosed, parts, data.signature.to_vec()).finish(data.token);
    is_lower && written == full
}

/// AlgorithmIdentifier without parameters.
fn named(name: &[u8]) -> Vec<u8> {
    der::write_sequence(&[&der::write_oid(name)])
}

/// One attribute with one value.
fn attribute(kind: &[u8], value: &[u8]) -> Vec<u8> {
    der::write_sequence(&[&der::write_oid(kind), &der::write(der::SET, &[value])])
}

/// SigningCertificateV2: SHA-256 is the default algorithm and so left out (RFC 5035, 4).
fn signing_certificates(enclosed: &[&Certificate]) -> Vec<u8> {
    let ids: Vec<Vec<u8>> = enclosed
        .iter()
        .map(|certificate| {
            let digest = DigestAlgorithm::Sha256.digest(&[certificate.der()]);
            der::write_sequence(&[&der::write(der::OCTET_STRING, &[&digest])])
        })
        .collect();
    let ids: Vec<&[u8]> = ids.iter().map(Vec::as_slice).collect();
    der::write_sequence(&[&der::write_sequence(&ids)])
}
