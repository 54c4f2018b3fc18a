//! Lists that travel: what another list would change here, and taking it over.
//!
//! Whatever is taken over becomes an ordinary change of our own journal. A key that was withdrawn
//! here never stands again because of another list. Source: docs/trust-list.md.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Deed, Error, Grounds, Key, LONGEST_TEXT, Recorded, TrustList, Withdrawn, check_texts, wording,
};
use crate::digest::Digest;

/// What another list would change here; each key of theirs is counted once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Keys that stand there and were never recorded here.
    pub to_record: Vec<Key>,
    /// Keys that are withdrawn there, and less so here: they stand, or nobody knows them, or nobody
    /// knows that they are in other hands.
    pub to_withdraw: Vec<Key>,
    /// Keys that stand there and were withdrawn here, as they are here: they stay so.
    pub stay_withdrawn: Vec<Key>,
    /// How many are the same on both sides.
    pub same: usize,
}

impl Difference {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.to_record.is_empty() && self.to_withdraw.is_empty()
    }
}

/// What a list holds of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Stands,
    Withdrawn,
    Compromised,
}

impl Standing {
    fn of(key: &Key) -> Self {
        match &key.withdrawn {
            None => Self::Stands,
            Some(withdrawal) if withdrawal.revoked => Self::Compromised,
            Some(_) => Self::Withdrawn,
        }
    }
}

impl TrustList {
    /// One entry for each key, in the order in which they were first recorded: the latest, or the
    /// one that says that the key is in other hands, for no later entry makes that undone.
    pub fn deciding(&self) -> Vec<&Key> {
        let mut places = HashMap::new();
        let mut deciding: Vec<&Key> = Vec::new();
        for key in &self.keys {
            match places.entry(key.certificate_digest) {
                Entry::Vacant(place) => {
                    place.insert(deciding.len());
                    deciding.push(key);
                }
                Entry::Occupied(place) => {
                    let kept: &mut &Key = &mut deciding[*place.get()];
                    if Standing::of(kept) != Standing::Compromised {
                        *kept = key;
                    }
                }
            }
        }
        deciding
    }

    /// What `theirs` would change here.
    pub fn compare(&self, theirs: &Self) -> Difference {
        use Standing as S;
        let mine: HashMap<Digest, &Key> = self
            .deciding()
            .into_iter()
            .map(|key| (key.certificate_digest, key))
            .collect();
        let mut difference = Difference::default();
        for key in theirs.deciding() {
            let here = mine.get(&key.certificate_digest).copied();
            match (here, here.map(Standing::of), Standing::of(key)) {
                (_, None, S::Stands) => difference.to_record.push(key.clone()),
                (_, None | Some(S::Stands), S::Withdrawn | S::Compromised)
                | (_, Some(S::Withdrawn), S::Compromised) => {
                    difference.to_withdraw.push(key.clone());
                }
                (Some(here), Some(S::Withdrawn | S::Compromised), S::Stands) => {
                    difference.stay_withdrawn.push(here.clone());
                }
                _ => difference.same += 1,
            }
        }
        difference
    }

    /// Takes over what [`TrustList::compare`] says is to be recorded and to be withdrawn. Each
    /// change names who makes it, on what grounds, that it came from the list of `source`, and what
    /// was written there, as far as [`LONGEST_TEXT`] allows.
    ///
    /// # Errors
    /// [`Error::TextMissing`] or [`Error::TextTooLong`] for what was written here; nothing was
    /// changed then.
    pub fn take_over(
        &mut self,
        theirs: &Self,
        grounds: &Grounds,
        source: &str,
    ) -> Result<(), Error> {
        check_texts(grounds.author.trim(), grounds.how.trim())?;
        let Difference {
            to_record,
            to_withdraw,
            ..
        } = self.compare(theirs);
        let because = |theirs: &str| Grounds {
            how: shortened(wording::taken_over(grounds.how.trim(), source, theirs)),
            ..grounds.clone()
        };
        let mut list = self.clone();
        for key in &to_record {
            list.change(recorded(key), because(&wording::recorded_there(key)))?;
        }
        for key in &to_withdraw {
            let Some(withdrawal) = &key.withdrawn else {
                continue;
            };
            // What was never here, or ended here already, enters as it ends.
            if list.standing(key.certificate_digest).is_none() {
                list.change(recorded(key), because(&wording::recorded_there(key)))?;
            }
            let withdrawn = Withdrawn {
                certificate_digest: key.certificate_digest,
                revoked: withdrawal.revoked,
            };
            let because = because(&wording::withdrawn_there(withdrawal));
            list.change(Deed::Withdrawn(withdrawn), because)?;
        }
        *self = list;
        Ok(())
    }
}

fn recorded(key: &Key) -> Deed {
    Deed::Recorded(Recorded {
        certificate: key.certificate.clone(),
    })
}

/// The text, cut where it would be too long.
fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST_TEXT - 1) {
        Some((end, _)) if text.chars().count() > LONGEST_TEXT => format!("{}…", &text[..end]),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests;
