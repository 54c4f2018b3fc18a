//! Metadata taken out of images; what is seen stays to the byte.

use std::collections::BTreeSet;

use bytes::Bytes;
use img_parts::png::PngChunk;

use super::connection;
use crate::digest::Digest;
use crate::evidence::{
    Error, LARGEST, Metadata, MetadataChoice, Notice, Taken, image, media, take, write_to,
};

/// EXIF data: turned a quarter to the right, and a place.
fn exif() -> Vec<u8> {
    let mut data = b"MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    data.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    data.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
    data.extend([0; 4]);
    // The place: latitude north.
    data.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    data
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let size = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &size[..], contents].concat()
}

/// The parts of a JPEG file that say how it looks, around what `more` gives for each place.
fn jpeg(head: &[u8], between: &[u8], tail: &[u8]) -> Vec<u8> {
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        head.to_vec(),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01profile"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x02"),
        segment(0xDB, &[7; 65]),
        segment(0xC2, b"\x08\0\x10\0\x20\x01\x01\x11\0"),
        segment(0xC4, &[1; 20]),
        segment(0xDA, b"\x01\x01\0\0\x3F\0"),
        b"data\xFF\0more\xFF\xD0again".to_vec(),
        between.to_vec(),
        segment(0xDA, b"\x01\x01\0\0\x3F\0"),
        b"second scan\xFF\xD9".to_vec(),
        tail.to_vec(),
    ]
    .concat()
}

fn full_jpeg() -> Vec<u8> {
    let head = [
        segment(0xE1, &[b"Exif\0\0", &exif()[..]].concat()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        segment(0xE2, b"MPF\0MM"),
        segment(0xED, b"Photoshop 3.0\08BIM"),
        segment(0xFE, b"Jeanne, 12 ans"),
    ]
    .concat();
    jpeg(
        &head,
        &segment(0xFE, b"between scans"),
        b"\xFF\xD8preview\xFF\xD9",
    )
}

fn clean(media_type: &str, bytes: Vec<u8>) -> (Vec<u8>, BTreeSet<Metadata>) {
    let cleaned = image::clean(media_type, &Bytes::from(bytes)).unwrap();
    (cleaned.parts.concat(), cleaned.removed)
}

#[test]
fn a_jpeg_keeps_its_picture_and_its_turning_and_nothing_else() {
    let (kept, removed) = clean("image/jpeg", full_jpeg());
    let turned = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    assert_eq!(
        kept,
        jpeg(&segment(0xE1, turned), b"", b""),
        "byte for byte"
    );
    let all = [
        Metadata::Exif,
        Metadata::Place,
        Metadata::Description,
        Metadata::Text,
        Metadata::Other,
    ];
    assert_eq!(removed, BTreeSet::from(all));
    assert_eq!(
        clean("image/jpeg", kept.clone()),
        (kept, BTreeSet::new()),
        "once is enough"
    );
}

#[test]
fn an_image_without_metadata_stays_as_it_is() {
    let bare = jpeg(b"", b"", b"");
    assert_eq!(clean("image/jpeg", bare.clone()), (bare, BTreeSet::new()));
}

fn png(chunks: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for (kind, contents) in chunks {
        let chunk = PngChunk::new(*kind, Bytes::copy_from_slice(contents));
        bytes.extend(chunk.encoder().flat_map(|part| part.to_vec()));
    }
    bytes
}

#[test]
fn a_png_keeps_its_picture_and_its_turning_and_nothing_else() {
    let head = (*b"IHDR", &b"\0\0\0\x01\0\0\0\x01\x10\x02\0\0\0"[..]);
    let (colour, data, end) = (
        (*b"gAMA", &b"\0\0\xB1\x8F"[..]),
        (*b"IDAT", &b"xyz"[..]),
        (*b"IEND", &b""[..]),
    );
    let exif = exif();
    let mut full = png(&[
        head,
        colour,
        (*b"eXIf", &exif),
        (*b"tEXt", b"Author\0Jeanne"),
        (*b"iTXt", b"XML:com.adobe.xmp\0"),
        (*b"tIME", b"\x07\xEA\x01\x01\0\0\0"),
        (*b"prVt", b"?"),
        data,
        end,
    ]);
    full.extend(b"after the end");
    let (kept, removed) = clean("image/png", full);
    let turned = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let expected = png(&[head, (*b"eXIf", turned), colour, data, end]);
    assert_eq!(kept, expected, "byte for byte");
    assert!(removed.contains(&Metadata::Place) && removed.contains(&Metadata::Text));
    assert_eq!(clean("image/png", kept.clone()), (kept, BTreeSet::new()));
}

fn webp(chunks: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (id, data) in chunks {
        body.extend(id);
        body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        body.extend(*data);
        body.extend(&[0][..data.len() % 2]);
    }
    let size = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF", &size[..], &body[..]].concat()
}

#[test]
fn a_webp_keeps_its_picture_and_its_turning_and_nothing_else() {
    let exif = exif();
    let full = webp(&[
        (*b"VP8X", b"\x2C\0\0\0\0\0\0\0\0\0"),
        (*b"ICCP", b"icc"),
        (*b"VP8L", b"\x2F\0\0\0\0"),
        (*b"EXIF", &exif),
        (*b"XMP ", b"<x/>"),
    ]);
    let (kept, removed) = clean("image/webp", full);
    let turned = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let expected = webp(&[
        (*b"VP8X", b"\x28\0\0\0\0\0\0\0\0\0"),
        (*b"ICCP", b"icc"),
        (*b"VP8L", b"\x2F\0\0\0\0"),
        (*b"EXIF", turned),
    ]);
    assert_eq!(kept, expected, "byte for byte");
    let found = [Metadata::Exif, Metadata::Place, Metadata::Description];
    assert_eq!(removed, BTreeSet::from(found));
    assert_eq!(clean("image/webp", kept.clone()), (kept, BTreeSet::new()));
}

fn taken(bytes: &[u8], choice: MetadataChoice) -> Result<(Taken, Vec<u8>), Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, bytes).unwrap();
    let connection = connection();
    let taken = take(&connection, &path, choice, LARGEST, &mut |_| true)?;
    let mut kept = Vec::new();
    write_to(&connection, taken.digest, &mut kept)?;
    Ok((taken, kept))
}

#[test]
fn the_digest_is_that_of_what_is_kept_and_metadata_stays_only_when_asked() {
    let original = full_jpeg();
    let (cleaned, bytes) = taken(&original, MetadataChoice::Remove).unwrap();
    assert_eq!(
        (cleaned.digest, cleaned.size_bytes),
        (Digest::of(&bytes), bytes.len() as u64)
    );
    assert!(bytes.len() < original.len());
    assert!(matches!(
        cleaned.notices[..],
        [Notice::MetadataRemoved { .. }]
    ));
    let (kept, bytes) = taken(&original, MetadataChoice::Keep).unwrap();
    assert_eq!(bytes, original);
    assert!(matches!(kept.notices[..], [Notice::MetadataKept { .. }]));
}

#[test]
fn a_truncated_image_is_refused_unless_it_is_kept_as_it_is() {
    let original = full_jpeg();
    let truncated = &original[..original.len() - 40];
    match taken(truncated, MetadataChoice::Remove) {
        Err(Error::RefusedKind { kind, .. }) => assert_eq!(kind, media::Refused::DamagedImage),
        other => panic!("{other:?}"),
    }
    let (_, bytes) = taken(truncated, MetadataChoice::Keep).unwrap();
    assert_eq!(bytes, truncated);
    // However short it is cut, there is an answer and no panic.
    for length in 0..original.len() {
        let _ = image::clean("image/jpeg", &Bytes::copy_from_slice(&original[..length]));
    }
}
