//! `import` and `export`: the exchange format and spreadsheets, in and out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use quality::assessment::{self, Assessment};
use quality::grid::Published;
use quality::id::AssessmentId;
use quality::spreadsheet::Kind as Spreadsheet;
use quality::whole_file;
use quality::workspace::{self, EvidenceFolder, Workspace};

use super::{
    Arguments, Outcome, WORKSPACE_PASSPHRASE, assessment_id, go_on, make_folder, open_to_read,
    open_workspace, passphrase_of, read_file, read_grid, say, say_json,
};
use crate::failure::{Failure, Kind};
use crate::{edge, example, wording};

/// Runs `import`.
pub fn import(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_import();
    let values = ["evidence", "grid", "workspace", "assessment"];
    let arguments = Arguments::read(words, usage, &values, &["apply", "json"])?;
    if arguments.value("assessment").is_some() {
        return answers(&arguments);
    }
    let given = arguments.one_file()?;
    let path = arguments.path("workspace")?;
    let parts = Parts::of(given, &arguments);
    let edition = parts.grid.as_deref().map(read_grid).transpose()?;
    let published = edition.as_ref().unwrap_or_else(|| example::shipped());
    let bytes = read_file(&parts.assessment, assessment::LIMITS.size_bytes)?;
    let assessment = read(&parts.assessment, &bytes, published)?;
    let folder = parts.evidence.as_deref().map(EvidenceFolder::open);
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

/// Where the parts of an import stand.
struct Parts {
    assessment: PathBuf,
    grid: Option<PathBuf>,
    evidence: Option<PathBuf>,
}

impl Parts {
    /// Those of an exported folder, or a file with what the options name.
    fn of(given: &Path, arguments: &Arguments) -> Self {
        let named = |name| arguments.value(name).map(PathBuf::from);
        let (grid, evidence) = (named("grid"), named("evidence"));
        if !given.is_dir() {
            let assessment = given.to_owned();
            return Self {
                assessment,
                grid,
                evidence,
            };
        }
        Self {
            assessment: given.join(workspace::ASSESSMENT),
            grid: grid.or_else(|| Some(given.join(workspace::GRID))),
            evidence: evidence.or_else(|| Some(given.join(workspace::EVIDENCE))),
        }
    }
}

fn read(file: &Path, bytes: &[u8], published: &Published) -> Result<Assessment, Failure> {
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

/// Answers brought back: compared, and with `--apply` recorded. Exit code 1 when a cell was kept
/// aside.
fn answers(arguments: &Arguments) -> Outcome {
    let file = arguments.one_file()?;
    let id = assessment_id(arguments)?;
    for other in ["evidence", "grid"] {
        if arguments.value(other).is_some() {
            return Err(arguments.wrong(wording::not_together("assessment", other)));
        }
    }
    let bytes = read_file(file, assessment::LIMITS.size_bytes)?;
    let workspace = open_workspace(&arguments.path("workspace")?)?;
    let reading = workspace.read_answers(id, &bytes);
    let reading = reading.map_err(|error| Failure::from(error).about(file))?;
    let apply = arguments.has("apply");
    if apply && !reading.proposals.is_empty() {
        workspace.apply_answers(id, &reading.proposals)?;
    }
    if arguments.has("json") {
        say_json(&reading)?;
    } else {
        say(&wording::answers(&reading, apply))?;
    }
    Ok(u8::from(!reading.refused.is_empty()))
}

/// Runs `export`.
pub fn export(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_export();
    let values = ["workspace", "assessment", "out", "evidence"];
    let flags = ["anonymised", "folder", "all"];
    let arguments = Arguments::read(words, usage, &values, &flags)?;
    arguments.no_file()?;
    refuse_mixed(&arguments)?;
    let out = arguments.path("out")?;
    if arguments.has("all") {
        let workspace = open_to_read(&arguments.path("workspace")?)?;
        return export_all(&workspace, &out);
    }
    let id = assessment_id(&arguments)?;
    let workspace = open_to_read(&arguments.path("workspace")?)?;
    if arguments.has("folder") {
        workspace.export_folder(id, &out, &mut go_on)?;
        return say(&wording::written(&out));
    }
    let bytes = content(&workspace, id, &out, arguments.has("anonymised"))?;
    if let Some(folder) = arguments.value("evidence") {
        let folder = Path::new(folder);
        workspace.export_evidence(id, folder, &mut go_on)?;
        say(&wording::written(folder))?;
    }
    whole_file::write(&out, &bytes).map_err(|error| Failure::of_file(&out, &error))?;
    say(&wording::written(&out))
}

/// Refuses options that contradict one another: evidence bears names, a folder is whole.
fn refuse_mixed(arguments: &Arguments) -> Result<(), Failure> {
    let is_given = |name: &str| arguments.has(name) || arguments.value(name).is_some();
    let pairs = [
        ("anonymised", "evidence"),
        ("anonymised", "folder"),
        ("anonymised", "all"),
        ("folder", "evidence"),
        ("all", "evidence"),
        ("all", "assessment"),
    ];
    match pairs
        .into_iter()
        .find(|(one, other)| is_given(one) && is_given(other))
    {
        Some((one, other)) => Err(arguments.wrong(wording::not_together(one, other))),
        None => Ok(()),
    }
}

/// What the file shall hold, by the end of its name.
fn content(
    workspace: &Workspace,
    id: AssessmentId,
    out: &Path,
    anonymised: bool,
) -> Result<Vec<u8>, Failure> {
    let extension = out.extension().and_then(|extension| extension.to_str());
    match (extension, anonymised) {
        (Some("json"), true) => Ok(workspace.export_anonymised(id)?),
        (Some("json"), false) => Ok(workspace.export(id)?),
        (Some("xlsx"), false) => Ok(workspace.export_spreadsheet(id, Spreadsheet::Xlsx)?),
        (Some("ods"), false) => Ok(workspace.export_spreadsheet(id, Spreadsheet::Ods)?),
        (Some(_) | None, _) => Err(Failure::new(Kind::Usage, wording::unknown_export(out))),
    }
}

/// Every assessment into a folder of its own.
fn export_all(workspace: &Workspace, out: &Path) -> Outcome {
    make_folder(out)?;
    for campaign in workspace.campaigns()? {
        let folder = out.join(campaign.assessment.to_string());
        workspace.export_folder(campaign.assessment, &folder, &mut go_on)?;
        say(&wording::written(&folder))?;
    }
    Ok(0)
}
