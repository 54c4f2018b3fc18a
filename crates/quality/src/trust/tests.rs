//! The list: what stands follows from its changes, and none can be altered unseen.

use pades::identity::{Algorithm, Identity, Subject};
use pades::testing::SeededRng;

use super::*;

pub(super) fn certificate(name: &str, seed: u64) -> Certificate {
    let mut drawn = SeededRng::new(seed);
    let name = name.to_owned();
    let subject = Subject::Organisation { name };
    let identity = Identity::generate(&subject, Algorithm::P256, at(0).timestamp(), 5, &mut drawn);
    identity.unwrap().certificate().clone()
}

pub(super) fn at(day: i64) -> Moment {
    Moment::from_unix(1_790_000_000 + day * 86_400).unwrap()
}

pub(super) fn grounds(day: i64, how: &str) -> Grounds {
    Grounds {
        at: at(day),
        author: "Ada".into(),
        how: how.into(),
    }
}

pub(super) fn digest(certificate: &Certificate) -> Digest {
    Digest::from_bytes(certificate.digest())
}

/// One key recorded, one recorded and withdrawn.
fn list(first: &Certificate, second: &Certificate) -> TrustList {
    let mut list = TrustList::default();
    list.record(first, grounds(1, "lue au téléphone")).unwrap();
    list.record(second, grounds(2, "fiche remise")).unwrap();
    list.withdraw(digest(second), true, grounds(3, "ordinateur volé"))
        .unwrap();
    list
}

#[test]
fn what_is_written_comes_back() {
    let (first, second) = (certificate("Tandem", 1), certificate("Passerelle", 2));
    let list = list(&first, &second);
    assert_eq!(TrustList::read(&list.write()).unwrap(), list);
    assert_eq!(list.changes().len(), 3);
    assert_eq!(list.keys()[0].how, "lue au téléphone");
    let withdrawn = list.keys()[1].withdrawn.as_ref().unwrap();
    assert_eq!((withdrawn.at, withdrawn.revoked), (at(3), true));
}

#[test]
fn only_keys_that_stand_are_trusted() {
    let (first, second) = (certificate("Tandem", 1), certificate("Passerelle", 2));
    let anchors = list(&first, &second).anchors();
    assert_eq!(anchors.certificates(), [first]);
    assert_eq!(
        anchors.revoked().copied().collect::<Vec<_>>(),
        [second.digest()]
    );
}

#[test]
fn a_key_recorded_again_after_it_was_withdrawn_is_trusted_again() {
    let first = certificate("Tandem", 1);
    let mut list = TrustList::default();
    list.record(&first, grounds(1, "a")).unwrap();
    assert_eq!(list.record(&first, grounds(2, "b")), Err(Error::Recorded));
    list.withdraw(digest(&first), false, grounds(3, "c"))
        .unwrap();
    assert_eq!(
        list.withdraw(digest(&first), false, grounds(4, "d")),
        Err(Error::NotRecorded)
    );
    assert!(list.anchors().certificates().is_empty());
    list.record(&first, grounds(5, "e")).unwrap();
    assert_eq!(list.anchors().certificates().len(), 1);
    let known = list.acquaintance("Tandem", digest(&first), true);
    assert_eq!(
        known,
        Acquaintance::Known {
            since: at(5),
            author: "Ada".into()
        }
    );
    assert_eq!(TrustList::read(&list.write()).unwrap(), list);
}

#[test]
fn a_signer_is_told_by_the_key_first_and_the_name_second() {
    let (first, second) = (certificate("Tandem", 1), certificate("Passerelle", 2));
    let list = list(&first, &second);
    let other = digest(&certificate("Tandem", 3));
    assert_eq!(
        list.acquaintance("  TANDEM ", other, false),
        Acquaintance::OtherKey {
            recorded: digest(&first),
            since: at(1)
        }
    );
    assert_eq!(
        list.acquaintance("Tandem", other, true),
        Acquaintance::Vouched
    );
    assert_eq!(
        list.acquaintance("Autre", digest(&first), true),
        Acquaintance::Known {
            since: at(1),
            author: "Ada".into()
        }
    );
    assert_eq!(
        list.acquaintance("Passerelle", digest(&second), false),
        Acquaintance::Withdrawn {
            at: at(3),
            why: "ordinateur volé".into()
        }
    );
    // A withdrawn key says nothing about another one of its name.
    let another = digest(&certificate("Passerelle", 4));
    assert_eq!(
        list.acquaintance("Passerelle", another, false),
        Acquaintance::First
    );
}

#[test]
fn a_stranger_may_have_been_met_before() {
    let (first, second) = (certificate("Tandem", 1), certificate("Passerelle", 2));
    let (first, second) = (digest(&first), digest(&second));
    let sender = |name: &str, certificate_digest, day| Sender {
        name: name.into(),
        certificate_digest,
        received_at: at(day),
    };
    let senders = [
        sender("Tandem", first, 1),
        sender("Tandem", first, 2),
        sender("Passerelle", second, 3),
    ];
    let of = |name, certificate| Acquaintance::First.or_met(name, certificate, &senders);
    assert_eq!(
        of("Tandem", first),
        Acquaintance::Met {
            dossiers: 2,
            since: at(1)
        }
    );
    let third = digest(&certificate("Autre", 3));
    assert_eq!(of("Autre", third), Acquaintance::First);
    assert_eq!(
        of(" passerelle", third),
        Acquaintance::NameMet {
            certificate_digest: second,
            since: at(3)
        }
    );
    // What the list says stands before what was only received.
    let vouched = Acquaintance::Vouched.or_met("Tandem", first, &senders);
    assert_eq!(vouched, Acquaintance::Vouched);
}

#[test]
fn nobody_is_recorded_without_a_word_on_how() {
    let first = certificate("Tandem", 1);
    let mut list = TrustList::default();
    assert_eq!(
        list.record(&first, grounds(1, " \n")),
        Err(Error::TextMissing)
    );
    let long = "x".repeat(LONGEST_TEXT + 1);
    assert_eq!(
        list.record(&first, grounds(1, &long)),
        Err(Error::TextTooLong(LONGEST_TEXT))
    );
    assert_eq!(list, TrustList::default(), "nothing was changed");
}

#[test]
fn no_change_can_be_altered_dropped_or_moved_unseen() {
    let (first, second) = (certificate("Tandem", 1), certificate("Passerelle", 2));
    let written = list(&first, &second).write();
    let whole: serde_json::Value = serde_json::from_slice(&written).unwrap();
    let altered = |alter: &dyn Fn(&mut Vec<serde_json::Value>)| {
        let mut file = whole.clone();
        alter(file["changes"].as_array_mut().unwrap());
        TrustList::read(&serde_json::to_vec(&file).unwrap())
    };
    assert_eq!(
        altered(&|changes| changes[0]["how"] = "jamais".into()),
        Err(Error::Altered(1))
    );
    assert_eq!(
        altered(&|changes| changes[1]["deed"]["recorded"]["certificate"] = first.to_pem().into()),
        Err(Error::Altered(2))
    );
    assert_eq!(
        altered(&|changes| drop(changes.remove(1))),
        Err(Error::Altered(2))
    );
    assert_eq!(
        altered(&|changes| changes.swap(0, 1)),
        Err(Error::Altered(1))
    );
    assert!(altered(&|_| {}).is_ok());
    for bytes in [b"".as_slice(), b"[]", b"{\"format\":\"x\",\"changes\":[]}"] {
        assert!(matches!(TrustList::read(bytes), Err(Error::NotAList(_))));
    }
}
