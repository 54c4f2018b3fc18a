//! Signature wrapping: what the digest covers stays, and something else moves into its gap.
//!
//! The gap is larger than the signature: an attacker has some thirty thousand bytes there that no
//! digest knows. Source: trust.md, R2 to R5.

use quality::verification::CheckName::{
    OneByteRange, SignatureGap, SignedBytes, SingleRevision, WholeFile,
};

use super::cms::retouched_signer;
use super::der;
use super::parts::{contents, places, replaced, with_contents};
use super::{Broken, Case, Contradictory, Give};

pub fn forge(case: &Case, give: Give<'_>) {
    inside(case, give);
    moved(case, give);
    spelled(case, give);
}

/// The gap filled anew; not one covered byte changes.
fn inside(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let (_, gap) = places(sound);
    let digits: String = contents(sound).iter().map(|o| format!("{o:02x}")).collect();
    let mut fill = |name: &str, text: String, padding: u8, last: &str, check| {
        let mut filled = text.into_bytes();
        filled.resize(gap.len() - last.len(), padding);
        filled.extend(last.bytes());
        let forged = [&sound[..gap.start], &filled, &sound[gap.end..]].concat();
        give(name, forged, Broken(check));
    };
    let (a, b, c) = (gap.start, gap.end, sound.len() - gap.end);
    let range = format!("/ByteRange [0 {a} {b} {c}]");
    let evil = "\n9999 0 obj\n<</Length 3>>\nstream\nB T\nendstream\nendobj\n";
    fill(
        "blanks-behind",
        format!("<{digits}>"),
        b' ',
        "",
        SignatureGap,
    );
    fill(
        "blanks-within",
        format!("<{digits}"),
        b' ',
        ">",
        SignatureGap,
    );
    fill(
        "lines-within",
        format!("<{digits}"),
        b'\n',
        ">",
        SignatureGap,
    );
    fill(
        "zeros-of-another-kind",
        format!("<{digits}"),
        0,
        ">",
        SignatureGap,
    );
    fill(
        "comment-behind",
        format!("<{digits}>%"),
        b'x',
        "\n",
        SignatureGap,
    );
    fill(
        "second-range-behind",
        format!("<{digits}>\n{range}"),
        b' ',
        "",
        OneByteRange,
    );
    fill(
        "second-contents-behind",
        format!("<{digits}>\n/Contents <00>"),
        b' ',
        "",
        SignatureGap,
    );
    fill(
        "entry-behind",
        format!("<{digits}>\n/Reason (Niveau N3)"),
        b' ',
        "",
        SignatureGap,
    );
    fill(
        "literal-behind",
        format!("<{digits}>\n/Hidden ({evil}"),
        b'.',
        ")",
        SignatureGap,
    );
    fill(
        "object-in-the-gap",
        format!("<{digits}>\n>>\nendobj{evil}9998 0 obj\n<<"),
        b' ',
        "",
        SignatureGap,
    );
    fill(
        "stream-in-the-gap",
        format!("<{digits}>\n/Length 9>>\nstream\n"),
        b' ',
        "<<",
        OneByteRange,
    );
    fill(
        "dictionary-in-the-gap",
        format!("<{digits}>\n/V <<{range}/Contents "),
        b' ',
        "<00>>>",
        OneByteRange,
    );
    fill(
        "contents-last",
        "<00>".into(),
        b' ',
        &format!("/Contents <{digits}>"),
        SignatureGap,
    );
    let spoiled = |behind: &str| format!("<{digits}00{behind}");
    fill(
        "bytes-behind-the-signature",
        spoiled("6869"),
        b'0',
        ">",
        SignedBytes,
    );
    fill(
        "second-signature-behind",
        spoiled(&digits),
        b'0',
        ">",
        SignedBytes,
    );
    fill(
        "last-digit-not-zero",
        format!("<{digits}"),
        b'0',
        "1>",
        SignedBytes,
    );
    fill(
        "digits-to-the-brim",
        format!("<{digits}"),
        b'f',
        ">",
        SignedBytes,
    );
}

/// The second range moved, so that there is room between; digits and table are made right.
fn moved(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let (range, gap) = places(sound);
    let evil =
        b"\n>>\nendobj\n9999 0 obj\n<</Length 3>>\nstream\nB T\nendstream\nendobj\n9998 0 obj\n<<";
    let tail = sound.len() - gap.end;
    let mut with = |name: &str, numbers: [usize; 4], between: &[u8], check| {
        let [s, a, b, c] = numbers;
        let width = range.len() - 1;
        let digits = format!("[{s} {a} {b} {c}");
        let digits = format!("{digits:<width$}]");
        let head = [
            &sound[..range.start],
            digits.as_bytes(),
            &sound[range.end..gap.end],
        ];
        let forged = [&head.concat(), between, &sound[gap.end..]].concat();
        let table = super::parts::start_of_table(sound);
        let moved = table + between.len();
        let end = |at: usize| format!("startxref\n{at}\n");
        let forged = replaced(&forged, end(table).as_bytes(), end(moved).as_bytes());
        give(name, forged, Broken(check));
    };
    let (a, b) = (gap.start, gap.end);
    with(
        "second-part-moved",
        [0, a, b + evil.len(), tail],
        evil,
        SignatureGap,
    );
    with("second-part-left", [0, a, b, tail], evil, WholeFile);
    with("gap-stretched", [0, a, b + 1, tail - 1], b"", SignatureGap);
    with("gap-shrunk", [0, a, b - 2, tail + 2], b"", SignatureGap);
    with("gap-early", [0, a - 1, b, tail], b"", SignatureGap);
    with("gap-late", [0, a + 1, b, tail], b"", SignatureGap);
    with("ends-early", [0, a, b, tail - 1], b"", WholeFile);
    with("ends-late", [0, a, b, tail + 1], b"", WholeFile);
    with(
        "whole-file-and-no-gap",
        [0, sound.len(), sound.len(), 0],
        b"",
        SignatureGap,
    );
    with(
        "gap-elsewhere",
        [0, 100, 102, sound.len() - 102],
        b"",
        SignatureGap,
    );
    with("overlap", [0, b, a, sound.len() - a], b"", WholeFile);
    // The decoy covers the file, and the signature's own range does not.
    let parts = &case.parts;
    let decoy = format!("<</ByteRange [0 {a} {b} {tail}]/Contents <00>>>");
    let (decoyed, _) = parts.added(decoy);
    give(
        "decoy-dictionary",
        case.by_original(&decoyed.write()),
        Broken(OneByteRange),
    );
    let decoyed = parts.edited(
        parts.signature,
        "/Reference [",
        &format!("/Reference [<</ByteRange [0 {a} {b} {tail}]>>"),
    );
    give(
        "decoy-within",
        case.by_original(&decoyed.write()),
        Broken(OneByteRange),
    );
}

/// The same signature spelled otherwise: a dossier has one spelling (R4, R8).
fn spelled(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let (_, gap) = places(sound);
    let mut upper = sound.clone();
    upper[gap.clone()].make_ascii_uppercase();
    give("digits-upper-case", upper, Contradictory(SingleRevision));
    let mut mixed = sound.clone();
    let letter = mixed[gap.start..]
        .iter()
        .position(u8::is_ascii_lowercase)
        .unwrap();
    mixed[gap.start + letter].make_ascii_uppercase();
    give("digits-of-both-cases", mixed, Broken(SignatureGap));
    let other = retouched_signer(&contents(sound), |fields| {
        let value = fields.last_mut().unwrap();
        *value = der::value(der::OCTETS, &[&mirrored(der::content(value))]);
    });
    give(
        "signature-mirrored",
        with_contents(sound, &other),
        Contradictory(SingleRevision),
    );
}

/// The other value that the same key made over the same bytes, as far as ECDSA can tell: (r, n−s).
fn mirrored(signature: &[u8]) -> Vec<u8> {
    let found = p256::ecdsa::Signature::from_der(signature).unwrap();
    let (r, s) = found.split_scalars();
    let mirror = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
    mirror.to_der().as_bytes().to_vec()
}
