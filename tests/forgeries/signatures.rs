//! Tricks inside the signature: CMS that is almost sound, over bytes that are the original's.
//!
//! By a key of the attacker under the original signer's name. Source: trust.md, R5 and R6; RFC 5652.

use quality::verification::CheckName::{SignedBytes, SignerKey, VisibleText};

use super::attacker::{Key, SHA1, SHA256, Signer, digest_of};
use super::cms::{
    CONTENT_TYPE, Cms, MESSAGE_DIGEST, SIGNING_CERTIFICATE, SIGNING_TIME, TIMESTAMP, algorithm,
    attribute, signing_certificates,
};
use super::parts::{places, signed};
use super::{Broken, Case, Contradictory, Expected, Give, der};

const MD5: &str = "1.2.840.113549.2.5";
const SHA224: &str = "2.16.840.1.101.3.4.2.4";
const SHA512: &str = "2.16.840.1.101.3.4.2.3";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

type Trick = (&'static str, fn(&mut Cms), Expected);

pub fn forge(case: &Case, give: Give<'_>) {
    give(
        "sound-by-the-twin",
        signed(&case.sound, &case.twin, |_| {}),
        Contradictory(VisibleText),
    );
    for (name, trick, expected) in attributes().into_iter().chain(frames()).chain(signers()) {
        give(name, signed(&case.sound, &case.twin, trick), expected);
    }
    algorithms(case, give);
    certificates(case, give);
}

fn octets(content: &[u8]) -> Vec<u8> {
    der::value(der::OCTETS, &[content])
}

/// What the signed attributes say.
fn attributes() -> [Trick; 20] {
    let broken = Broken(SignedBytes);
    [
        ("no-attributes", |cms| cms.without_attributes = true, broken),
        ("empty-attributes", |cms| cms.attributes.clear(), broken),
        ("no-content-type", |cms| cms.put(CONTENT_TYPE, None), broken),
        (
            "other-content-type",
            |cms| cms.put(CONTENT_TYPE, Some(&der::oid(TST_INFO))),
            broken,
        ),
        (
            "content-type-a-text",
            |cms| cms.put(CONTENT_TYPE, Some(&octets(b"data"))),
            broken,
        ),
        (
            "no-message-digest",
            |cms| cms.put(MESSAGE_DIGEST, None),
            broken,
        ),
        (
            "other-message-digest",
            |cms| cms.put(MESSAGE_DIGEST, Some(&octets(&[7; 32]))),
            broken,
        ),
        (
            "message-digest-empty",
            |cms| cms.put(MESSAGE_DIGEST, Some(&octets(&[]))),
            broken,
        ),
        (
            "message-digest-cut",
            |cms| cms.put(MESSAGE_DIGEST, Some(&octets(&[7; 16]))),
            broken,
        ),
        (
            "message-digest-twice",
            |cms| {
                cms.attributes
                    .push(attribute(MESSAGE_DIGEST, &octets(&[7; 32])));
            },
            broken,
        ),
        (
            "message-digest-of-two-values",
            |cms| {
                let own = der::children(&der::children(&cms.attributes[1])[1]).remove(0);
                let values = der::set(der::SET, vec![own, octets(&[7; 32])]);
                cms.attributes[1] = der::sequence(&[&der::oid(MESSAGE_DIGEST), &values]);
            },
            broken,
        ),
        (
            "message-digest-of-no-value",
            |cms| {
                let values = der::value(der::SET, &[]);
                cms.attributes[1] = der::sequence(&[&der::oid(MESSAGE_DIGEST), &values]);
            },
            broken,
        ),
        (
            "no-signing-certificate",
            |cms| cms.put(SIGNING_CERTIFICATE, None),
            broken,
        ),
        (
            "signing-certificate-empty",
            |cms| {
                cms.put(
                    SIGNING_CERTIFICATE,
                    Some(&der::sequence(&[&der::sequence(&[])])),
                );
            },
            broken,
        ),
        (
            "signing-certificate-of-another",
            |cms| {
                cms.put(
                    SIGNING_CERTIFICATE,
                    Some(&signing_certificates(&[b"another"])),
                );
            },
            broken,
        ),
        (
            "signing-certificate-second",
            |cms| {
                let own = cms.certificates[0].clone();
                cms.put(
                    SIGNING_CERTIFICATE,
                    Some(&signing_certificates(&[b"another", &own])),
                );
            },
            broken,
        ),
        (
            "signing-certificate-by-sha1",
            |cms| {
                let digest = octets(&digest_of(SHA1, &[&cms.certificates[0]]));
                let id = der::sequence(&[&algorithm(SHA1), &digest]);
                let ids = der::sequence(&[&der::sequence(&[&id])]);
                cms.put(SIGNING_CERTIFICATE, Some(&ids));
            },
            broken,
        ),
        (
            "attributes-unordered",
            |cms| {
                cms.attributes.sort();
                cms.attributes.reverse();
                cms.unordered = true;
            },
            broken,
        ),
        (
            "other-attributes-signed",
            |cms| cms.instead = Some(b"other".to_vec()),
            Broken(SignerKey),
        ),
        // PAdES forbids it, and a reader may show it as the time; the signature holds.
        (
            "signing-time",
            |cms| {
                cms.put(
                    SIGNING_TIME,
                    Some(&der::value(der::TIME, &[b"000101000000Z"])),
                );
            },
            Contradictory(VisibleText),
        ),
    ]
}

/// What stands around the signer.
fn frames() -> [Trick; 15] {
    let broken = Broken(SignedBytes);
    [
        (
            "content-inside",
            |cms| {
                let inside = der::value(0xa0, &[&octets(b"other")]);
                cms.inside = der::sequence(&[&der::oid(super::cms::DATA), &inside]);
            },
            broken,
        ),
        (
            "content-of-another-type",
            |cms| {
                cms.inside = der::sequence(&[&der::oid(TST_INFO)]);
                cms.version = der::integer(&[3]);
                cms.put(CONTENT_TYPE, Some(&der::oid(TST_INFO)));
            },
            broken,
        ),
        ("no-certificate", |cms| cms.certificates.clear(), broken),
        (
            "certificate-empty",
            |cms| cms.certificates = vec![der::sequence(&[])],
            broken,
        ),
        (
            "certificate-of-another-kind",
            |cms| {
                cms.certificates = vec![der::value(0xa1, &[])];
            },
            broken,
        ),
        (
            "revocation-lists",
            |cms| {
                cms.revocation_lists = der::value(0xa1, &[&der::sequence(&[])]);
            },
            broken,
        ),
        ("version-0", |cms| cms.version = der::integer(&[0]), broken),
        ("version-3", |cms| cms.version = der::integer(&[3]), broken),
        (
            "version-negative",
            |cms| cms.version = vec![2, 1, 0xff],
            broken,
        ),
        (
            "byte-behind",
            |cms| cms.finish = |bytes| [&bytes[..], &[7]].concat(),
            broken,
        ),
        (
            "indefinite-length",
            |cms| {
                cms.finish = |bytes| [&[0x30, 0x80], der::content(&bytes), &[0, 0]].concat();
            },
            broken,
        ),
        (
            "long-length",
            |cms| {
                cms.finish = |bytes| {
                    let length = (der::content(&bytes).len() as u32).to_be_bytes();
                    [&[0x30, 0x84], &length[..], der::content(&bytes)].concat()
                };
            },
            broken,
        ),
        (
            "length-of-four-gigabytes",
            |cms| {
                cms.finish =
                    |bytes| [&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], der::content(&bytes)].concat();
            },
            broken,
        ),
        (
            "length-beyond-the-gap",
            |cms| {
                cms.finish = |bytes| [&[0x30, 0x82, 0xff, 0xff], der::content(&bytes)].concat();
            },
            broken,
        ),
        (
            "a-set",
            |cms| cms.finish = |bytes| [&[0x31], &bytes[1..]].concat(),
            broken,
        ),
    ]
}

/// Who signs, how they are named, and what they add unsigned.
fn signers() -> [Trick; 17] {
    let broken = Broken(SignedBytes);
    [
        ("no-signer", |cms| cms.signers = 0, broken),
        ("two-signers", |cms| cms.signers = 2, broken),
        ("three-signers", |cms| cms.signers = 3, broken),
        (
            "signer-version-0",
            |cms| cms.signer_version = der::integer(&[0]),
            broken,
        ),
        (
            "signer-version-3",
            |cms| cms.signer_version = der::integer(&[3]),
            broken,
        ),
        (
            "other-serial-number",
            |cms| {
                let issuer = der::children(&cms.name).remove(0);
                cms.name = der::sequence(&[&issuer, &der::integer(&[9])]);
            },
            broken,
        ),
        (
            "other-issuer",
            |cms| {
                let serial = der::children(&cms.name).remove(1);
                cms.name = der::sequence(&[&super::attacker::organisation("Autre"), &serial]);
            },
            broken,
        ),
        (
            "named-by-no-key-id",
            |cms| {
                cms.name = der::value(0x80, &[&[0; 20]]);
                (cms.version, cms.signer_version) = (der::integer(&[3]), der::integer(&[3]));
            },
            broken,
        ),
        (
            "signature-empty",
            |cms| cms.spoil = |_| vec![],
            Broken(SignerKey),
        ),
        (
            "signature-of-zeros",
            |cms| cms.spoil = |_| vec![0x30, 6, 2, 1, 0, 2, 1, 0],
            Broken(SignerKey),
        ),
        (
            "signature-of-ones",
            |cms| cms.spoil = |_| vec![0x30, 6, 2, 1, 1, 2, 1, 1],
            Broken(SignerKey),
        ),
        (
            "signature-with-a-byte-behind",
            |cms| {
                cms.spoil = |value| [&value[..], &[0]].concat();
            },
            Broken(SignerKey),
        ),
        (
            "signature-with-padded-numbers",
            |cms| {
                cms.spoil = |value| {
                    let numbers = der::children(&value);
                    let pad =
                        |number: &[u8]| der::value(der::INTEGER, &[&[0, 0], der::content(number)]);
                    der::sequence(&[&pad(&numbers[0]), &pad(&numbers[1])])
                };
            },
            Broken(SignerKey),
        ),
        (
            "signature-flipped",
            |cms| {
                cms.spoil = |mut value| {
                    *value.last_mut().unwrap() ^= 1;
                    value
                };
            },
            Broken(SignerKey),
        ),
        (
            "unsigned-attribute",
            |cms| {
                let time = der::value(der::TIME, &[b"000101000000Z"]);
                cms.unsigned = vec![attribute(SIGNING_TIME, &time)];
            },
            broken,
        ),
        (
            "timestamp-that-is-none",
            |cms| {
                cms.unsigned = vec![attribute(TIMESTAMP, &der::sequence(&[]))];
            },
            broken,
        ),
        (
            "two-timestamps",
            |cms| {
                let other = attribute(TIMESTAMP, &der::sequence(&[&[5, 0]]));
                cms.unsigned = vec![attribute(TIMESTAMP, &der::sequence(&[])), other];
            },
            broken,
        ),
    ]
}

/// Digests and signature schemes that are weak, or not those that are named.
fn algorithms(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let (_, gap) = places(sound);
    let weak = digest_of(SHA1, &[&sound[..gap.start], &sound[gap.end..]]);
    let by = |edit: &dyn Fn(&mut Cms)| signed(sound, &case.twin, |cms| edit(cms));
    let broken = Broken(SignedBytes);
    let sha1 = by(&|cms| {
        (cms.digests, cms.digest) = (vec![algorithm(SHA1)], algorithm(SHA1));
        cms.put(MESSAGE_DIGEST, Some(&octets(&weak)));
        (cms.signs_with, cms.algorithm) = (SHA1, case.twin.key.algorithm(SHA1));
    });
    give("all-by-sha1", sha1, broken);
    let scheme = by(&|cms| (cms.signs_with, cms.algorithm) = (SHA1, case.twin.key.algorithm(SHA1)));
    give("signed-by-sha1", scheme, broken);
    for (name, digest) in [
        ("md5", MD5),
        ("sha224", SHA224),
        ("sha512", SHA512),
        ("sha1", SHA1),
    ] {
        let stated =
            by(&|cms| (cms.digests, cms.digest) = (vec![algorithm(digest)], algorithm(digest)));
        give(&format!("{name}-stated"), stated, broken);
        let listed = by(&|cms| cms.digests = vec![algorithm(digest)]);
        give(&format!("{name}-listed"), listed, broken);
        let also = by(&|cms| cms.digests.push(algorithm(digest)));
        give(&format!("{name}-listed-too"), also, broken);
    }
    give("no-digest-listed", by(&|cms| cms.digests.clear()), broken);
    give(
        "unknown-digest",
        by(&|cms| cms.digest = algorithm("1.2.3.4")),
        broken,
    );
    give(
        "unknown-scheme",
        by(&|cms| cms.algorithm = algorithm("1.2.3.4")),
        broken,
    );
    let rsa = by(&|cms| cms.algorithm = algorithm("1.2.840.113549.1.1.11"));
    give("scheme-of-another-key", rsa, Broken(SignerKey));
    let parameters = der::sequence(&[&der::oid(SHA256), &[4, 1, 7]]);
    give(
        "digest-with-parameters",
        by(&|cms| cms.digest = parameters.clone()),
        broken,
    );
    let small = Signer::named(Key::rsa(1024), "Essai");
    give("rsa-1024", signed(sound, &small, |_| {}), broken);
    let sha1 = signed(sound, &small, |cms| {
        (cms.digests, cms.digest) = (vec![algorithm(SHA1)], algorithm(SHA1));
        cms.put(MESSAGE_DIGEST, Some(&octets(&weak)));
        (cms.signs_with, cms.algorithm) = (SHA1, small.key.algorithm(SHA1));
    });
    give("rsa-1024-sha1", sha1, broken);
}

/// Certificates that stand beside the signer's, or in its place.
fn certificates(case: &Case, give: Give<'_>) {
    let by = |edit: &dyn Fn(&mut Cms)| signed(&case.sound, &case.twin, |cms| edit(cms));
    let broken = Broken(SignedBytes);
    let original = &case.certificate;
    give(
        "original-certificate-alone",
        by(&|cms| cms.certificates = vec![original.clone()]),
        broken,
    );
    give(
        "original-certificate-too",
        by(&|cms| cms.certificates.push(original.clone())),
        broken,
    );
    let named = by(&|cms| {
        cms.certificates.push(original.clone());
        let both = signing_certificates(&[&case.twin.certificate, original]);
        cms.put(SIGNING_CERTIFICATE, Some(&both));
    });
    give("original-certificate-named-too", named, broken);
    let named = by(&|cms| {
        cms.certificates = vec![original.clone()];
        cms.put(
            SIGNING_CERTIFICATE,
            Some(&signing_certificates(&[original])),
        );
    });
    // Everything agrees but the key.
    give(
        "original-certificate-and-another-key",
        named,
        Broken(SignerKey),
    );
    let foreign = by(&|cms| cms.certificates.push(case.attacker.certificate.clone()));
    give("foreign-certificate-too", foreign, broken);
    let twice = by(&|cms| {
        cms.certificates.push(cms.certificates[0].clone());
    });
    give("certificate-twice", twice, broken);
}
