//! Shadow documents: hidden content put in before the signing, to be switched on afterwards.
//!
//! Each file is signed twice: by the attacker under the original signer's name, and by the original
//! signer, led to sign it. Then the update that switches it on is appended.

use quality::verification::CheckName::{
    EmbeddedFiles, OneByteRange, OneSignature, SingleRevision, VisibleText, WholeFile,
};

use super::incremental::{Form, updated};
use super::parts::{Parts, replaced, start_of_table};
use super::{Broken, Case, Contradictory, Expected, Give, NotADossier, SignedUnread};

pub fn forge(case: &Case, give: Give<'_>) {
    for (name, bytes, expected) in files(case) {
        let by_twin = super::parts::signed(&bytes, &case.twin, |_| {});
        give(&format!("{name}-by-the-twin"), by_twin, expected);
        give(
            &format!("{name}-by-the-original"),
            case.by_original(&bytes),
            expected,
        );
    }
    switched(case, give);
    no_dossiers(case, give);
}

const EVIL_PAGE: &[u8] =
    b"<</Length 38>>\nstream\nBT /F1 40 Tf (Niveau N3 atteint) Tj ET\nendstream";

/// Dossiers with something in them that ours never have.
fn files(case: &Case) -> Vec<(&'static str, Vec<u8>, Expected)> {
    let parts = &case.parts;
    let (page, catalog, next) = (parts.page(), parts.catalog(), parts.next());
    let pages = parts.with("/Type /Pages");
    let single = Contradictory(SingleRevision);
    let seen = Contradictory(VisibleText);
    let hidden = parts.added(EVIL_PAGE).0;
    let annotated = |kind: &str| {
        let note = format!("<</Type /Annot/Subtype /{kind}/Rect [0 0 595 842]/F 4/Contents (N3)>>");
        let edited = parts.edited(page, "/Tabs /S", &format!("/Tabs /S/Annots [{next} 0 R]"));
        edited.with_body(next, note).write()
    };
    let with = |number: u32, from: &str, to: &str| parts.edited(number, from, to).write();
    let mut between = parts.clone();
    between.before_table = b"9999 0 obj\n<</Type /Catalog/Pages 1 0 R>>\nendobj\n".to_vec();
    let mut comment = parts.clone();
    comment.before_table = b"% 9999 0 obj << /Type /Catalog >> endobj\n".to_vec();
    // Two objects of one number, and a table that names both.
    let mut twice = parts.clone();
    let shadow = format!("{page} 0 obj\n<</Type /Page/Parent 1 0 R/MediaBox [0 0 9 9]>>\nendobj\n");
    twice.before_table = shadow.clone().into_bytes();
    let start = start_of_table(&twice.write()) - shadow.len();
    twice.more_rows = format!("{page} 1\n{start:010} 00000 n \n");
    let mut two_ends = parts.clone();
    two_ends.before_table = b"startxref\n0\n%%EOF\n".to_vec();
    let mut one_more_end = parts.clone();
    one_more_end.before_table = b"%%EOF\n".to_vec();
    let mut previous = parts.clone();
    previous.trailer = format!("{}/Prev 15", parts.trailer);
    let mut hybrid = parts.clone();
    hybrid.trailer = format!("{}/XRefStm 15", parts.trailer);
    let mut roots = parts.clone();
    roots.trailer = format!("{}/Root {catalog} 0 R", parts.trailer);
    let mut information = parts.clone();
    information.trailer = parts.trailer.replace("/Info", "/Onfi");
    let sound = parts.write();
    vec![
        ("hidden-page-text", hidden.write(), seen),
        (
            "hidden-catalog",
            parts.added("<</Type /Catalog/Pages 1 0 R>>").0.write(),
            seen,
        ),
        (
            "hidden-pages",
            parts.added("<</Type /Pages/Kids []/Count 0>>").0.write(),
            seen,
        ),
        (
            "page-text-replaced",
            parts.with_body(contents_of(parts, page), EVIL_PAGE).write(),
            seen,
        ),
        (
            "page-bare",
            parts
                .with_body(page, "<</Type /Page/Parent 1 0 R/MediaBox [0 0 9 9]>>")
                .write(),
            seen,
        ),
        (
            "page-turned",
            with(page, "/Tabs /S", "/Tabs /S/Rotate 90"),
            seen,
        ),
        (
            "page-cropped",
            with(page, "/CropBox [0 0 ", "/CropBox [0 9 "),
            seen,
        ),
        (
            "page-missing",
            with(pages, &format!("/Kids [{page} 0 R"), "/Kids ["),
            seen,
        ),
        (
            "pages-emptied",
            parts
                .with_body(pages, "<</Type /Pages/Kids []/Count 0>>")
                .write(),
            seen,
        ),
        ("free-text-on-top", annotated("FreeText"), seen),
        ("stamp-on-top", annotated("Stamp"), seen),
        ("redaction-on-top", annotated("Redact"), seen),
        (
            "optional-content",
            with(catalog, "/Lang", "/OCProperties <</OCGs []/D <<>>>>/Lang"),
            seen,
        ),
        ("other-language", with(catalog, "(fr-FR)", "(en-US)"), seen),
        (
            "opens-elsewhere",
            with(
                catalog,
                "/Lang",
                &format!("/OpenAction [{page} 0 R /Fit]/Lang"),
            ),
            seen,
        ),
        (
            "metadata-gone",
            with(catalog, "/Metadata", "/Motadata"),
            seen,
        ),
        (
            "bookmarks-gone",
            with(catalog, "/Outlines", "/Outlinez"),
            seen,
        ),
        (
            "tags-gone",
            with(catalog, "/StructTreeRoot", "/StructTreeRuut"),
            seen,
        ),
        (
            "tooltip-changed",
            with(parts.field(), "/TU <FEFF0053", "/TU <FEFF0054"),
            seen,
        ),
        ("reason-changed", reason(parts), seen),
        (
            "changes-allowed",
            with(parts.signature, "/P 1 /V /1.2", "/P 2 /V /1.2"),
            single,
        ),
        (
            "not-certified",
            with(parts.signature, "/Reference [", "/Rifirence ["),
            single,
        ),
        ("object-between", between.write(), single),
        ("comment-between", comment.write(), single),
        (
            "comment-within",
            with(page, "/Tabs /S", "%N3\n/Tabs /S"),
            seen,
        ),
        ("row-twice", twice.write(), Broken(OneByteRange)),
        ("two-starts", two_ends.write(), single),
        ("two-ends", one_more_end.write(), single),
        (
            "names-an-earlier-table",
            previous.write(),
            Broken(OneByteRange),
        ),
        ("names-a-hybrid-table", hybrid.write(), Broken(OneByteRange)),
        ("two-roots", roots.write(), Broken(OneByteRange)),
        ("trailer-changed", information.write(), seen),
        ("other-version", [b"%PDF-1.4\n", &sound[9..]].concat(), seen),
        (
            "key-twice",
            with(page, "/Tabs /S", "/Tabs /S/Tabs /R"),
            Broken(OneByteRange),
        ),
        (
            "key-in-disguise",
            with(page, "/Tabs /S", "/T#61bs /S"),
            Broken(OneByteRange),
        ),
        (
            "blank-in-an-object",
            with(page, "/Tabs /S", "/Tabs  /S"),
            seen,
        ),
        (
            "attachment-unlisted",
            with(catalog, "/EmbeddedFiles", "/EmbeddedFilez"),
            Contradictory(EmbeddedFiles),
        ),
    ]
}

fn reason(parts: &Parts) -> Vec<u8> {
    let body = &parts.objects[&parts.signature];
    let body = replaced(body, b"/Reason <feff", b"/Reason <feff0041");
    parts.with_body(parts.signature, body).write()
}

/// The object of a page's text.
fn contents_of(parts: &Parts, page: u32) -> u32 {
    let text = parts.text(page);
    let rest = text.split("/Contents ").nth(1).unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}

/// Hidden content, signed by the original signer, and the update that switches it on.
fn switched(case: &Case, give: Give<'_>) {
    let parts = &case.parts;
    let page = parts.page();
    let (prepared, hidden) = parts.added(EVIL_PAGE);
    let signed = case.by_original(&prepared.write());
    let old = format!("/Contents {} 0 R", contents_of(parts, page));
    let on = |number: u32, from: &str, to: &str| {
        let edited = prepared.edited(number, from, to);
        vec![(number, edited.objects[&number].clone())]
    };
    let replace = on(page, &old, &format!("/Contents {hidden} 0 R"));
    for form in [Form::Table, Form::TableAlone, Form::Stream] {
        let forged = updated(&signed, &prepared, form, &replace);
        give(
            &format!("replaced-{form:?}").to_lowercase(),
            forged,
            Broken(WholeFile),
        );
    }
    // Hide and replace: two whole sets of objects, and a table that names the other one.
    let (both, shadow) = parts.added(format!("<</Type /Catalog/Pages {} 0 R>>", parts.next() + 1));
    let both = both.with_body(shadow + 1, "<</Type /Pages/Kids []/Count 0>>");
    let signed = case.by_original(&both.write());
    let table = start_of_table(&signed);
    let end = format!(
        "xref\n0 0\ntrailer\n<</Size {}/Root {shadow} 0 R/Prev {table}>>\nstartxref\n{}\n%%EOF\n",
        shadow + 2,
        signed.len()
    );
    give(
        "other-root",
        [&signed[..], end.as_bytes()].concat(),
        Broken(OneSignature),
    );
}

/// Files that are no dossier at all, soundly signed.
fn no_dossiers(case: &Case, give: Give<'_>) {
    let parts = &case.parts;
    let mut bare = parts.clone();
    for body in bare.objects.values_mut() {
        if body.starts_with(b"<</Type /Filespec") {
            *body = b"null".to_vec();
        }
    }
    let bare = bare.write();
    let manifest = super::attached::specification(parts, "dossier.json");
    let renamed = parts.edited(
        manifest,
        "/F (dossier.json)/UF (dossier.json)",
        "/F (DOSSIER.json)/UF (DOSSIER.json)",
    );
    let renamed = renamed
        .edited(parts.catalog(), "(dossier.json)", "(DOSSIER.json)")
        .write();
    give(
        "manifest-in-capitals-by-the-twin",
        super::parts::signed(&renamed, &case.twin, |_| {}),
        NotADossier,
    );
    give(
        "manifest-in-capitals-by-the-original",
        case.by_original(&renamed),
        SignedUnread,
    );
    give(
        "pages-without-data-by-the-twin",
        super::parts::signed(&bare, &case.twin, |_| {}),
        NotADossier,
    );
    give(
        "pages-without-data-by-the-original",
        case.by_original(&bare),
        SignedUnread,
    );
}
