//! Lines: text of several styles cut into lines of one width.
//!
//! Breaks by Unicode line breaking, divides French words where a line would else be very short,
//! and cuts what has no place to break. Knows nothing of pages. Source: UAX #14; design.md, Paper.

use std::rc::Rc;

use hypher::{Lang, hyphenate_bounded};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::font::{Fonts, Glyph, Word};
use super::style::{Colour, Type};
use super::typography::{Sign, signs};

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    /// The text.
    pub(crate) text: String,
    /// How it looks.
    pub(crate) style: Type,
}

impl Span {
    /// Text in one style.
    pub(crate) fn new(text: impl Into<String>, style: Type) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

/// Glyphs of one style in a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Where the pen starts, from the line's left end.
    pub(crate) x: f32,
    /// How it looks.
    pub(crate) style: Type,
    /// The glyphs.
    pub(crate) glyphs: Rc<[Glyph]>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    /// What stands on it.
    pub(crate) runs: Vec<Run>,
    /// Width without the spaces at its end.
    pub(crate) width: f32,
    /// Largest distance to the next line that its styles ask for.
    pub(crate) leading: f32,
    /// Size of its largest letters.
    pub(crate) size: f32,
}

/// A longer word than this is cut before it is measured.
const LONGEST_WORD: usize = 300;
/// Share of the line that may stay empty before a word is divided.
const RAGGED: f32 = 0.14;
/// Fewest letters before and after a division.
const LETTERS_BEFORE: usize = 3;
const LETTERS_AFTER: usize = 3;

/// Signs that stay together, and the spaces after them.
#[derive(Clone, Copy)]
struct Segment {
    start: usize,
    end: usize,
    with_spaces: usize,
    ends_line: bool,
}

/// The lines of `spans` in a column of that width; one empty line when there is no text.
pub(crate) fn lines(fonts: &mut Fonts, spans: &[Span], width: f32) -> Rc<[Line]> {
    fonts.paragraph(key(spans, width), |fonts| set(fonts, spans, width))
}

/// All that the lines depend on.
fn key(spans: &[Span], width: f32) -> Vec<u8> {
    let length: usize = spans.iter().map(|span| span.text.len() + 16).sum();
    let mut key = Vec::with_capacity(length + 4);
    for Span { text, style } in spans {
        let Type {
            face,
            size,
            leading,
            colour: Colour(r, g, b),
            figures,
            divides,
        } = *style;
        key.extend(text.as_bytes());
        // No text holds this byte.
        key.push(0xFF);
        key.extend([face as u8, figures as u8, u8::from(divides), r, g, b]);
        key.extend(size.to_bits().to_le_bytes());
        key.extend(leading.to_bits().to_le_bytes());
    }
    key.extend(width.to_bits().to_le_bytes());
    key
}

fn set(fonts: &mut Fonts, spans: &[Span], width: f32) -> Vec<Line> {
    let mut typed: Vec<Sign> = Vec::new();
    let mut ends = Vec::with_capacity(spans.len());
    for span in spans {
        typed.append(&mut signs(&span.text));
        ends.push(typed.len());
    }
    let mut setter = Setter {
        fonts,
        spans,
        signs: &typed,
        ends: &ends,
        width,
        done: Vec::new(),
        line: Draft::default(),
    };
    for segment in segments(&typed) {
        setter.set(segment);
    }
    setter.finish()
}

/// Cuts the text where a line may end.
fn segments(signs: &[Sign]) -> Vec<Segment> {
    let text: String = signs.iter().map(|sign| sign.shown).collect();
    let mut segments = Vec::new();
    let (mut start, mut byte) = (0, 0);
    let mut count = 0;
    for (at, opportunity) in linebreaks(&text) {
        count += text[byte..at].chars().count();
        byte = at;
        let is_space = |sign: &&Sign| matches!(sign.shown, ' ' | '\n');
        let trailing = signs[start..count].iter().rev().take_while(is_space);
        let trailing = trailing.count();
        let end = count - trailing;
        let last_is_newline = count > start && signs[count - 1].shown == '\n';
        while end - start > LONGEST_WORD {
            let cut = start + LONGEST_WORD;
            segments.push(Segment {
                start,
                end: cut,
                with_spaces: cut,
                ends_line: false,
            });
            start = cut;
        }
        let ends_line = opportunity == BreakOpportunity::Mandatory && last_is_newline;
        segments.push(Segment {
            start,
            end,
            with_spaces: count,
            ends_line,
        });
        start = count;
    }
    segments
}

#[derive(Default)]
struct Draft {
    pieces: Vec<(usize, Rc<Word>)>,
    /// Width up to the last sign that is not a space.
    inked: f32,
    /// Width with the spaces.
    pen: f32,
    divided: bool,
}

struct Setter<'a> {
    fonts: &'a mut Fonts,
    spans: &'a [Span],
    signs: &'a [Sign],
    /// Where the signs of each span end.
    ends: &'a [usize],
    width: f32,
    done: Vec<Line>,
    line: Draft,
}

impl Setter<'_> {
    fn set(&mut self, segment: Segment) {
        let mut rest = segment;
        loop {
            let words = self.words(rest.start, rest.end);
            if self.line.pen + self.total(&words) <= self.width + 0.01 {
                self.add(words);
                break;
            }
            if let Some(at) = self.division(rest) {
                self.push(rest.start, at);
                self.push_hyphen(at - 1);
                self.end_line(true);
                rest.start = at;
            } else if !self.line.pieces.is_empty() {
                self.end_line(false);
            } else {
                let at = self.emergency(rest);
                self.push(rest.start, at);
                if at == rest.end {
                    break;
                }
                self.end_line(false);
                rest.start = at;
            }
        }
        self.push_spaces(rest.end, rest.with_spaces);
        if rest.ends_line {
            self.end_line(false);
        }
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.line.pieces.is_empty() || self.done.is_empty() {
            self.end_line(false);
        }
        self.done
    }

    /// The words between two signs, cut where the style changes.
    fn words(&mut self, start: usize, end: usize) -> Vec<(usize, Rc<Word>)> {
        let mut words = Vec::new();
        let mut from = start;
        while from < end {
            let span = self.span(from);
            let to = self.ends[span].min(end);
            let style = self.spans[span].style;
            let signs = &self.signs[from..to];
            words.push((span, self.fonts.word(style.face, style.figures, signs)));
            from = to;
        }
        words
    }

    /// The span of a sign.
    fn span(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end <= at)
    }

    fn total(&self, words: &[(usize, Rc<Word>)]) -> f32 {
        let widths = words.iter();
        widths
            .map(|(span, word)| self.points(*span, word.width))
            .sum()
    }

    fn measure(&mut self, start: usize, end: usize) -> f32 {
        let words = self.words(start, end);
        self.total(&words)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a line is far shorter than 2^24 units"
    )]
    fn points(&self, span: usize, units: i32) -> f32 {
        units as f32 * self.spans[span].style.size / 1000.0
    }

    fn push(&mut self, start: usize, end: usize) {
        let words = self.words(start, end);
        self.add(words);
    }

    fn add(&mut self, words: Vec<(usize, Rc<Word>)>) {
        for (span, word) in words {
            self.line.pen += self.points(span, word.width);
            self.line.pieces.push((span, word));
        }
        self.line.inked = self.line.pen;
    }

    fn push_spaces(&mut self, start: usize, end: usize) {
        let newlines = self.signs[start..end]
            .iter()
            .filter(|sign| sign.shown == '\n')
            .count();
        let inked = self.line.inked;
        self.push(start, end - newlines.min(1));
        self.line.inked = inked;
    }

    /// A hyphen that a reader takes for what it is: one that was not typed.
    fn push_hyphen(&mut self, at: usize) {
        let span = self.span(at);
        let style = self.spans[span].style;
        let hyphen = [HYPHEN];
        let word = self.fonts.word(style.face, style.figures, &hyphen);
        self.line.pen += self.points(span, word.width);
        self.line.inked = self.line.pen;
        self.line.pieces.push((span, word));
    }

    fn end_line(&mut self, divided: bool) {
        let draft = std::mem::take(&mut self.line);
        self.line.divided = divided;
        let mut line = Line {
            width: draft.inked,
            ..Line::default()
        };
        let mut x = 0.0;
        let style_of = |(span, _): &(usize, Rc<Word>)| self.spans[*span].style;
        for pieces in draft
            .pieces
            .chunk_by(|one, next| style_of(one) == style_of(next))
        {
            let style = style_of(&pieces[0]);
            line.leading = line.leading.max(style.leading);
            line.size = line.size.max(style.size);
            let glyphs = pieces
                .iter()
                .flat_map(|(_, word)| word.glyphs.iter().copied());
            line.runs.push(Run {
                x,
                style,
                glyphs: glyphs.collect(),
            });
            for (span, word) in pieces {
                x += self.points(*span, word.width);
            }
        }
        if line.runs.is_empty() {
            let style = self.spans.first().map(|span| span.style);
            line.leading = style.map_or(0.0, |style| style.leading);
            line.size = style.map_or(0.0, |style| style.size);
        }
        self.done.push(line);
    }

    /// The last place where the segment may be divided so that its first part fits.
    fn division(&mut self, segment: Segment) -> Option<usize> {
        let span = self.span(segment.start);
        if segment.start >= self.signs.len() {
            return None;
        }
        let free = self.width - self.line.pen;
        let wants =
            self.spans[span].style.divides && !self.line.divided && free > self.width * RAGGED;
        // The end of a word does not stand alone on a last line.
        let is_last = segment.ends_line || segment.with_spaces == self.signs.len();
        let would_strand = is_last && !self.line.pieces.is_empty();
        if !wants || would_strand || self.ends[span] < segment.end {
            return None;
        }
        let places = self.syllables(segment);
        let style = self.spans[span].style;
        let hyphen = [HYPHEN];
        let hyphen = self.fonts.width(style.face, style.figures, &hyphen);
        let hyphen = self.points(span, hyphen);
        let fits = |at: &usize| self.measure(segment.start, *at) + hyphen <= free;
        places.into_iter().rev().find(fits)
    }

    /// Where the words of a segment may be divided, from left to right.
    fn syllables(&self, segment: Segment) -> Vec<usize> {
        let mut places = Vec::new();
        let mut from = segment.start;
        while from < segment.end {
            let letters = self.signs[from..segment.end].iter();
            let word: String = letters
                .map(|sign| sign.typed)
                .take_while(|typed| typed.is_alphabetic())
                .collect();
            let length = word.chars().count();
            let is_name = word.chars().next().is_some_and(char::is_uppercase);
            if length >= LETTERS_BEFORE + LETTERS_AFTER && !is_name {
                let mut at = from;
                for syllable in
                    hyphenate_bounded(&word, Lang::French, LETTERS_BEFORE, LETTERS_AFTER)
                {
                    at += syllable.chars().count();
                    places.push(at);
                }
                places.pop();
            }
            from += length.max(1);
        }
        places
    }

    /// How much of a segment that is wider than the line fits into it: at least one sign.
    fn emergency(&mut self, segment: Segment) -> usize {
        let (mut fits, mut too_long) = (segment.start + 1, segment.end);
        while fits + 1 < too_long {
            let middle = usize::midpoint(fits, too_long);
            if self.measure(segment.start, middle) <= self.width {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        fits
    }
}

/// The hyphen of a divided word: drawn as one, and known as a soft hyphen.
const HYPHEN: Sign = Sign {
    shown: '-',
    typed: '\u{AD}',
};
