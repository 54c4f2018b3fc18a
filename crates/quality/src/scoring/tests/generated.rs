//! Generated grids and assessments, for laws.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

use crate::assessment::{Assessment, Evidence};
use crate::grid::Grid;

/// Evidence without an end and dated far ahead: current on any reference day that is generated.
pub(super) fn lasting_evidence() -> Evidence {
    serde_json::from_value(evidence(
        "ffffffff-ffff-4fff-bfff-ffffffffffff",
        Some("2090-01-01"),
        None,
    ))
    .unwrap()
}

/// Puts a list into another order that depends on `seed` alone.
pub(super) fn shuffle<T>(list: &mut [T], mut seed: u64) {
    for at in (1..list.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        list.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
    }
}

/// A grid of 18 to 40 standards and an assessment that answers it.
pub(crate) fn pair() -> impl Strategy<Value = (Grid, Assessment)> {
    let rules = prop::array::uniform3((prop::option::of(1_u8..=100), any::<u8>()));
    let standards = prop::collection::vec(standard(), 18..40);
    let day = "2026-0[1-9]-(0[1-9]|1[0-9]|2[0-8])";
    (
        rules,
        standards,
        prop::collection::vec(piece(), 1..12),
        prop::option::of(any::<bool>()),
        day,
    )
        .prop_map(|(rules, standards, pieces, condition, on)| {
            build(&rules, &standards, &pieces, condition, &on)
        })
}

#[derive(Debug, Clone)]
struct Asked {
    place: Index,
    conditional: bool,
    eliminatory: bool,
    not_applicable: Option<bool>,
    items: Vec<(bool, Option<u32>)>,
    verdict: Option<&'static str>,
    justification: Option<&'static str>,
    links: Vec<(Index, Index)>,
}

const VERDICTS: &[&str] = &[
    "met",
    "met",
    "met",
    "met",
    "partly_met",
    "not_met",
    "not_applicable",
];

fn standard() -> impl Strategy<Value = Asked> {
    let items = prop::collection::vec((any::<bool>(), prop::option::of(0_u32..40)), 0..3);
    (
        (
            any::<Index>(),
            any::<bool>(),
            prop::bool::weighted(0.15),
            prop::option::of(any::<bool>()),
        ),
        items,
        prop::option::weighted(0.9, prop::sample::select(VERDICTS)),
        prop::option::of(prop::sample::select(&["", " \t", "parce que"][..])),
        prop::collection::vec((any::<Index>(), any::<Index>()), 0..6),
    )
        .prop_map(
            |((place, conditional, eliminatory, allowed), items, verdict, why, links)| Asked {
                place,
                conditional,
                eliminatory,
                not_applicable: allowed.filter(|allowed| !(eliminatory && *allowed)),
                items,
                verdict,
                justification: why,
                links,
            },
        )
}

fn piece() -> impl Strategy<Value = (Option<String>, Option<String>)> {
    let day = "202[4-7]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    (prop::option::of(day), prop::option::weighted(0.3, day))
}

fn evidence(id: &str, dated: Option<&str>, until: Option<&str>) -> serde_json::Value {
    json!({
        "id": id, "title": "t", "file_name": "f.txt", "media_type": "text/plain", "size_bytes": 1,
        "digest": format!("sha256:{}", "0".repeat(64)), "document_date": dated,
        "valid_until": until, "added_at": "2026-01-01T00:00:00Z", "privacy": "none",
    })
}

fn build(
    rules: &[(Option<u8>, u8); 3],
    standards: &[Asked],
    pieces: &[(Option<String>, Option<String>)],
    condition: Option<bool>,
    on: &str,
) -> (Grid, Assessment) {
    let cell = |at: usize, asked: &Asked| if at < 18 { at } else { asked.place.index(18) };
    let id = |at: usize| format!("S{at}");
    let level = |number: usize| {
        let (quota, mask) = rules[number];
        let mine = standards
            .iter()
            .enumerate()
            .filter(|(at, s)| cell(*at, s) % 3 == number);
        let mandatory: Vec<_> = mine
            .filter(|(at, _)| mask >> (at % 8) & 1 == 1)
            .map(|(at, _)| id(at))
            .collect();
        let rule = quota.map_or(
            json!({"kind": "all"}),
            |percent| json!({"kind": "quota", "minimum_percent": percent, "mandatory": mandatory}),
        );
        json!({"id": format!("N{number}"), "title": "n", "meaning": "m", "rule": rule})
    };
    let asked =
        |(at, s): (usize, &Asked)| {
            let items = s.items.iter().enumerate().map(|(item, (required, months))| {
            json!({"id": format!("e{item}"), "type": "t", "label": "l", "required": required,
                   "validity_months": months})
        });
            json!({
                "id": id(at), "stage": format!("E{}", cell(at, s) / 3),
                "level": format!("N{}", cell(at, s) % 3), "title": "t", "statement": "s",
                "applies_when": s.conditional.then_some("c"), "eliminatory": s.eliminatory,
                "eliminatory_reason": s.eliminatory.then_some("r"),
                "not_applicable_allowed": s.not_applicable, "obligation": "legal",
                "expected_evidence": items.collect::<Vec<_>>(), "guidance": "g",
                "improvement": {"action": "a", "effort": "small", "months": 1}, "sources": [],
            })
        };
    let grid = json!({
        "format": "label-mentorat/grid/1", "grid": "g", "edition": "1", "title": "t",
        "official": true, "language": "fr", "published_on": "2026-01-01",
        "conditions": [{"id": "c", "question": "q"}],
        "stages": (0..6).map(|s| json!({"id": format!("E{s}"), "title": "s"})).collect::<Vec<_>>(),
        "levels": (0..3).map(level).collect::<Vec<_>>(),
        "evidence_types": [{"id": "t", "label": "l"}], "never_attach": [], "sources": [],
        "standards": standards.iter().enumerate().map(asked).collect::<Vec<_>>(),
    });
    let published = crate::grid::read(serde_json::to_vec(&grid).unwrap()).expect("a sound grid");
    let evidence_id = |at: usize| format!("00000000-0000-4000-8000-{at:012x}");
    let answer = |(at, s): (usize, &Asked)| {
        let link = |(piece, item): &(Index, Index)| {
            let expected = format!("e{}", item.index(s.items.len().max(1)));
            json!({"evidence": evidence_id(piece.index(pieces.len())),
                   "expected": (!s.items.is_empty()).then_some(expected)})
        };
        json!({"standard": id(at), "verdict": s.verdict, "justification": s.justification,
               "evidence": s.links.iter().map(link).collect::<Vec<_>>()})
    };
    let piece = |(at, (dated, until)): (usize, &(Option<String>, Option<String>))| {
        evidence(&evidence_id(at), dated.as_deref(), until.as_deref())
    };
    let conditions: BTreeMap<&str, bool> = condition.map(|yes| ("c", yes)).into_iter().collect();
    let assessment = json!({
        "format": "label-mentorat/assessment/1", "id": "00000000-0000-4000-8000-000000000000",
        "grid": crate::assessment::Edition::of(&published),
        "organisation": {"name": "o", "kind": "other"},
        "programme": {"name": "p", "conditions": conditions},
        "campaign": {"title": "c", "reference_date": on},
        "answers": standards.iter().enumerate().map(answer).collect::<Vec<_>>(),
        "evidence": pieces.iter().enumerate().map(piece).collect::<Vec<_>>(), "actions": [],
    });
    let assessment: Assessment = serde_json::from_value(assessment).unwrap();
    crate::assessment::check(&assessment, &published).expect("a sound assessment");
    (published.grid().clone(), assessment)
}
