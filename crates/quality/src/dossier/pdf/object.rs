//! Objects: short ways to make the values of a PDF, and how each is spelt in the file.
//!
//! Knows nothing of what they say. Source: ISO 32000-1, 7.3.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

use lopdf::{Dictionary, Object, Stream, StringFormat};
use pades::structure;

use crate::clock::Moment;

/// How hard streams are compressed: level 4 gives nearly all of the gain for half the time.
const EFFORT: u8 = 4;

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Most units of two bytes in a text string. Source: ISO 19005-3, 6.1.13: 32,767 bytes.
const LONGEST: usize = 16_000;

/// A text string: as it is when it is ASCII, in hexadecimal where a word in it would be counted with
/// what makes up the file; else UTF-16 with its mark.
///
/// What is longer than PDF/A allows ends in an ellipsis: it stands in full on the pages.
pub(super) fn text(text: &str) -> Object {
    if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        let kept: String = text.chars().take(LONGEST / 2 - 1).collect();
        return self::text(&format!("{kept}…"));
    }
    if text.is_ascii() {
        let format = match structure::holds_counted(text) {
            true => StringFormat::Hexadecimal,
            false => StringFormat::Literal,
        };
        return Object::String(text.as_bytes().to_vec(), format);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A date string in UTC.
pub(super) fn date(moment: Moment) -> Object {
    text(&moment.timestamp().strftime("D:%Y%m%d%H%M%SZ").to_string())
}

pub(super) fn array(items: impl IntoIterator<Item = Object>) -> Object {
    Object::Array(items.into_iter().collect())
}

pub(super) fn dictionary<const N: usize>(members: [(&str, Object); N]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in members {
        dictionary.set(key, value);
    }
    dictionary
}

pub(super) fn stream(dictionary: Dictionary, content: Vec<u8>) -> Object {
    Object::Stream(Stream::new(dictionary, content))
}

/// A number with at most two decimals: a hundredth of a point is finer than any press.
pub(super) fn number(value: f32) -> Object {
    Object::Real(rounded(value))
}

pub(super) fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// Compresses a stream in place, with one compressor whose bytes are the same on every machine:
/// pages are rendered again and compared byte for byte.
pub(super) fn compressed(stream: &mut Stream) {
    let content = miniz_oxide::deflate::compress_to_vec_zlib(&stream.content, EFFORT);
    stream.dict.set("Filter", name("FlateDecode"));
    stream.dict.set(
        "Length",
        Object::Integer(i64::try_from(content.len()).unwrap_or(i64::MAX)),
    );
    stream.content = content;
}

/// Compresses each of these as [`compressed`] does, with as many hands as there are processors.
pub(super) fn compress_all(streams: Vec<&mut Stream>) {
    let waiting = Mutex::new(streams.into_iter());
    let next = || waiting.lock().ok()?.next();
    let work = || {
        while let Some(stream) = next() {
            compressed(stream);
        }
    };
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..hands {
            // Where no thread is to be had, fewer hands do the same.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
}

/// Spells `object` at the end of `out`.
pub(super) fn spell(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(value.to_string().bytes()),
        Object::Integer(value) => spell_integer(*value, out),
        Object::Real(value) => spell_real(*value, out),
        Object::Name(name) => spell_name(name, out),
        Object::String(bytes, StringFormat::Literal) => spell_literal(bytes, out),
        Object::String(bytes, StringFormat::Hexadecimal) => spell_hex(bytes, out),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                spell(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => spell_dictionary(dictionary, out),
        Object::Stream(stream) => {
            spell_dictionary(&stream.dict, out);
            out.extend(b"\nstream\n");
            out.extend(&stream.content);
            out.extend(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            spell_integer(i64::from(*number), out);
            out.push(b' ');
            spell_integer(i64::from(*generation), out);
            out.extend(b" R");
        }
    }
}

/// Spells a whole number.
pub(super) fn spell_integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut from = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        from -= 1;
        digits[from] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend(&digits[from..]);
}

/// Spells a number as Rust does, the quick way when it has at most six digits, two of them
/// decimals: then no shorter spelling means the same.
pub(super) fn spell_real(value: f32, out: &mut Vec<u8>) {
    let hundredths = (value * 100.0).round();
    let is_plain = hundredths.abs() < 1_000_000.0
        && hundredths / 100.0 == value
        && !(value == 0.0 && value.is_sign_negative());
    if !is_plain {
        out.extend(value.to_string().bytes());
        return;
    }
    let hundredths = hundredths as i64;
    if hundredths < 0 {
        out.push(b'-');
    }
    let hundredths = hundredths.abs();
    spell_integer(hundredths / 100, out);
    let decimals = hundredths % 100;
    if decimals != 0 {
        out.push(b'.');
        let digit = |value: i64| b'0' + u8::try_from(value).unwrap_or(0);
        out.push(digit(decimals / 10));
        if decimals % 10 != 0 {
            out.push(digit(decimals % 10));
        }
    }
}

pub(super) fn spell_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        spell_name(key, out);
        out.push(b' ');
        spell(value, out);
    }
    out.extend(b">>");
}

fn spell_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(byte) {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

fn spell_literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            0x20..=0x7E => out.push(*byte),
            _ => out.extend(format!("\\{byte:03o}").bytes()),
        }
    }
    out.push(b')');
}

fn spell_hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in bytes {
        out.extend([
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ]);
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(object: &Object) -> String {
        let mut out = Vec::new();
        spell(object, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_spelt_as_rust_spells_them() {
        let spelt = |value: f32| {
            let mut out = Vec::new();
            spell_real(value, &mut out);
            String::from_utf8(out).unwrap()
        };
        let whole = (-1_000_100..=1_000_100).map(|hundredths| hundredths as f32 / 100.0);
        let others = [
            -0.0,
            0.001,
            0.1412,
            1.0e-30,
            3.0e30,
            16_777_216.0,
            123_456.78,
            f32::MAX,
            f32::MIN,
            f32::INFINITY,
            f32::NAN,
            0.005,
            0.015,
            99.995,
        ];
        for value in whole.chain(others) {
            assert_eq!(spelt(value), value.to_string());
        }
        for value in [0, 1, -1, 10, -905, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            spell_integer(value, &mut out);
            assert_eq!(out, value.to_string().into_bytes());
        }
    }

    #[test]
    fn each_kind_has_one_spelling() {
        assert_eq!(spelt(&name("A B#/é")), "/A#20B#23#2F#C3#A9");
        assert_eq!(spelt(&text("a(b)\\\n")), "(a\\(b\\)\\\\\\012)");
        assert_eq!(spelt(&text("é")), "<FEFF00E9>");
        assert_eq!(spelt(&text("%%EOF")), "<2525454F46>");
        for counted in ["%%EOF", "startxref", "/ByteRange"] {
            assert!(!spelt(&text(&format!("a {counted}"))).contains(counted));
        }
        let Object::String(long, _) = text(&"𝒳".repeat(100_000)) else {
            panic!("a text is a string")
        };
        assert!(long.len() <= 32_767, "{}", long.len());
        assert_eq!(spelt(&number(12.0)), "12");
        assert_eq!(spelt(&number(-0.126)), "-0.13");
        assert_eq!(
            spelt(&array([Object::Integer(1), Object::Null])),
            "[1 null]"
        );
        let inner = dictionary([("K", Object::Reference((3, 0)))]);
        assert_eq!(spelt(&Object::Dictionary(inner)), "<</K 3 0 R>>");
    }
}
