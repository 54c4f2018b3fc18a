//! What is deleted can be taken back, until it is erased.

use std::path::PathBuf;

use super::{KEPT_DAYS, later};
use crate::clock::{Day, Moment};
use crate::journal::{Record, RecordKind};
use crate::store::{Edit, edits_of_answer};
use crate::workspace::tests::{demo, demo_evidence, edge, profile, shipped};
use crate::workspace::{Error, Workspace};

fn filled(folder: &tempfile::TempDir) -> (Workspace, crate::assessment::Assessment) {
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    (workspace, demo)
}

/// The moment at which the clock of these tests stands.
fn now() -> Moment {
    Moment::parse("2026-11-22T10:00:00Z").unwrap()
}

fn days_later(days: i32) -> Moment {
    let day = later(now().day(), days);
    Moment::parse(&format!("{day}T00:00:00Z")).unwrap()
}

#[test]
fn a_deleted_assessment_is_out_of_sight_and_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, demo) = filled(&folder);
    let other = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let before = workspace.sheet(demo.id).unwrap();
    workspace.remember_opened(demo.id).unwrap();
    workspace.delete_assessment(demo.id).unwrap();
    let listed = workspace.campaigns().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(workspace.last_opened().unwrap(), Some(other.assessment.id));
    let refused = |found: Result<(), Error>| assert!(matches!(found, Err(Error::InTrash(_))));
    refused(workspace.sheet(demo.id).map(|_| ()));
    refused(workspace.delete_assessment(demo.id));
    let again = workspace.import(&demo, &shipped(), None, &mut |_| true);
    refused(again);
    let trash = workspace.trash().unwrap();
    let deleted = &trash.assessments[..];
    assert_eq!(
        (
            deleted.len(),
            deleted[0].summary.assessment,
            deleted[0].deleted_at
        ),
        (1, demo.id, now())
    );
    assert_eq!(deleted[0].erased_on, Day::parse("2026-12-22").unwrap());
    assert_eq!(workspace.undelete_assessment(demo.id).unwrap(), before);
    assert!(workspace.trash().unwrap().assessments.is_empty());
    workspace.check().unwrap();
}

#[test]
fn evidence_that_left_the_library_comes_back_with_its_links() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, demo) = filled(&folder);
    let before = workspace.sheet(demo.id).unwrap();
    let piece = demo
        .answers
        .iter()
        .find_map(|a| a.evidence.first())
        .unwrap()
        .evidence;
    let mut edits = vec![Edit {
        record: Record::keyed(RecordKind::Evidence, piece),
        after: None,
    }];
    for mut answer in demo.answers.clone() {
        answer.evidence.retain(|link| link.evidence != piece);
        edits.extend(edits_of_answer(&answer));
    }
    workspace.change(demo.id, &edits).unwrap();
    let removed = workspace.trash().unwrap().evidence;
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0].evidence.id, piece);
    assert!(removed[0].has_content);
    let restored = workspace.restore_evidence(demo.id, piece).unwrap();
    assert!(workspace.trash().unwrap().evidence.is_empty());
    let sorted = |mut assessment: crate::assessment::Assessment| {
        assessment.evidence.sort_by_key(|piece| piece.id);
        for answer in &mut assessment.answers {
            answer.evidence.sort_by_key(|link| link.evidence);
        }
        assessment
    };
    assert_eq!(
        sorted(restored.assessment),
        sorted(before.assessment.clone())
    );
    workspace.undo(demo.id).unwrap();
    assert_eq!(
        workspace.undo(demo.id).unwrap().assessment,
        before.assessment
    );
}

#[test]
fn an_attachment_that_was_undone_is_in_the_trash_too() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    let sheet = workspace.begin_campaign(&shipped(), profile()).unwrap();
    let (id, standard) = (sheet.assessment.id, &sheet.grid.standards[0].id);
    let path: PathBuf = folder.path().join("note.txt");
    std::fs::write(&path, "a").unwrap();
    let attached = workspace
        .attach(id, standard, None, &[path], &mut |_| true)
        .unwrap();
    workspace.undo(id).unwrap();
    assert_eq!(
        workspace.trash().unwrap().evidence[0].evidence.id,
        attached.attached[0]
    );
    let redone = workspace.redo(id).unwrap();
    assert_eq!(redone.assessment, attached.sheet.assessment);
    assert!(workspace.trash().unwrap().evidence.is_empty());
}

#[test]
fn the_trash_is_emptied_after_thirty_days_and_no_sooner() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, demo) = filled(&folder);
    workspace.delete_assessment(demo.id).unwrap();
    assert!(workspace.purge(now()).unwrap().is_empty());
    assert!(
        workspace
            .purge(days_later(KEPT_DAYS - 1))
            .unwrap()
            .is_empty()
    );
    let erased = workspace.purge(days_later(KEPT_DAYS)).unwrap();
    assert_eq!(erased.len(), 1);
    assert_eq!(erased[0].contents.len(), {
        let digests = demo.evidence.iter().map(|piece| piece.digest);
        digests.collect::<std::collections::BTreeSet<_>>().len()
    });
    assert!(workspace.trash().unwrap().assessments.is_empty());
    workspace.undelete_assessment(demo.id).unwrap_err();
    workspace.check().unwrap();
}

#[test]
fn a_clock_that_jumps_ten_years_empties_nothing_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, demo) = filled(&folder);
    workspace.purge(now()).unwrap();
    workspace.delete_assessment(demo.id).unwrap();
    assert!(workspace.purge(days_later(3650)).unwrap().is_empty());
    assert!(workspace.purge(days_later(-3650)).unwrap().is_empty());
    assert!(workspace.purge(now()).unwrap().is_empty());
    workspace.undelete_assessment(demo.id).unwrap();
}
