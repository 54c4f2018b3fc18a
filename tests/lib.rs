//! The promises themselves are in `main.rs`; this file only makes the package whole.
