//! Why a use case was refused. Nothing was changed then.

use std::path::PathBuf;

use super::Fault;
use super::exchange::Whole;
use crate::digest::Digest;
use crate::id::{ActionId, EvidenceId, ReviewId, StandardId};
use crate::verification::Report;
use crate::{assessment, dossier, evidence, review, spreadsheet, store, trust};

/// Why a use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The workspace file refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A piece of evidence could not be added or read.
    #[error(transparent)]
    Evidence(#[from] evidence::Error),
    /// The assessment contradicts itself or its grid.
    #[error(transparent)]
    Assessment(#[from] assessment::Error),
    /// A new passphrase is too short.
    #[error("passphrase of {characters} characters")]
    PassphraseTooShort {
        /// How long it is.
        characters: usize,
    },
    /// The name of an author is too long.
    #[error("author of {characters} characters")]
    AuthorTooLong {
        /// How long it is.
        characters: usize,
    },
    /// The name of an author holds signs that break or turn a line.
    #[error("author with control characters")]
    AuthorUnprintable,
    /// The grid has no such standard.
    #[error("unknown standard {0}")]
    UnknownStandard(StandardId),
    /// The assessment has no such evidence.
    #[error("unknown evidence {0}")]
    UnknownEvidence(EvidenceId),
    /// The assessment has no such action.
    #[error("unknown action {0}")]
    UnknownAction(ActionId),
    /// There is no such review.
    #[error("unknown review {0}")]
    UnknownReview(ReviewId),
    /// A review's file is refused.
    #[error("{}: {source}", path.display())]
    ReviewFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: review::Error,
    },
    /// No sound signature covers a report of ours.
    #[error("{}: no report on a dossier", path.display())]
    NotAReport {
        /// The file.
        path: PathBuf,
    },
    /// The report is about a dossier that was not issued from this workspace.
    #[error("{}: about a dossier that was not issued here", path.display())]
    NotOurDossier {
        /// The file.
        path: PathBuf,
    },
    /// No sound signature covers a trust list.
    #[error("{}: no trust list", path.display())]
    NotATrustList {
        /// The file.
        path: PathBuf,
    },
    /// What a signed trust list carries is refused.
    #[error("{}: {source}", path.display())]
    TrustList {
        /// The file.
        path: PathBuf,
        /// Why.
        source: trust::Error,
    },
    /// The signer of a trust list is not trusted here.
    #[error("{}: signed by nobody who is trusted here", path.display())]
    ListOfAStranger {
        /// The file.
        path: PathBuf,
    },
    /// A trust list is no longer the one that was shown.
    #[error("{}: no longer the list that was shown", path.display())]
    ListChanged {
        /// The file.
        path: PathBuf,
    },
    /// A text of a review is too long.
    #[error("text of {characters} characters")]
    ReviewTextTooLong {
        /// How long it is.
        characters: usize,
    },
    /// The file of a dossier that is under review is no longer the one that was received.
    #[error("{}: no longer the dossier that was received", path.display())]
    ReceivedChanged {
        /// Where it was.
        path: PathBuf,
    },
    /// The dossier does not enclose that piece of evidence.
    #[error("evidence {0} is not enclosed")]
    NotEnclosed(EvidenceId),
    /// A name that may not be blank is.
    #[error("blank {0:?}")]
    Blank(Field),
    /// The reference date of a campaign does not come after that of the one it follows.
    #[error("reference date not after {day}")]
    NotAfter {
        /// The other's.
        day: crate::clock::Day,
    },
    /// An assessment of that name is there already, with other content.
    #[error("assessment {0} is there with other content")]
    OtherAssessment(crate::id::AssessmentId),
    /// The assessment is in the trash.
    #[error("assessment {0} is in the trash")]
    InTrash(crate::id::AssessmentId),
    /// Two assessments have not in common what they must.
    #[error("{what:?}: {theirs}, not {mine}")]
    NotTheSame {
        /// What differs.
        what: Whole,
        /// What stands in the workspace.
        mine: String,
        /// What the file says.
        theirs: String,
    },
    /// A sheet with answers was refused as a whole.
    #[error(transparent)]
    Answers(#[from] spreadsheet::answers::Error),
    /// An answer is no longer the one that was shown.
    #[error("the answer to {0} changed meanwhile")]
    AnswerChanged(StandardId),
    /// The spreadsheet could not be made.
    #[error(transparent)]
    Spreadsheet(#[from] spreadsheet::Error),
    /// No file was found for a piece of evidence.
    #[error("no file for {file_name} ({evidence})")]
    EvidenceFileMissing {
        /// The evidence.
        evidence: EvidenceId,
        /// The name it was added under.
        file_name: String,
    },
    /// A file is not the evidence that the assessment speaks of.
    #[error("{}: {found}, {size_bytes} bytes, is not {wanted}", path.display())]
    OtherEvidence {
        /// The file.
        path: PathBuf,
        /// The evidence's title.
        title: String,
        /// The digest that the assessment states.
        wanted: Box<Digest>,
        /// The digest of the file.
        found: Box<Digest>,
        /// The size of the file.
        size_bytes: u64,
    },
    /// The content of a piece of evidence is not in the workspace, or no longer what was added.
    #[error("content of {}: {:?}", .0.title, .0.state)]
    EvidenceContent(Box<Fault>),
    /// What is enclosed is larger than the workspace allows a dossier.
    #[error("{total_bytes} bytes of evidence, at most {limit_bytes}")]
    EnclosedTooLarge {
        /// How much it is.
        total_bytes: u64,
        /// How much it may be.
        limit_bytes: u64,
        /// Titles and sizes, the largest first.
        pieces: Vec<(String, u64)>,
    },
    /// A limit of evidence is nothing, or higher than can be.
    #[error("limit of {bytes} bytes, at most {highest_bytes}")]
    LimitOutOfRange {
        /// The limit.
        bytes: u64,
        /// The highest limit.
        highest_bytes: u64,
    },
    /// No identity came about.
    #[error(transparent)]
    Identity(#[from] pades::identity::Error),
    /// A PKCS#12 file gives no identity, or none could be written.
    #[error("{}: {source}", path.display())]
    Pkcs12 {
        /// The file.
        path: PathBuf,
        /// Why.
        source: pades::identity::pkcs12::Error,
    },
    /// An identity kept here does not open, or could not be kept.
    #[error("{}: {source}", path.display())]
    KeptIdentity {
        /// The file.
        path: PathBuf,
        /// Why.
        source: pades::identity::kept::Error,
    },
    /// The identity that a former version kept says who it is only under its passphrase.
    #[error("{}: its certificate is not beside it", path.display())]
    IdentityClosed {
        /// The file.
        path: PathBuf,
    },
    /// Another identity is kept than the one that should give way.
    #[error("{}: another identity is kept", path.display())]
    OtherIdentity {
        /// The file.
        path: PathBuf,
    },
    /// A file no longer holds the identity that was chosen of it.
    #[error("{}: has no identity {certificate_digest}", path.display())]
    UnknownIdentity {
        /// The file.
        path: PathBuf,
        /// Digest of the certificate of the one that was chosen.
        certificate_digest: Digest,
    },
    /// A certificate is for another key.
    #[error("{}: no certificate for this key", path.display())]
    OtherKey {
        /// The file.
        path: PathBuf,
    },
    /// A file that should hold certificates holds none.
    #[error("{}: {source}", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// Why.
        source: pades::trust::Error,
    },
    /// The dossier could not be made.
    #[error(transparent)]
    Dossier(#[from] dossier::Error),
    /// The dossier could not be signed.
    #[error(transparent)]
    Signing(pades::signer::Error),
    /// The dossier that was made does not verify; it was not kept.
    #[error("the dossier does not verify: {:?}", report.verdict)]
    NotAsIssued {
        /// What was found.
        report: Box<Report>,
    },
    /// A file that was received is no sound dossier.
    #[error("{}: {:?}", report.file, report.verdict)]
    NotSound {
        /// What was found.
        report: Box<Report>,
    },
    /// A file or folder refused.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// A workspace is damaged, and none of its copies is good. Nothing was moved.
    #[error("{}: {cause}; none of {tried} copies is good", path.display())]
    NoGoodCopy {
        /// The workspace.
        path: PathBuf,
        /// How many copies were tried.
        tried: usize,
        /// Why the workspace does not open.
        cause: Box<store::Error>,
    },
    /// A folder of copies belongs to another workspace.
    #[error("{}: holds the copies of another workspace", folder.display())]
    FolderOfAnother {
        /// The folder.
        folder: PathBuf,
    },
    /// Something stands where a file should be put that must not be overwritten.
    #[error("{}: exists already", path.display())]
    TargetExists {
        /// The file.
        path: PathBuf,
    },
}

/// A field that may not be blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name of the organisation.
    OrganisationName,
    /// Name of the programme.
    ProgrammeName,
    /// Title of the campaign.
    CampaignTitle,
    /// Title of a piece of evidence.
    EvidenceTitle,
    /// What an action is.
    Action,
    /// A person's name that is looked for; it has two letters at least.
    PersonName,
}

/// The error of a file at `path`.
pub(super) fn of_file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { path, source }
}
