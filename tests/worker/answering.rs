//! Answering: one standard after the other, each answer with its number in the comment.

use std::path::Path;

use quality::assessment::{Assessment, Verdict};
use quality::workspace::{AnswerEntry, Error, Workspace};

use super::{Work, demo_id, make_light_workspace, open, passphrase, shipped};

/// Answers in a plain workspace.
pub const PLAIN: Answering = Answering { encrypted: false };

/// Answers in an encrypted workspace.
pub const ENCRYPTED: Answering = Answering { encrypted: true };

/// Answering.
pub struct Answering {
    encrypted: bool,
}

const MARK: &str = "réponse numéro ";

/// Gives the answer of that number.
///
/// # Errors
/// As the domain says.
pub fn answer(workspace: &Workspace, number: u64) -> Result<(), Error> {
    let standards = &shipped().grid().standards;
    let standard = &standards[number as usize % standards.len()].id;
    let entry = AnswerEntry {
        verdict: Some(verdict(number)),
        comment: Some(format!("{MARK}{number}")),
        justification: None,
        private_note: Some(format!("note {number}")),
    };
    workspace.record_answer(demo_id(), standard, entry)?;
    Ok(())
}

fn verdict(number: u64) -> Verdict {
    [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet][number as usize % 3]
}

/// The number of the last answer in an assessment; panics unless it holds exactly the answers
/// given up to that one.
pub fn last_answer(assessment: &Assessment) -> u64 {
    let standards = &shipped().grid().standards;
    let numbers: Vec<Option<u64>> = standards
        .iter()
        .map(|standard| {
            let answer = assessment
                .answers
                .iter()
                .find(|a| a.standard == standard.id)?;
            let number = answer
                .comment
                .as_ref()?
                .strip_prefix(MARK)?
                .parse()
                .unwrap();
            assert_eq!(answer.verdict, Some(verdict(number)), "half an answer");
            Some(number)
        })
        .collect();
    let last = numbers.iter().copied().flatten().max().unwrap_or(0);
    for (at, number) in numbers.into_iter().enumerate() {
        let rounds = (1..=last)
            .rev()
            .find(|n| *n as usize % standards.len() == at);
        assert_eq!(number, rounds, "the answers up to {last}, and no other");
    }
    last
}

impl Work for Answering {
    fn name(&self) -> &'static str {
        if self.encrypted {
            return "answer-encrypted";
        }
        "answer"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, self.encrypted.then(passphrase).as_ref());
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let workspace = open(folder, self.encrypted.then(passphrase).as_ref())?;
        let there = last_answer(&workspace.sheet(demo_id())?.assessment);
        for number in there + 1..=there + times {
            // Who reads that an answer was not kept gives it once more.
            answer(&workspace, number).or_else(|_| answer(&workspace, number))?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, self.encrypted.then(passphrase).as_ref()).unwrap();
        workspace.check().unwrap();
        let there = last_answer(&workspace.sheet(demo_id()).unwrap().assessment);
        assert!(there >= acknowledged, "{acknowledged} said, {there} there");
        there
    }
}
