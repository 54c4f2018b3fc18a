//! Notices: what a person should know of a file that was taken.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a person should know of a file that was taken.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(tag = "notice", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "EvidenceNotice")]
pub enum Notice {
    /// The auditor may be unable to read it: it is protected by a password.
    Protected {},
    /// It holds something that runs when opened (PDF JavaScript, Launch).
    Active {},
    /// It can also be read as a file of another kind.
    SecondNature {},
    /// It is an image of a kind whose metadata cannot be removed; it may tell place and device.
    MetadataMayRemain {},
    /// It is an image whose metadata was kept, as asked.
    MetadataKept {
        /// What it holds.
        kept: BTreeSet<Metadata>,
    },
    /// Metadata was removed from an image; what is seen is unchanged.
    MetadataRemoved {
        /// What it held.
        removed: BTreeSet<Metadata>,
    },
    /// Its name said another kind than its content: the extension was set right, or the name was
    /// taken already.
    Renamed {
        /// The name it had.
        from: String,
    },
    /// The same content is in the library already, under this title.
    AlreadyThere {
        /// Title of the piece.
        title: String,
    },
}

impl Notice {
    /// Whether it is true of the content itself, whoever adds it and whenever.
    pub fn is_of_content(&self) -> bool {
        match self {
            Self::Protected {}
            | Self::Active {}
            | Self::SecondNature {}
            | Self::MetadataMayRemain {}
            | Self::MetadataKept { .. } => true,
            Self::MetadataRemoved { .. } | Self::Renamed { .. } | Self::AlreadyThere { .. } => {
                false
            }
        }
    }
}

/// What images hold beside what is seen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImageMetadata")]
pub enum Metadata {
    /// Device, settings, moment (EXIF).
    Exif,
    /// The place, inside EXIF.
    Place,
    /// Titles, authors, history of changes (XMP, IPTC).
    Description,
    /// Comments and other texts.
    Text,
    /// Anything else that is not the picture: previews, further pictures, bytes after the end.
    Other,
}
