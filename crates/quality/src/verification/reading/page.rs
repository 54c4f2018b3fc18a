//! Content of one page: which texts its operators show.
//!
//! Knows where nothing stands: the pieces of the document follow each other as our writer gives
//! them, each with the spaces at its end. Source: ISO 32000-1, 9.4 and 14.6.

use std::rc::Rc;

use pades::structure::content::Operations;
use pades::structure::{Dictionary, Object};

use super::font::Font;
use super::{NOT_UNDERSTOOD, Reader, TEXT_BYTES, Unread};

/// Deepest nesting of saved states and of marked content.
const DEPTH: usize = 32;
/// How many operators are read between two looks at the clock.
const AT_ONCE: usize = 1 << 12;

/// What marked content belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Document,
    Page,
}

struct Page<'a> {
    fonts: Option<&'a Dictionary>,
    font: Option<Rc<Font>>,
    saved: Vec<Option<Rc<Font>>>,
    marks: Vec<Owner>,
    /// What was shown since the owner changed.
    shown: String,
}

/// Adds to `reader` what the operators of a page show.
pub(super) fn read(
    reader: &mut Reader<'_, '_>,
    fonts: Option<&Dictionary>,
    content: &[u8],
) -> Result<(), Unread> {
    let mut page = Page {
        fonts,
        font: None,
        saved: Vec::new(),
        marks: Vec::new(),
        shown: String::new(),
    };
    let mut operations = Operations::new(content);
    let mut count = 0_usize;
    while let Some(operation) = operations.next_operation().map_err(|_| NOT_UNDERSTOOD)? {
        count += 1;
        if count.is_multiple_of(AT_ONCE) {
            reader.still()?;
        }
        page.operation(reader, operation.operator, &operation.operands)?;
    }
    if !page.marks.is_empty() || !page.saved.is_empty() {
        return Err(NOT_UNDERSTOOD);
    }
    page.end_piece(reader)
}

impl Page<'_> {
    fn operation(
        &mut self,
        reader: &mut Reader<'_, '_>,
        operator: &[u8],
        operands: &[Object],
    ) -> Result<(), Unread> {
        match (operator, operands) {
            (b"BDC", [Object::Name(tag), Object::Dictionary(_)])
            | (b"BMC", [Object::Name(tag)]) => self.open(reader, tag),
            (b"EMC", []) => {
                self.end_piece(reader)?;
                self.marks.pop().map(drop).ok_or(NOT_UNDERSTOOD)
            }
            (b"q", []) if self.saved.len() < DEPTH => {
                self.saved.push(self.font.clone());
                Ok(())
            }
            (b"Q", []) => {
                self.font = self.saved.pop().ok_or(NOT_UNDERSTOOD)?;
                Ok(())
            }
            (b"Tf", [Object::Name(name), Object::Integer(_) | Object::Real(_)]) => {
                self.font = Some(reader.font(self.fonts, name)?);
                Ok(())
            }
            (b"Tm" | b"Td" | b"TD" | b"T*", numbers) if are_numbers(numbers) => {
                self.line();
                Ok(())
            }
            (b"Tj", [Object::String(codes)]) => self.show(codes),
            (b"'", [Object::String(codes)]) | (b"\"", [_, _, Object::String(codes)]) => {
                self.line();
                self.show(codes)
            }
            (b"TJ", [Object::Array(parts)]) => {
                for part in parts {
                    match part {
                        Object::String(codes) => self.show(codes)?,
                        Object::Integer(_) | Object::Real(_) => {}
                        Object::Null
                        | Object::Boolean(_)
                        | Object::Name(_)
                        | Object::Array(_)
                        | Object::Dictionary(_)
                        | Object::Stream(_)
                        | Object::Reference(_) => return Err(NOT_UNDERSTOOD),
                    }
                }
                Ok(())
            }
            // The order of texts, spaces between them, lines and plain colours.
            (
                b"BT" | b"ET" | b"TL" | b"Tc" | b"Tw" | b"cm" | b"m" | b"l" | b"c" | b"v" | b"y"
                | b"h" | b"re" | b"S" | b"s" | b"f" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n"
                | b"w" | b"J" | b"j" | b"M" | b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K",
                numbers,
            ) if are_numbers(numbers) => Ok(()),
            // Whatever else hides, cuts off, or draws what is not read here: rendering modes, clipping,
            // graphics states, patterns, pictures, forms, hidden layers.
            (_, _) => Err(NOT_UNDERSTOOD),
        }
    }

    fn open(&mut self, reader: &mut Reader<'_, '_>, tag: &[u8]) -> Result<(), Unread> {
        self.end_piece(reader)?;
        let is_hidden = tag == b"OC";
        if is_hidden || self.marks.len() >= DEPTH {
            return Err(NOT_UNDERSTOOD);
        }
        self.marks.push(match tag {
            b"Artifact" => Owner::Page,
            _ => Owner::Document,
        });
        Ok(())
    }

    fn owner(&self) -> Owner {
        match self.marks.contains(&Owner::Page) {
            true => Owner::Page,
            false => Owner::Document,
        }
    }

    /// Another line begins: only in the document do its spaces say whether a word ends there.
    fn line(&mut self) {
        if self.owner() == Owner::Page && !self.shown.is_empty() {
            self.shown.push('\n');
        }
    }

    fn show(&mut self, codes: &[u8]) -> Result<(), Unread> {
        let font = self.font.as_ref().ok_or(NOT_UNDERSTOOD)?;
        let (codes, rest) = codes.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(NOT_UNDERSTOOD);
        }
        for code in codes {
            let text = font.text(u16::from_be_bytes(*code)).ok_or(NOT_UNDERSTOOD)?;
            self.shown.push_str(text);
        }
        if self.shown.len() > TEXT_BYTES {
            return Err(Unread::TooLong);
        }
        Ok(())
    }

    fn end_piece(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Unread> {
        let shown = std::mem::take(&mut self.shown);
        match self.owner() {
            Owner::Document => reader.add_flow(&shown),
            Owner::Page => reader.add_running(&shown),
        }
    }
}

fn are_numbers(operands: &[Object]) -> bool {
    let is_number = |object: &Object| matches!(object, Object::Integer(_) | Object::Real(_));
    operands.iter().all(is_number)
}
