//! Trust: whether a signer is among those that the reader trusts.
//!
//! Knows no document and no clock. A leaf cannot issue; dates, key usage, path length and strength
//! count on the whole path. Source: trust.md, R6; RFC 5280, 6.1.

use std::collections::BTreeSet;

use jiff::Timestamp as Instant;

use crate::certificate::{self, Certificate};
use crate::pem;
use crate::public_key::KeyKind;
use crate::timestamp::Timestamp;

/// Longest path from a signer to an anchor.
const MAX_PATH: usize = 8;
/// Most signatures that are checked while a path is sought.
const MAX_CHECKS: usize = 64;
/// Largest file of anchors that is read.
const MAX_ANCHOR_BYTES: usize = 16 << 20;

/// Whom the reader trusts: signers by their own certificate, or whoever an authority vouches for.
#[derive(Debug, Clone, Default)]
pub struct TrustAnchors {
    certificates: Vec<Certificate>,
    revoked: BTreeSet<[u8; 32]>,
}

/// Why a file holds no anchors.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Neither PEM nor DER with a certificate.
    #[error("no certificate in the file")]
    NoCertificate,
    /// Too large to be a list of certificates.
    #[error("the file has {bytes} bytes, over {MAX_ANCHOR_BYTES}")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// One certificate in it is not readable.
    #[error("certificate {position}: {source}")]
    Certificate {
        /// Which one, from 1.
        position: usize,
        /// Why.
        source: certificate::Error,
    },
}

impl TrustAnchors {
    /// Nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one certificate.
    pub fn add(&mut self, certificate: Certificate) {
        if !self.certificates.contains(&certificate) {
            self.certificates.push(certificate);
        }
    }

    /// Adds the certificates of a file, in PEM (any number) or DER (one); returns how many it held.
    ///
    /// # Errors
    /// [`Error`]; then none was added.
    pub fn add_file(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        if bytes.len() > MAX_ANCHOR_BYTES {
            return Err(Error::TooLarge { bytes: bytes.len() });
        }
        let text = std::str::from_utf8(bytes)
            .ok()
            .filter(|text| text.contains("-----BEGIN"));
        let blocks = match text {
            Some(text) => pem::read(text, "CERTIFICATE").ok_or(Error::NoCertificate)?,
            None => vec![bytes.to_vec()],
        };
        let read = blocks.iter().enumerate().map(|(index, der)| {
            Certificate::from_der(der).map_err(|source| Error::Certificate {
                position: index + 1,
                source,
            })
        });
        let certificates = read.collect::<Result<Vec<_>, _>>()?;
        if certificates.is_empty() {
            return Err(Error::NoCertificate);
        }
        let count = certificates.len();
        certificates
            .into_iter()
            .for_each(|certificate| self.add(certificate));
        Ok(count)
    }

    /// Marks a certificate as revoked by its SHA-256 digest.
    pub fn revoke(&mut self, certificate_digest: [u8; 32]) {
        self.revoked.insert(certificate_digest);
    }

    /// A trusted certificate is this one, or signed it: its bytes are what they should be.
    pub(crate) fn prove(&self, certificate: &Certificate) -> bool {
        self.certificates
            .iter()
            .any(|anchor| anchor == certificate || certificate.is_signed_by(anchor))
    }

    /// Digests of the certificates that were revoked.
    pub fn revoked(&self) -> impl Iterator<Item = &[u8; 32]> {
        self.revoked.iter()
    }

    /// The certificates trusted.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }
}

/// Whether the signer is among the trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// Its certificate is an anchor, or a sound path leads to one.
    Trusted,
    /// No path leads to an anchor.
    Unknown,
    /// A certificate on the path was valid before, or the signer's at no later time than now.
    Expired,
    /// A certificate on the path is valid only later.
    NotYetValid,
    /// A certificate on the path is revoked.
    Revoked,
    /// Key or algorithm of the signer, or on the path, is too weak.
    Weak,
}

/// Something odd that does not touch integrity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// There is no stated time (/M).
    NoDeclaredTime,
    /// The stated time lies after the time of verification.
    DeclaredInFuture,
    /// The stated time lies outside the certificate's validity.
    DeclaredOutsideValidity,
    /// The certificate is no longer valid.
    Expired,
    /// The certificate is not yet valid.
    NotYetValid,
    /// The certificate does not allow its key to sign documents.
    KeyUsage,
    /// The certificate is an authority's.
    AuthoritySigns,
    /// The certificate has a critical extension that is not understood.
    UnknownCriticalExtension,
    /// The topmost enclosed certificate is not bound by the signature.
    UnboundCertificate,
    /// Nobody trusted vouches for the authority of the timestamp.
    TimestampAuthorityUnknown,
    /// The signer's name hides characters or mixes scripts.
    DeceptiveName,
}

/// Who is to be judged, and as of when.
pub(crate) struct Question<'a> {
    pub(crate) signer: &'a Certificate,
    pub(crate) chain: &'a [Certificate],
    pub(crate) declared_at: Option<Instant>,
    pub(crate) timestamp: Option<&'a Timestamp>,
    pub(crate) at: Instant,
}

/// Judges the signer.
pub(crate) fn judge(question: &Question<'_>, anchors: &TrustAnchors) -> (Trust, Vec<Warning>) {
    let Question {
        signer,
        declared_at,
        timestamp,
        at,
        ..
    } = *question;
    let mut warnings = Vec::new();
    // A timestamp of a trusted authority proves that the signature is as old as it says.
    let at = match timestamp {
        Some(stamp) if find_path(&stamp.authority, &stamp.chain, anchors, Some(at)).is_some() => {
            stamp.stamped_at
        }
        Some(_) => {
            warnings.push(Warning::TimestampAuthorityUnknown);
            at
        }
        None => at,
    };
    match declared_at {
        None => warnings.push(Warning::NoDeclaredTime),
        Some(declared) => {
            if declared > at {
                warnings.push(Warning::DeclaredInFuture);
            }
            if declared < signer.not_before() || declared > signer.not_after() {
                warnings.push(Warning::DeclaredOutsideValidity);
            }
        }
    }
    if signer.is_authority() {
        warnings.push(Warning::AuthoritySigns);
    }
    if signer
        .key_usage()
        .is_some_and(|usage| !usage.allows_signatures())
    {
        warnings.push(Warning::KeyUsage);
    }
    if signer.has_unknown_critical_extension() {
        warnings.push(Warning::UnknownCriticalExtension);
    }
    if at > signer.not_after() {
        warnings.push(Warning::Expired);
    }
    if at < signer.not_before() {
        warnings.push(Warning::NotYetValid);
    }
    (decide(question, anchors, at, &warnings), warnings)
}

fn decide(
    question: &Question<'_>,
    anchors: &TrustAnchors,
    at: Instant,
    warnings: &[Warning],
) -> Trust {
    let Question {
        signer,
        chain,
        declared_at,
        ..
    } = *question;
    let path = find_path(signer, chain, anchors, Some(at));
    let lenient = path
        .clone()
        .or_else(|| find_path(signer, chain, anchors, None));
    let on_path: Vec<&Certificate> = lenient.iter().flatten().chain([signer]).collect();
    let is_revoked = |one: &&Certificate| anchors.revoked.contains(&one.digest());
    if !is_strong(signer) {
        return Trust::Weak;
    }
    if on_path.iter().any(is_revoked) {
        return Trust::Revoked;
    }
    if path.is_none()
        && lenient.is_some()
        && !is_path_strong(signer, lenient.as_deref().unwrap_or_default())
    {
        return Trust::Weak;
    }
    let instants = || declared_at.into_iter().chain([at]);
    if instants().any(|instant| {
        on_path
            .iter()
            .any(|one| instant < one.not_before() && (**one == *signer || instant == at))
    }) {
        return Trust::NotYetValid;
    }
    if instants().any(|instant| {
        on_path
            .iter()
            .any(|one| instant > one.not_after() && (**one == *signer || instant == at))
    }) {
        return Trust::Expired;
    }
    let is_fit = !warnings.iter().any(|warning| {
        matches!(
            warning,
            Warning::AuthoritySigns | Warning::KeyUsage | Warning::UnknownCriticalExtension
        )
    });
    if path.is_some() && is_fit {
        Trust::Trusted
    } else {
        Trust::Unknown
    }
}

fn is_strong(certificate: &Certificate) -> bool {
    certificate.key_kind().is_ok_and(KeyKind::is_sound)
}

/// Every signature on the path is by a sound key over a sound digest. An anchor's own is not asked.
fn is_path_strong(signer: &Certificate, path: &[Certificate]) -> bool {
    let below = std::iter::once(signer).chain(path).take(path.len());
    path.iter().all(is_strong) && below.into_iter().all(has_sound_signature)
}

fn has_sound_signature(certificate: &Certificate) -> bool {
    certificate
        .scheme()
        .is_ok_and(crate::algorithm::SignatureScheme::is_sound)
}

/// The certificates from above the signer up to an anchor; empty when the signer is one itself.
///
/// With `at`, every certificate must be valid then, and every link sound.
fn find_path(
    signer: &Certificate,
    chain: &[Certificate],
    anchors: &TrustAnchors,
    at: Option<Instant>,
) -> Option<Vec<Certificate>> {
    let mut search = Search {
        chain,
        anchors,
        at,
        checks_left: MAX_CHECKS,
    };
    let mut path = Vec::new();
    search.climb(signer, &mut path).then_some(path)
}

struct Search<'a> {
    chain: &'a [Certificate],
    anchors: &'a TrustAnchors,
    at: Option<Instant>,
    checks_left: usize,
}

impl Search<'_> {
    /// Extends the path from `below` until it ends at an anchor.
    fn climb(&mut self, below: &Certificate, path: &mut Vec<Certificate>) -> bool {
        if self.anchors.certificates.contains(below) {
            return true;
        }
        if path.len() >= MAX_PATH {
            return false;
        }
        // RFC 5280, 4.2.1.9: self-issued certificates do not count against the length.
        let authorities = path.iter().filter(|one| !one.is_self_issued()).count() as u64;
        let candidates: Vec<Certificate> = self
            .anchors
            .certificates
            .iter()
            .chain(self.chain)
            .filter(|one| one.subject() == below.issuer())
            .cloned()
            .collect();
        for candidate in candidates {
            let is_fit = candidate.may_issue()
                && !candidate.has_unknown_critical_extension()
                && candidate
                    .path_length()
                    .is_none_or(|longest| authorities <= longest)
                && self.at.is_none_or(|at| {
                    candidate.not_before() <= at
                        && at <= candidate.not_after()
                        && is_strong(&candidate)
                        && has_sound_signature(below)
                });
            if !is_fit || path.contains(&candidate) || self.checks_left == 0 {
                continue;
            }
            self.checks_left -= 1;
            if !below.is_signed_by(&candidate) {
                continue;
            }
            path.push(candidate.clone());
            if self.climb(&candidate, path) {
                return true;
            }
            path.pop();
        }
        false
    }
}
