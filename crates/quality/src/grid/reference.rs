//! References inside a grid's file: counts, duplicates, dangling ids, rules that contradict.
//!
//! Works on the raw document, so that these faults are found beside faults of shape.
//! Source: formats.md, section 1.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::fault::{Counted, Fault, Kind};

/// Every fault of reference.
pub(super) fn inspect_grid(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    count(document, "stages", Counted::Stages, 6, &mut faults);
    count(document, "levels", Counted::Levels, 3, &mut faults);
    for list in [
        "conditions",
        "stages",
        "levels",
        "evidence_types",
        "sources",
        "standards",
    ] {
        refuse_duplicates(ids(&document[list], &format!("/{list}")), &mut faults);
    }
    let known = Known::in_document(document);
    for (at, standard) in items(&document["standards"]).enumerate() {
        inspect_standard(standard, &format!("/standards/{at}"), &known, &mut faults);
    }
    for (at, level) in items(&document["levels"]).enumerate() {
        inspect_rule(
            level,
            &format!("/levels/{at}/rule/mandatory"),
            &known,
            &mut faults,
        );
    }
    refuse_empty(document, "stages", "stage", Counted::Stages, &mut faults);
    refuse_empty(document, "levels", "level", Counted::Levels, &mut faults);
    if document["official"] == false && document["notice"].is_null() {
        let pointer = if document.get("notice").is_some() {
            "/notice"
        } else {
            ""
        };
        faults.push(Fault::at(pointer, Kind::NoticeMissing));
    }
    let superseded = &document["supersedes"];
    if superseded.is_object()
        && superseded["grid"] == document["grid"]
        && superseded["edition"] == document["edition"]
    {
        faults.push(Fault::at("/supersedes", Kind::SupersedesItself));
    }
    faults
}

/// Identifiers that a document defines. A list that is missing, or one of whose items lacks its
/// id, is one fault of shape: what refers to it is not judged.
struct Known<'d> {
    lists: HashMap<&'static str, HashSet<&'d str>>,
    /// Level of each standard.
    levels: HashMap<&'d str, &'d str>,
}

impl<'d> Known<'d> {
    fn in_document(document: &'d Value) -> Self {
        let lists = [
            "conditions",
            "stages",
            "levels",
            "evidence_types",
            "sources",
            "standards",
        ];
        let set = |list: &'static str| {
            let items = document[list].as_array()?.iter();
            let ids: Option<HashSet<_>> = items.map(|item| item["id"].as_str()).collect();
            Some((list, ids?))
        };
        let level = |s: &'d Value| Some((s["id"].as_str()?, s["level"].as_str()?));
        Self {
            lists: lists.into_iter().filter_map(set).collect(),
            levels: items(&document["standards"]).filter_map(level).collect(),
        }
    }

    /// Refuses a reference to something that `list` does not define. A value that is not text
    /// is a fault of shape.
    fn require(
        &self,
        list: &'static str,
        reference: &Value,
        pointer: String,
        faults: &mut Vec<Fault>,
    ) {
        let Some(id) = reference.as_str() else { return };
        let defined = self.lists.get(list).is_none_or(|ids| ids.contains(id));
        if crate::id::is_grid_id(id) && !defined {
            faults.push(Fault::at(
                pointer,
                Kind::UnknownReference {
                    id: id.to_owned(),
                    list,
                },
            ));
        }
    }
}

fn inspect_standard(standard: &Value, here: &str, known: &Known<'_>, faults: &mut Vec<Fault>) {
    known.require(
        "stages",
        &standard["stage"],
        format!("{here}/stage"),
        faults,
    );
    known.require(
        "levels",
        &standard["level"],
        format!("{here}/level"),
        faults,
    );
    known.require(
        "conditions",
        &standard["applies_when"],
        format!("{here}/applies_when"),
        faults,
    );
    for (at, expected) in items(&standard["expected_evidence"]).enumerate() {
        let pointer = format!("{here}/expected_evidence/{at}/type");
        known.require("evidence_types", &expected["type"], pointer, faults);
    }
    let place = format!("{here}/expected_evidence");
    refuse_duplicates(ids(&standard["expected_evidence"], &place), faults);
    for (at, citation) in items(&standard["sources"]).enumerate() {
        let pointer = format!("{here}/sources/{at}/source");
        known.require("sources", &citation["source"], pointer, faults);
    }
    if standard["eliminatory"] == true {
        if standard["not_applicable_allowed"] == true {
            let pointer = format!("{here}/not_applicable_allowed");
            faults.push(Fault::at(pointer, Kind::EliminatoryAllowsNotApplicable));
        }
        if standard["eliminatory_reason"].is_null() {
            faults.push(Fault::at(here, Kind::EliminatoryWithoutReason));
        }
    }
}

fn inspect_rule(level: &Value, here: &str, known: &Known<'_>, faults: &mut Vec<Fault>) {
    let mandatory = &level["rule"]["mandatory"];
    for (at, id) in items(mandatory).enumerate() {
        let pointer = format!("{here}/{at}");
        known.require("standards", id, pointer.clone(), faults);
        let Some((standard, level)) = id.as_str().zip(level["id"].as_str()) else {
            continue;
        };
        if known.levels.get(standard).is_some_and(|of| *of != level) {
            let (standard, level) = (standard.to_owned(), level.to_owned());
            faults.push(Fault::at(
                pointer,
                Kind::MandatoryOfAnotherLevel { standard, level },
            ));
        }
    }
    let listed = items(mandatory).enumerate();
    let listed = listed.filter_map(|(at, id)| Some((format!("{here}/{at}"), id.as_str()?)));
    refuse_duplicates(listed, faults);
}

fn count(document: &Value, list: &str, of: Counted, wanted: usize, faults: &mut Vec<Fault>) {
    let Some(found) = document[list].as_array().map(Vec::len) else {
        return;
    };
    if found != wanted {
        faults.push(Fault::at(
            format!("/{list}"),
            Kind::WrongCount { of, found, wanted },
        ));
    }
}

fn refuse_empty(document: &Value, list: &str, member: &str, of: Counted, faults: &mut Vec<Fault>) {
    let Some(standards) = document["standards"].as_array() else {
        return;
    };
    let used: HashSet<&str> = standards
        .iter()
        .filter_map(|s| s[member].as_str())
        .collect();
    for (at, part) in items(&document[list]).enumerate() {
        let Some(id) = part["id"].as_str().filter(|id| !used.contains(id)) else {
            continue;
        };
        let kind = Kind::WithoutStandard {
            of,
            id: id.to_owned(),
        };
        faults.push(Fault::at(format!("/{list}/{at}"), kind));
    }
}

/// Refuses the second of two ids that differ at most in case: file systems and people mix them up.
fn refuse_duplicates<'d>(ids: impl Iterator<Item = (String, &'d str)>, faults: &mut Vec<Fault>) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (pointer, id) in ids {
        match seen.get(&id.to_lowercase()) {
            Some(first) => {
                let kind = Kind::DuplicateId {
                    id: id.to_owned(),
                    first: first.clone(),
                };
                faults.push(Fault::at(pointer, kind));
            }
            None => {
                seen.insert(id.to_lowercase(), pointer);
            }
        }
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn ids<'d>(list: &'d Value, pointer: &str) -> impl Iterator<Item = (String, &'d str)> {
    items(list)
        .enumerate()
        .filter_map(move |(at, item)| Some((format!("{pointer}/{at}/id"), item["id"].as_str()?)))
}
