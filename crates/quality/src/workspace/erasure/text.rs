//! A person's name in the texts of a workspace: found, shown, erased.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::name::Name;
use super::{Erased, Unreachable};
use crate::assessment::LONGEST_TEXT;
use crate::clock::Moment;
use crate::id::AssessmentId;
use crate::journal::{Record, RecordKind};
use crate::store::{Edit, Kept, Store};
use crate::workspace::Error;
use crate::workspace::author::AUTHOR;
use crate::workspace::wording::{ERASED_NAME, ERASED_NAME_SHORT};

/// Members that hold no text of a person's: identifiers, words of the format, days, digests.
const NO_TEXT: &[&str] = &[
    "id",
    "standard",
    "verdict",
    "answered_at",
    "expected",
    "media_type",
    "digest",
    "document_date",
    "valid_until",
    "added_at",
    "privacy",
    "status",
    "due_on",
    "kind",
    "started_on",
    "reference_date",
];

/// Every kind of record.
const KINDS: &[RecordKind] = &[
    RecordKind::Organisation,
    RecordKind::Programme,
    RecordKind::Campaign,
    RecordKind::Answer,
    RecordKind::Note,
    RecordKind::Evidence,
    RecordKind::Action,
    RecordKind::Received,
    RecordKind::Proceeding,
    RecordKind::Finding,
    RecordKind::Interview,
];

/// A place at which a name was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamePlace {
    /// The assessment; nothing for what belongs to the whole workspace.
    pub assessment: Option<AssessmentId>,
    /// Where in it.
    pub whereabouts: Whereabouts,
    /// The name with some words around it.
    pub excerpt: String,
}

/// Where a name was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    tag = "kind",
    content = "value",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Whereabouts {
    /// A record as it stands.
    Record {
        /// The record.
        record: Record,
        /// The member that holds the text; empty for a note.
        member: String,
    },
    /// An entry of the history; it will be emptied.
    History {
        /// The record.
        record: Record,
        /// The change that the entry belongs to.
        change: u64,
    },
    /// The author of changes.
    Author {
        /// How many changes.
        changes: u64,
    },
    /// The name that new changes bear.
    Setting,
    /// The name of a dossier's file in the register of those that were issued.
    Dossier,
}

/// Calls `visit` with every text of a content and the member that holds it.
fn visit<'v>(content: &'v Value, member: &'v str, visit_text: &mut dyn FnMut(&'v str, &'v str)) {
    match content {
        Value::String(text) => visit_text(member, text),
        Value::Array(items) => items
            .iter()
            .for_each(|item| visit(item, member, visit_text)),
        Value::Object(members) => {
            for (member, content) in members {
                if is_text(member, content) {
                    visit(content, member, visit_text);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a member may hold texts. `evidence` is an id in a link, and a list in an answer.
fn is_text(member: &str, content: &Value) -> bool {
    !NO_TEXT.contains(&member) && (member != "evidence" || content.is_array())
}

/// Replaces the name in every text of a content; tells whether it stood in one.
fn replace(content: &mut Value, name: &Name) -> bool {
    match content {
        Value::String(text) => {
            let fits = |text: &String| text.chars().count() <= LONGEST_TEXT;
            let with = |mark| name.replaced(text, mark);
            let Some(replaced) = with(ERASED_NAME)
                .filter(fits)
                .or_else(|| with(ERASED_NAME_SHORT))
            else {
                return false;
            };
            *text = replaced;
            true
        }
        Value::Array(items) => {
            let mut stood = false;
            for item in items {
                stood |= replace(item, name);
            }
            stood
        }
        Value::Object(members) => members.iter_mut().fold(false, |stood, (member, content)| {
            is_text(member, content) && replace(content, name) || stood
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether the name stands in a text of a content.
fn stands_in(content: &Value, name: &Name) -> bool {
    let mut stands = false;
    visit(content, "", &mut |_, text| {
        stands = stands || !name.places(text).is_empty();
    });
    stands
}

/// The entries of an assessment's journals that hold the name.
fn entries(store: &Store, id: AssessmentId, name: &Name) -> Result<Vec<Kept>, Error> {
    let mut entered = store.entered(id, KINDS, &[], "")?;
    entered.retain(|kept| {
        let contents = kept.entry.before.iter().chain(&kept.entry.after);
        contents.into_iter().any(|content| stands_in(content, name))
    });
    Ok(entered)
}

/// Where the name stands: first as it stands now, then in the history.
pub(super) fn find(store: &Store, name: &Name) -> Result<Vec<NamePlace>, Error> {
    let (mut places, mut past) = (Vec::new(), Vec::new());
    for id in store.every_scope()? {
        let assessment = Some(id);
        let records = store.standing_records(id)?;
        for (record, content) in &records {
            visit(content, "", &mut |member, text| {
                places.extend(name.excerpt(text).map(|excerpt| NamePlace {
                    assessment,
                    whereabouts: Whereabouts::Record {
                        record: record.clone(),
                        member: member.to_owned(),
                    },
                    excerpt,
                }));
            });
        }
        for (author, changes) in store.authors(id)? {
            places.extend(name.excerpt(&author).map(|excerpt| NamePlace {
                assessment,
                whereabouts: Whereabouts::Author { changes },
                excerpt,
            }));
        }
        for kept in entries(store, id, name)? {
            let contents = kept.entry.before.iter().chain(&kept.entry.after);
            let mut excerpt = None;
            for content in contents {
                visit(content, "", &mut |_, text| {
                    excerpt = excerpt.take().or_else(|| name.excerpt(text));
                });
            }
            past.push(NamePlace {
                assessment,
                whereabouts: Whereabouts::History {
                    record: kept.entry.record,
                    change: kept.change,
                },
                excerpt: excerpt.unwrap_or_default(),
            });
        }
    }
    let of_workspace = |whereabouts, text: &str| {
        name.excerpt(text).map(|excerpt| NamePlace {
            assessment: None,
            whereabouts,
            excerpt,
        })
    };
    let author = store.setting(AUTHOR)?;
    places.extend(author.and_then(|author| of_workspace(Whereabouts::Setting, &author)));
    for dossier in store.issued()? {
        places.extend(of_workspace(Whereabouts::Dossier, &dossier.file_name));
    }
    places.append(&mut past);
    Ok(places)
}

/// Erases the name wherever it stands, in one transaction.
pub(super) fn erase(store: &Store, name: &Name, at: Moment) -> Result<Erased, Error> {
    let author = store.setting(AUTHOR)?;
    let is_own = |author: &String| !name.places(author).is_empty();
    let erases_author = author.as_ref().is_some_and(is_own);
    let mut erased = Erased::default();
    let erasing = store.erasing(at, author.filter(|author| !is_own(author)), "name", "")?;
    for id in store.every_scope()? {
        erased.entries += erasing.empty(id, &entries(store, id, name)?)?;
        for (author, changes) in store.authors(id)? {
            if is_own(&author) {
                erasing.forget_author(id, &author)?;
                erased.entries += changes;
            }
        }
        let mut edits = Vec::new();
        for (record, mut content) in store.standing_records(id)? {
            if record.kind == RecordKind::Evidence {
                let title = content["title"].as_str().unwrap_or_default();
                let title = name
                    .replaced(title, ERASED_NAME)
                    .unwrap_or(title.to_owned());
                erased.unreachable.unsearched.push(title);
            }
            if replace(&mut content, name) {
                let after = Some(content);
                edits.push(Edit { record, after });
            }
        }
        erased.records += edits.len() as u64;
        erasing.change(id, &edits)?;
    }
    if erases_author {
        erasing.forget_setting(AUTHOR)?;
    }
    for dossier in store.issued()? {
        if let Some(other) = name.replaced(&dossier.file_name, ERASED_NAME) {
            erasing.rename_issued(&dossier.file_name, &other)?;
        }
    }
    erasing.finish()?;
    erased.unreachable = Unreachable {
        dossiers: store.issued()?,
        ..erased.unreachable
    };
    Ok(erased)
}
