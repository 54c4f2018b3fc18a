//! Days, moments and sizes as they are written in French.

use crate::clock::{Day, Moment};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// «22/11/2026».
pub fn day(day: Day) -> String {
    let date = day.date();
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// «22 novembre 2026».
pub fn long_day(day: Day) -> String {
    let date = day.date();
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .unwrap_or(&"");
    let number = if date.day() == 1 {
        "1er".to_owned()
    } else {
        date.day().to_string()
    };
    format!("{number} {month} {}", date.year())
}

/// «22 novembre 2026 à 14 h 05 (temps universel)».
pub fn moment(moment: Moment) -> String {
    let time = moment.timestamp().strftime("%H\u{A0}h\u{A0}%M").to_string();
    format!("{} à {time} (temps universel)", long_day(moment.day()))
}

/// «1,2 Mo».
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("Go", 1_000_000_000), ("Mo", 1_000_000), ("ko", 1_000)];
    let Some((unit, one)) = UNITS.into_iter().find(|(_, one)| bytes >= *one) else {
        return format!("{bytes}\u{A0}octet{}", if bytes > 1 { "s" } else { "" });
    };
    let tenths = (bytes * 10 + one / 2) / one;
    match tenths % 10 {
        _ if tenths >= 100 => format!("{}\u{A0}{unit}", (tenths + 5) / 10),
        0 => format!("{}\u{A0}{unit}", tenths / 10),
        tenth => format!("{},{tenth}\u{A0}{unit}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_sizes_read_as_french() {
        let first = Day::parse("2026-08-01").unwrap();
        assert_eq!(
            (day(first), long_day(first)),
            ("01/08/2026".into(), "1er août 2026".into())
        );
        let at = Moment::parse("2026-11-22T14:05:09Z").unwrap();
        assert_eq!(
            moment(at),
            "22 novembre 2026 à 14\u{A0}h\u{A0}05 (temps universel)"
        );
        let sizes = [
            (0, "0 octet"),
            (1, "1 octet"),
            (999, "999 octets"),
            (1_000, "1 ko"),
            (1_249, "1,2 ko"),
            (12_345_678, "12 Mo"),
            (1_900_000_000, "1,9 Go"),
        ];
        for (bytes, text) in sizes {
            assert_eq!(size(bytes).replace('\u{A0}', " "), text);
        }
    }
}
