//! QR code: a text that a camera reads.
//!
//! Knows nothing of what the text says. Drawn as one SVG path, so that it prints sharp at any size.

use std::fmt::Write as _;

use qrcodegen::QrCodeEcc;
use schemars::JsonSchema;
use serde::Serialize;

/// QR code as the path of an SVG picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QrCode {
    /// The text that it holds.
    pub text: String,
    /// Length of a side in modules, with the quiet margin that cameras need.
    pub side: i32,
    /// The dark modules, one unit each.
    pub path: String,
}

/// Width of the margin, in modules (ISO/IEC 18004, 9.1).
const MARGIN: i32 = 4;

impl QrCode {
    /// The code of a text of at most a few hundred signs.
    pub fn of(text: &str) -> Self {
        // A quarter may be smudged: the sheet is stamped and folded.
        let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Quartile)
            .expect("a digest is far shorter than what a code can hold");
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                write!(path, "M{},{}h1v1h-1z", x + MARGIN, y + MARGIN)
                    .expect("writing into memory never fails");
            }
        }
        Self {
            text: text.to_owned(),
            side: code.size() + 2 * MARGIN,
            path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_makes_a_code_with_its_three_corners_and_a_margin() {
        let text = format!("sha256:{}", "0123456789abcdef".repeat(4));
        let code = QrCode::of(&text);
        assert_eq!(code.text, text);
        let (near, far) = (MARGIN, code.side - MARGIN - 1);
        for (x, y) in [(near, near), (far, near), (near, far)] {
            assert!(code.path.contains(&format!("M{x},{y}h1v1h-1z")), "{x},{y}");
        }
        assert!(!code.path.contains("M0,"), "cameras need the margin");
    }
}
