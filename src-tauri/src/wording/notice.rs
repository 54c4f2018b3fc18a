//! What a person should know of a workspace that is open.

use quality::dossier::wording::{day, moment};
use quality::store::Access;
use quality::workspace::Notice;

/// What a person should know, in one or two sentences.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::EndedUncleanly {
            last_change_at,
            log_missing,
        } => {
            let last = last_change_at.map_or_else(String::new, |at| {
                format!(" La dernière modification enregistrée est du {}.", moment(at))
            });
            let lost = if *log_missing {
                " Le journal des dernières minutes manque : vérifiez vos dernières réponses."
            } else {
                " Rien de ce qui était enregistré n’est perdu."
            };
            format!("L’application s’était arrêtée sans fermer l’espace de travail.{lost}{last}")
        }
        Notice::LogMovedAside { folder } => format!(
            "À côté de l’espace de travail se trouvait un journal d’un autre fichier ou d’un autre moment. Il n’a pas été appliqué ; il est gardé dans « {} ».",
            folder.display()
        ),
        Notice::LogIgnored => "À côté de l’espace de travail se trouve un journal d’un autre fichier ou d’un autre moment. Il n’a pas été lu.".to_owned(),
        Notice::LogDamaged { folder } => format!(
            "Le journal des dernières minutes est abîmé : ce qui le précède est intact, vérifiez vos dernières réponses. Une copie du journal est dans « {} ».",
            folder.display()
        ),
        Notice::NetworkPlace { filesystem } => format!(
            "L’espace de travail est sur un disque d’une autre machine ({filesystem}). Déplacez-le sur cet ordinateur : deux personnes pourraient y écrire en même temps."
        ),
        Notice::SynchronisedPlace { service } => format!(
            "L’espace de travail est dans un dossier que {service} recopie pendant qu’il est ouvert. Déplacez-le, et laissez {service} ne garder que vos copies."
        ),
        Notice::ClockWentBack {
            now,
            last_change_at,
        } => format!(
            "L’horloge de l’ordinateur ({}) est en retard sur la dernière modification ({}). Vérifiez-la ; l’ordre des modifications est gardé.",
            moment(*now),
            moment(*last_change_at)
        ),
        Notice::ClockBeforeRelease { now, released_on } => format!(
            "L’horloge de l’ordinateur ({}) est antérieure à cette version de l’application ({}). Vérifiez-la : un dossier signé porterait une date fausse.",
            moment(*now),
            day(*released_on)
        ),
    }
}

/// Why a workspace is only read; nothing when it may be written to.
pub fn access(access: &Access) -> Option<String> {
    match access {
        Access::Writing | Access::Reading => None,
        Access::OpenElsewhere { occupant } => Some(occupant.as_ref().map_or_else(
            || "L’espace de travail est déjà ouvert ailleurs : il est lu tel qu’il était à l’instant.".to_owned(),
            |occupant| {
                format!(
                    "L’espace de travail est ouvert par {} ({}) depuis le {} : il est lu tel qu’il était à l’instant.",
                    occupant.by,
                    occupant.host,
                    moment(occupant.since)
                )
            },
        )),
        Access::ReadOnlyPlace => Some(
            "L’espace de travail est sur un support en lecture seule : il est lu sans être modifié."
                .to_owned(),
        ),
        Access::NewerForm { .. } => Some(
            "L’espace de travail a été créé par une version plus récente : il est lu sans être modifié."
                .to_owned(),
        ),
    }
}
