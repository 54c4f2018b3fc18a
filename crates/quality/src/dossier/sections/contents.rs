//! Contents: every part with its page, and what the signs mean.

use super::opening;
use super::view::{Section, View};
use crate::dossier::block::{Block, Frame, Text};
use crate::dossier::font::Face;
use crate::dossier::page::{Anchor, Tag};
use crate::dossier::{Part, picture, style, wording};
use crate::scoring::Outcome;

const PADDING: f32 = 14.0;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Contents);
    blocks.push(Block::Gap(8.0));
    let section = |section: Section| entry(section.title().to_owned(), view.section(section));
    let mut entries = vec![section(Section::Summary)];
    if view.prints(Part::Standards) {
        let stages = view.grid.stages.iter().enumerate();
        entries.extend(
            stages.map(|(at, stage)| {
                entry(wording::stage_title(at + 1, stage), view.stage_anchor(at))
            }),
        );
    }
    let rest = [
        (Some(Part::Gaps), Section::Gaps),
        (Some(Part::Plan), Section::Plan),
        (None, Section::Register),
        (Some(Part::History), Section::History),
        (None, Section::Declaration),
        (None, Section::Verifying),
    ];
    let printed = |part: &Option<Part>| part.is_none_or(|part| view.prints(part));
    let rest = rest.into_iter().filter(|(part, _)| printed(part));
    entries.extend(rest.map(|(_, part)| section(part)));
    blocks.push(Block::Group {
        tag: Tag::Contents,
        blocks: entries,
    });
    blocks.extend(omitted(view));
    blocks.push(Block::Gap(22.0));
    blocks.push(signs());
    blocks
}

/// What each sign means, so that the pages are read without their colours.
fn signs() -> Block {
    let told = |(outcome, words): (Outcome, &str)| {
        let mark = picture::mark(outcome, 8.5 * 1.15);
        Block::from(
            Text::paragraph(words, style::SMALL)
                .before(4.0)
                .marked(mark),
        )
    };
    let (left, right) = wording::SIGNS.split_at(wording::SIGNS.len() / 2);
    let half = (style::TEXT_WIDTH - 2.0 * PADDING - style::GUTTER) / 2.0;
    let columns = [left, right].map(|half_of| {
        let told: Vec<Block> = half_of.iter().copied().map(told).collect();
        (half, told)
    });
    let title = Text::new(Tag::Heading(2), wording::SIGNS_TITLE, style::HEADING_3).keeping();
    let frame = Frame {
        fill: Some(style::PAPER),
        border: None,
        edge: None,
        padding: PADDING,
        bleeds: false,
    };
    Block::Card {
        frame,
        blocks: vec![
            title.into(),
            Block::Side {
                columns: columns.into(),
                gap: style::GUTTER,
            },
        ],
    }
}

/// What is not printed, and where it is to be found.
fn omitted(view: &View<'_>) -> Option<Block> {
    let parts: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| !view.prints(*part))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let note = Text::paragraph(wording::omitted(&parts), style::SMALL_MUTED);
    Some(note.before(18.0).into())
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
