//! Reading: the words that stand on the pages of a dossier, whichever layout made them.
//!
//! Understands what our own writer makes, in any of its layouts, and nothing else: a font of another
//! kind, a code without a text, an operator that hides or covers is told as not understood and never
//! guessed at. Sees neither colours nor shapes. Bounded in memory, time and depth for any input.
//! Source: trust.md, «What the comparison of texts sees»; ISO 32000-1, 7.7.3, 9.4 and 14.6.

mod font;
mod page;

use std::collections::BTreeMap;
use std::rc::Rc;

use pades::structure::{Dictionary, FilterError, Object, ObjectId, Pdf};
use unicode_normalization::UnicodeNormalization;

use font::Font;

/// Most pages.
const PAGES: usize = 5_000;
/// Most nodes of the page tree, and its deepest.
const NODES: usize = 10_000;
const DEPTH: usize = 16;
/// Most streams of one page.
const STREAMS: usize = 64;
/// Longest content of one page and of all of them, in bytes, filters undone.
const PAGE_BYTES: usize = 8 << 20;
const ALL_BYTES: usize = 64 << 20;
/// Longest text of all pages, in bytes, and its most words.
const TEXT_BYTES: usize = 16 << 20;
const WORDS: usize = 500_000;
/// Most fonts; ours are four.
const FONTS: usize = 16;
/// Most annotations of one page.
const ANNOTATIONS: usize = 5_000;

/// Known as a hyphen that was not typed, or typed to show nothing.
const SOFT_HYPHEN: char = '\u{AD}';

/// Why the words could not be read, or not be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Something that our writer does not make; on that page, counted from 1, when it is on one.
    NotUnderstood(Option<usize>),
    /// More pages, words or fonts than are read.
    TooLong,
    /// The time for the file is over.
    OutOfTime,
}

/// A word: where it stands in [`Text::signs`], and on which page, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    begin: u32,
    end: u32,
    page: u32,
}

impl Word {
    /// The page it stands on, counted from 1.
    pub(super) fn page(self) -> usize {
        self.page as usize
    }
}

/// What a person reads on the pages. Words are in normal form C, without soft hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    signs: String,
    /// How many pages there are.
    pub(super) pages: usize,
    /// The words of the document, in its order.
    pub(super) flow: Vec<Word>,
    /// The lines that belong to the pages and not to the document: running heads and feet, repeated
    /// heads of tables, marks across the page.
    pub(super) running: Vec<Vec<Word>>,
    words: usize,
}

impl Text {
    /// A word of this text.
    pub(super) fn word(&self, word: Word) -> &str {
        let place = word.begin as usize..word.end as usize;
        self.signs.get(place).unwrap_or_default()
    }

    /// The text of a document of these pages, and of lines that stand on them.
    #[cfg(test)]
    pub(super) fn of(pages: &[&str], running: &[(u32, &str)]) -> Self {
        let mut text = Self {
            pages: pages.len(),
            ..Self::default()
        };
        for (page, words) in (1..).zip(pages) {
            for word in words.split_whitespace() {
                let word = text.push(word, page).unwrap();
                text.flow.extend(word);
            }
        }
        let mut running = running.to_vec();
        running.sort_by_key(|(page, _)| *page);
        for (page, line) in running {
            let mut words = Vec::new();
            for word in line.split_whitespace() {
                words.extend(text.push(word, page).unwrap());
            }
            text.running.push(words);
        }
        text
    }

    fn push(&mut self, typed: &str, page: u32) -> Result<Option<Word>, Unread> {
        let begin = self.signs.len();
        let kept = typed.nfc().filter(|sign| *sign != SOFT_HYPHEN);
        self.signs.extend(kept);
        let end = self.signs.len();
        if begin == end {
            return Ok(None);
        }
        self.words += 1;
        let place = (u32::try_from(begin), u32::try_from(end));
        match place {
            (Ok(begin), Ok(end)) if self.words <= WORDS && self.signs.len() <= TEXT_BYTES => {
                Ok(Some(Word { begin, end, page }))
            }
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Err(Unread::TooLong),
        }
    }
}

/// The words on the pages of `pdf`, as long as `goes_on` says so.
///
/// # Errors
/// [`Unread`].
pub(super) fn read(pdf: &Pdf<'_>, goes_on: &dyn Fn() -> bool) -> Result<Text, Unread> {
    let mut reader = Reader {
        pdf,
        goes_on,
        fonts: BTreeMap::new(),
        text: Text::default(),
        bytes_left: ALL_BYTES,
        nodes: 0,
        divided: None,
    };
    let catalog = pdf.catalog().map_err(|_| NOT_UNDERSTOOD)?;
    let root = pdf.value(&catalog, b"Pages").map_err(|_| NOT_UNDERSTOOD)?;
    let root = root.as_dictionary().ok_or(NOT_UNDERSTOOD)?;
    reader.node(root, None, 0)?;
    reader.end_divided()?;
    // Another reader may trust the count.
    let count = root.get(b"Count").and_then(Object::as_integer);
    if count != i64::try_from(reader.text.pages).ok() {
        return Err(NOT_UNDERSTOOD);
    }
    Ok(reader.text)
}

/// Not understood, on no page or on one that is not yet known.
const NOT_UNDERSTOOD: Unread = Unread::NotUnderstood(None);

struct Reader<'r, 'p> {
    pdf: &'r Pdf<'p>,
    goes_on: &'r dyn Fn() -> bool,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    text: Text,
    bytes_left: usize,
    nodes: usize,
    /// A word that is divided at the end of what was read, and its page.
    divided: Option<(String, u32)>,
}

impl Reader<'_, '_> {
    fn still(&self) -> Result<(), Unread> {
        (self.goes_on)().then_some(()).ok_or(Unread::OutOfTime)
    }

    /// Reads the pages below a node of the page tree.
    fn node(
        &mut self,
        node: &Dictionary,
        inherited: Option<&Rc<Dictionary>>,
        depth: usize,
    ) -> Result<(), Unread> {
        self.still()?;
        self.nodes += 1;
        if self.nodes > NODES || depth > DEPTH || self.text.pages >= PAGES {
            return Err(Unread::TooLong);
        }
        let own = self.value(node, b"Resources")?;
        let own = own.as_dictionary().cloned().map(Rc::new);
        let resources = own.as_ref().or(inherited);
        match node.name(b"Type") {
            Some(b"Pages") => {
                let kids = self.value(node, b"Kids")?;
                for kid in kids.as_array().ok_or(NOT_UNDERSTOOD)? {
                    let kid = self.pdf.resolve(kid).map_err(|_| NOT_UNDERSTOOD)?;
                    let kid = kid.as_dictionary().ok_or(NOT_UNDERSTOOD)?;
                    self.node(kid, resources, depth + 1)?;
                }
                Ok(())
            }
            Some(b"Page") => {
                self.text.pages += 1;
                let page = self.text.pages;
                self.page(node, resources).map_err(|unread| match unread {
                    Unread::NotUnderstood(None) => Unread::NotUnderstood(Some(page)),
                    Unread::NotUnderstood(Some(_)) | Unread::TooLong | Unread::OutOfTime => unread,
                })
            }
            Some(_) | None => Err(NOT_UNDERSTOOD),
        }
    }

    fn page(
        &mut self,
        page: &Dictionary,
        resources: Option<&Rc<Dictionary>>,
    ) -> Result<(), Unread> {
        self.check_annotations(page)?;
        let content = self.content(page)?;
        let fonts = match resources {
            Some(resources) => self.value(resources, b"Font")?,
            None => Object::Null,
        };
        page::read(self, fonts.as_dictionary(), &content)
    }

    fn value(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Object, Unread> {
        self.pdf.value(dictionary, key).map_err(|_| NOT_UNDERSTOOD)
    }

    /// The content of a page, its streams one after the other.
    fn content(&mut self, page: &Dictionary) -> Result<Vec<u8>, Unread> {
        let contents = self.value(page, b"Contents")?;
        let one = [contents];
        let streams = match &one {
            [Object::Null] => return Ok(Vec::new()),
            [Object::Array(streams)] if streams.len() > STREAMS => return Err(Unread::TooLong),
            [Object::Array(streams)] => streams.as_slice(),
            one => one,
        };
        let mut content = Vec::new();
        for stream in streams {
            let stream = self.pdf.resolve(stream).map_err(|_| NOT_UNDERSTOOD)?;
            content.extend_from_slice(&self.decoded(&stream, PAGE_BYTES - content.len())?);
            // An operator may end with its stream, a word does not go on in the next one.
            content.push(b'\n');
            if content.len() >= PAGE_BYTES {
                return Err(Unread::TooLong);
            }
        }
        Ok(content)
    }

    /// The data of a stream, `limit` bytes at most; they count among all that are read.
    fn decoded(&mut self, stream: &Object, limit: usize) -> Result<Vec<u8>, Unread> {
        self.still()?;
        let stream = stream.as_stream().ok_or(NOT_UNDERSTOOD)?;
        let limit = limit.min(self.bytes_left);
        let data = self
            .pdf
            .decode(stream, limit)
            .map_err(|error| match error {
                FilterError::TooLarge { .. } => Unread::TooLong,
                FilterError::OutOfTime => Unread::OutOfTime,
                FilterError::Unsupported | FilterError::Broken | FilterError::Absent => {
                    NOT_UNDERSTOOD
                }
            })?;
        self.bytes_left = self
            .bytes_left
            .checked_sub(data.len())
            .ok_or(Unread::TooLong)?;
        Ok(data.into_owned())
    }

    /// Links, and the field of the signature with nothing drawn in it: no other annotation says
    /// nothing on the page.
    fn check_annotations(&mut self, page: &Dictionary) -> Result<(), Unread> {
        let annotations = self.value(page, b"Annots")?;
        let annotations = match &annotations {
            Object::Null => return Ok(()),
            other => other.as_array().ok_or(NOT_UNDERSTOOD)?,
        };
        if annotations.len() > ANNOTATIONS {
            return Err(Unread::TooLong);
        }
        for annotation in annotations {
            let annotation = self.pdf.resolve(annotation).map_err(|_| NOT_UNDERSTOOD)?;
            let annotation = annotation.as_dictionary().ok_or(NOT_UNDERSTOOD)?;
            let appearance = self.value(annotation, b"AP")?;
            match (annotation.name(b"Subtype"), appearance) {
                (Some(b"Link"), Object::Null) => {}
                (Some(b"Widget"), Object::Dictionary(appearance))
                    if annotation.name(b"FT") == Some(b"Sig") =>
                {
                    let mut states = appearance.iter();
                    let (Some((b"N", normal)), None) = (states.next(), states.next()) else {
                        return Err(NOT_UNDERSTOOD);
                    };
                    let normal = self.pdf.resolve(normal).map_err(|_| NOT_UNDERSTOOD)?;
                    let drawn = self.decoded(&normal, PAGE_BYTES)?;
                    if !drawn.iter().all(u8::is_ascii_whitespace) {
                        return Err(NOT_UNDERSTOOD);
                    }
                }
                (Some(_) | None, _) => return Err(NOT_UNDERSTOOD),
            }
        }
        Ok(())
    }

    /// The font under a name of the resources of a page.
    fn font(&mut self, fonts: Option<&Dictionary>, name: &[u8]) -> Result<Rc<Font>, Unread> {
        let known = fonts.and_then(|fonts| fonts.get(name));
        let id = known.and_then(Object::as_reference).ok_or(NOT_UNDERSTOOD)?;
        if let Some(font) = self.fonts.get(&id) {
            return Ok(Rc::clone(font));
        }
        if self.fonts.len() >= FONTS {
            return Err(Unread::TooLong);
        }
        let font = self.pdf.object(id).map_err(|_| NOT_UNDERSTOOD)?;
        let font = font.as_dictionary().ok_or(NOT_UNDERSTOOD)?;
        let descendants = self.value(font, b"DescendantFonts")?;
        let descendant = match descendants.as_array() {
            Some([only]) => self.pdf.resolve(only).map_err(|_| NOT_UNDERSTOOD)?,
            Some(_) | None => return Err(NOT_UNDERSTOOD),
        };
        let is_ours = font.name(b"Subtype") == Some(b"Type0")
            && font.name(b"Encoding") == Some(b"Identity-H")
            && descendant
                .as_dictionary()
                .is_some_and(|font| font.name(b"Subtype") == Some(b"CIDFontType2"));
        if !is_ours {
            return Err(NOT_UNDERSTOOD);
        }
        let map = self.value(font, b"ToUnicode")?;
        let map = self.decoded(&map, PAGE_BYTES)?;
        let font = Font::read(&map).ok_or(NOT_UNDERSTOOD)?;
        self.still()?;
        let font = Rc::new(font);
        self.fonts.insert(id, Rc::clone(&font));
        Ok(font)
    }

    /// Adds what stands in one piece of the document on this page: a word divided at its end goes
    /// on in the next piece, which may be on the next page.
    fn add_flow(&mut self, piece: &str) -> Result<(), Unread> {
        if piece.is_empty() {
            return Ok(());
        }
        let here = u32::try_from(self.text.pages).map_err(|_| Unread::TooLong)?;
        let is_divided = piece.ends_with(SOFT_HYPHEN);
        let mut words = piece.split_whitespace().peekable();
        let mut begun = self.divided.take();
        while let Some(word) = words.next() {
            let (word, page) = match begun.take() {
                Some((begun, page)) if begun.len() + word.len() <= TEXT_BYTES => {
                    (begun + word, page)
                }
                Some(_) => return Err(Unread::TooLong),
                None => (word.to_owned(), here),
            };
            if words.peek().is_none() && is_divided {
                self.divided = Some((word, page));
                return Ok(());
            }
            let word = self.text.push(&word, page)?;
            self.text.flow.extend(word);
        }
        Ok(())
    }

    /// What was divided at the end of all goes on nowhere.
    fn end_divided(&mut self) -> Result<(), Unread> {
        let Some((word, page)) = self.divided.take() else {
            return Ok(());
        };
        let word = self.text.push(&word, page)?;
        self.text.flow.extend(word);
        Ok(())
    }

    /// Adds lines of a page that are not of the document; a divided word goes on in the next line.
    fn add_running(&mut self, lines: &str) -> Result<(), Unread> {
        let page = u32::try_from(self.text.pages).map_err(|_| Unread::TooLong)?;
        let joined = lines.replace("\u{AD}\n", "");
        for line in joined.split('\n') {
            let mut words = Vec::new();
            for word in line.split_whitespace() {
                words.extend(self.text.push(word, page)?);
            }
            if !words.is_empty() {
                self.text.running.push(words);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests;
