//! DER, written and taken apart without any code of ours: whoever forges brings their own.

pub const INTEGER: u8 = 0x02;
pub const BITS: u8 = 0x03;
pub const OCTETS: u8 = 0x04;
pub const UTF8: u8 = 0x0c;
pub const TIME: u8 = 0x17;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

/// One value.
pub fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    match content.len() {
        short @ 0..=0x7f => out.push(short as u8),
        long => {
            let octets = long.to_be_bytes();
            let octets = &octets[octets.iter().position(|octet| *octet != 0).unwrap()..];
            out.push(0x80 | octets.len() as u8);
            out.extend_from_slice(octets);
        }
    }
    out.extend(content);
    out
}

pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(SEQUENCE, parts)
}

/// A SET OF in its order, under any tag.
pub fn set(tag: u8, mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    value(tag, &[&parts.concat()])
}

/// A whole number that is not negative.
pub fn integer(octets: &[u8]) -> Vec<u8> {
    let significant = octets.iter().position(|octet| *octet != 0);
    let octets = &octets[significant.unwrap_or(octets.len() - 1)..];
    let sign: &[u8] = if octets[0] & 0x80 == 0 { &[] } else { &[0] };
    value(INTEGER, &[sign, octets])
}

/// An object identifier from its dotted form.
pub fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut octets = vec![(arcs[0] * 40 + arcs[1]) as u8];
    for arc in &arcs[2..] {
        let groups = (0..10).rev().map(|group| (arc >> (7 * group)) as u8 & 0x7f);
        let mut groups: Vec<u8> = groups.skip_while(|group| *group == 0).collect();
        if groups.is_empty() {
            groups.push(0);
        }
        let last = groups.len() - 1;
        groups[..last].iter_mut().for_each(|group| *group |= 0x80);
        octets.extend(groups);
    }
    value(0x06, &[&octets])
}

/// Where the content of the first value begins, and where the value ends.
fn extent(bytes: &[u8]) -> (usize, usize) {
    let first = usize::from(bytes[1]);
    let count = if first < 0x80 { 0 } else { first & 0x7f };
    let octets = &bytes[2..2 + count];
    let length = match count {
        0 => first,
        _ => octets.iter().fold(0, |sum, o| sum << 8 | usize::from(*o)),
    };
    (2 + count, 2 + count + length)
}

/// The content of a value.
pub fn content(bytes: &[u8]) -> &[u8] {
    let (begin, end) = extent(bytes);
    &bytes[begin..end]
}

/// The values inside a value, each whole.
pub fn children(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = content(bytes);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (_, end) = extent(rest);
        found.push(rest[..end].to_vec());
        rest = &rest[end..];
    }
    found
}

/// The first value alone, without what stands behind it.
pub fn first(bytes: &[u8]) -> &[u8] {
    &bytes[..extent(bytes).1]
}
