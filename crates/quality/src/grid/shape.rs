//! Shape of a grid's file: which members stand where and what each holds.
//!
//! Knows nothing of references between them. The tables below are the format, line by line.
//! Source: formats.md, section 1.

use serde_json::{Map, Value};

use super::fault::{Fault, Kind, Wanted, step};
use crate::clock::Day;
use crate::id::is_grid_id;

/// What a value must be.
enum Shape {
    Format,
    Text,
    Id,
    Day,
    Language,
    Flag,
    Whole {
        minimum: u64,
        maximum: u64,
    },
    Word(&'static [&'static str]),
    Object(&'static [Member]),
    List(&'static Shape),
    /// An object whose member `kind` says which members it has.
    Kinds {
        words: &'static [&'static str],
        members: &'static [&'static [Member]],
    },
}

struct Member {
    name: &'static str,
    required: bool,
    shape: Shape,
}

const fn must(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        required: true,
        shape,
    }
}

const fn may(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        required: false,
        shape,
    }
}

/// Name of the format, as `format` must hold it.
const FORMAT: &str = "label-mentorat/grid/1";

/// No document stays current for a century.
const MONTHS: Shape = Shape::Whole {
    minimum: 0,
    maximum: 1200,
};

const GRID: &[Member] = &[
    must("format", Shape::Format),
    must("grid", Shape::Id),
    must("edition", Shape::Id),
    must("title", Shape::Text),
    must("official", Shape::Flag),
    may("notice", Shape::Text),
    may("disclaimer", Shape::Text),
    must("language", Shape::Language),
    must("published_on", Shape::Day),
    may(
        "supersedes",
        Shape::Object(&[must("grid", Shape::Id), must("edition", Shape::Id)]),
    ),
    must("conditions", Shape::List(&Shape::Object(CONDITION))),
    must("stages", Shape::List(&Shape::Object(STAGE))),
    must("levels", Shape::List(&Shape::Object(LEVEL))),
    must("evidence_types", Shape::List(&Shape::Object(EVIDENCE_TYPE))),
    must("never_attach", Shape::List(&Shape::Text)),
    must("sources", Shape::List(&Shape::Object(SOURCE))),
    must("standards", Shape::List(&Shape::Object(STANDARD))),
];

const CONDITION: &[Member] = &[must("id", Shape::Id), must("question", Shape::Text)];
const STAGE: &[Member] = &[must("id", Shape::Id), must("title", Shape::Text)];
const EVIDENCE_TYPE: &[Member] = &[must("id", Shape::Id), must("label", Shape::Text)];
const SOURCE: &[Member] = &[
    must("id", Shape::Id),
    must("title", Shape::Text),
    may("url", Shape::Text),
];

const LEVEL: &[Member] = &[
    must("id", Shape::Id),
    must("title", Shape::Text),
    must("meaning", Shape::Text),
    must(
        "rule",
        Shape::Kinds {
            words: &["all", "quota"],
            members: &[RULE_ALL, RULE_QUOTA],
        },
    ),
];
const RULE_ALL: &[Member] = &[must("kind", Shape::Text)];
const RULE_QUOTA: &[Member] = &[
    must("kind", Shape::Text),
    must(
        "minimum_percent",
        Shape::Whole {
            minimum: 1,
            maximum: 100,
        },
    ),
    must("mandatory", Shape::List(&Shape::Id)),
];

const STANDARD: &[Member] = &[
    must("id", Shape::Id),
    must("stage", Shape::Id),
    must("level", Shape::Id),
    must("title", Shape::Text),
    must("statement", Shape::Text),
    may("applies_when", Shape::Id),
    may("eliminatory", Shape::Flag),
    may("eliminatory_reason", Shape::Text),
    may("not_applicable_allowed", Shape::Flag),
    must(
        "obligation",
        Shape::Word(&["legal", "legal_in_some_cases", "good_practice"]),
    ),
    may("checked_by_interview", Shape::Flag),
    must("expected_evidence", Shape::List(&Shape::Object(EXPECTED))),
    must("guidance", Shape::Text),
    must("improvement", Shape::Object(IMPROVEMENT)),
    must("sources", Shape::List(&Shape::Object(CITATION))),
];
const EXPECTED: &[Member] = &[
    must("id", Shape::Id),
    must("type", Shape::Id),
    must("label", Shape::Text),
    must("required", Shape::Flag),
    may("validity_months", MONTHS),
    may("privacy", Shape::Word(&["anonymise", "never_attach"])),
];
const IMPROVEMENT: &[Member] = &[
    must("action", Shape::Text),
    must("effort", Shape::Word(&["small", "medium", "large"])),
    must("months", MONTHS),
];
const CITATION: &[Member] = &[must("source", Shape::Id), may("locator", Shape::Text)];

/// Every fault of shape.
pub(super) fn inspect_grid(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    inspect(document, &Shape::Object(GRID), "", &mut faults);
    faults
}

/// The fault of a document that does not mean to be a grid of this version: listing all that it
/// lacks would only hide it.
pub(super) fn other_document(document: &Value) -> Option<Fault> {
    let members = document.as_object()?;
    let looks_like_a_grid = members.contains_key("stages") && members.contains_key("standards");
    let format = members.get("format")?;
    (format != FORMAT && !looks_like_a_grid)
        .then(|| Fault::at("/format", other_format(format.as_str().unwrap_or_default())))
}

fn other_format(found: &str) -> Kind {
    let found = shortened(found);
    let version = found
        .strip_prefix("label-mentorat/grid/")
        .and_then(|v| v.parse::<u32>().ok());
    match version {
        Some(2..) => Kind::NewerFormat { found },
        Some(0..=1) | None => Kind::WrongFormat { found },
    }
}

fn inspect(value: &Value, shape: &Shape, pointer: &str, faults: &mut Vec<Fault>) {
    let mut refuse = |kind| faults.push(Fault::at(pointer, kind));
    let wrong_type = |wanted| Kind::WrongType { wanted };
    match shape {
        Shape::Flag if value.is_boolean() => {}
        Shape::Flag => refuse(wrong_type(Wanted::Flag)),
        Shape::Whole { minimum, maximum } => {
            let within = value
                .as_u64()
                .is_some_and(|n| (*minimum..=*maximum).contains(&n));
            if !within {
                refuse(Kind::OutOfRange {
                    minimum: *minimum,
                    maximum: *maximum,
                });
            }
        }
        Shape::Format | Shape::Text | Shape::Id | Shape::Day | Shape::Language | Shape::Word(_) => {
            let fault = match value.as_str() {
                Some(text) => fault_of_text(text, shape),
                None => Some(wrong_type(Wanted::Text)),
            };
            fault.into_iter().for_each(refuse);
        }
        Shape::List(item) => match value.as_array() {
            Some(items) => {
                for (at, value) in items.iter().enumerate() {
                    inspect(value, item, &format!("{pointer}/{at}"), faults);
                }
            }
            None => refuse(wrong_type(Wanted::List)),
        },
        Shape::Object(members) => match value.as_object() {
            Some(object) => inspect_members(object, members, pointer, faults),
            None => refuse(wrong_type(Wanted::Object)),
        },
        Shape::Kinds { words, members } => {
            let Some(object) = value.as_object() else {
                return refuse(wrong_type(Wanted::Object));
            };
            let Some(kind) = object.get("kind") else {
                return refuse(Kind::MissingMember {
                    name: "kind".into(),
                });
            };
            let chosen = words.iter().position(|word| kind == word);
            match chosen {
                Some(at) => inspect_members(object, members[at], pointer, faults),
                None => inspect(
                    kind,
                    &Shape::Word(words),
                    &format!("{pointer}/kind"),
                    faults,
                ),
            }
        }
    }
}

fn inspect_members(
    object: &Map<String, Value>,
    members: &[Member],
    pointer: &str,
    faults: &mut Vec<Fault>,
) {
    for (name, value) in object {
        let here = format!("{pointer}/{}", step(name));
        match members.iter().find(|member| member.name == name) {
            // `null` says the same as leaving an optional member out.
            Some(member) if !member.required && value.is_null() => {}
            Some(member) => inspect(value, &member.shape, &here, faults),
            None => faults.push(Fault::at(
                here,
                Kind::UnknownMember {
                    name: shortened(name),
                },
            )),
        }
    }
    for member in members.iter().filter(|member| member.required) {
        if !object.contains_key(member.name) {
            let kind = Kind::MissingMember {
                name: member.name.into(),
            };
            faults.push(Fault::at(pointer, kind));
        }
    }
}

fn fault_of_text(text: &str, shape: &Shape) -> Option<Kind> {
    let found = || shortened(text);
    match shape {
        Shape::Id => (!is_grid_id(text)).then(|| Kind::BadId { found: found() }),
        Shape::Day => Day::parse(text)
            .is_err()
            .then(|| Kind::BadDay { found: found() }),
        Shape::Language => (!is_language(text)).then(|| Kind::BadLanguage { found: found() }),
        Shape::Format => (text != FORMAT).then(|| other_format(text)),
        Shape::Word(allowed) => (!allowed.contains(&text)).then(|| Kind::UnknownWord {
            found: found(),
            allowed,
        }),
        Shape::Text if text.trim().is_empty() => Some(Kind::Blank),
        Shape::Text => forbidden_character(text).map(|found| Kind::ForbiddenCharacter {
            code_point: u32::from(found),
        }),
        Shape::Flag
        | Shape::Whole { .. }
        | Shape::Object(_)
        | Shape::List(_)
        | Shape::Kinds { .. } => None,
    }
}

/// The first control character or bidirectional override of `text`.
fn forbidden_character(text: &str) -> Option<char> {
    text.chars()
        .find(|c| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
}

/// Whether `text` has the shape of a BCP 47 tag: subtags of one to eight letters or digits.
fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// The beginning of a foreign text, with unprintable signs made visible.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(visible).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

fn visible(sign: char) -> impl Iterator<Item = char> {
    let hidden = forbidden_character(sign.encode_utf8(&mut [0; 4])).is_some();
    let plain = (!hidden).then_some(sign);
    let escaped = hidden.then(|| sign.escape_unicode()).into_iter().flatten();
    plain.into_iter().chain(escaped)
}
