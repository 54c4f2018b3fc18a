//! Pagination: strips become pages with their running head and foot.
//!
//! Knows nothing of how the strips were made.

use super::Shelf;
use super::single_line;
use super::strip::{FrameId, Strip};
use crate::dossier::block::{Align, Frame, panel};
use crate::dossier::drawing::{rounded, rule, stroke};
use crate::dossier::font::Fonts;
use crate::dossier::page::{Anchor, Area, Item, Owner, Page};
use crate::dossier::style::{
    BORDER, MARGIN, MM, PAGE_HEIGHT, PAGE_WIDTH, RUNNING, TEXT_HEIGHT, TEXT_WIDTH, Type,
};
use crate::dossier::typography::signs;

/// What stands on every page.
pub(crate) struct Running {
    /// Left end of the head.
    pub(crate) head: String,
    /// Right end of the head: the notice of an edition that is not official.
    pub(crate) notice: Option<String>,
    /// Whether the first page is a cover, which says all of the head itself.
    pub(crate) spares_cover: bool,
    /// Right end of the foot.
    pub(crate) foot: String,
    /// Words of «page x sur y», given x and y.
    pub(crate) page_of: fn(usize, usize) -> String,
    /// Mark across the page of a draft.
    pub(crate) watermark: Option<(String, Type)>,
}

/// Page (from 0) and height of each anchor; none when it is not on any page.
pub(super) type Places = Vec<Option<(usize, f32)>>;

/// The pages of `strips`.
pub(super) fn paginate(
    fonts: &mut Fonts,
    strips: Vec<Strip>,
    shelf: &Shelf,
    anchors: usize,
    running: &Running,
) -> (Vec<Page>, Places) {
    let mut pager = Pager {
        shelf,
        pages: Vec::new(),
        items: Vec::new(),
        framed: Vec::new(),
        y: 0.0,
        places: vec![None; anchors],
    };
    pager.place_all(strips);
    pager.end_page();
    let Pager {
        mut pages, places, ..
    } = pager;
    number_pages(fonts, &mut pages, &places);
    add_running(fonts, &mut pages, running);
    (pages, places)
}

struct Pager<'s> {
    shelf: &'s Shelf,
    pages: Vec<Page>,
    items: Vec<Item>,
    /// Frames on this page: which, from where, to where.
    framed: Vec<(FrameId, f32, f32)>,
    y: f32,
    places: Places,
}

impl Pager<'_> {
    fn place_all(&mut self, strips: Vec<Strip>) {
        // How much room a strip needs together with those that it keeps.
        let mut needs = vec![0.0_f32; strips.len()];
        for at in (0..strips.len()).rev() {
            let kept = if strips[at].keeps {
                needs.get(at + 1).copied().unwrap_or(0.0)
            } else {
                0.0
            };
            needs[at] = strips[at].before + strips[at].height + kept;
        }
        let mut keeps = false;
        for (strip, need) in strips.into_iter().zip(needs) {
            let alone = strip.before + strip.height;
            // What does not fit on any page is cut wherever it must.
            let need = if keeps || need > TEXT_HEIGHT {
                alone
            } else {
                need
            };
            keeps = strip.keeps;
            self.place(strip, need);
        }
    }

    fn is_at_top(&self) -> bool {
        self.y <= 0.01
    }

    fn place(&mut self, strip: Strip, need: f32) {
        if (strip.starts_page || self.y + need > TEXT_HEIGHT + 0.01) && !self.is_blank() {
            self.end_page();
        }
        if self.is_at_top()
            && let Some(head) = strip.head
        {
            self.repeat_head(head.0);
        }
        if strip.is_gap && self.is_at_top() {
            return;
        }
        if let Some(room) = strip.sinks {
            self.y = self.y.max(TEXT_HEIGHT - room);
        }
        let before = if self.is_at_top() { 0.0 } else { strip.before };
        let top = self.y + before;
        if let Some(Anchor(number)) = strip.anchor
            && let Some(place) = self.places.get_mut(number)
        {
            *place = Some((self.pages.len(), MARGIN + top));
        }
        let bottom = top + strip.height;
        if let Some(id) = strip.frame {
            match self.framed.last_mut() {
                Some((same, _, end)) if *same == id => *end = bottom,
                _ => self.framed.push((id, top, bottom)),
            }
        }
        let items = strip.items.into_iter();
        self.items
            .extend(items.map(|item| item.moved(MARGIN, MARGIN + top)));
        self.y = bottom;
    }

    fn is_blank(&self) -> bool {
        self.is_at_top() && self.items.is_empty()
    }

    fn repeat_head(&mut self, head: usize) {
        let shelf = self.shelf;
        for strip in &shelf.heads[head] {
            let items = strip.items.iter().cloned().filter_map(as_ornament);
            let top = self.y;
            self.items
                .extend(items.map(|item| item.moved(MARGIN, MARGIN + top)));
            self.y += strip.height;
        }
    }

    fn end_page(&mut self) {
        let mut items = Vec::new();
        for (id, top, bottom) in std::mem::take(&mut self.framed) {
            items.extend(draw_frame(self.shelf.frames[id.0], top, bottom));
        }
        items.append(&mut self.items);
        self.pages.push(Page { items });
        self.y = 0.0;
    }
}

/// A repeated table head is told once: on further pages it is ornament.
fn as_ornament(item: Item) -> Option<Item> {
    match item {
        Item::Text {
            x,
            y,
            style,
            glyphs,
            ..
        } => Some(Item::Text {
            owner: Owner::Head,
            x,
            y,
            style,
            glyphs,
        }),
        Item::Drawing {
            outlines, paint, ..
        } => Some(Item::Drawing {
            owner: Owner::Ornament,
            outlines,
            paint,
        }),
        Item::Turned { .. }
        | Item::PageOf { .. }
        | Item::Link { .. }
        | Item::Presence { .. }
        | Item::Signature { .. } => None,
    }
}

fn draw_frame(frame: Frame, top: f32, bottom: f32) -> Vec<Item> {
    const RADIUS: f32 = 6.0;
    let area = match frame.bleeds {
        true => Area {
            x: 0.0,
            y: 0.0,
            width: PAGE_WIDTH,
            height: MARGIN + bottom,
        },
        false => Area {
            x: MARGIN,
            y: MARGIN + top,
            width: TEXT_WIDTH,
            height: bottom - top,
        },
    };
    let radius = if frame.bleeds { 0.0 } else { RADIUS };
    let mut items = Vec::new();
    if let Some(colour) = frame.fill {
        items.push(panel(area, radius, colour));
    }
    if let Some(colour) = frame.border {
        items.push(stroke(Owner::Ornament, rounded(area, RADIUS), colour, 0.7));
    }
    if let Some(colour) = frame.edge {
        items.push(panel(
            Area {
                width: 3.0,
                y: area.y + 5.0,
                height: (area.height - 10.0).max(1.0),
                x: area.x - 1.5,
            },
            1.5,
            colour,
        ));
    }
    items
}

/// Writes the numbers of the pages that links lead to.
fn number_pages(fonts: &mut Fonts, pages: &mut [Page], places: &Places) {
    for page in pages {
        for item in &mut page.items {
            let Item::PageOf {
                owner,
                x,
                y,
                style,
                anchor,
            } = item
            else {
                continue;
            };
            let number = places
                .get(anchor.0)
                .copied()
                .flatten()
                .map_or(0, |(page, _)| page + 1);
            *item = single_line(
                fonts,
                &number.to_string(),
                *style,
                *owner,
                (*x, *y),
                Align::Right,
            );
        }
    }
}

fn add_running(fonts: &mut Fonts, pages: &mut [Page], running: &Running) {
    let count = pages.len();
    let right = PAGE_WIDTH - MARGIN;
    let foot_y = PAGE_HEIGHT - 12.5 * MM;
    for (at, page) in pages.iter_mut().enumerate() {
        if at > 0 || !running.spares_cover {
            add_head(fonts, page, running);
        }
        let numbers = (running.page_of)(at + 1, count);
        page.items.push(single_line(
            fonts,
            &numbers,
            RUNNING,
            Owner::Foot,
            (MARGIN, foot_y),
            Align::Left,
        ));
        page.items.push(single_line(
            fonts,
            &running.foot,
            RUNNING,
            Owner::Foot,
            (right, foot_y),
            Align::Right,
        ));
        if let Some((text, style)) = &running.watermark {
            let glyphs = fonts
                .word(style.face, style.figures, &signs(text))
                .glyphs
                .clone();
            let (x, y) = (PAGE_WIDTH * 0.2, PAGE_HEIGHT * 0.72);
            page.items.insert(
                0,
                Item::Turned {
                    x,
                    y,
                    degrees: 52.0,
                    style: *style,
                    glyphs,
                },
            );
        }
    }
}

fn add_head(fonts: &mut Fonts, page: &mut Page, running: &Running) {
    let y = 13.0 * MM;
    let room = TEXT_WIDTH * if running.notice.is_some() { 0.66 } else { 1.0 };
    let head = shorten(fonts, &running.head, RUNNING, room);
    page.items.push(single_line(
        fonts,
        &head,
        RUNNING,
        Owner::Head,
        (MARGIN, y),
        Align::Left,
    ));
    if let Some(notice) = &running.notice {
        let notice = shorten(fonts, notice, RUNNING, TEXT_WIDTH * 0.33);
        let right = PAGE_WIDTH - MARGIN;
        page.items.push(single_line(
            fonts,
            &notice,
            RUNNING,
            Owner::Head,
            (right, y),
            Align::Right,
        ));
    }
    page.items
        .push(rule(MARGIN, y + 4.0, TEXT_WIDTH, BORDER, 0.5));
}

/// The longest beginning of `text` that fits, with an ellipsis when it is not the whole.
fn shorten(fonts: &mut Fonts, text: &str, style: Type, room: f32) -> String {
    let mut fits = |text: &str| {
        let units = fonts.width(style.face, style.figures, &signs(text));
        super::text_width(units, style.size) <= room
    };
    if text.chars().count() <= 400 && fits(text) {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().take(400).collect();
    let (mut short, mut long) = (0, characters.len());
    while short + 1 < long {
        let middle = usize::midpoint(short, long);
        let candidate: String = characters[..middle].iter().chain(&['…']).collect();
        if fits(&candidate) {
            short = middle;
        } else {
            long = middle;
        }
    }
    let kept: String = characters[..short].iter().collect();
    format!("{}…", kept.trim_end())
}
