//! Media types: what a file is by its content, and which kinds are never taken.
//!
//! The first bytes decide; a file that could pass for another kind too is flagged, not refused.
//! Source: trust.md, bad inputs 73 to 79.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::{Notice, image, name, office, pdf};

/// How many bytes at the head are looked at.
pub const HEAD: u64 = 8192;

/// A kind of file that is never taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A program or a script.
    Executable,
    /// A shortcut to a program, a file or a page.
    Shortcut,
    /// A document that carries macros.
    Macros,
    /// An archive: its files are to be attached one by one.
    Archive,
    /// A web page or a drawing that may hold a program.
    Active,
    /// An image that is damaged or incomplete.
    DamagedImage,
    /// Nothing that is known.
    Unknown,
}

/// Why a file is not taken.
#[derive(Debug)]
pub(super) enum Stop {
    /// Its kind.
    Kind(Refused),
    /// The picture is larger than any reader should have to unpack.
    Image {
        width: usize,
        height: usize,
        most_pixels: usize,
    },
    /// It could not be read.
    Io(io::Error),
}

impl From<Refused> for Stop {
    fn from(kind: Refused) -> Self {
        Self::Kind(kind)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its media type.
    pub media_type: &'static str,
    /// What a person should know of its content.
    pub notices: Vec<Notice>,
}

/// Extensions of programs whose harm does not show in their first bytes.
const SCRIPTS: &[&str] = &[
    "bat",
    "cmd",
    "com",
    "js",
    "jse",
    "msi",
    "ps1",
    "psm1",
    "scr",
    "sh",
    "vbs",
    "vbe",
    "wsf",
    "hta",
    "jar",
    "reg",
    "py",
    "pl",
    "rb",
    "php",
    "command",
    "applescript",
];

/// Extensions of shortcuts.
const SHORTCUTS: &[&str] = &["desktop", "lnk", "url", "webloc", "pif", "scf"];

/// Extensions of documents that carry macros.
const MACROS: &[&str] = &[
    "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam",
];

/// What the file is that begins with `head`; reads no more of it than it must.
///
/// # Errors
/// Why it is never taken.
pub(super) fn look(file: &mut File, head: &[u8], file_name: &str) -> Result<Look, Stop> {
    let extension = name::extension(file_name);
    refuse_extension(&extension)?;
    refuse_shortcut(head)?;
    let (media_type, mut notices) = match infer::get(head) {
        Some(kind) => of_signature(kind, file, head, &extension)?,
        None => (of_text(head, &extension)?, Vec::new()),
    };
    image::refuse_bomb(file, media_type)?;
    if has_second_nature(file, head, media_type)? {
        notices.push(Notice::SecondNature {});
    }
    Ok(Look {
        media_type,
        notices,
    })
}

fn refuse_extension(extension: &str) -> Result<(), Refused> {
    let is_in = |list: &[&str]| list.contains(&extension);
    match extension {
        _ if is_in(SCRIPTS) => Err(Refused::Executable),
        _ if is_in(SHORTCUTS) => Err(Refused::Shortcut),
        _ if is_in(MACROS) => Err(Refused::Macros),
        _ => Ok(()),
    }
}

/// Shortcuts by content: of Windows ([MS-SHLLINK], 2.1), of browsers, of Linux desktops.
fn refuse_shortcut(head: &[u8]) -> Result<(), Refused> {
    const SHELL_LINK: &[u8] = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0F";
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let begins = |mark: &[u8]| {
        let text = text.trim_ascii_start();
        text.len() >= mark.len() && text[..mark.len()].eq_ignore_ascii_case(mark)
    };
    if head.starts_with(SHELL_LINK) || begins(b"[InternetShortcut]") || begins(b"[Desktop Entry]") {
        return Err(Refused::Shortcut);
    }
    if begins(b"@echo off") || begins(b"MSCF") {
        return Err(Refused::Executable);
    }
    Ok(())
}

fn of_signature(
    kind: infer::Type,
    file: &mut File,
    head: &[u8],
    extension: &str,
) -> Result<(&'static str, Vec<Notice>), Stop> {
    use infer::MatcherType as M;
    let media_type = kind.mime_type();
    // Office documents of either sort are told by what they hold.
    if head.starts_with(b"PK") {
        return office::of_archive(file);
    }
    if head.starts_with(office::COMPOUND) {
        return office::of_compound(file, extension);
    }
    match kind.matcher_type() {
        M::Image if image::may_hide_metadata(media_type) => {
            Ok((media_type, vec![Notice::MetadataMayRemain {}]))
        }
        M::Image | M::Audio | M::Video | M::Doc => Ok((media_type, Vec::new())),
        M::App => Err(Refused::Executable.into()),
        M::Text if media_type == "text/x-shellscript" => Err(Refused::Executable.into()),
        M::Text => Err(Refused::Active.into()),
        M::Archive => match media_type {
            "application/pdf" => Ok((media_type, pdf::notices(file)?)),
            "application/rtf" => Ok((media_type, Vec::new())),
            "application/x-google-chrome-extension"
            | "application/vnd.debian.binary-package"
            | "application/x-rpm"
            | "application/x-shockwave-flash" => Err(Refused::Executable.into()),
            "application/postscript" => Err(Refused::Active.into()),
            _ => Err(Refused::Archive.into()),
        },
        M::Book | M::Font | M::Custom => Err(Refused::Unknown.into()),
    }
}

fn of_text(head: &[u8], extension: &str) -> Result<&'static str, Refused> {
    let text = decoded(head).ok_or(Refused::Unknown)?;
    let begins = text.trim_start_matches('\u{FEFF}').trim_start();
    let mut signs = begins.chars();
    // What begins as a tag, a declaration or a comment does is read as a page by browsers.
    let is_markup = signs.next() == Some('<')
        && signs
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'));
    if is_markup {
        return Err(Refused::Active);
    }
    if text.contains('\0') {
        return Err(Refused::Unknown);
    }
    match extension {
        "csv" => Ok("text/csv"),
        "html" | "htm" | "svg" | "xml" | "xhtml" | "mht" | "mhtml" => Err(Refused::Active),
        _ => Ok("text/plain"),
    }
}

/// The head as text: UTF-8, UTF-16 with its mark, or Western text as Windows writes it.
pub(super) fn decoded(head: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], word: fn([u8; 2]) -> u16| {
        let words = bytes.chunks_exact(2).map(|pair| word([pair[0], pair[1]]));
        String::from_utf16_lossy(&words.collect::<Vec<_>>())
    };
    match head {
        [0xFF, 0xFE, rest @ ..] => return Some(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => return Some(wide(rest, u16::from_be_bytes)),
        _ => {}
    }
    match std::str::from_utf8(head) {
        Ok(text) => Some(text.to_owned()),
        // The last character may be cut in two by the end of the head.
        Err(error) if error.error_len().is_none() => {
            let sound = &head[..error.valid_up_to()];
            Some(String::from_utf8_lossy(sound).into_owned())
        }
        Err(_) if head.iter().any(|byte| is_binary(*byte)) => None,
        Err(_) => Some(head.iter().map(|byte| char::from(*byte)).collect()),
    }
}

fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B)
}

/// Whether the file could also be opened as a PDF, a page or an archive that it is not.
fn has_second_nature(file: &mut File, head: &[u8], media_type: &str) -> io::Result<bool> {
    let first = &head[..head.len().min(1024)];
    let holds = |mark: &[u8]| {
        first
            .windows(mark.len())
            .any(|window| window.eq_ignore_ascii_case(mark))
    };
    let is_text = media_type.starts_with("text/");
    let as_page = [&b"<html"[..], b"<script", b"<!doctype html", b"<svg"];
    if !is_text && as_page.iter().any(|mark| holds(mark)) {
        return Ok(true);
    }
    // Readers look for a PDF's head in the first 1024 bytes.
    if holds(b"%PDF-") && !head.starts_with(b"%PDF-") {
        return Ok(true);
    }
    Ok(!head.starts_with(b"PK") && ends_as_archive(file)?)
}

/// Whether the file ends as a ZIP archive does (APPNOTE.TXT, 4.3.16).
fn ends_as_archive(file: &mut File) -> io::Result<bool> {
    const RECORD: usize = 22;
    let tail = tail(file, RECORD as u64 + u64::from(u16::MAX))?;
    let is_end = |at: usize| {
        let rest = &tail[at..];
        let comment = u16::from_le_bytes([rest[20], rest[21]]);
        rest.starts_with(b"PK\x05\x06") && rest.len() == RECORD + usize::from(comment)
    };
    Ok(tail.len() >= RECORD && (0..=tail.len() - RECORD).any(is_end))
}

/// The last bytes of a file.
pub(super) fn tail(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(size.saturating_sub(most)))?;
    let mut tail = Vec::new();
    file.take(most).read_to_end(&mut tail)?;
    Ok(tail)
}

/// The extensions that a media type has; the first one is its own.
fn extensions(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "application/pdf" => &["pdf"],
        "application/rtf" => &["rtf"],
        "application/msword" => &["doc", "dot"],
        "application/vnd.ms-excel" => &["xls", "xlt"],
        "application/vnd.ms-powerpoint" => &["ppt", "pps", "pot"],
        office::DOCX => &["docx", "dotx"],
        office::XLSX => &["xlsx", "xltx"],
        office::PPTX => &["pptx", "ppsx", "potx"],
        "application/vnd.oasis.opendocument.text" => &["odt", "ott"],
        "application/vnd.oasis.opendocument.spreadsheet" => &["ods", "ots"],
        "application/vnd.oasis.opendocument.presentation" => &["odp", "otp"],
        "application/vnd.oasis.opendocument.graphics" => &["odg", "otg"],
        "text/csv" => &["csv"],
        "text/plain" => &[
            "txt", "md", "log", "tsv", "ics", "vcf", "eml", "tex", "json", "jsonl", "yaml", "yml",
            "srt", "vtt", "ini", "conf",
        ],
        "image/jpeg" => &["jpg", "jpeg", "jpe", "jfif"],
        "image/png" => &["png"],
        "image/gif" => &["gif"],
        "image/webp" => &["webp"],
        "image/tiff" => &["tif", "tiff"],
        "image/bmp" => &["bmp", "dib"],
        "image/heif" => &["heic", "heif"],
        "image/avif" => &["avif"],
        "image/jxl" => &["jxl"],
        "audio/mpeg" => &["mp3"],
        "audio/m4a" => &["m4a"],
        "audio/x-wav" => &["wav"],
        "audio/ogg" | "audio/opus" => &["ogg", "opus", "oga"],
        "video/mp4" => &["mp4"],
        "video/quicktime" => &["mov", "qt"],
        "video/webm" => &["webm"],
        _ => &[],
    }
}

/// Extensions that some system runs or opens as something that can run.
fn is_harmful(extension: &str) -> bool {
    const MORE: &[&str] = &[
        "exe", "dll", "app", "bin", "run", "html", "htm", "svg", "xml", "xhtml", "zip", "iso",
        "dmg", "apk",
    ];
    refuse_extension(extension).is_err() || MORE.contains(&extension)
}

/// The name with an extension of that media type: what it is opened with depends on it.
pub(super) fn named_as(file_name: &str, media_type: &str) -> String {
    let extension = name::extension(file_name);
    let fitting = extensions(media_type);
    match fitting.first() {
        Some(own) if !fitting.contains(&extension.as_str()) => name::with_extension(file_name, own),
        None if is_harmful(&extension) => name::with_extension(file_name, "bin"),
        Some(_) | None => file_name.to_owned(),
    }
}
