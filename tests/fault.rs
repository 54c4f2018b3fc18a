//! Faults made on purpose: power cuts, kills, calls that fail.
//!
//! `fault/recorder.c` is loaded into the program under test; it is compiled once for each run.

pub mod dice;
pub mod disk;

use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use promises::worker::Work;

/// Whether everything is tried, or a short version of it (`./dev test --thorough`).
pub fn is_thorough() -> bool {
    std::env::var_os("LABEL_MENTORAT_THOROUGH").is_some()
}

/// How often something is tried.
pub fn times(short: usize, thorough: usize) -> usize {
    if is_thorough() { thorough } else { short }
}

/// Says on the screen that something cannot be tried on this machine, and why.
pub fn skip(what: &str, reason: &str) {
    let line = format!("NOT TRIED: {what}: {reason}\n");
    // Past the test runner, which keeps what a passing test prints.
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).unwrap();
}

/// A folder in memory where that is to be had, so that a disk's own slowness costs nothing.
pub fn quick_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        return tempfile::tempdir_in(memory).unwrap();
    }
    tempfile::tempdir().unwrap()
}

/// The recorder, ready to be loaded.
pub fn recorder() -> &'static Path {
    static RECORDER: OnceLock<PathBuf> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fault/recorder.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorder.so");
        let output = Command::new("cc")
            .args(["-O1", "-Wall", "-shared", "-fPIC", "-o"])
            .args([&library, &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .expect("a C compiler");
        assert!(output.status.success(), "{output:?}");
        library
    })
}

/// One call that is made to fail.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Which kind of call.
    pub call: &'static str,
    /// The how manieth.
    pub at: usize,
    /// What it does: an error's name, `KILL` or `TORN`.
    pub what: &'static str,
    /// Whether every later call of that kind fails alike.
    pub lasting: bool,
}

/// A command that runs with the recorder loaded, which watches `folder`.
pub fn watched(program: &Path, folder: &Path, fault: Option<Fault>) -> Command {
    let mut command = Command::new(program);
    command
        .env("LD_PRELOAD", recorder())
        .env("RECORD_FOLDER", folder)
        .stdin(Stdio::null());
    if let Some(fault) = fault {
        command
            .env("FAULT_CALL", fault.call)
            .env("FAULT_AT", fault.at.to_string())
            .env("FAULT_DO", fault.what);
        if fault.lasting {
            command.env("FAULT_STICKY", "1");
        }
    }
    command
}

/// The worker's program.
pub fn worker() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_worker"))
}

/// The worker at work in `folder`.
pub fn working(work: &dyn Work, folder: &Path, times: usize, fault: Option<Fault>) -> Command {
    let mut command = watched(worker(), folder, fault);
    command.arg(work.name()).arg(folder).arg(times.to_string());
    command
}

/// Runs the worker to its end and gives what it did below `folder`.
pub fn record(work: &dyn Work, folder: &Path, times: usize) -> disk::Record {
    let before = disk::Folder::read(folder);
    let log = folder.with_extension("log");
    let output = working(work, folder, times, None)
        .env("RECORD_OUT", &log)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    disk::Record::read(std::fs::read(&log).unwrap(), &before)
}

/// Starts the worker, and kills it as soon as it has acknowledged `count` times.
pub fn kill_after(work: &dyn Work, folder: &Path, count: usize) {
    let mut child = working(work, folder, 1_000_000, None)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let acknowledged = lines
        .take(count)
        .filter(|line| line.as_ref().is_ok_and(|l| l.starts_with("ACK")))
        .count();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(acknowledged, count, "{}", said(&output));
}

/// What a program said.
pub fn said(output: &Output) -> String {
    let bytes = [output.stdout.as_slice(), &output.stderr].concat();
    format!("{}\n{}", output.status, String::from_utf8_lossy(&bytes))
}

/// Checks what is left of a work; the complaint when something is wrong.
pub fn checked(work: &dyn Work, folder: &Path, acknowledged: u64) -> Result<u64, String> {
    catch_unwind(AssertUnwindSafe(|| work.check(folder, acknowledged))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default()
    })
}
