//! Passphrases changed, given and taken away.

use std::fs;
use std::path::Path;

use super::case::{HOUR, case, new_secret, old_secret, outcome, secret};
use super::{demo, edge};
use crate::store;
use crate::workspace::{Copied, Error, Workspace, copies, preview_copy, restore};

#[test]
fn a_change_of_passphrase_takes_copies_and_pool_along() {
    let changes = [
        (None, Some(new_secret())),
        (Some(old_secret()), Some(new_secret())),
        (Some(old_secret()), None),
    ];
    for (old, new) in changes {
        let (case, workspace) = case(old);
        let first = case.copy(&workspace, "first");
        case.copy(&workspace, "second");
        let before = workspace.sheet(case.assessment).unwrap();
        workspace.close().unwrap();
        case.wait(HOUR);
        let rekeyed = Workspace::change_passphrase(
            &case.path(),
            case.passphrase.as_ref(),
            new.as_ref(),
            &case.folders(),
            case.edge(),
            &mut |_, _| true,
        )
        .unwrap();
        assert!(rekeyed.left.is_empty(), "{:?}", rekeyed.left);
        let workspace = rekeyed.workspace;
        workspace.check().unwrap();
        assert_eq!(workspace.sheet(case.assessment).unwrap(), before);
        assert_eq!(workspace.is_encrypted(), new.is_some());
        let found = copies(&case.copies()).unwrap();
        assert_eq!(found.len(), 3, "one was made on the way");
        for copy in &found {
            let path = case.copies().join(&copy.file_name);
            let content = preview_copy(&path, new.as_ref(), edge()).unwrap();
            assert_eq!(content.evidence, demo().1.evidence.len());
        }
        let target = case.folder.path().join("back");
        let back = restore(&first, &target, new.as_ref(), edge()).unwrap();
        assert_eq!(case.comment(&back).as_deref(), Some("first"));
        assert_eq!(
            outcome(workspace.copy_if_due(&case.folders())),
            Copied::NotYet
        );
        workspace.close().unwrap();
        if let (Some(old), Some(_)) = (&case.passphrase, &new) {
            let refused = case.recover_under(Some(old)).err().unwrap();
            let is_wrong = matches!(refused, Error::Store(store::Error::WrongPassphrase { .. }));
            assert!(
                is_wrong,
                "an old passphrase is no sign of damage: {refused}"
            );
        }
        let names = fs::read_dir(case.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert!(names.into_iter().all(|name| !name.ends_with(".part")));
    }
}

#[test]
fn a_change_of_passphrase_given_up_or_refused_changes_nothing() {
    let (case, workspace) = case(Some(old_secret()));
    case.copy(&workspace, "a");
    workspace.close().unwrap();
    let change = |old: &str, new: &str, limit: usize| {
        let mut told = 0;
        Workspace::change_passphrase(
            &case.path(),
            Some(&secret(old)),
            Some(&secret(new)),
            &case.folders(),
            case.edge(),
            &mut |_, _| {
                told += 1;
                told <= limit
            },
        )
        .err()
        .unwrap()
    };
    let (old, new) = (old_secret(), new_secret());
    for limit in 0..3 {
        let cancelled = change(&old, &new, limit);
        let is_cancelled = matches!(cancelled, Error::Store(store::Error::Cancelled));
        assert!(is_cancelled, "{cancelled}");
    }
    let wrong = change("pas la bonne phrase", &new, 9);
    assert!(matches!(
        wrong,
        Error::Store(store::Error::WrongPassphrase { .. })
    ));
    let short = change(&old, "court", 9);
    assert!(matches!(short, Error::PassphraseTooShort { .. }));
    let workspace = case.recover().unwrap().0;
    workspace.check().unwrap();
    assert_eq!(copies(&case.copies()).unwrap().len(), 1);
}

#[test]
fn a_change_of_passphrase_cut_short_leaves_everything_openable() {
    // The new copy and the new pool lie ready, the workspace is still the old one.
    let (case, workspace) = case(None);
    case.copy(&workspace, "a");
    workspace.close().unwrap();
    let before = tempfile::tempdir().unwrap();
    let aside = before.path().join("w");
    fs::copy(case.path(), &aside).unwrap();
    let kept: Vec<_> = fs::read_dir(case.copies())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for entry in &kept {
        fs::copy(entry.path(), before.path().join(entry.file_name())).unwrap();
    }
    case.wait(HOUR);
    let change = |path: &Path| {
        let new = new_secret();
        Workspace::change_passphrase(
            path,
            None,
            Some(&new),
            &case.folders(),
            case.edge(),
            &mut |_, _| true,
        )
        .unwrap()
    };
    drop(change(&case.path()));
    let pool = case.copies().join("preuves.mentorat-preuves");
    fs::rename(&pool, case.copies().join("preuves.mentorat-preuves.suite")).unwrap();
    fs::copy(&aside, case.path()).unwrap();
    for entry in &kept {
        fs::copy(before.path().join(entry.file_name()), entry.path()).unwrap();
    }
    let workspace = case.recover().unwrap().0;
    workspace.check().unwrap();
    case.copy(&workspace, "b");
    workspace.close().unwrap();
    assert!(change(&case.path()).left.is_empty());
}
