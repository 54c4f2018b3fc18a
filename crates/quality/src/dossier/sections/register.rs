//! Register of evidence: every piece, enclosed or not, with its full digest.

use std::collections::HashMap;

use super::opening;
use super::view::{Piece, Section, View, groups};
use crate::dossier::block::{Block, Table, Text};
use crate::dossier::style::{self, TEXT_WIDTH};
use crate::dossier::typography::flat;
use crate::dossier::wording;
use crate::id::EvidenceId;

/// Standards that a piece serves, with the last day on which it is current for them.
type Served<'a> = HashMap<EvidenceId, Vec<&'a str>>;

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
    let (number, standards, dates, place) = (26.0, 60.0, 88.0, 128.0);
    let widths = [
        number,
        TEXT_WIDTH - number - standards - dates - place,
        standards,
        dates,
        place,
    ];
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

fn served<'v>(view: &'v View<'_>) -> Served<'v> {
    let mut served = Served::new();
    for standard in &view.grid.standards {
        let links = view
            .answer(&standard.id)
            .map_or(&[][..], |answer| &answer.evidence);
        for link in links {
            let list = served.entry(link.evidence).or_default();
            if !list.contains(&standard.id.as_str()) {
                list.push(standard.id.as_str());
            }
        }
    }
    served
}

fn row(view: &View<'_>, piece: &Piece<'_>, served: &Served<'_>) -> Vec<Vec<Block>> {
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
    let what = vec![
        Text::paragraph(title, style::SMALL_STRONG).into(),
        Text::paragraph(groups(&evidence.digest.hex()), digest)
            .before(1.5)
            .into(),
    ];
    let standards = served
        .get(&evidence.id)
        .map(|list| list.join(", "))
        .unwrap_or_default();
    let document = evidence.document_date.map(wording::day);
    let until = evidence.valid_until.map(wording::day);
    let dates = wording::dates(document.as_deref(), until.as_deref());
    let place = match (piece.embedded_as, piece.left_out) {
        (Some(name), _) => wording::enclosed_as(name),
        (None, Some(reason)) => wording::left_out(reason).to_owned(),
        (None, None) => wording::left_out(crate::dossier::LeftOut::NotChosen).to_owned(),
    };
    let size = wording::size(evidence.size_bytes);
    vec![
        vec![number.into()],
        what,
        vec![Text::paragraph(standards, style::SMALL).into()],
        vec![Text::paragraph(dates, style::SMALL).into()],
        vec![
            Text::paragraph(
                place,
                style::Type {
                    divides: false,
                    ..style::SMALL
                },
            )
            .into(),
            Text::paragraph(size, style::SMALL_MUTED).into(),
        ],
    ]
}
