//! Access: whether a workspace file may be written to, and why not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Occupant;

/// Whether a workspace may be written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Access {
    /// It may.
    Writing,
    /// Only read: a person asked for no more.
    Reading,
    /// Only read: someone else has it open. What is seen is what stood there at the opening.
    OpenElsewhere {
        /// Who, when that is known.
        occupant: Option<Occupant>,
    },
    /// Only read: nothing can be written where the file is.
    ReadOnlyPlace,
    /// Only read: a newer version made the file.
    NewerForm {
        /// Its form.
        found: i64,
        /// The newest form known here.
        known: i64,
    },
}

impl Access {
    /// Whether the workspace may be written to.
    pub fn is_writing(&self) -> bool {
        match self {
            Self::Writing => true,
            Self::Reading
            | Self::OpenElsewhere { .. }
            | Self::ReadOnlyPlace
            | Self::NewerForm { .. } => false,
        }
    }
}
