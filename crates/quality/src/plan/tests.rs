//! What an agenda reads, from plain plans and hostile ones.

use std::path::Path;

use super::*;
use crate::grid::{self, Published};
use crate::id::{ActionId, StandardId};

fn published() -> Published {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("standards/indicative-mentorat/2026-1.json");
    grid::read(std::fs::read(path).unwrap()).unwrap()
}

fn plan(actions: Vec<Action>) -> Assessment {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bytes = std::fs::read(root.join("fixtures/demo/assessment.json")).unwrap();
    let mut assessment = crate::assessment::read(&bytes, &published()).unwrap();
    assessment.actions = actions;
    assessment
}

fn action(number: u8, text: &str, due_on: Option<&str>, status: ActionStatus) -> Action {
    Action {
        id: ActionId::from_random([number; 16]),
        standard: StandardId::new("E2.N1.S3").unwrap(),
        cause: None,
        action: text.into(),
        owner: None,
        due_on: due_on.map(|day| Day::parse(day).unwrap()),
        status,
        indicator: None,
        outcome: None,
    }
}

fn due(text: &str) -> Action {
    action(1, text, Some("2026-12-01"), ActionStatus::Planned)
}

fn at() -> Moment {
    Moment::parse("2026-11-22T10:00:00Z").unwrap()
}

fn written(actions: Vec<Action>) -> String {
    let bytes = calendar(published().grid(), &plan(actions), at()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Lines as a reader unfolds them. Source: RFC 5545, section 3.1.
fn unfolded(text: &str) -> Vec<String> {
    let text = text.replace("\r\n ", "");
    let lines = text.strip_suffix("\r\n").unwrap().split("\r\n");
    lines.map(str::to_owned).collect()
}

/// The value of a property as a reader takes its escapes back.
fn value(text: &str, name: &str) -> String {
    let lines = unfolded(text);
    let line = lines.iter().find_map(|line| line.strip_prefix(name));
    let (mut value, mut signs) = (String::new(), line.unwrap()[1..].chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().unwrap() {
                'n' | 'N' => value.push('\n'),
                escaped => value.push(escaped),
            },
            ';' | ',' => panic!("{sign} stands bare"),
            sign => value.push(sign),
        }
    }
    value
}

#[test]
fn an_action_is_an_event_of_its_day() {
    let mut one = due("Écrire la procédure");
    one.owner = Some("Coordination, bureau".into());
    let lines = unfolded(&written(vec![one]));
    let advice = "Conseil de la grille\u{a0}: ";
    let (description, others): (Vec<_>, Vec<_>) = lines
        .iter()
        .map(String::as_str)
        .partition(|line| line.starts_with("DESCRIPTION:"));
    assert_eq!(
        others,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Label Mentorat//Label Mentorat//FR",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            "UID:01010101-0101-4101-8101-010101010101",
            "DTSTAMP:20261122T100000Z",
            "DTSTART;VALUE=DATE:20261201",
            "SUMMARY:Écrire la procédure",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
    let [description] = description[..] else {
        panic!("{description:?}")
    };
    assert!(description.starts_with("DESCRIPTION:Standard E2.N1.S3\u{a0}: "));
    assert!(
        description.contains(
            r"\nResponsable : Coordination\, bureau\n"
                .replace(" :", "\u{a0}:")
                .as_str()
        )
    );
    assert!(description.contains(advice), "{description}");
}

#[test]
fn only_open_actions_with_a_day_go_out_the_soonest_first() {
    let text = written(vec![
        action(1, "later", Some("2027-02-01"), ActionStatus::Started),
        action(2, "no day", None, ActionStatus::Planned),
        action(3, "done", Some("2026-12-01"), ActionStatus::Done),
        action(4, "dropped", Some("2026-12-01"), ActionStatus::Dropped),
        action(5, "late", Some("2026-01-01"), ActionStatus::Planned),
    ]);
    let lines = unfolded(&text);
    let summaries = lines.iter().filter(|line| line.starts_with("SUMMARY"));
    assert_eq!(
        summaries.collect::<Vec<_>>(),
        ["SUMMARY:late", "SUMMARY:later"]
    );
}

#[test]
fn a_plan_without_a_day_gives_no_calendar() {
    let plan = plan(vec![action(1, "no day", None, ActionStatus::Planned)]);
    assert_eq!(calendar(published().grid(), &plan, at()), None);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let make = || {
        written(vec![
            due("Écrire"),
            action(2, "b", Some("2026-12-01"), ActionStatus::Started),
        ])
    };
    assert_eq!(make(), make());
}

#[test]
fn lines_are_folded_between_signs_and_come_back_whole() {
    for sign in ["a", "é", "→", "😀", "e\u{301}"] {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(shift), sign.repeat(200));
            let written = written(vec![due(&text)]);
            for line in written.split("\r\n") {
                assert!(line.len() <= LONGEST_LINE, "{} octets: {line}", line.len());
            }
            assert_eq!(value(&written, "SUMMARY"), text);
        }
    }
}

#[test]
fn hostile_texts_stay_in_their_value() {
    for text in [
        "a\r\nEND:VEVENT\r\nBEGIN:VALARM",
        "a;b,c\\n:d\"e",
        "ends with \\",
        "\u{202e}\u{feff}à l’envers",
        "tab\there",
        "\u{0}\u{7}\u{1b}bell",
        "new\u{85}lines\u{2028}of\u{2029}all\u{b}kinds\u{c}\rhere",
        "   ",
    ] {
        let mut one = due(text);
        one.owner = Some(text.into());
        let written = written(vec![one]);
        let lines = unfolded(&written);
        assert_eq!(lines.len(), 13, "no line is added: {lines:?}");
        let bare = |c: char| c.is_control() && c != '\t';
        assert!(!lines.iter().any(|line| line.contains(bare)), "{lines:?}");
        let owner = value(&written, "DESCRIPTION");
        let kept = |c: &char| !c.is_control() && !c.is_whitespace();
        let (mut wanted, found): (Vec<char>, Vec<char>) = (
            text.chars().filter(kept).collect(),
            owner.chars().filter(kept).collect(),
        );
        wanted.insert(0, ':');
        assert!(
            found.windows(wanted.len()).any(|window| window == wanted),
            "{text:?} is in {owner:?}"
        );
    }
}
