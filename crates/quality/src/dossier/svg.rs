//! SVG: the figures of the dossier for the screen, from the same shapes and words.
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
    self, ACCENT, BORDER, BORDER_STRONG, Colour, LEVELS, MET, MUTED, NOT_MET, PARTLY, PRIMARY,
    SUNKEN, TEXT, WHITE,
};
use crate::grid::Grid;
use crate::scoring::Score;

/// Picture for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// SVG 1.1, one element, without script or style sheet.
    pub svg: String,
    /// What it shows, in words.
    pub alternative: String,
}

/// The picture of six stages by three levels, as it stands on the cover of the dossier.
pub fn picture(grid: &Grid, score: &Score) -> Picture {
    let figure = overview::figure(grid, score, 36.0);
    Picture {
        svg: svg(&figure),
        alternative: figure.alternative,
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

fn svg(figure: &Figure) -> String {
    let mut svg = String::new();
    let (width, height) = (short(style::TEXT_WIDTH), short(figure.height));
    let label = escape(&figure.alternative);
    let open = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">"#
    );
    svg.push_str(&open);
    for item in &figure.items {
        let Item::Drawing {
            outlines, paint, ..
        } = item
        else {
            continue;
        };
        let path: String = outlines.iter().map(path).collect();
        let paint = match paint {
            Paint::Fill(colour) => format!(r#"fill="{}""#, value(*colour)),
            Paint::Stroke { colour, width } => format!(
                r#"fill="none" stroke="{}" stroke-width="{}""#,
                value(*colour),
                short(*width)
            ),
        };
        svg.push_str(&format!(r#"<path d="{path}" {paint}/>"#));
    }
    let mut fonts = Fonts::new();
    for caption in &figure.words {
        for (x, y, run) in set_caption(&mut fonts, caption) {
            svg.push_str(&text(&fonts, x, y, &run));
        }
    }
    svg.push_str("</svg>");
    svg
}

fn text(fonts: &Fonts, x: f32, y: f32, run: &Run) -> String {
    let style = run.style;
    let codes = fonts.codes(style.face);
    let typed = run
        .glyphs
        .iter()
        .map(|glyph| codes[usize::from(glyph.code)].text.as_str());
    // The hyphen of a divided word is known as a soft one, which a screen would not show.
    let words = typed.collect::<String>().replace('\u{AD}', "-");
    let weight = match style.face {
        Face::Regular | Face::Italic => 400,
        Face::SemiBold => 600,
        Face::Bold => 700,
    };
    format!(
        r#"<text x="{}" y="{}" font-size="{}" font-weight="{weight}" fill="{}">{}</text>"#,
        short(x),
        short(y),
        short(style.size),
        value(style.colour),
        escape(words.trim_end())
    )
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
fn short(number: f32) -> String {
    ((number * 100.0).round() / 100.0).to_string()
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
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
