//! Dossier (dossier): the assessment as one PDF that carries its own proof.
//!
//! [`render`] is a pure function: same content, same bytes, in one process and in two. It reads no
//! disk, clock or random number; evidence passes through while the file is written, in pieces.
//! The signature is made afterwards, in the place that is kept for it. Knows nothing of keys or
//! storage. Source: formats.md, section 4; design.md, section Paper.

pub(crate) mod block;
mod drawing;
mod enclosed;
mod evidence_name;
mod font;
mod glyph;
pub(crate) mod layout;
pub(crate) mod leaflet;
mod line;
pub mod manifest;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod picture;
mod screen;
mod sections;
pub(crate) mod style;
pub(crate) mod typography;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use pades::signer::Placeholder;
use sha2::{Digest as _, Sha256};

use crate::assessment::Assessment;
use crate::clock::Moment;
use crate::digest::Digest;
use crate::grid::Published;
use crate::id::EvidenceId;
use crate::scoring::Score;
pub use glyph::{MissingGlyph, Place, missing_glyphs};
pub use manifest::{Engine, LeftOut, Manifest, Part};
pub use screen::{Picture, PictureCell, Shape, Words, picture};

/// Everything a dossier is made of.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The edition that was answered.
    pub published: &'a Published,
    /// The answers. Internal notes are left out here, whatever it holds.
    pub assessment: &'a Assessment,
    /// Its score.
    pub score: &'a Score,
    /// Its history.
    pub journal: Journal<'a>,
    /// When the dossier is issued.
    pub issued_at: Moment,
    /// Who will sign; none for a draft, which says so across each page.
    pub signer: Option<&'a Signer>,
    /// What is enclosed. Evidence that is not named here is left out as [`LeftOut::NotChosen`].
    pub enclosure: &'a BTreeMap<EvidenceId, Enclosure>,
    /// What is not printed.
    pub omitted: &'a BTreeSet<Part>,
    /// The application.
    pub engine: &'a Engine,
}

/// History of an assessment, as it is attached.
#[derive(Debug, Clone, Copy)]
pub struct Journal<'a> {
    /// One JSON object a line, each bound to the one before.
    pub bytes: &'a [u8],
    /// How many lines there are.
    pub entries: u64,
    /// Digest of the last one.
    pub head_digest: Option<Digest>,
}

/// Signer (signataire), as the pages name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The name in the certificate.
    pub name: String,
    /// Whether it is an organisation or a person.
    pub kind: SignerKind,
    /// Digest of the certificate's bytes.
    pub certificate_digest: Digest,
    /// The key's algorithm, for people.
    pub algorithm: String,
}

/// What a certificate stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignerKind {
    /// Seal (sceau) of an organisation.
    Seal,
    /// Signature of a person.
    Person,
}

/// Whether a piece of evidence is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosure {
    /// It is attached.
    Enclosed,
    /// It is not, and its digest, size and this reason are listed.
    LeftOut(LeftOut),
}

/// Why there is no dossier.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The enclosure names evidence that the assessment does not have.
    #[error("enclosure names unknown evidence {0}")]
    UnknownEvidence(EvidenceId),
    /// The file would be larger than PDF/A-3 allows: leave evidence out.
    #[error("dossier of {size_bytes} bytes, at most {limit_bytes} are possible")]
    TooLarge {
        /// How large it would be.
        size_bytes: u64,
        /// How large it may be.
        limit_bytes: u64,
    },
    /// A shipped font could not be cut down or embedded.
    #[error("font {face} could not be embedded")]
    Font {
        /// The face.
        face: &'static str,
    },
    /// The page writer gave another number of pages than it was given.
    #[error("{found} pages written of {wanted}")]
    Pages {
        /// Pages laid out.
        wanted: usize,
        /// Pages written.
        found: usize,
    },
    /// The objects of the file are not numbered without gaps.
    #[error("object {found} stands where {expected} was expected")]
    Numbers {
        /// The next number.
        expected: u32,
        /// The number that is there.
        found: u32,
    },
    /// The bytes of a piece of evidence could not be had.
    #[error("evidence {evidence}: {source}")]
    Evidence {
        /// The evidence.
        evidence: EvidenceId,
        /// What went wrong.
        source: io::Error,
    },
    /// A piece of evidence has not the size that the assessment states.
    #[error("evidence {evidence} has {found} bytes, {expected} are stated")]
    EvidenceSize {
        /// The evidence.
        evidence: EvidenceId,
        /// The stated size.
        expected: u64,
        /// What came; may be less than there is.
        found: u64,
    },
    /// The file could not be written.
    #[error("writing the dossier: {0}")]
    Write(#[source] io::Error),
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// Dossier, ready to be written.
#[derive(Debug)]
pub struct Rendered {
    file: pdf::File,
    manifest: Manifest,
    replaced: Vec<Replaced>,
    pages: usize,
}

/// Character that no shipped font has: shown as an empty box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The character as typed.
    pub character: char,
    /// Whether it can still be copied and read aloud; controls and private characters cannot.
    pub is_copied: bool,
}

/// Where the signature goes in the file just written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Size of the file.
    pub size_bytes: u64,
    /// The place that [`pades::signer::sign`] fills; none for a draft.
    pub placeholder: Option<Placeholder>,
}

/// The dossier of `content`.
///
/// # Errors
/// [`Error::UnknownEvidence`], [`Error::TooLarge`]; the others of this function are faults of
/// ours.
pub fn render(content: &Content<'_>) -> Result<Rendered, Error> {
    render_while(content, &|| true)
}

/// As [`render`], as long as `goes_on` says so: a stranger's data may be made to take long.
///
/// # Errors
/// As [`render`]; [`Error::Cancelled`].
pub fn render_while(content: &Content<'_>, goes_on: &dyn Fn() -> bool) -> Result<Rendered, Error> {
    let (Composed { file, pages }, fonts, manifest) = set(content, true, goes_on)?;
    let replaced = fonts
        .replaced()
        .iter()
        .filter_map(|text| text.chars().next());
    let replaced = replaced
        .map(|character| Replaced {
            character,
            is_copied: !typography::is_refused(character),
        })
        .collect();
    Ok(Rendered {
        file,
        manifest,
        replaced,
        pages,
    })
}

/// The pages of [`render_while`] in a file of their own: nothing is attached, nothing signed.
///
/// # Errors
/// As [`render_while`].
pub fn pages_while(content: &Content<'_>, goes_on: &dyn Fn() -> bool) -> Result<Composed, Error> {
    set(content, false, goes_on).map(|(composed, _, _)| composed)
}

/// The laid-out dossier, with its attached files and the place of its signature if it is whole.
fn set(
    content: &Content<'_>,
    is_whole: bool,
    goes_on: &dyn Fn() -> bool,
) -> Result<(Composed, font::Fonts, Manifest), Error> {
    let disclosed = manifest::disclosed(content.assessment);
    let enclosed = enclosed(content, &disclosed)?;
    let names = evidence_name::names(content.published.grid(), &disclosed, &enclosed);
    let manifest = manifest::manifest(content, &disclosed, &names);
    let bytes = manifest::bytes(&manifest);
    let identity = identity(content, &bytes);
    let digest = manifest::assessment_digest(&disclosed);

    let view = sections::View::new(content, &disclosed, &names, digest);
    let running = view.running();
    let blocks = sections::blocks(&view);
    let (attachments, signer) = match is_whole {
        true => (enclosed::files(content, &view, bytes), content.signer),
        false => (Vec::new(), None),
    };
    let organisation = typography::one_line(&disclosed.organisation.name);
    let title = wording::title(
        &typography::one_line(&disclosed.programme.name),
        &organisation,
    );
    let leaflet = Leaflet {
        blocks: &blocks,
        anchors: view.anchor_count(),
        running: &running,
        title: &title,
        author: &organisation,
        engine: content.engine,
        identity,
        issued_at: content.issued_at,
        signer,
        reason: wording::REASON,
    };
    let (composed, fonts) = composed(&leaflet, attachments, goes_on)?;
    Ok((composed, fonts, manifest))
}

/// What else than a dossier has pages of the same making: what it says, and of what.
pub(crate) struct Leaflet<'a> {
    /// What stands on the pages.
    pub(crate) blocks: &'a [block::Block],
    /// Places that are linked to.
    pub(crate) anchors: usize,
    /// What stands on every page.
    pub(crate) running: &'a layout::Running,
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    pub(crate) engine: &'a Engine,
    /// Names this content, and no other.
    pub(crate) identity: [u8; 16],
    pub(crate) issued_at: Moment,
    /// Who will sign.
    pub(crate) signer: Option<&'a Signer>,
    /// Why.
    pub(crate) reason: &'a str,
}

/// A leaflet, ready to be written.
#[derive(Debug)]
pub struct Composed {
    file: pdf::File,
    pages: usize,
}

impl Composed {
    /// Writes the file in one pass, with room for the signature.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, out: &mut dyn Write) -> Result<Written, Error> {
        let mut nothing = |_, _: &mut dyn Write| Err(io::ErrorKind::NotFound.into());
        self.file.write(out, &mut nothing, &mut |_| true)
    }
}

/// The file of a leaflet, with what is attached to it.
///
/// # Errors
/// As [`render`].
pub(crate) fn compose(
    leaflet: &Leaflet<'_>,
    attachments: Vec<pdf::Attachment>,
) -> Result<Composed, Error> {
    composed(leaflet, attachments, &|| true).map(|(composed, _)| composed)
}

fn composed(
    leaflet: &Leaflet<'_>,
    attachments: Vec<pdf::Attachment>,
    goes_on: &dyn Fn() -> bool,
) -> Result<(Composed, font::Fonts), Error> {
    let mut fonts = font::Fonts::new();
    let book = layout::lay_out(
        &mut fonts,
        leaflet.blocks,
        leaflet.anchors,
        leaflet.running,
        goes_on,
    )
    .ok_or(Error::Cancelled)?;
    let producer = format!("{} {}", leaflet.engine.name, leaflet.engine.version);
    let tooltip = leaflet
        .signer
        .map(|signer| wording::tooltip(&signer.name))
        .unwrap_or_default();
    let signature = leaflet.signer.map(|signer| pdf::Field {
        name: &signer.name,
        reason: leaflet.reason,
        tooltip: &tooltip,
        signed_at: leaflet.issued_at,
    });
    let facts = pdf::Facts {
        title: leaflet.title,
        author: leaflet.author,
        producer: &producer,
        language: wording::LANGUAGE,
        issued_at: leaflet.issued_at,
        identity: leaflet.identity,
        signature,
    };
    let file = pdf::compose(&book, &fonts, &facts, attachments, goes_on)?;
    let pages = book.pages.len();
    Ok((Composed { file, pages }, fonts))
}

/// The evidence to attach.
fn enclosed(content: &Content<'_>, assessment: &Assessment) -> Result<BTreeSet<EvidenceId>, Error> {
    if let Some(unknown) = content
        .enclosure
        .keys()
        .find(|id| assessment.evidence(**id).is_none())
    {
        return Err(Error::UnknownEvidence(*unknown));
    }
    let chosen = content
        .enclosure
        .iter()
        .filter(|(_, enclosure)| match enclosure {
            Enclosure::Enclosed => true,
            Enclosure::LeftOut(_) => false,
        });
    Ok(chosen.map(|(id, _)| *id).collect())
}

/// Sixteen bytes that name this content and no other.
fn identity(content: &Content<'_>, manifest: &[u8]) -> [u8; 16] {
    let mut state = Sha256::new();
    state.update(manifest);
    state.update(Sha256::digest(content.journal.bytes));
    if let Some(signer) = content.signer {
        state.update(signer.certificate_digest.bytes());
        state.update(signer.name.as_bytes());
    }
    let digest: [u8; 32] = state.finalize().into();
    let mut identity = [0; 16];
    identity.copy_from_slice(&digest[..16]);
    identity
}

impl Rendered {
    /// Size of the file to come, signature included.
    pub fn size_bytes(&self) -> u64 {
        self.file.size_bytes()
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// What a machine reads in it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The characters that no shipped font has, to be shown to the user before issuing.
    pub fn replaced_characters(&self) -> &[Replaced] {
        &self.replaced
    }

    /// Writes the file in one pass, with room for the signature.
    ///
    /// The bytes of each enclosed piece of evidence are asked for when their turn comes: `evidence`
    /// writes them, in pieces of any size, and nothing is kept in memory. `progress` hears how
    /// many bytes are written and answers whether to go on. The caller digests what it hands
    /// over: only the size is checked here.
    ///
    /// # Errors
    /// [`Error::Write`], [`Error::Evidence`], [`Error::EvidenceSize`], [`Error::Cancelled`].
    pub fn write(
        &self,
        out: &mut dyn Write,
        evidence: &mut dyn FnMut(EvidenceId, &mut dyn Write) -> io::Result<()>,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Written, Error> {
        self.file.write(out, evidence, progress)
    }
}

#[cfg(test)]
mod tests;
