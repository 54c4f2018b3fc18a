//! The promises, in the order in which a reader would ask.
//!
//! `cargo test` runs them all; those that drive the executable build it first.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it is"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test waits for the window by the real clock"
)]

mod command_line;
mod dossier;
mod editions;
mod journey;
mod kills;
mod pictures;
mod power_cuts;
mod tampering;
mod tidy;

mod executable;
mod fault;
mod window;
