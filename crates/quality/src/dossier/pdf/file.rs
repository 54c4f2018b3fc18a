//! File: objects one after the other, the cross-reference table, the trailer; nothing else.
//!
//! Every length is known before the first byte is written: evidence passes through in pieces.
//! Source: ISO 32000-1, 7.5; trust.md, R1 to R8.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lopdf::{Object, ObjectId};
use pades::signer::Placeholder;

use super::Facts;
use super::attachment::{Awaited, Waiting, checksum};
use super::checksum::Checksum;
use super::object::{spell, spell_dictionary};
use super::signature::Reserved;
use crate::dossier::{Error, Written};
use crate::id::EvidenceId;

/// Largest file: integers of PDF/A-3 end at 2³¹−1, and a margin is kept.
pub(crate) const LIMIT_BYTES: u64 = 1_900_000_000;

/// Composed file, waiting for its evidence.
#[derive(Debug)]
pub(crate) struct File {
    parts: Vec<Part>,
    size_bytes: u64,
    placeholder: Option<Placeholder>,
}

#[derive(Debug)]
enum Part {
    Text(Vec<u8>),
    Evidence {
        evidence: EvidenceId,
        size_bytes: u64,
    },
    /// The parameters of the evidence before it: text around its checksum.
    Parameters(lopdf::Dictionary),
}

/// Lays the objects out in the order of their numbers.
pub(super) fn write(
    objects: &BTreeMap<ObjectId, Object>,
    root: ObjectId,
    info: ObjectId,
    facts: &Facts<'_>,
    signature: Option<&Reserved>,
    evidence: &Waiting,
) -> Result<File, Error> {
    let mut layout = Layout {
        parts: Vec::new(),
        text: Vec::new(),
        done: 0,
        starts: Vec::new(),
    };
    layout.text.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let parameters: BTreeMap<ObjectId, &Awaited> = evidence
        .values()
        .map(|awaited| (awaited.parameters_id, awaited))
        .collect();
    let mut placeholder = None;
    for (expected, (id, object)) in (1..).zip(objects) {
        if *id != (expected, 0) {
            return Err(Error::Numbers {
                expected,
                found: id.0,
            });
        }
        layout.open(expected);
        if let Some(awaited) = evidence.get(id) {
            layout.evidence(awaited);
        } else if let Some(awaited) = parameters.get(id) {
            layout.parameters(awaited);
        } else if let Some(reserved) = signature.filter(|reserved| reserved.id == *id) {
            placeholder = Some(reserved.placeholder.moved_by(layout.here()));
            layout.text.extend(&reserved.text);
        } else {
            spell(object, &mut layout.text);
        }
        layout.text.extend(b"\nendobj\n");
    }
    layout.end(root, info, facts);
    let size_bytes = layout.here();
    if size_bytes > LIMIT_BYTES {
        return Err(Error::TooLarge {
            size_bytes,
            limit_bytes: LIMIT_BYTES,
        });
    }
    layout.flush();
    Ok(File {
        parts: layout.parts,
        size_bytes,
        placeholder,
    })
}

struct Layout {
    parts: Vec<Part>,
    text: Vec<u8>,
    /// Bytes before `text`.
    done: u64,
    starts: Vec<u64>,
}

impl Layout {
    fn here(&self) -> u64 {
        self.done + self.text.len() as u64
    }

    fn open(&mut self, number: u32) {
        self.starts.push(self.here());
        self.text.extend(format!("{number} 0 obj\n").bytes());
    }

    fn flush(&mut self) {
        self.done = self.here();
        self.parts.push(Part::Text(std::mem::take(&mut self.text)));
    }

    fn evidence(&mut self, awaited: &Awaited) {
        spell_dictionary(&awaited.dictionary, &mut self.text);
        self.text.extend(b"\nstream\n");
        self.flush();
        let (evidence, size_bytes) = (awaited.evidence, awaited.size_bytes);
        self.parts.push(Part::Evidence {
            evidence,
            size_bytes,
        });
        self.done += size_bytes;
        self.text.extend(b"\nendstream");
    }

    fn parameters(&mut self, awaited: &Awaited) {
        self.flush();
        self.done += spell_parameters(&awaited.parameters, &[0; 16]).len() as u64;
        self.parts
            .push(Part::Parameters(awaited.parameters.clone()));
    }

    fn end(&mut self, root: ObjectId, info: ObjectId, facts: &Facts<'_>) {
        let table = self.here();
        let count = self.starts.len() + 1;
        let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for start in &self.starts {
            end.push_str(&format!("{start:010} 00000 n \n"));
        }
        let identity: String = facts
            .identity
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        end.push_str(&format!(
            "trailer\n<</Size {count}/Root {} 0 R/Info {} 0 R/ID [<{identity}> <{identity}>]>>\nstartxref\n{table}\n%%EOF\n",
            root.0, info.0
        ));
        self.text.extend(end.bytes());
    }
}

/// The parameters of an embedded file; as long whatever the checksum.
fn spell_parameters(parameters: &lopdf::Dictionary, md5: &[u8]) -> Vec<u8> {
    let mut parameters = parameters.clone();
    parameters.set("CheckSum", checksum(md5));
    let mut text = Vec::new();
    spell_dictionary(&parameters, &mut text);
    text
}

impl File {
    /// Size of the finished file.
    pub(crate) fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Writes the file; see [`crate::dossier::Rendered::write`].
    pub(crate) fn write(
        &self,
        out: &mut dyn Write,
        evidence: &mut dyn FnMut(EvidenceId, &mut dyn Write) -> io::Result<()>,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Written, Error> {
        let mut counted = Counted {
            out,
            written: 0,
            progress,
            was_cancelled: false,
        };
        let mut last_md5 = [0; 16];
        for part in &self.parts {
            match part {
                Part::Text(text) => counted
                    .write_all(text)
                    .map_err(|error| counted.failure(error))?,
                Part::Evidence {
                    evidence: id,
                    size_bytes,
                } => {
                    let mut summed = Summed {
                        out: &mut counted,
                        md5: Checksum::of_file(*size_bytes),
                        size_bytes: 0,
                        room: *size_bytes,
                    };
                    let outcome = evidence(*id, &mut summed);
                    let (found, overflow) = (summed.size_bytes, summed.size_bytes > *size_bytes);
                    last_md5 = summed.md5.finish();
                    match outcome {
                        Err(_) if counted.was_cancelled => return Err(Error::Cancelled),
                        Err(source) if !overflow => {
                            return Err(Error::Evidence {
                                evidence: *id,
                                source,
                            });
                        }
                        Err(_) | Ok(()) if found != *size_bytes => {
                            return Err(Error::EvidenceSize {
                                evidence: *id,
                                expected: *size_bytes,
                                found,
                            });
                        }
                        Err(_) | Ok(()) => {}
                    }
                }
                Part::Parameters(parameters) => {
                    let text = spell_parameters(parameters, &last_md5);
                    counted
                        .write_all(&text)
                        .map_err(|error| counted.failure(error))?;
                }
            }
        }
        counted.flush().map_err(|error| counted.failure(error))?;
        Ok(Written {
            size_bytes: counted.written,
            placeholder: self.placeholder,
        })
    }
}

/// Counts what passes and says so.
struct Counted<'a> {
    out: &'a mut dyn Write,
    written: u64,
    progress: &'a mut dyn FnMut(u64) -> bool,
    was_cancelled: bool,
}

impl Counted<'_> {
    fn failure(&self, error: io::Error) -> Error {
        if self.was_cancelled {
            Error::Cancelled
        } else {
            Error::Write(error)
        }
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        if !(self.progress)(self.written) {
            self.was_cancelled = true;
            return Err(io::Error::other("cancelled"));
        }
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Sums what passes, and lets nothing through beyond the stated size.
struct Summed<'a, 'b> {
    out: &'a mut Counted<'b>,
    md5: Checksum,
    size_bytes: u64,
    room: u64,
}

impl Write for Summed<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.size_bytes + bytes.len() as u64 > self.room {
            self.size_bytes += bytes.len() as u64;
            return Err(io::Error::other("longer than stated"));
        }
        let written = self.out.write(bytes)?;
        self.md5.pass(&bytes[..written]);
        self.size_bytes += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
