//! The original signature, as far as it can be changed without its key.
//!
//! What no signature covers can be left out, added to or spelt otherwise; a dossier has one
//! spelling, so that not one byte of it is free. Source: trust.md, R4, R5 and R8.

use quality::verification::CheckName::{SignedBytes, SingleRevision};

use super::attacker::SHA256;
use super::cms::{SIGNING_TIME, algorithm, attribute, retouched, retouched_signer};
use super::parts::{contents, with_contents};
use super::{Broken, Case, Contradictory, Give, der};

pub fn forge(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let original = contents(sound);
    let broken = Broken(SignedBytes);
    let mut with =
        |name: &str, cms: Vec<u8>, expected| give(name, with_contents(sound, &cms), expected);
    let certificates =
        |list: Vec<Vec<u8>>| retouched(&original, |fields| fields[3] = der::set(0xa0, list));
    let (own, twin) = (case.certificate.clone(), case.twin.certificate.clone());
    with(
        "under-the-twins-certificate",
        certificates(vec![twin.clone()]),
        broken,
    );
    with(
        "with-the-twins-certificate",
        certificates(vec![own.clone(), twin]),
        broken,
    );
    with(
        "with-a-foreign-certificate",
        certificates(vec![own, case.attacker.certificate.clone()]),
        broken,
    );
    with(
        "without-certificate",
        retouched(&original, |fields| drop(fields.remove(3))),
        broken,
    );
    let lists = retouched(&original, |fields| fields.insert(4, der::value(0xa1, &[])));
    with("with-revocation-lists", lists, broken);
    let unsigned = retouched_signer(&original, |fields| {
        let time = attribute(SIGNING_TIME, &der::value(der::TIME, &[b"000101000000Z"]));
        fields.push(der::value(0xa1, &[&time]));
    });
    with("with-an-unsigned-attribute", unsigned, broken);
    let empty = retouched_signer(&original, |fields| fields.push(der::value(0xa1, &[])));
    with("with-no-unsigned-attribute", empty, broken);
    let bare = retouched_signer(&original, |fields| drop(fields.remove(3)));
    with("without-attributes", bare, broken);
    let with_null = der::sequence(&[&der::oid(SHA256), &[5, 0]]);
    let digest = retouched_signer(&original, |fields| fields[2] = with_null.clone());
    with(
        "with-a-null-behind-its-digest",
        digest,
        Contradictory(SingleRevision),
    );
    let listed = retouched(&original, |fields| {
        fields[1] = der::set(der::SET, vec![with_null.clone()]);
    });
    with(
        "with-a-null-behind-the-listed-digest",
        listed,
        Contradictory(SingleRevision),
    );
    let both = retouched(
        &retouched_signer(&original, |fields| fields[2] = with_null.clone()),
        |fields| {
            fields[1] = der::set(der::SET, vec![with_null.clone()]);
        },
    );
    with(
        "with-nulls-behind-both-digests",
        both,
        Contradictory(SingleRevision),
    );
    // The original certificate has a key identifier, by which it may be named as well.
    let by_key = retouched(
        &retouched_signer(&original, |fields| {
            fields[0] = der::integer(&[3]);
            fields[1] = der::value(0x80, &[&key_identifier(&case.certificate)]);
        }),
        |fields| fields[0] = der::integer(&[3]),
    );
    with("named-by-its-key", by_key, Contradictory(SingleRevision));
    let sha512 = retouched_signer(&original, |fields| {
        fields[2] = algorithm("2.16.840.1.101.3.4.2.3");
    });
    with("under-another-digest", sha512, broken);
    let second = retouched(&original, |fields| {
        let signer = der::children(fields.last().unwrap()).remove(0);
        let mut other = signer.clone();
        *other.last_mut().unwrap() ^= 1;
        *fields.last_mut().unwrap() = der::set(der::SET, vec![signer, other]);
    });
    with("and-a-second-signer", second, broken);
}

/// The subject key identifier of a certificate.
fn key_identifier(certificate: &[u8]) -> Vec<u8> {
    let body = der::children(&der::children(certificate)[0]);
    let extensions = der::children(&der::children(body.last().unwrap())[0]);
    let wanted = der::oid("2.5.29.14");
    let found = extensions.iter().map(|one| der::children(one));
    let found = found
        .into_iter()
        .find(|fields| fields[0] == wanted)
        .unwrap();
    der::content(der::content(found.last().unwrap())).to_vec()
}
