//! Strict JSON: one document, UTF-8 without BOM, no duplicate key, bounded size and depth.
//!
//! Knows nothing of what the document means. Sources: RFC 8259; trust.md, bad inputs 1 to 9 and R10.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// How much a document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest document, in bytes.
    pub size_bytes: u64,
    /// Deepest nesting of arrays and objects.
    pub depth: usize,
}

/// Why bytes are not an acceptable JSON document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no bytes at all, or only white space.
    #[error("the file is empty")]
    Empty,
    /// The document is larger than allowed.
    #[error("{size_bytes} bytes, {limit_bytes} allowed")]
    TooLarge {
        /// Its size.
        size_bytes: u64,
        /// The largest size.
        limit_bytes: u64,
    },
    /// The document begins with a byte order mark.
    #[error("begins with a byte order mark")]
    ByteOrderMark,
    /// The bytes are not UTF-8 from `position` on.
    #[error("not UTF-8 at byte {position}")]
    NotUtf8 {
        /// Offset of the first wrong byte.
        position: usize,
    },
    /// The first sign cannot begin a JSON document: it is another kind of file.
    #[error("not JSON")]
    NotJson,
    /// Arrays and objects are nested deeper than allowed.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// The greatest depth.
        limit: usize,
    },
    /// An object has the same key twice.
    #[error("duplicate key {key:?} at line {line}")]
    DuplicateKey {
        /// The key.
        key: String,
        /// Line of the second one, from 1.
        line: usize,
    },
    /// The document ends before it is complete.
    #[error("incomplete at line {line}, column {column}")]
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The document breaks the rules of JSON.
    #[error("malformed at line {line}, column {column}")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
}

/// The value that `bytes` hold.
///
/// # Errors
/// Every variant of [`Error`]; the first fault found.
pub fn parse(bytes: &[u8], limits: Limits) -> Result<Value, Error> {
    let size_bytes = bytes.len() as u64;
    if size_bytes > limits.size_bytes {
        return Err(Error::TooLarge {
            size_bytes,
            limit_bytes: limits.size_bytes,
        });
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Err(Error::ByteOrderMark);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 {
        position: error.valid_up_to(),
    })?;
    let first = text.trim_ascii_start().bytes().next().ok_or(Error::Empty)?;
    if !matches!(
        first,
        b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'
    ) {
        return Err(Error::NotJson);
    }
    if depth(bytes) > limits.depth {
        return Err(Error::TooDeep {
            limit: limits.depth,
        });
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = reader
        .deserialize_any(Unique)
        .and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| explain(&error))
}

/// Why a value is not what a type wants, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct Mismatch {
    /// JSON pointer of the place.
    pub pointer: String,
    /// The reader's own words.
    pub detail: String,
}

/// The `T` that a value holds.
///
/// # Errors
/// The first [`Mismatch`].
pub fn build<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Mismatch> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = error.path().iter().map(|step| match step {
            serde_path_to_error::Segment::Seq { index } => format!("/{index}"),
            serde_path_to_error::Segment::Map { key } => format!("/{key}"),
            serde_path_to_error::Segment::Enum { variant } => format!("/{variant}"),
            serde_path_to_error::Segment::Unknown => "/?".to_owned(),
        });
        Mismatch {
            pointer: pointer.collect(),
            detail: error.inner().to_string(),
        }
    })
}

/// Deepest nesting of brackets outside strings.
fn depth(bytes: &[u8]) -> usize {
    let (mut now, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

const DUPLICATE: &str = "duplicate key: ";

fn explain(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    if let Some(rest) = text.strip_prefix(DUPLICATE) {
        let key = rest.rsplit_once(" at line ").map_or(rest, |(key, _)| key);
        return Error::DuplicateKey {
            key: key.to_owned(),
            line,
        };
    }
    match error.classify() {
        serde_json::error::Category::Eof => Error::Truncated { line, column },
        serde_json::error::Category::Syntax
        | serde_json::error::Category::Data
        | serde_json::error::Category::Io => Error::Malformed { line, column },
    }
}

/// Builds a value and refuses an object that has one key twice.
#[derive(Clone, Copy)]
struct Unique;

impl<'de> serde::de::DeserializeSeed<'de> for Unique {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Unique)? {
            list.push(item);
        }
        Ok(list.into())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("{DUPLICATE}{key}")));
            }
            object.insert(key, members.next_value_seed(Unique)?);
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Value, Error> {
        parse(
            text,
            Limits {
                size_bytes: 1_000_000,
                depth: 16,
            },
        )
    }

    #[test]
    fn each_fault_has_its_name_and_place() {
        assert_eq!(read(b""), Err(Error::Empty));
        assert_eq!(read(b"  \n"), Err(Error::Empty));
        assert_eq!(read(b"\xEF\xBB\xBF{}"), Err(Error::ByteOrderMark));
        assert_eq!(
            read(b"{\"a\":\"\xE9\"}"),
            Err(Error::NotUtf8 { position: 6 })
        );
        assert_eq!(read(b"%PDF-1.7"), Err(Error::NotJson));
        assert_eq!(read(b"<html>"), Err(Error::NotJson));
        assert_eq!(
            read(b"{\"a\":\n"),
            Err(Error::Truncated { line: 2, column: 0 })
        );
        assert_eq!(
            read(b"{\"a\":1,}"),
            Err(Error::Malformed { line: 1, column: 8 })
        );
        assert_eq!(read(b"{} {}"), Err(Error::Malformed { line: 1, column: 4 }));
        assert!(matches!(read(b"[NaN]"), Err(Error::Malformed { .. })));
        assert!(matches!(read(b"[1e999]"), Err(Error::Malformed { .. })));
        let twice = b"{\"a\":1,\n\"b\":{\"c\":1,\"c\":2}}";
        assert_eq!(
            read(twice),
            Err(Error::DuplicateKey {
                key: "c".into(),
                line: 2
            })
        );
    }

    #[test]
    fn depth_and_size_are_bounded_before_parsing() {
        assert!(read(&[b"[".repeat(16), b"]".repeat(16)].concat()).is_ok());
        assert_eq!(
            read(&b"[".repeat(100_000)),
            Err(Error::TooDeep { limit: 16 })
        );
        assert_eq!(
            read(b"[\"[[[[[[[[[[[[[[[[[[[[\\\"[[[[\"]").map(|_| ()),
            Ok(())
        );
        let large = vec![b' '; 1_000_001];
        let refused = Error::TooLarge {
            size_bytes: 1_000_001,
            limit_bytes: 1_000_000,
        };
        assert_eq!(read(&large), Err(refused));
    }
}
