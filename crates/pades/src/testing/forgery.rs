//! Forgeries: ways to change a signed PDF, each with a name.
