//! Copies made, counted, looked into and brought back.

use std::fs;

use super::case::{HOUR, both, case, made, new_secret, old_secret, outcome};
use super::{demo, edge, profile, root, shipped};
use crate::clock::Clock as _;
use crate::store::{self, Pool, Store};
use crate::workspace::copies::POOL;
use crate::workspace::safety::backup_by_way_of_here;
use crate::workspace::{
    Copied, Erasure, Error, FolderReport, Workspace, backup, copies, folder_beside, last_copy,
    preview_copy, restore, restore_copy,
};

#[test]
fn a_copy_is_made_once_an_hour_while_there_is_something_new() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        assert_eq!(last_copy(&case.folders()), None);
        made(workspace.copy_if_due(&case.folders()));
        assert_eq!(last_copy(&case.folders()), Some(case.hands.now()));
        case.answer(&workspace, "a");
        case.wait(HOUR - 1);
        assert_eq!(
            outcome(workspace.copy_if_due(&case.folders())),
            Copied::NotYet
        );
        case.wait(1);
        made(workspace.copy_if_due(&case.folders()));
        case.wait(HOUR);
        let nothing = outcome(workspace.copy_if_due(&case.folders()));
        assert_eq!(nothing, Copied::NothingNew);
        workspace.close().unwrap();
        let workspace = case.recover().unwrap().0;
        let nothing = outcome(workspace.copy_if_due(&case.folders()));
        assert_eq!(nothing, Copied::NothingNew, "opening is no change");
        case.wait(-10 * 365 * 24 * HOUR);
        made(workspace.copy_now(&case.folders(), &mut |_, _| true));
        assert_eq!(copies(&case.copies()).unwrap().len(), 3);
    }
}

#[test]
fn after_sixty_days_ten_last_and_one_a_day_for_thirty_days_are_there() {
    let (case, workspace) = case(None);
    for half_day in 0..120 {
        case.copy(&workspace, &half_day.to_string());
        case.wait(11 * HOUR);
    }
    let left = copies(&case.copies()).unwrap();
    let days: std::collections::BTreeSet<_> = left.iter().map(|copy| copy.made_at.day()).collect();
    assert_eq!(days.len(), 30);
    assert_eq!(left.len(), 34, "the ten last stand on six days");
    let (pool, copy) = (case.copies().join("preuves.mentorat-preuves"), &left[0]);
    let evidence: u64 = demo().1.evidence.iter().map(|piece| piece.size_bytes).sum();
    let size = fs::metadata(pool).unwrap().len();
    assert!(
        size < evidence * 2 + 65_536,
        "{size} bytes: each content stands once"
    );
    let path = case.copies().join(&copy.file_name);
    let content = preview_copy(&path, None, edge()).unwrap();
    assert_eq!(content.campaigns, workspace.campaigns().unwrap());
    assert_eq!(content.evidence, demo().1.evidence.len());
    assert_eq!(content.missing_evidence, [] as [String; 0]);
}

#[test]
fn a_second_folder_that_is_gone_keeps_nothing_from_the_first() {
    let (case, workspace) = case(None);
    let gone = case.path().join("clé");
    let second = case.folder.path().join("second");
    let reports = workspace.copy_if_due(&[gone, case.copies(), second.clone()]);
    let is_made = |report: &FolderReport| matches!(report.outcome, Ok(Copied::Made { .. }));
    assert_eq!(
        reports.iter().map(is_made).collect::<Vec<_>>(),
        [false, true, true]
    );
    let copy = second.join(&copies(&second).unwrap()[0].file_name);
    let target = case.folder.path().join("back");
    restore(&copy, &target, None, edge())
        .unwrap()
        .check()
        .unwrap();
}

#[test]
fn a_folder_of_another_workspace_is_left_alone() {
    let (case, workspace) = case(Some(old_secret()));
    made(workspace.copy_if_due(&case.folders()));
    let path = case.folder.path().join("other");
    let other = Workspace::create(&path, Some(&new_secret()), edge()).unwrap();
    other.begin_campaign(&shipped(), profile()).unwrap();
    let report = other.copy_if_due(&case.folders()).remove(0);
    assert!(matches!(report.outcome, Err(Error::FolderOfAnother { .. })));
    assert_eq!(copies(&case.copies()).unwrap().len(), 1);
}

#[test]
fn a_copy_comes_back_with_its_evidence_and_names_what_is_missing() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        let passphrase = case.passphrase.as_ref();
        let copy = case.copy(&workspace, "a");
        let target = case.folder.path().join("back");
        let refused = restore_copy(&copy, &case.path(), passphrase, &edge(), &mut |_, _| true);
        assert!(matches!(refused, Err(Error::TargetExists { .. })));
        let back = restore(&copy, &target, passphrase, edge()).unwrap();
        back.check().unwrap();
        let id = case.assessment;
        assert_eq!(back.sheet(id).unwrap(), workspace.sheet(id).unwrap());
        fs::remove_file(case.copies().join("preuves.mentorat-preuves")).unwrap();
        let bare = case.folder.path().join("bare");
        let restored = restore_copy(&copy, &bare, passphrase, &edge(), &mut |_, _| true).unwrap();
        assert_eq!(restored.missing_evidence.len(), demo().1.evidence.len());
        assert_eq!(
            preview_copy(&copy, passphrase, edge())
                .unwrap()
                .missing_evidence,
            restored.missing_evidence
        );
        let whole = case.folder.path().join("whole");
        backup(&workspace, &whole, &mut |_, _| true).unwrap();
        let again = case.folder.path().join("again");
        let restored = restore_copy(&whole, &again, passphrase, &edge(), &mut |_, _| true).unwrap();
        assert_eq!(restored.missing_evidence, [] as [String; 0]);
    }
}

#[test]
fn a_backup_to_another_machine_goes_through_a_checked_copy_here() {
    let (case, workspace) = case(Some(old_secret()));
    let target = case.folder.path().join("far");
    backup_by_way_of_here(&workspace, &target, &mut |_, _| true).unwrap();
    let back = case.folder.path().join("back");
    let back = restore(&target, &back, case.passphrase.as_ref(), edge()).unwrap();
    back.check().unwrap();
}

#[test]
fn what_was_done_since_a_copy_is_told_entry_by_entry() {
    let (case, workspace) = case(None);
    let copy = case.copy(&workspace, "a");
    assert_eq!(workspace.changes_since(&copy, None).unwrap(), b"");
    case.answer(&workspace, "b");
    let lines = String::from_utf8(workspace.changes_since(&copy, None).unwrap()).unwrap();
    assert_eq!(lines.lines().count(), 1);
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["after"]["comment"], "b");
    assert_eq!(line["private"], false);
}

#[test]
fn a_pool_that_is_damaged_is_kept_aside_and_made_again() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        case.copy(&workspace, "a");
        let pool = case.copies().join("preuves.mentorat-preuves");
        fs::write(&pool, [1; 8192]).unwrap();
        case.answer(&workspace, "b");
        case.wait(HOUR);
        let report = workspace.copy_if_due(&case.folders()).remove(0);
        let Ok(Copied::Made {
            copy, set_aside, ..
        }) = report.outcome
        else {
            panic!("{report:?}");
        };
        let kept = set_aside.unwrap().join("preuves.mentorat-preuves");
        assert_eq!(fs::read(kept).unwrap(), [1; 8192]);
        let content = preview_copy(&copy, case.passphrase.as_ref(), edge()).unwrap();
        assert_eq!(content.evidence, demo().1.evidence.len());
    }
}

#[test]
fn every_fault_is_told() {
    let (case, workspace) = case(None);
    assert!(workspace.faults(&mut |_, _| true).unwrap().is_empty());
    let connection = workspace.store.connection();
    let damage = "UPDATE chunk SET bytes = x'00' WHERE content IN (SELECT id FROM content LIMIT 2)";
    connection.execute(damage, []).unwrap();
    connection
        .execute("UPDATE entry SET after = '{}' WHERE sequence = 2", [])
        .unwrap();
    let faults = workspace.faults(&mut |_, _| true).unwrap();
    assert!(faults.len() >= 3, "{faults:?}");
    drop(case);
}

#[test]
fn an_older_form_is_copied_before_it_is_migrated_and_can_come_back() {
    for (name, passphrase) in [
        ("form-1-plain.mentorat", None),
        ("form-1-encrypted.mentorat", Some(old_secret())),
    ] {
        let passphrase = passphrase.as_ref();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::copy(root().join("fixtures/workspaces").join(name), &path).unwrap();
        let workspace = Workspace::open(&path, passphrase, edge()).unwrap();
        let beside = folder_beside(&path);
        let [copy] = &copies(&beside).unwrap()[..] else {
            panic!("one copy is made");
        };
        let (copy, back) = (beside.join(&copy.file_name), folder.path().join("back"));
        assert_eq!(Store::form(&copy, passphrase).unwrap(), 1);
        let restored = restore_copy(&copy, &back, passphrase, &edge(), &mut |_, _| true).unwrap();
        assert_eq!(restored.missing_evidence, [] as [String; 0]);
        assert_eq!(
            Store::form(&back, passphrase).unwrap(),
            1,
            "for the older application"
        );
        let back = Workspace::open(&back, passphrase, edge()).unwrap();
        assert_eq!(back.campaigns().unwrap(), workspace.campaigns().unwrap());
        assert_eq!(workspace.changes_since(&copy, passphrase).unwrap(), b"");
        back.check().unwrap();
    }
}

#[test]
fn what_is_taken_out_of_the_copies_and_the_pool_is_gone_there() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        let copy = case.copy(&workspace, "a");
        let take_out =
            |facts: &Store| -> Result<(), Error> { Ok(facts.set_setting("taken", "out")?) };
        let left = workspace.rework_copies(&case.folders(), &take_out).unwrap();
        assert_eq!(left, [] as [String; 0]);
        let facts = store::load(&copy, case.passphrase.as_ref()).unwrap().facts;
        assert_eq!(facts.setting("taken").unwrap().as_deref(), Some("out"));
        assert_eq!(
            facts.assessment(case.assessment).unwrap(),
            workspace.sheet(case.assessment).unwrap().assessment
        );
        let gone = demo().1.evidence[0].digest;
        workspace.drop_from_pools(&case.folders(), &[gone]).unwrap();
        let content = preview_copy(&copy, case.passphrase.as_ref(), edge()).unwrap();
        assert_eq!(
            content.missing_evidence,
            [demo().1.evidence[0].title.clone()]
        );
    }
}

#[test]
fn what_is_erased_is_gone_from_copies_and_pools_too() {
    for passphrase in both() {
        let (case, workspace) = case(passphrase);
        let copy = case.copy(&workspace, "a");
        let piece = demo().1.evidence[0].clone();
        let erasure = Erasure::Evidence {
            assessment: case.assessment,
            evidence: piece.id,
        };
        let mut erased = workspace.erase_evidence(case.assessment, piece.id).unwrap();
        workspace
            .erase_from_copies(&case.folders(), &erasure, &mut erased)
            .unwrap();
        assert_eq!(erased.unreachable.copies, [] as [String; 0]);
        let key = workspace.store.pool_key().unwrap();
        let pool = Pool::open_to_read(&case.copies().join(POOL), key.as_ref()).unwrap();
        assert!(!pool.holds(piece.digest).unwrap());
        let content = preview_copy(&copy, case.passphrase.as_ref(), edge()).unwrap();
        assert_eq!(content.evidence, demo().1.evidence.len() - 1);
        assert_eq!(content.missing_evidence, [] as [String; 0]);
    }
}

#[test]
fn what_lasts_tells_how_far_it_is_and_stops_when_asked() {
    type Act<'a> = &'a mut dyn FnMut(store::Progress<'_>) -> Result<(), Error>;
    let (case, workspace) = case(None);
    let place = |name| case.folder.path().join(name);
    let (copy, back, folders) = (place("copy"), place("back"), case.folders());
    let mut acts: [(&str, Act<'_>); 4] = [
        ("check", &mut |told| workspace.faults(told).map(|_| ())),
        ("backup", &mut |told| backup(&workspace, &copy, told)),
        ("restore", &mut |told| {
            restore_copy(&copy, &back, None, &edge(), told).map(|_| ())
        }),
        ("copies", &mut |told| {
            let reports = workspace.copy_now(&folders, told);
            reports
                .into_iter()
                .try_for_each(|report| report.outcome.map(|_| ()))
        }),
    ];
    for (what, act) in &mut acts {
        let mut told = Vec::new();
        let stopped = act(&mut |done, total| {
            told.push((done, total));
            told.len() < 2
        });
        let is_cancelled = matches!(stopped, Err(Error::Store(store::Error::Cancelled)));
        assert!(is_cancelled, "{what}: {stopped:?}");
        assert_eq!(told.len(), 2, "{what}: nothing goes on after that");
        assert!(
            !copy.exists() || *what != "backup",
            "nothing is left behind"
        );
        assert!(!back.exists(), "nothing is left behind");
        let mut told = Vec::new();
        act(&mut |done, total| {
            told.push((done, total));
            true
        })
        .unwrap();
        let (done, total) = *told.last().unwrap();
        assert!(total > 0 && done <= total, "{what}: {told:?}");
        assert!(told.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{what}");
        if *what == "restore" {
            fs::remove_file(&back).unwrap();
        }
    }
    workspace.check().unwrap();
}
