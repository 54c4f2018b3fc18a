//! Objects of a PDF, as they stand in the file.
//!
//! Small values are owned; the data of a stream stays where it is and is named by its range.
//! Knows no file. Source: ISO 32000-1, 7.3.

use std::ops::Range;

/// Number and generation of an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// Object number, from 1.
    pub number: u32,
    /// Generation, 0 but in files that were edited long ago.
    pub generation: u16,
}

/// Any object.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// `null`, and whatever a reference to nothing stands for.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a point.
    Real(f64),
    /// A name, without its solidus and with its escapes undone.
    Name(Box<[u8]>),
    /// A string, literal or hexadecimal, with its escapes undone.
    String(Box<[u8]>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dictionary(Dictionary),
    /// A stream; only indirect objects are.
    Stream(Box<Stream>),
    /// A reference to an indirect object.
    Reference(ObjectId),
}

impl Object {
    /// The whole number that this is.
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The name that this is.
    pub fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self {
            Some(name)
        } else {
            None
        }
    }

    /// The bytes of the string that this is.
    pub fn as_string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }

    /// The items of the array that this is.
    pub fn as_array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self {
            Some(items)
        } else {
            None
        }
    }

    /// The target of the reference that this is.
    pub fn as_reference(&self) -> Option<ObjectId> {
        if let Self::Reference(id) = self {
            Some(*id)
        } else {
            None
        }
    }

    /// The dictionary that this is, or that describes this stream.
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            Self::Stream(stream) => Some(&stream.dictionary),
            Self::Null
            | Self::Boolean(_)
            | Self::Integer(_)
            | Self::Real(_)
            | Self::Name(_)
            | Self::String(_)
            | Self::Array(_)
            | Self::Reference(_) => None,
        }
    }

    /// The stream that this is.
    pub fn as_stream(&self) -> Option<&Stream> {
        if let Self::Stream(stream) = self {
            Some(stream)
        } else {
            None
        }
    }

    /// Calls `visit` with every dictionary in this object, outermost first. Follows no reference.
    pub fn for_each_dictionary(&self, visit: &mut dyn FnMut(&Dictionary)) {
        match self {
            Self::Array(items) => items
                .iter()
                .for_each(|item| item.for_each_dictionary(visit)),
            Self::Dictionary(dictionary) => dictionary.for_each_dictionary(visit),
            Self::Stream(stream) => stream.dictionary.for_each_dictionary(visit),
            Self::Null
            | Self::Boolean(_)
            | Self::Integer(_)
            | Self::Real(_)
            | Self::Name(_)
            | Self::String(_)
            | Self::Reference(_) => {}
        }
    }
}

/// A dictionary: keys and values in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dictionary {
    pub(super) entries: Vec<(Box<[u8]>, Object)>,
}

impl Dictionary {
    /// The value under a key; of a repeated key the first.
    pub fn get(&self, key: &[u8]) -> Option<&Object> {
        self.entries
            .iter()
            .find(|(known, _)| **known == *key)
            .map(|(_, value)| value)
    }

    /// The key is there.
    pub fn has(&self, key: &[u8]) -> bool {
        self.get(key).is_some()
    }

    /// The name under a key.
    pub fn name(&self, key: &[u8]) -> Option<&[u8]> {
        self.get(key).and_then(Object::as_name)
    }

    /// Keys and values in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// A key stands in it twice, so that two readers may see two documents.
    pub(super) fn repeats_a_key(&self) -> bool {
        let mut keys: Vec<&[u8]> = self.entries.iter().map(|(key, _)| &**key).collect();
        keys.sort_unstable();
        keys.windows(2).any(|pair| pair[0] == pair[1])
    }

    fn for_each_dictionary(&self, visit: &mut dyn FnMut(&Dictionary)) {
        visit(self);
        for (_, value) in &self.entries {
            value.for_each_dictionary(visit);
        }
    }
}

/// A stream: its dictionary, and where its data lies in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// What describes it.
    pub dictionary: Dictionary,
    /// Its data as it stands in the file, filters not undone.
    pub data: Range<usize>,
}
