//! Memory: what was shaped and set, kept from one document of a thread to the next.
//!
//! Most text of a dossier is its grid's, and repeats from file to file. What is remembered depends
//! on nothing but its key, so that a document is the same whatever came before it. A stranger may
//! have written the text: what is kept has a bound. Knows nothing of the codes of a document.

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem::{size_of, size_of_val};
use std::rc::Rc;

use harfrust::font::Font;
use harfrust::{Buffer, Direction, Feature, Script, ShapePlan};

use super::{Code, Face, Figures, Glyph, TABULAR, Word, loaded};
use crate::dossier::line::Line;
use crate::dossier::typography::Sign;

/// Most that is kept, in bytes: some ten times what the largest shipped grid takes.
const ROOM_BYTES: usize = 16 << 20;

/// What an entry of a table takes beside its content, about, in bytes.
const ENTRY_BYTES: usize = 64;

/// What a pair of a glyph and a text takes, at most: no glyph stands for a long one.
const PAIR_BYTES: usize = 200;

/// A face that is ready to shape words, and what its words are made of.
pub(super) struct Loaded {
    pub(super) font: Font,
    /// For figures of their own width and of one width.
    pub(super) plans: [ShapePlan; 2],
    /// The pairs of a glyph and a text met so far.
    pairs: Vec<Code>,
    numbers: HashMap<(u16, Rc<str>), u32>,
}

/// What is remembered.
#[derive(Default)]
pub(super) struct Memory {
    faces: Vec<Loaded>,
    /// For each face, with figures of their own width and of one width.
    words: [[Words; 2]; 4],
    paragraphs: HashMap<Box<[u8]>, Paragraph>,
    pub(super) buffer: Option<Buffer>,
    /// About how much memory words and paragraphs take.
    texts_bytes: usize,
    count: u64,
}

type Words = HashMap<Box<[Sign]>, Rc<Word>>;

/// The lines of a paragraph, and the words that were asked for to set them, in order.
type Paragraph = (Rc<[Line]>, Rc<[Rc<Word>]>);

thread_local! {
    static KEPT: RefCell<Option<Memory>> = const { RefCell::new(None) };
}

impl Memory {
    /// That of this thread; an empty one when it has none, or another document holds it.
    pub(super) fn take() -> Self {
        let kept = KEPT.try_with(RefCell::take).ok().flatten();
        kept.unwrap_or_else(|| Self {
            faces: Face::ALL.map(Loaded::new).into(),
            ..Self::default()
        })
    }

    /// Keeps it for the next document of this thread, without its content when that is too much.
    pub(super) fn keep(mut self) {
        if self.size_bytes() > ROOM_BYTES {
            self.faces.iter_mut().for_each(Loaded::forget);
            self = Self {
                faces: self.faces,
                count: self.count,
                ..Self::default()
            };
        }
        // While the thread ends nothing is kept any more.
        let _ = KEPT.try_with(|kept| kept.replace(Some(self)));
    }

    /// About how much memory all of it takes.
    fn size_bytes(&self) -> usize {
        let pairs: usize = self.faces.iter().map(|face| face.pairs.len()).sum();
        self.texts_bytes + pairs * PAIR_BYTES
    }

    /// A number that was not given before.
    pub(super) fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    pub(super) fn face(&mut self, face: Face) -> &mut Loaded {
        &mut self.faces[face.number()]
    }

    /// The pairs of a glyph and a text in a face, by their numbers.
    pub(super) fn pairs(&self, face: Face) -> &[Code] {
        &self.faces[face.number()].pairs
    }

    pub(super) fn word(&self, face: Face, figures: Figures, signs: &[Sign]) -> Option<Rc<Word>> {
        let words = &self.words[face.number()][figures.number()];
        words.get(signs).cloned()
    }

    pub(super) fn remember_word(
        &mut self,
        face: Face,
        figures: Figures,
        signs: &[Sign],
        word: Word,
    ) -> Rc<Word> {
        let replaced = word.replaced.iter().map(|text| ENTRY_BYTES + text.len());
        self.texts_bytes += ENTRY_BYTES
            + size_of::<Word>()
            + size_of_val(signs)
            + word.glyphs.len() * size_of::<Glyph>()
            + replaced.sum::<usize>();
        let word = Rc::new(word);
        let words = &mut self.words[face.number()][figures.number()];
        words.insert(signs.into(), Rc::clone(&word));
        word
    }

    pub(super) fn paragraph(&self, key: &[u8]) -> Option<Paragraph> {
        self.paragraphs.get(key).cloned()
    }

    /// Keeps a paragraph, unless there is no room.
    pub(super) fn remember_paragraph(
        &mut self,
        key: Vec<u8>,
        lines: &Rc<[Line]>,
        words: Rc<[Rc<Word>]>,
    ) {
        let runs = lines.iter().flat_map(|line| &line.runs);
        let runs = runs.map(|run| ENTRY_BYTES + run.glyphs.len() * size_of::<Glyph>());
        let size_bytes = ENTRY_BYTES
            + key.len()
            + words.len() * size_of::<Rc<Word>>()
            + lines.len() * size_of::<Line>()
            + runs.sum::<usize>();
        if self.size_bytes() + size_bytes <= ROOM_BYTES {
            self.texts_bytes += size_bytes;
            let paragraph = (Rc::clone(lines), words);
            self.paragraphs.insert(key.into(), paragraph);
        }
    }
}

impl Loaded {
    fn new(face: Face) -> Self {
        let font = loaded(face);
        let plan = |features: &[Feature]| {
            ShapePlan::new(
                &font,
                Direction::LeftToRight,
                Some(Script::LATIN),
                None,
                features,
            )
        };
        let plans = [plan(&[]), plan(&[TABULAR])];
        Self {
            plans,
            font,
            pairs: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    fn forget(&mut self) {
        self.pairs = Vec::new();
        self.numbers = HashMap::new();
    }

    /// The number of a pair of a glyph and a text.
    pub(super) fn pair(&mut self, glyph: u16, text: &str, width: i32) -> u32 {
        let text: Rc<str> = text.into();
        let pairs = &mut self.pairs;
        let number = self.numbers.entry((glyph, Rc::clone(&text)));
        *number.or_insert_with(|| {
            pairs.push(Code { glyph, text, width });
            u32::try_from(pairs.len() - 1).expect("memory ends long before 2^32 pairs")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::font::Fonts;
    use crate::dossier::line::{Span, lines};
    use crate::dossier::style::{BODY, MUTED};

    /// About how much this thread keeps, in bytes.
    fn kept() -> usize {
        KEPT.with_borrow(|kept| kept.as_ref().map_or(0, Memory::size_bytes))
    }

    fn letters(from: u32, count: u32) -> String {
        (from..from + count).filter_map(char::from_u32).collect()
    }

    #[test]
    fn what_repeats_is_set_once() {
        let span = [Span::new("Deux mots et trois autres", BODY)];
        let mut fonts = Fonts::new();
        let first = lines(&mut fonts, &span, 60.0);
        drop(fonts);
        let size_bytes = kept();
        let mut fonts = Fonts::new();
        assert!(Rc::ptr_eq(&first, &lines(&mut fonts, &span, 60.0)));
        assert_eq!(fonts.memory.size_bytes(), size_bytes);
        let wider = lines(&mut fonts, &span, 600.0);
        assert!(wider.len() == 1 && first.len() > 1);
        let muted = [Span::new("Deux mots et trois autres", BODY.coloured(MUTED))];
        let muted = lines(&mut fonts, &muted, 60.0);
        assert_eq!(muted[0].runs[0].style.colour, MUTED);
    }

    #[test]
    fn two_documents_at_once_do_not_meet() {
        let span = [Span::new("Deux mots", BODY)];
        let (mut one, mut other) = (Fonts::new(), Fonts::new());
        let (first, second) = (lines(&mut one, &span, 60.0), lines(&mut other, &span, 60.0));
        assert_eq!(one.codes(BODY.face), other.codes(BODY.face));
        assert!(!Rc::ptr_eq(&first, &second));
    }

    #[test]
    fn no_text_makes_it_grow_beyond_its_bound() {
        let mut largest = 0;
        for round in 0..40 {
            let mut fonts = Fonts::new();
            for part in 0..40 {
                // Words that were never seen, of letters that were never seen, or not in any font.
                let letters = letters(0x100 + round * 4_000 + part * 100, 100);
                let text = format!("{letters} {round}-{part} ").repeat(20);
                let _ = lines(&mut fonts, &[Span::new(text, BODY)], 300.0);
            }
            drop(fonts);
            largest = largest.max(kept());
            assert!(kept() <= ROOM_BYTES, "{} bytes after {round}", kept());
        }
        assert!(
            largest > ROOM_BYTES / 4,
            "the bound was not tried: {largest}"
        );
    }
}
