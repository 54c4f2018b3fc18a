//! What is overdue is listed, and nothing else.

use crate::clock::Day;
use crate::workspace::tests::{demo, edge};
use crate::workspace::{Error, Retention, Workspace};

#[test]
fn what_was_to_be_kept_until_a_day_that_passed_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let workspace = Workspace::create(&folder.path().join("w"), None, edge()).unwrap();
    workspace
        .import(&demo, &published, None, &mut |_| true)
        .unwrap();
    let day = |text: &str| Day::parse(text).unwrap();
    let piece = &demo.evidence[0];
    let (last, next) = (day("2026-12-31"), day("2027-01-01"));
    workspace
        .set_retention(demo.id, Some(piece.id), Some(next))
        .unwrap();
    workspace
        .set_retention(demo.id, Some(piece.id), Some(last))
        .unwrap();
    workspace
        .set_retention(demo.id, None, Some(day("2030-01-01")))
        .unwrap();
    let kept = workspace.retention(demo.id).unwrap();
    let soonest = Retention {
        assessment: demo.id,
        evidence: Some(piece.id),
        keep_until: last,
    };
    assert_eq!((kept.len(), kept[0]), (2, soonest));
    assert!(
        workspace.to_be_deleted(last).unwrap().is_empty(),
        "the last day counts"
    );
    let overdue = workspace.to_be_deleted(next).unwrap();
    assert_eq!(overdue.len(), 1);
    assert_eq!(
        (overdue[0].retention, &overdue[0].title),
        (soonest, &piece.title)
    );
    let overdue = workspace.to_be_deleted(day("2031-01-01")).unwrap();
    assert_eq!(overdue[1].title, demo.campaign.title);
    workspace.set_retention(demo.id, None, None).unwrap();
    assert_eq!(workspace.to_be_deleted(day("2031-01-01")).unwrap().len(), 1);
    workspace.delete_assessment(demo.id).unwrap();
    assert!(
        workspace
            .to_be_deleted(day("2031-01-01"))
            .unwrap()
            .is_empty()
    );
    workspace.undelete_assessment(demo.id).unwrap();
    workspace.erase_evidence(demo.id, piece.id).unwrap();
    assert!(workspace.retention(demo.id).unwrap().is_empty());
    let unknown = workspace.set_retention(demo.id, Some(piece.id), Some(last));
    assert!(matches!(unknown, Err(Error::UnknownEvidence(_))));
}
