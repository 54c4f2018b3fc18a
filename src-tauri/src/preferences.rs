//! Preferences of this window, in one small file beside the workspace: what must be known before
//! a workspace is open.
//!
//! Edge. Holds no secret. A file that cannot be read counts as none: nothing depends on it.

use std::path::{Path, PathBuf};

use quality::whole_file;
use serde::{Deserialize, Serialize};

use crate::edge;
use crate::failure::Failure;

/// What is remembered from one start to the next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// The workspace that a person opened instead of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace: Option<PathBuf>,
    /// Whether a person is looking around in the example instead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    /// Where copies go a second time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_folder: Option<PathBuf>,
    /// Address of the timestamp service that may be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp_service: Option<String>,
}

impl Preferences {
    /// Those of the last start.
    ///
    /// # Errors
    /// When the system names no folder for a person's files.
    pub fn read() -> Result<Self, Failure> {
        let read = std::fs::read(path()?).ok();
        let read = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok(read.unwrap_or_default())
    }

    /// Remembers them.
    ///
    /// # Errors
    /// As the disk says.
    pub fn write(&self) -> Result<(), Failure> {
        let path = path()?;
        make_folder(&path)?;
        let text = serde_json::to_vec_pretty(self).expect("preferences are always JSON");
        whole_file::write(&path, &text).map_err(|error| Failure::of_file(&path, &error))
    }
}

fn path() -> Result<PathBuf, Failure> {
    Ok(edge::home()?.join("preferences.json"))
}

/// Makes the folder that a file will stand in.
///
/// # Errors
/// As the disk says.
pub fn make_folder(file: &Path) -> Result<(), Failure> {
    let Some(folder) = file.parent() else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|error| Failure::of_file(folder, &error))
}
