//! Previews: what of a content may be shown beside its record, without opening it elsewhere.
//!
//! The content decides, not its name. Nothing is decoded here: small pictures of the two kinds
//! that every window draws go on as they are, texts as their first signs.

use std::io::{self, Write};

use rusqlite::Connection;

use super::{Error, content, media};
use crate::digest::Digest;

/// Largest image that is shown, in bytes.
const LARGEST_IMAGE: usize = 8 << 20;

/// Most pixels of an image that is shown: a telephone's photograph.
const MOST_PIXELS: usize = 50_000_000;

/// How many bytes of a text are looked at.
const TEXT_HEAD: usize = 64 << 10;

/// Most characters of a text that are shown.
const MOST_CHARACTERS: usize = 4_000;

/// What may be shown of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preview {
    /// A picture.
    Image {
        /// Its media type.
        media_type: &'static str,
        /// The file.
        bytes: Vec<u8>,
    },
    /// The beginning of a text.
    Text {
        /// What is shown.
        text: String,
        /// Whether nothing follows.
        is_whole: bool,
    },
    /// A picture that is too large to be shown here.
    TooLarge,
    /// Another kind: it is opened in its own application.
    Elsewhere,
}

/// What may be shown of the content of that digest, which is checked as a whole.
///
/// # Errors
/// [`Error::ContentMissing`], [`Error::Damaged`], or as the store says.
pub(crate) fn preview(connection: &Connection, digest: Digest) -> Result<Preview, Error> {
    let mut head = Head(Vec::new());
    let size_bytes = content::write_to(connection, digest, &mut head)?;
    Ok(of(head.0, size_bytes))
}

fn of(bytes: Vec<u8>, size_bytes: u64) -> Preview {
    let head = &bytes[..bytes.len().min(TEXT_HEAD)];
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some(media_type @ ("image/png" | "image/jpeg")) => of_image(media_type, bytes, size_bytes),
        Some(_) => Preview::Elsewhere,
        None => of_text(head, size_bytes),
    }
}

fn of_image(media_type: &'static str, bytes: Vec<u8>, size_bytes: u64) -> Preview {
    if size_bytes > bytes.len() as u64 {
        return Preview::TooLarge;
    }
    match imagesize::blob_size(&bytes) {
        Ok(size) if size.width.saturating_mul(size.height) > MOST_PIXELS => Preview::TooLarge,
        Ok(_) => Preview::Image { media_type, bytes },
        Err(_) => Preview::Elsewhere,
    }
}

fn of_text(head: &[u8], size_bytes: u64) -> Preview {
    let text = media::decoded(head).filter(|text| !text.contains('\0'));
    let Some(text) = text else {
        return Preview::Elsewhere;
    };
    let is_shown = |sign: &char| !sign.is_control() || matches!(sign, '\n' | '\t');
    let mut signs = text.trim_start_matches('\u{FEFF}').chars();
    let text: String = signs
        .by_ref()
        .filter(is_shown)
        .take(MOST_CHARACTERS)
        .collect();
    let is_whole = size_bytes <= head.len() as u64 && signs.next().is_none();
    Preview::Text { text, is_whole }
}

/// Keeps the beginning of what is written to it.
struct Head(Vec<u8>);

impl Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let free = LARGEST_IMAGE - self.0.len();
        self.0.extend_from_slice(&bytes[..bytes.len().min(free)]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG head that says how large its picture is.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn whole(bytes: &[u8]) -> Preview {
        of(bytes.to_vec(), bytes.len() as u64)
    }

    #[test]
    fn small_pictures_are_shown_as_they_are() {
        let bytes = png(640, 480);
        let media_type = "image/png";
        assert_eq!(whole(&bytes), Preview::Image { media_type, bytes });
    }

    #[test]
    fn pictures_of_too_many_bytes_or_pixels_are_not() {
        assert_eq!(whole(&png(20_000, 20_000)), Preview::TooLarge);
        assert_eq!(of(png(640, 480), 9 << 20), Preview::TooLarge);
    }

    #[test]
    fn a_text_is_cut_and_says_so() {
        let long = "é".repeat(MOST_CHARACTERS + 1);
        let text = "é".repeat(MOST_CHARACTERS);
        let cut = |is_whole| Preview::Text {
            text: text.clone(),
            is_whole,
        };
        assert_eq!(whole(long.as_bytes()), cut(false));
        assert_eq!(whole(text.as_bytes()), cut(true));
        assert_eq!(of(text.clone().into_bytes(), 1 << 20), cut(false));
    }

    #[test]
    fn texts_of_older_systems_are_read_too() {
        let shown = |text: &str| Preview::Text {
            text: text.to_owned(),
            is_whole: true,
        };
        assert_eq!(whole(b"\xFF\xFEa\0\xE9\0"), shown("aé"));
        assert_eq!(whole(b"caf\xE9;\r\n12"), shown("café;\n12"));
    }

    #[test]
    fn what_is_neither_opens_elsewhere() {
        for bytes in [&b"%PDF-1.7\n"[..], b"PK\x03\x04", b"GIF89a", b"\0\x01\x02"] {
            assert_eq!(whole(bytes), Preview::Elsewhere, "{bytes:?}");
        }
        let broken = &png(640, 480)[..12];
        assert_eq!(whole(broken), Preview::Elsewhere, "its size is not told");
    }
}
