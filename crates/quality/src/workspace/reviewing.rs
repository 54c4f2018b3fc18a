//! Reviewing: dossiers received, and what the auditor finds in them, kept like everything else.
//!
//! A review has its own records and its own journal in the store, so that every change is one
//! transaction, can be taken back, and is copied and encrypted with the rest. What the association
//! answered stands in one record that nothing here changes.

use std::path::{Path, PathBuf};

use pades::{Limits, TrustAnchors};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::received::read;
use super::{Erased, Erasure, Error, Workspace};
use crate::clock::{Day, Moment};
use crate::digest::Digest;
use crate::dossier::manifest::{self, Manifest};
use crate::evidence::OpenCopies;
use crate::grid::{self, Grid, Published};
use crate::id::{EvidenceId, InterviewId, LevelId, ReviewId, StandardId};
use crate::journal::{Record, RecordKind};
use crate::json;
use crate::random::sixteen;
use crate::review::{
    self, Comparison, Finding, Interview, Judgement, Merged, Proceeding, Received, Review,
    ReviewFile, Side, State,
};
use crate::store::{Edit, edit};
use crate::verification::{self, Embedded};

/// What a person sees of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewSheet {
    /// Its name.
    pub review: ReviewId,
    /// What was asked.
    pub grid: Grid,
    /// What was received and found.
    pub content: Review,
    /// The level by the findings beside the one by the answers.
    pub levels: Comparison,
    /// Other dossiers of the same assessment that were received here.
    pub versions: Vec<Version>,
    /// What was asked for on the one before this.
    pub asked: Option<Asked>,
    /// When the last change was made.
    pub saved_at: Option<Moment>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

/// Another dossier of the same assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its review.
    pub review: ReviewId,
    /// When it was taken up here.
    pub received_at: Moment,
    /// Whether it comes after this one, by the number of changes: clocks go wrong.
    pub is_newer: bool,
}

/// What was asked for on the dossier of the same assessment that came before another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Its review.
    pub review: ReviewId,
    /// When it was issued.
    pub issued_at: Moment,
    /// The findings that ask for something.
    pub requests: Vec<Finding>,
}

/// A dossier that was taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenUp {
    /// Its review.
    pub sheet: ReviewSheet,
    /// Since when it was here already.
    pub already: Option<Moment>,
}

/// A review in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewSummary {
    /// Its name.
    pub review: ReviewId,
    /// Name of the organisation.
    pub organisation: String,
    /// Name of the programme.
    pub programme: String,
    /// Title of the campaign.
    pub campaign: String,
    /// The name in the signer's certificate.
    pub signer: String,
    /// When the dossier was issued.
    pub issued_at: Moment,
    /// When it was taken up here.
    pub received_at: Moment,
    /// The day on which an answer is expected.
    pub due_on: Option<Day>,
    /// How far it is.
    pub state: State,
    /// Title of the level that the dossier declares.
    pub declared: Option<String>,
    /// Title of the level by the findings.
    pub found: Option<String>,
    /// Standards in scope.
    pub in_scope: u32,
    /// Those with a judgement.
    pub judged: u32,
}

/// What an auditor enters for a standard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingEntry {
    /// What they find.
    pub judgement: Option<Judgement>,
    /// Why.
    pub comment: Option<String>,
    /// What the association is asked for.
    pub request: Option<String>,
}

impl Workspace {
    /// Takes up a dossier that was received, or gives the review of it that there is.
    ///
    /// # Errors
    /// [`Error::NotSound`] with the report; otherwise as the disk says.
    pub fn begin_review(
        &self,
        path: &Path,
        anchors: &TrustAnchors,
        limits: &Limits<'_>,
    ) -> Result<TakenUp, Error> {
        let bytes = read(path)?;
        let file = path.to_string_lossy();
        let verified = verification::verify(&bytes, &file, anchors, self.now(), limits);
        let not_sound = |report| Error::NotSound {
            report: Box::new(report),
        };
        let found = read_dossier(&verified.embedded).zip(verified.certificate.as_ref());
        let Some(((manifest, published), certificate)) = found else {
            return Err(not_sound(verified.report));
        };
        let file_digest = Digest::of(&bytes);
        for id in self.store.reviews()? {
            let there = self.stored_review(id)?.received;
            if there.file_digest == file_digest {
                return Ok(TakenUp {
                    sheet: self.review(id)?,
                    already: Some(there.received_at),
                });
            }
        }
        let received = Received {
            path: file.into_owned(),
            file_digest,
            size_bytes: bytes.len() as u64,
            received_at: self.now(),
            issued_at: manifest.issued_at,
            signer: certificate.subject_name().text().to_owned(),
            certificate_digest: Digest::from_bytes(certificate.digest()),
            changes: manifest.journal.entries,
            declared: manifest.score.level,
            assessment: manifest.assessment,
            evidence: manifest.evidence,
        };
        let id = ReviewId::from_random(sixteen(&*self.edge.randomness));
        let edits = [
            edit(RecordKind::Received, "", Some(&received)),
            edit(RecordKind::Proceeding, "", Some(&Proceeding::default())),
        ];
        let transaction = self.store.transaction()?;
        self.store.keep_edition(&published)?;
        let author = self.author()?;
        self.store.create_review_within(
            &transaction,
            (id, published.file_digest()),
            self.now(),
            author.as_deref(),
            &edits,
        )?;
        self.store.commit(transaction)?;
        Ok(TakenUp {
            sheet: self.review(id)?,
            already: None,
        })
    }

    /// The other dossiers of the assessment that `received` holds, in the order in which they came,
    /// and what was asked for on the last before it.
    fn versions(
        &self,
        id: ReviewId,
        received: &Received,
    ) -> Result<(Vec<Version>, Option<Asked>), Error> {
        let mut versions = Vec::new();
        let mut before: Option<(ReviewId, Review)> = None;
        let reviews = self.store.reviews()?.into_iter();
        for other in reviews.filter(|other| *other != id) {
            let review = self.stored_review(other)?;
            let there = &review.received;
            if there.assessment.id != received.assessment.id {
                continue;
            }
            versions.push(Version {
                review: other,
                received_at: there.received_at,
                is_newer: there.changes > received.changes,
            });
            let last = before
                .as_ref()
                .map_or(0, |(_, review)| review.received.changes);
            if (last..received.changes).contains(&there.changes) {
                before = Some((other, review));
            }
        }
        let asked = before.map(|(id, review)| Asked {
            review: id,
            issued_at: review.received.issued_at,
            requests: {
                let findings = review.findings.into_iter();
                findings.filter(|one| one.request.is_some()).collect()
            },
        });
        Ok((versions, asked))
    }

    /// Every review in one line, in the order in which they were begun.
    ///
    /// # Errors
    /// As the store says.
    pub fn reviews(&self) -> Result<Vec<ReviewSummary>, Error> {
        let ids = self.store.reviews()?;
        ids.into_iter().map(|id| self.review_summary(id)).collect()
    }

    fn review_summary(&self, id: ReviewId) -> Result<ReviewSummary, Error> {
        let ReviewSheet {
            grid,
            content,
            levels,
            ..
        } = self.review(id)?;
        let title = |id: &LevelId| {
            let level = grid.levels.iter().find(|level| level.id == *id);
            level.map_or_else(|| id.to_string(), |level| level.title.clone())
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let out_of_scope = crate::scoring::Outcome::OutOfScope;
        let scored = levels.found.standards.iter();
        let in_scope = count(scored.filter(|one| one.outcome != out_of_scope).count());
        let received = content.received;
        Ok(ReviewSummary {
            review: id,
            organisation: received.assessment.organisation.name,
            programme: received.assessment.programme.name,
            campaign: received.assessment.campaign.title,
            signer: received.signer,
            issued_at: received.issued_at,
            received_at: received.received_at,
            due_on: content.proceeding.due_on,
            state: content.proceeding.state,
            declared: received.declared.as_ref().map(title),
            found: levels.found.level.as_ref().map(title),
            in_scope,
            judged: in_scope.saturating_sub(count(levels.open.len())),
        })
    }

    /// What a person sees of a review.
    ///
    /// # Errors
    /// [`Error::UnknownReview`], or as the store says.
    pub fn review(&self, id: ReviewId) -> Result<ReviewSheet, Error> {
        let content = self.stored_review(id)?;
        let assessment = &content.received.assessment;
        let published = self.edition(assessment.grid.file_digest)?;
        let standing = self.store.standing(id.scope())?;
        let (versions, asked) = self.versions(id, &content.received)?;
        Ok(ReviewSheet {
            review: id,
            levels: review::compare(published.grid(), assessment, &content.findings),
            versions,
            asked,
            grid: published.grid().clone(),
            content,
            saved_at: standing.saved_at,
            can_undo: standing.undo.is_some(),
            can_redo: standing.redo.is_some(),
        })
    }

    pub(super) fn stored_review(&self, id: ReviewId) -> Result<Review, Error> {
        let damaged = |error: json::Mismatch| Error::from(self.store.damaged(&error));
        let (mut received, mut proceeding) = (None, Proceeding::default());
        let (mut findings, mut interviews) = (Vec::new(), Vec::new());
        for (record, content) in self.store.standing_records(id.scope())? {
            match record.kind {
                RecordKind::Received => received = Some(json::build(content).map_err(damaged)?),
                RecordKind::Proceeding => proceeding = json::build(content).map_err(damaged)?,
                RecordKind::Finding => findings.push(json::build(content).map_err(damaged)?),
                RecordKind::Interview => interviews.push(json::build(content).map_err(damaged)?),
                RecordKind::Organisation
                | RecordKind::Programme
                | RecordKind::Campaign
                | RecordKind::Answer
                | RecordKind::Note
                | RecordKind::Evidence
                | RecordKind::Action => return Err(Error::UnknownReview(id)),
            }
        }
        Ok(Review {
            received: received.ok_or(Error::UnknownReview(id))?,
            proceeding,
            findings,
            interviews,
        })
    }

    /// Records a finding. When this returns, it is on the disk. The first one says that the review
    /// is under way.
    ///
    /// # Errors
    /// [`Error::UnknownStandard`], [`Error::ReviewTextTooLong`], or as the store says.
    pub fn record_finding(
        &self,
        id: ReviewId,
        standard: &StandardId,
        entry: FindingEntry,
    ) -> Result<ReviewSheet, Error> {
        let there = self.stored_review(id)?;
        self.refuse_unknown(&there, [standard])?;
        let typed = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let mut finding = Finding {
            judgement: entry.judgement,
            comment: typed(entry.comment),
            request: typed(entry.request),
            ..Finding::blank(standard.clone())
        };
        refuse_long(finding.texts())?;
        let before = there.finding(standard);
        if before.is_some_and(|before| before.agrees_with(&finding)) {
            return self.review(id);
        }
        finding.found_by = self.author()?;
        finding.found_at = Some(self.now());
        let kept = (!finding.is_blank()).then_some(&finding);
        let mut edits = vec![edit(RecordKind::Finding, standard, kept)];
        edits.extend(under_way(&there.proceeding));
        self.change_review(id, &edits)
    }

    /// Changes how far a review is, and what it comes to.
    ///
    /// # Errors
    /// [`Error::ReviewTextTooLong`], [`Error::UnknownReview`], or as the store says.
    pub fn change_proceeding(
        &self,
        id: ReviewId,
        proceeding: &Proceeding,
    ) -> Result<ReviewSheet, Error> {
        self.stored_review(id)?;
        refuse_long([proceeding.conclusion.as_ref()])?;
        self.change_review(id, &[edit(RecordKind::Proceeding, "", Some(proceeding))])
    }

    /// Puts an interview into the programme, or changes the one of that name.
    ///
    /// # Errors
    /// [`Error::UnknownStandard`], [`Error::ReviewTextTooLong`], or as the store says.
    pub fn put_interview(&self, id: ReviewId, interview: &Interview) -> Result<ReviewSheet, Error> {
        let there = self.stored_review(id)?;
        self.refuse_unknown(&there, &interview.standards)?;
        refuse_long(interview.texts())?;
        let edits = [edit(RecordKind::Interview, interview.id, Some(interview))];
        self.change_review(id, &edits)
    }

    /// A name for an interview that is not in the programme yet.
    pub fn new_interview_id(&self) -> InterviewId {
        InterviewId::from_random(sixteen(&*self.edge.randomness))
    }

    /// Takes an interview out of the programme; undone like any change.
    ///
    /// # Errors
    /// [`Error::UnknownReview`], or as the store says.
    pub fn remove_interview(
        &self,
        id: ReviewId,
        interview: InterviewId,
    ) -> Result<ReviewSheet, Error> {
        self.stored_review(id)?;
        let record = Record::keyed(RecordKind::Interview, interview);
        let after = None;
        self.change_review(id, &[Edit { record, after }])
    }

    /// Takes the last change of a review back.
    ///
    /// # Errors
    /// [`crate::store::Error::NothingToRevert`], or as the store says.
    pub fn undo_review(&self, id: ReviewId) -> Result<ReviewSheet, Error> {
        let standing = self.store.standing(id.scope())?;
        self.revert_review(id, standing.undo)
    }

    /// Makes the change of a review again that was taken back last.
    ///
    /// # Errors
    /// [`crate::store::Error::NothingToRevert`], or as the store says.
    pub fn redo_review(&self, id: ReviewId) -> Result<ReviewSheet, Error> {
        let standing = self.store.standing(id.scope())?;
        self.revert_review(id, standing.redo)
    }

    fn revert_review(&self, id: ReviewId, change: Option<u64>) -> Result<ReviewSheet, Error> {
        self.stored_review(id)?;
        let author = self.author()?;
        self.store
            .revert(id.scope(), change, self.now(), author.as_deref())?;
        self.review(id)
    }

    /// Erases a review, for ever; the file that was received is not touched.
    ///
    /// # Errors
    /// [`Error::UnknownReview`], or as the store says.
    pub fn erase_review(&self, id: ReviewId) -> Result<Erased, Error> {
        self.stored_review(id)?;
        let assessment = id.scope();
        self.erase(&Erasure::Assessment { assessment })
    }

    /// The file by which another auditor puts these findings beside their own.
    ///
    /// # Errors
    /// [`Error::UnknownReview`], or as the store says.
    pub fn export_review(&self, id: ReviewId) -> Result<Vec<u8>, Error> {
        let content = self.stored_review(id)?;
        let published = self.edition(content.received.assessment.grid.file_digest)?;
        Ok(ReviewFile::of(&content, published.grid(), self.now()).write())
    }

    /// Holds another auditor's findings on the same dossier against one's own; changes nothing.
    ///
    /// # Errors
    /// [`Error::ReviewFile`]; otherwise as the disk says.
    pub fn compare_review(&self, id: ReviewId, path: &Path) -> Result<Merged, Error> {
        let (there, file) = self.other_review(id, path)?;
        Ok(review::merge(&there.findings, &file.findings))
    }

    /// Takes over what only the other auditor found, their interviews, and their findings on
    /// `theirs`, as one change.
    ///
    /// # Errors
    /// [`Error::ReviewFile`]; otherwise as the disk says.
    pub fn merge_review(
        &self,
        id: ReviewId,
        path: &Path,
        kept: &[(StandardId, Side)],
    ) -> Result<ReviewSheet, Error> {
        let (there, file) = self.other_review(id, path)?;
        let Merged { taken, conflicts } = review::merge(&there.findings, &file.findings);
        let is_theirs = |standard: &StandardId| kept.contains(&(standard.clone(), Side::Theirs));
        let chosen = conflicts
            .into_iter()
            .filter(|conflict| is_theirs(&conflict.standard))
            .map(|conflict| conflict.theirs);
        let findings = taken.into_iter().chain(chosen);
        let mut edits: Vec<Edit> = findings
            .map(|finding| edit(RecordKind::Finding, &finding.standard, Some(&finding)))
            .collect();
        let is_known = |one: &Interview| there.interviews.iter().any(|own| own.id == one.id);
        let interviews = file.interviews.iter().filter(|one| !is_known(one));
        edits.extend(interviews.map(|one| edit(RecordKind::Interview, one.id, Some(one))));
        if !edits.is_empty() {
            edits.extend(under_way(&there.proceeding));
        }
        self.change_review(id, &edits)
    }

    fn other_review(&self, id: ReviewId, path: &Path) -> Result<(Review, ReviewFile), Error> {
        let there = self.stored_review(id)?;
        let published = self.edition(there.received.assessment.grid.file_digest)?;
        let bytes = read(path)?;
        let file = review::read(&bytes, there.received.file_digest, published.grid());
        let file = file.map_err(|source| Error::ReviewFile {
            path: path.to_owned(),
            source,
        })?;
        Ok((there, file))
    }

    /// Writes a checked copy of an enclosed piece of evidence that may only be read, for the
    /// system's viewer. Gives where it is; `copies` removes it.
    ///
    /// # Errors
    /// [`Error::ReceivedChanged`] when the dossier is no longer where it was, or another;
    /// [`Error::NotEnclosed`]; [`Error::Evidence`] for a kind that is never opened.
    pub fn open_received(
        &self,
        id: ReviewId,
        evidence: EvidenceId,
        limits: &Limits<'_>,
        copies: &mut OpenCopies,
    ) -> Result<PathBuf, Error> {
        let there = self.stored_review(id)?.received;
        let path = PathBuf::from(&there.path);
        let changed = || Error::ReceivedChanged { path: path.clone() };
        let bytes = read(&path).map_err(|_| changed())?;
        if Digest::of(&bytes) != there.file_digest {
            return Err(changed());
        }
        let anchors = TrustAnchors::new();
        let verified = verification::verify(&bytes, &there.path, &anchors, self.now(), limits);
        let pieces = there.evidence.iter();
        let name = pieces
            .filter(|piece| piece.evidence == evidence)
            .find_map(|piece| piece.embedded_as.as_deref())
            .ok_or(Error::NotEnclosed(evidence))?;
        let mut embedded = verified.embedded.iter();
        let file = embedded
            .find(|file| file.name == name)
            .ok_or_else(changed)?;
        let piece = there.assessment.evidence(evidence);
        let file_name = piece.map_or(name, |piece| piece.file_name.as_str());
        let bytes = file.bytes().map_err(|_| changed())?;
        Ok(copies.write_bytes(&bytes, file_name)?)
    }

    fn refuse_unknown<'s>(
        &self,
        there: &Review,
        standards: impl IntoIterator<Item = &'s StandardId>,
    ) -> Result<(), Error> {
        let published = self.edition(there.received.assessment.grid.file_digest)?;
        let known = &published.grid().standards;
        let mut standards = standards.into_iter();
        match standards.find(|one| !known.iter().any(|there| there.id == **one)) {
            Some(unknown) => Err(Error::UnknownStandard(unknown.clone())),
            None => Ok(()),
        }
    }

    fn change_review(&self, id: ReviewId, edits: &[Edit]) -> Result<ReviewSheet, Error> {
        let author = self.author()?;
        self.store
            .change(id.scope(), self.now(), author.as_deref(), edits)?;
        self.review(id)
    }
}

/// The edit that says that a review is under way, when it only was received until now.
fn under_way(proceeding: &Proceeding) -> Option<Edit> {
    let begun = Proceeding {
        state: State::UnderReview,
        ..proceeding.clone()
    };
    (proceeding.state == State::Received).then(|| edit(RecordKind::Proceeding, "", Some(&begun)))
}

fn refuse_long<'t>(texts: impl IntoIterator<Item = Option<&'t String>>) -> Result<(), Error> {
    match review::too_long(texts) {
        Some(characters) => Err(Error::ReviewTextTooLong { characters }),
        None => Ok(()),
    }
}

/// The data of a sound dossier, and the edition that it answers.
fn read_dossier(embedded: &[Embedded<'_>]) -> Option<(Manifest, Published)> {
    let file = |name: &str| embedded.iter().find(|file| file.name == name);
    let value = json::parse(&file(manifest::NAME)?.bytes().ok()?, manifest::LIMITS).ok()?;
    let manifest = json::build(value).ok()?;
    let published = grid::read(file(manifest::GRID_NAME)?.bytes().ok()?.into_owned()).ok()?;
    Some((manifest, published))
}
