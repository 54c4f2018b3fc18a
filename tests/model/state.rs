//! The model: an assessment, what it was before, and what it may become again.

use quality::assessment::{Answer, Assessment};
use quality::id::StandardId;

/// What should stand in the workspace.
#[derive(Debug, Clone)]
pub struct State {
    /// Now.
    pub now: Assessment,
    /// What undo brings back, the last at the end.
    pub before: Vec<Assessment>,
    /// What redo brings back, the next at the end.
    pub undone: Vec<Assessment>,
}

impl State {
    /// Something that has just begun.
    pub fn new(now: Assessment) -> Self {
        Self {
            now,
            before: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// One change; one that changes nothing leaves no trace.
    pub fn change(&mut self, change: impl FnOnce(&mut Assessment)) {
        let before = self.now.clone();
        change(&mut self.now);
        if self.now != before {
            self.before.push(before);
            self.undone.clear();
        }
    }

    /// Whether there was something to undo.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.before.pop() else {
            return false;
        };
        self.undone.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Whether there was something to redo.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.undone.pop() else {
            return false;
        };
        self.before.push(std::mem::replace(&mut self.now, after));
        true
    }
}

/// The answer for a standard, blank when there was none.
pub fn answer<'a>(assessment: &'a mut Assessment, standard: &StandardId) -> &'a mut Answer {
    if !assessment.answers.iter().any(|a| a.standard == *standard) {
        assessment.answers.push(Answer::blank(standard.clone()));
    }
    let mut answers = assessment.answers.iter_mut();
    answers.find(|answer| answer.standard == *standard).unwrap()
}
