//! CMS: reads the SignedData of a signature or a timestamp token, strictly.
//!
//! Every byte of what is accepted is either checked against another or covered by a signature:
//! DER only, one digest algorithm, one signer, no revocation lists, no unsigned attribute but a
//! timestamp. Knows no PDF and no trust. Source: trust.md, R5 and R6; RFC 5652, 5035, 6211.

use crate::algorithm::{self, DigestAlgorithm, SignatureScheme};
use crate::certificate::{self, Certificate};
use crate::der::{self, Reader, Tlv};
use crate::oid;
use crate::public_key::KeyKind;

mod attributes;
pub(crate) mod build;
mod signer_info;

pub(crate) use attributes::Attributes;

/// Most certificates that are read from one signature.
const MAX_CERTIFICATES: usize = 16;

/// Why a signature's CMS is not in order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes are not DER.
    #[error("not DER: {0}")]
    NotDer(#[from] der::Error),
    /// Not a SignedData of the right version.
    #[error("not a SignedData of the version its parts call for")]
    NotSignedData,
    /// Bytes other than zero follow the DER.
    #[error("bytes other than zero after the signature")]
    BytesAfter,
    /// It carries the signed content, or lacks it where it must have it.
    #[error("wrong encapsulated content")]
    EncapsulatedContent,
    /// Not exactly one digest algorithm, or not the signer's.
    #[error("the digest algorithms do not agree")]
    DigestAlgorithms,
    /// Not exactly one signer.
    #[error("{count} signers")]
    SignerCount {
        /// How many there are.
        count: usize,
    },
    /// It carries revocation lists, which nothing covers.
    #[error("revocation lists inside the signature")]
    RevocationLists,
    /// It carries no certificate, or something else in its place.
    #[error("no readable certificates inside the signature")]
    NoCertificates,
    /// A certificate inside is not readable.
    #[error("{0}")]
    Certificate(#[from] certificate::Error),
    /// No certificate inside is the one that the signer names.
    #[error("the signer's certificate is missing")]
    NoSignerCertificate,
    /// A certificate inside is neither the signer's nor above it.
    #[error("a certificate inside does not belong to the signer")]
    ForeignCertificate,
    /// The root inside does not bear its own key's signature.
    #[error("the root certificate inside is not signed by its own key")]
    CertificateSignature,
    /// The topmost certificate inside is signed by one that is neither inside nor trusted, so that
    /// its own bytes cannot be checked. The rule is undecided, not broken.
    #[error("the topmost certificate inside cannot be checked")]
    UnprovenCertificate,
    /// There are no signed attributes.
    #[error("no signed attributes")]
    NoSignedAttributes,
    /// An attribute stands twice or has not exactly one value.
    #[error("an attribute stands twice or has not one value")]
    RepeatedAttribute,
    /// The content type is missing or wrong.
    #[error("wrong content type attribute")]
    ContentType,
    /// The message digest is missing.
    #[error("no message digest attribute")]
    NoMessageDigest,
    /// The message digest is not that of the signed bytes.
    #[error("the digest of the signed bytes differs")]
    MessageDigest,
    /// The attribute that ties the signature to its certificate is missing.
    #[error("no signing certificate attribute of version 2")]
    NoSigningCertificate,
    /// That attribute names another certificate.
    #[error("the signing certificate attribute names another certificate")]
    SigningCertificate,
    /// The algorithm is known to be broken, or the key too small.
    #[error("weak algorithm or key")]
    Weak,
    /// The algorithm is not understood.
    #[error("unsupported algorithm")]
    UnsupportedAlgorithm,
    /// Digest and signature algorithm do not go together, or the attribute that protects them differs.
    #[error("the algorithms contradict one another")]
    AlgorithmMismatch,
    /// The certificate's key did not make the signature.
    #[error("the signature value is not the key's over the signed attributes")]
    SignatureValue,
    /// An unsigned attribute other than one timestamp.
    #[error("an unsigned attribute that nothing covers")]
    UnsignedAttribute,
    /// The timestamp token does not hold.
    #[error("timestamp token: {0}")]
    Timestamp(Box<Fault>),
    /// The token's content is not a timestamp over this signature.
    #[error("the token is not a timestamp over this signature")]
    TokenContent,
    /// The token's certificate is not made for timestamps, or was not valid then.
    #[error("the token's certificate is not fit for timestamps")]
    TokenCertificate,
}

impl From<algorithm::Error> for Fault {
    fn from(error: algorithm::Error) -> Self {
        match error {
            algorithm::Error::Weak => Self::Weak,
            algorithm::Error::Unsupported => Self::UnsupportedAlgorithm,
            algorithm::Error::Malformed(error) => Self::NotDer(error),
        }
    }
}

/// A SignedData with its one signer.
#[derive(Debug)]
pub(crate) struct SignedData<'a> {
    pub(crate) content_type: &'a [u8],
    pub(crate) content: Option<&'a [u8]>,
    pub(crate) signer: Certificate,
    /// The other certificates inside, nearest to the signer first.
    pub(crate) chain: Vec<Certificate>,
    pub(crate) digest: DigestAlgorithm,
    pub(crate) scheme: SignatureScheme,
    pub(crate) attributes: Attributes<'a>,
    pub(crate) signature: &'a [u8],
    /// The timestamp token among the unsigned attributes.
    pub(crate) token: Option<&'a [u8]>,
}

/// Reads the ContentInfo at the start of `bytes`, after which only zero bytes may stand.
pub(crate) fn read_padded(bytes: &[u8]) -> Result<SignedData<'_>, Fault> {
    let mut reader = Reader::new(bytes);
    let full = reader.expect(der::SEQUENCE)?.full;
    if reader.rest().iter().any(|&octet| octet != 0) {
        return Err(Fault::BytesAfter);
    }
    read(full)
}

/// Reads a whole ContentInfo.
pub(crate) fn read(full: &[u8]) -> Result<SignedData<'_>, Fault> {
    der::check(full)?;
    let mut info = der::only_sequence(full)?;
    if info.oid()? != oid::SIGNED_DATA {
        return Err(Fault::NotSignedData);
    }
    let explicit = info.expect(der::context(0))?;
    info.end()?;
    let mut fields = Reader::new(explicit.content);
    let mut data = fields.sequence()?;
    fields.end()?;

    let version = data.small()?;
    let digests = data.expect(der::SET)?;
    let mut content_info = data.sequence()?;
    let content_type = content_info.oid()?;
    let content = match content_info.optional(der::context(0))? {
        None => None,
        Some(explicit) => {
            let value = der::only(explicit.content)?;
            if value.tag != der::OCTET_STRING {
                return Err(Fault::EncapsulatedContent);
            }
            Some(value.content)
        }
    };
    content_info.end()?;
    let certificates = data
        .optional(der::context(0))?
        .ok_or(Fault::NoCertificates)?;
    if data.optional(der::context(1))?.is_some() {
        return Err(Fault::RevocationLists);
    }
    let signers = der::set_elements(data.expect(der::SET)?.content)?;
    data.end()?;
    let [signer] = signers[..] else {
        return Err(Fault::SignerCount {
            count: signers.len(),
        });
    };
    if signer.tag != der::SEQUENCE {
        return Err(der::Error::Unexpected.into());
    }
    // RFC 5652, 5.1: 1, or 3 when the content is not plain data or the signer is named by key id.
    let signer_version = signer.reader().small()?;
    let expected = if content_type == oid::DATA && signer_version == 1 {
        1
    } else {
        3
    };
    if version != expected {
        return Err(Fault::NotSignedData);
    }
    let [digest_algorithm] = der::set_elements(digests.content)?[..] else {
        return Err(Fault::DigestAlgorithms);
    };
    let certificates = read_certificates(certificates)?;
    signer_info::read(
        signer,
        digest_algorithm,
        certificates,
        Head {
            content_type,
            content,
        },
    )
}

#[derive(Debug, Clone, Copy)]
struct Head<'a> {
    content_type: &'a [u8],
    content: Option<&'a [u8]>,
}

fn read_certificates(set: Tlv<'_>) -> Result<Vec<Certificate>, Fault> {
    let elements = der::set_elements(set.content)?;
    if elements.is_empty() || elements.len() > MAX_CERTIFICATES {
        return Err(Fault::NoCertificates);
    }
    elements
        .iter()
        .map(|element| match element.tag {
            der::SEQUENCE => Certificate::from_der(element.full).map_err(Fault::from),
            _ => Err(Fault::NoCertificates),
        })
        .collect()
}

/// The same ContentInfo with the signer's certificate as the only one inside.
///
/// The set of certificates is the one part of SignedData that no signature covers.
pub(crate) fn with_signer_alone(full: &[u8], signer: &Certificate) -> Result<Vec<u8>, Fault> {
    with_certificates(full, |_| Ok(vec![signer.der().to_vec()]))
}

/// The same ContentInfo with its set of certificates in the order that DER wants, which services
/// do not keep to (RFC 5652 asks it of the signed attributes alone).
pub(crate) fn with_certificates_in_order(full: &[u8]) -> Result<Vec<u8>, Fault> {
    with_certificates(full, |content| {
        let (mut rest, mut certificates) = (Reader::new(content), Vec::new());
        while !rest.is_empty() {
            certificates.push(rest.any()?.full.to_vec());
        }
        Ok(certificates)
    })
}

fn with_certificates(
    full: &[u8],
    certificates: impl Fn(&[u8]) -> Result<Vec<Vec<u8>>, Fault>,
) -> Result<Vec<u8>, Fault> {
    let mut info = der::only_sequence(full)?;
    let kind = info.expect(der::OID)?.full;
    let mut data = der::only_sequence(info.expect(der::context(0))?.content)?;
    let mut parts: Vec<Vec<u8>> = Vec::new();
    while !data.is_empty() {
        let part = data.any()?;
        parts.push(match part.tag {
            tag if tag == der::context(0) => der::write_set(tag, certificates(part.content)?),
            _ => part.full.to_vec(),
        });
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let content = der::write(der::context(0), &[&der::write_sequence(&parts)]);
    Ok(der::write_sequence(&[kind, &content]))
}

impl SignedData<'_> {
    /// Checks what the signed attributes say of content, digest and certificate.
    ///
    /// `content_digest` is the digest of the bytes that were signed, by `self.digest`.
    pub(crate) fn check_attributes(
        &self,
        content_type: &[u8],
        content_digest: &[u8],
    ) -> Vec<Fault> {
        let checks = [
            self.attributes.check_content_type(content_type),
            self.attributes.check_message_digest(content_digest),
            self.attributes.check_signing_certificate(&self.signer),
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    /// Checks that the certificate's key is sound and signed the attributes.
    pub(crate) fn check_signature(&self) -> Result<KeyKind, Fault> {
        let key = self.signer.public_key()?;
        if !key.kind().is_sound() {
            return Err(Fault::Weak);
        }
        if !key.verifies(self.scheme, &self.attributes.signed_bytes(), self.signature) {
            return Err(Fault::SignatureValue);
        }
        Ok(key.kind())
    }

    /// Every enclosed certificate is covered by the signature, or signed by one that is fixed.
    ///
    /// False when the topmost enclosed certificate is neither named in the signed attributes nor
    /// self-signed: its own signature cannot be checked from what is inside.
    pub(crate) fn binds_its_certificates(&self) -> bool {
        let named = self.attributes.named_certificates();
        let is_named = |one: &Certificate| named.iter().any(|id| id.names(one));
        self.chain
            .last()
            .is_none_or(|top| top.is_signed_by(top) || is_named(top))
    }
}
