//! The attacker: keys of their own, certificates that say whatever they like, and signatures.
//!
//! Knows no PDF.

use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::pkcs8::EncodePublicKey as _;
use pades::testing::SeededRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::Pkcs1v15Sign;
use sha2::Digest as _;

use super::der;

pub const SHA1: &str = "1.3.14.3.2.26";
pub const SHA256: &str = "2.16.840.1.101.3.4.2.1";

/// A private key.
pub enum Key {
    P256(Box<p256::ecdsa::SigningKey>),
    Rsa(Box<RsaPrivateKey>),
}

impl Key {
    pub fn p256(seed: u8) -> Self {
        let key = p256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap();
        Self::P256(Box::new(key))
    }

    pub fn rsa(bits: usize) -> Self {
        let key = RsaPrivateKey::new(&mut SeededRng::new(bits as u64), bits).unwrap();
        Self::Rsa(Box::new(key))
    }

    /// SubjectPublicKeyInfo.
    pub fn info(&self) -> Vec<u8> {
        let document = match self {
            Self::P256(key) => key.verifying_key().to_public_key_der(),
            Self::Rsa(key) => key.to_public_key().to_public_key_der(),
        };
        document.unwrap().into_vec()
    }

    /// AlgorithmIdentifier of scheme and digest in one.
    pub fn algorithm(&self, digest: &str) -> Vec<u8> {
        match (self, digest) {
            (Self::P256(_), SHA1) => der::sequence(&[&der::oid("1.2.840.10045.4.1")]),
            (Self::P256(_), _) => der::sequence(&[&der::oid("1.2.840.10045.4.3.2")]),
            (Self::Rsa(_), SHA1) => der::sequence(&[&der::oid("1.2.840.113549.1.1.5"), &[0x05, 0]]),
            (Self::Rsa(_), _) => der::sequence(&[&der::oid("1.2.840.113549.1.1.11"), &[0x05, 0]]),
        }
    }

    /// Signs a message under a digest.
    pub fn sign(&self, digest: &str, message: &[u8]) -> Vec<u8> {
        let prehash = digest_of(digest, &[message]);
        match self {
            Self::P256(key) => {
                let found: p256::ecdsa::Signature = key.sign_prehash(&prehash).unwrap();
                // The lower of the two spellings, as our own signer writes it.
                found.normalize_s().to_der().as_bytes().to_vec()
            }
            Self::Rsa(key) => {
                let scheme = match digest {
                    SHA1 => Pkcs1v15Sign::new::<sha1::Sha1>(),
                    _ => Pkcs1v15Sign::new::<sha2::Sha256>(),
                };
                key.sign(scheme, &prehash).unwrap()
            }
        }
    }
}

/// The digest of the parts, one after another.
pub fn digest_of(algorithm: &str, parts: &[&[u8]]) -> Vec<u8> {
    match algorithm {
        SHA1 => sha1::Sha1::digest(parts.concat()).to_vec(),
        SHA256 => sha2::Sha256::digest(parts.concat()).to_vec(),
        other => panic!("no {other} here"),
    }
}

/// What a certificate says.
#[derive(Clone)]
pub struct Certificate {
    pub version: u8,
    /// The value whole, so that it may be a wrong one.
    pub serial: Vec<u8>,
    pub issuer: Vec<u8>,
    pub begins: &'static str,
    pub ends: &'static str,
    pub subject: Vec<u8>,
    pub key: Vec<u8>,
    pub extensions: Vec<Vec<u8>>,
    pub digest: &'static str,
}

/// A name of an organisation, as ours are.
pub fn organisation(name: &str) -> Vec<u8> {
    let attribute = |kind: &str, tag: u8, text: &str| {
        let pair = der::sequence(&[&der::oid(kind), &der::value(tag, &[text.as_bytes()])]);
        der::value(der::SET, &[&pair])
    };
    der::sequence(&[
        &attribute("2.5.4.6", 0x13, "FR"),
        &attribute("2.5.4.10", der::UTF8, name),
        &attribute("2.5.4.3", der::UTF8, name),
    ])
}

pub fn extension(kind: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { &[1, 1, 0xff] } else { &[] };
    der::sequence(&[
        &der::oid(kind),
        critical,
        &der::value(der::OCTETS, &[value]),
    ])
}

/// basicConstraints of an authority.
pub fn of_authority() -> Vec<u8> {
    extension("2.5.29.19", true, &der::sequence(&[&[1, 1, 0xff]]))
}

/// keyUsage with these bits.
pub fn usage(bits: &[u8]) -> Vec<u8> {
    extension("2.5.29.15", true, &der::value(der::BITS, &[bits]))
}

impl Certificate {
    /// A leaf of that name, issued by itself, valid for long.
    pub fn of(key: &Key, name: Vec<u8>) -> Self {
        Self {
            version: 2,
            serial: der::integer(&[0x41, 1, 2, 3]),
            issuer: name.clone(),
            begins: "200101000000Z",
            ends: "491231235959Z",
            subject: name,
            key: key.info(),
            extensions: vec![
                extension("2.5.29.19", true, &der::sequence(&[])),
                usage(&[6, 0xc0]),
            ],
            digest: SHA256,
        }
    }

    /// Its bytes, signed by a key.
    pub fn signed_by(&self, key: &Key) -> Vec<u8> {
        let algorithm = key.algorithm(self.digest);
        let time = |text: &str| der::value(der::TIME, &[text.as_bytes()]);
        let version = match self.version {
            0 => vec![],
            version => der::value(0xa0, &[&der::integer(&[version])]),
        };
        let extensions = match self.extensions.is_empty() {
            true => vec![],
            false => {
                let list = der::sequence(&[&self.extensions.concat()]);
                der::value(0xa3, &[&list])
            }
        };
        let body = der::sequence(&[
            &version,
            &self.serial,
            &algorithm,
            &self.issuer,
            &der::sequence(&[&time(self.begins), &time(self.ends)]),
            &self.subject,
            &self.key,
            &extensions,
        ]);
        let signature = key.sign(self.digest, &body);
        der::sequence(&[
            &body,
            &algorithm,
            &der::value(der::BITS, &[&[0], &signature]),
        ])
    }
}

/// The fields of a certificate's body: serial number, issuer and subject, each whole.
pub fn names_of(certificate: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let body = der::children(&der::children(certificate)[0]);
    let skip = usize::from(body[0][0] == 0xa0);
    (
        body[skip].clone(),
        body[skip + 2].clone(),
        body[skip + 4].clone(),
    )
}

/// A key with the certificate that goes with it.
pub struct Signer {
    pub key: Key,
    pub certificate: Vec<u8>,
}

impl Signer {
    /// Under a name of their own choice.
    pub fn named(key: Key, name: &str) -> Self {
        let certificate = Certificate::of(&key, organisation(name)).signed_by(&key);
        Self { key, certificate }
    }

    /// The certificate says what `edit` makes of it.
    pub fn with(key: Key, name: &str, edit: impl FnOnce(&mut Certificate)) -> Self {
        let mut certificate = Certificate::of(&key, organisation(name));
        edit(&mut certificate);
        let certificate = certificate.signed_by(&key);
        Self { key, certificate }
    }
}
