//! The one signer of a SignedData: who, by which algorithms, over which attributes.
//!
//! Leaves no part whose bytes could be others. Source: RFC 5652, 5.3; RFC 3370; RFC 6211.

use super::{Attributes, Fault, Head, SignedData};
use crate::algorithm::{DigestAlgorithm, SignatureScheme};
use crate::certificate::Certificate;
use crate::der::{self, Tlv};
use crate::oid;

/// SignerInfo (RFC 5652, 5.3).
pub(super) fn read<'a>(
    signer: Tlv<'a>,
    digest_algorithm: Tlv<'a>,
    certificates: Vec<Certificate>,
    head: Head<'a>,
) -> Result<SignedData<'a>, Fault> {
    let mut fields = signer.reader();
    let version = fields.small()?;
    let name = fields.any()?;
    let (signer, others) = split_signer(certificates, version, name)?;

    let own_digest = fields.expect(der::SEQUENCE)?;
    let digest = DigestAlgorithm::read(own_digest.content)?;
    if !digest.is_sound() {
        return Err(Fault::Weak);
    }
    if digest_algorithm.tag != der::SEQUENCE
        || DigestAlgorithm::read(digest_algorithm.content) != Ok(digest)
    {
        return Err(Fault::DigestAlgorithms);
    }
    let attributes = fields
        .optional(der::context(0))?
        .ok_or(Fault::NoSignedAttributes)?;
    let attributes = Attributes::read(attributes)?;
    let algorithm = fields.expect(der::SEQUENCE)?;
    let scheme = read_scheme(algorithm, digest, own_digest, &attributes)?;
    let signature = fields.expect(der::OCTET_STRING)?.content;
    let token = match fields.optional(der::context(1))? {
        None => None,
        Some(unsigned) => Some(
            Attributes::read(unsigned)?
                .only(oid::TIMESTAMP_TOKEN)
                .ok_or(Fault::UnsignedAttribute)?,
        ),
    };
    fields.end()?;
    Ok(SignedData {
        content_type: head.content_type,
        content: head.content,
        chain: in_order(&signer, others)?,
        signer,
        digest,
        scheme,
        attributes,
        signature,
        token,
    })
}

/// Finds the certificate that the signer names, by issuer and serial number or by key id.
fn split_signer(
    mut certificates: Vec<Certificate>,
    version: u64,
    name: Tlv<'_>,
) -> Result<(Certificate, Vec<Certificate>), Fault> {
    let mut fields = name.reader();
    let position = match (version, name.tag) {
        (1, der::SEQUENCE) => {
            let issuer = fields.expect(der::SEQUENCE)?.full;
            let serial = fields.integer()?;
            fields.end()?;
            certificates
                .iter()
                .position(|one| one.issuer() == issuer && one.serial() == serial)
        }
        (3, tag) if tag == der::context_primitive(0) => certificates
            .iter()
            .position(|one| one.subject_key_id() == Some(name.content)),
        _ => return Err(Fault::NotSignedData),
    };
    let signer = certificates.remove(position.ok_or(Fault::NoSignerCertificate)?);
    Ok((signer, certificates))
}

/// Which scheme signs.
///
/// RSA has two names in CMS: `rsaEncryption`, with the digest beside it, as RFC 3370 asks, and the
/// joint `sha256WithRSAEncryption`. Both are in use and so accepted.
fn read_scheme(
    algorithm: Tlv<'_>,
    digest: DigestAlgorithm,
    digest_algorithm: Tlv<'_>,
    attributes: &Attributes<'_>,
) -> Result<SignatureScheme, Fault> {
    // RFC 6211: what the signed attributes repeat of the algorithms.
    if let Some(value) = attributes.value(oid::ALGORITHM_PROTECTION)? {
        let mut fields = value.reader();
        let digest_again = fields.expect(der::SEQUENCE)?;
        let scheme_again = fields.expect(der::context(1))?;
        fields.end()?;
        let same_digest = DigestAlgorithm::read(digest_again.content)
            == DigestAlgorithm::read(digest_algorithm.content);
        if !same_digest || scheme_again.content != algorithm.content {
            return Err(Fault::AlgorithmMismatch);
        }
    }
    let mut fields = algorithm.reader();
    if fields.oid()? == oid::RSA_ENCRYPTION {
        fields.optional(der::NULL)?;
        fields.end()?;
        return Ok(SignatureScheme::RsaPkcs1(digest));
    }
    let scheme = SignatureScheme::read(algorithm.content)?;
    if scheme.digest().is_some_and(|own| own != digest) {
        return Err(Fault::AlgorithmMismatch);
    }
    Ok(scheme)
}

/// Puts the certificates in order from the signer upwards; each must have signed the one before.
fn in_order(signer: &Certificate, mut others: Vec<Certificate>) -> Result<Vec<Certificate>, Fault> {
    let mut chain: Vec<Certificate> = Vec::new();
    while !others.is_empty() {
        let below = chain.last().unwrap_or(signer);
        let above = others
            .iter()
            .position(|one| below.is_signed_by(one))
            .ok_or(Fault::ForeignCertificate)?;
        chain.push(others.remove(above));
    }
    match chain.last() {
        // A root whose own signature does not fit was touched.
        Some(top) if top.is_self_issued() && top.has_usable_key() && !top.is_signed_by(top) => {
            Err(Fault::CertificateSignature)
        }
        Some(_) | None => Ok(chain),
    }
}
