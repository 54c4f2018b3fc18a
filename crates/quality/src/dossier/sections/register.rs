//! Register of evidence: every piece, enclosed or not, with its full digest.

use std::collections::HashMap;

use super::opening;
use super::view::{Piece, Section, View};
use crate::clock::Day;
use crate::dossier::block::{Block, Table, Text};
use crate::dossier::style::{self, TEXT_WIDTH};
use crate::dossier::typography::{flat, groups};
use crate::dossier::wording;
use crate::id::EvidenceId;

/// What a piece serves.
#[derive(Default)]
struct Served<'a> {
    standards: Vec<&'a str>,
    /// The last day on which it is current for all of them.
    until: Option<Day>,
}

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Register);
    let count = view.pieces().count();
    if count == 0 {
        blocks.push(
            Text::paragraph(wording::NO_PIECE, style::BODY)
                .before(6.0)
                .into(),
        );
        return blocks;
    }
    let enclosed = view
        .pieces()
        .filter(|piece| piece.embedded_as.is_some())
        .count();
    blocks.push(
        Text::paragraph(wording::register_line(count, enclosed), style::BODY)
            .before(6.0)
            .keeping()
            .into(),
    );
    blocks.push(Block::Gap(8.0));
    let served = served(view);
    let (number, standards, date, place) = (24.0, 92.0, 56.0, 58.0);
    let what = TEXT_WIDTH - number - standards - 2.0 * date - place;
    let widths = [number, what, standards, date, date, place];
    blocks.push(Block::Table(Table {
        columns: widths.to_vec(),
        head: wording::REGISTER_COLUMNS.map(str::to_owned).to_vec(),
        rows: view
            .pieces()
            .map(|piece| row(view, piece, &served))
            .collect(),
        has_row_heads: true,
    }));
    blocks
}

fn served<'v>(view: &'v View<'_>) -> HashMap<EvidenceId, Served<'v>> {
    let mut served: HashMap<EvidenceId, Served<'_>> = HashMap::new();
    for standard in &view.grid.standards {
        let links = view
            .answer(&standard.id)
            .map_or(&[][..], |answer| &answer.evidence);
        for link in links {
            let served = served.entry(link.evidence).or_default();
            if !served.standards.contains(&standard.id.as_str()) {
                served.standards.push(standard.id.as_str());
            }
            let expected = standard
                .expected_evidence
                .iter()
                .find(|item| Some(&item.id) == link.expected.as_ref());
            let piece = view.piece(link.evidence);
            let until = piece.and_then(|piece| View::valid_until(piece.evidence, expected));
            served.until = match (served.until, until) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    served
}

/// A digest as two lines of one length; the space keeps them apart for a reader.
fn on_two_lines(hex: &str) -> String {
    let (first, second) = hex.split_at(hex.len() / 2);
    format!("{} \n{}", groups(first), groups(second))
}

fn row(
    view: &View<'_>,
    piece: &Piece<'_>,
    served: &HashMap<EvidenceId, Served<'_>>,
) -> Vec<Vec<Block>> {
    let evidence = piece.evidence;
    let mut number = Text::paragraph(piece.number.to_string(), style::SMALL_STRONG.tabular());
    number.anchor = Some(view.piece_anchor(piece));
    let digest = style::SMALL_MUTED.tabular();
    let digest = style::Type {
        size: 7.5,
        leading: 10.0,
        divides: false,
        ..digest
    };
    let title = if evidence.title.trim().is_empty() {
        wording::UNNAMED
    } else {
        &flat(&evidence.title)
    };
    let mut what = vec![
        Text::paragraph(title, style::SMALL_STRONG).into(),
        Text::paragraph(on_two_lines(&evidence.digest.hex()), digest)
            .before(1.5)
            .into(),
    ];
    what.extend(piece.embedded_as.map(|name| {
        let name = Text::paragraph(name, digest.coloured(style::TEXT));
        Block::from(name.before(1.5))
    }));
    let served = served.get(&evidence.id);
    let standards = served.map_or_else(
        || wording::NO_STANDARD.to_owned(),
        |served| served.standards.join(", "),
    );
    let until = served.map_or(evidence.valid_until, |served| served.until);
    let document = evidence
        .document_date
        .map_or_else(|| wording::NO_DATE.to_owned(), wording::day);
    let until = until.map_or_else(|| wording::NO_END.to_owned(), wording::day);
    let place = match (piece.embedded_as, piece.left_out) {
        (Some(_), _) => wording::ENCLOSED,
        (None, Some(reason)) => wording::left_out(reason),
        (None, None) => wording::left_out(crate::dossier::LeftOut::NotChosen),
    };
    let size = wording::size(evidence.size_bytes);
    let plain = style::SMALL_WHOLE.tabular();
    let line = |text: String| Block::from(Text::paragraph(text, plain));
    vec![
        vec![number.into()],
        what,
        vec![line(standards)],
        vec![line(document)],
        vec![line(until)],
        vec![line(place.to_owned()), line(size)],
    ]
}
