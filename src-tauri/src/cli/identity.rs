//! `identity new`: a key and its certificate.

use std::ffi::OsString;

use pades::identity::{Algorithm, Subject};
use quality::workspace::{IdentitySummary, create_identity};

use super::{Arguments, Outcome, passphrase_wanted, say};
use crate::failure::Failure;
use crate::{edge, wording};

/// Variable with the passphrase of an identity.
pub const IDENTITY_PASSPHRASE: &str = "LABEL_MENTORAT_IDENTITY_PASSPHRASE";

/// Runs `identity …`.
pub fn run(mut words: Vec<OsString>) -> Outcome {
    let usage = wording::usage_identity();
    if words.first().is_none_or(|word| word != "new") {
        return Err(Failure::usage(usage));
    }
    words.remove(0);
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
