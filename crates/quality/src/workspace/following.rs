//! Campaigns that follow one another: the one before, and a new one that takes over from it.
//!
//! Nothing says in a file that one campaign follows another: the earlier one is the latest of the
//! same programme whose reference date comes before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Profile, Sheet, Workspace};
use crate::assessment::{self, Assessment};
use crate::grid::Published;
use crate::id::{AssessmentId, StandardId};
use crate::journal::RecordKind;
use crate::organisation::Programme;
use crate::store::{Edit, edit, edits_of_answer};

/// A campaign that was begun from another, and what it took over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    /// The new campaign.
    pub sheet: Sheet,
    /// How many answers brought words or evidence along.
    pub answers: usize,
    /// How many pieces of evidence came along.
    pub evidence: usize,
    /// How many actions came along: those that are not over.
    pub actions: usize,
    /// Standards of the earlier campaign that the edition no longer has.
    pub left: Vec<StandardId>,
}

impl Workspace {
    /// The campaign before: of the same programme, and not in the trash.
    ///
    /// # Errors
    /// As the store says.
    pub fn previous_campaign(&self, id: AssessmentId) -> Result<Option<AssessmentId>, Error> {
        self.refuse_deleted(id)?;
        let assessment = self.assessment(id)?;
        let mut found: Option<Assessment> = None;
        for other in self.store.assessments()? {
            let other = self.store.assessment(other)?;
            let day = other.campaign.reference_date;
            let comes_before = is_same(&other.programme, &assessment.programme)
                && day < assessment.campaign.reference_date
                && found
                    .as_ref()
                    .is_none_or(|found| found.campaign.reference_date <= day);
            if comes_before {
                found = Some(other);
            }
        }
        Ok(found.map(|found| found.id))
    }

    /// Begins a campaign that takes over from `before` what still holds: words, evidence by
    /// reference, and actions that are not over. No verdict is taken over.
    ///
    /// One transaction with two changes: what was taken over can be undone as any other.
    ///
    /// # Errors
    /// [`Error::Blank`] names what is missing; [`Error::NotAfter`] when its day is not after the
    /// other's; otherwise as the store says. Nothing is begun then.
    pub fn begin_following(
        &self,
        published: &Published,
        before: AssessmentId,
        profile: Profile,
    ) -> Result<Begun, Error> {
        let (_, earlier) = self.load(before)?;
        let day = earlier.campaign.reference_date;
        if profile.campaign.reference_date <= day {
            return Err(Error::NotAfter { day });
        }
        let mut begun = self.new_assessment(published, profile)?;
        begun.organisation.id = earlier.organisation.id.or(begun.organisation.id);
        begun.programme.id = earlier.programme.id.or(begun.programme.id);
        let carried = assessment::carried_over(&earlier, published.grid());
        let whole = Assessment {
            answers: carried.answers,
            evidence: carried.evidence,
            actions: carried.actions,
            ..begun.clone()
        };
        assessment::check(&whole, published)?;
        let transaction = self.store.transaction()?;
        self.store.keep_edition(published)?;
        let (now, author) = (self.now(), self.author()?);
        self.store
            .create_within(&transaction, &begun, now, author.as_deref())?;
        let edits = edits_of_content(&whole);
        if !edits.is_empty() {
            self.store
                .change_within(&transaction, begun.id, now, author.as_deref(), &edits)?;
        }
        for kept in self.store.retention()? {
            if let (true, Some(piece)) = (kept.assessment == before, kept.evidence) {
                let until = Some(kept.keep_until);
                self.store.set_retention(begun.id, Some(piece), until)?;
            }
        }
        self.store.commit(transaction)?;
        Ok(Begun {
            sheet: self.sheet(begun.id)?,
            answers: whole.answers.len(),
            evidence: whole.evidence.len(),
            actions: whole.actions.len(),
            left: carried.left,
        })
    }
}

/// Whether two campaigns are of one programme: by its id, or by its name where one has none.
fn is_same(one: &Programme, other: &Programme) -> bool {
    match (one.id, other.id) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => one.name == other.name,
    }
}

/// The edits that put everything but the profile.
fn edits_of_content(assessment: &Assessment) -> Vec<Edit> {
    let evidence = assessment.evidence.iter();
    let evidence = evidence.map(|piece| edit(RecordKind::Evidence, piece.id, Some(piece)));
    let actions = assessment.actions.iter();
    let actions = actions.map(|action| edit(RecordKind::Action, action.id, Some(action)));
    let answers = assessment.answers.iter().flat_map(edits_of_answer);
    evidence.chain(answers).chain(actions).collect()
}
