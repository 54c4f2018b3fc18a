//! Sentences about files that are taken and files that are not.

use super::media::Refused;
use super::{Metadata, Notice, Skip};

/// What a person should know of a file that was taken.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Protected {} => "Ce document est protégé (mot de passe ou restrictions) : l’auditeur ne pourra peut-être pas le lire. Si un mot de passe est demandé à l’ouverture, joignez une version sans protection.".into(),
        Notice::Active {} => "Ce PDF contient des actions automatiques (JavaScript ou lancement d’un programme). L’application ne les exécute jamais ; préférez une version imprimée en PDF.".into(),
        Notice::SecondNature {} => "Ce fichier peut aussi être lu comme un fichier d’un autre type. Il est traité selon ses premiers octets ; vérifiez d’où il vient.".into(),
        Notice::MetadataMayRemain {} => "Les métadonnées de ce type d’image (lieu, appareil, date) ne peuvent pas être retirées ici. Enregistrez l’image en JPEG ou en PNG si elle a été prise avec un téléphone.".into(),
        Notice::MetadataKept { kept } if kept.is_empty() => "Les métadonnées de cette image n’ont pas pu être lues ; elles ont été gardées, comme demandé.".into(),
        Notice::MetadataKept { kept } => {
            format!("Les métadonnées de cette image ont été gardées, comme demandé : {}.", list(kept.iter().map(|what| metadata(*what))))
        }
        Notice::MetadataRemoved { removed } => {
            format!("Métadonnées retirées de l’image, sans toucher à ce qui se voit : {}.", list(removed.iter().map(|what| metadata(*what))))
        }
        Notice::Renamed { from } => {
            format!("Le nom d’origine, « {from} », a été ajusté au contenu du fichier ou aux noms déjà pris.")
        }
        Notice::AlreadyThere { title } => {
            format!("Ce contenu est déjà dans la bibliothèque, sous le titre « {title} » : il n’est gardé qu’une fois.")
        }
    }
}

/// What images hold beside what is seen.
pub fn metadata(metadata: Metadata) -> &'static str {
    match metadata {
        Metadata::Exif => "l’appareil, ses réglages et la date de la prise de vue (EXIF)",
        Metadata::Place => "le lieu (GPS)",
        Metadata::Description => "les titres, les auteurs et l’historique (XMP, IPTC)",
        Metadata::Text => "les commentaires et les textes",
        Metadata::Other => "les aperçus et d’autres données cachées",
    }
}

/// What a file that is never taken is.
pub fn refused(kind: Refused) -> &'static str {
    match kind {
        Refused::Executable => "un programme ou un script",
        Refused::Shortcut => "un raccourci",
        Refused::Macros => "un document à macros",
        Refused::Archive => "une archive",
        Refused::Active => {
            "une page web, un dessin SVG ou un fichier XML, qui peut contenir un programme"
        }
        Refused::DamagedImage => "une image abîmée ou incomplète",
        Refused::Unknown => "d’un type inconnu",
    }
}

/// What to do with a file that is never taken.
pub fn remedy(kind: Refused) -> &'static str {
    match kind {
        Refused::Executable | Refused::Unknown => {
            "Joignez un document (PDF, image, texte, tableur) qu’un auditeur peut ouvrir sans risque."
        }
        Refused::Shortcut => "Joignez le fichier lui-même, pas le raccourci qui y mène.",
        Refused::Macros => {
            "Enregistrez-le sans macros (.docx, .xlsx, .pptx) ou en PDF, puis joignez ce fichier."
        }
        Refused::Archive => "Ouvrez l’archive et joignez ses fichiers un par un.",
        Refused::Active => "Imprimez-la en PDF, puis joignez le PDF.",
        Refused::DamagedImage => {
            "Ouvrez-la dans une visionneuse et enregistrez-la à nouveau, puis joignez ce fichier."
        }
    }
}

/// Why something in a dropped folder is passed over.
pub fn skipped(reason: Skip) -> &'static str {
    match reason {
        Skip::Link => "lien symbolique, non suivi dans un dossier",
        Skip::TooDeep => "sous-dossier trop profond : déposez-le à part",
        Skip::Hidden => "fichier caché ou temporaire",
        Skip::Special => "ni un fichier ni un dossier",
        Skip::Unreadable => "illisible",
        Skip::TooMany => "trop de fichiers d’un coup : déposez la suite à part",
    }
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut items: Vec<&str> = items.collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last.to_owned(),
        Some(last) => format!("{} et {last}", items.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_was_removed_is_listed() {
        let removed = BTreeSet::from([Metadata::Exif, Metadata::Place, Metadata::Text]);
        let sentence = notice(&Notice::MetadataRemoved { removed });
        assert!(
            sentence.ends_with("(EXIF), le lieu (GPS) et les commentaires et les textes."),
            "{sentence}"
        );
    }
}
