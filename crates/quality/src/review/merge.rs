//! Two auditors look apart and put their findings together, without loss.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::id::StandardId;

/// What comes of putting another's findings beside one's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merged {
    /// What only the other found: it can be taken over as it stands.
    pub taken: Vec<Finding>,
    /// Where both found something, and not the same.
    pub conflicts: Vec<Conflict>,
}

/// Standard on which two auditors do not say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The standard.
    pub standard: StandardId,
    /// One's own finding.
    pub mine: Finding,
    /// The other's.
    pub theirs: Finding,
}

/// Which finding a person keeps of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// One's own.
    Mine,
    /// The other's.
    Theirs,
}

/// Holds the other's findings against one's own. Nothing is decided: what differs is shown.
pub fn merge(mine: &[Finding], theirs: &[Finding]) -> Merged {
    let mut merged = Merged::default();
    for other in theirs.iter().filter(|finding| !finding.is_blank()) {
        let own = mine
            .iter()
            .find(|finding| finding.standard == other.standard && !finding.is_blank());
        match own {
            None => merged.taken.push(other.clone()),
            Some(own) if own.agrees_with(other) => {}
            Some(own) => merged.conflicts.push(Conflict {
                standard: other.standard.clone(),
                mine: own.clone(),
                theirs: other.clone(),
            }),
        }
    }
    merged
}
