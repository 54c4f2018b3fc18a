//! View: the content as the sections look at it, with numbers, names and places.
//!
//! Knows nothing of how anything is shown.

use std::collections::{BTreeMap, HashMap};

use crate::assessment::{Answer, Assessment, Evidence};
use crate::clock::Day;
use crate::digest::Digest;
use crate::dossier::layout::Running;
use crate::dossier::page::Anchor;
use crate::dossier::style::{self, Colour};
use crate::dossier::typography::{flat, groups};
use crate::dossier::{Content, Enclosure, LeftOut, Part, wording};
use crate::grid::{ExpectedEvidence, Grid, Level, Standard};
use crate::id::{EvidenceId, LevelId, StageId, StandardId};
use crate::scoring::{Outcome, StageScore};

/// Part of the dossier that is not a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Summary,
    Contents,
    Gaps,
    Plan,
    Register,
    History,
    Declaration,
    Verifying,
}

impl Section {
    /// How many there are.
    const COUNT: usize = 8;

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Summary => wording::SUMMARY,
            Self::Contents => wording::CONTENTS,
            Self::Gaps => wording::GAPS,
            Self::Plan => wording::PLAN,
            Self::Register => wording::REGISTER,
            Self::History => wording::HISTORY,
            Self::Declaration => wording::DECLARATION,
            Self::Verifying => wording::VERIFYING,
        }
    }

    fn number(self) -> usize {
        match self {
            Self::Summary => 0,
            Self::Contents => 1,
            Self::Gaps => 2,
            Self::Plan => 3,
            Self::Register => 4,
            Self::History => 5,
            Self::Declaration => 6,
            Self::Verifying => 7,
        }
    }
}

/// Piece of evidence with its number in the register.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) number: usize,
    pub(crate) evidence: &'a Evidence,
    pub(crate) embedded_as: Option<&'a str>,
    /// Why it is not attached, when it is not.
    pub(crate) left_out: Option<LeftOut>,
}

/// The content, looked up by any of its names.
pub(crate) struct View<'a> {
    pub(crate) content: &'a Content<'a>,
    pub(crate) grid: &'a Grid,
    /// Without internal notes.
    pub(crate) assessment: &'a Assessment,
    /// Of the assessment.
    pub(crate) digest: Digest,
    outcomes: HashMap<&'a StandardId, Outcome>,
    answers: HashMap<&'a StandardId, &'a Answer>,
    pieces: Vec<Piece<'a>>,
    piece_numbers: HashMap<EvidenceId, usize>,
}

impl<'a> View<'a> {
    /// The view of `content`; `names` are those of the attached evidence.
    pub(crate) fn new(
        content: &'a Content<'a>,
        assessment: &'a Assessment,
        names: &'a BTreeMap<EvidenceId, String>,
        digest: Digest,
    ) -> Self {
        let grid = content.published.grid();
        let answers: HashMap<_, _> = assessment
            .answers
            .iter()
            .map(|answer| (&answer.standard, answer))
            .collect();
        let evidence = in_order_of_use(grid, &answers, assessment);
        let pieces: Vec<Piece<'_>> = (1..)
            .zip(evidence)
            .map(|(number, evidence)| Piece {
                number,
                evidence,
                embedded_as: names.get(&evidence.id).map(String::as_str),
                left_out: match content.enclosure.get(&evidence.id) {
                    Some(Enclosure::Enclosed) => None,
                    Some(Enclosure::LeftOut(reason)) => Some(*reason),
                    None => Some(LeftOut::NotChosen),
                },
            })
            .collect();
        let scores = content.score.standards.iter();
        Self {
            content,
            grid,
            assessment,
            digest,
            outcomes: scores
                .map(|score| (&score.standard, score.outcome))
                .collect(),
            answers,
            piece_numbers: pieces
                .iter()
                .enumerate()
                .map(|(at, piece)| (piece.evidence.id, at))
                .collect(),
            pieces,
        }
    }

    /// Whether that part is printed.
    pub(crate) fn prints(&self, part: Part) -> bool {
        !self.content.omitted.contains(&part)
    }

    pub(crate) fn outcome(&self, standard: &StandardId) -> Outcome {
        self.outcomes
            .get(standard)
            .copied()
            .unwrap_or(Outcome::Unanswered)
    }

    pub(crate) fn answer(&self, standard: &StandardId) -> Option<&'a Answer> {
        self.answers.get(standard).copied()
    }

    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.pieces.iter()
    }

    pub(crate) fn piece(&self, id: EvidenceId) -> Option<&Piece<'a>> {
        self.pieces.get(*self.piece_numbers.get(&id)?)
    }

    pub(crate) fn standard(&self, id: &StandardId) -> Option<&'a Standard> {
        self.grid
            .standards
            .iter()
            .find(|standard| standard.id == *id)
    }

    pub(crate) fn level(&self, id: &LevelId) -> Option<&'a Level> {
        self.grid.levels.iter().find(|level| level.id == *id)
    }

    /// Number of a level, from 1; 0 when the grid does not have it.
    pub(crate) fn level_number(&self, id: &LevelId) -> usize {
        self.grid
            .levels
            .iter()
            .position(|level| level.id == *id)
            .map_or(0, |at| at + 1)
    }

    pub(crate) fn cell(&self, stage: &StageId, level: &LevelId) -> Option<&StageScore> {
        self.content
            .score
            .stages
            .iter()
            .find(|cell| cell.stage == *stage && cell.level == *level)
    }

    /// The last day on which evidence is current as the expected item, when there is one.
    pub(crate) fn valid_until(
        evidence: &Evidence,
        expected: Option<&ExpectedEvidence>,
    ) -> Option<Day> {
        let months = expected.and_then(|expected| expected.validity_months);
        let computed = || Some(evidence.document_date?.plus_months(months?));
        evidence.valid_until.or_else(computed)
    }

    /// The name of the organisation, or what stands for one.
    pub(crate) fn organisation(&self) -> &'a str {
        named(&self.assessment.organisation.name)
    }

    /// The name of the programme, or what stands for one.
    pub(crate) fn programme(&self) -> &'a str {
        named(&self.assessment.programme.name)
    }

    pub(crate) fn section(&self, section: Section) -> Anchor {
        Anchor(section.number())
    }

    pub(crate) fn stage_anchor(&self, at: usize) -> Anchor {
        Anchor(Section::COUNT + at)
    }

    /// The card of a standard; none when cards are not printed.
    pub(crate) fn standard_anchor(&self, id: &StandardId) -> Option<Anchor> {
        if !self.prints(Part::Standards) {
            return None;
        }
        let standards = &self.grid.standards;
        let at = standards.iter().position(|standard| standard.id == *id)?;
        Some(Anchor(Section::COUNT + self.grid.stages.len() + at))
    }

    pub(crate) fn piece_anchor(&self, piece: &Piece<'_>) -> Anchor {
        Anchor(
            Section::COUNT + self.grid.stages.len() + self.grid.standards.len() + piece.number - 1,
        )
    }

    pub(crate) fn anchor_count(&self) -> usize {
        Section::COUNT + self.grid.stages.len() + self.grid.standards.len() + self.pieces.len()
    }

    /// What stands on every page.
    pub(crate) fn running(&self) -> Running {
        let watermark = match self.content.signer {
            Some(_) => None,
            None => Some((wording::DRAFT.to_owned(), WATERMARK)),
        };
        Running {
            head: wording::running_head(&flat(self.programme()), self.grid),
            notice: self.grid.notice.clone(),
            spares_cover: true,
            foot: wording::running_foot(&short(&self.digest)),
            page_of: wording::page_of,
            watermark,
        }
    }
}

const WATERMARK: style::Type = style::Type {
    size: 120.0,
    leading: 120.0,
    ..style::TITLE.coloured(Colour(0xEF, 0xEC, 0xE6))
};

fn named(name: &str) -> &str {
    if name.trim().is_empty() {
        wording::UNNAMED
    } else {
        name
    }
}

/// The beginning of a digest, in groups.
pub(crate) fn short(digest: &Digest) -> String {
    groups(&digest.hex()[..12]).replace(' ', "\u{A0}")
}

/// Evidence in the order in which the grid asks for it, then what no answer links.
fn in_order_of_use<'a>(
    grid: &Grid,
    answers: &HashMap<&'a StandardId, &'a Answer>,
    assessment: &'a Assessment,
) -> Vec<&'a Evidence> {
    let known: HashMap<EvidenceId, &Evidence> =
        assessment.evidence.iter().map(|e| (e.id, e)).collect();
    let linked = grid
        .standards
        .iter()
        .filter_map(|standard| answers.get(&standard.id));
    let linked = linked.flat_map(|answer| answer.evidence.iter().map(|link| link.evidence));
    // The order of the list is no fact of the assessment: what is not linked is told by its id.
    let mut rest: Vec<EvidenceId> = known.keys().copied().collect();
    rest.sort();
    let mut seen = std::collections::HashSet::new();
    let order = linked.chain(rest).filter(|id| seen.insert(*id));
    order.filter_map(|id| known.get(&id).copied()).collect()
}
