//! Files of every kind, each read or refused by its name.

use proptest::prelude::*;

use super::write::write_with;
use super::*;
use crate::identity::{Algorithm, Subject};
use crate::public_key::KeyKind;
use crate::testing::SeededRng;

const PASSPHRASE: &str = "Clé d'été œ";

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../fixtures/pkcs12/", $name))
    };
}

fn read_fixture(bytes: &[u8]) -> Result<(KeyKind, usize), Error> {
    read(bytes, PASSPHRASE).map(|identity| (identity.key_kind(), identity.chain().len()))
}

#[test]
fn modern_and_legacy_files_are_read_with_their_chains() {
    let rsa = KeyKind::Rsa { bits: 2048 };
    for (name, bytes, expected) in [
        ("chain-aes", &fixture!("chain-aes.p12")[..], (rsa, 2)),
        ("chain-rc2-3des", fixture!("chain-rc2-3des.p12"), (rsa, 2)),
        ("chain-3des", fixture!("chain-3des.p12"), (rsa, 2)),
        ("rc2-128", fixture!("rc2-128.p12"), (rsa, 0)),
        ("2des", fixture!("2des.p12"), (rsa, 0)),
        ("no-mac", fixture!("no-mac.p12"), (rsa, 0)),
        ("unencrypted", fixture!("unencrypted.p12"), (rsa, 0)),
        (
            "p256",
            fixture!("p256-chain-mac-sha512.p12"),
            (KeyKind::P256, 2),
        ),
        ("p384", fixture!("p384.p12"), (KeyKind::P384, 0)),
        ("p521", fixture!("p521.p12"), (KeyKind::P521, 0)),
        ("ed25519", fixture!("ed25519.p12"), (KeyKind::Ed25519, 0)),
    ] {
        assert_eq!(read_fixture(bytes), Ok(expected), "{name}");
    }
}

#[test]
fn each_failure_has_its_name() {
    let mut altered = fixture!("chain-aes.p12").to_vec();
    altered[300] ^= 1;
    let pem = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let public_pem = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (name, bytes, expected) in [
        ("empty", &b""[..], Error::NotPkcs12),
        ("random", &[7; 2000], Error::NotPkcs12),
        ("cut", &fixture!("chain-aes.p12")[..500], Error::NotPkcs12),
        ("altered", &altered, Error::WrongPassphrase),
        (
            "pem with key",
            pem,
            Error::Pem {
                has_unprotected_key: true,
            },
        ),
        (
            "pem without key",
            public_pem,
            Error::Pem {
                has_unprotected_key: false,
            },
        ),
        (
            "bare certificate",
            fixture!("bare-certificate.der"),
            Error::BareCertificate,
        ),
        ("no key", fixture!("no-key.p12"), Error::NoKey),
        (
            "no certificate",
            fixture!("no-certificate.p12"),
            Error::NoCertificate,
        ),
        ("mismatch", fixture!("key-mismatch.p12"), Error::KeyMismatch),
        ("rsa-1024", fixture!("rsa-1024.p12"), Error::Weak),
        (
            "secp256k1",
            fixture!("secp256k1.p12"),
            Error::UnsupportedKey,
        ),
        (
            "iterations",
            fixture!("20-million-iterations.p12"),
            Error::TooManyIterations {
                iterations: 20_000_000,
            },
        ),
    ] {
        assert_eq!(read_fixture(bytes), Err(expected), "{name}");
    }
    assert!(matches!(
        read(fixture!("chain-aes.p12"), "faux"),
        Err(Error::WrongPassphrase)
    ));
    assert!(matches!(
        read(&vec![0x30; MAX_BYTES + 1], "x"),
        Err(Error::TooLarge { .. })
    ));
}

#[test]
fn passphrases_are_taken_in_either_normal_form() {
    let decomposed: String = PASSPHRASE.nfd().collect();
    assert_ne!(decomposed, PASSPHRASE);
    for bytes in [
        &fixture!("chain-aes.p12")[..],
        fixture!("chain-rc2-3des.p12"),
    ] {
        assert!(read(bytes, &decomposed).is_ok());
    }
    assert!(read(fixture!("emoji-passphrase.p12"), "🔑 clé").is_ok());
    assert!(read(fixture!("empty-passphrase.p12"), "").is_ok());
}

#[test]
fn what_is_written_is_read() {
    let subject = Subject::Person {
        name: "Signataire".to_owned(),
        organisation: None,
    };
    let mut rng = SeededRng::new(5);
    let from = crate::testing::signed_at();
    let identity =
        Identity::generate(&subject, Algorithm::P256, from, 2, &mut rng).expect("a name");
    for passphrase in ["", "Clé d'été œ", "🔑", &"é".repeat(1000)] {
        let bytes = write_with(&identity, passphrase, 1000, &mut rng).expect("a short passphrase");
        let read = read(&bytes, passphrase).expect("just written");
        assert_eq!(read.certificate(), identity.certificate());
        assert!(super::read(&bytes, "another").is_err());
    }
}

#[test]
fn the_chain_is_written_with_the_identity() {
    let identity = read(fixture!("chain-aes.p12"), PASSPHRASE).expect("a sound file");
    let bytes =
        write_with(&identity, "x", 1000, &mut SeededRng::new(6)).expect("a short passphrase");
    assert_eq!(
        read(&bytes, "x").expect("just written").chain(),
        identity.chain()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_changed_file_is_refused_or_the_same(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let original = fixture!("p384.p12");
        let mut bytes = original.to_vec();
        bytes[place.index(original.len())] = byte;
        if let Ok(identity) = read(&bytes, PASSPHRASE) {
            prop_assert_eq!(identity.key_kind(), KeyKind::P384);
        }
    }

    #[test]
    fn any_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read(&bytes, "x").is_err());
    }
}
