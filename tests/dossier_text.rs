//! What was typed comes back from the pages: in reading order, exact to the character.
//!
//! Read by poppler, which is not ours: `pdfinfo -struct-text` as a screen reader meets the text,
//! `pdftotext` as it is copied and searched.

use std::path::Path;
use std::process::Command;

use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof};
use proptest::{prop_assert, proptest};
use quality::dossier::{self, missing_glyphs};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::dossier_content::{Case, identity, naughty_strings};

fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    let output = command.args(arguments).arg(file).arg("-").output();
    let output = match program {
        "pdfinfo" => Command::new(program).args(arguments).arg(file).output(),
        _ => output,
    };
    let output = output.expect("poppler-utils");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text of the structure tree from first to last: each paragraph on a line of its own, so that
/// no mark moves from one to the next, and nothing between the pieces of one.
fn struct_text(file: &Path) -> String {
    let tree = said("pdfinfo", &["-struct-text"], file);
    let pieces = tree.lines().filter_map(|line| {
        let line = line.trim_start();
        match line.strip_prefix('"') {
            Some(text) => text.strip_suffix('"'),
            None => line.ends_with("(block)").then_some("\n"),
        }
    });
    without_hyphens(&pieces.collect::<String>())
}

/// A divided word has a soft hyphen, which is no part of it.
fn without_hyphens(text: &str) -> String {
    text.nfc().filter(|c| *c != '\u{AD}').collect()
}

/// A typed line as it should come back.
fn expected(line: &str) -> String {
    let is_refused = |c: char| {
        let code = u32::from(c);
        c.is_control()
            || code & 0xFFFE == 0xFFFE
            || matches!(code, 0x061C | 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069
                | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFD | 0xE000..=0xF8FF | 0xF0000..=0x10FFFF)
    };
    let kept = |c: char| match c {
        '\t' => ' ',
        refused if is_refused(refused) => '\u{FFFD}',
        other => other,
    };
    without_hyphens(&line.nfc().map(kept).collect::<String>())
}

/// The lines of a typed text that are not blank.
fn lines(text: &str) -> Vec<String> {
    let ends = [
        '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let lines = text
        .split(ends)
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.map(expected).collect()
}

/// Finds each text after the one before it.
fn in_order<'t>(whole: &str, texts: impl IntoIterator<Item = &'t String>) -> Result<(), String> {
    let mut from = 0;
    for text in texts {
        match whole[from..].find(text.as_str()) {
            Some(at) => from += at + text.len(),
            None => return Err(format!("{text:?} is not there after byte {from}")),
        }
    }
    Ok(())
}

#[test]
fn the_example_is_read_in_order_and_exact() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.pdf");
    let case = Case::demo();
    case.write(&file, Some(identity()));
    let whole = struct_text(&file);
    let mut texts = vec!["Synthèse".to_owned(), "Sommaire".to_owned()];
    for stage in &case.published.grid().stages {
        texts.push(stage.title.clone());
        let standards = case.published.grid().standards.iter();
        for standard in standards.filter(|standard| standard.stage == stage.id) {
            texts.push(format!("{}  {}", standard.id, standard.title));
            texts.extend(lines(&standard.statement));
            let answer = case.assessment.answer(&standard.id);
            let comment = answer.and_then(|answer| answer.comment.as_deref());
            texts.extend(lines(comment.unwrap_or_default()));
        }
    }
    let last = [
        "Écarts",
        "Plan d’amélioration",
        "Registre des preuves",
        "Historique",
    ];
    texts.extend(last.map(str::to_owned));
    texts.push("Comment vérifier ce dossier".to_owned());
    in_order(&whole, &texts).unwrap();

    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let copied = squeeze(&without_hyphens(&said("pdftotext", &[], &file)));
    for standard in &case.published.grid().standards {
        let title = squeeze(&standard.title);
        assert!(copied.contains(&title), "{title} cannot be searched");
    }
    let notes = case
        .assessment
        .answers
        .iter()
        .filter_map(|a| a.private_note.as_deref());
    for note in notes {
        assert!(
            !whole.contains(note),
            "an internal note is on a page: {note}"
        );
    }
}

/// The dossier of an assessment whose answers comment these texts, and what comes back.
fn comes_back(texts: &[String]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("texts.pdf");
    let mut case = Case::empty();
    let answers = Case::demo().assessment.answers;
    case.assessment.answers = answers;
    let standards = &case.published.grid().standards;
    let size = texts.len().div_ceil(standards.len()).max(1);
    let mut parts = texts.chunks(size);
    let mut typed = Vec::new();
    for standard in standards {
        let mut answers = case.assessment.answers.iter_mut();
        let answer = answers
            .find(|answer| answer.standard == standard.id)
            .unwrap();
        answer.evidence.clear();
        let text = parts.next().unwrap_or_default().join("\n");
        typed.extend(lines(&text));
        answer.comment = Some(text);
    }
    case.write(&file, None);
    in_order(&struct_text(&file), &typed)?;
    let rendered = case.content(None, |content| dossier::render(content).unwrap());
    let told = missing_glyphs(case.published.grid(), &case.assessment, None, &case.omitted);
    let told: Vec<char> = told.iter().map(|missing| missing.character).collect();
    let replaced = rendered.replaced_characters().iter();
    match replaced.map(|r| r.character).find(|c| !told.contains(c)) {
        Some(silent) => Err(format!("{silent:?} is replaced and not told")),
        None => Ok(()),
    }
}

#[test]
fn every_naughty_string_comes_back() {
    comes_back(&naughty_strings()).unwrap();
}

/// More marks on a letter than readers in use take for one glyph: poppler reads eight characters of
/// each.
fn is_overloaded(text: &str) -> bool {
    let mut marks = 0;
    text.nfc().any(|sign| {
        marks = if is_combining_mark(sign) {
            marks + 1
        } else {
            0
        };
        marks > 7
    })
}

#[test]
fn a_letter_with_many_marks_is_copied_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("marks.pdf");
    let texts = naughty_strings().into_iter();
    // The letters keep marks at either end from their neighbours.
    let texts: Vec<String> = texts
        .filter(|text| is_overloaded(text))
        .map(|text| format!("A{text}B"))
        .collect();
    let mut case = Case::demo();
    case.assessment.answers[0].comment = Some(texts.join("\n"));
    case.write(&file, None);
    let squeeze = |text: &str| {
        let inked = text.chars().filter(|c| !c.is_whitespace());
        without_hyphens(&inked.collect::<String>())
    };
    // Without «-raw», poppler leaves out a mark that stands twice in one place. Set apart, it would
    // be sorted under the next letter; under an /ActualText of its own within the marked content,
    // `-struct-text` loses what follows, which a screen reader needs more.
    let copied = squeeze(&said("pdftotext", &["-raw"], &file));
    for text in &texts {
        assert!(copied.contains(&squeeze(text)), "{text:?}");
    }
    assert_eq!(texts.len(), 5);
}

/// Texts of many scripts, marks, emoji, controls and spaces.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\\PC{0,60}",
        3 => "[a-zàéèêçœA-ZÉ'’ ;:!?«»%€0-9\u{300}-\u{36f}\u{A0}\u{202F}]{0,120}",
        1 => ".{0,30}",
        1 => Just("👩\u{200D}👩\u{200D}👧 👍🏽 🇫🇷".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_or_is_told(texts in proptest::collection::vec(any_text(), 52)) {
        let found = comes_back(&texts);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
    }
}
