//! Pictures and the field of the signature as strips, with their elements.
//!
//! Knows nothing of pages.

use super::strip::{Strip, merge};
use super::{Flow, Place, WHOLE, base_line, offset};
use crate::dossier::block::{Caption, Figure, Text};
use crate::dossier::drawing::{rounded, stroke};
use crate::dossier::font::Fonts;
use crate::dossier::line::{Run, Span, lines};
use crate::dossier::page::{Area, Item, Owner, Tag};
use crate::dossier::style;

/// The runs of a caption, each with the start of its base line in the picture.
#[expect(clippy::cast_precision_loss, reason = "a caption has few lines")]
pub(crate) fn set_caption(fonts: &mut Fonts, caption: &Caption) -> Vec<(f32, f32, Run)> {
    // The space keeps the words of two captions apart for whoever copies them.
    let spans = [Span::new(format!("{} ", caption.text), caption.style)];
    let set = lines(fonts, &spans, caption.width);
    let leading = caption.style.leading;
    let above = if caption.hangs {
        0.0
    } else {
        set.len() as f32 / 2.0
    };
    let top = caption.y - leading * above;
    let mut y = top + base_line(leading, caption.style.size);
    let mut runs = Vec::new();
    for line in set.iter() {
        let x = caption.x + offset(line, caption.align, caption.width);
        runs.extend(line.runs.iter().cloned().map(|run| (x + run.x, y, run)));
        y += leading;
    }
    runs
}

impl Flow<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, place: Place) -> Strip {
        let element = self.structure.add_figure(place.parent, &figure.alternative);
        let owner = Owner::Element(element);
        let mut items: Vec<Item> = figure
            .items
            .iter()
            .cloned()
            .map(|item| match item {
                Item::Drawing {
                    outlines, paint, ..
                } => Item::Drawing {
                    owner,
                    outlines,
                    paint,
                },
                other => other,
            })
            .map(|item| item.moved(place.x, 0.0))
            .collect();
        for caption in &figure.words {
            for (x, y, run) in set_caption(self.fonts, caption) {
                items.push(Item::Text {
                    owner,
                    x: place.x + x,
                    y,
                    style: run.style,
                    glyphs: run.glyphs,
                });
            }
        }
        Strip {
            items,
            ..Strip::of_height(figure.height)
        }
    }

    pub(super) fn signature(
        &mut self,
        height: f32,
        says: &str,
        words: &[Text],
        place: Place,
    ) -> Vec<Strip> {
        let element = self.structure.add(place.parent, Tag::Form);
        self.structure.elements[element.0].alternative = Some(says.to_owned());
        let area = Area {
            x: place.x,
            y: 0.0,
            width: place.width,
            height,
        };
        let border = stroke(Owner::Ornament, rounded(area, 4.0), style::PRIMARY, 0.9);
        let field = Strip {
            items: vec![
                border,
                Item::Signature {
                    owner: element,
                    area,
                },
            ],
            ..Strip::of_height(height)
        };
        let inner = Place {
            x: place.x + 12.0,
            width: place.width - 24.0,
            ..place
        };
        let mut inside = vec![Strip::of_height(10.0)];
        for text in words {
            inside.extend(self.text(text, inner));
        }
        merge(vec![vec![field], inside], WHOLE)
    }
}
