//! Files as they are handed over: what gets in, and what changes meanwhile.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::connection;
use crate::digest::Digest;
use crate::evidence::{
    Error, LARGEST, MetadataChoice, Notice, Skip, Source, is_kept, open_plain, propose, take,
};

const REMOVE: MetadataChoice = MetadataChoice::Remove;

/// Bytes of a text file that is several chunks long.
fn long(sign: u8) -> Vec<u8> {
    vec![sign; 700_000]
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read_with_both_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scan.pdf");
    std::fs::File::create(&path)
        .unwrap()
        .set_len(5_000_000_000)
        .unwrap();
    match Source::open(&path, LARGEST) {
        Err(Error::TooLarge {
            size_bytes,
            limit_bytes,
            ..
        }) => assert_eq!((size_bytes, limit_bytes), (5_000_000_000, LARGEST)),
        other => panic!("{other:?}"),
    }
}

/// Takes a file in that `changes` alter while it is read, each once.
fn taken_while(changes: &mut [&mut dyn FnMut(&Path)]) -> (Result<Digest, Error>, i64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, long(b'a')).unwrap();
    let connection = connection();
    let mut waiting = changes.iter_mut();
    let mut told = |done: u64| {
        // Only at the first chunk of each reading.
        if done <= 256 << 10
            && let Some(change) = waiting.next()
        {
            change(&path);
        }
        true
    };
    let taken = take(&connection, &path, REMOVE, LARGEST, &mut told);
    let contents = super::count(&connection, "content");
    (taken.map(|taken| taken.digest), contents)
}

fn grow(path: &Path) {
    let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(b"more").unwrap();
}

fn shrink(path: &Path) {
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(300_000).unwrap();
}

fn replace(path: &Path) {
    let other = path.with_extension("new");
    std::fs::write(&other, long(b'b')).unwrap();
    std::fs::rename(&other, path).unwrap();
}

fn disappear(path: &Path) {
    std::fs::remove_file(path).unwrap();
}

/// What is done to a file while it is read.
type Deed<'d> = &'d mut dyn FnMut(&Path);

#[test]
fn a_file_that_changes_once_is_taken_anew() {
    let grown = [long(b'a'), b"more".to_vec()].concat();
    let cases: [(Deed<'_>, Vec<u8>); 3] = [
        (&mut grow, grown),
        (&mut shrink, vec![b'a'; 300_000]),
        (&mut replace, long(b'b')),
    ];
    for (change, expected) in cases {
        let (taken, contents) = taken_while(&mut [change]);
        assert_eq!(taken.unwrap(), Digest::of(&expected));
        assert_eq!(contents, 1, "nothing is left of the first reading");
    }
}

#[test]
fn a_file_that_goes_on_changing_is_refused_and_leaves_nothing() {
    let cases: [[Deed<'_>; 2]; 3] = [
        [&mut grow, &mut shrink],
        [&mut shrink, &mut replace],
        [&mut replace, &mut grow],
    ];
    for mut changes in cases {
        let (taken, contents) = taken_while(&mut changes);
        assert!(matches!(taken, Err(Error::Changed { .. })), "{taken:?}");
        assert_eq!(contents, 0);
    }
    let (taken, contents) = taken_while(&mut [&mut disappear]);
    assert!(matches!(taken, Err(Error::Missing { .. })), "{taken:?}");
    assert_eq!(contents, 0);
}

#[test]
fn a_content_there_before_stays_when_a_changing_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, long(b'a')).unwrap();
    let connection = connection();
    let first = take(&connection, &path, REMOVE, LARGEST, &mut |_| true).unwrap();
    // The bytes read are those that are kept already; only the file's end tells the change.
    let mut told = |done: u64| {
        if done == 700_000 {
            grow(&path);
            let file = std::fs::OpenOptions::new().write(true).open(&path);
            file.unwrap().set_len(700_000).unwrap();
        }
        true
    };
    let _ = take(&connection, &path, REMOVE, LARGEST, &mut told);
    assert!(is_kept(&connection, first.digest).unwrap());
}

#[test]
fn giving_up_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, long(b'a')).unwrap();
    let given_up = take(&connection(), &path, REMOVE, LARGEST, &mut |_| false);
    assert!(matches!(given_up, Err(Error::Cancelled)), "{given_up:?}");
}

#[test]
fn an_address_is_no_file() {
    let dragged = Source::open(Path::new("https://exemple.org/rapport.pdf"), LARGEST);
    assert!(matches!(dragged, Err(Error::Address { .. })), "{dragged:?}");
}

#[test]
fn a_folder_proposes_its_files_and_lists_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("a/b/c")).unwrap();
    for name in [
        "z.txt",
        "a/y.txt",
        "a/b/x.txt",
        "a/b/c/deep.txt",
        ".DS_Store",
        "~$z.docx",
    ] {
        std::fs::write(at(name), "x").unwrap();
    }
    let alone = folder.path().join("z.txt");
    let proposal = propose(&[folder.path().to_owned(), alone.clone()]);
    assert_eq!(
        proposal.files,
        [at("a/b/x.txt"), at("a/y.txt"), at("z.txt"), alone]
    );
    let skipped = |name: &str, reason: Skip| {
        let found = proposal.skipped.iter().find(|s| s.path == at(name));
        assert_eq!(found.map(|s| s.reason), Some(reason), "{name}");
    };
    skipped("a/b/c", Skip::TooDeep);
    skipped(".DS_Store", Skip::Hidden);
    skipped("~$z.docx", Skip::Hidden);
    let absent = propose(&[at("absent")]);
    assert_eq!(absent.files, [at("absent")], "refused when it is added");
}

#[test]
fn a_name_that_says_another_kind_is_set_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facture.exe");
    std::fs::write(&path, "%PDF-1.7\n%%EOF\n").unwrap();
    let source = Source::open(&path, LARGEST).unwrap();
    assert_eq!(source.file_name, "facture.exe.pdf");
    let from = "facture.exe".to_owned();
    assert_eq!(source.notices, [Notice::Renamed { from }]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    fn refused(path: &Path) -> Error {
        Source::open(path, LARGEST).unwrap_err()
    }

    #[test]
    fn pipes_sockets_and_devices_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.pdf");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let socket = folder.path().join("socket.pdf");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let devices = ["/dev/zero", "/dev/null", "/dev/tty"].map(PathBuf::from);
        for path in [pipe, socket].iter().chain(&devices) {
            assert!(
                matches!(refused(path), Error::NotAFile { .. }),
                "{}",
                path.display()
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_system_only_shows_as_files_is_refused() {
        let memory = refused(Path::new("/proc/self/mem"));
        assert!(matches!(memory, Error::Empty { .. }), "{memory:?}");
    }

    #[test]
    fn a_link_that_was_picked_is_followed_to_a_plain_file_only() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("target.txt"), "texte").unwrap();
        symlink(at("target.txt"), at("link.txt")).unwrap();
        symlink("loop.txt", at("loop.txt")).unwrap();
        symlink(at("absent"), at("dangling.txt")).unwrap();
        symlink("/dev/zero", at("zero.txt")).unwrap();
        symlink(folder.path(), at("folder.txt")).unwrap();
        let followed = Source::open(&at("link.txt"), LARGEST).unwrap();
        assert_eq!(
            (followed.file_name.as_str(), followed.size_bytes),
            ("link.txt", 5)
        );
        assert!(matches!(refused(&at("loop.txt")), Error::NotAFile { .. }));
        assert!(matches!(
            refused(&at("dangling.txt")),
            Error::Missing { .. }
        ));
        assert!(matches!(refused(&at("zero.txt")), Error::NotAFile { .. }));
        assert!(matches!(refused(&at("folder.txt")), Error::Folder { .. }));
        assert!(open_plain(&at("link.txt")).is_ok());
    }

    #[test]
    fn links_and_pipes_inside_a_folder_are_skipped_and_listed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.txt"), "x").unwrap();
        symlink(at("a.txt"), at("link.txt")).unwrap();
        symlink(folder.path(), at("around")).unwrap();
        let _listening = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let proposal = propose(&[folder.path().to_owned()]);
        assert_eq!(proposal.files, [at("a.txt")]);
        let mut skipped: Vec<_> = proposal
            .skipped
            .iter()
            .map(|s| (s.path.clone(), s.reason))
            .collect();
        skipped.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(
            skipped,
            [
                (at("around"), Skip::Link),
                (at("link.txt"), Skip::Link),
                (at("socket"), Skip::Special)
            ]
        );
    }

    #[test]
    fn a_promise_of_a_cloud_folder_is_no_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nuage.pdf");
        // As such folders show it: a size, and no block on this disk.
        std::fs::File::create(&path)
            .unwrap()
            .set_len(100_000)
            .unwrap();
        assert!(matches!(refused(&path), Error::OnlyPromised { .. }));
    }
}
