//! The census: one pass over every object of a file, for what must not be hidden anywhere in it.
//!
//! Signature dictionaries and signed fields in any revision, active content in the current one.
//! Source: trust.md, R1, R2 and R7; ISO 32000-1, 12.6; ISO 19005-3, 6.5.

use std::collections::BTreeSet;

use crate::report::ActiveContent;
use crate::structure::{Dictionary, Error, Limit, Limits, Object, ObjectId, Pdf};

/// What the file holds.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Signature dictionaries, in every revision, one entry each.
    pub(crate) signature_dictionaries: usize,
    /// Objects that are a signature field with a value.
    pub(crate) signed_fields: BTreeSet<ObjectId>,
    pub(crate) active: BTreeSet<ActiveContent>,
    attachments: usize,
}

/// Takes the census.
pub(crate) fn take(pdf: &Pdf<'_>, limits: &Limits<'_>) -> Result<Census, Error> {
    let mut census = Census::default();
    for extent in pdf.extents() {
        check_time(limits)?;
        census.count(extent.id, &pdf.read_extent(extent)?, extent.is_current);
    }
    for id in pdf.contained_ids() {
        check_time(limits)?;
        match pdf.object(id) {
            Ok(object) => census.count(id, &object, true),
            // It is among the faults already.
            Err(Error::Damaged { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    census.check_open_action(pdf)?;
    if census.attachments > limits.attachments {
        return Err(Error::Limit(Limit::Attachments));
    }
    Ok(census)
}

fn check_time(limits: &Limits<'_>) -> Result<(), Error> {
    if limits.is_expired() {
        Err(Error::Limit(Limit::Time))
    } else {
        Ok(())
    }
}

impl Census {
    fn count(&mut self, id: ObjectId, object: &Object, is_current: bool) {
        if let Some(dictionary) = object.as_dictionary()
            && dictionary.name(b"FT") == Some(b"Sig")
            && dictionary
                .get(b"V")
                .is_some_and(|value| *value != Object::Null)
            && is_current
        {
            self.signed_fields.insert(id);
        }
        if let Some(stream) = object.as_stream()
            && is_current
            && (stream.dictionary.has(b"F") || stream.dictionary.has(b"FFilter"))
        {
            self.active.insert(ActiveContent::ExternalStream);
        }
        object.for_each_dictionary(&mut |dictionary| {
            if is_signature(dictionary) {
                self.signature_dictionaries += 1;
            }
            if is_current {
                self.attachments += usize::from(dictionary.has(b"EF"));
                self.active.extend(active_content(dictionary));
            }
        });
    }

    /// Going to a page on opening is harmless, and common; anything else acts.
    fn check_open_action(&mut self, pdf: &Pdf<'_>) -> Result<(), Error> {
        let action = pdf.value(&pdf.catalog()?, b"OpenAction")?;
        let is_harmless = match &action {
            Object::Null | Object::Array(_) | Object::Name(_) | Object::String(_) => true,
            Object::Dictionary(action) => {
                action.name(b"S") == Some(b"GoTo") && !action.has(b"Next")
            }
            Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Stream(_)
            | Object::Reference(_) => false,
        };
        if !is_harmless {
            self.active.insert(ActiveContent::OpenAction);
        }
        Ok(())
    }
}

/// A dictionary that is, or looks like, the value of a signature.
fn is_signature(dictionary: &Dictionary) -> bool {
    dictionary.has(b"ByteRange")
        || matches!(dictionary.name(b"Type"), Some(b"Sig" | b"DocTimeStamp"))
}

fn active_content(dictionary: &Dictionary) -> Vec<ActiveContent> {
    let mut found = Vec::new();
    match dictionary.name(b"S") {
        Some(b"JavaScript") => found.push(ActiveContent::JavaScript),
        Some(b"Launch") => found.push(ActiveContent::Launch),
        Some(b"SubmitForm") => found.push(ActiveContent::SubmitForm),
        Some(b"ImportData") => found.push(ActiveContent::ImportData),
        Some(b"Rendition" | b"RichMediaExecute" | b"GoTo3DView") => {
            found.push(ActiveContent::RichMedia);
        }
        _ => {}
    }
    if matches!(
        dictionary.name(b"Subtype"),
        Some(b"RichMedia" | b"3D" | b"Movie" | b"Sound" | b"Screen")
    ) {
        found.push(ActiveContent::RichMedia);
    }
    if dictionary.has(b"JS") || dictionary.has(b"JavaScript") {
        found.push(ActiveContent::JavaScript);
    }
    if dictionary.has(b"XFA") {
        found.push(ActiveContent::Xfa);
    }
    if dictionary.has(b"AA") {
        found.push(ActiveContent::AdditionalActions);
    }
    found
}
