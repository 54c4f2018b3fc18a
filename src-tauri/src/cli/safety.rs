//! `backup`, `restore` and `check`: whole-workspace safety.

use std::ffi::OsString;

use quality::workspace;

use super::{
    Arguments, Outcome, WORKSPACE_PASSPHRASE, open_to_read, open_workspace, passphrase_of, say,
};
use crate::{edge, wording};

/// Runs `backup`.
pub fn backup(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_backup(), &["workspace", "out"], &[])?;
    arguments.no_file()?;
    let out = arguments.path("out")?;
    let workspace = open_to_read(&arguments.path("workspace")?)?;
    workspace::backup(&workspace, &out)?;
    workspace.close()?;
    say(&wording::written(&out))
}

/// Runs `restore`.
pub fn restore(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_restore(), &["from", "workspace"], &[])?;
    arguments.no_file()?;
    let target = arguments.path("workspace")?;
    let passphrase = passphrase_of(WORKSPACE_PASSPHRASE)?;
    let copy = arguments.path("from")?;
    workspace::restore(&copy, &target, passphrase.as_ref(), edge::edge()?)?.close()?;
    say(&wording::written(&target))
}

/// Runs `check`.
pub fn check(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_check(), &["workspace"], &[])?;
    arguments.no_file()?;
    let path = arguments.path("workspace")?;
    let workspace = open_workspace(&path)?;
    workspace.check()?;
    workspace.close()?;
    say(&wording::sound(&path))
}
