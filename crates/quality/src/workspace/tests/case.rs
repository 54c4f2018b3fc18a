//! The shipped example in a workspace of its own, with a folder of copies and a clock.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::{demo, demo_evidence, edge};
use crate::assessment::Verdict;
use crate::clock::{Clock, Moment};
use crate::id::{AssessmentId, StandardId};
use crate::store::Passphrase;
use crate::workspace::{AnswerEntry, Copied, Edge, Error, FolderReport, Recovered, Workspace};

/// A clock that a test sets.
#[derive(Clone)]
pub(super) struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> Moment {
        Moment::from_unix(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

pub(super) const START: i64 = 1_795_000_000;
pub(super) const HOUR: i64 = 3600;

/// A workspace with the shipped example, its folder of copies, and a clock.
pub(super) struct Case {
    pub(super) folder: tempfile::TempDir,
    pub(super) passphrase: Option<Passphrase>,
    pub(super) hands: Hands,
    pub(super) assessment: AssessmentId,
    pub(super) standard: StandardId,
}

pub(super) fn secret(text: &str) -> Passphrase {
    Passphrase::new(text.into())
}

pub(super) fn old_secret() -> Passphrase {
    secret("une phrase à retenir")
}

pub(super) fn new_secret() -> Passphrase {
    secret("une tout autre phrase")
}

pub(super) fn both() -> [Option<Passphrase>; 2] {
    [None, Some(old_secret())]
}

/// Gives the case with its workspace still open.
pub(super) fn case(passphrase: Option<Passphrase>) -> (Case, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let (published, demo) = demo();
    let case = Case {
        folder,
        passphrase,
        hands: Hands(Arc::new(AtomicI64::new(START))),
        assessment: demo.id,
        standard: demo.answers[0].standard.clone(),
    };
    let passphrase = case.passphrase.as_ref();
    let workspace = Workspace::create(&case.path(), passphrase, case.edge()).unwrap();
    workspace
        .import(&demo, &published, Some(&demo_evidence()), &mut |_| true)
        .unwrap();
    (case, workspace)
}

impl Case {
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("été #1?.mentorat")
    }

    pub(super) fn copies(&self) -> PathBuf {
        self.folder.path().join("copies")
    }

    pub(super) fn folders(&self) -> [PathBuf; 1] {
        [self.copies()]
    }

    pub(super) fn edge(&self) -> Edge {
        Edge {
            clock: Box::new(self.hands.clone()),
            ..edge()
        }
    }

    pub(super) fn wait(&self, seconds: i64) {
        self.hands.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(super) fn answer(&self, workspace: &Workspace, comment: &str) {
        let entry = AnswerEntry {
            verdict: Some(Verdict::Met),
            comment: Some(comment.into()),
            ..AnswerEntry::default()
        };
        let (id, standard) = (self.assessment, &self.standard);
        workspace.record_answer(id, standard, entry).unwrap();
    }

    pub(super) fn comment(&self, workspace: &Workspace) -> Option<String> {
        let answers = workspace.sheet(self.assessment).unwrap().assessment.answers;
        let mut answers = answers.into_iter();
        answers
            .find(|answer| answer.standard == self.standard)?
            .comment
    }

    /// Makes a copy that holds an answer with that comment, and gives it.
    pub(super) fn copy(&self, workspace: &Workspace, comment: &str) -> PathBuf {
        self.answer(workspace, comment);
        self.wait(HOUR);
        made(workspace.copy_if_due(&self.folders()))
    }

    pub(super) fn recover(&self) -> Result<(Workspace, Option<Recovered>), Error> {
        self.recover_under(self.passphrase.as_ref())
    }

    pub(super) fn recover_under(
        &self,
        passphrase: Option<&Passphrase>,
    ) -> Result<(Workspace, Option<Recovered>), Error> {
        Workspace::open_or_recover(&self.path(), &self.folders(), passphrase, self.edge())
    }

    pub(super) fn asides(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .starts_with("abime-")
            })
            .collect()
    }
}

pub(super) fn made(reports: Vec<FolderReport>) -> PathBuf {
    let report = reports.into_iter().next().unwrap();
    match report.outcome.unwrap() {
        Copied::Made { copy, damaged, .. } => {
            assert_eq!(damaged, []);
            copy
        }
        other @ (Copied::NotYet | Copied::NothingNew) => panic!("{other:?}"),
    }
}

pub(super) fn outcome(reports: Vec<FolderReport>) -> Copied {
    reports.into_iter().next().unwrap().outcome.unwrap()
}
