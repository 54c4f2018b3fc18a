//! Signature: the field, and the place that the signature will fill.
//!
//! Knows nothing of keys: the bytes are put in afterwards, in place and of the same length.
//! Source: ISO 32000-1, 12.7.4.5 and 12.8; EN 319 142-1, 5 and 6; trust.md, R1 to R4.

use lopdf::{Dictionary, Object, ObjectId};
use pades::signer::{Declaration, Placeholder, SignatureDictionary, signature_dictionary};

use super::object::{array, dictionary, name, stream, text};
use super::structure::annotation;
use super::{Building, Facts};
use crate::clock::Moment;
use crate::dossier::page::Area;
use crate::dossier::typography::one_line;

/// What the signature's field says.
pub(crate) struct Field<'a> {
    /// Who signs.
    pub(crate) name: &'a str,
    /// Why.
    pub(crate) reason: &'a str,
    /// What a screen reader says of the field.
    pub(crate) tooltip: &'a str,
    pub(crate) signed_at: Moment,
}

/// Reserved signature dictionary.
pub(super) struct Reserved {
    pub(super) id: ObjectId,
    /// The object's text, with both placeholders.
    pub(super) text: Vec<u8>,
    /// Where they stand in it.
    pub(super) placeholder: Placeholder,
}

/// The widget of the field; none for a draft.
pub(super) fn widget(building: &mut Building, area: Area, facts: &Facts<'_>) -> Option<Dictionary> {
    let field = facts.signature.as_ref()?;
    // An appearance without fonts: the signer's name is text of the page.
    let form = dictionary([
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        (
            "BBox",
            array([0.0, 0.0, area.width, area.height].map(super::object::number)),
        ),
        ("Resources", Object::Dictionary(Dictionary::new())),
        ("Length", Object::Integer(0)),
    ]);
    let appearance = building.document.add_object(stream(form, Vec::new()));
    let mut widget = annotation("Widget", area, field.tooltip);
    widget.set("FT", name("Sig"));
    widget.set("T", text("Signature"));
    widget.set("TU", text(&one_line(field.tooltip)));
    // Printed and locked.
    widget.set("F", Object::Integer(132));
    widget.set(
        "AP",
        Object::Dictionary(dictionary([("N", Object::Reference(appearance))])),
    );
    Some(widget)
}

/// Makes the field known to the document.
pub(super) fn register(building: &mut Building, field: ObjectId) {
    let form = dictionary([
        ("Fields", array([Object::Reference(field)])),
        // There are signatures, and only appending is allowed to whoever ignores DocMDP.
        ("SigFlags", Object::Integer(3)),
    ]);
    building.catalog.set("AcroForm", Object::Dictionary(form));
}

/// Reserves the signature's dictionary and ties it to the field; none for a draft.
pub(super) fn reserve(building: &mut Building, facts: &Facts<'_>) -> Option<Reserved> {
    let field = facts.signature.as_ref()?;
    let form = building
        .catalog
        .get(b"AcroForm")
        .and_then(Object::as_dict)
        .ok()?;
    let fields = form.get(b"Fields").and_then(Object::as_array).ok()?;
    let widget = fields.first().and_then(|field| field.as_reference().ok())?;
    let id = building.document.add_object(Object::Null);
    if let Ok(widget) = building.document.get_dictionary_mut(widget) {
        widget.set("V", Object::Reference(id));
    }
    let permissions = dictionary([("DocMDP", Object::Reference(id))]);
    building
        .catalog
        .set("Perms", Object::Dictionary(permissions));
    Some(spell(id, field))
}

fn spell(id: ObjectId, field: &Field<'_>) -> Reserved {
    let declaration = Declaration {
        declared_at: field.signed_at.timestamp(),
        name: Some(one_line(field.name)),
        reason: Some(one_line(field.reason)),
        location: None,
        certifies: true,
    };
    let SignatureDictionary { bytes, placeholder } = signature_dictionary(&declaration);
    Reserved {
        id,
        text: bytes,
        placeholder,
    }
}
