//! A person's name, found in texts however it is written.
//!
//! By whole words; accents, case, and what stands between the words (spaces, hyphens, points, low
//! lines) do not matter, so that a file name or an address is found too. Knows nothing of where
//! the texts stand.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Fewest letters of a name that is looked for.
const SHORTEST: usize = 2;

/// Characters of text shown on each side of a name that was found.
const AROUND: usize = 30;

/// A name to look for.
#[derive(Debug, Clone)]
pub(super) struct Name {
    folded: Vec<char>,
}

/// A sign as it is compared, and where it stands.
struct Sign {
    folded: char,
    start: usize,
    end: usize,
}

impl Name {
    /// The name; nothing when it has fewer than two letters.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut folded: Vec<char> = fold(text).into_iter().map(|sign| sign.folded).collect();
        while folded.last() == Some(&' ') {
            folded.pop();
        }
        let begins = folded.iter().position(|sign| *sign != ' ')?;
        let folded = folded.split_off(begins);
        let letters = folded.iter().filter(|sign| sign.is_alphabetic()).count();
        (letters >= SHORTEST).then_some(Self { folded })
    }

    /// Where the name stands in a text, from its beginning; places do not overlap.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let signs = fold(text);
        let is_part = |at: usize| {
            signs
                .get(at)
                .is_some_and(|sign| sign.folded.is_alphanumeric())
        };
        let (mut places, mut at) = (Vec::new(), 0);
        while at + self.folded.len() <= signs.len() {
            let end = at + self.folded.len();
            let same = signs[at..end]
                .iter()
                .map(|sign| sign.folded)
                .eq(self.folded.iter().copied());
            let is_whole = !is_part(end) && (at == 0 || !is_part(at - 1));
            if same && is_whole {
                places.push(signs[at].start..signs[end - 1].end);
                at = end;
            } else {
                at += 1;
            }
        }
        places
    }

    /// The text with `mark` in the name's place; nothing when the name is not in it.
    pub(super) fn replaced(&self, text: &str, mark: &str) -> Option<String> {
        let places = self.places(text);
        if places.is_empty() {
            return None;
        }
        let (mut replaced, mut from) = (String::with_capacity(text.len()), 0);
        for place in places {
            replaced.push_str(&text[from..place.start]);
            replaced.push_str(mark);
            from = place.end;
        }
        replaced.push_str(&text[from..]);
        Some(replaced)
    }

    /// The first place of the name in a text, with some words around it.
    pub(super) fn excerpt(&self, text: &str) -> Option<String> {
        let place = self.places(text).into_iter().next()?;
        let before = text[..place.start].char_indices().rev();
        let start = before.take(AROUND).last().map_or(place.start, |(at, _)| at);
        let after = text[place.end..].char_indices().nth(AROUND);
        let end = after.map_or(text.len(), |(at, _)| place.end + at);
        let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
        Some(format!(
            "{}{}{}",
            ellipsis(start > 0),
            &text[start..end],
            ellipsis(end < text.len())
        ))
    }
}

/// The signs of a text as they are compared.
fn fold(text: &str) -> Vec<Sign> {
    let mut signs = Vec::<Sign>::new();
    for (start, sign) in text.char_indices() {
        let end = start + sign.len_utf8();
        let mut seen = false;
        for part in std::iter::once(sign).nfkd().flat_map(char::to_lowercase) {
            if is_combining_mark(part) || is_invisible(part) {
                continue;
            }
            seen = true;
            if is_between_words(part) {
                // However many there are, they count as one.
                match signs.last_mut() {
                    Some(last) if last.folded == ' ' => last.end = end,
                    Some(_) | None => signs.push(Sign {
                        folded: ' ',
                        start,
                        end,
                    }),
                }
                continue;
            }
            let parts: &[char] = match part {
                'œ' => &['o', 'e'],
                'æ' => &['a', 'e'],
                'ß' => &['s', 's'],
                '’' | 'ʼ' | '‘' => &['\''],
                _ => &[part],
            };
            let compared = parts.iter();
            signs.extend(compared.map(|folded| Sign {
                folded: *folded,
                start,
                end,
            }));
        }
        // An accent belongs to the sign before it.
        if let Some(last) = signs.last_mut().filter(|_| !seen) {
            last.end = end;
        }
    }
    signs
}

fn is_between_words(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Signs that show nothing: soft hyphens, joiners, marks of direction.
fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(name: &str, text: &str) -> Option<String> {
        Name::new(name).unwrap().replaced(text, "#")
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for text in [
            "Hélène Lefèvre",
            "helene lefevre",
            "HÉLÈNE  LEFÈVRE",
            "He\u{301}le\u{300}ne Lefe\u{300}vre",
            "Hélène\u{202F}Lefèvre",
            "Hélène\u{A0}\nLefèvre",
            "Hélène-Lefèvre",
            "helene.lefevre",
            "Helene_Lefevre",
            "Hé\u{AD}lène Le\u{200B}fèvre",
            "Ｈélène Lefèvre",
        ] {
            assert_eq!(
                replaced("Hélène Lefèvre", text).as_deref(),
                Some("#"),
                "{text:?}"
            );
        }
        let mixed = "CV_Helene_Lefevre.pdf, de Hélène Lefèvre : helene.lefevre@asso.fr";
        assert_eq!(
            replaced("hélène lefèvre", mixed).as_deref(),
            Some("CV_#.pdf, de # : #@asso.fr")
        );
        assert_eq!(replaced("Œuvrard", "M. Oeuvrard").as_deref(), Some("M. #"));
        assert_eq!(
            replaced("D’Arc", "Jeanne d'Arc !").as_deref(),
            Some("Jeanne # !")
        );
        assert_eq!(
            replaced(" Léa ", "Léa\u{301}\u{302}, Léa").as_deref(),
            Some("#, #")
        );
    }

    #[test]
    fn only_whole_words_are_the_name() {
        for text in ["Léana", "Mayléa", "léa2", "Léá-lé a"] {
            let found = replaced("Léa", text);
            let expected = (text == "Léá-lé a").then(|| "#-lé a".to_owned());
            assert_eq!(found, expected, "{text:?}");
        }
        assert_eq!(
            replaced("Jean", "Jeanne, Jean-Paul").as_deref(),
            Some("Jeanne, #-Paul")
        );
        assert_eq!(replaced("Léa Ba", "Léa, Ba"), None, "a comma parts them");
    }

    #[test]
    fn a_name_has_letters() {
        for text in ["", " ", "a", "é.", "12", "--", "\u{301}"] {
            assert!(Name::new(text).is_none(), "{text:?}");
        }
        assert!(Name::new("Bô").is_some());
        assert!(Name::new("李明").is_some());
    }

    #[test]
    fn an_excerpt_shows_some_words_around() {
        let name = Name::new("Léa").unwrap();
        assert_eq!(
            name.excerpt("Vu avec Léa.").as_deref(),
            Some("Vu avec Léa.")
        );
        let long = format!("{} Léa {}", "é".repeat(100), "è".repeat(100));
        let expected = format!("…{} Léa {}…", "é".repeat(29), "è".repeat(29));
        assert_eq!(name.excerpt(&long), Some(expected));
    }
}
