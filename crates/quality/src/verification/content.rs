//! What a dossier says, held against itself (R10 and beyond).
//!
//! Source: trust.md, R9 and R10; formats.md, sections 2 to 4.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use pades::Limits;
use pades::report::Signature;
use pades::structure::Pdf;

use super::embedded::Embedded;
use super::rendering::{self, Rendering};
use super::{Check, CheckName, CheckOutcome, Levels, wording};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::dossier::manifest::{self, Manifest};
use crate::grid::{self, Published};
use crate::{assessment, journal, json, scoring};

/// What the content checks found.
pub(super) struct Found {
    pub(super) checks: Vec<Check>,
    pub(super) level: Option<Levels>,
}

/// Checks everything that the attached files say; nothing when the time for it is over.
pub(super) fn check(
    files: &[Embedded<'_>],
    signature: &Signature,
    pdf: &Pdf<'_>,
    limits: &Limits<'_>,
) -> Option<Found> {
    let goes_on = || !limits.deadline.is_some_and(|is_over| is_over());
    let mut checks = Vec::new();
    let mut note = |name, found: Result<(), String>| checks.push(held(name, found.map(|()| None)));
    let manifest = match read_manifest(files, signature) {
        Ok(manifest) => manifest,
        Err(detail) => {
            note(CheckName::EmbeddedData, Err(detail));
            return Some(Found {
                checks,
                level: None,
            });
        }
    };
    note(CheckName::EmbeddedData, Ok(()));
    let published = read_grid(files, &manifest);
    note(
        CheckName::EmbeddedGrid,
        published.as_ref().map(|_| ()).map_err(Clone::clone),
    );
    let evidence = check_evidence(files, &manifest, &goes_on)?;
    note(CheckName::EvidenceDigests, evidence);
    let erased = check_journal(files, &manifest);
    let told = erased.map(|erased| (erased > 0).then(|| wording::erased_entries(erased)));
    checks.push(held(CheckName::JournalChain, told));
    let declared = manifest.score.level.clone();
    let Ok(published) = published else {
        return Some(Found {
            checks,
            level: Some(Levels {
                declared,
                recomputed: None,
            }),
        });
    };
    let score = scoring::score(published.grid(), &manifest.assessment);
    let agrees = score == manifest.score;
    let differs = || wording::score_differs(declared.as_ref(), score.level.as_ref());
    let found = if agrees { Ok(None) } else { Err(differs()) };
    checks.push(held(CheckName::EmbeddedScore, found));
    let level = Some(Levels {
        declared,
        recomputed: score.level,
    });
    let known = rendering::Known {
        manifest: &manifest,
        published: &published,
        files,
        signature,
    };
    let (outcome, detail) = match rendering::compare(&known, pdf, &goes_on) {
        Rendering::OutOfTime => return None,
        Rendering::Same => {
            checks.push(Check::passed(CheckName::VisibleText));
            return Some(Found { checks, level });
        }
        Rendering::Different(words) => (CheckOutcome::Failed, wording::other_pages(&words)),
        Rendering::OtherEngine(words) => (
            CheckOutcome::Undecided,
            wording::other_engine(&manifest.engine, &words),
        ),
    };
    checks.push(Check::new(CheckName::VisibleText, outcome, detail));
    Some(Found { checks, level })
}

/// A check that passed, with something to add to it, or that failed.
fn held(name: CheckName, found: Result<Option<String>, String>) -> Check {
    match found {
        Ok(None) => Check::passed(name),
        Ok(Some(added)) => Check::new(name, CheckOutcome::Passed, added),
        Err(detail) => Check::new(name, CheckOutcome::Failed, detail),
    }
}

fn file<'f, 'b>(files: &'f [Embedded<'b>], name: &str) -> Result<&'f Embedded<'b>, String> {
    files
        .iter()
        .find(|file| file.name == name)
        .ok_or_else(|| wording::file_missing(name))
}

fn bytes_of<'f>(file: &'f Embedded<'_>) -> Result<Cow<'f, [u8]>, String> {
    file.bytes().map_err(|_| wording::not_read(&file.name))
}

fn read_manifest(files: &[Embedded<'_>], signature: &Signature) -> Result<Manifest, String> {
    let file = file(files, manifest::NAME)?;
    let value = json::parse(&bytes_of(file)?, manifest::LIMITS)
        .map_err(|error| grid::wording::of_file(&error))?;
    if let Some(newer) = manifest::newer_format(&value) {
        return Err(wording::newer_manifest(newer));
    }
    let manifest: Manifest = json::build(value).map_err(|error| wording::manifest(&error))?;
    if signature.declared_at.map(Moment::from) != Some(manifest.issued_at) {
        return Err(wording::other_instant());
    }
    if manifest
        .assessment
        .answers
        .iter()
        .any(|answer| answer.private_note.is_some())
    {
        return Err(wording::private_note());
    }
    Ok(manifest)
}

fn read_grid(files: &[Embedded<'_>], manifest: &Manifest) -> Result<Published, String> {
    let file = file(files, manifest::GRID_NAME)?;
    let published = grid::read(bytes_of(file)?.into_owned()).map_err(|faults| {
        faults
            .first()
            .map_or_else(String::new, grid::wording::sentence)
    })?;
    assessment::check(&manifest.assessment, &published)
        .map_err(|error| assessment::wording::sentence(&error))?;
    let (grid, stated) = (published.grid(), &manifest.grid);
    let same = grid.grid == stated.grid
        && grid.edition == stated.edition
        && grid.official == stated.official
        && published.file_digest() == stated.file_digest;
    if same {
        Ok(published)
    } else {
        Err(wording::other_grid())
    }
}

/// Each piece of the assessment stands once in the register; each enclosed one is there with its
/// digest and size; nothing else is attached. None when the time for the file is over.
fn check_evidence(
    files: &[Embedded<'_>],
    manifest: &Manifest,
    goes_on: &dyn Fn() -> bool,
) -> Option<Result<(), String>> {
    let mut is_late = false;
    let found = find_other_evidence(files, manifest, &mut |file| {
        let digest = file.digest(goes_on);
        is_late |= matches!(digest, Ok(None));
        digest.ok().flatten()
    });
    (!is_late).then_some(found)
}

fn find_other_evidence(
    files: &[Embedded<'_>],
    manifest: &Manifest,
    digest_of: &mut dyn FnMut(&Embedded<'_>) -> Option<Digest>,
) -> Result<(), String> {
    let pieces: BTreeMap<_, _> = manifest.evidence.iter().map(|p| (p.evidence, p)).collect();
    let known: BTreeSet<_> = manifest.assessment.evidence.iter().map(|e| e.id).collect();
    if pieces.len() != manifest.evidence.len() || !pieces.keys().eq(known.iter()) {
        return Err(wording::other_register());
    }
    let ours = [manifest::NAME, manifest::GRID_NAME, manifest::JOURNAL_NAME];
    let mut expected: BTreeSet<&str> = ours.into();
    for evidence in &manifest.assessment.evidence {
        let piece = pieces[&evidence.id];
        if (piece.digest, piece.size_bytes) != (evidence.digest, evidence.size_bytes) {
            return Err(wording::other_evidence(&evidence.title));
        }
        let name = match (&piece.embedded_as, piece.left_out) {
            (Some(name), None) => name,
            (None, Some(_)) => continue,
            (Some(_), Some(_)) | (None, None) => return Err(wording::other_register()),
        };
        let content = file(files, name)?;
        if content.size_bytes() != piece.size_bytes || digest_of(content) != Some(piece.digest) {
            return Err(wording::other_evidence(&evidence.title));
        }
        if !expected.insert(name) {
            return Err(wording::other_register());
        }
    }
    match files
        .iter()
        .find(|file| !expected.contains(file.name.as_str()))
    {
        Some(extra) => Err(wording::extra_file(&extra.name)),
        None => Ok(()),
    }
}

/// How many entries of the journal were erased, when its chain is the one that was announced.
fn check_journal(files: &[Embedded<'_>], manifest: &Manifest) -> Result<u64, String> {
    let file = file(files, manifest::JOURNAL_NAME)?;
    let sound = journal::verify(&bytes_of(file)?).map_err(|error| wording::journal(&error))?;
    let stated = journal::Head {
        entries: manifest.journal.entries,
        head_digest: manifest.journal.head_digest,
    };
    if sound.head == stated {
        Ok(sound.erased)
    } else {
        Err(wording::other_journal())
    }
}
