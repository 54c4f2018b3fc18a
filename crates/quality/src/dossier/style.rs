//! Style: the colours, sizes and distances of the dossier.
//!
//! Knows nothing of content. Source: design.md, tokens (light) and section Paper. Lengths are in
//! points unless their name says otherwise.

use super::font::{Face, Figures};

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Colour {
    /// This colour laid over white, `percent` strong.
    pub(crate) fn tint(self, percent: u32) -> Self {
        let mix = |channel: u8| {
            let mixed = (u32::from(channel) * percent + 255 * (100 - percent)) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}

pub(crate) const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
pub(crate) const PAPER: Colour = Colour(0xFA, 0xF7, 0xF2);
pub(crate) const SUNKEN: Colour = Colour(0xF1, 0xEC, 0xE3);
pub(crate) const BORDER: Colour = Colour(0xD8, 0xD0, 0xC3);
pub(crate) const BORDER_STRONG: Colour = Colour(0x8A, 0x82, 0x72);
pub(crate) const TEXT: Colour = Colour(0x1F, 0x24, 0x30);
pub(crate) const MUTED: Colour = Colour(0x56, 0x5E, 0x6C);
pub(crate) const PRIMARY: Colour = Colour(0x0E, 0x5A, 0x63);
pub(crate) const PRIMARY_SOFT: Colour = Colour(0xDC, 0xED, 0xEC);
pub(crate) const ACCENT: Colour = Colour(0xB8, 0x45, 0x2A);
pub(crate) const MET: Colour = Colour(0x1E, 0x6B, 0x43);
pub(crate) const PARTLY: Colour = Colour(0x8A, 0x5A, 0x00);
pub(crate) const NOT_MET: Colour = Colour(0xA3, 0x31, 0x2B);
/// The three levels: one hue, deepening.
pub(crate) const LEVELS: [Colour; 3] = [
    Colour(0x7F, 0xB7, 0xB3),
    Colour(0x26, 0x75, 0x78),
    Colour(0x0E, 0x4A, 0x54),
];
/// Ink that stands on each of [`LEVELS`] with a contrast of 4.5 and more.
pub(crate) const LEVEL_INKS: [Colour; 3] = [TEXT, WHITE, WHITE];

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// A4.
pub(crate) const PAGE_WIDTH: f32 = 210.0 * MM;
/// A4.
pub(crate) const PAGE_HEIGHT: f32 = 297.0 * MM;
/// Margin on every side.
pub(crate) const MARGIN: f32 = 20.0 * MM;
/// Width of the text block.
pub(crate) const TEXT_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Height of the text block: a little is left for the running foot.
pub(crate) const TEXT_HEIGHT: f32 = PAGE_HEIGHT - 2.0 * MARGIN - 4.0 * MM;
/// Gap between the columns of the six-column grid.
pub(crate) const GUTTER: f32 = 12.0;

/// Width of so many columns of the six-column grid, with the gaps between them.
#[expect(clippy::cast_precision_loss, reason = "there are six columns")]
pub(crate) fn columns(count: usize) -> f32 {
    let one = (TEXT_WIDTH - 5.0 * GUTTER) / 6.0;
    one * count as f32 + GUTTER * (count.max(1) - 1) as f32
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    /// Weight and slope.
    pub(crate) face: Face,
    /// Size of the letters.
    pub(crate) size: f32,
    /// From one base line to the next.
    pub(crate) leading: f32,
    /// Its colour.
    pub(crate) colour: Colour,
    /// Width of its figures.
    pub(crate) figures: Figures,
    /// Whether words may be divided at the end of a line.
    pub(crate) divides: bool,
}

impl Type {
    const fn new(face: Face, size: f32, leading: f32, colour: Colour) -> Self {
        Self {
            face,
            size,
            leading,
            colour,
            figures: Figures::Proportional,
            divides: false,
        }
    }
    const fn dividing(self) -> Self {
        Self {
            divides: true,
            ..self
        }
    }
    /// The same in another colour.
    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
    /// The same in another weight or slope.
    pub(crate) const fn faced(self, face: Face) -> Self {
        Self { face, ..self }
    }
    /// The same with figures of one width.
    pub(crate) const fn tabular(self) -> Self {
        Self {
            figures: Figures::Tabular,
            ..self
        }
    }
}

pub(crate) const BODY: Type = Type::new(Face::Regular, 10.0, 14.5, TEXT).dividing();
pub(crate) const BODY_STRONG: Type = Type::new(Face::SemiBold, 10.0, 14.5, TEXT);
pub(crate) const LEAD: Type = Type::new(Face::Regular, 12.0, 17.0, TEXT).dividing();
pub(crate) const SMALL: Type = Type::new(Face::Regular, 8.5, 11.5, TEXT).dividing();
/// For narrow columns and short lists, where a divided word jars.
pub(crate) const SMALL_WHOLE: Type = Type::new(Face::Regular, 8.5, 11.5, TEXT);
pub(crate) const SMALL_MUTED: Type = Type::new(Face::Regular, 8.5, 11.5, MUTED).dividing();
pub(crate) const SMALL_STRONG: Type = Type::new(Face::SemiBold, 8.5, 11.5, TEXT);
pub(crate) const LABEL: Type = Type::new(Face::SemiBold, 8.5, 11.5, MUTED);
pub(crate) const OVERLINE: Type = Type::new(Face::SemiBold, 9.0, 12.0, PRIMARY);
pub(crate) const RUNNING: Type = Type::new(Face::Regular, 8.0, 10.0, MUTED);
pub(crate) const HEADING_1: Type = Type::new(Face::Bold, 18.0, 23.0, PRIMARY);
pub(crate) const HEADING_2: Type = Type::new(Face::SemiBold, 13.0, 17.0, TEXT);
pub(crate) const HEADING_3: Type = Type::new(Face::SemiBold, 10.5, 14.0, TEXT);
pub(crate) const TITLE: Type = Type::new(Face::Bold, 28.0, 33.0, TEXT);
pub(crate) const SUBTITLE: Type = Type::new(Face::Regular, 18.0, 24.0, TEXT);
