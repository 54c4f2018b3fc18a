//! Media types: what a file is by its content, and which kinds are never taken.
//!
//! Knows nothing of files. Source: trust.md, bad inputs 73 to 79.

/// How many bytes at the head are looked at.
pub const HEAD: u64 = 8192;

/// A kind of file that is never taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A program, a script or a shortcut.
    Executable,
    /// An archive: its files are to be attached one by one.
    Archive,
    /// A web page or a drawing that may hold a program.
    Active,
    /// Nothing that is known.
    Unknown,
}

/// Extensions of files whose harm does not show in their first bytes.
const SHORTCUTS_AND_SCRIPTS: &[&str] = &[
    "bat", "cmd", "com", "desktop", "js", "jse", "lnk", "msi", "ps1", "scr", "sh", "url", "vbs",
    "wsf", "hta", "jar",
];

/// Extensions of documents that carry macros.
const MACROS: &[&str] = &[
    "docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "potm", "ppsm",
];

/// The media type of a file that begins with `head`.
///
/// # Errors
/// The kind, when it is never taken.
pub fn media_type(head: &[u8], file_name: &str) -> Result<&'static str, Refused> {
    let extension = file_name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    let has = |list: &[&str]| list.contains(&extension.as_str());
    if has(SHORTCUTS_AND_SCRIPTS) || has(MACROS) {
        return Err(Refused::Executable);
    }
    match infer::get(head) {
        Some(kind) => of_signature(kind, &extension),
        None => of_text(head, &extension),
    }
}

fn of_signature(kind: infer::Type, extension: &str) -> Result<&'static str, Refused> {
    match kind.matcher_type() {
        infer::MatcherType::Image
        | infer::MatcherType::Audio
        | infer::MatcherType::Video
        | infer::MatcherType::Doc => Ok(kind.mime_type()),
        infer::MatcherType::App => Err(Refused::Executable),
        infer::MatcherType::Text => Err(Refused::Active),
        infer::MatcherType::Archive => match (kind.mime_type(), extension) {
            ("application/pdf", _) => Ok("application/pdf"),
            ("application/rtf", _) => Ok("application/rtf"),
            // Office documents are archives whose first member may be any of theirs.
            ("application/zip", "docx") => {
                Ok("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            ("application/zip", "xlsx") => {
                Ok("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            ("application/zip", "pptx") => {
                Ok("application/vnd.openxmlformats-officedocument.presentationml.presentation")
            }
            _ => Err(Refused::Archive),
        },
        infer::MatcherType::Book | infer::MatcherType::Font | infer::MatcherType::Custom => {
            Err(Refused::Unknown)
        }
    }
}

fn of_text(head: &[u8], extension: &str) -> Result<&'static str, Refused> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut in two by the end of the head.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) if head.contains(&0) => return Err(Refused::Unknown),
        // Western text without a mark, as Windows writes it.
        Err(_) => "",
    };
    let begins = text
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_lowercase();
    if ["<!doctype html", "<html", "<svg", "<?xml", "<script"]
        .iter()
        .any(|t| begins.starts_with(t))
    {
        return Err(Refused::Active);
    }
    if text.contains('\0') {
        return Err(Refused::Unknown);
    }
    match extension {
        "csv" => Ok("text/csv"),
        "html" | "htm" | "svg" | "xml" | "xhtml" => Err(Refused::Active),
        _ => Ok("text/plain"),
    }
}
