//! `import` and `export`: the exchange format in and out.

use std::ffi::OsString;
use std::path::Path;

use quality::assessment;
use quality::grid::Published;
use quality::whole_file;
use quality::workspace::{EvidenceFolder, Workspace};

use super::{
    Arguments, Outcome, WORKSPACE_PASSPHRASE, assessment_id, go_on, open_to_read, open_workspace,
    passphrase_of, read_file, read_grid, say,
};
use crate::failure::{Failure, Kind};
use crate::{edge, example, wording};

/// Runs `import`.
pub fn import(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_import();
    let arguments = Arguments::read(words, usage, &["evidence", "grid", "workspace"], &[])?;
    let file = arguments.one_file()?;
    let path = arguments.path("workspace")?;
    let given = arguments.value("grid");
    let given = given.map(|grid| read_grid(Path::new(grid))).transpose()?;
    let published = given.as_ref().unwrap_or_else(|| example::shipped());
    let bytes = read_file(file, assessment::LIMITS.size_bytes)?;
    let assessment = read(file, &bytes, published)?;
    let folder = arguments
        .value("evidence")
        .map(|folder| EvidenceFolder::open(Path::new(folder)));
    let folder = folder.transpose()?;
    let (workspace, made) = open_or_create(&path)?;
    let imported = workspace.import(&assessment, published, folder.as_ref(), &mut go_on);
    if made && let Err(error) = imported {
        // A workspace made for this import alone goes with it.
        workspace.discard();
        return Err(error.into());
    }
    imported?;
    workspace.close()?;
    say(&wording::imported(&assessment, &path))
}

fn read(
    file: &Path,
    bytes: &[u8],
    published: &Published,
) -> Result<assessment::Assessment, Failure> {
    assessment::read(bytes, published)
        .map_err(|error| Failure::new(Kind::Subject, wording::of_assessment(&error)).about(file))
}

/// The workspace, and whether it was made just now.
fn open_or_create(path: &Path) -> Result<(Workspace, bool), Failure> {
    if path.exists() {
        return Ok((open_workspace(path)?, false));
    }
    let passphrase = passphrase_of(WORKSPACE_PASSPHRASE)?;
    Ok((
        Workspace::create(path, passphrase.as_ref(), edge::edge()?)?,
        true,
    ))
}

/// Runs `export`.
pub fn export(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_export();
    let arguments = Arguments::read(words, usage, &["workspace", "assessment", "out"], &[])?;
    arguments.no_file()?;
    let id = assessment_id(&arguments)?;
    let out = arguments.path("out")?;
    let workspace = open_to_read(&arguments.path("workspace")?)?;
    let bytes = match out.extension().and_then(|extension| extension.to_str()) {
        Some("json") => workspace.export(id)?,
        Some(_) | None => return Err(Failure::new(Kind::Usage, wording::unknown_export(&out))),
    };
    workspace.close()?;
    whole_file::write(&out, &bytes).map_err(|error| Failure::of_file(&out, &error))?;
    say(&wording::written(&out))
}
