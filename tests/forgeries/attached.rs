//! Attached files of a dossier, taken out, changed and put back with every number made right.

use md5::Digest as _;

use super::parts::{Parts, find, find_last};

/// Object of the file specification of an attached file.
pub fn specification(parts: &Parts, name: &str) -> u32 {
    parts.with(&format!("<</Type /Filespec/F ({name})"))
}

/// Object of an attached file's content.
pub fn object(parts: &Parts, name: &str) -> u32 {
    let text = parts.text(specification(parts, name));
    let rest = text.split("/EF <</F ").nth(1).unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}

/// The content of an attached file.
pub fn data(parts: &Parts, name: &str) -> Vec<u8> {
    let body = &parts.objects[&object(parts, name)];
    let begin = find(body, b"stream\n").unwrap() + 7;
    body[begin..find_last(body, b"\nendstream").unwrap()].to_vec()
}

/// The same with other content in an attached file, its length, size and checksum those of the new
/// content.
pub fn with_data(parts: &Parts, name: &str, data: &[u8]) -> Parts {
    let number = object(parts, name);
    let body = &parts.objects[&number];
    let head = &body[..find(body, b"stream\n").unwrap()];
    let head = String::from_utf8(head.to_vec()).unwrap();
    let head = number_after(&head, "/Length ", data.len());
    let stated = |text: &str| {
        let text = number_after(text, "/Size ", data.len());
        let (before, rest) = text.split_once("/CheckSum <").unwrap();
        let sum: String = md5::Md5::digest(data)
            .iter()
            .map(|o| format!("{o:02X}"))
            .collect();
        format!("{before}/CheckSum <{sum}{}", &rest[32..])
    };
    let (head, parts) = if head.contains("/CheckSum") {
        (stated(&head), parts.clone())
    } else {
        let parameters = number + 1;
        let text = stated(&parts.text(parameters));
        (head, parts.with_body(parameters, text))
    };
    let body = [head.as_bytes(), b"stream\n", data, b"\nendstream"].concat();
    parts.with_body(number, body)
}

/// The text with the number behind a key replaced.
fn number_after(text: &str, key: &str, number: usize) -> String {
    let (before, rest) = text.split_once(key).unwrap();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    format!("{before}{key}{number}{}", &rest[digits..])
}

/// The manifest.
pub const MANIFEST: &str = "dossier.json";

/// The manifest as a value.
pub fn manifest(parts: &Parts) -> serde_json::Value {
    serde_json::from_slice(&data(parts, MANIFEST)).unwrap()
}

/// The same with a change in its manifest.
pub fn with_manifest(parts: &Parts, edit: &dyn Fn(&mut serde_json::Value)) -> Parts {
    let mut value = manifest(parts);
    edit(&mut value);
    with_data(parts, MANIFEST, &serde_json::to_vec(&value).unwrap())
}

/// The same with one more file attached and listed; its name is `spelled` as a PDF string.
pub fn with_file(parts: &Parts, spelled: &str, data: &[u8]) -> Parts {
    let number = parts.next();
    let catalog = parts.catalog();
    let length = data.len();
    let head =
        format!("<</Type /EmbeddedFile/Length {length}/Params <</Size {length}>>>>\nstream\n");
    let body = [head.as_bytes(), data, b"\nendstream"].concat();
    let specification = format!(
        "<</Type /Filespec/F {spelled}/UF {spelled}/AFRelationship /Supplement/EF <</F {number} 0 R/UF {number} 0 R>>>>"
    );
    parts
        .with_body(number, body)
        .with_body(number + 1, specification)
        .edited(catalog, "/AF [", &format!("/AF [{} 0 R ", number + 1))
        .edited(
            catalog,
            "<</Names [",
            &format!("<</Names [{spelled} {} 0 R ", number + 1),
        )
}
