//! Secrets: one time of everything that leaves traces, with texts that are found again anywhere.

use std::path::Path;

use quality::assessment::{Action, ActionStatus, Privacy, Verdict};
use quality::store::Passphrase;
use quality::workspace::{AnswerEntry, Description, Error, Profile, Workspace, backup, restore};

use super::{Work, attach, demo_id, edge, make_light_workspace, open, passphrase, root, shipped};

/// Leaves traces in an encrypted workspace.
pub const ENCRYPTED: Secrets = Secrets { encrypted: true };

/// Leaves traces in a plain one: there they must be found, or the search is worth nothing.
pub const PLAIN: Secrets = Secrets { encrypted: false };

/// Leaves traces.
pub struct Secrets {
    encrypted: bool,
}

/// What must be found nowhere, each said in one place of the assessment.
pub const MARKS: &[&str] = &[
    "CommentaireIntrouvable",
    "NoteIntrouvable",
    "JustificationIntrouvable",
    "OrganisationIntrouvable",
    "TitreIntrouvable",
    "FichierIntrouvable",
    "ContenuIntrouvable",
    "ActionIntrouvable",
];

/// A picture: its bytes are compressed already, so no further compression hides them.
const PICTURE: &str = "fixtures/demo/evidence/221a196d-eeac-4516-b5ed-0a5924fcb692.png";

/// Bytes from the middle of the picture that is attached.
pub fn picture_bytes() -> Vec<u8> {
    let bytes = std::fs::read(root().join(PICTURE)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 24].to_vec()
}

/// The sub-folder in which a person keeps the files that are attached; marks may be found there.
pub const SOURCES: &str = "sources";

impl Secrets {
    fn passphrase(&self) -> Option<Passphrase> {
        self.encrypted.then(passphrase)
    }

    fn leave_traces(&self, folder: &Path, number: u64) -> Result<(), Error> {
        let passphrase = self.passphrase();
        let workspace = open(folder, passphrase.as_ref())?;
        let standard = &shipped().grid().standards[0].id;
        let [
            comment,
            note,
            justification,
            organisation,
            title,
            file,
            content,
            action,
        ] = MARKS
        else {
            unreachable!("there are eight marks");
        };
        let marked = |mark: &str| Some(format!("{mark} {number}"));
        let entry = AnswerEntry {
            verdict: Some(Verdict::NotMet),
            comment: marked(comment),
            justification: marked(justification),
            private_note: marked(note),
        };
        workspace.record_answer(demo_id(), standard, entry)?;
        let now = workspace.sheet(demo_id())?.assessment;
        let mut profile = Profile {
            organisation: now.organisation,
            programme: now.programme,
            campaign: now.campaign,
        };
        profile.organisation.name = format!("{organisation} {number}");
        workspace.change_profile(demo_id(), profile)?;
        let sources = folder.with_extension(SOURCES);
        std::fs::create_dir_all(&sources).unwrap();
        let text = sources.join(format!("{file} {number}.txt"));
        std::fs::write(&text, format!("{content} {number}\n").repeat(20_000)).unwrap();
        let picture = sources.join("image.png");
        std::fs::copy(root().join(PICTURE), &picture).unwrap();
        let piece = attach(&workspace, demo_id(), standard, text)?;
        attach(&workspace, demo_id(), standard, picture)?;
        let said = Description {
            evidence: piece,
            title: format!("{title} {number}"),
            document_date: None,
            valid_until: None,
            privacy: Privacy::None,
        };
        workspace.describe_evidence(demo_id(), said)?;
        let action = Action {
            id: workspace.new_action_id(),
            standard: standard.clone(),
            cause: None,
            action: format!("{action} {number}"),
            owner: None,
            due_on: None,
            status: ActionStatus::Planned,
            indicator: None,
            outcome: None,
        };
        workspace.put_action(demo_id(), action)?;
        workspace.undo(demo_id())?;
        workspace.redo(demo_id())?;
        let copy = folder.join(format!("copie {number}"));
        backup(&workspace, &copy, &mut |_, _| true)?;
        let restored = folder.join(format!("rendu {number}"));
        restore(&copy, &restored, passphrase.as_ref(), edge(8))?;
        Ok(())
    }
}

impl Work for Secrets {
    fn name(&self) -> &'static str {
        if self.encrypted {
            return "secrets-encrypted";
        }
        "secrets"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, self.passphrase().as_ref());
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let there = (1..).take_while(|n| folder.join(format!("copie {n}")).exists());
        let there = there.last().unwrap_or(0);
        for number in there + 1..=there + times {
            self.leave_traces(folder, number)?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let workspace = open(folder, self.passphrase().as_ref()).unwrap();
        workspace.check().unwrap();
        for number in 1..=acknowledged {
            let restored = folder.join(format!("rendu {number}"));
            let restored = Workspace::open(&restored, self.passphrase().as_ref(), edge(9)).unwrap();
            restored.check().unwrap();
        }
        acknowledged
    }
}
