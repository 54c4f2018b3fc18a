//! Reads one indirect object where it is said to be, streams with their exact extent.
//!
//! Knows nothing of other objects; a length that is a reference is asked for.
//! Source: ISO 32000-1, 7.3.8 and 7.3.10.

use super::object::{Object, ObjectId, Stream};
use super::parser::{Parser, Problem, is_space};
use super::{Damage, Error, Limit};

/// What was read at one place.
pub(super) struct Indirect {
    pub(super) id: ObjectId,
    pub(super) object: Object,
    pub(super) end: usize,
    pub(super) is_ambiguous: bool,
}

/// Reads the object at `offset`, which must end before the bytes do.
pub(super) fn read(
    bytes: &[u8],
    offset: usize,
    nesting: usize,
    length_of: &dyn Fn(ObjectId) -> Option<usize>,
) -> Result<Indirect, Error> {
    let mut parser = Parser::new(bytes, offset, nesting);
    if !bytes.get(offset).is_some_and(u8::is_ascii_digit) {
        // Some writers point at the line break before the number; nothing else is tolerated.
        parser.skip_space();
        if parser.at() > offset + 2 {
            return Err(Error::Damaged {
                offset,
                damage: Damage::Object,
            });
        }
    }
    let damaged = |problem: Problem| error_of(problem, offset);
    let id = parser.object_header().map_err(damaged)?;
    let object = parser.object().map_err(damaged)?;
    let mut is_ambiguous = parser.is_ambiguous;
    let object = match object {
        Object::Dictionary(dictionary) if parser.keyword(b"stream").is_ok() => {
            let broken = Error::Damaged {
                offset,
                damage: Damage::Stream,
            };
            // 7.3.8.1: a line feed, or a carriage return and a line feed; never a lone return.
            if !(parser.take(b"\r\n") || parser.take(b"\n")) {
                return Err(broken);
            }
            let length = match dictionary.get(b"Length") {
                Some(Object::Integer(length)) => usize::try_from(*length).ok(),
                Some(Object::Reference(target)) => length_of(*target),
                _ => None,
            };
            let start = parser.at();
            let end = length
                .and_then(|length| start.checked_add(length))
                .filter(|&end| end <= bytes.len())
                .ok_or(broken)?;
            parser.move_to(end);
            skip_line_end(bytes, &mut parser);
            parser.keyword(b"endstream").map_err(|_| broken)?;
            if parser.at() - end > b"\r\nendstream".len() {
                return Err(broken);
            }
            Object::Stream(Box::new(Stream {
                dictionary,
                data: start..end,
            }))
        }
        other => other,
    };
    parser.keyword(b"endobj").map_err(damaged)?;
    is_ambiguous |= parser.is_ambiguous;
    Ok(Indirect {
        id,
        object,
        end: parser.at(),
        is_ambiguous,
    })
}

/// The end of line that stands before `endstream` and is not data.
fn skip_line_end(bytes: &[u8], parser: &mut Parser<'_>) {
    for _ in 0..2 {
        if bytes.get(parser.at()).is_some_and(|&byte| is_space(byte)) {
            parser.move_to(parser.at() + 1);
        }
    }
}

pub(super) fn error_of(problem: Problem, start: usize) -> Error {
    match problem {
        Problem::Syntax { offset } => Error::Damaged {
            offset: offset.max(start),
            damage: Damage::Object,
        },
        Problem::Nesting => Error::Limit(Limit::Nesting),
        Problem::Size => Error::Limit(Limit::ObjectSize),
    }
}
