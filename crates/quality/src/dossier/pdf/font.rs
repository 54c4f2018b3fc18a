//! Fonts in the file: cut down to the glyphs in use, each code with its glyph and its text.
//!
//! Knows nothing of lines. Source: ISO 32000-1, 9.7; ISO 19005-3, 6.2.11.

use std::collections::BTreeMap;

use lopdf::{Document, Object, Stream, dictionary};
use printpdf::font::{FontMetrics, FontType, PdfFontMetricsStub};
use printpdf::{FontId, ParsedFont, PdfFont};
use subsetter::{GlyphRemapper, subset};

use super::object::{compressed, name};
use crate::dossier::Error;
use crate::dossier::font::{Code, Face, Fonts};

/// Face cut down to what the book uses.
pub(super) struct Cut<'f> {
    pub(super) face: Face,
    pub(super) id: FontId,
    /// What each code stands for.
    pub(super) codes: &'f [Code],
    file: Vec<u8>,
    /// Glyph of each code in the cut file.
    glyphs: Vec<u16>,
}

/// The faces in use.
pub(super) fn cut(fonts: &Fonts) -> Result<Vec<Cut<'_>>, Error> {
    let used = Face::ALL
        .into_iter()
        .filter(|face| fonts.codes(*face).len() > 1);
    used.map(|face| {
        let codes = fonts.codes(face);
        let mut remapper = GlyphRemapper::new();
        let glyphs = codes
            .iter()
            .map(|code| remapper.remap(code.glyph))
            .collect();
        let file = subset(face.file(), 0, &remapper).map_err(|_| Error::Font {
            face: face.postscript_name(),
        })?;
        Ok(Cut {
            face,
            id: FontId(key(face).to_owned()),
            codes,
            file,
            glyphs,
        })
    })
    .collect()
}

/// The name of a face among the resources of a page.
fn key(face: Face) -> &'static str {
    match face {
        Face::Regular => "Regular",
        Face::Italic => "Italic",
        Face::SemiBold => "SemiBold",
        Face::Bold => "Bold",
    }
}

impl Cut<'_> {
    /// The font as printpdf takes it: what it calls a glyph is a code of ours.
    pub(super) fn resource(&self) -> (FontId, PdfFont) {
        let width = |code: &Code| u16::try_from(code.width).unwrap_or(0);
        let widths: BTreeMap<u16, u16> = (0..).zip(self.codes.iter().map(width)).collect();
        let (slope, weight) = match self.face {
            Face::Regular => (0, 400),
            Face::Italic => (194, 400),
            Face::SemiBold => (0, 600),
            Face::Bold => (0, 700),
        };
        let font = ParsedFont {
            original_bytes: self.file.clone(),
            font_index: 0,
            font_name: Some(format!("{}+{}", self.mark(), self.face.postscript_name())),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: widths,
            units_per_em: 1000,
            font_metrics: FontMetrics {
                ascent: 984,
                descent: -273,
            },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: 1000,
                x_min: -434,
                y_min: -335,
                x_max: 2441,
                y_max: 1007,
                caret_slope_rise: 1000,
                caret_slope_run: slope,
                us_weight_class: weight,
            },
        };
        (self.id.clone(), PdfFont::new(font))
    }

    /// Six letters that name this cut: its size and glyphs say which.
    fn mark(&self) -> String {
        let seed =
            self.glyphs
                .iter()
                .zip(self.codes)
                .fold(self.file.len() as u64, |seed, (new, code)| {
                    seed.wrapping_mul(1_099_511_628_211)
                        ^ (u64::from(*new) << 16 | u64::from(code.glyph))
                });
        (0..6)
            .map(|at| char::from(b'A' + u8::try_from(seed >> (at * 8) & 0xFF).unwrap_or(0) % 26))
            .collect()
    }

    fn code_to_glyph(&self) -> Stream {
        let bytes = self
            .glyphs
            .iter()
            .flat_map(|glyph| glyph.to_be_bytes())
            .collect();
        let mut stream = Stream::new(dictionary! {}, bytes);
        compressed(&mut stream);
        stream
    }
}

/// Says which glyph each code is, where printpdf takes them for the same.
pub(super) fn finish(document: &mut Document, cut: &[Cut<'_>]) -> Result<(), Error> {
    for font in cut {
        let wanted = format!("+{}", font.face.postscript_name());
        let missing = || Error::Font {
            face: font.face.postscript_name(),
        };
        let map = document.add_object(font.code_to_glyph());
        let is_it = |object: &&mut Object| {
            object.as_dict().is_ok_and(|dictionary| {
                let base = dictionary
                    .get(b"BaseFont")
                    .and_then(Object::as_name)
                    .unwrap_or_default();
                dictionary.has(b"DescendantFonts") && base.ends_with(wanted.as_bytes())
            })
        };
        let found = document
            .objects
            .values_mut()
            .find(is_it)
            .ok_or_else(missing)?;
        let descendants = found
            .as_dict_mut()
            .and_then(|d| d.get_mut(b"DescendantFonts"));
        let first = descendants
            .and_then(Object::as_array_mut)
            .ok()
            .and_then(|list| list.first_mut());
        let descendant = first
            .and_then(|object| object.as_dict_mut().ok())
            .ok_or_else(missing)?;
        descendant.set("CIDToGIDMap", Object::Reference(map));
        descendant.set("Subtype", name("CIDFontType2"));
    }
    Ok(())
}
