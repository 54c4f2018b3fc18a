//! Edited content, soundly signed: by the attacker, and by the original signer, led to sign it.
//!
//! Integrity holds for whoever signed; what the file says must be found to contradict itself, and
//! nobody but the original signer may ever be trusted. Source: trust.md, R9 and R10.

use quality::verification::CheckName::{
    self, EmbeddedData, EmbeddedFiles, EmbeddedGrid, EmbeddedScore, EvidenceDigests, JournalChain,
    VisibleText,
};
use serde_json::{Value, json};

use super::attached::{MANIFEST, data, object, specification, with_data, with_manifest};
use super::parts::Parts;
use super::{Case, Contradictory, Give};
use crate::fault::is_thorough;

/// Name and content of the text among the enclosed evidence.
const TEXT: &str = "E1.N1.S3_compte-rendu-de-l-atelier-parcours-d-ent.txt";

pub fn forge(case: &Case, give: Give<'_>) {
    let edits = manifests(&case.parts)
        .into_iter()
        .chain(texts(&case.parts))
        .chain(others(&case.parts))
        .chain(structures(&case.parts));
    for (name, parts, check) in edits {
        // Whoever the original signer cannot make pass, the attacker cannot either.
        if is_thorough() {
            give(
                &format!("{name}-by-the-twin"),
                parts.signed(&case.twin),
                Contradictory(check),
            );
        }
        let by_original = case.by_original(&parts.write());
        give(
            &format!("{name}-by-the-original"),
            by_original,
            Contradictory(check),
        );
    }
    let bare = case.parts.signed(&case.attacker);
    give("only-signed-anew", bare, Contradictory(VisibleText));
}

type Edited = (&'static str, Parts, CheckName);

/// Changes of the manifest that keep to its format.
fn manifests(parts: &Parts) -> Vec<Edited> {
    let edit = |edit: &dyn Fn(&mut Value)| with_manifest(parts, edit);
    let first = |value: &mut Value, member: &str, new: Value| {
        let enclosed = value["evidence"].as_array_mut().unwrap();
        let piece = enclosed
            .iter_mut()
            .find(|piece| piece["embedded_as"] == TEXT);
        piece.unwrap()[member] = new;
    };
    vec![
        (
            "level-raised",
            edit(&|v| v["score"]["level"] = json!("N3")),
            EmbeddedScore,
        ),
        (
            "level-gone",
            edit(&|v| v["score"]["level"] = Value::Null),
            EmbeddedScore,
        ),
        (
            "share-raised",
            edit(&|v| v["score"]["levels"][1]["percent"] = json!(100)),
            EmbeddedScore,
        ),
        (
            "gaps-gone",
            edit(&|v| v["score"]["gaps"] = json!([])),
            EmbeddedScore,
        ),
        (
            "answer-raised",
            edit(&|v| v["assessment"]["answers"][6]["verdict"] = json!("met")),
            EmbeddedScore,
        ),
        (
            "answer-gone",
            edit(&|v| drop(v["assessment"]["answers"].as_array_mut().unwrap().remove(0))),
            EmbeddedScore,
        ),
        (
            "comment-changed",
            edit(&|v| v["assessment"]["answers"][0]["comment"] = json!("Parfait.")),
            VisibleText,
        ),
        (
            "organisation-renamed",
            edit(&|v| v["assessment"]["organisation"]["name"] = json!("Autre")),
            VisibleText,
        ),
        (
            "siren-changed",
            edit(&|v| v["assessment"]["organisation"]["siren"] = json!("123456789")),
            VisibleText,
        ),
        (
            "issued-earlier",
            edit(&|v| v["issued_at"] = json!("2020-01-01T00:00:00Z")),
            EmbeddedData,
        ),
        (
            "made-official",
            edit(&|v| v["grid"]["official"] = json!(true)),
            EmbeddedGrid,
        ),
        (
            "other-grid-digest",
            edit(&|v| v["grid"]["file_digest"] = json!(format!("sha256:{:064x}", 7))),
            EmbeddedGrid,
        ),
        (
            "other-layout",
            edit(&|v| v["engine"]["layout"] = json!(1)),
            VisibleText,
        ),
        (
            "layout-of-tomorrow",
            edit(&|v| v["engine"]["layout"] = json!(99)),
            VisibleText,
        ),
        (
            "other-engine",
            edit(&|v| v["engine"]["name"] = json!("autre")),
            VisibleText,
        ),
        (
            "other-engine-in-disguise",
            edit(&|v| v["engine"]["name"] = json!("\u{1b}[2J\u{202e}x")),
            VisibleText,
        ),
        (
            "other-version",
            edit(&|v| v["engine"]["version"] = json!("9.9.9")),
            VisibleText,
        ),
        (
            "parts-shown-that-are-not",
            edit(&|v| v["omitted"] = json!([])),
            VisibleText,
        ),
        (
            "digest-of-evidence",
            edit(&|v| first(v, "digest", json!(format!("sha256:{:064x}", 7)))),
            EvidenceDigests,
        ),
        (
            "size-of-evidence",
            edit(&|v| first(v, "size_bytes", json!(7))),
            EvidenceDigests,
        ),
        (
            "evidence-elsewhere",
            edit(&|v| first(v, "embedded_as", json!("dossier.json"))),
            EvidenceDigests,
        ),
        (
            "evidence-both-in-and-out",
            edit(&|v| first(v, "left_out", json!("not_chosen"))),
            EvidenceDigests,
        ),
        (
            "register-emptied",
            edit(&|v| v["evidence"] = json!([])),
            EvidenceDigests,
        ),
        (
            "register-doubled",
            edit(&|v| {
                let list = v["evidence"].as_array_mut().unwrap();
                list.push(list[0].clone());
            }),
            EvidenceDigests,
        ),
        (
            "journal-shorter",
            edit(&|v| v["journal"]["entries"] = json!(1)),
            JournalChain,
        ),
        (
            "journal-of-another",
            edit(&|v| v["journal"]["head_digest"] = json!(format!("sha256:{:064x}", 7))),
            JournalChain,
        ),
    ]
}

/// Manifests that are no manifest.
fn texts(parts: &Parts) -> Vec<Edited> {
    let text = String::from_utf8(data(parts, MANIFEST)).unwrap();
    let with = |text: &[u8]| with_data(parts, MANIFEST, text);
    let edit = |edit: &dyn Fn(&mut Value)| with_manifest(parts, edit);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let doubled = text.replacen('{', "{\"score\":null,", 1);
    let note = |v: &mut Value| v["assessment"]["answers"][0]["private_note"] = json!("entre nous");
    vec![
        ("manifest-empty", with(b""), EmbeddedData),
        ("manifest-null", with(b"null"), EmbeddedData),
        ("manifest-a-list", with(b"[]"), EmbeddedData),
        (
            "manifest-cut",
            with(&text.as_bytes()[..text.len() / 2]),
            EmbeddedData,
        ),
        (
            "manifest-twice",
            with(format!("{text}{text}").as_bytes()),
            EmbeddedData,
        ),
        (
            "manifest-with-a-mark",
            with(format!("\u{feff}{text}").as_bytes()),
            EmbeddedData,
        ),
        ("manifest-in-utf16", with(&utf16), EmbeddedData),
        (
            "manifest-not-utf8",
            with(&[text.as_bytes(), &[0xff]].concat()),
            EmbeddedData,
        ),
        ("key-twice", with(doubled.as_bytes()), EmbeddedData),
        (
            "nested-deeply",
            with("[".repeat(100_000).as_bytes()),
            EmbeddedData,
        ),
        (
            "nested-and-closed",
            with(
                [vec![b'['; 100_000], vec![b']'; 100_000]]
                    .concat()
                    .as_slice(),
            ),
            EmbeddedData,
        ),
        (
            "unknown-member",
            edit(&|v| v["more"] = json!(1)),
            EmbeddedData,
        ),
        (
            "unknown-member-in-disguise",
            edit(&|v| v["\u{1b}[2K\u{202e}"] = json!(1)),
            EmbeddedData,
        ),
        (
            "newer-format",
            edit(&|v| v["format"] = json!("label-mentorat/dossier/2")),
            EmbeddedData,
        ),
        (
            "member-missing",
            edit(&|v| drop(v.as_object_mut().unwrap().remove("score"))),
            EmbeddedData,
        ),
        (
            "number-beyond",
            with(
                text.replacen("\"entries\":99", "\"entries\":1e999", 1)
                    .as_bytes(),
            ),
            EmbeddedData,
        ),
        ("private-note", edit(&note), EmbeddedData),
        (
            "blanks-within",
            with(text.replacen(':', ": ", 1).as_bytes()),
            VisibleText,
        ),
    ]
}

/// Changes of the other attached files, digests made right where the attacker can.
fn others(parts: &Parts) -> Vec<Edited> {
    let grid = data(parts, "grid.json");
    let eased = String::from_utf8(grid.clone()).unwrap().replacen(
        "\"eliminatory\": true",
        "\"eliminatory\": false",
        1,
    );
    let journal = data(parts, "journal.jsonl");
    let lines: Vec<&[u8]> = journal.split_inclusive(|b| *b == b'\n').collect();
    let without = [lines[..5].concat(), lines[6..].concat()].concat();
    let mut swapped = lines.clone();
    swapped.swap(4, 5);
    let edited = String::from_utf8(journal.clone())
        .unwrap()
        .replacen("Vallombre", "Vallumbre", 1);
    let evidence = data(parts, TEXT);
    let changed = [&evidence[..], b"."].concat();
    // The attacker also corrects register and assessment: the pages still print the old digest.
    let corrected = with_manifest(&with_data(parts, TEXT, &changed), &|v| {
        let digest = quality::digest::Digest::of(&changed).to_string();
        let named: Vec<Value> = v["evidence"].as_array().unwrap().clone();
        let id = named
            .iter()
            .find(|piece| piece["embedded_as"] == TEXT)
            .unwrap()["evidence"]
            .clone();
        let lists = [("evidence", None), ("evidence", Some("assessment"))];
        for (list, within) in lists {
            let place = match within {
                Some(within) => &mut v[within][list],
                None => &mut v[list],
            };
            for piece in place.as_array_mut().unwrap() {
                if piece["evidence"] == id || piece["id"] == id {
                    piece["digest"] = json!(digest);
                    piece["size_bytes"] = json!(changed.len());
                }
            }
        }
    });
    vec![
        (
            "grid-cut",
            with_data(parts, "grid.json", &grid[..999]),
            EmbeddedGrid,
        ),
        (
            "grid-eased",
            with_data(parts, "grid.json", eased.as_bytes()),
            EmbeddedGrid,
        ),
        (
            "grid-with-a-blank",
            with_data(parts, "grid.json", &[&grid[..], b"\n"].concat()),
            EmbeddedGrid,
        ),
        (
            "journal-empty",
            with_data(parts, "journal.jsonl", b""),
            JournalChain,
        ),
        (
            "journal-cut",
            with_data(parts, "journal.jsonl", &lines[..9].concat()),
            JournalChain,
        ),
        (
            "journal-entry-gone",
            with_data(parts, "journal.jsonl", &without),
            JournalChain,
        ),
        (
            "journal-entries-swapped",
            with_data(parts, "journal.jsonl", &swapped.concat()),
            JournalChain,
        ),
        (
            "journal-entry-edited",
            with_data(parts, "journal.jsonl", edited.as_bytes()),
            JournalChain,
        ),
        (
            "evidence-replaced",
            with_data(parts, TEXT, &changed),
            EvidenceDigests,
        ),
        (
            "evidence-emptied",
            with_data(parts, TEXT, b""),
            EvidenceDigests,
        ),
        ("evidence-replaced-and-registered", corrected, VisibleText),
    ]
}

/// Changes of how the files are attached.
fn structures(parts: &Parts) -> Vec<Edited> {
    let catalog = parts.catalog();
    let manifest = specification(parts, MANIFEST);
    let text = specification(parts, TEXT);
    let content = object(parts, TEXT);
    let edit = |number: u32, from: &str, to: &str| parts.edited(number, from, to);
    let listed = format!("{text} 0 R");
    let both = format!("({TEXT}) {listed}");
    let elsewhere = edit(
        text,
        &format!("/UF {content} 0 R"),
        &format!("/UF {} 0 R", content - 3),
    );
    let twin = parts.with_body(text, parts.objects[&manifest].clone());
    vec![
        ("not-in-names", edit(catalog, &both, ""), EmbeddedFiles),
        (
            "not-in-af",
            edit(catalog, &format!("/AF [{} 0 R ", text - 3), "/AF ["),
            EmbeddedFiles,
        ),
        ("no-af", edit(catalog, "/AF [", "/AG ["), EmbeddedFiles),
        (
            "in-names-twice",
            edit(catalog, &both, &format!("{both} {both}")),
            EmbeddedFiles,
        ),
        ("two-manifests", twin, EmbeddedFiles),
        (
            "no-source",
            edit(manifest, "/AFRelationship /Source", "/AFRelationship /Data"),
            EmbeddedFiles,
        ),
        (
            "two-sources",
            edit(
                text,
                "/AFRelationship /Supplement",
                "/AFRelationship /Source",
            ),
            EmbeddedFiles,
        ),
        ("two-contents", elsewhere, EmbeddedFiles),
        ("two-names", edit(text, "/UF (E1", "/UF (E2"), EmbeddedFiles),
        (
            "named-otherwise",
            edit(catalog, "(E1.N1.S3_", "(E9.N1.S3_"),
            EmbeddedFiles,
        ),
        (
            "content-gone",
            parts.with_body(content, "null"),
            EmbeddedFiles,
        ),
        (
            "content-no-stream",
            parts.with_body(content, "<</Type /EmbeddedFile>>"),
            EmbeddedFiles,
        ),
        (
            "content-under-another-filter",
            edit(content, "/Length", "/Filter /LZWDecode/Length"),
            EmbeddedFiles,
        ),
        (
            "size-stated-otherwise",
            edit(content + 1, "/Size ", "/Size 1"),
            EmbeddedFiles,
        ),
        (
            "one-more-file",
            super::attached::with_file(parts, "(more.txt)", b"more"),
            EvidenceDigests,
        ),
    ]
}
