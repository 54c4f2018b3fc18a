//! Verification: the rules R0 to R7 over any bytes, ending in a report.
//!
//! Never an error and never «passed» by default: a rule holds when it was checked and held. Knows
//! no clock, no dossier and no words. Source: trust.md, «Rules of the strict verifier».

use jiff::Timestamp as Instant;

use crate::byte_range::{self, Coverage};
use crate::census::{self, Census};
use crate::cms::Fault;
use crate::fields::{self, Fields, Place};
use crate::oid;
use crate::profile::{self, Profile, Traits};
use crate::report::{Integrity, Outcome, Reason, Report, Rule, Signature, Unreadable};
use crate::structure::{Dictionary, Error, Input, Limits, Object, Pdf};
use crate::trust::{self, Question, Trust, TrustAnchors, Warning};

mod checks;
mod signed_bytes;

use checks::Checks;
use signed_bytes::Finding;

/// Verifies any bytes as a signed PDF, as of `at`.
///
/// The bytes are read once, here; open them again with [`Pdf::open`] for what the signature covers.
pub fn verify<'a>(
    input: impl Into<Input<'a>>,
    anchors: &TrustAnchors,
    at: Instant,
    limits: &Limits<'_>,
) -> Report {
    open_and_verify(input, anchors, at, limits).0
}

/// As [`verify`]; gives the open PDF too, when it could be opened, for whoever reads on in it.
pub fn open_and_verify<'a>(
    input: impl Into<Input<'a>>,
    anchors: &TrustAnchors,
    at: Instant,
    limits: &Limits<'_>,
) -> (Report, Option<Pdf<'a>>) {
    let input = input.into();
    let bytes = input.bytes();
    match Pdf::open(input, limits) {
        Ok(pdf) => {
            let report = verify_opened(bytes.len(), &pdf, anchors, at, limits);
            (report, Some(pdf))
        }
        Err(error) => {
            let outcome = unreadable(bytes, error);
            let layout = None;
            (Report { outcome, layout }, None)
        }
    }
}

/// As [`verify`], on a PDF that is already open. `file_bytes` is the length of the whole file.
pub fn verify_opened(
    file_bytes: usize,
    pdf: &Pdf<'_>,
    anchors: &TrustAnchors,
    at: Instant,
    limits: &Limits<'_>,
) -> Report {
    let layout = Some(pdf.layout());
    match judge(file_bytes, pdf, anchors, at, limits) {
        Ok(outcome) => Report { outcome, layout },
        Err(error) => Report {
            outcome: unreadable(pdf.bytes(), error),
            layout,
        },
    }
}

/// A file that cannot be followed: altered when it bears traces of a signature, else unreadable.
fn unreadable(bytes: &[u8], error: Error) -> Outcome {
    let reason = match error {
        Error::NotPdf => Unreadable::NotPdf,
        Error::Encrypted => Unreadable::Encrypted,
        Error::Limit(limit) => Unreadable::Limit(limit),
        Error::NotRead => Unreadable::NotRead,
        Error::Damaged { offset, damage } if has_traces(bytes) => {
            return Outcome::Signed(Box::new(broken(Reason::Structure { offset, damage })));
        }
        Error::Damaged { offset, damage } => Unreadable::Damaged { offset, damage },
    };
    Outcome::Unreadable { reason }
}

fn has_traces(bytes: &[u8]) -> bool {
    let traces: [&[u8]; 5] = [
        b"/ByteRange",
        b"/ETSI.CAdES.detached",
        b"/adbe.pkcs7",
        b"/Type /Sig\n",
        b"/Adobe.PPKLite",
    ];
    traces
        .iter()
        .any(|trace| memchr::memmem::find(bytes, trace).is_some())
}

/// A signature of which nothing can be said but that it is not in order.
fn broken(reason: Reason) -> Signature {
    let mut checks = Checks::default();
    checks.passed(Rule::R0);
    checks.failed(Rule::R2, vec![reason]);
    checks.into_signature()
}

fn judge(
    file_bytes: usize,
    pdf: &Pdf<'_>,
    anchors: &TrustAnchors,
    at: Instant,
    limits: &Limits<'_>,
) -> Result<Outcome, Error> {
    let fields = fields::read(pdf, limits)?;
    let census = census::take(pdf, limits)?;
    if fields.signed.is_empty()
        && census.signature_dictionaries == 0
        && census.signed_fields.is_empty()
        && !has_stray_byte_range(pdf)
    {
        return Ok(Outcome::Unsigned {
            empty_fields: fields.empty,
        });
    }
    pdf.check_streams(limits)?;

    let mut checks = Checks::default();
    checks.passed(Rule::R0);
    checks.judged(Rule::R1, check_fields(pdf, &fields, &census)?);
    let active = census
        .active
        .iter()
        .map(|&kind| Reason::ActiveContent(kind))
        .collect();
    checks.judged(Rule::R7, active);
    let Some(field) = fields.signed.first() else {
        checks.judged(Rule::R2, structure_faults(pdf));
        return Ok(Outcome::Signed(Box::new(checks.into_signature())));
    };
    let coverage = byte_range::check(pdf, field.place, file_bytes);
    let place_faults = structure_faults(pdf)
        .into_iter()
        .chain(coverage.place_faults.iter().cloned());
    checks.judged(Rule::R2, place_faults.collect());
    if coverage.range.is_some() {
        checks.judged(Rule::R3, coverage.extent_faults.clone());
        checks.judged(Rule::R4, coverage.gap_faults.clone());
    }
    let finding = signed_bytes::check(pdf, &coverage, anchors, limits)?;
    Ok(Outcome::Signed(Box::new(assemble(
        checks,
        &field.dictionary,
        &coverage,
        finding,
        anchors,
        at,
    ))))
}

/// `/ByteRange` where no object is, or in a file some of whose objects cannot be read.
fn has_stray_byte_range(pdf: &Pdf<'_>) -> bool {
    let offsets = pdf.occurrences_outside_streams(b"/ByteRange");
    let is_stray = |&offset: &usize| !pdf.faults().is_empty() || !pdf.is_in_object(offset);
    offsets.iter().any(is_stray)
}

fn structure_faults(pdf: &Pdf<'_>) -> Vec<Reason> {
    pdf.faults()
        .iter()
        .map(|&(offset, damage)| Reason::Structure { offset, damage })
        .collect()
}

/// R1: one signature field, one signature dictionary, of the right kind.
fn check_fields(pdf: &Pdf<'_>, fields: &Fields, census: &Census) -> Result<Vec<Reason>, Error> {
    let mut faults = Vec::new();
    if fields.signed.is_empty() {
        faults.push(Reason::NoSignedField);
    }
    let count = fields.signed.len() + fields.empty;
    if count > 1 {
        faults.push(Reason::FieldCount { count });
    }
    if census.signature_dictionaries > 1 {
        faults.push(Reason::DictionaryCount {
            count: census.signature_dictionaries,
        });
    }
    if census
        .signed_fields
        .iter()
        .any(|id| !fields.met.contains(id))
    {
        faults.push(Reason::HiddenField);
    }
    let Some(field) = fields.signed.first() else {
        return Ok(faults);
    };
    if field.dictionary.name(b"Type") != Some(b"Sig") {
        faults.push(Reason::Type);
    }
    if field.dictionary.name(b"Filter") != Some(b"Adobe.PPKLite") {
        faults.push(Reason::Filter);
    }
    if field.dictionary.name(b"SubFilter") != Some(b"ETSI.CAdES.detached") {
        let found = field.dictionary.name(b"SubFilter").unwrap_or_default();
        let found = String::from_utf8_lossy(found)
            .chars()
            .filter(char::is_ascii_graphic)
            .take(64)
            .collect();
        faults.push(Reason::SubFilter { found });
    }
    let permissions = pdf.value(&pdf.catalog()?, b"Perms")?;
    if let Some(permissions) = permissions.as_dictionary() {
        let names_it = |value: &Object| match (value.as_reference(), field.place) {
            (Some(id), Place::Object(own)) => id == own,
            _ => false,
        };
        if permissions
            .iter()
            .any(|(key, value)| key != b"DocMDP" || !names_it(value))
        {
            faults.push(Reason::Permissions);
        }
    }
    Ok(faults)
}

/// Puts the signature together from what the rules found.
fn assemble(
    mut checks: Checks,
    dictionary: &Dictionary,
    coverage: &Coverage,
    finding: Option<Finding<'_>>,
    anchors: &TrustAnchors,
    at: Instant,
) -> Signature {
    let reasons = |faults: Vec<Fault>| faults.into_iter().map(Reason::Signature).collect();
    let (mut data, mut stamp) = (None, None);
    let mut is_written_as_here = false;
    if let Some(finding) = finding {
        is_written_as_here = finding.is_written_as_here;
        if finding.form_faults.is_empty() && finding.is_unproven {
            checks.undecided(Rule::R5, reasons(vec![Fault::UnprovenCertificate]));
        } else {
            checks.judged(Rule::R5, reasons(finding.form_faults));
        }
        if let Some(value) = finding.value {
            checks.judged(Rule::R6, reasons(value.err().into_iter().collect()));
        }
        (data, stamp) = (finding.data, finding.timestamp);
    }
    let mut signature = checks.into_signature();
    signature.declared_at = dictionary
        .get(b"M")
        .and_then(Object::as_string)
        .and_then(profile::parse_date);
    signature.byte_range = coverage.range;
    signature.form.contents_are_lower_case =
        coverage.is_lower_case && !coverage.contents.is_empty();
    signature.form.forbids_changes = forbids_changes(dictionary);
    let Some(data) = data else {
        return signature;
    };
    signature.form.certificates_are_bound = data.binds_its_certificates();
    signature.form.is_written_as_here = is_written_as_here;
    signature.profile = Profile::of(Traits {
        is_sound: signature.integrity == Integrity::Passed,
        has_declared_time: signature.declared_at.is_some(),
        has_signing_time: data.attributes.has(oid::SIGNING_TIME),
        has_certificate_entry: dictionary.has(b"Cert"),
        has_timestamp: stamp.is_some(),
    });
    let question = Question {
        signer: &data.signer,
        chain: &data.chain,
        declared_at: signature.declared_at,
        timestamp: stamp.as_ref(),
        at,
    };
    let name = data.signer.subject_name();
    (signature.trust, signature.warnings) = trust::judge(&question, anchors);
    // Anyone can put a trusted certificate beside a signature that is not its key's.
    if signature.integrity == Integrity::Failed && signature.trust == Trust::Trusted {
        signature.trust = Trust::Unknown;
    }
    if !signature.form.certificates_are_bound {
        signature.warnings.push(Warning::UnboundCertificate);
    }
    if name.had_hidden_characters || name.mixes_scripts {
        signature.warnings.push(Warning::DeceptiveName);
    }
    signature.key = data.signer.key_kind().ok();
    signature.scheme = Some(data.scheme);
    signature.digest = Some(data.digest);
    signature.signer = Some(name);
    signature.certificate = Some(data.signer);
    signature.timestamp = stamp;
    signature
}

/// `/Reference` with DocMDP and `/P 1`, written directly.
fn forbids_changes(dictionary: &Dictionary) -> bool {
    let references = dictionary
        .get(b"Reference")
        .and_then(Object::as_array)
        .unwrap_or_default();
    references
        .iter()
        .filter_map(Object::as_dictionary)
        .any(|reference| {
            reference.name(b"TransformMethod") == Some(b"DocMDP")
                && reference
                    .get(b"TransformParams")
                    .and_then(Object::as_dictionary)
                    .is_some_and(|parameters| {
                        parameters.get(b"P").and_then(Object::as_integer) == Some(1)
                    })
        })
}

#[cfg(test)]
mod tests;
