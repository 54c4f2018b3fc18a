//! Testing: a reference writer, signed samples and forgeries, for the tests of the whole workspace.
//!
//! Behind the feature `testing`; nothing of it is in the product. What a dossier's writer has to
//! produce is told by [`Document`] in its shortest form.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a sample that cannot be made is a failed test"
)]

use std::io::Cursor;
use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::identity::{Algorithm, Identity, Subject};
use crate::signer::{self, Declaration, Placeholder};

pub mod bomb;
pub mod cms;
pub mod forgery;

/// A PDF being written: the bodies of objects 1, 2, 3 …
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What stands between `N 0 obj` and `endobj`.
    pub objects: Vec<Vec<u8>>,
    /// Object number of the catalog.
    pub root: usize,
}

/// A written PDF and where its objects begin.
#[derive(Debug, Clone)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Offset of each object's body, by number; 0 stands for the head of the free list.
    pub bodies: Vec<usize>,
}

impl Document {
    /// Adds an object and returns its number.
    pub fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// Adds a stream and returns its number. `entries` are dictionary entries beside `/Length`.
    pub fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    /// Writes one revision: objects back to back, a classic table, a trailer.
    pub fn write(&self) -> Written {
        let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        let mut bodies = vec![0];
        for (index, body) in self.objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
            bytes.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            bodies.push(bytes.len());
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = bytes.len();
        bytes.extend_from_slice(table.as_bytes());
        let trailer = format!(
            "trailer\n<< /Size {} /Root {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
            self.objects.len() + 1,
            self.root
        );
        bytes.extend_from_slice(trailer.as_bytes());
        Written { bytes, bodies }
    }
}

/// A generator with a seed: the same keys in every run.
pub struct SeededRng(u64);

impl SeededRng {
    /// The generator for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
}

impl rand_core::TryRng for SeededRng {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok((self.try_next_u64()? >> 32) as u32)
    }

    // SplitMix64: every bit changes with the seed, and nobody's secret hangs on it.
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(value ^ (value >> 31))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        for chunk in bytes.chunks_mut(8) {
            let value = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&value[..chunk.len()]);
        }
        Ok(())
    }
}

impl rand_core::TryCryptoRng for SeededRng {}

/// The instant at which samples are signed.
pub fn signed_at() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a fixed instant")
}

/// An instant at which samples are verified.
pub fn verified_at() -> Timestamp {
    "2027-01-15T08:00:00Z".parse().expect("a fixed instant")
}

/// An organisation's identity, valid from some days before the samples are signed.
pub fn identity(seed: u64) -> Identity {
    let subject = Subject::Organisation {
        name: format!("Association d\u{2019}essai {seed}"),
    };
    let from = "2026-11-01T00:00:00Z".parse().expect("a fixed instant");
    Identity::generate(
        &subject,
        Algorithm::P256,
        from,
        5,
        &mut SeededRng::new(seed),
    )
    .expect("a name and a generator")
}

/// The declaration of the samples.
pub fn declaration() -> Declaration {
    Declaration {
        declared_at: signed_at(),
        name: Some("Association d\u{2019}essai".to_owned()),
        reason: Some("Dossier (essai)".to_owned()),
        location: None,
        certifies: true,
    }
}

/// A small document that waits to be signed, and where its open places are.
pub fn unsigned_sample(declaration: &Declaration, extra: &[Vec<u8>]) -> (Vec<u8>, Placeholder) {
    let dictionary = signer::signature_dictionary(declaration);
    let mut document = Document {
        objects: Vec::new(),
        root: 1,
    };
    let permissions = if declaration.certifies {
        "/Perms << /DocMDP 5 0 R >> "
    } else {
        ""
    };
    document.add(format!(
        "<< /Type /Catalog /Pages 2 0 R {permissions}/AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>"
    ));
    document.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    document.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Annots [4 0 R] /Resources << >> >>",
    );
    document.add(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /V 5 0 R /F 132 /Rect [0 0 0 0] /P 3 0 R >>",
    );
    document.add(dictionary.bytes.clone());
    document.add_stream("", b"0.5 w 20 20 m 200 20 l S");
    for body in extra {
        document.add(body.clone());
    }
    let written = document.write();
    (
        written.bytes,
        dictionary.placeholder.moved_by(written.bodies[5] as u64),
    )
}

/// A small signed document.
pub fn signed_sample(identity: &Identity) -> Vec<u8> {
    let (bytes, placeholder) = unsigned_sample(&declaration(), &[]);
    sign(bytes, placeholder, identity)
}

/// Signs bytes in memory.
pub fn sign(bytes: Vec<u8>, at: Placeholder, identity: &Identity) -> Vec<u8> {
    let mut file = Cursor::new(bytes);
    signer::sign(&mut file, at, identity, &mut |_, _| {
        ControlFlow::Continue(())
    })
    .expect("the places are open");
    file.into_inner()
}
