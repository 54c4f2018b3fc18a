//! Failures, as a person meets them: what happened, what to do, and a code to decide by.
//!
//! Every error of the domain becomes one here; the sentences stand in `wording`.

use std::path::Path;

use quality::{evidence, grid, store, workspace};
use schemars::JsonSchema;
use serde::Serialize;

use crate::wording;

/// What went wrong, told to a person. Nothing was changed unless it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: Kind,
    /// What happened, naming the file or the standard.
    pub happened: String,
    /// What to do.
    pub remedy: String,
    /// Words for an expert, shown on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Kind of failure: what the window decides by, and the exit code of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The command line was not understood.
    Usage,
    /// A file is missing or cannot be read.
    Unreadable,
    /// A passphrase is missing.
    PassphraseWanted,
    /// A passphrase is wrong, or too short.
    Passphrase,
    /// The subject breaks a rule.
    Subject,
    /// Something stands in the way that must not be overwritten.
    Exists,
    /// Someone else has the file open.
    Busy,
    /// The disk is failing.
    Disk,
    /// The disk is full.
    Full,
    /// Nothing can be written there.
    ReadOnly,
    /// A place that does not suit a workspace.
    Place,
    /// A newer version made the file.
    Newer,
    /// The file is damaged.
    Damaged,
    /// There is nothing to undo or redo.
    NothingToRevert,
    /// A person gave up.
    Cancelled,
    /// What was asked for is not there.
    Unknown,
}

impl Kind {
    /// Exit code of a command: 1 when the subject is at fault, 2 when it could not be looked at.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Subject
            | Self::Damaged
            | Self::Exists
            | Self::Disk
            | Self::Full
            | Self::ReadOnly
            | Self::Place
            | Self::NothingToRevert
            | Self::Cancelled
            | Self::Unknown => 1,
            Self::Usage
            | Self::Unreadable
            | Self::PassphraseWanted
            | Self::Passphrase
            | Self::Newer
            | Self::Busy => 2,
        }
    }
}

impl Failure {
    /// A failure told by `told`.
    pub fn new(kind: Kind, told: wording::Told) -> Self {
        Self {
            kind,
            happened: told.happened,
            remedy: told.remedy,
            detail: None,
        }
    }

    /// The same with words for an expert.
    #[must_use]
    pub fn with_detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// The same, about one file of several.
    #[must_use]
    pub fn about(mut self, path: &Path) -> Self {
        self.happened = wording::about(path, &self.happened);
        self
    }

    /// The command line was not understood; `usage` says what would be.
    pub fn usage(usage: &str) -> Self {
        Self::new(Kind::Usage, wording::wrong_usage(usage))
    }

    /// One command was not understood.
    pub fn usage_of(sentence: &str, usage: &str) -> Self {
        Self::new(Kind::Usage, wording::wrong_usage_of(sentence, usage))
    }

    /// `SOURCE_DATE_EPOCH` is no number.
    pub fn bad_epoch(found: &str) -> Self {
        Self::new(Kind::Usage, wording::bad_epoch(found))
    }

    /// The system names no folder for a person's files.
    pub fn no_home() -> Self {
        Self::new(Kind::Disk, wording::no_home())
    }

    /// The key ring refused.
    pub fn of_key_ring(error: &keyring_core::Error) -> Self {
        Self::new(Kind::Disk, wording::no_key_ring()).with_detail(error)
    }

    /// A file could not be read or written.
    pub fn of_file(path: &Path, error: &std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Kind::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => Kind::ReadOnly,
            _ => Kind::Unreadable,
        };
        Self::new(kind, wording::of_file(path, error)).with_detail(error)
    }

    /// A grid with faults.
    pub fn of_grid(path: &Path, faults: &[grid::Fault]) -> Self {
        Self::new(Kind::Subject, wording::of_grid(path, faults))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let kind = match &error {
            E::Missing { .. } | E::NotAWorkspace { .. } | E::PathNotText { .. } => Kind::Unreadable,
            E::Exists { .. } | E::AssessmentExists(_) | E::OtherEdition { .. } => Kind::Exists,
            E::PassphraseWanted { .. } => Kind::PassphraseWanted,
            E::WrongPassphrase { .. } => Kind::Passphrase,
            E::Newer { .. } => Kind::Newer,
            E::Cancelled => Kind::Cancelled,
            E::Busy { .. } | E::Locked { .. } => Kind::Busy,
            E::Full { .. } => Kind::Full,
            E::ReadOnly { .. } => Kind::ReadOnly,
            E::NetworkPlace { .. } => Kind::Place,
            E::Disk { .. } | E::Poisoned { .. } => Kind::Disk,
            E::Damaged { .. } | E::Journal { .. } | E::ForeignSchema { .. } => Kind::Damaged,
            E::UnknownAssessment(_) => Kind::Unknown,
            E::NothingToRevert | E::Erased { .. } => Kind::NothingToRevert,
        };
        Self::new(kind, wording::of_store(&error)).with_detail(&error)
    }
}

impl From<evidence::Error> for Failure {
    fn from(error: evidence::Error) -> Self {
        use evidence::Error as E;
        let kind = match &error {
            E::Missing { .. }
            | E::Folder { .. }
            | E::NotAFile { .. }
            | E::Address { .. }
            | E::OnlyPromised { .. }
            | E::Unreadable { .. } => Kind::Unreadable,
            E::InUse { .. } => Kind::Busy,
            E::Empty { .. }
            | E::TooLarge { .. }
            | E::ImageTooLarge { .. }
            | E::RefusedKind { .. }
            | E::Changed { .. }
            | E::ContentMissing(_)
            | E::Damaged(_) => Kind::Subject,
            E::Cancelled => Kind::Cancelled,
            E::Target(_) | E::Sqlite(_) => Kind::Disk,
        };
        Self::new(kind, wording::of_evidence(&error)).with_detail(&error)
    }
}

impl From<workspace::Error> for Failure {
    fn from(error: workspace::Error) -> Self {
        use workspace::Error as E;
        let kind = match error {
            E::Store(error) => return error.into(),
            E::Evidence(error) => return error.into(),
            E::File { path, source } => return Self::of_file(&path, &source),
            E::Assessment(_)
            | E::Answers(_)
            | E::AnswerChanged(_)
            | E::NotTheSame { .. }
            | E::Spreadsheet(_)
            | E::Blank(_)
            | E::NotAfter { .. }
            | E::AuthorTooLong { .. }
            | E::AuthorUnprintable
            | E::OtherEvidence { .. }
            | E::EvidenceContent(_)
            | E::EnclosedTooLarge { .. }
            | E::LimitOutOfRange { .. }
            | E::Identity(_)
            | E::Dossier(_)
            | E::Signing(_)
            | E::NotAsIssued { .. }
            | E::ReviewFile { .. }
            | E::ReviewTextTooLong { .. }
            | E::ReceivedChanged { .. }
            | E::NotAReport { .. }
            | E::NotOurDossier { .. }
            | E::NotATrustList { .. }
            | E::TrustList { .. }
            | E::ListOfAStranger { .. }
            | E::ListChanged { .. }
            | E::NotSound { .. } => Kind::Subject,
            E::Pkcs12 {
                source: pades::identity::pkcs12::Error::WrongPassphrase,
                ..
            }
            | E::KeptIdentity {
                source: pades::identity::kept::Error::WrongPassphrase,
                ..
            }
            | E::PassphraseTooShort { .. } => Kind::Passphrase,
            E::IdentityClosed { .. } => Kind::PassphraseWanted,
            E::OtherKey { .. } => Kind::Subject,
            E::Pkcs12 { .. }
            | E::KeptIdentity { .. }
            | E::Certificates { .. }
            | E::UnknownIdentity { .. } => Kind::Unreadable,
            E::UnknownStandard(_)
            | E::UnknownEvidence(_)
            | E::UnknownAction(_)
            | E::UnknownReview(_)
            | E::NotEnclosed(_) => Kind::Unknown,
            E::OtherAssessment(_)
            | E::InTrash(_)
            | E::OtherIdentity { .. }
            | E::TargetExists { .. }
            | E::FolderOfAnother { .. } => Kind::Exists,
            E::NoGoodCopy { .. } => Kind::Damaged,
            E::EvidenceFileMissing { .. } => Kind::Unreadable,
        };
        Self::new(kind, wording::of_workspace(&error)).with_detail(&error)
    }
}
