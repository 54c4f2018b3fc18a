//! Forgeries: a signed PDF changed in every way that is known to have fooled a reader.
//!
//! Each has a name; none of them may ever pass. The families are those of trust.md, «The attack
//! families»: universal forgery, incremental saving, wrapping, shadows, certified documents, and
//! tricks inside the signature.

use super::cms;
use crate::identity::Identity;

/// A changed file.
#[derive(Debug, Clone)]
pub struct Forgery {
    /// What was done, as words joined by hyphens.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Every forgery of a signed file of [`super::signed_sample`]'s making.
pub fn all(signed: &[u8], identity: &Identity) -> Vec<Forgery> {
    let mut forgeries = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| {
        forgeries.push(Forgery {
            name: name.to_owned(),
            bytes,
        });
    };
    for (name, from, to) in REPLACEMENTS {
        add(name, replaced(signed, from.as_bytes(), to.as_bytes()));
    }
    for (name, update) in UPDATES {
        add(name, updated(signed, update));
    }
    for (name, bytes) in around(signed) {
        add(name, bytes);
    }
    for (name, bytes) in wrapped(signed) {
        add(name, bytes);
    }
    for trick in cms::Trick::ALL {
        add(
            trick.name(),
            with_contents(signed, &cms::forged(signed, identity, trick)),
        );
    }
    forgeries
}

/// Name, what is sought, what takes its place. The length of the file may change with it.
const REPLACEMENTS: [(&str, &str, &str); 24] = [
    ("usf-no-byte-range", "/ByteRange", "/BiteRange"),
    (
        "usf-byte-range-in-disguise",
        "/ByteRange [0",
        "/#42yteRange [0",
    ),
    (
        "usf-byte-range-null",
        "/ByteRange [0",
        "/ByteRange null /Rest [0",
    ),
    (
        "usf-byte-range-empty",
        "/ByteRange [0",
        "/ByteRange [] /Rest [0",
    ),
    (
        "usf-byte-range-negative",
        "/ByteRange [0 ",
        "/ByteRange [-1 ",
    ),
    (
        "usf-byte-range-indirect",
        "/ByteRange [0",
        "/ByteRange 9 0 R /Rest [0",
    ),
    (
        "usf-byte-range-from-elsewhere",
        "/ByteRange [0 ",
        "/ByteRange [1 ",
    ),
    (
        "usf-two-byte-ranges",
        "/ByteRange [0",
        "/ByteRange [0 1 2 3] /ByteRange [0",
    ),
    ("usf-no-contents", "/Contents <", "/Kontents <"),
    ("usf-contents-null", "/Contents <", "/Contents null /Rest <"),
    ("usf-contents-empty", "/Contents <", "/Contents <> /Rest <"),
    (
        "usf-contents-twice",
        "/Contents <",
        "/Contents <00> /Contents <",
    ),
    (
        "usf-contents-literal",
        "/Contents <",
        "/Contents (x) /Rest <",
    ),
    ("usf-space-in-contents", "/Contents <3", "/Contents < 3"),
    ("type-changed", "/Type /Sig ", "/Type /Sog "),
    (
        "type-document-timestamp",
        "/Type /Sig ",
        "/Type /DocTimeStamp ",
    ),
    ("filter-changed", "/Adobe.PPKLite", "/Adobe.PPKMS"),
    (
        "subfilter-pkcs7",
        "/ETSI.CAdES.detached",
        "/adbe.pkcs7.detached",
    ),
    (
        "subfilter-x509",
        "/ETSI.CAdES.detached",
        "/adbe.x509.rsa_sha1",
    ),
    (
        "subfilter-timestamp",
        "/ETSI.CAdES.detached",
        "/ETSI.RFC3161",
    ),
    ("stated-time-changed", "/M (D:2026", "/M (D:2025"),
    ("reason-changed", "/Reason (D", "/Reason (C"),
    ("page-changed", "20 20 m", "20 21 m"),
    ("value-removed", "/V 5 0 R", "/W 5 0 R"),
];

/// Name, and the objects that an update replaces or adds, by number.
const UPDATES: [(&str, &[(usize, &str)]); 13] = [
    (
        "isa-page-content",
        &[(6, "<< /Length 4 >>\nstream\nB T \nendstream")],
    ),
    ("isa-new-object", &[(7, "<< /Note (added) >>")]),
    ("isa-empty-update", &[]),
    (
        "isa-signature-removed",
        &[(
            4,
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /Rect [0 0 0 0] >>",
        )],
    ),
    (
        "isa-form-removed",
        &[(1, "<< /Type /Catalog /Pages 2 0 R >>")],
    ),
    ("isa-dictionary-emptied", &[(5, "<< /Type /Sig >>")]),
    ("isa-dictionary-replaced", &[(5, "null")]),
    (
        "shadow-hide",
        &[(
            3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R >>",
        )],
    ),
    (
        "shadow-replace",
        &[
            (2, "<< /Type /Pages /Kids [7 0 R] /Count 1 >>"),
            (7, "<< /Type /Page /Parent 2 0 R >>"),
        ],
    ),
    (
        "shadow-hide-and-replace",
        &[
            (
                1,
                "<< /Type /Catalog /Pages 7 0 R /AcroForm << /Fields [4 0 R] >> >>",
            ),
            (7, "<< /Type /Pages /Kids [] /Count 0 >>"),
        ],
    ),
    (
        "eaa-annotation",
        &[(
            7,
            "<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (other text) >>",
        )],
    ),
    (
        "ssa-second-field",
        &[
            (
                1,
                "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 7 0 R] /SigFlags 3 >> >>",
            ),
            (7, "<< /FT /Sig /T (Second) /V 8 0 R >>"),
            (
                8,
                "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>",
            ),
        ],
    ),
    (
        "javascript-added",
        &[(7, "<< /S /JavaScript /JS (app.alert\\(1\\)) >>")],
    ),
];

/// The file with the first occurrence of `from` replaced.
pub fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(bytes, from).expect("the sample has it");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// The file with an incremental update behind it.
pub fn updated(bytes: &[u8], objects: &[(usize, &str)]) -> Vec<u8> {
    let before = memchr::memmem::rfind(bytes, b"startxref\n").expect("a trailer");
    let digits = bytes[before + 10..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let previous = String::from_utf8_lossy(&bytes[before + 10..before + 10 + digits]).into_owned();
    let mut out = bytes.to_vec();
    let mut table = String::from("xref\n0 0\n");
    for (number, body) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(
        format!("{table}trailer\n<< /Size 9 /Root 1 0 R /Prev {previous} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// Bytes before and after, and what mail gateways do to files.
fn around(signed: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut lines = Vec::new();
    for &byte in signed {
        if byte == b'\n' {
            lines.push(b'\r');
        }
        lines.push(byte);
    }
    let half = signed.len() / 2;
    vec![
        ("newline-after", [signed, b"\n"].concat()),
        ("space-after", [signed, b" "].concat()),
        ("zero-after", [signed, b"\0"].concat()),
        ("comment-after", [signed, b"% disclaimer\n"].concat()),
        ("second-end-after", [signed, b"%%EOF\n"].concat()),
        ("file-after-itself", [signed, signed].concat()),
        ("newline-before", [b"\n", signed].concat()),
        (
            "mail-header-before",
            [b"Content-Type: application/pdf\r\n\r\n", signed].concat(),
        ),
        ("last-byte-gone", signed[..signed.len() - 1].to_vec()),
        ("second-half-gone", signed[..half].to_vec()),
        ("first-half-gone", signed[half..].to_vec()),
        ("line-ends-converted", lines),
        ("case-of-contents-changed", upper_case_somewhere(signed)),
        ("padding-used", padding_used(signed)),
    ]
}

fn gap(signed: &[u8]) -> (usize, usize) {
    let start = memchr::memmem::find(signed, b"/Contents <").expect("the sample has it") + 10;
    (start, start + crate::signer::CONTENTS_LENGTH)
}

fn upper_case_somewhere(signed: &[u8]) -> Vec<u8> {
    let mut bytes = signed.to_vec();
    let (start, _) = gap(signed);
    let letter = bytes[start..]
        .iter()
        .position(u8::is_ascii_lowercase)
        .expect("a digit above 9");
    bytes[start + letter].make_ascii_uppercase();
    bytes
}

fn padding_used(signed: &[u8]) -> Vec<u8> {
    let mut bytes = signed.to_vec();
    let (_, end) = gap(signed);
    bytes[end - 2] = b'1';
    bytes
}

/// Signature wrapping: the covered bytes stay, and something else moves in between.
fn wrapped(signed: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let (start, end) = gap(signed);
    let tail = signed.len() - end;
    let evil = b"\n6 0 obj\n<< /Length 3 >>\nstream\nB T\nendstream\nendobj\n";
    let moved = |range: &str, middle: &[u8]| {
        let place = memchr::memmem::find(signed, b"/ByteRange [").expect("the sample has it") + 11;
        let width = crate::signer::BYTE_RANGE_PLACEHOLDER.len();
        let text = format!("{range:<width$}");
        let head = [
            &signed[..place],
            text.as_bytes(),
            &signed[place + width..start],
        ]
        .concat();
        [&head, &signed[start..end], middle, &signed[end..]].concat()
    };
    let second = end + evil.len();
    vec![
        (
            "swa-second-part-moved",
            moved(&format!("[0 {start} {second} {tail}]"), evil),
        ),
        (
            "swa-stretched-gap",
            moved(&format!("[0 {start} {} {}]", end + 1, tail - 1), b""),
        ),
        (
            "swa-shrunk-gap",
            moved(&format!("[0 {start} {} {}]", end - 2, tail + 2), b""),
        ),
        (
            "swa-early-end",
            moved(&format!("[0 {start} {end} {}]", tail - 1), b""),
        ),
        (
            "swa-beyond-the-end",
            moved(&format!("[0 {start} {end} {}]", tail + 1), b""),
        ),
        (
            "swa-whole-file",
            moved(&format!("[0 {} {} 0]", signed.len(), signed.len()), b""),
        ),
        (
            "swa-overlap",
            moved(&format!("[0 {end} {start} {}]", signed.len() - start), b""),
        ),
        (
            "swa-five-numbers",
            moved(&format!("[0 {start} {end} {tail} 0]"), b""),
        ),
        ("siwa-decoy-dictionary", siwa(signed, start, end, tail)),
    ]
}

/// Two dictionaries, of which the decoy covers the file.
fn siwa(signed: &[u8], start: usize, end: usize, tail: usize) -> Vec<u8> {
    let decoy = format!(
        "\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 {start} {end} {tail}] >>\n"
    );
    updated(signed, &[(7, decoy.trim())])
}

/// The file with another signature in its gap.
pub fn with_contents(signed: &[u8], contents: &[u8]) -> Vec<u8> {
    let (start, end) = gap(signed);
    let mut digits: Vec<u8> = contents
        .iter()
        .flat_map(|byte| format!("{byte:02x}").into_bytes())
        .collect();
    digits.resize(end - start - 2, b'0');
    [&signed[..=start], &digits, &signed[end - 1..]].concat()
}
