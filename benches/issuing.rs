//! Issuing: parts of `dossier.py` that are processes of their own, so that time and memory are
//! theirs alone.
//!
//! `issuing prepare FOLDER plain|encrypted` makes a workspace with 500 MB of evidence and an
//! identity, `issuing identity FOLDER` the latter alone, which `issuing open FOLDER` opens;
//! `issuing issue FOLDER plain|encrypted OUT` issues its dossier; `issuing sign IN OUT FOLDER`
//! copies a dossier whose place for the signature is kept, and signs it.

#![allow(clippy::unwrap_used, reason = "a measure stops where it cannot go on")]

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use pades::identity::{Algorithm, Subject};
use pades::signer::{BYTE_RANGE_PLACEHOLDER, Placeholder};
use promises::worker::{WORKSPACE, attach, demo, demo_id, edge, make_light_workspace, passphrase};
use quality::store::Passphrase;
use quality::workspace::{Choice, EvidenceLimits, Workspace, create_identity, open_identity};

const PIECES: u64 = 10;
const PIECE_BYTES: usize = 50_000_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["prepare", folder, kind] => prepare(Path::new(folder), secret(kind).as_ref()),
        ["identity", folder] => identity(Path::new(folder)),
        ["open", folder] => {
            open_identity(&identity_of(Path::new(folder)), &passphrase()).unwrap();
        }
        ["issue", folder, kind, out] => issue(Path::new(folder), secret(kind), Path::new(out)),
        ["sign", from, to, folder] => sign(Path::new(from), Path::new(to), Path::new(folder)),
        _ => panic!("issuing prepare|issue|sign …"),
    }
}

fn secret(kind: &str) -> Option<Passphrase> {
    (kind == "encrypted").then(passphrase)
}

fn identity_of(folder: &Path) -> PathBuf {
    folder.join("identite.p12")
}

fn prepare(folder: &Path, secret: Option<&Passphrase>) {
    make_light_workspace(folder, secret);
    let workspace = Workspace::open(&folder.join(WORKSPACE), secret, edge(1)).unwrap();
    let limits = EvidenceLimits {
        dossier_bytes: 480 << 20,
        ..EvidenceLimits::default()
    };
    workspace.set_evidence_limits(limits).unwrap();
    // The example's own evidence has no bytes here: it makes room for large pieces.
    for piece in &demo().evidence {
        workspace.remove_evidence(demo_id(), piece.id).unwrap();
    }
    let standard = &workspace.sheet(demo_id()).unwrap().grid.standards[0].id;
    for number in 0..PIECES {
        let piece = folder.join(format!("piece-{number}.txt"));
        std::fs::write(&piece, text(number)).unwrap();
        attach(&workspace, demo_id(), standard, piece.clone()).unwrap();
        std::fs::remove_file(piece).unwrap();
    }
    workspace.close().unwrap();
    identity(folder);
}

fn identity(folder: &Path) {
    let subject = Subject::Organisation {
        name: "Passerelle".into(),
    };
    let path = identity_of(folder);
    create_identity(&path, &subject, Algorithm::P256, &passphrase(), &edge(2)).unwrap();
}

/// A text that no other number gives.
fn text(number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = Vec::with_capacity(PIECE_BYTES + 8);
    while bytes.len() < PIECE_BYTES {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_be_bytes().map(|byte| b' ' + byte % 94));
    }
    bytes.truncate(PIECE_BYTES);
    bytes
}

fn issue(folder: &Path, secret: Option<Passphrase>, out: &Path) {
    let identity = open_identity(&identity_of(folder), &passphrase()).unwrap();
    let path = folder.join(WORKSPACE);
    let workspace = Workspace::open(&path, secret.as_ref(), edge(std::process::id())).unwrap();
    workspace
        .issue(demo_id(), &identity, &Choice::All, out, &mut |_| true)
        .unwrap();
    workspace.close().unwrap();
}

fn sign(from: &Path, to: &Path, folder: &Path) {
    let identity = open_identity(&identity_of(folder), &passphrase()).unwrap();
    std::fs::copy(from, to).unwrap();
    let mut file = File::options().read(true).write(true).open(to).unwrap();
    let at = place(&mut file);
    let mut go_on = |_, _| ControlFlow::Continue(());
    pades::signer::sign(&mut file, at, &identity, &mut go_on).unwrap();
}

/// The place that is kept: in the last megabyte.
fn place(file: &mut File) -> Placeholder {
    let size_bytes = file.metadata().unwrap().len();
    let begin = size_bytes.saturating_sub(1 << 20);
    file.seek(SeekFrom::Start(begin)).unwrap();
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).unwrap();
    let find = |text: &[u8]| {
        let at = tail.windows(text.len()).rposition(|window| window == text);
        begin + at.unwrap() as u64
    };
    Placeholder {
        byte_range_offset: find(BYTE_RANGE_PLACEHOLDER.as_bytes()),
        contents_offset: find(b"/Contents <0000") + 10,
    }
}
