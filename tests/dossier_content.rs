//! Dossiers of every kind, made from the library: what the promises on norms and text look at.
//!
//! Each kind is made once, as a draft and signed, in one folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pades::identity::{Algorithm, Identity, Subject};
use quality::assessment::{Answer, Assessment, Evidence, EvidenceLink, Privacy};
use quality::clock::{Day, Moment};
use quality::digest::Digest;
use quality::dossier::{self, Content, Enclosure, Journal, Part, Signer};
use quality::grid::{self, Published};
use quality::id::EvidenceId;
use quality::random::Randomness;
use quality::store::Passphrase;
use quality::workspace::{Edge, create_identity};
use quality::{scoring, verification};
use serde_json::Value;

use crate::executable::root;

/// What goes into a dossier.
pub struct Case {
    pub published: Published,
    pub assessment: Assessment,
    pub omitted: BTreeSet<Part>,
}

fn moment() -> Moment {
    Moment::parse("2026-11-22T10:00:00Z").unwrap()
}

fn shipped() -> Vec<u8> {
    std::fs::read(root().join("standards/indicative-mentorat/2026-1.json")).unwrap()
}

/// The strings that break careless programs.
pub fn naughty_strings() -> Vec<String> {
    let file = std::fs::read(root().join("fixtures/texts/naughty.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_slice(&file).unwrap();
    let more = [
        "\0\u{1}\u{7F}\u{85}",
        "\u{FEFF}\u{FFFE}\u{FFFF}\u{E000}\u{10FFFF}",
        "(a\\b)endstream endobj %%EOF startxref",
        "ligne 1\r\nligne 2\n\n\nligne 3\u{2028}fin",
        "\u{AD}\u{200B}\u{2060}\u{FE0F}",
        "𝒳𝓎𝓏 ℵ ∑ ½ ﬁ Ǆ ẞ ß ſt",
    ];
    strings.extend(more.map(str::to_owned));
    strings.push("x".repeat(10_000));
    strings.push("mot ".repeat(5_000));
    strings
}

impl Case {
    /// The shipped example.
    pub fn demo() -> Self {
        let file = std::fs::read(root().join("fixtures/demo/assessment.json")).unwrap();
        Self::of(shipped(), serde_json::from_slice(&file).unwrap())
    }

    /// Nothing answered.
    pub fn empty() -> Self {
        let mut case = Self::demo();
        let assessment = &mut case.assessment;
        assessment.answers.clear();
        assessment.evidence.clear();
        assessment.actions.clear();
        assessment.organisation.name.clear();
        assessment.programme.name.clear();
        case
    }

    /// Three hundred standards with long texts.
    pub fn long() -> Self {
        let mut case = Self::demo();
        let mut grid: Value = serde_json::from_slice(&shipped()).unwrap();
        let standards = grid["standards"].as_array().unwrap().clone();
        let phrase = "L’équipe relit la procédure chaque année ; elle est affichée, et chacun sait où la trouver. ";
        let longer = (1..6).flat_map(|round| standards.iter().map(move |s| (round, s)));
        for (round, standard) in longer.take(300 - standards.len()) {
            let mut standard = standard.clone();
            let id = format!("{}-{round}", standard["id"].as_str().unwrap());
            standard["id"] = id.into();
            standard["title"] = format!(
                "{} {}",
                standard["title"].as_str().unwrap(),
                phrase.repeat(2)
            )
            .into();
            standard["statement"] = phrase.repeat(6).into();
            grid["standards"].as_array_mut().unwrap().push(standard);
        }
        let published = grid::read(serde_json::to_vec(&grid).unwrap()).expect("a sound grid");
        let assessment = &mut case.assessment;
        assessment.grid.file_digest = published.file_digest();
        let known: BTreeSet<_> = assessment
            .answers
            .iter()
            .map(|a| a.standard.clone())
            .collect();
        for standard in &published.grid().standards {
            if !known.contains(&standard.id) {
                let mut answer = Answer::blank(standard.id.clone());
                answer.comment = Some(phrase.repeat(8));
                assessment.answers.push(answer);
            }
        }
        let longest = quality::assessment::LONGEST_TEXT;
        assessment.answers[0].comment = Some(phrase.repeat(longest / phrase.chars().count()));
        assessment.organisation.name = "Fédération des passerelles ".repeat(60);
        assessment.programme.name = "Binôme ".repeat(2_000);
        assessment.evidence[0].title = "Procédure ".repeat(9_000);
        for action in &mut assessment.actions {
            action.action = phrase.repeat(10);
        }
        Self { published, ..case }
    }

    /// Every naughty string in every field.
    pub fn naughty() -> Self {
        let mut case = Self::demo();
        let strings = naughty_strings();
        let every = strings.join(" ");
        let assessment = &mut case.assessment;
        let organisation = &mut assessment.organisation;
        organisation.name.clone_from(&every);
        for field in [
            &mut organisation.rna,
            &mut organisation.siren,
            &mut organisation.legal_representative,
        ] {
            *field = Some(every.clone());
        }
        let programme = &mut assessment.programme;
        programme.name.clone_from(&every);
        programme.audience = Some(every.clone());
        programme.territories = Some(every.clone());
        assessment.campaign.title.clone_from(&every);
        let size = strings.len().div_ceil(assessment.answers.len());
        for (answer, part) in assessment.answers.iter_mut().zip(strings.chunks(size)) {
            answer.comment = Some(part.join("\n"));
            answer.justification = Some(part.concat());
            for link in &mut answer.evidence {
                link.pages = Some(part.join(" "));
            }
        }
        let size = strings.len().div_ceil(assessment.evidence.len());
        for (piece, part) in assessment.evidence.iter_mut().zip(strings.chunks(size)) {
            piece.title = part.join(" ");
            piece.file_name = part.concat();
            piece.media_type = part.join("/");
        }
        let size = strings.len().div_ceil(assessment.actions.len());
        for (action, part) in assessment.actions.iter_mut().zip(strings.chunks(size)) {
            let text = part.join("\n");
            action.action.clone_from(&text);
            for field in [
                &mut action.cause,
                &mut action.owner,
                &mut action.indicator,
                &mut action.outcome,
            ] {
                *field = Some(text.clone());
            }
        }
        case
    }

    /// So many pieces of evidence of that size, each linked to one answer.
    pub fn pieces(count: usize, size_bytes: u64) -> Self {
        let mut case = Self::demo();
        let assessment = &mut case.assessment;
        for answer in &mut assessment.answers {
            answer.evidence.clear();
        }
        assessment.evidence.clear();
        for number in 0..count {
            let mut id = [0; 16];
            id[8..].copy_from_slice(&(number as u64).to_be_bytes());
            let id = EvidenceId::from_random(id);
            assessment.evidence.push(Evidence {
                id,
                title: format!("Compte rendu {number}"),
                file_name: format!("compte-rendu-{number}.txt"),
                media_type: "text/plain".into(),
                size_bytes,
                digest: stated_digest(id),
                document_date: Day::parse("2026-10-01").ok(),
                valid_until: None,
                added_at: moment(),
                privacy: Privacy::None,
            });
            let answers = assessment.answers.len();
            assessment.answers[number % answers]
                .evidence
                .push(EvidenceLink {
                    evidence: id,
                    expected: None,
                    pages: None,
                });
        }
        case
    }

    fn of(grid: Vec<u8>, assessment: Assessment) -> Self {
        Self {
            published: grid::read(grid).expect("a sound grid"),
            assessment,
            omitted: BTreeSet::new(),
        }
    }

    /// Does something with the content; a draft without a signer.
    pub fn content<T>(&self, signer: Option<&Signer>, then: impl FnOnce(&Content<'_>) -> T) -> T {
        let score = scoring::score(self.published.grid(), &self.assessment);
        let evidence = self.assessment.evidence.iter();
        let enclosure: BTreeMap<_, _> = evidence.map(|e| (e.id, Enclosure::Enclosed)).collect();
        then(&Content {
            published: &self.published,
            assessment: &self.assessment,
            score: &score,
            journal: Journal {
                bytes: b"",
                entries: 0,
                head_digest: None,
            },
            issued_at: moment(),
            signer,
            enclosure: &enclosure,
            omitted: &self.omitted,
            engine: &verification::engine(),
        })
    }

    /// Writes the dossier to `path`, signed when there is an identity.
    pub fn write(&self, path: &Path, identity: Option<&Identity>) {
        let signer = identity.map(|identity| verification::signer_of(identity.certificate()));
        let rendered = self.content(signer.as_ref(), |content| dossier::render(content).unwrap());
        let mut give = |id: EvidenceId, out: &mut dyn Write| self.give(id, out);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path);
        let mut out = BufWriter::with_capacity(1 << 20, file.unwrap());
        let written = rendered.write(&mut out, &mut give, &mut |_| true).unwrap();
        let mut file = out.into_inner().unwrap();
        if let (Some(identity), Some(at)) = (identity, written.placeholder) {
            let mut go_on = |_, _| ControlFlow::Continue(());
            pades::signer::sign(&mut file, at, identity, &mut go_on).unwrap();
        }
    }

    /// The example's own evidence, or bytes that follow from the id.
    pub fn give(&self, id: EvidenceId, out: &mut dyn Write) -> io::Result<()> {
        let piece = self.assessment.evidence(id).expect("a known piece");
        if piece.digest == stated_digest(id) {
            return synthetic(id, piece.size_bytes, out);
        }
        let name = id.to_string();
        let folder = root().join("fixtures/demo/evidence");
        let mut files = std::fs::read_dir(folder)?.map(|entry| entry.unwrap().path());
        let is_it = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == name.as_str());
        let path = files.find(is_it).expect("the example has its evidence");
        io::copy(&mut File::open(path)?, out).map(drop)
    }
}

/// Bytes that follow from the id and look like nothing.
fn synthetic(id: EvidenceId, size_bytes: u64, out: &mut dyn Write) -> io::Result<()> {
    let seed = Digest::of(id.to_string().as_bytes());
    let piece: Vec<u8> = (0..2048_u32)
        .flat_map(|n| {
            Digest::of(&[&seed.bytes()[..], &n.to_be_bytes()].concat())
                .bytes()
                .to_vec()
        })
        .collect();
    let mut rest = size_bytes;
    while rest > 0 {
        let part = piece
            .len()
            .min(usize::try_from(rest).unwrap_or(piece.len()));
        out.write_all(&piece[..part])?;
        rest -= part as u64;
    }
    Ok(())
}

/// The digest that a synthetic piece states: nobody compares it here.
fn stated_digest(id: EvidenceId) -> Digest {
    Digest::of(id.to_string().as_bytes())
}

/// Bytes that anyone can foresee: the same key in every run.
struct Foreseen;

impl Randomness for Foreseen {
    fn fill(&self, bytes: &mut [u8]) {
        for (number, part) in bytes.chunks_mut(32).enumerate() {
            let digest = Digest::of(&number.to_be_bytes());
            part.copy_from_slice(&digest.bytes()[..part.len()]);
        }
    }
}

/// The identity that signs here.
pub fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let subject = Subject::Organisation {
            name: "Passerelle d’Essai".into(),
        };
        let edge = Edge {
            clock: Box::new(moment()),
            randomness: Box::new(Foreseen),
            account: "essai".into(),
            host: "poste".into(),
            released_on: moment().day(),
        };
        let passphrase = Passphrase::new("quatre mots faciles à retenir".into());
        let path = folder.path().join("p12");
        create_identity(&path, &subject, Algorithm::P256, &passphrase, &edge).unwrap()
    })
}
