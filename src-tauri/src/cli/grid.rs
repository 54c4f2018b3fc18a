//! `grid check`, `grid schema`, and the schemas of the other formats.

use std::ffi::OsString;

use serde::Serialize;

use super::{Arguments, Outcome, read_file, say, say_json, worst, write_out};
use crate::failure::Failure;
use crate::wording;
use quality::grid::{Fault, fault::Code};

/// Runs `grid …`.
pub fn run(words: Vec<OsString>) -> Outcome {
    let verb = words.first().and_then(|word| word.to_str());
    match verb {
        Some("check") => check(words.into_iter().skip(1).collect()),
        Some("schema") => schema_of("grid", words),
        Some(_) | None => Err(Failure::usage(wording::usage_grid())),
    }
}

/// Runs `FORMAT schema`.
pub fn schema_of(format: &str, words: Vec<OsString>) -> Outcome {
    let [word] = words.as_slice() else {
        return Err(Failure::usage(wording::usage_schema()));
    };
    if word != "schema" {
        return Err(Failure::usage(wording::usage_schema()));
    }
    let schema = match format {
        "grid" => quality::schema::grid(),
        "assessment" => quality::schema::assessment(),
        _ => quality::schema::dossier(),
    };
    write_out(schema.as_bytes())?;
    Ok(0)
}

#[derive(Serialize)]
struct Checked {
    file: String,
    valid: bool,
    faults: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    pointer: String,
    fault: Code,
    message: String,
}

fn check(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_grid(), &[], &["json"])?;
    let mut code = 0;
    for file in arguments.some_files()? {
        let bytes = match read_file(file, quality::grid::LIMITS.size_bytes) {
            Ok(bytes) => bytes,
            Err(failure) => {
                super::complain(&failure);
                code = worst(code, failure.kind.exit_code());
                continue;
            }
        };
        let read = quality::grid::read(bytes);
        let name = file.to_string_lossy().into_owned();
        if arguments.has("json") {
            let faults = read
                .as_ref()
                .err()
                .into_iter()
                .flatten()
                .map(tell)
                .collect();
            say_json(&Checked {
                file: name,
                valid: read.is_ok(),
                faults,
            })?;
        } else {
            match &read {
                Ok(published) => say(&wording::grid_is_valid(&name, published))?,
                Err(faults) => say(&wording::of_grid(file, faults).happened)?,
            };
        }
        code = worst(code, u8::from(read.is_err()));
    }
    Ok(code)
}

fn tell(fault: &Fault) -> Told {
    Told {
        pointer: fault.pointer.clone(),
        fault: fault.code(),
        message: quality::grid::wording::sentence(fault),
    }
}
