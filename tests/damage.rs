//! G6: a damaged file is never opened as if nothing were wrong with what it says.
//!
//! One bit is turned, or the file is cut short, again and again. Then it is refused, or every fact
//! that can be read from it is the one that was written; and bytes of evidence that are no longer
//! themselves are named by the check.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use promises::worker::{self, WORKSPACE, edge, make_light_workspace, passphrase, work};
use quality::store::Passphrase;
use quality::workspace::{Error, Workspace};

use crate::executable::{run_with, text};
use crate::fault::dice::Dice;
use crate::fault::{quick_folder, times};

/// A workspace with answers and evidence, closed in order.
struct Subject {
    place: tempfile::TempDir,
    bytes: Vec<u8>,
    passphrase: Option<Passphrase>,
    facts: Vec<Vec<u8>>,
}

impl Subject {
    fn new(passphrase: Option<Passphrase>) -> Self {
        let place = quick_folder();
        let folder = place.path().join("w");
        std::fs::create_dir(&folder).unwrap();
        make_light_workspace(&folder, passphrase.as_ref());
        let suffix = if passphrase.is_some() {
            "-encrypted"
        } else {
            ""
        };
        for name in ["answer", "attach"] {
            let work = work(&format!("{name}{suffix}")).unwrap();
            work.perform(&folder, 3, &mut |_| ()).unwrap();
        }
        let path = folder.join(WORKSPACE);
        let facts = facts(&path, passphrase.as_ref()).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        Self {
            place,
            bytes,
            passphrase,
            facts,
        }
    }

    /// Writes a damaged file to a folder of its own.
    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.place.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join(WORKSPACE);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Whether the damaged file is refused; panics when it says something that was not written.
    fn is_refused(&self, what: &str, bytes: &[u8]) -> bool {
        let path = self.write(what, bytes);
        let read = catch_unwind(AssertUnwindSafe(|| facts(&path, self.passphrase.as_ref())));
        let refused = match read {
            Ok(Ok(facts)) => {
                assert!(
                    facts == self.facts,
                    "{what}: it says what was never written"
                );
                false
            }
            Ok(Err(_)) => true,
            Err(_) => panic!("{what}: a panic"),
        };
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
        refused
    }
}

/// Every fact of a workspace: each assessment in the exchange format.
fn facts(path: &Path, passphrase: Option<&Passphrase>) -> Result<Vec<Vec<u8>>, Error> {
    let workspace = Workspace::open(path, passphrase, edge(6))?;
    let campaigns = workspace.campaigns()?;
    let exported = campaigns.iter().map(|c| workspace.export(c.assessment));
    let facts = exported.collect::<Result<_, _>>()?;
    // Bytes of evidence are no facts: a check that finds them damaged has named them.
    let _ = workspace.check();
    Ok(facts)
}

fn assert_turned_bits_are_seen(subject: &Subject, count: usize) {
    let mut dice = Dice::new(4);
    let mut refused = 0;
    for _ in 0..count {
        let (at, bit) = (dice.below(subject.bytes.len()), dice.below(8));
        let mut bytes = subject.bytes.clone();
        bytes[at] ^= 1 << bit;
        refused += usize::from(subject.is_refused(&format!("bit {bit} of byte {at}"), &bytes));
    }
    assert!(refused > 0, "at least one of {count} turned bits matters");
}

fn assert_cuts_are_seen(subject: &Subject, count: usize) {
    let mut dice = Dice::new(5);
    let whole = subject.bytes.len();
    for _ in 0..count {
        // Now anywhere, now where a page ends.
        let at = match dice.below(3) {
            0 => dice.below(whole / 4096) * 4096,
            _ => dice.below(whole),
        };
        let refused = subject.is_refused(&format!("cut at {at}"), &subject.bytes[..at]);
        assert!(refused, "cut at {at}: what is missing is missed");
    }
}

#[test]
fn g6_a_turned_bit_never_changes_what_is_read() {
    assert_turned_bits_are_seen(&Subject::new(None), times(60, 400));
}

#[test]
fn g6_a_turned_bit_never_changes_what_is_read_from_an_encrypted_file() {
    assert_turned_bits_are_seen(&Subject::new(Some(passphrase())), times(6, 400));
}

#[test]
fn g6_a_file_cut_short_is_refused() {
    assert_cuts_are_seen(&Subject::new(None), times(40, 100));
}

#[test]
fn g6_an_encrypted_file_cut_short_is_refused() {
    assert_cuts_are_seen(&Subject::new(Some(passphrase())), times(6, 100));
}

#[test]
fn g6_a_head_overwritten_is_refused() {
    for passphrase in [None, Some(passphrase())] {
        let subject = Subject::new(passphrase);
        let mut dice = Dice::new(6);
        for length in [16, 100, 4096] {
            for zero in [true, false] {
                let mut bytes = subject.bytes.clone();
                bytes[..length].fill_with(|| if zero { 0 } else { dice.any() as u8 });
                let what = format!("a head of {length}, {zero}");
                assert!(subject.is_refused(&what, &bytes), "{what}");
            }
        }
        assert!(subject.is_refused("all zero", &vec![0; subject.bytes.len()]));
        let noise: Vec<u8> = (0..40_960).map(|_| dice.any() as u8).collect();
        assert!(subject.is_refused("noise", &noise));
        assert!(subject.is_refused("nothing", &[]));
    }
}

#[test]
fn g6_altered_bytes_of_evidence_are_named_by_the_check() {
    let subject = Subject::new(None);
    let line = "Ligne de la pièce numéro 2.";
    let found = subject
        .bytes
        .windows(line.len())
        .position(|w| w == line.as_bytes());
    let mut bytes = subject.bytes.clone();
    bytes[found.unwrap()] ^= 1;
    let path = subject.write("evidence", &bytes);
    let workspace = Workspace::open(&path, None, edge(6)).unwrap();
    let digest = quality::digest::Digest::of(&worker::piece(2));
    match workspace.check() {
        Err(Error::Evidence(quality::evidence::Error::Damaged(found))) => {
            assert_eq!(found, digest);
        }
        other => panic!("{other:?}"),
    }
    let facts: Vec<Vec<u8>> = vec![workspace.export(worker::demo_id()).unwrap()];
    assert!(
        facts == subject.facts,
        "the facts beside it can still be read"
    );
}

#[test]
fn g6_every_refusal_is_one_french_sentence_and_a_remedy() {
    let subject = Subject::new(None);
    let mut dice = Dice::new(7);
    let mut damaged = vec![Vec::new(), b"PK\x03\x04 une lettre".to_vec()];
    for _ in 0..times(6, 40) {
        damaged.push(subject.bytes[..dice.below(subject.bytes.len())].to_vec());
        let mut bytes = subject.bytes.clone();
        bytes[dice.below(4096)] ^= 1 << dice.below(8);
        damaged.push(bytes);
    }
    for (number, bytes) in damaged.iter().enumerate() {
        let path = subject.write(&number.to_string(), bytes);
        let ran = run_with(&["check", "--workspace", text(&path)], &[]);
        assert!((0..=2).contains(&ran.code), "{ran:?}");
        if ran.code > 0 {
            let lines: Vec<&str> = ran.err.trim().lines().collect();
            assert!(lines.len() >= 2, "what happened, and what to do: {ran:?}");
            assert!(lines[0].contains('«'), "{ran:?}");
            assert!(lines.iter().all(|line| line.ends_with('.')), "{ran:?}");
        }
    }
}
