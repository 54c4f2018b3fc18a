//! Identifiers: the names that grids give to their parts, and the UUIDs of what users make.
//!
//! Knows nothing of what is named. Source: formats.md, preamble.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest identifier of a grid object, in characters.
pub const LONGEST: usize = 64;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text does not match `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
    #[error("not a grid identifier: {0:?}")]
    Grid(String),
    /// The text is not a UUID of version 4 in its usual spelling.
    #[error("not a UUID of version 4: {0:?}")]
    Uuid(String),
}

/// Whether `text` matches `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
pub fn is_grid_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && text.len() <= LONGEST
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

macro_rules! grid_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(
            // Shared: a score alone names every standard several times.
            #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"))] Arc<str>,
        );

        impl $name {
            /// The identifier, when `text` is one.
            ///
            /// # Errors
            /// [`Error::Grid`] when the text does not match the pattern of formats.md.
            pub fn new(text: impl Into<String>) -> Result<Self, Error> {
                let text = text.into();
                if !is_grid_id(&text) {
                    return Err(Error::Grid(text));
                }
                Ok(Self(text.into()))
            }

            /// The identifier as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(text: String) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

grid_id! {
    /// The family that a grid's editions belong to.
    GridId;
    /// One published edition of a grid.
    EditionId;
    /// A yes/no question about the programme.
    ConditionId;
    /// A stage (étape) of a programme.
    StageId;
    /// A level (niveau) of the grid.
    LevelId;
    /// A kind of evidence.
    EvidenceTypeId;
    /// A source that a standard rests on.
    SourceId;
    /// A standard (standard, critère) of the grid.
    StandardId;
    /// A piece of evidence that a standard expects; unique in its standard.
    ExpectedId;
}

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(
            #[schemars(with = "String", regex(pattern = r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"))]
            Uuid,
        );

        impl $name {
            /// The identifier made of 16 random bytes; version and variant are set here.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// The identifier, when `text` is a UUID of version 4 in its usual spelling.
            ///
            /// # Errors
            /// [`Error::Uuid`] otherwise.
            pub fn parse(text: &str) -> Result<Self, Error> {
                read_uuid(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(text: String) -> Result<Self, Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

uuid_id! {
    /// Names an organisation over all its programmes.
    OrganisationId;
    /// Names a programme over all its campaigns.
    ProgrammeId;
    /// Names an assessment (évaluation).
    AssessmentId;
    /// Names a piece of evidence (preuve) in an assessment.
    EvidenceId;
    /// Names an action of the improvement plan.
    ActionId;
    /// Names a review (examen) of a dossier that was received.
    ReviewId;
    /// Names an interview (entretien) of a review.
    InterviewId;
}

impl ReviewId {
    /// The name under which the store keeps the records and the journal of the review.
    pub(crate) fn scope(self) -> AssessmentId {
        AssessmentId(self.0)
    }

    /// The review that the store keeps under that name.
    pub(crate) fn of_scope(scope: AssessmentId) -> Self {
        Self(scope.0)
    }
}

fn read_uuid(text: &str) -> Result<Uuid, Error> {
    let refused = || Error::Uuid(text.chars().take(80).collect());
    // `Uuid::try_parse` also takes braces, URNs and bare digits: one spelling is enough.
    if text.len() != 36 {
        return Err(refused());
    }
    let uuid = Uuid::try_parse(text).map_err(|_| refused())?;
    let of_version_4 = uuid.get_version_num() == 4 && uuid.get_variant() == uuid::Variant::RFC4122;
    of_version_4.then_some(uuid).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_id_is_short_and_plain() {
        for good in ["E1", "E1.N1.S1", "a", "9_-.x", &"a".repeat(64)] {
            assert!(StandardId::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            ".a",
            "-a",
            "_a",
            "a b",
            "é",
            "a\u{0}",
            &"a".repeat(65),
            "__proto__",
        ] {
            assert!(StandardId::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn only_version_4_in_its_usual_spelling_is_a_uuid() {
        assert!(EvidenceId::parse("3f0c8f5e-7d2a-4b1c-9e4f-0a1b2c3d4e5f").is_ok());
        for bad in [
            "3f0c8f5e-7d2a-1b1c-9e4f-0a1b2c3d4e5f",
            "3f0c8f5e-7d2a-4b1c-0e4f-0a1b2c3d4e5f",
            "3f0c8f5e7d2a4b1c9e4f0a1b2c3d4e5f",
            "{3f0c8f5e-7d2a-4b1c-9e4f-0a1b2c3d4e5f}",
            "",
        ] {
            assert!(EvidenceId::parse(bad).is_err(), "{bad}");
        }
    }
}
