//! Faults of a grid's file: each with the place where it stands.
//!
//! Knows nothing of how they are found; their French sentences stand in `wording`.
//! Source: formats.md, section 1.

use serde::Serialize;
use serde_json::Value;

use crate::json;

/// One fault, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer (RFC 6901) of the place; empty for the whole file.
    pub pointer: String,
    /// What is wrong there.
    pub kind: Kind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The file is not an acceptable JSON document.
    File(json::Error),
    /// `format` names another format, or none.
    WrongFormat {
        /// What stands there.
        found: String,
    },
    /// `format` names a later version of this format.
    NewerFormat {
        /// What stands there.
        found: String,
    },
    /// A member that the format does not have.
    UnknownMember {
        /// Its name.
        name: String,
    },
    /// A member that must be there is not.
    MissingMember {
        /// Its name.
        name: String,
    },
    /// A value of another type than the format's.
    WrongType {
        /// What the format wants.
        wanted: Wanted,
    },
    /// A whole number outside its range, or a number that is not whole.
    OutOfRange {
        /// Least value.
        minimum: u64,
        /// Greatest value.
        maximum: u64,
    },
    /// A word that is not among the allowed ones.
    UnknownWord {
        /// What stands there.
        found: String,
        /// The allowed words.
        allowed: &'static [&'static str],
    },
    /// Text that is empty or only white space.
    Blank,
    /// A control character or a bidirectional override in a text.
    ForbiddenCharacter {
        /// Its code point.
        code_point: u32,
    },
    /// Text that is not an identifier.
    BadId {
        /// What stands there.
        found: String,
    },
    /// Text that is not a day that exists.
    BadDay {
        /// What stands there.
        found: String,
    },
    /// Text that is not a BCP 47 language tag.
    BadLanguage {
        /// What stands there.
        found: String,
    },
    /// Another number of stages or levels than the format's.
    WrongCount {
        /// What is counted.
        of: Counted,
        /// How many there are.
        found: usize,
        /// How many there must be.
        wanted: usize,
    },
    /// An identifier that stands twice (upper and lower case count as the same).
    DuplicateId {
        /// The identifier.
        id: String,
        /// Pointer of the first one.
        first: String,
    },
    /// A reference to something that is not there.
    UnknownReference {
        /// The identifier.
        id: String,
        /// Member that should define it.
        list: &'static str,
    },
    /// A stage or a level to which no standard belongs.
    WithoutStandard {
        /// Stage or level.
        of: Counted,
        /// Its identifier.
        id: String,
    },
    /// A mandatory standard that belongs to another level.
    MandatoryOfAnotherLevel {
        /// The standard.
        standard: String,
        /// Level whose rule names it.
        level: String,
    },
    /// An eliminatory standard that may be answered «not applicable».
    EliminatoryAllowsNotApplicable,
    /// An eliminatory standard without its reason.
    EliminatoryWithoutReason,
    /// A grid that is not official has no notice.
    NoticeMissing,
    /// An edition that supersedes itself.
    SupersedesItself,
    /// The file could not be built although no rule is broken.
    Inconsistent {
        /// The reader's own words, for the log.
        detail: String,
    },
}

/// What is counted in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Stages.
    Stages,
    /// Levels.
    Levels,
}

/// Type of value that the format wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// An object.
    Object,
}

/// Short name of a kind of fault, for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each code names the kind of the same name")]
pub enum Code {
    File,
    WrongFormat,
    NewerFormat,
    UnknownMember,
    MissingMember,
    WrongType,
    OutOfRange,
    UnknownWord,
    Blank,
    ForbiddenCharacter,
    BadId,
    BadDay,
    BadLanguage,
    WrongCount,
    DuplicateId,
    UnknownReference,
    WithoutStandard,
    MandatoryOfAnotherLevel,
    EliminatoryAllowsNotApplicable,
    EliminatoryWithoutReason,
    NoticeMissing,
    SupersedesItself,
    Inconsistent,
}

impl Fault {
    /// A fault at `pointer`.
    pub(super) fn at(pointer: impl Into<String>, kind: Kind) -> Self {
        Self {
            pointer: pointer.into(),
            kind,
        }
    }

    /// The fault of a file that is not JSON.
    pub(super) fn of_file(error: json::Error) -> Self {
        Self::at("", Kind::File(error))
    }

    /// The fault of a file that breaks no rule and yet cannot be built.
    pub(super) fn of_build(error: &serde_json::Error) -> Self {
        Self::at(
            "",
            Kind::Inconsistent {
                detail: error.to_string(),
            },
        )
    }

    /// Short name of its kind.
    pub fn code(&self) -> Code {
        match &self.kind {
            Kind::File(_) => Code::File,
            Kind::WrongFormat { .. } => Code::WrongFormat,
            Kind::NewerFormat { .. } => Code::NewerFormat,
            Kind::UnknownMember { .. } => Code::UnknownMember,
            Kind::MissingMember { .. } => Code::MissingMember,
            Kind::WrongType { .. } => Code::WrongType,
            Kind::OutOfRange { .. } => Code::OutOfRange,
            Kind::UnknownWord { .. } => Code::UnknownWord,
            Kind::Blank => Code::Blank,
            Kind::ForbiddenCharacter { .. } => Code::ForbiddenCharacter,
            Kind::BadId { .. } => Code::BadId,
            Kind::BadDay { .. } => Code::BadDay,
            Kind::BadLanguage { .. } => Code::BadLanguage,
            Kind::WrongCount { .. } => Code::WrongCount,
            Kind::DuplicateId { .. } => Code::DuplicateId,
            Kind::UnknownReference { .. } => Code::UnknownReference,
            Kind::WithoutStandard { .. } => Code::WithoutStandard,
            Kind::MandatoryOfAnotherLevel { .. } => Code::MandatoryOfAnotherLevel,
            Kind::EliminatoryAllowsNotApplicable => Code::EliminatoryAllowsNotApplicable,
            Kind::EliminatoryWithoutReason => Code::EliminatoryWithoutReason,
            Kind::NoticeMissing => Code::NoticeMissing,
            Kind::SupersedesItself => Code::SupersedesItself,
            Kind::Inconsistent { .. } => Code::Inconsistent,
        }
    }
}

/// `text` as one step of a JSON pointer.
pub(super) fn step(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}

/// Puts faults into the order of the document, so that an author can work downwards.
pub(super) fn sort(faults: &mut [Fault], document: &Value) {
    faults.sort_by_cached_key(|fault| place(&fault.pointer, document));
}

/// Position of a pointer in the document: the index of each of its steps.
fn place(pointer: &str, document: &Value) -> Vec<usize> {
    let mut here = Some(document);
    let index = |step: &str| {
        let name = step.replace("~1", "/").replace("~0", "~");
        let (at, next) = match here? {
            Value::Object(members) => {
                let at = members.keys().position(|key| *key == name)?;
                (at, members.get(&name))
            }
            Value::Array(items) => {
                let at = name.parse().ok()?;
                (at, items.get(at))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
        here = next;
        Some(at)
    };
    pointer.split('/').skip(1).map_while(index).collect()
}
