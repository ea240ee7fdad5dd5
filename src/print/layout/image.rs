//! Images: in their own size where there is room for it, in their own shape always.

use bidwright_base::geometry::{Pt, Rect, Size};
use bidwright_document::image::{File, Image};
use bidwright_document::tree::Inline;

use super::{
    blocks::padded,
    collect::Collector,
    frame::Frame,
    lines::Flush,
    pages::{Item, Placed, Role},
    scale::SMALL,
    text::StyledText,
    unbreakable::{self, Background, Floating, Unbreakable},
};

/// An image takes no more than this share of a page, so that its text fits on the same page.
const TALLEST: f64 = 2.0 / 3.0;

impl Collector<'_> {
    /// An image under its caption, at the left of the text as charts are.
    pub(super) fn image(
        &mut self,
        id: &str,
        image: &Image,
        alt: &str,
        caption: &[Inline],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, alt);
        let mut units = self.caption(id, caption, frame.in_element(element));
        let Size { width, height } = fitted(image.size(), frame.width, self.area.height * TALLEST);
        let area = Rect::new(frame.x, Pt::ZERO, width, height);
        let item = match image.file() {
            File::Raster(data) => Item::Image { data: data.clone(), area },
            File::Svg(svg) => Item::Svg { svg: svg.to_string(), area },
        };
        let mut unit = Unbreakable::space(height);
        unit.items.push(Placed { element: Some(element), item });
        units.push(unit);
        named(units, id)
    }

    /// An image that may not be shown: a box as wide as the text, with its alternative text.
    pub(super) fn image_placeholder(
        &mut self,
        id: &str,
        words: &str,
        caption: &[Inline],
        frame: Frame,
    ) -> Vec<Unbreakable> {
        let palette = self.palette();
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, words);
        let mut whole = self.caption(id, caption, frame.in_element(element));
        let background = self.background(Background {
            x: frame.x,
            width: frame.width,
            fill: Some(palette.tint),
            bar: None,
        });
        let inner = Frame {
            scale: SMALL,
            colour: palette.muted,
            flush: Flush::Centre,
            ..frame.inset(Pt(24.0)).display()
        };
        // An element of its own, or the words would be read before the caption.
        let element = self.tree.add(Role::Paragraph, element);
        let lines = self.lines(StyledText::plain(words, inner.span(element)), inner);
        let mut units = padded(lines, Pt(40.0), background);
        if unbreakable::height(&units) > self.area.height {
            whole.append(&mut units);
        } else {
            let last = units.len() - 1;
            unbreakable::keep_together(&mut units[..last]);
            whole.push(unbreakable::stack(units, &self.backgrounds));
        }
        named(whole, id)
    }
}

/// Units as a figure, which links find by an id, if there is one.
fn named(mut units: Vec<Unbreakable>, id: &str) -> Vec<Unbreakable> {
    if let Some(first) = units.first_mut() {
        first.floating = Floating::InPlace;
        first.places.extend((!id.is_empty()).then(|| id.to_owned()));
    }
    units
}

/// A size scaled down into a box, its shape kept. It is never scaled up: pixels would show.
fn fitted(Size { width, height }: Size, widest: Pt, tallest: Pt) -> Size {
    let share = (widest / width).min(tallest / height).min(1.0);
    Size::new(width * share, height * share)
}
