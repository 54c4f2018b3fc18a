//! Words of the declaration and of the page that says how to verify.

use crate::dossier::SignerKind;

/// What the signer declares.
pub(crate) fn declaration(organisation: &str) -> String {
    format!(
        "{organisation} déclare que les réponses de ce dossier décrivent sincèrement la pratique du programme à la date de référence, et que les preuves citées existent sous la forme décrite par leur empreinte."
    )
}

pub(crate) const WHAT_IT_PROVES: &str = "La signature garantit que le dossier n’a pas changé depuis qu’il a été établi et qu’il provient du détenteur de la clé ci-dessous. Elle ne garantit pas que les réponses sont exactes : c’est l’objet de la relecture par un tiers.";

/// What a signature of that kind is called.
pub(crate) fn signer_kind(kind: SignerKind) -> &'static str {
    match kind {
        SignerKind::Seal => "Sceau de l’organisation",
        SignerKind::Person => "Signature d’une personne",
    }
}

pub(crate) const SIGNER: &str = "Signataire";
pub(crate) const NATURE: &str = "Nature";
pub(crate) const ISSUED: &str = "Établi le";
pub(crate) const CERTIFICATE: &str = "Empreinte du certificat (SHA-256)";
pub(crate) const ALGORITHM: &str = "Algorithme";
pub(crate) const ENGINE: &str = "Application";
pub(crate) const REFERENCE: &str = "Évaluation";
pub(crate) const ASSESSMENT_DIGEST: &str = "Empreinte de l’évaluation";
pub(crate) const GRID_DIGEST: &str = "Empreinte de la grille";
pub(crate) const HEAD_DIGEST: &str = "Empreinte de la dernière écriture";

/// Tooltip of the signature's field.
pub(crate) fn tooltip(name: &str) -> String {
    format!("Signature électronique de {name}")
}

/// Words in the field.
pub(crate) const FIELD: &str = "Signature électronique";

/// Day in the field.
pub(crate) fn signed_on(day: &str) -> String {
    format!("le {day}, heure déclarée par le signataire")
}

/// Reason inside the signature.
pub(crate) const REASON: &str = "Déclaration d’auto-évaluation";

pub(crate) const FIELD_HINT: &str = "La signature électronique est attachée à cet emplacement ; votre lecteur PDF l’affiche dans son volet « Signatures ».";
pub(crate) const DRAFT_HINT: &str = "Ce brouillon n’est pas signé. Le dossier définitif portera ici le nom et le certificat du signataire.";

pub(crate) const VERIFY_INTRO: &str = "Ce fichier porte en lui tout ce qu’il faut pour le contrôler : les réponses, la grille, l’historique, les preuves jointes et la signature. Deux chemins mènent au même résultat.";
pub(crate) const WITH_US: &str = "Avec l’application Label Mentorat";
pub(crate) const WITH_US_STEPS: [&str; 3] = [
    "Ouvrez l’application, choisissez « Vérifier » et déposez-y ce fichier. Aucune connexion n’est nécessaire.",
    "Le rapport répond à quatre questions : l’intégrité, l’identité du signataire, la date et le contenu. Le niveau y est recalculé à partir des réponses.",
    "Comparez l’empreinte du certificat avec celle que l’organisation vous a donnée par un autre canal, ou que le Collectif a enregistrée.",
];
pub(crate) const WITHOUT_US: &str = "Sans notre application";
pub(crate) const WITHOUT_US_STEPS: [&str; 4] = [
    "La signature : « pdfsig dossier.pdf » (paquet poppler-utils) doit annoncer une signature valide qui couvre le document entier ; Adobe Acrobat Reader convient aussi.",
    "Les pièces jointes : « pdfdetach -saveall dossier.pdf » les enregistre ; leur empreinte, donnée par « sha256sum », doit être celle du registre des preuves.",
    "La grille : l’empreinte de « grid.json » doit être celle qui figure ci-dessous.",
    "Les données : « dossier.json » contient les réponses et le résultat ; les règles de calcul sont publiées avec l’application.",
];
pub(crate) const CAUTION: &str = "Un certificat que l’organisation s’est fait elle-même prouve que le fichier est intact, non qui l’a signé : seule la comparaison de son empreinte le dit. L’heure de la signature est celle que le signataire déclare.";

/// Descriptions of the attached files.
pub(crate) const SOURCE_FILE: &str = "Données du dossier : réponses, résultat, registre";
pub(crate) const GRID_FILE: &str = "Grille de l’évaluation, telle que publiée";
pub(crate) const JOURNAL_FILE: &str = "Historique de l’évaluation, écriture par écriture";

/// Description of an attached piece of evidence.
pub(crate) fn evidence_file(number: usize, title: &str) -> String {
    format!("Pièce {number} : {title}")
}
