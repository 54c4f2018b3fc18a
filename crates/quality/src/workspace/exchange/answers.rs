//! The spreadsheet out, and answers back in: read, shown, and only then applied.
//!
//! Answers also come back from a colleague's export of the same assessment. Sources: formats.md,
//! section 6; trust.md, bad inputs 51 to 60.

use super::super::attachment::answer_mut;
use super::super::{Error, Sheet, Workspace};
use crate::assessment::{self, Assessment};
use crate::id::AssessmentId;
use crate::scoring;
use crate::spreadsheet::answers::{Proposal, Reading, Typed};
use crate::spreadsheet::{self, Kind};
use crate::store::{Edit, edits_of_answer};

impl Workspace {
    /// The assessment as a spreadsheet file.
    ///
    /// # Errors
    /// [`Error::Spreadsheet`], or as the store says.
    pub fn export_spreadsheet(&self, id: AssessmentId, kind: Kind) -> Result<Vec<u8>, Error> {
        let (published, assessment) = self.load(id)?;
        let score = scoring::score(published.grid(), &assessment);
        let bytes = spreadsheet::write(kind, &published, &assessment, &score, self.now())?;
        Ok(bytes)
    }

    /// What a filled-in sheet, or a colleague's export, would change. Nothing is changed yet.
    ///
    /// # Errors
    /// [`Error::Answers`] or [`Error::Assessment`] when the file cannot be read;
    /// [`Error::NotTheSame`] when it belongs to something else; or as the store says.
    pub fn read_answers(&self, id: AssessmentId, bytes: &[u8]) -> Result<Reading, Error> {
        let (published, mine) = self.load(id)?;
        if !is_json(bytes) {
            let reading = spreadsheet::answers::read(bytes, published.grid(), &mine);
            return Ok(reading?);
        }
        let theirs = assessment::parse(bytes)?;
        refuse_other(&mine, &theirs)?;
        assessment::check(&theirs, &published)?;
        Ok(spreadsheet::answers::compare(
            published.grid(),
            &mine,
            &theirs,
        ))
    }

    /// Makes the changes that a person accepted, all as one that can be undone.
    ///
    /// # Errors
    /// [`Error::AnswerChanged`] when an answer is no longer the one that was shown;
    /// [`Error::UnknownStandard`], [`Error::Assessment`], or as the store says. Nothing is
    /// changed then.
    pub fn apply_answers(&self, id: AssessmentId, accepted: &[Proposal]) -> Result<Sheet, Error> {
        let (published, mut assessment) = self.load(id)?;
        let author = self.author()?;
        let mut edits: Vec<Edit> = Vec::new();
        for proposal in accepted {
            let mut standards = published.grid().standards.iter();
            if !standards.any(|there| there.id == proposal.standard) {
                return Err(Error::UnknownStandard(proposal.standard.clone()));
            }
            let answer = answer_mut(&mut assessment, &proposal.standard);
            if Typed::of(Some(answer)) != proposal.before {
                return Err(Error::AnswerChanged(proposal.standard.clone()));
            }
            let Typed {
                verdict,
                comment,
                justification,
            } = proposal.after.clone();
            answer.verdict = verdict;
            answer.comment = comment;
            answer.justification = justification;
            answer.answered_at = Some(self.now());
            answer.answered_by.clone_from(&author);
            edits.extend(edits_of_answer(answer));
        }
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }
}

/// Whether a file is meant as JSON: spreadsheets begin with letters of their own.
fn is_json(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().first() == Some(&b'{')
}

/// Refuses what is of another organisation, campaign or edition, and names both.
pub(super) fn refuse_other(mine: &Assessment, theirs: &Assessment) -> Result<(), Error> {
    let differ = |mine: String, theirs: String| (mine != theirs).then_some((mine, theirs));
    let (my, their) = (&mine.organisation, &theirs.organisation);
    let is_other = match (my.id, their.id) {
        (Some(mine), Some(theirs)) => mine != theirs,
        (Some(_), None) | (None, Some(_)) | (None, None) => my.name != their.name,
    };
    let organisation = is_other.then(|| (my.name.clone(), their.name.clone()));
    let edition = |assessment: &Assessment| {
        let edition = &assessment.grid;
        format!(
            "{} {} ({})",
            edition.grid, edition.edition, edition.file_digest
        )
    };
    let campaign =
        |assessment: &Assessment| format!("{} ({})", assessment.campaign.title, assessment.id);
    let found = [
        (Whole::Organisation, organisation),
        (Whole::Edition, differ(edition(mine), edition(theirs))),
        (
            Whole::Assessment,
            (mine.id != theirs.id).then(|| (campaign(mine), campaign(theirs))),
        ),
    ];
    match found
        .into_iter()
        .find_map(|(what, found)| Some((what, found?)))
    {
        None => Ok(()),
        Some((what, (mine, theirs))) => Err(Error::NotTheSame { what, mine, theirs }),
    }
}

/// What two assessments must have in common before answers go from one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Who runs the programme.
    Organisation,
    /// What was asked.
    Edition,
    /// The campaign.
    Assessment,
}
