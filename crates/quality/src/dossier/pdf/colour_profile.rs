//! Colour profile: sRGB as an ICC profile, made from its published numbers.
//!
//! Ours, so that no file with terms of its own is embedded in every dossier.
//! Source: ICC.1:2010 (version 4.3), 7 and 10; IEC 61966-2-1.

use lopdf::Object;

use super::object::{compressed, dictionary};

/// The profile as a stream.
pub(super) fn stream() -> Object {
    let mut stream = lopdf::Stream::new(dictionary([("N", Object::Integer(3))]), profile());
    compressed(&mut stream);
    Object::Stream(stream)
}

/// Fixed-point numbers of the ICC: 16 bits before the point and 16 behind.
type Fixed = i32;

/// Red, green and blue of sRGB, adapted to D50 by Bradford's method.
const PRIMARIES: [[Fixed; 3]; 3] = [
    [0x6FA2, 0x38F5, 0x0390],
    [0x6299, 0xB785, 0x18DA],
    [0x24A0, 0x0F84, 0xB6CF],
];
const D50: [Fixed; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// From D65 to D50 by Bradford's method, row by row.
const ADAPTATION: [Fixed; 9] = [
    0x1_0C42, 0x05DE, -0x0CE0, 0x0793, 0xFD92, -0x0461, -0x025E, 0x03DE, 0xC0F7,
];
/// Exponent, slopes and threshold of the sRGB curve.
const CURVE: [Fixed; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

fn profile() -> Vec<u8> {
    let curve = [&b"para\0\0\0\0\0\x03\0\0"[..], &fixed(&CURVE)].concat();
    let [red, green, blue] = PRIMARIES.map(|xyz| [&b"XYZ \0\0\0\0"[..], &fixed(&xyz)].concat());
    let tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", localized("sRGB")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", [&b"XYZ \0\0\0\0"[..], &fixed(&D50)].concat()),
        (
            b"chad",
            [&b"sf32\0\0\0\0"[..], &fixed(&ADAPTATION)].concat(),
        ),
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = Vec::new();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    table.extend(size(tags.len()));
    for (signature, content) in &tags {
        table.extend(*signature);
        table.extend(size(start + data.len()));
        table.extend(size(content.len()));
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [header(start + data.len()), table, data].concat()
}

fn header(length: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend(size(length));
    header.extend(b"\0\0\0\0\x04\x30\0\0mntrRGB XYZ ");
    // The day of the standard of sRGB, and midnight.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(fixed(&D50));
    header.resize(128, 0);
    header
}

fn localized(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut content = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    content.extend(size(letters.len()));
    content.extend(size(28));
    content.extend(letters);
    content
}

fn fixed(numbers: &[Fixed]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect()
}

fn size(value: usize) -> [u8; 4] {
    u32::try_from(value)
        .expect("the profile is far below 4 GiB")
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_the_sum_of_the_primaries() {
        for axis in 0..3 {
            let sum: Fixed = PRIMARIES.iter().map(|primary| primary[axis]).sum();
            assert!((sum - D50[axis]).abs() <= 12, "axis {axis}: {sum:x}");
        }
    }

    #[test]
    fn the_profile_says_its_own_length() {
        let profile = profile();
        assert_eq!(profile[..4], size(profile.len()));
        assert_eq!(&profile[36..40], b"acsp");
    }
}
