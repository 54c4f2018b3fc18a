//! Erasure (effacement): an assessment, a piece of evidence or a person's name, taken out for good.
//!
//! Out of the records, the journals, the contents, and the pages and the log of the file; what
//! cannot be reached is listed. The chains of the journals still hold: emptied entries keep their
//! digests. Undo does not bring back what was erased. Source: trust.md, G13.

mod name;
mod text;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::author::AUTHOR;
use super::error::Field;
use super::library::notices_name;
use super::{Error, Workspace};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::{AssessmentId, EvidenceId};
use crate::journal::{Record, RecordKind};
use crate::store::{Edit, IssuedDossier, Kept, Store};
use name::Name;
pub use text::{NamePlace, Whereabouts};

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erasure {
    /// A whole assessment.
    Assessment {
        /// The assessment.
        assessment: AssessmentId,
    },
    /// A piece of evidence, with everything it ever was.
    Evidence {
        /// The assessment.
        assessment: AssessmentId,
        /// The piece.
        evidence: EvidenceId,
    },
    /// A person's name, wherever it stands.
    Name {
        /// The name, by whole words; accents and case do not matter.
        name: String,
    },
}

/// What came of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// How many records were changed or removed.
    pub records: u64,
    /// How many entries of the journals were emptied or lost their author's name.
    pub entries: u64,
    /// Contents of evidence that are gone.
    pub contents: Vec<Digest>,
    /// Contents that stay because other evidence has the same.
    pub shared_contents: Vec<Digest>,
    /// What could not be reached.
    pub unreachable: Unreachable,
}

/// What an erasure cannot reach.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unreachable {
    /// Dossiers that were issued and may hold what was erased, the newest first.
    pub dossiers: Vec<IssuedDossier>,
    /// Copies of the workspace that could not be opened or written, by the names of their files.
    pub copies: Vec<String>,
    /// Titles of the evidence in whose content a name was not looked for.
    pub unsearched: Vec<String>,
}

impl Workspace {
    /// Erases an assessment, in the trash or not, with everything that belongs to it alone.
    ///
    /// # Errors
    /// As the store says; nothing was erased then.
    pub fn erase_assessment(&self, assessment: AssessmentId) -> Result<Erased, Error> {
        self.erase(&Erasure::Assessment { assessment })
    }

    /// Erases a piece of evidence: what is said of it, its links, and the content of every
    /// revision.
    ///
    /// # Errors
    /// [`Error::UnknownEvidence`], or as the store says; nothing was erased then.
    pub fn erase_evidence(
        &self,
        assessment: AssessmentId,
        evidence: EvidenceId,
    ) -> Result<Erased, Error> {
        self.erase(&Erasure::Evidence {
            assessment,
            evidence,
        })
    }

    /// Erases a person's name wherever it stands.
    ///
    /// # Errors
    /// [`Error::Blank`] for a name of fewer than two letters, or as the store says; nothing was
    /// erased then.
    pub fn erase_name(&self, name: &str) -> Result<Erased, Error> {
        self.erase(&Erasure::Name {
            name: name.to_owned(),
        })
    }

    /// Where a person's name stands: what [`Workspace::erase_name`] would change.
    ///
    /// # Errors
    /// As [`Workspace::erase_name`].
    pub fn find_name(&self, name: &str) -> Result<Vec<NamePlace>, Error> {
        let name = Name::new(name).ok_or(Error::Blank(Field::PersonName))?;
        text::find(&self.store, &name)
    }

    pub(super) fn erase(&self, erasure: &Erasure) -> Result<Erased, Error> {
        self.last_read.take();
        erase_in(&self.store, erasure, self.now())
    }
}

/// Erases something in an opened file of facts: a workspace or a copy of one.
pub(crate) fn erase_in(store: &Store, erasure: &Erasure, at: Moment) -> Result<Erased, Error> {
    match erasure {
        Erasure::Assessment { assessment } => erase_assessment(store, *assessment, at),
        Erasure::Evidence {
            assessment,
            evidence,
        } => erase_evidence(store, *assessment, *evidence, at),
        Erasure::Name { name } => {
            let name = Name::new(name).ok_or(Error::Blank(Field::PersonName))?;
            text::erase(store, &name, at)
        }
    }
}

fn erase_assessment(store: &Store, id: AssessmentId, at: Moment) -> Result<Erased, Error> {
    store.deleted_at(id)?;
    let pieces = store.entered(id, &[RecordKind::Evidence], &[], "")?;
    let records = store.standing_records(id)?;
    let digests = digests_of(pieces.iter(), &records);
    let erasing = store.erasing(at, None, "assessment", &id.to_string())?;
    erasing.remove_assessment(id)?;
    let (contents, shared_contents) = erasing.remove_contents(&digests)?;
    for digest in &contents {
        erasing.forget_setting(&notices_name(*digest))?;
    }
    erasing.finish()?;
    Ok(Erased {
        records: records.len() as u64,
        entries: 0,
        contents,
        shared_contents,
        unreachable: Unreachable {
            dossiers: issued_of(store, id)?,
            ..Unreachable::default()
        },
    })
}

fn erase_evidence(
    store: &Store,
    id: AssessmentId,
    evidence: EvidenceId,
    at: Moment,
) -> Result<Erased, Error> {
    let key = evidence.to_string();
    let pieces = store.entered(id, &[], &[RecordKind::Evidence], &key)?;
    if pieces.is_empty() {
        return Err(Error::UnknownEvidence(evidence));
    }
    let records = store.standing_records(id)?;
    let own = |record: &Record| record.kind == RecordKind::Evidence && record.key == key;
    let standing: Vec<_> = records
        .iter()
        .filter(|(record, _)| own(record))
        .cloned()
        .collect();
    let digests = digests_of(pieces.iter(), &standing);
    let mut edits: Vec<Edit> = Vec::new();
    for (record, content) in &records {
        if let Some(after) = without_links(record, content, &key) {
            let (record, after) = (record.clone(), Some(after));
            edits.push(Edit { record, after });
        }
    }
    edits.extend(standing.into_iter().map(|(record, _)| Edit {
        record,
        after: None,
    }));
    let author = store.setting(AUTHOR)?;
    let erasing = store.erasing(at, author, "evidence", &key)?;
    let entries = erasing.empty(id, &pieces)?;
    erasing.change(id, &edits)?;
    erasing.forget_retention(id, &key)?;
    let (contents, shared_contents) = erasing.remove_contents(&digests)?;
    for digest in &contents {
        erasing.forget_setting(&notices_name(*digest))?;
    }
    erasing.finish()?;
    Ok(Erased {
        records: edits.len() as u64,
        entries,
        contents,
        shared_contents,
        unreachable: Unreachable {
            dossiers: issued_of(store, id)?,
            ..Unreachable::default()
        },
    })
}

/// The answer without its links to a piece of evidence; nothing when it has none.
fn without_links(record: &Record, content: &Value, evidence: &str) -> Option<Value> {
    if record.kind != RecordKind::Answer {
        return None;
    }
    let mut content = content.clone();
    let links = content.get_mut("evidence")?.as_array_mut()?;
    let before = links.len();
    links.retain(|link| link["evidence"] != evidence);
    (links.len() < before).then_some(content)
}

/// The digests that pieces of evidence have or had.
fn digests_of<'k>(
    entries: impl Iterator<Item = &'k Kept>,
    records: &[(Record, Value)],
) -> BTreeSet<Digest> {
    let past = entries.flat_map(|kept| kept.entry.before.iter().chain(&kept.entry.after));
    let standing = records
        .iter()
        .filter(|(record, _)| record.kind == RecordKind::Evidence);
    past.chain(standing.map(|(_, content)| content))
        .filter_map(|content| Digest::parse(content["digest"].as_str()?).ok())
        .collect()
}

fn issued_of(store: &Store, id: AssessmentId) -> Result<Vec<IssuedDossier>, Error> {
    let mut issued = store.issued()?;
    issued.retain(|dossier| dossier.assessment == id);
    Ok(issued)
}

#[cfg(test)]
mod tests;
