//! Undoes the one filter that structure needs: FlateDecode, with PNG predictors.
//!
//! Knows no object. Never gives more bytes than it was allowed. Source: ISO 32000-1, 7.4.4.

use flate2::{Decompress, FlushDecompress, Status};

/// Why a stream's data could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Larger than allowed once decoded.
    #[error("larger than {limit} bytes once decoded")]
    TooLarge {
        /// What was allowed.
        limit: usize,
    },
    /// A filter that is not undone here.
    #[error("unsupported filter")]
    Unsupported,
    /// The compressed data is broken.
    #[error("broken compressed data")]
    Broken,
    /// The time for this file is over.
    #[error("out of time")]
    OutOfTime,
    /// The data were left in the file.
    #[error("left in the file")]
    Absent,
}

/// How rows were prepared before compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Predictor {
    /// Bytes of one sample group, at least one.
    pub(crate) pixel_bytes: usize,
    /// Bytes of one row, without its tag.
    pub(crate) row_bytes: usize,
}

/// What a flush leaves at the end of deflated data (RFC 1951, 3.2.4: an empty stored block).
const FLUSHED: &[u8] = &[0, 0, 0xff, 0xff];

/// Inflates zlib data and hands it over piece by piece.
pub(crate) fn inflate(
    data: &[u8],
    limit: usize,
    is_expired: &dyn Fn() -> bool,
    take: &mut dyn FnMut(&[u8]),
) -> Result<usize, Error> {
    let mut engine = Decompress::new(true);
    let mut buffer = vec![0; 64 << 10];
    let mut total = 0;
    loop {
        let (read, written) = (engine.total_in(), engine.total_out());
        let rest = data
            .get(usize::try_from(read).map_err(|_| Error::Broken)?..)
            .ok_or(Error::Broken)?;
        let status = engine
            .decompress(rest, &mut buffer, FlushDecompress::None)
            .map_err(|_| Error::Broken)?;
        let got = usize::try_from(engine.total_out() - written).map_err(|_| Error::Broken)?;
        total += got;
        if total > limit {
            return Err(Error::TooLarge { limit });
        }
        take(&buffer[..got]);
        if is_expired() {
            return Err(Error::OutOfTime);
        }
        match status {
            Status::StreamEnd => return Ok(total),
            // Some writers flush and never finish: all data is there, and the checksum is not.
            Status::Ok | Status::BufError if rest.is_empty() && data.ends_with(FLUSHED) => {
                return Ok(total);
            }
            Status::Ok | Status::BufError if got == 0 && engine.total_in() == read => {
                return Err(Error::Broken);
            }
            Status::Ok | Status::BufError => {}
        }
    }
}

/// Undoes PNG prediction in place of each row's tag.
pub(crate) fn unpredict(data: &[u8], predictor: Predictor) -> Result<Vec<u8>, Error> {
    let Predictor {
        pixel_bytes,
        row_bytes,
    } = predictor;
    if !data.len().is_multiple_of(row_bytes + 1) {
        return Err(Error::Broken);
    }
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for row in data.chunks_exact(row_bytes + 1) {
        let start = out.len();
        for (index, &byte) in row[1..].iter().enumerate() {
            let left = if index >= pixel_bytes {
                out[start + index - pixel_bytes]
            } else {
                0
            };
            let up = if start >= row_bytes {
                out[start - row_bytes + index]
            } else {
                0
            };
            let up_left = if index >= pixel_bytes && start >= row_bytes {
                out[start - row_bytes + index - pixel_bytes]
            } else {
                0
            };
            let predicted = match row[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, up_left),
                _ => return Err(Error::Broken),
            };
            out.push(byte.wrapping_add(predicted));
        }
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, up_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(up_left);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(up_left) {
        left
    } else if distance(up) <= distance(up_left) {
        up
    } else {
        up_left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("memory takes all");
        encoder.finish().expect("memory takes all")
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = deflate(&vec![0; 10 << 20]);
        assert!(bomb.len() < 20_000);
        let mut seen = 0;
        let outcome = inflate(&bomb, 1 << 20, &|| false, &mut |piece| seen += piece.len());
        assert_eq!(outcome, Err(Error::TooLarge { limit: 1 << 20 }));
        assert!(seen <= 1 << 20, "nothing beyond the limit is handed over");
    }

    #[test]
    fn broken_or_cut_data_is_refused() {
        let mut whole = deflate(b"six stages and three levels");
        assert_eq!(
            inflate(&whole[..whole.len() - 5], 1000, &|| false, &mut |_| {}),
            Err(Error::Broken)
        );
        whole[0] ^= 0xff;
        assert_eq!(
            inflate(&whole, 1000, &|| false, &mut |_| {}),
            Err(Error::Broken)
        );
    }

    #[test]
    fn data_that_was_flushed_and_not_finished_is_whole() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(b"all of it").expect("memory takes all");
        encoder.flush().expect("memory takes all");
        let mut out = Vec::new();
        let outcome = inflate(encoder.get_ref(), 100, &|| false, &mut |piece| {
            out.extend_from_slice(piece);
        });
        assert_eq!((outcome, &out[..]), (Ok(9), &b"all of it"[..]));
    }

    #[test]
    fn rows_come_back_from_each_predictor() {
        let predictor = Predictor {
            pixel_bytes: 1,
            row_bytes: 3,
        };
        let rows = [
            [0, 1, 2, 3],
            [1, 1, 1, 1],
            [2, 1, 1, 1],
            [3, 2, 2, 2],
            [4, 1, 1, 1],
        ]
        .concat();
        let plain = unpredict(&rows, predictor);
        assert_eq!(plain, Ok(vec![1, 2, 3, 1, 2, 3, 2, 3, 4, 3, 5, 6, 4, 6, 7]));
        assert_eq!(unpredict(&[9, 0, 0, 0], predictor), Err(Error::Broken));
    }
}
