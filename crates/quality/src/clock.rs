//! Days and moments, and the clock that is handed in from the edge.
//!
//! Knows nothing of what happens on them. Nothing here reads the machine's time:
//! a [`Clock`] is given to whoever needs one. Source: formats.md, preamble.

use std::fmt;

use jiff::{Span, Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a text is not a day or a moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not `YYYY-MM-DD`, or names a day that does not exist.
    #[error("not a day written YYYY-MM-DD: {0:?}")]
    Day(String),
    /// The text is not an RFC 3339 instant in UTC.
    #[error("not an RFC 3339 instant in UTC: {0:?}")]
    Moment(String),
}

/// A calendar day, written `YYYY-MM-DD`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
pub struct Day(#[schemars(with = "String", regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))] Date);

impl Day {
    /// The day written as `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Error::Day`] when the text has another shape or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let refused = || Error::Day(text.chars().take(40).collect());
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(refused());
        }
        text.parse().map(Self).map_err(|_| refused())
    }

    /// The day that lies `months` calendar months later, clamped to its month's last day.
    ///
    /// 31 August + 6 months is 28 or 29 February. Stays at 9999-12-31 rather than go beyond.
    /// Source: formats.md, section 3.
    pub fn plus_months(self, months: u32) -> Self {
        let span = Span::new()
            .try_months(months)
            .unwrap_or_else(|_| Span::new().years(19_998));
        Self(self.0.saturating_add(span))
    }

    /// The day that lies `days` days later. Stays at 9999-12-31 rather than go beyond.
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.saturating_add(Span::new().days(days)))
    }

    /// The first moment of the day in UTC; the last instant there is when that comes before.
    pub fn begins_at(self) -> Moment {
        let begins = self.0.to_zoned(jiff::tz::TimeZone::UTC);
        begins.map_or(Timestamp::MAX.into(), |begins| begins.timestamp().into())
    }

    /// The calendar date itself.
    pub fn date(self) -> Date {
        self.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl TryFrom<String> for Day {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(date) = self;
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

/// An instant, written by RFC 3339 in UTC (`2026-11-22T10:00:00Z`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(
    #[schemars(
        with = "String",
        regex(
            pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|\+00:00)$"
        )
    )]
    Timestamp,
);

impl Moment {
    /// The instant written by RFC 3339 in UTC.
    ///
    /// # Errors
    /// [`Error::Moment`] when the text has another shape, another offset, or does not exist.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let refused = || Error::Moment(text.chars().take(60).collect());
        let in_utc = text
            .strip_suffix('Z')
            .or_else(|| text.strip_suffix("+00:00"));
        let shaped = in_utc.is_some_and(|rest| {
            rest.len() >= 19
                && rest.bytes().enumerate().all(|(at, byte)| match at {
                    4 | 7 => byte == b'-',
                    10 => byte == b'T',
                    13 | 16 => byte == b':',
                    19 => byte == b'.' && rest.len() > 20,
                    _ => byte.is_ascii_digit(),
                })
        });
        if !shaped {
            return Err(refused());
        }
        text.parse().map(Self).map_err(|_| refused())
    }

    /// The moment that stands so many seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`Error::Moment`] beyond the years -9999 to 9999.
    pub fn from_unix(seconds: i64) -> Result<Self, Error> {
        Timestamp::from_second(seconds)
            .map(Self)
            .map_err(|_| Error::Moment(seconds.to_string()))
    }

    /// The day of this moment in UTC.
    pub fn day(self) -> Day {
        Day(self.0.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// The instant itself.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl From<Timestamp> for Moment {
    /// The instant, cut to whole seconds: no format of ours needs finer ones.
    fn from(at: Timestamp) -> Self {
        Self(Timestamp::from_second(at.as_second()).unwrap_or(at))
    }
}

impl TryFrom<String> for Moment {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What time it is, as told by the edge.
pub trait Clock: Send + Sync {
    /// The present moment, in whole seconds.
    fn now(&self) -> Moment;
}

impl Clock for Moment {
    /// A clock that stands still.
    fn now(&self) -> Moment {
        *self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_clamped_to_the_last_day() {
        let after = |day: &str, months| Day::parse(day).unwrap().plus_months(months).to_string();
        assert_eq!(after("2025-08-31", 6), "2026-02-28");
        assert_eq!(after("2023-08-31", 6), "2024-02-29");
        assert_eq!(after("2024-02-29", 12), "2025-02-28");
        assert_eq!(after("2024-02-29", 48), "2028-02-29");
        assert_eq!(after("2026-01-31", 1), "2026-02-28");
        assert_eq!(after("2026-11-22", 0), "2026-11-22");
        assert_eq!(
            after("9999-11-30", 2),
            "9999-12-31",
            "no later day can be written"
        );
        assert_eq!(after("2026-11-22", u32::MAX), "9999-12-31");
    }

    #[test]
    fn a_day_has_one_spelling() {
        for bad in [
            "2026-02-30",
            "2026-2-3",
            "20260203",
            "2026-02-03T00:00",
            "+02026-02-03",
            "",
            "2026-13-01",
        ] {
            assert!(Day::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Day::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        assert_eq!(Day::parse("0000-01-01").unwrap().to_string(), "0000-01-01");
        for day in ["0000-01-01", "2026-11-22", "9999-12-30", "9999-12-31"] {
            let begins = Day::parse(day).unwrap().begins_at();
            assert!(begins.day().to_string().as_str() <= day, "{begins}");
            assert_eq!(Moment::parse(&begins.to_string()), Ok(begins));
        }
    }

    #[test]
    fn a_moment_is_in_utc() {
        for good in [
            "2026-11-22T10:00:00Z",
            "2026-11-22T10:00:00.123Z",
            "2026-11-22T10:00:00+00:00",
        ] {
            assert!(Moment::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "2026-11-22T10:00:00",
            "2026-11-22T10:00:00+01:00",
            "2026-11-22 10:00:00Z",
            "2026-11-22T25:00:00Z",
            "2026-11-22T10:00Z",
            "2026-11-22T10:00:00.Z",
        ] {
            assert!(Moment::parse(bad).is_err(), "{bad}");
        }
    }
}
