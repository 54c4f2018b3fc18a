//! Reviews: dialogs and names of files.

/// Title of the dialog for findings that go out.
pub fn review_where() -> &'static str {
    "Où écrire vos constats"
}

/// Name that is proposed for them.
pub fn review_file_name() -> &'static str {
    "constats.json"
}

/// Title of the dialog for findings that come in.
pub fn review_which() -> &'static str {
    "Choisir les constats de l’autre personne"
}
