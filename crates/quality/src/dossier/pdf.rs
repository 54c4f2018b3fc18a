//! PDF: a laid-out book as one file that is PDF/A-3a and PDF/UA-1 at once.
//!
//! This module and its children are the only ones that know printpdf and lopdf: printpdf writes
//! page tree and fonts, the rest, with what stands on the pages, is added to the lopdf document that
//! it gives, and the file itself is written by [`file`], in one revision and in the order that the
//! strict verifier reads.
//! Source: ISO 19005-3, ISO 14289-1, ISO 32000-1; trust.md, R1 to R9.

mod attachment;
mod bookmark;
mod checksum;
mod colour_profile;
mod content;
mod file;
mod font;
mod metadata;
mod object;
mod signature;
mod structure;

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt};

use super::Error;
use super::font::Fonts;
use super::page::Book;
use super::style::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::clock::Moment;
pub(crate) use attachment::{Attachment, Bytes, Relationship};
pub(crate) use file::File;
use object::{array, compress_all, dictionary, name, text};
pub(crate) use signature::Field;

/// What the file says of itself.
pub(crate) struct Facts<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    /// Application that made it, with its version.
    pub(crate) producer: &'a str,
    /// BCP 47.
    pub(crate) language: &'a str,
    pub(crate) issued_at: Moment,
    /// Names this content, and no other.
    pub(crate) identity: [u8; 16],
    /// None for a draft.
    pub(crate) signature: Option<Field<'a>>,
}

/// The document while it is built.
struct Building {
    document: Document,
    catalog: Dictionary,
    pages: Vec<ObjectId>,
}

/// The file of `book`.
///
/// # Errors
/// [`Error::Font`] and [`Error::Pages`], which no input should cause, and [`Error::TooLarge`].
pub(crate) fn compose(
    book: &Book,
    fonts: &Fonts,
    facts: &Facts<'_>,
    attachments: Vec<Attachment>,
    goes_on: &dyn Fn() -> bool,
) -> Result<File, Error> {
    let still = || goes_on().then_some(()).ok_or(Error::Cancelled);
    let cut = font::cut(fonts)?;
    let mut source = PdfDocument::new("");
    source.resources.fonts.map = cut.iter().map(font::Cut::resource).collect();
    let mut marked = Vec::with_capacity(book.pages.len());
    let mut contents = Vec::with_capacity(book.pages.len());
    let mut met = content::Met::default();
    for page in &book.pages {
        still()?;
        let (content, marks) = content::write(page, fonts, &cut, &mut met);
        marked.push(marks);
        contents.push(content);
        let page = PdfPage::new(Pt(PAGE_WIDTH).into(), Pt(PAGE_HEIGHT).into(), Vec::new());
        source.pages.push(page);
    }
    if let Some(first) = source.pages.first_mut() {
        first.ops = met.shown(&cut);
    }
    let options = PdfSaveOptions::default();
    let mut document = source.to_lopdf_document(&options, &mut Vec::new());
    drop(source);
    still()?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    if pages.len() != book.pages.len() {
        return Err(Error::Pages {
            wanted: book.pages.len(),
            found: pages.len(),
        });
    }
    fill(&mut document, &pages, contents)?;
    font::finish(&mut document, &cut)?;
    let mut building = Building {
        document,
        catalog: Dictionary::new(),
        pages,
    };
    compress_pages(&mut building);
    describe(&mut building, facts);
    structure::add(&mut building, book, &marked, facts);
    bookmark::add(&mut building, book);
    let evidence = attachment::add(&mut building, attachments);
    finish(building, facts, &evidence)
}

/// Puts the content of each page where printpdf put its own.
fn fill(document: &mut Document, pages: &[ObjectId], contents: Vec<Vec<u8>>) -> Result<(), Error> {
    let wanted = contents.len();
    for (found, (page, content)) in pages.iter().zip(contents).enumerate() {
        let place = document.get_dictionary(*page);
        let place = place.and_then(|page| page.get(b"Contents"));
        let place = place.and_then(Object::as_reference);
        let stream = place.and_then(|place| document.get_object_mut(place));
        let stream = stream.and_then(Object::as_stream_mut);
        stream.map_err(|_| Error::Pages { wanted, found })?.content = content;
    }
    Ok(())
}

fn compress_pages(building: &mut Building) {
    for (number, page) in building.pages.iter().enumerate() {
        let Ok(dictionary) = building.document.get_dictionary_mut(*page) else {
            continue;
        };
        dictionary.set("Tabs", name("S"));
        dictionary.set(
            "StructParents",
            Object::Integer(i64::try_from(number).unwrap_or(0)),
        );
        dictionary.remove(b"Annots");
    }
    let objects = building.document.objects.values_mut();
    let streams = objects.filter_map(|object| match object {
        Object::Stream(stream) if !stream.dict.has(b"Filter") => Some(stream),
        _ => None,
    });
    compress_all(streams.collect());
}

/// Language, title, metadata and output intent.
fn describe(building: &mut Building, facts: &Facts<'_>) {
    let metadata = building.document.add_object(metadata::xmp(facts));
    let profile = building.document.add_object(colour_profile::stream());
    let intent = dictionary([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", text("sRGB IEC61966-2.1")),
        ("Info", text("sRGB IEC61966-2.1")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]);
    let catalog = &mut building.catalog;
    catalog.set("Type", name("Catalog"));
    catalog.set("Lang", text(facts.language));
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.set("OutputIntents", array([Object::Dictionary(intent)]));
    catalog.set(
        "MarkInfo",
        Object::Dictionary(dictionary([("Marked", Object::Boolean(true))])),
    );
    catalog.set(
        "ViewerPreferences",
        Object::Dictionary(dictionary([("DisplayDocTitle", Object::Boolean(true))])),
    );
}

fn finish(
    mut building: Building,
    facts: &Facts<'_>,
    evidence: &attachment::Waiting,
) -> Result<File, Error> {
    let trailer = &building.document.trailer;
    let reference = |key: &[u8]| trailer.get(key).and_then(Object::as_reference);
    let (Ok(root), Ok(info)) = (reference(b"Root"), reference(b"Info")) else {
        return Err(Error::Pages {
            wanted: building.pages.len(),
            found: 0,
        });
    };
    if let Ok(old) = building.document.get_dictionary(root)
        && let Ok(pages) = old.get(b"Pages")
    {
        building.catalog.set("Pages", pages.clone());
    }
    building
        .document
        .objects
        .insert(info, Object::Dictionary(metadata::information(facts)));
    let signature = signature::reserve(&mut building, facts);
    building
        .document
        .objects
        .insert(root, Object::Dictionary(building.catalog));
    file::write(
        &building.document.objects,
        root,
        info,
        facts,
        signature.as_ref(),
        evidence,
    )
}
