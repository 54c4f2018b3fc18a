//! Command line: one executable, one file for each verb.
//!
//! Results go to standard output, failures to standard error. Exit codes: 0 done, 1 the subject
//! is at fault, 2 wrong usage or unreadable input. Source: formats.md, section 5.

mod arguments;
mod batch;
mod demo;
mod dossier;
mod exchange;
mod grid;
mod identity;
mod safety;
mod score;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quality::grid::Published;
use quality::store::{self, Passphrase};
use quality::workspace::{self, Workspace};
use serde::Serialize;

use crate::edge::read_file;
use crate::failure::{Failure, Kind};
use crate::{edge, wording};
use arguments::Arguments;

/// Outcome of a command: its exit code.
type Outcome = Result<u8, Failure>;

/// Runs the command that the arguments name.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let outcome = dispatch(arguments).unwrap_or_else(|failure| {
        complain(&failure);
        failure.kind.exit_code()
    });
    outcome.into()
}

fn dispatch(arguments: Vec<OsString>) -> Outcome {
    let mut words = arguments.into_iter();
    let first = words.next().unwrap_or_default();
    let rest = || words.collect::<Vec<_>>();
    match first.to_str() {
        Some("grid") => grid::run(rest()),
        Some("assessment") => grid::schema_of("assessment", rest()),
        Some("dossier") => grid::schema_of("dossier", rest()),
        Some("score") => score::run(rest()),
        Some("demo") => demo::run(rest()),
        Some("identity") => identity::run(rest()),
        Some("issue") => dossier::issue(rest()),
        Some("verify") => verify::run(rest()),
        Some("extract") => verify::extract(rest()),
        Some("import") => exchange::import(rest()),
        Some("export") => exchange::export(rest()),
        Some("backup") => safety::backup(rest()),
        Some("restore") => safety::restore(rest()),
        Some("check") => safety::check(rest()),
        Some("changes") => safety::changes(rest()),
        Some("copies") => safety::copies(rest()),
        Some("passphrase") => safety::passphrase(rest()),
        Some("help" | "--help" | "-h") => say(wording::usage()),
        Some("--version" | "-V") => say(&format!("label-mentorat {}", env!("CARGO_PKG_VERSION"))),
        Some(other) => Err(Failure::usage(&wording::unknown_command(other))),
        None => Err(Failure::usage(&wording::unknown_command(
            &first.to_string_lossy(),
        ))),
    }
}

/// Prints one line of result.
fn say(text: &str) -> Outcome {
    write_out(text.as_bytes())?;
    write_out(b"\n")?;
    Ok(0)
}

/// Prints one line of JSON.
fn say_json(value: &impl Serialize) -> Outcome {
    say(&serde_json::to_string(value).expect("what is printed is always JSON"))
}

fn write_out(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // Whoever read has had enough: that is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|error| Failure::of_file(Path::new("stdout"), &error)),
    }
}

/// Tells a failure on standard error.
fn complain(failure: &Failure) {
    let mut err = std::io::stderr().lock();
    // Nothing can be done when even this fails.
    let _ = writeln!(err, "{}\n{}", failure.happened, failure.remedy);
}

/// The edition that a file holds.
fn read_grid(path: &Path) -> Result<Published, Failure> {
    let bytes = read_file(path, quality::grid::LIMITS.size_bytes)?;
    quality::grid::read(bytes).map_err(|faults| Failure::of_grid(path, &faults))
}

/// The worst of two exit codes: unreadable before faulty before done.
fn worst(one: u8, other: u8) -> u8 {
    one.max(other)
}

/// The passphrase that a variable holds, when it is set and not empty.
fn passphrase_of(variable: &str) -> Result<Option<Passphrase>, Failure> {
    match std::env::var(variable) {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => Ok(Some(Passphrase::new(text))),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Failure::new(
            Kind::Passphrase,
            wording::passphrase_not_text(variable),
        )),
    }
}

/// The passphrase that a variable holds, or that a person types at a prompt.
fn passphrase_wanted(variable: &str, prompt: &str) -> Result<Passphrase, Failure> {
    if let Some(passphrase) = passphrase_of(variable)? {
        return Ok(passphrase);
    }
    let typed = rpassword::prompt_password(prompt)
        .map_err(|_| Failure::new(Kind::PassphraseWanted, wording::passphrase_wanted(variable)))?;
    Ok(Passphrase::new(typed))
}

/// Variable with the passphrase of a workspace.
const WORKSPACE_PASSPHRASE: &str = "LABEL_MENTORAT_PASSPHRASE";

/// Opens the workspace that `--workspace` names, and tells what should be known of it.
fn open_workspace(path: &Path) -> Result<Workspace, Failure> {
    open_with(|passphrase| Ok(Workspace::open(path, passphrase, edge::edge()?)?))
}

/// As [`open_workspace`], for a command that writes nothing into it: one that is open elsewhere,
/// or of a newer version, is read.
fn open_to_read(path: &Path) -> Result<Workspace, Failure> {
    open_with(
        |passphrase| match Workspace::open(path, passphrase, edge::edge()?) {
            Err(workspace::Error::Store(
                store::Error::Locked { .. } | store::Error::Newer { readable: true, .. },
            )) => Ok(Workspace::open_to_read(path, passphrase, edge::edge()?)?),
            other => Ok(other?),
        },
    )
}

fn open_with(
    open: impl Fn(Option<&Passphrase>) -> Result<Workspace, Failure>,
) -> Result<Workspace, Failure> {
    let passphrase = passphrase_of(WORKSPACE_PASSPHRASE)?;
    let workspace = match open(passphrase.as_ref()) {
        Err(failure)
            if failure.kind == Kind::PassphraseWanted
                && passphrase.is_none()
                && std::io::IsTerminal::is_terminal(&std::io::stdin()) =>
        {
            let typed = passphrase_wanted(WORKSPACE_PASSPHRASE, wording::prompt_workspace())?;
            open(Some(&typed))
        }
        other => other,
    }?;
    let notices = workspace.notices()?;
    let sentences = wording::access(workspace.access()).into_iter();
    for sentence in sentences.chain(notices.iter().map(wording::notice)) {
        // Nothing can be done when even this fails.
        let _ = writeln!(std::io::stderr().lock(), "{sentence}");
    }
    Ok(workspace)
}

/// The assessment that `--assessment` names.
fn assessment_id(arguments: &Arguments) -> Result<quality::id::AssessmentId, Failure> {
    let text = arguments.text("assessment")?;
    quality::id::AssessmentId::parse(&text).map_err(|_| Failure::usage(&wording::not_an_id(&text)))
}

/// Never stops a command.
fn go_on(_: workspace::Progress) -> bool {
    true
}

/// Makes a folder, when it is not there yet.
fn make_folder(path: &Path) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::of_file(path, &error))?;
    Ok(path.to_owned())
}
