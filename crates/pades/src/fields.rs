//! Signature fields and signature dictionaries: which there are, and where.
//!
//! Knows nothing of what they are worth. Source: trust.md, R1; ISO 32000-1, 12.7 and 12.8.

use std::collections::BTreeSet;

use crate::structure::{Dictionary, Error, Limit, Limits, Object, ObjectId, Pdf};

/// Where the dictionary of a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is an object of its own.
    Object(ObjectId),
    /// It is the direct value of the field with this id.
    InField(ObjectId),
    /// It is the direct value of a field that has no id.
    Nowhere,
}

/// A signature field that bears a value.
#[derive(Debug, Clone)]
pub(crate) struct SignedField {
    pub(crate) place: Place,
    pub(crate) dictionary: Dictionary,
}

/// The signature fields of the form.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) signed: Vec<SignedField>,
    pub(crate) empty: usize,
    /// Every node of the form that was met.
    pub(crate) met: BTreeSet<ObjectId>,
    /// Every kid that was looked at.
    kids: BTreeSet<ObjectId>,
}

struct Node {
    object: Object,
    is_signature: bool,
    value: Option<(Object, Option<ObjectId>)>,
}

/// Walks the form from the catalog.
pub(crate) fn read(pdf: &Pdf<'_>, limits: &Limits<'_>) -> Result<Fields, Error> {
    let mut fields = Fields::default();
    let form = pdf.value(&pdf.catalog()?, b"AcroForm")?;
    let Some(form) = form.as_dictionary() else {
        return Ok(fields);
    };
    let roots = pdf.value(form, b"Fields")?;
    let mut stack: Vec<Node> = roots
        .as_array()
        .unwrap_or_default()
        .iter()
        .map(|root| Node {
            object: root.clone(),
            is_signature: false,
            value: None,
        })
        .collect();
    let mut steps = 0;
    while let Some(node) = stack.pop() {
        steps += 1;
        if steps > 2 * limits.objects {
            return Err(Error::Limit(Limit::Objects));
        }
        if limits.is_expired() {
            return Err(Error::Limit(Limit::Time));
        }
        fields.visit(pdf, node, &mut stack)?;
    }
    Ok(fields)
}

impl Fields {
    fn visit(&mut self, pdf: &Pdf<'_>, node: Node, stack: &mut Vec<Node>) -> Result<(), Error> {
        let id = node.object.as_reference();
        if id.is_some_and(|id| !self.met.insert(id)) {
            return Ok(());
        }
        let object = pdf.resolve(&node.object)?;
        let Some(dictionary) = object.as_dictionary() else {
            return Ok(());
        };
        let is_signature = match pdf.value(dictionary, b"FT")? {
            Object::Name(kind) => *kind == *b"Sig",
            _ => node.is_signature,
        };
        let value = dictionary
            .get(b"V")
            .map(|value| (value.clone(), id))
            .or(node.value);
        let kids = pdf.value(dictionary, b"Kids")?;
        let kids = kids.as_array().unwrap_or_default();
        let mut has_field_kids = false;
        for kid in kids {
            // Met before: no tree has a node twice, and no file is to be read twice for it.
            if let Some(id) = kid.as_reference()
                && (self.met.contains(&id) || !self.kids.insert(id))
            {
                continue;
            }
            let is_field = pdf
                .resolve(kid)?
                .as_dictionary()
                .is_some_and(|kid| kid.has(b"T"));
            has_field_kids |= is_field;
            if is_field {
                stack.push(Node {
                    object: kid.clone(),
                    is_signature,
                    value: value.clone(),
                });
            } else if let Some(id) = kid.as_reference() {
                // A widget: the field's looks, not a field.
                self.met.insert(id);
            }
        }
        if !has_field_kids && is_signature {
            self.take(pdf, value)?;
        }
        Ok(())
    }

    fn take(
        &mut self,
        pdf: &Pdf<'_>,
        value: Option<(Object, Option<ObjectId>)>,
    ) -> Result<(), Error> {
        let Some((value, field)) = value else {
            self.empty += 1;
            return Ok(());
        };
        let place = match (&value, field) {
            (Object::Reference(id), _) => Place::Object(*id),
            (_, Some(field)) => Place::InField(field),
            (_, None) => Place::Nowhere,
        };
        match pdf.resolve(&value)? {
            Object::Null => self.empty += 1,
            Object::Dictionary(dictionary) => self.signed.push(SignedField { place, dictionary }),
            // A value that is no dictionary is a trace of a signature that cannot be in order.
            _ => self.signed.push(SignedField {
                place: Place::Nowhere,
                dictionary: Dictionary::default(),
            }),
        }
        Ok(())
    }
}
