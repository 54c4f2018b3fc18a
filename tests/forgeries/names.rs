//! Hostile names of attached files: none is ever written to a disk or printed as it is.
//!
//! Signed by the original signer, so that nothing but the name is in the way. Source: trust.md, bad
//! inputs 71 and 72.

use quality::verification::CheckName::{EmbeddedFiles, EvidenceDigests};

use super::attached::with_file;
use super::{Case, Contradictory, Give};

/// What it is called here, and how the file spells it.
const NAMES: &[(&str, &str)] = &[
    ("parent", "(../evil.txt)"),
    ("parents", "(../../../../../../etc/cron.d/evil)"),
    ("parent-of-windows", "(..\\\\evil.txt)"),
    ("parent-alone", "(..)"),
    ("here", "(.)"),
    ("absolute", "(/etc/passwd)"),
    ("home", "(~/.bashrc)"),
    ("drive", "(C:\\\\Windows\\\\evil.exe)"),
    ("share", "(\\\\\\\\server\\\\share\\\\evil)"),
    ("device", "(\\\\\\\\.\\\\PhysicalDrive0)"),
    ("stream-of-ntfs", "(a.txt:evil.exe)"),
    ("null", "(a.txt\\000.exe)"),
    ("line", "(a.txt\\n[oui] Identite)"),
    ("escape", "(\\033[2Ka.txt)"),
    ("right-to-left", "<FEFF202E006600640070002E00650078>"),
    ("utf-16", "<FEFF0061002E007400780074>"),
    ("utf-8", "<EFBBBF612E747874>"),
    ("latin", "(\\351t\\351.txt)"),
    ("hidden", "(.bashrc)"),
    ("option", "(-rf)"),
    ("blank-behind", "(a.txt )"),
    ("point-behind", "(a.txt.)"),
    ("empty", "()"),
    ("blank", "( )"),
    ("device-con", "(CON)"),
    ("device-aux", "(aux.txt)"),
    ("device-com1", "(COM1.pdf)"),
    ("device-nul", "(nul.tar.gz)"),
    ("address", "(http://evil.example/a.txt)"),
    ("markup", "(<img src=x onerror=alert\\(1\\)>.txt)"),
    ("command", "($\\(reboot\\).txt)"),
    ("quoted", "(\"a\";b.txt)"),
    ("percent", "(%2e%2e%2fevil.txt)"),
];

pub fn forge(case: &Case, give: Give<'_>) {
    for (name, spelled) in NAMES {
        let parts = with_file(&case.parts, spelled, b"evil");
        let forged = case.by_original(&parts.write());
        give(name, forged, Contradictory(EmbeddedFiles));
    }
    let long = format!("({}.txt)", "a".repeat(300));
    let forged = case.by_original(&with_file(&case.parts, &long, b"evil").write());
    give(
        "three-hundred-letters",
        forged,
        Contradictory(EmbeddedFiles),
    );
    let long = format!("({}.txt)", "a".repeat(100_000));
    let forged = case.by_original(&with_file(&case.parts, &long, b"evil").write());
    give(
        "a-hundred-thousand-letters",
        forged,
        Contradictory(EmbeddedFiles),
    );
    // A harmless one is still not announced.
    let forged = case.by_original(&with_file(&case.parts, "(harmless.txt)", b"evil").write());
    give("harmless", forged, Contradictory(EvidenceDigests));
    let same = case.by_original(&with_file(&case.parts, "(Grid.json)", b"evil").write());
    give("same-but-for-capitals", same, Contradictory(EmbeddedFiles));
    let same = case.by_original(&with_file(&case.parts, "(grid.json)", b"evil").write());
    give("same", same, Contradictory(EmbeddedFiles));
}
