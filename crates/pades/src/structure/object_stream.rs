//! Object streams: objects that stand inside a compressed stream.
//!
//! Knows no cross-reference. Source: ISO 32000-1, 7.5.7.

use std::borrow::Cow;

use super::object::{Dictionary, Object, Stream};
use super::parser::Parser;
use super::{Damage, Error, FilterError, Limit, Limits, filter, indirect, xref};

/// The decoded content of one object stream.
#[derive(Debug)]
pub(super) struct Container {
    data: Vec<u8>,
    /// Object numbers and where each begins.
    objects: Vec<(u32, usize)>,
}

const DAMAGED: Error = Error::Damaged {
    offset: 0,
    damage: Damage::ObjectStream,
};

impl Container {
    pub(super) fn read(
        dictionary: &Dictionary,
        data: Vec<u8>,
        limits: &Limits<'_>,
    ) -> Result<Self, Error> {
        let number = |key: &[u8]| {
            dictionary
                .get(key)
                .and_then(Object::as_integer)
                .and_then(|value| usize::try_from(value).ok())
        };
        let (count, first) = (
            number(b"N").ok_or(DAMAGED)?,
            number(b"First").ok_or(DAMAGED)?,
        );
        if dictionary.name(b"Type") != Some(b"ObjStm") || first > data.len() {
            return Err(DAMAGED);
        }
        if count > limits.objects {
            return Err(Error::Limit(Limit::Objects));
        }
        let mut parser = Parser::new(&data[..first], 0, limits.nesting);
        let mut objects = Vec::new();
        for _ in 0..count {
            let number = parser
                .unsigned()
                .ok()
                .and_then(|number| u32::try_from(number).ok())
                .ok_or(DAMAGED)?;
            let offset = parser
                .unsigned()
                .ok()
                .and_then(|offset| usize::try_from(offset).ok())
                .ok_or(DAMAGED)?;
            let at = first
                .checked_add(offset)
                .filter(|&at| at <= data.len())
                .ok_or(DAMAGED)?;
            // Ascending, so that no object lies inside another.
            if objects.last().is_some_and(|&(_, before)| before >= at) {
                return Err(DAMAGED);
            }
            objects.push((number, at));
        }
        Ok(Self { data, objects })
    }

    /// The object with this number, which must stand at this index.
    pub(super) fn object(
        &self,
        number: u32,
        index: usize,
        nesting: usize,
    ) -> Result<Object, Error> {
        self.read_object(number, index, nesting)
            .map(|(object, _)| object)
    }

    /// The object, and whether it is ambiguous.
    pub(super) fn read_object(
        &self,
        number: u32,
        index: usize,
        nesting: usize,
    ) -> Result<(Object, bool), Error> {
        let &(found, start) = self.objects.get(index).ok_or(DAMAGED)?;
        if found != number {
            return Err(DAMAGED);
        }
        let end = self
            .objects
            .get(index + 1)
            .map_or(self.data.len(), |&(_, next)| next);
        let mut parser = Parser::new(&self.data[..end], start, nesting);
        let object = parser
            .object()
            .map_err(|problem| match indirect::error_of(problem, 0) {
                Error::Damaged { .. } => DAMAGED,
                other => other,
            })?;
        parser.skip_space();
        if parser.at() != end {
            return Err(DAMAGED);
        }
        Ok((object, parser.is_ambiguous))
    }
}

/// The filters of a stream: none, or FlateDecode once.
fn is_deflated(dictionary: &Dictionary) -> Result<bool, FilterError> {
    let is_flate = |name: &Object| name.as_name() == Some(b"FlateDecode");
    match dictionary.get(b"Filter") {
        None | Some(Object::Null) => Ok(false),
        Some(name) if is_flate(name) => Ok(true),
        Some(Object::Array(names)) => match &names[..] {
            [] => Ok(false),
            [name] if is_flate(name) => Ok(true),
            _ => Err(FilterError::Unsupported),
        },
        Some(_) => Err(FilterError::Unsupported),
    }
}

/// The data of a stream with its filter undone.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    stream: &Stream,
    limit: usize,
    is_expired: &dyn Fn() -> bool,
) -> Result<Cow<'a, [u8]>, FilterError> {
    let data = bytes.get(stream.data.clone()).ok_or(FilterError::Broken)?;
    // Data in another file is never fetched (7.3.8.2, /F).
    if stream.dictionary.has(b"F") {
        return Err(FilterError::Unsupported);
    }
    if !is_deflated(&stream.dictionary)? {
        return if data.len() > limit {
            Err(FilterError::TooLarge { limit })
        } else {
            Ok(Cow::Borrowed(data))
        };
    }
    let parameters = match stream.dictionary.get(b"DecodeParms") {
        None | Some(Object::Null) => None,
        Some(Object::Dictionary(parameters)) => Some(parameters),
        Some(Object::Array(list)) => match &list[..] {
            [Object::Dictionary(parameters)] => Some(parameters),
            [] | [Object::Null] => None,
            _ => return Err(FilterError::Unsupported),
        },
        Some(_) => return Err(FilterError::Unsupported),
    };
    let predictor = xref::predictor(parameters)?;
    let mut out = Vec::new();
    filter::inflate(data, limit, is_expired, &mut |piece| {
        out.extend_from_slice(piece);
    })?;
    match predictor {
        None => Ok(Cow::Owned(out)),
        Some(predictor) => filter::unpredict(&out, predictor).map(Cow::Owned),
    }
}

/// Decodes a stream that structure needs, within what is left of the limits.
pub(super) fn decode_within(
    bytes: &[u8],
    stream: &Stream,
    limits: &Limits<'_>,
    decoded: &mut usize,
) -> Result<Vec<u8>, Error> {
    let left = limits.all_streams_bytes.saturating_sub(*decoded);
    let limit = limits.stream_bytes.min(left);
    let data =
        decode(bytes, stream, limit, &|| limits.is_expired()).map_err(|error| match error {
            FilterError::TooLarge { .. } if limit == left => Error::Limit(Limit::AllStreamsBytes),
            FilterError::TooLarge { .. } => Error::Limit(Limit::StreamBytes),
            FilterError::OutOfTime => Error::Limit(Limit::Time),
            FilterError::Broken | FilterError::Unsupported | FilterError::Absent => {
                Error::Damaged {
                    offset: stream.data.start,
                    damage: Damage::Stream,
                }
            }
        })?;
    *decoded += data.len();
    Ok(data.into_owned())
}

/// Length that a stream has once decoded, without keeping it; `None` for filters not undone here.
pub(super) fn measure(
    bytes: &[u8],
    stream: &Stream,
    limit: usize,
    is_expired: &dyn Fn() -> bool,
) -> Result<Option<usize>, FilterError> {
    let data = bytes.get(stream.data.clone()).ok_or(FilterError::Broken)?;
    match is_deflated(&stream.dictionary) {
        Ok(true) => filter::inflate(data, limit, is_expired, &mut |_| {}).map(Some),
        // No filter: nothing grows.
        Ok(false) | Err(_) => Ok(None),
    }
}
