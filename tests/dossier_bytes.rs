//! The same data give the same bytes in every version that calls its layout by the same number.
//!
//! Dossiers are rendered again when they are verified: a change of bytes that does not raise the
//! number would call every dossier issued before it altered. `fixtures/golden/dossier.json` holds
//! the number with the digests; run with `LABEL_MENTORAT_RECORD=1` to write it anew, which is
//! refused while the number stands. Source: formats.md, section 6, `engine.layout`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use quality::digest::Digest;
use quality::dossier::manifest::LAYOUT;
use quality::dossier::{self, Content, Engine, Signer, SignerKind};
use serde_json::{Value, json};

use crate::dossier_content::Case;
use crate::executable::root;

fn recorded_at() -> PathBuf {
    root().join("fixtures/golden/dossier.json")
}

fn signer() -> Signer {
    Signer {
        name: "Les Passerelles".into(),
        kind: SignerKind::Seal,
        certificate_digest: Digest::of(b"certificate"),
        algorithm: "ECDSA P-256".into(),
    }
}

/// Digests of what a dossier is made from, and of its bytes before it is signed.
fn digests(case: &Case, signer: Option<&Signer>) -> Value {
    let data = json!({
        "grid": case.published.file_digest(),
        "assessment": case.assessment,
    });
    let engine = Engine {
        name: "label-mentorat".into(),
        version: "0".into(),
        layout: LAYOUT,
    };
    let bytes = case.content(signer, |content| {
        let content = Content {
            engine: &engine,
            ..*content
        };
        let mut bytes = Vec::new();
        let rendered = dossier::render(&content).unwrap();
        rendered
            .write(&mut bytes, &mut |id, out| case.give(id, out), &mut |_| true)
            .unwrap();
        bytes
    });
    json!({"data": Digest::of_canonical(&data), "bytes": Digest::of(&bytes)})
}

#[test]
fn bytes_change_only_with_the_number_of_the_layout() {
    let signer = signer();
    let found: BTreeMap<&str, Value> = BTreeMap::from([
        ("demo", digests(&Case::demo(), Some(&signer))),
        ("draft", digests(&Case::demo(), None)),
        ("empty", digests(&Case::empty(), Some(&signer))),
        ("naughty", digests(&Case::naughty(), Some(&signer))),
        ("pieces", digests(&Case::pieces(60, 200), Some(&signer))),
    ]);
    let recorded: Value = std::fs::read(recorded_at())
        .map_or(Value::Null, |bytes| serde_json::from_slice(&bytes).unwrap());
    let mut other_data = false;
    for (kind, found) in &found {
        let before = &recorded["dossiers"][kind];
        let same_data = before["data"] == found["data"];
        other_data |= !same_data;
        assert!(
            recorded["layout"] != LAYOUT || !same_data || before["bytes"] == found["bytes"],
            "the dossier «{kind}» has other bytes than layout {LAYOUT} gave it: raise LAYOUT in \
             dossier/manifest.rs, then record the new digests (LABEL_MENTORAT_RECORD=1)"
        );
    }
    if std::env::var_os("LABEL_MENTORAT_RECORD").is_some() {
        let recorded = json!({"layout": LAYOUT, "dossiers": found});
        let text = serde_json::to_string_pretty(&recorded).unwrap() + "\n";
        std::fs::write(recorded_at(), text).unwrap();
        return;
    }
    assert_eq!(
        recorded["layout"], LAYOUT,
        "record the digests of this layout"
    );
    assert!(
        !other_data,
        "the fixtures have changed: record their digests"
    );
}
