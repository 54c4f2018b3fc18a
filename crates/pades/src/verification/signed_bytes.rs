//! The signature over the covered bytes: R5 and R6.
//!
//! Knows nothing of fields and of the rest of the file. Source: trust.md, R5 and R6.

use crate::algorithm::Hasher;
use crate::byte_range::{self, Coverage};
use crate::certificate::Certificate;
use crate::cms::{self, Fault, SignedData, build};
use crate::der;
use crate::oid;
use crate::structure::{Error, Limit, Limits, Pdf};
use crate::timestamp;
use crate::trust::TrustAnchors;

/// What R5 and R6 found.
pub(super) struct Finding<'a> {
    pub(super) form_faults: Vec<Fault>,
    pub(super) value: Option<Result<(), Fault>>,
    pub(super) data: Option<SignedData<'a>>,
    pub(super) timestamp: Option<timestamp::Timestamp>,
    /// Nothing is wrong, and yet not every certificate inside could be checked.
    pub(super) is_unproven: bool,
    /// It has the bytes that this crate would give it.
    pub(super) is_written_as_here: bool,
}

/// Checks R5 and R6 on what the gap spells; nothing when there is no gap.
pub(super) fn check<'a>(
    pdf: &Pdf<'_>,
    coverage: &'a Coverage,
    anchors: &TrustAnchors,
    limits: &Limits<'_>,
) -> Result<Option<Finding<'a>>, Error> {
    let Some(range) = coverage.range.filter(|_| !coverage.contents.is_empty()) else {
        return Ok(None);
    };
    let data = match cms::read_padded(&coverage.contents) {
        Ok(data) => data,
        Err(fault) => {
            return Ok(Some(Finding {
                form_faults: vec![fault],
                value: None,
                data: None,
                timestamp: None,
                is_unproven: false,
                is_written_as_here: false,
            }));
        }
    };
    let digest = digest_covered(pdf, range, &data, limits)?;
    let mut form_faults = data.check_attributes(oid::DATA, &digest);
    if data.content.is_some() || data.content_type != oid::DATA {
        form_faults.push(Fault::EncapsulatedContent);
    }
    let value = match data.check_signature() {
        Ok(_) => Ok(()),
        Err(fault @ (Fault::Weak | Fault::UnsupportedAlgorithm)) => {
            form_faults.push(fault.clone());
            Err(fault)
        }
        Err(fault) => Err(fault),
    };
    let timestamp = match data
        .token
        .map(|token| timestamp::verify(token, data.signature))
    {
        None => None,
        Some(Ok(timestamp)) => Some(timestamp),
        Some(Err(fault)) => {
            form_faults.push(Fault::Timestamp(Box::new(fault)));
            None
        }
    };
    let is_unproven = !is_proven(data.binds_its_certificates(), &data.chain, anchors)
        || timestamp
            .as_ref()
            .is_some_and(|stamp| !is_proven(stamp.certificates_are_bound, &stamp.chain, anchors));
    // Behind it stand zeros alone, so its own length says where it ends.
    let full = der::first(&coverage.contents).unwrap_or_default();
    let is_written_as_here = build::is_written_as_here(&data, full);
    Ok(Some(Finding {
        is_unproven,
        is_written_as_here,
        form_faults,
        value: Some(value),
        data: Some(data),
        timestamp,
    }))
}

/// The topmost certificate is fixed from inside, or by one that the reader trusts.
fn is_proven(is_bound: bool, chain: &[Certificate], anchors: &TrustAnchors) -> bool {
    is_bound || chain.last().is_none_or(|top| anchors.prove(top))
}

/// The digest of the two covered stretches; of nothing when they do not lie in the file.
fn digest_covered(
    pdf: &Pdf<'_>,
    range: [usize; 4],
    data: &SignedData<'_>,
    limits: &Limits<'_>,
) -> Result<Vec<u8>, Error> {
    let mut hasher = Hasher::new(data.digest);
    for stretch in byte_range::covered(range) {
        let mut is_late = false;
        let read = pdf.input().for_each_piece(stretch, &mut |piece| {
            is_late = limits.is_expired();
            if !is_late {
                hasher.update(piece);
            }
            !is_late
        });
        read.map_err(|_| Error::NotRead)?;
        if is_late {
            return Err(Error::Limit(Limit::Time));
        }
    }
    Ok(hasher.finish())
}
