//! Outcome of one standard: the first line of the table that fits.
//!
//! Knows nothing of levels. Source: formats.md, section 3, lines 1 to 10.

use std::collections::HashMap;

use super::Outcome;
use crate::assessment::{Answer, Evidence, Verdict};
use crate::clock::Day;
use crate::grid::{ExpectedEvidence, Standard};
use crate::id::EvidenceId;

/// What `answer` makes of `standard` on the day `on`.
pub(super) fn outcome(
    standard: &Standard,
    in_scope: bool,
    answer: Option<&Answer>,
    evidence: &HashMap<EvidenceId, &Evidence>,
    on: Day,
) -> Outcome {
    if !in_scope {
        return Outcome::OutOfScope;
    }
    let Some((answer, verdict)) = answer.and_then(|a| a.verdict.map(|verdict| (a, verdict))) else {
        return Outcome::Unanswered;
    };
    match verdict {
        Verdict::NotApplicable if !standard.allows_not_applicable() => {
            Outcome::NotApplicableRefused
        }
        Verdict::NotApplicable if is_blank(answer.justification.as_deref()) => {
            Outcome::JustificationMissing
        }
        Verdict::NotApplicable => Outcome::Excluded,
        Verdict::NotMet => Outcome::NotMet,
        Verdict::PartlyMet => Outcome::PartlyMet,
        Verdict::Met => outcome_of_evidence(standard, answer, evidence, on),
    }
}

/// Lines 7 to 10. Each is tried over all required items before the next.
fn outcome_of_evidence(
    standard: &Standard,
    answer: &Answer,
    evidence: &HashMap<EvidenceId, &Evidence>,
    on: Day,
) -> Outcome {
    let states: Vec<State> = standard
        .required_evidence()
        .map(|item| state(item, answer, evidence, on))
        .collect();
    let worst = [
        (State::Missing, Outcome::EvidenceMissing),
        (State::Undated, Outcome::EvidenceUndated),
        (State::Expired, Outcome::EvidenceExpired),
    ];
    let found = worst.into_iter().find(|(state, _)| states.contains(state));
    found.map_or(Outcome::Met, |(_, outcome)| outcome)
}

/// How a required item of evidence stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing is linked.
    Missing,
    /// All that is linked would need a date and has none.
    Undated,
    /// None of what is linked is current, and some of it is dated or bounded.
    Expired,
    /// At least one linked piece is current.
    Current,
}

fn state(
    item: &ExpectedEvidence,
    answer: &Answer,
    evidence: &HashMap<EvidenceId, &Evidence>,
    on: Day,
) -> State {
    let linked = answer
        .evidence
        .iter()
        .filter(|link| link.expected.as_ref() == Some(&item.id));
    let linked = linked.filter_map(|link| evidence.get(&link.evidence));
    let last_days: Vec<LastDay> = linked.map(|evidence| last_day(evidence, item)).collect();
    if last_days.is_empty() {
        return State::Missing;
    }
    if last_days.iter().all(|last| *last == LastDay::Unknown) {
        return State::Undated;
    }
    if last_days.iter().any(|last| last.is_on_or_after(on)) {
        State::Current
    } else {
        State::Expired
    }
}

/// Last day on which a piece of evidence is current.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastDay {
    /// It would need a document date and has none.
    Unknown,
    Never,
    On(Day),
}

impl LastDay {
    fn is_on_or_after(self, day: Day) -> bool {
        match self {
            Self::Unknown => false,
            Self::Never => true,
            Self::On(last) => day <= last,
        }
    }
}

fn last_day(evidence: &Evidence, item: &ExpectedEvidence) -> LastDay {
    match (
        evidence.valid_until,
        item.validity_months,
        evidence.document_date,
    ) {
        (Some(until), _, _) => LastDay::On(until),
        (None, None, _) => LastDay::Never,
        (None, Some(months), Some(dated)) => LastDay::On(dated.plus_months(months)),
        (None, Some(_), None) => LastDay::Unknown,
    }
}

/// Whether a text is absent or only white space.
fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
