//! Bombs: files that ask for more memory, time or depth than they should get.
//!
//! Wherever it helps, soundly signed by the attacker, so that the innermost checks are reached.
//! Source: trust.md, R7; bad input 107.

use std::io::Write as _;

use quality::verification::CheckName::{
    EmbeddedData, EmbeddedFiles, OneByteRange, OneSignature, SignedBytes, VisibleText,
};

use super::attached::{MANIFEST, data, with_data, with_manifest};
use super::parts::{Parts, signed, with_contents};
use super::{Broken, Case, Contradictory, Expected, Give, Unreadable, der};

pub fn forge(case: &Case, give: Give<'_>) {
    let parts = &case.parts;
    let mut sign = |name: &str, parts: Parts, expected: Expected| {
        give(name, signed(&parts.write(), &case.twin, |_| {}), expected);
    };
    compressed(parts, &mut sign);
    objects(parts, &mut sign);
    trees(parts, &mut sign);
    texts(parts, &mut sign);
    signatures(case, give);
    frames(case, give);
}

type Sign<'s> = &'s mut dyn FnMut(&str, Parts, Expected);

fn deflated(length: usize) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..length >> 20 {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap()
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Small streams that grow.
fn compressed(parts: &Parts, sign: Sign<'_>) {
    let bomb = deflated(100 << 20);
    let body = stream("/Filter /FlateDecode", &bomb);
    sign("deflated-100-megabytes", parts.added(body).0, Unreadable);
    let body = stream("/Filter [/FlateDecode/FlateDecode]", &bomb);
    sign(
        "deflated-twice",
        parts.added(body).0,
        Contradictory(VisibleText),
    );
    let mut many = parts.clone();
    let body = stream("/Filter /FlateDecode", &deflated(30 << 20));
    for _ in 0..12 {
        many = many.added(body.clone()).0;
    }
    sign("twelve-times-30-megabytes", many, Unreadable);
    let manifest = super::attached::object(parts, MANIFEST);
    let body = stream(
        "/Type /EmbeddedFile/Filter /FlateDecode",
        &deflated(60 << 20),
    );
    sign(
        "manifest-of-60-megabytes",
        parts.with_body(manifest, body),
        Contradictory(EmbeddedData),
    );
    let predicted = "/Filter /FlateDecode/DecodeParms <</Predictor 15/Colors 1048576/BitsPerComponent 1048576/Columns 1048576>>/Type /EmbeddedFile";
    let body = stream(predicted, &deflated(1 << 20));
    sign(
        "rows-beyond-measure",
        parts.with_body(manifest, body),
        Contradictory(EmbeddedFiles),
    );
}

/// Objects that nest, repeat or lead in circles.
fn objects(parts: &Parts, sign: Sign<'_>) {
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    sign("arrays-within-arrays", parts.added(deep).0, Unreadable);
    let deep = [b"<</A ".repeat(50_000), b">>".repeat(50_000)].concat();
    sign(
        "dictionaries-within-dictionaries",
        parts.added(deep).0,
        Unreadable,
    );
    let many = [b"[".to_vec(), b"0 ".repeat(1_200_000), b"]".to_vec()].concat();
    sign("a-million-numbers", parts.added(many).0, Unreadable);
    let wide: String = (0..200_000).map(|n| format!("/K{n} 0")).collect();
    sign(
        "two-hundred-thousand-keys",
        parts.added(format!("<<{wide}>>")).0,
        Contradictory(VisibleText),
    );
    let long = [b"(".to_vec(), vec![b'a'; 17 << 20], b")".to_vec()].concat();
    sign("a-string-of-17-megabytes", parts.added(long).0, Unreadable);
    let mut chain = parts.clone();
    for _ in 0..20_000 {
        let next = chain.next() + 1;
        let number = chain.next();
        chain
            .objects
            .insert(number, format!("{next} 0 R").into_bytes());
    }
    let first = parts.next();
    let chained = chain.edited(
        chain.catalog(),
        "/Lang",
        &format!("/OpenAction {first} 0 R/Lang"),
    );
    sign(
        "references-to-references",
        chained,
        Contradictory(VisibleText),
    );
    let catalog = parts.catalog();
    let circle = parts.edited(catalog, "/Lang", &format!("/OpenAction {first} 0 R/Lang"));
    let circle = circle.with_body(first, format!("{first} 0 R"));
    sign("reference-to-itself", circle, Contradictory(VisibleText));
}

/// Trees whose nodes come back, or come in numbers.
fn trees(parts: &Parts, sign: Sign<'_>) {
    let (catalog, next) = (parts.catalog(), parts.next());
    let heavy = "0 ".repeat(300_000);
    let listed = format!("/Fields [{} 0 R]", parts.field());
    let fields = |body: String| {
        let form = parts.edited(
            catalog,
            &listed,
            &format!("/Fields [{} 0 R {next} 0 R]", parts.field()),
        );
        form.with_body(next, body)
    };
    let circular = fields(format!("<</T (a)/Kids [{next} 0 R]>>"));
    sign("field-within-itself", circular, Contradictory(VisibleText));
    let kids = format!("{} 0 R ", next + 1).repeat(300_000);
    let node = format!("<</T (b)/FT /Tx/Junk [{heavy}]>>");
    let many = fields(format!("<</T (a)/Kids [{kids}]>>")).with_body(next + 1, node);
    sign(
        "one-heavy-field-300000-times",
        many,
        Contradictory(VisibleText),
    );
    let node = format!("<</FT /Tx/Junk [{heavy}]>>");
    let many = fields(format!("<</T (a)/Kids [{kids}]>>")).with_body(next + 1, node);
    sign(
        "one-heavy-widget-300000-times",
        many,
        Contradictory(VisibleText),
    );

    let names = |entry: String| parts.edited(catalog, "<</Names [", &format!("<<{entry}/Names ["));
    let itself = names(format!("/Kids [{next} 0 R]"));
    let itself = itself.with_body(next, format!("<</Kids [{next} 0 R]>>"));
    sign(
        "names-within-themselves",
        itself,
        Contradictory(EmbeddedFiles),
    );
    let heavy_node = format!("<</Names []/Junk [{heavy}]>>");
    let many = names(format!(
        "/Kids [{}]",
        format!("{next} 0 R ").repeat(300_000)
    ));
    sign(
        "one-heavy-name-300000-times",
        many.with_body(next, heavy_node),
        Contradictory(EmbeddedFiles),
    );
    let heavy_circle = format!("<</Kids [{next} 0 R]/Junk [{heavy}]>>");
    let circle = names(format!("/Kids [{next} 0 R]")).with_body(next, heavy_circle);
    sign(
        "heavy-names-within-themselves",
        circle,
        Contradictory(EmbeddedFiles),
    );
    let pairs = format!(
        "(grid.json) {} 0 R ",
        super::attached::specification(parts, "grid.json")
    );
    let many = parts.edited(
        catalog,
        "<</Names [",
        &format!("<</Names [{}", pairs.repeat(100_000)),
    );
    sign("one-file-100000-times", many, Contradictory(EmbeddedFiles));
    let mut attached = parts.clone();
    for _ in 0..6_000 {
        let number = attached.next();
        let body = b"<</Type /Filespec/F (a)/EF <</F 1 0 R>>>>";
        attached.objects.insert(number, body.to_vec());
    }
    sign("six-thousand-attachments", attached, Unreadable);
    let page = parts.page();
    let pages = parts.edited(page, "/Parent 1 0 R", &format!("/Parent {page} 0 R"));
    sign("page-its-own-parent", pages, Contradictory(VisibleText));
}

/// Data that grow in the reading.
fn texts(parts: &Parts, sign: Sign<'_>) {
    let numbers = format!("[{}0]", "0,".repeat(5_000_000));
    sign(
        "ten-megabytes-of-numbers",
        with_data(parts, MANIFEST, numbers.as_bytes()),
        Contradictory(EmbeddedData),
    );
    let keys: String = (0..300_000).map(|n| format!("\"k{n}\":0,")).collect();
    let keys = format!("{{{keys}\"z\":0}}");
    sign(
        "three-hundred-thousand-members",
        with_data(parts, MANIFEST, keys.as_bytes()),
        Contradictory(EmbeddedData),
    );
    let large = [b"\"".to_vec(), vec![b'a'; 21 << 20], b"\"".to_vec()].concat();
    sign(
        "a-text-of-21-megabytes",
        with_data(parts, MANIFEST, &large),
        Contradictory(EmbeddedData),
    );
    let long = "mot ".repeat(24_000);
    let comments = with_manifest(parts, &|v| {
        for answer in v["assessment"]["answers"].as_array_mut().unwrap() {
            answer["comment"] = serde_json::json!(long);
        }
        v["omitted"] = serde_json::json!([]);
    });
    sign(
        "five-megabytes-of-comments",
        comments,
        Contradictory(VisibleText),
    );
    let lines = data(parts, "journal.jsonl").repeat(60);
    sign(
        "journal-of-five-megabytes",
        with_data(parts, "journal.jsonl", &lines),
        Contradictory(VisibleText),
    );
}

/// Signatures that are large or deep.
fn signatures(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let nested = (0..200).fold(vec![5, 0], |inner, _| der::sequence(&[&inner]));
    give(
        "der-200-deep",
        with_contents(sound, &nested),
        Broken(SignedBytes),
    );
    let forged = signed(sound, &case.twin, |cms| {
        let sets = (0..3_000_u16).map(|n| super::cms::attribute(&format!("1.2.{n}"), &[5, 0]));
        cms.attributes.extend(sets.take(700));
    });
    give(
        "seven-hundred-attributes",
        forged,
        Contradictory(VisibleText),
    );
    let forged = signed(sound, &case.twin, |cms| {
        cms.certificates = (0..30_u8)
            .map(|n| {
                super::attacker::Signer::named(super::attacker::Key::p256(n + 20), "A").certificate
            })
            .collect();
    });
    give("thirty-certificates", forged, Broken(SignedBytes));
    let number = case.parts.signature;
    let wide = case.parts.edited(
        number,
        "/Contents <",
        &format!("/Contents <{}", "0".repeat(40 << 20)),
    );
    give(
        "gap-of-40-megabytes",
        super::parts::measured(&wide.write()),
        Unreadable,
    );
}

/// Frames of a file that promise more than there is.
fn frames(case: &Case, give: Give<'_>) {
    let frame = |middle: &str| format!("%PDF-1.7\n{middle}\nstartxref\n9\n%%EOF\n").into_bytes();
    let mut small = |name: &str, middle: &str| give(name, frame(middle), Unreadable);
    small(
        "table-of-billions",
        "xref\n0 4294967295\ntrailer\n<</Root 1 0 R>>",
    );
    small(
        "table-beyond-64-bits",
        "xref\n18446744073709551615 9\ntrailer\n<<>>",
    );
    small(
        "table-before-itself",
        "xref\n0 0\ntrailer\n<</Root 1 0 R/Prev 9>>",
    );
    small(
        "hybrid-of-itself",
        "xref\n0 0\ntrailer\n<</Root 1 0 R/XRefStm 9>>",
    );
    small(
        "rows-of-billions",
        "1 0 obj\n<</Type /XRef/W [1 8 8]/Index [0 4294967295]/Size 9/Length 0>>\nstream\n\nendstream\nendobj",
    );
    small(
        "rows-without-width",
        "1 0 obj\n<</Type /XRef/W [0 0 0]/Size 999999999/Length 0>>\nstream\n\nendstream\nendobj",
    );
    small(
        "length-of-itself",
        "1 0 obj\n<</Type /XRef/W [1 1 1]/Size 9/Length 1 0 R>>\nstream\n\nendstream\nendobj",
    );
    let rows = "0000000015 00000 n \n".repeat(1_000_000);
    small(
        "a-million-objects",
        &format!("xref\n0 1000000\n{rows}trailer\n<</Root 1 0 R>>"),
    );
    give(
        "sections-within-sections",
        within(3_000, 1_000_000),
        Unreadable,
    );
    give("object-stream-of-itself", containers(), Unreadable);
    let mut rows = case.parts.clone();
    rows.more_rows = format!("2000 190000\n{}", "0000000015 00000 n \n".repeat(190_000));
    let forged = signed(&rows.write(), &case.twin, |_| {});
    give("190000-rows-of-one-object", forged, Broken(OneByteRange));
    let mut signatures = case.parts.clone();
    for _ in 0..2_000 {
        let number = signatures.next();
        signatures
            .objects
            .insert(number, b"<</Type /Sig/ByteRange [0 1 2 3]>>".to_vec());
    }
    give(
        "two-thousand-signatures",
        signed(&signatures.write(), &case.twin, |_| {}),
        Broken(OneSignature),
    );
}

/// Cross-reference streams, each inside a string of the one before: read one by one, the same bytes
/// are read again and again.
fn within(count: usize, padding: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let head = |n: usize| format!("{n:06} 0 obj\n<</S (");
    let length = head(1).len();
    for number in 1..=count {
        bytes.extend(head(number).bytes());
    }
    bytes.extend(std::iter::repeat_n(b' ', padding));
    for number in (1..=count).rev() {
        let next = 9 + number * length;
        bytes.extend(
            format!(")/Type /XRef/W [1 1 1]/Size 0/Root 1 0 R/Prev {next}/Length 0>>\nstream\n\nendstream\nendobj\n").bytes(),
        );
    }
    bytes.extend(b"startxref\n9\n%%EOF\n");
    bytes
}

/// An object stream that says that it stands in itself.
fn containers() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let container = bytes.len();
    bytes.extend(
        b"1 0 obj\n<</Type /ObjStm/N 1/First 4/Length 8>>\nstream\n1 0 null\nendstream\nendobj\n",
    );
    let start = bytes.len();
    let rows = [&[2, 0, 1, 0][..], &[1, 0, container as u8, 0]].concat();
    bytes.extend(
        b"2 0 obj\n<</Type /XRef/W [1 2 1]/Index [1 1 3 1]/Size 4/Root 1 0 R/Length 8>>\nstream\n",
    );
    bytes.extend(rows);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}
