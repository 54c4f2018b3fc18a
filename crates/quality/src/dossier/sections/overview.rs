//! Overview: six stages by three levels in one picture, the same on the cover and on the screen.

use std::collections::HashSet;

use crate::dossier::block::Figure;
use crate::dossier::page::Area;
use crate::dossier::picture::{self, Cell, Head, Row};
use crate::dossier::wording;
use crate::grid::{Grid, Level, Stage};
use crate::id::{LevelId, StageId};
use crate::scoring::Score;

/// The picture, and what each of its cells is.
pub(crate) struct Overview {
    pub(crate) figure: Figure,
    pub(crate) cells: Vec<Place>,
}

/// A cell of the picture and where it is.
pub(crate) struct Place {
    pub(crate) stage: StageId,
    pub(crate) level: LevelId,
    pub(crate) cell: Cell,
    pub(crate) area: Area,
}

/// The picture so wide, with rows so high; each cell tells how many standards pass, of how many.
pub(crate) fn overview(grid: &Grid, score: &Score, width: f32, row_height: f32) -> Overview {
    let heads: Vec<Head> = grid.levels.iter().map(|l| head(grid, score, l)).collect();
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
    let levels: Vec<(String, String)> = grid
        .levels
        .iter()
        .zip(&heads)
        .map(|(level, head)| (wording::level_title(grid, level), head.total.clone()))
        .collect();
    let told: Vec<_> = rows.iter().map(|row| told(row, &levels)).collect();
    let alternative = wording::picture(&levels, &told);
    let (figure, areas) = picture::matrix(&heads, &rows, alternative, (width, row_height));
    let named = grid.stages.iter().flat_map(|stage| {
        let levels = grid.levels.iter();
        levels.map(|level| (stage.id.clone(), level.id.clone()))
    });
    let cells = rows.into_iter().flat_map(|row| row.cells);
    let cells = named.zip(cells).zip(areas);
    let cells = cells.map(|(((stage, level), cell), area)| Place {
        stage,
        level,
        cell,
        area,
    });
    Overview {
        figure,
        cells: cells.collect(),
    }
}

fn head(grid: &Grid, score: &Score, level: &Level) -> Head {
    let total = score.levels.iter().find(|total| total.level == level.id);
    Head {
        number: wording::level_numbered(grid, level),
        title: level.title.clone(),
        total: total.map_or_else(String::new, wording::level_share),
    }
}

/// A row in words: its title, and each level with what the cell says.
fn told(row: &Row, levels: &[(String, String)]) -> (String, Vec<(String, String)>) {
    let cells = levels.iter().zip(&row.cells);
    let cells = cells.map(|((level, _), cell)| (level.clone(), cell.text.clone()));
    (row.title.clone(), cells.collect())
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
