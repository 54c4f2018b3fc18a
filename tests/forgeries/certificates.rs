//! Certificates: names, keys and permissions that pretend to be the original signer's.
//!
//! The signature is sound each time; the certificate is what it should not be. On the pages still
//! stands whose dossier it was, so that no such file is a dossier in the attacker's name either.

use quality::verification::CheckName::{SignedBytes, SignerKey, VisibleText};

use super::attacker::{
    Certificate, Key, SHA1, Signer, extension, names_of, of_authority, organisation, usage,
};
use super::cms::{SIGNING_CERTIFICATE, signing_certificates};
use super::parts::signed;
use super::{Broken, Case, Contradictory, Expected, Give, der};

pub fn forge(case: &Case, give: Give<'_>) {
    let seen = Contradictory(VisibleText);
    let (serial, issuer, subject) = names_of(&case.certificate);
    let mut by = |name: &str, signer: &Signer, expected: Expected| {
        give(name, signed(&case.sound, signer, |_| {}), expected);
    };
    let with = |edit: &dyn Fn(&mut Certificate)| Signer::with(Key::p256(7), "Essai", edit);
    by("the-twin", &case.twin, seen);
    by("same-name", &Signer::named(Key::p256(7), "Essai"), seen);
    by(
        "same-name-in-capitals",
        &Signer::named(Key::p256(7), "ESSAI"),
        seen,
    );
    let names = [
        ("blank-behind", "Essai "),
        ("no-break-space", "Essai\u{a0}"),
        ("zero-width", "Es\u{200b}sai"),
        ("cyrillic", "Ess\u{0430}i"),
        ("greek", "\u{0395}ssai"),
        ("full-width", "\u{ff25}ssai"),
        ("right-to-left", "\u{202e}iassE"),
        ("isolated", "\u{2067}Essai\u{2069}"),
        ("combining", "Essa\u{0456}"),
        ("markup", "<b>Essai</b><script>alert(1)</script>"),
        ("two-lines", "Essai\n[oui] Identite : connue"),
        ("escape-sequences", "Essai\u{1b}[2K\u{1b}[1A"),
        ("null-inside", "Essai\0.autre"),
        ("empty", ""),
        ("a-path", "../../Essai"),
    ];
    for (name, text) in names {
        by(
            &format!("name-{name}"),
            &Signer::named(Key::p256(7), text),
            seen,
        );
    }
    let long = "Essai ".repeat(300);
    by(
        "name-of-eighteen-hundred-letters",
        &Signer::named(Key::p256(7), &long),
        seen,
    );
    by(
        "nameless",
        &with(&|c| (c.subject, c.issuer) = (der::sequence(&[]), der::sequence(&[]))),
        seen,
    );
    by(
        "issued-by-the-original",
        &with(&|c| c.issuer = subject.clone()),
        seen,
    );
    by(
        "same-serial-number",
        &with(&|c| c.serial = serial.clone()),
        seen,
    );
    by(
        "same-issuer-and-serial",
        &with(&|c| (c.serial, c.issuer) = (serial.clone(), issuer.clone())),
        seen,
    );
    by(
        "serial-number-negative",
        &with(&|c| c.serial = vec![2, 1, 0x80]),
        seen,
    );
    by(
        "serial-number-zero",
        &with(&|c| c.serial = vec![2, 1, 0]),
        seen,
    );
    by(
        "serial-number-padded",
        &with(&|c| c.serial = vec![2, 2, 0, 1]),
        Broken(SignedBytes),
    );
    by("expired", &with(&|c| c.ends = "210101000000Z"), seen);
    by(
        "not-yet-valid",
        &with(&|c| c.begins = "480101000000Z"),
        seen,
    );
    by(
        "never-valid",
        &with(&|c| (c.begins, c.ends) = ("480101000000Z", "210101000000Z")),
        seen,
    );
    by(
        "date-that-is-none",
        &with(&|c| c.ends = "491331000000Z"),
        Broken(SignedBytes),
    );
    by(
        "authority",
        &with(&|c| c.extensions = vec![of_authority(), usage(&[1, 6])]),
        seen,
    );
    by(
        "authority-for-everything",
        &with(&|c| c.extensions = vec![of_authority()]),
        seen,
    );
    by("no-extension", &with(&|c| c.extensions.clear()), seen);
    by(
        "version-1",
        &with(&|c| {
            c.version = 0;
            c.extensions.clear();
        }),
        seen,
    );
    by(
        "version-1-with-extensions",
        &with(&|c| c.version = 0),
        Broken(SignedBytes),
    );
    by("version-9", &with(&|c| c.version = 9), Broken(SignedBytes));
    by(
        "key-for-agreements-only",
        &with(&|c| c.extensions[1] = usage(&[3, 8])),
        seen,
    );
    by(
        "key-for-nothing",
        &with(&|c| c.extensions[1] = usage(&[0])),
        seen,
    );
    by(
        "unknown-and-critical",
        &with(&|c| c.extensions.push(extension("1.2.3.4", true, &[5, 0]))),
        seen,
    );
    by(
        "unknown-and-not-critical",
        &with(&|c| c.extensions.push(extension("1.2.3.4", false, &[5, 0]))),
        seen,
    );
    by(
        "extension-twice",
        &with(&|c| c.extensions.push(usage(&[6, 0xc0]))),
        Broken(SignedBytes),
    );
    by("issued-by-sha1", &with(&|c| c.digest = SHA1), seen);
    by(
        "other-curve",
        &with(&|c| c.key = curve("1.3.132.0.10", &c.key)),
        Broken(SignedBytes),
    );
    by(
        "point-at-infinity",
        &with(&|c| c.key = point(&[0])),
        Broken(SignerKey),
    );
    by(
        "point-off-the-curve",
        &with(&|c| c.key = point(&[&[4][..], &[7; 64]].concat())),
        Broken(SignerKey),
    );
    by(
        "original-key",
        &with(&|c| c.key = key_of(&case.certificate)),
        Broken(SignerKey),
    );
    by(
        "rsa-of-512-bits",
        &with(&|c| c.key = rsa(&[0xc1; 64])),
        Broken(SignedBytes),
    );
    by(
        "rsa-of-100000-bits",
        &with(&|c| c.key = rsa(&[0xc1; 12_500])),
        Broken(SignedBytes),
    );
    chains(case, give);
}

fn key_of(certificate: &[u8]) -> Vec<u8> {
    der::children(&der::children(certificate)[0])[6].clone()
}

fn curve(dotted: &str, like: &[u8]) -> Vec<u8> {
    let algorithm = der::sequence(&[&der::oid("1.2.840.10045.2.1"), &der::oid(dotted)]);
    der::sequence(&[&algorithm, &der::children(like)[1]])
}

fn point(octets: &[u8]) -> Vec<u8> {
    let algorithm = [
        der::oid("1.2.840.10045.2.1"),
        der::oid("1.2.840.10045.3.1.7"),
    ]
    .concat();
    let bits = der::value(der::BITS, &[&[0], octets]);
    der::sequence(&[&der::sequence(&[&algorithm]), &bits])
}

fn rsa(modulus: &[u8]) -> Vec<u8> {
    let key = der::sequence(&[&der::integer(modulus), &der::integer(&[1, 0, 1])]);
    let algorithm = der::sequence(&[&der::oid("1.2.840.113549.1.1.1"), &[5, 0]]);
    der::sequence(&[&algorithm, &der::value(der::BITS, &[&[0], &key])])
}

/// Paths that lead past the original signer, who is trusted, and is no authority.
fn chains(case: &Case, give: Give<'_>) {
    let seen = Contradictory(VisibleText);
    let (_, _, subject) = names_of(&case.certificate);
    let authority = Signer::with(Key::p256(11), "Autorite", |c| {
        c.extensions = vec![of_authority(), usage(&[1, 6])];
    });
    let leaf = |issuer: Vec<u8>| {
        let key = Key::p256(7);
        let mut certificate = Certificate::of(&key, organisation("Essai"));
        certificate.issuer = issuer;
        let certificate = certificate.signed_by(&authority.key);
        Signer { key, certificate }
    };
    let mut chained = |name: &str, leaf: &Signer, above: &[&[u8]], expected: Expected| {
        let forged = signed(&case.sound, leaf, |cms| {
            cms.certificates
                .extend(above.iter().map(|one| one.to_vec()));
            let named: Vec<&[u8]> = [&[&leaf.certificate[..]], above].concat();
            cms.put(SIGNING_CERTIFICATE, Some(&signing_certificates(&named)));
        });
        give(name, forged, expected);
    };
    let honest = leaf(organisation("Autorite"));
    chained(
        "of-an-unknown-authority",
        &honest,
        &[&authority.certificate],
        seen,
    );
    let claimed = leaf(subject);
    chained(
        "claims-the-original-above",
        &claimed,
        &[&case.certificate],
        Broken(SignedBytes),
    );
    chained(
        "authority-and-the-original",
        &honest,
        &[&authority.certificate, &case.certificate],
        Broken(SignedBytes),
    );
    let cross = Signer::with(Key::p256(11), "Essai", |c| {
        c.extensions = vec![of_authority()];
        c.serial = der::integer(&[0x42]);
    });
    let key = Key::p256(7);
    let mut below = Certificate::of(&key, organisation("Autre"));
    below.issuer = organisation("Essai");
    let below = Signer {
        certificate: below.signed_by(&cross.key),
        key,
    };
    chained(
        "an-authority-of-the-same-name",
        &below,
        &[&cross.certificate],
        seen,
    );
}
