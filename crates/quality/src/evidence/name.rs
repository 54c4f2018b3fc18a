//! Names of files: foreign ones made safe to show, to store and to write on any system.
//!
//! Source: trust.md, bad inputs 71 and 72, property F7.

use unicode_normalization::UnicodeNormalization;

/// Longest name that is kept, in bytes.
const LONGEST_NAME: usize = 120;

/// Longest extension that is kept when a name is cut, in bytes.
const LONGEST_EXTENSION: usize = 10;

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// A foreign file name, made safe to show and to write: its last component, composed (NFC),
/// without control and direction characters, without what some system refuses, cut to 120 bytes
/// before its extension. Never empty, and the same when cleaned again.
pub fn display_name(foreign: &str) -> String {
    let last = foreign.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .nfc()
        .filter(|c| !is_invisible(*c))
        .map(|c| if "<>:\"|?*".contains(c) { '-' } else { c })
        .collect();
    let clean = trimmed(&clean);
    if clean.is_empty() {
        return "preuve".into();
    }
    let named = if is_device(clean) {
        format!("_{clean}")
    } else {
        clean.to_owned()
    };
    cut(&named, LONGEST_NAME)
}

/// Without what hides a file, makes it look like an option, or is dropped by Windows.
fn trimmed(name: &str) -> &str {
    name.trim_start_matches(|c: char| c.is_whitespace() || c == '-' || c == '.')
        .trim_end_matches(|c: char| c.is_whitespace() || c == '.')
}

/// Controls, and signs that show nothing or turn the direction of what stands around them.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port).is_some_and(|rest| {
            let mut signs = rest.chars();
            let digit = signs.next();
            signs.next().is_none() && digit.is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
        })
    });
    is_port || DEVICES.contains(&stem.as_str())
}

/// Cuts a name to so many bytes, before its extension.
fn cut(name: &str, longest: usize) -> String {
    if name.len() <= longest {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let mut end = longest - extension.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem[..end].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    format!("{stem}{extension}")
}

/// A name before its extension, and the extension with its point when it is a short one.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= LONGEST_EXTENSION + 1 => name.split_at(at),
        Some(_) | None => (name, ""),
    }
}

/// The extension of a name in lower case, without its point; empty when there is none.
pub(crate) fn extension(file_name: &str) -> String {
    let extension = file_name.rsplit_once('.').map_or("", |(_, rest)| rest);
    extension.to_ascii_lowercase()
}

/// The name with another extension added behind.
pub(super) fn with_extension(file_name: &str, extension: &str) -> String {
    let stem = cut(file_name, LONGEST_NAME - extension.len() - 1);
    format!("{stem}.{extension}")
}

/// The name, or the same with «(2)», «(3)» … before its extension when it is taken.
///
/// Names that differ only in case are one name on some systems.
pub fn unlike(file_name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = file_name.to_owned();
    let mut count = 2_u32;
    while is_taken(&folded(&name)) {
        let (stem, extension) = split(file_name);
        let number = format!(" ({count})");
        let stem = cut(stem, LONGEST_NAME - extension.len() - number.len());
        name = format!("{stem}{number}{extension}");
        count += 1;
    }
    name
}

/// A name as systems that ignore case compare it.
pub fn folded(file_name: &str) -> String {
    file_name.nfc().flat_map(char::to_lowercase).collect()
}

/// A text in plain lower-case letters, digits and hyphens, for a file name. Never empty.
pub fn plain_name(text: &str) -> String {
    let letters = text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36F}'));
    let mut name = String::new();
    for letter in letters.flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(60);
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "mentorat".into()
    } else {
        name.to_owned()
    }
}
