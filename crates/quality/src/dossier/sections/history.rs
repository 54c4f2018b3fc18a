//! History in brief: how many entries, and the digest that closes them.

use super::opening;
use super::view::{Section, View, groups};
use crate::dossier::block::{Block, Text};
use crate::dossier::style;
use crate::dossier::wording;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::History);
    let journal = view.content.journal;
    blocks.push(
        Text::paragraph(wording::history(journal.entries), style::BODY)
            .before(6.0)
            .into(),
    );
    if let Some(head) = journal.head_digest {
        blocks.push(Block::Gap(8.0));
        blocks.extend(fact(wording::HEAD_DIGEST, &groups(&head.hex())));
    }
    blocks
}

/// A named fact: its name above, small.
pub(super) fn fact(name: &str, value: &str) -> Vec<Block> {
    vec![
        Text::paragraph(name, style::LABEL)
            .before(7.0)
            .keeping()
            .into(),
        Text::paragraph(value, style::BODY.tabular()).into(),
    ]
}
