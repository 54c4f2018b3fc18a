//! Sections: what each part of the dossier says, as blocks.
//!
//! One file each, one line in [`blocks`]. Knows nothing of lines, pages or PDF.

mod contents;
mod cover;
mod declaration;
mod gaps;
mod history;
pub(crate) mod overview;
mod plan;
mod register;
mod stage;
mod standard;
mod summary;
mod verifying;
mod view;

use super::block::{Block, Text};
use super::manifest::Part;
use super::page::Tag;
pub(crate) use view::{Section, View};

/// Says what a section holds.
type Write = fn(&View<'_>) -> Vec<Block>;

/// The whole dossier.
pub(crate) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let sections: [(Option<Part>, Write); 10] = [
        (None, cover::blocks),
        (None, summary::blocks),
        (None, contents::blocks),
        (Some(Part::Standards), stage::blocks),
        (Some(Part::Gaps), gaps::blocks),
        (Some(Part::Plan), plan::blocks),
        (None, register::blocks),
        (Some(Part::History), history::blocks),
        (None, declaration::blocks),
        (None, verifying::blocks),
    ];
    for (part, section) in sections {
        if part.is_some_and(|part| !view.prints(part)) {
            continue;
        }
        let section = section(view);
        blocks.push(Block::Group {
            tag: Tag::Section,
            blocks: section,
        });
    }
    blocks
}

/// The heading of a section, at the top of a page.
fn opening(view: &View<'_>, section: Section) -> Vec<Block> {
    let title = section.title();
    vec![
        Block::NewPage,
        Text::heading(1, title)
            .anchored(view.section(section), 1, title)
            .into(),
    ]
}
