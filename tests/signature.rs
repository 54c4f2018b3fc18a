//! What we sign, programs that are not ours find valid: whatever the key, with a chain, with a stamp.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::dossier::{Desk, said, words};
use crate::executable::{run, text};

/// Runs openssl in a folder; it must succeed.
pub fn openssl(folder: &Path, line: &str) -> String {
    let output = Command::new("openssl")
        .args(line.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("openssl");
    assert!(output.status.success(), "openssl {line}: {}", said(&output));
    said(&output)
}

/// The signature of a PDF (DER) and the bytes that it is over, found without any code of ours.
fn taken_apart(pdf: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let at = memchr(pdf, b"/ByteRange [").expect("a byte range") + 12;
    let end = at + memchr(&pdf[at..], b"]").expect("its end");
    let range: Vec<usize> = std::str::from_utf8(&pdf[at..end])
        .unwrap()
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [0, gap, resume, rest] = range[..] else {
        panic!("{range:?}");
    };
    let digits = &pdf[gap + 1..resume - 1];
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let mut signature: Vec<u8> = digits.chunks(2).map(octet).collect();
    // SEQUENCE with two octets of length: the zeros behind it are no part of it.
    assert_eq!(signature[..2], [0x30, 0x82]);
    signature.truncate(usize::from(u16::from_be_bytes([signature[2], signature[3]])) + 4);
    let content = [&pdf[..gap], &pdf[resume..resume + rest]].concat();
    (signature, content)
}

fn memchr(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|found| found == needle)
}

/// Every judge we know finds the dossier `pdf` of the desk valid; `root` is whom they trust.
fn judged_valid(desk: &Desk, pdf: &str, root: &str) {
    let (pdf, root) = (desk.path(pdf), desk.path(root));
    let poppler = Command::new("pdfsig").arg(&pdf).output().expect("pdfsig");
    let found = said(&poppler);
    assert!(found.contains("Signature is Valid"), "{found}");
    assert!(found.contains("Total document signed"), "{found}");

    let (signature, content) = taken_apart(&std::fs::read(&pdf).unwrap());
    std::fs::write(desk.path("signature.der"), signature).unwrap();
    std::fs::write(desk.path("content"), content).unwrap();
    let folder = desk.folder.path();
    let verify =
        "cms -verify -cades -binary -inform DER -in signature.der -content content -out out";
    let found = openssl(folder, &format!("{verify} -purpose any -CAfile {root}"));
    assert!(found.contains("Verification successful"), "{found}");

    // ./dev test installs it and says where; without it there is no third opinion to be had.
    let Some(pyhanko) = std::env::var_os("LABEL_MENTORAT_PYHANKO") else {
        return;
    };
    for verb in ["validate", "adesverify"] {
        let output = Command::new(&pyhanko)
            .args(["sign", verb, "--pretty-print", "--no-revocation-check"])
            .args(["--trust", &root, &pdf])
            .output()
            .unwrap();
        let found = said(&output);
        assert!(found.contains("judged VALID"), "{verb}: {found}");
        assert!(found.contains("covers the entire file"), "{verb}: {found}");
    }
}

/// Writes the signer's certificate, as `verify` would be given it.
fn certificate_of_p12(desk: &Desk, name: &str) {
    let folder = desk.folder.path();
    let phrase = desk.folder.path().join("phrase");
    std::fs::write(&phrase, "une phrase à retenir").unwrap();
    openssl(
        folder,
        &format!("pkcs12 -in p12 -passin file:phrase -clcerts -nokeys -out {name}"),
    );
}

#[test]
fn every_judge_finds_both_kinds_of_key_valid() {
    for algorithm in ["p256", "rsa3072"] {
        let desk = Desk::new(algorithm, &[]);
        desk.import("w");
        desk.done(&words(&desk.issue("w", "d.pdf")));
        certificate_of_p12(&desk, "root.pem");
        judged_valid(&desk, "d.pdf", "root.pem");
    }
}

/// An authority, and an identity that it certified, as PKCS#12 with its chain.
pub fn certified_by_an_authority(folder: &Path) {
    let extensions = "[signer]\nbasicConstraints=critical,CA:FALSE\n\
                      keyUsage=critical,digitalSignature,nonRepudiation\n[stamper]\nbasicConstraints=critical,CA:FALSE\n\
                      keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n";
    std::fs::write(folder.join("ext"), extensions).unwrap();
    std::fs::write(folder.join("phrase"), "une phrase à retenir").unwrap();
    openssl(
        folder,
        "req -x509 -newkey rsa:3072 -nodes -keyout ca.key -out ca.pem -days 30 -subj /O=Autorite-d-essai -addext keyUsage=critical,keyCertSign,cRLSign",
    );
    openssl(
        folder,
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout s.key -out s.csr -subj /O=Passerelle-d-essai",
    );
    openssl(
        folder,
        "x509 -req -in s.csr -CA ca.pem -CAkey ca.key -days 30 -extfile ext -extensions signer -out s.pem",
    );
}

#[test]
fn an_identity_of_an_authority_signs_with_its_chain() {
    let desk = Desk::new("p256", &[]);
    let folder = desk.folder.path();
    certified_by_an_authority(folder);
    std::fs::remove_file(folder.join("p12")).unwrap();
    openssl(
        folder,
        "pkcs12 -export -inkey s.key -in s.pem -certfile ca.pem -passout file:phrase -out p12",
    );
    desk.import("w");
    desk.done(&words(&desk.issue("w", "d.pdf")));
    judged_valid(&desk, "d.pdf", "ca.pem");
    let (pdf, ca) = (desk.path("d.pdf"), desk.path("ca.pem"));
    let ran = run(&["verify", &pdf, "--trust", &ca]);
    assert_eq!(ran.code, 0, "the authority vouches for the signer: {ran:?}");
}

/// A timestamp authority made with openssl, behind HTTP on this machine, for so many questions.
pub fn stamping_authority(
    folder: &Path,
    questions: usize,
) -> (String, std::thread::JoinHandle<()>) {
    openssl(
        folder,
        "req -new -newkey rsa:3072 -nodes -keyout t.key -out t.csr -subj /O=Horodatage-d-essai",
    );
    openssl(
        folder,
        "x509 -req -in t.csr -CA ca.pem -CAkey ca.key -days 30 -extfile ext -extensions stamper -out t.pem",
    );
    let settings = "[tsa]\ndefault_tsa=one\n[one]\nserial=serial\nsigner_cert=t.pem\nsigner_key=t.key\ncerts=ca.pem\n\
                    signer_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\ness_cert_id_alg=sha256\n";
    std::fs::write(folder.join("tsa"), settings).unwrap();
    std::fs::write(folder.join("serial"), "01").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let folder = folder.to_owned();
    let served = std::thread::spawn(move || {
        for connection in listener.incoming().take(questions) {
            serve(&folder, connection.unwrap());
        }
    });
    (address, served)
}

fn serve(folder: &Path, mut connection: TcpStream) {
    let mut asked = Vec::new();
    let (mut body, mut length) = (usize::MAX, 0);
    while asked.len() < body.saturating_add(length) {
        let mut buffer = [0; 4096];
        let read = connection.read(&mut buffer).unwrap();
        assert!(read > 0, "the question is whole");
        asked.extend_from_slice(&buffer[..read]);
        if let Some(end) = memchr(&asked, b"\r\n\r\n") {
            let head = String::from_utf8(asked[..end].to_vec())
                .unwrap()
                .to_lowercase();
            assert!(
                head.contains("content-type: application/timestamp-query"),
                "{head}"
            );
            let stated = head.split("content-length:").nth(1).expect("a length");
            length = stated.split_whitespace().next().unwrap().parse().unwrap();
            body = end + 4;
        }
    }
    std::fs::write(folder.join("q.tsq"), &asked[body..]).unwrap();
    openssl(
        folder,
        "ts -reply -config tsa -section one -queryfile q.tsq -out a.tsr",
    );
    let answer = std::fs::read(folder.join("a.tsr")).unwrap();
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nConnection: close\r\n";
    write!(connection, "{head}Content-Length: {}\r\n\r\n", answer.len()).unwrap();
    connection.write_all(&answer).unwrap();
}

#[test]
fn a_stamp_is_asked_for_only_when_named_and_holds() {
    let desk = Desk::new("p256", &[]);
    let folder = desk.folder.path();
    certified_by_an_authority(folder);
    std::fs::remove_file(folder.join("p12")).unwrap();
    openssl(
        folder,
        "pkcs12 -export -inkey s.key -in s.pem -certfile ca.pem -passout file:phrase -out p12",
    );
    let (address, served) = stamping_authority(folder, 1);
    desk.import("w");
    let issue = desk.issue("w", "d.pdf");
    desk.done(&[words(&issue), vec!["--timestamp", &address]].concat());
    served.join().unwrap();
    judged_valid(&desk, "d.pdf", "ca.pem");
    let ran = run(&[
        "verify",
        "--json",
        &desk.path("d.pdf"),
        "--trust",
        &desk.path("ca.pem"),
    ]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["verdict"], "trusted", "{report:#}");
    assert_eq!(report["signature"]["profile"], "B-T", "{report:#}");
}

#[test]
fn a_service_that_does_not_answer_leaves_no_dossier() {
    let desk = Desk::new("p256", &[]);
    desk.import("w");
    let issue = desk.issue("w", "d.pdf");
    // Nobody listens on the port that was just given back.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let address = format!("http://{free}/");
    let arguments = [words(&issue), vec!["--timestamp", &address]].concat();
    let ran = desk.ran(&arguments);
    assert!(ran.code == 1 && ran.err.contains("horodatage"), "{ran:?}");
    assert!(!desk.folder.path().join("d.pdf").exists());
    let not_web = [words(&issue), vec!["--timestamp", "file:///etc/passwd"]].concat();
    assert_eq!(desk.ran(&not_web).code, 2);
}

#[test]
fn an_authority_accepts_the_request_for_a_certificate() {
    let desk = Desk::new("rsa3072", &[]);
    let (p12, request) = (desk.path("p12"), desk.path("r.csr"));
    desk.done(&["identity", "request", "--identity", &p12, "--out", &request]);
    let found = openssl(desk.folder.path(), "req -verify -noout -text -in r.csr");
    assert!(found.contains("verify OK"), "{found}");
    assert!(
        found.contains("Digital Signature, Non Repudiation"),
        "{found}"
    );
    assert!(found.contains("O = Essai"), "{found}");
    assert!(
        !Path::new(text(Path::new(&request)))
            .with_extension("part")
            .exists()
    );
}
