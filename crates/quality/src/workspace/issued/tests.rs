//! What leaves the house is in the register, and nothing else is.

use pades::identity::{Algorithm, Subject};

use crate::digest::Digest;
use crate::store::Passphrase;
use crate::workspace::tests::{demo, edge};
use crate::workspace::{Choice, Workspace, create_identity};

#[test]
fn a_dossier_that_was_issued_is_known_by_the_digest_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    workspace
        .import(&demo, &published, None, &mut |_| true)
        .unwrap();
    let secret = Passphrase::new("une phrase à retenir".into());
    let subject = Subject::Organisation {
        name: "Essai".into(),
    };
    let key = folder.path().join("p12");
    let identity = create_identity(&key, &subject, Algorithm::P256, &secret, &edge()).unwrap();
    let issue = |name: &str, go_on: bool| {
        let target = folder.path().join(name);
        workspace.issue(demo.id, &identity, &Choice::None, &target, &mut |_| go_on)
    };
    issue("given-up.pdf", false).unwrap_err();
    issue("missing/folder.pdf", true).unwrap_err();
    assert!(workspace.issued(demo.id).unwrap().is_empty());
    let issued = issue("premier.pdf", true).unwrap();
    issue("second.pdf", true).unwrap();
    let known = workspace.issued(demo.id).unwrap();
    let names: Vec<&str> = known.iter().map(|dossier| &*dossier.file_name).collect();
    assert_eq!(names, ["second.pdf", "premier.pdf"], "the newest first");
    let bytes = std::fs::read(&issued.path).unwrap();
    let first = &known[1];
    assert_eq!(
        (first.digest, first.size_bytes),
        (Digest::of(&bytes), issued.size_bytes)
    );
    assert_eq!(first.size_bytes, bytes.len() as u64);
    assert_eq!(first.certificate_digest, issued.certificate_digest);
    let journal = workspace.store.journal(demo.id).unwrap();
    assert_eq!(first.journal, journal.last().unwrap().head());

    let erased = workspace.erase_assessment(demo.id).unwrap();
    assert_eq!(
        erased.unreachable.dossiers, known,
        "nobody can call them back"
    );
    assert_eq!(
        workspace.store.issued().unwrap(),
        known,
        "the register stays"
    );
}
