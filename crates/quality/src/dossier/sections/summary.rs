//! Summary: one page that a funder reads alone, in one minute.

use super::view::{Section, View};
use super::{cover, opening};
use crate::dossier::block::{Block, Frame, Table, Text};
use crate::dossier::page::Tag;
use crate::dossier::style::{self, GUTTER, PRIMARY_SOFT, columns};
use crate::dossier::typography::{brief, flat};
use crate::dossier::{Part, picture, wording};

/// Most lines of each list.
const LONGEST: usize = 6;
/// Most characters of each entry: the whole text stands in its own section.
const LONGEST_LINE: usize = 160;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Summary);
    let frame = Frame {
        fill: Some(PRIMARY_SOFT),
        border: None,
        edge: None,
        padding: 14.0,
        bleeds: false,
    };
    blocks.push(Block::Gap(10.0));
    blocks.push(Block::Card {
        frame,
        blocks: cover::level(view),
    });
    blocks.push(Block::Gap(14.0));
    blocks.push(
        Text::new(Tag::Heading(2), wording::TABLE_OF_STAGES, style::HEADING_3)
            .keeping()
            .into(),
    );
    blocks.push(Block::Table(table(view)));
    blocks.push(Block::Gap(16.0));
    let half = columns(3);
    let left = list(wording::STRENGTHS, strengths(view), wording::NO_STRENGTH);
    let right = list(wording::MISSING, missing(view), wording::NOTHING_MISSING);
    blocks.push(Block::Side {
        columns: vec![(half, left), (half, right)],
        gap: GUTTER,
    });
    blocks.push(Block::Gap(14.0));
    let profile = list(wording::PROGRAMME, profile(view), wording::UNNAMED);
    let steps = list(wording::NEXT_STEPS, next_steps(view), wording::NO_ACTION);
    blocks.push(Block::Side {
        columns: vec![(half, profile), (half, steps)],
        gap: GUTTER,
    });
    blocks
}

fn table(view: &View<'_>) -> Table {
    let first = columns(3);
    let width = (style::TEXT_WIDTH - first) / 3.0;
    let cell_columns = view.grid.levels.iter().map(|_| width);
    let figure = style::SMALL.tabular();
    let mut rows: Vec<Vec<Vec<Block>>> = (1..)
        .zip(&view.grid.stages)
        .map(|(number, stage)| {
            let mut row = vec![vec![
                Text::paragraph(wording::stage_title(number, stage), style::SMALL).into(),
            ]];
            row.extend(view.grid.levels.iter().map(|level| {
                let cell = view.cell(&stage.id, &level.id);
                let (passing, counted) = cell.map_or((0, 0), |cell| (cell.passing, cell.counted));
                vec![Text::paragraph(wording::out_of(passing, counted), figure).into()]
            }));
            row
        })
        .collect();
    let mut total = vec![vec![
        Text::paragraph(wording::WHOLE, style::SMALL_STRONG).into(),
    ]];
    total.extend(view.content.score.levels.iter().map(|level| {
        let text = wording::level_total(level);
        vec![Text::paragraph(text, style::SMALL_STRONG.tabular()).into()]
    }));
    rows.push(total);
    Table {
        columns: std::iter::once(first).chain(cell_columns).collect(),
        head: std::iter::once(wording::STAGE.to_owned())
            .chain(
                view.grid
                    .levels
                    .iter()
                    .map(|level| wording::level_head(view.grid, level)),
            )
            .collect(),
        rows,
        has_row_heads: true,
    }
}

/// A short list under its title.
fn list(title: &str, items: Vec<Text>, when_empty: &str) -> Vec<Block> {
    let heading = Text::new(Tag::Heading(2), title, style::HEADING_3).keeping();
    if items.is_empty() {
        return vec![
            heading.into(),
            Text::paragraph(when_empty, style::SMALL_MUTED)
                .before(2.0)
                .into(),
        ];
    }
    let items = items
        .into_iter()
        .map(|text| vec![Block::from(text.before(2.0))])
        .collect();
    vec![heading.into(), Block::List(items)]
}

fn strengths(view: &View<'_>) -> Vec<Text> {
    let full = |stage: &crate::id::StageId| -> Vec<usize> {
        let levels = (1..).zip(&view.grid.levels);
        let is_full = |level: &crate::id::LevelId| {
            view.cell(stage, level)
                .is_some_and(|cell| cell.counted > 0 && cell.passing == cell.counted)
        };
        levels
            .filter(|(_, level)| is_full(&level.id))
            .map(|(number, _)| number)
            .collect()
    };
    let stages = (1..).zip(&view.grid.stages);
    let strong = stages
        .map(|(number, stage)| (number, full(&stage.id)))
        .filter(|(_, levels)| !levels.is_empty());
    strong
        .map(|(number, levels)| {
            Text::paragraph(wording::strength(number, &levels), style::SMALL_WHOLE)
        })
        .collect()
}

fn missing(view: &View<'_>) -> Vec<Text> {
    let Some(next) = &view.content.score.next else {
        return Vec::new();
    };
    let chosen = next.choose.iter().flat_map(|choice| &choice.among);
    let standards: Vec<_> = next
        .required
        .iter()
        .chain(chosen)
        .filter_map(|id| view.standard(id))
        .collect();
    let whole = view.prints(Part::Gaps).then_some(wording::GAPS);
    shortened(&standards, whole, |standard| {
        let outcome = view.outcome(&standard.id);
        Text::paragraph(
            wording::missing(&standard.id, &brief(&standard.title, LONGEST_LINE), outcome),
            style::SMALL_WHOLE,
        )
        .leading_to(view.standard_anchor(&standard.id))
    })
}

fn next_steps(view: &View<'_>) -> Vec<Text> {
    use crate::assessment::ActionStatus::{Done, Dropped, Planned, Started};
    let mut actions: Vec<_> = view.assessment.actions.iter().collect();
    actions.retain(|action| match action.status {
        Planned | Started => true,
        Done | Dropped => false,
    });
    actions.sort_by_key(|action| (action.due_on.is_none(), action.due_on, action.id));
    let whole = view.prints(Part::Plan).then_some(wording::PLAN);
    shortened(&actions, whole, |action| {
        Text::paragraph(
            wording::step(&brief(&flat(&action.action), LONGEST_LINE), action.due_on),
            style::SMALL_WHOLE,
        )
    })
}

/// The first few of a list, and a word on the rest.
fn shortened<T>(list: &[T], whole: Option<&str>, text: impl Fn(&T) -> Text) -> Vec<Text> {
    let shown = if list.len() > LONGEST {
        LONGEST - 1
    } else {
        list.len()
    };
    let mut texts: Vec<Text> = list[..shown].iter().map(text).collect();
    if list.len() > shown {
        texts.push(Text::paragraph(
            wording::and_more(list.len() - shown, whole),
            style::SMALL_MUTED,
        ));
    }
    texts
}

fn profile(view: &View<'_>) -> Vec<Text> {
    let lines = wording::profile(&view.assessment.organisation, &view.assessment.programme);
    lines
        .into_iter()
        .map(|line| Text::paragraph(brief(&flat(&line), LONGEST_LINE), style::SMALL_WHOLE))
        .collect()
}

/// The sign of a state and its word.
pub(super) fn state(outcome: crate::scoring::Outcome) -> Text {
    Text::paragraph(
        wording::outcome(outcome),
        style::SMALL_STRONG.coloured(picture::colour(outcome)),
    )
    .marked(picture::mark(outcome, 8.5 * 1.15))
}
