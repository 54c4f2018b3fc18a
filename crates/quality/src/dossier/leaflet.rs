//! What the pages of every leaflet have: a coloured opening, cards, and the field of the signature.
//!
//! Knows nothing of what a leaflet says.

use sha2::{Digest as _, Sha256};

use super::Signer;
use super::block::{Block, Frame, Text};
use super::pdf::{Attachment, Bytes, Relationship};
use super::style::{self, BORDER_STRONG, PAPER, PRIMARY};
use super::typography::{brief, flat};
use super::wording;
use crate::clock::Moment;

/// Most characters of a name in the field: it stands in full above.
const LONGEST_NAME: usize = 80;

/// Sixteen bytes that name this content under this signature, and no other.
pub(crate) fn identity(bytes: &[u8], signer: &Signer) -> [u8; 16] {
    let mut state = Sha256::new();
    state.update(bytes);
    state.update(signer.certificate_digest.bytes());
    let digest: [u8; 32] = state.finalize().into();
    let mut identity = [0; 16];
    identity.copy_from_slice(&digest[..16]);
    identity
}

/// The data that the pages say, as the one file attached to them.
pub(crate) fn source(name: &str, description: &str, dated: Moment, bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: name.to_owned(),
        description: description.to_owned(),
        media_type: "application/json".to_owned(),
        relationship: Relationship::Source,
        dated,
        bytes: Bytes::Here(bytes),
    }
}

/// What stands at the top of the first page, in colour from side to side.
pub(crate) fn cover(blocks: Vec<Block>) -> Block {
    let frame = Frame {
        fill: Some(PRIMARY),
        border: None,
        edge: None,
        padding: 0.0,
        bleeds: true,
    };
    Block::Card { frame, blocks }
}

/// Blocks in a frame.
pub(crate) fn card(blocks: Vec<Block>) -> Block {
    let frame = Frame {
        fill: Some(PAPER),
        border: Some(BORDER_STRONG),
        edge: None,
        padding: 12.0,
        bleeds: false,
    };
    Block::Card { frame, blocks }
}

/// A typed text on one line of its own.
pub(crate) fn small(text: &str, style: style::Type) -> Block {
    Text::paragraph(flat(text), style).into()
}

/// What is declared, over the field of whoever signs on the day `on`; `above` stands in the same
/// card.
pub(crate) fn signature(above: Vec<Block>, declaration: &str, signer: &Signer, on: &str) -> Block {
    let mut blocks = above;
    if !blocks.is_empty() {
        blocks.push(Block::Gap(10.0));
    }
    blocks.extend([
        Text::paragraph(declaration, style::BODY).into(),
        Block::Gap(10.0),
        Block::Signature {
            height: 62.0,
            says: wording::tooltip(&signer.name),
            words: vec![
                Text::paragraph(wording::FIELD, style::LABEL.coloured(PRIMARY)),
                Text::paragraph(brief(&flat(&signer.name), LONGEST_NAME), style::HEADING_3)
                    .before(2.0),
                Text::paragraph(wording::signed_on(on), style::SMALL_MUTED),
            ],
        },
    ]);
    card(blocks)
}
