//! Pages: things in their place, each with the element of the structure it belongs to.
//!
//! Knows nothing of how text was cut into lines or how a PDF is written. Points, from the top
//! left corner of the page downwards. Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1.

use std::rc::Rc;

use super::font::Glyph;
use super::style::{Colour, Type};

/// Number of an element in its [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ElementId(pub(crate) usize);

/// Place that a link leads to, known by its number before its page is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Anchor(pub(crate) usize);

/// Standard structure type of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Document,
    Section,
    Division,
    Heading(u8),
    Paragraph,
    List,
    ListItem,
    Label,
    ListBody,
    Contents,
    ContentsItem,
    Reference,
    Link,
    Table,
    TableHead,
    TableBody,
    Row,
    HeadCell(Scope),
    Cell,
    Figure,
    Form,
}

/// What a head cell is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Column,
    Row,
}

/// Element of the structure.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// Its type.
    pub(crate) tag: Tag,
    /// The element it stands in; none for the document.
    pub(crate) parent: Option<ElementId>,
    /// What a figure shows, in words.
    pub(crate) alternative: Option<String>,
}

/// The tree of elements; the first is the document.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Every element, parents before children.
    pub(crate) elements: Vec<Element>,
}

impl Structure {
    /// The document.
    pub(crate) const ROOT: ElementId = ElementId(0);

    /// A document without content.
    pub(crate) fn new() -> Self {
        Self {
            elements: vec![Element {
                tag: Tag::Document,
                parent: None,
                alternative: None,
            }],
        }
    }

    /// A new element in `parent`.
    pub(crate) fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        self.elements.push(Element {
            tag,
            parent: Some(parent),
            alternative: None,
        });
        ElementId(self.elements.len() - 1)
    }

    /// A new figure in `parent`, and what it shows in words.
    pub(crate) fn add_figure(&mut self, parent: ElementId, alternative: &str) -> ElementId {
        let figure = self.add(parent, Tag::Figure);
        self.elements[figure.0].alternative = Some(alternative.to_owned());
        figure
    }
}

/// Whom a thing on the page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// An element: read aloud, copied, reflowed.
    Element(ElementId),
    /// Ornament of the layout.
    Ornament,
    /// Running head.
    Head,
    /// Running foot.
    Foot,
    /// Mark across the page.
    Watermark,
}

/// Rectangle; `y` is its top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Line(f32, f32),
    /// Two control points and the end.
    Curve([f32; 6]),
}

/// Closed or open outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outline {
    pub(crate) start: (f32, f32),
    pub(crate) steps: Vec<Step>,
    pub(crate) is_closed: bool,
}

/// How an outline is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paint {
    Fill(Colour),
    Stroke { colour: Colour, width: f32 },
}

/// Thing on a page, or in a strip that will stand on one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// Glyphs on a base line.
    Text {
        owner: Owner,
        x: f32,
        y: f32,
        style: Type,
        glyphs: Rc<[Glyph]>,
    },
    /// Glyphs turned about their start by so many degrees.
    Turned {
        x: f32,
        y: f32,
        degrees: f32,
        style: Type,
        glyphs: Rc<[Glyph]>,
    },
    /// Outlines painted as one.
    Drawing {
        owner: Owner,
        outlines: Vec<Outline>,
        paint: Paint,
    },
    /// Area that leads elsewhere.
    Link {
        owner: ElementId,
        area: Area,
        to: Anchor,
        says: String,
    },
    /// Number of the page where an anchor stands, ending at `x`.
    PageOf {
        owner: Owner,
        x: f32,
        y: f32,
        style: Type,
        anchor: Anchor,
    },
    /// Makes an element part of the structure though nothing is drawn for it.
    Presence { owner: ElementId },
    /// Where the signature stands.
    Signature { owner: ElementId, area: Area },
}

impl Item {
    /// The same, moved.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text { x, y, .. } | Self::PageOf { x, y, .. } | Self::Turned { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Drawing { outlines, .. } => outlines.iter_mut().for_each(|o| o.shift(dx, dy)),
            Self::Link { area, .. } | Self::Signature { area, .. } => {
                area.x += dx;
                area.y += dy;
            }
            Self::Presence { .. } => {}
        }
        self
    }
}

impl Outline {
    fn shift(&mut self, dx: f32, dy: f32) {
        self.start.0 += dx;
        self.start.1 += dy;
        for step in &mut self.steps {
            match step {
                Step::Line(x, y) => {
                    *x += dx;
                    *y += dy;
                }
                Step::Curve(points) => {
                    for pair in points.chunks_exact_mut(2) {
                        pair[0] += dx;
                        pair[1] += dy;
                    }
                }
            }
        }
    }
}

/// Page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// From back to front, and in the order of reading.
    pub(crate) items: Vec<Item>,
}

/// Entry of the bookmarks beside the pages.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bookmark {
    /// 1 for a section, 2 for what stands in it.
    pub(crate) depth: u8,
    pub(crate) title: String,
    pub(crate) to: Anchor,
}

/// The laid-out document.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) pages: Vec<Page>,
    pub(crate) structure: Structure,
    pub(crate) bookmarks: Vec<Bookmark>,
    /// Page (from 0) and height of each anchor.
    pub(crate) places: Vec<Option<(usize, f32)>>,
}
