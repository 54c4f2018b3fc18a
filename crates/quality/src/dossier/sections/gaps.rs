//! Gaps: every counted standard that does not pass.

use super::opening;
use super::summary::state;
use super::view::{Section, View};
use crate::dossier::block::{Block, Table, Text};
use crate::dossier::style::{self, TEXT_WIDTH};
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Gaps);
    let gaps = &view.content.score.gaps;
    if gaps.is_empty() {
        blocks.push(
            Text::paragraph(wording::NO_GAP, style::BODY)
                .before(6.0)
                .into(),
        );
        return blocks;
    }
    blocks.push(
        Text::paragraph(wording::gaps_line(gaps.len()), style::BODY)
            .before(6.0)
            .keeping()
            .into(),
    );
    blocks.push(Block::Gap(8.0));
    let standards = gaps.iter().filter_map(|id| view.standard(id));
    let rows = standards.map(|standard| {
        let id = Text::paragraph(standard.id.to_string(), style::SMALL_STRONG)
            .leading_to(view.standard_anchor(&standard.id));
        let level = view.level_number(&standard.level).to_string();
        vec![
            vec![id.into()],
            vec![Text::paragraph(standard.title.as_str(), style::SMALL).into()],
            vec![state(view.outcome(&standard.id)).into()],
            vec![Text::paragraph(level, style::SMALL.tabular()).into()],
        ]
    });
    let (id, level, found) = (62.0, 44.0, 140.0);
    let widths = [id, TEXT_WIDTH - id - level - found, found, level];
    blocks.push(Block::Table(Table {
        columns: widths.to_vec(),
        head: wording::GAP_COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        has_row_heads: true,
    }));
    blocks
}
