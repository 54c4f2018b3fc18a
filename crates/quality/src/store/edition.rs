//! Editions of grids kept in a workspace, byte for byte as published.

use rusqlite::{OptionalExtension, params};

use super::{Error, Store};
use crate::digest::Digest;
use crate::grid::{self, Published};

impl Store {
    /// Keeps an edition; one that is there already stays as it is.
    ///
    /// # Errors
    /// [`Error::OtherEdition`] when the same edition is there with other bytes.
    pub fn keep_edition(&self, published: &Published) -> Result<(), Error> {
        let (grid, edition) = (
            published.grid().grid.as_str(),
            published.grid().edition.as_str(),
        );
        let digest = published.file_digest();
        let there: Option<String> = self
            .connection
            .query_row(
                "SELECT file_digest FROM edition WHERE grid = ?1 AND edition = ?2",
                params![grid, edition],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.explain(error))?;
        match there {
            Some(there) if there == digest.to_string() => Ok(()),
            Some(there) => Err(Error::OtherEdition {
                grid: grid.to_owned(),
                edition: edition.to_owned(),
                digest: Digest::parse(&there).map_err(|error| self.damaged(&error))?,
            }),
            None => self
                .connection
                .execute(
                    "INSERT INTO edition (grid, edition, file_digest, content) VALUES (?1, ?2, ?3, ?4)",
                    params![grid, edition, digest.to_string(), published.bytes()],
                )
                .map(|_| ())
                .map_err(|error| self.explain(error)),
        }
    }

    /// The edition of that digest.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is missing or no longer what was kept.
    pub fn edition(&self, digest: Digest) -> Result<Published, Error> {
        let bytes: Vec<u8> = self
            .connection
            .query_row(
                "SELECT content FROM edition WHERE file_digest = ?1",
                [digest.to_string()],
                |row| row.get(0),
            )
            .map_err(|error| self.explain(error))?;
        match grid::read(bytes) {
            Ok(published) if published.file_digest() == digest => Ok(published),
            Ok(_) | Err(_) => Err(self.damaged(&format_args!("edition {digest}"))),
        }
    }

    pub(crate) fn damaged(&self, detail: &dyn std::fmt::Display) -> Error {
        Error::Damaged {
            path: self.path.clone(),
            detail: detail.to_string(),
        }
    }
}
