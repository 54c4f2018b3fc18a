//! Input: the bytes that are opened, all in memory, or but for long plain data that stay in the
//! file.
//!
//! A file of hundreds of megabytes is mostly pictures and scans that are only digested. They may
//! stay where they are: in memory stand zeros in their place, so that every offset is the file's
//! own. What may be left there is guessed while the file is read; the guess is held against the
//! structure, and where it is not exactly the data of one stream without a filter, the whole file
//! is read. Source: trust.md, R7.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use super::{Limits, Pdf};

/// A file that is read in any order.
pub trait Source {
    /// Its length in bytes.
    fn size_bytes(&self) -> u64;

    /// Fills `buffer` with what stands at `offset`.
    ///
    /// # Errors
    /// As the disk says, and when the file ends before.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()>;
}

/// Bytes to open.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    bytes: &'a [u8],
    /// In order, apart from each other; zeros stand there in `bytes`.
    absent: &'a [Range<usize>],
    source: Option<&'a dyn Source>,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Input")
            .field("length", &self.bytes.len())
            .field("absent", &self.absent)
            .finish_non_exhaustive()
    }
}

impl<'a> From<&'a [u8]> for Input<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            absent: &[],
            source: None,
        }
    }
}

impl<'a> From<&'a Vec<u8>> for Input<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

/// Bytes handed over at once.
const PIECE: usize = 1 << 20;

impl<'a> Input<'a> {
    /// As long as the file; zeros stand where something was left there.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// What was left in the file, in order.
    pub fn absent(&self) -> &'a [Range<usize>] {
        self.absent
    }

    /// The same from `offset` on; nothing when something was left in the file.
    pub(super) fn after(&self, offset: usize) -> Option<Self> {
        let rest = self.bytes.get(offset..)?;
        (offset == 0 || self.absent.is_empty()).then_some(Self {
            bytes: rest,
            ..*self
        })
    }

    /// Whether any of the place was left in the file.
    pub fn is_absent(&self, place: &Range<usize>) -> bool {
        let before = self.absent.partition_point(|one| one.end <= place.start);
        self.absent
            .get(before)
            .is_some_and(|one| one.start < place.end)
    }

    /// Hands over the file's own bytes of a place, piece by piece, as long as `take` says so;
    /// nothing of a place that does not lie in it.
    ///
    /// # Errors
    /// As the disk says.
    pub fn for_each_piece(
        &self,
        place: Range<usize>,
        take: &mut dyn FnMut(&[u8]) -> bool,
    ) -> io::Result<()> {
        if self.bytes.get(place.clone()).is_none() {
            return Ok(());
        }
        let first = self.absent.partition_point(|one| one.end <= place.start);
        let mut buffer = Vec::new();
        let mut at = place.start;
        for absent in &self.absent[first..] {
            let absent = absent.start.max(place.start)..absent.end.min(place.end);
            if absent.start >= absent.end {
                break;
            }
            let mut held = self.bytes[at..absent.start].chunks(PIECE);
            if !held.all(&mut *take) {
                return Ok(());
            }
            at = absent.start;
            while at < absent.end {
                let length = (absent.end - at).min(PIECE);
                buffer.resize(length, 0);
                let source = self.source.ok_or(io::ErrorKind::NotFound)?;
                source.read_at(at as u64, &mut buffer)?;
                if !take(&buffer) {
                    return Ok(());
                }
                at += length;
            }
        }
        let _ = self.bytes[at..place.end].chunks(PIECE).all(take);
        Ok(())
    }

    /// The file's own bytes of a place; copied when they were left there.
    ///
    /// # Errors
    /// As the disk says.
    pub fn read(&self, place: Range<usize>) -> io::Result<Cow<'a, [u8]>> {
        if !self.is_absent(&place) {
            return Ok(Cow::Borrowed(self.bytes.get(place).unwrap_or_default()));
        }
        let mut copy = Vec::new();
        self.for_each_piece(place, &mut |piece| {
            copy.extend_from_slice(piece);
            true
        })?;
        Ok(Cow::Owned(copy))
    }
}

/// A file in memory, but for long plain data.
pub struct Image<'s> {
    bytes: Vec<u8>,
    absent: Vec<Range<usize>>,
    source: &'s dyn Source,
}

impl std::fmt::Debug for Image<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Image")
            .field("absent", &self.absent)
            .finish_non_exhaustive()
    }
}

/// How far from the end structure is looked for: nothing is left out there.
const TAIL: usize = 1024;
/// How far before its data a stream's dictionary is looked for.
const HEAD: usize = 1024;

impl<'s> Image<'s> {
    /// Reads a file, but for the data of plain streams of `shortest` bytes and more. Of a file over
    /// the limits nothing is read; when the time for it is over, no more is, and it does not open.
    ///
    /// # Errors
    /// As the disk says.
    pub fn read(
        source: &'s dyn Source,
        shortest: usize,
        limits: &Limits<'_>,
    ) -> io::Result<Image<'s>> {
        let most = limits.file_bytes.saturating_add(1);
        let length = usize::try_from(source.size_bytes()).map_or(most, |size| size.min(most));
        // The system gives no memory for zeros that nobody touches.
        let mut image = Self {
            bytes: vec![0; length],
            absent: Vec::new(),
            source,
        };
        if length == most {
            return Ok(image);
        }
        image.load(shortest.max(1), limits)?;
        let is_sound = |pdf: Pdf<'_>| pdf.left_out_is_plain_data();
        if !image.absent.is_empty() && !Pdf::open(image.input(), limits).is_ok_and(is_sound) {
            image.fill()?;
        }
        Ok(image)
    }

    /// What can be opened.
    pub fn input(&self) -> Input<'_> {
        Input {
            bytes: &self.bytes,
            absent: &self.absent,
            source: Some(self.source),
        }
    }

    fn load(&mut self, shortest: usize, limits: &Limits<'_>) -> io::Result<()> {
        const KEYWORD: &[u8] = b"stream";
        let length = self.bytes.len();
        let (mut at, mut searched) = (0, 0);
        while at < length && !limits.is_expired() {
            let end = (at + PIECE).min(length);
            self.source.read_at(at as u64, &mut self.bytes[at..end])?;
            at = end;
            loop {
                let Some(found) = memchr::memmem::find(&self.bytes[searched..end], KEYWORD) else {
                    searched = searched.max(end.saturating_sub(KEYWORD.len() - 1));
                    break;
                };
                let after = searched + found + KEYWORD.len();
                // Its line may end in the next piece.
                if after + 2 > end && end < length {
                    break;
                }
                searched = after;
                let Some(data) = plain_data(&self.bytes[..end], after) else {
                    continue;
                };
                if data.len() < shortest || data.end.saturating_add(TAIL) > length {
                    continue;
                }
                self.bytes[data.start..data.end.min(end)].fill(0);
                searched = data.end;
                self.absent.push(data);
                if searched >= end {
                    at = searched;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads what was left in the file.
    fn fill(&mut self) -> io::Result<()> {
        for place in std::mem::take(&mut self.absent) {
            self.source
                .read_at(place.start as u64, &mut self.bytes[place])?;
        }
        Ok(())
    }
}

/// Where the data of a stream without a filter seem to stand whose keyword ends at `after`.
fn plain_data(bytes: &[u8], after: usize) -> Option<Range<usize>> {
    let start = match &bytes[after..] {
        [b'\n', ..] => after + 1,
        [b'\r', b'\n', ..] => after + 2,
        _ => return None,
    };
    let before = &bytes[after.saturating_sub(HEAD)..after];
    if before.ends_with(b"endstream") {
        return None;
    }
    let dictionary = &before[memchr::memmem::rfind(before, b" obj")?..];
    if memchr::memmem::find(dictionary, b"/F").is_some() {
        return None;
    }
    let key = b"/Length ";
    let value = &dictionary[memchr::memmem::find(dictionary, key)? + key.len()..];
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    let (digits, rest) = value.split_at(digits.count());
    // Otherwise it is a reference, or no number.
    let mut rest = rest.iter().skip_while(|byte| **byte == b' ');
    if !matches!(rest.next(), Some(b'/' | b'>')) {
        return None;
    }
    let length: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(start..start.checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::{Error, Limit};
    use crate::testing::Document;

    impl Source for Vec<u8> {
        fn size_bytes(&self) -> u64 {
            self.len() as u64
        }

        fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
            let from = usize::try_from(offset).map_err(io::Error::other)?;
            let there = self.get(from..from + buffer.len());
            buffer.copy_from_slice(there.ok_or(io::ErrorKind::UnexpectedEof)?);
            Ok(())
        }
    }

    fn pdf_with_stream(entries: &str, data: &[u8]) -> Vec<u8> {
        let mut document = Document {
            root: 1,
            ..Document::default()
        };
        document.add("<< /Type /Catalog >>");
        document.add_stream(entries, data);
        document.add(format!("<< /Padding ({}) >>", "x".repeat(TAIL)));
        document.write().bytes
    }

    fn whole(input: Input<'_>) -> Vec<u8> {
        input.read(0..input.bytes().len()).unwrap().into_owned()
    }

    #[test]
    fn long_plain_data_stay_in_the_file_and_come_from_there() {
        let data: Vec<u8> = (0..3_000_000_u32)
            .map(|at| at.to_le_bytes()[0] | 1)
            .collect();
        let file = pdf_with_stream("/Type /Some", &data);
        let image = Image::read(&file, 1 << 20, &Limits::default()).unwrap();
        let [place] = image.input().absent() else {
            panic!("one stretch: {image:?}")
        };
        assert_eq!(file[place.clone()], data);
        assert!(image.bytes[place.clone()].iter().all(|byte| *byte == 0));
        assert!(image.input().is_absent(&(place.start..place.start + 1)));
        assert!(!image.input().is_absent(&(place.end..file.len())));
        assert_eq!(whole(image.input()), file);
        let some = place.start - 7..place.start + 9;
        assert_eq!(image.input().read(some.clone()).unwrap(), &file[some]);
    }

    #[test]
    fn what_only_looks_like_plain_data_is_read() {
        let data = vec![b'x'; 4_000];
        for entries in ["/Filter /ASCIIHexDecode", "/F (elsewhere)"] {
            let file = pdf_with_stream(entries, &data);
            let image = Image::read(&file, 1_000, &Limits::default()).unwrap();
            assert_eq!(image.input().absent(), [], "{entries}");
        }
        // A length that lies: the structure is found broken, and nothing is missing then.
        let file = pdf_with_stream("/Type /Some", &data);
        let mut lying = file;
        let at = memchr::memmem::find(&lying, b"/Length 4000").unwrap();
        lying[at..][..12].copy_from_slice(b"/Length 3990");
        let image = Image::read(&lying, 1_000, &Limits::default()).unwrap();
        assert_eq!(image.input().absent(), []);
        assert_eq!(image.bytes, lying);
    }

    #[test]
    fn looking_for_streams_stops_when_the_time_is_over() {
        struct Slow(std::cell::Cell<usize>);
        impl Source for Slow {
            fn size_bytes(&self) -> u64 {
                64 << 20
            }

            fn read_at(&self, _: u64, buffer: &mut [u8]) -> io::Result<()> {
                self.0.set(self.0.get() + buffer.len());
                buffer.fill(b' ');
                Ok(())
            }
        }
        let file = Slow(std::cell::Cell::new(0));
        let over = || file.0.get() > 4 * PIECE;
        let limits = Limits {
            deadline: Some(&over),
            ..Limits::default()
        };
        let image = Image::read(&file, 1 << 20, &limits).unwrap();
        assert!(file.0.get() < 8 * PIECE, "{}", file.0.get());
        let opened = Pdf::open(image.input(), &limits).unwrap_err();
        assert_eq!(opened, Error::Limit(Limit::Time));
    }

    #[test]
    fn nothing_of_a_file_over_the_limits_is_read() {
        let limits = Limits {
            file_bytes: 100,
            ..Limits::default()
        };
        let file = vec![b'x'; 200];
        let image = Image::read(&file, 1, &limits).unwrap();
        assert_eq!(image.bytes, [0; 101]);
    }
}
