//! Blocks: paragraphs, lists, tables, cards and pictures as values.
//!
//! Knows nothing of lines and pages: a section says what is there, the layout says where.

use super::line::Span;
use super::page::{Anchor, Area, Bookmark, Item, Owner, Tag};
use super::style::{self, Colour, Type};

/// Side on which lines are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Drawing in front of a text's first line.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Room it takes, with the gap behind it.
    pub(crate) width: f32,
    /// Drawn with the middle of the line at `y` 0.
    pub(crate) items: Vec<Item>,
}

/// Paragraph, heading or any other piece of running text.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Its type in the structure.
    pub(crate) tag: Tag,
    /// What it says.
    pub(crate) spans: Vec<Span>,
    /// On which side its lines are aligned.
    pub(crate) align: Align,
    /// Room above it, none at the top of a page.
    pub(crate) before: f32,
    /// Whether it stays on one page with what follows.
    pub(crate) keeps: bool,
    /// The place it is for links.
    pub(crate) anchor: Option<Anchor>,
    /// Its entry in the bookmarks.
    pub(crate) bookmark: Option<Bookmark>,
    /// Where it leads.
    pub(crate) link: Option<Anchor>,
    /// What stands in front of it.
    pub(crate) mark: Option<Mark>,
    /// Whether the number of the linked page stands at the line's end.
    pub(crate) tells_page: bool,
}

impl Text {
    /// Text in one style.
    pub(crate) fn new(tag: Tag, text: impl Into<String>, style: Type) -> Self {
        Self::of(tag, vec![Span::new(text, style)])
    }
    /// Text in several styles.
    pub(crate) fn of(tag: Tag, spans: Vec<Span>) -> Self {
        Self {
            tag,
            spans,
            align: Align::Left,
            before: 0.0,
            keeps: false,
            anchor: None,
            bookmark: None,
            link: None,
            mark: None,
            tells_page: false,
        }
    }
    /// A paragraph.
    pub(crate) fn paragraph(text: impl Into<String>, style: Type) -> Self {
        Self::new(Tag::Paragraph, text, style)
    }
    /// A heading, which stays with what follows.
    pub(crate) fn heading(level: u8, text: impl Into<String>) -> Self {
        let style = match level {
            1 => style::HEADING_1,
            2 => style::HEADING_2,
            _ => style::HEADING_3,
        };
        Self::new(Tag::Heading(level), text, style).keeping()
    }
    pub(crate) fn before(self, before: f32) -> Self {
        Self { before, ..self }
    }
    pub(crate) fn keeping(self) -> Self {
        Self {
            keeps: true,
            ..self
        }
    }
    pub(crate) fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
    pub(crate) fn marked(self, mark: Mark) -> Self {
        Self {
            mark: Some(mark),
            ..self
        }
    }
    /// Makes it a link, when there is a place to lead to.
    pub(crate) fn leading_to(self, anchor: impl Into<Option<Anchor>>) -> Self {
        Self {
            link: anchor.into(),
            ..self
        }
    }
    pub(crate) fn telling_page(self) -> Self {
        Self {
            tells_page: true,
            ..self
        }
    }
    /// Makes it a place for links and, under `title`, an entry of the bookmarks.
    pub(crate) fn anchored(self, anchor: Anchor, depth: u8, title: impl Into<String>) -> Self {
        let bookmark = Bookmark {
            depth,
            title: title.into(),
            to: anchor,
        };
        Self {
            anchor: Some(anchor),
            bookmark: Some(bookmark),
            ..self
        }
    }
    /// Its words without their look.
    pub(crate) fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Table; its head is repeated on every page it covers.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Width of each column.
    pub(crate) columns: Vec<f32>,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<Vec<Block>>>,
    /// Whether the first cell of each row is the row's head.
    pub(crate) has_row_heads: bool,
}

/// Look of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) fill: Option<Colour>,
    pub(crate) border: Option<Colour>,
    /// Colour of a strip along the left edge.
    pub(crate) edge: Option<Colour>,
    pub(crate) padding: f32,
    /// Whether it fills the page from its upper edge and from side to side.
    pub(crate) bleeds: bool,
}

/// Picture with its description in words.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) alternative: String,
    pub(crate) height: f32,
    /// Shapes from the top left corner; those of `Owner::Ornament` become the figure's own.
    pub(crate) items: Vec<Item>,
    /// Words in the picture.
    pub(crate) words: Vec<Caption>,
}

/// Words in a picture.
#[derive(Debug, Clone)]
pub(crate) struct Caption {
    pub(crate) x: f32,
    /// Middle of its lines, or their top.
    pub(crate) y: f32,
    /// Whether the lines hang from `y` instead of standing around it.
    pub(crate) hangs: bool,
    pub(crate) align: Align,
    /// The text wraps at this width when there is one.
    pub(crate) width: f32,
    pub(crate) text: String,
    pub(crate) style: Type,
}

/// One block.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    Text(Text),
    /// Blocks in an element of their own.
    Group {
        tag: Tag,
        blocks: Vec<Block>,
    },
    /// Items, each with a bullet.
    List(Vec<Vec<Block>>),
    Table(Table),
    /// Columns side by side, each as wide as it says.
    Side {
        columns: Vec<(f32, Vec<Block>)>,
        gap: f32,
    },
    Card {
        frame: Frame,
        blocks: Vec<Block>,
    },
    Figure(Figure),
    /// Empty room.
    Gap(f32),
    NewPage,
    /// What follows stands this far above the bottom of the page.
    Sink(f32),
    /// The field of the signature: what a screen reader says of it, and what stands in it.
    Signature {
        height: f32,
        says: String,
        words: Vec<Text>,
    },
}

impl From<Text> for Block {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// The paragraphs of a typed text: one for each line that is not blank.
pub(crate) fn paragraphs(text: &str, style: Type, before: f32) -> impl Iterator<Item = Block> + '_ {
    let lines = text.split([
        '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}',
    ]);
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.map(move |line| Text::paragraph(line, style).before(before).into())
}

/// A plain ornament rectangle.
pub(crate) fn panel(area: Area, radius: f32, colour: Colour) -> Item {
    super::drawing::fill(
        Owner::Ornament,
        super::drawing::rounded(area, radius),
        colour,
    )
}

/// A named fact: its name above, small.
pub(crate) fn fact(name: &str, value: &str) -> Vec<Block> {
    vec![
        Text::paragraph(name, style::LABEL)
            .before(7.0)
            .keeping()
            .into(),
        Text::paragraph(value, style::BODY.tabular()).into(),
    ]
}
