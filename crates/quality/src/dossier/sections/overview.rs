//! Overview: six stages by three levels in one picture, the same on the cover and on the screen.

use std::collections::HashSet;

use crate::dossier::block::Figure;
use crate::dossier::picture::{self, Cell, Row};
use crate::dossier::wording;
use crate::grid::{Grid, Stage};
use crate::id::{LevelId, StageId};
use crate::scoring::Score;

/// The picture; each cell tells how many standards pass, of how many.
pub(crate) fn figure(grid: &Grid, score: &Score, row_height: f32) -> Figure {
    let heads = grid.levels.iter();
    let levels: Vec<String> = heads.map(|l| wording::level_head(grid, l)).collect();
    let blocking = blocking_cells(grid, score);
    let cell = |stage: &Stage, level: &LevelId| {
        let found = score
            .stages
            .iter()
            .find(|cell| cell.stage == stage.id && cell.level == *level);
        let (passing, counted) = found.map_or((0, 0), |cell| (cell.passing, cell.counted));
        Cell {
            passing,
            counted,
            text: wording::out_of(passing, counted),
            blocks: blocking.contains(&(&stage.id, level)),
        }
    };
    let row = |(number, stage): (usize, &Stage)| Row {
        title: wording::stage_title(number, stage),
        cells: grid.levels.iter().map(|l| cell(stage, &l.id)).collect(),
    };
    let rows: Vec<Row> = (1..).zip(&grid.stages).map(row).collect();
    let told = rows.iter().map(|row| {
        let cells = levels.iter().zip(&row.cells);
        let cells = cells.map(|(level, cell)| (level.replace(" \n", " · "), cell.text.clone()));
        (row.title.clone(), cells.collect())
    });
    let told: Vec<_> = told.collect();
    picture::matrix(&levels, &rows, wording::picture(&told), row_height)
}

/// The cells that hold what stands in the way of the next level.
fn blocking_cells<'g>(grid: &'g Grid, score: &Score) -> HashSet<(&'g StageId, &'g LevelId)> {
    let required: HashSet<_> = score.next.iter().flat_map(|next| &next.required).collect();
    let standards = grid.standards.iter();
    let in_the_way = standards.filter(|standard| required.contains(&standard.id));
    in_the_way
        .map(|standard| (&standard.stage, &standard.level))
        .collect()
}
