//! Trust list (liste de confiance): the keys and the authorities that a person recorded, and how
//! that came about.
//!
//! The list is its journal: each change names who made it, when, and how the key was checked, and
//! its digest covers the change before it. What stands now follows from the changes in order.
//! Knows nothing of the files that are received. Source: trust.md, R6 and bad inputs 99 to 112.

mod exchange;
mod wording;

use pades::TrustAnchors;
use pades::certificate::Certificate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::clock::{Day, Moment};
use crate::digest::Digest;
use crate::json;
pub use exchange::Difference;

/// Format of the file.
pub const FORMAT: &str = "label-mentorat/trust/1";

/// Largest file that is read.
const LIMITS: json::Limits = json::Limits {
    size_bytes: 16 << 20,
    depth: 16,
};

/// Longest text that says how a key was checked, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// Longest name of who checked it, in characters.
pub const LONGEST_AUTHOR: usize = 200;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrustList {
    changes: Vec<Change>,
    keys: Vec<Key>,
}

/// The file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "label-mentorat/trust/1")]
pub(crate) struct File {
    /// [`FORMAT`].
    format: String,
    /// Every change, from the first.
    changes: Vec<Change>,
}

/// One change of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Its place, from 1.
    pub sequence: u64,
    /// When it was made, by the clock of then.
    pub recorded_at: Moment,
    /// Who checked.
    pub author: String,
    /// How it was checked, or why it is withdrawn.
    pub how: String,
    /// What was done.
    pub deed: Deed,
    /// Digest of the change before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// Digest of the RFC 8785 JSON of everything above.
    pub digest: Digest,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// A certificate was recorded.
    Recorded(Recorded),
    /// A certificate is not trusted any more.
    Withdrawn(Withdrawn),
}

/// A certificate that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// In PEM.
    pub certificate: String,
}

/// A certificate that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Its digest.
    pub certificate_digest: Digest,
    /// Whether its key is in other hands: what it signed is not trusted either.
    pub revoked: bool,
}

/// A key of the list, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The name in the certificate, safe to show.
    pub name: String,
    /// Digest of the certificate.
    pub certificate_digest: Digest,
    /// Whether it vouches for others.
    pub is_authority: bool,
    /// Last day on which the certificate is valid.
    pub valid_until: Day,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// Who checked it.
    pub author: String,
    /// How.
    pub how: String,
    /// What ended it.
    pub withdrawn: Option<Withdrawal>,
    /// The certificate, in PEM.
    #[serde(skip)]
    certificate: String,
}

/// What ended the trust in a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// When it was withdrawn.
    pub at: Moment,
    /// Who did it.
    pub author: String,
    /// Why.
    pub why: String,
    /// Whether the key is in other hands.
    pub revoked: bool,
}

/// How well a signer is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Acquaintance {
    /// Neither key nor name was ever recorded.
    First,
    /// The key is not recorded; dossiers received before bear it.
    Met {
        /// How many.
        dossiers: u32,
        /// When the first of them was received.
        since: Moment,
    },
    /// Neither is recorded; a dossier received before bears the name with another key.
    NameMet {
        /// Digest of its certificate.
        certificate_digest: Digest,
        /// When it was received.
        since: Moment,
    },
    /// The key is recorded.
    Known {
        /// Since when.
        since: Moment,
        /// Who checked it.
        author: String,
    },
    /// An authority of the list vouches for it.
    Vouched,
    /// The name is recorded with another key.
    OtherKey {
        /// Digest of the certificate that is recorded.
        recorded: Digest,
        /// Since when.
        since: Moment,
    },
    /// The key was recorded, and withdrawn.
    Withdrawn {
        /// When.
        at: Moment,
        /// Why.
        why: String,
    },
}

/// Why a list is refused, or a change to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no list of ours.
    #[error("not a trust list: {0}")]
    NotAList(String),
    /// A change was altered, dropped or moved.
    #[error("change {0} is not what was written")]
    Altered(u64),
    /// Nobody said how the key was checked, or who did.
    #[error("a text is missing")]
    TextMissing,
    /// A text is too long.
    #[error("a text has over {0} characters")]
    TextTooLong(usize),
    /// The key is on the list.
    #[error("the key is recorded already")]
    Recorded,
    /// The key is not on the list, or withdrawn.
    #[error("the key is not recorded")]
    NotRecorded,
}

/// Who makes a change, when, and on what grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// When.
    pub at: Moment,
    /// Who.
    pub author: String,
    /// How it was checked, or why it is withdrawn.
    pub how: String,
}

/// The signer of a dossier that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name in the certificate.
    pub name: String,
    /// Digest of the certificate.
    pub certificate_digest: Digest,
    /// When the dossier was received.
    pub received_at: Moment,
}

impl Acquaintance {
    /// The same, except that a signer of whom the list knows nothing may have been met before:
    /// `senders` signed the dossiers received so far, the oldest first.
    #[must_use]
    pub fn or_met(self, name: &str, certificate: Digest, senders: &[Sender]) -> Self {
        if self != Self::First {
            return self;
        }
        let name = compared(name);
        let is_same = |sender: &&Sender| sender.certificate_digest == certificate;
        let other = senders
            .iter()
            .find(|sender| !is_same(sender) && compared(&sender.name) == name);
        if let Some(other) = other {
            return Self::NameMet {
                certificate_digest: other.certificate_digest,
                since: other.received_at,
            };
        }
        match senders.iter().find(is_same) {
            Some(first) => Self::Met {
                dossiers: u32::try_from(senders.iter().filter(is_same).count()).unwrap_or(u32::MAX),
                since: first.received_at,
            },
            None => Self::First,
        }
    }
}

impl TrustList {
    /// Reads a list, and holds it against its digests.
    ///
    /// # Errors
    /// [`Error::NotAList`], [`Error::Altered`], or what refuses one of its changes.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let refused = |detail: String| Error::NotAList(detail);
        let value = json::parse(bytes, LIMITS).map_err(|error| refused(error.to_string()))?;
        let file: File = json::build(value).map_err(|error| refused(error.to_string()))?;
        if file.format != FORMAT {
            return Err(refused(format!("format {:?}", file.format)));
        }
        let mut list = Self::default();
        for change in file.changes {
            let head = list.changes.last();
            let follows = change.sequence == list.changes.len() as u64 + 1
                && change.previous == head.map(|head| head.digest)
                && change.digest == change.computed_digest();
            if !follows {
                return Err(Error::Altered(list.changes.len() as u64 + 1));
            }
            list.apply(change)?;
        }
        Ok(list)
    }

    /// The list as a file.
    pub fn write(&self) -> Vec<u8> {
        let file = File {
            format: FORMAT.to_owned(),
            changes: self.changes.clone(),
        };
        serde_json::to_vec_pretty(&file).expect("a trust list is always JSON")
    }

    /// Records a certificate.
    ///
    /// # Errors
    /// [`Error::TextMissing`], [`Error::TextTooLong`], or [`Error::Recorded`].
    pub fn record(&mut self, certificate: &Certificate, grounds: Grounds) -> Result<(), Error> {
        let certificate = certificate.to_pem();
        self.change(Deed::Recorded(Recorded { certificate }), grounds)
    }

    /// Withdraws a certificate; `revoked` when its key is in other hands.
    ///
    /// # Errors
    /// [`Error::TextMissing`], [`Error::TextTooLong`], or [`Error::NotRecorded`].
    pub fn withdraw(
        &mut self,
        certificate_digest: Digest,
        revoked: bool,
        grounds: Grounds,
    ) -> Result<(), Error> {
        let withdrawn = Withdrawn {
            certificate_digest,
            revoked,
        };
        self.change(Deed::Withdrawn(withdrawn), grounds)
    }

    /// The keys, in the order in which they were recorded; withdrawn ones too.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Every change, from the first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whom a reader of this list trusts.
    pub fn anchors(&self) -> TrustAnchors {
        let mut anchors = TrustAnchors::new();
        for key in &self.keys {
            match &key.withdrawn {
                None => {
                    anchors
                        .add_file(key.certificate.as_bytes())
                        .expect("a key of the list has a certificate that was read");
                }
                Some(withdrawal) if withdrawal.revoked => {
                    anchors.revoke(*key.certificate_digest.bytes());
                }
                Some(_) => {}
            }
        }
        anchors
    }

    /// How well the signer of that name and certificate is known; `trusted` when a path leads from
    /// the certificate to one of the list.
    pub fn acquaintance(&self, name: &str, certificate: Digest, trusted: bool) -> Acquaintance {
        let latest = |fits: &dyn Fn(&Key) -> bool| self.keys.iter().rev().find(|key| fits(key));
        if let Some(key) = latest(&|key| key.certificate_digest == certificate) {
            return match &key.withdrawn {
                None => Acquaintance::Known {
                    since: key.recorded_at,
                    author: key.author.clone(),
                },
                Some(withdrawal) => Acquaintance::Withdrawn {
                    at: withdrawal.at,
                    why: withdrawal.why.clone(),
                },
            };
        }
        if trusted {
            return Acquaintance::Vouched;
        }
        let name = compared(name);
        match latest(&|key| key.withdrawn.is_none() && compared(&key.name) == name) {
            Some(key) => Acquaintance::OtherKey {
                recorded: key.certificate_digest,
                since: key.recorded_at,
            },
            None => Acquaintance::First,
        }
    }

    fn change(&mut self, deed: Deed, grounds: Grounds) -> Result<(), Error> {
        let mut change = Change {
            sequence: self.changes.len() as u64 + 1,
            recorded_at: grounds.at,
            author: grounds.author.trim().to_owned(),
            how: grounds.how.trim().to_owned(),
            deed,
            previous: self.changes.last().map(|last| last.digest),
            digest: Digest::of(b""),
        };
        change.digest = change.computed_digest();
        self.apply(change)
    }

    fn apply(&mut self, change: Change) -> Result<(), Error> {
        check_texts(&change.author, &change.how)?;
        match &change.deed {
            Deed::Recorded(recorded) => {
                let key = Key::of(recorded, &change)?;
                if self.standing(key.certificate_digest).is_some() {
                    return Err(Error::Recorded);
                }
                self.keys.push(key);
            }
            Deed::Withdrawn(withdrawn) => {
                let key = self
                    .standing(withdrawn.certificate_digest)
                    .ok_or(Error::NotRecorded)?;
                key.withdrawn = Some(Withdrawal {
                    at: change.recorded_at,
                    author: change.author.clone(),
                    why: change.how.clone(),
                    revoked: withdrawn.revoked,
                });
            }
        }
        self.changes.push(change);
        Ok(())
    }

    /// The key of that certificate, unless it was withdrawn.
    fn standing(&mut self, certificate: Digest) -> Option<&mut Key> {
        self.keys
            .iter_mut()
            .find(|key| key.certificate_digest == certificate && key.withdrawn.is_none())
    }
}

impl Key {
    fn of(recorded: &Recorded, change: &Change) -> Result<Self, Error> {
        let refused = |error: &dyn std::fmt::Display| Error::NotAList(error.to_string());
        let mut read = TrustAnchors::new();
        read.add_file(recorded.certificate.as_bytes())
            .map_err(|error| refused(&error))?;
        let [certificate] = read.certificates() else {
            return Err(refused(&"several certificates in one change"));
        };
        Ok(Self {
            name: certificate.subject_name().text().to_owned(),
            certificate_digest: Digest::from_bytes(certificate.digest()),
            is_authority: certificate.is_authority(),
            valid_until: Moment::from(certificate.not_after()).day(),
            recorded_at: change.recorded_at,
            author: change.author.clone(),
            how: change.how.clone(),
            withdrawn: None,
            certificate: certificate.to_pem(),
        })
    }
}

/// What a change's digest covers.
#[derive(Serialize)]
struct Covered<'c> {
    sequence: u64,
    recorded_at: Moment,
    author: &'c str,
    how: &'c str,
    deed: &'c Deed,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Digest>,
}

impl Change {
    fn computed_digest(&self) -> Digest {
        Digest::of_canonical(&Covered {
            sequence: self.sequence,
            recorded_at: self.recorded_at,
            author: &self.author,
            how: &self.how,
            deed: &self.deed,
            previous: self.previous,
        })
    }
}

/// Whether a change says who made it and on what grounds, and neither at too great length.
fn check_texts(author: &str, how: &str) -> Result<(), Error> {
    for (text, longest) in [(author, LONGEST_AUTHOR), (how, LONGEST_TEXT)] {
        if text.trim().is_empty() {
            return Err(Error::TextMissing);
        }
        if text.chars().count() > longest {
            return Err(Error::TextTooLong(longest));
        }
    }
    Ok(())
}

/// A name as it is compared: what looks alike to a person who reads quickly is the same.
fn compared(name: &str) -> String {
    let words: Vec<String> = name
        .nfkc()
        .collect::<String>()
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// The certificates of a file, as a person would record them.
///
/// # Errors
/// [`Error::NotAList`] when there is none.
pub fn certificates(bytes: &[u8]) -> Result<Vec<Certificate>, Error> {
    let mut read = TrustAnchors::new();
    read.add_file(bytes)
        .map_err(|error| Error::NotAList(error.to_string()))?;
    Ok(read.certificates().to_vec())
}

#[cfg(test)]
mod tests;
