//! The examiner's own side: examines as told on the standard input, answers on the standard output.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use pades::certificate::Certificate;
use pades::{Limits, TrustAnchors};
use quality::workspace;

use super::{Answer, LONGEST_TASK, Task, confinement};
use crate::edge;

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
    let over = edge::deadline_from_first_look();
    let limits = Limits {
        deadline: Some(&over),
        ..Limits::default()
    };
    let about = (task.file.as_str(), task.size_bytes);
    let mut file = Pieces::of(input);
    let (report, certificate) =
        workspace::verify_read(&mut file, about, &anchors, task.at, &limits).ok()?;
    let is_whole = file.is_over;
    let certificate = certificate.as_ref().map(Certificate::to_pem);
    let answer = Answer {
        report,
        certificate,
    };
    let line = serde_json::to_string(&answer).ok()?;
    Some((format!("{line}\n"), is_whole))
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
