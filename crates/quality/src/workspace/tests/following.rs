//! A campaign that takes over from the one before: what comes along, and what is said anew.

use super::case::{Case, case};
use super::{Day, Error, Profile, Published, Workspace, shipped};
use crate::assessment::{ActionStatus, Assessment};
use crate::grid;
use crate::id::{AssessmentId, StandardId};
use crate::workspace::Begun;

fn example() -> (Case, Workspace, Assessment) {
    let (case, workspace) = case(None);
    let before = workspace.sheet(case.assessment).unwrap().assessment;
    (case, workspace, before)
}

fn profile_after(before: &Assessment, day: &str) -> Profile {
    let mut campaign = before.campaign.clone();
    campaign.title = format!("Au {day}");
    campaign.reference_date = Day::parse(day).unwrap();
    Profile {
        organisation: before.organisation.clone(),
        programme: before.programme.clone(),
        campaign,
    }
}

fn follow(workspace: &Workspace, before: &Assessment, day: &str) -> Begun {
    let profile = profile_after(before, day);
    workspace
        .begin_following(&shipped(), before.id, profile)
        .unwrap()
}

#[test]
fn words_and_evidence_come_along_and_no_verdict_does() {
    let (_case, workspace, before) = example();
    let begun = follow(&workspace, &before, "2027-11-22");
    let after = &begun.sheet.assessment;
    assert_eq!(after.programme, before.programme);
    assert_eq!(after.evidence, before.evidence);
    assert_eq!(begun.sheet.score.level, None, "nothing was said yet");
    for answer in &after.answers {
        let earlier = before.answer(&answer.standard).unwrap();
        assert_eq!(
            (answer.verdict, &answer.answered_by, answer.answered_at),
            (None, &None, None)
        );
        assert_eq!(
            (
                &answer.comment,
                &answer.justification,
                &answer.private_note,
                &answer.evidence
            ),
            (
                &earlier.comment,
                &earlier.justification,
                &earlier.private_note,
                &earlier.evidence
            )
        );
    }
    let says = |answer: &&crate::assessment::Answer| {
        let texts = [&answer.comment, &answer.justification, &answer.private_note];
        texts.iter().any(|text| text.is_some()) || !answer.evidence.is_empty()
    };
    assert_eq!(begun.answers, before.answers.iter().filter(says).count());
    assert!(begun.answers > 0 && begun.evidence > 0, "{begun:?}");
    assert_eq!(begun.left, []);
    let library = workspace.library(after.id).unwrap();
    assert!(library.iter().all(|entry| entry.is_kept), "by reference");
    assert_eq!(workspace.sheet(before.id).unwrap().assessment, before);
}

#[test]
fn actions_that_are_not_over_come_along_under_their_ids() {
    let (_case, workspace, mut before) = example();
    let action = before.actions[0].clone();
    let statuses = [
        ActionStatus::Planned,
        ActionStatus::Started,
        ActionStatus::Done,
        ActionStatus::Dropped,
    ];
    for there in &before.actions {
        workspace.remove_action(before.id, there.id).unwrap();
    }
    before.actions.clear();
    for status in statuses {
        let mut action = action.clone();
        action.id = workspace.new_action_id();
        action.status = status;
        before.actions.push(action.clone());
        workspace.put_action(before.id, action).unwrap();
    }
    let begun = follow(&workspace, &before, "2027-11-22");
    assert_eq!(begun.sheet.assessment.actions, before.actions[..2]);
    assert_eq!(begun.actions, 2);
}

#[test]
fn what_was_taken_over_is_undone_and_redone_as_one() {
    let (_case, workspace, before) = example();
    let begun = follow(&workspace, &before, "2027-11-22").sheet;
    let id = begun.assessment.id;
    let undone = workspace.undo(id).unwrap();
    assert!(!undone.can_undo, "only the profile is left");
    let Assessment {
        answers,
        evidence,
        actions,
        ..
    } = undone.assessment;
    assert_eq!((answers.len(), evidence.len(), actions.len()), (0, 0, 0));
    assert_eq!(workspace.redo(id).unwrap().assessment, begun.assessment);
}

#[test]
fn the_campaign_before_is_the_latest_of_the_programme() {
    let (_case, workspace, first) = example();
    let previous = |id: AssessmentId| workspace.previous_campaign(id).unwrap();
    let second = follow(&workspace, &first, "2027-11-22").sheet.assessment;
    let third = follow(&workspace, &second, "2028-11-22").sheet.assessment;
    assert_eq!(previous(first.id), None);
    assert_eq!(previous(second.id), Some(first.id));
    assert_eq!(previous(third.id), Some(second.id));
    workspace.delete_assessment(second.id).unwrap();
    assert_eq!(
        previous(third.id),
        Some(first.id),
        "the other is in the trash"
    );
    let mut another = profile_after(&first, "2029-11-22");
    another.programme.id = None;
    another.programme.name = "Un autre".into();
    let another = workspace.begin_campaign(&shipped(), another).unwrap();
    assert_eq!(previous(another.assessment.id), None);
}

#[test]
fn a_campaign_does_not_follow_one_of_its_day() {
    let (_case, workspace, before) = example();
    let day = before.campaign.reference_date.to_string();
    for day in [day.as_str(), "2020-01-01"] {
        let profile = profile_after(&before, day);
        let refused = workspace.begin_following(&shipped(), before.id, profile);
        assert!(
            matches!(refused, Err(Error::NotAfter { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(workspace.campaigns().unwrap().len(), 1);
}

/// The shipped grid as another edition, without one standard and with one other piece expected.
fn other_edition(without: &StandardId, renamed: &StandardId) -> Published {
    let mut grid = serde_json::to_value(shipped().grid()).unwrap();
    grid["edition"] = "2027-1".into();
    let standards = grid["standards"].as_array_mut().unwrap();
    standards.retain(|standard| standard["id"] != without.as_str());
    let of = |standard: &&mut serde_json::Value| standard["id"] == renamed.as_str();
    let standard = standards.iter_mut().find(of).unwrap();
    for (number, item) in (1..).zip(standard["expected_evidence"].as_array_mut().unwrap()) {
        item["id"] = format!("other-{number}").into();
    }
    grid::read(serde_json::to_vec(&grid).unwrap()).unwrap()
}

#[test]
fn an_edition_without_a_standard_leaves_what_was_said_of_it() {
    let (_case, workspace, before) = example();
    let linked = |answer: &&crate::assessment::Answer| !answer.evidence.is_empty();
    let mut linked = before.answers.iter().filter(linked);
    let (gone, renamed) = (linked.next().unwrap(), linked.next().unwrap());
    let published = other_edition(&gone.standard, &renamed.standard);
    let profile = profile_after(&before, "2027-11-22");
    let begun = workspace
        .begin_following(&published, before.id, profile)
        .unwrap();
    assert_eq!(begun.left, std::slice::from_ref(&gone.standard));
    let after = begun.sheet.assessment;
    assert_eq!(after.grid.edition.as_str(), "2027-1");
    assert_eq!(after.answer(&gone.standard), None);
    let links = &after.answer(&renamed.standard).unwrap().evidence;
    assert_eq!(links.len(), renamed.evidence.len());
    assert!(
        links.iter().all(|link| link.expected.is_none()),
        "{links:?}"
    );
}

#[test]
fn the_day_until_which_evidence_is_kept_comes_along() {
    let (_case, workspace, before) = example();
    let (piece, until) = (before.evidence[0].id, Day::parse("2027-01-01").unwrap());
    workspace
        .set_retention(before.id, Some(piece), Some(until))
        .unwrap();
    let after = follow(&workspace, &before, "2027-11-22").sheet.assessment;
    let kept = workspace.retention(after.id).unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|kept| (kept.evidence, kept.keep_until))
        .collect();
    assert_eq!(kept, [(Some(piece), until)]);
}

#[test]
fn evidence_outlives_the_campaign_that_it_came_from() {
    let (_case, workspace, before) = example();
    let after = follow(&workspace, &before, "2027-11-22").sheet.assessment;
    let erased = workspace.erase_assessment(before.id).unwrap();
    assert_eq!(erased.contents, [], "each content serves the new campaign");
    let library = workspace.library(after.id).unwrap();
    assert!(library.iter().all(|entry| entry.is_kept));
    assert_eq!(workspace.previous_campaign(after.id).unwrap(), None);
}
