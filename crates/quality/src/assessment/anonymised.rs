//! Anonymised assessment: what is scored, without what says whose it is.
//!
//! Kept: the edition, the conditions, the reference day, verdicts, which expected evidence is
//! there and its days, the plan's standards, days and states. Everything else is gone or
//! replaced; every id, digest and order is new, so that nothing links back. The score stays the
//! same, but for warnings about numbers that are gone. Source: formats.md, section 6.

use std::collections::HashMap;

use super::wording::anonymised as words;
use super::{Action, Answer, Assessment, Campaign, Evidence, EvidenceLink, Format, Verdict};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::{ActionId, AssessmentId, EvidenceId};
use crate::organisation::{Organisation, Programme};

/// `assessment` without names, texts, files and ids; `draw` gives random bytes for new ids.
pub fn anonymised(assessment: &Assessment, draw: &mut dyn FnMut() -> [u8; 16]) -> Assessment {
    let added_at = assessment.campaign.reference_date.begins_at();
    let new_ids: HashMap<EvidenceId, EvidenceId> = assessment
        .evidence
        .iter()
        .map(|piece| (piece.id, EvidenceId::from_random(draw())))
        .collect();
    let mut evidence: Vec<Evidence> = assessment
        .evidence
        .iter()
        .map(|piece| Evidence {
            id: new_ids[&piece.id],
            ..nameless(piece, added_at)
        })
        .collect();
    evidence.sort_by_key(|piece| piece.id);
    for (number, piece) in (1..).zip(&mut evidence) {
        piece.title = words::piece(number);
        piece.file_name = words::file(number);
        piece.digest = Digest::of(piece.id.to_string().as_bytes());
    }
    let mut answers: Vec<Answer> = assessment
        .answers
        .iter()
        .map(|answer| silent(answer, &new_ids))
        .collect();
    answers.sort_by(|one, other| one.standard.cmp(&other.standard));
    let mut actions: Vec<Action> = assessment
        .actions
        .iter()
        .map(|action| Action {
            id: ActionId::from_random(draw()),
            cause: None,
            action: words::ACTION.to_owned(),
            owner: None,
            indicator: None,
            outcome: None,
            ..action.clone()
        })
        .collect();
    actions.sort_by_key(|action| action.id);
    Assessment {
        format: Format::V1,
        id: AssessmentId::from_random(draw()),
        grid: assessment.grid.clone(),
        organisation: Organisation {
            id: None,
            name: words::ORGANISATION.to_owned(),
            kind: assessment.organisation.kind,
            rna: None,
            siren: None,
            address: None,
            contact_email: None,
            legal_representative: None,
        },
        programme: Programme {
            id: None,
            name: words::PROGRAMME.to_owned(),
            started_on: None,
            audience: None,
            territories: None,
            mentees: None,
            mentors: None,
            conditions: assessment.programme.conditions.clone(),
        },
        campaign: Campaign {
            title: words::CAMPAIGN.to_owned(),
            reference_date: assessment.campaign.reference_date,
        },
        answers,
        evidence,
        actions,
    }
}

/// A piece of which only days, kind and privacy are known. A size or digest would name the file.
fn nameless(piece: &Evidence, added_at: Moment) -> Evidence {
    Evidence {
        id: piece.id,
        title: String::new(),
        file_name: String::new(),
        media_type: piece.media_type.clone(),
        size_bytes: 0,
        digest: piece.digest,
        document_date: piece.document_date,
        valid_until: piece.valid_until,
        added_at,
        privacy: piece.privacy,
    }
}

/// An answer that says nothing but its verdict and what it rests on.
fn silent(answer: &Answer, new_ids: &HashMap<EvidenceId, EvidenceId>) -> Answer {
    let is_justified = answer.verdict == Some(Verdict::NotApplicable)
        && answer
            .justification
            .as_deref()
            .is_some_and(|text| !text.trim().is_empty());
    let link = |link: &EvidenceLink| {
        Some(EvidenceLink {
            evidence: *new_ids.get(&link.evidence)?,
            expected: link.expected.clone(),
            pages: None,
        })
    };
    let mut evidence: Vec<EvidenceLink> = answer.evidence.iter().filter_map(link).collect();
    evidence.sort_by(|one, other| {
        (&one.expected, one.evidence).cmp(&(&other.expected, other.evidence))
    });
    Answer {
        verdict: answer.verdict,
        justification: is_justified.then(|| words::JUSTIFICATION.to_owned()),
        evidence,
        ..Answer::blank(answer.standard.clone())
    }
}
