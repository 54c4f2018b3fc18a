//! The trust list between people: it goes out signed, and comes in to be compared and taken over.
//!
//! Knows no workspace: whom a person knows does not hang on which one is open. Source:
//! docs/trust-list.md.

use std::path::Path;

use pades::identity::Identity;
use pades::{Limits, TrustAnchors};

use super::leaflet::sign_leaflet;
use super::received::read;
use super::{Error, Issued};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::trust::TrustList;
use crate::trust_sheet::{self, Content};
use crate::verification::{self, SignatureReport, Trust, signer_of};

/// Somebody's trust list, under one sound signature.
#[derive(Debug)]
pub struct ReceivedList {
    /// Who signed it, and whether they are trusted.
    pub signature: SignatureReport,
    /// Digest of the whole file.
    pub file_digest: Digest,
    list: TrustList,
}

impl ReceivedList {
    /// The list; nothing when its signer is not trusted, for then it is worth nothing.
    pub fn list(&self) -> Option<&TrustList> {
        (self.signature.trust == Trust::Trusted).then_some(&self.list)
    }

    /// The name in the signer's certificate.
    pub fn signer(&self) -> &str {
        self.signature.signer.as_deref().unwrap_or_default()
    }
}

/// Issues a trust list as one signed file at `target`. It is verified before it gets its name; what
/// stood there stays until then.
///
/// # Errors
/// [`Error::Dossier`], [`Error::Signing`], [`Error::NotATrustList`]; otherwise as the disk says.
pub fn issue_trust_list(
    list: &TrustList,
    identity: &Identity,
    at: Moment,
    target: &Path,
) -> Result<Issued, Error> {
    let composed = trust_sheet::render(&Content {
        list,
        issued_at: at,
        signer: &signer_of(identity.certificate()),
        engine: &verification::engine(),
    })?;
    sign_leaflet(
        &composed,
        trust_sheet::NAME,
        identity,
        at,
        target,
        not_a_trust_list,
    )
}

/// A name for a trust list that is issued at that moment, in plain letters.
pub fn trust_list_name(at: Moment) -> String {
    format!("liste_de_confiance_{}.pdf", at.day())
}

/// Opens somebody's trust list, for someone who trusts `anchors`. Nothing is changed.
///
/// # Errors
/// [`Error::NotATrustList`] unless one sound signature covers a trust list; [`Error::TrustList`]
/// when the list that it carries is refused.
pub fn open_trust_list(
    path: &Path,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> Result<ReceivedList, Error> {
    let bytes = read(path)?;
    let found = verification::returned(&bytes, trust_sheet::NAME, anchors, at, limits)
        .ok_or_else(|| not_a_trust_list(path))?;
    let list = TrustList::read(&found.bytes).map_err(|source| Error::TrustList {
        path: path.to_owned(),
        source,
    })?;
    Ok(ReceivedList {
        signature: found.signature,
        file_digest: Digest::of(&bytes),
        list,
    })
}

fn not_a_trust_list(path: &Path) -> Error {
    Error::NotATrustList {
        path: path.to_owned(),
    }
}
