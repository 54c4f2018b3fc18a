//! Declaration and signature: who answers for the dossier.

use super::opening;
use super::view::{Section, View};
use crate::dossier::block::{Block, Frame, Text, fact};
use crate::dossier::style::{self, BORDER_STRONG, PAPER};
use crate::dossier::typography::{brief, flat, groups};
use crate::dossier::{Signer, wording};

/// Most characters of a name in the field: it stands in full above.
const LONGEST_NAME: usize = 80;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::Declaration);
    blocks.push(
        Text::paragraph(
            wording::declaration(&flat(view.organisation())),
            style::LEAD,
        )
        .before(8.0)
        .into(),
    );
    blocks.push(
        Text::paragraph(wording::WHAT_IT_PROVES, style::BODY)
            .before(8.0)
            .into(),
    );
    blocks.push(Block::Gap(14.0));
    let inside = match view.content.signer {
        Some(signer) => signed(view, signer),
        None => vec![Text::paragraph(wording::DRAFT_HINT, style::BODY).into()],
    };
    let frame = Frame {
        fill: Some(PAPER),
        border: Some(BORDER_STRONG),
        edge: None,
        padding: 16.0,
        bleeds: false,
    };
    blocks.push(Block::Card {
        frame,
        blocks: inside,
    });
    blocks
}

fn signed(view: &View<'_>, signer: &Signer) -> Vec<Block> {
    let mut inside = Vec::new();
    let engine = view.content.engine;
    let facts = [
        (wording::SIGNER, flat(&signer.name)),
        (
            wording::NATURE,
            wording::signer_kind(signer.kind).to_owned(),
        ),
        (wording::ISSUED, wording::moment(view.content.issued_at)),
        (wording::ALGORITHM, flat(&signer.algorithm)),
        (
            wording::CERTIFICATE,
            groups(&signer.certificate_digest.hex()),
        ),
        (wording::ASSESSMENT_DIGEST, groups(&view.digest.hex())),
        (
            wording::ENGINE,
            format!("{} {}", engine.name, engine.version),
        ),
    ];
    for (name, value) in facts {
        inside.extend(fact(name, &value));
    }
    inside.push(Block::Gap(12.0));
    inside.push(signature(view, signer));
    inside.push(
        Text::paragraph(wording::FIELD_HINT, style::SMALL_MUTED)
            .before(6.0)
            .into(),
    );
    inside
}

/// The field, with the signer's name as text of the page.
fn signature(view: &View<'_>, signer: &Signer) -> Block {
    let on = wording::long_day(view.content.issued_at.day());
    let words = vec![
        Text::paragraph(wording::FIELD, style::LABEL.coloured(style::PRIMARY)),
        Text::paragraph(brief(&flat(&signer.name), LONGEST_NAME), style::HEADING_3).before(2.0),
        Text::paragraph(wording::signed_on(&on), style::SMALL_MUTED),
    ];
    Block::Signature {
        height: 62.0,
        says: wording::tooltip(&signer.name),
        words,
    }
}
