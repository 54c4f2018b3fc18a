//! What a campaign takes over from the one before it: words, evidence, and what is still to be done.
//!
//! A verdict is never taken over: the association gives it anew. Nor who gave it, and when.
//! Evidence and actions keep their ids, so that one sees they are the same.

use std::collections::BTreeSet;

use super::{Action, ActionStatus, Answer, Assessment, Evidence, EvidenceLink};
use crate::grid::{Grid, Standard};
use crate::id::StandardId;

/// What one campaign takes over from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// Answers that say something, or rest on something, without their verdict.
    pub answers: Vec<Answer>,
    /// Every piece of evidence, by reference to its content.
    pub evidence: Vec<Evidence>,
    /// Actions that are not over.
    pub actions: Vec<Action>,
    /// Standards of the other campaign that `grid` does not have: what was said there stays there.
    pub left: Vec<StandardId>,
}

/// What a campaign against `grid` takes over from `before`, which may answer another edition.
pub fn carried_over(before: &Assessment, grid: &Grid) -> CarriedOver {
    let standard_of = |id: &StandardId| grid.standards.iter().find(|one| one.id == *id);
    let mut left = BTreeSet::new();
    let mut answers = Vec::new();
    for answer in &before.answers {
        match standard_of(&answer.standard) {
            Some(standard) => answers.extend(unsaid(answer, standard)),
            None => {
                left.insert(answer.standard.clone());
            }
        }
    }
    let mut actions = Vec::new();
    for action in before.actions.iter().filter(|action| is_open(action)) {
        match standard_of(&action.standard) {
            Some(_) => actions.push(action.clone()),
            None => {
                left.insert(action.standard.clone());
            }
        }
    }
    CarriedOver {
        answers,
        evidence: before.evidence.clone(),
        actions,
        left: left.into_iter().collect(),
    }
}

/// The words and evidence of an answer, without what it says; nothing when there are none.
fn unsaid(answer: &Answer, standard: &Standard) -> Option<Answer> {
    let expects = |link: &EvidenceLink| {
        let expected = standard.expected_evidence.iter();
        link.expected
            .clone()
            .filter(|id| expected.clone().any(|item| item.id == *id))
    };
    let links = answer.evidence.iter().map(|link| EvidenceLink {
        expected: expects(link),
        ..link.clone()
    });
    let carried = Answer {
        comment: answer.comment.clone(),
        justification: answer.justification.clone(),
        private_note: answer.private_note.clone(),
        evidence: links.collect(),
        ..Answer::blank(answer.standard.clone())
    };
    (carried != Answer::blank(answer.standard.clone())).then_some(carried)
}

fn is_open(action: &Action) -> bool {
    match action.status {
        ActionStatus::Planned | ActionStatus::Started => true,
        ActionStatus::Done | ActionStatus::Dropped => false,
    }
}
