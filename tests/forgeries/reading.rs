//! Pages of another layout: their words are held against the data, and where they part is told.
//!
//! Soundly signed, so that nothing but the pages and the data can be at fault.
//! Source: trust.md, «What the comparison of texts sees».

use std::io::{Read as _, Write as _};

use quality::verification::wording::{Mark, answers};
use quality::verification::{Check, CheckName, CheckOutcome, Report, Verdict};
use serde_json::{Value, json};

use super::attached::with_manifest;
use super::parts::{Parts, find};
use super::{Case, report};

/// The report on the file, signed anew by the original signer.
fn judged(parts: &Parts) -> (Report, Check) {
    let case = Case::get();
    let (report, _) = report(&case.by_original(&parts.write()), case, &case.anchors);
    let mut checks = report.checks.iter();
    let check = checks.find(|check| check.check == CheckName::VisibleText);
    let check = check.expect("the pages are judged").clone();
    (report, check)
}

/// The case as another layout might have made it, its data edited.
fn of_other_layout(edit: &dyn Fn(&mut Value)) -> Parts {
    with_manifest(&Case::get().parts, &|value| {
        value["engine"]["layout"] = json!(3);
        edit(value);
    })
}

fn said(parts: &Parts) -> String {
    let (report, check) = judged(parts);
    assert_eq!(check.outcome, CheckOutcome::Undecided, "{}", check.detail);
    assert_eq!(
        report.verdict,
        Verdict::Altered,
        "never better than its worst check"
    );
    let [.., content] = answers(&report);
    assert_eq!(
        (content.outcome, &content.reason),
        (Mark::Undecided, &check.detail)
    );
    check.detail
}

/// Object of the content of a page, counted from 1.
fn content_of(parts: &Parts, page: usize) -> u32 {
    let mut pages = parts.objects.keys().map(|number| parts.text(*number));
    let is_page = |text: &String| text.contains("/Type /Page/");
    let text = pages.by_ref().filter(is_page).nth(page - 1).unwrap();
    let after = text.split("/Contents ").nth(1).unwrap();
    after.split(' ').next().unwrap().parse().unwrap()
}

/// The same with the content of a page edited.
fn with_page(parts: &Parts, page: usize, edit: impl FnOnce(String) -> String) -> Parts {
    let number = content_of(parts, page);
    let body = &parts.objects[&number];
    let begin = find(body, b"stream\n").unwrap() + 7;
    let mut content = String::new();
    let mut decoder = flate2::read::ZlibDecoder::new(&body[begin..]);
    decoder.read_to_string(&mut content).unwrap();
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(edit(content).as_bytes()).unwrap();
    let data = encoder.finish().unwrap();
    let head = format!("<</Length {}/Filter /FlateDecode>>\nstream\n", data.len());
    parts.with_body(number, [head.as_bytes(), &data, b"\nendstream"].concat())
}

/// The first letter shown in that font becomes the second one.
fn with_letter_doubled(content: String, font: &str) -> String {
    let at = content.find(font).expect("the font is used");
    let at = at + content[at..].find("[<").unwrap() + 2;
    let rest = &content[at + 4..];
    let digits: String = rest
        .chars()
        .skip_while(|c| !"<0A".contains(*c) || *c == ' ')
        .collect();
    let second = digits.trim_start_matches('<')[..4].to_owned();
    format!("{}{second}{rest}", &content[..at])
}

#[test]
fn pages_that_say_what_the_data_say_are_undecided_all_the_same() {
    let said = said(&of_other_layout(&|_| {}));
    assert!(
        said.ends_with("dit la même chose que les données."),
        "{said}"
    );
}

#[test]
fn a_long_name_of_an_engine_hides_no_warning() {
    let long = "x".repeat(100_000);
    let told = said(&of_other_layout(&|v| v["engine"]["name"] = json!(long)));
    assert!(told.contains("1 mot des pages ne vient pas"), "{told}");
    assert!(told.ends_with("… »."), "{told}");
}

#[test]
fn a_word_changed_on_a_page_is_told_with_its_page() {
    let parts = of_other_layout(&|_| {});
    let name = super::attached::manifest(&parts)["assessment"]["organisation"]["name"].clone();
    let word = name.as_str().unwrap().split(' ').next().unwrap();
    let mut letters = word.chars();
    let (_, second) = (letters.next(), letters.next().unwrap());
    let changed = format!("{second}{second}{}", letters.as_str());
    let cover = with_page(&parts, 1, |content| {
        with_letter_doubled(content, "/Bold 28 Tf")
    });
    let told = said(&cover);
    let expected = format!(
        "1 mot des pages ne vient pas des données : « {changed} » (page 1) ; \
         1 mot des données ne se lit pas dans les pages : « {word} »."
    );
    assert!(
        told.contains("Attention") && told.ends_with(&expected),
        "{told}"
    );
    let second = with_page(&parts, 2, |content| with_letter_doubled(content, "/Bold "));
    let told = said(&second);
    assert!(
        told.contains("(page 2)") && told.contains("Attention"),
        "{told}"
    );
}

#[test]
fn data_that_say_something_else_than_the_pages_are_told() {
    let told = said(&of_other_layout(&|value| {
        value["assessment"]["organisation"]["name"] = json!("Zygomatique \u{202e}\u{1b}[2J");
    }));
    assert!(
        told.contains("Attention") && told.contains("Zygomatique"),
        "{told}"
    );
    assert!(!told.contains(['\u{202e}', '\u{1b}']), "{told:?}");
}

#[test]
fn pages_of_this_layout_that_were_changed_say_where() {
    let case = Case::get();
    let changed = with_page(&case.parts, 1, |content| {
        with_letter_doubled(content, "/Bold 28 Tf")
    });
    let (_, check) = judged(&changed);
    assert_eq!(check.outcome, CheckOutcome::Failed);
    assert!(check.detail.contains("1 mot des pages"), "{}", check.detail);
    assert!(check.detail.contains("(page 1)"), "{}", check.detail);
    let drawn = with_page(&case.parts, 1, |content| content + "\n0 0 9 9 re\nf");
    let (_, check) = judged(&drawn);
    assert_eq!(check.outcome, CheckOutcome::Failed);
    assert!(
        check.detail.contains("est pourtant le même"),
        "{}",
        check.detail
    );
}

#[test]
fn pages_that_cannot_be_read_are_said_to_be_so() {
    let parts = of_other_layout(&|_| {});
    let is_font = |body: &&Vec<u8>| find(body, b"/ToUnicode ").is_some();
    let fonts = parts.objects.iter().filter(|(_, body)| is_font(body));
    let mut mute = parts.clone();
    for (number, body) in fonts {
        let text = String::from_utf8(body.clone()).unwrap();
        mute = mute.with_body(*number, text.replace("/ToUnicode ", "/FromUnicode "));
    }
    let hidden = with_page(&parts, 2, |content| format!("3 Tr\n{content}"));
    let deep = with_page(&parts, 2, |_| "[".repeat(1_000_000));
    for (parts, page) in [(mute, 1), (hidden, 2), (deep, 2)] {
        let told = said(&parts);
        let expected = format!("n’a pas pu être comparé non plus : la page {page} contient");
        assert!(told.contains(&expected), "{told}");
    }
    let endless = with_page(&parts, 2, |_| "q Q ".repeat(3_000_000));
    let told = said(&endless);
    assert!(told.ends_with("non plus : il est trop long."), "{told}");
}
