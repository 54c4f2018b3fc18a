//! Glyphs that no shipped font has: which characters will be replaced, and where they stand.
//!
//! To be shown before a dossier is issued, so that a person may write otherwise. Knows nothing of
//! pages.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::font::Coverage;
use super::manifest::Part;
use super::{Signer, typography};
use crate::assessment::{Action, Answer, Assessment};
use crate::grid::Grid;
use crate::id::{ActionId, EvidenceId, StandardId};

/// Character that will stand on the pages as an empty box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingGlyph {
    /// The character as typed.
    pub character: char,
    /// Whether it can still be copied and read aloud; controls and private characters cannot.
    pub is_copied: bool,
    /// Where it stands, in the order of the assessment, each place once.
    pub places: Vec<Place>,
}

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// What is said of the organisation.
    Organisation,
    /// What is said of the programme.
    Programme,
    /// The title of the campaign.
    Campaign,
    /// The answer to a standard.
    Answer(StandardId),
    /// The title of a piece of evidence.
    Evidence(EvidenceId),
    /// An action of the plan.
    Action(ActionId),
    /// The edition itself.
    Grid,
    /// The name in the signer's certificate.
    Signer,
}

/// The characters of a dossier that no shipped font has, in the order of Unicode.
///
/// What is not printed, because it is in `omitted` or private, is not looked at.
pub fn missing_glyphs(
    grid: &Grid,
    assessment: &Assessment,
    signer: Option<&Signer>,
    omitted: &BTreeSet<Part>,
) -> Vec<MissingGlyph> {
    let coverage = Coverage::new();
    let mut found: BTreeMap<char, Vec<Place>> = BTreeMap::new();
    let mut look = |place: Place, texts: &[&str]| {
        let lacking: BTreeSet<char> = texts.iter().flat_map(|text| coverage.lacks(text)).collect();
        for character in lacking {
            found.entry(character).or_default().push(place.clone());
        }
    };
    let organisation = &assessment.organisation;
    look(
        Place::Organisation,
        &[
            &organisation.name,
            said(&organisation.rna),
            said(&organisation.siren),
            said(&organisation.legal_representative),
        ],
    );
    let programme = &assessment.programme;
    look(
        Place::Programme,
        &[
            &programme.name,
            said(&programme.audience),
            said(&programme.territories),
        ],
    );
    look(Place::Campaign, &[&assessment.campaign.title]);
    if !omitted.contains(&Part::Standards) {
        for answer in &assessment.answers {
            look(Place::Answer(answer.standard.clone()), &of_answer(answer));
        }
    }
    for piece in &assessment.evidence {
        look(Place::Evidence(piece.id), &[&piece.title]);
    }
    if !omitted.contains(&Part::Plan) {
        for action in &assessment.actions {
            look(Place::Action(action.id), &of_action(action));
        }
    }
    look(Place::Grid, &of_grid(grid));
    if let Some(signer) = signer {
        look(Place::Signer, &[&signer.name, &signer.algorithm]);
    }
    let told = found.into_iter().map(|(character, places)| MissingGlyph {
        character,
        is_copied: !typography::is_refused(character),
        places,
    });
    told.collect()
}

fn said(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

fn of_answer(answer: &Answer) -> Vec<&str> {
    let pages = answer.evidence.iter().map(|link| said(&link.pages));
    let own = [said(&answer.comment), said(&answer.justification)];
    own.into_iter().chain(pages).collect()
}

fn of_action(action: &Action) -> [&str; 5] {
    [
        &action.action,
        said(&action.cause),
        said(&action.owner),
        said(&action.indicator),
        said(&action.outcome),
    ]
}

fn of_grid(grid: &Grid) -> Vec<&str> {
    let mut texts = vec![
        grid.title.as_str(),
        said(&grid.notice),
        said(&grid.disclaimer),
    ];
    texts.extend(grid.stages.iter().map(|stage| stage.title.as_str()));
    for level in &grid.levels {
        texts.extend([level.title.as_str(), level.meaning.as_str()]);
    }
    for standard in &grid.standards {
        texts.extend([standard.title.as_str(), standard.statement.as_str()]);
        let expected = standard.expected_evidence.iter();
        texts.extend(expected.map(|item| item.label.as_str()));
    }
    texts
}
