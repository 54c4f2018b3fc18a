//! What stands on each sheet.
//!
//! Knows nothing of file formats. A line for each standard, gap, piece of evidence and action, in
//! the order of the grid. Private notes stand on none. Source: formats.md, section 6.

mod lists;
mod pages;

use crate::assessment::Assessment;
use crate::clock::Moment;
use crate::grid::{Grid, Level, Published, Stage, Standard};
use crate::id::{LevelId, StandardId};
use crate::scoring::{Outcome, Score};

use super::{Cell, Column, Entry, Layout, Sheet, Tone, Workbook, wording};

/// The whole spreadsheet.
pub(super) fn workbook(
    published: &Published,
    assessment: &Assessment,
    score: &Score,
    made_at: Moment,
) -> Workbook {
    let view = View {
        published,
        grid: published.grid(),
        assessment,
        score,
        made_at,
    };
    let programme = assessment.programme.name.as_str();
    let notice = view.grid.notice.as_deref().unwrap_or_default();
    Workbook {
        title: wording::title(programme, &assessment.campaign.title),
        organisation: assessment.organisation.name.clone(),
        foot: wording::typeset(notice),
        made_at,
        sheets: vec![
            pages::read_me(&view),
            lists::answers(&view),
            lists::gaps(&view),
            lists::evidence(&view),
            lists::plan(&view),
            pages::summary(&view),
        ],
    }
}

/// What the sheets are drawn from.
struct View<'a> {
    published: &'a Published,
    grid: &'a Grid,
    assessment: &'a Assessment,
    score: &'a Score,
    made_at: Moment,
}

impl View<'_> {
    fn outcome(&self, id: &StandardId) -> Outcome {
        self.score
            .standards
            .iter()
            .find(|scored| scored.standard == *id)
            .map_or(Outcome::Unanswered, |scored| scored.outcome)
    }

    fn standard(&self, id: &StandardId) -> Option<&Standard> {
        self.grid
            .standards
            .iter()
            .find(|standard| standard.id == *id)
    }

    /// A level with its number, from 1.
    fn level(&self, id: &LevelId) -> Option<(usize, &Level)> {
        (1..)
            .zip(&self.grid.levels)
            .find(|(_, level)| level.id == *id)
    }

    fn level_title(&self, id: &LevelId) -> String {
        self.level(id).map_or_else(
            || id.to_string(),
            |(number, level)| wording::level_title(number, level),
        )
    }

    fn stage_title(&self, standard: &Standard) -> String {
        let mut stages = (1..).zip(&self.grid.stages);
        stages
            .find(|(_, stage)| stage.id == standard.stage)
            .map_or_else(
                || standard.stage.to_string(),
                |(number, stage)| numbered(number, stage),
            )
    }
}

fn numbered(number: usize, stage: &Stage) -> String {
    format!("{number} · {}", stage.title)
}

/// A list with its head.
pub(crate) fn list(name: &'static str, kept: u16, head: &[Head], rows: Vec<Vec<Cell>>) -> Sheet {
    let titles = head.iter().map(|(title, _, entry)| {
        let tone = match entry {
            Entry::None => Tone::Head,
            Entry::Text | Entry::Verdict => Tone::EntryHead,
        };
        said(title, tone)
    });
    let columns = head.iter().map(|(_, width_mm, entry)| Column {
        width_mm: *width_mm,
        entry: *entry,
    });
    Sheet {
        name,
        layout: Layout::List { kept },
        columns: columns.collect(),
        rows: [titles.collect()].into_iter().chain(rows).collect(),
    }
}

/// Title, width in millimetres and use of a column.
pub(crate) type Head = (&'static str, u16, Entry);

/// A cell that says something of ours.
fn said(text: &str, tone: Tone) -> Cell {
    Cell::text(wording::typeset(text)).toned(tone)
}

/// The tone of an outcome.
fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Met => Tone::Met,
        Outcome::NotMet => Tone::NotMet,
        Outcome::PartlyMet
        | Outcome::NotApplicableRefused
        | Outcome::JustificationMissing
        | Outcome::EvidenceMissing
        | Outcome::EvidenceUndated
        | Outcome::EvidenceExpired => Tone::Partly,
        Outcome::OutOfScope | Outcome::Unanswered | Outcome::Excluded => Tone::Aside,
    }
}
