//! Kinds of files, told from their content whatever their name.

use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;

use crate::evidence::media::Refused;
use crate::evidence::{Error, LARGEST, Notice, Source};

fn open(name: &str, bytes: &[u8]) -> Result<Source, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Source::open(&path, LARGEST)
}

fn refused(name: &str, bytes: &[u8]) -> Refused {
    match open(name, bytes) {
        Err(Error::RefusedKind { kind, .. }) => kind,
        other => panic!("{name}: {other:?}"),
    }
}

fn taken(name: &str, bytes: &[u8]) -> (&'static str, Vec<Notice>) {
    let source = open(name, bytes).unwrap();
    (source.media_type, source.notices)
}

fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in members {
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        let path = Path::new(name);
        if let Some(parent) = path.parent() {
            file.create_storage_all(parent).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

#[test]
fn programs_scripts_and_shortcuts_are_refused_whatever_their_name() {
    let elf = [&b"\x7FELF\x02\x01\x01"[..], &[0; 57]].concat();
    for (bytes, kind) in [
        (&b"MZ\x90\0\x03\0\0\0"[..], Refused::Executable),
        (&elf, Refused::Executable),
        (b"#!/bin/sh\nrm -r /\n", Refused::Executable),
        (b"@ECHO OFF\r\ndel *.*\r\n", Refused::Executable),
        (
            b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F....",
            Refused::Shortcut,
        ),
        (
            b"[InternetShortcut]\r\nURL=https://x\r\n",
            Refused::Shortcut,
        ),
        (
            b"\xEF\xBB\xBF\n[Desktop Entry]\nExec=rm\n",
            Refused::Shortcut,
        ),
    ] {
        assert_eq!(refused("rapport.pdf", bytes), kind);
    }
    for (name, kind) in [
        ("a.BAT", Refused::Executable),
        ("a.ps1", Refused::Executable),
        ("a.lnk", Refused::Shortcut),
        ("a.url", Refused::Shortcut),
        ("a.desktop", Refused::Shortcut),
        ("a.docm", Refused::Macros),
    ] {
        assert_eq!(refused(name, b"texte"), kind, "{name}");
    }
}

#[test]
fn office_documents_are_told_from_what_they_hold() {
    let docx = archive(&[TYPES, ("word/document.xml", "")]);
    let (media_type, notices) = taken("a.docx", &docx);
    assert!(media_type.ends_with("wordprocessingml.document"));
    assert_eq!(notices, []);
    let xlsx = archive(&[TYPES, ("xl/workbook.xml", "")]);
    let named = open("tableau.zip", &xlsx).unwrap();
    assert_eq!(
        named.file_name, "tableau.zip.xlsx",
        "not an archive for anyone"
    );
    let odt = archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    assert_eq!(
        taken("a.odt", &odt).0,
        "application/vnd.oasis.opendocument.text"
    );
    let doc = compound(&[("WordDocument", &[0; 32])]);
    assert_eq!(taken("a.doc", &doc), ("application/msword", vec![]));
    let xls = compound(&[("Workbook", b"\x09\x08\x04\0\0\x06\x05\0\x0A\0\0\0")]);
    assert_eq!(taken("a.xls", &xls), ("application/vnd.ms-excel", vec![]));
}

#[test]
fn macros_are_found_under_any_name() {
    for members in [
        &[
            TYPES,
            ("word/document.xml", ""),
            ("word/vbaProject.bin", ""),
        ][..],
        &[
            TYPES,
            ("xl/workbook.xml", ""),
            ("xl/macrosheets/sheet1.xml", ""),
        ],
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("Basic/Standard/Module1.xml", ""),
        ],
    ] {
        assert_eq!(refused("a.docx", &archive(members)), Refused::Macros);
    }
    let doc = compound(&[("WordDocument", &[0; 32]), ("Macros/VBA/dir", b"x")]);
    assert_eq!(refused("a.doc", &doc), Refused::Macros);
}

#[test]
fn protected_documents_are_taken_with_a_notice() {
    let protected = vec![Notice::Protected {}];
    let pdf = b"%PDF-1.7\ntrailer <</Root 1 0 R /Encrypt 9 0 R>>\n%%EOF";
    assert_eq!(taken("a.pdf", pdf), ("application/pdf", protected.clone()));
    let docx = compound(&[("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")]);
    assert_eq!(taken("a.docx", &docx).1, protected);
    let mut head = [0; 32];
    head[11] = 1;
    let doc = compound(&[("WordDocument", &head)]);
    assert_eq!(taken("a.doc", &doc).1, protected);
    let records = b"\x09\x08\x04\0\0\x06\x05\0\x2F\0\x02\0\0\0";
    let xls = compound(&[("Workbook", records)]);
    assert_eq!(taken("a.xls", &xls).1, protected);
    let ods = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    assert_eq!(taken("a.ods", &ods).1, protected);
}

#[test]
fn a_pdf_that_acts_is_taken_with_a_notice() {
    let pdf = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>\n%%EOF";
    assert_eq!(taken("a.pdf", pdf).1, [Notice::Active {}]);
}

#[test]
fn archives_are_refused_unopened() {
    let nested = archive(&[("inner.zip", "PK")]);
    for bytes in [
        &nested[..],
        b"PK\x03\x04\x14\0\0\0",
        b"Rar!\x1A\x07\x01\0",
        b"7z\xBC\xAF\x27\x1C\0\x04",
        b"\x1F\x8B\x08\0\0\0\0\0",
    ] {
        assert_eq!(refused("preuves.docx", bytes), Refused::Archive);
    }
    // A directory that claims to be immense is not read.
    let mut bomb = archive(&[TYPES, ("word/document.xml", "")]);
    let end = bomb.len() - 22;
    bomb[end + 8..end + 16].fill(0xFF);
    assert_eq!(refused("a.docx", &bomb), Refused::Archive);
}

#[test]
fn pages_and_drawings_are_refused_however_they_are_written() {
    let wide: Vec<u8> = "\u{FEFF}<html><script>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        &b"<!DOCTYPE html><script>"[..],
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        b"\xEF\xBB\xBF  <html>",
        b"<!-- comment --><svg/>",
        &wide,
    ] {
        assert_eq!(refused("note.txt", bytes), Refused::Active);
    }
    assert_eq!(taken("a.txt", b"a < b, et < 3").0, "text/plain");
    let wide: Vec<u8> = "\u{FEFF}été"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        taken("a.txt", &wide).0,
        "text/plain",
        "as Windows writes it"
    );
}

#[test]
fn a_file_of_two_kinds_is_taken_as_the_first_and_flagged() {
    let second = vec![Notice::SecondNature {}];
    let mut pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    pdf.extend(archive(&[("a.txt", "x")]));
    assert_eq!(taken("a.pdf", &pdf), ("application/pdf", second.clone()));
    let pdf = b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF\n";
    assert_eq!(taken("a.pdf", pdf).1, second);
    let late = b"Notes\n%PDF-1.7\n1 0 obj";
    assert_eq!(taken("a.pdf", late), ("application/pdf", second.clone()));
    let mut gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    gif.extend(archive(&[("a.txt", "x")]));
    let (media_type, notices) = taken("a.gif", &gif);
    assert_eq!(media_type, "image/gif");
    assert!(notices.contains(&second[0]), "{notices:?}");
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
    bytes
}

#[test]
fn a_picture_too_large_to_unpack_is_refused_from_its_head() {
    match open("bombe.png", &png(50_000, 50_000)) {
        Err(Error::ImageTooLarge { width, height, .. }) => {
            assert_eq!((width, height), (50_000, 50_000));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(taken("plan.png", &png(9_933, 14_043)).0, "image/png", "A0");
}

#[test]
fn many_frames_do_no_harm_since_none_is_decoded() {
    let mut gif = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
    for _ in 0..10_000 {
        gif.extend(b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    gif.push(b';');
    assert_eq!(
        taken("a.gif", &gif),
        ("image/gif", vec![Notice::MetadataMayRemain {}])
    );
}

#[test]
fn images_that_cannot_be_cleaned_say_so() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat";
    let (media_type, notices) = taken("a.heic", heic);
    assert_eq!(media_type, "image/heif");
    assert_eq!(notices, [Notice::MetadataMayRemain {}]);
}
