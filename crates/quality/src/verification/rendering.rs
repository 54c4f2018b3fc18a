//! Re-rendering: from the data inside, the same layout makes the same file again.
//!
//! What a person reads on the pages is then what the data say, to the byte. A dossier of another
//! layout cannot be judged so: its words are compared instead, which proves nothing and may warn.
//! Source: trust.md, attack families («Page text ≠ data»).

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use pades::Limits;
use pades::report::Signature;
use pades::structure::{Input, Pdf};

use super::differences::{self, Differences};
use super::embedded::Embedded;
use super::reading::{self, Unread};
use super::signer_of;
use crate::dossier::manifest::{self, Manifest};
use crate::dossier::{self, Content, Enclosure, Engine, Journal};
use crate::grid::Published;
use crate::id::EvidenceId;

/// What came of rendering again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rendering {
    /// Every byte outside the signature is the same.
    Same,
    /// Some byte is not; how the words part.
    Different(Words),
    /// Another engine made the file, or one that laid pages out otherwise; how the words part.
    OtherEngine(Words),
    /// The time for this file is over.
    OutOfTime,
}

/// How the words on the pages part from those that the data give, if that could be told.
pub(super) type Words = Result<Differences, Unread>;

/// What is known of the file.
pub(super) struct Known<'k, 'b> {
    pub(super) manifest: &'k Manifest,
    pub(super) published: &'k Published,
    pub(super) files: &'k [Embedded<'b>],
    pub(super) signature: &'k Signature,
}

/// This engine, as the dossiers that it makes name it.
pub fn engine() -> Engine {
    Engine {
        name: "label-mentorat".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        layout: manifest::LAYOUT,
    }
}

/// Renders the dossier again and compares it with the file, as long as `goes_on` says so.
pub(super) fn compare(
    known: &Known<'_, '_>,
    pdf: &Pdf<'_>,
    goes_on: &dyn Fn() -> bool,
) -> Rendering {
    let (engine, ours) = (&known.manifest.engine, engine());
    if (&engine.name, engine.layout) != (&ours.name, ours.layout) {
        return Rendering::OtherEngine(compare_words(known, pdf, goes_on));
    }
    match is_same(known, pdf.input(), goes_on) {
        Some(true) => Rendering::Same,
        Some(false) | None if goes_on() => Rendering::Different(compare_words(known, pdf, goes_on)),
        Some(false) | None => Rendering::OutOfTime,
    }
}

/// The words on the pages, held against those of the pages that this engine makes of the data.
///
/// Evidence is not read: pages tell of it what the data say.
fn compare_words(known: &Known<'_, '_>, pdf: &Pdf<'_>, goes_on: &dyn Fn() -> bool) -> Words {
    let theirs = reading::read(pdf, goes_on)?;
    let composed = with_content(known, |content| {
        dossier::pages_while(content, goes_on).map_err(|error| match error {
            dossier::Error::Cancelled => Unread::OutOfTime,
            dossier::Error::TooLarge { .. } => Unread::TooLong,
            dossier::Error::UnknownEvidence(_)
            | dossier::Error::Font { .. }
            | dossier::Error::Pages { .. }
            | dossier::Error::Numbers { .. }
            | dossier::Error::Evidence { .. }
            | dossier::Error::EvidenceSize { .. }
            | dossier::Error::Write(_) => Unread::NotUnderstood(None),
        })
    });
    let composed = composed.ok_or(Unread::NotUnderstood(None))??;
    let mut pages = Vec::new();
    let written = composed.write(&mut pages);
    written.map_err(|_| Unread::NotUnderstood(None))?;
    drop(composed);
    let ours = Pdf::open(&pages, &Limits::default());
    let ours = reading::read(&ours.map_err(|_| Unread::NotUnderstood(None))?, goes_on)?;
    differences::compare(&theirs, &ours, goes_on)
}

/// Does something with the content that the data inside say; none when a part of it is not there.
fn with_content<T>(known: &Known<'_, '_>, then: impl FnOnce(&Content<'_>) -> T) -> Option<T> {
    let Known {
        manifest,
        published,
        files,
        signature,
    } = *known;
    let signer = signer_of(signature.certificate.as_ref()?);
    let journal = files
        .iter()
        .find(|file| file.name == manifest::JOURNAL_NAME)?;
    let journal = journal.bytes().ok()?;
    let enclosure: BTreeMap<EvidenceId, Enclosure> = manifest
        .evidence
        .iter()
        .map(|piece| {
            let enclosure = piece
                .left_out
                .map_or(Enclosure::Enclosed, Enclosure::LeftOut);
            (piece.evidence, enclosure)
        })
        .collect();
    Some(then(&Content {
        published,
        assessment: &manifest.assessment,
        score: &manifest.score,
        journal: Journal {
            bytes: &journal,
            entries: manifest.journal.entries,
            head_digest: manifest.journal.head_digest,
        },
        issued_at: manifest.issued_at,
        signer: Some(&signer),
        enclosure: &enclosure,
        omitted: &manifest.omitted,
        engine: &manifest.engine,
    }))
}

fn is_same(known: &Known<'_, '_>, input: Input<'_>, goes_on: &dyn Fn() -> bool) -> Option<bool> {
    let Known {
        manifest,
        files,
        signature,
        ..
    } = *known;
    let rendered = with_content(known, |content| {
        dossier::render_while(content, goes_on).ok()
    })??;
    let names: BTreeMap<EvidenceId, &str> = manifest
        .evidence
        .iter()
        .filter_map(|piece| Some((piece.evidence, piece.embedded_as.as_deref()?)))
        .collect();
    // Where in the file the piece stands whose bytes come from there.
    let reading = Cell::new(None);
    let mut evidence = |id: EvidenceId, out: &mut dyn Write| {
        let name = names.get(&id).ok_or(io::ErrorKind::NotFound)?;
        let mut files = files.iter();
        let file = files.find(|file| file.name == *name);
        let file = file.ok_or(io::ErrorKind::NotFound)?;
        let Some((input, place)) = file.left_at() else {
            return out.write_all(&file.bytes()?);
        };
        reading.set(Some(place.start));
        let mut outcome = Ok(());
        input.for_each_piece(place, &mut |piece| {
            outcome = match goes_on() {
                true => out.write_all(piece),
                false => Err(io::ErrorKind::TimedOut.into()),
            };
            outcome.is_ok()
        })?;
        reading.set(None);
        outcome
    };
    let [_, gap_begin, gap_end, _] = signature.byte_range?;
    // The byte range is written before the signature is made; its own digits are the other gap.
    let bytes = input.bytes();
    let mut comparing = Comparing {
        input,
        reading: &reading,
        offset: 0,
        gap: (gap_begin, gap_end),
        range: None,
        same: true,
    };
    comparing.range = range_of(bytes, gap_begin);
    let written = rendered
        .write(&mut comparing, &mut evidence, &mut |_| true)
        .ok()?;
    let at = |offset: u64| usize::try_from(offset).ok();
    let places = written.placeholder.is_some_and(|placeholder| {
        at(placeholder.contents_offset) == Some(gap_begin)
            && at(placeholder.byte_range_offset) == comparing.range.map(|(begin, _)| begin)
    });
    Some(comparing.same && comparing.offset == bytes.len() && places)
}

/// Where the digits of the byte range stand: the last one before the gap.
fn range_of(bytes: &[u8], gap_begin: usize) -> Option<(usize, usize)> {
    const KEY: &[u8] = b"/ByteRange ";
    let before = bytes.get(..gap_begin)?;
    let begin = before
        .windows(KEY.len())
        .rposition(|window| window == KEY)?
        + KEY.len();
    Some((begin, begin + pades::signer::BYTE_RANGE_PLACEHOLDER.len()))
}

/// Compares what is written with the file, but for the signature and the digits of its range.
struct Comparing<'b> {
    input: Input<'b>,
    /// Where in the file stands what is written next, when it comes from there: it is the same
    /// when it is written where it was read.
    reading: &'b Cell<Option<usize>>,
    offset: usize,
    gap: (usize, usize),
    range: Option<(usize, usize)>,
    same: bool,
}

impl Write for Comparing<'_> {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        let place = self.offset..self.offset + written.len();
        if place.end > self.input.bytes().len() {
            self.same = false;
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.offset = place.end;
        if let Some(read_at) = self.reading.get() {
            self.same &= read_at == place.start;
            self.reading.set(Some(read_at + written.len()));
            return Ok(written.len());
        }
        let there = self.input.read(place.clone())?;
        let open = |at: usize| {
            let within = |(begin, end): (usize, usize)| (begin..end).contains(&at);
            within(self.gap) || self.range.is_some_and(within)
        };
        if *there != *written {
            let mut pairs = place.zip(there.iter().zip(written));
            self.same &= pairs.all(|(at, (one, other))| one == other || open(at));
        }
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
