//! Incremental saving: objects appended behind the signed revision, in every form an update takes.

use quality::verification::CheckName::{OneByteRange, OneSignature, WholeFile};

use super::parts::{Parts, find_last, signed, start_of_table};
use super::{Broken, Case, Expected, Give, Unreadable};

/// How an update is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table that names the one before.
    Table,
    /// A whole table of its own that names none before.
    TableAlone,
    /// A stream in place of a table.
    Stream,
    /// A table beside a stream that says otherwise.
    Hybrid,
    /// Objects, and the old table once more.
    OldTable,
    /// Objects alone: the end of the file is the last of them.
    NoTable,
    /// Objects behind the last `%%EOF` of a file whose end is repeated.
    OldEnd,
}

/// Objects of an update, by number.
pub type Update = Vec<(u32, Vec<u8>)>;

/// The file with an update behind it.
pub fn updated(bytes: &[u8], parts: &Parts, form: Form, update: &Update) -> Vec<u8> {
    let previous = start_of_table(bytes);
    let root = format!("/Root {} 0 R", parts.catalog());
    let size = parts.next() + update.len() as u32 + 1;
    let mut out = bytes.to_vec();
    let mut rows = String::new();
    let mut binary = Vec::new();
    for (number, body) in update {
        rows.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        binary.push((*number, out.len()));
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let end = |trailer: &str, start: usize| {
        format!("trailer\n<</Size {size}{root}{trailer}>>\nstartxref\n{start}\n%%EOF\n")
    };
    match form {
        Form::Table => {
            let trailer = end(&format!("/Prev {previous}"), start);
            out.extend(format!("xref\n0 0\n{rows}{trailer}").bytes());
        }
        Form::TableAlone => {
            let old = String::from_utf8_lossy(&bytes[previous..]).into_owned();
            let old = old.split_once("trailer").unwrap().0.to_owned();
            // The new rows first: a reader that takes the last word keeps the old ones.
            let old = old.trim_start_matches("xref\n");
            out.extend(format!("xref\n{rows}{old}{}", end("", start)).bytes());
        }
        Form::Stream => out.extend(stream(&binary, size, &root, previous, start)),
        Form::Hybrid => {
            let section = stream(&binary, size, &root, previous, start);
            out.extend(&section[..find_last(&section, b"startxref").unwrap()]);
            let table = out.len();
            let trailer = end(&format!("/Prev {previous}/XRefStm {start}"), table);
            out.extend(format!("xref\n0 0\n{trailer}").bytes());
        }
        Form::OldTable => {
            let old = String::from_utf8_lossy(&bytes[previous..]).into_owned();
            let old = old.split_once("startxref").unwrap().0.to_owned();
            out.extend(format!("{old}startxref\n{start}\n%%EOF\n").bytes());
        }
        Form::NoTable => {}
        Form::OldEnd => out.extend(format!("startxref\n{previous}\n%%EOF\n").bytes()),
    }
    out
}

/// A cross-reference stream, and the end of the file that names it.
fn stream(rows: &[(u32, usize)], size: u32, root: &str, previous: usize, start: usize) -> Vec<u8> {
    let mut data = Vec::new();
    let mut index = String::new();
    for (number, offset) in rows.iter().chain([&(size - 1, start)]) {
        index.push_str(&format!("{number} 1 "));
        data.push(1);
        data.extend(u32::try_from(*offset).unwrap().to_be_bytes());
        data.push(0);
    }
    let length = data.len();
    let entries = format!(
        "/Type /XRef/W [1 4 1]/Index [{index}]/Size {size}{root}/Prev {previous}/Length {length}"
    );
    let head = format!("{} 0 obj\n<<{entries}>>\nstream\n", size - 1);
    let end = format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
    [head.as_bytes(), &data, end.as_bytes()].concat()
}

/// What an attacker would like to change afterwards.
pub fn updates(case: &Case) -> Vec<(&'static str, Update)> {
    let parts = &case.parts;
    let (page, catalog, next) = (parts.page(), parts.catalog(), parts.next());
    let text = |number: u32, from: &str, to: &str| {
        let edited = parts.edited(number, from, to);
        (number, edited.objects[&number].clone())
    };
    let page_text = b"<</Length 30>>\nstream\nBT /F1 40 Tf (Niveau N3) Tj ET\nendstream".to_vec();
    let manifest = parts.with("/F (dossier.json)") - 1;
    let json = parts.text(manifest).replace("\"N1\"", "\"N3\"");
    let contents = parts.text(page);
    let contents = contents.split("/Contents ").nth(1).unwrap();
    let number: u32 = contents.split(' ').next().unwrap().parse().unwrap();
    let bold = parts
        .text(page)
        .replace("/Tabs /S", &format!("/Tabs /S/Annots [{next} 0 R]"));
    let note = b"<</Type /Annot/Subtype /FreeText/Rect [0 0 595 842]/Contents (Niveau N3)/DA (/Helv 40 Tf)>>";
    let pages = parts.with("/Type /Pages");
    vec![
        ("nothing", vec![]),
        ("page-text", vec![(number, page_text.clone())]),
        (
            "page-object",
            vec![(page, bold.into_bytes()), (next, note.to_vec())],
        ),
        (
            "pages-emptied",
            vec![(pages, b"<</Type /Pages/Kids []/Count 0>>".to_vec())],
        ),
        ("dossier-json", vec![(manifest, json.into_bytes())]),
        (
            "catalog-bare",
            vec![(
                catalog,
                format!("<</Type /Catalog/Pages {pages} 0 R>>").into_bytes(),
            )],
        ),
        (
            "attachments-gone",
            vec![text(catalog, "/EmbeddedFiles", "/EmbeddedFilez")],
        ),
        ("form-gone", vec![text(catalog, "/AcroForm", "/AcroFrom")]),
        ("signature-null", vec![(parts.signature, b"null".to_vec())]),
        (
            "signature-bare",
            vec![(parts.signature, b"<</Type /Sig>>".to_vec())],
        ),
        ("field-emptied", vec![text(parts.field(), "/V ", "/W ")]),
        (
            "metadata",
            vec![(
                parts.with("/Type /Metadata"),
                b"<</Length 0>>\nstream\n\nendstream".to_vec(),
            )],
        ),
        (
            "script",
            vec![
                text(catalog, "/Lang", &format!("/OpenAction {next} 0 R/Lang")),
                (next, b"<</S /JavaScript/JS (app.alert\\(1\\))>>".to_vec()),
            ],
        ),
        (
            "security-store",
            vec![
                text(catalog, "/Lang", &format!("/DSS {next} 0 R/Lang")),
                (next, b"<</Type /DSS/Certs []>>".to_vec()),
            ],
        ),
    ]
}

pub fn forge(case: &Case, give: Give<'_>) {
    for (name, update) in updates(case) {
        for form in [Form::Table, Form::TableAlone, Form::OldTable] {
            let forged = updated(&case.sound, &case.parts, form, &update);
            let expected = expected_of(name, form);
            give(&format!("{name}-{form:?}").to_lowercase(), forged, expected);
        }
    }
    let all = updates(case);
    let (_, update) = &all[1];
    for form in [Form::Stream, Form::Hybrid] {
        let forged = updated(&case.sound, &case.parts, form, update);
        give(
            &format!("page-{form:?}").to_lowercase(),
            forged,
            Broken(WholeFile),
        );
    }
    let forged = updated(&case.sound, &case.parts, Form::NoTable, update);
    give("objects-alone", forged, Broken(WholeFile));
    let forged = updated(&case.sound, &case.parts, Form::OldEnd, update);
    give("objects-and-the-old-end", forged, Broken(WholeFile));
    second_signatures(case, give);
    around(case, give);
}

fn expected_of(name: &str, form: Form) -> Expected {
    match (name, form) {
        // Nothing is reached from the form any more, and yet it bears a signature.
        (
            "catalog-bare" | "form-gone" | "signature-null" | "field-emptied",
            Form::Table | Form::TableAlone,
        ) => Broken(OneSignature),
        ("signature-bare", Form::Table | Form::TableAlone) => Broken(OneByteRange),
        _ => Broken(WholeFile),
    }
}

/// A second signature over everything, sound in itself.
fn second_signatures(case: &Case, give: Give<'_>) {
    let parts = &case.parts;
    let (next, catalog) = (parts.next(), parts.catalog());
    let listed = parts.edited(catalog, "/Fields [", &format!("/Fields [{next} 0 R "));
    let dictionary = parts.objects[&parts.signature].clone();
    let field = format!("<</FT /Sig/T (Contreseing)/V {} 0 R>>", next + 1);
    let update = vec![
        (catalog, listed.objects[&catalog].clone()),
        (next, field.into_bytes()),
        (next + 1, dictionary),
    ];
    let bytes = updated(&case.sound, parts, Form::Table, &update);
    give(
        "second-signature",
        signed(&bytes, &case.attacker, |_| {}),
        Broken(OneSignature),
    );
    give(
        "second-signature-by-the-twin",
        signed(&bytes, &case.twin, |_| {}),
        Broken(OneSignature),
    );
    give(
        "second-signature-by-the-original",
        case.by_original(&bytes),
        Broken(OneSignature),
    );
    // The field now leads to a new signature over all: the old one is still there.
    let update = vec![(parts.signature, parts.objects[&parts.signature].clone())];
    let bytes = updated(&case.sound, parts, Form::Table, &update);
    give(
        "signature-replaced",
        signed(&bytes, &case.twin, |_| {}),
        Broken(OneSignature),
    );
    give(
        "signature-replaced-by-the-original",
        case.by_original(&bytes),
        Broken(OneSignature),
    );
}

/// What stands before or behind without being an update.
fn around(case: &Case, give: Give<'_>) {
    let sound = &case.sound;
    let end = find_last(sound, b"startxref").unwrap();
    let mut add = |name: &str, bytes: Vec<u8>, expected| give(name, bytes, expected);
    add(
        "newline-behind",
        [sound, &b"\n"[..]].concat(),
        Broken(WholeFile),
    );
    add(
        "space-behind",
        [sound, &b" "[..]].concat(),
        Broken(WholeFile),
    );
    add(
        "zero-behind",
        [sound, &b"\0"[..]].concat(),
        Broken(WholeFile),
    );
    add(
        "comment-behind",
        [sound, &b"% lu et approuve\n"[..]].concat(),
        Broken(WholeFile),
    );
    add(
        "end-behind",
        [sound, &b"%%EOF\n"[..]].concat(),
        Broken(WholeFile),
    );
    add(
        "end-repeated",
        [sound, &sound[end..]].concat(),
        Broken(WholeFile),
    );
    add(
        "itself-behind",
        [sound, &sound[..]].concat(),
        Broken(OneByteRange),
    );
    add(
        "a-kilobyte-behind",
        [sound, &vec![b' '; 2000][..]].concat(),
        Broken(OneByteRange),
    );
    add(
        "newline-before",
        [&b"\n"[..], sound].concat(),
        Broken(WholeFile),
    );
    add(
        "mail-head-before",
        [&b"Content-Type: application/pdf\r\n\r\n"[..], sound].concat(),
        Broken(WholeFile),
    );
    add(
        "page-of-html-before",
        [&b"<html>".repeat(300)[..], sound].concat(),
        Unreadable,
    );
    add(
        "last-byte-gone",
        sound[..sound.len() - 1].to_vec(),
        Broken(WholeFile),
    );
    add("end-gone", sound[..end].to_vec(), Broken(OneByteRange));
    add("half-gone", sound[..sound.len() / 2].to_vec(), Unreadable);
    add(
        "first-half-gone",
        sound[sound.len() / 2..].to_vec(),
        Unreadable,
    );
    let mut lines = Vec::new();
    for byte in sound {
        if *byte == b'\n' {
            lines.push(b'\r');
        }
        lines.push(*byte);
    }
    add("line-ends-converted", lines, Broken(OneByteRange));
}
