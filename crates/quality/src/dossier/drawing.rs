//! Drawing: the shapes of which rules, cards, icons and pictures are made.
//!
//! Knows nothing of what they mean. Points, downwards from the top left corner.

use super::page::{Area, Item, Outline, Owner, Paint, Step};
use super::style::Colour;

/// How far the control points of a quarter circle stand from its ends, for radius 1.
const ROUND: f32 = 0.552_285;

/// A rectangle with rounded corners.
pub(crate) fn rounded(area: Area, radius: f32) -> Outline {
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    let r = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let (right, bottom, k) = (x + width, y + height, r * (1.0 - ROUND));
    if r == 0.0 {
        return polygon(&[(x, y), (right, y), (right, bottom), (x, bottom)]);
    }
    Outline {
        start: (x + r, y),
        steps: vec![
            Step::Line(right - r, y),
            Step::Curve([right - k, y, right, y + k, right, y + r]),
            Step::Line(right, bottom - r),
            Step::Curve([right, bottom - k, right - k, bottom, right - r, bottom]),
            Step::Line(x + r, bottom),
            Step::Curve([x + k, bottom, x, bottom - k, x, bottom - r]),
            Step::Line(x, y + r),
            Step::Curve([x, y + k, x + k, y, x + r, y]),
        ],
        is_closed: true,
    }
}

/// A circle.
pub(crate) fn circle(x: f32, y: f32, radius: f32) -> Outline {
    let area = Area {
        x: x - radius,
        y: y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
    };
    rounded(area, radius)
}

/// The left half of a disc.
pub(crate) fn half_disc(x: f32, y: f32, radius: f32) -> Outline {
    let (r, k) = (radius, radius * ROUND);
    Outline {
        start: (x, y - r),
        steps: vec![
            Step::Curve([x - k, y - r, x - r, y - k, x - r, y]),
            Step::Curve([x - r, y + k, x - k, y + r, x, y + r]),
        ],
        is_closed: true,
    }
}

/// A closed outline of straight sides.
pub(crate) fn polygon(points: &[(f32, f32)]) -> Outline {
    Outline {
        is_closed: true,
        ..polyline(points)
    }
}

/// An open line of straight parts.
pub(crate) fn polyline(points: &[(f32, f32)]) -> Outline {
    let start = points.first().copied().unwrap_or_default();
    let steps = points
        .iter()
        .skip(1)
        .map(|(x, y)| Step::Line(*x, *y))
        .collect();
    Outline {
        start,
        steps,
        is_closed: false,
    }
}

/// A filled shape.
pub(crate) fn fill(owner: Owner, outline: Outline, colour: Colour) -> Item {
    Item::Drawing {
        owner,
        outlines: vec![outline],
        paint: Paint::Fill(colour),
    }
}

/// A stroked shape.
pub(crate) fn stroke(owner: Owner, outline: Outline, colour: Colour, width: f32) -> Item {
    Item::Drawing {
        owner,
        outlines: vec![outline],
        paint: Paint::Stroke { colour, width },
    }
}

/// A horizontal rule.
pub(crate) fn rule(x: f32, y: f32, width: f32, colour: Colour, thickness: f32) -> Item {
    stroke(
        Owner::Ornament,
        polyline(&[(x, y), (x + width, y)]),
        colour,
        thickness,
    )
}
