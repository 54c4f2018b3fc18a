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

mod accessibility;
mod bad_inputs;
mod bad_keys;
mod clocks;
mod command_line;
mod damage;
mod disk_errors;
mod dossier;
mod dossier_bytes;
mod dossier_norms;
mod dossier_text;
mod editions;
mod examination;
mod exchange;
mod forgeries;
mod full_disk;
mod journey;
mod journey_campaigns;
mod journey_identity;
mod journey_review;
mod journey_trust;
mod journey_workspace;
mod kills;
mod model;
mod nine_parts;
mod offline;
mod pictures;
mod places;
mod power_cuts;
mod properties;
mod read_only;
mod received;
mod secrecy;
mod signature;
mod tampering;
mod tidy;
mod two_windows;

mod dossier_content;
mod executable;
mod fault;
mod hand;
mod window;
