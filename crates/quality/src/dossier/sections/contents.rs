//! Contents: every part with its page.

use super::opening;
use super::view::{Section, View};
use crate::dossier::block::{Block, Text};
use crate::dossier::font::Face;
use crate::dossier::page::{Anchor, Tag};
use crate::dossier::style;
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Contents);
    blocks.push(Block::Gap(8.0));
    let section = |section: Section| entry(section.title().to_owned(), view.section(section));
    let mut entries = vec![section(Section::Summary)];
    for (at, stage) in view.grid.stages.iter().enumerate() {
        entries.push(entry(
            wording::stage_title(at + 1, stage),
            view.stage_anchor(at),
        ));
    }
    let rest = [
        Section::Gaps,
        Section::Plan,
        Section::Register,
        Section::History,
        Section::Declaration,
        Section::Verifying,
    ];
    entries.extend(rest.map(section));
    blocks.push(Block::Group {
        tag: Tag::Contents,
        blocks: entries,
    });
    blocks
}

fn entry(title: String, to: Anchor) -> Block {
    let style = style::Type {
        size: 11.0,
        leading: 17.0,
        ..style::BODY.faced(Face::Regular)
    };
    Text::new(Tag::ContentsItem, title, style)
        .before(7.0)
        .leading_to(to)
        .telling_page()
        .into()
}
