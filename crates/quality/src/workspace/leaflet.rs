//! Leaflets signed: a report or a trust list, written whole, signed, read back, and only then given
//! its name.

use std::io::{BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use pades::identity::Identity;
use pades::{Limits, TrustAnchors};

use super::error::of_file;
use super::issuing::{not_signed, writing};
use super::{Error, Issued};
use crate::clock::Moment;
use crate::dossier::Composed;
use crate::verification::{self, signer_of};
use crate::whole_file::WholeFile;

/// Writes `composed`, signed by `identity`, to `target`; what stood there stays until the file was
/// read back with one sound signature over the one file that it carries, named `name`.
///
/// # Errors
/// [`Error::Dossier`], [`Error::Signing`]; what `unsound` says when the file does not verify;
/// otherwise as the disk says.
pub(super) fn sign_leaflet(
    composed: &Composed,
    name: &str,
    identity: &Identity,
    at: Moment,
    target: &Path,
    unsound: impl FnOnce(&Path) -> Error,
) -> Result<Issued, Error> {
    let mut whole = WholeFile::begin(target).map_err(of_file(target))?;
    let mut out = BufWriter::new(&mut whole);
    let written = composed
        .write(&mut out)
        .map_err(|error| writing(target, error))?;
    out.flush().map_err(of_file(target))?;
    drop(out);
    let placeholder = written
        .placeholder
        .expect("a leaflet with a signer has a place for the signature");
    let mut told = |_, _| ControlFlow::Continue(());
    let signed = pades::signer::sign(whole.file(), placeholder, identity, &mut told)
        .map_err(|source| not_signed(target, source))?;
    let mut bytes = Vec::new();
    let file = whole.file();
    file.seek(SeekFrom::Start(0)).map_err(of_file(target))?;
    file.read_to_end(&mut bytes).map_err(of_file(target))?;
    let (anchors, limits) = (TrustAnchors::new(), Limits::default());
    if verification::returned(&bytes, name, &anchors, at, &limits).is_none() {
        return Err(unsound(target));
    }
    whole.keep().map_err(of_file(target))?;
    let file_name = target.file_name().unwrap_or_default();
    Ok(Issued {
        file_name: file_name.to_string_lossy().into_owned(),
        path: target.to_owned(),
        size_bytes: signed.file_bytes,
        certificate_digest: signer_of(identity.certificate()).certificate_digest,
    })
}
