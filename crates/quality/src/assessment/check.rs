//! Whether an assessment is consistent in itself and with its grid.
//!
//! Knows nothing of what the answers are worth. Source: formats.md, section 2.

use std::collections::{HashMap, HashSet};

use super::{Answer, Assessment, Error, LONGEST_TEXT};
use crate::grid::{Published, Standard};
use crate::id::{EvidenceId, StandardId};

/// Holds an assessment against the edition that it answers.
///
/// # Errors
/// The first contradiction found; see [`Error`].
pub fn check(assessment: &Assessment, published: &Published) -> Result<(), Error> {
    check_edition(assessment, published)?;
    let grid = published.grid();
    let unknown = |id: &&_| !grid.conditions.iter().any(|condition| condition.id == **id);
    if let Some(id) = assessment.programme.conditions.keys().find(unknown) {
        return Err(Error::UnknownCondition(id.clone()));
    }
    let standards: HashMap<&StandardId, &Standard> = grid
        .standards
        .iter()
        .map(|standard| (&standard.id, standard))
        .collect();
    let evidence = check_evidence(assessment)?;
    let mut answered = HashSet::new();
    for answer in &assessment.answers {
        let standard = standards
            .get(&answer.standard)
            .ok_or_else(|| Error::UnknownStandard(answer.standard.clone()))?;
        if !answered.insert(&answer.standard) {
            return Err(Error::DuplicateAnswer(answer.standard.clone()));
        }
        check_answer(answer, standard, &evidence)?;
    }
    let mut planned = HashSet::new();
    for action in &assessment.actions {
        if !standards.contains_key(&action.standard) {
            return Err(Error::UnknownStandard(action.standard.clone()));
        }
        if !planned.insert(action.id) {
            return Err(Error::DuplicateAction(action.id));
        }
        let texts = [
            Some(&action.action),
            action.cause.as_ref(),
            action.outcome.as_ref(),
        ];
        check_lengths(&format!("action {}", action.id), &texts)?;
    }
    Ok(())
}

fn check_edition(assessment: &Assessment, published: &Published) -> Result<(), Error> {
    let pinned = &assessment.grid;
    let grid = published.grid();
    if pinned.grid != grid.grid || pinned.edition != grid.edition {
        let (grid, edition) = (pinned.grid.clone(), pinned.edition.clone());
        return Err(Error::OtherGrid { grid, edition });
    }
    if pinned.file_digest != published.file_digest() {
        let (wanted, found) = (pinned.file_digest, published.file_digest());
        return Err(Error::OtherEdition { wanted, found });
    }
    Ok(())
}

fn check_evidence(assessment: &Assessment) -> Result<HashSet<EvidenceId>, Error> {
    let mut known = HashSet::new();
    for evidence in &assessment.evidence {
        if !known.insert(evidence.id) {
            return Err(Error::DuplicateEvidence(evidence.id));
        }
        let place = format!("evidence {}", evidence.id);
        check_lengths(&place, &[Some(&evidence.title), Some(&evidence.file_name)])?;
    }
    Ok(known)
}

fn check_answer(
    answer: &Answer,
    standard: &Standard,
    evidence: &HashSet<EvidenceId>,
) -> Result<(), Error> {
    let texts = [&answer.comment, &answer.justification, &answer.private_note];
    check_lengths(standard.id.as_str(), &texts.map(Option::as_ref))?;
    for link in &answer.evidence {
        let standard_id = || standard.id.clone();
        if !evidence.contains(&link.evidence) {
            return Err(Error::UnknownEvidence {
                standard: standard_id(),
                evidence: link.evidence,
            });
        }
        let Some(expected) = &link.expected else {
            continue;
        };
        if !standard
            .expected_evidence
            .iter()
            .any(|item| item.id == *expected)
        {
            let expected = expected.clone();
            return Err(Error::UnknownExpected {
                standard: standard_id(),
                expected,
            });
        }
    }
    Ok(())
}

fn check_lengths(place: &str, texts: &[Option<&String>]) -> Result<(), Error> {
    let lengths = texts.iter().flatten().map(|text| text.chars().count());
    match lengths.max() {
        Some(characters) if characters > LONGEST_TEXT => Err(Error::TextTooLong {
            place: place.to_owned(),
            characters,
        }),
        Some(_) | None => Ok(()),
    }
}
