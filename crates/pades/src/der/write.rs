//! Writes DER: each value in its one spelling.
//!
//! Knows nothing of what is written. Source: ITU-T X.690 (2021), clauses 8 to 11; RFC 5280, 4.1.2.5.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{BIT_STRING, GENERALIZED_TIME, INTEGER, OID, SEQUENCE, UTC_TIME};

/// Writes one value.
pub(crate) fn write(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(length + 6);
    out.push(tag);
    if let Ok(short @ 0..=0x7f) = u8::try_from(length) {
        out.push(short);
    } else {
        let octets = length.to_be_bytes();
        let zeros = octets.iter().take_while(|&&octet| octet == 0).count();
        // At most eight length octets, so the count fits.
        out.push(0x80 | (octets.len() - zeros) as u8);
        out.extend_from_slice(&octets[zeros..]);
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

pub(crate) fn write_sequence(parts: &[&[u8]]) -> Vec<u8> {
    write(SEQUENCE, parts)
}

/// A SET OF under the given tag: its elements in ascending order.
pub(crate) fn write_set(tag: u8, mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    let parts: Vec<&[u8]> = elements.iter().map(Vec::as_slice).collect();
    write(tag, &parts)
}

/// A non-negative integer from big-endian octets.
pub(crate) fn write_unsigned(octets: &[u8]) -> Vec<u8> {
    let zeros = octets.iter().take_while(|&&octet| octet == 0).count();
    let magnitude = &octets[zeros..];
    match magnitude.first() {
        None => vec![INTEGER, 1, 0],
        Some(&first) if first & 0x80 != 0 => write(INTEGER, &[&[0], magnitude]),
        Some(_) => write(INTEGER, &[magnitude]),
    }
}

pub(crate) fn write_oid(oid: &[u8]) -> Vec<u8> {
    write(OID, &[oid])
}

/// A bit string of whole octets.
pub(crate) fn write_bits(octets: &[u8]) -> Vec<u8> {
    write(BIT_STRING, &[&[0], octets])
}

/// An instant as RFC 5280 writes it: UTCTime through 2049, GeneralizedTime after.
pub(crate) fn write_time(instant: Timestamp) -> Vec<u8> {
    let moment = TimeZone::UTC.to_datetime(instant);
    let rest = format!(
        "{:02}{:02}{:02}{:02}{:02}Z",
        moment.month(),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second()
    );
    if (1950..2050).contains(&moment.year()) {
        let text = format!("{:02}{rest}", moment.year().rem_euclid(100));
        return write(UTC_TIME, &[text.as_bytes()]);
    }
    let text = format!("{:04}{rest}", moment.year());
    write(GENERALIZED_TIME, &[text.as_bytes()])
}
