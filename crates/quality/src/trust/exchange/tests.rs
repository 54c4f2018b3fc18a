//! Lists that travel: what another list changes, and the laws of taking it over.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use pades::certificate::Certificate;
use proptest::prelude::*;

use super::super::tests::{at, certificate, digest, grounds};
use super::*;

/// Few keys, so that two lists meet in all of them.
fn pool() -> &'static [Certificate] {
    static POOL: OnceLock<Vec<Certificate>> = OnceLock::new();
    POOL.get_or_init(|| {
        let names = ["Tandem", "Passerelle", "Relais", "Boussole"].into_iter();
        names
            .zip(1..)
            .map(|(name, seed)| certificate(name, seed))
            .collect()
    })
}

/// A list after these deeds: which key, and whether it is recorded, withdrawn or compromised. What
/// the list refuses is left out.
fn list(deeds: &[(usize, u8)]) -> TrustList {
    let mut list = TrustList::default();
    for (day, (key, deed)) in deeds.iter().enumerate() {
        let certificate = &pool()[*key];
        let grounds = grounds(i64::try_from(day).unwrap(), "comme convenu");
        let _ = match deed {
            0 => list.record(certificate, grounds),
            1 => list.withdraw(digest(certificate), false, grounds),
            _ => list.withdraw(digest(certificate), true, grounds),
        };
    }
    list
}

fn names(keys: &[Key]) -> Vec<&str> {
    keys.iter().map(|key| key.name.as_str()).collect()
}

/// Digests of the keys that a reader of the list trusts, and of those that they refuse.
fn trusted(list: &TrustList) -> (BTreeSet<[u8; 32]>, BTreeSet<[u8; 32]>) {
    let anchors = list.anchors();
    let refused: BTreeSet<_> = anchors.revoked().copied().collect();
    let standing = anchors.certificates().iter().map(Certificate::digest);
    (
        standing.filter(|one| !refused.contains(one)).collect(),
        refused,
    )
}

#[test]
fn another_list_brings_keys_and_withdrawals_and_raises_nothing_from_the_dead() {
    let mut mine = list(&[(0, 0), (1, 0), (1, 1), (3, 0)]);
    let theirs = list(&[(0, 0), (0, 2), (1, 0), (2, 0), (3, 0)]);
    let difference = mine.compare(&theirs);
    assert_eq!(names(&difference.to_record), ["Relais"]);
    assert_eq!(names(&difference.to_withdraw), ["Tandem"]);
    assert_eq!(names(&difference.stay_withdrawn), ["Passerelle"]);
    assert!(difference.stay_withdrawn[0].withdrawn.is_some());
    assert_eq!(difference.same, 1);
    mine.take_over(&theirs, &grounds(9, "Reçue au comité"), "Le Collectif")
        .unwrap();
    let [.., recorded, withdrawn] = mine.changes() else {
        panic!("two changes")
    };
    assert_eq!(recorded.author, "Ada");
    assert_eq!(recorded.recorded_at, at(9));
    assert_eq!(
        recorded.how,
        "Reçue au comité — Repris de la liste de « Le Collectif » : enregistrée le 24/09/2026 par Ada : comme convenu"
    );
    let told = "Reçue au comité — Repris de la liste de « Le Collectif » : retirée le";
    assert!(withdrawn.how.starts_with(told), "{}", withdrawn.how);
    assert_eq!(names(&mine.compare(&theirs).stay_withdrawn), ["Passerelle"]);
}

#[test]
fn a_key_in_other_hands_is_known_as_such_whatever_was_known_here() {
    // An authority that stands here may vouch for it: not to know it is not enough.
    let theirs = list(&[(0, 0), (0, 2), (1, 0), (1, 2)]);
    let mut mine = list(&[(1, 0), (1, 1)]);
    assert_eq!(
        names(&mine.compare(&theirs).to_withdraw),
        ["Tandem", "Passerelle"]
    );
    mine.take_over(&theirs, &grounds(9, "vu"), "Le Collectif")
        .unwrap();
    assert_eq!(trusted(&mine).1, trusted(&theirs).1);
    assert_eq!(mine.compare(&theirs).same, 2);
}

#[test]
fn what_is_refused_changes_nothing() {
    let theirs = list(&[(0, 0)]);
    let mut mine = list(&[(1, 0)]);
    let before = mine.clone();
    let long = "é".repeat(LONGEST_TEXT + 1);
    for (how, refused) in [
        (" \n", Error::TextMissing),
        (long.as_str(), Error::TextTooLong(LONGEST_TEXT)),
    ] {
        let told = mine.take_over(&theirs, &grounds(9, how), "Le Collectif");
        assert_eq!(told, Err(refused));
        assert_eq!(mine, before);
    }
    let nobody = Grounds {
        author: " ".into(),
        ..grounds(9, "vu")
    };
    assert_eq!(
        mine.take_over(&theirs, &nobody, "Le Collectif"),
        Err(Error::TextMissing)
    );
    assert_eq!(mine, before);
}

#[test]
fn a_long_text_is_cut_between_characters_and_ones_own_comes_first() {
    let theirs = list(&[(0, 0)]);
    for length in [LONGEST_TEXT, LONGEST_TEXT - 1, LONGEST_TEXT - 30, 3] {
        let mut mine = TrustList::default();
        let own = "é".repeat(length);
        mine.take_over(&theirs, &grounds(9, &own), &"ù".repeat(LONGEST_TEXT))
            .unwrap();
        let how = &mine.keys()[0].how;
        assert!(how.chars().count() <= LONGEST_TEXT);
        let kept = length.min(LONGEST_TEXT - 1);
        assert!(how.starts_with(&"é".repeat(kept)));
        assert!(how.ends_with('…'), "{length}");
    }
}

proptest! {
    #[test]
    fn taking_over_keeps_the_laws(
        mine in prop::collection::vec((0..4_usize, 0..3_u8), 0..12),
        theirs in prop::collection::vec((0..4_usize, 0..3_u8), 0..12),
    ) {
        let (before, theirs) = (list(&mine), list(&theirs));
        let difference = before.compare(&theirs);
        let counted = difference.to_record.len()
            + difference.to_withdraw.len()
            + difference.stay_withdrawn.len()
            + difference.same;
        prop_assert_eq!(counted, theirs.deciding().len(), "each key once");

        let mut after = before.clone();
        after.take_over(&theirs, &grounds(30, "vu"), "Le Collectif").unwrap();
        // The journal only grows, and holds.
        prop_assert!(after.changes().starts_with(before.changes()));
        prop_assert_eq!(&TrustList::read(&after.write()).unwrap(), &after);
        prop_assert_eq!(difference.is_empty(), after == before);
        // A second time there is nothing left to take.
        prop_assert!(after.compare(&theirs).is_empty());
        let mut again = after.clone();
        again.take_over(&theirs, &grounds(31, "encore"), "Le Collectif").unwrap();
        prop_assert_eq!(&again, &after);

        let ((mine, mine_refused), (other, other_refused)) = (trusted(&before), trusted(&theirs));
        let (kept, refused) = trusted(&after);
        // Nobody is trusted whom neither side trusts, and nobody whom either refuses.
        prop_assert!(kept.is_subset(&mine.union(&other).copied().collect()));
        prop_assert_eq!(refused, mine_refused.union(&other_refused).copied().collect());
        for key in before.deciding().iter().filter(|key| key.withdrawn.is_some()) {
            prop_assert!(!kept.contains(key.certificate_digest.bytes()), "it stays withdrawn");
        }
        for key in theirs.deciding().iter().filter(|key| key.withdrawn.is_some()) {
            prop_assert!(!kept.contains(key.certificate_digest.bytes()), "it is withdrawn");
        }
    }
}
