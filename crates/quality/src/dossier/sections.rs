//! Sections: what each part of the dossier says, as blocks.
//!
//! One file each, one line in [`blocks`]. Knows nothing of lines, pages or PDF.

mod contents;
mod cover;
mod declaration;
mod gaps;
mod history;
mod plan;
mod register;
mod stage;
mod standard;
mod summary;
mod verifying;
mod view;

use super::block::{Block, Text};
use super::page::Tag;
pub(crate) use view::{Section, View};

/// The whole dossier.
pub(crate) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in [
        cover::blocks(view),
        summary::blocks(view),
        contents::blocks(view),
        stage::blocks(view),
        gaps::blocks(view),
        plan::blocks(view),
        register::blocks(view),
        history::blocks(view),
        declaration::blocks(view),
        verifying::blocks(view),
    ] {
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
