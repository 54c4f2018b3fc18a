//! What the tests share with the worker, a program of their own that can be killed.
//!
//! The promises themselves are in `main.rs`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it is"
)]

pub mod worker;
