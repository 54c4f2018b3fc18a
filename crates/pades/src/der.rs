//! DER: the one spelling that X.690 allows for each value, read and written.
//!
//! Knows nothing of certificates or signatures. Everything here borrows from the bytes it reads;
//! anything that has a second spelling (long lengths, indefinite lengths, padded integers,
//! constructed strings) is refused, so that no byte of what was accepted is free to change.
//! Source: ITU-T X.690 (2021), clauses 8 to 11.

mod time;
mod write;

pub(crate) use time::time;
pub(crate) use write::{
    write, write_bits, write_oid, write_sequence, write_set, write_time, write_unsigned,
};

/// Deepest nesting that is read; CMS with certificates and a timestamp stays under 20.
const MAX_DEPTH: usize = 64;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// The constructed context tag `[number]`.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// The primitive context tag `[number]`.
pub(crate) const fn context_primitive(number: u8) -> u8 {
    0x80 | number
}

/// Why bytes are not DER of the shape that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes end inside a value.
    #[error("DER ends inside a value")]
    Truncated,
    /// A second spelling: BER, not DER.
    #[error("BER spelling that DER does not allow")]
    NotCanonical,
    /// Another type or value than the structure has at this place.
    #[error("unexpected DER value")]
    Unexpected,
    /// Bytes follow the last value.
    #[error("bytes after the last DER value")]
    Trailing,
    /// Nested deeper than any honest structure.
    #[error("DER nested too deeply")]
    TooDeep,
}

/// One value: its tag, its content, and all its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tlv<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) full: &'a [u8],
}

impl<'a> Tlv<'a> {
    /// A reader over the content.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader::new(self.content)
    }
}

/// Reads values one after another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The tag of the next value, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next value, whatever it is.
    pub(crate) fn any(&mut self) -> Result<Tlv<'a>, Error> {
        let [tag, first, ..] = *self.rest else {
            return Err(Error::Truncated);
        };
        if tag & 0x1f == 0x1f {
            return Err(Error::Unexpected);
        }
        let (header, length) = match first {
            0..=0x7f => (2, usize::from(first)),
            0x80 => return Err(Error::NotCanonical),
            0x81..=0x84 => {
                let count = usize::from(first & 0x7f);
                let octets = self.rest.get(2..2 + count).ok_or(Error::Truncated)?;
                let length = octets
                    .iter()
                    .fold(0usize, |sum, &octet| (sum << 8) | usize::from(octet));
                if octets[0] == 0 || length < 0x80 {
                    return Err(Error::NotCanonical);
                }
                (2 + count, length)
            }
            _ => return Err(Error::Truncated),
        };
        let end = header.checked_add(length).ok_or(Error::Truncated)?;
        let full = self.rest.get(..end).ok_or(Error::Truncated)?;
        self.rest = &self.rest[end..];
        Ok(Tlv {
            tag,
            content: &full[header..],
            full,
        })
    }

    /// The next value, which must have this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Tlv<'a>, Error> {
        if self.peek().is_some_and(|found| found != tag) {
            return Err(Error::Unexpected);
        }
        self.any()
    }

    /// The next value if it has this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Tlv<'a>>, Error> {
        if self.peek() == Some(tag) {
            self.any().map(Some)
        } else {
            Ok(None)
        }
    }

    /// A reader over the content of the sequence that comes next.
    pub(crate) fn sequence(&mut self) -> Result<Reader<'a>, Error> {
        Ok(self.expect(SEQUENCE)?.reader())
    }

    /// The content of the object identifier that comes next.
    pub(crate) fn oid(&mut self) -> Result<&'a [u8], Error> {
        Ok(self.expect(OID)?.content)
    }

    /// The content of the integer that comes next.
    pub(crate) fn integer(&mut self) -> Result<&'a [u8], Error> {
        let content = self.expect(INTEGER)?.content;
        check_integer(content)?;
        Ok(content)
    }

    /// The small non-negative integer that comes next.
    pub(crate) fn small(&mut self) -> Result<u64, Error> {
        let content = self.integer()?;
        if content[0] & 0x80 != 0 || content.len() > 8 {
            return Err(Error::Unexpected);
        }
        Ok(content
            .iter()
            .fold(0, |sum, &octet| (sum << 8) | u64::from(octet)))
    }

    /// The bytes of the bit string that comes next, which must be whole octets.
    pub(crate) fn bits(&mut self) -> Result<&'a [u8], Error> {
        match self.expect(BIT_STRING)?.content {
            [0, octets @ ..] => Ok(octets),
            _ => Err(Error::Unexpected),
        }
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Error::Trailing)
        }
    }
}

/// The single value that these bytes are.
pub(crate) fn only(bytes: &[u8]) -> Result<Tlv<'_>, Error> {
    let mut reader = Reader::new(bytes);
    let value = reader.any()?;
    reader.end()?;
    Ok(value)
}

/// The bytes of the first value.
pub(crate) fn first(bytes: &[u8]) -> Result<&[u8], Error> {
    Ok(Reader::new(bytes).any()?.full)
}

/// A reader over the content of the single sequence that these bytes are.
pub(crate) fn only_sequence(bytes: &[u8]) -> Result<Reader<'_>, Error> {
    let mut reader = Reader::new(bytes);
    let content = reader.sequence()?;
    reader.end()?;
    Ok(content)
}

fn check_integer(content: &[u8]) -> Result<(), Error> {
    match *content {
        [] => Err(Error::Unexpected),
        [0, next, ..] if next & 0x80 == 0 => Err(Error::NotCanonical),
        [0xff, next, ..] if next & 0x80 != 0 => Err(Error::NotCanonical),
        _ => Ok(()),
    }
}

/// Walks a whole value and refuses any spelling that DER does not allow.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Error> {
    check_all(bytes, 0)
}

fn check_all(bytes: &[u8], depth: usize) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::TooDeep);
    }
    let mut reader = Reader::new(bytes);
    while !reader.is_empty() {
        let value = reader.any()?;
        match value.tag {
            SEQUENCE | SET => check_all(value.content, depth + 1)?,
            BOOLEAN if !matches!(value.content, [0x00 | 0xff]) => return Err(Error::NotCanonical),
            INTEGER | 0x0a => check_integer(value.content)?,
            NULL if !value.content.is_empty() => return Err(Error::NotCanonical),
            BIT_STRING => check_bit_string(value.content)?,
            OID => check_oid(value.content)?,
            // Strings and all other universal types are primitive in DER; tag 0 marks BER ends.
            tag if tag & 0xc0 == 0 && (tag & 0x20 != 0 || tag == 0) => {
                return Err(Error::NotCanonical);
            }
            tag if tag & 0x20 != 0 => check_all(value.content, depth + 1)?,
            _ => {}
        }
    }
    Ok(())
}

fn check_bit_string(content: &[u8]) -> Result<(), Error> {
    match *content {
        [unused @ 0..=7, .., last] if last & ((1u8 << unused) - 1) == 0 => Ok(()),
        [0] => Ok(()),
        _ => Err(Error::NotCanonical),
    }
}

fn check_oid(content: &[u8]) -> Result<(), Error> {
    let mut starts = true;
    for &octet in content {
        if starts && octet == 0x80 {
            return Err(Error::NotCanonical);
        }
        starts = octet & 0x80 == 0;
    }
    if starts && !content.is_empty() {
        Ok(())
    } else {
        Err(Error::NotCanonical)
    }
}

/// The elements of a SET OF, which must stand in ascending order without a repeat.
pub(crate) fn set_elements(content: &[u8]) -> Result<Vec<Tlv<'_>>, Error> {
    let mut reader = Reader::new(content);
    let mut elements: Vec<Tlv<'_>> = Vec::new();
    while !reader.is_empty() {
        let element = reader.any()?;
        // X.690, 11.6: padded with zero octets for the comparison; no element is another's prefix.
        if elements
            .last()
            .is_some_and(|last| last.full >= element.full)
        {
            return Err(Error::NotCanonical);
        }
        elements.push(element);
    }
    Ok(elements)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn second_spellings_are_refused() {
        for bytes in [
            &[0x30, 0x80, 0x00, 0x00][..],
            &[0x04, 0x81, 0x01, 0x00],
            &[0x02, 0x02, 0x00, 0x01],
            &[0x01, 0x01, 0x01],
            &[0x24, 0x02, 0x04, 0x00],
            &[0x03, 0x02, 0x03, 0x07],
            &[0x06, 0x02, 0x80, 0x01],
            &[0x05, 0x01, 0x00],
        ] {
            assert!(check(bytes).is_err(), "{bytes:02x?} has another spelling");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let mut bytes = vec![0x05, 0x00];
        for _ in 0..100 {
            bytes = write_sequence(&[&bytes]);
        }
        assert_eq!(check(&bytes), Err(Error::TooDeep));
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for text in [
            "1999-12-31T23:59:59Z",
            "2049-01-01T00:00:00Z",
            "2050-06-01T12:00:00Z",
        ] {
            let instant: Timestamp = text.parse().expect("a fixed instant");
            let bytes = write_time(instant);
            assert_eq!(
                time(only(&bytes).expect("one value")),
                Ok(instant),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_canonical(tag in prop::sample::select(vec![OCTET_STRING, UTF8_STRING]), length in 0..70_000usize) {
            let content = vec![0x5a; length];
            let bytes = write(tag, &[&content]);
            prop_assert_eq!(check(&bytes), Ok(()));
            prop_assert_eq!(only(&bytes).map(|value| value.content), Ok(&content[..]));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if check(&bytes).is_ok() {
                let mut reader = Reader::new(&bytes);
                while let Ok(value) = reader.any() {
                    prop_assert_eq!(write(value.tag, &[value.content]), value.full);
                }
            }
        }
    }
}
