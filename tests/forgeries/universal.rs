//! Universal forgery: the signature dictionary is broken so that a reader skips its check.
//!
//! Cross-reference and byte range are made right again, so that nothing else gives the file away.

use quality::verification::CheckName::{
    OneByteRange, OneSignature, SignatureGap, SignedBytes, WholeFile,
};

use super::parts::{measured, places, signed, with_contents};
use super::{Broken, Case, Expected, Give, Unsigned};

pub fn forge(case: &Case, give: Give<'_>) {
    ranges(case, give);
    gaps(case, give);
    dictionaries(case, give);
    fields(case, give);
}

/// The digits of the byte range as they stand, and the file around them.
fn range_of(case: &Case) -> (String, [usize; 3]) {
    let (range, gap) = places(&case.sound);
    let text = String::from_utf8(case.sound[range].to_vec()).unwrap();
    (text, [gap.start, gap.end, case.sound.len() - gap.end])
}

fn ranges(case: &Case, give: Give<'_>) {
    let (text, [a, b, c]) = range_of(case);
    let number = case.parts.signature;
    let mut entry = |name: &str, entry: &str, check| {
        let whole = format!("/ByteRange {text}");
        let forged = case.parts.edited(number, &whole, entry).write();
        give(name, forged, Broken(check));
    };
    entry("no-byte-range", "", OneByteRange);
    entry(
        "byte-range-renamed",
        &format!("/BiteRange {text}"),
        OneByteRange,
    );
    entry(
        "byte-range-in-disguise",
        &format!("/#42yteRange {text}"),
        OneByteRange,
    );
    entry("byte-range-null", "/ByteRange null", OneByteRange);
    entry("byte-range-true", "/ByteRange true", OneByteRange);
    entry("byte-range-a-number", "/ByteRange 0", OneByteRange);
    entry("byte-range-a-name", "/ByteRange /None", OneByteRange);
    entry("byte-range-a-string", "/ByteRange (0 1 2 3)", OneByteRange);
    entry(
        "byte-range-a-dictionary",
        "/ByteRange << /A 0 >>",
        OneByteRange,
    );
    entry("byte-range-empty", "/ByteRange []", OneByteRange);
    let shape = |inside: String| format!("/ByteRange [{inside}]");
    entry("one-number", &shape("0".into()), OneByteRange);
    entry("two-numbers", &shape(format!("0 {a}")), OneByteRange);
    entry("three-numbers", &shape(format!("0 {a} {b}")), OneByteRange);
    entry(
        "five-numbers",
        &shape(format!("0 {a} {b} {c} 0")),
        OneByteRange,
    );
    entry(
        "six-numbers",
        &shape(format!("0 {a} {b} {c} 0 0")),
        OneByteRange,
    );
    entry("nested", &shape(format!("[0 {a} {b} {c}]")), OneByteRange);
    entry(
        "negative-start",
        &shape(format!("-1 {a} {b} {c}")),
        OneByteRange,
    );
    entry(
        "negative-length",
        &shape(format!("0 -{a} {b} {c}")),
        OneByteRange,
    );
    entry(
        "negative-second",
        &shape(format!("0 {a} -{b} {c}")),
        OneByteRange,
    );
    entry(
        "negative-end",
        &shape(format!("0 {a} {b} -{c}")),
        OneByteRange,
    );
    entry(
        "fractions",
        &shape(format!("0.0 {a}.0 {b}.0 {c}.0")),
        OneByteRange,
    );
    entry("words", &shape(format!("0 {a} /B {c}")), OneByteRange);
    entry(
        "strings",
        &shape(format!("(0) ({a}) ({b}) ({c})")),
        OneByteRange,
    );
    entry("nulls", &shape("null null null null".into()), OneByteRange);
    entry(
        "beyond-64-bits",
        &shape(format!("0 {a} {b} 99999999999999999999")),
        OneByteRange,
    );
    entry(
        "two-to-the-63",
        &shape(format!("0 {a} {b} 9223372036854775807")),
        WholeFile,
    );
    entry(
        "wraps-round",
        &shape(format!("0 {a} 18446744073709551615 {c}")),
        OneByteRange,
    );
    entry("zeros", &shape("0 0 0 0".into()), WholeFile);
    entry(
        "nothing-covered",
        &shape(format!("0 0 {} 0", case.sound.len())),
        WholeFile,
    );
    entry(
        "everything-before",
        &shape(format!("0 {0} {0} 0", case.sound.len())),
        WholeFile,
    );
    entry("starts-at-one", &shape(format!("1 {a} {b} {c}")), WholeFile);
    entry("backwards", &shape(format!("0 {b} {a} {c}")), WholeFile);
    entry(
        "twice-decoy-first",
        &format!("/ByteRange [0 1 2 3]\n/ByteRange {text}"),
        OneByteRange,
    );
    entry(
        "twice-decoy-last",
        &format!("/ByteRange {text}\n/ByteRange [0 1 2 3]"),
        OneByteRange,
    );
    entry("in-a-comment", &format!("%/ByteRange {text}"), OneByteRange);
    entry(
        "behind-a-comment",
        &format!("/ByteRange %\n{text}"),
        WholeFile,
    );
    let next = case.parts.next();
    for (name, entry) in [
        ("indirect", format!("/ByteRange {next} 0 R")),
        (
            "indirect-number",
            format!("/ByteRange [0 {a} {b} {next} 0 R]"),
        ),
    ] {
        let whole = format!("/ByteRange {text}");
        let parts = case.parts.edited(number, &whole, &entry);
        let body = if name == "indirect" {
            text.clone()
        } else {
            c.to_string()
        };
        let forged = parts.with_body(next, body).write();
        give(name, forged, Broken(OneByteRange));
    }
}

fn gaps(case: &Case, give: Give<'_>) {
    let (_, gap) = places(&case.sound);
    let digits = String::from_utf8(case.sound[gap].to_vec()).unwrap();
    let used = digits.trim_end_matches(['0', '>']).len();
    let whole = format!("/Contents {digits}");
    let number = case.parts.signature;
    let mut entry = |name: &str, entry: String, check| {
        let forged = case.parts.edited(number, &whole, &entry).write();
        // Where there still is a gap, the range tells it.
        let forged = match entry.contains("/Contents <") && entry.ends_with('>') {
            true => measured(&forged),
            false => forged,
        };
        give(name, forged, Broken(check));
    };
    entry("no-contents", String::new(), SignatureGap);
    entry(
        "contents-renamed",
        format!("/Kontents {digits}"),
        SignatureGap,
    );
    entry(
        "contents-in-disguise",
        format!("/Content#73 {digits}"),
        SignatureGap,
    );
    entry("contents-null", "/Contents null".into(), SignatureGap);
    entry("contents-true", "/Contents true".into(), SignatureGap);
    entry("contents-a-name", "/Contents /None".into(), SignatureGap);
    entry(
        "contents-an-array",
        format!("/Contents [{digits}]"),
        SignatureGap,
    );
    entry(
        "contents-a-dictionary",
        "/Contents << >>".into(),
        SignatureGap,
    );
    entry("contents-literal", "/Contents (0)".into(), SignatureGap);
    entry("contents-empty", "/Contents <>".into(), SignatureGap);
    entry(
        "contents-zero",
        format!("/Contents <{}>", "0".repeat(32768)),
        SignedBytes,
    );
    entry("contents-one-byte", "/Contents <30>".into(), SignedBytes);
    entry(
        "contents-odd",
        format!("/Contents {}>", &digits[..used - used % 2]),
        SignatureGap,
    );
    entry(
        "contents-no-digits",
        format!("/Contents <zz{}", &digits[3..]),
        OneByteRange,
    );
    entry(
        "contents-spaced",
        format!("/Contents < {}", &digits[2..]),
        SignatureGap,
    );
    entry(
        "contents-on-two-lines",
        format!("/Contents {}\n{}", &digits[..9], &digits[10..]),
        SignatureGap,
    );
    entry(
        "contents-cut",
        format!("/Contents {}00>", &digits[..used / 4 * 2 + 1]),
        SignedBytes,
    );
    entry(
        "contents-twice",
        format!("/Contents <00>\n/Contents {digits}"),
        OneByteRange,
    );
    entry(
        "contents-twice-last",
        format!("/Contents {digits}\n/Contents <00>"),
        OneByteRange,
    );
    entry(
        "contents-commented",
        format!("/Contents %\n{digits}"),
        SignatureGap,
    );
    let next = case.parts.next();
    let parts = case
        .parts
        .edited(number, &whole, &format!("/Contents {next} 0 R"));
    give(
        "contents-indirect",
        parts.with_body(next, digits.clone()).write(),
        Broken(SignatureGap),
    );
    let sound = &case.sound;
    give(
        "another-sequence",
        with_contents(sound, &[0x30, 3, 2, 1, 1]),
        Broken(SignedBytes),
    );
    give("a-null", with_contents(sound, &[5, 0]), Broken(SignedBytes));
    let zeroed = with_contents(sound, &[]);
    give("no-signature-in-the-gap", zeroed, Broken(SignedBytes));
}

/// Entries that a reader might not know, under a signature that is sound but for that.
fn dictionaries(case: &Case, give: Give<'_>) {
    let number = case.parts.signature;
    let filter = "/SubFilter /ETSI.CAdES.detached";
    let edits: [(&str, &str, &str, Expected); 16] = [
        ("no-type", "/Type /Sig ", "", Broken(OneSignature)),
        (
            "other-type",
            "/Type /Sig ",
            "/Type /Sog ",
            Broken(OneSignature),
        ),
        (
            "type-in-disguise",
            "/Type /Sig ",
            "/Type /S#69g ",
            Broken(OneByteRange),
        ),
        (
            "type-a-string",
            "/Type /Sig ",
            "/Type (Sig) ",
            Broken(OneSignature),
        ),
        (
            "document-timestamp",
            "/Type /Sig ",
            "/Type /DocTimeStamp ",
            Broken(OneSignature),
        ),
        (
            "no-filter",
            "/Filter /Adobe.PPKLite",
            "",
            Broken(OneSignature),
        ),
        (
            "other-filter",
            "/Adobe.PPKLite",
            "/Adobe.PPKMS",
            Broken(OneSignature),
        ),
        (
            "filter-null",
            "/Filter /Adobe.PPKLite",
            "/Filter null",
            Broken(OneSignature),
        ),
        ("no-subfilter", filter, "", Broken(OneSignature)),
        (
            "subfilter-empty",
            filter,
            "/SubFilter /",
            Broken(OneSignature),
        ),
        (
            "subfilter-pkcs7",
            filter,
            "/SubFilter /adbe.pkcs7.detached",
            Broken(OneSignature),
        ),
        (
            "subfilter-sha1",
            filter,
            "/SubFilter /adbe.pkcs7.sha1",
            Broken(OneSignature),
        ),
        (
            "subfilter-x509",
            filter,
            "/SubFilter /adbe.x509.rsa_sha1",
            Broken(OneSignature),
        ),
        (
            "subfilter-timestamp",
            filter,
            "/SubFilter /ETSI.RFC3161",
            Broken(OneSignature),
        ),
        (
            "subfilter-unknown",
            filter,
            "/SubFilter /Trust.Me",
            Broken(OneSignature),
        ),
        (
            "subfilter-twice",
            filter,
            "/SubFilter /X /SubFilter /ETSI.CAdES.detached",
            Broken(OneByteRange),
        ),
    ];
    for (name, from, to, expected) in edits {
        let forged = case.parts.edited(number, from, to).write();
        give(
            &format!("{name}-by-the-twin"),
            signed(&forged, &case.twin, |_| {}),
            expected,
        );
        give(
            &format!("{name}-by-the-original"),
            case.by_original(&forged),
            expected,
        );
    }
}

/// The field that leads to the signature, or does not.
fn fields(case: &Case, give: Give<'_>) {
    let (parts, field, catalog) = (&case.parts, case.parts.field(), case.parts.catalog());
    let value = format!("/V {} 0 R", parts.signature);
    let form = format!("/AcroForm <</Fields [{field} 0 R]/SigFlags 3>>");
    let listed = format!("/Fields [{field} 0 R]");
    let mut edit = |name: &str, number: u32, from: &str, to: &str, check| {
        let forged = parts.edited(number, from, to).write();
        give(name, case.by_original(&forged), Broken(check));
    };
    edit("no-value", field, &value, "", OneSignature);
    edit("value-null", field, &value, "/V null", OneSignature);
    edit(
        "value-renamed",
        field,
        &value,
        &value.replace('V', "W"),
        OneSignature,
    );
    edit("value-a-number", field, &value, "/V 1", OneSignature);
    edit(
        "value-the-page",
        field,
        &value,
        &format!("/V {} 0 R", parts.page()),
        OneSignature,
    );
    edit("value-nothing", field, &value, "/V 99999 0 R", OneSignature);
    edit(
        "value-itself",
        field,
        &value,
        &format!("/V {field} 0 R"),
        OneSignature,
    );
    edit("no-field-type", field, "/FT /Sig", "", OneSignature);
    edit("field-of-text", field, "/FT /Sig", "/FT /Tx", OneSignature);
    edit("no-form", catalog, &form, "", OneSignature);
    edit("form-null", catalog, &form, "/AcroForm null", OneSignature);
    edit("no-field", catalog, &listed, "/Fields []", OneSignature);
    edit(
        "field-unlisted",
        catalog,
        &listed,
        "/Fields [99999 0 R]",
        OneSignature,
    );
    edit(
        "fields-a-field",
        catalog,
        &listed,
        &format!("/Fields {field} 0 R"),
        OneSignature,
    );
    edit(
        "permissions-elsewhere",
        catalog,
        "/Perms <</DocMDP",
        "/Perms <</UR3",
        OneSignature,
    );
    let without = parts
        .edited(catalog, &form, "")
        .edited(
            catalog,
            &format!("/Perms <</DocMDP {} 0 R>>", parts.signature),
            "",
        )
        .with_body(field, "<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>")
        .with_body(parts.signature, "null");
    give("nothing-left-of-it", without.write(), Unsigned);
    let dictionary = parts.text(parts.signature);
    let inside = parts.edited(field, &value, &format!("/V {dictionary}"));
    let inside = inside.with_body(parts.signature, "null").write();
    give(
        "value-direct",
        case.by_original(&inside),
        Broken(OneSignature),
    );
}
