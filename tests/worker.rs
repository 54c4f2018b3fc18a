//! Works: what a person does, over and over, each time told apart from the others.
//!
//! A work is done by a program that may be killed at any moment, or on a disk that may lose its
//! power. It acknowledges each time that the domain says is done; [`Work::check`] then opens what
//! is left, as a person would, and holds it against what was acknowledged.

mod answering;
mod attaching;
mod backing_up;
mod copying;
mod exporting;
mod issuing;
mod migrating;
mod recovering;
mod rekeying;
mod restoring;
pub mod secrets;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use quality::assessment::Assessment;
use quality::clock::Moment;
use quality::grid::{self, Published};
use quality::id::AssessmentId;
use quality::random::Randomness;
use quality::store::Passphrase;
use quality::workspace::{Edge, Error, EvidenceFolder, Workspace};

pub use answering::{answer, last_answer};
pub use attaching::{attach, piece};

/// Every work, in the order in which a reader would ask.
pub const WORKS: &[&dyn Work] = &[
    &answering::PLAIN,
    &answering::ENCRYPTED,
    &attaching::PLAIN,
    &attaching::ENCRYPTED,
    &exporting::Exporting,
    &issuing::Issuing,
    &backing_up::BackingUp,
    &restoring::Restoring,
    &copying::Copying,
    &recovering::Recovering,
    &rekeying::Rekeying,
    &migrating::Migrating,
    &secrets::PLAIN,
    &secrets::ENCRYPTED,
];

/// The workspace file in a folder of a work.
pub const WORKSPACE: &str = "espace.mentorat";

/// The file that acknowledgements go to, one number a line.
pub const ACKNOWLEDGEMENTS: &str = "_acks";

/// What a person does over and over.
pub trait Work: Sync {
    /// Its name, as an argument.
    fn name(&self) -> &'static str;

    /// Makes what must be there before the first time.
    fn prepare(&self, folder: &Path);

    /// Goes on from what is there, `times` times.
    ///
    /// # Errors
    /// As the domain says; what was acknowledged before is done.
    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error>;

    /// Opens what is left, as a person would; panics unless everything up to `acknowledged` is
    /// there and nothing is there by half. Gives the last time that is there.
    fn check(&self, folder: &Path, acknowledged: u64) -> u64;

    /// Whether one time takes seconds rather than milliseconds.
    fn is_slow(&self) -> bool {
        false
    }
}

/// The work of that name.
pub fn work(name: &str) -> Option<&'static dyn Work> {
    WORKS.iter().copied().find(|work| work.name() == name)
}

/// Does a work in its folder, and acknowledges on standard output and in the folder.
///
/// # Errors
/// As the domain says.
pub fn run(name: &str, folder: &Path, times: u64) -> Result<(), Error> {
    let work = work(name).expect("a work of that name");
    let mut acknowledgements = acknowledgements(folder);
    work.perform(folder, times, &mut |number| {
        let line = format!("{number}\n");
        // On a full disk it finds no room; what is printed counts too.
        let _ = acknowledgements.write_all(line.as_bytes());
        let mut out = std::io::stdout().lock();
        out.write_all(format!("ACK {line}").as_bytes()).unwrap();
        out.flush().unwrap();
    })
}

fn acknowledgements(folder: &Path) -> File {
    let path = folder.join(ACKNOWLEDGEMENTS);
    let opened = OpenOptions::new().append(true).create(true).open(path);
    opened.unwrap()
}

/// The last number that was acknowledged in that folder.
pub fn last_acknowledged(folder: &Path) -> u64 {
    let text = std::fs::read_to_string(folder.join(ACKNOWLEDGEMENTS)).unwrap_or_default();
    last_of(&text)
}

/// The last number in the text of such a file.
pub fn last_of(text: &str) -> u64 {
    let last = text.lines().next_back().unwrap_or("0");
    last.parse().unwrap()
}

/// Root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The edition that the application ships.
pub fn shipped() -> &'static Published {
    static SHIPPED: LazyLock<Published> = LazyLock::new(|| {
        let path = root().join("standards/indicative-mentorat/2026-1.json");
        grid::read(std::fs::read(path).unwrap()).unwrap()
    });
    &SHIPPED
}

/// The demonstration's assessment.
pub fn demo() -> &'static Assessment {
    static DEMO: LazyLock<Assessment> = LazyLock::new(|| {
        let bytes = std::fs::read(root().join("fixtures/demo/assessment.json")).unwrap();
        quality::assessment::read(&bytes, shipped()).unwrap()
    });
    &DEMO
}

/// Its name.
pub fn demo_id() -> AssessmentId {
    demo().id
}

/// The passphrase of every encrypted workspace here.
pub fn passphrase() -> Passphrase {
    Passphrase::new("quatre mots faciles à retenir".to_owned())
}

/// The instant at which the clock of every work stands.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// A clock that stands still, and numbers that are the same in every run but differ from one
/// draw to the next; `seed` keeps two runs in one folder apart.
pub fn edge(seed: u32) -> Edge {
    Edge {
        clock: Box::new(Moment::parse(NOW).unwrap()),
        randomness: Box::new(Counting(AtomicU64::new(u64::from(seed) << 32))),
        account: "worker".into(),
        host: "here".into(),
        released_on: Moment::parse(NOW).unwrap().day(),
    }
}

struct Counting(AtomicU64);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            let digest = quality::digest::Digest::of(&number.to_le_bytes()).to_string();
            for (byte, letters) in part.iter_mut().zip(digest.as_bytes().rchunks(2)) {
                let letters = std::str::from_utf8(letters).unwrap();
                *byte = u8::from_str_radix(letters, 16).unwrap();
            }
        }
    }
}

/// Makes the workspace of a folder, with the demonstration's assessment and its evidence.
pub fn make_demo_workspace(folder: &Path, passphrase: Option<&Passphrase>) {
    let workspace = Workspace::create(&folder.join(WORKSPACE), passphrase, edge(0)).unwrap();
    let evidence = EvidenceFolder::open(&root().join("fixtures/demo/evidence")).unwrap();
    let imported = workspace.import(demo(), shipped(), Some(&evidence), &mut |_| true);
    imported.unwrap();
}

/// Makes the workspace of a folder, with the demonstration's assessment and no bytes of evidence.
pub fn make_light_workspace(folder: &Path, passphrase: Option<&Passphrase>) {
    let workspace = Workspace::create(&folder.join(WORKSPACE), passphrase, edge(0)).unwrap();
    let imported = workspace.import(demo(), shipped(), None, &mut |_| true);
    imported.unwrap();
}

/// Opens the workspace of a folder.
///
/// # Errors
/// As the domain says.
pub fn open(folder: &Path, passphrase: Option<&Passphrase>) -> Result<Workspace, Error> {
    // A run goes on where another was killed: what it draws must be new.
    Workspace::open(
        &folder.join(WORKSPACE),
        passphrase,
        edge(std::process::id()),
    )
}
