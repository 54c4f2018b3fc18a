//! Assessments, put together from their records and taken apart into them.

use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::change::Told;
use super::{Edit, Error, Store};
use crate::assessment::{Answer, Assessment, Edition, Format};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::id::{AssessmentId, EditionId, GridId, ReviewId};
use crate::journal::{Record, RecordKind};

impl Store {
    /// Makes an assessment with all its records, as its first change.
    ///
    /// Its edition must be kept first.
    ///
    /// # Errors
    /// [`Error::AssessmentExists`]; otherwise as the disk says.
    pub(crate) fn create_within(
        &self,
        transaction: &rusqlite::Transaction<'_>,
        assessment: &Assessment,
        at: Moment,
        author: Option<&str>,
    ) -> Result<(), Error> {
        if self.every_assessment()?.contains(&assessment.id) {
            return Err(Error::AssessmentExists(assessment.id));
        }
        self.create_row(
            transaction,
            (assessment.id, assessment.grid.file_digest),
            at,
        )?;
        self.change_within(
            transaction,
            assessment.id,
            at,
            author,
            &edits_of(assessment),
        )
    }

    /// Makes a review with its first records, as its first change.
    ///
    /// The edition that the dossier answers must be kept first.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn create_review_within(
        &self,
        transaction: &rusqlite::Transaction<'_>,
        (id, file_digest): (ReviewId, Digest),
        at: Moment,
        author: Option<&str>,
        edits: &[Edit],
    ) -> Result<(), Error> {
        self.create_row(transaction, (id.scope(), file_digest), at)?;
        self.change_within(transaction, id.scope(), at, author, edits)
    }

    fn create_row(
        &self,
        transaction: &rusqlite::Transaction<'_>,
        (id, file_digest): (AssessmentId, Digest),
        at: Moment,
    ) -> Result<(), Error> {
        transaction
            .execute(
                "INSERT INTO assessment (id, file_digest, created_at) VALUES (?1, ?2, ?3)",
                params![id.to_string(), file_digest.to_string(), at.to_string()],
            )
            .map(|_| ())
            .map_err(|error| self.explain(error))
    }

    /// The names of all assessments that are not in the trash, in the order in which they were
    /// made.
    ///
    /// # Errors
    /// As the disk says.
    pub fn assessments(&self) -> Result<Vec<AssessmentId>, Error> {
        self.named(&format!(
            "SELECT id FROM assessment WHERE deleted_at IS NULL AND NOT {IS_REVIEW} ORDER BY rowid"
        ))
    }

    /// The names of all assessments, those in the trash too.
    ///
    /// # Errors
    /// As the disk says.
    pub fn every_assessment(&self) -> Result<Vec<AssessmentId>, Error> {
        self.named(&format!(
            "SELECT id FROM assessment WHERE NOT {IS_REVIEW} ORDER BY rowid"
        ))
    }

    /// Everything that has records and a journal: assessments, those in the trash too, and reviews.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn every_scope(&self) -> Result<Vec<AssessmentId>, Error> {
        self.named("SELECT id FROM assessment ORDER BY rowid")
    }

    /// The names of all reviews, in the order in which they were begun.
    ///
    /// # Errors
    /// As the disk says.
    pub fn reviews(&self) -> Result<Vec<ReviewId>, Error> {
        let sql = format!("SELECT id FROM assessment WHERE {IS_REVIEW} ORDER BY rowid");
        Ok(self
            .named(&sql)?
            .into_iter()
            .map(ReviewId::of_scope)
            .collect())
    }

    fn named(&self, sql: &str) -> Result<Vec<AssessmentId>, Error> {
        let read = || -> Result<Vec<AssessmentId>, Told> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            let mut ids = Vec::new();
            while let Some(row) = rows.next()? {
                ids.push(AssessmentId::parse(&row.get::<_, String>(0)?)?);
            }
            Ok(ids)
        };
        read().map_err(|error| self.told(error))
    }

    /// The whole assessment of that name, be it in the trash.
    ///
    /// # Errors
    /// [`Error::UnknownAssessment`]; [`Error::Damaged`] when a record is not what was written.
    pub fn assessment(&self, id: AssessmentId) -> Result<Assessment, Error> {
        let edition = self.edition_of(id)?;
        let records = self.records(id).map_err(|error| self.told(error))?;
        let is_review = |(record, _): &(Record, Value)| record.kind == RecordKind::Received;
        if records.iter().any(is_review) {
            return Err(Error::UnknownAssessment(id));
        }
        assemble(id, edition, records).map_err(|error| self.told(error))
    }

    fn edition_of(&self, id: AssessmentId) -> Result<Edition, Error> {
        let row = self.connection.query_row(
            "SELECT grid, edition, file_digest FROM assessment JOIN edition USING (file_digest)
             WHERE id = ?1",
            [id.to_string()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        );
        let (grid, edition, digest): (String, String, String) = match row {
            Ok(row) => row,
            Err(rusqlite::Error::QueryReturnedNoRows) => return Err(Error::UnknownAssessment(id)),
            Err(error) => return Err(self.explain(error)),
        };
        let read = || -> Result<Edition, Told> {
            Ok(Edition {
                grid: GridId::new(grid)?,
                edition: EditionId::new(edition)?,
                file_digest: Digest::parse(&digest)?,
            })
        };
        read().map_err(|error| self.told(error))
    }

    /// What stands now, in the order in which it was first made.
    pub(super) fn records(&self, id: AssessmentId) -> Result<Vec<(Record, Value)>, Told> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, key, content FROM record WHERE assessment = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([id.to_string()])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            let record = Record {
                kind: serde_json::from_value(kind.into())?,
                key: row.get(1)?,
            };
            records.push((record, serde_json::from_str(&row.get::<_, String>(2)?)?));
        }
        Ok(records)
    }

    /// When the last change of all was made, by the clock of then.
    ///
    /// # Errors
    /// As the disk says.
    pub fn last_changed_at(&self) -> Result<Option<Moment>, Error> {
        let read = || -> Result<Option<Moment>, Told> {
            let last: Option<String> = self
                .connection
                .prepare_cached("SELECT max(recorded_at) FROM entry")?
                .query_row([], |row| row.get(0))?;
            Ok(last.map(|text| Moment::parse(&text)).transpose()?)
        };
        read().map_err(|error| self.told(error))
    }

    /// What the window remembered under a name.
    ///
    /// # Errors
    /// As the disk says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let read = || {
            self.connection
                .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        };
        read().map_err(|error| self.explain(error))
    }

    /// Forgets what the window remembered under a name.
    ///
    /// # Errors
    /// As the disk says.
    pub fn forget_setting(&self, name: &str) -> Result<(), Error> {
        self.connection
            .execute("DELETE FROM setting WHERE name = ?1", [name])
            .map(|_| ())
            .map_err(|error| self.explain(error))
    }

    /// Remembers something for the window.
    ///
    /// # Errors
    /// As the disk says.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        self.connection
            .execute(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET value = excluded.value",
                [name, value],
            )
            .map(|_| ())
            .map_err(|error| self.explain(error))
    }
}

/// Whether a row of `assessment` is a review: a dossier that was received stands in it.
const IS_REVIEW: &str = "EXISTS (SELECT 1 FROM record
    WHERE record.assessment = assessment.id AND record.kind = 'received')";

/// The edits that make every record of an assessment.
fn edits_of(assessment: &Assessment) -> Vec<Edit> {
    let single = |kind, content: &dyn ErasedJson| Edit {
        record: Record::single(kind),
        after: Some(content.json()),
    };
    let mut edits = vec![
        single(RecordKind::Organisation, &assessment.organisation),
        single(RecordKind::Programme, &assessment.programme),
        single(RecordKind::Campaign, &assessment.campaign),
    ];
    let evidence = assessment.evidence.iter();
    edits.extend(evidence.map(|e| edit(RecordKind::Evidence, e.id, Some(e))));
    edits.extend(assessment.answers.iter().flat_map(edits_of_answer));
    edits.extend(
        assessment
            .actions
            .iter()
            .map(|a| edit(RecordKind::Action, a.id, Some(a))),
    );
    edits
}

/// The edits that an answer is: itself, and its private note apart.
pub fn edits_of_answer(answer: &Answer) -> [Edit; 2] {
    let public = Answer {
        private_note: None,
        ..answer.clone()
    };
    [
        edit(RecordKind::Answer, &answer.standard, Some(&public)),
        edit(
            RecordKind::Note,
            &answer.standard,
            answer.private_note.as_ref(),
        ),
    ]
}

/// The edit that puts `content` under that kind and key, or removes what stands there.
pub fn edit<T: Serialize>(kind: RecordKind, key: impl ToString, content: Option<&T>) -> Edit {
    Edit {
        record: Record::keyed(kind, key),
        after: content.map(ErasedJson::json),
    }
}

/// Anything that can be written as JSON.
trait ErasedJson {
    fn json(&self) -> Value;
}

impl<T: Serialize> ErasedJson for T {
    fn json(&self) -> Value {
        serde_json::to_value(self).expect("a type of the exchange format is always JSON")
    }
}

fn assemble(
    id: AssessmentId,
    grid: Edition,
    records: Vec<(Record, Value)>,
) -> Result<Assessment, Told> {
    let (mut organisation, mut programme, mut campaign) = (None, None, None);
    let (mut answers, mut notes) = (Vec::<Answer>::new(), Vec::new());
    let (mut evidence, mut actions) = (Vec::new(), Vec::new());
    for (record, content) in records {
        match record.kind {
            RecordKind::Organisation => organisation = Some(read(content)?),
            RecordKind::Programme => programme = Some(read(content)?),
            RecordKind::Campaign => campaign = Some(read(content)?),
            RecordKind::Answer => answers.push(read(content)?),
            RecordKind::Note => notes.push((record.key, read::<String>(content)?)),
            RecordKind::Evidence => evidence.push(read(content)?),
            RecordKind::Action => actions.push(read(content)?),
            RecordKind::Received
            | RecordKind::Proceeding
            | RecordKind::Finding
            | RecordKind::Interview => {
                return Err(Told::Content(format!("{:?} in an assessment", record.kind)));
            }
        }
    }
    for (key, note) in notes {
        let answer = answers
            .iter_mut()
            .find(|answer| answer.standard.as_str() == key);
        answer
            .ok_or_else(|| Told::Content(format!("note {key} without answer")))?
            .private_note = Some(note);
    }
    let missing = |name: &str| Told::Content(format!("no {name}"));
    Ok(Assessment {
        format: Format::V1,
        id,
        grid,
        organisation: organisation.ok_or_else(|| missing("organisation"))?,
        programme: programme.ok_or_else(|| missing("programme"))?,
        campaign: campaign.ok_or_else(|| missing("campaign"))?,
        answers,
        evidence,
        actions,
    })
}

fn read<T: DeserializeOwned>(content: Value) -> Result<T, Told> {
    Ok(crate::json::build(content)?)
}
