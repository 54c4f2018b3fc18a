//! `verify` and `extract`: files received.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use pades::{Limits, TrustAnchors};
use quality::clock::Moment;
use quality::verification::{Verdict, summary};
use quality::{spreadsheet, whole_file, workspace};

use super::{Arguments, Outcome, batch, complain, read_file, say, say_json};
use crate::examination::Examined;
use crate::failure::{Failure, Kind};
use crate::{edge, examination, wording};

/// Largest file of certificates, in bytes.
const LARGEST_TRUST: u64 = 1 << 20;

/// Runs `verify`.
pub fn run(words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_verify();
    let arguments = Arguments::read(words, usage, &["trust", "at", "xlsx"], &["json"])?;
    let mut unopened = false;
    let mut files = Vec::new();
    for named in arguments.some_files()? {
        match received(named) {
            Ok(found) => files.extend(found),
            Err(failure) => {
                complain(&failure);
                unopened = true;
            }
        }
    }
    let anchors = anchors(&arguments)?;
    let at = at(&arguments)?;
    let is_json = arguments.has("json");
    let mut reports = Vec::new();
    let mut progress = Progress::of(files.len());
    batch::examine_all(&files, &anchors, at, &mut |examined| {
        progress.clear();
        match examined {
            Ok(Examined { report, .. }) => {
                if is_json {
                    say_json(&report)?;
                } else {
                    say(&wording::report(&report))?;
                }
                reports.push(report);
            }
            Err(failure) => {
                complain(&failure);
                unopened = true;
            }
        }
        progress.advance();
        Ok(())
    })?;
    progress.clear();
    if arguments.value("xlsx").is_some() {
        let out = arguments.path("xlsx")?;
        let bytes = summary::write(spreadsheet::Kind::Xlsx, &reports, edge::clock()?.now())
            .map_err(workspace::Error::from)?;
        whole_file::write(&out, &bytes).map_err(|error| Failure::of_file(&out, &error))?;
    }
    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    Ok(if unopened { 2 } else { exit_code(&verdicts) })
}

/// The file that was named, or every PDF in the folder that was, in the order of their names.
///
/// What a link in a folder leads to is not followed: it may lead anywhere, and for ever.
fn received(named: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !named.is_dir() {
        return Ok(vec![named.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![named.to_owned()];
    while let Some(folder) = folders.pop() {
        let refused = |error: std::io::Error| Failure::of_file(&folder, &error);
        for entry in std::fs::read_dir(&folder).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let (kind, path) = (entry.file_type().map_err(refused)?, entry.path());
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if kind.is_dir() && !is_hidden {
                folders.push(path);
            } else if kind.is_file() && !is_hidden && is_pdf(&path) {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::new(Kind::Unreadable, wording::no_pdf(named)));
    }
    found.sort();
    Ok(found)
}

fn is_pdf(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}

/// Says on the terminal how far many files are, while the reports go elsewhere.
struct Progress {
    done: usize,
    total: usize,
    is_shown: bool,
}

impl Progress {
    fn of(total: usize) -> Self {
        Self {
            done: 0,
            total,
            is_shown: total > 1
                && std::io::stderr().is_terminal()
                && !std::io::stdout().is_terminal(),
        }
    }

    fn advance(&mut self) {
        self.done += 1;
        self.write(&wording::verified_of(self.done, self.total));
    }

    /// Makes room for a line of its own.
    fn clear(&self) {
        self.write("");
    }

    fn write(&self, text: &str) {
        if self.is_shown {
            // Nothing can be done when even this fails. «EL 0» (ECMA-48) erases to the line's end.
            let _ = write!(std::io::stderr().lock(), "\r{text}\x1b[K");
        }
    }
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
