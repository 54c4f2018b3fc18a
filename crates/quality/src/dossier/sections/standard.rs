//! Card of a standard: what is asked, what was answered, what it rests on.

use super::summary::state;
use super::view::{View, short};
use crate::assessment::{Answer, EvidenceLink};
use crate::dossier::block::{Align, Block, Frame, Text, paragraphs};
use crate::dossier::line::Span;
use crate::dossier::page::Tag;
use crate::dossier::style::{self, BORDER};
use crate::dossier::typography::flat;
use crate::dossier::{picture, wording};
use crate::grid::Standard;

/// Width of the column of labels.
const LABELS: f32 = 74.0;
const PADDING: f32 = 11.0;
const GAP: f32 = 10.0;
/// Width of the state at the right of the title.
const STATE: f32 = 132.0;

pub(super) fn card(view: &View<'_>, standard: &Standard) -> Block {
    let outcome = view.outcome(&standard.id);
    let answer = view.answer(&standard.id);
    let mut blocks = vec![title(view, standard), meta(view, standard), Block::Gap(5.0)];
    blocks.push(part(
        wording::STATEMENT,
        paragraphs(&standard.statement, style::SMALL_MUTED, 0.0).collect(),
    ));
    blocks.push(part(wording::ANSWER, answered(view, standard, answer)));
    let justification = answer
        .and_then(|answer| answer.justification.as_deref())
        .unwrap_or_default();
    let justification: Vec<Block> = paragraphs(justification, style::BODY, 0.0).collect();
    if !justification.is_empty() {
        blocks.push(part(wording::JUSTIFICATION, justification));
    }
    blocks.push(part(wording::EVIDENCE, evidence(view, standard, answer)));
    let frame = Frame {
        fill: None,
        border: Some(BORDER),
        edge: Some(picture::colour(outcome)),
        padding: PADDING,
        bleeds: false,
    };
    Block::Card { frame, blocks }
}

fn title(view: &View<'_>, standard: &Standard) -> Block {
    let spans = vec![
        Span::new(
            format!("{}  ", standard.id),
            style::HEADING_2.coloured(style::MUTED),
        ),
        Span::new(standard.title.as_str(), style::HEADING_2),
    ];
    let mut heading = Text::of(Tag::Heading(2), spans).keeping();
    if let Some(anchor) = view.standard_anchor(&standard.id) {
        heading = heading.anchored(anchor, 2, format!("{} {}", standard.id, standard.title));
    }
    let outcome = view.outcome(&standard.id);
    let inner = style::TEXT_WIDTH - 2.0 * PADDING;
    let state = state(outcome).before(2.5).aligned(Align::Left);
    let columns = vec![
        (inner - STATE - GAP, vec![heading.into()]),
        (STATE, vec![state.into()]),
    ];
    Block::Side { columns, gap: GAP }
}

fn meta(view: &View<'_>, standard: &Standard) -> Block {
    let level = view
        .level(&standard.level)
        .map(|level| wording::level_title(view.grid, level));
    let mut words: Vec<String> = level.into_iter().collect();
    words.push(wording::obligation(standard.obligation).to_owned());
    if standard.is_eliminatory() {
        words.push(wording::ELIMINATORY.to_owned());
    }
    if standard.checked_by_interview == Some(true) {
        words.push(wording::BY_INTERVIEW.to_owned());
    }
    Text::paragraph(words.join(" · "), style::SMALL_MUTED)
        .before(1.0)
        .keeping()
        .into()
}

/// A label and what belongs to it.
fn part(label: &str, blocks: Vec<Block>) -> Block {
    let label = Text::paragraph(label, style::LABEL).before(1.5);
    let width = style::TEXT_WIDTH - 2.0 * PADDING - LABELS - GAP;
    let mut inner = vec![Block::Side {
        columns: vec![(LABELS, vec![label.into()]), (width, blocks)],
        gap: GAP,
    }];
    inner.push(Block::Gap(3.0));
    Block::Group {
        tag: Tag::Division,
        blocks: inner,
    }
}

fn answered(view: &View<'_>, standard: &Standard, answer: Option<&Answer>) -> Vec<Block> {
    let verdict = wording::verdict(answer.and_then(|answer| answer.verdict));
    let comment = answer
        .and_then(|answer| answer.comment.as_deref())
        .unwrap_or_default();
    let mut blocks: Vec<Block> = vec![Text::paragraph(verdict, style::BODY_STRONG).into()];
    let explanation = wording::explanation(view.outcome(&standard.id));
    if !explanation.is_empty() {
        blocks.push(Text::paragraph(explanation, style::SMALL).into());
    }
    blocks.extend(paragraphs(comment, style::BODY, 1.0));
    blocks
}

fn evidence(view: &View<'_>, standard: &Standard, answer: Option<&Answer>) -> Vec<Block> {
    let links: &[EvidenceLink] = answer.map_or(&[], |answer| &answer.evidence);
    let mut items: Vec<Vec<Block>> = links
        .iter()
        .filter_map(|link| linked(view, standard, link))
        .collect();
    let is_linked = |id| links.iter().any(|link| link.expected.as_ref() == Some(id));
    let missing = standard
        .required_evidence()
        .filter(|expected| !is_linked(&expected.id));
    if view.outcome(&standard.id).is_counted() {
        items.extend(missing.map(|expected| {
            vec![
                Text::paragraph(
                    wording::expected_missing(&expected.label),
                    style::SMALL.coloured(style::NOT_MET),
                )
                .into(),
            ]
        }));
    }
    if items.is_empty() {
        return vec![Text::paragraph(wording::NO_EVIDENCE, style::SMALL_MUTED).into()];
    }
    vec![Block::List(items)]
}

fn linked(view: &View<'_>, standard: &Standard, link: &EvidenceLink) -> Option<Vec<Block>> {
    let piece = view.piece(link.evidence)?;
    let expected = link.expected.as_ref();
    let expected = expected.and_then(|id| {
        standard
            .expected_evidence
            .iter()
            .find(|item| item.id == *id)
    });
    let document = piece.evidence.document_date.map(wording::day);
    let until = View::valid_until(piece.evidence, expected).map(wording::day);
    let name = Text::of(
        Tag::Paragraph,
        vec![Span::new(
            wording::piece_title(piece.number, &flat(&piece.evidence.title)),
            style::SMALL_STRONG,
        )],
    );
    let mut facts = wording::dates(document.as_deref(), until.as_deref());
    if let Some(pages) = link
        .pages
        .as_deref()
        .filter(|pages| !pages.trim().is_empty())
    {
        facts = format!("{facts} · {}", wording::pages(&flat(pages)));
    }
    let facts = format!(
        "{facts} · {}",
        wording::digest(&short(&piece.evidence.digest))
    );
    let anchor = view.piece_anchor(piece);
    Some(vec![
        name.leading_to(anchor).keeping().into(),
        Text::paragraph(facts, style::SMALL_MUTED).into(),
    ])
}
