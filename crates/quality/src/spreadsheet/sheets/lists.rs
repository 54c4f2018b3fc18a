//! The lists: answers, gaps, evidence, plan.

use super::{Head, View, list, said, tone};
use crate::assessment::{Action, Answer, Evidence};
use crate::grid::Standard;
use crate::id::StandardId;
use crate::spreadsheet::{Cell, Entry, Sheet, Tone, wording};

const NONE: Entry = Entry::None;

/// Every standard with its answer; three columns are to be filled in.
pub(super) fn answers(view: &View<'_>) -> Sheet {
    let head: [Head; 12] = [
        (wording::STANDARD, 22, NONE),
        (wording::TITLE, 48, NONE),
        (wording::STATEMENT, 80, NONE),
        (wording::VERDICT, 34, Entry::Verdict),
        (wording::COMMENT, 70, Entry::Text),
        (wording::JUSTIFICATION, 50, Entry::Text),
        (wording::OUTCOME, 34, NONE),
        (wording::LINKED, 55, NONE),
        (wording::STAGE, 45, NONE),
        (wording::LEVEL, 36, NONE),
        (wording::ANSWERED_BY, 34, NONE),
        (wording::ANSWERED_ON, 26, NONE),
    ];
    let row = |standard: &Standard| {
        let answer = view.assessment.answer(&standard.id);
        let text = |of: fn(&Answer) -> Option<&String>| Cell::maybe(answer.and_then(of));
        let outcome = view.outcome(&standard.id);
        let verdict = answer.and_then(|answer| answer.verdict);
        vec![
            Cell::text(standard.id.as_str()).toned(Tone::Name),
            Cell::text(&standard.title),
            Cell::text(&standard.statement).toned(Tone::Muted),
            Cell::text(verdict.map_or("", wording::verdict)).toned(Tone::Entry),
            text(|answer| answer.comment.as_ref()).toned(Tone::Entry),
            text(|answer| answer.justification.as_ref()).toned(Tone::Entry),
            said(wording::outcome(outcome), tone(outcome)),
            Cell::text(linked(view, answer)),
            Cell::text(view.stage_title(standard)),
            Cell::text(view.level_title(&standard.level)),
            text(|answer| answer.answered_by.as_ref()),
            Cell::day(answer.and_then(|answer| Some(answer.answered_at?.day()))),
        ]
    };
    let rows = view.grid.standards.iter().map(row).collect();
    list(wording::ANSWERS, 2, &head, rows)
}

/// Titles of the evidence of an answer, one a line.
fn linked(view: &View<'_>, answer: Option<&Answer>) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for link in answer.iter().flat_map(|answer| &answer.evidence) {
        let piece = view.assessment.evidence(link.evidence);
        let title = piece.map_or("", |piece| piece.title.as_str());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join("\n")
}

/// Every counted standard that does not pass.
pub(super) fn gaps(view: &View<'_>) -> Sheet {
    let head: [Head; 11] = [
        (wording::STANDARD, 22, NONE),
        (wording::TITLE, 55, NONE),
        (wording::OUTCOME, 36, NONE),
        (wording::WANTING, 60, NONE),
        (wording::FOR_NEXT, 34, NONE),
        (wording::ELIMINATORY, 24, NONE),
        (wording::ADVISED, 80, NONE),
        (wording::EFFORT, 34, NONE),
        (wording::MONTHS, 22, NONE),
        (wording::STAGE, 45, NONE),
        (wording::LEVEL, 36, NONE),
    ];
    let gaps = view.score.gaps.iter().filter_map(|id| view.standard(id));
    let rows = gaps.map(|standard| gap(view, standard)).collect();
    list(wording::GAPS, 2, &head, rows)
}

fn gap(view: &View<'_>, standard: &Standard) -> Vec<Cell> {
    let outcome = view.outcome(&standard.id);
    let answer = view.assessment.answer(&standard.id);
    let is_there = |expected: &crate::id::ExpectedId| {
        answer.is_some_and(|answer| {
            let mut links = answer.evidence.iter();
            links.any(|link| link.expected.as_ref() == Some(expected))
        })
    };
    let missing: Vec<&str> = standard
        .required_evidence()
        .filter(|expected| !is_there(&expected.id))
        .map(|expected| expected.label.as_str())
        .collect();
    let next = view.score.next.as_ref();
    let required = next.is_some_and(|next| next.required.contains(&standard.id));
    let among = next.and_then(|next| {
        let mut choices = next.choose.iter();
        choices.find(|choice| choice.among.contains(&standard.id))
    });
    let for_next = wording::for_next(required, among.map(|choice| choice.at_least));
    let eliminatory = standard.is_eliminatory();
    let eliminatory_tone = if eliminatory {
        Tone::NotMet
    } else {
        Tone::Muted
    };
    vec![
        Cell::text(standard.id.as_str()).toned(Tone::Name),
        Cell::text(&standard.title),
        said(wording::outcome(outcome), tone(outcome)),
        said(&wording::wanting(outcome, &missing), Tone::Plain),
        said(&for_next, Tone::Plain),
        said(wording::yes(eliminatory), eliminatory_tone),
        Cell::text(&standard.improvement.action),
        Cell::text(wording::effort(standard.improvement.effort)),
        Cell::whole(standard.improvement.months),
        Cell::text(view.stage_title(standard)),
        Cell::text(view.level_title(&standard.level)),
    ]
}

/// Every piece of evidence, without its content.
pub(super) fn evidence(view: &View<'_>) -> Sheet {
    let head: [Head; 12] = [
        (wording::NUMBER, 12, NONE),
        (wording::PIECE, 70, NONE),
        (wording::DATED, 26, NONE),
        (wording::VALID_UNTIL, 26, NONE),
        (wording::SERVES, 40, NONE),
        (wording::FILE_NAME, 60, NONE),
        (wording::MEDIA_TYPE, 36, NONE),
        (wording::SIZE, 24, NONE),
        (wording::PRIVACY, 30, NONE),
        (wording::ADDED_ON, 26, NONE),
        (wording::DIGEST, 130, NONE),
        (wording::ID, 68, NONE),
    ];
    let row = |(number, piece): (u64, &Evidence)| {
        vec![
            Cell::whole(number).toned(Tone::Name),
            Cell::text(&piece.title),
            Cell::day(piece.document_date),
            Cell::day(piece.valid_until),
            Cell::text(served(view, piece)),
            Cell::text(&piece.file_name),
            Cell::text(&piece.media_type),
            Cell::whole(piece.size_bytes),
            Cell::text(wording::privacy(piece.privacy)),
            Cell::day(Some(piece.added_at.day())),
            Cell::text(piece.digest.hex()).toned(Tone::Muted),
            Cell::text(piece.id.to_string()).toned(Tone::Muted),
        ]
    };
    let rows = (1..).zip(&view.assessment.evidence).map(row).collect();
    list(wording::EVIDENCE, 2, &head, rows)
}

/// The standards whose answers rest on a piece.
fn served(view: &View<'_>, piece: &Evidence) -> String {
    let answered = view.grid.standards.iter().filter(|standard| {
        let answer = view.assessment.answer(&standard.id);
        let mut links = answer.iter().flat_map(|answer| &answer.evidence);
        links.any(|link| link.evidence == piece.id)
    });
    let ids: Vec<&str> = answered.map(|standard| standard.id.as_str()).collect();
    ids.join(", ")
}

/// Every action of the plan.
pub(super) fn plan(view: &View<'_>) -> Sheet {
    let head: [Head; 10] = [
        (wording::STANDARD, 22, NONE),
        (wording::TITLE, 55, NONE),
        (wording::ACTION, 80, NONE),
        (wording::OWNER, 40, NONE),
        (wording::DUE_ON, 26, NONE),
        (wording::STATUS, 28, NONE),
        (wording::CAUSE, 55, NONE),
        (wording::INDICATOR, 55, NONE),
        (wording::ACHIEVED, 55, NONE),
        (wording::ID, 68, NONE),
    ];
    let place = |id: &StandardId| {
        let mut standards = view.grid.standards.iter();
        standards.position(|standard| standard.id == *id)
    };
    let mut actions: Vec<&Action> = view.assessment.actions.iter().collect();
    actions.sort_by_key(|action| {
        let undated = action.due_on.is_none();
        (place(&action.standard), undated, action.due_on, action.id)
    });
    let row = |action: &Action| {
        let title = view.standard(&action.standard);
        vec![
            Cell::text(action.standard.as_str()).toned(Tone::Name),
            Cell::text(title.map_or("", |standard| standard.title.as_str())).toned(Tone::Muted),
            Cell::text(&action.action),
            Cell::maybe(action.owner.as_ref()),
            Cell::day(action.due_on),
            Cell::text(wording::status(action.status)),
            Cell::maybe(action.cause.as_ref()),
            Cell::maybe(action.indicator.as_ref()),
            Cell::maybe(action.outcome.as_ref()),
            Cell::text(action.id.to_string()).toned(Tone::Muted),
        ]
    };
    list(
        wording::PLAN,
        2,
        &head,
        actions.into_iter().map(row).collect(),
    )
}
