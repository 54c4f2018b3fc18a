//! Improvement plan (plan d'amélioration): its open actions as a calendar that any agenda reads.
//!
//! Knows nothing of storage, screen or time: the moment comes in, so that the same plan gives the
//! same bytes. Source: RFC 5545.

mod wording;

use std::fmt::Write as _;

use crate::assessment::{Action, ActionStatus, Assessment};
use crate::clock::{Day, Moment};
use crate::grid::Grid;

/// Most octets of a line, without its end. Source: RFC 5545, section 3.1.
const LONGEST_LINE: usize = 75;

/// The open actions that have a due date, one event of a whole day each, the soonest first.
///
/// None when there is no such action: a calendar holds something. An action keeps its id from one
/// file to the next, so that an agenda that takes the file again changes what it has.
/// Source: RFC 5545, sections 3.4 to 3.6.1.
pub fn calendar(grid: &Grid, assessment: &Assessment, at: Moment) -> Option<Vec<u8>> {
    let dated = assessment.actions.iter().filter(|action| is_open(action));
    let mut dated: Vec<_> = dated
        .filter_map(|action| Some((action.due_on?, action)))
        .collect();
    if dated.is_empty() {
        return None;
    }
    dated.sort_by_key(|(due_on, _)| *due_on);
    let mut lines = Lines(String::new());
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Label Mentorat//Label Mentorat//FR");
    lines.put("CALSCALE", "GREGORIAN");
    for (due_on, action) in dated {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &action.id.to_string());
        lines.put(
            "DTSTAMP",
            &at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string(),
        );
        lines.put("DTSTART;VALUE=DATE", &date(due_on));
        lines.put("SUMMARY", &escaped(&in_one_line(&action.action)));
        lines.put("DESCRIPTION", &escaped(&description(grid, action)));
        // A day that something is due on is not a day that one is away.
        lines.put("TRANSP", "TRANSPARENT");
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    Some(lines.0.into_bytes())
}

/// Whether something is still to be done.
fn is_open(action: &Action) -> bool {
    match action.status {
        ActionStatus::Planned | ActionStatus::Started => true,
        ActionStatus::Done | ActionStatus::Dropped => false,
    }
}

fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The standard, who does it, and what the grid advises.
fn description(grid: &Grid, action: &Action) -> String {
    let standard = grid.standards.iter().find(|one| one.id == action.standard);
    let title = standard.map_or("", |standard| standard.title.as_str());
    let mut text = wording::standard(&action.standard, title);
    if let Some(owner) = &action.owner {
        let _ = write!(text, "\n{}", wording::owner(owner));
    }
    if let Some(standard) = standard {
        let _ = write!(text, "\n{}", wording::advice(&standard.improvement.action));
    }
    text
}

fn in_one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ")
}

/// A text as a value: ends of lines and what separates values are escaped, and signs that no text
/// may hold are left out. Source: RFC 5545, section 3.3.11.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | ';' | ',' => value.extend(['\\', sign]),
            '\r' if signs.peek() == Some(&'\n') => {}
            // Readers differ on what ends a line: every such sign becomes the one that all know.
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                value.push_str("\\n");
            }
            '\t' => value.push('\t'),
            sign if sign.is_control() => {}
            sign => value.push(sign),
        }
    }
    value
}

/// Lines of the file, each folded where it is too long.
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for sign in name.chars().chain([':']).chain(value.chars()) {
            if width + sign.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(sign);
            width += sign.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests;
