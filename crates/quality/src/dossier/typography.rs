//! Typography: how typed text is shown by the rules of French printing, and what it stays.
//!
//! Each sign keeps what was typed beside what is shown: a space before «;» is shown as a narrow
//! no-break space and is still copied, searched and read aloud as the space that was typed.
//! Knows nothing of fonts. Source: design.md, section Words.

use unicode_normalization::UnicodeNormalization;

/// Narrow no-break space: before ; ! ? and inside « ».
pub(crate) const NARROW: char = '\u{202F}';
/// No-break space: before a colon.
pub(crate) const NO_BREAK: char = '\u{A0}';
/// What stands for a character that cannot be kept.
pub(crate) const REPLACEMENT: char = '\u{FFFD}';

/// One sign: what is drawn, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Sign {
    /// The character whose form is drawn.
    pub(crate) shown: char,
    /// The character as it was typed, in normal form C.
    pub(crate) typed: char,
}

/// `text` in normal form C, as signs; line ends are `\n`, tabs are spaces.
pub(crate) fn signs(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    let mut characters = text.nfc().peekable();
    while let Some(character) = characters.next() {
        let typed = match character {
            '\r' if characters.peek() == Some(&'\n') => continue,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        };
        signs.push(Sign {
            shown: typed,
            typed,
        });
    }
    set_spaces(&mut signs);
    set_apostrophes(&mut signs);
    signs
}

/// Shows the space before high punctuation and inside guillemets as one that does not break.
fn set_spaces(signs: &mut [Sign]) {
    for at in 0..signs.len() {
        if signs[at].typed != ' ' {
            continue;
        }
        let before = at.checked_sub(1).map(|at| signs[at].typed);
        let after = signs.get(at + 1).map(|sign| sign.typed);
        signs[at].shown = match (before, after) {
            (Some('«'), _) => NARROW,
            (Some(before), Some(after)) if before != ' ' && before != '\n' => match after {
                ';' | '!' | '?' | '»' => NARROW,
                ':' | '%' | '€' => NO_BREAK,
                _ => ' ',
            },
            _ => ' ',
        };
    }
}

/// Shows a straight apostrophe between letters as the printed one.
fn set_apostrophes(signs: &mut [Sign]) {
    for at in 1..signs.len().saturating_sub(1) {
        let is_letter = |sign: Sign| sign.typed.is_alphanumeric() || matches!(sign.typed, '«');
        if signs[at].typed == '\'' && is_letter(signs[at - 1]) && is_letter(signs[at + 1]) {
            signs[at].shown = '’';
        }
    }
}

/// `text` with its line ends as spaces: for names and titles inside a line.
pub(crate) fn flat(text: &str) -> String {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    text.split(is_end)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The beginning of a text up to so many characters, with an ellipsis when there is more.
///
/// Cut after a word where one ends in the last third.
pub(crate) fn brief(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(longest) else {
        return text.to_owned();
    };
    let kept = &text[..end];
    let kept = match kept.rfind(' ') {
        Some(space) if space * 3 >= end * 2 => &kept[..space],
        Some(_) | None => kept,
    };
    format!("{}…", kept.trim_end())
}

/// Whether a character must not reach the page: controls, direction overrides, non-characters.
pub(crate) fn is_refused(character: char) -> bool {
    let code = u32::from(character);
    let is_control = character.is_control();
    let is_direction = matches!(code, 0x061C | 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
    let is_nothing =
        code & 0xFFFE == 0xFFFE || matches!(code, 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFD);
    let is_private = matches!(code, 0xE000..=0xF8FF | 0xF0000..=0x10FFFF);
    is_control || is_direction || is_nothing || is_private
}

/// Whether a character is drawn as nothing at all, yet belongs to the text.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        u32::from(character),
        0xAD | 0x34F | 0x180B..=0x180E | 0x200B..=0x200D | 0x2060..=0x2064 | 0xFE00..=0xFE0F
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x3164 | 0xFFA0 | 0xE0000..=0xE0FFF
    )
}

/// `text` on one line in normal form C, with what is refused replaced: for titles and labels.
pub(crate) fn one_line(text: &str) -> String {
    let kept = |sign: Sign| match sign.typed {
        '\n' => ' ',
        refused if is_refused(refused) => REPLACEMENT,
        other => other,
    };
    signs(text).into_iter().map(kept).collect()
}

/// Hex digits in groups of four.
pub(crate) fn groups(hex: &str) -> String {
    let mut grouped = String::with_capacity(hex.len() * 5 / 4);
    for (at, digit) in hex.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        signs(text).iter().map(|sign| sign.shown).collect()
    }
    fn typed(text: &str) -> String {
        signs(text).iter().map(|sign| sign.typed).collect()
    }

    #[test]
    fn spaces_before_high_punctuation_do_not_break() {
        assert_eq!(
            shown("Oui ; non ! Si ?"),
            "Oui\u{202F}; non\u{202F}! Si\u{202F}?"
        );
        assert_eq!(
            shown("Ceci : « cela »."),
            "Ceci\u{A0}: «\u{202F}cela\u{202F}»."
        );
        assert_eq!(shown("80 % et 3 €"), "80\u{A0}% et 3\u{A0}€");
        assert_eq!(shown("http://a.fr ;-)"), "http://a.fr\u{202F};-)");
        assert_eq!(shown("sans;espace"), "sans;espace", "nothing is added");
        assert_eq!(shown(" ; "), " ; ", "there is no word to keep it with");
    }

    #[test]
    fn a_brief_text_ends_after_a_word() {
        assert_eq!(brief("un texte court", 14), "un texte court");
        assert_eq!(brief("un texte plus long", 14), "un texte plus…");
        assert_eq!(brief("éééééééééé", 4), "éééé…");
    }

    #[test]
    fn apostrophes_are_shown_in_print_and_kept_as_typed() {
        assert_eq!(shown("l'élève d'Émile"), "l’élève d’Émile");
        assert_eq!(shown("'cité' 5' x'"), "'cité' 5' x'");
    }

    #[test]
    fn what_was_typed_is_kept() {
        let text = "l'équipe : « oui » ; 80 % !";
        assert_eq!(typed(text), text);
        assert_eq!(
            typed("e\u{301}tape\r\nsuite\tfin\rx"),
            "étape\nsuite fin\nx",
            "NFC, line ends"
        );
    }

    #[test]
    fn what_could_hide_or_reverse_text_is_refused() {
        for refused in [
            '\0', '\u{7}', '\u{202E}', '\u{200F}', '\u{2067}', '\u{FEFF}', '\u{FFFE}', '\u{E000}',
        ] {
            assert!(is_refused(refused), "{refused:?}");
        }
        for kept in ['a', '\u{A0}', '\u{200D}', 'א', '👍'] {
            assert!(!is_refused(kept), "{kept:?}");
        }
    }
}
