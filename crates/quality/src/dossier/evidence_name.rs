//! Names of enclosed evidence: short, readable, ASCII, unique, harmless on any system.
//!
//! `E2.N1.S3_a_procedure-controle.pdf`: where it serves, what it is. Source: formats.md, section
//! 4; trust.md, attack families (names with traversal, reserved names).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::assessment::{Assessment, Evidence};
use crate::grid::Grid;
use crate::id::EvidenceId;

/// Longest part of a name that comes from the title.
const LONGEST_TITLE: usize = 40;

/// The names of the evidence in `chosen`.
pub(super) fn names(
    grid: &Grid,
    assessment: &Assessment,
    chosen: &BTreeSet<EvidenceId>,
) -> BTreeMap<EvidenceId, String> {
    let mut uses: BTreeMap<EvidenceId, String> = BTreeMap::new();
    for standard in &grid.standards {
        let Some(answer) = assessment.answer(&standard.id) else {
            continue;
        };
        for link in &answer.evidence {
            let expected = link
                .expected
                .as_ref()
                .map(|id| format!("_{id}"))
                .unwrap_or_default();
            uses.entry(link.evidence)
                .or_insert_with(|| format!("{}{expected}", standard.id));
        }
    }
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for evidence in assessment
        .evidence
        .iter()
        .filter(|evidence| chosen.contains(&evidence.id))
    {
        let place = uses.get(&evidence.id).map_or("annexe", String::as_str);
        let stem = format!("{place}_{}", slug(&evidence.title));
        let stem = stem.trim_end_matches('_');
        let extension = extension(evidence);
        let mut name = format!("{stem}{extension}");
        let mut count = 2;
        // Names that differ only in case would be one file on some systems.
        while !taken.insert(name.to_ascii_lowercase()) {
            name = format!("{stem}-{count}{extension}");
            count += 1;
        }
        names.insert(evidence.id, name);
    }
    names
}

/// Letters and digits of a title, the rest as single hyphens.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for character in title.replace(['œ', 'Œ'], "oe").nfd() {
        if slug.len() >= LONGEST_TITLE {
            break;
        }
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !unicode_normalization::char::is_combining_mark(character)
            && !slug.ends_with('-')
            && !slug.is_empty()
        {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The extension of the file as it was added, when it is a plain one.
fn extension(evidence: &Evidence) -> String {
    let extension = evidence
        .file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension);
    match extension {
        Some(plain)
            if (1..=8).contains(&plain.len())
                && plain.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            format!(".{}", plain.to_ascii_lowercase())
        }
        Some(_) | None => ".bin".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_plain_words() {
        assert_eq!(
            slug("Procédure de contrôle (œuvre) №3"),
            "procedure-de-controle-oeuvre-3"
        );
        assert_eq!(slug("../../CON:\u{202E}"), "con");
        assert_eq!(slug("的"), "");
        assert!(slug(&"a b".repeat(100)).len() <= LONGEST_TITLE);
    }
}
