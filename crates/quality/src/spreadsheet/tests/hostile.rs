//! Sheets that somebody filled in badly, or made to do harm.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use proptest::sample::Index;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{KINDS, demo, written};
use crate::assessment::LONGEST_TEXT;
use crate::spreadsheet::answers::{self, Error, FileError, Reading, Reason};
use crate::spreadsheet::{Kind, wording};

/// The file with one of its parts changed.
fn with_part(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            content = change(text).into_bytes();
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(change: impl Fn(String) -> String) -> Result<Reading, Error> {
    let (published, demo) = demo();
    let sheet = with_part(
        &written(Kind::Ods, &published, &demo),
        "content.xml",
        change,
    );
    answers::read(&sheet, published.grid(), &demo)
}

/// The demo's sheet in which `from` stands no more, but `to`.
fn replaced(from: &str, to: &str) -> Result<Reading, Error> {
    ods(|content| {
        assert!(content.contains(from), "{from}");
        content.replacen(from, to, 1)
    })
}

fn reasons(reading: Result<Reading, Error>) -> Vec<(String, Reason)> {
    let refused = reading.unwrap().refused;
    assert!(refused.iter().all(|refused| {
        let sentence = wording::of_refusal(refused);
        sentence.starts_with(&refused.place) && sentence.len() > 30
    }));
    refused.into_iter().map(|r| (r.place, r.reason)).collect()
}

#[test]
fn what_is_not_understood_is_kept_aside_with_its_cell() {
    let (published, _) = demo();
    let first = published.grid().standards[0].id.as_str();
    let second = published.grid().standards[1].id.as_str();
    let in_cell = |text: &str| format!("<text:p>{text}</text:p>");
    let found = |text: &str| text.to_owned();
    assert_eq!(
        reasons(replaced(&in_cell(first), &in_cell("E9.N9.S9"))),
        [(
            "Réponses!A2".to_owned(),
            Reason::UnknownStandard {
                found: found("E9.N9.S9")
            }
        )]
    );
    assert_eq!(
        reasons(replaced(&in_cell(second), &in_cell(first))),
        [(
            "Réponses!A3".to_owned(),
            Reason::StandardTwice {
                standard: published.grid().standards[0].id.clone()
            }
        )]
    );
    let verdict =
        "table:content-validation-name=\"verdict\" office:value-type=\"string\"><text:p>Conforme<";
    let wrong = verdict.replace("Conforme", "Presque");
    let [(place, reason)] = &reasons(replaced(verdict, &wrong))[..] else {
        panic!("one cell is wrong");
    };
    assert!(place.starts_with("Réponses!D"), "{place}");
    assert_eq!(
        *reason,
        Reason::UnknownVerdict {
            found: found("Presque")
        }
    );
    let computed = verdict.replace("office:value", "table:formula=\"of:=1+1\" office:value");
    let [(_, reason)] = &reasons(replaced(verdict, &computed))[..] else {
        panic!("one cell is computed");
    };
    assert_eq!(*reason, Reason::Formula {});
    let fault = verdict.replace("office:value", "calcext:value-type=\"error\" office:value");
    let [(_, reason)] = &reasons(replaced(verdict, &fault))[..] else {
        panic!("one cell is at fault");
    };
    assert_eq!(*reason, Reason::Fault {});
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_count() {
    let (_, demo) = demo();
    let comment = demo.answers[0].comment.as_deref().expect("a comment");
    let short = quick_xml::escape::escape(comment.lines().next().unwrap()).into_owned();
    let long = "x".repeat(LONGEST_TEXT + 1);
    let reading = replaced(
        &format!("<text:p>{short}"),
        &format!("<text:p>{long}{short}"),
    );
    let [(place, Reason::TextTooLong { characters })] = &reasons(reading)[..] else {
        panic!("one text is too long");
    };
    assert!(place.starts_with("Réponses!"), "{place}");
    assert!(*characters > LONGEST_TEXT as u64);
}

#[test]
fn lines_may_be_sorted_hidden_and_removed() {
    let (published, _) = demo();
    let second = published.grid().standards[1].id.as_str();
    let reading = ods(|content| {
        let cell = content.find(&format!("<text:p>{second}</text:p>")).unwrap();
        let begin = content[..cell].rfind("<table:table-row").unwrap();
        let end = cell + content[cell..].find("</table:table-row>").unwrap();
        let end = end + "</table:table-row>".len();
        content[..begin].to_owned() + &content[end..]
    })
    .unwrap();
    assert_eq!((reading.proposals, reading.refused), (vec![], vec![]));
    assert_eq!(
        reading.unchanged as usize,
        published.grid().standards.len() - 1,
        "what is not there says nothing"
    );
}

#[test]
fn a_sheet_without_its_marks_sheets_or_columns_is_refused() {
    let missing = [
        ("table:name=\"Réponses\"", "table:name=\"Feuille 2\""),
        ("table:name=\"Lisez-moi\"", "table:name=\"Lire\""),
        ("<text:p>Commentaire<", "<text:p>Remarque<"),
        ("<text:p>Évaluation<", "<text:p>Dossier<"),
        ("<text:p>Justification<", "<text:p>Commentaire<"),
    ];
    for (from, to) in missing {
        let refused = replaced(from, to).unwrap_err();
        assert!(
            matches!(
                refused,
                Error::SheetMissing { .. }
                    | Error::ColumnMissing { .. }
                    | Error::ColumnTwice { .. }
                    | Error::MarkMissing { .. }
            ),
            "{from}: {refused:?}"
        );
        assert!(wording::of_error(&refused).len() > 30);
    }
}

#[test]
fn repetitions_are_counted_and_not_copied() {
    let row = "<table:table-row table:style-name=\"row\"";
    let empty = format!(
        "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>{row}"
    );
    let reading = ods(|content| {
        let last = content.rfind(row).unwrap();
        content[..last].to_owned() + &empty + &content[last + row.len()..]
    });
    assert!(reading.is_ok(), "what is empty takes no room: {reading:?}");
    for (name, count) in [("rows", "4000000000"), ("columns", "300")] {
        let repeated = format!("table:number-{name}-repeated=\"{count}\"");
        let (from, to) = match name {
            "rows" => (row, format!("<table:table-row {repeated}")),
            _ => ("<table:table-cell", format!("<table:table-cell {repeated}")),
        };
        let refused = replaced(from, &to).unwrap_err();
        assert!(
            matches!(refused, Error::File(FileError::TooFar { .. })),
            "{refused:?}"
        );
    }
    let spaces = "<text:p><text:s text:c=\"4000000000\"/>Auto";
    let refused = replaced("<text:p>Auto", spaces).unwrap_err();
    assert_eq!(refused, Error::File(FileError::UnpacksTooLarge));
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let (published, demo) = demo();
    for kind in KINDS {
        let sheet = written(kind, &published, &demo);
        let part = match kind {
            Kind::Xlsx => "xl/sharedStrings.xml",
            Kind::Ods => "content.xml",
        };
        let bomb = with_part(&sheet, part, |text| text + &" ".repeat(65 << 20));
        assert!(bomb.len() < 1 << 20, "it is small");
        let refused = answers::read(&bomb, published.grid(), &demo).unwrap_err();
        assert_eq!(refused, Error::File(FileError::UnpacksTooLarge), "{kind:?}");
    }
}

#[test]
fn far_cells_of_an_xlsx_are_refused() {
    let (published, demo) = demo();
    let sheet = written(Kind::Xlsx, &published, &demo);
    let far = "<c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>";
    let far = with_part(&sheet, "xl/worksheets/sheet2.xml", |text| {
        text.replacen("</row></sheetData>", far, 1)
    });
    let refused = answers::read(&far, published.grid(), &demo).unwrap_err();
    let Error::File(FileError::TooFar { place }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(place, "Réponses!XFD1048576");
}

#[test]
fn formulas_of_an_xlsx_are_kept_aside() {
    let (published, demo) = demo();
    let sheet = written(Kind::Xlsx, &published, &demo);
    let computed = with_part(&sheet, "xl/worksheets/sheet2.xml", |text| {
        let cell = text.find("<c r=\"D2\"").unwrap();
        let end = cell + text[cell..].find("</c>").map_or(0, |at| at + 4);
        let formula = "<c r=\"D2\" t=\"str\"><f>LOWER(\"X\")</f><v>x</v></c>";
        text[..cell].to_owned() + formula + &text[end..]
    });
    let reading = answers::read(&computed, published.grid(), &demo).unwrap();
    let [refused] = &reading.refused[..] else {
        panic!("{:?}", reading.refused);
    };
    assert_eq!(
        (refused.place.as_str(), &refused.reason),
        ("Réponses!D2", &Reason::Formula {})
    );
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let (published, demo) = demo();
    let read = |bytes: &[u8]| match answers::read(bytes, published.grid(), &demo) {
        Err(Error::File(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(read(b""), FileError::NotASpreadsheet);
    assert_eq!(read(b"%PDF-1.7"), FileError::NotASpreadsheet);
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";
    assert_eq!(read(old), FileError::Protected);
    assert!(matches!(read(b"PK\x03\x04cut"), FileError::Damaged { .. }));
    let large = vec![b'P'; (16 << 20) + 1];
    assert!(matches!(read(&large), FileError::TooLarge { .. }));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let other = zip.finish().unwrap().into_inner();
    assert_eq!(read(&other), FileError::NotASpreadsheet);
    let locked = with_part(
        &written(Kind::Ods, &published, &demo),
        "META-INF/manifest.xml",
        |text| {
            text.replace(
                "</manifest:manifest>",
                "<manifest:encryption-data/></manifest:manifest>",
            )
        },
    );
    assert_eq!(read(&locked), FileError::Protected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (published, demo) = demo();
        let zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(answers::read(&bytes, published.grid(), &demo).is_err());
        prop_assert!(answers::read(&zip, published.grid(), &demo).is_err());
    }

    #[test]
    fn no_flipped_byte_of_a_file_makes_it_panic(
        places in prop::collection::vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let (published, demo) = demo();
        for kind in KINDS {
            let mut sheet = written(kind, &published, &demo);
            for (place, byte) in &places {
                let at = place.index(sheet.len());
                sheet[at] ^= byte;
            }
            // Whether it is still read depends on the byte; it must only come back.
            let _ = answers::read(&sheet, published.grid(), &demo);
        }
    }

    #[test]
    fn no_change_inside_its_parts_makes_it_panic(
        part in any::<Index>(),
        cuts in prop::collection::vec((any::<Index>(), 0_usize..40, "[<>&;/=\"' a-zA-Z0-9:_]{0,12}"), 1..6),
    ) {
        let (published, demo) = demo();
        for (kind, parts) in [
            (Kind::Ods, &["content.xml", "META-INF/manifest.xml"][..]),
            (
                Kind::Xlsx,
                &[
                    "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml",
                    "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels",
                    "[Content_Types].xml",
                ][..],
            ),
        ] {
            let part = parts[part.index(parts.len())];
            let sheet = with_part(&written(kind, &published, &demo), part, |text| {
                let mut characters: Vec<char> = text.chars().collect();
                for (at, length, put) in &cuts {
                    let begin = at.index(characters.len());
                    let end = (begin + length).min(characters.len());
                    characters.splice(begin..end, put.chars());
                }
                characters.into_iter().collect()
            });
            let _ = answers::read(&sheet, published.grid(), &demo);
        }
    }
}
