//! The lines of a filled-in sheet, held against the assessment one after the other.

use std::collections::BTreeMap;

use super::{Error, Proposal, Reading, Reason, Refusal, Typed};
use crate::assessment::{Assessment, LONGEST_TEXT, Verdict};
use crate::clock::Moment;
use crate::grid::Grid;
use crate::id::StandardId;
use crate::spreadsheet::cells::{self, Content, Held};
use crate::spreadsheet::{shown, wording};

/// What the lines of a sheet made at `made_at` propose.
pub(super) fn read(
    cells: &[Held],
    grid: &Grid,
    assessment: &Assessment,
    made_at: Moment,
) -> Result<Reading, Error> {
    let columns = Columns::of(cells)?;
    let mut lines: BTreeMap<u32, Line<'_>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.row > 0) {
        if let Some(field) = columns.field(cell.column) {
            lines.entry(cell.row).or_default().insert(field, cell);
        }
    }
    let mut matching = Matching {
        grid,
        assessment,
        made_at,
        seen: BTreeMap::new(),
        refused: Vec::new(),
        unchanged: 0,
    };
    for (row, line) in &lines {
        matching.enter(*row, line, &columns);
    }
    let Matching {
        mut seen,
        refused,
        unchanged,
        ..
    } = matching;
    let standards = grid.standards.iter();
    let in_order = standards.filter_map(|standard| seen.remove(&standard.id).flatten());
    Ok(Reading {
        made_at: Some(made_at),
        proposals: in_order.collect(),
        refused,
        unchanged,
    })
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Standard,
    Verdict,
    Comment,
    Justification,
}

const FIELDS: [(Field, &str); 4] = [
    (Field::Standard, wording::STANDARD),
    (Field::Verdict, wording::VERDICT),
    (Field::Comment, wording::COMMENT),
    (Field::Justification, wording::JUSTIFICATION),
];

/// Cells of a line, by what they are for.
type Line<'c> = BTreeMap<Field, &'c Held>;

/// Where each field stands.
struct Columns(BTreeMap<Field, u32>);

impl Columns {
    fn of(cells: &[Held]) -> Result<Self, Error> {
        let mut columns = BTreeMap::new();
        for cell in cells.iter().filter(|cell| cell.row == 0) {
            let head = cell.text().unwrap_or_default().trim();
            let Some((field, column)) = FIELDS.iter().find(|(_, name)| *name == head) else {
                continue;
            };
            if columns.insert(*field, cell.column).is_some() {
                let place = cells::place(wording::ANSWERS, cell.row, cell.column);
                return Err(Error::ColumnTwice { place, column });
            }
        }
        match FIELDS
            .iter()
            .find(|(field, _)| !columns.contains_key(field))
        {
            Some((_, column)) => Err(Error::ColumnMissing { column }),
            None => Ok(Self(columns)),
        }
    }

    fn field(&self, column: u32) -> Option<Field> {
        let mut fields = self.0.iter();
        fields
            .find(|(_, there)| **there == column)
            .map(|(field, _)| *field)
    }

    fn place(&self, row: u32, field: Field) -> String {
        let column = self.0.get(&field).copied().unwrap_or(0);
        cells::place(wording::ANSWERS, row, column)
    }
}

/// Lines being held against the assessment.
struct Matching<'a> {
    grid: &'a Grid,
    assessment: &'a Assessment,
    made_at: Moment,
    /// Standards whose line was seen, with what it proposes.
    seen: BTreeMap<StandardId, Option<Proposal>>,
    refused: Vec<Refusal>,
    unchanged: u32,
}

impl Matching<'_> {
    fn enter(&mut self, row: u32, line: &Line<'_>, columns: &Columns) {
        match self.propose(row, line, columns) {
            Ok((standard, proposal)) => {
                self.unchanged += u32::from(proposal.is_none());
                self.seen.insert(standard, proposal);
            }
            Err((field, reason)) => self.refused.push(Refusal {
                place: columns.place(row, field),
                reason,
            }),
        }
    }

    fn propose(
        &mut self,
        row: u32,
        line: &Line<'_>,
        columns: &Columns,
    ) -> Result<(StandardId, Option<Proposal>), (Field, Reason)> {
        let standard = self.standard(line).map_err(|why| (Field::Standard, why))?;
        let answer = self.assessment.answer(&standard);
        let before = Typed::of(answer);
        let said = |field, before: &Option<String>| {
            entered(line.get(&field).copied(), before.as_deref()).map_err(|why| (field, why))
        };
        let after = Typed {
            verdict: verdict(line.get(&Field::Verdict).copied())
                .map_err(|why| (Field::Verdict, why))?,
            comment: said(Field::Comment, &before.comment)?,
            justification: said(Field::Justification, &before.justification)?,
        };
        if after == before {
            return Ok((standard, None));
        }
        let answered_at = answer.and_then(|answer| answer.answered_at);
        let proposal = Proposal {
            standard: standard.clone(),
            place: columns.place(row, Field::Standard),
            before,
            after,
            changed_since: answered_at.is_some_and(|at| at > self.made_at),
        };
        Ok((standard, Some(proposal)))
    }

    /// The standard of a line; each stands in one line only.
    fn standard(&self, line: &Line<'_>) -> Result<StandardId, Reason> {
        let cell = line.get(&Field::Standard).copied();
        let found = typed(cell)?.ok_or(Reason::StandardMissing {})?;
        let mut standards = self.grid.standards.iter();
        let standard = standards.find(|standard| standard.id.as_str() == found);
        let standard = standard.ok_or_else(|| Reason::UnknownStandard {
            found: short(found),
        })?;
        if self.seen.contains_key(&standard.id) {
            let standard = standard.id.clone();
            return Err(Reason::StandardTwice { standard });
        }
        Ok(standard.id.clone())
    }
}

/// What a person typed into a cell, without the white space round it.
fn typed(cell: Option<&Held>) -> Result<Option<&str>, Reason> {
    match cell.map(|cell| &cell.content) {
        None => Ok(None),
        Some(Content::Formula) => Err(Reason::Formula {}),
        Some(Content::Fault) => Err(Reason::Fault {}),
        Some(Content::Text(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
    }
}

fn verdict(cell: Option<&Held>) -> Result<Option<Verdict>, Reason> {
    let Some(found) = typed(cell)? else {
        return Ok(None);
    };
    let word = found.to_lowercase();
    let mut verdicts = wording::VERDICTS.into_iter();
    let verdict = verdicts.find(|verdict| wording::verdict(*verdict).to_lowercase() == word);
    verdict.map(Some).ok_or_else(|| Reason::UnknownVerdict {
        found: short(found),
    })
}

/// The text of a cell; what stood there before where the cell shows just that.
fn entered(cell: Option<&Held>, before: Option<&str>) -> Result<Option<String>, Reason> {
    let found = with_plain_ends(typed(cell)?.unwrap_or_default());
    if found.trim() == shown(before.unwrap_or_default()).trim() {
        return Ok(before.map(str::to_owned));
    }
    if wording::is_cut(&found) {
        return Err(Reason::CutText {});
    }
    let characters = found.chars().count();
    if characters > LONGEST_TEXT {
        let characters = characters as u64;
        return Err(Reason::TextTooLong { characters });
    }
    Ok(Some(found).filter(|text| !text.is_empty()))
}

/// Line ends are `\n`, whatever program wrote them.
fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The beginning of a text, to be shown in a message.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
