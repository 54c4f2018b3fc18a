//! Stages: each with its standards, a card for every one.

use super::standard;
use super::view::View;
use crate::dossier::block::{Block, Text};
use crate::dossier::line::Span;
use crate::dossier::page::Tag;
use crate::dossier::style;
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, stage) in view.grid.stages.iter().enumerate() {
        let title = wording::stage_title(at + 1, stage);
        let cells = view
            .content
            .score
            .stages
            .iter()
            .filter(|cell| cell.stage == stage.id);
        let levels: Vec<_> = (1..)
            .zip(cells)
            .map(|(number, cell)| (number, cell.passing, cell.counted))
            .collect();
        let heading = vec![
            Span::new(wording::stage_number(at + 1), style::OVERLINE),
            Span::new(stage.title.as_str(), style::HEADING_1),
        ];
        let mut inside = vec![
            Block::NewPage,
            Text::of(Tag::Heading(1), heading)
                .keeping()
                .anchored(view.stage_anchor(at), 1, title)
                .into(),
            Text::paragraph(
                wording::stage_line(&levels),
                style::BODY.coloured(style::MUTED),
            )
            .before(4.0)
            .keeping()
            .into(),
        ];
        for standard in view
            .grid
            .standards
            .iter()
            .filter(|standard| standard.stage == stage.id)
        {
            inside.push(Block::Gap(10.0));
            inside.push(standard::card(view, standard));
        }
        blocks.push(Block::Group {
            tag: Tag::Section,
            blocks: inside,
        });
    }
    blocks
}
