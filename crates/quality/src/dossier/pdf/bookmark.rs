//! Bookmarks beside the pages: sections, and in each its standards.
//!
//! Knows nothing of the structure tree. Source: ISO 32000-1, 12.3.3.

use lopdf::{Object, ObjectId};

use super::Building;
use super::object::{dictionary, name, text};
use super::structure::{clean, place};
use crate::dossier::page::Book;

/// Adds the bookmarks: sections, and in each what has depth 2.
pub(super) fn add(building: &mut Building, book: &Book) {
    let found: Vec<(u8, &str, Object)> = book
        .bookmarks
        .iter()
        .filter_map(|mark| {
            let (page, y) = book.places.get(mark.to.0).copied().flatten()?;
            Some((
                mark.depth,
                mark.title.as_str(),
                place(building.pages[page], y),
            ))
        })
        .collect();
    if found.is_empty() {
        return;
    }
    let root = building.document.new_object_id();
    let ids: Vec<ObjectId> = found
        .iter()
        .map(|_| building.document.new_object_id())
        .collect();
    let children = |at: usize| -> Vec<usize> {
        (at + 1..found.len())
            .take_while(|next| found[*next].0 > 1)
            .collect()
    };
    let tops: Vec<usize> = (0..found.len()).filter(|at| found[*at].0 == 1).collect();
    let write = |building: &mut Building, row: &[usize], parent: ObjectId| {
        for (at, index) in row.iter().enumerate() {
            let (_, title, to) = &found[*index];
            let mut entry = dictionary([
                ("Title", text(&clean(title))),
                ("Parent", Object::Reference(parent)),
                ("Dest", to.clone()),
            ]);
            if let Some(previous) = at.checked_sub(1) {
                entry.set("Prev", Object::Reference(ids[row[previous]]));
            }
            if let Some(next) = row.get(at + 1) {
                entry.set("Next", Object::Reference(ids[*next]));
            }
            let inner = if found[*index].0 == 1 {
                children(*index)
            } else {
                Vec::new()
            };
            if let (Some(first), Some(last)) = (inner.first(), inner.last()) {
                entry.set("First", Object::Reference(ids[*first]));
                entry.set("Last", Object::Reference(ids[*last]));
                entry.set(
                    "Count",
                    Object::Integer(-i64::try_from(inner.len()).unwrap_or(0)),
                );
            }
            building
                .document
                .objects
                .insert(ids[*index], Object::Dictionary(entry));
        }
    };
    write(building, &tops, root);
    for top in &tops {
        write(building, &children(*top), ids[*top]);
    }
    let (Some(first), Some(last)) = (tops.first(), tops.last()) else {
        return;
    };
    let outlines = dictionary([
        ("Type", name("Outlines")),
        ("First", Object::Reference(ids[*first])),
        ("Last", Object::Reference(ids[*last])),
        (
            "Count",
            Object::Integer(i64::try_from(tops.len()).unwrap_or(0)),
        ),
    ]);
    building
        .document
        .objects
        .insert(root, Object::Dictionary(outlines));
    building.catalog.set("Outlines", Object::Reference(root));
    building.catalog.set("PageMode", name("UseOutlines"));
}
