//! Structure tree and links: what a reader needs who does not see the pages.
//!
//! Elements stand in the order in which their content is met. An element without content is left
//! out. Source: ISO 32000-1, 12.3, 12.5 and 14.7; ISO 14289-1, 7.

use lopdf::{Dictionary, Object, ObjectId};

use super::content::Mark;
use super::object::{array, dictionary, name, number, text};
use super::{Building, Facts, signature};
use crate::dossier::font::Glyph;
use crate::dossier::page::{Anchor, Area, Book, ElementId, Item, Owner, Scope, Step, Tag};
use crate::dossier::style::PAGE_HEIGHT;

/// A child of an element.
enum Kid {
    Element(ElementId),
    Content { page: usize, number: usize },
    Annotation { page: usize, object: ObjectId },
}

struct Tree<'b> {
    book: &'b Book,
    kids: Vec<Vec<Kid>>,
    is_present: Vec<bool>,
    ids: Vec<ObjectId>,
    /// What the numbers of the parent tree lead to, from 0.
    parents: Vec<Object>,
}

/// Adds structure, annotations and bookmarks.
pub(super) fn add(building: &mut Building, book: &Book, marked: &[Vec<Mark>], facts: &Facts<'_>) {
    let count = book.structure.elements.len();
    let ids = (0..count)
        .map(|_| building.document.new_object_id())
        .collect();
    let mut tree = Tree {
        book,
        kids: (0..count).map(|_| Vec::new()).collect(),
        is_present: vec![false; count],
        ids,
        parents: vec![Object::Null; marked.len()],
    };
    tree.is_present[0] = true;
    for (page, marks) in marked.iter().enumerate() {
        tree.add_page(building, page, marks, facts);
    }
    let root = building.document.new_object_id();
    tree.write(building, root);
}

impl Tree<'_> {
    fn add_page(
        &mut self,
        building: &mut Building,
        page: usize,
        marks: &[Mark],
        facts: &Facts<'_>,
    ) {
        let mut contents = Vec::new();
        let mut annotations = Vec::new();
        for mark in marks {
            match mark {
                Mark::Content(element, number) => {
                    self.reach(*element);
                    self.kids[element.0].push(Kid::Content {
                        page,
                        number: *number,
                    });
                    contents.push(Object::Reference(self.ids[element.0]));
                }
                Mark::Presence(element) => self.reach(*element),
                Mark::Link {
                    element,
                    area,
                    to,
                    says,
                } => {
                    let Some(target) = self.destination(building, *to) else {
                        continue;
                    };
                    let mut link = annotation("Link", *area, says);
                    link.set("Border", array([0, 0, 0].map(Object::Integer)));
                    link.set("Dest", target);
                    annotations.push(self.annotate(building, page, *element, link));
                }
                Mark::Signature { element, area } => {
                    if let Some(field) = signature::widget(building, *area, facts) {
                        annotations.push(self.annotate(building, page, *element, field));
                    }
                }
            }
        }
        self.parents[page] = Object::Array(contents);
        let id = building.pages[page];
        if let Ok(dictionary) = building.document.get_dictionary_mut(id)
            && !annotations.is_empty()
        {
            dictionary.set("Annots", Object::Array(annotations));
        }
    }

    /// Adds an annotation to an element, and gives its reference.
    fn annotate(
        &mut self,
        building: &mut Building,
        page: usize,
        element: ElementId,
        mut annotation: Dictionary,
    ) -> Object {
        self.reach(element);
        let key = i64::try_from(self.parents.len()).unwrap_or(i64::MAX);
        annotation.set("StructParent", Object::Integer(key));
        annotation.set("P", Object::Reference(building.pages[page]));
        let is_field = annotation.has(b"FT");
        let object = building.document.add_object(annotation);
        if is_field {
            signature::register(building, object);
        }
        self.parents.push(Object::Reference(self.ids[element.0]));
        self.kids[element.0].push(Kid::Annotation { page, object });
        Object::Reference(object)
    }

    fn destination(&self, building: &Building, Anchor(anchor): Anchor) -> Option<Object> {
        let (page, y) = self.book.places.get(anchor).copied().flatten()?;
        Some(place(building.pages[page], y))
    }

    /// Puts an element, and those it stands in, into the tree.
    fn reach(&mut self, element: ElementId) {
        if self.is_present[element.0] {
            return;
        }
        self.is_present[element.0] = true;
        if let Some(parent) = self.book.structure.elements[element.0].parent {
            self.reach(parent);
            self.kids[parent.0].push(Kid::Element(element));
        }
    }

    fn write(self, building: &mut Building, root: ObjectId) {
        for (at, element) in self.book.structure.elements.iter().enumerate() {
            if !self.is_present[at] {
                // Its number stays free of gaps: an empty object stands there.
                building.document.objects.insert(self.ids[at], Object::Null);
                continue;
            }
            let parent = element.parent.map_or(root, |parent| self.ids[parent.0]);
            let mut written = dictionary([
                ("Type", name("StructElem")),
                ("S", name(standard_type(element.tag))),
                ("P", Object::Reference(parent)),
            ]);
            self.set_kids(&mut written, at, building);
            self.set_attributes(&mut written, at);
            building
                .document
                .objects
                .insert(self.ids[at], Object::Dictionary(written));
        }
        let numbers = self
            .parents
            .into_iter()
            .enumerate()
            .flat_map(|(key, value)| {
                [
                    Object::Integer(i64::try_from(key).unwrap_or(i64::MAX)),
                    value,
                ]
            });
        let next = i64::try_from(self.book.pages.len()).unwrap_or(i64::MAX);
        let numbers = array(numbers);
        let next = numbers
            .as_array()
            .map_or(next, |list| i64::try_from(list.len() / 2).unwrap_or(next));
        let parent_tree = building
            .document
            .add_object(dictionary([("Nums", numbers)]));
        let tree = dictionary([
            ("Type", name("StructTreeRoot")),
            ("K", array([Object::Reference(self.ids[0])])),
            ("ParentTree", Object::Reference(parent_tree)),
            ("ParentTreeNextKey", Object::Integer(next)),
        ]);
        building
            .document
            .objects
            .insert(root, Object::Dictionary(tree));
        building
            .catalog
            .set("StructTreeRoot", Object::Reference(root));
    }

    fn set_kids(&self, written: &mut Dictionary, at: usize, building: &Building) {
        let first = self.kids[at].iter().find_map(|kid| match kid {
            Kid::Content { page, .. } | Kid::Annotation { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        if let Some(page) = first {
            written.set("Pg", Object::Reference(building.pages[page]));
        }
        let kids = self.kids[at].iter().map(|kid| match kid {
            Kid::Element(element) => Object::Reference(self.ids[element.0]),
            Kid::Content { page, number } => {
                let id = Object::Integer(i64::try_from(*number).unwrap_or(i64::MAX));
                if Some(*page) == first {
                    return id;
                }
                Object::Dictionary(dictionary([
                    ("Type", name("MCR")),
                    ("Pg", Object::Reference(building.pages[*page])),
                    ("MCID", id),
                ]))
            }
            Kid::Annotation { page, object } => Object::Dictionary(dictionary([
                ("Type", name("OBJR")),
                ("Pg", Object::Reference(building.pages[*page])),
                ("Obj", Object::Reference(*object)),
            ])),
        });
        let kids: Vec<Object> = kids.collect();
        if !kids.is_empty() {
            written.set("K", Object::Array(kids));
        }
    }

    fn set_attributes(&self, written: &mut Dictionary, at: usize) {
        let element = &self.book.structure.elements[at];
        if let Some(alternative) = &element.alternative {
            written.set("Alt", text(&clean(alternative)));
        }
        let attributes = match element.tag {
            Tag::HeadCell(Scope::Column) => {
                dictionary([("O", name("Table")), ("Scope", name("Column"))])
            }
            Tag::HeadCell(Scope::Row) => dictionary([("O", name("Table")), ("Scope", name("Row"))]),
            Tag::List => dictionary([("O", name("List")), ("ListNumbering", name("Disc"))]),
            Tag::Figure => match self.bounds(ElementId(at)) {
                Some(bounds) => dictionary([
                    ("O", name("Layout")),
                    ("Placement", name("Block")),
                    ("BBox", bounds),
                ]),
                None => return,
            },
            Tag::Document
            | Tag::Section
            | Tag::Division
            | Tag::Heading(_)
            | Tag::Paragraph
            | Tag::ListItem
            | Tag::Label
            | Tag::ListBody
            | Tag::Contents
            | Tag::ContentsItem
            | Tag::Reference
            | Tag::Link
            | Tag::Table
            | Tag::TableHead
            | Tag::TableBody
            | Tag::Row
            | Tag::Cell
            | Tag::Form => return,
        };
        written.set("A", Object::Dictionary(attributes));
    }

    /// The rectangle around everything that a figure draws.
    fn bounds(&self, element: ElementId) -> Option<Object> {
        let owner = Owner::Element(element);
        let (mut left, mut top, mut right, mut bottom) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        let mut hold = |x: f32, y: f32| {
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
        };
        for item in self.book.pages.iter().flat_map(|page| &page.items) {
            match item {
                Item::Drawing {
                    owner: of,
                    outlines,
                    ..
                } if *of == owner => {
                    for outline in outlines {
                        hold(outline.start.0, outline.start.1);
                        for step in &outline.steps {
                            match *step {
                                Step::Line(x, y) | Step::Curve([_, _, _, _, x, y]) => hold(x, y),
                            }
                        }
                    }
                }
                Item::Text {
                    owner: of,
                    x,
                    y,
                    style,
                    glyphs,
                } if *of == owner => {
                    hold(*x, y - style.size * 0.8);
                    hold(x + advance(glyphs, style.size), y + style.size * 0.25);
                }
                Item::Drawing { .. }
                | Item::Text { .. }
                | Item::Turned { .. }
                | Item::Link { .. }
                | Item::PageOf { .. }
                | Item::Presence { .. }
                | Item::Signature { .. } => {}
            }
        }
        (left < right).then(|| {
            rectangle(Area {
                x: left,
                y: top,
                width: right - left,
                height: bottom - top,
            })
        })
    }
}

/// How far the pen moves over glyphs of that size.
#[expect(
    clippy::cast_precision_loss,
    reason = "a line is far shorter than 2^24 units"
)]
fn advance(glyphs: &[Glyph], size: f32) -> f32 {
    let units: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
    units as f32 * size / 1000.0
}

fn standard_type(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Section => "Sect",
        Tag::Division => "Div",
        Tag::Heading(1) => "H1",
        Tag::Heading(2) => "H2",
        Tag::Heading(3) => "H3",
        Tag::Heading(_) => "H4",
        Tag::Paragraph => "P",
        Tag::List => "L",
        Tag::ListItem => "LI",
        Tag::Label => "Lbl",
        Tag::ListBody => "LBody",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
        Tag::Reference => "Reference",
        Tag::Link => "Link",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::HeadCell(_) => "TH",
        Tag::Cell => "TD",
        Tag::Figure => "Figure",
        Tag::Form => "Form",
    }
}

/// An annotation that is printed, with its description.
pub(super) fn annotation(subtype: &str, area: Area, says: &str) -> Dictionary {
    dictionary([
        ("Type", name("Annot")),
        ("Subtype", name(subtype)),
        ("Rect", rectangle(area)),
        ("F", Object::Integer(4)),
        ("Contents", text(&clean(says))),
    ])
}

fn rectangle(area: Area) -> Object {
    let bottom = PAGE_HEIGHT - area.y - area.height;
    array([area.x, bottom, area.x + area.width, bottom + area.height].map(number))
}

pub(super) fn place(page: ObjectId, y: f32) -> Object {
    let top = number((PAGE_HEIGHT - y + 8.0).min(PAGE_HEIGHT));
    array([
        Object::Reference(page),
        name("XYZ"),
        Object::Null,
        top,
        Object::Null,
    ])
}

/// Text for a dictionary: one line, without what could hide or reverse it.
pub(super) fn clean(text: &str) -> String {
    crate::dossier::typography::one_line(text)
}
