//! Reads instants, in the one spelling that certificates and timestamps allow.
//!
//! Knows no clock. Source: RFC 5280, 4.1.2.5; RFC 3161, 2.4.2.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{Error, GENERALIZED_TIME, Tlv, UTC_TIME};

/// The instant of a UTCTime or GeneralizedTime in the spelling of RFC 5280.
///
/// The last day of year 9999 («no well-defined expiry») becomes the latest instant there is.
pub(crate) fn time(value: Tlv<'_>) -> Result<Timestamp, Error> {
    let (digits, tail): (&[u8], usize) = match value.tag {
        UTC_TIME => (value.content, 2),
        GENERALIZED_TIME => (value.content, 4),
        _ => return Err(Error::Unexpected),
    };
    let [digits @ .., b'Z'] = digits else {
        return Err(Error::NotCanonical);
    };
    if digits.len() < tail + 10 {
        return Err(Error::NotCanonical);
    }
    let (whole, fraction) = digits.split_at(tail + 10);
    // RFC 3161: a fraction has no trailing zero; RFC 5280 has no fraction at all.
    let fraction_is_sound = match fraction {
        [] => true,
        [b'.', decimals @ .., last] => {
            value.tag == GENERALIZED_TIME
                && *last != b'0'
                && decimals.iter().chain([last]).all(u8::is_ascii_digit)
        }
        _ => false,
    };
    if !fraction_is_sound || !whole.iter().all(u8::is_ascii_digit) {
        return Err(Error::NotCanonical);
    }
    let number = |from: usize, to: usize| {
        whole[from..to]
            .iter()
            .fold(0i16, |sum, digit| sum * 10 + i16::from(digit - b'0'))
    };
    let year = match (value.tag, number(0, tail)) {
        (UTC_TIME, year @ 50..) => 1900 + year,
        (UTC_TIME, year) => 2000 + year,
        (_, year) => year,
    };
    let part = |index: usize| {
        i8::try_from(number(tail + 2 * index, tail + 2 * index + 2)).map_err(|_| Error::Unexpected)
    };
    let moment = DateTime::new(year, part(0)?, part(1)?, part(2)?, part(3)?, part(4)?, 0)
        .map_err(|_| Error::Unexpected)?;
    Ok(TimeZone::UTC.to_timestamp(moment).unwrap_or(Timestamp::MAX))
}
