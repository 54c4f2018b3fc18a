//! What happened and what to do, for every failure.

use std::io::ErrorKind;
use std::path::Path;

use quality::workspace::{Field, Whole};
use quality::{assessment, evidence, grid, store, workspace};

use pades::identity::{self, kept, pkcs12};
use pades::{timestamp, trust};
use quality::dossier;
use quality::evidence::wording::{refused, remedy};
use quality::verification::wording::verdict;

use quality::dossier::wording::{day, moment, size};
use quality::store::Occupant;

use super::{Told, told};

const STOPPED: &str = "Vous avez interrompu l’opération.";
const NOTHING_CHANGED: &str = "Rien n’a été modifié.";

/// A sentence about one file of several.
pub fn about(path: &Path, sentence: &str) -> String {
    format!("« {} » : {sentence}", path.display())
}

/// `SOURCE_DATE_EPOCH` is no number.
pub fn bad_epoch(found: &str) -> Told {
    told(
        format!("La variable SOURCE_DATE_EPOCH (« {found} ») n’est pas un nombre de secondes."),
        "Corrigez-la ou retirez-la.",
    )
}

/// No folder for a person's files.
pub fn no_home() -> Told {
    told(
        "Le système n’indique pas de dossier personnel.",
        "Indiquez un dossier dans la variable LABEL_MENTORAT_HOME.",
    )
}

/// A campaign was to begin inside the example.
pub fn in_the_example() -> Told {
    told(
        "Vous êtes dans l’exemple : ce que vous y commenceriez disparaîtrait avec lui.",
        "Quittez l’exemple, puis commencez votre auto-évaluation.",
    )
}

/// The process that examines a stranger's file could not be started.
pub fn no_examiner(path: &Path) -> Told {
    told(
        format!(
            "L’examen de « {} » n’a pas pu commencer : l’application ne se lance plus (déplacée, mise à jour ou supprimée depuis qu’elle est ouverte ?). Le dossier n’est ni validé ni rejeté.",
            path.display()
        ),
        "Fermez l’application, rouvrez-la, puis recommencez.",
    )
}

/// A file could not be read or written.
pub fn of_file(path: &Path, error: &std::io::Error) -> Told {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => told(
            format!("« {path} » est introuvable."),
            format!("Vérifiez le nom et le dossier. {NOTHING_CHANGED}"),
        ),
        ErrorKind::PermissionDenied => told(
            format!("L’accès à « {path} » est refusé."),
            format!(
                "Choisissez un autre endroit ou demandez le droit d’y accéder. {NOTHING_CHANGED}"
            ),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => told(
            format!("Le disque est plein : « {path} » n’a pas été écrit."),
            "Libérez de la place puis recommencez. Ce qui existait est intact.",
        ),
        ErrorKind::ReadOnlyFilesystem => told(
            format!("« {path} » est sur un support en lecture seule."),
            format!("Choisissez un autre endroit. {NOTHING_CHANGED}"),
        ),
        ErrorKind::IsADirectory => told(
            format!("« {path} » est un dossier, pas un fichier."),
            format!("Choisissez un fichier. {NOTHING_CHANGED}"),
        ),
        ErrorKind::NotADirectory => told(
            format!("« {path} » n’est pas dans un dossier."),
            format!("Vérifiez le chemin. {NOTHING_CHANGED}"),
        ),
        _ => told(
            format!("« {path} » n’a pas pu être lu ou écrit."),
            format!("Vérifiez le disque et réessayez. {NOTHING_CHANGED}"),
        ),
    }
}

/// A grid with faults.
pub fn of_grid(path: &Path, faults: &[grid::Fault]) -> Told {
    let lines = faults.iter().map(|fault| {
        let place = if fault.pointer.is_empty() {
            "/"
        } else {
            &fault.pointer
        };
        format!("\n  {place} : {}", grid::wording::sentence(fault))
    });
    told(
        format!(
            "« {} » n’est pas une grille valide :{}",
            path.display(),
            lines.collect::<String>()
        ),
        format!("Demandez un fichier corrigé à son auteur. {NOTHING_CHANGED}"),
    )
}

/// The workspace file refused.
pub fn of_store(error: &store::Error) -> Told {
    use store::Error as E;
    match error {
        E::Missing { path } => told(
            format!(
                "L’espace de travail « {} » est introuvable.",
                path.display()
            ),
            "Vérifiez le nom et le dossier.",
        ),
        E::Exists { path } => told(
            format!("« {} » existe déjà.", path.display()),
            format!("Choisissez un autre nom. {NOTHING_CHANGED}"),
        ),
        E::PassphraseWanted { path } => told(
            format!(
                "« {} » est protégé par une phrase de passe, ou n’est pas un espace de travail.",
                path.display()
            ),
            "Donnez la phrase de passe (variable LABEL_MENTORAT_PASSPHRASE en ligne de commande).",
        ),
        E::WrongPassphrase { path } => told(
            format!("La phrase de passe n’ouvre pas « {} ».", path.display()),
            format!("Vérifiez la touche Majuscules et recommencez. {NOTHING_CHANGED}"),
        ),
        E::NotAWorkspace { path } => told(
            format!(
                "« {} » n’est pas un espace de travail de cette application.",
                path.display()
            ),
            format!("Choisissez un autre fichier. {NOTHING_CHANGED}"),
        ),
        E::Newer { path, readable, .. } => told(
            format!(
                "« {} » a été créé par une version plus récente.",
                path.display()
            ),
            if *readable {
                format!("Mettez l’application à jour, ou ouvrez-le en lecture. {NOTHING_CHANGED}")
            } else {
                format!("Mettez l’application à jour. {NOTHING_CHANGED}")
            },
        ),
        E::ForeignSchema { path, name } => told(
            format!(
                "La structure de « {} » a été modifiée en dehors de l’application ({name}).",
                path.display()
            ),
            "N’y écrivez plus et restaurez la dernière copie. Rien n’a été modifié.",
        ),
        E::Locked { path, occupant } => told(
            match occupant {
                Some(Occupant { by, host, since }) if !by.is_empty() => format!(
                    "« {} » est déjà ouvert par {by} ({host}) depuis le {}.",
                    path.display(),
                    moment(*since)
                ),
                Some(_) | None => format!("« {} » est déjà ouvert.", path.display()),
            },
            format!("Fermez l’autre fenêtre, ou ouvrez-le en lecture. {NOTHING_CHANGED}"),
        ),
        E::NetworkPlace { path, filesystem } => told(
            format!(
                "« {} » serait sur un disque d’une autre machine ({filesystem}) : deux personnes pourraient y écrire en même temps.",
                path.display()
            ),
            "Créez-le sur un disque de cet ordinateur, par exemple dans votre dossier Documents. Les copies et les dossiers signés peuvent aller sur le réseau. Rien n’a été écrit.",
        ),
        E::Poisoned { path } => told(
            format!(
                "Le disque n’a pas pu garder une modification de « {} » : plus rien n’y est lu ni écrit.",
                path.display()
            ),
            "Fermez l’application, vérifiez le disque, puis ouvrez-le à nouveau. Ce qui était enregistré est intact.",
        ),
        E::Cancelled => told(STOPPED, NOTHING_CHANGED),
        E::Busy { path } => told(
            format!(
                "« {} » est ouvert dans une autre application.",
                path.display()
            ),
            "Fermez l’autre application puis recommencez.",
        ),
        E::Full { path } => told(
            format!(
                "Le disque est plein : rien n’a pu être écrit dans « {} ».",
                path.display()
            ),
            "Libérez de la place puis recommencez. Ce qui était enregistré est intact.",
        ),
        E::ReadOnly { path } => told(
            format!("« {} » est en lecture seule.", path.display()),
            format!("Copiez-le dans un dossier où vous pouvez écrire. {NOTHING_CHANGED}"),
        ),
        E::Disk { path, .. } => told(
            format!("Le disque signale une erreur avec « {} ».", path.display()),
            "Copiez vos données ailleurs avant de continuer.",
        ),
        E::Damaged { path, .. } => told(
            format!("« {} » est abîmé.", path.display()),
            "N’y écrivez plus et restaurez la dernière copie.",
        ),
        E::Journal { path, .. } => told(
            format!(
                "L’historique de « {} » a été modifié en dehors de l’application.",
                path.display()
            ),
            "N’y écrivez plus et restaurez la dernière copie.",
        ),
        E::UnknownAssessment(id) => told(
            format!("L’évaluation « {id} » n’est pas dans cet espace de travail."),
            "Vérifiez son identifiant.",
        ),
        E::AssessmentExists(id) => told(
            format!("L’évaluation « {id} » est déjà dans cet espace de travail."),
            NOTHING_CHANGED,
        ),
        E::OtherEdition {
            grid,
            edition,
            digest,
        } => told(
            format!(
                "La grille « {grid} », édition « {edition} », existe déjà avec un autre contenu (empreinte {digest})."
            ),
            format!("Demandez au Collectif laquelle est la bonne. {NOTHING_CHANGED}"),
        ),
        E::NothingToRevert => told("Il n’y a rien à annuler ni à rétablir.", NOTHING_CHANGED),
        E::Erased { .. } => told(
            "Cette modification ne peut plus être annulée : ce qui précédait a été effacé, et ne doit pas revenir.",
            format!("Corrigez la réponse directement. {NOTHING_CHANGED}"),
        ),
        E::PathNotText { path } => told(
            format!(
                "Le nom « {} » contient des signes que le système ne sait pas lire.",
                path.display()
            ),
            "Choisissez un autre nom.",
        ),
    }
}

/// A piece of evidence refused.
pub fn of_evidence(error: &evidence::Error) -> Told {
    use evidence::Error as E;
    match error {
        E::Missing { path } => told(
            format!("« {} » est introuvable.", path.display()),
            format!("Vérifiez qu’il n’a pas été déplacé. {NOTHING_CHANGED}"),
        ),
        E::Folder { path } => told(
            format!("« {} » est un dossier.", path.display()),
            format!(
                "Ouvrez-le et choisissez ses fichiers, ou déposez-le dans la fenêtre : elle les proposera. {NOTHING_CHANGED}"
            ),
        ),
        E::NotAFile { path } => told(
            format!(
                "« {} » n’est pas un fichier ordinaire (périphérique, tube ou lien qui ne mène nulle part).",
                path.display()
            ),
            format!("Choisissez le document lui-même. {NOTHING_CHANGED}"),
        ),
        E::Address { address } => told(
            format!("« {address} » est une adresse, pas un fichier."),
            format!(
                "Enregistrez d’abord le fichier sur votre ordinateur, puis déposez-le. {NOTHING_CHANGED}"
            ),
        ),
        E::InUse { path } => told(
            format!(
                "« {} » est ouvert dans une autre application (Word, par exemple).",
                path.display()
            ),
            format!(
                "Fermez le fichier dans cette application, puis recommencez. {NOTHING_CHANGED}"
            ),
        ),
        E::OnlyPromised { path } => told(
            format!(
                "« {} » n’est pas encore sur cet ordinateur : il est seulement dans le nuage.",
                path.display()
            ),
            format!(
                "Téléchargez-le d’abord (« Toujours conserver sur cet appareil »), puis recommencez. {NOTHING_CHANGED}"
            ),
        ),
        E::Unreadable { path, source } if source.kind() == ErrorKind::PermissionDenied => told(
            format!("Vous n’avez pas le droit de lire « {} ».", path.display()),
            format!(
                "Demandez ce droit, ou copiez le fichier dans un de vos dossiers. {NOTHING_CHANGED}"
            ),
        ),
        E::Unreadable { path, .. } => told(
            format!("« {} » n’a pas pu être lu.", path.display()),
            format!(
                "Vérifiez le disque ou la clé, fermez-le s’il est ouvert ailleurs, puis recommencez. {NOTHING_CHANGED}"
            ),
        ),
        E::Empty { file_name } => told(
            format!("« {file_name} » est vide, il n’a pas été ajouté."),
            "Vérifiez-le puis déposez-le à nouveau.",
        ),
        E::TooLarge {
            file_name,
            size_bytes,
            limit_bytes,
        } => told(
            format!(
                "« {file_name} » pèse {} ; la limite est de {} par fichier. Il n’a pas été ajouté.",
                size(*size_bytes),
                size(*limit_bytes)
            ),
            "Compressez-le, numérisez-le en gris, ou relevez la limite dans les réglages, puis recommencez.",
        ),
        E::ImageTooLarge {
            file_name,
            width,
            height,
            most_pixels,
        } => told(
            format!(
                "L’image « {file_name} » mesure {width} × {height} points ; la limite est de {} millions. Elle n’a pas été ajoutée.",
                most_pixels / 1_000_000
            ),
            "Réduisez-la, puis recommencez.",
        ),
        E::RefusedKind { file_name, kind } => told(
            format!(
                "« {file_name} » est {} : il n’a pas été ajouté.",
                refused(*kind)
            ),
            remedy(*kind),
        ),
        E::Changed { file_name } => told(
            format!("« {file_name} » a changé pendant la copie, il n’a pas été ajouté."),
            "Fermez-le dans les autres applications puis recommencez.",
        ),
        E::ContentMissing(digest) => told(
            format!("Le contenu d’une preuve manque dans l’espace de travail ({digest})."),
            "Joignez à nouveau le fichier, ou restaurez une copie.",
        ),
        E::Damaged(digest) => told(
            format!("Le contenu d’une preuve est abîmé dans l’espace de travail ({digest})."),
            "Joignez à nouveau le fichier, ou restaurez une copie.",
        ),
        E::Cancelled => told(STOPPED, NOTHING_CHANGED),
        E::Target(_) => told(
            "Le fichier n’a pas pu être écrit.",
            "Vérifiez la place sur le disque puis recommencez.",
        ),
        E::Sqlite(_) => told(
            "L’espace de travail n’a pas pu être lu ou écrit.",
            "Vérifiez la place sur le disque puis recommencez. Ce qui était enregistré est intact.",
        ),
    }
}

/// An assessment refused.
pub fn of_assessment(error: &assessment::Error) -> Told {
    told(assessment::wording::sentence(error), NOTHING_CHANGED)
}

/// A use case refused.
pub fn of_workspace(error: &workspace::Error) -> Told {
    use workspace::Error as E;
    match error {
        E::Store(error) => of_store(error),
        E::Evidence(error) => of_evidence(error),
        E::Assessment(error) => of_assessment(error),
        E::File { path, source } => of_file(path, source),
        E::EvidenceContent(fault) => of_content(fault),
        E::EnclosedTooLarge {
            total_bytes,
            limit_bytes,
            pieces,
        } => {
            let lines = pieces
                .iter()
                .take(20)
                .map(|(title, bytes)| format!("\n  {} : {title}", size(*bytes)));
            told(
                format!(
                    "Les preuves choisies pèsent {} ensemble ; la limite est de {} par dossier :{}",
                    size(*total_bytes),
                    size(*limit_bytes),
                    lines.collect::<String>()
                ),
                "Laissez les plus lourdes de côté (elles seront nommées avec leur empreinte), ou compressez-les. Aucun dossier n’a été écrit.",
            )
        }
        E::LimitOutOfRange { highest_bytes, .. } => told(
            "Cette limite ne convient pas.",
            format!(
                "Choisissez une taille entre 1 octet et {}. {NOTHING_CHANGED}",
                size(*highest_bytes)
            ),
        ),
        E::Answers(error) => told(
            quality::spreadsheet::wording::of_error(error),
            NOTHING_CHANGED,
        ),
        E::AnswerChanged(id) => told(
            format!(
                "La réponse au standard « {id} » a changé depuis que les différences ont été affichées."
            ),
            format!("Relisez le fichier pour voir les différences du moment. {NOTHING_CHANGED}"),
        ),
        E::NotTheSame { what, mine, theirs } => told(
            format!(
                "Ce fichier vient d’{} : « {theirs} », et non « {mine} ».",
                match what {
                    Whole::Organisation => "un autre organisme",
                    Whole::Edition => "une autre édition de grille",
                    Whole::Assessment => "une autre évaluation",
                }
            ),
            format!("Choisissez le fichier exporté de cette évaluation. {NOTHING_CHANGED}"),
        ),
        E::Spreadsheet(_) => told(
            "La feuille de calcul n’a pas pu être produite.",
            "Exportez l’évaluation au format .json, puis signalez-nous ce défaut.",
        ),
        E::Identity(error) => of_identity(error),
        E::Pkcs12 { path, source } => of_pkcs12(path, source),
        E::KeptIdentity { path, source } => of_kept_identity(path, source),
        E::Certificates { path, source } => of_certificates(path, source),
        E::IdentityClosed { .. } => super::identity_closed(),
        E::OtherIdentity { .. } => super::other_identity(),
        E::UnknownIdentity { path, .. } => super::unknown_identity(path),
        E::OtherKey { path } => super::other_key(path),
        E::Dossier(error) => of_dossier(error),
        E::Signing(pades::signer::Error::Timestamp(error)) => of_timestamp(error),
        E::Signing(_) => told(
            "Le dossier n’a pas pu être signé.",
            "Vérifiez l’identité choisie. Aucun dossier n’a été écrit.",
        ),
        E::NotAsIssued { report } => told(
            format!(
                "Le dossier produit ne se vérifie pas ({}) : il n’a pas été gardé.",
                verdict(report.verdict)
            ),
            "Vérifiez l’espace de travail, puis recommencez.",
        ),
        E::NotSound { report } => told(
            format!(
                "« {} » n’est pas un dossier intact ({}).",
                report.file,
                verdict(report.verdict)
            ),
            "Rien n’a été écrit. Demandez l’original.",
        ),
        E::PassphraseTooShort { characters } => told(
            format!(
                "Cette phrase de passe compte {characters} caractères ; il en faut au moins {}.",
                workspace::SHORTEST_PASSPHRASE
            ),
            "Choisissez plusieurs mots que vous retiendrez.",
        ),
        E::AuthorTooLong { characters } => told(
            format!(
                "Ce nom compte {characters} caractères ; {} au plus.",
                workspace::LONGEST_AUTHOR
            ),
            format!("Raccourcissez-le. {NOTHING_CHANGED}"),
        ),
        E::AuthorUnprintable => told(
            "Ce nom contient des signes qui ne s’écrivent pas.",
            format!("Tapez-le au clavier plutôt que de le coller. {NOTHING_CHANGED}"),
        ),
        E::UnknownStandard(id) => told(
            format!("Le standard « {id} » n’existe pas dans la grille."),
            NOTHING_CHANGED,
        ),
        E::UnknownEvidence(id) => told(
            format!("La preuve « {id} » n’est pas dans l’évaluation."),
            NOTHING_CHANGED,
        ),
        E::UnknownAction(id) => told(
            format!("L’action « {id} » n’est pas dans le plan."),
            NOTHING_CHANGED,
        ),
        E::UnknownReview(_) => told(
            "Cet examen n’est pas dans l’espace de travail.",
            "Il a peut-être été effacé. Revenez à la liste des dossiers reçus.",
        ),
        E::ReviewFile { path, source } => review_file(path, source),
        E::ReviewTextTooLong { characters } => told(
            format!("Ce texte est trop long : {characters} caractères, 100 000 au plus."),
            "Raccourcissez-le. Rien n’a été modifié.",
        ),
        E::NotAReport { path } => told(
            format!(
                "« {} » n’est pas un rapport d’examen intact : aucune signature saine ne couvre ses constats.",
                path.display()
            ),
            "Demandez l’original à l’auditeur ou à l’auditrice. Rien n’a été modifié.",
        ),
        E::NotOurDossier { path } => told(
            format!(
                "« {} » porte sur un dossier qui n’a pas été émis depuis cet espace de travail.",
                path.display()
            ),
            "Ouvrez l’espace de travail qui l’a émis. Rien n’a été modifié.",
        ),
        E::NotATrustList { path } => super::not_a_trust_list(path),
        E::TrustList { path, .. } => super::trust_list_refused(path),
        E::ListOfAStranger { path } => super::list_of_a_stranger(path),
        E::ListChanged { path } => super::list_changed(path),
        E::ReceivedChanged { path } => told(
            format!(
                "« {} » n’est plus le dossier qui a été reçu : le fichier a été déplacé ou modifié.",
                path.display()
            ),
            "Remettez l’original à cette place. Vos constats sont intacts.",
        ),
        E::NotEnclosed(_) => told(
            "Cette preuve n’est pas jointe au dossier.",
            "Demandez-la à l’association, ou vérifiez-la en entretien.",
        ),
        E::Blank(field) => told(
            format!("{} manque.", field_name(*field)),
            "Remplissez ce champ.",
        ),
        E::NotAfter { day: before } => told(
            "La date de référence doit venir après celle de la campagne précédente.",
            format!("Choisissez un jour après le {}.", day(*before)),
        ),
        E::OtherAssessment(id) => told(
            format!(
                "L’évaluation « {id} » est déjà dans cet espace de travail, avec un autre contenu."
            ),
            "Rapportez-y les réponses du fichier pour les comparer une à une, ou importez-le dans un nouvel espace de travail. Rien n’a été remplacé.",
        ),
        E::InTrash(_) => told(
            "Cette évaluation est dans la corbeille.",
            format!("Restaurez-la d’abord depuis la corbeille. {NOTHING_CHANGED}"),
        ),
        E::EvidenceFileMissing {
            evidence,
            file_name,
        } => told(
            format!("Aucun fichier n’a été trouvé pour la preuve « {file_name} » ({evidence})."),
            format!(
                "Placez-le dans le dossier des preuves sous le nom « {evidence} », avec ou sans extension. {NOTHING_CHANGED}"
            ),
        ),
        E::OtherEvidence { path, title, .. } => told(
            format!(
                "« {} » n’est pas la preuve « {title} » : sa taille ou son empreinte diffère.",
                path.display()
            ),
            format!("Retrouvez le fichier d’origine. {NOTHING_CHANGED}"),
        ),
        E::NoGoodCopy { path, tried, .. } => told(
            format!(
                "« {} » est abîmé, et aucune de ses {tried} copies n’est utilisable.",
                path.display()
            ),
            "Cherchez une copie ailleurs (clé, autre dossier) et restaurez-la. Rien n’a été déplacé ni effacé.",
        ),
        E::FolderOfAnother { folder } => told(
            format!(
                "« {} » contient les copies d’un autre espace de travail.",
                folder.display()
            ),
            format!("Choisissez un autre dossier pour les copies. {NOTHING_CHANGED}"),
        ),
        E::TargetExists { path } => told(
            format!("« {} » existe déjà.", path.display()),
            "Choisissez un autre nom : rien n’est jamais remplacé.",
        ),
    }
}

/// Findings of another auditor that are refused.
fn review_file(path: &Path, error: &quality::review::Error) -> Told {
    use quality::review::Error as E;
    let path = path.display();
    match error {
        E::OtherDossier { .. } => told(
            format!("« {path} » porte sur un autre dossier que celui-ci."),
            "Vérifiez que vous avez reçu le même fichier, puis choisissez ses constats. Rien n’a été modifié.",
        ),
        E::OtherFormat { .. } => told(
            format!(
                "« {path} » ne contient pas les constats d’un examen, ou vient d’une version plus récente."
            ),
            "Demandez à l’autre personne « Transmettre mes constats ». Rien n’a été modifié.",
        ),
        E::UnknownStandard(id) | E::Twice(id) => told(
            format!("« {path} » se contredit sur le standard {id}."),
            "Demandez à nouveau ce fichier. Rien n’a été modifié.",
        ),
        E::File(_) | E::Member(_) | E::TextTooLong { .. } => told(
            format!(
                "« {path} » n’est pas lisible : le fichier est abîmé ou a été modifié à la main."
            ),
            "Demandez à nouveau ce fichier. Rien n’a été modifié.",
        ),
    }
}

/// A content that is missing or damaged, with the standards that it serves.
fn of_content(fault: &workspace::Fault) -> Told {
    let title = &fault.title;
    let serving: Vec<String> = fault.standards.iter().map(ToString::to_string).collect();
    let serving = match serving.as_slice() {
        [] => String::new(),
        [one] => format!(" (standard {one})"),
        several => format!(" (standards {})", several.join(", ")),
    };
    let happened = match fault.state {
        workspace::ContentState::Missing => {
            format!(
                "Le contenu de la preuve « {title} »{serving} n’est pas dans l’espace de travail."
            )
        }
        workspace::ContentState::Damaged => {
            format!(
                "Le contenu de la preuve « {title} »{serving} est abîmé : il n’est plus celui qui a été ajouté."
            )
        }
    };
    told(
        happened,
        "Restaurez une copie de sauvegarde, remplacez la preuve par son fichier d’origine, ou laissez-la de côté. Rien n’a été écrit.",
    )
}

/// No identity came about.
fn of_identity(error: &identity::Error) -> Told {
    use identity::Error as E;
    match error {
        E::NoName => told(
            "Le nom manque.",
            "Donnez le nom de l’organisation ou de la personne.",
        ),
        E::Validity { .. } => told(
            "La durée du certificat dépasse le calendrier.",
            "Vérifiez la date de l’ordinateur.",
        ),
        E::Generation => told("La clé n’a pas pu être créée.", "Recommencez."),
        E::WeakKey => told("La clé est trop faible.", "Créez une nouvelle identité."),
        E::UnsupportedKey => told(
            "Ce type de clé n’est pas pris en charge.",
            "Créez une nouvelle identité.",
        ),
        E::KeyMismatch => told(
            "La clé n’est pas celle du certificat.",
            "Choisissez un autre fichier.",
        ),
        E::Certificate(_) => told(
            "Le certificat n’est pas lisible.",
            "Choisissez un autre fichier.",
        ),
    }
}

/// A PKCS#12 file gives no identity.
fn of_pkcs12(path: &Path, error: &pkcs12::Error) -> Told {
    use pkcs12::Error as E;
    let path = path.display();
    let other = "Choisissez le fichier de votre identité (extension « .p12 »).";
    match error {
        E::TooLarge { .. } => told(
            format!("« {path} » est trop volumineux pour une identité."),
            other,
        ),
        E::NotPkcs12 => told(
            format!("« {path} » n’est pas un fichier d’identité (PKCS#12)."),
            other,
        ),
        E::Pem {
            has_unprotected_key: true,
        } => told(
            format!("« {path} » est un fichier PEM dont la clé n’est pas protégée."),
            "Convertissez-le en PKCS#12 sous une phrase de passe, puis détruisez ce fichier.",
        ),
        E::Pem {
            has_unprotected_key: false,
        } => told(
            format!("« {path} » est un fichier PEM, pas un PKCS#12."),
            other,
        ),
        E::BareCertificate => told(format!("« {path} » est un certificat sans clé."), other),
        E::Damaged => told(
            format!("« {path} » est abîmé."),
            "Reprenez votre copie de sauvegarde de ce fichier.",
        ),
        E::WrongPassphrase => told(
            format!("La phrase de passe n’ouvre pas « {path} »."),
            "Vérifiez la touche Majuscules et recommencez.",
        ),
        E::PassphraseTooLong { .. } => told(
            "La phrase de passe est trop longue.",
            "Choisissez-en une plus courte.",
        ),
        E::TooManyIterations { .. } => told(
            format!("« {path} » demanderait un temps de calcul déraisonnable."),
            "Exportez-le à nouveau depuis l’application qui l’a fait.",
        ),
        E::UnsupportedAlgorithm => told(
            format!("« {path} » est protégé par un algorithme qui n’est pas pris en charge."),
            "Exportez-le à nouveau avec AES-256.",
        ),
        E::NoKey => told(format!("« {path} » ne contient pas de clé."), other),
        E::NoCertificate => told(format!("« {path} » ne contient pas de certificat."), other),
        E::Several { count } => told(
            format!("« {path} » contient {count} identités."),
            "Exportez celle que vous voulez utiliser dans un fichier à part.",
        ),
        E::KeyMismatch => told(
            format!("Dans « {path} », aucune clé ne correspond au certificat."),
            other,
        ),
        E::Weak => told(
            format!("La clé ou le certificat de « {path} » est trop faible."),
            "Créez une nouvelle identité.",
        ),
        E::UnsupportedKey => told(
            format!("Le type de clé de « {path} » n’est pas pris en charge."),
            "Créez une nouvelle identité.",
        ),
        E::Certificate(_) => told(
            format!("Un certificat de « {path} » n’est pas lisible."),
            other,
        ),
    }
}

/// An identity kept on this machine does not open.
fn of_kept_identity(path: &Path, error: &kept::Error) -> Told {
    use kept::Error as E;
    let path = path.display();
    let copy = "Reprenez votre copie de cette identité, ou créez-en une nouvelle. Vos réponses et vos preuves sont intactes.";
    match error {
        E::NotKept | E::Damaged => told(
            format!("L’identité gardée dans « {path} » est abîmée."),
            copy,
        ),
        E::WrongPassphrase => told(
            "La phrase de passe n’ouvre pas votre identité.",
            "Vérifiez la touche Majuscules et recommencez.",
        ),
        E::PassphraseTooLong { .. } => told(
            "La phrase de passe est trop longue.",
            "Choisissez-en une plus courte.",
        ),
        E::TooCostly { .. } => told(
            format!("« {path} » demanderait un temps de calcul déraisonnable."),
            copy,
        ),
        E::Identity(error) => of_identity(error),
    }
}

/// The signature was not stamped.
fn of_timestamp(error: &timestamp::Error) -> Told {
    use timestamp::Error as E;
    let without = "Recommencez plus tard, ou émettez le dossier sans horodatage. Aucun dossier n’a été écrit.";
    match error {
        E::NoAnswer { .. } => told("Le service d’horodatage n’a pas répondu.", without),
        E::Refused { .. } => told("Le service d’horodatage a refusé la demande.", without),
        E::Malformed(_) => told(
            "Ce qu’a répondu l’adresse indiquée n’est pas un horodatage.",
            format!("Vérifiez l’adresse du service d’horodatage. {without}"),
        ),
        E::DoesNotHold(_) => told(
            "L’horodatage reçu ne vaut pas pour cette signature.",
            format!("Choisissez un autre service d’horodatage. {without}"),
        ),
    }
}

/// The address given for a timestamp service is none.
pub fn not_a_service(address: &str) -> Told {
    told(
        format!("« {address} » n’est pas l’adresse d’un service d’horodatage."),
        "Une telle adresse commence par « http:// » ou « https:// ».",
    )
}

/// A file that should hold certificates holds none.
fn of_certificates(path: &Path, error: &trust::Error) -> Told {
    use trust::Error as E;
    let path = path.display();
    let ask = "Demandez à l’autorité le fichier de votre certificat (extension « .pem » ou « .cer »). Rien n’a été modifié.";
    match error {
        E::NoCertificate => told(format!("« {path} » ne contient pas de certificat."), ask),
        E::TooLarge { .. } => told(
            format!("« {path} » est trop volumineux pour un certificat."),
            ask,
        ),
        E::Certificate { position, .. } => told(
            format!("Le certificat n° {position} de « {path} » n’est pas lisible."),
            ask,
        ),
    }
}

/// The dossier could not be made.
fn of_dossier(error: &dossier::Error) -> Told {
    use dossier::Error as E;
    let nothing = "Aucun dossier n’a été écrit.";
    match error {
        E::UnknownEvidence(id) => told(
            format!("La preuve « {id} » n’est pas dans l’évaluation."),
            nothing,
        ),
        E::TooLarge {
            size_bytes,
            limit_bytes,
        } => told(
            format!(
                "Le dossier ferait {} ; il peut en faire {} au plus.",
                size(*size_bytes),
                size(*limit_bytes)
            ),
            format!(
                "Laissez des preuves de côté : elles seront nommées avec leur empreinte. {nothing}"
            ),
        ),
        E::Font { .. } | E::Pages { .. } | E::Numbers { .. } => told(
            "Les pages du dossier n’ont pas pu être composées.",
            format!("Signalez cette évaluation à l’équipe de l’application. {nothing}"),
        ),
        E::Evidence { evidence, .. } | E::EvidenceSize { evidence, .. } => told(
            format!("La preuve « {evidence} » n’a pas pu être jointe."),
            format!("Joignez à nouveau le fichier. {nothing}"),
        ),
        E::Write(_) => told(
            "Le dossier n’a pas pu être écrit.",
            "Vérifiez la place sur le disque puis recommencez.",
        ),
        E::Cancelled => told(STOPPED, nothing),
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::OrganisationName => "Le nom de l’organisation",
        Field::ProgrammeName => "Le nom du programme",
        Field::CampaignTitle => "Le titre de la campagne",
        Field::EvidenceTitle => "Le titre de la preuve",
        Field::Action => "La description de l’action",
        Field::PersonName => "Le nom à chercher (deux lettres au moins)",
    }
}
