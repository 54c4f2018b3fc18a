//! The report: what was found, rule by rule, in types and not in words.
//!
//! Judges nothing itself. Source: trust.md, R0 to R8; formats.md, section 5.

use jiff::Timestamp as Instant;

use crate::algorithm::{DigestAlgorithm, SignatureScheme};
use crate::certificate::Certificate;
use crate::certificate::name::DisplayName;
use crate::cms::Fault;
use crate::profile::Profile;
use crate::public_key::KeyKind;
use crate::structure::{Damage, Layout, Limit};
use crate::timestamp::Timestamp;
use crate::trust::{Trust, Warning};

/// What a file is worth as a signed PDF.
#[derive(Debug, Clone)]
pub struct Report {
    /// The finding.
    pub outcome: Outcome,
    /// How the file was put together, when it could be read.
    pub layout: Option<Layout>,
}

/// The finding.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A readable PDF that bears no signature.
    Unsigned {
        /// Signature fields that wait to be signed.
        empty_fields: usize,
    },
    /// Nothing can be said about it.
    Unreadable {
        /// Why.
        reason: Unreadable,
    },
    /// It bears a signature, or traces of one.
    Signed(Box<Signature>),
}

/// Why nothing can be said about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unreadable {
    /// No PDF header.
    #[error("not a PDF")]
    NotPdf,
    /// Protected by a password or a certificate.
    #[error("encrypted")]
    Encrypted,
    /// Over a limit.
    #[error("over the limit: {0:?}")]
    Limit(Limit),
    /// The disk gave no more of it.
    #[error("not read to its end")]
    NotRead,
    /// Broken, without a trace of a signature.
    #[error("damaged at byte {offset}: {damage:?}")]
    Damaged {
        /// Where.
        offset: usize,
        /// What.
        damage: Damage,
    },
}

/// What is known of the signature.
#[derive(Debug, Clone)]
pub struct Signature {
    /// All rules together.
    pub integrity: Integrity,
    /// One per rule, in order.
    pub checks: Vec<Check>,
    /// Who signed, as the certificate says; safe for showing.
    pub signer: Option<DisplayName>,
    /// The signer's certificate.
    pub certificate: Option<Certificate>,
    /// When it was signed, as the signer's computer said (/M). Not proven.
    pub declared_at: Option<Instant>,
    /// The timestamp inside, when it holds.
    pub timestamp: Option<Timestamp>,
    /// The baseline profile it conforms to.
    pub profile: Profile,
    /// Whether the signer is among the trusted.
    pub trust: Trust,
    /// What is odd about certificate, time or algorithms without touching integrity.
    pub warnings: Vec<Warning>,
    /// The signer's key.
    pub key: Option<KeyKind>,
    /// The scheme of the signature value.
    pub scheme: Option<SignatureScheme>,
    /// The digest of the signed bytes.
    pub digest: Option<DigestAlgorithm>,
    /// The byte range, when it is one.
    pub byte_range: Option<[usize; 4]>,
    /// Facts for rule R8, together with [`Layout::is_single_revision`].
    pub form: Form,
}

impl Signature {
    /// SHA-256 of the signer's certificate.
    pub fn certificate_digest(&self) -> Option<[u8; 32]> {
        self.certificate.as_ref().map(Certificate::digest)
    }

    /// The check of one rule.
    pub fn check(&self, rule: Rule) -> Option<&Check> {
        self.checks.iter().find(|check| check.rule == rule)
    }
}

/// How the signature is written: facts that a stricter format may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// `/Contents` has lower-case digits only.
    pub contents_are_lower_case: bool,
    /// Every enclosed certificate is covered by the signature, or signed by one that is.
    pub certificates_are_bound: bool,
    /// The signature has the bytes that this crate would give it: no second spelling of what
    /// nothing covers (versions, algorithm names, how the signer is named, the two values of ECDSA).
    pub is_written_as_here: bool,
    /// It certifies the document and forbids any later change (DocMDP, P=1).
    pub forbids_changes: bool,
}

impl Form {
    /// The signature has this one spelling: no byte of it could be another (trust.md, R4 and R8).
    pub fn is_canonical(&self) -> bool {
        self.contents_are_lower_case && self.certificates_are_bound && self.is_written_as_here
    }
}

/// All rules together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integrity {
    /// Every rule holds.
    Passed,
    /// At least one does not.
    Failed,
    /// None is broken, and at least one could not be judged.
    Undecided,
}

/// A rule of the strict verifier (trust.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Size.
    R0,
    /// One signature field, one signature dictionary of the right kind.
    R1,
    /// One byte range, in that dictionary.
    R2,
    /// It covers the file from its first byte to its last.
    R3,
    /// The gap is the signature and nothing else.
    R4,
    /// The signature is strict CMS over the digest of these bytes.
    R5,
    /// The certificate's key made it.
    R6,
    /// Not encrypted, no active content, within limits.
    R7,
}

impl Rule {
    /// All rules, in order.
    pub const ALL: [Self; 8] = [
        Self::R0,
        Self::R1,
        Self::R2,
        Self::R3,
        Self::R4,
        Self::R5,
        Self::R6,
        Self::R7,
    ];
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which rule.
    pub rule: Rule,
    /// Whether it holds.
    pub outcome: Integrity,
    /// Why it does not.
    pub reasons: Vec<Reason>,
}

/// Why a rule does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The file cannot be followed from its end, though it bears traces of a signature.
    #[error("the structure is broken at byte {offset}: {damage:?}")]
    Structure {
        /// Where.
        offset: usize,
        /// What.
        damage: Damage,
    },
    /// There is no signature field that is signed.
    #[error("no signed signature field, though the file bears traces of a signature")]
    NoSignedField,
    /// More than one signature field.
    #[error("{count} signature fields")]
    FieldCount {
        /// How many.
        count: usize,
    },
    /// More than one signature dictionary, in any revision.
    #[error("{count} signature dictionaries")]
    DictionaryCount {
        /// How many.
        count: usize,
    },
    /// A signed field that the form does not list.
    #[error("a signed field outside the form")]
    HiddenField,
    /// The dictionary is not `/Type /Sig`.
    #[error("the dictionary is not /Type /Sig")]
    Type,
    /// The dictionary is not `/Filter /Adobe.PPKLite`.
    #[error("the dictionary is not /Filter /Adobe.PPKLite")]
    Filter,
    /// The dictionary is not `/SubFilter /ETSI.CAdES.detached`.
    #[error("the dictionary is not /SubFilter /ETSI.CAdES.detached but {found:?}")]
    SubFilter {
        /// What it says, cut and cleaned.
        found: String,
    },
    /// The catalog grants permissions by another dictionary.
    #[error("the permissions name another dictionary")]
    Permissions,
    /// `/ByteRange` does not stand exactly once outside stream data.
    #[error("/ByteRange stands {count} times outside stream data")]
    ByteRangeCount {
        /// How many times.
        count: usize,
    },
    /// The one `/ByteRange` is not the signature dictionary's.
    #[error("/ByteRange is not in the signature dictionary")]
    ByteRangePlace,
    /// It is not a direct array of four whole numbers.
    #[error("/ByteRange is not a direct array of four whole numbers")]
    ByteRangeShape,
    /// The file does not begin with its header.
    #[error("the file begins at byte {offset}, not with its header")]
    HeaderPlace {
        /// Where the header is.
        offset: usize,
    },
    /// The range does not begin at 0, or its parts overlap.
    #[error("the byte range does not run forward from 0")]
    ByteRangeOrder,
    /// The range does not end where the file does.
    #[error("{uncovered} bytes at the end are not covered")]
    NotToTheEnd {
        /// How many are not covered; negative when the range ends beyond the file.
        uncovered: i64,
    },
    /// The gap is not the `/Contents` of the dictionary.
    #[error("the gap is not /Contents")]
    GapPlace,
    /// The gap is not hexadecimal digits between angle brackets, even in number, of one case.
    #[error("the gap is not plain hexadecimal digits")]
    GapDigits,
    /// The signature's CMS is not in order.
    #[error("{0}")]
    Signature(Fault),
    /// Content that acts.
    #[error("active content: {0:?}")]
    ActiveContent(ActiveContent),
}

/// Content that acts when the file is opened or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActiveContent {
    /// A script.
    JavaScript,
    /// Starts a program or opens a file.
    Launch,
    /// Sends the form.
    SubmitForm,
    /// Fills the form from elsewhere.
    ImportData,
    /// A form in XML.
    Xfa,
    /// Films, sounds, 3D, embedded players.
    RichMedia,
    /// An action on opening, other than going to a page.
    OpenAction,
    /// Actions on events.
    AdditionalActions,
    /// A stream whose data lies in another file.
    ExternalStream,
}
