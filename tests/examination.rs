//! G15: a received file is examined in a process of its own, which costs one report at most.
//!
//! Through the executable, as a person would; the files are forgeries and bombs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pades::identity::{Algorithm, Subject};
use promises::worker;
use quality::workspace::{Choice, create_identity};
use serde_json::Value;

use crate::dossier::demo;
use crate::dossier_content::{Case as Content, identity};
use crate::executable::{executable, run, text};
use crate::fault::{quick_folder, said, skip};
use crate::forgeries::{Case, Expected, one};

/// Forgeries of every family, and the verdict in the words of the report.
const SOME: [(&str, &str); 14] = [
    ("universal", "contents-null"),
    ("incremental", "dossier-json-table"),
    ("incremental", "second-signature-by-the-twin"),
    ("wrapping", "object-in-the-gap"),
    ("wrapping", "signature-mirrored"),
    ("prepared", "hidden-catalog-by-the-original"),
    ("certified", "level-3-stamp"),
    ("signatures", "original-certificate-and-another-key"),
    ("certificates", "the-twin"),
    ("spliced", "issued-by-another-of-the-same-name"),
    ("names", "parents"),
    ("bombs", "deflated-100-megabytes"),
    ("bombs", "one-heavy-name-300000-times"),
    ("bombs", "table-of-billions"),
];

fn word(expected: Expected) -> &'static str {
    match expected {
        Expected::Broken(_) | Expected::Contradictory(_) => "altered",
        Expected::NotADossier | Expected::SignedUnread => "not_a_dossier",
        Expected::TheirOwn => "intact",
        Expected::Unsigned => "unsigned",
        Expected::Unreadable => "unreadable",
    }
}

/// The certificate of the original signer, as a file.
fn trusted(folder: &Path) -> PathBuf {
    let path = folder.join("signataire.der");
    std::fs::write(&path, &Case::get().certificate).unwrap();
    path
}

#[test]
fn g15_forgeries_are_told_by_the_command_line_too() {
    let folder = quick_folder();
    let trusted = trusted(folder.path());
    let mut files = vec![folder.path().join("sound.pdf")];
    std::fs::write(&files[0], &Case::get().sound).unwrap();
    let mut expected = vec!["trusted"];
    for (family, name) in SOME {
        let (bytes, what) = one(family, name);
        files.push(folder.path().join(format!("{family}-{name}.pdf")));
        std::fs::write(files.last().unwrap(), bytes).unwrap();
        expected.push(word(what));
    }
    let files: Vec<&str> = files.iter().map(|path| text(path)).collect();
    let ran = run(&[&["verify", "--json", "--trust", text(&trusted)], &files[..]].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let reports: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for ((report, file), expected) in reports.iter().zip(&files).zip(&expected) {
        assert_eq!(report["file"], **file);
        assert_eq!(report["verdict"], *expected, "{report:#}");
    }
    assert_eq!(reports.len(), files.len());
}

#[test]
fn a_folder_is_examined_whole_in_the_order_of_its_names_and_summed_up() {
    let folder = quick_folder();
    let received = folder.path().join("reçus");
    std::fs::create_dir_all(received.join("2026")).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(received.join(name), bytes).unwrap();
    let sound = &Case::get().sound;
    put("b.pdf", sound);
    put("2026/a.PDF", sound);
    put("c.pdf", b"no PDF at all");
    put("notes.txt", b"not looked at");
    put(".~lock.pdf", b"not looked at");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&received, received.join("2026/en-rond.pdf")).unwrap();
    let summary = folder.path().join("synthèse.xlsx");
    let trusted = trusted(folder.path());
    let ran = run(&[
        "verify",
        "--json",
        text(&received),
        "--trust",
        text(&trusted),
        "--xlsx",
        text(&summary),
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told: Vec<(String, String)> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|report| {
            let word = |key: &str| report[key].as_str().unwrap().to_owned();
            (word("file"), word("verdict"))
        })
        .collect();
    let expected = [
        ("2026/a.PDF", "trusted"),
        ("b.pdf", "trusted"),
        ("c.pdf", "unreadable"),
    ];
    let expected =
        expected.map(|(name, verdict)| (text(&received.join(name)).to_owned(), verdict.to_owned()));
    assert_eq!(told, expected);
    assert_eq!(ran.err, "", "no progress where nobody looks");
    assert!(std::fs::read(&summary).unwrap().starts_with(b"PK"));

    let empty = folder.path().join("vide");
    std::fs::create_dir(&empty).unwrap();
    let ran = run(&["verify", text(&empty), text(&received.join("b.pdf"))]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("aucun PDF"), "{}", ran.err);
    assert!(ran.out.contains("intact"), "the file beside it is examined");
}

/// A dossier that carries so much evidence, issued by a workspace of its own.
fn large(folder: &Path, size_bytes: usize) -> PathBuf {
    worker::make_light_workspace(folder, None);
    let workspace = worker::open(folder, None).unwrap();
    for piece in &worker::demo().evidence {
        workspace
            .remove_evidence(worker::demo_id(), piece.id)
            .unwrap();
    }
    let piece = folder.join("relevé.txt");
    let line = b"une ligne parmi beaucoup d'autres\n";
    let text: Vec<u8> = line.iter().copied().cycle().take(size_bytes).collect();
    std::fs::write(&piece, text).unwrap();
    let sheet = workspace.sheet(worker::demo_id()).unwrap();
    let standard = &sheet.grid.standards[0].id;
    worker::attach(&workspace, worker::demo_id(), standard, piece).unwrap();
    let target = folder.join("dossier.pdf");
    let name = "Essai".to_owned();
    let identity = create_identity(
        &folder.join("identité.p12"),
        &Subject::Organisation { name },
        Algorithm::P256,
        &worker::passphrase(),
        &worker::edge(2),
    );
    workspace
        .issue(
            worker::demo_id(),
            &identity.unwrap(),
            &Choice::All,
            &target,
            &mut |_| true,
        )
        .unwrap();
    workspace.close().unwrap();
    target
}

#[test]
fn a_large_dossier_is_examined_where_it_lies() {
    let folder = quick_folder();
    let sound = large(folder.path(), 18 << 20);
    let bytes = std::fs::read(&sound).unwrap();
    assert!(bytes.len() > 16 << 20, "small ones go through a pipe");
    let put = |name: &str, at: usize| {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let path = folder.path().join(name);
        std::fs::write(&path, other).unwrap();
        path
    };
    // In the middle of the evidence, which stays in the file, and in the catalog, which does not.
    let (evidence, catalog) = (put("preuve.pdf", bytes.len() / 2), put("tête.pdf", 20));
    let files = [&sound, &evidence, &catalog, &sound].map(|path| text(path));
    let ran = run(&[&["verify", "--json"], &files[..]].concat());
    let verdicts: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["verdict"].take())
        .collect();
    let expected = ["intact", "altered", "altered", "intact"].map(Value::from);
    assert_eq!(verdicts, expected, "{}{}", ran.out, ran.err);
}

#[test]
fn g15_a_file_that_takes_all_memory_costs_one_report() {
    let folder = quick_folder();
    let file = folder.path().join("bombe.pdf");
    // Nothing limits a list but its twenty megabytes of text; in memory it takes far more.
    std::fs::write(&file, crate::forgeries::hungry()).unwrap();
    let ran = run(&[
        "verify",
        "--json",
        text(&file),
        text(&demo().join("dossier.pdf")),
    ]);
    let reports: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(reports[0]["verdict"], "unreadable", "{:#}", reports[0]);
    assert_eq!(
        reports[1]["verdict"], "intact",
        "the next file is examined all the same"
    );
    if cfg!(target_os = "linux") {
        let detail = reports[0]["checks"][0]["detail"].as_str().unwrap();
        assert!(detail.contains("s’est interrompu"), "{detail}");
    }
    assert_eq!(ran.err, "", "nothing of the examiner's own");
}

/// Starts the verification of a file that takes five seconds, and gives the process that examines.
#[cfg(target_os = "linux")]
fn examining(folder: &Path, headstart: Duration) -> (Child, String) {
    let file = folder.join("longue.pdf");
    std::fs::write(&file, one("bombs", "five-megabytes-of-comments").0).unwrap();
    let mut parent = Command::new(executable())
        .args(["verify", "--json", text(&file)])
        .env_remove("DISPLAY")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whichever thread of it began the examiner: each has its own list of children.
    let threads = format!("/proc/{}/task", parent.id());
    let child = |_| {
        std::thread::sleep(Duration::from_millis(5));
        let threads = std::fs::read_dir(&threads).ok()?.flatten();
        let lists =
            threads.filter_map(|at| std::fs::read_to_string(at.path().join("children")).ok());
        let found: String = lists.collect();
        let id = found.split_whitespace().next()?;
        // Until it is the examiner it is a copy of its parent, which waits for it: one that is
        // stopped there would be waited for without end.
        let called = std::fs::read_to_string(format!("/proc/{id}/cmdline")).ok()?;
        called.contains("examine-alone").then(|| id.to_owned())
    };
    if let Some(id) = (0..5_000).find_map(child) {
        std::thread::sleep(headstart);
        return (parent, id);
    }
    parent.kill().unwrap();
    panic!("nobody examines: {:?}", parent.wait());
}

/// Time in which an examination has begun: what follows is not about starting.
#[cfg(target_os = "linux")]
const BEGUN: Duration = Duration::from_millis(300);

#[cfg(target_os = "linux")]
fn signalled(signal: &str, headstart: Duration) -> (Value, Duration) {
    let folder = quick_folder();
    let (parent, examiner) = examining(folder.path(), headstart);
    let begun = Instant::now();
    let sent = Command::new("kill")
        .args([signal, &examiner])
        .status()
        .unwrap();
    assert!(sent.success());
    let output = parent.wait_with_output().unwrap();
    assert!(
        !Path::new(&format!("/proc/{examiner}")).exists(),
        "nobody is left behind"
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let report = serde_json::from_slice(&output.stdout).unwrap();
    (report, begun.elapsed())
}

#[cfg(target_os = "linux")]
#[test]
fn g15_an_examination_that_breaks_is_told() {
    let (report, _) = signalled("-KILL", BEGUN);
    assert_eq!(report["verdict"], "unreadable", "{report:#}");
    let detail = report["checks"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("s’est interrompu"), "{detail}");
}

#[cfg(target_os = "linux")]
#[test]
fn g15_an_examination_that_stands_still_is_given_up() {
    // Once it has the whole file, and before it has taken much of it.
    for headstart in [BEGUN, Duration::ZERO] {
        let (report, took) = signalled("-STOP", headstart);
        assert_eq!(report["verdict"], "unreadable", "{report:#}");
        let detail = report["checks"][0]["detail"].as_str().unwrap();
        assert!(detail.contains("prend trop de temps"), "{detail}");
        assert!(took < Duration::from_secs(30), "{took:?}");
    }
}

#[test]
fn g15_the_examiner_opens_nothing_and_starts_nothing() {
    let there = Command::new("strace").arg("--version").output();
    if !there.is_ok_and(|output| output.status.success()) {
        skip(
            "a look at every file and process",
            "strace is not installed",
        );
        return;
    }
    let folder = quick_folder();
    let (log, file) = (folder.path().join("calls"), demo().join("dossier.pdf"));
    let output = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=execve,openat,open,creat,socket,prlimit64,setrlimit",
        ])
        .args(["-o", text(&log)])
        .arg(executable())
        .arg("verify")
        .args([text(&file); 5])
        .env_remove("DISPLAY")
        .output()
        .unwrap();
    if !log.exists() {
        skip("a look at every file and process", &said(&output));
        return;
    }
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let calls = std::fs::read_to_string(&log).unwrap();
    let done = |line: &&str| !line.contains("= -1 ") && !line.contains("+++");
    let started = calls
        .lines()
        .filter(|line| line.contains("execve("))
        .filter(done);
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let expected = 2..=1 + at_once.min(5);
    assert!(
        expected.contains(&started.count()),
        "the executable, and examiners that are used again: {calls}"
    );
    let writing = |line: &&str| {
        ["O_WRONLY", "O_RDWR", "O_CREAT"]
            .iter()
            .any(|flag| line.contains(flag))
    };
    let written = calls
        .lines()
        .filter(writing)
        .find(|line| !line.contains("\"/dev/"));
    assert_eq!(written, None, "no file is written");
    let examiner = calls
        .lines()
        .find(|line| line.contains("RLIMIT_NOFILE, {rlim_cur=3"));
    let examiner = examiner.unwrap_or_else(|| panic!("nobody is confined: {calls}"));
    let (id, _) = examiner.split_once(' ').unwrap();
    let behind = calls.split_once(examiner).unwrap().1;
    let opened = behind.lines().filter(|line| line.starts_with(id));
    let opened = opened.filter(done).find(|line| line.contains("open"));
    assert_eq!(
        opened, None,
        "nothing is opened once a stranger's bytes are read"
    );
}

#[test]
fn the_examiner_answers_nobody_else() {
    for input in ["", "{}", "{}\n", "null\n%PDF-1.7"] {
        let mut examiner = Command::new(executable())
            .arg("examine-alone")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut examiner.stdin.take().unwrap(), input.as_bytes()).unwrap();
        let output = examiner.wait_with_output().unwrap();
        assert!(
            !output.status.success() && output.stdout.is_empty(),
            "{input:?}"
        );
        assert!(!said(&output).contains("panicked"), "{}", said(&output));
    }
}

#[test]
fn honest_dossiers_are_found_intact_however_long_and_whatever_is_typed() {
    let folder = quick_folder();
    let cases = [
        ("empty", Content::empty()),
        ("long", Content::long()),
        ("naughty", Content::naughty()),
    ];
    for (name, case) in cases {
        let path = folder.path().join(format!("{name}.pdf"));
        case.write(&path, Some(identity()));
        let ran = run(&["verify", "--json", text(&path)]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(report["verdict"], "intact", "{name}: {report:#}");
    }
}
