//! The pages that are read from the top: what this file is, and where the programme stands.

use super::{View, numbered, said};
use crate::scoring::StageScore;
use crate::spreadsheet::{Cell, Column, Entry, FORMAT, Layout, Sheet, Tone, wording};

/// What this file is, how to bring answers back, and the marks by which they are recognised.
pub(super) fn read_me(view: &View<'_>) -> Sheet {
    let assessment = view.assessment;
    let line = |label: &str, cell: Cell| vec![said(label, Tone::Name), cell];
    let mut rows = vec![vec![said(&title(view), Tone::Title)], vec![]];
    if let Some(notice) = &view.grid.notice {
        rows.push(line(wording::NOTICE, said(notice, Tone::Notice)));
    }
    if let Some(disclaimer) = &view.grid.disclaimer {
        rows.push(line("", said(disclaimer, Tone::Muted)));
    }
    let kind = wording::kind(assessment.organisation.kind);
    let reference_date = Some(assessment.campaign.reference_date);
    rows.extend([
        line(
            wording::ORGANISATION,
            Cell::text(&assessment.organisation.name),
        ),
        line(wording::LEGAL_FORM, Cell::text(kind)),
        line(wording::PROGRAMME, Cell::text(&assessment.programme.name)),
        line(wording::CAMPAIGN, Cell::text(&assessment.campaign.title)),
        line(wording::REFERENCE_DATE, Cell::day(reference_date)),
        line(
            wording::GRID,
            said(&wording::edition(view.grid), Tone::Plain),
        ),
        line(wording::REACHED, said(&reached(view), Tone::Name)),
        vec![],
        vec![said(wording::FILLING_IN, Tone::Lead)],
    ]);
    let steps = (1_u64..).zip(wording::STEPS);
    rows.extend(steps.map(|(number, step)| {
        let number = Cell::whole(number).toned(Tone::Name);
        vec![number, said(step, Tone::Plain)]
    }));
    rows.extend([vec![], vec![said(wording::THE_SHEETS, Tone::Lead)]]);
    let contents = wording::CONTENTS.into_iter();
    rows.extend(contents.map(|(name, holds)| line(name, said(holds, Tone::Plain))));
    rows.extend([vec![], vec![said(wording::MARKS, Tone::Lead)]]);
    let marks = [
        (wording::MARK_FORMAT, FORMAT.to_owned()),
        (wording::MARK_ASSESSMENT, assessment.id.to_string()),
        (wording::MARK_GRID, assessment.grid.grid.to_string()),
        (wording::MARK_EDITION, assessment.grid.edition.to_string()),
        (
            wording::MARK_DIGEST,
            view.published.file_digest().to_string(),
        ),
        (wording::MARK_MADE_AT, view.made_at.to_string()),
    ];
    rows.extend(marks.map(|(label, mark)| line(label, Cell::text(mark).toned(Tone::Muted))));
    Sheet {
        name: wording::READ_ME,
        layout: Layout::Text,
        columns: vec![column(48), column(160)],
        rows,
    }
}

/// Level reached, six stages by three levels, conditions, warnings.
pub(super) fn summary(view: &View<'_>) -> Sheet {
    let mut rows = vec![
        vec![said(&title(view), Tone::Title)],
        vec![],
        vec![said(&reached(view), Tone::Lead)],
        vec![said(&next(view), Tone::Lead)],
        vec![],
    ];
    rows.extend(picture(view));
    if !view.grid.conditions.is_empty() {
        let head = [wording::QUESTION, wording::REPLY];
        rows.extend([vec![], head.map(|head| said(head, Tone::Head)).to_vec()]);
    }
    for condition in &view.grid.conditions {
        let given = view.assessment.programme.conditions.get(&condition.id);
        let reply = wording::reply(given.copied());
        rows.push(vec![
            said(&condition.question, Tone::Plain),
            said(reply, Tone::Plain),
        ]);
    }
    if !view.score.warnings.is_empty() {
        rows.extend([vec![], vec![said(wording::ATTENTION, Tone::Head)]]);
    }
    for warning in &view.score.warnings {
        let sentence = wording::warning(warning.code, &warning.subject);
        rows.push(vec![said(&sentence, Tone::Plain)]);
    }
    let levels = view.grid.levels.iter().map(|_| column(46));
    Sheet {
        name: wording::SUMMARY,
        layout: Layout::Text,
        columns: [column(100)].into_iter().chain(levels).collect(),
        rows,
    }
}

/// Stages by levels, with their totals.
fn picture(view: &View<'_>) -> Vec<Vec<Cell>> {
    let titles = (1..)
        .zip(&view.grid.levels)
        .map(|(number, level)| said(&wording::level_title(number, level), Tone::Head));
    let head = [said(wording::STAGE, Tone::Head)].into_iter().chain(titles);
    let mut rows = vec![head.collect()];
    for (number, stage) in (1..).zip(&view.grid.stages) {
        let mut row = vec![Cell::text(numbered(number, stage)).toned(Tone::Name)];
        for (place, level) in (0..).zip(&view.grid.levels) {
            let mut cells = view.score.stages.iter();
            let cell = cells.find(|cell| cell.stage == stage.id && cell.level == level.id);
            row.push(cell.map_or_else(|| Cell::text(""), |cell| filled(cell, place)));
        }
        rows.push(row);
    }
    let totals = view.score.levels.iter();
    let totals = totals.map(|level| said(&wording::level_total(level), Tone::Aside));
    let whole = [said(wording::WHOLE, Tone::Name)].into_iter().chain(totals);
    rows.push(whole.collect());
    rows
}

/// «3 sur 4», the deeper the fuller.
fn filled(cell: &StageScore, level: u8) -> Cell {
    let tone = match cell.passing {
        _ if cell.counted == 0 => Tone::Aside,
        0 => Tone::Aside,
        all if all == cell.counted => Tone::Full(level),
        _ => Tone::Part,
    };
    said(&wording::out_of(cell.passing, cell.counted), tone)
}

fn title(view: &View<'_>) -> String {
    format!("{} — {}", wording::DOCUMENT, view.assessment.programme.name)
}

fn reached(view: &View<'_>) -> String {
    let level = view.score.level.as_ref().and_then(|id| view.level(id));
    let (number, level) = level.map_or((0, None), |(number, level)| (number, Some(level)));
    wording::level_reached(number, level)
}

fn next(view: &View<'_>) -> String {
    view.score.next.as_ref().map_or_else(
        || wording::LAST_LEVEL.to_owned(),
        |next| {
            let number = view.level(&next.level).map_or(0, |(number, _)| number);
            wording::next_level(number, next)
        },
    )
}

fn column(width_mm: u16) -> Column {
    Column {
        width_mm,
        entry: Entry::None,
    }
}
