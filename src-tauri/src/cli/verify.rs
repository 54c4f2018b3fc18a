//! `verify` and `extract`: files received.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use pades::{Limits, TrustAnchors};
use quality::clock::Moment;
use quality::verification::Verdict;
use quality::workspace;

use super::{Arguments, Outcome, complain, read_file, say, say_json};
use crate::examination::Examined;
use crate::failure::{Failure, Kind};
use crate::{edge, examination, wording};

/// Largest file of certificates, in bytes.
const LARGEST_TRUST: u64 = 1 << 20;

/// Runs `verify`.
pub fn run(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_verify();
    let arguments = Arguments::read(words, usage, &["trust", "at"], &["json"])?;
    let files = arguments.some_files()?;
    let anchors = anchors(&arguments)?;
    let at = at(&arguments)?;
    let mut verdicts = Vec::new();
    let mut unopened = false;
    for file in files {
        match examination::examine(file, &anchors, at, &mut |_, _| true) {
            Ok(Examined { report, .. }) => {
                if arguments.has("json") {
                    say_json(&report)?;
                } else {
                    say(&wording::report(&report))?;
                }
                verdicts.push(report.verdict);
            }
            Err(failure) => {
                complain(&failure);
                unopened = true;
            }
        }
    }
    Ok(if unopened { 2 } else { exit_code(&verdicts) })
}

/// 1 if any is neither trusted nor intact, else 3 if any is intact, else 0.
fn exit_code(verdicts: &[Verdict]) -> u8 {
    let code = |verdict: &Verdict| match verdict {
        Verdict::Trusted => 0,
        Verdict::Intact => 3,
        Verdict::Altered | Verdict::NotADossier | Verdict::Unsigned | Verdict::Unreadable => 1,
    };
    let codes: Vec<u8> = verdicts.iter().map(code).collect();
    if codes.contains(&1) {
        1
    } else {
        codes.into_iter().max().unwrap_or(0)
    }
}

/// Runs `extract`.
pub fn extract(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_extract();
    let arguments = Arguments::read(words, usage, &["out", "trust", "at"], &[])?;
    let file = arguments.one_file()?;
    let folder = arguments.path("out")?;
    let anchors = anchors(&arguments)?;
    let at = at(&arguments)?;
    // Only what another process found sound is opened in this one.
    let Examined { report, .. } = examination::examine(file, &anchors, at, &mut |_, _| true)?;
    if !matches!(report.verdict, Verdict::Trusted | Verdict::Intact) {
        let report = Box::new(report);
        return Err(workspace::Error::NotSound { report }.into());
    }
    let over = edge::deadline();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let written = workspace::extract(file, &folder, &anchors, at, &limits)?;
    for path in &written {
        say(&wording::written(path))?;
    }
    Ok(0)
}

fn at(arguments: &Arguments) -> Result<Moment, Failure> {
    if arguments.value("at").is_none() {
        return Ok(edge::clock()?.now());
    }
    let text = arguments.text("at")?;
    Moment::parse(&text).map_err(|_| arguments.wrong(wording::bad_instant(&text)))
}

/// The certificates that `--trust` names: a file, or all files of a folder.
pub fn anchors(arguments: &Arguments) -> Result<TrustAnchors, Failure> {
    let mut anchors = TrustAnchors::new();
    let Some(path) = arguments.value("trust").map(PathBuf::from) else {
        return Ok(anchors);
    };
    if !path.is_dir() {
        add(&mut anchors, &path)?;
        return Ok(anchors);
    }
    let refused = |error: std::io::Error| Failure::of_file(&path, &error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&path).map_err(refused)? {
        let file = entry.map_err(refused)?.path();
        let extension = file
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or("");
        let is_certificate =
            ["pem", "crt", "cer", "der"].contains(&extension.to_lowercase().as_str());
        if is_certificate && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    for file in files {
        add(&mut anchors, &file)?;
    }
    Ok(anchors)
}

fn add(anchors: &mut TrustAnchors, file: &Path) -> Result<(), Failure> {
    let bytes = read_file(file, LARGEST_TRUST)?;
    anchors.add_file(&bytes).map(|_| ()).map_err(|error| {
        Failure::new(Kind::Unreadable, wording::bad_certificate(file)).with_detail(error)
    })
}
