//! French words that a workspace writes into its records.

/// Stands where a person's name was erased.
pub const ERASED_NAME: &str = "[nom effacé]";

/// Stands there when a text has no room for more.
pub const ERASED_NAME_SHORT: &str = "…";
