//! The edge: the machine's clock, its randomness and its folders.
//!
//! The only place that reads them. With `SOURCE_DATE_EPOCH` set the clock stands at that instant
//! (formats.md, section 5).

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use quality::clock::{Clock, Day, Moment};
use quality::random::Randomness;
use quality::workspace::Edge;

use crate::failure::Failure;

/// The machine's clock, or the instant that `SOURCE_DATE_EPOCH` names.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is not a number of seconds.
pub fn clock() -> Result<Box<dyn Clock>, Failure> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(Box::new(MachineClock));
    };
    let seconds = epoch.to_str().and_then(|text| text.parse().ok());
    let moment = seconds.and_then(|seconds| Moment::from_unix(seconds).ok());
    let moment = moment.ok_or_else(|| Failure::bad_epoch(&epoch.to_string_lossy()))?;
    Ok(Box::new(moment))
}

/// Clock, randomness and the names of account and machine for a workspace.
///
/// # Errors
/// As [`clock`].
pub fn edge() -> Result<Edge, Failure> {
    Ok(Edge {
        clock: clock()?,
        randomness: Box::new(MachineRandomness),
        account: account(),
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        released_on: crate::example::shipped().grid().published_on,
    })
}

/// Name of the person's account, as the system sets it; empty when it does not.
fn account() -> String {
    let set = ["USER", "USERNAME", "LOGNAME"].into_iter();
    let set = set.filter_map(std::env::var_os).next();
    set.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge")]
    fn now(&self) -> Moment {
        jiff::Timestamp::now().into()
    }
}

/// The system's random numbers.
pub struct MachineRandomness;

impl Randomness for MachineRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness nothing safe can be made: going on would be worse than ending.
        getrandom::fill(bytes).expect("the system gives random bytes");
    }
}

/// The folder for what the application keeps; `LABEL_MENTORAT_HOME` names another one.
///
/// # Errors
/// When the system does not say where a person's files go.
pub fn home() -> Result<PathBuf, Failure> {
    if let Some(folder) = std::env::var_os("LABEL_MENTORAT_HOME") {
        return Ok(folder.into());
    }
    directories::ProjectDirs::from("fr", "", "Label Mentorat")
        .map(|folders| folders.data_dir().to_owned())
        .ok_or_else(Failure::no_home)
}

/// The folder for automatic copies of every workspace: among the person's documents, or beside the
/// workspace when `LABEL_MENTORAT_HOME` names where everything is.
///
/// # Errors
/// As [`home`].
pub fn copies() -> Result<PathBuf, Failure> {
    let documents = directories::UserDirs::new();
    let documents = documents
        .as_ref()
        .and_then(directories::UserDirs::document_dir);
    match documents {
        Some(folder) if std::env::var_os("LABEL_MENTORAT_HOME").is_none() => {
            Ok(folder.join("Label Mentorat").join("Copies"))
        }
        Some(_) | None => Ok(home()?.join("copies")),
    }
}

/// Today, in the person's own time zone; in UTC when the clock stands.
pub fn today() -> Day {
    let now = clock().map_or_else(|_| MachineClock.now(), |clock| clock.now());
    if std::env::var_os("SOURCE_DATE_EPOCH").is_some() {
        return now.day();
    }
    now.timestamp()
        .to_zoned(jiff::tz::TimeZone::system())
        .date()
        .into()
}

/// How long one stranger's file may be worked on.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// A clock for one file: true when its time is over.
pub fn deadline() -> impl Fn() -> bool {
    deadline_of(PATIENCE)
}

/// A clock that is true when so much time is over.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn deadline_of(patience: Duration) -> impl Fn() -> bool {
    let begun = Instant::now();
    move || begun.elapsed() > patience
}

/// As [`deadline`], from the first look at it on, and without what the disk takes: a slow one costs
/// the file nothing.
#[derive(Default)]
pub struct Patience {
    begun: OnceCell<Instant>,
    waited: Cell<Duration>,
}

#[expect(clippy::disallowed_methods, reason = "this is the edge")]
impl Patience {
    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        let begun = self.begun.get_or_init(Instant::now);
        begun.elapsed().saturating_sub(self.waited.get()) > PATIENCE
    }

    /// Waits for what does not count.
    pub fn wait<T>(&self, what: impl FnOnce() -> T) -> T {
        if self.begun.get().is_none() {
            return what();
        }
        let begun = Instant::now();
        let done = what();
        self.waited.set(self.waited.get() + begun.elapsed());
        done
    }
}

/// The bytes of a file that a person names; one more than `limit_bytes` tells that it is longer.
///
/// # Errors
/// As the disk says.
pub fn read_file(path: &Path, limit_bytes: u64) -> Result<Vec<u8>, Failure> {
    let file = quality::evidence::open_plain(path)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(file, limit_bytes + 1), &mut bytes)
        .map_err(|error| Failure::of_file(path, &error))?;
    Ok(bytes)
}
