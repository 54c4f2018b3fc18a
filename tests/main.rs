//! The promises, in the order in which a reader would ask.
//!
//! `cargo test` runs them all; those that drive the executable build it first.

mod editions;
mod command_line;
mod dossier;
mod tampering;
mod journey;
mod pictures;
mod tidy;

mod executable;
mod window;
