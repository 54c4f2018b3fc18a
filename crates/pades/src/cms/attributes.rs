//! Attributes of a signer: a set in which each kind stands once and has one value.
//!
//! Knows what PAdES asks of the signed ones. Source: RFC 5652, 11; RFC 5035, 3 to 5.

use super::Fault;
use crate::algorithm::DigestAlgorithm;
use crate::certificate::Certificate;
use crate::der::{self, Reader, Tlv};
use crate::oid;

/// A set of attributes.
#[derive(Debug)]
pub(crate) struct Attributes<'a> {
    /// The whole set as it stands, under its implicit tag.
    full: &'a [u8],
    list: Vec<(&'a [u8], Tlv<'a>)>,
}

/// A name and a serial number, as DER.
type IssuerAndSerial<'a> = (&'a [u8], &'a [u8]);

/// One certificate as the signed attributes name it.
pub(crate) struct CertificateId<'a> {
    digest: DigestAlgorithm,
    value: &'a [u8],
    issuer_and_serial: Option<IssuerAndSerial<'a>>,
}

impl CertificateId<'_> {
    /// It names this certificate.
    pub(crate) fn names(&self, certificate: &Certificate) -> bool {
        self.digest.digest(&[certificate.der()]) == self.value
            && self.issuer_and_serial.is_none_or(|(issuer, serial)| {
                certificate.issuer() == issuer && certificate.serial() == serial
            })
    }
}

impl<'a> Attributes<'a> {
    pub(crate) fn read(set: Tlv<'a>) -> Result<Self, Fault> {
        let mut list: Vec<(&[u8], Tlv<'_>)> = Vec::new();
        for element in der::set_elements(set.content)? {
            if element.tag != der::SEQUENCE {
                return Err(der::Error::Unexpected.into());
            }
            let mut fields = element.reader();
            let kind = fields.oid()?;
            let values = der::set_elements(fields.expect(der::SET)?.content)?;
            fields.end()?;
            let [value] = values[..] else {
                return Err(Fault::RepeatedAttribute);
            };
            if list.iter().any(|(known, _)| *known == kind) {
                return Err(Fault::RepeatedAttribute);
            }
            list.push((kind, value));
        }
        Ok(Self {
            full: set.full,
            list,
        })
    }

    /// The set as it stands, under its implicit tag.
    pub(crate) fn full(&self) -> &'a [u8] {
        self.full
    }

    /// What is signed: the set under its own tag (RFC 5652, 5.4).
    pub(crate) fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = self.full.to_vec();
        bytes[0] = der::SET;
        bytes
    }

    /// The value of one kind, which must be a sequence.
    pub(crate) fn value(&self, kind: &[u8]) -> Result<Option<Tlv<'a>>, Fault> {
        match self.find(kind) {
            Some(value) if value.tag != der::SEQUENCE => Err(der::Error::Unexpected.into()),
            found => Ok(found),
        }
    }

    /// The bytes of the value, when this kind is the only one.
    pub(crate) fn only(&self, kind: &[u8]) -> Option<&'a [u8]> {
        match self.list[..] {
            [(found, value)] if found == kind => Some(value.full),
            _ => None,
        }
    }

    pub(crate) fn has(&self, kind: &[u8]) -> bool {
        self.find(kind).is_some()
    }

    fn find(&self, kind: &[u8]) -> Option<Tlv<'a>> {
        self.list
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, value)| *value)
    }

    pub(super) fn check_content_type(&self, wanted: &[u8]) -> Result<(), Fault> {
        match self.find(oid::CONTENT_TYPE) {
            Some(value) if value.tag == der::OID && value.content == wanted => Ok(()),
            _ => Err(Fault::ContentType),
        }
    }

    pub(super) fn check_message_digest(&self, wanted: &[u8]) -> Result<(), Fault> {
        match self.find(oid::MESSAGE_DIGEST) {
            Some(value) if value.tag == der::OCTET_STRING && value.content == wanted => Ok(()),
            Some(value) if value.tag == der::OCTET_STRING => Err(Fault::MessageDigest),
            _ => Err(Fault::NoMessageDigest),
        }
    }

    /// The first certificate named must be the signer's (RFC 5035, 3).
    pub(super) fn check_signing_certificate(&self, signer: &Certificate) -> Result<(), Fault> {
        let Some(value) = self.value(oid::SIGNING_CERTIFICATE_V2)? else {
            return Err(Fault::NoSigningCertificate);
        };
        match read_ids(value)?.first() {
            Some(first) if !first.digest.is_sound() => Err(Fault::Weak),
            Some(first) if first.names(signer) => Ok(()),
            _ => Err(Fault::SigningCertificate),
        }
    }

    /// Checks what the signed attributes of a timestamp say.
    pub(crate) fn check_token(
        &self,
        content_type: &[u8],
        digest: &[u8],
        signer: &Certificate,
    ) -> Result<(), Fault> {
        self.check_content_type(content_type)?;
        self.check_message_digest(digest)?;
        self.check_token_certificate(signer)
    }

    /// The certificate of a timestamp may be named by version 1 (RFC 3161, 2.4.2).
    fn check_token_certificate(&self, signer: &Certificate) -> Result<(), Fault> {
        if self.has(oid::SIGNING_CERTIFICATE_V2) {
            return self.check_signing_certificate(signer);
        }
        let Some(value) = self.value(oid::SIGNING_CERTIFICATE)? else {
            return Err(Fault::NoSigningCertificate);
        };
        let mut first = value.reader().sequence()?.sequence()?;
        let wanted = first.expect(der::OCTET_STRING)?.content;
        let id = CertificateId {
            digest: DigestAlgorithm::Sha1,
            value: wanted,
            issuer_and_serial: read_issuer_and_serial(&mut first)?,
        };
        if id.names(signer) {
            Ok(())
        } else {
            Err(Fault::SigningCertificate)
        }
    }

    /// All certificates that the signed attributes name.
    pub(crate) fn named_certificates(&self) -> Vec<CertificateId<'a>> {
        self.value(oid::SIGNING_CERTIFICATE_V2)
            .ok()
            .flatten()
            .and_then(|value| read_ids(value).ok())
            .unwrap_or_default()
    }
}

/// SigningCertificateV2 (RFC 5035, 3).
fn read_ids(value: Tlv<'_>) -> Result<Vec<CertificateId<'_>>, Fault> {
    let mut fields = value.reader();
    let mut list = fields.sequence()?;
    fields.optional(der::SEQUENCE)?;
    fields.end()?;
    let mut ids = Vec::new();
    while !list.is_empty() {
        let mut id = list.sequence()?;
        let digest = match id.optional(der::SEQUENCE)? {
            None => DigestAlgorithm::Sha256,
            Some(algorithm) => DigestAlgorithm::read(algorithm.content)?,
        };
        let value = id.expect(der::OCTET_STRING)?.content;
        ids.push(CertificateId {
            digest,
            value,
            issuer_and_serial: read_issuer_and_serial(&mut id)?,
        });
    }
    Ok(ids)
}

/// IssuerSerial, when it stands there: one directory name and the serial number.
fn read_issuer_and_serial<'a>(
    fields: &mut Reader<'a>,
) -> Result<Option<IssuerAndSerial<'a>>, Fault> {
    let Some(pair) = fields.optional(der::SEQUENCE)? else {
        fields.end()?;
        return Ok(None);
    };
    fields.end()?;
    let mut pair = pair.reader();
    let mut names = pair.sequence()?;
    let name = der::only(names.expect(der::context(4))?.content)?.full;
    names.end()?;
    let serial = pair.integer()?;
    pair.end()?;
    Ok(Some((name, serial)))
}
