//! Author (auteur): whose name stands on the changes made in this workspace.
//!
//! The name is what a person says; nothing proves it. Source: trust.md, G10 and G13.

use rusqlite::Transaction;

use super::{Error, Workspace};
use crate::id::AssessmentId;
use crate::store::Edit;

/// Longest name of an author, in characters.
pub const LONGEST_AUTHOR: usize = 200;

/// Name of the setting.
pub(super) const AUTHOR: &str = "author";

impl Workspace {
    /// Whose name new changes bear.
    ///
    /// # Errors
    /// As the store says.
    pub fn author(&self) -> Result<Option<String>, Error> {
        Ok(self.store.setting(AUTHOR)?)
    }

    /// Says whose name new changes bear; nothing, or blanks, for none.
    ///
    /// # Errors
    /// [`Error::AuthorTooLong`], [`Error::AuthorUnprintable`], or as the store says.
    pub fn set_author(&self, name: Option<&str>) -> Result<(), Error> {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let Some(name) = name else {
            return Ok(self.store.forget_setting(AUTHOR)?);
        };
        let characters = name.chars().count();
        if characters > LONGEST_AUTHOR {
            return Err(Error::AuthorTooLong { characters });
        }
        // The name stands alone on a line of the history: nothing may break or turn that line.
        let turns = |c| matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if name.chars().any(|c| c.is_control() || turns(c)) {
            return Err(Error::AuthorUnprintable);
        }
        Ok(self.store.set_setting(AUTHOR, name)?)
    }

    /// Makes one change in the author's name, inside a transaction that holds something else too.
    pub(super) fn change_within(
        &self,
        transaction: &Transaction<'_>,
        id: AssessmentId,
        edits: &[Edit],
    ) -> Result<(), Error> {
        let (now, author) = (self.now(), self.author()?);
        let author = author.as_deref();
        Ok(self
            .store
            .change_within(transaction, id, now, author, edits)?)
    }
}
