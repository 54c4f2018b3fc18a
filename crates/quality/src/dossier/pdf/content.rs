//! Content of pages: items as operators, each under the element or artifact it belongs to.
//!
//! Knows nothing of the structure tree but the marks that tie it to the content.
//! Source: ISO 32000-1, 14.6 and 14.8.2.

use std::collections::BTreeMap;

use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem};

use super::font::Cut;
use super::object::{rounded, spell_integer, spell_real};
use crate::dossier::font::{Face, Fonts, Glyph};
use crate::dossier::page::{Anchor, Area, ElementId, Item, Outline, Owner, Page, Paint, Step};
use crate::dossier::style::{Colour, PAGE_HEIGHT, Type};

/// What a page gives to the structure, in the order of reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// The marked content of that number belongs to the element.
    Content(ElementId, usize),
    /// The element is there, without content of its own here.
    Presence(ElementId),
    /// The element holds a link.
    Link {
        element: ElementId,
        area: Area,
        to: Anchor,
        says: String,
    },
    /// The element holds the signature's field.
    Signature { element: ElementId, area: Area },
}

/// The codes that were shown so far.
#[derive(Default)]
pub(super) struct Met(BTreeMap<Face, Vec<bool>>);

impl Met {
    /// Whether every code was met before; from now on it was.
    fn all(&mut self, face: Face, codes: impl Iterator<Item = u16>) -> bool {
        let met = self.0.entry(face).or_default();
        let mut all = true;
        for code in codes {
            let code = usize::from(code);
            if met.len() <= code {
                met.resize(code + 1, false);
            }
            all &= std::mem::replace(&mut met[code], true);
        }
        all
    }

    /// One operator for each face that shows all of its codes: from these printpdf learns which
    /// faces are in use and what their codes stand for.
    pub(super) fn shown(&self, cut: &[Cut<'_>]) -> Vec<Op> {
        let mut operations = Vec::new();
        for font in cut {
            let met = self.0.get(&font.face).into_iter().flatten();
            let codes = (0..).zip(font.codes).zip(met).filter(|(_, met)| **met);
            let codes = codes.map(|((gid, code), _)| Codepoint {
                gid,
                offset: 0.0,
                cid: Some(code.text.to_string()),
            });
            let codes: Vec<Codepoint> = codes.collect();
            if codes.is_empty() {
                continue;
            }
            operations.push(Op::SetFont {
                font: PdfFontHandle::External(font.id.clone()),
                size: Pt(1.0),
            });
            operations.push(Op::ShowText {
                items: vec![TextItem::GlyphIds(codes)],
            });
        }
        operations
    }
}

/// The operators of a page as they stand in the file, and its marks.
pub(super) fn write(
    page: &Page,
    fonts: &Fonts,
    cut: &[Cut<'_>],
    met: &mut Met,
) -> (Vec<u8>, Vec<Mark>) {
    let mut writer = Writer {
        fonts,
        cut,
        met,
        out: Vec::new(),
        marks: Vec::new(),
        open: None,
        next: 0,
        state: State::default(),
    };
    for item in &page.items {
        writer.item(item);
    }
    writer.close();
    (writer.out, writer.marks)
}

#[derive(Default)]
struct State {
    font: Option<(Face, f32)>,
    fill: Option<Colour>,
    stroke: Option<(Colour, f32)>,
}

struct Writer<'a> {
    fonts: &'a Fonts,
    cut: &'a [Cut<'a>],
    met: &'a mut Met,
    out: Vec<u8>,
    marks: Vec<Mark>,
    open: Option<Owner>,
    next: usize,
    state: State,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Text {
                owner,
                x,
                y,
                style,
                glyphs,
            } => {
                self.own(*owner);
                self.text(
                    [1.0, 0.0, 0.0, 1.0, rounded(*x), rounded(PAGE_HEIGHT - y)],
                    *style,
                    glyphs,
                );
            }
            Item::Turned {
                x,
                y,
                degrees,
                style,
                glyphs,
            } => {
                self.own(Owner::Watermark);
                let (sin, cos) = degrees.to_radians().sin_cos();
                let matrix = [cos, sin, -sin, cos, *x, PAGE_HEIGHT - y].map(rounded);
                self.text(matrix, *style, glyphs);
            }
            Item::Drawing {
                owner,
                outlines,
                paint,
            } => {
                self.own(*owner);
                self.drawing(outlines, *paint);
            }
            Item::Link {
                owner,
                area,
                to,
                says,
            } => self.marks.push(Mark::Link {
                element: *owner,
                area: *area,
                to: *to,
                says: says.clone(),
            }),
            Item::Presence { owner } => self.marks.push(Mark::Presence(*owner)),
            Item::Signature { owner, area } => {
                self.marks.push(Mark::Signature {
                    element: *owner,
                    area: *area,
                });
            }
            // The layout has replaced it by its number.
            Item::PageOf { .. } => {}
        }
    }

    /// Opens the marked content of `owner`, unless it is open.
    fn own(&mut self, owner: Owner) {
        if self.open == Some(owner) {
            return;
        }
        self.close();
        match owner {
            Owner::Element(element) => {
                self.marks.push(Mark::Content(element, self.next));
                self.line(b"/Span <</MCID ");
                let number = i64::try_from(self.next).unwrap_or(i64::MAX);
                spell_integer(number, &mut self.out);
                self.out.extend(b">> BDC");
                self.next += 1;
            }
            Owner::Ornament => self.line(b"/Artifact <</Type/Layout>> BDC"),
            Owner::Head => self.line(b"/Artifact <</Subtype/Header/Type/Pagination>> BDC"),
            Owner::Foot => self.line(b"/Artifact <</Subtype/Footer/Type/Pagination>> BDC"),
            Owner::Watermark => self.line(b"/Artifact <</Subtype/Watermark/Type/Pagination>> BDC"),
        }
        self.open = Some(owner);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.line(b"EMC");
        }
    }

    /// Begins a line with `text`: each operator stands on one of its own.
    fn line(&mut self, text: &[u8]) {
        if !self.out.is_empty() {
            self.out.push(b'\n');
        }
        self.out.extend(text);
    }

    /// An operator behind its numbers.
    fn operator(&mut self, numbers: &[f32], operator: &[u8]) {
        self.line(b"");
        for number in numbers {
            spell_real(*number, &mut self.out);
            self.out.push(b' ');
        }
        self.out.extend(operator);
    }

    fn text(&mut self, matrix: [f32; 6], style: Type, glyphs: &[Glyph]) {
        let Some(font) = self.cut.iter().find(|font| font.face == style.face) else {
            return;
        };
        self.fill(style.colour);
        self.line(b"BT");
        if self.state.font != Some((style.face, style.size)) {
            self.line(b"/");
            self.out.extend(font.id.0.as_bytes());
            self.out.push(b' ');
            spell_real(style.size, &mut self.out);
            self.out.extend(b" Tf");
            self.state.font = Some((style.face, style.size));
        }
        self.operator(&matrix, b"Tm");
        self.line(b"[");
        let codes = glyphs
            .iter()
            .map(|glyph| self.fonts.code(style.face, *glyph));
        let joins = self.met.all(style.face, codes.clone());
        spell_codes(glyphs.iter().zip(codes), joins, &mut self.out);
        self.out.extend(b"] TJ");
        self.line(b"ET");
    }

    fn fill(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.operator(&rgb(colour), b"rg");
            self.state.fill = Some(colour);
        }
    }

    fn drawing(&mut self, outlines: &[Outline], paint: Paint) {
        let is_filled = match paint {
            Paint::Fill(colour) => {
                self.fill(colour);
                true
            }
            Paint::Stroke { colour, width } => {
                if self.state.stroke != Some((colour, width)) {
                    self.operator(&rgb(colour), b"RG");
                    self.operator(&[width], b"w");
                    self.state.stroke = Some((colour, width));
                }
                false
            }
        };
        let is_ring = |outline: &&Outline| outline.is_closed || is_filled;
        for outline in outlines.iter().filter(|outline| !is_ring(outline)) {
            self.outline(outline);
            self.line(b"S");
        }
        let mut rings = outlines.iter().filter(is_ring).peekable();
        if rings.peek().is_none() {
            return;
        }
        for ring in rings {
            self.outline(ring);
        }
        self.line(b"h");
        self.line(if is_filled { b"f" } else { b"S" });
    }

    fn outline(&mut self, outline: &Outline) {
        let across = rounded;
        let up = |y: f32| rounded(PAGE_HEIGHT - y);
        let (x, y) = outline.start;
        self.operator(&[across(x), up(y)], b"m");
        for step in &outline.steps {
            match *step {
                Step::Line(x, y) => self.operator(&[across(x), up(y)], b"l"),
                Step::Curve([a, b, c, d, x, y]) => {
                    let points = [across(a), up(b), across(c), up(d), across(x), up(y)];
                    self.operator(&points, b"c");
                }
            }
        }
    }
}

fn rgb(Colour(r, g, b): Colour) -> [f32; 3] {
    [r, g, b].map(|channel| (f32::from(channel) / 255.0 * 10_000.0).round() / 10_000.0)
}

/// Glyphs as they stand in the file, as many codes in one string as follow one another; or, where
/// one is shown for the first time, each in a string of its own.
fn spell_codes<'g>(glyphs: impl Iterator<Item = (&'g Glyph, u16)>, joins: bool, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let start = out.len();
    let mut is_open = false;
    let end_row = |out: &mut Vec<u8>, is_open: &mut bool| {
        if std::mem::take(is_open) {
            out.push(b'>');
        }
    };
    let distance = |distance: i32, out: &mut Vec<u8>| {
        if out.len() > start {
            out.push(b' ');
        }
        spell_integer(i64::from(distance), out);
    };
    for (glyph, code) in glyphs {
        if glyph.shift != 0 {
            end_row(out, &mut is_open);
            distance(-glyph.shift, out);
        }
        if !is_open {
            out.push(b'<');
            is_open = true;
        }
        let digit = |shift: u16| DIGITS[usize::from(code >> shift & 15)];
        out.extend([12, 8, 4, 0].map(digit));
        let back = glyph.shift + glyph.width - glyph.advance;
        if back != 0 || !joins {
            end_row(out, &mut is_open);
        }
        if back != 0 {
            distance(back, out);
        }
    }
    end_row(out, &mut is_open);
}
