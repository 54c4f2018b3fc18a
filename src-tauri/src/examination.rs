//! Examination: a stranger's file is verified in a process of its own.
//!
//! Whatever the file does to that process (no memory left, no end, a crash), one report says so and
//! nothing else happens. The process is this executable once more. It gets the task and the file
//! through a pipe, or opens a large one first; it can open nothing by then, and gives back one line
//! of JSON. Where many files are examined, small ones follow each other in it, until one of them
//! disturbs it.
//! Source: trust.md, G15 and R7.

mod confinement;
mod serving;

pub use serving::serve;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use pades::TrustAnchors;
use pades::certificate::Certificate;
use quality::clock::Moment;
use quality::digest::Digest;
use quality::verification::{GivenUp, Report};
use quality::{evidence, trust};
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

/// Most files that one process examines: what it holds on to then goes with it.
const LONGEST_SERVICE: usize = 100;

/// Bytes of the file that are handed over at once.
const PIECE: usize = 1 << 18;

/// What the examiner is told before the file.
#[derive(Serialize, Deserialize)]
struct Task {
    file: String,
    /// Where it is, when it does not follow: a large one.
    path: Option<OsString>,
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

/// What happens while the examiner works.
enum Event {
    /// The whole file was handed over, or could not be read.
    HandedOver(io::Result<()>),
    /// The examiner said what it has to say, and may listen again.
    Answered(Pipes, Vec<u8>),
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
    Examination::default().examine(path, anchors, at, watch)
}

/// Examines file after file, small ones in one process as long as all goes well there: to start it
/// takes longer than to examine most dossiers.
#[derive(Default)]
pub struct Examination {
    kept: Option<Examiner>,
}

impl Examination {
    /// As [`examine`].
    ///
    /// # Errors
    /// As [`examine`].
    pub fn examine(
        &mut self,
        path: &Path,
        anchors: &TrustAnchors,
        at: Moment,
        watch: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Examined, Failure> {
        let size_bytes = evidence::open_plain(path)?
            .metadata()
            .map_or(0, |metadata| metadata.len());
        let task = Task {
            file: path.to_string_lossy().into_owned(),
            path: (size_bytes > confinement::SMALL).then(|| path.as_os_str().to_owned()),
            size_bytes,
            at,
            trusted: anchors
                .certificates()
                .iter()
                .map(Certificate::to_pem)
                .collect(),
            revoked: anchors.revoked().copied().map(Digest::from_bytes).collect(),
        };
        let task = Arc::new(task);
        if size_bytes <= confinement::SMALL
            && let Some(kept) = self.kept.take()
            && let Ok(examined) = self.converse(kept, path, &task, watch)?
        {
            return Ok(examined);
        }
        // What went wrong there may be the fault of a file before: this one is told of what it does
        // by itself.
        let examiner = Examiner::start().map_err(|error| {
            Failure::new(Kind::Disk, wording::no_examiner(path)).with_detail(error)
        })?;
        let examined = self.converse(examiner, path, &task, watch)?;
        Ok(examined.unwrap_or_else(|why| Examined {
            report: Report::given_up(&task.file, why),
            certificate: None,
        }))
    }

    /// What the examiner says of one file; it is kept for the next when it said that in order.
    fn converse(
        &mut self,
        mut examiner: Examiner,
        path: &Path,
        task: &Arc<Task>,
        watch: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Result<Examined, GivenUp>, Failure> {
        let Some(pipes) = examiner.pipes.take() else {
            return Ok(Err(GivenUp::Broken));
        };
        let handed_over = Arc::new(AtomicU64::new(0));
        let file = evidence::open_plain(path)?;
        let events = speak(pipes, Arc::clone(task), file, &handed_over);
        // Until it has the whole file, every piece that it takes gives it its time anew.
        let (mut over, mut taken) = (edge::deadline_of(PATIENCE), 0);
        loop {
            let done = handed_over.load(Ordering::Relaxed);
            if !watch(done, task.size_bytes) {
                return Err(evidence::Error::Cancelled.into());
            }
            if done != taken {
                (over, taken) = (edge::deadline_of(PATIENCE), done);
            }
            if over() {
                return Ok(Err(GivenUp::OutOfTime));
            }
            match events.recv_timeout(Duration::from_millis(20)) {
                Ok(Event::HandedOver(Ok(()))) => over = edge::deadline_of(PATIENCE),
                Ok(Event::HandedOver(Err(error))) => return Err(Failure::of_file(path, &error)),
                Ok(Event::Answered(pipes, answer)) => {
                    let examined = understood(&answer);
                    if examined.is_ok() && task.size_bytes <= confinement::SMALL {
                        examiner.pipes = Some(pipes);
                        self.keep(examiner);
                    }
                    return Ok(examined);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(Err(GivenUp::Broken)),
            }
        }
    }

    fn keep(&mut self, mut examiner: Examiner) {
        examiner.served += 1;
        if examiner.served < LONGEST_SERVICE {
            self.kept = Some(examiner);
        }
    }
}

/// Hands task and file over and takes the answer, in a thread of its own: the examiner may block.
fn speak(
    mut pipes: Pipes,
    task: Arc<Task>,
    file: File,
    handed_over: &Arc<AtomicU64>,
) -> Receiver<Event> {
    let (tell, events) = channel();
    let handed_over = Arc::clone(handed_over);
    std::thread::spawn(move || {
        let outcome = hand_over(&task, file, &mut pipes.input, &handed_over);
        // Nobody listens when the examination was given up.
        let _ = tell.send(Event::HandedOver(outcome));
        while let Ok(line) = read_line(&mut pipes.output) {
            // How far it is with a large file, before the answer.
            match std::str::from_utf8(&line).map(|line| line.trim_end().parse()) {
                Ok(Ok(done_bytes)) => handed_over.store(done_bytes, Ordering::Relaxed),
                Ok(Err(_)) | Err(_) => {
                    let _ = tell.send(Event::Answered(pipes, line));
                    break;
                }
            }
        }
    });
    events
}

fn read_line(output: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    Read::take(output, LONGEST_ANSWER + 1).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// An error is the file's own: an examiner that listens no more has its reasons, and tells them.
fn hand_over(
    task: &Task,
    mut file: File,
    input: &mut ChildStdin,
    handed_over: &AtomicU64,
) -> io::Result<()> {
    let line = serde_json::to_string(task).map_err(io::Error::other)?;
    if input.write_all(format!("{line}\n").as_bytes()).is_err() {
        return Ok(());
    }
    if task.path.is_some() {
        return Ok(());
    }
    let mut piece = vec![0; PIECE];
    loop {
        let read = match file.read(&mut piece) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if serving::write_piece(input, &piece[..read]).is_err() || read == 0 {
            return Ok(());
        }
        handed_over.fetch_add(read as u64, Ordering::Relaxed);
    }
}

/// What the answer says, or that there is none.
fn understood(answer: &[u8]) -> Result<Examined, GivenUp> {
    if answer.len() as u64 > LONGEST_ANSWER {
        return Err(GivenUp::NoReport);
    }
    if answer.is_empty() {
        return Err(GivenUp::Broken);
    }
    let Answer {
        report,
        certificate,
    } = serde_json::from_slice(answer).map_err(|_| GivenUp::NoReport)?;
    let read = |pem: String| {
        let read = trust::certificates(pem.as_bytes()).ok();
        read.and_then(|mut found| found.pop())
            .ok_or(GivenUp::NoReport)
    };
    Ok(Examined {
        report,
        certificate: certificate.map(read).transpose()?,
    })
}

/// The process that examines; it ends with this value.
struct Examiner {
    process: Child,
    /// None while a file is examined.
    pipes: Option<Pipes>,
    /// How many files it has examined.
    served: usize,
}

struct Pipes {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Examiner {
    fn start() -> io::Result<Self> {
        let mut process = Command::new(this_program()?)
            .arg(WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let pipes = pipes.map(|(input, output)| Pipes {
            input,
            output: BufReader::new(output),
        });
        Ok(Self {
            process,
            pipes,
            served: 0,
        })
    }
}

/// The program that runs, even where it was replaced or removed since: an update must not take the
/// examiner from an open window, nor give it one of another version.
#[cfg(target_os = "linux")]
fn this_program() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    match running.exists() {
        true => Ok(running.to_owned()),
        false => std::env::current_exe(),
    }
}

/// The program that runs.
#[cfg(not(target_os = "linux"))]
fn this_program() -> io::Result<PathBuf> {
    std::env::current_exe()
}

impl Drop for Examiner {
    fn drop(&mut self) {
        // It may have ended by itself; otherwise nothing of it is needed any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
