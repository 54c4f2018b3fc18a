//! Pictures: the signs of the states, and the table of six stages by three levels as a drawing.
//!
//! Each is shape and word, so that it survives grey print and colour blindness. Knows nothing of
//! pages. Source: design.md, tokens.

use super::block::{Align, Caption, Figure, Mark, panel};
use super::drawing::{circle, fill, half_disc, polyline, rounded, stroke};
use super::page::{Area, Item, Owner};
use super::style::{
    self, ACCENT, BORDER, Colour, LEVEL_INKS, LEVELS, MET, MUTED, NOT_MET, PARTLY, PRIMARY, SUNKEN,
    TEXT, Type, WHITE,
};
use crate::scoring::Outcome;

/// The colour of a state.
pub(crate) fn colour(outcome: Outcome) -> Colour {
    match outcome {
        Outcome::Met => MET,
        Outcome::PartlyMet
        | Outcome::EvidenceMissing
        | Outcome::EvidenceUndated
        | Outcome::EvidenceExpired
        | Outcome::JustificationMissing => PARTLY,
        Outcome::NotMet | Outcome::NotApplicableRefused => NOT_MET,
        Outcome::OutOfScope | Outcome::Excluded | Outcome::Unanswered => MUTED,
    }
}

/// The sign of a state: its middle is at (`x`, `y`).
pub(crate) fn sign(outcome: Outcome, x: f32, y: f32, radius: f32) -> Vec<Item> {
    let colour = colour(outcome);
    let own = Owner::Ornament;
    let r = radius;
    let thin = r * 0.26;
    let ring = || stroke(own, circle(x, y, r - thin / 2.0), colour, thin);
    match outcome {
        Outcome::Met => {
            let tick = polyline(&[
                (x - r * 0.45, y + r * 0.03),
                (x - r * 0.1, y + r * 0.4),
                (x + r * 0.48, y - r * 0.36),
            ]);
            vec![
                fill(own, circle(x, y, r), colour),
                stroke(own, tick, WHITE, r * 0.28),
            ]
        }
        Outcome::PartlyMet => vec![ring(), fill(own, half_disc(x, y, r), colour)],
        Outcome::NotMet => {
            let d = r * 0.36;
            vec![
                ring(),
                stroke(
                    own,
                    polyline(&[(x - d, y - d), (x + d, y + d)]),
                    colour,
                    thin,
                ),
                stroke(
                    own,
                    polyline(&[(x - d, y + d), (x + d, y - d)]),
                    colour,
                    thin,
                ),
            ]
        }
        Outcome::EvidenceMissing
        | Outcome::EvidenceUndated
        | Outcome::EvidenceExpired
        | Outcome::JustificationMissing
        | Outcome::NotApplicableRefused => vec![
            ring(),
            stroke(
                own,
                polyline(&[(x, y - r * 0.5), (x, y + r * 0.12)]),
                colour,
                thin,
            ),
            fill(own, circle(x, y + r * 0.45, thin * 0.6), colour),
        ],
        Outcome::OutOfScope | Outcome::Excluded => {
            vec![stroke(
                own,
                polyline(&[(x - r * 0.8, y), (x + r * 0.8, y)]),
                colour,
                thin * 1.3,
            )]
        }
        Outcome::Unanswered => vec![ring()],
    }
}

/// The sign of a state in front of a word.
pub(crate) fn mark(outcome: Outcome, size: f32) -> Mark {
    let radius = size * 0.42;
    Mark {
        width: radius * 2.0 + size * 0.4,
        items: sign(outcome, radius, 0.0, radius),
    }
}

/// Three bars that rise, those of the levels reached filled.
pub(crate) fn level_bars(reached: usize, height: f32) -> Mark {
    let width = height * 0.34;
    let mut items = Vec::new();
    for (at, level) in LEVELS.iter().enumerate() {
        let share = [0.5, 0.75, 1.0][at];
        let bar = height * share;
        let left = [0.0, 1.0, 2.0][at] * (width + 3.0);
        let area = Area {
            x: left,
            y: height / 2.0 - bar,
            width,
            height: bar,
        };
        if at < reached {
            items.push(panel(area, 2.0, *level));
        }
        items.push(stroke(Owner::Ornament, rounded(area, 2.0), LEVELS[2], 0.8));
    }
    Mark {
        width: 3.0 * width + 6.0 + 12.0,
        items,
    }
}

/// Cell of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) passing: u32,
    pub(crate) counted: u32,
    pub(crate) text: String,
    /// Whether something in it stands in the way of the next level.
    pub(crate) blocks: bool,
}

/// Row of the picture: a stage, with its cells.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) cells: Vec<Cell>,
}

/// Head of a column of the picture: a level.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// «Niveau 1».
    pub(crate) number: String,
    pub(crate) title: String,
    /// How far the level is.
    pub(crate) total: String,
}

/// Height of the heads over the cells.
const HEAD: f32 = 43.0;
/// Distance between cells.
const GAP: f32 = 6.0;

/// Where the cells of the picture are, by row and level, when it is this wide.
fn cell_area(width: f32, row_height: f32, row: usize, level: usize) -> Area {
    let first = width * 0.43;
    let cell = (width - first - 3.0 * GAP) / 3.0;
    Area {
        x: first + GAP + steps(level) * (cell + GAP),
        y: HEAD + steps(row) * (row_height + GAP),
        width: cell,
        height: row_height,
    }
}

#[expect(clippy::cast_precision_loss, reason = "six stages and three levels")]
fn steps(count: usize) -> f32 {
    count as f32
}

/// The table of stages by levels as a drawing, and where its cells are, row after row.
pub(crate) fn matrix(
    heads: &[Head],
    rows: &[Row],
    alternative: String,
    (width, row_height): (f32, f32),
) -> (Figure, Vec<Area>) {
    let mut items = Vec::new();
    let mut words = Vec::new();
    for (level, head) in heads.iter().enumerate() {
        let column = cell_area(width, row_height, 0, level);
        let bar = Area {
            y: 0.0,
            height: 3.0,
            ..column
        };
        items.push(panel(bar, 1.5, LEVELS[level.min(2)]));
        let line = |text: &str, y, align, style| Caption {
            x: column.x,
            y,
            hangs: true,
            align,
            width: column.width,
            text: text.to_owned(),
            style,
        };
        let strong = style::SMALL_STRONG;
        words.push(line(&head.number, 5.5, Align::Left, strong));
        words.push(line(
            &head.total,
            5.5,
            Align::Right,
            strong.coloured(PRIMARY),
        ));
        words.push(line(&head.title, 17.0, Align::Left, style::SMALL_WHOLE));
    }
    let mut areas = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let first = cell_area(width, row_height, at, 0);
        words.push(Caption {
            x: 0.0,
            y: first.y + row_height / 2.0,
            hangs: false,
            align: Align::Left,
            width: first.x - GAP - 4.0,
            text: row.title.clone(),
            style: Type {
                leading: 12.0,
                ..style::SMALL
            },
        });
        for (level, cell) in row.cells.iter().enumerate() {
            let area = cell_area(width, row_height, at, level);
            draw_cell(cell, level.min(2), area, &mut items, &mut words);
            areas.push(area);
        }
    }
    let figure = Figure {
        alternative,
        height: HEAD + steps(rows.len()) * (row_height + GAP),
        items,
        words,
    };
    (figure, areas)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a grid has far fewer than 2^24 standards"
)]
fn draw_cell(
    cell: &Cell,
    level: usize,
    area: Area,
    items: &mut Vec<Item>,
    words: &mut Vec<Caption>,
) {
    const INSET: f32 = 9.0;
    const BAR: f32 = 4.0;
    let hue = LEVELS[level];
    let is_full = cell.counted > 0 && cell.passing == cell.counted;
    let middle = area.y + area.height / 2.0;
    let ink = if is_full { LEVEL_INKS[level] } else { TEXT };
    let style = if cell.counted == 0 {
        style::SMALL_MUTED
    } else {
        style::BODY_STRONG.coloured(ink)
    };
    if is_full {
        items.push(panel(area, 5.0, hue));
        let (x, r) = (area.x + area.width - INSET - 5.0, 5.0);
        let tick = polyline(&[
            (x - r * 0.7, middle + 0.3),
            (x - r * 0.1, middle + r * 0.6),
            (x + r * 0.9, middle - r * 0.6),
        ]);
        items.push(stroke(Owner::Ornament, tick, ink, 1.6));
    } else {
        let back = if cell.counted == 0 {
            WHITE
        } else {
            hue.tint(14)
        };
        items.push(panel(area, 5.0, back));
        items.push(stroke(
            Owner::Ornament,
            rounded(area, 5.0),
            if cell.counted == 0 {
                BORDER
            } else {
                hue.tint(45)
            },
            0.7,
        ));
    }
    let base = if is_full || cell.counted == 0 {
        middle
    } else {
        middle - 4.0
    };
    words.push(Caption {
        x: area.x + INSET,
        y: base,
        hangs: false,
        align: Align::Left,
        width: area.width - 2.0 * INSET,
        text: cell.text.clone(),
        style,
    });
    if !is_full && cell.counted > 0 {
        let track = Area {
            x: area.x + INSET,
            y: middle + 6.0,
            width: area.width - 2.0 * INSET,
            height: BAR,
        };
        items.push(panel(track, BAR / 2.0, SUNKEN));
        if cell.passing > 0 {
            let share = cell.passing as f32 / cell.counted as f32;
            let width = (track.width * share).max(BAR);
            items.push(panel(
                Area { width, ..track },
                BAR / 2.0,
                LEVELS[level.max(1)],
            ));
        }
    }
    if cell.blocks {
        let edge = Area {
            x: area.x - 1.0,
            y: area.y + 4.0,
            width: 2.5,
            height: area.height - 8.0,
        };
        items.push(panel(edge, 1.2, ACCENT));
    }
}
