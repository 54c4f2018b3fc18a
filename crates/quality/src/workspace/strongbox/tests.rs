//! One identity is kept, and whatever is done with it, it is never lost on the way.

use std::path::{Path, PathBuf};

use pades::identity::{Algorithm, Identity, Subject};

use super::*;
use crate::workspace::tests::{edge, root};
use crate::workspace::{
    IdentityKind, IdentitySummary, create_identity, export_identity, read_identities,
    request_certificate, take_certificate,
};

struct Desk {
    folder: tempfile::TempDir,
    edge: Edge,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            edge: edge(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn strongbox(&self) -> Strongbox {
        Strongbox::in_folder(&self.path("home"))
    }

    fn create(&self, name: &str, replaces: Option<&Digest>) -> Result<Identity, Error> {
        let subject = organisation(name);
        let algorithm = Algorithm::P256;
        self.strongbox()
            .create(&subject, algorithm, &secret(), replaces, &self.edge)
    }

    /// What a former version left: PKCS#12, and the certificate beside it.
    fn former(&self) -> Identity {
        std::fs::create_dir(self.path("home")).unwrap();
        let path = self.path("home/identite.p12");
        let subject = organisation("Passerelle");
        let made = create_identity(&path, &subject, Algorithm::P256, &secret(), &self.edge);
        let made = made.unwrap();
        std::fs::write(self.path("home/identite.cer"), made.certificate().der()).unwrap();
        made
    }

    /// Names of what stands in the strongbox's folder.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("home")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

fn organisation(name: &str) -> Subject {
    Subject::Organisation { name: name.into() }
}

fn secret() -> Passphrase {
    Passphrase::new("une phrase à retenir".into())
}

fn two_identities() -> PathBuf {
    root().join("crates/pades/fixtures/pkcs12/two-identities.p12")
}

fn opens_two() -> Passphrase {
    Passphrase::new("deux identites".into())
}

fn pem(identity: &Identity, path: &Path) {
    std::fs::write(path, identity.certificate().to_pem()).unwrap();
}

#[test]
fn an_identity_that_was_created_opens_again_and_says_who_it_is_while_closed() {
    let desk = Desk::new();
    assert!(desk.strongbox().certificate().unwrap().is_none());
    let made = desk.create("Passerelle", None).unwrap();
    let inside = desk.strongbox().certificate().unwrap().unwrap();
    assert_eq!(&inside, made.certificate());
    let summary = IdentitySummary::of_certificate(&inside);
    assert_eq!(
        (summary.kind, summary.issuer),
        (IdentityKind::Seal, None),
        "nobody but itself vouches for it"
    );
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &made));
    let other = Passphrase::new("une autre phrase".into());
    let refused = desk.strongbox().open(&other, &desk.edge).unwrap_err();
    let wrong = kept::Error::WrongPassphrase;
    assert!(matches!(refused, Error::KeptIdentity { source, .. } if source == wrong));
}

#[test]
fn one_of_a_former_version_takes_the_present_form_when_it_is_opened() {
    let desk = Desk::new();
    let former = desk.former();
    let shown = desk.strongbox().certificate().unwrap().unwrap();
    assert_eq!(&shown, former.certificate());
    let wrong = Passphrase::new("une autre phrase".into());
    desk.strongbox().open(&wrong, &desk.edge).unwrap_err();
    assert_eq!(
        desk.names(),
        ["identite.cer", "identite.p12"],
        "untouched while it does not open"
    );
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &former));
    assert_eq!(desk.names(), [KEPT]);
    let again = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&again, &former));
}

#[test]
fn one_of_a_former_version_without_its_certificate_asks_for_its_passphrase() {
    let desk = Desk::new();
    let former = desk.former();
    std::fs::remove_file(desk.path("home/identite.cer")).unwrap();
    let closed = desk.strongbox().certificate().unwrap_err();
    assert!(matches!(closed, Error::IdentityClosed { .. }));
    desk.create("Autre", None)
        .expect_err("what is there is never lost");
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &former));
    assert!(desk.strongbox().certificate().unwrap().is_some());
}

#[test]
fn a_former_one_left_behind_by_a_power_cut_goes_at_the_next_opening() {
    let desk = Desk::new();
    let former = desk.former();
    let bytes = std::fs::read(desk.path("home/identite.p12")).unwrap();
    desk.strongbox().open(&secret(), &desk.edge).unwrap();
    std::fs::write(desk.path("home/identite.p12"), bytes).unwrap();
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &former));
    assert_eq!(desk.names(), [KEPT]);
}

#[test]
fn a_former_one_still_signs_where_nothing_can_be_written() {
    let desk = Desk::new();
    let former = desk.former();
    // A folder stands where the new form should be: writing it fails, whoever tries.
    let part = format!("home/.{KEPT}.{}.part", std::process::id());
    std::fs::create_dir(desk.path(&part)).unwrap();
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &former));
}

#[test]
fn another_identity_gives_way_only_when_it_is_named() {
    let desk = Desk::new();
    let first = desk.create("Première", None).unwrap();
    let refused = desk.create("Seconde", None).unwrap_err();
    assert!(matches!(refused, Error::OtherIdentity { .. }));
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &first));
    let second = desk.create("Seconde", Some(&digest(&first))).unwrap();
    let refused = desk.create("Troisième", Some(&digest(&first))).unwrap_err();
    assert!(matches!(refused, Error::OtherIdentity { .. }));
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert!(is_same(&opened, &second));
}

#[test]
fn a_short_passphrase_keeps_nothing() {
    let desk = Desk::new();
    let short = Passphrase::new("onze lettre".into());
    let refused = desk.strongbox().create(
        &organisation("Passerelle"),
        Algorithm::P256,
        &short,
        None,
        &desk.edge,
    );
    assert!(matches!(
        refused.unwrap_err(),
        Error::PassphraseTooShort { characters: 11 }
    ));
    assert!(desk.strongbox().certificate().unwrap().is_none());
}

#[test]
fn one_of_several_identities_of_a_file_is_chosen() {
    let desk = Desk::new();
    let found = read_identities(&two_identities(), &opens_two()).unwrap();
    let summaries: Vec<IdentitySummary> = found.iter().map(IdentitySummary::of).collect();
    let mut names: Vec<_> = summaries.iter().map(|one| (&*one.name, one.kind)).collect();
    names.sort_by_key(|(name, _)| *name);
    assert_eq!(
        names,
        [
            ("Camille Roy", IdentityKind::Person),
            ("Passerelle d'essai", IdentityKind::Seal)
        ]
    );
    let person = summaries
        .iter()
        .find(|one| one.kind == IdentityKind::Person);
    let chosen = person.unwrap().certificate_digest;
    let import = |chosen: Digest| {
        let (file, phrase) = (two_identities(), opens_two());
        let from = (&*file, &phrase);
        desk.strongbox()
            .import(from, &chosen, &secret(), None, &desk.edge)
    };
    let unknown = import(Digest::of(b"another")).unwrap_err();
    assert!(matches!(unknown, Error::UnknownIdentity { .. }));
    assert!(desk.strongbox().certificate().unwrap().is_none());
    import(chosen).unwrap();
    let opened = desk.strongbox().open(&secret(), &desk.edge).unwrap();
    assert_eq!(digest(&opened), chosen);
}

#[test]
fn what_was_exported_and_removed_comes_back_whole() {
    let desk = Desk::new();
    let made = desk.create("Passerelle", None).unwrap();
    let (file, phrase) = (
        desk.path("copie.p12"),
        Passphrase::new("la phrase de la copie".into()),
    );
    export_identity(&made, &file, &phrase, &desk.edge).unwrap();
    desk.strongbox().remove().unwrap();
    assert!(desk.strongbox().certificate().unwrap().is_none());
    assert!(desk.names().is_empty(), "no trace of the key is left");
    let back = desk.strongbox().import(
        (&file, &phrase),
        &digest(&made),
        &secret(),
        None,
        &desk.edge,
    );
    assert!(is_same(&back.unwrap(), &made));
}

#[test]
fn a_certificate_for_another_key_is_refused_and_changes_nothing() {
    let desk = Desk::new();
    let made = desk.create("Passerelle", None).unwrap();
    assert!(
        request_certificate(&made)
            .unwrap()
            .starts_with("-----BEGIN CERTIFICATE REQUEST-----")
    );
    let stranger = generate(&organisation("Autre"), Algorithm::P256, &desk.edge).unwrap();
    let file = desk.path("certificat.pem");
    pem(&stranger, &file);
    let refused = take_certificate(&made, &file).unwrap_err();
    assert!(matches!(refused, Error::OtherKey { .. }));
    pem(&made, &file);
    let taken = take_certificate(&made, &file).unwrap();
    assert!(is_same(&taken, &made));
    std::fs::write(&file, "rien").unwrap();
    let refused = take_certificate(&made, &file).unwrap_err();
    assert!(matches!(refused, Error::Certificates { .. }));
}
