//! The trust list goes out signed and comes in from whom one trusts alone.

use std::path::Path;

use pades::identity::{Algorithm, Identity, Subject};
use pades::{Limits, TrustAnchors};

use super::{create_identity, edge};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::store::Passphrase;
use crate::trust::{Grounds, TrustList};
use crate::verification::Trust;
use crate::workspace::{
    Choice, Error, Issued, ReceivedList, issue_trust_list, open_trust_list, trust_list_name,
};

fn now() -> Moment {
    Moment::parse("2026-11-22T10:00:00Z").unwrap()
}

fn identity(folder: &Path, name: &str) -> Identity {
    let subject = Subject::Organisation { name: name.into() };
    let secret = Passphrase::new("une phrase à retenir".into());
    let path = folder.join(format!("{name}.p12"));
    create_identity(&path, &subject, Algorithm::P256, &secret, &edge()).unwrap()
}

fn grounds(how: &str) -> Grounds {
    Grounds {
        at: now(),
        author: "Ada".into(),
        how: how.into(),
    }
}

fn issue(list: &TrustList, signer: &Identity, target: &Path) -> Result<Issued, Error> {
    issue_trust_list(list, signer, now(), target)
}

fn open(path: &Path, anchors: &TrustAnchors) -> Result<ReceivedList, Error> {
    open_trust_list(path, anchors, now(), &Limits::default())
}

#[test]
fn a_list_goes_out_signed_and_is_read_only_by_whom_trusts_its_signer() {
    let folder = tempfile::tempdir().unwrap();
    let collective = identity(folder.path(), "Collectif");
    let mut list = TrustList::default();
    let tandem = identity(folder.path(), "Tandem");
    list.record(tandem.certificate(), grounds("lue au téléphone"))
        .unwrap();
    assert_eq!(trust_list_name(now()), "liste_de_confiance_2026-11-22.pdf");
    let path = folder.path().join("liste.pdf");
    std::fs::write(&path, "what stood there").unwrap();
    let issued = issue(&list, &collective, &path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(issued.size_bytes, bytes.len() as u64);
    let again = folder.path().join("encore.pdf");
    issue(&list, &collective, &again).unwrap();
    assert_eq!(
        std::fs::read(&again).unwrap(),
        bytes,
        "same input, same bytes"
    );

    let stranger = open(&path, &TrustAnchors::new()).unwrap();
    assert_eq!(stranger.signer(), "Collectif");
    assert_eq!(stranger.signature.trust, Trust::Unknown);
    assert_eq!(stranger.list(), None);
    let mut mine = TrustList::default();
    mine.record(collective.certificate(), grounds("fiche remise"))
        .unwrap();
    let known = open(&path, &mine.anchors()).unwrap();
    assert_eq!(known.list(), Some(&list));
    assert_eq!(known.file_digest, Digest::of(&bytes));
    // Whoever is withdrawn is listened to no more.
    let digest = Digest::from_bytes(collective.certificate().digest());
    mine.withdraw(digest, false, grounds("parti")).unwrap();
    assert_eq!(open(&path, &mine.anchors()).unwrap().list(), None);

    for place in [bytes.len() / 3, bytes.len() - 2] {
        let mut altered = bytes.clone();
        altered[place] ^= 1;
        std::fs::write(&again, altered).unwrap();
        let told = open(&again, &mine.anchors());
        assert!(matches!(told, Err(Error::NotATrustList { .. })), "{place}");
    }
    let mut longer = bytes.clone();
    longer.push(b'\n');
    std::fs::write(&again, longer).unwrap();
    let told = open(&again, &mine.anchors());
    assert!(matches!(told, Err(Error::NotATrustList { .. })));
}

#[test]
fn nothing_else_that_is_signed_passes_for_a_list() {
    let (case, workspace) = super::case::case(None);
    let collective = identity(case.folder.path(), "Collectif");
    let dossier = case.folder.path().join("dossier.pdf");
    workspace
        .issue(
            case.assessment,
            &collective,
            &Choice::None,
            &dossier,
            &mut |_| true,
        )
        .unwrap();
    let told = open(&dossier, &TrustAnchors::new());
    assert!(matches!(told, Err(Error::NotATrustList { .. })));
}

#[test]
fn a_list_that_cannot_be_written_leaves_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let collective = identity(folder.path(), "Collectif");
    let target = folder.path().join("absent").join("liste.pdf");
    assert!(issue(&TrustList::default(), &collective, &target).is_err());
    assert!(!target.exists());
}
