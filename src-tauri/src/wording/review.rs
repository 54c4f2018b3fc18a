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

/// Title of the dialog for a report that goes out.
pub fn review_save_report() -> &'static str {
    "Où écrire le rapport signé"
}

/// Title of the dialog for a report that came back.
pub fn review_which_report() -> &'static str {
    "Choisir un rapport d’examen reçu"
}
