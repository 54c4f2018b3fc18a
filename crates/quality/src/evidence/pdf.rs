//! PDF files that are evidence: whether they are protected, and whether something in them runs.
//!
//! They are never interpreted: names are looked for in the bytes and in object streams. A name
//! that is found makes a notice, so that finding one too many does no harm. Source: ISO 32000-2,
//! 7.3.5 (names), 7.5.7 (object streams), 7.6 (encryption), 12.6.4 (actions).

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;

use super::Notice;

/// Bytes read at a time.
const BLOCK: usize = 256 << 10;

/// Longest name that is looked for, in bytes, when each sign is written as `#xx`.
const LONGEST: usize = 32;

/// Most object streams that are unpacked, most bytes of one, and most bytes of all.
const MOST_STREAMS: usize = 2_000;
const LARGEST_STREAM: u64 = 4 << 20;
const MOST_UNPACKED: u64 = 64 << 20;

/// What names were found.
#[derive(Debug, Default)]
struct Found {
    protected: bool,
    active: bool,
    /// Where object streams say what they are.
    streams: Vec<u64>,
}

/// What a person should know of a PDF file.
pub(super) fn notices(file: &mut File) -> io::Result<Vec<Notice>> {
    let mut found = Found::default();
    file.rewind()?;
    scan(&mut *file, &mut found)?;
    if !found.protected {
        unpack(file, &mut found)?;
    }
    let mut notices = Vec::new();
    if found.protected {
        notices.push(Notice::Protected {});
    }
    if found.active {
        notices.push(Notice::Active {});
    }
    Ok(notices)
}

/// Looks for names in all that `bytes` gives.
fn scan(mut bytes: impl Read, found: &mut Found) -> io::Result<()> {
    let mut block = vec![0; BLOCK + LONGEST];
    let (mut kept, mut offset) = (0, 0_u64);
    loop {
        let read = bytes.read(&mut block[kept..])?;
        let held = kept + read;
        // A name that may go on in the next block waits for it.
        let settled = if read == 0 {
            held
        } else {
            held.saturating_sub(LONGEST)
        };
        for at in memchr::memchr_iter(b'/', &block[..settled]) {
            found.note(&block[at + 1..held], offset + at as u64);
        }
        if read == 0 {
            return Ok(());
        }
        block.copy_within(settled..held, 0);
        kept = held - settled;
        offset += settled as u64;
    }
}

impl Found {
    fn note(&mut self, rest: &[u8], offset: u64) {
        match name(&rest[..rest.len().min(LONGEST)]).as_slice() {
            b"Encrypt" => self.protected = true,
            b"JavaScript" | b"Launch" => self.active = true,
            b"ObjStm" if self.streams.len() < MOST_STREAMS => self.streams.push(offset),
            _ => {}
        }
    }
}

/// The name at the head of these bytes.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = || {
            let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            u8::from_str_radix(digits, 16).ok()
        };
        match (byte, escaped()) {
            (b'#', Some(sign)) => {
                name.push(sign);
                at += 3;
            }
            (0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ', _) => break,
            (b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%', _) => break,
            (byte, _) => {
                name.push(*byte);
                at += 1;
            }
        }
    }
    name
}

/// Looks for names in object streams, too.
fn unpack(file: &mut File, found: &mut Found) -> io::Result<()> {
    let mut budget = MOST_UNPACKED;
    for offset in std::mem::take(&mut found.streams) {
        file.seek(SeekFrom::Start(offset))?;
        let mut head = Vec::new();
        (&mut *file).take(4096).read_to_end(&mut head)?;
        let Some(at) = memchr::memmem::find(&head, b"stream") else {
            continue;
        };
        let data = &head[at + b"stream".len()..];
        let line_end = data.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begin = offset + (at + b"stream".len() + line_end.take(2).count()) as u64;
        file.seek(SeekFrom::Start(begin))?;
        let packed = BufReader::new((&mut *file).take(LARGEST_STREAM));
        let most = budget.min(LARGEST_STREAM);
        let mut unpacked = Vec::new();
        // What another filter packed, or is damaged, gives nothing or its sound beginning.
        let _ = ZlibDecoder::new(packed)
            .take(most)
            .read_to_end(&mut unpacked);
        budget -= unpacked.len() as u64;
        scan(unpacked.as_slice(), found)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn of(bytes: &[u8]) -> Vec<Notice> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        notices(&mut file).unwrap()
    }

    #[test]
    fn names_are_found_however_they_are_written_and_wherever_they_stand() {
        assert_eq!(
            of(b"%PDF-1.7 << /S /JavaScript /JS (x) >>"),
            [Notice::Active {}]
        );
        assert_eq!(of(b"<< /S /J#61va#53cript >>"), [Notice::Active {}]);
        assert_eq!(of(b"<</S/Launch>>"), [Notice::Active {}]);
        assert_eq!(of(b"trailer <</Encrypt 5 0 R>>"), [Notice::Protected {}]);
        assert_eq!(of(b"<</Encryption 1/Launched 2/JavaScripts 3>>"), []);
        for before in BLOCK - 20..BLOCK + 60 {
            let mut bytes = vec![b' '; before];
            bytes.extend_from_slice(b"/Launch ");
            assert_eq!(of(&bytes), [Notice::Active {}], "after {before} bytes");
        }
    }

    #[test]
    fn object_streams_are_looked_into_and_bombs_are_not_followed() {
        let packed = |content: &[u8]| {
            let mut packer =
                flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(content).unwrap();
            let mut bytes = b"1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\r\n".to_vec();
            bytes.extend(packer.finish().unwrap());
            bytes
        };
        assert_eq!(of(&packed(b"<</S /JavaScript>>")), [Notice::Active {}]);
        let mut bomb = vec![b' '; 3 * LARGEST_STREAM as usize];
        bomb.extend_from_slice(b"/Launch ");
        assert_eq!(of(&packed(&bomb)), [], "no more than the limit is unpacked");
    }
}
