//! Verification (vérification): what a received file is worth, as a dossier.
//!
//! Gives a report for any bytes; never panics, never says «intact» by default. A verdict is never
//! better than its worst check. Knows nothing of windows or folders. Sources: formats.md,
//! section 5; trust.md, R0 to R10.

mod content;
mod differences;
mod embedded;
mod reading;
mod rendering;
mod returned;
pub mod summary;
pub mod wording;

use pades::certificate::Certificate;
use pades::report::{Integrity, Outcome as Found, Rule, Signature, Unreadable};
use pades::structure::{Input, Limit, Pdf};
use pades::{Limits, TrustAnchors};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::Moment;
use crate::digest::Digest;
use crate::dossier::{Signer, SignerKind};
use crate::evidence;
use crate::id::LevelId;
pub use embedded::Embedded;
pub use rendering::engine;
pub use returned::{Returned, returned};

/// What a file is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The file, as it was named.
    pub file: String,
    /// The finding.
    pub verdict: Verdict,
    /// Who signed, when the file bears a signature.
    pub signature: Option<SignatureReport>,
    /// Everything that was checked, in order.
    pub checks: Vec<Check>,
    /// The level, when there is a dossier inside.
    pub level: Option<Levels>,
}

/// The finding on a file (verdict).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A dossier, everything in order, its signer among the trusted.
    Trusted,
    /// The same, its signer not among the trusted.
    Intact,
    /// Bears a signature, but something is not in order.
    Altered,
    /// One sound signature over the whole file, but no dossier inside.
    NotADossier,
    /// A readable PDF without a signature.
    Unsigned,
    /// Not a PDF, protected, over the limits, or too damaged to judge.
    Unreadable,
}

/// Who signed, and what that is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureReport {
    /// The name in the certificate, safe to show.
    pub signer: Option<String>,
    /// Digest of the certificate.
    pub certificate_digest: Option<Digest>,
    /// When it was signed, as the signer's computer said.
    pub signed_at: Option<Moment>,
    /// The baseline profile.
    pub profile: Profile,
    /// Whether rules R0 to R7 hold.
    pub integrity: CheckOutcome,
    /// Whether the signer is known.
    pub trust: Trust,
}

/// Baseline profile of a signature (ETSI EN 319 142-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Profile {
    /// PAdES B-B.
    #[serde(rename = "B-B")]
    BaselineB,
    /// PAdES B-T.
    #[serde(rename = "B-T")]
    BaselineT,
    /// Any other.
    #[serde(rename = "other")]
    Other,
}

/// Whether a signer is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Among the trusted.
    Trusted,
    /// Not among them.
    Unknown,
    /// The certificate has ended.
    Expired,
    /// The certificate has not begun.
    NotYetValid,
    /// The certificate was revoked.
    Revoked,
    /// Key or algorithm are too weak.
    Weak,
}

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What.
    pub check: CheckName,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// Why, in French.
    pub detail: String,
}

/// What is checked, in the order of trust.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// R0: the file is not too large.
    Size,
    /// R1: one signature, of the right kind.
    OneSignature,
    /// R2: one byte range, in that signature.
    OneByteRange,
    /// R3: it covers the file from its first byte to its last.
    WholeFile,
    /// R4: the gap is the signature and nothing else.
    SignatureGap,
    /// R5: the signature is strict and over these bytes.
    SignedBytes,
    /// R6: the certificate's key made it.
    SignerKey,
    /// R7: nothing active, nothing encrypted, within limits.
    NothingActive,
    /// R8: one revision, as this application writes it.
    SingleRevision,
    /// R9: the attached files are those of a dossier.
    EmbeddedFiles,
    /// R10: `dossier.json` is sound.
    EmbeddedData,
    /// The grid inside is the edition that was answered.
    EmbeddedGrid,
    /// Every piece of evidence is what the data say.
    EvidenceDigests,
    /// The journal holds.
    JournalChain,
    /// The level, computed again, is the one that is declared.
    EmbeddedScore,
    /// The pages say what the data say.
    VisibleText,
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It holds.
    Passed,
    /// It does not.
    Failed,
    /// It could not be judged.
    Undecided,
    /// It does not concern this file.
    NotApplicable,
}

/// The level, declared and computed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// What the dossier says.
    pub declared: Option<LevelId>,
    /// What its data give.
    pub recomputed: Option<LevelId>,
}

/// Why the examination of a file was given up before anything could be said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenUp {
    /// It ended by itself: no memory was left, or it broke.
    Broken,
    /// It took too long.
    OutOfTime,
    /// What came back was no report, or too long to be one.
    NoReport,
}

impl Report {
    /// The report on a file whose examination was given up.
    pub fn given_up(file: &str, why: GivenUp) -> Self {
        let detail = wording::given_up(why);
        let size = CheckName::Size;
        Self {
            file: file.to_owned(),
            verdict: Verdict::Unreadable,
            signature: None,
            checks: vec![Check::new(size, CheckOutcome::NotApplicable, detail)],
            level: None,
        }
    }
}

/// A file that was verified: the report, and what is inside when it is a sound dossier.
#[derive(Debug)]
pub struct Verified<'b> {
    /// The report.
    pub report: Report,
    /// The attached files, when the verdict is `trusted` or `intact`; else none.
    pub embedded: Vec<Embedded<'b>>,
    /// The signer's certificate, when the verdict is `trusted` or `intact`; else none.
    pub certificate: Option<Certificate>,
}

/// Longest detail of a check, in characters.
const LONGEST_DETAIL: usize = 600;

impl Check {
    /// What a stranger wrote may be part of the detail: nothing in it hides, turns or commands.
    fn new(check: CheckName, outcome: CheckOutcome, detail: impl AsRef<str>) -> Self {
        let shown = |c: char| match c {
            c if evidence::is_invisible(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        };
        let detail = detail.as_ref().chars().map(shown);
        Self {
            check,
            outcome,
            detail: detail.take(LONGEST_DETAIL).collect(),
        }
    }

    fn passed(check: CheckName) -> Self {
        Self::new(check, CheckOutcome::Passed, wording::passed(check))
    }
}

/// What a file is worth on the day `at`, to someone who trusts `anchors`.
pub fn verify<'b>(
    input: impl Into<Input<'b>>,
    file: &str,
    anchors: &TrustAnchors,
    at: Moment,
    limits: &Limits<'_>,
) -> Verified<'b> {
    let input = input.into();
    let (report, pdf) =
        pades::verification::open_and_verify(input, anchors, at.timestamp(), limits);
    let plain = |verdict, detail: String| Verified {
        report: Report {
            file: file.to_owned(),
            verdict,
            signature: None,
            checks: vec![Check::new(
                CheckName::Size,
                CheckOutcome::NotApplicable,
                detail,
            )],
            level: None,
        },
        embedded: Vec::new(),
        certificate: None,
    };
    match report.outcome {
        Found::Unreadable { reason } => plain(Verdict::Unreadable, wording::unreadable(reason)),
        Found::Unsigned { empty_fields } => {
            plain(Verdict::Unsigned, wording::unsigned(empty_fields))
        }
        Found::Signed(signature) => {
            let single = report
                .layout
                .is_some_and(|layout| layout.is_single_revision());
            signed(file, &signature, single, pdf, limits)
                .unwrap_or_else(|| plain(Verdict::Unreadable, wording::unreadable(OUT_OF_TIME)))
        }
    }
}

/// The time for this file is over.
const OUT_OF_TIME: Unreadable = Unreadable::Limit(Limit::Time);

/// What a signed file is worth; nothing when the time for it is over.
fn signed<'b>(
    file: &str,
    signature: &Signature,
    single_revision: bool,
    pdf: Option<Pdf<'b>>,
    limits: &Limits<'_>,
) -> Option<Verified<'b>> {
    let mut checks: Vec<Check> = signature.checks.iter().map(check_of_rule).collect();
    let mut report = Report {
        file: file.to_owned(),
        verdict: Verdict::Altered,
        signature: Some(signature_report(signature)),
        checks: Vec::new(),
        level: None,
    };
    let whole = match signature.integrity {
        // Undecided: an enclosed certificate that nothing inside vouches for. Foreign files have
        // such chains; ours never do, and R8 refuses them.
        Integrity::Passed | Integrity::Undecided => pdf,
        Integrity::Failed => None,
    };
    let Some(pdf) = whole else {
        report.checks = checks;
        return Some(Verified {
            report,
            embedded: Vec::new(),
            certificate: None,
        });
    };
    if !embedded::mentions_dossier(&pdf) {
        report.verdict = Verdict::NotADossier;
        report.checks = checks;
        return Some(Verified {
            report,
            embedded: Vec::new(),
            certificate: None,
        });
    }
    checks.push(check_revision(signature, single_revision));
    let embedded = embedded::read(&pdf);
    checks.push(embedded::check(&embedded));
    let embedded = embedded.unwrap_or_default();
    let found = content::check(&embedded, signature, &pdf, limits)?;
    checks.extend(found.checks);
    report.level = found.level;
    let in_order = |check: &Check| match check.outcome {
        CheckOutcome::Passed | CheckOutcome::NotApplicable => true,
        CheckOutcome::Failed | CheckOutcome::Undecided => false,
    };
    if checks.iter().all(in_order) {
        report.verdict = match signature.trust {
            pades::trust::Trust::Trusted => Verdict::Trusted,
            pades::trust::Trust::Unknown
            | pades::trust::Trust::Expired
            | pades::trust::Trust::NotYetValid
            | pades::trust::Trust::Revoked
            | pades::trust::Trust::Weak => Verdict::Intact,
        };
    }
    report.checks = checks;
    let sound = matches!(report.verdict, Verdict::Trusted | Verdict::Intact);
    Some(Verified {
        report,
        embedded: if sound { embedded } else { Vec::new() },
        certificate: signature.certificate.clone().filter(|_| sound),
    })
}

fn check_of_rule(check: &pades::report::Check) -> Check {
    let name = match check.rule {
        Rule::R0 => CheckName::Size,
        Rule::R1 => CheckName::OneSignature,
        Rule::R2 => CheckName::OneByteRange,
        Rule::R3 => CheckName::WholeFile,
        Rule::R4 => CheckName::SignatureGap,
        Rule::R5 => CheckName::SignedBytes,
        Rule::R6 => CheckName::SignerKey,
        Rule::R7 => CheckName::NothingActive,
    };
    match check.outcome {
        Integrity::Passed => Check::passed(name),
        Integrity::Failed => Check::new(name, CheckOutcome::Failed, wording::failed(name)),
        Integrity::Undecided => Check::new(name, CheckOutcome::Undecided, wording::undecided(name)),
    }
}

/// R8, with what else our own format asks of a signature.
fn check_revision(signature: &Signature, single_revision: bool) -> Check {
    let form = &signature.form;
    let ours = single_revision && form.is_canonical() && form.forbids_changes;
    if ours {
        return Check::passed(CheckName::SingleRevision);
    }
    let name = CheckName::SingleRevision;
    Check::new(name, CheckOutcome::Failed, wording::failed(name))
}

fn signature_report(signature: &Signature) -> SignatureReport {
    use pades::profile::Profile as P;
    use pades::trust::Trust as T;
    SignatureReport {
        signer: signature.signer.as_ref().map(|name| name.text().to_owned()),
        certificate_digest: signature.certificate_digest().map(Digest::from_bytes),
        signed_at: signature.declared_at.map(Moment::from),
        profile: match signature.profile {
            P::BaselineB => Profile::BaselineB,
            P::BaselineT => Profile::BaselineT,
            P::Other => Profile::Other,
        },
        integrity: match signature.integrity {
            Integrity::Passed => CheckOutcome::Passed,
            Integrity::Failed => CheckOutcome::Failed,
            Integrity::Undecided => CheckOutcome::Undecided,
        },
        trust: match signature.trust {
            T::Trusted => Trust::Trusted,
            T::Unknown => Trust::Unknown,
            T::Expired => Trust::Expired,
            T::NotYetValid => Trust::NotYetValid,
            T::Revoked => Trust::Revoked,
            T::Weak => Trust::Weak,
        },
    }
}

/// The signer, as the pages of a dossier name them.
pub fn signer_of(certificate: &Certificate) -> Signer {
    Signer {
        name: certificate.subject_name().text().to_owned(),
        kind: if certificate.names_organisation() {
            SignerKind::Seal
        } else {
            SignerKind::Person
        },
        certificate_digest: Digest::from_bytes(certificate.digest()),
        algorithm: certificate
            .key_kind()
            .map_or_else(|_| String::new(), key_name),
    }
}

/// A kind of key by its usual name.
pub fn key_name(kind: pades::KeyKind) -> String {
    match kind {
        pades::KeyKind::Rsa { bits } => format!("RSA {bits}"),
        pades::KeyKind::P256 => "ECDSA P-256".into(),
        pades::KeyKind::P384 => "ECDSA P-384".into(),
        pades::KeyKind::P521 => "ECDSA P-521".into(),
        pades::KeyKind::Ed25519 => "Ed25519".into(),
    }
}
