//! Files that a person hands over: opened so that nothing but a plain file gets in.
//!
//! Source: trust.md, bad inputs 63 to 72.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{Error, LARGEST, media};

/// Longest name that is kept, in bytes.
const LONGEST_NAME: usize = 200;

/// A file that may be added.
#[derive(Debug)]
pub struct Source {
    file: File,
    /// Its name, made safe to show and to store.
    pub file_name: String,
    /// Its media type, told from its content.
    pub media_type: &'static str,
    /// Its size when it was opened.
    pub size_bytes: u64,
}

impl Source {
    /// Opens the file that a person picked.
    ///
    /// # Errors
    /// When it is no plain file, is empty, too large, or of a kind that is never taken.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut file = open_plain(path)?;
        let metadata = file.metadata().map_err(|error| unreadable(path, error))?;
        let file_name = display_name(&path.file_name().unwrap_or_default().to_string_lossy());
        let size_bytes = metadata.len();
        if size_bytes == 0 {
            return Err(Error::Empty { file_name });
        }
        if size_bytes > LARGEST {
            return Err(Error::TooLarge {
                file_name,
                size_bytes,
                limit_bytes: LARGEST,
            });
        }
        let mut head = Vec::new();
        let read = (&mut file).take(media::HEAD).read_to_end(&mut head);
        read.and_then(|_| file.rewind())
            .map_err(|error| unreadable(path, error))?;
        match media::media_type(&head, &file_name) {
            Ok(media_type) => Ok(Self {
                file,
                file_name,
                media_type,
                size_bytes,
            }),
            Err(kind) => Err(Error::RefusedKind { file_name, kind }),
        }
    }
}

/// Opens a plain file, and nothing else.
///
/// # Errors
/// [`Error::Missing`], [`Error::NotAFile`] or [`Error::Unreadable`].
pub fn open_plain(path: &Path) -> Result<File, Error> {
    // A device or a named pipe must not even be opened: that can block or do harm.
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if !metadata.is_file() {
        return Err(Error::NotAFile {
            path: path.to_owned(),
        });
    }
    let file = File::open(path).map_err(|error| unreadable(path, error))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_file() => Ok(file),
        Ok(_) => Err(Error::NotAFile {
            path: path.to_owned(),
        }),
        Err(error) => Err(unreadable(path, error)),
    }
}

impl Read for &Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&self.file).read(buffer)
    }
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        return Error::Missing { path };
    }
    Error::Unreadable { path, source }
}

/// A foreign file name, made safe to show: its last component, composed (NFC), without control
/// and direction characters, cut to 200 bytes before its extension. Never empty.
pub fn display_name(foreign: &str) -> String {
    let last = foreign.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .nfc()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        })
        .collect();
    let clean = clean.trim().trim_end_matches(['.', ' ']);
    if clean.is_empty() {
        return "preuve".into();
    }
    if clean.len() <= LONGEST_NAME {
        return clean.to_owned();
    }
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem, format!(".{extension}")),
        Some(_) | None => (clean, String::new()),
    };
    let mut end = LONGEST_NAME - extension.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{extension}", &stem[..end])
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
