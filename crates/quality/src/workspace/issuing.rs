//! Dossiers issued: rendered, filled with evidence, signed, verified, and only then given a name.
//!
//! Source: formats.md, section 4; trust.md, G3 and bad inputs 110 to 112.

mod asking;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use pades::identity::Identity;
use pades::timestamp::Service;
use pades::{Limits, TrustAnchors};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::asking::Asking;
use super::error::of_file;
use super::library::{never_enclosed, of_content};
use super::{Error, IssuedDossier, OnProgress, Progress, Step, Workspace};
use crate::assessment::{Assessment, Privacy};
use crate::digest::Digest;
use crate::dossier::{
    self, Content, Enclosure, Journal, LeftOut, MissingGlyph, Part, Rendered, Signer, Written,
};
use crate::grid::Grid;
use crate::id::{AssessmentId, EvidenceId};
use crate::verification::{self, Verdict, signer_of};
use crate::whole_file::WholeFile;
use crate::{evidence, journal, scoring};

/// Which pieces of evidence a dossier carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// All of them.
    All,
    /// All but those that hold personal data.
    AllButSensitive,
    /// None.
    None,
    /// These.
    These(BTreeSet<EvidenceId>),
}

/// What a dossier carries, and what it prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Which pieces of evidence it carries.
    pub evidence: Choice,
    /// What it does not print.
    pub omitted: BTreeSet<Part>,
}

impl From<&Choice> for Selection {
    fn from(evidence: &Choice) -> Self {
        Self {
            evidence: evidence.clone(),
            omitted: BTreeSet::new(),
        }
    }
}

/// What a dossier would be, before it is issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// How many pages it would have.
    pub pages: usize,
    /// How large the file would be.
    pub size_bytes: u64,
    /// The evidence that would not be in it, and why.
    pub left_out: Vec<Absent>,
    /// The characters that would be replaced by an empty box, and where they stand.
    pub missing_glyphs: Vec<MissingGlyph>,
}

/// Piece of evidence that a dossier does not carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: LeftOut,
}

/// A dossier that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// Its name.
    pub file_name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// Digest of the signer's certificate.
    pub certificate_digest: Digest,
}

/// Who signs a dossier, and who stamps the signature with the time, when somebody shall.
pub struct Signing<'s> {
    /// Who signs.
    pub identity: &'s Identity,
    /// The timestamp service to ask (PAdES B-T); none for a declared time alone (B-B).
    pub service: Option<&'s mut dyn Service>,
}

impl<'s> From<&'s Identity> for Signing<'s> {
    /// Signed by `identity`, without a timestamp.
    fn from(identity: &'s Identity) -> Self {
        Self {
            identity,
            service: None,
        }
    }
}

/// Largest file that is read back to be verified as a whole: that holds all of it in memory.
///
/// Of a larger one, each piece of evidence was held against its digest on the way in, and the
/// signature was made over the bytes on the disk: no more than 100 MB of memory are needed.
const READ_BACK: u64 = 32 << 20;

impl Workspace {
    /// Issues the dossier of an assessment as one signed file at `target`.
    ///
    /// The file is verified before it gets its name; what stood there stays until then.
    ///
    /// # Errors
    /// [`Error::Dossier`], [`Error::Signing`], [`Error::NotAsIssued`], [`Error::Evidence`] when a
    /// piece is missing, damaged, or the person gave up; otherwise as the disk says.
    pub fn issue<'s>(
        &self,
        id: AssessmentId,
        signing: impl Into<Signing<'s>>,
        selection: impl Into<Selection>,
        target: &Path,
        progress: OnProgress<'_>,
    ) -> Result<Issued, Error> {
        let Signing { identity, service } = signing.into();
        step(progress, Step::Layout, 0, 0)?;
        let signer = signer_of(identity.certificate());
        let rendered = self.render(id, Some(&signer), &selection.into())?;
        let mut whole = WholeFile::begin(target).map_err(of_file(target))?;
        let written = self.write(&rendered, &mut whole, target, progress)?;
        let placeholder = written
            .placeholder
            .expect("a dossier with a signer has a place for the signature");
        let is_asked = Cell::new(false);
        let mut told = |done_bytes, total_bytes| {
            let go_on = progress(Progress {
                step: match is_asked.get() {
                    true => Step::Timestamp,
                    false => Step::Signature,
                },
                done_bytes,
                total_bytes,
            });
            if go_on {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let file = whole.file();
        let signed = match service {
            None => pades::signer::sign(file, placeholder, identity, &mut told),
            Some(service) => {
                let is_asked = &is_asked;
                let mut asking = Asking { service, is_asked };
                let service = &mut asking;
                pades::signer::sign_with_timestamp(file, placeholder, identity, service, &mut told)
            }
        }
        .map_err(|source| not_signed(target, source))?;
        let size_bytes = signed.file_bytes;
        step(progress, Step::Verification, 0, size_bytes)?;
        if size_bytes <= READ_BACK {
            self.verify_as_issued(whole.file(), identity, target)?;
        }
        let file_name = target
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let certificate_digest = signer_of(identity.certificate()).certificate_digest;
        let manifest = rendered.manifest();
        let remembered = IssuedDossier {
            assessment: id,
            issued_at: manifest.issued_at,
            file_name: file_name.clone(),
            size_bytes,
            digest: Digest::from_bytes(signed.file_digest),
            certificate_digest,
            journal: journal::Head {
                entries: manifest.journal.entries,
                head_digest: manifest.journal.head_digest,
            },
        };
        // Written first and kept last: a dossier that has its name is in the register.
        let transaction = self.store.transaction()?;
        self.store.remember_issued(&transaction, &remembered)?;
        whole.keep().map_err(of_file(target))?;
        self.store.commit(transaction)?;
        step(progress, Step::Verification, size_bytes, size_bytes).unwrap_or(());
        Ok(Issued {
            file_name,
            path: target.to_owned(),
            size_bytes,
            certificate_digest,
        })
    }

    /// Writes a draft of the dossier to `target`: marked as one on each page, and not signed.
    ///
    /// # Errors
    /// As [`Workspace::issue`], but for the signature.
    pub fn draft(
        &self,
        id: AssessmentId,
        selection: impl Into<Selection>,
        target: &Path,
        progress: OnProgress<'_>,
    ) -> Result<u64, Error> {
        step(progress, Step::Layout, 0, 0)?;
        let rendered = self.render(id, None, &selection.into())?;
        let mut whole = WholeFile::begin(target).map_err(of_file(target))?;
        let written = self.write(&rendered, &mut whole, target, progress)?;
        whole.keep().map_err(of_file(target))?;
        Ok(written.size_bytes)
    }

    /// What the dossier of an assessment would be, to be shown before it is issued.
    ///
    /// # Errors
    /// As [`Workspace::draft`], but for the target.
    pub fn preview_dossier(
        &self,
        id: AssessmentId,
        selection: impl Into<Selection>,
    ) -> Result<Preview, Error> {
        let selection = selection.into();
        let rendered = self.render(id, None, &selection)?;
        let (published, assessment) = self.load(id)?;
        let absent = rendered.manifest().evidence.iter().filter_map(|piece| {
            let title = &assessment.evidence(piece.evidence)?.title;
            Some(Absent {
                evidence: piece.evidence,
                title: title.clone(),
                reason: piece.left_out?,
            })
        });
        Ok(Preview {
            pages: rendered.pages(),
            size_bytes: rendered.size_bytes(),
            left_out: absent.collect(),
            missing_glyphs: dossier::missing_glyphs(
                published.grid(),
                &assessment,
                None,
                &selection.omitted,
            ),
        })
    }

    /// A name for the dossier of an assessment, in plain letters: programme and day.
    ///
    /// # Errors
    /// As the store says.
    pub fn dossier_name(&self, id: AssessmentId) -> Result<String, Error> {
        let assessment = self.store.assessment(id)?;
        let plain = evidence::plain_name(&assessment.programme.name);
        Ok(format!("dossier_{plain}_{}.pdf", self.now().day()))
    }

    fn render(
        &self,
        id: AssessmentId,
        signer: Option<&Signer>,
        selection: &Selection,
    ) -> Result<Rendered, Error> {
        let (published, assessment) = self.load(id)?;
        let enclosure = self.enclosure(published.grid(), &assessment, &selection.evidence)?;
        let score = scoring::score(published.grid(), &assessment);
        let entries = self.store.journal(id)?;
        let head = entries
            .last()
            .map_or_else(journal::Head::default, journal::Entry::head);
        let lines = journal::write(&entries);
        let content = Content {
            published: &published,
            assessment: &assessment,
            score: &score,
            journal: Journal {
                bytes: &lines,
                entries: head.entries,
                head_digest: head.head_digest,
            },
            issued_at: self.now(),
            signer,
            enclosure: &enclosure,
            omitted: &selection.omitted,
            engine: &verification::engine(),
        };
        Ok(dossier::render(&content)?)
    }

    /// What is enclosed. A piece that was chosen must be there; one that the grid says never to
    /// attach is left out, whatever was chosen.
    fn enclosure(
        &self,
        grid: &Grid,
        assessment: &Assessment,
        choice: &Choice,
    ) -> Result<BTreeMap<EvidenceId, Enclosure>, Error> {
        if let Choice::These(chosen) = choice {
            let unknown = chosen.iter().find(|id| assessment.evidence(**id).is_none());
            if let Some(id) = unknown {
                return Err(Error::UnknownEvidence(*id));
            }
        }
        let mut enclosure = BTreeMap::new();
        let mut sizes = Vec::new();
        let never = never_enclosed(grid, assessment);
        for piece in &assessment.evidence {
            let chosen = match choice {
                Choice::All => Enclosure::Enclosed,
                Choice::AllButSensitive if piece.privacy == Privacy::Sensitive => {
                    Enclosure::LeftOut(LeftOut::Sensitive)
                }
                Choice::AllButSensitive => Enclosure::Enclosed,
                Choice::These(ids) if ids.contains(&piece.id) => Enclosure::Enclosed,
                Choice::These(_) | Choice::None => Enclosure::LeftOut(LeftOut::NotChosen),
            };
            let chosen = match chosen {
                Enclosure::Enclosed if never.contains(&piece.id) => {
                    Enclosure::LeftOut(LeftOut::NeverAttach)
                }
                chosen => chosen,
            };
            if chosen == Enclosure::Enclosed {
                if !evidence::is_kept(self.store.connection(), piece.digest)? {
                    let missing = evidence::Error::ContentMissing(piece.digest);
                    return Err(of_content(assessment, piece, missing));
                }
                sizes.push((piece.title.clone(), piece.size_bytes));
            }
            enclosure.insert(piece.id, chosen);
        }
        self.refuse_too_large(sizes)?;
        Ok(enclosure)
    }

    fn refuse_too_large(&self, mut pieces: Vec<(String, u64)>) -> Result<(), Error> {
        let limit_bytes = self.evidence_limits()?.dossier_bytes;
        let total_bytes = pieces.iter().map(|(_, size)| size).sum();
        if total_bytes <= limit_bytes {
            return Ok(());
        }
        pieces.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        Err(Error::EnclosedTooLarge {
            total_bytes,
            limit_bytes,
            pieces,
        })
    }

    /// Writes everything but the signature.
    fn write(
        &self,
        rendered: &Rendered,
        whole: &mut WholeFile,
        target: &Path,
        progress: OnProgress<'_>,
    ) -> Result<Written, Error> {
        let manifest = rendered.manifest();
        let digests: BTreeMap<EvidenceId, Digest> = manifest
            .evidence
            .iter()
            .map(|piece| (piece.evidence, piece.digest))
            .collect();
        let mut refused = None;
        let mut give = |id: EvidenceId, out: &mut dyn Write| {
            let digest = digests.get(&id).copied().ok_or(io::ErrorKind::NotFound)?;
            match evidence::write_to(self.store.connection(), digest, out) {
                Ok(_) => Ok(()),
                Err(evidence::Error::Target(error)) => Err(error),
                Err(error) => {
                    refused = Some((id, error));
                    Err(io::ErrorKind::InvalidData.into())
                }
            }
        };
        let total_bytes = rendered.size_bytes();
        let mut told = |done_bytes| {
            progress(Progress {
                step: Step::Evidence,
                done_bytes,
                total_bytes,
            })
        };
        let mut out = BufWriter::with_capacity(1 << 20, whole);
        let written = rendered.write(&mut out, &mut give, &mut told);
        let flushed = out.flush();
        match (written, refused) {
            (_, Some((id, error))) => Err(match manifest.assessment.evidence(id) {
                Some(piece) => of_content(&manifest.assessment, piece, error),
                None => error.into(),
            }),
            (Err(error), None) => Err(writing(target, error)),
            (Ok(written), None) => {
                flushed.map_err(of_file(target))?;
                Ok(written)
            }
        }
    }

    /// Reads the file back and verifies it as a stranger would, with its own signer trusted.
    fn verify_as_issued(
        &self,
        file: &mut std::fs::File,
        identity: &Identity,
        target: &Path,
    ) -> Result<(), Error> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0)).map_err(of_file(target))?;
        file.read_to_end(&mut bytes).map_err(of_file(target))?;
        let mut anchors = TrustAnchors::new();
        anchors.add(identity.certificate().clone());
        let limits = Limits::default();
        let at = self.now();
        let report = verification::verify(&bytes, "", &anchors, at, &limits).report;
        match report.verdict {
            Verdict::Trusted | Verdict::Intact => Ok(()),
            Verdict::Altered | Verdict::NotADossier | Verdict::Unsigned | Verdict::Unreadable => {
                Err(Error::NotAsIssued {
                    report: Box::new(report),
                })
            }
        }
    }
}

fn step(progress: OnProgress<'_>, step: Step, done: u64, total: u64) -> Result<(), Error> {
    if progress(Progress {
        step,
        done_bytes: done,
        total_bytes: total,
    }) {
        return Ok(());
    }
    Err(evidence::Error::Cancelled.into())
}

pub(super) fn not_signed(target: &Path, error: pades::signer::Error) -> Error {
    match error {
        pades::signer::Error::Cancelled => evidence::Error::Cancelled.into(),
        pades::signer::Error::Io { source, .. } => of_file(target)(source),
        other => Error::Signing(other),
    }
}

pub(super) fn writing(target: &Path, error: dossier::Error) -> Error {
    match error {
        dossier::Error::Cancelled => evidence::Error::Cancelled.into(),
        dossier::Error::Write(source) => of_file(target)(source),
        other => Error::Dossier(other),
    }
}
