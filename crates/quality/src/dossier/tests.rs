//! Promises of the dossier as a whole; each part has its own tests beside it.

mod texts;

use std::collections::BTreeMap;

use super::*;
use crate::assessment::{self, Answer, Campaign, Evidence, EvidenceLink, Privacy, Verdict};
use crate::clock::Day;
use crate::grid;
use crate::id::AssessmentId;
use crate::organisation::{Kind, Organisation, Programme};
use crate::scoring;

const GRID: &[u8] = include_bytes!("../../../../standards/indicative-mentorat/2026-1.json");

fn published() -> Published {
    grid::read(GRID.to_vec()).expect("the shipped grid is sound")
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn evidence_id(number: u8) -> EvidenceId {
    EvidenceId::from_random([number; 16])
}

/// An assessment that answers nothing.
fn empty(published: &Published) -> Assessment {
    Assessment {
        format: assessment::Format::V1,
        id: AssessmentId::from_random([7; 16]),
        grid: assessment::Edition::of(published),
        organisation: Organisation {
            id: None,
            name: "Les Passerelles".into(),
            kind: Kind::Association1901,
            rna: None,
            siren: None,
            address: None,
            contact_email: None,
            legal_representative: None,
        },
        programme: Programme {
            id: None,
            name: "Cap Binôme".into(),
            started_on: None,
            audience: None,
            territories: None,
            mentees: None,
            mentors: None,
            conditions: BTreeMap::new(),
        },
        campaign: Campaign {
            title: "Campagne 2026".into(),
            reference_date: day("2026-11-20"),
        },
        answers: Vec::new(),
        evidence: Vec::new(),
        actions: Vec::new(),
    }
}

fn piece(number: u8, title: &str, content: &[u8]) -> Evidence {
    Evidence {
        id: evidence_id(number),
        title: title.into(),
        file_name: format!("{number}.PDF"),
        media_type: "application/pdf".into(),
        size_bytes: content.len() as u64,
        digest: Digest::of(content),
        document_date: Some(day("2026-03-01")),
        valid_until: None,
        added_at: moment("2026-11-01T08:00:00Z"),
        privacy: Privacy::None,
    }
}

/// Every standard answered, each with the same piece of evidence.
fn answered(published: &Published) -> Assessment {
    let mut assessment = empty(published);
    assessment.evidence = vec![piece(1, "Procédure de contrôle", CONTENT)];
    for standard in &published.grid().standards {
        let mut answer = Answer::blank(standard.id.clone());
        answer.verdict = Some(Verdict::Met);
        answer.comment = Some(
            "L'équipe relit la procédure : elle est affichée ; tout le monde la connaît.".into(),
        );
        answer.private_note = Some("NE PAS MONTRER".into());
        answer.evidence = standard
            .expected_evidence
            .iter()
            .map(|expected| EvidenceLink {
                evidence: evidence_id(1),
                expected: Some(expected.id.clone()),
                pages: None,
            })
            .collect();
        assessment.answers.push(answer);
    }
    assessment
}

const CONTENT: &[u8] = b"%PDF-1.4 a piece of evidence /ByteRange [0 1 2 3] %%EOF";

fn signer() -> Signer {
    Signer {
        name: "Les Passerelles".into(),
        kind: SignerKind::Seal,
        certificate_digest: Digest::of(b"certificate"),
        algorithm: "ECDSA P-256".into(),
    }
}

/// The dossier of an assessment, with all its evidence, signed when there is a signer.
fn with_content<T>(
    assessment: &Assessment,
    signer: Option<&Signer>,
    then: impl FnOnce(&Content<'_>) -> T,
) -> T {
    let published = published();
    let score = scoring::score(published.grid(), assessment);
    let enclosure = assessment
        .evidence
        .iter()
        .map(|evidence| (evidence.id, Enclosure::Enclosed))
        .collect();
    let engine = Engine {
        name: "Label Mentorat".into(),
        version: "0.1.0".into(),
        layout: manifest::LAYOUT,
    };
    let omitted = BTreeSet::new();
    then(&Content {
        published: &published,
        assessment,
        score: &score,
        journal: Journal {
            bytes: b"{}\n",
            entries: 1,
            head_digest: Some(Digest::of(b"{}")),
        },
        issued_at: moment("2026-11-22T10:00:00Z"),
        signer,
        enclosure: &enclosure,
        omitted: &omitted,
        engine: &engine,
    })
}

fn file_of(rendered: &Rendered) -> (Vec<u8>, Written) {
    let mut file = Vec::new();
    let written = rendered
        .write(&mut file, &mut |_, out| out.write_all(CONTENT), &mut |_| {
            true
        })
        .expect("a vector takes every byte");
    (file, written)
}

fn dossier(assessment: &Assessment, signer: Option<&Signer>) -> (Vec<u8>, Written) {
    with_content(assessment, signer, |content| {
        file_of(&render(content).unwrap())
    })
}

fn count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack
        .windows(needle.len())
        .filter(|window| *window == needle)
        .count()
}

#[test]
fn same_content_gives_the_same_bytes() {
    let assessment = answered(&published());
    let first = dossier(&assessment, Some(&signer()));
    let second = dossier(&assessment, Some(&signer()));
    assert!(
        first == second,
        "a second render in the same process differs"
    );
}

#[test]
fn what_was_rendered_before_changes_no_byte() {
    let published = published();
    let answered = answered(&published);
    let mut other = empty(&published);
    other.organisation.name = "Zèbres & Œuvres ⭐\u{202E}".into();
    other.programme.name = "Une affluence ffi d'élèves 0123456789 ".repeat(20);
    let alone = |assessment: &Assessment, signer: Option<Signer>| {
        let work = || dossier(assessment, signer.as_ref()).0;
        std::thread::scope(|scope| scope.spawn(work).join().unwrap())
    };
    let cold = [
        alone(&answered, Some(signer())),
        alone(&other, None),
        alone(&answered, None),
    ];
    for _ in 0..2 {
        assert!(dossier(&answered, Some(&signer())).0 == cold[0]);
        assert!(dossier(&other, None).0 == cold[1]);
        assert!(dossier(&answered, None).0 == cold[2]);
    }
}

#[test]
fn parts_left_out_are_said_and_make_a_shorter_dossier() {
    let assessment = answered(&published());
    with_content(&assessment, Some(&signer()), |content| {
        let whole = render(content).unwrap();
        let omitted = BTreeSet::from(Part::ALL);
        let short = render(&Content {
            omitted: &omitted,
            ..*content
        })
        .unwrap();
        assert!(short.pages() + 10 < whole.pages());
        assert_eq!(short.manifest().omitted, omitted);
        let json = String::from_utf8(manifest::bytes(short.manifest())).unwrap();
        assert!(
            json.contains(r#""omitted":["standards","gaps","plan","history"]"#),
            "{json}"
        );
        let json = String::from_utf8(manifest::bytes(whole.manifest())).unwrap();
        assert!(!json.contains("omitted"), "a whole dossier is as before");
    });
}

#[test]
fn an_engine_that_says_no_layout_has_the_first() {
    let said: Engine = serde_json::from_str(r#"{"name":"a","version":"1"}"#).unwrap();
    assert_eq!(said.layout, 1);
    let written = serde_json::to_string(&said).unwrap();
    assert_eq!(written, r#"{"name":"a","version":"1"}"#);
}

#[test]
fn the_picture_for_the_screen_is_the_one_of_the_cover() {
    let published = published();
    let assessment = answered(&published);
    let score = scoring::score(published.grid(), &assessment);
    let picture = picture(published.grid(), &score, 480.0);
    let said: Vec<&str> = picture.words.iter().map(|one| one.text.as_str()).collect();
    for level in &score.levels {
        let total = if level.holds {
            "atteint".to_owned()
        } else {
            format!("{} %", level.percent)
        };
        assert!(said.contains(&total.as_str()), "{total} is not in {said:?}");
    }
    let colours = picture.shapes.iter().map(|shape| shape.colour.as_str());
    assert!(
        colours
            .into_iter()
            .any(|colour| colour == "var(--level-1, #7FB7B3)")
    );
    let (file, _) = dossier(&assessment, None);
    let alternative: String = picture
        .alternative
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    let told = format!("/Alt <FEFF{alternative}>");
    assert_eq!(count(&file, told.as_bytes()), 1, "the cover says the same");
}

#[test]
fn the_cells_of_the_picture_hold_every_standard_and_stay_inside_it() {
    let published = published();
    let grid = published.grid();
    let score = scoring::score(grid, &empty(&published));
    for width in [0.0, 480.0, 900.0, f32::INFINITY, f32::NAN] {
        let picture = picture(grid, &score, width);
        assert_eq!(picture.cells.len(), grid.stages.len() * grid.levels.len());
        let counted: u32 = picture.cells.iter().map(|cell| cell.counted).sum();
        assert_eq!(
            counted as usize,
            grid.standards.len(),
            "nothing is left out"
        );
        for cell in &picture.cells {
            assert!(cell.x + cell.width <= picture.width, "{cell:?}");
            assert!(cell.y + cell.height <= picture.height, "{cell:?}");
            let first = cell.level == grid.levels[0].id;
            assert_eq!(cell.blocks, first, "only the next level is in the way");
        }
    }
}

#[test]
fn the_size_is_known_before_writing() {
    let assessment = answered(&published());
    with_content(&assessment, Some(&signer()), |content| {
        let rendered = render(content).unwrap();
        let (file, written) = file_of(&rendered);
        assert_eq!(rendered.size_bytes(), file.len() as u64);
        assert_eq!(written.size_bytes, file.len() as u64);
    });
}

#[test]
fn the_place_of_the_signature_is_where_it_says() {
    let (file, written) = dossier(&answered(&published()), Some(&signer()));
    let place = written.placeholder.expect("it is to be signed");
    let at = |offset: u64| &file[usize::try_from(offset).unwrap()..];
    assert!(
        at(place.byte_range_offset).starts_with(pades::signer::BYTE_RANGE_PLACEHOLDER.as_bytes())
    );
    assert!(at(place.contents_offset).starts_with(b"<0000"));
    assert_eq!(count(&file, b"startxref"), 1);
    assert_eq!(
        count(&file, b"/Perms"),
        1,
        "certified: no later change is allowed"
    );
}

#[test]
fn a_draft_has_no_signature() {
    let (file, written) = dossier(&empty(&published()), None);
    assert_eq!(written.placeholder, None);
    assert_eq!(count(&file, b"/Sig"), 0);
    assert_eq!(count(&file, b"/AcroForm"), 0);
}

#[test]
fn objects_follow_one_another_without_gaps() {
    let (file, _) = dossier(&empty(&published()), Some(&signer()));
    let text = String::from_utf8_lossy(&file);
    let table = text
        .rsplit_once("startxref\n")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap()
        .parse::<usize>()
        .unwrap();
    let table = String::from_utf8(file[table..].to_vec()).unwrap();
    let entries: Vec<&str> = table
        .lines()
        .skip(3)
        .take_while(|line| line.ends_with(" n "))
        .collect();
    for (number, entry) in (1..).zip(&entries) {
        let start: usize = entry[..10].parse().unwrap();
        assert!(
            file[start..].starts_with(format!("{number} 0 obj\n").as_bytes()),
            "object {number}"
        );
        let before: &[u8] = if number == 1 { b"\xD3\n" } else { b"endobj\n" };
        assert!(file[..start].ends_with(before), "object {number}");
    }
    assert!(table.contains(&format!("0 {}\n", entries.len() + 1)));
    assert!(file.starts_with(b"%PDF-1.7\n") && file.ends_with(b"%%EOF\n"));
}

#[test]
fn internal_notes_are_nowhere() {
    let assessment = answered(&published());
    with_content(&assessment, Some(&signer()), |content| {
        let rendered = render(content).unwrap();
        let manifest = serde_json::to_string(rendered.manifest()).unwrap();
        assert!(!manifest.contains("NE PAS MONTRER") && !manifest.contains("private_note"));
        let mut without = assessment.clone();
        without
            .answers
            .iter_mut()
            .for_each(|answer| answer.private_note = None);
        let same = dossier(&without, Some(&signer()));
        assert!(file_of(&rendered) == same, "a note changes no byte");
    });
}

#[test]
fn evidence_of_another_size_is_refused() {
    let assessment = answered(&published());
    with_content(&assessment, Some(&signer()), |content| {
        let rendered = render(content).unwrap();
        for wrong in [&CONTENT[1..], &[CONTENT, b"x"].concat()] {
            let outcome = rendered.write(
                &mut Vec::new(),
                &mut |_, out| out.write_all(wrong),
                &mut |_| true,
            );
            assert!(
                matches!(outcome, Err(Error::EvidenceSize { .. })),
                "{outcome:?}"
            );
        }
        let outcome = rendered.write(
            &mut Vec::new(),
            &mut |_, out| out.write_all(CONTENT),
            &mut |_| false,
        );
        assert!(matches!(outcome, Err(Error::Cancelled)));
        let absent = |_, _: &mut dyn Write| Err(io::Error::other("gone"));
        let outcome = rendered.write(&mut Vec::new(), &mut { absent }, &mut |_| true);
        assert!(matches!(outcome, Err(Error::Evidence { .. })));
    });
}

#[test]
fn evidence_that_the_assessment_lacks_is_an_error() {
    let assessment = empty(&published());
    with_content(&assessment, None, |content| {
        let enclosure = BTreeMap::from([(evidence_id(9), Enclosure::Enclosed)]);
        let outcome = render(&Content {
            enclosure: &enclosure,
            ..*content
        });
        assert!(matches!(outcome, Err(Error::UnknownEvidence(id)) if id == evidence_id(9)));
    });
}

#[test]
fn the_manifest_tells_what_is_enclosed_and_what_is_not() {
    let mut assessment = answered(&published());
    assessment
        .evidence
        .push(piece(2, "Procédure de contrôle", b"other"));
    assessment.answers[0].evidence[0].evidence = evidence_id(2);
    with_content(&assessment, Some(&signer()), |content| {
        let left_out = Enclosure::LeftOut(LeftOut::Sensitive);
        let enclosure = BTreeMap::from([
            (evidence_id(1), Enclosure::Enclosed),
            (evidence_id(2), left_out),
        ]);
        let rendered = render(&Content {
            enclosure: &enclosure,
            ..*content
        })
        .unwrap();
        let pieces = &rendered.manifest().evidence;
        assert_eq!(
            pieces[0].embedded_as.as_deref(),
            Some("E1.N1.S1_b_procedure-de-controle.pdf")
        );
        assert_eq!(
            (pieces[0].left_out, pieces[1].left_out),
            (None, Some(LeftOut::Sensitive))
        );
        assert_eq!(pieces[1].embedded_as, None);
        let json = serde_json::to_vec(rendered.manifest()).unwrap();
        let value = crate::json::parse(&json, manifest::LIMITS).unwrap();
        assert_eq!(
            &crate::json::build::<Manifest>(value).unwrap(),
            rendered.manifest()
        );
    });
}
