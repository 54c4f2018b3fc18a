//! What is read of our own pages, and what is not read of others.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use pades::Limits;
use pades::testing::Document;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::{prop_assert, proptest};

use super::*;
use crate::assessment::Assessment;
use crate::clock::Moment;
use crate::dossier::{self, Content, Journal};
use crate::verification::differences::compare;
use crate::verification::rendering::engine;
use crate::{grid, scoring};

const GRID: &[u8] = include_bytes!("../../../../../standards/indicative-mentorat/2026-1.json");
const DEMO: &[u8] = include_bytes!("../../../../../fixtures/demo/assessment.json");

/// The shipped example.
pub(in crate::verification) fn demo() -> Assessment {
    serde_json::from_slice(DEMO).unwrap()
}

/// Does something with an assessment of which nothing is enclosed.
fn with_content<T>(assessment: &Assessment, then: impl FnOnce(&Content<'_>) -> T) -> T {
    let published = grid::read(GRID.to_vec()).unwrap();
    let score = scoring::score(published.grid(), assessment);
    then(&Content {
        published: &published,
        assessment,
        score: &score,
        journal: Journal {
            bytes: b"",
            entries: 0,
            head_digest: None,
        },
        issued_at: Moment::parse("2026-11-22T10:00:00Z").unwrap(),
        signer: None,
        enclosure: &BTreeMap::new(),
        omitted: &BTreeSet::new(),
        engine: &engine(),
    })
}

/// The pages of an assessment, as this engine makes them.
fn pages(assessment: &Assessment) -> Vec<u8> {
    let composed = with_content(assessment, |content| {
        dossier::pages_while(content, &|| true).unwrap()
    });
    let mut bytes = Vec::new();
    composed.write(&mut bytes).unwrap();
    bytes
}

fn read_of(bytes: &[u8]) -> Result<Text, Unread> {
    let pdf = Pdf::open(bytes, &Limits::default()).unwrap();
    read(&pdf, &|| true)
}

/// The words on the pages of an assessment.
pub(in crate::verification) fn text_of(assessment: &Assessment) -> Text {
    read_of(&pages(assessment)).unwrap()
}

fn joined(text: &Text, words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| text.word(*word)).collect();
    words.join(" ")
}

fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn what_was_typed_is_read_whole_and_in_order() {
    let assessment = demo();
    let text = text_of(&assessment);
    let flow = joined(&text, &text.flow);
    let mut from = 0;
    let comments = assessment.answers.iter().filter_map(|a| a.comment.as_ref());
    for comment in comments {
        let comment = squeezed(comment);
        let at = flow.get(from..).and_then(|rest| rest.find(&comment));
        from += at.unwrap_or_else(|| panic!("{comment} is not there after byte {from}"));
    }
    assert!(text.pages > 10 && flow.len() > 20_000, "all is printed");
    let last = text.flow.last().unwrap();
    assert!(last.page() > text.pages - 2, "each word knows its page");
    let running: Vec<String> = text.running.iter().map(|l| joined(&text, l)).collect();
    let foot = format!("page {} sur {}", text.pages, text.pages);
    assert!(running.contains(&foot), "{running:?}");
    let marked = running.iter().filter(|line| line.contains("Brouillon"));
    assert_eq!(marked.count(), text.pages, "a mark across each page");
}

#[test]
fn pages_alone_say_what_the_whole_dossier_says() {
    let assessment = demo();
    let whole = with_content(&assessment, |content| dossier::render(content).unwrap());
    let mut bytes = Vec::new();
    let mut nothing = |_, _: &mut dyn std::io::Write| Ok(());
    whole
        .write(&mut bytes, &mut nothing, &mut |_| true)
        .unwrap();
    assert_eq!(read_of(&bytes).unwrap(), text_of(&assessment));
    assert!(pages(&assessment).len() < bytes.len());
}

/// A document of one page with that content, and that font.
struct Sample {
    font: String,
    map: &'static str,
    page: &'static str,
    count: usize,
    content: Vec<u8>,
}

const MAP: &str = "4 beginbfchar <0001> <0061> <0002> <0062> <0003> <0020> <0004> <00AD> endbfchar";

impl Sample {
    fn of(content: impl Into<Vec<u8>>) -> Self {
        Self {
            font: "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R \
                /DescendantFonts [<< /Subtype /CIDFontType2 >>] >>"
                .into(),
            map: MAP,
            page: "",
            count: 1,
            content: content.into(),
        }
    }

    fn with_font(font: &str) -> Self {
        Self {
            font: font.into(),
            ..Self::of("BT /F 9 Tf <0001> Tj ET")
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut document = Document {
            root: 1,
            ..Document::default()
        };
        let (page, count) = (self.page, self.count);
        document.add("<< /Type /Catalog /Pages 2 0 R >>");
        document.add(format!(
            "<< /Type /Pages /Kids [3 0 R] /Count {count} /Resources << /Font << /F 4 0 R >> >> >>"
        ));
        document.add(format!(
            "<< /Type /Page /Parent 2 0 R /Contents [6 0 R] {page} >>"
        ));
        document.add(self.font.as_str());
        document.add_stream("", self.map.as_bytes());
        document.add_stream("", &self.content);
        document.add("<< /Subtype /FreeText /Contents (N3) >>");
        document.write().bytes
    }

    fn read(&self) -> Result<Text, Unread> {
        read_of(&self.bytes())
    }

    fn flow(&self) -> String {
        let text = self.read().unwrap();
        joined(&text, &text.flow)
    }
}

const ON_PAGE: Unread = Unread::NotUnderstood(Some(1));

#[test]
fn every_operator_of_texts_shows_its_words() {
    let content = "/Span <</MCID 0>> BDC BT /F 9 Tf 1 0 0 1 5 5 Tm <00010003> Tj 0 -9 Td [<0002>-3<0002>] TJ \
        T* <0003> ' 0 0 <0001> \" ET EMC /Span <</MCID 1>> BDC q 0 0 m 9 9 l S Q BT <0002> Tj ET EMC";
    assert_eq!(Sample::of(content).flow(), "a bb a b");
}

#[test]
fn a_word_divided_at_the_end_of_a_line_or_page_is_one() {
    let content = "/Span <</MCID 0>> BDC BT /F 9 Tf <00010004> Tj 0 -9 Td <000200030001> Tj <0004> Tj ET EMC \
        /Span <</MCID 1>> BDC BT <00020002> Tj ET EMC";
    assert_eq!(Sample::of(content).flow(), "ab abb");
    let running = "/Artifact BMC BT /F 9 Tf <0001> Tj 0 0 Td <00020004> Tj 0 0 Td <0001> Tj ET EMC";
    let text = Sample::of(running).read().unwrap();
    let lines: Vec<String> = text.running.iter().map(|l| joined(&text, l)).collect();
    assert_eq!((lines, text.flow.len()), (vec!["a".into(), "ba".into()], 0));
}

#[test]
fn a_font_of_another_kind_is_not_read() {
    let whole = Sample::of("").font;
    assert_eq!(Sample::with_font(&whole).flow(), "a");
    for font in [
        whole.replace("/ToUnicode 5 0 R", ""),
        whole.replace("/ToUnicode 5 0 R", "/ToUnicode 6 0 R"),
        whole.replace("/ToUnicode 5 0 R", "/ToUnicode /Identity-H"),
        whole.replace("Identity-H", "Identity-V"),
        whole.replace("Type0", "Type3"),
        whole.replace("CIDFontType2", "CIDFontType0"),
        whole.replace("[<<", "[<< >> <<"),
        "null".into(),
    ] {
        assert_eq!(Sample::with_font(&font).read(), Err(ON_PAGE), "{font}");
    }
}

#[test]
fn what_hides_covers_or_is_unknown_is_not_read() {
    for content in [
        "BT /F 9 Tf <0009> Tj ET",
        "BT /F 9 Tf <000100> Tj ET",
        "BT <0001> Tj ET",
        "BT /G 9 Tf <0001> Tj ET",
        "BT 3 Tr /F 9 Tf <0001> Tj ET",
        "/G gs",
        "/X Do",
        "0 0 9 9 re W n",
        "/P sh",
        "BI /W 1 ID x EI",
        "/OC /Layer BDC EMC",
        "/OC <<>> BDC EMC",
        "/Span <<>> BDC",
        "EMC",
        "q",
        "Q",
        "1 2",
        "]",
        "BX unknown EX",
    ] {
        assert_eq!(Sample::of(content).read(), Err(ON_PAGE), "{content}");
    }
    let annotated = Sample {
        page: "/Annots [7 0 R]",
        ..Sample::of("")
    };
    assert_eq!(annotated.read(), Err(ON_PAGE));
    let counted = Sample {
        count: 2,
        ..Sample::of("")
    };
    assert_eq!(counted.read(), Err(NOT_UNDERSTOOD));
}

#[test]
fn hostile_streams_come_to_an_end() {
    let deep = [b"[".repeat(1_000_000), b"]".repeat(1_000_000)].concat();
    assert_eq!(Sample::of(deep).read(), Err(ON_PAGE));
    assert_eq!(Sample::of(b"q ".repeat(1_000_000)).read(), Err(ON_PAGE));
    let endless = b"q Q ".repeat(3_000_000);
    assert_eq!(Sample::of(endless).read(), Err(Unread::TooLong));
    let values = b"[0 0 0 0]TJ ".repeat(600_000);
    assert_eq!(Sample::of(values).read(), Err(ON_PAGE));
    let words = [
        b"BT /F 9 Tf ".to_vec(),
        b"<00010003>Tj ".repeat(600_000),
        b"ET".to_vec(),
    ];
    assert_eq!(Sample::of(words.concat()).read(), Err(Unread::TooLong));
    let divided = b"<0001000200030004>Tj /A BMC EMC ".repeat(200_000);
    let divided = [b"BT /F 9 Tf ".to_vec(), divided].concat();
    assert!(Sample::of(divided).read().is_ok());

    // Each page is the same: a tree may say so without end.
    let mut document = Document {
        root: 1,
        ..Document::default()
    };
    document.add("<< /Type /Catalog /Pages 2 0 R >>");
    document.add("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1 >>");
    assert_eq!(read_of(&document.write().bytes), Err(Unread::TooLong));
    let kids = "3 0 R ".repeat(100_000);
    document.objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count 100000 >>").into();
    document.add("<< /Type /Page >>");
    assert_eq!(read_of(&document.write().bytes), Err(Unread::TooLong));
}

#[test]
fn the_time_may_end() {
    let bytes = Sample::of(b"q Q ".repeat(100_000)).bytes();
    let pdf = Pdf::open(&bytes, &Limits::default()).unwrap();
    let looks = Cell::new(0);
    let goes_on = || {
        looks.set(looks.get() + 1);
        looks.get() < 20
    };
    assert_eq!(read(&pdf, &goes_on), Err(Unread::OutOfTime));
}

/// Texts of many scripts, marks, emoji, controls and spaces.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        "[a-zàéèêçœA-ZÉ'’ ;:!?«»%€0-9\u{300}-\u{36f}\u{A0}\u{202F}\u{AD}]{0,200}",
        ".{0,30}",
        Just("👩\u{200D}👩\u{200D}👧 👍🏽 🇫🇷".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_text_are_read_and_say_the_same_as_themselves(
        texts in proptest::collection::vec(any_text(), 8),
        title in any_text(),
    ) {
        let mut assessment = demo();
        assessment.campaign.title = title;
        for (answer, text) in assessment.answers.iter_mut().zip(texts) {
            answer.comment = Some(text);
        }
        let text = text_of(&assessment);
        let found = compare(&text, &text, &|| true).unwrap();
        prop_assert!(found.is_empty(), "{found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_byte_never_makes_it_panic(at in any::<usize>(), bit in 0..8_u8) {
        let content = "/Span <</MCID 0>> BDC BT /F 9 Tf 1 0 0 1 5 5 Tm [<00010003>-3<0002>] TJ ET EMC";
        let mut bytes = Sample::of(content).bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(pdf) = Pdf::open(&bytes, &Limits::default()) {
            let _ = read(&pdf, &|| true);
        }
    }
}
