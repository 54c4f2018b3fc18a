//! Measures: what the workspace costs beside the barest way of doing the same, in one run.
//!
//! `measure FOLDER [--small]` prints one line for each; FOLDER must be on a real disk, with 6 GB
//! of room (`--small`: 200 MB, to see that the script works). `--answers` saves answers and
//! `--huge` opens 10 GB, and nothing else. `measure import …` is the part that is run as a process
//! of its own, so that its memory is its own. See README.md.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measure stops where it cannot go on, reads the real clock, and prints"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use promises::worker::{attach, edge, passphrase};
use quality::assessment::Verdict;
use quality::grid::{self, Published};
use quality::store::Passphrase;
use quality::workspace::{AnswerEntry, Profile, Workspace};

/// How much of everything.
struct Extent {
    rounds: usize,
    answers: usize,
    piece_bytes: usize,
    pieces_imported: usize,
    pieces_opened: usize,
    openings: usize,
}

const WHOLE: Extent = Extent {
    rounds: 15,
    answers: 200,
    piece_bytes: 50_000_000,
    pieces_imported: 10,
    pieces_opened: 40,
    openings: 9,
};

const SMALL: Extent = Extent {
    rounds: 3,
    answers: 20,
    piece_bytes: 1_000_000,
    pieces_imported: 10,
    pieces_opened: 20,
    openings: 3,
};

const STANDARDS: usize = 300;
const CAMPAIGNS: usize = 10;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["import", workspace, encrypted, pieces @ ..] => import(workspace, encrypted, pieces),
        ["touch"] => println!("{}", peak_kilobytes()),
        [folder] => measure(Path::new(folder), &WHOLE),
        [folder, "--answers"] => answers(Path::new(folder)),
        [folder, "--huge"] => huge(Path::new(folder)),
        [folder, "--small"] => measure(Path::new(folder), &SMALL),
        _ => panic!("measure FOLDER [--small | --answers | --huge]"),
    }
}

fn measure(folder: &Path, extent: &Extent) {
    let folder = folder.join("measure");
    std::fs::create_dir_all(&folder).unwrap();
    for secret in [None, Some(passphrase())] {
        saving(&folder, extent, secret.as_ref());
    }
    importing(&folder, extent);
    for secret in [None, Some(passphrase())] {
        opening(&folder, extent, secret.as_ref());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Saves answers, and does nothing else.
fn answers(folder: &Path) {
    let folder = folder.join("measure");
    std::fs::create_dir_all(&folder).unwrap();
    for secret in [None, Some(passphrase())] {
        saving(&folder, &WHOLE, secret.as_ref());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Opens a workspace of 10 GB, and no more than that (docs/trust.md, bad input 46).
fn huge(folder: &Path) {
    let folder = folder.join("measure");
    std::fs::create_dir_all(&folder).unwrap();
    let extent = Extent {
        pieces_opened: 200,
        ..WHOLE
    };
    opening(&folder, &extent, Some(&passphrase()));
    std::fs::remove_dir_all(&folder).unwrap();
}

fn named(what: &str, secret: Option<&Passphrase>) -> String {
    match secret {
        Some(_) => format!("{what}, encrypted"),
        None => what.to_owned(),
    }
}

/// An answer saved, against one row written with the same settings: turn by turn, so that a disk
/// that is busy is busy for both; in several rounds, each with new files, because where the files
/// come to lie counts too.
fn saving(folder: &Path, extent: &Extent, secret: Option<&Passphrase>) {
    for (published, what) in [
        (promises::worker::shipped(), "saving an answer"),
        (&large_grid(), "saving an answer among 300"),
    ] {
        let (mut answers, mut rows, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..extent.rounds {
            let (mut ours, mut bare) = saving_round(folder, extent.answers, published, secret);
            ratios.push(median(&mut ours).as_secs_f64() / median(&mut bare).as_secs_f64());
            answers.append(&mut ours);
            rows.append(&mut bare);
        }
        ratios.sort_by(f64::total_cmp);
        let at = |part: usize| ratios[(ratios.len() - 1) * part / 4];
        println!(
            "{}: {} rounds, ratio of each {:.2} [{:.2} to {:.2}]",
            named(what, secret),
            ratios.len(),
            at(2),
            at(1),
            at(3)
        );
        tell(&named(what, secret), &mut answers, &mut rows, 1.5);
    }
}

/// One round of [`saving`]: how long each answer took, and each row.
fn saving_round(
    folder: &Path,
    count: usize,
    published: &Published,
    secret: Option<&Passphrase>,
) -> (Vec<Duration>, Vec<Duration>) {
    let (ours, bare) = (folder.join("ours"), folder.join("bare"));
    let workspace = Workspace::create(&ours, secret, edge(1)).unwrap();
    let sheet = workspace.begin_campaign(published, profile()).unwrap();
    let id = sheet.assessment.id;
    let connection = bare_database(&bare, secret);
    let (mut answers, mut rows) = (Vec::new(), Vec::new());
    for number in 0..count {
        let standard = &sheet.grid.standards[number % sheet.grid.standards.len()].id;
        let comment = format!("Réponse numéro {number}. {}", "Un commentaire. ".repeat(12));
        let entry = AnswerEntry {
            verdict: Some(Verdict::Met),
            comment: Some(comment.clone()),
            justification: None,
            private_note: None,
        };
        answers.push(timed(|| {
            workspace.record_answer(id, standard, entry).unwrap();
        }));
        rows.push(timed(|| {
            connection
                .execute("INSERT INTO answer (text) VALUES (?1)", [&comment])
                .unwrap();
        }));
    }
    drop((workspace, connection));
    remove(&ours);
    remove(&bare);
    (answers, rows)
}

/// Gives a connection the key of a workspace, and the size of its pages.
fn unlock(connection: &rusqlite::Connection, secret: Option<&Passphrase>) {
    if let Some(secret) = secret {
        let key = connection.pragma_update(None, "key", secret.as_str());
        key.and_then(|()| connection.pragma_update(None, "cipher_page_size", 16 << 10))
            .unwrap();
    }
}

/// A database with our settings and nothing else.
fn bare_database(path: &Path, secret: Option<&Passphrase>) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    unlock(&connection, secret);
    connection
        .execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0;
             CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT);",
        )
        .unwrap();
    connection
}

/// Evidence imported, against `sha256sum` and a copy that is synced, by the system's own tools.
fn importing(folder: &Path, extent: &Extent) {
    let pieces: Vec<PathBuf> = (0..extent.pieces_imported)
        .map(|number| piece(folder, number as u64, extent.piece_bytes))
        .collect();
    let mut bare = Vec::new();
    let mut ours = [Vec::new(), Vec::new()];
    let mut peak = 0;
    for _ in 0..3 {
        bare.push(timed(|| bare_import(folder, &pieces)));
        for (times, encrypted) in ours.iter_mut().zip(["plain", "encrypted"]) {
            let workspace = folder.join("w");
            let secret = (encrypted == "encrypted").then(passphrase);
            let made = Workspace::create(&workspace, secret.as_ref(), edge(1)).unwrap();
            made.begin_campaign(&large_grid(), profile()).unwrap();
            drop(made);
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .arg("import")
                .arg(&workspace)
                .arg(encrypted)
                .args(&pieces);
            let mut kilobytes = String::new();
            times.push(timed(|| {
                let output = command.output().unwrap();
                assert!(output.status.success(), "{output:?}");
                kilobytes = String::from_utf8(output.stdout).unwrap();
            }));
            peak = peak.max(kilobytes.trim().parse().unwrap());
            remove(&workspace);
        }
    }
    let [plain, encrypted] = &mut ours;
    let megabytes = extent.piece_bytes * pieces.len() / 1_000_000;
    let what = format!("importing {megabytes} MB of evidence");
    tell(&what, plain, &mut bare, 3.0);
    tell(&format!("{what}, encrypted"), encrypted, &mut bare, 4.0);
    println!("{what}: peak memory {} MB (goal: below 100)", peak / 1024);
    for path in pieces {
        std::fs::remove_file(path).unwrap();
    }
}

fn bare_import(folder: &Path, pieces: &[PathBuf]) {
    for path in pieces {
        let output = Command::new("sha256sum").arg(path).output().unwrap();
        assert!(output.status.success());
        let copy = folder.join("copy");
        let output = Command::new("dd")
            .arg(format!("if={}", path.display()))
            .arg(format!("of={}", copy.display()))
            .args(["bs=1M", "conv=fsync", "status=none"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        std::fs::remove_file(copy).unwrap();
    }
}

/// The part that is a process of its own: imports, and prints its peak memory.
fn import(workspace: &str, encrypted: &str, pieces: &[&str]) {
    let secret = (encrypted == "encrypted").then(passphrase);
    let workspace = Workspace::open(Path::new(workspace), secret.as_ref(), edge(2)).unwrap();
    let id = workspace.last_opened().unwrap().unwrap();
    let standard = &workspace.sheet(id).unwrap().grid.standards[0].id;
    for path in pieces {
        attach(&workspace, id, standard, path.into()).unwrap();
    }
    drop(workspace);
    println!("{}", peak_kilobytes());
}

fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().trim().trim_end_matches(" kB");
    number.parse().unwrap()
}

/// A large workspace opened until its last campaign can be shown.
fn opening(folder: &Path, extent: &Extent, secret: Option<&Passphrase>) {
    let path = folder.join("large");
    large_workspace(folder, &path, extent, secret);
    let gigabytes = std::fs::metadata(&path).unwrap().len() as f64 / 1e9;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..extent.openings {
        let mut opened = None;
        ours.push(timed(|| {
            let workspace = Workspace::open(&path, secret, edge(3)).unwrap();
            let id = workspace.last_opened().unwrap().unwrap();
            let sheet = workspace.sheet(id).unwrap();
            assert_eq!(sheet.assessment.answers.len(), STANDARDS);
            opened = Some(workspace);
        }));
        drop(opened);
        bare.push(timed(|| {
            let connection = rusqlite::Connection::open(&path).unwrap();
            unlock(&connection, secret);
            let sum = "SELECT sum(length(content)) FROM record";
            connection
                .query_row(sum, [], |row| row.get::<_, i64>(0))
                .unwrap();
        }));
    }
    let what = named(&format!("opening {gigabytes:.1} GB"), secret);
    let milliseconds = median(&mut ours).as_millis();
    println!("{what}: {milliseconds} ms (goal: below 300)");
    tell(&what, &mut ours, &mut bare, f64::INFINITY);
    remove(&path);
}

fn large_workspace(folder: &Path, path: &Path, extent: &Extent, secret: Option<&Passphrase>) {
    let published = large_grid();
    let workspace = Workspace::create(path, secret, edge(4)).unwrap();
    let mut number = 1_000;
    for campaign in 0..CAMPAIGNS {
        let mut profile = profile();
        profile.campaign.title = format!("Campagne {campaign}");
        let sheet = workspace.begin_campaign(&published, profile).unwrap();
        let id = sheet.assessment.id;
        for standard in &sheet.grid.standards {
            let entry = AnswerEntry {
                verdict: Some(Verdict::PartlyMet),
                comment: Some(format!("Réponse à {}. ", standard.id).repeat(8)),
                justification: None,
                private_note: None,
            };
            workspace.record_answer(id, &standard.id, entry).unwrap();
        }
        for _ in 0..extent.pieces_opened / CAMPAIGNS {
            number += 1;
            let piece = piece(folder, number, extent.piece_bytes);
            attach(&workspace, id, &sheet.grid.standards[0].id, piece.clone()).unwrap();
            std::fs::remove_file(piece).unwrap();
        }
    }
}

/// The shipped grid, with as many standards as the largest that is thought of.
fn large_grid() -> Published {
    let mut grid: serde_json::Value =
        serde_json::from_slice(promises::worker::shipped().bytes()).unwrap();
    let standards = grid["standards"].as_array_mut().unwrap();
    let few = standards.clone();
    for number in few.len()..STANDARDS {
        let mut standard = few[number % few.len()].clone();
        let id = format!("{}{number}", standard["id"].as_str().unwrap());
        standard["id"] = id.into();
        standards.push(standard);
    }
    grid::read(serde_json::to_vec(&grid).unwrap()).unwrap()
}

fn profile() -> Profile {
    let json = serde_json::json!({
        "organisation": {"name": "Passerelle", "kind": "association_1901"},
        "programme": {"name": "Tandem", "conditions": {"minors": true}},
        "campaign": {"title": "2026", "reference_date": "2026-11-22"},
    });
    serde_json::from_value(json).unwrap()
}

/// A text of that size that no other number gives and no compression makes small.
fn piece(folder: &Path, number: u64, size: usize) -> PathBuf {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    // A first line that no kind of file begins with.
    let mut bytes = format!("Piece {number}\n").into_bytes();
    bytes.reserve(size + 64);
    while bytes.len() < size {
        for _ in 0..8 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend(state.to_be_bytes().map(|byte| b' ' + byte % 94));
        }
        bytes.push(b'\n');
    }
    bytes.truncate(size);
    let path = folder.join(format!("piece-{number}.txt"));
    std::fs::write(&path, bytes).unwrap();
    std::fs::File::open(&path).unwrap().sync_all().unwrap();
    path
}

fn timed(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The ratio of the medians, and how far the middle half of each is spread.
fn tell(what: &str, ours: &mut [Duration], bare: &mut [Duration], goal: f64) {
    let ratio = median(ours).as_secs_f64() / median(bare).as_secs_f64();
    let goal = if goal.is_finite() {
        format!(" (goal: at most {goal})")
    } else {
        String::new()
    };
    let told = |times: &[Duration]| {
        let at = |part: usize| times[times.len() * part / 4].as_secs_f64() * 1e3;
        format!("{:.2} ms [{:.2} to {:.2}]", at(2), at(1), at(3))
    };
    println!(
        "{what}: ratio {ratio:.2}{goal}; ours {}, bare {}",
        told(ours),
        told(bare)
    );
}

fn remove(path: &Path) {
    let name = path.file_name().unwrap().to_str().unwrap();
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_str().unwrap().starts_with(name) && entry.path().is_file() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
}
