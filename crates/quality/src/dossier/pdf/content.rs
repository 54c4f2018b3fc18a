//! Content of pages: items as operators, each under the element or artifact it belongs to.
//!
//! Knows nothing of the structure tree but the marks that tie it to the content.
//! Source: ISO 32000-1, 14.6 and 14.8.2.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon,
    PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::font::Cut;
use super::object::rounded;
use crate::dossier::font::{Face, Glyph};
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

/// The codes that printpdf has met with their text; it writes down the text of no others.
#[derive(Default)]
pub(super) struct Met(BTreeMap<Face, Vec<bool>>);

impl Met {
    /// Whether every glyph was met before; from now on it was.
    fn all(&mut self, face: Face, glyphs: &[Glyph]) -> bool {
        let met = self.0.entry(face).or_default();
        let mut all = true;
        for glyph in glyphs {
            let code = usize::from(glyph.code);
            if met.len() <= code {
                met.resize(code + 1, false);
            }
            all &= std::mem::replace(&mut met[code], true);
        }
        all
    }
}

/// The operators of a page, and its marks.
pub(super) fn write(page: &Page, fonts: &[Cut], met: &mut Met) -> (Vec<Op>, Vec<Mark>) {
    let mut writer = Writer {
        fonts,
        met,
        ops: Vec::new(),
        marks: Vec::new(),
        open: None,
        next: 0,
        state: State::default(),
    };
    for item in &page.items {
        writer.item(item);
    }
    writer.close();
    (writer.ops, writer.marks)
}

#[derive(Default)]
struct State {
    font: Option<(Face, f32)>,
    fill: Option<Colour>,
    stroke: Option<(Colour, f32)>,
}

struct Writer<'a> {
    fonts: &'a [Cut],
    met: &'a mut Met,
    ops: Vec<Op>,
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
        let properties = match owner {
            Owner::Element(element) => {
                self.marks.push(Mark::Content(element, self.next));
                let number = i64::try_from(self.next).unwrap_or(i64::MAX);
                self.next += 1;
                vec![("MCID", DictItem::Int(number))]
            }
            Owner::Ornament => vec![("Type", named("Layout"))],
            Owner::Head => vec![("Type", named("Pagination")), ("Subtype", named("Header"))],
            Owner::Foot => vec![("Type", named("Pagination")), ("Subtype", named("Footer"))],
            Owner::Watermark => vec![
                ("Type", named("Pagination")),
                ("Subtype", named("Watermark")),
            ],
        };
        let tag = if matches!(owner, Owner::Element(_)) {
            "Span"
        } else {
            "Artifact"
        };
        let map: BTreeMap<String, DictItem> = properties
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
        self.open = Some(owner);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn text(&mut self, matrix: [f32; 6], style: Type, glyphs: &[Glyph]) {
        let Some(font) = self.fonts.iter().find(|font| font.face == style.face) else {
            return;
        };
        self.fill(style.colour);
        self.ops.push(Op::StartTextSection);
        if self.state.font != Some((style.face, style.size)) {
            let handle = PdfFontHandle::External(font.id.clone());
            self.ops.push(Op::SetFont {
                font: handle,
                size: Pt(style.size),
            });
            self.state.font = Some((style.face, style.size));
        }
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw(matrix),
        });
        self.ops.push(if self.met.all(style.face, glyphs) {
            Op::Unknown {
                key: "TJ".to_owned(),
                value: vec![DictItem::Array(codes(glyphs))],
            }
        } else {
            Op::ShowText {
                items: shown(glyphs, font),
            }
        });
        self.ops.push(Op::EndTextSection);
    }

    fn fill(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
            self.state.fill = Some(colour);
        }
    }

    fn drawing(&mut self, outlines: &[Outline], paint: Paint) {
        let mode = match paint {
            Paint::Fill(colour) => {
                self.fill(colour);
                PaintMode::Fill
            }
            Paint::Stroke { colour, width } => {
                if self.state.stroke != Some((colour, width)) {
                    self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
                    self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
                    self.state.stroke = Some((colour, width));
                }
                PaintMode::Stroke
            }
        };
        let open = outlines
            .iter()
            .filter(|outline| !outline.is_closed && mode == PaintMode::Stroke);
        for outline in open {
            let line = printpdf::Line {
                points: points(outline),
                is_closed: false,
            };
            self.ops.push(Op::DrawLine { line });
        }
        let closed = outlines
            .iter()
            .filter(|outline| outline.is_closed || mode == PaintMode::Fill);
        let rings: Vec<PolygonRing> = closed
            .map(|outline| PolygonRing {
                points: points(outline),
            })
            .collect();
        if !rings.is_empty() {
            let polygon = Polygon {
                rings,
                mode,
                winding_order: WindingOrder::NonZero,
            };
            self.ops.push(Op::DrawPolygon { polygon });
        }
    }
}

fn named(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

fn rgb(colour: Colour) -> Color {
    let part = |channel: u8| (f32::from(channel) / 255.0 * 10_000.0).round() / 10_000.0;
    let Colour(r, g, b) = colour;
    Color::Rgb(Rgb {
        r: part(r),
        g: part(g),
        b: part(b),
        icc_profile: None,
    })
}

/// Glyphs as they stand in the file: as many codes in one string as follow one another.
///
/// printpdf writes a string for each glyph, which is four times as long and takes as much longer.
fn codes(glyphs: &[Glyph]) -> Vec<DictItem> {
    fn end_row(items: &mut Vec<DictItem>, row: &mut Vec<u8>) {
        if !row.is_empty() {
            items.push(DictItem::String {
                data: std::mem::take(row),
                literal: false,
            });
        }
    }
    let mut items = Vec::new();
    let mut row = Vec::with_capacity(2 * glyphs.len());
    for glyph in glyphs {
        if glyph.shift != 0 {
            end_row(&mut items, &mut row);
            items.push(DictItem::Int(i64::from(-glyph.shift)));
        }
        row.extend(glyph.code.to_be_bytes());
        let back = glyph.shift + glyph.width - glyph.advance;
        if back != 0 {
            end_row(&mut items, &mut row);
            items.push(DictItem::Int(i64::from(back)));
        }
    }
    end_row(&mut items, &mut row);
    items
}

#[expect(
    clippy::cast_precision_loss,
    reason = "distances inside a line are small"
)]
fn shown(glyphs: &[Glyph], font: &Cut) -> Vec<TextItem> {
    let mut items = Vec::new();
    let mut row = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        if glyph.shift != 0 {
            if !row.is_empty() {
                items.push(TextItem::GlyphIds(std::mem::take(&mut row)));
            }
            items.push(TextItem::Offset(-glyph.shift as f32));
        }
        let text = font
            .codes
            .get(usize::from(glyph.code))
            .map(|code| code.text.clone());
        let offset = (glyph.shift + glyph.width - glyph.advance) as f32;
        row.push(Codepoint {
            gid: glyph.code,
            offset,
            cid: text,
        });
    }
    items.push(TextItem::GlyphIds(row));
    items
}

fn points(outline: &Outline) -> Vec<LinePoint> {
    let point = |x: f32, y: f32, bezier: bool| LinePoint {
        p: Point {
            x: Pt(rounded(x)),
            y: Pt(rounded(PAGE_HEIGHT - y)),
        },
        bezier,
    };
    let mut points = vec![point(outline.start.0, outline.start.1, false)];
    for step in &outline.steps {
        match *step {
            Step::Line(x, y) => points.push(point(x, y, false)),
            Step::Curve([a, b, c, d, x, y]) => {
                points.extend([point(a, b, true), point(c, d, true), point(x, y, false)]);
            }
        }
    }
    points
}
