//! History (historique): who changed what, when, and what stood there before.
//!
//! The order is the journal's own, never the clock's. Private notes are told here and marked:
//! what is told here stays in the house. Source: trust.md, G10 and G13.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Error, Workspace};
use crate::assessment::{Action, Answer, Campaign, Evidence};
use crate::clock::Moment;
use crate::id::{AssessmentId, StandardId};
use crate::journal::{Entry, Record, RecordKind};
use crate::json::{Mismatch, build};
use crate::organisation::{Organisation, Programme};
use crate::store::{Cause, Kept};

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// The change that it belongs to: what a person did in one go.
    pub change: u64,
    /// When, by the clock of the machine.
    pub recorded_at: Moment,
    /// Who, when that was said and not erased.
    pub author: Option<String>,
    /// How it came about.
    pub origin: Origin,
    /// What was changed.
    pub record: Record,
    /// What happened to it.
    pub deed: Deed,
    /// What stood there.
    pub before: Option<Content>,
    /// What stands there since.
    pub after: Option<Content>,
    /// Whether it stays in the workspace, out of every dossier.
    pub is_private: bool,
}

/// How a change came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person entered it.
    Entered,
    /// A person took a change back, or made it again.
    Reverted,
    /// Something was erased.
    Erased,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It came to be.
    Made,
    /// It changed.
    Changed,
    /// It went.
    Removed,
    /// Nobody can say any more: its content was erased.
    Erased,
}

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    tag = "kind",
    content = "value",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Content {
    /// The organisation.
    Organisation(Organisation),
    /// The programme.
    Programme(Programme),
    /// The campaign.
    Campaign(Campaign),
    /// An answer, without its private note.
    Answer(Answer),
    /// The private note on an answer.
    Note(String),
    /// A piece of evidence.
    Evidence(Evidence),
    /// An action of the plan.
    Action(Action),
}

/// What a person did in one go, in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecentChange {
    /// Its number in the assessment.
    pub change: u64,
    /// When, by the clock of the machine.
    pub recorded_at: Moment,
    /// Who, when that was said and not erased.
    pub author: Option<String>,
    /// How it came about.
    pub origin: Origin,
    /// What it touched, the last first.
    pub touched: Vec<Touched>,
}

/// A record that a change touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Touched {
    /// The record.
    pub record: Record,
    /// What happened to it.
    pub deed: Deed,
    /// Title of the evidence, or what the action is.
    pub title: Option<String>,
}

impl Workspace {
    /// Everything that happened to a standard: its answer, its private note, its actions and the
    /// evidence that ever served it; the newest first.
    ///
    /// # Errors
    /// As the store says.
    pub fn history(
        &self,
        id: AssessmentId,
        standard: &StandardId,
    ) -> Result<Vec<HistoryEntry>, Error> {
        self.load(id)?;
        let entered = self.store.entered(
            id,
            &[RecordKind::Evidence, RecordKind::Action],
            &[RecordKind::Answer, RecordKind::Note],
            standard.as_str(),
        )?;
        let read = entered.into_iter().map(read);
        let entries: Result<Vec<HistoryEntry>, Mismatch> = read.collect();
        let mut entries = entries.map_err(|error| self.store.damaged(&error))?;
        let (mut served, mut planned) = (BTreeSet::new(), BTreeSet::new());
        for entry in &entries {
            for content in entry.before.iter().chain(&entry.after) {
                match content {
                    Content::Answer(answer) => {
                        let links = answer.evidence.iter();
                        served.extend(links.map(|link| link.evidence.to_string()));
                    }
                    Content::Action(action) if action.standard == *standard => {
                        planned.insert(action.id.to_string());
                    }
                    Content::Action(_)
                    | Content::Evidence(_)
                    | Content::Note(_)
                    | Content::Organisation(_)
                    | Content::Programme(_)
                    | Content::Campaign(_) => {}
                }
            }
        }
        entries.retain(|entry| match entry.record.kind {
            RecordKind::Evidence => served.contains(&entry.record.key),
            RecordKind::Action => planned.contains(&entry.record.key),
            RecordKind::Answer | RecordKind::Note => true,
            RecordKind::Organisation
            | RecordKind::Programme
            | RecordKind::Campaign
            | RecordKind::Received
            | RecordKind::Proceeding
            | RecordKind::Finding
            | RecordKind::Interview => false,
        });
        Ok(entries)
    }

    /// The last changes of an assessment, the newest first.
    ///
    /// # Errors
    /// As the store says.
    pub fn recent_changes(&self, id: AssessmentId, limit: u32) -> Result<Vec<RecentChange>, Error> {
        self.load(id)?;
        let mut changes = Vec::<RecentChange>::new();
        for kept in self.store.entered_last(id, limit)? {
            let entry = read(kept).map_err(|error| self.store.damaged(&error))?;
            let touched = Touched {
                title: entry
                    .after
                    .as_ref()
                    .or(entry.before.as_ref())
                    .and_then(title),
                record: entry.record,
                deed: entry.deed,
            };
            match changes.last_mut() {
                Some(last) if last.change == entry.change => last.touched.push(touched),
                Some(_) | None => changes.push(RecentChange {
                    change: entry.change,
                    recorded_at: entry.recorded_at,
                    author: entry.author,
                    origin: entry.origin,
                    touched: vec![touched],
                }),
            }
        }
        Ok(changes)
    }
}

fn title(content: &Content) -> Option<String> {
    match content {
        Content::Evidence(evidence) => Some(evidence.title.clone()),
        Content::Action(action) => Some(action.action.clone()),
        Content::Organisation(_)
        | Content::Programme(_)
        | Content::Campaign(_)
        | Content::Answer(_)
        | Content::Note(_) => None,
    }
}

fn read(kept: Kept) -> Result<HistoryEntry, Mismatch> {
    let origin = match kept.cause {
        Cause::Deed => Origin::Entered,
        Cause::Reverting(_) => Origin::Reverted,
        Cause::Erasing(_) => Origin::Erased,
    };
    let Entry {
        recorded_at,
        author,
        record,
        before,
        after,
        ..
    } = kept.entry;
    let deed = match (&before, &after) {
        // What an erasing writes says nothing of what stood there.
        (None, Some(_)) if origin == Origin::Erased => Deed::Changed,
        (None, Some(_)) => Deed::Made,
        (Some(_), Some(_)) => Deed::Changed,
        (Some(_), None) => Deed::Removed,
        (None, None) => Deed::Erased,
    };
    let content = |value: Option<Value>| value.map(|v| content(record.kind, v)).transpose();
    Ok(HistoryEntry {
        change: kept.change,
        recorded_at,
        author,
        origin,
        deed,
        before: content(before)?,
        after: content(after)?,
        is_private: kept.is_private,
        record,
    })
}

/// What a record of that kind holds.
pub(super) fn content(kind: RecordKind, value: Value) -> Result<Content, Mismatch> {
    Ok(match kind {
        RecordKind::Organisation => Content::Organisation(build(value)?),
        RecordKind::Programme => Content::Programme(build(value)?),
        RecordKind::Campaign => Content::Campaign(build(value)?),
        RecordKind::Answer => Content::Answer(build(value)?),
        RecordKind::Note => Content::Note(build(value)?),
        RecordKind::Evidence => Content::Evidence(build(value)?),
        RecordKind::Action => Content::Action(build(value)?),
        RecordKind::Received
        | RecordKind::Proceeding
        | RecordKind::Finding
        | RecordKind::Interview => {
            return Err(Mismatch {
                pointer: String::new(),
                detail: format!("{kind:?} in an assessment"),
            });
        }
    })
}

#[cfg(test)]
mod tests;
