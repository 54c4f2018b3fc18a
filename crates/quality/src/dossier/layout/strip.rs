//! Strips: what stands on one line of a column, as high as it is, not to be cut.
//!
//! Knows nothing of pages.

use crate::dossier::page::{Anchor, Item};

/// Number of a card's frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FrameId(pub(super) usize);

/// Number of a table's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeadId(pub(super) usize);

/// Strip of a column, from its top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Room above, none at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
    /// Whether the next strip stands on the same page.
    pub(super) keeps: bool,
    /// Whether it is empty room, which the top of a page swallows.
    pub(super) is_gap: bool,
    pub(super) starts_page: bool,
    /// How far above the page's bottom what follows stands.
    pub(super) sinks: Option<f32>,
    pub(super) anchor: Option<Anchor>,
    pub(super) frame: Option<FrameId>,
    /// Head to repeat when the strip opens a page.
    pub(super) head: Option<HeadId>,
}

impl Strip {
    /// An empty strip.
    pub(super) fn of_height(height: f32) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// Adds room inside, above what is there.
    pub(super) fn pad_top(&mut self, room: f32) {
        self.height += room;
        let items = std::mem::take(&mut self.items);
        self.items = items
            .into_iter()
            .map(|item| item.moved(0.0, room))
            .collect();
    }
}

/// Strips that stand side by side as one column.
///
/// Up to the height `whole` they become one strip; higher ones may be cut between their lines.
pub(super) fn merge(parts: Vec<Vec<Strip>>, whole: f32) -> Vec<Strip> {
    let height = |strips: &[Strip]| strips.iter().map(|s| s.before + s.height).sum::<f32>();
    let highest = parts.iter().map(|part| height(part)).fold(0.0, f32::max);
    if highest <= whole {
        return vec![stack(parts, highest)];
    }
    let count = parts.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
    (0..count)
        .map(|at| {
            let row: Vec<Vec<Strip>> = columns
                .iter_mut()
                .filter_map(Iterator::next)
                .map(|strip| vec![strip])
                .collect();
            let highest = row.iter().map(|part| height(part)).fold(0.0, f32::max);
            let keeps = at == 0 || at + 2 == count;
            Strip {
                keeps,
                ..stack(row, highest)
            }
        })
        .collect()
}

/// One strip that holds every part from its top.
fn stack(parts: Vec<Vec<Strip>>, height: f32) -> Strip {
    let mut merged = Strip::of_height(height);
    for part in parts {
        let mut y = 0.0;
        let mut last_keeps = false;
        for strip in part {
            y += strip.before;
            merged
                .items
                .extend(strip.items.into_iter().map(|item| item.moved(0.0, y)));
            merged.anchor = merged.anchor.or(strip.anchor);
            y += strip.height;
            last_keeps = strip.keeps;
        }
        merged.keeps |= last_keeps;
    }
    merged
}
