//! Answers recorded, one transaction each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attachment::answer_mut;
use super::{Error, Workspace};
use crate::assessment::{self, Answer, Verdict};
use crate::clock::Moment;
use crate::id::{AssessmentId, StandardId};
use crate::scoring::{self, Score};
use crate::store::edits_of_answer;

/// What a person enters for a standard; evidence is attached apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerEntry {
    /// What the association says.
    pub verdict: Option<Verdict>,
    /// What it wants to add.
    pub comment: Option<String>,
    /// Why the standard does not apply.
    pub justification: Option<String>,
    /// For the association alone.
    pub private_note: Option<String>,
}

/// An answer that is kept, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// The answer as kept.
    pub answer: Answer,
    /// The score with it.
    pub score: Score,
    /// When it was kept.
    pub saved_at: Option<Moment>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

impl Workspace {
    /// Records an answer. When this returns, it is on the disk.
    ///
    /// # Errors
    /// [`Error::UnknownStandard`], [`Error::Assessment`] for a text that is too long, or as the
    /// store says.
    pub fn record_answer(
        &self,
        id: AssessmentId,
        standard: &StandardId,
        entry: AnswerEntry,
    ) -> Result<Saved, Error> {
        let (published, mut assessment) = self.take(id)?;
        if !published
            .grid()
            .standards
            .iter()
            .any(|there| there.id == *standard)
        {
            return Err(Error::UnknownStandard(standard.clone()));
        }
        let answer = answer_mut(&mut assessment, standard);
        let before = answer.clone();
        let typed = |text: Option<String>| text.filter(|text| !text.is_empty());
        answer.verdict = entry.verdict;
        answer.comment = typed(entry.comment);
        answer.justification = typed(entry.justification);
        answer.private_note = typed(entry.private_note);
        let author = self.author()?;
        if *answer != before {
            answer.answered_at = Some(self.now());
            answer.answered_by.clone_from(&author);
        }
        let answer = answer.clone();
        // Nothing else of the assessment changes: it was checked when it came in.
        assessment::check_texts(&answer)?;
        self.store
            .change(id, self.now(), author.as_deref(), &edits_of_answer(&answer))?;
        let standing = self.store.standing(id)?;
        let score = scoring::score(published.grid(), &assessment);
        self.remember(standing.last, assessment);
        Ok(Saved {
            score,
            answer,
            saved_at: standing.saved_at,
            can_undo: standing.undo.is_some(),
            can_redo: standing.redo.is_some(),
        })
    }
}

#[cfg(test)]
mod tests;
