//! «Comment vérifier ce dossier»: with our application, and without.

use super::opening;
use super::view::{Section, View};
use crate::dossier::block::{Block, Frame, Text, fact};
use crate::dossier::style::{self, ACCENT, PAPER};
use crate::dossier::typography::groups;
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Verifying);
    blocks.push(
        Text::paragraph(wording::VERIFY_INTRO, style::LEAD)
            .before(8.0)
            .into(),
    );
    blocks.extend(path(wording::WITH_US, &wording::WITH_US_STEPS));
    blocks.extend(path(wording::WITHOUT_US, &wording::WITHOUT_US_STEPS));
    blocks.push(Block::Gap(14.0));
    let frame = Frame {
        fill: Some(PAPER),
        border: None,
        edge: Some(ACCENT),
        padding: 12.0,
        bleeds: false,
    };
    let caution = Text::paragraph(wording::CAUTION, style::BODY);
    blocks.push(Block::Card {
        frame,
        blocks: vec![caution.into()],
    });
    blocks.push(Block::Gap(6.0));
    let digests = [
        (wording::REFERENCE, view.assessment.id.to_string()),
        (wording::ASSESSMENT_DIGEST, groups(&view.digest.hex())),
        (
            wording::GRID_DIGEST,
            groups(&view.content.published.file_digest().hex()),
        ),
    ];
    for (name, value) in digests {
        blocks.extend(fact(name, &value));
    }
    blocks
}

fn path(title: &str, steps: &[&str]) -> Vec<Block> {
    let steps = steps
        .iter()
        .map(|step| vec![Block::from(Text::paragraph(*step, style::BODY).before(3.0))]);
    vec![
        Text::heading(2, title).before(16.0).into(),
        Block::List(steps.collect()),
    ]
}
