//! A run: deeds done in a workspace and in the model, side by side.

use std::path::{Path, PathBuf};

use promises::worker::{edge, shipped};
use quality::assessment::{Action, ActionStatus, EvidenceLink};
use quality::clock::Moment;
use quality::digest::Digest;
use quality::evidence::MetadataChoice;
use quality::id::{AssessmentId, StandardId};
use quality::store::{self, Passphrase};
use quality::workspace::{
    AnswerEntry, Description, Edge, Error, Profile, Workspace, backup, restore,
};

use super::deed::Deed;
use super::state::{State, answer};
use crate::clocks::SetClock;
use crate::fault::quick_folder;

/// Does every deed and compares after each; then undoes and redoes everything.
pub fn agrees(deeds: &[Deed], passphrase: Option<&Passphrase>) {
    let mut run = Run::begin(passphrase.cloned());
    for deed in deeds {
        run.step(deed);
        run.compare();
    }
    run.reopen(false);
    run.compare();
    run.workspace().check().unwrap();
    let (last, first) = (run.state.now.clone(), run.state.before.first().cloned());
    let mut count = 0;
    while run.state.undo() {
        run.workspace().undo(run.id).unwrap();
        run.compare();
        count += 1;
    }
    assert_eq!(Some(&run.state.now), first.as_ref().or(Some(&last)));
    for _ in 0..count {
        assert!(run.state.redo());
        run.workspace().redo(run.id).unwrap();
        run.compare();
    }
    assert_eq!(run.state.now, last);
    run.erase_a_piece();
}

struct Run {
    place: tempfile::TempDir,
    passphrase: Option<Passphrase>,
    clock: SetClock,
    /// The workspace, and how many files this run has gone through.
    open: Option<(Workspace, PathBuf)>,
    number: u32,
    id: AssessmentId,
    state: State,
    copies: Vec<(PathBuf, State)>,
}

fn told(clock: &SetClock, seed: u32) -> Edge {
    Edge {
        clock: Box::new(clock.clone()),
        ..edge(1_000 + seed)
    }
}

fn profile() -> Profile {
    let json = serde_json::json!({
        "organisation": {"name": "Passerelle", "kind": "association_1901"},
        "programme": {"name": "Tandem", "conditions": {"minors": true}},
        "campaign": {"title": "2026", "reference_date": "2026-11-22"},
    });
    serde_json::from_value(json).unwrap()
}

impl Run {
    fn begin(passphrase: Option<Passphrase>) -> Self {
        let place = quick_folder();
        let clock = SetClock::at(1_790_000_000);
        let path = place.path().join("0.mentorat");
        let workspace = Workspace::create(&path, passphrase.as_ref(), told(&clock, 0)).unwrap();
        let sheet = workspace.begin_campaign(shipped(), profile()).unwrap();
        Self {
            place,
            passphrase,
            clock,
            open: Some((workspace, path)),
            number: 0,
            id: sheet.assessment.id,
            state: State::new(sheet.assessment),
            copies: Vec::new(),
        }
    }

    fn workspace(&self) -> &Workspace {
        &self.open.as_ref().unwrap().0
    }

    fn compare(&self) {
        let sheet = self.workspace().sheet(self.id).unwrap();
        assert_eq!(sheet.assessment, self.state.now);
        assert_eq!(sheet.can_undo, !self.state.before.is_empty());
        assert_eq!(sheet.can_redo, !self.state.undone.is_empty());
    }

    fn new_path(&mut self) -> PathBuf {
        self.number += 1;
        self.place.path().join(format!("{}.mentorat", self.number))
    }

    fn open_at(&mut self, path: PathBuf) {
        let edge = told(&self.clock, self.number);
        let workspace = Workspace::open(&path, self.passphrase.as_ref(), edge).unwrap();
        self.open = Some((workspace, path));
    }

    /// Opens again; after a crash what the killed program left, which is its files as they are.
    fn reopen(&mut self, crashed: bool) {
        let (workspace, path) = self.open.take().unwrap();
        let new = self.new_path();
        if crashed {
            copy_as_it_is(&path, &new);
            drop(workspace);
            return self.open_at(new);
        }
        drop(workspace);
        self.open_at(path);
    }

    fn step(&mut self, deed: &Deed) {
        match deed {
            Deed::Answer {
                standard,
                verdict,
                comment,
                note,
            } => {
                let entry = AnswerEntry {
                    verdict: *verdict,
                    comment: comment.clone(),
                    justification: None,
                    private_note: note.clone(),
                };
                self.answer(&standard_id(*standard), entry);
            }
            Deed::Attach { standard, content } => self.attach(&standard_id(*standard), *content),
            Deed::Unlink { which } => self.unlink(*which),
            Deed::Replace { which, content } => self.replace(*which, *content),
            Deed::Remove { which } => self.remove(*which),
            Deed::Describe { which, title } => self.describe(*which, title),
            Deed::PutAction { which, text } => self.put_action(*which, text),
            Deed::RemoveAction { which } => self.remove_action(*which),
            Deed::Rename { programme } => {
                let now = &self.state.now;
                let mut profile = Profile {
                    organisation: now.organisation.clone(),
                    programme: now.programme.clone(),
                    campaign: now.campaign.clone(),
                };
                profile.programme.name.clone_from(programme);
                self.workspace().change_profile(self.id, profile).unwrap();
                self.state
                    .change(|now| now.programme.name.clone_from(programme));
            }
            Deed::Undo => {
                let undone = self.workspace().undo(self.id);
                assert_reverted(undone.map(drop), self.state.undo());
            }
            Deed::Redo => {
                let redone = self.workspace().redo(self.id);
                assert_reverted(redone.map(drop), self.state.redo());
            }
            Deed::SetClock { second } => self.clock.set(*second),
            Deed::Backup => {
                let path = self.new_path();
                backup(self.workspace(), &path, &mut |_, _| true).unwrap();
                self.copies.push((path, self.state.clone()));
            }
            Deed::Restore { which } => self.restore(*which),
            Deed::ThrowAway => self.throw_away(),
            Deed::Reopen => self.reopen(false),
            Deed::Crash => self.reopen(true),
        }
    }

    fn answer(&mut self, standard: &StandardId, entry: AnswerEntry) {
        let now = now_of(&self.clock);
        self.workspace()
            .record_answer(self.id, standard, entry.clone())
            .unwrap();
        self.state.change(|assessment| {
            let answer = answer(assessment, standard);
            let before = answer.clone();
            answer.verdict = entry.verdict;
            answer.comment = entry.comment;
            answer.private_note = entry.private_note;
            if *answer != before {
                answer.answered_at = Some(now);
            }
        });
    }

    fn attach(&mut self, standard: &StandardId, content: u8) {
        let (path, digest) = self.file(&format!("pièce_{content}.txt"), content);
        let attached = promises::worker::attach(self.workspace(), self.id, standard, path);
        let id = attached.unwrap();
        let sheet = self.workspace().sheet(self.id).unwrap();
        let piece = sheet.assessment.evidence(id).unwrap().clone();
        assert_eq!(piece.digest, digest);
        self.state.change(|assessment| {
            if assessment.evidence(id).is_none() {
                assessment.evidence.push(piece);
            }
            let link = EvidenceLink {
                evidence: id,
                expected: None,
                pages: None,
            };
            let answer = answer(assessment, standard);
            if !answer.evidence.contains(&link) {
                answer.evidence.push(link);
            }
        });
    }

    /// A file with one of a few contents.
    fn file(&self, name: &str, content: u8) -> (PathBuf, Digest) {
        let path = self.place.path().join(name);
        let text = format!("contenu {content}\n").repeat(1 + usize::from(content) * 40_000);
        std::fs::write(&path, &text).unwrap();
        (path, Digest::of(text.as_bytes()))
    }

    fn replace(&mut self, which: usize, content: u8) {
        let Some(before) = self.state.now.evidence.get(which).cloned() else {
            return;
        };
        let (path, digest) = self.file(&format!("version_{content}.txt"), content);
        let replaced = self.workspace().replace_evidence(
            self.id,
            before.id,
            &path,
            MetadataChoice::default(),
            &mut |_| true,
        );
        let after = replaced.unwrap().0.assessment.evidence[which].clone();
        assert_eq!((after.id, after.digest), (before.id, digest));
        assert_eq!(
            (&after.title, after.privacy),
            (&before.title, before.privacy)
        );
        self.state.change(|now| now.evidence[which] = after);
    }

    fn remove(&mut self, which: usize) {
        let Some(piece) = self.state.now.evidence.get(which) else {
            return;
        };
        let id = piece.id;
        self.workspace().remove_evidence(self.id, id).unwrap();
        self.state.change(|now| {
            now.evidence.retain(|there| there.id != id);
            for answer in &mut now.answers {
                answer.evidence.retain(|link| link.evidence != id);
            }
        });
    }

    fn unlink(&mut self, which: usize) {
        let links = self.state.now.answers.iter().flat_map(|answer| {
            let standard = answer.standard.clone();
            answer
                .evidence
                .iter()
                .map(move |link| (standard.clone(), link.clone()))
        });
        let Some((standard, link)) = links.collect::<Vec<_>>().into_iter().nth(which) else {
            return;
        };
        self.workspace()
            .unlink_evidence(self.id, &standard, &link)
            .unwrap();
        self.state.change(|assessment| {
            answer(assessment, &standard)
                .evidence
                .retain(|there| *there != link);
        });
    }

    fn describe(&mut self, which: usize, title: &str) {
        let Some(piece) = self.state.now.evidence.get(which).cloned() else {
            return;
        };
        let said = Description {
            evidence: piece.id,
            title: title.to_owned(),
            document_date: piece.document_date,
            valid_until: piece.valid_until,
            privacy: piece.privacy,
        };
        self.workspace().describe_evidence(self.id, said).unwrap();
        self.state
            .change(|now| now.evidence[which].title = title.to_owned());
    }

    fn put_action(&mut self, which: Option<usize>, text: &str) {
        let there = which.and_then(|which| self.state.now.actions.get(which).cloned());
        let mut action = there.unwrap_or_else(|| Action {
            id: self.workspace().new_action_id(),
            standard: standard_id(0),
            cause: None,
            action: String::new(),
            owner: None,
            due_on: None,
            status: ActionStatus::Planned,
            indicator: None,
            outcome: None,
        });
        text.clone_into(&mut action.action);
        self.workspace()
            .put_action(self.id, action.clone())
            .unwrap();
        self.state.change(
            |now| match now.actions.iter_mut().find(|there| there.id == action.id) {
                Some(there) => *there = action,
                None => now.actions.push(action),
            },
        );
    }

    fn remove_action(&mut self, which: usize) {
        let Some(action) = self.state.now.actions.get(which) else {
            return;
        };
        let id = action.id;
        self.workspace().remove_action(self.id, id).unwrap();
        self.state
            .change(|now| now.actions.retain(|there| there.id != id));
    }

    fn throw_away(&self) {
        let workspace = self.workspace();
        workspace.delete_assessment(self.id).unwrap();
        assert!(workspace.campaigns().unwrap().is_empty());
        let standard = standard_id(0);
        let refused = workspace.record_answer(self.id, &standard, AnswerEntry::default());
        assert!(refused.is_err(), "nothing changes in the trash");
        assert_eq!(workspace.trash().unwrap().assessments.len(), 1);
        workspace.undelete_assessment(self.id).unwrap();
    }

    /// Erases a piece: it is gone for good, whatever is undone then, and all else stays.
    fn erase_a_piece(&mut self) {
        let Some(piece) = self.state.now.evidence.first().cloned() else {
            return;
        };
        self.workspace().erase_evidence(self.id, piece.id).unwrap();
        let now = &mut self.state.now;
        now.evidence.retain(|there| there.id != piece.id);
        for answer in &mut now.answers {
            answer.evidence.retain(|link| link.evidence != piece.id);
        }
        let expected = now.clone();
        let sheet = self.workspace().sheet(self.id).unwrap();
        assert_eq!(sheet.assessment, expected);
        self.workspace().check().unwrap();
        while let Ok(sheet) = self.workspace().undo(self.id) {
            assert!(
                sheet.assessment.evidence(piece.id).is_none(),
                "it came back"
            );
        }
        self.workspace().check().unwrap();
    }

    fn restore(&mut self, which: usize) {
        let Some((copy, state)) = self.copies.get(which).cloned() else {
            return;
        };
        let target = self.new_path();
        self.open = None;
        let edge = told(&self.clock, self.number);
        let restored = restore(&copy, &target, self.passphrase.as_ref(), edge).unwrap();
        self.open = Some((restored, target));
        self.state = state;
    }
}

fn standard_id(number: usize) -> StandardId {
    shipped().grid().standards[number].id.clone()
}

fn now_of(clock: &SetClock) -> Moment {
    quality::clock::Clock::now(clock)
}

fn assert_reverted(done: Result<(), Error>, expected: bool) {
    match done {
        Ok(()) => assert!(expected, "there was nothing to revert"),
        Err(Error::Store(store::Error::NothingToRevert)) => assert!(!expected, "there was"),
        Err(other) => panic!("{other}"),
    }
}

/// The files of an open workspace, as they stand on the disk at this moment.
fn copy_as_it_is(from: &Path, to: &Path) {
    for suffix in ["", "-wal", ".reserve"] {
        let beside = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        if beside(from).exists() {
            std::fs::copy(beside(from), beside(to)).unwrap();
        }
    }
}
