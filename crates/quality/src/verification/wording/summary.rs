//! The words of a summary of many reports, in French.

/// Name of the sheet.
pub const TITLE: &str = "Dossiers reçus";
/// At the foot of a printed page.
pub const FOOT: &str =
    "Un fichier intact n’est pas encore un dossier accepté : voyez qui l’a signé.";
/// The file, as it was named.
pub const FILE: &str = "Fichier";
/// The verdict.
pub const VERDICT: &str = "Résultat";
/// The name in the certificate.
pub const SIGNER: &str = "Nom dans le certificat";
/// By the signer's computer.
pub const SIGNED_ON: &str = "Signé le (déclaré)";
/// The level that the dossier declares.
pub const DECLARED: &str = "Niveau annoncé";
/// The level that its data give.
pub const RECOMPUTED: &str = "Niveau recalculé";
/// What to do.
pub const ADVICE: &str = "À faire";
/// What did not pass.
pub const RESERVES: &str = "Réserves";
/// Digest of the certificate.
pub const FINGERPRINT: &str = "Empreinte du certificat";
/// No level is reached.
pub const NO_LEVEL: &str = "aucun";

/// A check that did not pass, and why.
pub fn reserve(check: &str, detail: &str) -> String {
    format!("{check} : {detail}")
}
