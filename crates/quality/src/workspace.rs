//! Workspace (espace de travail): what people do with the application, one use case after the other.
//!
//! The only place where store, evidence, scoring, dossier and verification meet. Clock and
//! randomness come in as an [`Edge`]; what a person sees of an assessment is a [`Sheet`].

mod answer;
mod attachment;
mod author;
mod calendar;
mod campaign;
mod copies;
mod erasure;
mod error;
mod exchange;
mod following;
mod history;
mod identity;
mod issued;
mod issuing;
mod keeper;
mod leaflet;
mod library;
mod linking;
mod opening;
mod passphrase;
mod received;
mod recovery;
mod retention;
mod returning;
mod reviewing;
mod rotation;
mod safety;
mod strongbox;
mod trash;
mod trust_list;
pub mod wording;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::clock::{Clock, Day, Moment};
use crate::digest::Digest;
use crate::dossier::{self, Picture};
use crate::grid::{Grid, Published};
use crate::id::{AssessmentId, EditionId, GridId, LevelId, StandardId};
use crate::random::Randomness;
use crate::scoring::{self, Score};
pub use crate::store::{IssuedDossier, Retention};
use crate::store::{Passphrase, Store};
pub use answer::{AnswerEntry, Saved};
pub use attachment::{Attached, Attaching, Description, Noticed, Refused};
pub use author::LONGEST_AUTHOR;
pub use campaign::Profile;
pub use copies::{
    Copied, CopyContent, CopySummary, FolderReport, copies, folder_beside, folder_within,
    last_copy, preview_copy,
};
pub use erasure::{Erased, Erasure, NamePlace, Unreachable, Whereabouts};
pub use error::{Error, Field};
pub use exchange::{ASSESSMENT, EVIDENCE, EvidenceFolder, GRID, Whole};
pub use following::Begun;
pub use history::{Content, Deed, HistoryEntry, Origin, RecentChange, Touched};
pub use identity::{
    IdentityKind, IdentitySummary, create_identity, export_identity, open_identity,
    read_identities, request_certificate, take_certificate,
};
pub use issuing::{Absent, Choice, Issued, Preview, Selection, Signing};
pub use library::{
    BeforeAttaching, ContentState, EvidenceLimits, ExpectedWarning, Fault, LibraryEntry, Revision,
    warnings_before_attaching,
};
pub use opening::Notice;
pub use passphrase::Rekeyed;
pub use received::{extract, verify, verify_read, verify_source};
pub use recovery::Recovered;
pub use retention::Overdue;
pub use returning::Return;
pub use reviewing::{FindingEntry, ReviewSheet, ReviewSummary, TakenUp, Version};
pub use safety::{Restored, backup, restore, restore_copy};
pub use strongbox::Strongbox;
pub use trash::{DeletedAssessment, KEPT_DAYS, RemovedEvidence, Trash};
pub use trust_list::{ReceivedList, issue_trust_list, open_trust_list, trust_list_name};

/// Shortest passphrase that is accepted for something new, in characters.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// What comes in from outside the domain: time, randomness, and who works where.
pub struct Edge {
    /// Tells the time.
    pub clock: Box<dyn Clock>,
    /// Draws random bytes.
    pub randomness: Box<dyn Randomness>,
    /// Name of the person's account, told to whoever finds a workspace open.
    pub account: String,
    /// Name of the machine, told likewise.
    pub host: String,
    /// The day on which this version was released: no clock is right before it.
    pub released_on: Day,
}

/// An open workspace.
pub struct Workspace {
    store: Store,
    edge: Edge,
    editions: RefCell<HashMap<Digest, Arc<Published>>>,
    /// The assessment that was read last, as it stood after one change.
    last_read: RefCell<Option<(u64, Assessment)>>,
}

/// What a person sees of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// What is asked.
    pub grid: Grid,
    /// What was answered.
    pub assessment: Assessment,
    /// What that is worth.
    pub score: Score,
    /// When the last change was made.
    pub saved_at: Option<Moment>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

/// An assessment in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignSummary {
    /// Its name.
    pub assessment: AssessmentId,
    /// Name of the organisation.
    pub organisation: String,
    /// Name of the programme.
    pub programme: String,
    /// Title of the campaign.
    pub campaign: String,
    /// The day on which evidence must be current.
    pub reference_date: Day,
    /// The level reached.
    pub level: Option<LevelId>,
    /// Family of its grid.
    pub grid: GridId,
    /// Edition of its grid.
    pub edition: EditionId,
}

/// How far something long is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Bytes done in this step.
    pub done_bytes: u64,
    /// Bytes to do in this step; 0 when that is not known.
    pub total_bytes: u64,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Pages are laid out.
    Layout,
    /// Evidence is read or written.
    Evidence,
    /// The file is signed.
    Signature,
    /// A service is asked for the time of the signature.
    Timestamp,
    /// The file is verified.
    Verification,
}

/// Told how far something is; answers whether to go on.
pub type OnProgress<'p> = &'p mut dyn FnMut(Progress) -> bool;

impl Workspace {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.store.is_encrypted()
    }

    /// What a person sees of an assessment.
    ///
    /// # Errors
    /// As the store says.
    pub fn sheet(&self, id: AssessmentId) -> Result<Sheet, Error> {
        let (published, assessment) = self.load(id)?;
        let standing = self.store.standing(id)?;
        let score = scoring::score(published.grid(), &assessment);
        Ok(Sheet {
            grid: published.grid().clone(),
            assessment,
            score,
            saved_at: standing.saved_at,
            can_undo: standing.undo.is_some(),
            can_redo: standing.redo.is_some(),
        })
    }

    /// The picture of stages and levels that stands on the cover of the dossier, so many points wide.
    ///
    /// # Errors
    /// As the store says.
    pub fn picture(&self, id: AssessmentId, width: f32) -> Result<Picture, Error> {
        let (published, assessment) = self.load(id)?;
        let score = scoring::score(published.grid(), &assessment);
        Ok(dossier::picture(published.grid(), &score, width))
    }

    /// The score as it would be with these standards met; nothing is kept.
    ///
    /// # Errors
    /// As the store says.
    pub fn suppose(&self, id: AssessmentId, met: &BTreeSet<StandardId>) -> Result<Score, Error> {
        let (published, assessment) = self.load(id)?;
        Ok(scoring::suppose(published.grid(), &assessment, met))
    }

    /// Every assessment in one line, in the order in which they were made.
    ///
    /// # Errors
    /// As the store says.
    pub fn campaigns(&self) -> Result<Vec<CampaignSummary>, Error> {
        let there = self.store.assessments()?;
        there.into_iter().map(|id| self.summary(id)).collect()
    }

    /// An assessment in one line, be it in the trash.
    fn summary(&self, id: AssessmentId) -> Result<CampaignSummary, Error> {
        let (published, assessment) = self.read(id)?;
        Ok(CampaignSummary {
            assessment: id,
            level: scoring::score(published.grid(), &assessment).level,
            organisation: assessment.organisation.name,
            programme: assessment.programme.name,
            campaign: assessment.campaign.title,
            reference_date: assessment.campaign.reference_date,
            grid: assessment.grid.grid,
            edition: assessment.grid.edition,
        })
    }

    /// The assessment that was open last, when it is still there.
    ///
    /// # Errors
    /// As the store says.
    pub fn last_opened(&self) -> Result<Option<AssessmentId>, Error> {
        let remembered = self.store.setting(LAST_OPENED)?;
        let remembered = remembered.and_then(|text| AssessmentId::parse(&text).ok());
        let there = self.store.assessments()?;
        Ok(remembered
            .filter(|id| there.contains(id))
            .or_else(|| there.last().copied()))
    }

    /// Remembers which assessment is open, where that can be written.
    ///
    /// # Errors
    /// As the store says.
    pub fn remember_opened(&self, id: AssessmentId) -> Result<(), Error> {
        if !self.access().is_writing() {
            return Ok(());
        }
        Ok(self.store.set_setting(LAST_OPENED, &id.to_string())?)
    }

    /// The assessment, and what it answers; refused when it is in the trash.
    fn load(&self, id: AssessmentId) -> Result<(Arc<Published>, Assessment), Error> {
        self.refuse_deleted(id)?;
        self.read(id)
    }

    fn read(&self, id: AssessmentId) -> Result<(Arc<Published>, Assessment), Error> {
        let assessment = self.assessment(id)?;
        let published = self.edition(assessment.grid.file_digest)?;
        Ok((published, assessment))
    }

    /// The assessment, read once after each change: its content changes in no other way.
    fn assessment(&self, id: AssessmentId) -> Result<Assessment, Error> {
        // What a transaction has changed may still be given up.
        if !self.store.connection().is_autocommit() {
            return Ok(self.store.assessment(id)?);
        }
        let last = self.store.last_change(id)?;
        if let Some((change, read)) = &*self.last_read.borrow()
            && (*change, read.id) == (last, id)
        {
            return Ok(read.clone());
        }
        let assessment = self.store.assessment(id)?;
        self.remember(last, assessment.clone());
        Ok(assessment)
    }

    /// As [`Workspace::load`], without a copy: what was read is no longer remembered, until
    /// [`Workspace::remember`] says how it stands then.
    fn take(&self, id: AssessmentId) -> Result<(Arc<Published>, Assessment), Error> {
        self.refuse_deleted(id)?;
        let last = self.store.last_change(id)?;
        let assessment = match self.last_read.take() {
            Some((change, read)) if (change, read.id) == (last, id) => read,
            Some(_) | None => self.store.assessment(id)?,
        };
        let published = self.edition(assessment.grid.file_digest)?;
        Ok((published, assessment))
    }

    /// Remembers how an assessment stands after a change.
    fn remember(&self, change: u64, assessment: Assessment) {
        *self.last_read.borrow_mut() = Some((change, assessment));
    }

    /// The edition of that digest, read once: an edition never changes.
    fn edition(&self, digest: Digest) -> Result<Arc<Published>, Error> {
        if let Some(read) = self.editions.borrow().get(&digest) {
            return Ok(Arc::clone(read));
        }
        let published = Arc::new(self.store.edition(digest)?);
        self.editions
            .borrow_mut()
            .insert(digest, Arc::clone(&published));
        Ok(published)
    }

    fn now(&self) -> Moment {
        self.edge.clock.now()
    }
}

const LAST_OPENED: &str = "last_opened";

/// Refuses a new passphrase that is too short.
pub(crate) fn refuse_short(passphrase: &Passphrase) -> Result<(), Error> {
    let characters = passphrase.chars().count();
    if characters < SHORTEST_PASSPHRASE {
        return Err(Error::PassphraseTooShort { characters });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
