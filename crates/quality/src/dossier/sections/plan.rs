//! Improvement plan: what will be done, by whom, until when.

use super::opening;
use super::view::{Section, View};
use crate::assessment::Action;
use crate::dossier::block::{Block, Table, Text, paragraphs};
use crate::dossier::style::{self, TEXT_WIDTH};
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Plan);
    let mut actions: Vec<&Action> = view.assessment.actions.iter().collect();
    if actions.is_empty() {
        blocks.push(
            Text::paragraph(wording::NO_ACTION, style::BODY)
                .before(6.0)
                .into(),
        );
        return blocks;
    }
    let place = |action: &Action| {
        view.grid
            .standards
            .iter()
            .position(|standard| standard.id == action.standard)
    };
    actions.sort_by_key(|action| {
        (
            place(action),
            action.due_on.is_none(),
            action.due_on,
            action.id,
        )
    });
    blocks.push(Block::Gap(8.0));
    let (id, owner, due, status) = (62.0, 92.0, 62.0, 62.0);
    let widths = [
        id,
        TEXT_WIDTH - id - owner - due - status,
        owner,
        due,
        status,
    ];
    blocks.push(Block::Table(Table {
        columns: widths.to_vec(),
        head: wording::PLAN_COLUMNS.map(str::to_owned).to_vec(),
        rows: actions
            .into_iter()
            .map(|action| row(view, action))
            .collect(),
        has_row_heads: true,
    }));
    blocks
}

fn row(view: &View<'_>, action: &Action) -> Vec<Vec<Block>> {
    let id = Text::paragraph(action.standard.to_string(), style::SMALL_STRONG)
        .leading_to(view.standard_anchor(&action.standard));
    let mut what: Vec<Block> = paragraphs(&action.action, style::SMALL, 0.0).collect();
    let more = [
        (wording::CAUSE, &action.cause),
        (wording::INDICATOR, &action.indicator),
        (wording::OUTCOME, &action.outcome),
    ];
    for (label, text) in more {
        let text = text.as_deref().unwrap_or_default().trim();
        if !text.is_empty() {
            let text = wording::labelled(label, text);
            what.extend(paragraphs(&text, style::SMALL_MUTED, 1.5));
        }
    }
    let owner = action.owner.as_deref().unwrap_or(wording::NOBODY);
    let due = action
        .due_on
        .map_or_else(|| wording::NO_DAY.to_owned(), wording::day);
    vec![
        vec![id.into()],
        what,
        paragraphs(owner, style::SMALL_WHOLE, 0.0).collect(),
        vec![Text::paragraph(due, style::SMALL.tabular()).into()],
        vec![Text::paragraph(wording::status(action.status), style::SMALL).into()],
    ]
}
