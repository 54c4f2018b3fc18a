//! Journal (journal): every change of an assessment, in order, chained by digests.
//!
//! Knows nothing of what the records mean or where they are kept. An entry's digest covers the
//! entry before it, so none can be altered, dropped or moved unseen. Order is by sequence number,
//! never by clock. What an entry held, and who made it, may be erased: their digests stay, the
//! chain holds, and the entry shows it. Source: formats.md, sections 4 and 6 (`journal.jsonl`);
//! trust.md, G10 and G13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Moment;
use crate::digest::Digest;
use crate::json;

/// Longest line of a journal, in bytes.
const LINE: json::Limits = json::Limits {
    size_bytes: 4 << 20,
    depth: 64,
};

/// Part of an assessment that changes as one.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// What it is.
    pub kind: RecordKind,
    /// Which one; empty where there is only one.
    pub key: String,
}

/// What a record is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// The organisation.
    Organisation,
    /// The programme.
    Programme,
    /// The campaign.
    Campaign,
    /// The answer to a standard; the key is the standard's id.
    Answer,
    /// The private note on a standard: kept in a chain of its own, never in a dossier.
    Note,
    /// A piece of evidence; the key is its id.
    Evidence,
    /// An action; the key is its id.
    Action,
    /// The dossier that a review is about.
    Received,
    /// How far a review is, and what it comes to.
    Proceeding,
    /// The auditor's finding on a standard; the key is the standard's id.
    Finding,
    /// An interview of a review; the key is its id.
    Interview,
}

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Place in the chain, from 1.
    pub sequence: u64,
    /// When it was made, by the clock of the machine.
    pub recorded_at: Moment,
    /// Who made it, when that was said and not erased since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Digest of the author's name: it stays when the name is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_digest: Option<Digest>,
    /// What was changed.
    pub record: Record,
    /// What stood there; absent when nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What stands there now; absent when it was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// Digest of `{before, after}`: it stays when their content is erased.
    pub content_digest: Digest,
    /// Digest of the entry before; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// Digest of everything above but `author`, `before` and `after`.
    pub digest: Digest,
}

/// A change, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it is made.
    pub recorded_at: Moment,
    /// Who makes it.
    pub author: Option<String>,
    /// What is changed.
    pub record: Record,
    /// What stood there.
    pub before: Option<Value>,
    /// What will stand there.
    pub after: Option<Value>,
}

/// End of a chain: how many entries it has and the digest of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Number of entries.
    pub entries: u64,
    /// Digest of the last one; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_digest: Option<Digest>,
}

/// What a journal that holds turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sound {
    /// Its end.
    pub head: Head,
    /// How many of its entries no longer have their content or their author's name.
    pub erased: u64,
}

/// Why a journal does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A line is not an entry.
    #[error("line {line} is not an entry: {detail}")]
    NotAnEntry {
        /// Line, from 1.
        line: u64,
        /// The reader's own words.
        detail: String,
    },
    /// An entry does not follow the one before it.
    #[error("entry {sequence} does not follow the one before it")]
    Broken {
        /// The place at which the chain breaks, from 1.
        sequence: u64,
    },
    /// An entry's content is not what its digest says.
    #[error("entry {sequence} was altered")]
    Altered {
        /// The entry.
        sequence: u64,
    },
}

impl Record {
    /// The one record of its kind.
    pub fn single(kind: RecordKind) -> Self {
        Self {
            kind,
            key: String::new(),
        }
    }

    /// The record of that kind and key.
    pub fn keyed(kind: RecordKind, key: impl ToString) -> Self {
        Self {
            kind,
            key: key.to_string(),
        }
    }
}

impl RecordKind {
    /// Whether its changes stay in the workspace.
    pub fn is_private(self) -> bool {
        match self {
            Self::Note => true,
            Self::Organisation
            | Self::Programme
            | Self::Campaign
            | Self::Answer
            | Self::Evidence
            | Self::Action
            | Self::Received
            | Self::Proceeding
            | Self::Finding
            | Self::Interview => false,
        }
    }
}

impl Entry {
    /// The entry that `change` makes after `head`.
    pub fn after(head: Head, change: Change) -> Self {
        let mut entry = Self {
            sequence: head.entries + 1,
            recorded_at: change.recorded_at,
            author_digest: change.author.as_deref().map(author_digest),
            author: change.author,
            record: change.record,
            content_digest: content_digest(change.before.as_ref(), change.after.as_ref()),
            before: change.before,
            after: change.after,
            previous: head.head_digest,
            digest: Digest::of(b""),
        };
        entry.digest = entry.computed_digest();
        entry
    }

    /// The chain's end when this is its last entry.
    pub fn head(&self) -> Head {
        Head {
            entries: self.sequence,
            head_digest: Some(self.digest),
        }
    }

    fn computed_digest(&self) -> Digest {
        Digest::of_canonical(&Covered {
            sequence: self.sequence,
            recorded_at: self.recorded_at,
            record: &self.record,
            content_digest: self.content_digest,
            author_digest: self.author_digest,
            previous: self.previous,
        })
    }

    /// Whether its content was erased: every other entry says what stood or what stands there.
    pub fn content_is_erased(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }

    /// Whether the name of its author was erased.
    pub fn author_is_erased(&self) -> bool {
        self.author.is_none() && self.author_digest.is_some()
    }

    /// Whether this entry rightly follows `head`. What was erased is taken on its digest.
    ///
    /// # Errors
    /// [`Error::Broken`] or [`Error::Altered`].
    pub fn check_after(&self, head: Head) -> Result<(), Error> {
        let sequence = head.entries + 1;
        if self.sequence != sequence || self.previous != head.head_digest {
            return Err(Error::Broken { sequence });
        }
        let content = content_digest(self.before.as_ref(), self.after.as_ref());
        let content_holds = self.content_is_erased() || content == self.content_digest;
        let author = self.author.as_deref().map(author_digest);
        let author_holds = self.author_is_erased() || author == self.author_digest;
        if !content_holds || !author_holds || self.computed_digest() != self.digest {
            return Err(Error::Altered { sequence });
        }
        Ok(())
    }
}

/// Digest that stands for an author's name.
pub fn author_digest(author: &str) -> Digest {
    Digest::of_canonical(&author)
}

/// What an entry's digest covers.
#[derive(Serialize)]
struct Covered<'e> {
    sequence: u64,
    recorded_at: Moment,
    record: &'e Record,
    content_digest: Digest,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_digest: Option<Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Digest>,
}

/// What an entry's content digest covers.
#[derive(Serialize)]
struct Content<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'e Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'e Value>,
}

fn content_digest(before: Option<&Value>, after: Option<&Value>) -> Digest {
    Digest::of_canonical(&Content { before, after })
}

/// `entries` as JSON Lines.
pub fn write(entries: &[Entry]) -> Vec<u8> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry).expect("an entry is always JSON");
        lines.push(b'\n');
    }
    lines
}

/// What the chain that `lines` hold is, after checking every entry.
///
/// # Errors
/// The first [`Error`], with its place.
pub fn verify(lines: &[u8]) -> Result<Sound, Error> {
    let Sound {
        mut head,
        mut erased,
    } = Sound::default();
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let number = head.entries + 1;
        let refused = |detail: String| Error::NotAnEntry {
            line: number,
            detail,
        };
        let line = line
            .strip_suffix(b"\n")
            .ok_or_else(|| refused("no line feed".into()))?;
        let value = json::parse(line, LINE).map_err(|error| refused(error.to_string()))?;
        let entry: Entry = json::build(value).map_err(|error| refused(error.to_string()))?;
        entry.check_after(head)?;
        erased += u64::from(entry.content_is_erased() || entry.author_is_erased());
        head = entry.head();
    }
    Ok(Sound { head, erased })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Vec<Entry> {
        let mut head = Head::default();
        let change = |number: u32| Change {
            recorded_at: Moment::from_unix(i64::from(number)).unwrap(),
            author: (number == 2).then(|| "coordinatrice".into()),
            record: Record::keyed(RecordKind::Answer, "E1.N1.S1"),
            before: (number > 1).then(|| Value::from(number - 1)),
            after: Some(number.into()),
        };
        let entries = (1..=3).map(|number| {
            let entry = Entry::after(head, change(number));
            head = entry.head();
            entry
        });
        entries.collect()
    }

    fn sound(entries: &[Entry], erased: u64) -> Result<Sound, Error> {
        let head = entries.last().unwrap().head();
        Ok(Sound { head, erased })
    }

    #[test]
    fn a_chain_holds_as_written_and_no_byte_of_it_can_change() {
        let lines = write(&three());
        assert_eq!(verify(&lines), sound(&three(), 0));
        for at in 0..lines.len() {
            let mut altered = lines.clone();
            altered[at] ^= 1;
            assert_ne!(verify(&altered), sound(&three(), 0), "byte {at}");
        }
    }

    #[test]
    fn an_entry_can_neither_go_nor_move() {
        let [first, second, third] = <[Entry; 3]>::try_from(three()).unwrap();
        let without = write(&[first.clone(), third.clone()]);
        assert_eq!(verify(&without), Err(Error::Broken { sequence: 2 }));
        let moved = write(&[second, first, third]);
        assert_eq!(verify(&moved), Err(Error::Broken { sequence: 1 }));
        assert_eq!(verify(b""), Ok(Sound::default()));
    }

    #[test]
    fn erased_content_and_names_are_told_and_the_chain_holds() {
        let mut erased = three();
        (erased[1].before, erased[1].after) = (None, None);
        assert_eq!(verify(&write(&erased)), sound(&three(), 1));
        erased[1].author = None;
        assert_eq!(verify(&write(&erased)), sound(&three(), 1));
        erased[0].after = None;
        assert_eq!(verify(&write(&erased)), sound(&three(), 2));
    }

    #[test]
    fn erasing_lets_nothing_else_in() {
        let altered = |alter: &dyn Fn(&mut Entry)| {
            let mut entries = three();
            alter(&mut entries[1]);
            verify(&write(&entries))
        };
        let refused = Err(Error::Altered { sequence: 2 });
        assert_eq!(altered(&|e| e.before = None), refused, "half a content");
        assert_eq!(altered(&|e| e.after = Some(9.into())), refused);
        assert_eq!(altered(&|e| e.author = Some("autre".into())), refused);
        let unsaid: &dyn Fn(&mut Entry) = &|e| (e.author, e.author_digest) = (None, None);
        assert_eq!(altered(unsaid), refused, "its author was said");
        let said: &dyn Fn(&mut Entry) = &|e| e.author_digest = None;
        assert_eq!(altered(said), refused, "a name needs its digest");
    }
}
