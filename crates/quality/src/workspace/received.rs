//! Files received: read once, judged, and their attachments written out under safe names.
//!
//! Source: trust.md, R0 and G15.

use std::io::Read;
use std::path::{Path, PathBuf};

use pades::certificate::Certificate;
use pades::structure::{Image, Source};
use pades::{Limits, TrustAnchors};

use super::error::of_file;
use super::{Error, Workspace};
use crate::clock::Moment;
use crate::trust::Sender;
use crate::verification::{self, Report};
use crate::{evidence, whole_file};

impl Workspace {
    /// Who signed the dossiers that are reviewed here, in the order in which they were received.
    ///
    /// # Errors
    /// As the store says.
    pub fn senders(&self) -> Result<Vec<Sender>, Error> {
        let sender = |id| {
            let received = self.stored_review(id)?.received;
            Ok(Sender {
                name: received.signer,
                certificate_digest: received.certificate_digest,
                received_at: received.received_at,
            })
        };
        self.store.reviews()?.into_iter().map(sender).collect()
    }
}

/// Largest file that is verified, in bytes (R0).
const LARGEST: u64 = 512 << 20;

/// The bytes of a file that was received; one more than allowed tells that it is too large.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let file = evidence::open_plain(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(of_file(path))?;
    Ok(bytes)
}

/// What the bytes of a file named `file` are worth at that moment, to someone who trusts `anchors`;
/// `size_bytes` is about how many there will be. Gives the signer's certificate of a sound dossier
/// too.
///
/// # Errors
/// When they cannot be read.
pub fn verify_read(
    bytes_of: &mut dyn Read,
    (file, size_bytes): (&str, u64),
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> std::io::Result<(Report, Option<Certificate>)> {
    let mut bytes = Vec::new();
    // One allocation, so that a large file does not need twice its room while it is read.
    let room = usize::try_from(size_bytes.min(LARGEST) + 1).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(room)?;
    bytes_of.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let verified = verification::verify(&bytes, file, anchors, at, limits);
    Ok((verified.report, verified.certificate))
}

/// Shortest data that stay in the file while it is verified: below, memory is no concern.
const SHORTEST_LEFT: usize = 1 << 20;

/// As [`verify_read`], of a file that is read in any order: with little memory, however much
/// evidence it carries.
///
/// # Errors
/// When it cannot be read.
pub fn verify_source(
    source: &dyn Source,
    file: &str,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> std::io::Result<(Report, Option<Certificate>)> {
    let image = Image::read(source, SHORTEST_LEFT, limits)?;
    let verified = verification::verify(image.input(), file, anchors, at, limits);
    Ok((verified.report, verified.certificate))
}

/// What the file at `path` is worth at that moment, to someone who trusts `anchors`.
///
/// # Errors
/// [`Error::Evidence`] or [`Error::File`] when it could not be opened at all.
pub fn verify(
    path: &Path,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> Result<Report, Error> {
    let bytes = read(path)?;
    Ok(verification::verify(&bytes, &path.to_string_lossy(), anchors, at, limits).report)
}

/// Writes the files attached to a sound dossier into `folder`, and names them.
///
/// Nothing that stands there is overwritten; nothing is written for a file that is not sound.
///
/// # Errors
/// [`Error::NotSound`] with the report; [`Error::TargetExists`]; otherwise as the disk says.
pub fn extract(
    path: &Path,
    folder: &Path,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> Result<Vec<PathBuf>, Error> {
    let bytes = read(path)?;
    let verified = verification::verify(&bytes, &path.to_string_lossy(), anchors, at, limits);
    if verified.embedded.is_empty() {
        return Err(Error::NotSound {
            report: Box::new(verified.report),
        });
    }
    // Names were checked to be plain ASCII without separators, each once.
    let targets: Vec<PathBuf> = verified
        .embedded
        .iter()
        .map(|file| folder.join(&file.name))
        .collect();
    if let Some(there) = targets.iter().find(|target| target.exists()) {
        return Err(Error::TargetExists {
            path: there.clone(),
        });
    }
    std::fs::create_dir_all(folder).map_err(of_file(folder))?;
    for (file, target) in verified.embedded.iter().zip(&targets) {
        let bytes = file.bytes().map_err(of_file(path))?;
        whole_file::write(target, &bytes).map_err(of_file(target))?;
    }
    Ok(targets)
}
