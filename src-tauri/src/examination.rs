//! Examination: a stranger's file is verified in a process of its own.
//!
//! Whatever the file does to that process (no memory left, no end, a crash), one report says so and
//! nothing else happens. The process is this executable once more. It gets the task and the file
//! through a pipe, can open nothing by then, and gives back one line of JSON.
//! Source: trust.md, G15 and R7.

mod confinement;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use pades::certificate::Certificate;
use pades::{Limits, TrustAnchors};
use quality::clock::Moment;
use quality::digest::Digest;
use quality::verification::{GivenUp, Report};
use quality::{evidence, trust, workspace};
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Kind};
use crate::{edge, wording};

/// The word by which this executable knows that it is to examine; no command for a person.
pub const WORD: &str = "examine-alone";

/// Longest task, in bytes: the certificates that a person trusts.
const LONGEST_TASK: u64 = 64 << 20;

/// Longest answer, in bytes. A report takes some kilobytes.
const LONGEST_ANSWER: u64 = 1 << 20;

/// How long the examiner may work on the whole file before it is ended. It stops by itself at
/// [`edge::PATIENCE`], and says more then.
const PATIENCE: Duration = edge::PATIENCE.saturating_add(Duration::from_secs(3));

/// Bytes of the file that are handed over at once.
const PIECE: usize = 1 << 18;

/// What the examiner is told before the file.
#[derive(Serialize, Deserialize)]
struct Task {
    file: String,
    size_bytes: u64,
    at: Moment,
    trusted: Vec<String>,
    revoked: Vec<Digest>,
}

/// What the examiner answers.
#[derive(Serialize, Deserialize)]
struct Answer {
    report: Report,
    certificate: Option<String>,
}

/// What a file is worth, and who signed it.
pub struct Examined {
    /// The report.
    pub report: Report,
    /// The signer's certificate, when the dossier is sound.
    pub certificate: Option<Certificate>,
}

impl Examined {
    fn given_up(name: &str, why: GivenUp) -> Self {
        Self {
            report: Report::given_up(name, why),
            certificate: None,
        }
    }
}

/// What happens while the examiner works.
enum Event {
    /// The whole file was handed over, or could not be read.
    HandedOver(io::Result<()>),
    /// The examiner said what it has to say.
    Answered(io::Result<Vec<u8>>),
}

/// What the file at `path` is worth at that moment, to someone who trusts `anchors`.
///
/// `watch` hears how many bytes of how many were handed over, and says whether to go on.
///
/// # Errors
/// When the file cannot be opened or read, the examiner not started, or `watch` said no.
pub fn examine(
    path: &Path,
    anchors: &TrustAnchors,
    at: Moment,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Examined, Failure> {
    let file = evidence::open_plain(path)?;
    let size_bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let name = path.to_string_lossy().into_owned();
    let task = Task {
        file: name.clone(),
        size_bytes,
        at,
        trusted: anchors
            .certificates()
            .iter()
            .map(Certificate::to_pem)
            .collect(),
        revoked: anchors.revoked().copied().map(Digest::from_bytes).collect(),
    };
    let not_started =
        |error: io::Error| Failure::new(Kind::Disk, wording::no_examiner()).with_detail(error);
    let mut examiner = Examiner::start().map_err(not_started)?;
    let (input, output) = examiner.pipes().map_err(not_started)?;
    let handed_over = Arc::new(AtomicU64::new(0));
    let events = converse(task, file, input, output, &handed_over);

    // Until it has the whole file, every piece that it takes gives it its time anew.
    let (mut over, mut taken) = (edge::deadline_of(PATIENCE), 0);
    loop {
        let done = handed_over.load(Ordering::Relaxed);
        if !watch(done, size_bytes) {
            return Err(evidence::Error::Cancelled.into());
        }
        if done != taken {
            (over, taken) = (edge::deadline_of(PATIENCE), done);
        }
        if over() {
            return Ok(Examined::given_up(&name, GivenUp::OutOfTime));
        }
        match events.recv_timeout(Duration::from_millis(20)) {
            Ok(Event::HandedOver(Ok(()))) => over = edge::deadline_of(PATIENCE),
            Ok(Event::HandedOver(Err(error))) => return Err(Failure::of_file(path, &error)),
            Ok(Event::Answered(answer)) => return Ok(examiner.examined(&name, answer)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Ok(Examined::given_up(&name, GivenUp::Broken));
            }
        }
    }
}

/// Hands task and file over and takes the answer, each in a thread of its own: either may block.
fn converse(
    task: Task,
    file: File,
    input: ChildStdin,
    output: ChildStdout,
    handed_over: &Arc<AtomicU64>,
) -> Receiver<Event> {
    let (tell, events) = channel();
    let (tell_too, handed_over) = (Sender::clone(&tell), Arc::clone(handed_over));
    std::thread::spawn(move || {
        let outcome = hand_over(&task, file, input, &handed_over);
        // Nobody listens when the examination was given up.
        let _ = tell.send(Event::HandedOver(outcome));
    });
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(LONGEST_ANSWER + 1).read_to_end(&mut answer);
        let _ = tell_too.send(Event::Answered(read.map(|_| answer)));
    });
    events
}

/// An error is the file's own: an examiner that listens no more has its reasons, and tells them.
fn hand_over(
    task: &Task,
    mut file: File,
    mut input: ChildStdin,
    handed_over: &AtomicU64,
) -> io::Result<()> {
    let line = serde_json::to_string(task).map_err(io::Error::other)?;
    if input.write_all(format!("{line}\n").as_bytes()).is_err() {
        return Ok(());
    }
    let mut piece = vec![0; PIECE];
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if input.write_all(&piece[..read]).is_err() {
            return Ok(());
        }
        handed_over.fetch_add(read as u64, Ordering::Relaxed);
    }
}

/// The process that examines; it ends with this value.
struct Examiner(Child);

impl Examiner {
    fn start() -> io::Result<Self> {
        Command::new(std::env::current_exe()?)
            .arg(WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Self)
    }

    fn pipes(&mut self) -> io::Result<(ChildStdin, ChildStdout)> {
        let pipes = self.0.stdin.take().zip(self.0.stdout.take());
        pipes.ok_or_else(|| io::ErrorKind::BrokenPipe.into())
    }

    /// What the answer says, or that there is none.
    fn examined(&mut self, name: &str, answer: io::Result<Vec<u8>>) -> Examined {
        let given_up = |why| Examined::given_up(name, why);
        let answer = answer.unwrap_or_default();
        if answer.len() as u64 > LONGEST_ANSWER {
            return given_up(GivenUp::NoReport);
        }
        // It has closed its output: it is ending.
        if !self.0.wait().is_ok_and(|status| status.success()) {
            return given_up(GivenUp::Broken);
        }
        let read = || {
            let Answer {
                report,
                certificate,
            } = serde_json::from_slice(&answer).ok()?;
            let read = |pem: String| trust::certificates(pem.as_bytes()).ok()?.pop();
            let certificate = match certificate {
                Some(pem) => Some(read(pem)?),
                None => None,
            };
            Some(Examined {
                report,
                certificate,
            })
        };
        read().unwrap_or_else(|| given_up(GivenUp::NoReport))
    }
}

impl Drop for Examiner {
    fn drop(&mut self) {
        // It may have ended by itself; otherwise nothing of it is needed any more.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Examines as told on the standard input, and answers on the standard output.
pub fn serve() -> ExitCode {
    let mut output = io::stdout();
    let said = answer().and_then(|line| {
        output.write_all(line.as_bytes()).ok()?;
        output.flush().ok()
    });
    said.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// The report as one line; nothing when it was not told what to do.
fn answer() -> Option<String> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut line = Vec::new();
    input
        .by_ref()
        .take(LONGEST_TASK)
        .read_until(b'\n', &mut line)
        .ok()?;
    let task: Task = serde_json::from_slice(&line).ok()?;
    confinement::confine(task.size_bytes)?;
    let mut anchors = TrustAnchors::new();
    for certificate in &task.trusted {
        anchors.add_file(certificate.as_bytes()).ok()?;
    }
    for digest in &task.revoked {
        anchors.revoke(*digest.bytes());
    }
    let over = edge::deadline_from_first_look();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let about = (task.file.as_str(), task.size_bytes);
    let (report, certificate) =
        workspace::verify_read(&mut input, about, &anchors, task.at, &limits).ok()?;
    let certificate = certificate.as_ref().map(Certificate::to_pem);
    serde_json::to_string(&Answer {
        report,
        certificate,
    })
    .ok()
}
