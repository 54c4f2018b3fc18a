//! Checksum: the MD5 that the format asks of an attached file, made while its bytes pass.
//!
//! That of a large file is made in a thread beside the writing: it takes as long as all the rest.
//! Knows nothing of the file. Source: ISO 32000-1, 7.11.4.1.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use md5::{Digest as _, Md5};

/// From this size on a thread is worth its while.
const LARGE: u64 = 4 << 20;
/// Bytes handed over at once, and how many such pieces wait at most: 2 MiB of memory.
const PIECE: usize = 256 << 10;
const WAITING: usize = 8;

/// Checksum of what has passed so far.
pub(super) enum Checksum {
    Here(Md5),
    Beside {
        pieces: SyncSender<Vec<u8>>,
        sum: JoinHandle<[u8; 16]>,
    },
}

impl Checksum {
    /// The checksum of a file of that size, of which nothing has passed.
    pub(super) fn of_file(size_bytes: u64) -> Self {
        if size_bytes < LARGE {
            return Self::Here(Md5::new());
        }
        let (pieces, coming) = sync_channel::<Vec<u8>>(WAITING);
        let sum = thread::Builder::new().spawn(move || {
            let mut md5 = Md5::new();
            coming.iter().for_each(|piece| md5.update(piece));
            md5.finalize().into()
        });
        // A system that has no thread left still writes dossiers.
        sum.map_or_else(
            |_| Self::Here(Md5::new()),
            |sum| Self::Beside { pieces, sum },
        )
    }

    pub(super) fn pass(&mut self, bytes: &[u8]) {
        match self {
            Self::Here(md5) => md5.update(bytes),
            Self::Beside { pieces, .. } => {
                for piece in bytes.chunks(PIECE) {
                    let taken = pieces.send(piece.to_vec());
                    taken.expect("the sum is made until the last piece is sent");
                }
            }
        }
    }

    pub(super) fn finish(self) -> [u8; 16] {
        match self {
            Self::Here(md5) => md5.finalize().into(),
            Self::Beside { pieces, sum } => {
                drop(pieces);
                sum.join().expect("a sum of bytes does not fail")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_has_the_same_checksum_as_a_small_one() {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_be_bytes()[2]).collect();
        let expected: [u8; 16] = Md5::digest(&bytes).into();
        for size_bytes in [0, LARGE] {
            let mut sum = Checksum::of_file(size_bytes);
            for part in bytes.chunks(700_001) {
                sum.pass(part);
            }
            assert_eq!(sum.finish(), expected, "{size_bytes}");
        }
    }
}
