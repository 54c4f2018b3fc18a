//! Reads objects from bytes, strictly: what is not in the specification is an error.
//!
//! Knows no cross-reference. Depth, number of values and length of strings have an end, so that no
//! input can exhaust stack or memory. Source: ISO 32000-1, 7.2 and 7.3.

use super::object::{Dictionary, Object, ObjectId};

mod strings;

/// Most values in one indirect object.
const MAX_VALUES: usize = 1_000_000;
/// Longest string or name.
const MAX_STRING_BYTES: usize = 16 << 20;

/// Why no object could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Something else stands at this offset.
    Syntax { offset: usize },
    /// Nested more deeply than allowed.
    Nesting,
    /// More values or longer strings than allowed.
    Size,
}

/// A place in the bytes, from which tokens and objects are read.
pub(crate) struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    values: usize,
    max_nesting: usize,
    /// A dictionary repeats a key, or a name has a second spelling.
    pub(crate) is_ambiguous: bool,
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(crate) fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

pub(crate) fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

impl<'a> Parser<'a> {
    /// Reads `bytes` from `at` on; positions are counted from the first of `bytes`.
    pub(crate) fn new(bytes: &'a [u8], at: usize, max_nesting: usize) -> Self {
        Self {
            bytes,
            at: at.min(bytes.len()),
            values: 0,
            max_nesting,
            is_ambiguous: false,
        }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn move_to(&mut self, at: usize) {
        self.at = at.min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn syntax(&self) -> Problem {
        Problem::Syntax { offset: self.at }
    }

    /// Skips white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else {
                return;
            }
        }
    }

    /// Takes these bytes if they come next.
    pub(crate) fn take(&mut self, wanted: &[u8]) -> bool {
        let is_next = self.bytes[self.at..].starts_with(wanted);
        if is_next {
            self.at += wanted.len();
        }
        is_next
    }

    /// Takes a keyword that stands for itself.
    pub(crate) fn keyword(&mut self, wanted: &[u8]) -> Result<(), Problem> {
        self.skip_space();
        let start = self.at;
        if self.take(wanted) && !self.peek().is_some_and(is_regular) {
            return Ok(());
        }
        self.at = start;
        Err(self.syntax())
    }

    /// The unsigned whole number that comes next.
    pub(crate) fn unsigned(&mut self) -> Result<u64, Problem> {
        self.skip_space();
        let digits = self.bytes[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let start = self.at;
        let end = start + digits;
        let is_whole =
            digits > 0 && digits <= 19 && !self.bytes.get(end).copied().is_some_and(is_regular);
        if !is_whole {
            return Err(self.syntax());
        }
        self.at = end;
        let mut number = 0u64;
        for digit in &self.bytes[start..end] {
            number = number
                .wrapping_mul(10)
                .wrapping_add(u64::from(digit - b'0'));
        }
        Ok(number)
    }

    /// `number generation obj`.
    pub(crate) fn object_header(&mut self) -> Result<ObjectId, Problem> {
        let start = self.at;
        let number =
            u32::try_from(self.unsigned()?).map_err(|_| Problem::Syntax { offset: start })?;
        let generation =
            u16::try_from(self.unsigned()?).map_err(|_| Problem::Syntax { offset: start })?;
        self.keyword(b"obj")?;
        Ok(ObjectId { number, generation })
    }

    /// The object that comes next.
    pub(crate) fn object(&mut self) -> Result<Object, Problem> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Result<Object, Problem> {
        if depth > self.max_nesting {
            return Err(Problem::Nesting);
        }
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Problem::Size);
        }
        self.skip_space();
        match self.peek().ok_or(self.syntax())? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal_string(),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.dictionary(depth).map(Object::Dictionary)
            }
            b'<' => self.hexadecimal_string(),
            b'[' => self.array(depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(),
            b't' => self.keyword(b"true").map(|()| Object::Boolean(true)),
            b'f' => self.keyword(b"false").map(|()| Object::Boolean(false)),
            b'n' => self.keyword(b"null").map(|()| Object::Null),
            _ => Err(self.syntax()),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Problem> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b"]") {
                return Ok(Object::Array(items));
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    /// A dictionary; `at` stands on its `<<`.
    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Problem> {
        self.at += 2;
        let mut dictionary = Dictionary::default();
        loop {
            self.skip_space();
            if self.take(b">>") {
                self.is_ambiguous |= dictionary.repeats_a_key();
                return Ok(dictionary);
            }
            if self.peek() != Some(b'/') {
                return Err(self.syntax());
            }
            let key = self.name()?;
            let value = self.nested(depth + 1)?;
            dictionary.entries.push((key, value));
        }
    }

    /// Keys of the dictionary that comes next, with where key and value stand.
    pub(crate) fn dictionary_places(&mut self) -> Result<Vec<Place>, Problem> {
        self.skip_space();
        if !self.take(b"<<") {
            return Err(self.syntax());
        }
        let mut places = Vec::new();
        loop {
            self.skip_space();
            if self.take(b">>") {
                return Ok(places);
            }
            if self.peek() != Some(b'/') {
                return Err(self.syntax());
            }
            let key_offset = self.at;
            let key = self.name()?;
            self.skip_space();
            let start = self.at;
            self.nested(1)?;
            places.push(Place {
                key,
                key_offset,
                value: start..self.at,
            });
        }
    }

    fn name(&mut self) -> Result<Box<[u8]>, Problem> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| is_regular(byte)) {
            self.at += 1;
            if byte != b'#' {
                name.push(byte);
                continue;
            }
            let digit = |place: usize| self.bytes.get(self.at + place).copied().and_then(hex_value);
            match (digit(0), digit(1)) {
                (Some(0), Some(0)) => return Err(self.syntax()),
                (Some(high), Some(low)) => {
                    self.at += 2;
                    let value = high << 4 | low;
                    // A letter in disguise is the mark of a reader being fooled.
                    self.is_ambiguous |= value.is_ascii_alphanumeric();
                    name.push(value);
                }
                // PDF 1.1 knew no escapes; a lone number sign stands for itself.
                _ => name.push(byte),
            }
        }
        if name.len() > MAX_STRING_BYTES {
            return Err(Problem::Size);
        }
        Ok(name.into_boxed_slice())
    }

    fn number_or_reference(&mut self) -> Result<Object, Problem> {
        let start = self.at;
        if let Ok(number) = self.unsigned() {
            let after_number = self.at;
            if let Some(id) = self.rest_of_reference(number) {
                return Ok(Object::Reference(id));
            }
            self.at = after_number;
            return match i64::try_from(number) {
                Ok(number) => Ok(Object::Integer(number)),
                Err(_) => Err(Problem::Syntax { offset: start }),
            };
        }
        let length = self.bytes[start..]
            .iter()
            .take_while(|&&byte| is_regular(byte))
            .count();
        let text =
            std::str::from_utf8(&self.bytes[start..start + length]).map_err(|_| self.syntax())?;
        let is_number = text.bytes().any(|byte| byte.is_ascii_digit())
            && text
                .bytes()
                .skip(1)
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && length <= 64;
        if !is_number {
            return Err(self.syntax());
        }
        self.at = start + length;
        if !text.contains('.')
            && let Ok(number) = text.parse()
        {
            return Ok(Object::Integer(number));
        }
        text.parse()
            .map(Object::Real)
            .map_err(|_| Problem::Syntax { offset: start })
    }

    fn rest_of_reference(&mut self, number: u64) -> Option<ObjectId> {
        let number = u32::try_from(number).ok()?;
        // Only white space may stand between the parts; a number elsewhere ends the search at once.
        let generation = u16::try_from(self.unsigned().ok()?).ok()?;
        self.keyword(b"R").ok()?;
        Some(ObjectId { number, generation })
    }
}

/// Where one entry of a dictionary stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The key, with its escapes undone.
    pub(crate) key: Box<[u8]>,
    /// Of its solidus.
    pub(crate) key_offset: usize,
    /// First byte of the value to the one after its last.
    pub(crate) value: std::ops::Range<usize>,
}
