//! Profiles: which baseline of PAdES a sound signature conforms to, and its declared time.
//!
//! Knows nothing of soundness. Source: ETSI EN 319 142-1, 6.3; ISO 32000-1, 7.9.4.

use jiff::civil::DateTime;
use jiff::{Span, Timestamp, tz::TimeZone};

/// A baseline profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Baseline, with a stated time.
    BaselineB,
    /// Baseline, with a timestamp.
    BaselineT,
    /// Neither.
    Other,
}

/// What decides the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    /// All rules hold.
    pub(crate) is_sound: bool,
    pub(crate) has_declared_time: bool,
    /// The signed attribute that PAdES forbids.
    pub(crate) has_signing_time: bool,
    /// The entry that PAdES forbids.
    pub(crate) has_certificate_entry: bool,
    pub(crate) has_timestamp: bool,
}

impl Profile {
    pub(crate) fn of(traits: Traits) -> Self {
        let is_baseline = traits.is_sound
            && traits.has_declared_time
            && !traits.has_signing_time
            && !traits.has_certificate_entry;
        match (is_baseline, traits.has_timestamp) {
            (false, _) => Self::Other,
            (true, false) => Self::BaselineB,
            (true, true) => Self::BaselineT,
        }
    }
}

/// The instant of a PDF date, `D:YYYYMMDDHHmmSSOHH'mm'`; what is left out is the earliest.
pub fn parse_date(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(4..=14).contains(&digits) || !digits.is_multiple_of(2) {
        return None;
    }
    let part = |from: usize, to: usize, default: i16| match text.get(from..to) {
        Some(part) if to <= digits => part.parse().ok(),
        _ => Some(default),
    };
    let small = |from: usize, default: i16| i8::try_from(part(from, from + 2, default)?).ok();
    let moment = DateTime::new(
        part(0, 4, 0)?,
        small(4, 1)?,
        small(6, 1)?,
        small(8, 0)?,
        small(10, 0)?,
        // A leap second is told as the one before.
        small(12, 0)?.min(59),
        0,
    )
    .ok()?;
    let offset_minutes = offset_minutes(&text[digits..])?;
    TimeZone::UTC
        .to_timestamp(moment)
        .ok()?
        .checked_sub(Span::new().minutes(offset_minutes))
        .ok()
}

/// `Z`, `+01'00'`, `+01'00`, `-05`, or nothing, which is taken for UTC.
fn offset_minutes(text: &str) -> Option<i64> {
    let (sign, rest) = match text.as_bytes().first() {
        None => return Some(0),
        Some(b'Z') => (0, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        Some(b'-') => (-1, &text[1..]),
        Some(_) => return None,
    };
    let digits: String = rest.chars().filter(|&sign| sign != '\'').collect();
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && rest.len() <= 6;
    if !is_plain || !matches!(digits.len(), 0 | 2 | 4) {
        return None;
    }
    let number = |from: usize| {
        digits
            .get(from..from + 2)
            .map_or(Some(0), |part| part.parse::<i64>().ok())
    };
    let (hours, minutes) = (number(0)?, number(2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_their_zone() {
        for (text, instant) in [
            ("D:20261122140200+01'00'", "2026-11-22T13:02:00Z"),
            ("D:20261122140200Z", "2026-11-22T14:02:00Z"),
            ("D:20261122140200Z00'00'", "2026-11-22T14:02:00Z"),
            ("D:20261122140200-05'30", "2026-11-22T19:32:00Z"),
            ("D:2026", "2026-01-01T00:00:00Z"),
            ("20261122", "2026-11-22T00:00:00Z"),
        ] {
            assert_eq!(parse_date(text.as_bytes()), instant.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "D:",
            "D:202",
            "D:20261322",
            "D:20261122140200+99'00'",
            "D:20261122140200 é",
            "hier",
        ] {
            assert_eq!(parse_date(text.as_bytes()), None, "{text}");
        }
    }
}
