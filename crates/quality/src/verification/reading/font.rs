//! Fonts: the text that each code stands for, as `/ToUnicode` says.
//!
//! Knows no shape: what a code draws is not looked at. Source: ISO 32000-1, 9.10.3.

use std::collections::HashMap;

use pades::structure::Object;
use pades::structure::content::Operations;

/// Longest text of one code, in UTF-16 units; our writer gives it eight characters at most.
const LONGEST: usize = 16;

/// What the two-byte codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct Font {
    signs: String,
    /// Where the text of each code stands in `signs`.
    places: HashMap<u16, (u32, u32)>,
}

impl Font {
    /// That of a CMap; none when it is not of the kind that is read here, or gives one code two
    /// texts.
    pub(super) fn read(map: &[u8]) -> Option<Self> {
        let mut font = Self::default();
        let mut operations = Operations::new(map);
        while let Some(operation) = operations.next_operation().ok()? {
            let operands = operation.operands.as_slice();
            match operation.operator {
                b"endbfchar" => {
                    let (pairs, rest) = operands.as_chunks::<2>();
                    for [code, text] in pairs {
                        font.add(code_of(code)?, &units_of(text)?)?;
                    }
                    rest.is_empty().then_some(())?;
                }
                b"endbfrange" => {
                    let (ranges, rest) = operands.as_chunks::<3>();
                    for [first, last, texts] in ranges {
                        font.add_range(code_of(first)?, code_of(last)?, texts)?;
                    }
                    rest.is_empty().then_some(())?;
                }
                b"usecmap" => return None,
                _ => {}
            }
        }
        Some(font)
    }

    /// The text of a code; none when it has none.
    pub(super) fn text(&self, code: u16) -> Option<&str> {
        let &(begin, end) = self.places.get(&code)?;
        self.signs.get(begin as usize..end as usize)
    }

    fn add(&mut self, code: u16, units: &[u16]) -> Option<()> {
        let text = String::from_utf16(units).ok()?;
        if let Some(known) = self.text(code) {
            return (known == text).then_some(());
        }
        let begin = u32::try_from(self.signs.len()).ok()?;
        self.signs.push_str(&text);
        let end = u32::try_from(self.signs.len()).ok()?;
        self.places.insert(code, (begin, end));
        Some(())
    }

    /// Codes in a row, whose texts are a list, or differ by their last unit.
    fn add_range(&mut self, first: u16, last: u16, texts: &Object) -> Option<()> {
        (first <= last).then_some(())?;
        let mut codes = first..=last;
        if let Some(texts) = texts.as_array() {
            (texts.len() == codes.len()).then_some(())?;
            return codes
                .zip(texts)
                .try_for_each(|(code, text)| self.add(code, &units_of(text)?));
        }
        let mut units = units_of(texts)?;
        codes.try_for_each(|code| {
            if code != first {
                let unit = units.last_mut()?;
                *unit = unit.checked_add(1)?;
            }
            self.add(code, &units)
        })
    }
}

fn code_of(object: &Object) -> Option<u16> {
    let bytes = object.as_string()?.try_into().ok()?;
    Some(u16::from_be_bytes(bytes))
}

/// The UTF-16 units of a text, at least one.
fn units_of(object: &Object) -> Option<Vec<u16>> {
    let (units, rest) = object.as_string()?.as_chunks::<2>();
    let fits = rest.is_empty() && !units.is_empty() && units.len() <= LONGEST;
    let units = units.iter().map(|unit| u16::from_be_bytes(*unit));
    fits.then(|| units.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(map: &str, code: u16) -> Option<String> {
        Font::read(map.as_bytes())?.text(code).map(str::to_owned)
    }

    #[test]
    fn codes_have_the_texts_that_the_map_says() {
        let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar <0001> <00E9> <0002> <00660069> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <D83DDC4D>] endbfrange";
        let texts = [
            (1, Some("é")),
            (2, Some("fi")),
            (0x10, Some("A")),
            (0x12, Some("C")),
            (0x20, Some("X")),
            (0x21, Some("👍")),
            (3, None),
        ];
        for (code, expected) in texts {
            assert_eq!(text(map, code).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn a_map_of_another_kind_is_not_read() {
        let maps = [
            "<01> <0041> endbfchar",
            "<0001> <41> endbfchar",
            "<0001> <> endbfchar",
            "<0001> endbfchar",
            "<0001> <D800> endbfchar",
            "<0001> <0041> <0001> <0042> endbfchar",
            "<0001> <0003> [<0041>] endbfrange",
            "<0003> <0001> <0041> endbfrange",
            "<0000> <FFFF> <0041> endbfrange",
            "<0001> /A endbfchar",
            "/Other usecmap",
            "(open",
        ];
        for map in maps {
            assert!(Font::read(map.as_bytes()).is_none(), "{map}");
        }
    }
}
