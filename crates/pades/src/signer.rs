//! Signing: fills the two places that a writer left open in a finished file.
//!
//! The writer lays out one signature dictionary ([`signature_dictionary`]) in the first and only
//! revision; [`sign`] then writes the byte range, digests the file piece by piece, and writes the
//! signature. Memory stays small whatever the file's size. Knows no other object of the file.
//! Source: ETSI EN 319 142-1, 5.3 and 6.3; ISO 32000-1, 12.8.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::{ControlFlow, Range};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::algorithm::{DigestAlgorithm, Hasher};
use crate::cms::build;
use crate::identity::{self, Identity};
use crate::structure;
use crate::timestamp::{self, Unanswered};

/// Bytes kept free for the signature: room for chains and a timestamp token.
pub const RESERVED_BYTES: usize = 16 * 1024;
/// Length of the `/Contents` token: two digits a byte and the angle brackets.
pub const CONTENTS_LENGTH: usize = 2 * RESERVED_BYTES + 2;
/// What stands in place of the byte range until the file is whole. Ten digits reach 9.9 GB.
pub const BYTE_RANGE_PLACEHOLDER: &str = "[0 0000000000 0000000000 0000000000]";

const CHUNK: usize = 1 << 18;

/// What a signature dictionary says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The instant of signing, as stated by the signer's computer (/M).
    pub declared_at: Timestamp,
    /// Who signs, as text (/Name).
    pub name: Option<String>,
    /// Why (/Reason).
    pub reason: Option<String>,
    /// Where (/Location).
    pub location: Option<String>,
    /// Certifies the document and forbids any later change (DocMDP, P=1).
    pub certifies: bool,
}

/// A signature dictionary with its two open places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureDictionary {
    /// `<<` … `>>`, ready to stand between `N 0 obj` and `endobj`.
    pub bytes: Vec<u8>,
    /// The open places, counted from the first byte of `bytes`.
    pub placeholder: Placeholder,
}

/// Where the open places are, counted from the start of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// Of the `[` of [`BYTE_RANGE_PLACEHOLDER`].
    pub byte_range_offset: u64,
    /// Of the `<` of the `/Contents` token.
    pub contents_offset: u64,
}

impl Placeholder {
    /// The same places in a file that holds the dictionary from `offset` on.
    pub fn moved_by(self, offset: u64) -> Self {
        Self {
            byte_range_offset: self.byte_range_offset + offset,
            contents_offset: self.contents_offset + offset,
        }
    }
}

/// What was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The file's length.
    pub file_bytes: u64,
    /// The byte range: always from 0 and to the end.
    pub byte_range: [u64; 4],
    /// Bytes of the signature proper, of the [`RESERVED_BYTES`].
    pub signature_bytes: usize,
    /// SHA-256 of the signer's certificate.
    pub certificate_digest: [u8; 32],
    /// SHA-256 of the whole file, signature included.
    pub file_digest: [u8; 32],
}

/// Why a file was not signed. It may have been changed: sign a temporary file and rename it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or writing failed.
    #[error("the file could not be {action}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// The open places are not where they were said to be.
    #[error("no placeholder at byte {offset}")]
    NoPlaceholder {
        /// Where it was looked for.
        offset: u64,
    },
    /// The file is longer than the byte range can say.
    #[error("a file of {bytes} bytes is too long to sign")]
    TooLong {
        /// Its length.
        bytes: u64,
    },
    /// The signature is longer than its place.
    #[error("the signature takes {bytes} bytes and {RESERVED_BYTES} are reserved")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// The caller stopped it.
    #[error("signing was cancelled")]
    Cancelled,
    /// The key does not sign.
    #[error("the key does not sign")]
    Key(#[from] identity::Error),
    /// The timestamp service's answer does not hold.
    #[error("timestamp: {0}")]
    Timestamp(#[from] timestamp::Error),
}

/// The bytes of a signature dictionary, in the one spelling that [`sign`] fills.
pub fn signature_dictionary(declaration: &Declaration) -> SignatureDictionary {
    let mut bytes =
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n".to_vec();
    bytes.extend_from_slice(format!("/M {}\n", pdf_date(declaration.declared_at)).as_bytes());
    for (key, value) in [
        ("Name", &declaration.name),
        ("Reason", &declaration.reason),
        ("Location", &declaration.location),
    ] {
        if let Some(value) = value {
            bytes.extend_from_slice(format!("/{key} {}\n", text_string(value)).as_bytes());
        }
    }
    if declaration.certifies {
        bytes.extend_from_slice(
            b"/Reference [ << /Type /SigRef /TransformMethod /DocMDP\n\
              /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >> ]\n",
        );
    }
    bytes.extend_from_slice(b"/ByteRange ");
    let byte_range_offset = bytes.len() as u64;
    bytes.extend_from_slice(BYTE_RANGE_PLACEHOLDER.as_bytes());
    bytes.extend_from_slice(b"\n/Contents ");
    let contents_offset = bytes.len() as u64;
    bytes.push(b'<');
    bytes.resize(bytes.len() + 2 * RESERVED_BYTES, b'0');
    bytes.extend_from_slice(b">\n>>");
    SignatureDictionary {
        bytes,
        placeholder: Placeholder {
            byte_range_offset,
            contents_offset,
        },
    }
}

/// Signs a whole file in place, PAdES B-B.
///
/// `progress` hears of bytes digested and bytes in all, and may stop it; it is called at least once
/// in 256 KiB. The same file and identity give the same bytes.
///
/// # Errors
/// [`Error`]; after any of them the file is not to be used.
pub fn sign(
    file: &mut (impl Read + Write + Seek),
    at: Placeholder,
    identity: &Identity,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Signed, Error> {
    sign_with(file, at, identity, None, progress)
}

/// Signs as [`sign`] does and encloses a timestamp, PAdES B-T.
///
/// `service` is asked once; it alone speaks to the network. `progress` may stop it while it waits.
///
/// # Errors
/// As [`sign`]; [`Error::Timestamp`] when the answer does not hold for this signature.
pub fn sign_with_timestamp(
    file: &mut (impl Read + Write + Seek),
    at: Placeholder,
    identity: &Identity,
    service: &mut dyn timestamp::Service,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Signed, Error> {
    sign_with(file, at, identity, Some(service), progress)
}

fn sign_with(
    file: &mut (impl Read + Write + Seek),
    at: Placeholder,
    identity: &Identity,
    service: Option<&mut dyn timestamp::Service>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Signed, Error> {
    let file_bytes = file.seek(SeekFrom::End(0)).map_err(io_error("measured"))?;
    check_placeholder(file, at)?;
    let gap_end = at.contents_offset + CONTENTS_LENGTH as u64;
    let byte_range = [0, at.contents_offset, gap_end, file_bytes - gap_end];
    let text = format!("[0 {} {} {}", byte_range[1], byte_range[2], byte_range[3]);
    let width = BYTE_RANGE_PLACEHOLDER.len();
    if text.len() + 1 > width {
        return Err(Error::TooLong { bytes: file_bytes });
    }
    // The spaces stand inside the brackets, so the array ends where the placeholder did.
    let text = format!("{text:<0$}]", width - 1);
    write_at(file, at.byte_range_offset, text.as_bytes())?;

    // Up to the gap, the digest of the whole file is the one that is signed, when both are SHA-256.
    let mut signed = Hasher::new(identity.key().digest());
    let is_shared = identity.key().digest() == DigestAlgorithm::Sha256;
    let mut whole = (!is_shared).then(|| Hasher::new(DigestAlgorithm::Sha256));
    let mut pass = Pass {
        done: 0,
        total: file_bytes + byte_range[3],
        progress,
    };
    pass.over(file, 0..at.contents_offset, &mut |bytes| {
        signed.update(bytes);
        whole.iter_mut().for_each(|whole| whole.update(bytes));
    })?;
    let mut whole = whole.unwrap_or_else(|| signed.clone());
    pass.over(file, gap_end..file_bytes, &mut |bytes| signed.update(bytes))?;

    let unfinished = build::sign(identity, &signed.finish())?;
    let token = match service {
        None => None,
        Some(service) => Some(pass.stamped(unfinished.signature(), service)?),
    };
    let cms = unfinished.finish(token.as_deref());
    if cms.len() > RESERVED_BYTES {
        return Err(Error::TooLarge { bytes: cms.len() });
    }
    let mut contents = Vec::with_capacity(CONTENTS_LENGTH);
    contents.push(b'<');
    for octet in &cms {
        contents.extend_from_slice(&[hex_digit(octet >> 4), hex_digit(octet & 15)]);
    }
    contents.resize(CONTENTS_LENGTH - 1, b'0');
    contents.push(b'>');
    write_at(file, at.contents_offset, &contents)?;
    file.flush().map_err(io_error("written"))?;
    pass.over(file, at.contents_offset..file_bytes, &mut |bytes| {
        whole.update(bytes);
    })?;
    let mut file_digest = [0; 32];
    file_digest.copy_from_slice(&whole.finish());
    Ok(Signed {
        file_bytes,
        byte_range,
        signature_bytes: cms.len(),
        certificate_digest: identity.certificate().digest(),
        file_digest,
    })
}

/// Both places hold exactly what the writer was to leave there.
fn check_placeholder(file: &mut (impl Read + Seek), at: Placeholder) -> Result<(), Error> {
    let mut contents = vec![b'0'; CONTENTS_LENGTH];
    contents[0] = b'<';
    contents[CONTENTS_LENGTH - 1] = b'>';
    for (offset, wanted) in [
        (at.byte_range_offset, BYTE_RANGE_PLACEHOLDER.as_bytes()),
        (at.contents_offset, &contents[..]),
    ] {
        file.seek(SeekFrom::Start(offset))
            .map_err(io_error("read"))?;
        let mut found = vec![0; wanted.len()];
        match file.read_exact(&mut found) {
            Ok(()) if found == wanted => {}
            Ok(()) => return Err(Error::NoPlaceholder { offset }),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(Error::NoPlaceholder { offset });
            }
            Err(source) => {
                return Err(Error::Io {
                    action: "read",
                    source,
                });
            }
        }
    }
    Ok(())
}

/// Reads a file piece by piece, and says how far it is.
struct Pass<'p> {
    done: u64,
    total: u64,
    progress: &'p mut dyn FnMut(u64, u64) -> ControlFlow<()>,
}

impl Pass<'_> {
    /// The token of a service over the signature, which holds.
    fn stamped(
        &mut self,
        signature: &[u8],
        service: &mut dyn timestamp::Service,
    ) -> Result<Vec<u8>, Error> {
        let mut goes_on = || (self.progress)(self.done, self.total).is_continue();
        let answer = service.answer(&timestamp::request(signature), &mut goes_on);
        let answer = answer.map_err(|unanswered| match unanswered {
            Unanswered::Cancelled => Error::Cancelled,
            Unanswered::Failed { reason } => timestamp::Error::NoAnswer { reason }.into(),
        })?;
        Ok(timestamp::token(&answer, signature)?)
    }

    fn over(
        &mut self,
        file: &mut (impl Read + Seek),
        range: Range<u64>,
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Error> {
        file.seek(SeekFrom::Start(range.start))
            .map_err(io_error("read"))?;
        let mut buffer = vec![0; CHUNK];
        let mut left = range.end - range.start;
        while left > 0 {
            let take = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            file.read_exact(&mut buffer[..take])
                .map_err(io_error("read"))?;
            each(&buffer[..take]);
            left -= take as u64;
            self.done += take as u64;
            if (self.progress)(self.done, self.total).is_break() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }
}

fn write_at(file: &mut (impl Write + Seek), offset: u64, bytes: &[u8]) -> Result<(), Error> {
    file.seek(SeekFrom::Start(offset))
        .map_err(io_error("written"))?;
    file.write_all(bytes).map_err(io_error("written"))
}

fn io_error(action: &'static str) -> impl Fn(io::Error) -> Error {
    move |source| Error::Io { action, source }
}

fn hex_digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'a' + value - 10,
    }
}

/// A date as ISO 32000-1, 7.9.4 writes it, in UTC.
pub fn pdf_date(instant: Timestamp) -> String {
    let moment = TimeZone::UTC.to_datetime(instant);
    format!(
        "(D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00')",
        moment.year(),
        moment.month(),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second()
    )
}

/// A text string: readable where ASCII suffices and no word would be counted with what makes up the
/// file, else UTF-16 in hexadecimal.
pub fn text_string(text: &str) -> String {
    let can_be_seen = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if can_be_seen && !structure::holds_counted(text) {
        let escaped = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        return format!("({escaped})");
    }
    let digits: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04x}"))
        .collect();
    format!("<feff{digits}>")
}
