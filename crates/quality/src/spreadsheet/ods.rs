//! Writer of `.ods`.
//!
//! Knows nothing of what the cells mean. Written by hand on a zip and an XML library: the
//! maintained writer there is brings eighty crates of its own and its own years-old zip and XML
//! readers for what takes one file here. Source: OpenDocument 1.3 (ISO/IEC 26300), parts 2 and 3.

mod content;
mod styles;

use std::io::{Cursor, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Error, Layout, Workbook, wording};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Names of the XML vocabularies in use.
const NAMESPACES: [(&str, &str); 11] = [
    (
        "xmlns:office",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    ),
    (
        "xmlns:style",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    ),
    (
        "xmlns:text",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    ),
    (
        "xmlns:table",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    ),
    (
        "xmlns:fo",
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    ),
    (
        "xmlns:number",
        "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    ),
    (
        "xmlns:meta",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    ),
    (
        "xmlns:config",
        "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    ),
    ("xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    // Of the settings that LibreOffice keeps, and only where it is named.
    ("xmlns:ooo", "http://openoffice.org/2004/office"),
];

/// An XML document under way.
type Xml = Writer<Vec<u8>>;

/// What writing XML into memory gives.
type Written = std::io::Result<()>;

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, Error> {
    let parts = [
        ("content.xml", content::content(workbook)?),
        ("styles.xml", styles::styles(workbook)?),
        ("settings.xml", settings(workbook)?),
        ("meta.xml", meta(workbook)?),
        ("META-INF/manifest.xml", manifest()?),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    // Part 2, 3.3: first of all, and as it is.
    let stored = options.compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored)?;
    zip.write_all(MEDIA_TYPE.as_bytes())?;
    for (name, xml) in parts {
        zip.start_file(
            name,
            options.compression_method(CompressionMethod::Deflated),
        )?;
        zip.write_all(&xml)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A document whose root is `name`.
fn document(name: &str, inside: impl FnOnce(&mut Xml) -> Written) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(name)
        .with_attributes(NAMESPACES)
        .with_attribute(("office:version", "1.3"))
        .write_inner_content(inside)?;
    Ok(xml.into_inner())
}

/// An element with attributes and children.
fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml) -> Written,
) -> Written {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inside)?;
    Ok(())
}

/// An element with attributes alone.
fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> Written {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_empty()?;
    Ok(())
}

/// An element that holds text.
fn text(xml: &mut Xml, name: &str, text: &str) -> Written {
    xml.create_element(name)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn meta(workbook: &Workbook) -> std::io::Result<Vec<u8>> {
    document("office:document-meta", |xml| {
        element(xml, "office:meta", &[], |xml| {
            let made_at = workbook.made_at.to_string();
            text(xml, "meta:generator", "Label Mentorat")?;
            text(xml, "dc:title", &super::shown(&workbook.title))?;
            text(xml, "dc:subject", wording::DOCUMENT)?;
            text(xml, "dc:description", &wording::made(workbook.made_at))?;
            text(xml, "dc:language", "fr-FR")?;
            let organisation = super::shown(&workbook.organisation);
            text(xml, "meta:initial-creator", &organisation)?;
            text(xml, "dc:creator", &organisation)?;
            text(xml, "meta:creation-date", &made_at)?;
            text(xml, "dc:date", &made_at)
        })
    })
}

/// What is kept in view, sheet by sheet.
fn settings(workbook: &Workbook) -> std::io::Result<Vec<u8>> {
    let set = "config:config-item-set";
    document("office:document-settings", |xml| {
        element(xml, "office:settings", &[], |xml| {
            element(xml, set, &[("config:name", "ooo:view-settings")], |xml| {
                let views = [("config:name", "Views")];
                element(xml, "config:config-item-map-indexed", &views, |xml| {
                    element(xml, "config:config-item-map-entry", &[], |xml| {
                        item(xml, "ViewId", "string", "view1")?;
                        item(xml, "ActiveTable", "string", wording::READ_ME)?;
                        item(xml, "ShowGrid", "boolean", "false")?;
                        let tables = [("config:name", "Tables")];
                        element(xml, "config:config-item-map-named", &tables, |xml| {
                            workbook
                                .sheets
                                .iter()
                                .try_for_each(|sheet| kept(xml, sheet.name, sheet.layout))
                        })
                    })
                })
            })
        })
    })
}

fn kept(xml: &mut Xml, name: &str, layout: Layout) -> Written {
    let (rows, columns) = match layout {
        Layout::Text => (0, 0),
        Layout::List { kept } => (1, kept),
    };
    let entry = "config:config-item-map-entry";
    element(xml, entry, &[("config:name", name)], |xml| {
        item(xml, "ShowGrid", "boolean", "false")?;
        if rows == 0 {
            return Ok(());
        }
        for (side, split) in [("Horizontal", columns), ("Vertical", rows)] {
            // 2: fixed, not only split.
            item(xml, &format!("{side}SplitMode"), "short", "2")?;
            item(
                xml,
                &format!("{side}SplitPosition"),
                "int",
                &split.to_string(),
            )?;
        }
        item(xml, "ActiveSplitRange", "short", "3")?;
        item(xml, "PositionLeft", "int", "0")?;
        item(xml, "PositionRight", "int", &columns.to_string())?;
        item(xml, "PositionTop", "int", "0")?;
        item(xml, "PositionBottom", "int", &rows.to_string())
    })
}

fn item(xml: &mut Xml, name: &str, kind: &str, value: &str) -> Written {
    let attributes = [("config:name", name), ("config:type", kind)];
    xml.create_element("config:config-item")
        .with_attributes(attributes)
        .write_text_content(BytesText::new(value))?;
    Ok(())
}

fn manifest() -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    let root = [("xmlns:manifest", namespace), ("manifest:version", "1.3")];
    element(&mut xml, "manifest:manifest", &root, |xml| {
        let entries = [
            ("/", MEDIA_TYPE),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("settings.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        ];
        entries.into_iter().try_for_each(|(path, media_type)| {
            let path = ("manifest:full-path", path);
            empty(
                xml,
                "manifest:file-entry",
                &[path, ("manifest:media-type", media_type)],
            )
        })
    })?;
    Ok(xml.into_inner())
}
