//! Layout: blocks become strips of a column, and strips become pages.
//!
//! Knows nothing of what the text says. Headings stay with what follows, paragraphs leave no
//! single line behind, cards under a third of a page stay whole, tables repeat their head.
//! Source: design.md, section Paper.

mod figure;
mod paginate;
mod strip;
mod table;

use super::block::{Align, Block, Frame, Text};
use super::drawing::rule;
use super::font::{Figures, Fonts};
use super::line::{Line, lines};
use super::page::{Anchor, Area, Book, Bookmark, ElementId, Item, Owner, Structure, Tag};
use super::style::{self, BORDER, TEXT_HEIGHT, Type};
use super::typography::{brief, signs};
pub(crate) use figure::set_caption;
pub(crate) use paginate::Running;
use strip::{FrameId, Strip, merge};

/// Cards and rows up to this height stay on one page.
const WHOLE: f32 = TEXT_HEIGHT / 3.0;

/// Most of what a link says of where it leads, in characters: it is said again for each line.
const LONGEST_LINK: usize = 200;

/// What the strips refer to by number.
#[derive(Default)]
struct Shelf {
    frames: Vec<Frame>,
    heads: Vec<Vec<Strip>>,
}

/// Turns blocks into strips, and notes their structure.
struct Flow<'f> {
    fonts: &'f mut Fonts,
    structure: Structure,
    bookmarks: Vec<Bookmark>,
    shelf: Shelf,
    goes_on: &'f dyn Fn() -> bool,
}

/// Column that blocks flow into.
#[derive(Clone, Copy)]
struct Place {
    parent: ElementId,
    x: f32,
    width: f32,
}

/// The pages of `blocks`, with the running head and foot that `running` says; none when `goes_on`
/// said no.
pub(crate) fn lay_out(
    fonts: &mut Fonts,
    blocks: &[Block],
    anchors: usize,
    running: &Running,
    goes_on: &dyn Fn() -> bool,
) -> Option<Book> {
    let mut flow = Flow {
        fonts,
        structure: Structure::new(),
        bookmarks: Vec::new(),
        shelf: Shelf::default(),
        goes_on,
    };
    let place = Place {
        parent: Structure::ROOT,
        x: 0.0,
        width: style::TEXT_WIDTH,
    };
    let strips = flow.blocks(blocks, place);
    let Flow {
        structure,
        bookmarks,
        shelf,
        ..
    } = flow;
    if !goes_on() {
        return None;
    }
    let (pages, places) = paginate::paginate(fonts, strips, &shelf, anchors, running);
    if !goes_on() {
        return None;
    }
    Some(Book {
        pages,
        structure,
        bookmarks,
        places,
    })
}

impl Flow<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) -> Vec<Strip> {
        let mut strips = Vec::new();
        for block in blocks {
            strips.extend(self.block(block, place));
        }
        strips
    }

    fn block(&mut self, block: &Block, place: Place) -> Vec<Strip> {
        // What is missing then is never seen: there will be no pages.
        if !(self.goes_on)() {
            return Vec::new();
        }
        match block {
            Block::Text(text) => self.text(text, place),
            Block::Group { tag, blocks } => {
                let parent = self.structure.add(place.parent, *tag);
                self.blocks(blocks, Place { parent, ..place })
            }
            Block::List(items) => self.list(items, place),
            Block::Table(table) => self.table(table, place),
            Block::Side { columns, gap } => self.side(columns, *gap, place),
            Block::Card { frame, blocks } => self.card(*frame, blocks, place),
            Block::Figure(figure) => vec![self.figure(figure, place)],
            Block::Gap(height) => vec![Strip {
                is_gap: true,
                ..Strip::of_height(*height)
            }],
            Block::NewPage => vec![Strip {
                starts_page: true,
                ..Strip::of_height(0.0)
            }],
            Block::Sink(room) => vec![Strip {
                sinks: Some(*room),
                ..Strip::of_height(0.0)
            }],
            Block::Signature {
                height,
                says,
                words,
            } => self.signature(*height, says, words, place),
        }
    }

    fn text(&mut self, text: &Text, place: Place) -> Vec<Strip> {
        let element = self.structure.add(place.parent, text.tag);
        let inner = match text.link {
            Some(_) => {
                let outer = match text.tag {
                    Tag::ContentsItem => self.structure.add(element, Tag::Reference),
                    _ => element,
                };
                self.structure.add(outer, Tag::Link)
            }
            None => element,
        };
        let indent = text.mark.as_ref().map_or(0.0, |mark| mark.width);
        let room = if text.tells_page { 36.0 } else { 0.0 };
        let width = (place.width - indent - room).max(12.0);
        let lines = lines(self.fonts, &text.spans, width);
        let column = Place {
            parent: inner,
            x: place.x + indent,
            width,
        };
        let count = lines.len();
        let mut strips: Vec<Strip> = lines
            .iter()
            .map(|line| line_strip(line, text.align, column))
            .collect();
        let link = text
            .link
            .map(|anchor| (anchor, brief(&text.plain(), LONGEST_LINK)));
        for (at, strip) in strips.iter_mut().enumerate() {
            // Two lines at least stand together, at the foot of a page and at its top.
            strip.keeps =
                (at == 0 && count > 1) || (at + 2 == count) || (text.keeps && at + 1 == count);
            if let Some((to, says)) = &link {
                let area = Area {
                    x: place.x,
                    y: 0.0,
                    width: place.width,
                    height: strip.height,
                };
                strip.items.push(Item::Link {
                    owner: inner,
                    area,
                    to: *to,
                    says: says.clone(),
                });
            }
        }
        if let (Some(anchor), true, Some(last)) = (text.link, text.tells_page, strips.last_mut()) {
            add_page_number(last, text, anchor, inner, place);
        }
        if let Some(first) = strips.first_mut() {
            first.before = text.before;
            first.anchor = text.anchor;
            let middle = first.height / 2.0;
            let mark = text.mark.iter().flat_map(|mark| mark.items.iter().cloned());
            first
                .items
                .extend(mark.map(|item| item.moved(place.x, middle)));
        }
        self.bookmarks.extend(text.bookmark.clone());
        strips
    }

    fn side(&mut self, columns: &[(f32, Vec<Block>)], gap: f32, place: Place) -> Vec<Strip> {
        let mut x = place.x;
        let mut parts = Vec::new();
        for (width, blocks) in columns {
            parts.push(self.blocks(
                blocks,
                Place {
                    x,
                    width: *width,
                    ..place
                },
            ));
            x += width + gap;
        }
        merge(parts, WHOLE)
    }

    fn card(&mut self, frame: Frame, blocks: &[Block], place: Place) -> Vec<Strip> {
        self.shelf.frames.push(frame);
        let id = FrameId(self.shelf.frames.len() - 1);
        let inset = frame.padding;
        let inner = Place {
            x: place.x + inset,
            width: place.width - 2.0 * inset,
            ..place
        };
        let mut strips = self.blocks(blocks, inner);
        if let Some(first) = strips.first_mut() {
            first.before = 0.0;
            first.pad_top(inset);
        }
        if let Some(last) = strips.last_mut() {
            last.height += inset;
        }
        let height: f32 = strips.iter().map(|strip| strip.before + strip.height).sum();
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            strip.frame = Some(id);
            strip.keeps = at + 1 < count && (strip.keeps || height <= WHOLE || at + 2 == count);
        }
        strips
    }
}

fn offset(line: &Line, align: Align, width: f32) -> f32 {
    match align {
        Align::Left => 0.0,
        Align::Right => width - line.width,
    }
}

/// Base line of letters of that size in the middle of a line of that height.
fn base_line(height: f32, size: f32) -> f32 {
    height / 2.0 + size * 0.31
}

fn line_strip(line: &Line, align: Align, place: Place) -> Strip {
    let x = place.x + offset(line, align, place.width);
    let y = base_line(line.leading, line.size);
    let owner = Owner::Element(place.parent);
    let items = line.runs.iter().map(|run| Item::Text {
        owner,
        x: x + run.x,
        y,
        style: run.style,
        glyphs: run.glyphs.clone(),
    });
    Strip {
        items: items.collect(),
        ..Strip::of_height(line.leading)
    }
}

fn add_page_number(strip: &mut Strip, text: &Text, anchor: Anchor, owner: ElementId, place: Place) {
    let Some(style) = text.spans.last().map(|span| span.style) else {
        return;
    };
    let y = base_line(strip.height, style.size);
    let right = place.x + place.width;
    let end = strip
        .items
        .iter()
        .filter_map(text_end)
        .fold(place.x, f32::max);
    let dots = rule(
        end + 6.0,
        y,
        (right - 24.0 - end - 6.0).max(0.0),
        BORDER,
        0.5,
    );
    strip.items.push(dots);
    let style = Type {
        divides: false,
        ..style
    }
    .tabular();
    strip.items.push(Item::PageOf {
        owner: Owner::Element(owner),
        x: right,
        y,
        style,
        anchor,
    });
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a line is far shorter than 2^24 units"
)]
fn text_end(item: &Item) -> Option<f32> {
    let Item::Text {
        x, style, glyphs, ..
    } = item
    else {
        return None;
    };
    let units: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
    Some(x + units as f32 * style.size / 1000.0)
}

/// One line of text by itself: its runs start at the base line, `x` is measured by `align`.
fn single_line(
    fonts: &mut Fonts,
    text: &str,
    style: Type,
    owner: Owner,
    at: (f32, f32),
    align: Align,
) -> Item {
    let word = fonts.word(style.face, Figures::Tabular, &signs(text));
    let width = text_width(word.width, style.size);
    let x = match align {
        Align::Left => at.0,
        Align::Right => at.0 - width,
    };
    Item::Text {
        owner,
        x,
        y: at.1,
        style,
        glyphs: word.glyphs.clone(),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a line is far shorter than 2^24 units"
)]
fn text_width(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}
