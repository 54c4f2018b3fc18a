//! Where an assessment stands among its changes: what undo and redo would take back.
//!
//! Knows nothing of what the changes hold. Only the end of the history is looked at, whatever its
//! length: a change that is no undoing ends the walk. Source: trust.md, G13.

use rusqlite::{CachedStatement, OptionalExtension, params};

use super::change::{LAST, Told};
use super::{Error, Store};
use crate::clock::Moment;
use crate::id::AssessmentId;

/// Where an assessment stands among its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Number of the last change.
    pub last: u64,
    /// When the last change was made.
    pub saved_at: Option<Moment>,
    /// The change that undo would revert.
    pub undo: Option<u64>,
    /// The undoing that redo would revert.
    pub redo: Option<u64>,
}

impl Store {
    /// Number of the last change of an assessment; 0 when there is none.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn last_change(&self, assessment: AssessmentId) -> Result<u64, Error> {
        let read = || {
            self.connection
                .prepare_cached(LAST)?
                .query_row([assessment.to_string()], |row| row.get(0))
        };
        read().map_err(|error| self.explain(error))
    }

    /// Where the assessment stands among its changes.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a change is not what was written; otherwise as the disk says.
    pub fn standing(&self, assessment: AssessmentId) -> Result<Standing, Error> {
        let number = self.last_change(assessment)?;
        if number == 0 {
            return Ok(Standing::default());
        }
        let read = || -> Result<Standing, Told> {
            let saved_at: Option<String> = self
                .connection
                .prepare_cached(
                    "SELECT recorded_at FROM entry WHERE assessment = ?1
                     ORDER BY change DESC LIMIT 1",
                )?
                .query_row([assessment.to_string()], |row| row.get(0))
                .optional()?;
            let statement = self.connection.prepare_cached(
                "SELECT reverts FROM cause WHERE assessment = ?1 AND number = ?2",
            )?;
            let mut walk = Walk {
                statement,
                assessment: assessment.to_string(),
            };
            // The very first change made the assessment: it cannot be undone from within.
            Ok(Standing {
                last: number,
                saved_at: saved_at.map(|text| Moment::parse(&text)).transpose()?,
                undo: walk.undo_after(number)?.filter(|number| *number > 1),
                redo: walk.redo_after(number)?,
            })
        };
        read().map_err(|error| self.told(error))
    }
}

/// What a change was.
enum Deed {
    /// Something new, which ends what could be redone.
    New,
    /// It took that change back.
    Undoing(u64),
    /// It made again what that undoing had taken back.
    Redoing(u64),
}

/// A walk through the changes of an assessment, from the end.
struct Walk<'s> {
    statement: CachedStatement<'s>,
    assessment: String,
}

impl Walk<'_> {
    /// What undo would revert after change `number`: it, or what lay under the one it undid.
    fn undo_after(&mut self, mut number: u64) -> Result<Option<u64>, Told> {
        while number > 0 {
            match self.deed(number)? {
                Deed::New | Deed::Redoing(_) => return Ok(Some(number)),
                Deed::Undoing(undone) => number = undone - 1,
            }
        }
        Ok(None)
    }

    /// What redo would revert after change `number`: it, or what lay under the one it redid.
    fn redo_after(&mut self, mut number: u64) -> Result<Option<u64>, Told> {
        while number > 0 {
            match self.deed(number)? {
                Deed::New => return Ok(None),
                Deed::Undoing(_) => return Ok(Some(number)),
                Deed::Redoing(redone) => number = redone - 1,
            }
        }
        Ok(None)
    }

    /// An undoing reverts something new or redone; what reverts an undoing redoes.
    fn deed(&mut self, number: u64) -> Result<Deed, Told> {
        let Some(reverted) = self.reverted(number)? else {
            return Ok(Deed::New);
        };
        let (mut at, mut undoes) = (reverted, true);
        while let Some(earlier) = self.reverted(at)? {
            (at, undoes) = (earlier, !undoes);
        }
        if undoes {
            return Ok(Deed::Undoing(reverted));
        }
        Ok(Deed::Redoing(reverted))
    }

    fn reverted(&mut self, number: u64) -> Result<Option<u64>, Told> {
        let reverts: Option<Option<u64>> = self
            .statement
            .query_row(params![self.assessment, number], |row| row.get(0))
            .optional()?;
        match reverts.flatten() {
            // A walk that does not go back would never end.
            Some(reverted) if reverted == 0 || reverted >= number => {
                Err(Told::Content(format!("change {number} reverts {reverted}")))
            }
            other => Ok(other),
        }
    }
}

#[cfg(test)]
mod tests;
