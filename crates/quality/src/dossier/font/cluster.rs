//! Clusters: which character is drawn for each sign, and which text each glyph stands for.
//!
//! Knows nothing of shaping. A character without a glyph is drawn as an empty box and keeps its
//! text; one that must not reach the page keeps nothing.

use std::collections::{BTreeSet, VecDeque};

use harfrust::font::Font;
use unicode_normalization::UnicodeNormalization;

use crate::dossier::typography::{REPLACEMENT, Sign, is_invisible, is_refused};

/// What is drawn for a character that no shipped font has: an empty box.
const BOX: char = '\u{25A1}';
/// What is drawn for a character that shows nothing.
pub(super) const NOTHING: char = '\u{200B}';

/// The text of a cluster, one part for each of its glyphs, and parts for blank glyphs after them
/// where one glyph would stand for more than a reader takes.
///
/// Where there are more glyphs than characters, the characters are taken apart (normal form D):
/// the same text in another spelling.
pub(super) fn spread_over(texts: &[String], glyphs: usize) -> VecDeque<String> {
    let mut parts: Vec<String> = texts.to_vec();
    if glyphs > parts.len() {
        parts = texts.concat().nfd().map(String::from).collect();
    }
    let rest = parts.split_off(glyphs.min(parts.len()).saturating_sub(1));
    let rest: Vec<char> = rest.concat().chars().collect();
    parts.extend(rest.chunks(LONGEST).map(String::from_iter));
    parts.into()
}

/// Most characters that one glyph stands for: readers in use give up beyond.
const LONGEST: usize = 8;

fn has_room(texts: &[String]) -> bool {
    texts
        .last()
        .is_some_and(|text| text.chars().count() < LONGEST)
}

/// For each glyph to come: the character that is drawn, and the text that it stands for.
pub(super) fn clusters(
    font: &Font,
    signs: &[Sign],
    replaced: &mut BTreeSet<String>,
) -> (Vec<char>, Vec<String>) {
    let charmap = font.charmap();
    let (mut drawn, mut texts): (Vec<char>, Vec<String>) = (Vec::new(), Vec::new());
    let mut in_box = false;
    for Sign { shown, typed } in signs.iter().copied() {
        let joins =
            is_invisible(shown) || matches!(u32::from(typed), 0x1F3FB..=0x1F3FF | 0x20D0..=0x20FF);
        let after_joiner = texts.last().is_some_and(|text| text.ends_with('\u{200D}'));
        if is_refused(typed) {
            replaced.insert(typed.to_string());
            drawn.push(BOX);
            texts.push(REPLACEMENT.to_string());
            in_box = false;
        } else if in_box && (joins || after_joiner) && has_room(&texts) {
            let text = texts.last_mut().expect("a box has its text");
            text.push(typed);
        } else if is_invisible(shown) {
            drawn.push(NOTHING);
            texts.push(typed.to_string());
            in_box = false;
        } else if charmap
            .map_unicode(shown)
            .is_none_or(|glyph| glyph.to_u32() == 0)
        {
            drawn.push(BOX);
            texts.push(typed.to_string());
            in_box = true;
            replaced.insert(typed.to_string());
        } else {
            drawn.push(shown);
            texts.push(typed.to_string());
            in_box = false;
        }
    }
    (drawn, texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_glyph_stands_for_more_than_a_reader_takes() {
        let texts: Vec<String> = "abcdefghijklmnopqrst".chars().map(String::from).collect();
        let parts = |glyphs| Vec::from(spread_over(&texts, glyphs));
        assert_eq!(parts(1), ["abcdefgh", "ijklmnop", "qrst"]);
        assert_eq!(parts(12)[10..], ["k", "lmnopqrs", "t"]);
        assert_eq!(parts(20), texts);
        assert_eq!(Vec::from(spread_over(&["é".into()], 2)), ["e", "\u{301}"]);
    }
}
