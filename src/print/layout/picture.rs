//! Pictures: in their own size where there is room for it, in their own shape always.

use bidwright_document::image::{File, Picture};
use bidwright_document::tree::Inline;

use super::{
    blocks::{hold, padded},
    collect::{Collector, Frame},
    lines::Flush,
    pages::{Item, Placed, Role},
    scale::SMALL,
    slab::{self, Ground, Slab},
    text::Words,
};

/// A picture takes no more than this share of a page, so that what it belongs to stands beside it.
const TALLEST: f64 = 2.0 / 3.0;

impl Collector<'_> {
    /// A picture under its caption, at the left of the text as charts are.
    pub(super) fn picture(
        &mut self,
        id: &str,
        picture: &Picture,
        alt: &str,
        caption: &[Inline],
        frame: Frame,
    ) -> Vec<Slab> {
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, alt);
        let mut slabs = self.caption(id, caption, frame.in_element(element));
        let (width, height) = fitted(picture.size(), frame.width, self.area.height * TALLEST);
        let area = (frame.x, 0.0, width, height);
        let item = match picture.file() {
            File::Raster(data) => Item::Image { data: data.clone(), area },
            File::Svg(svg) => Item::Svg { svg: svg.to_string(), area },
        };
        let mut slab = Slab::space(height);
        slab.items.push(Placed { element: Some(element), item });
        slabs.push(slab);
        named(slabs, id)
    }

    /// A picture that may not be shown: a box as wide as the text that says what it would show.
    pub(super) fn picture_in_words(
        &mut self,
        id: &str,
        words: &str,
        caption: &[Inline],
        frame: Frame,
    ) -> Vec<Slab> {
        let palette = self.palette();
        let element = self.tree.add_with_alt(Role::Figure, frame.parent, words);
        let mut whole = self.caption(id, caption, frame.in_element(element));
        let ground =
            self.ground(Ground { x: frame.x, width: frame.width, fill: Some(palette.tint), bar: None });
        let inner = Frame {
            scale: SMALL,
            colour: palette.muted,
            flush: Flush::Centre,
            ..frame.inset(24.0).display()
        };
        // An element of its own, or the words would be read before the caption.
        let element = self.tree.add(Role::Paragraph, element);
        let lines = self.lines(Words::plain(words, inner.span(element)), inner);
        let mut slabs = padded(lines, 40.0, ground);
        if slab::height(&slabs) > self.area.height {
            whole.append(&mut slabs);
        } else {
            let last = slabs.len() - 1;
            hold(&mut slabs[..last]);
            whole.push(slab::stack(slabs, &self.grounds));
        }
        named(whole, id)
    }
}

/// Slabs as a figure, which links find by an id, if there is one.
fn named(mut slabs: Vec<Slab>, id: &str) -> Vec<Slab> {
    if let Some(first) = slabs.first_mut() {
        first.figure = true;
        first.places.extend((!id.is_empty()).then(|| id.to_owned()));
    }
    slabs
}

/// A size scaled down into a box, its shape kept. It is never scaled up: pixels would show.
fn fitted((width, height): (f64, f64), widest: f64, tallest: f64) -> (f64, f64) {
    let share = (widest / width).min(tallest / height).min(1.0);
    (width * share, height * share)
}
