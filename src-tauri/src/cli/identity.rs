//! `identity new` and `identity request`: a key with its certificate, and the question to an
//! authority that shall certify it.

use std::ffi::OsString;

use pades::identity::{Algorithm, Subject};
use quality::whole_file;
use quality::workspace::{IdentitySummary, create_identity, open_identity, request_certificate};

use super::{Arguments, Outcome, passphrase_wanted, say};
use crate::failure::Failure;
use crate::{edge, wording};

/// Variable with the passphrase of an identity.
pub const IDENTITY_PASSPHRASE: &str = "LABEL_MENTORAT_IDENTITY_PASSPHRASE";

/// Runs `identity …`.
pub fn run(mut words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_identity();
    if words.is_empty() {
        return Err(Failure::usage(usage));
    }
    let verb = words.remove(0);
    match verb.to_str() {
        Some("new") => new(words, usage),
        Some("request") => request(words, usage),
        Some(_) | None => Err(Failure::usage(usage)),
    }
}

fn new(words: Vec<OsString>, usage: &'static str) -> Outcome {
    let arguments = Arguments::read(words, usage, &["organisation", "out", "algorithm"], &[])?;
    arguments.no_file()?;
    let algorithm = match arguments.value("algorithm").map(|name| name.to_str()) {
        None | Some(Some("p256")) => Algorithm::P256,
        Some(Some("rsa3072")) => Algorithm::Rsa3072,
        Some(_) => return Err(arguments.wrong(wording::unknown_algorithm())),
    };
    let subject = Subject::Organisation {
        name: arguments.text("organisation")?,
    };
    let out = arguments.path("out")?;
    let passphrase = passphrase_wanted(IDENTITY_PASSPHRASE, wording::prompt_identity())?;
    let identity = create_identity(&out, &subject, algorithm, &passphrase, &edge::edge()?)?;
    say(&wording::identity_made(
        &IdentitySummary::of(&identity),
        &out,
    ))
}

fn request(words: Vec<OsString>, usage: &'static str) -> Outcome {
    let arguments = Arguments::read(words, usage, &["identity", "out"], &[])?;
    arguments.no_file()?;
    let out = arguments.path("out")?;
    let passphrase = passphrase_wanted(IDENTITY_PASSPHRASE, wording::prompt_identity())?;
    let identity = open_identity(&arguments.path("identity")?, &passphrase)?;
    let request = request_certificate(&identity)?;
    whole_file::write(&out, request.as_bytes()).map_err(|error| Failure::of_file(&out, &error))?;
    say(&wording::written(&out))
}
