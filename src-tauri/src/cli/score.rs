//! `score`: one result for each assessment.

use std::ffi::OsString;
use std::path::Path;

use quality::assessment;
use quality::grid::Published;
use quality::scoring::{self, Score};

use super::{Arguments, Outcome, complain, read_file, read_grid, say, say_json, worst};
use crate::failure::{Failure, Kind};
use crate::wording;

/// Runs `score`.
pub fn run(words: Vec<OsString>) -> Outcome {
    let arguments = Arguments::read(words, wording::usage_score(), &["grid"], &["json"])?;
    let files = arguments.some_files()?;
    let published = read_grid(&arguments.path("grid")?)?;
    let mut code = 0;
    for file in files {
        match score(file, &published) {
            Ok(score) if arguments.has("json") => say_json(&score)?,
            Ok(score) => say(&wording::score(file, published.grid(), &score))?,
            Err(failure) => {
                complain(&failure);
                code = worst(code, failure.kind.exit_code());
                0
            }
        };
    }
    Ok(code)
}

fn score(file: &Path, published: &Published) -> Result<Score, Failure> {
    let bytes = read_file(file, assessment::LIMITS.size_bytes)?;
    let assessment = assessment::read(&bytes, published)
        .map_err(|error| Failure::new(Kind::Subject, wording::of_assessment(&error)).about(file))?;
    Ok(scoring::score(published.grid(), &assessment))
}
