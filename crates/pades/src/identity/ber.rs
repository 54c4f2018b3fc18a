//! BER: brings key files that other programs wrote loosely into the one spelling of DER.
//!
//! Only key files pass here, never a signature. Indefinite lengths, long lengths and strings in
//! pieces are made definite, short and whole. Source: ITU-T X.690, clause 8.

use crate::der::{self, Error};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 32;

/// The first value of `bytes` in DER.
pub(super) fn to_der(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut at = 0;
    convert(bytes, &mut at, 0)
}

/// Converts the value at `at` and moves behind it.
fn convert(bytes: &[u8], at: &mut usize, depth: usize) -> Result<Vec<u8>, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::TooDeep);
    }
    let tag = *bytes.get(*at).ok_or(Error::Truncated)?;
    if tag & 0x1f == 0x1f {
        return Err(Error::Unexpected);
    }
    let length = length(bytes, at)?;
    let is_constructed = tag & 0x20 != 0;
    if !is_constructed {
        let end = length
            .and_then(|length| at.checked_add(length))
            .ok_or(Error::Truncated)?;
        let content = bytes.get(*at..end).ok_or(Error::Truncated)?;
        *at = end;
        return Ok(der::write(tag, &[content]));
    }
    let children = children(bytes, at, length, depth)?;
    if tag != der::OCTET_STRING | 0x20 {
        let parts: Vec<&[u8]> = children.iter().map(Vec::as_slice).collect();
        return Ok(der::write(tag, &[&parts.concat()]));
    }
    // A string in pieces.
    let mut whole = Vec::new();
    for child in &children {
        let piece = der::only(child)?;
        if piece.tag != der::OCTET_STRING {
            return Err(Error::Unexpected);
        }
        whole.extend_from_slice(piece.content);
    }
    Ok(der::write(der::OCTET_STRING, &[&whole]))
}

/// The values inside, up to the length or the end-of-contents octets.
fn children(
    bytes: &[u8],
    at: &mut usize,
    length: Option<usize>,
    depth: usize,
) -> Result<Vec<Vec<u8>>, Error> {
    let mut children = Vec::new();
    let Some(length) = length else {
        while !bytes
            .get(*at..)
            .ok_or(Error::Truncated)?
            .starts_with(&[0, 0])
        {
            children.push(convert(bytes, at, depth + 1)?);
        }
        *at += 2;
        return Ok(children);
    };
    let end = at
        .checked_add(length)
        .filter(|&end| end <= bytes.len())
        .ok_or(Error::Truncated)?;
    while *at < end {
        children.push(convert(&bytes[..end], at, depth + 1)?);
    }
    Ok(children)
}

/// The length after the tag at `at`, which then stands on the content; `None` when indefinite.
fn length(bytes: &[u8], at: &mut usize) -> Result<Option<usize>, Error> {
    let first = *bytes.get(*at + 1).ok_or(Error::Truncated)?;
    *at += 2;
    if first == 0x80 {
        return Ok(None);
    }
    if first < 0x80 {
        return Ok(Some(usize::from(first)));
    }
    let count = usize::from(first & 0x7f);
    let octets = bytes.get(*at..*at + count).ok_or(Error::Truncated)?;
    *at += count;
    let zeros = octets.iter().take_while(|&&octet| octet == 0).count();
    if octets.len() - zeros > 4 {
        return Err(Error::Truncated);
    }
    Ok(Some(
        octets
            .iter()
            .fold(0, |sum, &octet| sum << 8 | usize::from(octet)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_spellings_become_the_one() {
        let loose = [
            0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 7, 0x04, 0x81, 0x01, 8, 0, 0, 0x02, 0x82, 0, 1, 5,
            0, 0,
        ];
        assert_eq!(to_der(&loose), Ok(vec![0x30, 7, 0x04, 2, 7, 8, 0x02, 1, 5]));
    }

    #[test]
    fn what_has_no_end_is_refused() {
        assert_eq!(to_der(&[0x30, 0x80, 0x04, 0x01, 7]), Err(Error::Truncated));
        assert_eq!(
            to_der(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]),
            Err(Error::Truncated)
        );
        assert_eq!(to_der(&[0x30; 4000].map(|_| 0x30)), Err(Error::Truncated));
        assert_eq!(to_der(&[0x30, 0x80].repeat(4000)), Err(Error::TooDeep));
    }
}
