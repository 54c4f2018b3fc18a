//! Label Mentorat: without arguments the window, with arguments the command line.
//!
//! The shell unpacks, calls one use case and maps the failure; it decides nothing.

// On Windows a release build opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod cli;
mod clipboard;
mod commands;
mod edge;
mod examination;
mod example;
mod failure;
mod key_ring;
mod preferences;
mod qr_code;
mod state;
mod timestamp;
mod trust_list;
mod window;
mod wording;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if arguments.is_empty() {
        return window::open();
    }
    if arguments.len() == 1 && arguments[0] == examination::WORD {
        return examination::serve();
    }
    cli::run(arguments)
}
