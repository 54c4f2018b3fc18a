//! The examiner's own side: examines as told on the standard input, answers on the standard output.
//!
//! A small file comes in pieces behind its task. A large one is opened before anything of it is
//! read and the confinement begins; only what is looked at is then held in memory.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::ExitCode;

use pades::certificate::Certificate;
use pades::structure::Source;
use pades::{Limits, TrustAnchors};
use quality::{evidence, workspace};

use super::{Answer, LONGEST_TASK, Task, confinement};
use crate::edge::Patience;

/// Examines file after file until nobody hands over any more.
pub fn serve() -> ExitCode {
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = io::stdout();
    let mut is_first = true;
    loop {
        let Some((line, is_whole)) = answer(&mut input, is_first) else {
            return ExitCode::FAILURE;
        };
        let said = output.write_all(line.as_bytes());
        if said.and_then(|()| output.flush()).is_err() {
            return ExitCode::FAILURE;
        }
        is_first = false;
        if !is_whole || !input.fill_buf().is_ok_and(|next| !next.is_empty()) {
            return ExitCode::SUCCESS;
        }
    }
}

/// The report as one line, and whether the whole file was taken; nothing when it was not told what
/// to do.
fn answer(input: &mut dyn BufRead, is_first: bool) -> Option<(String, bool)> {
    let mut line = Vec::new();
    Read::take(&mut *input, LONGEST_TASK)
        .read_until(b'\n', &mut line)
        .ok()?;
    let task: Task = serde_json::from_slice(&line).ok()?;
    let large = match &task.path {
        Some(path) => Some(evidence::open_plain(path.as_ref()).ok()?),
        None => None,
    };
    if is_first {
        confinement::confine(task.size_bytes)?;
    }
    confinement::allow_time()?;
    let mut anchors = TrustAnchors::new();
    for certificate in &task.trusted {
        anchors.add_file(certificate.as_bytes()).ok()?;
    }
    for digest in &task.revoked {
        anchors.revoke(*digest.bytes());
    }
    let patience = Patience::default();
    let over = || patience.is_over();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let (name, size_bytes) = (task.file.as_str(), task.size_bytes);
    let ((report, certificate), is_whole) = match large {
        Some(file) => {
            let source = Large::of(file, size_bytes, &patience);
            let found = workspace::verify_source(&source, name, &anchors, task.at, &limits);
            (found.ok()?, false)
        }
        None => {
            let mut file = Pieces::of(input);
            let about = (name, size_bytes);
            let found = workspace::verify_read(&mut file, about, &anchors, task.at, &limits);
            (found.ok()?, file.is_over)
        }
    };
    let certificate = certificate.as_ref().map(Certificate::to_pem);
    let answer = Answer {
        report,
        certificate,
    };
    let line = serde_json::to_string(&answer).ok()?;
    Some((format!("{line}\n"), is_whole))
}

/// A large file, which tells how far it is read.
struct Large<'p> {
    file: RefCell<File>,
    size_bytes: u64,
    patience: &'p Patience,
    read_bytes: Cell<u64>,
    told_bytes: Cell<u64>,
}

/// How often its evidence is read: for the signature, for the register, and for the pages' own sums.
const READINGS: u64 = 3;
/// Bytes after which it is told how far one is.
const STEP: u64 = 4 << 20;

impl<'p> Large<'p> {
    fn of(file: File, size_bytes: u64, patience: &'p Patience) -> Self {
        Self {
            file: RefCell::new(file),
            size_bytes,
            patience,
            read_bytes: Cell::new(0),
            told_bytes: Cell::new(0),
        }
    }

    fn tell(&self) {
        let read = self.read_bytes.get();
        if read - self.told_bytes.get() >= STEP {
            self.told_bytes.set(read);
            // Whoever listens no more ends this process.
            let _ = writeln!(io::stdout(), "{}", read / READINGS);
        }
    }
}

impl Source for Large<'_> {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let mut file = self.file.borrow_mut();
        self.patience.wait(|| {
            file.seek(SeekFrom::Start(offset))?;
            file.read_exact(buffer)
        })?;
        self.read_bytes
            .set(self.read_bytes.get() + buffer.len() as u64);
        self.tell();
        Ok(())
    }
}

/// Writes one piece of a file, each behind its length; an empty one is the end.
///
/// # Errors
/// When the other side listens no more.
pub fn write_piece(out: &mut dyn Write, piece: &[u8]) -> io::Result<()> {
    let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(piece)
}

/// A file that comes in pieces: how long it is shows at its end, should it change meanwhile.
struct Pieces<'r> {
    input: &'r mut dyn BufRead,
    left_bytes: u32,
    is_over: bool,
}

impl<'r> Pieces<'r> {
    fn of(input: &'r mut dyn BufRead) -> Self {
        Self {
            input,
            left_bytes: 0,
            is_over: false,
        }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left_bytes == 0 && !self.is_over {
            let mut length = [0; 4];
            self.input.read_exact(&mut length)?;
            self.left_bytes = u32::from_le_bytes(length);
            self.is_over = self.left_bytes == 0;
        }
        let most = buffer.len().min(self.left_bytes as usize);
        // Nothing is asked for at the end: that would wait for what comes behind the file.
        if most == 0 {
            return Ok(0);
        }
        let read = self.input.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left_bytes -= u32::try_from(read).map_err(io::Error::other)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_out_of_its_pieces_and_ends_where_it_ended() {
        let mut sent = Vec::new();
        for piece in [b"one".as_slice(), b"", b"two and more", b"", b"next task"] {
            write_piece(&mut sent, piece).unwrap();
        }
        let mut input = sent.as_slice();
        let mut files = Vec::new();
        for _ in 0..2 {
            let mut pieces = Pieces::of(&mut input);
            let mut file = Vec::new();
            pieces.read_to_end(&mut file).unwrap();
            assert!(pieces.is_over);
            files.push(file);
        }
        assert_eq!(files, [b"one".to_vec(), b"two and more".to_vec()]);
        let cut = Pieces::of(&mut &sent[..5]).read_to_end(&mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
