//! Evidence as large as the settings allow, in a dossier that our own verifier reads.

use pades::identity::{Algorithm, Subject};
use pades::{Limits, TrustAnchors};

use super::{edge, profile, shipped};
use crate::store::Passphrase;
use crate::verification::{self, Embedded, Verdict};
use crate::workspace::{Attaching, Choice, EvidenceLimits, Workspace, create_identity};

#[test]
fn a_piece_larger_than_what_a_filter_may_make_is_verified_with_its_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let workspace = Workspace::create(&path("w"), None, edge()).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let (id, standard) = (sheet.assessment.id, &sheet.grid.standards[0].id);
    workspace
        .set_evidence_limits(EvidenceLimits::HIGHEST)
        .unwrap();
    let size_bytes = Limits::default().stream_bytes + 1;
    std::fs::write(path("piece.txt"), vec![b'a'; size_bytes]).unwrap();
    let attached = workspace
        .attach(
            id,
            standard,
            Attaching::default(),
            &[path("piece.txt")],
            &mut |_| true,
        )
        .unwrap();
    assert_eq!(attached.attached.len(), 1, "the settings allow it");

    let secret = Passphrase::new("une phrase à retenir".into());
    let name = "Essai".to_owned();
    let subject = Subject::Organisation { name };
    let identity =
        create_identity(&path("p12"), &subject, Algorithm::P256, &secret, &edge()).unwrap();
    let target = path("dossier.pdf");
    workspace
        .issue(id, &identity, &Choice::All, &target, &mut |_| true)
        .unwrap();
    let bytes = std::fs::read(&target).unwrap();
    let (anchors, at) = (TrustAnchors::new(), edge().clock.now());
    let verified = verification::verify(&bytes, "", &anchors, at, &Limits::default());
    assert_eq!(verified.report.verdict, Verdict::Intact);
    let mut sizes = verified.embedded.iter().map(Embedded::size_bytes);
    assert!(sizes.any(|size| size == size_bytes as u64));
}
