//! Files that are no usable key, as a person meets them: bad inputs 85 to 96, each in French.

use crate::executable::{root, run_with, text};
use crate::fault::quick_folder;

/// Asks for a certificate under this file's key.
fn asked(file: &str, passphrase: &str) -> (i32, String) {
    let folder = quick_folder();
    let out = folder.path().join("r.csr");
    let ran = run_with(
        &[
            "identity",
            "request",
            "--identity",
            file,
            "--out",
            text(&out),
        ],
        &[("LABEL_MENTORAT_IDENTITY_PASSPHRASE", passphrase)],
    );
    assert_eq!(out.exists(), ran.code == 0, "{ran:?}");
    assert!(!ran.err.contains("panicked"), "{ran:?}");
    (ran.code, ran.err)
}

#[test]
fn every_bad_key_file_is_told_in_french() {
    let folder = quick_folder();
    let fixture =
        |name: &str| std::fs::read(root().join("crates/pades/fixtures/pkcs12").join(name)).unwrap();
    let sound = fixture("chain-aes.p12");
    let pem = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".to_vec();
    let cases = [
        ("empty", vec![]),
        ("random", vec![7; 2_000]),
        ("cut", sound[..500].to_vec()),
        ("pdf", b"%PDF-1.7\n".to_vec()),
        ("two-megabytes", vec![0x30; 2 << 20]),
        ("pem", pem),
        ("bare-certificate", fixture("bare-certificate.der")),
        ("no-key", fixture("no-key.p12")),
        ("no-certificate", fixture("no-certificate.p12")),
        ("key-mismatch", fixture("key-mismatch.p12")),
        ("rsa-1024", fixture("rsa-1024.p12")),
        ("secp256k1", fixture("secp256k1.p12")),
        ("iterations", fixture("20-million-iterations.p12")),
    ];
    let mut sentences = std::collections::BTreeSet::new();
    for (name, bytes) in cases {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let (code, told) = asked(text(&file), "Clé d'été œ");
        assert!(code == 1 || code == 2, "{name}: {code}, {told}");
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            lines.len() == 2 && lines.iter().all(|line| line.ends_with(['.', '?'])),
            "{name}: {told}"
        );
        assert!(
            !told.contains("Error") && !told.contains("error"),
            "{name}: {told}"
        );
        sentences.insert(lines[0].replace(text(&file), "").replace(name, ""));
    }
    assert!(
        sentences.len() >= 7,
        "causes are told apart: {sentences:#?}"
    );
    let file = folder.path().join("chain-aes");
    std::fs::write(&file, sound).unwrap();
    let (code, told) = asked(text(&file), "une autre phrase");
    assert!(code == 2 && told.contains("phrase de passe"), "{told}");
    assert_eq!(asked(text(&file), "Clé d'été œ").0, 0);
}
