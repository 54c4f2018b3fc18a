//! `demo`: the main job from beginning to end, on the shipped example.

use std::ffi::OsString;

use pades::identity::{Algorithm, Subject};
use pades::{Limits, TrustAnchors};
use quality::store::Passphrase;
use quality::whole_file;
use quality::workspace::{self, Choice};

use super::{Arguments, Outcome, go_on, make_folder, say};
use crate::edge::{MachineRandomness, edge};
use crate::failure::Failure;
use crate::{example, wording};

/// Runs `demo`.
pub fn run(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_demo(), &["out"], &[])?;
    arguments.no_file()?;
    let out = make_folder(&arguments.path("out")?)?;
    let write = |name: &str, bytes: &[u8]| {
        let path = out.join(name);
        whole_file::write(&path, bytes).map_err(|error| Failure::of_file(&path, &error))
    };
    write("assessment.json", example::ASSESSMENT)?;
    make_folder(&out.join("evidence"))?;
    for (name, bytes) in example::EVIDENCE {
        write(&format!("evidence/{name}"), bytes)?;
    }
    // On this machine, wherever the results go: a workspace is not for another machine's disk.
    let folder = tempfile::tempdir().map_err(|error| Failure::of_file(&out, &error))?;
    let workspace = example::workspace(&folder.path().join("workspace"))?;
    let id = workspace.campaigns()?[0].assessment;
    let sheet = workspace.sheet(id)?;
    say(&wording::score(
        &out.join("assessment.json"),
        &sheet.grid,
        &sheet.score,
    ))?;

    // A key for this demonstration alone: nobody needs its passphrase again.
    let passphrase = Passphrase::new(quality::random::passphrase(&MachineRandomness));
    let subject = Subject::Organisation {
        name: sheet.assessment.organisation.name.clone(),
    };
    let key = folder.path().join("identity.p12");
    let identity =
        workspace::create_identity(&key, &subject, Algorithm::P256, &passphrase, &edge()?)?;
    let target = out.join("dossier.pdf");
    let issued = workspace.issue(id, &identity, &Choice::All, &target, &mut go_on)?;
    say(&wording::issued(&issued))?;
    write(
        "certificate.pem",
        identity.certificate().to_pem().as_bytes(),
    )?;

    workspace.close()?;
    let now = edge()?.clock.now();
    let report = workspace::verify(&target, &TrustAnchors::new(), now, &Limits::default())?;
    let mut line = serde_json::to_vec(&report).expect("a report is always JSON");
    line.push(b'\n');
    write("report.json", &line)?;
    say(&wording::report(&report))
}
