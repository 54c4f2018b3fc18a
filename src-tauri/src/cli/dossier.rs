//! `issue`: a signed dossier, or a draft of one.

use std::collections::BTreeSet;
use std::ffi::OsString;

use pades::timestamp::Service;
use quality::dossier::Part;
use quality::id::EvidenceId;
use quality::workspace::{Choice, Selection, Signing, open_identity};

use super::identity::IDENTITY_PASSPHRASE;
use super::{Arguments, Outcome, assessment_id, go_on, open_workspace, passphrase_wanted, say};
use crate::failure::Failure;
use crate::timestamp::WebService;
use crate::wording;

/// Runs `issue`.
pub fn issue(words: Vec<OsString>) -> Outcome {
    let options = [
        "workspace",
        "assessment",
        "identity",
        "out",
        "enclose",
        "timestamp",
        "omit",
    ];
    let arguments = Arguments::read(words, wording::usage_issue(), &options, &["draft"])?;
    arguments.no_file()?;
    let id = assessment_id(&arguments)?;
    let selection = Selection {
        evidence: choice(&arguments)?,
        omitted: omitted(&arguments)?,
    };
    let out = arguments.path("out")?;
    let mut service = match arguments.value("timestamp") {
        None => None,
        Some(_) => Some(WebService::at(&arguments.text("timestamp")?)?),
    };
    let workspace = open_workspace(&arguments.path("workspace")?)?;
    if arguments.has("draft") {
        let size_bytes = workspace.draft(id, selection, &out, &mut go_on)?;
        workspace.close()?;
        return say(&wording::drafted(&out, size_bytes));
    }
    let passphrase = passphrase_wanted(IDENTITY_PASSPHRASE, wording::prompt_identity())?;
    let identity = open_identity(&arguments.path("identity")?, &passphrase)?;
    let signing = Signing {
        identity: &identity,
        service: service.as_mut().map(|service| service as &mut dyn Service),
    };
    let issued = workspace.issue(id, signing, selection, &out, &mut go_on)?;
    workspace.close()?;
    say(&wording::issued(&issued))
}

fn omitted(arguments: &Arguments) -> Result<BTreeSet<Part>, Failure> {
    if arguments.value("omit").is_none() {
        return Ok(BTreeSet::new());
    }
    let text = arguments.text("omit")?;
    let names = text.split([',', ' ']).filter(|name| !name.is_empty());
    let parts = names.map(|name| match name {
        "standards" => Some(Part::Standards),
        "gaps" => Some(Part::Gaps),
        "plan" => Some(Part::Plan),
        "history" => Some(Part::History),
        _ => None,
    });
    let parts: Option<BTreeSet<Part>> = parts.collect();
    parts.ok_or_else(|| arguments.wrong(wording::bad_part(&text)))
}

fn choice(arguments: &Arguments) -> Result<Choice, Failure> {
    if arguments.value("enclose").is_none() {
        return Ok(Choice::All);
    }
    let text = arguments.text("enclose")?;
    match text.as_str() {
        "all" => Ok(Choice::All),
        "none" => Ok(Choice::None),
        ids => {
            let ids = ids
                .split([',', ' '])
                .filter(|id| !id.is_empty())
                .map(EvidenceId::parse);
            ids.collect::<Result<_, _>>()
                .map(Choice::These)
                .map_err(|_| arguments.wrong(wording::bad_enclosure(&text)))
        }
    }
}
