//! Content streams: operators with what stands before them, strictly read.
//!
//! CMaps are spelt the same way and are read here too. Knows no operator but by its spelling, and
//! no inline image: whoever meets `BI` must stop. Source: ISO 32000-1, 7.8.2 and 9.10.3.

use super::object::Object;
use super::parser::{Parser, Problem, is_delimiter, is_space};

/// Deepest nesting of arrays and dictionaries before an operator.
const NESTING: usize = 16;
/// Most operands of one operator: a CMap gives a hundred pairs at once.
const OPERANDS: usize = 1024;

/// An operator and its operands.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation<'a> {
    /// Its spelling.
    pub operator: &'a [u8],
    /// What stands before it, in order.
    pub operands: Vec<Object>,
}

/// What stands there is no content, or more of it than anyone writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no content stream at byte {offset}")]
pub struct NotContent {
    /// Where in the decoded data.
    pub offset: usize,
}

/// The operations of a decoded content stream, one after the other.
///
/// At most a million values are read from one stream.
pub struct Operations<'a> {
    bytes: &'a [u8],
    parser: Parser<'a>,
}

impl std::fmt::Debug for Operations<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Operations")
            .field("at", &self.parser.at())
            .finish_non_exhaustive()
    }
}

impl<'a> Operations<'a> {
    /// Those of decoded data.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            parser: Parser::new(bytes, 0, NESTING),
        }
    }

    /// The operation that comes next; none at the end.
    ///
    /// # Errors
    /// [`NotContent`] for anything but objects and operators, a dictionary that repeats a key,
    /// operands without an operator, and over the limits. Nothing may be read after it.
    pub fn next_operation(&mut self) -> Result<Option<Operation<'a>>, NotContent> {
        let mut operands = Vec::new();
        loop {
            self.parser.skip_space();
            let at = self.parser.at();
            let refused = NotContent { offset: at };
            let rest = self.bytes.get(at..).unwrap_or_default();
            if rest.is_empty() {
                return if operands.is_empty() {
                    Ok(None)
                } else {
                    Err(refused)
                };
            }
            let length = rest
                .iter()
                .take_while(|&&byte| !is_space(byte) && !is_delimiter(byte))
                .count();
            let (word, _) = rest.split_at(length);
            if is_operator(word) {
                self.parser.move_to(at + length);
                return Ok(Some(Operation {
                    operator: word,
                    operands,
                }));
            }
            let object = self.parser.object();
            operands.push(object.map_err(|_: Problem| refused)?);
            if operands.len() > OPERANDS || self.parser.is_ambiguous {
                return Err(refused);
            }
        }
    }
}

/// A word that is no number and none of the three that stand for a value.
fn is_operator(word: &[u8]) -> bool {
    let begins = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"');
    word.first().is_some_and(begins) && !matches!(word, b"true" | b"false" | b"null")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(String, usize)>, NotContent> {
        let mut operations = Operations::new(bytes);
        let mut found = Vec::new();
        while let Some(operation) = operations.next_operation()? {
            let spelled = String::from_utf8_lossy(operation.operator).into_owned();
            found.push((spelled, operation.operands.len()));
        }
        Ok(found)
    }

    #[test]
    fn operators_come_with_what_stands_before_them() {
        let content =
            b"q 1 0 0 RG/Span <</MCID 0>>BDC\nBT/F1 12 Tf[(a)-3<0001>]TJ T*(b)' ET % end\nf*";
        let found = all(content).unwrap();
        let found: Vec<(&str, usize)> = found.iter().map(|(o, n)| (o.as_str(), *n)).collect();
        assert_eq!(
            found,
            [
                ("q", 0),
                ("RG", 3),
                ("BDC", 2),
                ("BT", 0),
                ("Tf", 2),
                ("TJ", 1),
                ("T*", 0),
                ("'", 1),
                ("ET", 0),
                ("f*", 0)
            ]
        );
    }

    #[test]
    fn what_is_no_content_ends_the_reading() {
        let deep = [b"[".repeat(5_000), b"]".repeat(5_000), b" TJ".to_vec()].concat();
        let many = b"1 ".repeat(3_000_000);
        for content in [
            &b"(open"[..],
            b"1 2 3",
            b"<< /A 1 /A 2 >> BDC",
            b"] TJ",
            b"{ pop }",
            b"\x80 Tj",
            &deep,
            &many,
        ] {
            assert!(all(content).is_err());
        }
        let endless = b"[1]TJ ".repeat(600_000);
        assert!(all(&endless).is_err(), "a million values at most");
    }

    #[test]
    fn a_value_is_no_operator() {
        let mut operations = Operations::new(b"true null false x");
        let operation = operations.next_operation().unwrap().unwrap();
        assert_eq!(
            (operation.operator, operation.operands.len()),
            (&b"x"[..], 3)
        );
    }
}
