//! G9: two windows on one workspace do not mix; a window that was killed keeps nobody out.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use promises::worker::{WORKSPACE, Work, last_acknowledged, open, work};

use crate::executable::{executable, run, text};
use crate::fault::{checked, quick_folder, working};

/// Another process that has the workspace open, and is at work.
fn busy_elsewhere(work: &dyn Work, folder: &std::path::Path) -> Child {
    let mut child = working(work, folder, 1_000_000, None)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = child.stdout.as_mut().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    assert!(line.starts_with("ACK"), "{line}");
    child
}

#[test]
fn g9_the_second_is_refused_in_words_and_a_kill_frees_the_place() {
    let work: &dyn Work = work("answer").unwrap();
    let place = quick_folder();
    let folder = place.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    work.prepare(&folder);
    // Built before anyone is at work.
    executable();
    for _ in 0..2 {
        let mut first = busy_elsewhere(work, &folder);
        assert!(open(&folder, None).is_err(), "it is open elsewhere");
        let ran = run(&["check", "--workspace", text(&folder.join(WORKSPACE))]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("déjà ouvert"), "{ran:?}");
        first.kill().unwrap();
        first.wait().unwrap();
        // Whatever the first left lying there.
        let said = last_acknowledged(&folder);
        assert!(checked(work, &folder, said).unwrap() >= said);
    }
}
