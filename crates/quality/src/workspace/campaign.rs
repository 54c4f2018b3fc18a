//! Campaigns begun, and the profile of a programme changed; undo and redo.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::Field;
use super::{Error, Sheet, Workspace};
use crate::assessment::{self, Action, Assessment, Campaign, Edition, Format};
use crate::grid::Published;
use crate::id::{ActionId, AssessmentId, OrganisationId, ProgrammeId};
use crate::journal::{Record, RecordKind};
use crate::organisation::{Organisation, Programme};
use crate::random::sixteen;
use crate::store::{Edit, edit};

/// Who takes part in a campaign, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Who runs the programme.
    pub organisation: Organisation,
    /// What is assessed.
    pub programme: Programme,
    /// When and why.
    pub campaign: Campaign,
}

impl Profile {
    fn check(&self) -> Result<(), Error> {
        refuse_blank(Field::OrganisationName, &self.organisation.name)?;
        refuse_blank(Field::ProgrammeName, &self.programme.name)?;
        refuse_blank(Field::CampaignTitle, &self.campaign.title)
    }
}

pub(super) fn refuse_blank(field: Field, text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::Blank(field));
    }
    Ok(())
}

impl Workspace {
    /// Begins a campaign against an edition, with nothing answered.
    ///
    /// # Errors
    /// [`Error::Blank`] names what is missing; otherwise as the store says.
    pub fn begin_campaign(&self, published: &Published, profile: Profile) -> Result<Sheet, Error> {
        let assessment = self.new_assessment(published, profile)?;
        let transaction = self.store.transaction()?;
        self.store.keep_edition(published)?;
        let author = self.author()?;
        self.store
            .create_within(&transaction, &assessment, self.now(), author.as_deref())?;
        self.store.commit(transaction)?;
        self.sheet(assessment.id)
    }

    /// An assessment with nothing answered, which is not kept yet.
    pub(super) fn new_assessment(
        &self,
        published: &Published,
        profile: Profile,
    ) -> Result<Assessment, Error> {
        profile.check()?;
        let random = || sixteen(&*self.edge.randomness);
        let Profile {
            mut organisation,
            mut programme,
            campaign,
        } = profile;
        organisation
            .id
            .get_or_insert_with(|| OrganisationId::from_random(random()));
        programme
            .id
            .get_or_insert_with(|| ProgrammeId::from_random(random()));
        let assessment = Assessment {
            format: Format::V1,
            id: AssessmentId::from_random(random()),
            grid: Edition::of(published),
            organisation,
            programme,
            campaign,
            answers: Vec::new(),
            evidence: Vec::new(),
            actions: Vec::new(),
        };
        assessment::check(&assessment, published)?;
        Ok(assessment)
    }

    /// Changes who takes part, or when.
    ///
    /// # Errors
    /// [`Error::Blank`] names what is missing; otherwise as the store says.
    pub fn change_profile(&self, id: AssessmentId, profile: Profile) -> Result<Sheet, Error> {
        profile.check()?;
        let (published, mut assessment) = self.load(id)?;
        assessment.organisation = Organisation {
            id: assessment.organisation.id,
            ..profile.organisation
        };
        assessment.programme = Programme {
            id: assessment.programme.id,
            ..profile.programme
        };
        assessment.campaign = profile.campaign;
        assessment::check(&assessment, &published)?;
        let edits = [
            edit(RecordKind::Organisation, "", Some(&assessment.organisation)),
            edit(RecordKind::Programme, "", Some(&assessment.programme)),
            edit(RecordKind::Campaign, "", Some(&assessment.campaign)),
        ];
        self.change(id, &edits)
    }

    /// Takes the last change back.
    ///
    /// # Errors
    /// [`crate::store::Error::NothingToRevert`], or as the store says.
    pub fn undo(&self, id: AssessmentId) -> Result<Sheet, Error> {
        let standing = self.store.standing(id)?;
        let author = self.author()?;
        self.store
            .revert(id, standing.undo, self.now(), author.as_deref())?;
        self.sheet(id)
    }

    /// Makes the change again that was taken back last.
    ///
    /// # Errors
    /// [`crate::store::Error::NothingToRevert`], or as the store says.
    pub fn redo(&self, id: AssessmentId) -> Result<Sheet, Error> {
        let standing = self.store.standing(id)?;
        let author = self.author()?;
        self.store
            .revert(id, standing.redo, self.now(), author.as_deref())?;
        self.sheet(id)
    }

    /// Puts an action into the plan, or changes the one of that name.
    ///
    /// # Errors
    /// [`Error::Blank`], [`Error::Assessment`], or as the store says.
    pub fn put_action(&self, id: AssessmentId, action: Action) -> Result<Sheet, Error> {
        refuse_blank(Field::Action, &action.action)?;
        let (published, mut assessment) = self.load(id)?;
        let edits = [edit(RecordKind::Action, action.id, Some(&action))];
        match assessment
            .actions
            .iter_mut()
            .find(|there| there.id == action.id)
        {
            Some(there) => *there = action,
            None => assessment.actions.push(action),
        }
        assessment::check(&assessment, &published)?;
        self.change(id, &edits)
    }

    /// A name for an action that is not in the plan yet.
    pub fn new_action_id(&self) -> ActionId {
        ActionId::from_random(sixteen(&*self.edge.randomness))
    }

    /// Takes an action out of the plan.
    ///
    /// # Errors
    /// [`Error::UnknownAction`], or as the store says.
    pub fn remove_action(&self, id: AssessmentId, action: ActionId) -> Result<Sheet, Error> {
        let (_, assessment) = self.load(id)?;
        if !assessment.actions.iter().any(|there| there.id == action) {
            return Err(Error::UnknownAction(action));
        }
        let record = Record::keyed(RecordKind::Action, action);
        self.change(
            id,
            &[Edit {
                record,
                after: None,
            }],
        )
    }

    /// Makes one change and shows what became of the assessment.
    pub(super) fn change(&self, id: AssessmentId, edits: &[Edit]) -> Result<Sheet, Error> {
        let author = self.author()?;
        self.store
            .change(id, self.now(), author.as_deref(), edits)?;
        self.sheet(id)
    }
}
