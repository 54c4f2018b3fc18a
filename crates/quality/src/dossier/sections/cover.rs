//! Cover: who, what, when, the level reached, the whole at one glance.

use super::overview;
use super::view::View;
use crate::dossier::block::{Block, Frame, Text};
use crate::dossier::font::Face;
use crate::dossier::leaflet;
use crate::dossier::line::Span;
use crate::dossier::page::Tag;
use crate::dossier::picture;
use crate::dossier::style::{self, BORDER_STRONG, PAPER, PRIMARY_SOFT, Type, WHITE};
use crate::dossier::typography::flat;
use crate::dossier::wording;

/// A longer name is set smaller.
const LONGEST_NAME: usize = 100;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = vec![title(view), Block::Gap(26.0)];
    blocks.extend(level(view));
    blocks.push(Block::Gap(16.0));
    let picture = overview::overview(view.grid, view.content.score, style::TEXT_WIDTH, 36.0).figure;
    blocks.push(Block::Figure(picture));
    blocks.push(Block::Gap(12.0));
    blocks.push(Block::Sink(110.0));
    blocks.push(notice(view));
    blocks
}

fn title(view: &View<'_>) -> Block {
    let soft = style::BODY.coloured(PRIMARY_SOFT);
    let on = wording::long_day(view.assessment.campaign.reference_date);
    let issued = wording::issued(&wording::long_day(view.content.issued_at.day()));
    let (organisation, programme) = (flat(view.organisation()), flat(view.programme()));
    let title = fitting(&organisation, style::TITLE, style::HEADING_1);
    let subtitle = fitting(&programme, style::SUBTITLE, style::LEAD);
    let blocks = vec![
        Text::paragraph(wording::KIND, style::LEAD.coloured(PRIMARY_SOFT))
            .before(0.0)
            .keeping()
            .into(),
        Text::new(Tag::Heading(1), organisation, title.coloured(WHITE))
            .before(46.0)
            .into(),
        Text::paragraph(programme, subtitle.coloured(WHITE))
            .before(6.0)
            .into(),
        Text::paragraph(
            wording::campaign(&flat(&view.assessment.campaign.title), &on),
            soft,
        )
        .before(16.0)
        .into(),
        Text::paragraph(issued, soft).into(),
        Block::Gap(24.0),
    ];
    leaflet::cover(blocks)
}

/// The style in which a name leaves room for the rest of the cover.
fn fitting(name: &str, usual: Type, smaller: Type) -> Type {
    if name.chars().count() > LONGEST_NAME {
        return smaller;
    }
    usual
}

/// The level reached, as a sentence and a sign, and what comes next.
pub(super) fn level(view: &View<'_>) -> Vec<Block> {
    let score = view.content.score;
    let reached = score.level.as_ref().and_then(|id| view.level(id));
    let number = reached.map_or(0, |level| view.level_number(&level.id));
    let sentence = Type {
        size: 18.0,
        leading: 23.0,
        ..style::HEADING_1.faced(Face::SemiBold)
    };
    let mut blocks = vec![
        Text::paragraph(wording::level_reached(view.grid, reached), sentence)
            .marked(picture::level_bars(number, 20.0))
            .into(),
    ];
    if let Some(level) = reached {
        blocks.push(
            Text::paragraph(level.meaning.as_str(), style::BODY.faced(Face::Italic))
                .before(4.0)
                .into(),
        );
    }
    let next = match &score.next {
        Some(next) => wording::next_level(view.grid, next, score.blockers.len()),
        None => wording::LAST_LEVEL.to_owned(),
    };
    blocks.push(Text::paragraph(next, style::BODY).before(4.0).into());
    blocks
}

fn notice(view: &View<'_>) -> Block {
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(notice) = &view.grid.notice {
        blocks.push(
            Text::paragraph(notice.as_str(), style::SMALL_STRONG)
                .keeping()
                .into(),
        );
    }
    let edition = vec![
        Span::new(flat(&view.grid.title), style::SMALL.faced(Face::Italic)),
        Span::new(wording::edition(view.grid), style::SMALL),
    ];
    blocks.push(Text::of(Tag::Paragraph, edition).into());
    if let Some(disclaimer) = &view.grid.disclaimer {
        blocks.push(
            Text::paragraph(disclaimer.as_str(), style::SMALL_MUTED)
                .before(3.0)
                .into(),
        );
    }
    if view.content.signer.is_none() {
        blocks.push(
            Text::paragraph(wording::DRAFT_NOTICE, style::SMALL_STRONG)
                .before(3.0)
                .into(),
        );
    }
    let border = (!view.grid.official).then_some(BORDER_STRONG);
    Block::Card {
        frame: Frame {
            fill: Some(PAPER),
            border,
            edge: None,
            padding: 10.0,
            bleeds: false,
        },
        blocks,
    }
}
