//! Screen: the figures of the dossier for the window, from the same shapes and words.
//!
//! Colours are the design tokens' variables with their value on paper beside them, so that the
//! picture follows the screen's theme and can be read without one. Knows nothing of what is shown.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::block::Figure;
use super::font::{Face, Fonts};
use super::layout::set_caption;
use super::line::Run;
use super::page::{Item, Outline, Paint, Step};
use super::sections::overview;
use super::style::{
    ACCENT, BORDER, BORDER_STRONG, Colour, LEVELS, MET, MUTED, NOT_MET, PARTLY, PRIMARY, SUNKEN,
    TEXT, WHITE,
};
use crate::grid::Grid;
use crate::id::{LevelId, StageId};
use crate::scoring::Score;

/// Narrowest picture whose words fit, in points.
pub const NARROWEST: f32 = 370.0;
/// Widest picture, in points.
pub const WIDEST: f32 = 2000.0;

/// Picture for the screen. Lengths are in points, from the top left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
    /// What it shows, in words.
    pub alternative: String,
    /// Its shapes, each over those before it.
    pub shapes: Vec<Shape>,
    /// Its words, over the shapes.
    pub words: Vec<Words>,
    /// Where its cells are, and what each one counts.
    pub cells: Vec<PictureCell>,
}

/// Shape of a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Outline, as the path of an SVG picture.
    pub path: String,
    /// Colour, as CSS has it.
    pub colour: String,
    /// Width of the pen that draws the outline; filled when there is none.
    pub pen: Option<f32>,
}

/// Words of a picture, on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Start of the base line.
    pub x: f32,
    /// Height of the base line.
    pub y: f32,
    /// What they say.
    pub text: String,
    /// Size of the letters.
    pub size: f32,
    /// Weight of the letters, as CSS has it.
    pub weight: u16,
    /// Colour, as CSS has it.
    pub colour: String,
}

/// Cell of a picture: the standards that a stage has at a level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PictureCell {
    /// The stage.
    pub stage: StageId,
    /// The level.
    pub level: LevelId,
    /// Standards that count.
    pub counted: u32,
    /// Those that pass.
    pub passing: u32,
    /// Whether one of them stands in the way of the next level.
    pub blocks: bool,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// The picture of six stages by three levels, as it stands on the cover of the dossier, drawn anew
/// for another width.
///
/// A width that is not between [`NARROWEST`] and [`WIDEST`] is taken as the nearer of them; what is
/// no number as the narrowest.
pub fn picture(grid: &Grid, score: &Score, width: f32) -> Picture {
    const ROW: f32 = 32.0;
    let width = if width.is_nan() {
        NARROWEST
    } else {
        width.clamp(NARROWEST, WIDEST)
    };
    let overview = overview::overview(grid, score, width, ROW);
    let cells = overview.cells.into_iter().map(|place| PictureCell {
        stage: place.stage,
        level: place.level,
        counted: place.cell.counted,
        passing: place.cell.passing,
        blocks: place.cell.blocks,
        x: rounded(place.area.x),
        y: rounded(place.area.y),
        width: rounded(place.area.width),
        height: rounded(place.area.height),
    });
    Picture {
        width: rounded(width),
        height: rounded(overview.figure.height),
        shapes: shapes(&overview.figure),
        words: words(&overview.figure),
        cells: cells.collect(),
        alternative: overview.figure.alternative,
    }
}

/// Colours that the screen knows by name.
const TOKENS: [(Colour, &str); 14] = [
    (WHITE, "surface"),
    (SUNKEN, "sunken"),
    (BORDER, "border"),
    (BORDER_STRONG, "border-strong"),
    (TEXT, "text"),
    (MUTED, "muted"),
    (PRIMARY, "primary"),
    (ACCENT, "accent"),
    (MET, "met"),
    (PARTLY, "partly"),
    (NOT_MET, "not-met"),
    (LEVELS[0], "level-1"),
    (LEVELS[1], "level-2"),
    (LEVELS[2], "level-3"),
];

fn shapes(figure: &Figure) -> Vec<Shape> {
    let drawings = figure.items.iter().filter_map(|item| {
        let Item::Drawing {
            outlines, paint, ..
        } = item
        else {
            return None;
        };
        Some((outlines, paint))
    });
    let shape = |(outlines, paint): (&Vec<Outline>, &Paint)| {
        let (colour, pen) = match paint {
            Paint::Fill(colour) => (*colour, None),
            Paint::Stroke { colour, width } => (*colour, Some(rounded(*width))),
        };
        Shape {
            path: outlines.iter().map(path).collect(),
            colour: value(colour),
            pen,
        }
    };
    drawings.map(shape).collect()
}

fn words(figure: &Figure) -> Vec<Words> {
    let mut fonts = Fonts::new();
    let mut words = Vec::new();
    for caption in &figure.words {
        for (x, y, run) in set_caption(&mut fonts, caption) {
            words.push(text(&fonts, x, y, &run));
        }
    }
    words
}

fn text(fonts: &Fonts, x: f32, y: f32, run: &Run) -> Words {
    let style = run.style;
    let codes = fonts.codes(style.face);
    let typed = run
        .glyphs
        .iter()
        .map(|glyph| &*codes[usize::from(fonts.code(style.face, *glyph))].text);
    // The hyphen of a divided word is known as a soft one, which a screen would not show.
    let typed = typed.collect::<String>().replace('\u{AD}', "-");
    Words {
        x: rounded(x),
        y: rounded(y),
        text: typed.trim_end().to_owned(),
        size: style.size,
        weight: match style.face {
            Face::Regular | Face::Italic => 400,
            Face::SemiBold => 600,
            Face::Bold => 700,
        },
        colour: value(style.colour),
    }
}

fn path(outline: &Outline) -> String {
    let mut path = format!("M{} {}", short(outline.start.0), short(outline.start.1));
    for step in &outline.steps {
        let (letter, numbers) = match step {
            Step::Line(x, y) => ('L', vec![*x, *y]),
            Step::Curve(points) => ('C', points.to_vec()),
        };
        let numbers: Vec<String> = numbers.into_iter().map(short).collect();
        write!(path, "{letter}{}", numbers.join(" ")).expect("a string takes every letter");
    }
    if outline.is_closed {
        path.push('Z');
    }
    path
}

/// A number with at most two decimals.
fn rounded(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

fn short(number: f32) -> String {
    rounded(number).to_string()
}

/// A colour by its name on the screen, with its value on paper.
fn value(colour: Colour) -> String {
    let Colour(r, g, b) = colour;
    let paper = format!("#{r:02X}{g:02X}{b:02X}");
    if let Some((_, name)) = TOKENS.iter().find(|(token, _)| *token == colour) {
        return format!("var(--{name}, {paper})");
    }
    let tinted = TOKENS.iter().find_map(|(token, name)| {
        let percent = (1..100).find(|percent| token.tint(*percent) == colour)?;
        Some((name, percent))
    });
    match tinted {
        Some((name, percent)) => format!(
            "color-mix(in srgb, var(--{name}, {paper}) {percent}%, var(--surface, {paper}))"
        ),
        None => paper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tint_mixes_the_token_with_the_surface() {
        assert_eq!(value(TEXT), "var(--text, #1F2430)");
        assert_eq!(
            value(LEVELS[1].tint(14)),
            "color-mix(in srgb, var(--level-2, #E0EBEC) 14%, var(--surface, #E0EBEC))"
        );
        assert_eq!(value(Colour(1, 2, 3)), "#010203");
    }
}
