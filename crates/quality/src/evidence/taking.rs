//! Files taken in: opened, looked at, freed of metadata, kept, and compared with what was opened.
//!
//! Source: trust.md, bad inputs 63 to 84.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

use bytes::Bytes;
use rusqlite::Connection;

use super::content::{self, Kept};
use super::{Error, Notice, Progress, Source, image, media};
use crate::digest::Digest;

/// What becomes of an image's metadata (device, moment, place).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MetadataChoice {
    /// It is taken out.
    #[default]
    Remove,
    /// It stays, as the person asked for these files.
    Keep,
}

/// A file whose content is kept.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Its name, made safe to show and to store.
    pub file_name: String,
    /// Its media type, told from its content.
    pub media_type: &'static str,
    /// Digest of what is kept.
    pub digest: Digest,
    /// Size of what is kept.
    pub size_bytes: u64,
    /// What a person should know of it.
    pub notices: Vec<Notice>,
}

/// Takes the file at `path` in, inside the caller's transaction. One that changes meanwhile is
/// taken anew once.
///
/// # Errors
/// Any but [`Error::ContentMissing`] and [`Error::Damaged`]. After all but [`Error::Cancelled`]
/// and [`Error::Sqlite`] the transaction is as it was.
pub(crate) fn take(
    connection: &Connection,
    path: &Path,
    choice: MetadataChoice,
    limit_bytes: u64,
    progress: Progress<'_>,
) -> Result<Taken, Error> {
    match once(connection, path, choice, limit_bytes, progress) {
        Err(Error::Changed { .. }) => once(connection, path, choice, limit_bytes, progress),
        done => done,
    }
}

fn once(
    connection: &Connection,
    path: &Path,
    choice: MetadataChoice,
    limit_bytes: u64,
    progress: Progress<'_>,
) -> Result<Taken, Error> {
    let mut source = Source::open(path, limit_bytes)?;
    let kept = if image::is_cleaned(source.media_type) && source.size_bytes <= image::LARGEST {
        keep_image(connection, &mut source, choice, progress)
    } else {
        // One byte more than there were tells a file that grows.
        let bytes = (&source).take(source.size_bytes + 1);
        let kept = content::keep(connection, &source.file_name, bytes, limit_bytes, progress);
        kept.map(|kept| (kept, kept.size_bytes))
    };
    if !source.is_unchanged() || matches!(kept, Ok((_, read)) if read != source.size_bytes) {
        match kept {
            Err(Error::Cancelled) => return Err(Error::Cancelled),
            Ok((kept, _)) => content::drop_new(connection, kept)?,
            Err(_) => {}
        }
        return Err(source.changed());
    }
    let (kept, _) = kept?;
    Ok(Taken {
        file_name: source.file_name,
        media_type: source.media_type,
        digest: kept.digest,
        size_bytes: kept.size_bytes,
        notices: source.notices,
    })
}

/// Keeps an image, without its metadata unless asked otherwise. Gives how many bytes were read,
/// too.
fn keep_image(
    connection: &Connection,
    source: &mut Source,
    choice: MetadataChoice,
    progress: Progress<'_>,
) -> Result<(Kept, u64), Error> {
    let mut bytes = Vec::with_capacity(usize::try_from(source.size_bytes).unwrap_or(0) + 1);
    let read = (&*source)
        .take(source.size_bytes + 1)
        .read_to_end(&mut bytes);
    let read = read.map_err(|error| source.unreadable(error))? as u64;
    let bytes = Bytes::from(bytes);
    let cleaned = image::clean(source.media_type, &bytes);
    let parts = match (choice, cleaned) {
        (MetadataChoice::Remove, Ok(cleaned)) => {
            if !cleaned.removed.is_empty() {
                // What made it two things went with the rest.
                source
                    .notices
                    .retain(|notice| *notice != Notice::SecondNature {});
                let removed = cleaned.removed;
                source.notices.push(Notice::MetadataRemoved { removed });
            }
            cleaned.parts
        }
        (MetadataChoice::Keep, Ok(cleaned)) => {
            if !cleaned.removed.is_empty() {
                let kept = cleaned.removed;
                source.notices.push(Notice::MetadataKept { kept });
            }
            vec![bytes]
        }
        (MetadataChoice::Remove, Err(kind)) => {
            let file_name = source.file_name.clone();
            return Err(Error::RefusedKind { file_name, kind });
        }
        (MetadataChoice::Keep, Err(_)) => {
            let kept = BTreeSet::new();
            source.notices.push(Notice::MetadataKept { kept });
            vec![bytes]
        }
    };
    let reader = Parts(parts.into());
    let limit_bytes = u64::MAX - 1;
    let kept = content::keep(connection, &source.file_name, reader, limit_bytes, progress)?;
    Ok((kept, read))
}

/// The parts of a file, read one after the other.
struct Parts(std::collections::VecDeque<Bytes>);

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(first) = self.0.front_mut() {
            if first.is_empty() {
                self.0.pop_front();
                continue;
            }
            let size = first.len().min(buffer.len());
            buffer[..size].copy_from_slice(&first.split_to(size));
            return Ok(size);
        }
        Ok(0)
    }
}

/// Whether a content may be opened with the system's viewer, judged by its head; its notices.
pub(crate) fn look_again(
    file: &mut std::fs::File,
    file_name: &str,
) -> Result<(&'static str, Vec<Notice>), Error> {
    let mut head = Vec::new();
    let refused = |kind| Error::RefusedKind {
        file_name: file_name.to_owned(),
        kind,
    };
    io::Seek::rewind(file).map_err(Error::Target)?;
    file.take(media::HEAD)
        .read_to_end(&mut head)
        .map_err(Error::Target)?;
    match media::look(file, &head, file_name) {
        Ok(look) => Ok((look.media_type, look.notices)),
        Err(media::Stop::Kind(kind)) => Err(refused(kind)),
        // Its viewer is the person's own choice.
        Err(media::Stop::Image { .. }) => Err(refused(media::Refused::DamagedImage)),
        Err(media::Stop::Io(error)) => Err(Error::Target(error)),
    }
}
