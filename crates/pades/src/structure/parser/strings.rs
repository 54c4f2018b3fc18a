//! Strings: literal with their escapes, and hexadecimal.
//!
//! Source: ISO 32000-1, 7.3.4.

use super::{MAX_STRING_BYTES, Parser, Problem, hex_value, is_space};
use crate::structure::Object;

impl Parser<'_> {
    /// A string between angle brackets.
    pub(super) fn hexadecimal_string(&mut self) -> Result<Object, Problem> {
        self.at += 1;
        let length = memchr::memchr(b'>', &self.bytes[self.at..]).ok_or(self.syntax())?;
        if length > 2 * MAX_STRING_BYTES {
            return Err(Problem::Size);
        }
        let mut bytes = Vec::with_capacity(length / 2);
        let mut half = None;
        for &digit in &self.bytes[self.at..self.at + length] {
            if is_space(digit) {
                continue;
            }
            let value = hex_value(digit).ok_or(self.syntax())?;
            half = match half {
                None => Some(value),
                Some(high) => {
                    bytes.push(high << 4 | value);
                    None
                }
            };
        }
        bytes.extend(half.map(|high| high << 4));
        self.at += length + 1;
        Ok(Object::String(bytes.into_boxed_slice()))
    }

    /// A string between parentheses.
    pub(super) fn literal_string(&mut self) -> Result<Object, Problem> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut open = 1;
        loop {
            let byte = self.peek().ok_or(self.syntax())?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    bytes.extend(self.escape()?);
                    continue;
                }
                b'\r' => {
                    self.take(b"\n");
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(Object::String(bytes.into_boxed_slice()));
            }
            bytes.push(byte);
            if bytes.len() > MAX_STRING_BYTES {
                return Err(Problem::Size);
            }
        }
    }

    /// What stands after a reverse solidus.
    fn escape(&mut self) -> Result<Option<u8>, Problem> {
        let byte = self.peek().ok_or(self.syntax())?;
        self.at += 1;
        Ok(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.take(b"\n");
                None
            }
            b'0'..=b'7' => {
                let mut value = u16::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    value = value * 8 + u16::from(digit - b'0');
                    self.at += 1;
                }
                // High-order overflow is ignored (ISO 32000-1, 7.3.4.2).
                Some((value & 0xff) as u8)
            }
            other => Some(other),
        })
    }
}
