//! Images: how large their picture is, and their metadata taken out.
//!
//! No picture is ever decoded: its compressed bytes go on as they are. Kept are only the parts
//! that say how the picture looks: size, colours, turning. Sources: ITU-T T.81 annex B; PNG (third
//! edition), 11.3; WebP container specification; CIPA DC-008 (EXIF 2.32), 4.6.4.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Seek};

use bytes::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use super::media::{Refused, Stop};
use super::notice::Metadata;

/// Most pixels of a picture: an A0 sheet at 300 dots to the inch, twice.
const MOST_PIXELS: usize = 300_000_000;

/// Largest image that is taken apart: it is held in memory whole.
pub(super) const LARGEST: u64 = 64 << 20;

/// What begins EXIF data in a JPEG file.
const EXIF: &[u8] = b"Exif\0\0";

/// Whether metadata can be taken out of images of this type.
pub(super) fn is_cleaned(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/webp")
}

/// Whether images of this type may tell place and device, and cannot be cleaned.
pub(super) fn may_hide_metadata(media_type: &str) -> bool {
    media_type.starts_with("image/")
        && !is_cleaned(media_type)
        && !matches!(media_type, "image/bmp" | "image/vnd.microsoft.icon")
}

/// Refuses a picture that would fill the memory of whoever opens it, and a damaged head.
pub(super) fn refuse_bomb(file: &mut File, media_type: &str) -> Result<(), Stop> {
    if !media_type.starts_with("image/") {
        return Ok(());
    }
    file.rewind()?;
    let size = imagesize::reader_size(BufReader::new(&mut *file));
    match size {
        Ok(size) if size.width.saturating_mul(size.height) > MOST_PIXELS => Err(Stop::Image {
            width: size.width,
            height: size.height,
            most_pixels: MOST_PIXELS,
        }),
        Ok(_) => Ok(()),
        // Of rarer kinds the head may be beyond the reader.
        Err(_) if !is_cleaned(media_type) && media_type != "image/gif" => Ok(()),
        Err(_) => Err(Refused::DamagedImage.into()),
    }
}

/// An image without its metadata, in parts, and what was taken out.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// The file, in order.
    pub parts: Vec<Bytes>,
    /// What is not in it any more; nothing when the file is as it was.
    pub removed: BTreeSet<Metadata>,
}

/// Takes the metadata out of an image; the picture's own bytes stay as they are.
///
/// # Errors
/// [`Refused::DamagedImage`] when the file cannot be taken apart.
pub(super) fn clean(media_type: &str, bytes: &Bytes) -> Result<Cleaned, Refused> {
    let mut cleaning = Cleaning::default();
    let parts = match media_type {
        "image/jpeg" => cleaning.jpeg(bytes),
        "image/png" => cleaning.png(bytes),
        "image/webp" => cleaning.webp(bytes),
        _ => Some(vec![bytes.clone()]),
    };
    let parts = parts.ok_or(Refused::DamagedImage)?;
    let removed = cleaning.removed;
    // A file with nothing to take out stays as it is, to the byte.
    let parts = if removed.is_empty() {
        vec![bytes.clone()]
    } else {
        parts
    };
    Ok(Cleaned { parts, removed })
}

#[derive(Debug, Default)]
struct Cleaning {
    removed: BTreeSet<Metadata>,
    orientation: Option<u16>,
}

impl Cleaning {
    fn jpeg(&mut self, bytes: &Bytes) -> Option<Vec<Bytes>> {
        let mut jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
        let scan = jpeg.segments_mut().pop().filter(JpegSegment::has_entropy)?;
        jpeg.segments_mut().retain(|segment| self.keeps(segment));
        if let Some(orientation) = self.turned() {
            let contents = [EXIF, &orientation].concat();
            let segment = JpegSegment::new_with_contents(markers::APP1, contents.into());
            let after_head = jpeg
                .segments()
                .iter()
                .take_while(|segment| segment.marker() == markers::APP0)
                .count();
            jpeg.segments_mut().insert(after_head, segment);
        }
        let mut parts = vec![Bytes::from_static(&[0xFF, markers::SOI])];
        for segment in jpeg.segments() {
            parts.extend(segment.clone().encoder());
        }
        parts.extend(scan.encoder());
        // The last part of a scan is its data, and all that follows.
        let data = parts.pop()?;
        self.scans(&data, &mut parts)?;
        Some(parts)
    }

    /// What follows the first scan's head: data, further tables and scans, up to the end.
    fn scans(&mut self, data: &Bytes, parts: &mut Vec<Bytes>) -> Option<()> {
        let (mut from, mut at) = (0, 0);
        loop {
            at += memchr::memchr(0xFF, data.get(at..)?)?;
            let marker = *data.get(at + 1)?;
            match marker {
                // A stuffed byte, a restart, a filling.
                0 | markers::RST0..=markers::RST7 => at += 2,
                0xFF => at += 1,
                markers::EOI => {
                    parts.push(data.slice(from..at + 2));
                    if at + 2 < data.len() {
                        self.removed.insert(Metadata::Other);
                    }
                    return Some(());
                }
                _ => {
                    let size = data.get(at + 2..at + 4)?;
                    let size = usize::from(u16::from_be_bytes([size[0], size[1]]));
                    let end = at + 2 + size;
                    let contents = data.get(at + 4..end)?;
                    let segment = JpegSegment::new_with_contents(
                        marker,
                        data.slice(at + 4..at + 4 + contents.len()),
                    );
                    if !self.keeps(&segment) {
                        parts.push(data.slice(from..at));
                        from = end;
                    }
                    at = end;
                }
            }
        }
    }

    /// Whether a segment says how the picture looks.
    fn keeps(&mut self, segment: &JpegSegment) -> bool {
        let contents = segment.contents();
        let what = match segment.marker() {
            markers::APP0 if contents.starts_with(b"JFIF\0") => return self.keeps_jfif(contents),
            markers::APP2 if contents.starts_with(b"ICC_PROFILE\0") => return true,
            // Says how colours are coded.
            markers::APP14 if contents.starts_with(b"Adobe") => return true,
            markers::APP1 if contents.starts_with(EXIF) => {
                if self.is_only_turned(&contents[EXIF.len()..]) {
                    return true;
                }
                Metadata::Exif
            }
            markers::APP1 | markers::APP13 => Metadata::Description,
            markers::APP0..=markers::APP15 => Metadata::Other,
            markers::COM => Metadata::Text,
            _ => return true,
        };
        self.removed.insert(what);
        false
    }

    /// A JFIF head without a preview: 14 bytes (ITU-T T.871, 10.1).
    fn keeps_jfif(&mut self, contents: &Bytes) -> bool {
        let is_bare = contents.len() <= 14;
        if !is_bare {
            self.removed.insert(Metadata::Other);
        }
        is_bare
    }

    fn png(&mut self, bytes: &Bytes) -> Option<Vec<Bytes>> {
        let mut png = Png::from_bytes(bytes.clone()).ok()?;
        if png.chunks().last()?.kind() != *b"IEND" {
            return None;
        }
        if png.len() < bytes.len() {
            self.removed.insert(Metadata::Other);
        }
        png.chunks_mut().retain(|chunk| {
            let what = match &chunk.kind() {
                b"eXIf" if self.is_only_turned(chunk.contents()) => return true,
                b"eXIf" => Metadata::Exif,
                b"tEXt" | b"zTXt" | b"iTXt" => Metadata::Text,
                b"tIME" => Metadata::Other,
                kind if shows_in_png(kind) => return true,
                _ => Metadata::Other,
            };
            self.removed.insert(what);
            false
        });
        if let Some(orientation) = self.turned() {
            let chunk = PngChunk::new(*b"eXIf", orientation.into());
            png.chunks_mut().insert(1, chunk);
        }
        Some(png.encoder().collect())
    }

    fn webp(&mut self, bytes: &Bytes) -> Option<Vec<Bytes>> {
        const EXIF_AND_XMP: u8 = 0x08 | 0x04;
        let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
        if u64::from(webp.len()) < bytes.len() as u64 {
            self.removed.insert(Metadata::Other);
        }
        webp.chunks_mut().retain(|chunk| {
            let what = match &chunk.id() {
                b"EXIF" => {
                    let data = chunk
                        .content()
                        .data()
                        .map(Bytes::as_ref)
                        .unwrap_or_default();
                    if self.is_only_turned(data.strip_prefix(EXIF).unwrap_or(data)) {
                        return true;
                    }
                    Metadata::Exif
                }
                b"XMP " => Metadata::Description,
                b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                    return true;
                }
                _ => Metadata::Other,
            };
            self.removed.insert(what);
            false
        });
        let turned = self.turned();
        let has_exif = turned.is_some() || webp.has_chunk(*b"EXIF");
        for chunk in webp.chunks_mut() {
            if let (b"VP8X", RiffContent::Data(data)) = (&chunk.id(), chunk.content_mut()) {
                let mut bytes = data.to_vec();
                let flags = bytes.first_mut()?;
                *flags &= !EXIF_AND_XMP;
                *flags |= if has_exif { 0x08 } else { 0 };
                *data = bytes.into();
            }
        }
        if let Some(orientation) = turned {
            let content = RiffContent::Data(orientation.into());
            webp.chunks_mut().push(RiffChunk::new(*b"EXIF", content));
        }
        Some(webp.encoder().collect())
    }

    /// Reads EXIF data; whether it says only how the picture is turned, as [`Self::turned`] writes it.
    fn is_only_turned(&mut self, data: &[u8]) -> bool {
        self.read_exif(data);
        let is_it = self.turned().is_some_and(|turned| turned == data);
        if is_it {
            self.orientation = None;
        }
        is_it
    }

    /// Notes from EXIF data how the picture is turned, and whether it tells the place.
    fn read_exif(&mut self, data: &[u8]) {
        let Ok(exif) = exif::Reader::new().read_raw(data.to_vec()) else {
            return;
        };
        let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
        let turned = orientation.and_then(|field| field.value.get_uint(0));
        self.orientation = turned.and_then(|value| u16::try_from(value).ok());
        if exif
            .fields()
            .any(|field| field.tag.context() == exif::Context::Gps)
        {
            self.removed.insert(Metadata::Place);
        }
    }

    /// EXIF data that holds only how the picture is turned; nothing when it is upright.
    fn turned(&self) -> Option<Vec<u8>> {
        let orientation = self.orientation.filter(|value| (2..=8).contains(value))?;
        let mut data = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
        data.extend_from_slice(&orientation.to_be_bytes());
        data.extend_from_slice(&[0; 6]);
        Some(data)
    }
}

/// Whether a chunk says how the picture looks: critical ones, colours, frames, places on paper.
fn shows_in_png(kind: &[u8; 4]) -> bool {
    const SHOWING: &[&[u8; 4]] = &[
        b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"tRNS", b"pHYs", b"sPLT",
        b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
    ];
    kind[0].is_ascii_uppercase() || SHOWING.contains(&kind)
}
