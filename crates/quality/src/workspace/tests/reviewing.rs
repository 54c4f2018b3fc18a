//! A dossier that was received is reviewed: beside the answers, undone, merged, erased.

use pades::{Limits, TrustAnchors};

use super::case::{Case, both, case};
use super::*;
use crate::evidence::OpenCopies;
use crate::id::{EvidenceId, StandardId};
use crate::random::Randomness;
use crate::review::{Interview, Judgement, Proceeding, Side, State, Whom};
use crate::trust::Sender;
use crate::workspace::{FindingEntry, ReviewSheet};

/// An association's workspace with the example, its dossier, and an auditor's workspace.
struct Desk {
    case: Case,
    association: Workspace,
    dossier: PathBuf,
    auditor: Workspace,
}

fn desk(passphrase: Option<Passphrase>) -> Desk {
    let (case, association) = case(passphrase);
    let path = |name: &str| case.folder.path().join(name);
    let subject = Subject::Organisation {
        name: "Essai".into(),
    };
    let identity = create_identity(
        &path("p12"),
        &subject,
        Algorithm::P256,
        &Passphrase::new("une phrase à retenir".into()),
        &edge(),
    )
    .unwrap();
    let dossier = path("dossier.pdf");
    association
        .issue(
            case.assessment,
            &identity,
            &Choice::All,
            &dossier,
            &mut |_| true,
        )
        .unwrap();
    let auditor = create(&case, "auditeur.mentorat");
    Desk {
        association,
        dossier,
        auditor,
        case,
    }
}

fn create(case: &Case, name: &str) -> Workspace {
    let path = case.folder.path().join(name);
    Workspace::create(&path, case.passphrase.as_ref(), edge()).unwrap()
}

fn begin(workspace: &Workspace, dossier: &Path) -> ReviewSheet {
    let sheet = workspace.begin_review(dossier, &TrustAnchors::new(), &Limits::default());
    sheet.unwrap().sheet
}

fn entry(judgement: Judgement, comment: &str) -> FindingEntry {
    FindingEntry {
        judgement: Some(judgement),
        comment: Some(comment.into()),
        request: None,
    }
}

fn standards(sheet: &ReviewSheet) -> Vec<StandardId> {
    let standards = sheet.grid.standards.iter();
    standards.map(|standard| standard.id.clone()).collect()
}

#[test]
fn findings_stand_beside_the_answers_and_are_taken_back() {
    for passphrase in both() {
        let Desk {
            association,
            dossier,
            auditor,
            case,
        } = desk(passphrase);
        let begun = begin(&auditor, &dossier);
        assert_eq!(begun.content.proceeding.state, State::Received);
        assert!(
            !begun.can_undo,
            "taking a dossier up is not undone from within"
        );
        let answered = association.sheet(case.assessment).unwrap();
        assert_eq!(begun.levels.answered, answered.score);
        let id = begun.review;
        assert_eq!(begin(&auditor, &dossier).review, id, "once only");
        let received = &begun.content.received;
        let sender = Sender {
            name: received.signer.clone(),
            certificate_digest: received.certificate_digest,
            received_at: received.received_at,
        };
        assert_eq!(auditor.senders().unwrap(), [sender]);
        assert_eq!(association.senders().unwrap(), []);

        let standard = &standards(&begun)[0];
        let found = entry(Judgement::MajorNonconformity, "Aucune trace.");
        let sheet = auditor.record_finding(id, standard, found.clone()).unwrap();
        assert_eq!(sheet.content.proceeding.state, State::UnderReview);
        assert_eq!(sheet.content.received, begun.content.received);
        let again = auditor.record_finding(id, standard, found).unwrap();
        assert_eq!(again, sheet, "what says the same leaves no trace");
        let undone = auditor.undo_review(id).unwrap();
        assert_eq!(undone.content, begun.content);
        assert_eq!(auditor.redo_review(id).unwrap().content, sheet.content);

        let path = auditor.path().to_owned();
        drop(auditor);
        let auditor = Workspace::open(&path, case.passphrase.as_ref(), edge()).unwrap();
        assert_eq!(auditor.review(id).unwrap().content, sheet.content);
        auditor.check().unwrap();
        let [summary] = &auditor.reviews().unwrap()[..] else {
            panic!("one review")
        };
        assert_eq!((summary.judged, summary.state), (1, State::UnderReview));
    }
}

#[test]
fn a_review_is_no_campaign_and_goes_for_good() {
    let Desk {
        dossier,
        auditor,
        case,
        ..
    } = desk(None);
    let begun = begin(&auditor, &dossier);
    assert_eq!(auditor.campaigns().unwrap(), []);
    assert_eq!(auditor.last_opened().unwrap(), None);
    assert!(auditor.trash().unwrap().assessments.is_empty());
    let as_campaign = auditor.sheet(begun.review.scope());
    assert!(matches!(
        as_campaign,
        Err(Error::Store(store::Error::UnknownAssessment(_)))
    ));
    let nobody = auditor.review(crate::id::ReviewId::from_random([7; 16]));
    assert!(matches!(nobody, Err(Error::UnknownReview(_))));
    let standard = &standards(&begun)[0];
    let comment = "Entretien avec Mme Zébulon";
    let found = entry(Judgement::Conforming, comment);
    auditor
        .record_finding(begun.review, standard, found)
        .unwrap();
    assert_eq!(
        auditor.find_name("Zébulon").unwrap().len(),
        2,
        "there and in the history"
    );

    let copy = case.folder.path().join("copie.mentorat");
    backup(&auditor, &copy, &mut |_, _| true).unwrap();
    auditor.erase_review(begun.review).unwrap();
    assert_eq!(auditor.reviews().unwrap(), []);
    auditor.check().unwrap();
    let path = auditor.path().to_owned();
    drop(auditor);
    let bytes = std::fs::read(path).unwrap();
    let needle = "Zébulon".as_bytes();
    assert!(!bytes.windows(needle.len()).any(|there| there == needle));
    let restored = Workspace::open(&copy, None, edge()).unwrap();
    assert_eq!(
        restored.reviews().unwrap().len(),
        1,
        "a copy holds reviews too"
    );
    assert!(
        dossier.exists(),
        "the file that was received is not ours to remove"
    );
}

#[test]
fn two_auditors_put_their_findings_together() {
    let Desk {
        dossier,
        auditor,
        case,
        ..
    } = desk(None);
    let colleague = create(&case, "collegue.mentorat");
    let (mine, theirs) = (begin(&auditor, &dossier), begin(&colleague, &dossier));
    let [first, second, third, ..] = &standards(&mine)[..] else {
        panic!("three standards")
    };
    let record = |workspace: &Workspace, sheet: &ReviewSheet, standard, judgement, comment| {
        let found = entry(judgement, comment);
        workspace
            .record_finding(sheet.review, standard, found)
            .unwrap();
    };
    record(&auditor, &mine, first, Judgement::Conforming, "Vu.");
    record(&auditor, &mine, second, Judgement::Conforming, "Vu.");
    record(&colleague, &theirs, first, Judgement::Conforming, "Vu.");
    record(
        &colleague,
        &theirs,
        second,
        Judgement::MinorNonconformity,
        "Sans date.",
    );
    record(
        &colleague,
        &theirs,
        third,
        Judgement::Strength,
        "À montrer.",
    );
    let interview = Interview {
        id: colleague.new_interview_id(),
        whom: Whom::Mentees,
        held_on: None,
        standards: vec![third.clone()],
        questions: Some("Depuis quand ?".into()),
        notes: None,
    };
    colleague.put_interview(theirs.review, &interview).unwrap();
    let file = case.folder.path().join("collegue.json");
    std::fs::write(&file, colleague.export_review(theirs.review).unwrap()).unwrap();

    let merged = auditor.compare_review(mine.review, &file).unwrap();
    assert_eq!(merged.taken.len(), 1);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].standard, *second);
    let before = auditor.review(mine.review).unwrap();
    let sheet = auditor.merge_review(mine.review, &file, &[]).unwrap();
    let judgement = |sheet: &ReviewSheet, standard| {
        let finding = sheet.content.finding(standard);
        finding.and_then(|finding| finding.judgement)
    };
    assert_eq!(
        judgement(&sheet, second),
        Some(Judgement::Conforming),
        "mine stays"
    );
    assert_eq!(judgement(&sheet, third), Some(Judgement::Strength));
    assert_eq!(sheet.content.interviews, [interview]);
    assert_eq!(
        auditor.undo_review(mine.review).unwrap().content,
        before.content
    );
    let chosen = [(second.clone(), Side::Theirs)];
    let sheet = auditor.merge_review(mine.review, &file, &chosen).unwrap();
    assert_eq!(
        judgement(&sheet, second),
        Some(Judgement::MinorNonconformity)
    );
    let again = auditor.compare_review(mine.review, &file).unwrap();
    assert_eq!(again, crate::review::Merged::default());

    std::fs::write(&file, b"{}").unwrap();
    let told = auditor.compare_review(mine.review, &file);
    assert!(matches!(told, Err(Error::ReviewFile { .. })));
}

#[test]
fn what_is_closed_and_concluded_stays_when_more_is_found() {
    let Desk {
        dossier,
        auditor,
        case: _case,
        ..
    } = desk(None);
    let begun = begin(&auditor, &dossier);
    let closed = Proceeding {
        state: State::Closed,
        due_on: Some(Day::parse("2027-01-31").unwrap()),
        conclusion: Some("Niveau confirmé.".into()),
    };
    auditor.change_proceeding(begun.review, &closed).unwrap();
    let standard = &standards(&begun)[0];
    let found = entry(Judgement::Strength, "");
    let sheet = auditor
        .record_finding(begun.review, standard, found)
        .unwrap();
    assert_eq!(sheet.content.proceeding, closed);
    let unknown = StandardId::new("E9.N9.S9").unwrap();
    let told = auditor.record_finding(begun.review, &unknown, FindingEntry::default());
    assert!(matches!(told, Err(Error::UnknownStandard(_))));
    let long = entry(Judgement::Strength, &"é".repeat(100_001));
    let told = auditor.record_finding(begun.review, standard, long);
    assert!(matches!(
        told,
        Err(Error::ReviewTextTooLong {
            characters: 100_001
        })
    ));
}

#[test]
fn enclosed_evidence_is_looked_at_only_while_the_dossier_is_the_one_received() {
    let Desk {
        dossier,
        auditor,
        case,
        ..
    } = desk(None);
    let begun = begin(&auditor, &dossier);
    let pieces = &begun.content.received.evidence;
    let enclosed = pieces
        .iter()
        .find(|piece| piece.embedded_as.is_some())
        .unwrap();
    let drawn = Counting(AtomicU64::new(9));
    let mut copies = OpenCopies::begin(case.folder.path(), &drawn as &dyn Randomness).unwrap();
    let limits = Limits::default();
    let mut open = |evidence| auditor.open_received(begun.review, evidence, &limits, &mut copies);
    let path = open(enclosed.evidence).unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(crate::digest::Digest::of(&bytes), enclosed.digest);
    let nothing = open(EvidenceId::from_random([9; 16]));
    assert!(matches!(nothing, Err(Error::NotEnclosed(_))));
    let mut altered = std::fs::read(&dossier).unwrap();
    altered.push(b'\n');
    std::fs::write(&dossier, altered).unwrap();
    assert!(matches!(
        open(enclosed.evidence),
        Err(Error::ReceivedChanged { .. })
    ));
    std::fs::remove_file(&dossier).unwrap();
    assert!(matches!(
        open(enclosed.evidence),
        Err(Error::ReceivedChanged { .. })
    ));
    let told = auditor.begin_review(&dossier, &TrustAnchors::new(), &limits);
    assert!(told.is_err());
}

#[test]
fn a_report_comes_back_signed_and_is_read_beside_untouched_answers() {
    let Desk {
        association,
        dossier,
        auditor,
        case,
    } = desk(None);
    let begun = begin(&auditor, &dossier);
    let [first, second, ..] = &standards(&begun)[..] else {
        panic!("two standards")
    };
    let id = begun.review;
    let found = FindingEntry {
        judgement: Some(Judgement::MinorNonconformity),
        comment: Some("Sans date.\n— vu le 3 mars".into()),
        request: Some("Dater la charte ; « la signer ».".into()),
    };
    auditor.record_finding(id, first, found).unwrap();
    auditor
        .record_finding(id, second, entry(Judgement::Strength, "À montrer."))
        .unwrap();
    let interview = Interview {
        id: auditor.new_interview_id(),
        whom: Whom::Mentors,
        held_on: Some(Day::parse("2026-11-20").unwrap()),
        standards: Vec::new(),
        questions: None,
        notes: Some("Confidence de M. Zébulon".into()),
    };
    auditor.put_interview(id, &interview).unwrap();
    let path = |name: &str| case.folder.path().join(name);
    let secret = Passphrase::new("une phrase à retenir".into());
    let subject = Subject::Person {
        name: "Auditrice".into(),
        organisation: None,
    };
    let identity =
        create_identity(&path("a.p12"), &subject, Algorithm::P256, &secret, &edge()).unwrap();
    let report = path("rapport.pdf");
    let (issued, sheet) = auditor
        .issue_report(id, State::PreReport, &identity, &report)
        .unwrap();
    assert_eq!(sheet.content.proceeding.state, State::PreReport);
    assert_eq!(issued.size_bytes, std::fs::metadata(&report).unwrap().len());
    let bytes = std::fs::read(&report).unwrap();
    let needle = "Zébulon".as_bytes();
    assert!(!bytes.windows(needle.len()).any(|there| there == needle));
    let again = path("encore.pdf");
    auditor
        .issue_report(id, State::PreReport, &identity, &again)
        .unwrap();
    assert_eq!(
        std::fs::read(&again).unwrap(),
        bytes,
        "same input, same bytes"
    );

    let (anchors, limits) = (TrustAnchors::new(), Limits::default());
    let before = association.sheet(case.assessment).unwrap();
    let back = association.open_return(&report, &anchors, &limits).unwrap();
    assert_eq!(back.dossier.assessment, case.assessment);
    assert_eq!(back.signature.signer.as_deref(), Some("Auditrice"));
    assert_eq!(back.review.findings.len(), 2);
    assert_eq!(back.review.interviews[0].notes, None);
    assert_eq!(association.sheet(case.assessment).unwrap(), before);
    let elsewhere = auditor.open_return(&report, &anchors, &limits);
    assert!(matches!(elsewhere, Err(Error::NotOurDossier { .. })));
    let dossier_itself = association.open_return(&dossier, &anchors, &limits);
    assert!(matches!(dossier_itself, Err(Error::NotAReport { .. })));
    for place in [bytes.len() / 3, bytes.len() - 2] {
        let mut altered = bytes.clone();
        altered[place] ^= 1;
        std::fs::write(&again, altered).unwrap();
        let told = association.open_return(&again, &anchors, &limits);
        assert!(matches!(told, Err(Error::NotAReport { .. })), "{place}");
    }
    let mut longer = bytes.clone();
    longer.push(b'\n');
    std::fs::write(&again, longer).unwrap();
    let told = association.open_return(&again, &anchors, &limits);
    assert!(matches!(told, Err(Error::NotAReport { .. })));
}

#[test]
fn a_dossier_that_comes_again_is_told_and_another_version_stands_beside_it() {
    let Desk {
        association,
        dossier,
        auditor,
        case,
    } = desk(None);
    let take_up = |path: &Path| {
        auditor
            .begin_review(path, &TrustAnchors::new(), &Limits::default())
            .unwrap()
    };
    let first = take_up(&dossier);
    assert_eq!(first.already, None);
    let copy = case.folder.path().join("le même.pdf");
    std::fs::copy(&dossier, &copy).unwrap();
    let again = take_up(&copy);
    let received_at = first.sheet.content.received.received_at;
    assert_eq!(again.already, Some(received_at));
    assert_eq!(again.sheet, first.sheet);
    let standards = &first.sheet.grid.standards;
    for (standard, request) in [(0, Some("Dater la charte.")), (1, None)] {
        let found = FindingEntry {
            request: request.map(str::to_owned),
            comment: Some("Vu.".into()),
            ..FindingEntry::default()
        };
        auditor
            .record_finding(first.sheet.review, &standards[standard].id, found)
            .unwrap();
    }

    // The association goes on while its clock goes back: the number of changes tells.
    case.wait(-30 * 24 * case::HOUR);
    case.answer(&association, "Une suite.");
    let secret = Passphrase::new("une phrase à retenir".into());
    let name = "Essai".to_owned();
    let subject = Subject::Organisation { name };
    let kept = case.folder.path().join("autre.p12");
    let identity = create_identity(&kept, &subject, Algorithm::P256, &secret, &case.edge());
    let later = case.folder.path().join("suivant.pdf");
    association
        .issue(
            case.assessment,
            &identity.unwrap(),
            &Choice::All,
            &later,
            &mut |_| true,
        )
        .unwrap();
    let second = take_up(&later);
    assert_eq!(second.already, None, "both are kept");
    let [older] = &second.sheet.versions[..] else {
        panic!("one other version")
    };
    assert_eq!((older.review, older.is_newer), (first.sheet.review, false));
    let asked = second.sheet.asked.expect("something was asked for");
    assert_eq!(asked.review, first.sheet.review);
    assert_eq!(asked.issued_at, first.sheet.content.received.issued_at);
    let [request] = &asked.requests[..] else {
        panic!("one finding asks for something")
    };
    assert_eq!(request.request.as_deref(), Some("Dater la charte."));
    let first = auditor.review(first.sheet.review).unwrap();
    assert_eq!(
        first.asked, None,
        "what came later asked for nothing before"
    );
    let [newer] = &first.versions[..] else {
        panic!("one other version")
    };
    assert_eq!((newer.review, newer.is_newer), (second.sheet.review, true));
}
