//! Reports that come back: one sound signature over a file that carries a review.
//!
//! Held to the same rules as a dossier (R0 to R9); what the review says is the caller's to hold
//! against the dossier that it names.

use pades::report::{Integrity, Outcome as Found};
use pades::{Limits, TrustAnchors};

use super::{CheckOutcome, SignatureReport, check_revision, embedded, signature_report};
use crate::clock::Moment;

/// A report that is what its signer wrote.
#[derive(Debug)]
pub struct Returned {
    /// Who signed, and whether they are known.
    pub signature: SignatureReport,
    /// The file named `name` in it, unchanged.
    pub bytes: Vec<u8>,
}

/// The file named `name` that `bytes` carry as the source of their pages; nothing unless one sound
/// signature covers all of them.
pub fn returned(
    bytes: &[u8],
    name: &str,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> Option<Returned> {
    let (report, pdf) =
        pades::verification::open_and_verify(bytes, anchors, at.timestamp(), limits);
    let Found::Signed(signature) = report.outcome else {
        return None;
    };
    let single = report
        .layout
        .is_some_and(|layout| layout.is_single_revision());
    let is_sound = signature.integrity == Integrity::Passed
        && check_revision(&signature, single).outcome == CheckOutcome::Passed;
    let embedded = embedded::read(&pdf.filter(|_| is_sound)?).ok()?;
    match embedded.as_slice() {
        [only] if only.name == name && only.is_source => Some(Returned {
            signature: signature_report(&signature),
            bytes: only.bytes().ok()?.into_owned(),
        }),
        _ => None,
    }
}
