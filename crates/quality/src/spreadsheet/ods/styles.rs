//! `styles.xml`: language, letters, the printed page.

use super::{Written, Xml, document, element, empty};
use crate::spreadsheet::look::FONT;
use crate::spreadsheet::{Workbook, wording};

pub(super) fn styles(workbook: &Workbook) -> std::io::Result<Vec<u8>> {
    document("office:document-styles", |xml| {
        element(xml, "office:styles", &[], |xml| {
            let family = [("style:family", "table-cell")];
            element(xml, "style:default-style", &family, |xml| {
                let text = [
                    ("fo:language", "fr"),
                    ("fo:country", "FR"),
                    ("fo:font-family", FONT),
                    ("fo:font-size", "10pt"),
                ];
                empty(xml, "style:text-properties", &text)
            })?;
            let default = [("style:name", "Default"), ("style:family", "table-cell")];
            empty(xml, "style:style", &default)
        })?;
        element(xml, "office:automatic-styles", &[], page_layout)?;
        element(xml, "office:master-styles", &[], |xml| {
            let page = [
                ("style:name", "Default"),
                ("style:page-layout-name", "page"),
            ];
            element(xml, "style:master-page", &page, |xml| foot(xml, workbook))
        })
    })
}

fn page_layout(xml: &mut Xml) -> Written {
    let name = [("style:name", "page")];
    element(xml, "style:page-layout", &name, |xml| {
        let page = [
            ("fo:page-width", "297mm"),
            ("fo:page-height", "210mm"),
            ("style:print-orientation", "landscape"),
            ("fo:margin-top", "15mm"),
            ("fo:margin-bottom", "10mm"),
            ("fo:margin-left", "13mm"),
            ("fo:margin-right", "13mm"),
            // One page wide, as many long as it takes.
            ("style:scale-to-X", "1"),
            ("style:scale-to-Y", "0"),
        ];
        empty(xml, "style:page-layout-properties", &page)?;
        element(xml, "style:footer-style", &[], |xml| {
            let foot = [("fo:min-height", "8mm"), ("fo:margin-top", "3mm")];
            empty(xml, "style:header-footer-properties", &foot)
        })
    })
}

/// The notice on the left, the sheet in the middle, the page on the right.
fn foot(xml: &mut Xml, workbook: &Workbook) -> Written {
    empty(xml, "style:header", &[("style:display", "false")])?;
    element(xml, "style:footer", &[], |xml| {
        element(xml, "style:region-left", &[], |xml| {
            super::text(xml, "text:p", &crate::spreadsheet::shown(&workbook.foot))
        })?;
        element(xml, "style:region-center", &[], |xml| {
            element(xml, "text:p", &[], |xml| {
                super::text(xml, "text:sheet-name", wording::READ_ME)
            })
        })?;
        element(xml, "style:region-right", &[], |xml| {
            element(xml, "text:p", &[], |xml| {
                super::text(xml, "text:page-number", "1")?;
                let of = quick_xml::events::BytesText::new(" / ");
                xml.write_event(quick_xml::events::Event::Text(of))?;
                super::text(xml, "text:page-count", "1")
            })
        })
    })
}
