//! Renders a dossier from files, for measuring and for looking at its pages.
//!
//! `dossier GRID ASSESSMENT OUT [EVIDENCE-FOLDER]`: evidence is read as `<id>.<extension>` from
//! the folder; without one, each piece is as many spaces as it states. Not signed: the place is
//! kept. `LABEL_MENTORAT_TIMES` renders so many times and tells how long each took.

#![allow(clippy::print_stdout, reason = "it is a tool of the terminal")]
#![allow(clippy::disallowed_methods, reason = "it measures")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use quality::clock::Moment;
use quality::digest::Digest;
use quality::dossier::{self, Content, Enclosure, Journal, Signer, SignerKind};
use quality::id::EvidenceId;
use quality::{grid, scoring, verification};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [grid, assessment, out, rest @ ..] = paths.as_slice() else {
        return Err("dossier GRID ASSESSMENT OUT [EVIDENCE-FOLDER]".into());
    };
    let times =
        std::env::var("LABEL_MENTORAT_TIMES").map_or(Ok(1), |times| times.parse::<u32>())?;
    let published = grid::read(std::fs::read(grid)?).map_err(|faults| format!("{faults:?}"))?;
    let assessment = serde_json::from_slice(&std::fs::read(assessment)?)?;
    for _ in 0..times {
        let begun = Instant::now();
        let (pages, bytes) = write(&published, &assessment, out, rest.first())?;
        let milliseconds = begun.elapsed().as_millis();
        println!("{pages} pages, {bytes} bytes, {milliseconds} ms");
    }
    Ok(())
}

fn write(
    published: &grid::Published,
    assessment: &quality::assessment::Assessment,
    out: &Path,
    folder: Option<&PathBuf>,
) -> Result<(usize, u64), Box<dyn Error>> {
    let score = scoring::score(published.grid(), assessment);
    let enclosure: BTreeMap<EvidenceId, Enclosure> = assessment
        .evidence
        .iter()
        .map(|piece| (piece.id, Enclosure::Enclosed))
        .collect();
    let signer = Signer {
        name: assessment.organisation.name.clone(),
        kind: SignerKind::Seal,
        certificate_digest: Digest::of(b"certificate"),
        algorithm: "ECDSA P-256".into(),
    };
    let rendered = dossier::render(&Content {
        published,
        assessment,
        score: &score,
        journal: Journal {
            bytes: b"",
            entries: 0,
            head_digest: None,
        },
        issued_at: Moment::parse("2026-11-22T10:00:00Z")?,
        signer: std::env::var_os("LABEL_MENTORAT_DRAFT")
            .is_none()
            .then_some(&signer),
        enclosure: &enclosure,
        omitted: &BTreeSet::new(),
        engine: &verification::engine(),
    })?;
    let mut give = |id: EvidenceId, out: &mut dyn Write| match folder {
        Some(folder) => copy(folder, id, out),
        None => {
            let stated = assessment.evidence(id).map_or(0, |piece| piece.size_bytes);
            spaces(stated, out)
        }
    };
    let mut file = BufWriter::with_capacity(1 << 20, File::create(out)?);
    let written = rendered.write(&mut file, &mut give, &mut |_| true)?;
    file.flush()?;
    Ok((rendered.pages(), written.size_bytes))
}

fn copy(folder: &Path, id: EvidenceId, out: &mut dyn Write) -> io::Result<()> {
    let name = id.to_string();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_stem().is_some_and(|stem| stem == name.as_str()) {
            return io::copy(&mut File::open(path)?, out).map(drop);
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

fn spaces(mut count: u64, out: &mut dyn Write) -> io::Result<()> {
    static PIECE: [u8; 1 << 16] = [b' '; 1 << 16];
    while count > 0 {
        let part = PIECE
            .len()
            .min(usize::try_from(count).unwrap_or(PIECE.len()));
        out.write_all(&PIECE[..part])?;
        count -= part as u64;
    }
    Ok(())
}
