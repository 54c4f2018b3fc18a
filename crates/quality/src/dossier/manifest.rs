//! Manifest: `dossier.json`, what a machine reads in a dossier.
//!
//! Knows nothing of pages. A change of meaning is a new version. Source: formats.md, section 4.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Content, Enclosure};
use crate::assessment::Assessment;
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::{EditionId, EvidenceId, GridId};
use crate::json;
use crate::scoring::Score;

/// Name of the manifest among the attached files.
pub const NAME: &str = "dossier.json";
/// Name of the grid among the attached files.
pub const GRID_NAME: &str = "grid.json";
/// Name of the history among the attached files.
pub const JOURNAL_NAME: &str = "journal.jsonl";

/// Most bytes, and deepest nesting, of a manifest. Source: trust.md, R10.
pub const LIMITS: json::Limits = json::Limits {
    size_bytes: 20 << 20,
    depth: 64,
};

/// Name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    /// The only version so far.
    #[serde(rename = "label-mentorat/dossier/1")]
    V1,
}

/// The name of the format, when it is a later one than is known here.
pub fn newer_format(manifest: &serde_json::Value) -> Option<&str> {
    let name = manifest.get("format")?.as_str()?;
    let version: u32 = name.strip_prefix("label-mentorat/dossier/")?.parse().ok()?;
    (version > 1).then_some(name)
}

/// Dossier (dossier) as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "label-mentorat/dossier/1")]
pub struct Manifest {
    /// The format's name.
    pub format: Format,
    /// When the dossier was issued, as its author states.
    pub issued_at: Moment,
    /// What made it.
    pub engine: Engine,
    /// The assessment, without internal notes.
    pub assessment: Assessment,
    /// Its score.
    pub score: Score,
    /// The edition that it answers.
    pub grid: Edition,
    /// Every piece of evidence, enclosed or not.
    pub evidence: Vec<Piece>,
    /// The history of the assessment.
    pub journal: Journal,
    /// What is not printed; its data are here all the same. Absent when everything is.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub omitted: BTreeSet<Part>,
}

/// Part (partie) of the pages that the association may leave out.
///
/// The cover, the summary, the contents, the register of evidence, the declaration and the page on
/// verifying are in every dossier.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The cards of the standards, stage by stage.
    Standards,
    /// The list of gaps.
    Gaps,
    /// The improvement plan.
    Plan,
    /// The history in brief.
    History,
}

impl Part {
    /// Every part, in the order of the pages.
    pub const ALL: [Self; 4] = [Self::Standards, Self::Gaps, Self::Plan, Self::History];
}

/// Application that made a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Which layout it gives the pages: the same layout makes the same bytes, whatever the version.
    #[serde(default = "first_layout", skip_serializing_if = "is_first_layout")]
    pub layout: u32,
}

/// The layout of this engine: raised by each change that makes other bytes of the same data.
///
/// A dossier of another layout cannot be rendered again to compare its pages.
pub const LAYOUT: u32 = 5;

fn first_layout() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_first_layout(layout: &u32) -> bool {
    *layout == first_layout()
}

/// Edition of the grid, and whether it is official.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its family.
    pub grid: GridId,
    /// Its name.
    pub edition: EditionId,
    /// Digest of its file as published.
    pub file_digest: Digest,
    /// Whether the Collectif adopted it.
    pub official: bool,
}

/// Piece of evidence, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its name among the attached files, when it is enclosed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded_as: Option<String>,
    /// Digest of its content.
    pub digest: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// Why it is not enclosed, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOut>,
}

/// Why a piece of evidence is not enclosed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The association chose so.
    NotChosen,
    /// It holds personal data.
    Sensitive,
    /// The file would be larger than a PDF/A can be.
    TooLarge,
    /// The grid says that such a document never enters a dossier.
    NeverAttach,
}

/// History of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// How many entries it has.
    pub entries: u64,
    /// Digest of its last entry; absent when it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_digest: Option<Digest>,
}

/// The assessment as a dossier shows it: without internal notes.
pub fn disclosed(assessment: &Assessment) -> Assessment {
    let mut disclosed = assessment.clone();
    for answer in &mut disclosed.answers {
        answer.private_note = None;
    }
    disclosed
}

/// Digest of the assessment as a dossier shows it; its beginning stands at the foot of each page.
pub fn assessment_digest(disclosed: &Assessment) -> Digest {
    Digest::of_canonical(disclosed)
}

/// The manifest of `content`, whose enclosed evidence has these names.
pub(super) fn manifest(
    content: &Content<'_>,
    disclosed: &Assessment,
    names: &BTreeMap<EvidenceId, String>,
) -> Manifest {
    let grid = content.published.grid();
    let pieces = disclosed.evidence.iter().map(|evidence| Piece {
        evidence: evidence.id,
        embedded_as: names.get(&evidence.id).cloned(),
        digest: evidence.digest,
        size_bytes: evidence.size_bytes,
        left_out: match content.enclosure.get(&evidence.id) {
            Some(Enclosure::Enclosed) => None,
            Some(Enclosure::LeftOut(reason)) => Some(*reason),
            None => Some(LeftOut::NotChosen),
        },
    });
    Manifest {
        format: Format::V1,
        issued_at: content.issued_at,
        engine: content.engine.clone(),
        score: content.score.clone(),
        grid: Edition {
            grid: grid.grid.clone(),
            edition: grid.edition.clone(),
            file_digest: content.published.file_digest(),
            official: grid.official,
        },
        evidence: pieces.collect(),
        journal: Journal {
            entries: content.journal.entries,
            head_digest: content.journal.head_digest,
        },
        omitted: content.omitted.clone(),
        assessment: disclosed.clone(),
    }
}

/// The bytes of a manifest.
pub(super) fn bytes(manifest: &Manifest) -> Vec<u8> {
    serde_json::to_vec(manifest).expect("a manifest is JSON by its type")
}
