//! Whether an assessment is consistent in itself and with its grid.
//!
//! Knows nothing of what the answers are worth. Source: formats.md, section 2.

use std::collections::{HashMap, HashSet};

use super::{Answer, Assessment, Error, LONGEST_TEXT, Place};
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
            action.owner.as_ref(),
            action.indicator.as_ref(),
            action.outcome.as_ref(),
        ];
        check_lengths(|| Place::Action(action.id), &texts)?;
    }
    check_profile(assessment)
}

/// Every text that a field takes whole is short enough; nothing is ever cut.
fn check_profile(assessment: &Assessment) -> Result<(), Error> {
    let (organisation, programme) = (&assessment.organisation, &assessment.programme);
    let of_organisation = [
        Some(&organisation.name),
        organisation.rna.as_ref(),
        organisation.siren.as_ref(),
        organisation.address.as_ref(),
        organisation.contact_email.as_ref(),
        organisation.legal_representative.as_ref(),
    ];
    check_lengths(|| Place::Organisation, &of_organisation)?;
    let of_programme = [
        Some(&programme.name),
        programme.audience.as_ref(),
        programme.territories.as_ref(),
    ];
    check_lengths(|| Place::Programme, &of_programme)?;
    check_lengths(|| Place::Campaign, &[Some(&assessment.campaign.title)])
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
        let texts = [&evidence.title, &evidence.file_name, &evidence.media_type];
        check_lengths(|| Place::Evidence(evidence.id), &texts.map(Some))?;
    }
    Ok(known)
}

fn check_answer(
    answer: &Answer,
    standard: &Standard,
    evidence: &HashSet<EvidenceId>,
) -> Result<(), Error> {
    check_texts(answer)?;
    let standard_id = || standard.id.clone();
    for link in &answer.evidence {
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

/// Holds the texts of an answer against the longest that a field takes.
///
/// # Errors
/// [`Error::TextTooLong`].
pub fn check_texts(answer: &Answer) -> Result<(), Error> {
    let texts = [
        &answer.comment,
        &answer.justification,
        &answer.private_note,
        &answer.answered_by,
    ];
    let place = || Place::Answer(answer.standard.clone());
    check_lengths(place, &texts.map(Option::as_ref))?;
    let links = answer.evidence.iter();
    let pages: Vec<_> = links.map(|link| link.pages.as_ref()).collect();
    check_lengths(place, &pages)
}

fn check_lengths(place: impl Fn() -> Place, texts: &[Option<&String>]) -> Result<(), Error> {
    // A text of few bytes has few characters: most need no counting.
    let long = texts
        .iter()
        .flatten()
        .filter(|text| text.len() > LONGEST_TEXT);
    match long.map(|text| text.chars().count()).max() {
        Some(characters) if characters > LONGEST_TEXT => Err(Error::TextTooLong {
            place: place(),
            characters,
        }),
        Some(_) | None => Ok(()),
    }
}
