//! Signatures with something wrong inside, made with the right key.
//!
//! Knows how a sound one is built, part by part. Source: trust.md, R5.

use crate::algorithm::DigestAlgorithm;
use crate::der;
use crate::identity::Identity;
use crate::oid;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// Two signers.
    TwoSigners,
    /// No signer.
    NoSigner,
    /// The content inside.
    ContentInside,
    /// SHA-1 as digest.
    WeakDigest,
    /// Digest algorithms that differ.
    DigestAlgorithmsDiffer,
    /// An unsigned attribute.
    UnsignedAttribute,
    /// A timestamp that is none.
    FalseTimestamp,
    /// No signed attributes.
    NoAttributes,
    /// No message digest.
    NoMessageDigest,
    /// A message digest of other bytes.
    OtherMessageDigest,
    /// No content type.
    NoContentType,
    /// Another content type.
    OtherContentType,
    /// No signing certificate.
    NoSigningCertificate,
    /// The digest of another certificate.
    OtherSigningCertificate,
    /// An attribute twice.
    AttributeTwice,
    /// Attributes not in order.
    AttributesUnordered,
    /// An indefinite length.
    IndefiniteLength,
    /// A length longer than need be.
    LongLength,
    /// A byte after the end.
    ByteAfter,
    /// Another version.
    OtherVersion,
    /// A revocation list.
    RevocationList,
    /// No certificate.
    NoCertificate,
    /// Another serial number.
    OtherSerial,
    /// A signature over other attributes.
    OtherSignature,
    /// A SET where a SEQUENCE belongs.
    OtherTag,
}

impl Trick {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::TwoSigners,
        Self::NoSigner,
        Self::ContentInside,
        Self::WeakDigest,
        Self::DigestAlgorithmsDiffer,
        Self::UnsignedAttribute,
        Self::FalseTimestamp,
        Self::NoAttributes,
        Self::NoMessageDigest,
        Self::OtherMessageDigest,
        Self::NoContentType,
        Self::OtherContentType,
        Self::NoSigningCertificate,
        Self::OtherSigningCertificate,
        Self::AttributeTwice,
        Self::AttributesUnordered,
        Self::IndefiniteLength,
        Self::LongLength,
        Self::ByteAfter,
        Self::OtherVersion,
        Self::RevocationList,
        Self::NoCertificate,
        Self::OtherSerial,
        Self::OtherSignature,
        Self::OtherTag,
    ];

    /// Its name, as words joined by hyphens.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoSigners => "cms-two-signers",
            Self::NoSigner => "cms-no-signer",
            Self::ContentInside => "cms-content-inside",
            Self::WeakDigest => "cms-weak-digest",
            Self::DigestAlgorithmsDiffer => "cms-digest-algorithms-differ",
            Self::UnsignedAttribute => "cms-unsigned-attribute",
            Self::FalseTimestamp => "cms-false-timestamp",
            Self::NoAttributes => "cms-no-attributes",
            Self::NoMessageDigest => "cms-no-message-digest",
            Self::OtherMessageDigest => "cms-other-message-digest",
            Self::NoContentType => "cms-no-content-type",
            Self::OtherContentType => "cms-other-content-type",
            Self::NoSigningCertificate => "cms-no-signing-certificate",
            Self::OtherSigningCertificate => "cms-other-signing-certificate",
            Self::AttributeTwice => "cms-attribute-twice",
            Self::AttributesUnordered => "cms-attributes-unordered",
            Self::IndefiniteLength => "cms-indefinite-length",
            Self::LongLength => "cms-long-length",
            Self::ByteAfter => "cms-byte-after",
            Self::OtherVersion => "cms-other-version",
            Self::RevocationList => "cms-revocation-list",
            Self::NoCertificate => "cms-no-certificate",
            Self::OtherSerial => "cms-other-serial",
            Self::OtherSignature => "cms-other-signature",
            Self::OtherTag => "cms-other-tag",
        }
    }
}

fn algorithm(digest: DigestAlgorithm) -> Vec<u8> {
    der::write_sequence(&[&der::write_oid(digest.oid())])
}

fn attribute(kind: &[u8], value: &[u8]) -> Vec<u8> {
    der::write_sequence(&[&der::write_oid(kind), &der::write(der::SET, &[value])])
}

/// A signature over the signed file's covered bytes, with one thing wrong. `None` is sound.
pub fn build(signed: &[u8], identity: &Identity, trick: Option<Trick>) -> Vec<u8> {
    let is = |wanted: Trick| trick == Some(wanted);
    let start = memchr::memmem::find(signed, b"/Contents <").expect("the sample has it") + 10;
    let end = start + crate::signer::CONTENTS_LENGTH;
    let digest = if is(Trick::WeakDigest) {
        DigestAlgorithm::Sha1
    } else {
        DigestAlgorithm::Sha256
    };
    let message_digest = match trick {
        Some(Trick::OtherMessageDigest) => digest.digest(&[signed]),
        _ => digest.digest(&[&signed[..start], &signed[end..]]),
    };
    let attributes = attributes(identity, &message_digest, trick);
    let to_sign = if is(Trick::OtherSignature) {
        b"other bytes".to_vec()
    } else {
        attributes.clone()
    };
    let signature = identity.key().sign(&to_sign).expect("the key signs");
    let signer = signer(identity, digest, attributes, &signature, trick);
    let second = is(Trick::TwoSigners).then(|| signer_again(&signer));
    let signers = match trick {
        Some(Trick::NoSigner) => vec![],
        _ => std::iter::once(signer).chain(second).collect(),
    };
    let listed = if is(Trick::DigestAlgorithmsDiffer) {
        DigestAlgorithm::Sha512
    } else {
        digest
    };
    let inside = if is(Trick::ContentInside) {
        der::write(
            der::context(0),
            &[&der::write(der::OCTET_STRING, &[b"content"])],
        )
    } else {
        vec![]
    };
    let certificates = if is(Trick::NoCertificate) {
        vec![]
    } else {
        der::write(der::context(0), &[identity.certificate().der()])
    };
    let lists = if is(Trick::RevocationList) {
        der::write(der::context(1), &[&[der::SEQUENCE, 0]])
    } else {
        vec![]
    };
    let version = if is(Trick::OtherVersion) { 3 } else { 1 };
    let data = der::write_sequence(&[
        &der::write_unsigned(&[version]),
        &der::write(der::SET, &[&algorithm(listed)]),
        &der::write_sequence(&[&der::write_oid(oid::DATA), &inside]),
        &certificates,
        &lists,
        &der::write_set(der::SET, signers),
    ]);
    let content = der::write(der::context(0), &[&data]);
    let info = [der::write_oid(oid::SIGNED_DATA), content].concat();
    match trick {
        Some(Trick::IndefiniteLength) => [&[der::SEQUENCE, 0x80], &info[..], &[0, 0]].concat(),
        Some(Trick::LongLength) => {
            let length = u32::try_from(info.len())
                .expect("a short signature")
                .to_be_bytes();
            [&[der::SEQUENCE, 0x84], &length[..], &info].concat()
        }
        Some(Trick::ByteAfter) => [&der::write_sequence(&[&info]), &[7][..]].concat(),
        _ => der::write_sequence(&[&info]),
    }
}

/// As [`build`], with something wrong.
pub fn forged(signed: &[u8], identity: &Identity, trick: Trick) -> Vec<u8> {
    build(signed, identity, Some(trick))
}

/// The signed attributes as a SET.
fn attributes(identity: &Identity, message_digest: &[u8], trick: Option<Trick>) -> Vec<u8> {
    let is = |wanted: Trick| trick == Some(wanted);
    let content_type = if is(Trick::OtherContentType) {
        oid::TST_INFO
    } else {
        oid::DATA
    };
    let named = if is(Trick::OtherSigningCertificate) {
        b"another".as_slice()
    } else {
        identity.certificate().der()
    };
    let id = der::write(
        der::OCTET_STRING,
        &[&DigestAlgorithm::Sha256.digest(&[named])],
    );
    let ids = der::write_sequence(&[&der::write_sequence(&[&der::write_sequence(&[&id])])]);
    let mut list = Vec::new();
    if !is(Trick::NoContentType) {
        list.push(attribute(oid::CONTENT_TYPE, &der::write_oid(content_type)));
    }
    if !is(Trick::NoMessageDigest) {
        list.push(attribute(
            oid::MESSAGE_DIGEST,
            &der::write(der::OCTET_STRING, &[message_digest]),
        ));
    }
    if !is(Trick::NoSigningCertificate) {
        list.push(attribute(oid::SIGNING_CERTIFICATE_V2, &ids));
    }
    if is(Trick::AttributeTwice) {
        list.push(attribute(
            oid::MESSAGE_DIGEST,
            &der::write(der::OCTET_STRING, &[b"another"]),
        ));
    }
    if is(Trick::AttributesUnordered) {
        list.sort();
        list.reverse();
        let parts: Vec<&[u8]> = list.iter().map(Vec::as_slice).collect();
        return der::write(der::SET, &parts);
    }
    der::write_set(der::SET, list)
}

/// SignerInfo.
fn signer(
    identity: &Identity,
    digest: DigestAlgorithm,
    mut attributes: Vec<u8>,
    signature: &[u8],
    trick: Option<Trick>,
) -> Vec<u8> {
    let certificate = identity.certificate();
    attributes[0] = der::context(0);
    if trick == Some(Trick::NoAttributes) {
        attributes.clear();
    }
    let mut serial = certificate.serial().to_vec();
    if trick == Some(Trick::OtherSerial) {
        serial[5] ^= 1;
    }
    let unsigned = match trick {
        Some(Trick::UnsignedAttribute) => {
            attribute(oid::SIGNING_TIME, &der::write_time(super::signed_at()))
        }
        Some(Trick::FalseTimestamp) => attribute(oid::TIMESTAMP_TOKEN, &der::write_sequence(&[])),
        _ => vec![],
    };
    let unsigned = if unsigned.is_empty() {
        vec![]
    } else {
        der::write(der::context(1), &[&unsigned])
    };
    let tag = if trick == Some(Trick::OtherTag) {
        der::SET
    } else {
        der::SEQUENCE
    };
    der::write(
        tag,
        &[
            &der::write_unsigned(&[1]),
            &der::write_sequence(&[certificate.issuer(), &der::write(der::INTEGER, &[&serial])]),
            &algorithm(digest),
            &attributes,
            &identity.key().cms_algorithm(),
            &der::write(der::OCTET_STRING, &[signature]),
            &unsigned,
        ],
    )
}

/// The same signer with another signature value, so that the two differ.
fn signer_again(signer: &[u8]) -> Vec<u8> {
    let mut again = signer.to_vec();
    if let Some(last) = again.last_mut() {
        *last ^= 1;
    }
    again
}
