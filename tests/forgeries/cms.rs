//! CMS: a signature whose every part can be made wrong before the rest is made right.
//!
//! Source: RFC 5652; RFC 5035.

use super::attacker::{SHA256, Signer, digest_of, names_of};
use super::der;

pub const DATA: &str = "1.2.840.113549.1.7.1";
pub const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
pub const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
pub const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.47";
pub const TIMESTAMP: &str = "1.2.840.113549.1.9.16.2.14";

/// The parts of a signature.
pub struct Cms {
    pub version: Vec<u8>,
    pub digests: Vec<Vec<u8>>,
    /// The encapsulated content info, whole.
    pub inside: Vec<u8>,
    pub certificates: Vec<Vec<u8>>,
    pub revocation_lists: Vec<u8>,
    pub signer_version: Vec<u8>,
    /// How the signer is named.
    pub name: Vec<u8>,
    pub digest: Vec<u8>,
    pub attributes: Vec<Vec<u8>>,
    /// The attributes stand as they are, not in the order of a set.
    pub unordered: bool,
    pub without_attributes: bool,
    /// What is signed instead of the attributes.
    pub instead: Option<Vec<u8>>,
    pub signs_with: &'static str,
    pub algorithm: Vec<u8>,
    /// What is done to the signature value.
    pub spoil: fn(Vec<u8>) -> Vec<u8>,
    pub unsigned: Vec<Vec<u8>>,
    /// How many signers, each with its last byte another.
    pub signers: u8,
    /// What is done to the finished bytes.
    pub finish: fn(Vec<u8>) -> Vec<u8>,
}

pub fn algorithm(dotted: &str) -> Vec<u8> {
    der::sequence(&[&der::oid(dotted)])
}

pub fn attribute(kind: &str, value: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::oid(kind), &der::value(der::SET, &[value])])
}

/// SigningCertificateV2 that names these certificates by SHA-256.
pub fn signing_certificates(named: &[&[u8]]) -> Vec<u8> {
    let ids: Vec<Vec<u8>> = named
        .iter()
        .map(|one| der::sequence(&[&der::value(der::OCTETS, &[&digest_of(SHA256, &[one])])]))
        .collect();
    der::sequence(&[&der::sequence(&[&ids.concat()])])
}

impl Cms {
    /// A sound signature over what has this digest.
    pub fn over(message_digest: &[u8], by: &Signer) -> Self {
        let (serial, issuer, _) = names_of(&by.certificate);
        Self {
            version: der::integer(&[1]),
            digests: vec![algorithm(SHA256)],
            inside: der::sequence(&[&der::oid(DATA)]),
            certificates: vec![by.certificate.clone()],
            revocation_lists: vec![],
            signer_version: der::integer(&[1]),
            name: der::sequence(&[&issuer, &serial]),
            digest: algorithm(SHA256),
            attributes: vec![
                attribute(CONTENT_TYPE, &der::oid(DATA)),
                attribute(MESSAGE_DIGEST, &der::value(der::OCTETS, &[message_digest])),
                attribute(
                    SIGNING_CERTIFICATE,
                    &signing_certificates(&[&by.certificate]),
                ),
            ],
            unordered: false,
            without_attributes: false,
            instead: None,
            signs_with: SHA256,
            algorithm: by.key.algorithm(SHA256),
            spoil: |value| value,
            unsigned: vec![],
            signers: 1,
            finish: |bytes| bytes,
        }
    }

    /// Replaces the attribute of a kind; without a value it is gone.
    pub fn put(&mut self, kind: &str, value: Option<&[u8]>) {
        let named = der::oid(kind);
        self.attributes.retain(|one| der::children(one)[0] != named);
        if let Some(value) = value {
            self.attributes.push(attribute(kind, value));
        }
    }

    /// The finished ContentInfo.
    pub fn finished(&self, by: &Signer) -> Vec<u8> {
        let set = |tag: u8| match self.unordered {
            true => der::value(tag, &[&self.attributes.concat()]),
            false => der::set(tag, self.attributes.clone()),
        };
        let message = self.instead.clone().unwrap_or_else(|| set(der::SET));
        let signature = (self.spoil)(by.key.sign(self.signs_with, &message));
        let attributes = match self.without_attributes {
            true => vec![],
            false => set(0xa0),
        };
        let unsigned = match self.unsigned.is_empty() {
            true => vec![],
            false => der::set(0xa1, self.unsigned.clone()),
        };
        let signers = (0..self.signers).map(|number| {
            let mut value = signature.clone();
            if let Some(last) = value.last_mut() {
                *last ^= number;
            }
            der::sequence(&[
                &self.signer_version,
                &self.name,
                &self.digest,
                &attributes,
                &self.algorithm,
                &der::value(der::OCTETS, &[&value]),
                &unsigned,
            ])
        });
        let certificates = match self.certificates.is_empty() {
            true => vec![],
            false => der::set(0xa0, self.certificates.clone()),
        };
        let data = der::sequence(&[
            &self.version,
            &der::set(der::SET, self.digests.clone()),
            &self.inside,
            &certificates,
            &self.revocation_lists,
            &der::set(der::SET, signers.collect()),
        ]);
        let whole = der::sequence(&[&der::oid(SIGNED_DATA), &der::value(0xa0, &[&data])]);
        (self.finish)(whole)
    }
}

/// A finished signature with some fields of its SignedData made anew: version, digests, content,
/// certificates, signers.
pub fn retouched(cms: &[u8], edit: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let info = der::children(cms);
    let mut fields = der::children(&der::children(&info[1])[0]);
    edit(&mut fields);
    let data = der::sequence(&[&fields.concat()]);
    der::sequence(&[&info[0], &der::value(0xa0, &[&data])])
}

/// As [`retouched`], on the fields of its one signer.
pub fn retouched_signer(cms: &[u8], edit: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    retouched(cms, |data| {
        let last = data.last_mut().unwrap();
        let mut fields = der::children(&der::children(last)[0]);
        edit(&mut fields);
        *last = der::value(der::SET, &[&der::sequence(&[&fields.concat()])]);
    })
}
