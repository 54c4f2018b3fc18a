//! Looks: colours and letters of each tone, the same in both formats.
//!
//! Colours are those of paper and light screen. Source: design.md, section Tokens.

use super::Tone;

/// Letters of every cell; a system without it has one of the same widths.
pub(super) const FONT: &str = "Calibri";

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Colour of the letters, as six hex digits.
    pub(super) ink: &'static str,
    /// Colour behind them.
    pub(super) fill: Option<&'static str>,
    pub(super) bold: bool,
    pub(super) size_pt: u8,
    /// Whether a fine line goes round it.
    pub(super) framed: bool,
    pub(super) centred: bool,
    /// Whether long text goes on in a new line, not into the next cell.
    pub(super) wrapped: bool,
}

/// Colour of a sheet's register.
pub(super) const REGISTER: &str = "0E5A63";

/// Colour of the lines round cells.
pub(super) const LINE: &str = "D8D0C3";

/// How a cell of that tone looks.
pub(super) fn look(tone: Tone) -> Look {
    let plain = Look {
        ink: "1F2430",
        fill: None,
        bold: false,
        size_pt: 10,
        framed: true,
        centred: false,
        wrapped: true,
    };
    let state = |ink, fill| Look {
        ink,
        fill: Some(fill),
        bold: true,
        ..plain
    };
    let cell = |ink, fill| Look {
        centred: true,
        ..state(ink, fill)
    };
    let free = |ink, size_pt, bold| Look {
        ink,
        size_pt,
        bold,
        framed: false,
        wrapped: false,
        ..plain
    };
    match tone {
        Tone::Plain => plain,
        Tone::Name => Look {
            bold: true,
            ..plain
        },
        Tone::Muted => Look {
            ink: "565E6C",
            ..plain
        },
        Tone::Entry => Look {
            fill: Some("F4FAF9"),
            ..plain
        },
        Tone::Title => free("0E5A63", 20, true),
        Tone::Lead => free("1F2430", 13, true),
        Tone::Head => state("FFFFFF", "0E5A63"),
        Tone::EntryHead => state("FFFFFF", "267578"),
        Tone::Notice => state("8A5A00", "FBEBCB"),
        Tone::Met => state("1E6B43", "DFF0E5"),
        Tone::Partly => state("8A5A00", "FBEBCB"),
        Tone::NotMet => state("A3312B", "F9E0DD"),
        Tone::Aside => state("565E6C", "ECEAE6"),
        Tone::Part => cell("1F2430", "DCEDEC"),
        Tone::Full(0) => cell("1F2430", "7FB7B3"),
        Tone::Full(1) => cell("FFFFFF", "267578"),
        Tone::Full(_) => cell("FFFFFF", "0E4A54"),
    }
}
