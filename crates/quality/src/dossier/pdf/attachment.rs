//! Attachments: files inside the file, each with its relation to the whole.
//!
//! Evidence is not here yet when the file is composed: its place is kept and filled while the
//! file is written. Source: ISO 19005-3, 6.8; ISO 32000-1, 7.11; trust.md, R9.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};
use md5::{Digest as _, Md5};

use super::Building;
use super::object::{array, date, dictionary, name, stream, text};
use crate::clock::Moment;
use crate::id::EvidenceId;

/// How an attached file relates to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relationship {
    /// What the pages were made from.
    Source,
    /// What completes them.
    Supplement,
}

/// Bytes of an attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bytes {
    Here(Vec<u8>),
    /// Asked for while the file is written.
    Later {
        evidence: EvidenceId,
        size_bytes: u64,
    },
}

/// File to attach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    /// ASCII, unique in the document.
    pub(crate) name: String,
    /// What it is, for a reader.
    pub(crate) description: String,
    pub(crate) media_type: String,
    pub(crate) relationship: Relationship,
    pub(crate) dated: Moment,
    pub(crate) bytes: Bytes,
}

/// Evidence whose bytes are still to come.
#[derive(Debug, Clone)]
pub(super) struct Awaited {
    pub(super) evidence: EvidenceId,
    pub(super) size_bytes: u64,
    /// Dictionary of the embedded file.
    pub(super) dictionary: Dictionary,
    /// Its parameters, but for the checksum.
    pub(super) parameters: Dictionary,
    /// Object of the parameters: the one after the file, since the checksum is known last.
    pub(super) parameters_id: ObjectId,
}

/// Evidence by the object that will hold it.
pub(super) type Waiting = BTreeMap<ObjectId, Awaited>;

/// Adds the attached files; those whose bytes come later are given back.
pub(super) fn add(building: &mut Building, mut attachments: Vec<Attachment>) -> Waiting {
    attachments.sort_by(|a, b| a.name.cmp(&b.name));
    let mut waiting = Waiting::new();
    let mut specifications = Vec::new();
    for attachment in attachments {
        let attached_name = text(&attachment.name);
        let file = embed(building, &attachment, &mut waiting);
        let specification = dictionary([
            ("Type", name("Filespec")),
            ("F", attached_name.clone()),
            ("UF", attached_name.clone()),
            ("Desc", text(&attachment.description)),
            (
                "AFRelationship",
                name(match attachment.relationship {
                    Relationship::Source => "Source",
                    Relationship::Supplement => "Supplement",
                }),
            ),
            (
                "EF",
                Object::Dictionary(dictionary([
                    ("F", Object::Reference(file)),
                    ("UF", Object::Reference(file)),
                ])),
            ),
        ]);
        let specification = building.document.add_object(specification);
        specifications.push((attached_name, Object::Reference(specification)));
    }
    let associated = array(
        specifications
            .iter()
            .map(|(_, reference)| reference.clone()),
    );
    let names = array(
        specifications
            .into_iter()
            .flat_map(|(name, reference)| [name, reference]),
    );
    let tree = dictionary([("Names", names)]);
    let names = dictionary([("EmbeddedFiles", Object::Dictionary(tree))]);
    building.catalog.set("AF", associated);
    building.catalog.set("Names", Object::Dictionary(names));
    waiting
}

fn embed(building: &mut Building, attachment: &Attachment, waiting: &mut Waiting) -> ObjectId {
    let mut members = dictionary([
        ("Type", name("EmbeddedFile")),
        ("Subtype", name(&attachment.media_type)),
    ]);
    let size_bytes = match &attachment.bytes {
        Bytes::Here(bytes) => bytes.len() as u64,
        Bytes::Later { size_bytes, .. } => *size_bytes,
    };
    let size = Object::Integer(i64::try_from(size_bytes).unwrap_or(i64::MAX));
    let mut parameters = dictionary([
        ("Size", size.clone()),
        ("CreationDate", date(attachment.dated)),
        ("ModDate", date(attachment.dated)),
    ]);
    members.set("Length", size);
    match &attachment.bytes {
        Bytes::Here(bytes) => {
            parameters.set("CheckSum", checksum(Md5::digest(bytes).as_slice()));
            members.set("Params", Object::Dictionary(parameters));
            building.document.add_object(stream(members, bytes.clone()))
        }
        Bytes::Later {
            evidence,
            size_bytes,
        } => {
            let id = building.document.add_object(Object::Null);
            let parameters_id = building.document.add_object(Object::Null);
            members.set("Params", Object::Reference(parameters_id));
            let awaited = Awaited {
                evidence: *evidence,
                size_bytes: *size_bytes,
                dictionary: members,
                parameters,
                parameters_id,
            };
            waiting.insert(id, awaited);
            id
        }
    }
}

/// The checksum of an embedded file as the format spells it.
pub(super) fn checksum(md5: &[u8]) -> Object {
    Object::String(md5.to_vec(), lopdf::StringFormat::Hexadecimal)
}
