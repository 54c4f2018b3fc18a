//! The domain of the Label Mentorat: grid, assessment, scoring, evidence, dossier, verification.
//!
//! A module uses lower rungs only; modules on one rung do not see each other:
//!
//! ```text
//! 7  workspace                       use cases: the only place where the parts meet
//! 6  verification, review,           what a received dossier is worth; what an auditor finds;
//!    trust_sheet                     the trust list on paper
//! 5  store, evidence, dossier,       rows; bytes of evidence; pages; sheets; whom a person knows:
//!    spreadsheet, trust              blind to one another
//! 4  plan                            actions drawn from gaps, in an agenda
//! 3  scoring                         a pure function of grid and assessment
//! 2  assessment, journal             what was answered against one edition; every change of it
//! 1  grid, organisation              what is asked; who takes part
//! 0  clock, digest, id, json, place, random, whole_file    one-purpose tools
//! ```
//!
//! What always holds:
//! - rungs 1 to 4, `dossier`, `trust` and `trust_sheet` do no I/O, read no clock, draw no random number;
//! - the same content, edition, clock and fonts give the same bytes;
//! - a published edition never changes; an assessment names it by id *and* digest;
//! - scores are whole numbers;
//! - verification gives a report for any bytes; it never panics and never says «intact» by default;
//! - nothing below `src-tauri` knows Tauri or the network.

pub mod assessment;
pub mod clock;
pub mod digest;
pub mod dossier;
pub mod evidence;
pub mod grid;
pub mod id;
pub mod journal;
pub mod json;
pub mod organisation;
pub mod place;
pub mod plan;
pub mod random;
pub mod review;
pub mod schema;
pub mod scoring;
pub mod spreadsheet;
pub mod store;
pub mod trust;
pub mod trust_sheet;
pub mod verification;
pub mod whole_file;
pub mod workspace;
