//! Names in certificates, made safe for showing.
//!
//! A name is written by whoever made the certificate, so it may try to deceive: characters that
//! reverse or hide text are dropped, length is cut, and a mixture of scripts is reported.
//! Source: RFC 5280, 4.1.2.4; Unicode TR 36.

use unicode_normalization::UnicodeNormalization as _;

use crate::der::{self, Tlv};
use crate::oid;

/// Longest name that is shown.
const MAX_CHARACTERS: usize = 120;

/// A name as it may be shown, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName {
    text: String,
    /// Characters that hide or reorder text were taken out.
    pub had_hidden_characters: bool,
    /// Letters of several scripts that look alike stand together.
    pub mixes_scripts: bool,
    /// It was longer than is shown.
    pub was_cut: bool,
}

impl DisplayName {
    /// The name; empty when the certificate bears none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Common name, else organisation, else organisational unit, else nothing.
    pub(crate) fn read(name: &[u8]) -> Self {
        let attributes = attributes(name).unwrap_or_default();
        let find = |wanted: &[u8]| {
            attributes
                .iter()
                .find(|(kind, text)| kind == wanted && !text.trim().is_empty())
        };
        let raw = find(oid::COMMON_NAME)
            .or_else(|| find(oid::ORGANISATION))
            .or_else(|| find(oid::ORGANISATIONAL_UNIT))
            .map_or("", |(_, text)| text.as_str());
        Self::clean(raw)
    }

    /// Cleans any text that a stranger wrote.
    pub fn clean(raw: &str) -> Self {
        let mut had_hidden_characters = false;
        let mut text = String::new();
        for character in raw.nfc() {
            if character.is_whitespace() {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            } else if is_hidden(character) {
                had_hidden_characters = true;
            } else {
                text.push(character);
            }
        }
        let whole = text.trim_end();
        let shown: String = whole.chars().take(MAX_CHARACTERS).collect();
        Self {
            was_cut: shown.len() < whole.len(),
            mixes_scripts: mixes_scripts(&shown),
            text: shown,
            had_hidden_characters,
        }
    }
}

/// Controls, bidirectional overrides, zero-width and invisible signs, private use, non-characters.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0x00ad | 0x034f | 0x061c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xe000..=0xf8ff
            | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xffff | 0x1d173..=0x1d17a
            | 0xe0000..=0x10_ffff)
}

/// Latin together with Cyrillic, Greek, Armenian or Cherokee, whose letters look alike.
fn mixes_scripts(text: &str) -> bool {
    let mut seen = [false; 5];
    for character in text.chars().filter(|character| character.is_alphabetic()) {
        let script = match u32::from(character) {
            0x0041..=0x024f | 0x1e00..=0x1eff => 0,
            0x0370..=0x03ff | 0x1f00..=0x1fff => 1,
            0x0400..=0x052f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => 2,
            0x0530..=0x058f => 3,
            0x13a0..=0x13ff | 0xab70..=0xabbf => 4,
            _ => continue,
        };
        seen[script] = true;
    }
    seen.iter().filter(|&&is_seen| is_seen).count() > 1
}

/// Whether a name is an organisation's own: it has `O`, and no `CN` but the same.
pub(super) fn is_of_organisation(name: &[u8]) -> bool {
    let found = attributes(name).unwrap_or_default();
    let value = |kind: &[u8]| {
        found
            .iter()
            .find(|(found, _)| found == kind)
            .map(|(_, text)| text)
    };
    let organisation = value(oid::ORGANISATION);
    organisation.is_some() && value(oid::COMMON_NAME).is_none_or(|name| Some(name) == organisation)
}

fn attributes(name: &[u8]) -> Result<Vec<(Vec<u8>, String)>, der::Error> {
    let mut found = Vec::new();
    let mut sets = der::only(name)?.reader();
    while !sets.is_empty() {
        let mut set = sets.expect(der::SET)?.reader();
        while !set.is_empty() {
            let mut pair = set.sequence()?;
            let kind = pair.oid()?.to_vec();
            let value = pair.any()?;
            found.push((kind, text_of(value)));
        }
    }
    Ok(found)
}

/// The text of a DirectoryString, with U+FFFD for what is not a character.
fn text_of(value: Tlv<'_>) -> String {
    match value.tag {
        // TeletexString: read as Latin-1, as its writers meant it.
        0x14 => value
            .content
            .iter()
            .map(|&octet| char::from(octet))
            .collect(),
        // BMPString.
        0x1e => {
            let units = value
                .content
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], *pair.last().unwrap_or(&0)]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        // UniversalString.
        0x1c => value
            .content
            .chunks(4)
            .map(|group| {
                group
                    .iter()
                    .fold(0, |sum, &octet| sum << 8 | u32::from(octet))
            })
            .map(|number| char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        _ => String::from_utf8_lossy(value.content).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reverses_or_hides_text_is_dropped() {
        let name = DisplayName::clean("Asso\u{202e}ciation\u{200b}\u{0} \n\t du  Mentorat ");
        assert_eq!(name.text(), "Association du Mentorat");
        assert!(name.had_hidden_characters);
        assert!(!name.mixes_scripts);
    }

    #[test]
    fn a_cyrillic_letter_among_latin_ones_is_seen() {
        assert!(DisplayName::clean("C\u{043e}llectif").mixes_scripts);
        assert!(!DisplayName::clean("Collectif Œuvre Éducative").mixes_scripts);
    }

    #[test]
    fn a_long_name_is_cut() {
        let name = DisplayName::clean(&"é".repeat(64_000));
        assert_eq!(name.text().chars().count(), MAX_CHARACTERS);
        assert!(name.was_cut);
    }
}
