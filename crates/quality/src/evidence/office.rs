//! Office documents: told from what their container holds, never from their name.
//!
//! Their contents are not unpacked, save a list that says whether they are protected.
//! Sources: ECMA-376 part 2; OpenDocument 1.3 part 2, 3; [MS-CFB], [MS-DOC] 2.5.1, [MS-XLS] 2.4.117.

use std::fs::File;
use std::io::{Read, Seek};

use super::Notice;
use super::media::{self, Refused, Stop};

/// Media type of a word-processor document.
pub(super) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Media type of a spreadsheet.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of a presentation.
pub(super) const PPTX: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// Bytes at the head of a compound file.
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Most members and most bytes of a directory that is still read.
const MOST_MEMBERS: u16 = 20_000;
const LARGEST_DIRECTORY: u32 = 8 << 20;

/// Most bytes of a manifest that are unpacked.
const LARGEST_MANIFEST: u64 = 1 << 20;

/// What a ZIP archive is: an office document, or a mere archive.
pub(super) fn of_archive(file: &mut File) -> Result<(&'static str, Vec<Notice>), Stop> {
    refuse_large_directory(file)?;
    let mut archive = zip::ZipArchive::new(&mut *file).map_err(|_| Refused::Archive)?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.to_lowercase()))
        .collect::<Result<_, _>>()
        .map_err(|_| Refused::Archive)?;
    let has = |name: &str| names.iter().any(|there| there == name);
    let has_below = |folder: &str| names.iter().any(|there| there.starts_with(folder));
    let is_macro = |name: &String| name.ends_with("vbaproject.bin");
    if names.iter().any(is_macro) || has_below("xl/macrosheets/") {
        return Err(Refused::Macros.into());
    }
    if has("[content_types].xml") {
        let kinds = [("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)];
        let found = kinds.iter().find(|(folder, _)| has_below(folder));
        let (_, media_type) = found.ok_or(Refused::Archive)?;
        return Ok((media_type, Vec::new()));
    }
    let stated = text_of(&mut archive, "mimetype", 100);
    let media_type = open_document(stated.trim()).ok_or(Refused::Archive)?;
    if has_below("basic/") || has_below("scripts/") {
        return Err(Refused::Macros.into());
    }
    let manifest = text_of(&mut archive, "META-INF/manifest.xml", LARGEST_MANIFEST);
    let is_protected = manifest.contains("encryption-data");
    Ok((media_type, protected(is_protected)))
}

fn protected(is_protected: bool) -> Vec<Notice> {
    is_protected
        .then_some(Notice::Protected {})
        .into_iter()
        .collect()
}

/// A hostile directory must not even be read (APPNOTE.TXT, 4.3.16).
fn refuse_large_directory(file: &mut File) -> Result<(), Stop> {
    const RECORD: usize = 22;
    let tail = media::tail(file, RECORD as u64 + u64::from(u16::MAX))?;
    let at = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or(Refused::Archive)?;
    let record = tail.get(at..at + RECORD).ok_or(Refused::Archive)?;
    let members = u16::from_le_bytes([record[10], record[11]]);
    let bytes = u32::from_le_bytes([record[12], record[13], record[14], record[15]]);
    if members > MOST_MEMBERS || bytes > LARGEST_DIRECTORY {
        return Err(Refused::Archive.into());
    }
    file.rewind()?;
    Ok(())
}

/// A member as text, no more of it than `most` bytes; empty when it is not there.
fn text_of(archive: &mut zip::ZipArchive<&mut File>, name: &str, most: u64) -> String {
    let Ok(member) = archive.by_name(name) else {
        return String::new();
    };
    let mut bytes = Vec::new();
    match member.take(most).read_to_end(&mut bytes) {
        Ok(_) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => String::new(),
    }
}

fn open_document(stated: &str) -> Option<&'static str> {
    const KINDS: &[&str] = &[
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.graphics",
    ];
    let stated = stated.strip_suffix("-template").unwrap_or(stated);
    KINDS.iter().copied().find(|kind| *kind == stated)
}

/// What a compound file is: a document of old, a protected one, or something else.
pub(super) fn of_compound(
    file: &mut File,
    extension: &str,
) -> Result<(&'static str, Vec<Notice>), Stop> {
    file.rewind()?;
    let mut compound = cfb::CompoundFile::open(&mut *file).map_err(|_| Refused::Unknown)?;
    let names: Vec<String> = compound
        .walk()
        .map(|entry| entry.name().to_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|there| there == name);
    if ["macros", "_vba_project_cur", "_vba_project", "vba"]
        .iter()
        .any(|name| has(name))
    {
        return Err(Refused::Macros.into());
    }
    // Windows Installer codes the names of its tables into this range.
    if names.iter().any(|name| name.starts_with('\u{4840}')) {
        return Err(Refused::Executable.into());
    }
    if has("encryptedpackage") {
        let media_type = match extension {
            "xlsx" => XLSX,
            "pptx" => PPTX,
            _ => DOCX,
        };
        return Ok((media_type, protected(true)));
    }
    let mut head_of = |name: &str| {
        let mut head = Vec::new();
        if let Ok(stream) = compound.open_stream(name) {
            // What cannot be read is not protected, but damaged: the auditor will see it.
            let _ = stream.take(4096).read_to_end(&mut head);
        }
        head
    };
    if has("worddocument") {
        let head = head_of("WordDocument");
        let is_protected = head.get(11).is_some_and(|flags| flags & 1 != 0);
        return Ok(("application/msword", protected(is_protected)));
    }
    if has("workbook") || has("book") {
        let mut head = head_of("Workbook");
        if head.is_empty() {
            head = head_of("Book");
        }
        return Ok(("application/vnd.ms-excel", protected(has_file_pass(&head))));
    }
    if has("powerpoint document") {
        let is_protected = has("encryptedsummary");
        return Ok(("application/vnd.ms-powerpoint", protected(is_protected)));
    }
    Err(Refused::Unknown.into())
}

/// Whether a workbook's first records say that the others are encrypted.
fn has_file_pass(mut records: &[u8]) -> bool {
    while let [kind_low, kind_high, size_low, size_high, rest @ ..] = records {
        if u16::from_le_bytes([*kind_low, *kind_high]) == 0x2F {
            return true;
        }
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        records = rest.get(size..).unwrap_or_default();
    }
    false
}
