//! The worker as a program: `worker WORK FOLDER TIMES`.
//!
//! Exit codes: 0 done, 1 refused, and then the reason stands on standard error; a panic gives 101.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder, times] = words.as_slice() else {
        return usage();
    };
    let Ok(times) = times.parse() else {
        return usage();
    };
    match promises::worker::run(name, folder.as_ref(), times) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be done when even this fails.
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    let _ = writeln!(std::io::stderr(), "worker WORK FOLDER TIMES");
    ExitCode::from(2)
}
