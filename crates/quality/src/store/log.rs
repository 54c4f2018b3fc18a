//! Log: what stands in the `-wal` beside a database, read without SQLite and without a key.
//!
//! SQLite applies any log whose sums are right, whomever it belongs to, and drops in silence
//! what follows a damaged frame; here both can be seen before. Numbers of pages are never
//! encrypted. Source: <https://www.sqlite.org/fileformat2.html#walformat>.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;

/// A log, as far as it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Log {
    /// The pages that its commits write. None: the log says nothing.
    pub(super) pages: BTreeSet<u32>,
    /// Size of a page.
    pub(super) page_size: u32,
    /// Commits that stand after the first frame that does not hold. The last commit of all may
    /// have been torn before anyone was told of it; a second one was told.
    pub(super) commits_lost: u64,
}

const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
const LITTLE_ENDIAN: u32 = 0x377f_0682;
const BIG_ENDIAN: u32 = 0x377f_0683;

/// Reads the log at `path`; nothing when there is none or it is empty.
///
/// # Errors
/// When the disk refuses.
pub(super) fn read(path: &Path) -> io::Result<Option<Log>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() == 0 {
        return Ok(None);
    }
    read_from(&mut BufReader::with_capacity(1 << 20, file)).map(Some)
}

fn read_from(reader: &mut impl Read) -> io::Result<Log> {
    let mut log = Log::default();
    let mut head = [0; HEAD];
    if !fill(reader, &mut head)? {
        return Ok(log);
    }
    let big_endian = match number(&head, 0) {
        LITTLE_ENDIAN => false,
        BIG_ENDIAN => true,
        _ => return Ok(log),
    };
    let page_size = number(&head, 8);
    let mut sum = Sum {
        big_endian,
        pair: (0, 0),
    };
    sum.add(&head[..24]);
    let is_size = page_size.is_power_of_two() && (512..=65536).contains(&page_size);
    if !sum.is(&head[24..]) || !is_size {
        return Ok(log);
    }
    log.page_size = page_size;
    let mut frame = vec![0; FRAME_HEAD + page_size as usize];
    let (mut holds, mut waiting) = (true, Vec::new());
    while fill(reader, &mut frame)? {
        let is_of_this_log = frame[8..16] == head[16..24];
        let is_commit = number(&frame, 4) != 0;
        if holds {
            sum.add(&frame[..8]);
            sum.add(&frame[FRAME_HEAD..]);
            holds = is_of_this_log && sum.is(&frame[16..24]);
        }
        if holds {
            waiting.push(number(&frame, 0));
            if is_commit {
                log.pages.extend(waiting.drain(..));
            }
        } else if is_of_this_log && is_commit {
            log.commits_lost += 1;
        }
    }
    Ok(log)
}

/// Fills `bytes`; false when less is left.
fn fill(reader: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes[at..at + 4].try_into().expect("four bytes");
    u32::from_be_bytes(four)
}

/// The running sum over a log.
struct Sum {
    big_endian: bool,
    pair: (u32, u32),
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (mut one, mut two) = self.pair;
        for eight in bytes.chunks_exact(8) {
            let word = |at: usize| {
                let four = eight[at..at + 4].try_into().expect("four bytes");
                if self.big_endian {
                    u32::from_be_bytes(four)
                } else {
                    u32::from_le_bytes(four)
                }
            };
            one = one.wrapping_add(word(0)).wrapping_add(two);
            two = two.wrapping_add(word(4)).wrapping_add(one);
        }
        self.pair = (one, two);
    }

    fn is(&self, written: &[u8]) -> bool {
        self.pair == (number(written, 0), number(written, 4))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use rusqlite::config::DbConfig;

    use super::*;

    /// A log of three commits, as SQLite writes it.
    fn written(folder: &Path) -> Vec<u8> {
        let path = folder.join("d");
        let connection = Connection::open(&path).unwrap();
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1);
                 INSERT INTO t VALUES (zeroblob(10000));",
            )
            .unwrap();
        drop(connection);
        std::fs::read(folder.join("d-wal")).unwrap()
    }

    #[test]
    fn a_log_is_read_as_sqlite_writes_it() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = written(folder.path());
        let whole = read(&folder.path().join("d-wal")).unwrap().unwrap();
        assert_eq!((whole.page_size, whole.commits_lost), (4096, 0));
        assert_eq!(whole.pages, BTreeSet::from([1, 2, 3, 4]));
        assert_eq!(read(&folder.path().join("absent")).unwrap(), None);
        let frame = FRAME_HEAD + 4096;
        let cut = read_from(&mut &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!((cut.pages, cut.commits_lost), (BTreeSet::from([1, 2]), 0));
        let mut altered = bytes.clone();
        altered[HEAD + frame * 2 + 100] ^= 1;
        let altered = read_from(&mut altered.as_slice()).unwrap();
        assert_eq!(
            (altered.pages, altered.commits_lost),
            (BTreeSet::from([1, 2]), 2)
        );
        let mut headless = bytes;
        headless[16] ^= 1;
        assert!(
            read_from(&mut headless.as_slice())
                .unwrap()
                .pages
                .is_empty()
        );
    }
}
