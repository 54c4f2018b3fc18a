//! Fonts: the shipped family, and words shaped with it.
//!
//! Each pair of a glyph and the text it stands for gets a code of its own, so that a space shown
//! narrow still copies as typed. Knows nothing of lines, pages or PDF.
//! Source: ISO 32000-1, 9.10; ISO 19005-3, 6.2.11.

mod cluster;
mod memory;

use std::cell::Cell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use harfrust::font::Font;
use harfrust::{
    Buffer, BufferFlags, ClusterLevel, Direction, Feature, GlyphInfo, Script, ShapeOptions,
    ShaperFont, Tag, shape,
};

use super::line::Line;
use super::typography::{REPLACEMENT, Sign, signs};
use cluster::{NOTHING, clusters, spread_over};
use memory::{Loaded, Memory};

/// Weight and slope of the family Source Sans 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Italic,
    SemiBold,
    Bold,
}

impl Face {
    /// Every face, in the order of their numbers.
    pub(crate) const ALL: [Self; 4] = [Self::Regular, Self::Italic, Self::SemiBold, Self::Bold];

    /// The font's file.
    pub(crate) fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
            Self::Italic => include_bytes!("../../fonts/SourceSans3-Italic.ttf"),
            Self::SemiBold => include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"),
            Self::Bold => include_bytes!("../../fonts/SourceSans3-Bold.ttf"),
        }
    }

    /// The name under which the font is embedded.
    pub(crate) fn postscript_name(self) -> &'static str {
        match self {
            Self::Regular => "SourceSans3-Regular",
            Self::Italic => "SourceSans3-It",
            Self::SemiBold => "SourceSans3-Semibold",
            Self::Bold => "SourceSans3-Bold",
        }
    }

    fn number(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Italic => 1,
            Self::SemiBold => 2,
            Self::Bold => 3,
        }
    }
}

/// Width of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Figures {
    /// Each as wide as it is.
    Proportional,
    /// All of one width, for columns of numbers.
    Tabular,
}

impl Figures {
    fn number(self) -> usize {
        match self {
            Self::Proportional => 0,
            Self::Tabular => 1,
        }
    }
}

/// A glyph in its place. Lengths are in thousandths of the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Which pair of a glyph and a text of the face it is: [`Fonts::code`] tells its code.
    pair: u32,
    /// How far right of the pen it is drawn.
    pub(crate) shift: i32,
    /// How far the pen moves.
    pub(crate) advance: i32,
    /// How far the pen would move by the font's own width.
    pub(crate) width: i32,
}

/// A shaped word.
#[derive(Debug)]
pub(crate) struct Word {
    /// Its glyphs, from left to right.
    pub(crate) glyphs: Rc<[Glyph]>,
    /// How far the pen moves, in thousandths of the size.
    pub(crate) width: i32,
    face: Face,
    /// Its characters that were replaced by an empty box.
    replaced: Box<[String]>,
    /// The document and the paragraph in which it was met last.
    met_in: [Cell<u64>; 2],
}

/// What a code of a face draws, stands for and measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    /// The glyph in the shipped font.
    pub(crate) glyph: u16,
    /// The text that it stands for.
    pub(crate) text: Rc<str>,
    /// Its width in thousandths of the size.
    pub(crate) width: i32,
}

/// The faces as one document uses them: codes are numbered in the order in which their words are
/// first asked for, whatever is remembered of documents before.
pub(crate) struct Fonts {
    memory: Memory,
    /// This document among those that the memory has seen.
    document: u64,
    faces: [Codes; 4],
    replaced: BTreeSet<String>,
    /// The paragraph that is set, and the words it is set from.
    paragraph: Option<(u64, Vec<Rc<Word>>)>,
}

/// The codes of a face in use so far.
struct Codes {
    codes: Vec<Code>,
    /// The code of each pair that the memory knows; 0 while it has none.
    of_pairs: Vec<u16>,
}

/// Tells what the shipped faces lack; each has the same characters.
pub(crate) struct Coverage(Font);

impl Coverage {
    /// That of the shipped family.
    pub(crate) fn new() -> Self {
        Self(loaded(Face::Regular))
    }

    /// The characters of `text` that will be replaced by an empty box.
    pub(crate) fn lacks(&self, text: &str) -> BTreeSet<char> {
        let mut replaced = BTreeSet::new();
        let is_drawn = |sign: &Sign| sign.typed != '\n';
        let signs: Vec<Sign> = signs(text).into_iter().filter(is_drawn).collect();
        let _ = clusters(&self.0, &signs, &mut replaced);
        replaced.iter().flat_map(|text| text.chars()).collect()
    }
}

fn loaded(face: Face) -> Font {
    Font::new(face.file(), 0).expect("the shipped font files are fonts")
}

impl Fonts {
    /// The shipped faces, no code in use yet.
    pub(crate) fn new() -> Self {
        let mut memory = Memory::take();
        let nothing = Code {
            glyph: 0,
            text: REPLACEMENT.to_string().into(),
            width: 0,
        };
        Self {
            document: memory.next(),
            memory,
            faces: Face::ALL.map(|_| Codes {
                codes: vec![nothing.clone()],
                of_pairs: Vec::new(),
            }),
            replaced: BTreeSet::new(),
            paragraph: None,
        }
    }

    /// The shaped form of `signs`, which stand on one line in one style.
    pub(crate) fn word(&mut self, face: Face, figures: Figures, signs: &[Sign]) -> Rc<Word> {
        let word = match self.memory.word(face, figures, signs) {
            Some(word) => word,
            None => {
                let word = self.shape(face, figures, signs);
                self.memory.remember_word(face, figures, signs, word)
            }
        };
        self.meet(&word);
        word
    }

    /// Width of `signs` in thousandths of the size.
    pub(crate) fn width(&mut self, face: Face, figures: Figures, signs: &[Sign]) -> i32 {
        self.word(face, figures, signs).width
    }

    /// The lines that `key` stands for: as `set` sets them, or as it did before.
    pub(crate) fn paragraph(
        &mut self,
        key: Vec<u8>,
        set: impl FnOnce(&mut Self) -> Vec<Line>,
    ) -> Rc<[Line]> {
        if let Some((lines, words)) = self.memory.paragraph(&key) {
            words.iter().for_each(|word| self.meet(word));
            return lines;
        }
        self.paragraph = Some((self.memory.next(), Vec::new()));
        let lines: Rc<[Line]> = set(self).into();
        let words = self.paragraph.take().map(|(_, words)| words);
        let words = words.unwrap_or_default().into();
        self.memory.remember_paragraph(key, &lines, words);
        lines
    }

    /// The codes of a face in use so far; the first stands for no glyph.
    pub(crate) fn codes(&self, face: Face) -> &[Code] {
        &self.faces[face.number()].codes
    }

    /// The code of a glyph of a face; 0 when there were too many.
    pub(crate) fn code(&self, face: Face, glyph: Glyph) -> u16 {
        let of_pairs = &self.faces[face.number()].of_pairs;
        of_pairs.get(glyph.pair as usize).copied().unwrap_or(0)
    }

    /// The characters that were replaced by an empty box, each once.
    pub(crate) fn replaced(&self) -> &BTreeSet<String> {
        &self.replaced
    }

    /// Gives the glyphs of a word their codes, when it is new to this document.
    fn meet(&mut self, word: &Rc<Word>) {
        let [in_document, in_paragraph] = &word.met_in;
        if let Some((paragraph, words)) = &mut self.paragraph
            && in_paragraph.replace(*paragraph) != *paragraph
        {
            words.push(Rc::clone(word));
        }
        if in_document.replace(self.document) == self.document {
            return;
        }
        self.replaced.extend(word.replaced.iter().cloned());
        let pairs = self.memory.pairs(word.face);
        let Codes { codes, of_pairs } = &mut self.faces[word.face.number()];
        of_pairs.resize(pairs.len().max(of_pairs.len()), 0);
        for glyph in word.glyphs.iter() {
            let pair = glyph.pair as usize;
            // A text with more than 65,535 different pairs of glyph and meaning shows boxes at its
            // end.
            if of_pairs[pair] == 0
                && let Ok(code) = u16::try_from(codes.len())
            {
                of_pairs[pair] = code;
                codes.push(pairs[pair].clone());
            }
        }
    }

    fn shape(&mut self, face: Face, figures: Figures, signs: &[Sign]) -> Word {
        let mut replaced = BTreeSet::new();
        let mut buffer = self.memory.buffer.take().unwrap_or_default();
        let loaded = self.memory.face(face);
        let (drawn, texts) = clusters(&loaded.font, signs, &mut replaced);
        buffer.clear();
        for (cluster, character) in drawn.iter().enumerate() {
            let cluster = u32::try_from(cluster).expect("a word is cut long before 2^32 signs");
            buffer.push(u32::from(*character), cluster);
        }
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        buffer.set_flags(BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        let (plan, features) = match figures {
            Figures::Proportional => (&loaded.plans[0], &[][..]),
            Figures::Tabular => (&loaded.plans[1], &[TABULAR][..]),
        };
        let font = loaded.font.clone();
        let shaper = ShaperFont::new(&font);
        shape(
            &shaper,
            &mut buffer,
            ShapeOptions::new().plan(Some(plan)).features(features),
        )
        .expect("the plan was made for this direction and script");
        let glyphs = loaded.read(&shaper, &buffer, &texts);
        self.memory.buffer = Some(buffer);
        Word {
            width: glyphs.iter().map(|glyph| glyph.advance).sum(),
            glyphs: glyphs.into(),
            face,
            replaced: replaced.into_iter().collect(),
            met_in: Default::default(),
        }
    }
}

impl Drop for Fonts {
    fn drop(&mut self) {
        std::mem::take(&mut self.memory).keep();
    }
}

const TABULAR: Feature = Feature {
    tag: Tag::new(b"tnum"),
    value: 1,
    start: 0,
    end: u32::MAX,
};

impl Loaded {
    /// The glyphs of a shaped buffer, each with its text.
    fn read(
        &mut self,
        shaper: &ShaperFont<'_, '_>,
        buffer: &Buffer,
        texts: &[String],
    ) -> Vec<Glyph> {
        let infos = buffer.glyph_infos();
        let blank = self.font.charmap().map_unicode(NOTHING);
        let blank = blank.map_or(0, |glyph| u16::try_from(glyph.to_u32()).unwrap_or(0));
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut spread: VecDeque<String> = VecDeque::new();
        for (at, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
            if at == 0 || infos[at - 1].cluster != info.cluster {
                let same = |other: &&GlyphInfo| other.cluster == info.cluster;
                let count = infos[at..].iter().take_while(same).count();
                let next = infos.get(at + count);
                let end = next.map_or(texts.len(), |next| next.cluster as usize);
                spread = spread_over(&texts[info.cluster as usize..end], count);
            }
            let text = spread.pop_front().unwrap_or_else(|| NOTHING.to_string());
            let glyph = u16::try_from(info.glyph_id).unwrap_or(0);
            let width = shaper.glyph_h_advance(harfrust::GlyphId::new(info.glyph_id));
            glyphs.push(Glyph {
                pair: self.pair(glyph, &text, width),
                shift: position.x_offset,
                advance: position.x_advance,
                width,
            });
            if infos
                .get(at + 1)
                .is_none_or(|next| next.cluster != info.cluster)
            {
                let overflow = spread.drain(..);
                glyphs.extend(overflow.map(|text| Glyph {
                    pair: self.pair(blank, &text, 0),
                    shift: 0,
                    advance: 0,
                    width: 0,
                }));
            }
        }
        glyphs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(fonts: &mut Fonts, face: Face, text: &str) -> String {
        let word = fonts.word(face, Figures::Proportional, &signs(text));
        word.glyphs
            .iter()
            .map(|glyph| &*fonts.codes(face)[usize::from(fonts.code(face, *glyph))].text)
            .collect()
    }

    #[test]
    fn a_word_means_what_was_typed() {
        let mut fonts = Fonts::new();
        for text in [
            "office",
            "l'affluence",
            "Où ? « là »",
            "x\u{302}y",
            "№ → ✓ ≥",
            "a\u{AD}b\u{200D}",
            "שלום",
            "👩\u{200D}👧 ok",
            "Ελλάδα",
            "Привет",
        ] {
            for face in Face::ALL {
                assert_eq!(meaning(&mut fonts, face, text), text);
            }
        }
    }

    #[test]
    fn letters_that_flow_together_are_one_glyph() {
        let mut fonts = Fonts::new();
        let word = fonts.word(Face::Regular, Figures::Proportional, &signs("fifi"));
        let plain = fonts.word(Face::Regular, Figures::Proportional, &signs("i"));
        assert!(word.glyphs.len() <= 4 && plain.glyphs.len() == 1);
        assert_eq!(meaning(&mut fonts, Face::Regular, "fifi"), "fifi");
    }

    #[test]
    fn figures_in_columns_have_one_width() {
        let mut fonts = Fonts::new();
        let mut width = |text: &str| fonts.width(Face::Regular, Figures::Tabular, &signs(text));
        assert_eq!(width("1111"), width("0000"));
    }

    #[test]
    fn what_no_font_has_is_listed() {
        let mut fonts = Fonts::new();
        assert_eq!(
            meaning(&mut fonts, Face::Regular, "a\u{7}b\u{202E}"),
            "a\u{FFFD}b\u{FFFD}"
        );
        let _ = meaning(&mut fonts, Face::Regular, "déjà 👍");
        let replaced: Vec<_> = fonts.replaced().iter().map(String::as_str).collect();
        assert_eq!(replaced, ["\u{7}", "\u{202E}", "👍"]);
    }

    #[test]
    fn every_face_has_every_sign_of_our_own_wording() {
        let mut fonts = Fonts::new();
        for face in Face::ALL {
            let _ = meaning(
                &mut fonts,
                face,
                "àâäçéèêëîïôöùûüÿœæ ÀÂÇÉÈÊËÎÏÔÙÛŸŒÆ « » ’ “ ” – — … · • № → ✓ ≥ ≤ ° ² € § × □",
            );
        }
        assert_eq!(fonts.replaced().len(), 0, "{:?}", fonts.replaced());
    }
}
