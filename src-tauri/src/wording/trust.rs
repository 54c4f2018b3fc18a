//! The trust list: its failures, and the titles of its file dialogs.

use std::path::Path;

use super::{Told, told};

/// The list is not what was written.
pub fn trust_damaged(path: &Path) -> Told {
    told(
        format!(
            "La liste des clés enregistrées « {} » est abîmée ou a été modifiée.",
            path.display()
        ),
        "Aucune clé n’est tenue pour connue. Remettez une copie de ce fichier en place, ou déplacez-le pour recommencer une liste. Rien n’a été effacé.",
    )
}

/// How a key was checked was not said, or by whom.
pub fn trust_text_missing() -> Told {
    told(
        "Il manque qui a vérifié la clé, ou comment.",
        "Écrivez les deux, puis recommencez. Rien n’a été enregistré.",
    )
}

/// A text is too long.
pub fn trust_text_long(longest: usize) -> Told {
    told(
        format!("Un texte dépasse {longest} caractères."),
        "Raccourcissez-le, puis recommencez. Rien n’a été enregistré.",
    )
}

/// The key is there already.
pub fn trust_recorded() -> Told {
    told(
        "Cette clé est déjà enregistrée.",
        "Rien à faire : la liste n’a pas changé.",
    )
}

/// The key is not there.
pub fn trust_not_recorded() -> Told {
    told(
        "Cette clé n’est pas, ou plus, dans la liste.",
        "Revenez à la liste pour la voir telle qu’elle est. Rien n’a été modifié.",
    )
}

/// Nothing was verified whose key could be recorded.
pub fn trust_nothing_examined() -> Told {
    told(
        "Il n’y a pas de dossier vérifié dont la clé puisse être enregistrée.",
        "Vérifiez le dossier à nouveau. Rien n’a été enregistré.",
    )
}

/// A file holds not one certificate, but none or several.
pub fn trust_not_one(path: &Path) -> Told {
    told(
        format!(
            "« {} » ne contient pas exactement un certificat.",
            path.display()
        ),
        "Choisissez un fichier .pem, .crt, .cer ou .der qui en contient un seul. Rien n’a été enregistré.",
    )
}

/// Title of the dialog for a certificate that comes in.
pub fn trust_which() -> &'static str {
    "Choisir un certificat"
}

/// There is nothing on the list that could go out.
pub fn trust_empty() -> Told {
    told(
        "La liste est vide : il n’y a rien à transmettre.",
        "Enregistrez d’abord une clé.",
    )
}

/// No sound signature covers a trust list.
pub(super) fn not_a_trust_list(path: &Path) -> Told {
    told(
        format!(
            "« {} » n’est pas une liste de confiance intacte : aucune signature saine ne la couvre.",
            path.display()
        ),
        "Demandez l’original à qui l’a émise, envoyé comme fichier joint. Rien n’a été modifié.",
    )
}

/// What a signed trust list carries contradicts itself, or is of another version.
pub(super) fn trust_list_refused(path: &Path) -> Told {
    told(
        format!(
            "La liste que porte « {} » se contredit, ou vient d’une autre version de l’application.",
            path.display()
        ),
        "Signalez-le à qui l’a émise. Rien n’a été modifié.",
    )
}

/// The signer of a trust list is not trusted here.
pub(super) fn list_of_a_stranger(path: &Path) -> Told {
    told(
        format!(
            "« {} » est signée par une clé que votre liste ne reconnaît pas.",
            path.display()
        ),
        "Enregistrez d’abord cette clé, son empreinte comparée par téléphone ou de vive voix, puis choisissez à nouveau la liste. Rien n’a été modifié.",
    )
}

/// A trust list is no longer the one that was shown.
pub(super) fn list_changed(path: &Path) -> Told {
    told(
        format!(
            "« {} » a changé depuis que son contenu vous a été montré.",
            path.display()
        ),
        "Choisissez à nouveau la liste. Rien n’a été modifié.",
    )
}

/// Title of the dialog for a list that goes out.
pub fn trust_save_list() -> &'static str {
    "Où écrire la liste de confiance signée"
}

/// Title of the dialog for a list that comes in.
pub fn trust_which_list() -> &'static str {
    "Choisir une liste de confiance reçue"
}
