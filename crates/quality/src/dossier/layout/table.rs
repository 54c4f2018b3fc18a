//! Lists and tables as strips, with their elements.
//!
//! Knows nothing of pages; a table's head is kept on the shelf, to be repeated.

use super::strip::{HeadId, Strip, merge};
use super::{Flow, Place, WHOLE, base_line, single_line};
use crate::dossier::block::{Align, Block, Table, Text};
use crate::dossier::drawing::rule;
use crate::dossier::page::{Item, Owner, Scope, Tag};
use crate::dossier::style::{self, BORDER, BORDER_STRONG};

impl Flow<'_> {
    pub(super) fn list(&mut self, items: &[Vec<Block>], place: Place) -> Vec<Strip> {
        let list = self.structure.add(place.parent, Tag::List);
        let mut strips = Vec::new();
        for item in items {
            let element = self.structure.add(list, Tag::ListItem);
            let label = self.structure.add(element, Tag::Label);
            let body = self.structure.add(element, Tag::ListBody);
            let inner = Place {
                parent: body,
                x: place.x + 12.0,
                width: place.width - 12.0,
            };
            let mut inside = self.blocks(item, inner);
            if let Some(first) = inside.first_mut() {
                let style = style::SMALL_STRONG.coloured(style::PRIMARY);
                let at = (place.x + 1.0, base_line(first.height, style.size));
                let bullet = single_line(
                    self.fonts,
                    "• ",
                    style,
                    Owner::Element(label),
                    at,
                    Align::Left,
                );
                first.items.insert(0, bullet);
            }
            strips.extend(inside);
        }
        strips
    }

    pub(super) fn table(&mut self, table: &Table, place: Place) -> Vec<Strip> {
        let element = self.structure.add(place.parent, Tag::Table);
        let head = self.structure.add(element, Tag::TableHead);
        let row = self.structure.add(head, Tag::Row);
        let cells: Vec<Vec<Block>> = table
            .head
            .iter()
            .map(|title| vec![Text::paragraph(title.as_str(), style::SMALL_STRONG).into()])
            .collect();
        let at = Place {
            parent: row,
            ..place
        };
        let mut strips = self.row(table, &cells, at, |_| Tag::HeadCell(Scope::Column));
        if let Some(last) = strips.last_mut() {
            last.items
                .push(rule(place.x, last.height, place.width, BORDER_STRONG, 0.8));
        }
        strips.iter_mut().for_each(|strip| strip.keeps = true);
        self.shelf.heads.push(strips.clone());
        let repeated = HeadId(self.shelf.heads.len() - 1);
        let body = self.structure.add(element, Tag::TableBody);
        for cells in &table.rows {
            let row = self.structure.add(body, Tag::Row);
            let at = Place {
                parent: row,
                ..place
            };
            let mut inside = self.row(table, cells, at, |column| match column {
                0 if table.has_row_heads => Tag::HeadCell(Scope::Row),
                _ => Tag::Cell,
            });
            if let Some(last) = inside.last_mut() {
                last.items
                    .push(rule(place.x, last.height, place.width, BORDER, 0.5));
            }
            inside
                .iter_mut()
                .for_each(|strip| strip.head = Some(repeated));
            strips.extend(inside);
        }
        strips
    }

    fn row(
        &mut self,
        table: &Table,
        cells: &[Vec<Block>],
        place: Place,
        tag: impl Fn(usize) -> Tag,
    ) -> Vec<Strip> {
        const PADDING: f32 = 4.0;
        let mut x = place.x;
        let mut parts = Vec::new();
        for (at, (blocks, width)) in cells.iter().zip(&table.columns).enumerate() {
            let parent = self.structure.add(place.parent, tag(at));
            let mut strips = self.blocks(
                blocks,
                Place {
                    parent,
                    x,
                    width: width - 8.0,
                },
            );
            if strips.is_empty() {
                strips.push(Strip::of_height(0.0));
            }
            strips[0].before = 0.0;
            strips[0].items.insert(0, Item::Presence { owner: parent });
            parts.push(strips);
            x += width;
        }
        let mut merged = merge(parts, WHOLE);
        if let Some(first) = merged.first_mut() {
            first.pad_top(PADDING);
        }
        if let Some(last) = merged.last_mut() {
            last.height += PADDING;
        }
        merged
    }
}
