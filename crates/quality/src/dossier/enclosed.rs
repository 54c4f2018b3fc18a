//! Files enclosed in the dossier: its data, the grid, the history, the evidence.
//!
//! Knows nothing of how they are written. Source: formats.md, section 4.

use super::pdf::{Attachment, Bytes, Relationship};
use super::sections::View;
use super::{Content, manifest, typography, wording};

/// Every file to attach; `manifest` is the first one's content.
pub(super) fn files(content: &Content<'_>, view: &View<'_>, manifest: Vec<u8>) -> Vec<Attachment> {
    let ours = |name: &str, description: &str, media_type: &str, relationship, bytes| Attachment {
        name: name.to_owned(),
        description: description.to_owned(),
        media_type: media_type.to_owned(),
        relationship,
        dated: content.issued_at,
        bytes: Bytes::Here(bytes),
    };
    let (source, supplement) = (Relationship::Source, Relationship::Supplement);
    let mut attachments = vec![
        ours(
            manifest::NAME,
            wording::SOURCE_FILE,
            "application/json",
            source,
            manifest,
        ),
        ours(
            manifest::GRID_NAME,
            wording::GRID_FILE,
            "application/json",
            supplement,
            content.published.bytes().to_vec(),
        ),
        ours(
            manifest::JOURNAL_NAME,
            wording::JOURNAL_FILE,
            "application/jsonl",
            supplement,
            content.journal.bytes.to_vec(),
        ),
    ];
    attachments.extend(view.pieces().filter_map(|piece| {
        let name = piece.embedded_as?;
        Some(Attachment {
            name: name.to_owned(),
            description: typography::one_line(&wording::evidence_file(
                piece.number,
                &piece.evidence.title,
            )),
            media_type: media_type(&piece.evidence.media_type),
            relationship: supplement,
            dated: piece.evidence.added_at,
            bytes: Bytes::Later {
                evidence: piece.evidence.id,
                size_bytes: piece.evidence.size_bytes,
            },
        })
    }));
    attachments
}

/// A media type as it may stand in the file: what is not one is plain bytes.
fn media_type(stated: &str) -> String {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let known = stated
        .split_once('/')
        .is_some_and(|(kind, name)| is_plain(kind) && is_plain(name));
    if known && stated.len() <= 100 {
        stated.to_owned()
    } else {
        "application/octet-stream".to_owned()
    }
}
