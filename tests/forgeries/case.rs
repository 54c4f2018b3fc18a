//! The case: one real dossier of a signer whom the reader trusts, and who would like to be them.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use pades::TrustAnchors;
use pades::identity::{Identity, pkcs12};
use pades::signer::{BYTE_RANGE_PLACEHOLDER, Placeholder};
use quality::clock::Moment;

use super::attacker::{Certificate, Key, Signer, names_of};
use super::parts::{Parts, places};
use crate::dossier::{Desk, demo, words};

/// A real dossier, and the attacker's means.
pub struct Case {
    /// The dossier, as it was issued.
    pub sound: Vec<u8>,
    pub parts: Parts,
    /// The original signer's certificate.
    pub certificate: Vec<u8>,
    /// Trusts the original signer alone.
    pub anchors: TrustAnchors,
    /// When everything is verified.
    pub at: Moment,
    /// Somebody else, in their own name.
    pub attacker: Signer,
    /// The attacker's key under the original signer's name, serial number and key identifier.
    pub twin: Signer,
    identity: Identity,
}

/// Evidence of the demonstration that is enclosed: a PDF and two texts.
const ENCLOSED: &str = "5515f06e-bf74-40ae-85fa-c2e8550523bd,\
    5b329148-91aa-4dcc-a73c-6d9281fd1a9d,da17ff77-5927-49ea-a2fb-2ae96fd0bf63";

impl Case {
    pub fn get() -> &'static Self {
        static CASE: OnceLock<Case> = OnceLock::new();
        CASE.get_or_init(Self::new)
    }

    fn new() -> Self {
        demo();
        let desk = Desk::new("p256", &[]);
        desk.import("w");
        let issue = desk.issue("w", "d.pdf");
        let small = [
            "--enclose",
            ENCLOSED,
            "--omit",
            "standards,gaps,plan,history",
        ];
        desk.done(&[words(&issue), small.to_vec()].concat());
        let read = |name: &str| std::fs::read(desk.path(name)).unwrap();
        let sound = read("d.pdf");
        let identity = pkcs12::read(&read("p12"), "une phrase à retenir").unwrap();
        let certificate = identity.certificate().der().to_vec();
        let mut anchors = TrustAnchors::new();
        anchors.add(identity.certificate().clone());
        let issued_at = identity.certificate().not_before().as_second();
        Self {
            parts: Parts::read(&sound),
            anchors,
            at: Moment::from_unix(issued_at + 30 * 24 * 3600).unwrap(),
            attacker: Signer::named(Key::p256(7), "Autre association"),
            twin: twin_of(&certificate, Key::p256(9)),
            sound,
            certificate,
            identity,
        }
    }

    /// The original signer's identity.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The content of an attached file.
    pub fn attached(&self, name: &str) -> Vec<u8> {
        super::attached::data(&self.parts, name)
    }

    /// The file as the original signer would sign it, were they led to.
    pub fn by_original(&self, bytes: &[u8]) -> Vec<u8> {
        let (range, gap) = places(bytes);
        let mut open = bytes.to_vec();
        open[range.clone()].copy_from_slice(BYTE_RANGE_PLACEHOLDER.as_bytes());
        open[gap.start + 1..gap.end - 1].fill(b'0');
        let at = Placeholder {
            byte_range_offset: range.start as u64,
            contents_offset: gap.start as u64,
        };
        let mut file = Cursor::new(open);
        let go_on = &mut |_, _| ControlFlow::Continue(());
        pades::signer::sign(&mut file, at, &self.identity, go_on).unwrap();
        file.into_inner()
    }
}

/// A certificate like this one, but for the key.
pub fn twin_of(certificate: &[u8], key: Key) -> Signer {
    let (serial, issuer, subject) = names_of(certificate);
    let body = super::der::children(&super::der::children(certificate)[0]);
    let extensions = super::der::children(&super::der::children(body.last().unwrap())[0]);
    let mut twin = Certificate::of(&key, subject);
    (twin.serial, twin.issuer, twin.extensions) = (serial, issuer, extensions);
    let certificate = twin.signed_by(&key);
    Signer { key, certificate }
}
