//! Attached files of a verified PDF, and whether they are those of a dossier (R9).
//!
//! Knows nothing of what they say. Source: trust.md, R9; formats.md, section 4.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::ops::Range;

use pades::structure::{Dictionary, Input, Object, ObjectId, Pdf};
use sha2::{Digest as _, Sha256};

use super::{Check, CheckName, CheckOutcome, wording};
use crate::digest::Digest;
use crate::dossier::manifest;
use crate::evidence;

/// Largest attached file that a filter makes; one without a filter is as large as it stands in the
/// file, which is limited as a whole. Source: trust.md, R7.
const LARGEST: usize = 64 << 20;

/// Most nodes of a name tree.
const NODES: usize = 10_000;

/// One attached file.
#[derive(Debug, Clone)]
pub struct Embedded<'b> {
    /// Its name, in plain ASCII.
    pub name: String,
    /// Whether it is the source of the pages (`/AFRelationship /Source`).
    pub is_source: bool,
    content: Content<'b>,
    /// Object of its content.
    object: ObjectId,
}

#[derive(Debug, Clone)]
enum Content<'b> {
    /// In memory.
    Held(Cow<'b, [u8]>),
    /// Left in the file: where.
    InFile(Input<'b>, Range<usize>),
}

impl<'b> Embedded<'b> {
    /// How long its content is.
    pub fn size_bytes(&self) -> u64 {
        match &self.content {
            Content::Held(bytes) => bytes.len() as u64,
            Content::InFile(_, place) => place.len() as u64,
        }
    }

    /// Its content; read from the file when it was left there.
    ///
    /// # Errors
    /// As the disk says.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::InFile(input, place) => input.read(place.clone()),
        }
    }

    /// Where in the file its content was left.
    pub(super) fn left_at(&self) -> Option<(&Input<'b>, Range<usize>)> {
        match &self.content {
            Content::Held(_) => None,
            Content::InFile(input, place) => Some((input, place.clone())),
        }
    }

    /// Digest of its content, made as long as `goes_on` says so; else none.
    ///
    /// # Errors
    /// As the disk says.
    pub(super) fn digest(&self, goes_on: &dyn Fn() -> bool) -> io::Result<Option<Digest>> {
        let (input, place) = match &self.content {
            Content::Held(bytes) => return Ok(Some(Digest::of(bytes))),
            Content::InFile(input, place) => (input, place),
        };
        let mut state = Sha256::new();
        let mut is_whole = true;
        input.for_each_piece(place.clone(), &mut |piece| {
            is_whole = goes_on();
            state.update(piece);
            is_whole
        })?;
        Ok(is_whole.then(|| Digest::from_bytes(state.finalize().into())))
    }
}

/// Why the attached files are not those of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A structure is not what a dossier has.
    #[error("attached files: {0}")]
    Shape(&'static str),
    /// An attached file cannot be unpacked within the limits.
    #[error("attached file {0:?} cannot be read")]
    Content(String),
    /// Two attached files have one name.
    #[error("attached file {0:?} twice")]
    Twice(String),
}

/// Whether any object names an attached file `dossier.json`, reachable or not.
pub(super) fn mentions_dossier(pdf: &Pdf<'_>) -> bool {
    let utf16: Vec<u8> = [0xFE, 0xFF]
        .into_iter()
        .chain(manifest::NAME.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let is_named = |dictionary: &Dictionary| {
        let names = [b"F".as_slice(), b"UF", b"Desc"].into_iter();
        let mut names = names.filter_map(|key| dictionary.get(key).and_then(Object::as_string));
        names.any(|name| name == manifest::NAME.as_bytes() || name == utf16)
    };
    let mut found = false;
    for id in pdf.ids() {
        let Ok(object) = pdf.object(id) else { continue };
        object.for_each_dictionary(&mut |dictionary| found |= is_named(dictionary));
    }
    found
}

/// The attached files, reached equally from `/AF` and `/Names`.
pub(super) fn read<'b>(pdf: &Pdf<'b>) -> Result<Vec<Embedded<'b>>, Error> {
    let shape = |_| Error::Shape("catalog");
    let catalog = pdf.catalog().map_err(shape)?;
    let associated = pdf.value(&catalog, b"AF").map_err(shape)?;
    let associated = associated.as_array().ok_or(Error::Shape("AF"))?;
    let associated: Option<Vec<ObjectId>> = associated.iter().map(Object::as_reference).collect();
    let associated = associated.ok_or(Error::Shape("AF"))?;
    let named = named_files(pdf, &catalog)?;
    let in_names: HashSet<ObjectId> = named.iter().map(|(_, id)| *id).collect();
    let in_associated: HashSet<ObjectId> = associated.iter().copied().collect();
    if in_names != in_associated
        || in_names.len() != named.len()
        || in_associated.len() != associated.len()
    {
        return Err(Error::Shape("AF and Names differ"));
    }
    let mut files = Vec::new();
    let (mut names, mut objects) = (HashSet::new(), HashSet::new());
    for (name, id) in named {
        let file = read_file(pdf, &name, id)?;
        if !names.insert(file.name.to_lowercase()) || !objects.insert(file.object) {
            return Err(Error::Twice(file.name));
        }
        files.push(file);
    }
    Ok(files)
}

fn named_files(pdf: &Pdf<'_>, catalog: &Dictionary) -> Result<Vec<(String, ObjectId)>, Error> {
    let shape = |_| Error::Shape("Names");
    let names = pdf.value(catalog, b"Names").map_err(shape)?;
    let names = names.as_dictionary().ok_or(Error::Shape("Names"))?;
    let root = pdf.value(names, b"EmbeddedFiles").map_err(shape)?;
    let mut waiting = vec![root];
    let (mut found, mut met) = (Vec::new(), HashSet::new());
    let mut nodes = 0;
    while let Some(node) = waiting.pop() {
        nodes += 1;
        let node = node.as_dictionary().ok_or(Error::Shape("EmbeddedFiles"))?;
        if nodes > NODES {
            return Err(Error::Shape("EmbeddedFiles"));
        }
        let kids = pdf.value(node, b"Kids").map_err(shape)?;
        for kid in kids.as_array().unwrap_or_default().iter().rev() {
            // No tree has a node twice: whoever follows one that has is led in circles.
            if kid.as_reference().is_none_or(|id| !met.insert(id)) {
                return Err(Error::Shape("EmbeddedFiles"));
            }
            waiting.push(pdf.resolve(kid).map_err(shape)?);
        }
        let pairs = pdf.value(node, b"Names").map_err(shape)?;
        for pair in pairs.as_array().unwrap_or_default().chunks(2) {
            let [name, file] = pair else {
                return Err(Error::Shape("EmbeddedFiles"));
            };
            let name = name
                .as_string()
                .and_then(plain)
                .ok_or(Error::Shape("name"))?;
            found.push((name, file.as_reference().ok_or(Error::Shape("file"))?));
        }
    }
    Ok(found)
}

fn read_file<'b>(pdf: &Pdf<'b>, name: &str, id: ObjectId) -> Result<Embedded<'b>, Error> {
    let shape = |_| Error::Shape("Filespec");
    let file = pdf.object(id).map_err(shape)?;
    let file = file.as_dictionary().ok_or(Error::Shape("Filespec"))?;
    let text = |key: &[u8]| file.get(key).and_then(Object::as_string).and_then(plain);
    if text(b"F").as_deref() != Some(name) || text(b"UF").as_deref() != Some(name) {
        return Err(Error::Shape("names differ"));
    }
    let content = pdf.value(file, b"EF").map_err(shape)?;
    let content = content.as_dictionary().ok_or(Error::Shape("EF"))?;
    let reference = |key: &[u8]| content.get(key).and_then(Object::as_reference);
    let object = reference(b"F").filter(|f| reference(b"UF") == Some(*f));
    let object = object.ok_or(Error::Shape("F and UF differ"))?;
    let stream = pdf.object(object).map_err(shape)?;
    let stream = stream.as_stream().ok_or(Error::Shape("EmbeddedFile"))?;
    let content = if pdf.input().is_absent(&stream.data) {
        Content::InFile(pdf.input(), stream.data.clone())
    } else {
        let room = match stream.dictionary.get(b"Filter") {
            None => stream.data.len(),
            Some(_) => LARGEST,
        };
        let decoded = pdf.decode(stream, room);
        Content::Held(decoded.map_err(|_| Error::Content(name.to_owned()))?)
    };
    let is_source = file.name(b"AFRelationship") == Some(b"Source");
    let embedded = Embedded {
        name: name.to_owned(),
        is_source,
        content,
        object,
    };
    let size = i64::try_from(embedded.size_bytes()).ok();
    match stated_size(pdf, stream) {
        Some(stated) if Some(stated) != size => Err(Error::Content(format!("{name} ({stated})"))),
        _ => Ok(embedded),
    }
}

fn stated_size(pdf: &Pdf<'_>, stream: &pades::structure::Stream) -> Option<i64> {
    let parameters = pdf.value(&stream.dictionary, b"Params").ok()?;
    parameters.as_dictionary()?.get(b"Size")?.as_integer()
}

/// A name in printable ASCII without separators, harmless on any system; a dossier has no other.
fn plain(name: &[u8]) -> Option<String> {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    let sound =
        !name.is_empty() && name.len() <= 120 && name[0] != b'.' && name.iter().all(allowed);
    let name = String::from_utf8_lossy(name).into_owned();
    (sound && evidence::display_name(&name) == name).then_some(name)
}

/// R9, on the whole.
pub(super) fn check(read: &Result<Vec<Embedded<'_>>, Error>) -> Check {
    let name = CheckName::EmbeddedFiles;
    let failed = |detail: String| Check::new(name, CheckOutcome::Failed, detail);
    match read {
        Err(error) => failed(wording::embedded(error)),
        Ok(files) => {
            let sources: Vec<_> = files.iter().filter(|file| file.is_source).collect();
            let manifest = |file: &&&Embedded<'_>| file.name == manifest::NAME;
            if sources.len() == 1 && sources.iter().filter(manifest).count() == 1 {
                return Check::passed(name);
            }
            failed(wording::embedded(&Error::Shape("Source")))
        }
    }
}
