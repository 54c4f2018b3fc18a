//! Bytes in and out, and files that must not get in.

mod images;
mod kinds;
mod sources;

use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;

use super::{Error, LARGEST, Source, display_name, folded, is_kept, keep, media, unlike, write_to};
use crate::digest::Digest;

fn connection() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE content (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, size_bytes INTEGER);
             CREATE TABLE chunk (content INTEGER REFERENCES content (id) ON DELETE CASCADE,
                 ordinal INTEGER, bytes BLOB, PRIMARY KEY (content, ordinal));
             PRAGMA foreign_keys = ON;",
        )
        .unwrap();
    connection
}

fn count(connection: &Connection, table: &str) -> i64 {
    connection
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
}

#[test]
fn content_comes_back_byte_for_byte_and_is_kept_once() {
    let connection = connection();
    let bytes: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8).collect();
    for _ in 0..2 {
        let kept = keep(&connection, "f", &bytes[..], LARGEST, &mut |_| true).unwrap();
        assert_eq!(
            (kept.digest, kept.size_bytes),
            (Digest::of(&bytes), 700_000)
        );
    }
    assert_eq!(
        (count(&connection, "content"), count(&connection, "chunk")),
        (1, 3)
    );
    assert!(is_kept(&connection, Digest::of(&bytes)).unwrap());
    let mut out = Vec::new();
    assert_eq!(
        write_to(&connection, Digest::of(&bytes), &mut out).unwrap(),
        700_000
    );
    assert_eq!(out, bytes);
}

#[test]
fn altered_or_missing_content_is_never_given_as_sound() {
    let connection = connection();
    let kept = keep(&connection, "f", &b"abc"[..], LARGEST, &mut |_| true).unwrap();
    let digest = kept.digest;
    connection
        .execute("UPDATE chunk SET bytes = x'616264'", [])
        .unwrap();
    assert!(matches!(
        write_to(&connection, digest, &mut Vec::new()),
        Err(Error::Damaged(_))
    ));
    let other = write_to(&connection, Digest::of(b"?"), &mut Vec::new());
    assert!(matches!(other, Err(Error::ContentMissing(_))));
}

#[test]
fn empty_large_and_cancelled_content_is_refused() {
    let connection = connection();
    let empty = keep(&connection, "f", &b""[..], LARGEST, &mut |_| true);
    assert!(matches!(empty, Err(Error::Empty { .. })));
    let large = std::io::Read::take(std::io::repeat(1), LARGEST + 2);
    let large = keep(&connection, "f", large, LARGEST, &mut |_| true);
    assert!(matches!(large, Err(Error::TooLarge { .. })));
    let cancelled = keep(&connection, "f", &b"abc"[..], LARGEST, &mut |_| false);
    assert!(matches!(cancelled, Err(Error::Cancelled)));
}

#[test]
fn only_plain_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Source::open(&path, LARGEST)
    };
    assert!(matches!(
        Source::open(folder.path(), LARGEST),
        Err(Error::Folder { .. })
    ));
    assert!(matches!(
        Source::open(Path::new("/absent"), LARGEST),
        Err(Error::Missing { .. })
    ));
    #[cfg(unix)]
    assert!(matches!(
        Source::open(Path::new("/dev/zero"), LARGEST),
        Err(Error::NotAFile { .. })
    ));
    assert!(matches!(file("a.txt", b""), Err(Error::Empty { .. })));
    assert_eq!(
        file("a.txt", "été".as_bytes()).unwrap().media_type,
        "text/plain"
    );
    assert_eq!(
        file("b.exe", b"%PDF-1.4 x").unwrap().media_type,
        "application/pdf"
    );
    let refused = |name: &str, bytes: &[u8]| match file(name, bytes) {
        Err(Error::RefusedKind { kind, .. }) => kind,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(
        refused("c.pdf", b"MZ\x90\0\x03\0\0\0"),
        media::Refused::Executable
    );
    assert_eq!(
        refused("d.zip", b"PK\x03\x04\x14\0\0\0"),
        media::Refused::Archive
    );
    assert_eq!(refused("e.txt", b"<html><script>"), media::Refused::Active);
    assert_eq!(refused("f.lnk", b"L\0\0\0"), media::Refused::Shortcut);
    assert_eq!(refused("g.bin", &[0, 1, 2, 255]), media::Refused::Unknown);
}

#[test]
fn the_demo_evidence_has_its_stated_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    let assessment = std::fs::read(folder.join("assessment.json")).unwrap();
    let assessment = crate::assessment::parse(&assessment).unwrap();
    for evidence in assessment.evidence {
        let extension = evidence.file_name.rsplit_once('.').unwrap().1;
        let path = folder
            .join("evidence")
            .join(format!("{}.{extension}", evidence.id));
        assert_eq!(
            Source::open(&path, LARGEST).unwrap().media_type,
            evidence.media_type,
            "{}",
            evidence.title
        );
    }
}

#[test]
fn names_are_safe_to_show() {
    for (foreign, safe) in [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\x\procédure.pdf", "procédure.pdf"),
        (r"\\serveur\partage\a.pdf", "a.pdf"),
        ("a\u{202E}fdp.exe\n", "afdp.exe"),
        ("e\u{301}te\u{301}.txt", "été.txt"),
        (" . ", "preuve"),
        ("-rf.txt", "rf.txt"),
        (".htaccess", "htaccess"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("com1.pdf", "_com1.pdf"),
        ("console.pdf", "console.pdf"),
        ("fin. . .", "fin"),
        ("Réunion 12:30 ?.pdf", "Réunion 12-30 -.pdf"),
        ("photo 📷.jpg", "photo 📷.jpg"),
        ("a\0b.txt", "ab.txt"),
    ] {
        assert_eq!(display_name(foreign), safe, "{foreign:?}");
    }
    let long = display_name(&format!("{}.pdf", "é".repeat(300)));
    assert!(long.len() <= 120 && long.ends_with("é.pdf"), "{long}");
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let taken = |name: &str| ["note.pdf", "note (2).pdf", "été"].contains(&name);
    assert_eq!(unlike("autre.pdf", taken), "autre.pdf");
    assert_eq!(
        unlike("Note.PDF", taken),
        "Note (3).PDF",
        "case is no difference"
    );
    assert_eq!(unlike("Été", taken), "Été (2)");
    let long = format!("{}.pdf", "x".repeat(116));
    let other = unlike(&long, |name| name == folded(&long));
    assert!(
        other.len() <= 120 && other.ends_with("x (2).pdf"),
        "{other}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_name_is_cleaned_to_one_that_every_system_takes(foreign in any::<String>(), end in "[. \\-]{0,3}") {
        let name = display_name(&format!("{end}{foreign}{end}"));
        prop_assert!(!name.is_empty() && name.len() <= 120);
        prop_assert!(!name.chars().any(|c| c.is_control() || "/\\<>:\"|?*".contains(c)));
        prop_assert!(!name.starts_with(['.', '-', ' ']) && !name.ends_with(['.', ' ']));
        prop_assert_eq!(Path::new(&name).file_name(), Some(name.as_ref()), "it stays in its folder");
        prop_assert_eq!(display_name(&name), name.clone(), "cleaning is done once");
    }
}
