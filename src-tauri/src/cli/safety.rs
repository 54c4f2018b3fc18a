//! `backup`, `restore`, `check`, `changes`, `copies` and `passphrase`: whole-workspace safety.

use std::ffi::OsString;

use quality::whole_file;
use quality::workspace::{self, Workspace};

use super::{
    Arguments, Outcome, WORKSPACE_PASSPHRASE, open_to_read, open_workspace, passphrase_of,
    passphrase_wanted, say, write_out,
};
use crate::failure::Failure;
use crate::{edge, wording};

/// Variable with the new passphrase of a workspace.
const NEW_PASSPHRASE: &str = "LABEL_MENTORAT_NEW_PASSPHRASE";

/// Runs `backup`.
pub fn backup(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_backup(), &["workspace", "out"], &[])?;
    arguments.no_file()?;
    let out = arguments.path("out")?;
    let workspace = open_to_read(&arguments.path("workspace")?)?;
    workspace::backup(&workspace, &out, &mut |_, _| true)?;
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
    let restored = {
        let edge = edge::edge()?;
        workspace::restore_copy(&copy, &target, passphrase.as_ref(), &edge, &mut |_, _| true)?
    };
    say(&wording::restored(&target, &restored))
}

/// Runs `check`.
pub fn check(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_check(), &["workspace"], &[])?;
    arguments.no_file()?;
    let path = arguments.path("workspace")?;
    let workspace = open_workspace(&path)?;
    let faults = workspace.faults(&mut |_, _| true)?;
    workspace.close()?;
    if faults.is_empty() {
        return say(&wording::sound(&path));
    }
    let mut worst = 0;
    for fault in faults {
        let failure = Failure::from(fault);
        super::complain(&failure);
        worst = super::worst(worst, failure.kind.exit_code());
    }
    Ok(worst)
}

/// Runs `changes`.
pub fn changes(words: Vec<OsString>) -> Outcome {
    let options = ["workspace", "since", "out"];
    let arguments = Arguments::read(words, wording::usage_changes(), &options, &[])?;
    arguments.no_file()?;
    let passphrase = passphrase_of(WORKSPACE_PASSPHRASE)?;
    let workspace = open_to_read(&arguments.path("workspace")?)?;
    let lines = workspace.changes_since(&arguments.path("since")?, passphrase.as_ref())?;
    workspace.close()?;
    if arguments.value("out").is_none() {
        write_out(&lines)?;
        return Ok(0);
    }
    let out = arguments.path("out")?;
    whole_file::write(&out, &lines).map_err(|error| Failure::of_file(&out, &error))?;
    say(&wording::written(&out))
}

/// Runs `copies`.
pub fn copies(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_copies(), &[], &[])?;
    for folder in arguments.some_files()? {
        for copy in workspace::copies(folder)? {
            say(&wording::copy(&copy))?;
        }
    }
    Ok(0)
}

/// Runs `passphrase`.
pub fn passphrase(words: Vec<OsString>) -> Outcome {
    let options = ["workspace", "copies"];
    let arguments = Arguments::read(words, wording::usage_passphrase(), &options, &["remove"])?;
    arguments.no_file()?;
    let path = arguments.path("workspace")?;
    let present = passphrase_of(WORKSPACE_PASSPHRASE)?;
    let new = match arguments.has("remove") {
        true => None,
        false => Some(passphrase_wanted(
            NEW_PASSPHRASE,
            wording::prompt_new_passphrase(),
        )?),
    };
    let folder = match arguments.value("copies") {
        Some(folder) => folder.into(),
        None => workspace::folder_beside(&path),
    };
    let folders = if folder.is_dir() {
        vec![folder]
    } else {
        Vec::new()
    };
    let rekeyed = Workspace::change_passphrase(
        &path,
        present.as_ref(),
        new.as_ref(),
        &folders,
        edge::edge()?,
        &mut |_, _| true,
    )?;
    for (file, error) in rekeyed.left {
        super::complain(&Failure::from(error).about(&file));
    }
    rekeyed.workspace.close()?;
    say(&wording::passphrase_changed(&path, new.is_some()))
}
