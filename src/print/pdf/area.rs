//! Areas: where things stand on a page.

use super::fonts::Fonts;
use crate::layout::pages::Item;

/// Left, top, width, height, from the top of the page.
pub(super) type Area = (f64, f64, f64, f64);

/// An area that holds nothing yet.
pub(super) const NOWHERE: Area = (f64::INFINITY, f64::INFINITY, 0.0, 0.0);

/// The area around two.
pub(super) fn around(a: Area, b: Area) -> Area {
    if a.0.is_infinite() {
        return b;
    }
    let (left, top) = (a.0.min(b.0), a.1.min(b.1));
    let (right, foot) = ((a.0 + a.2).max(b.0 + b.2), (a.1 + a.3).max(b.1 + b.3));
    (left, top, right - left, foot - top)
}

/// Where an item stands.
pub(super) fn extent(item: &Item, fonts: &Fonts<'_>) -> Area {
    match item {
        Item::Text(run) => {
            let (ascent, descent) = fonts.height(run.face);
            let width = run.glyphs.iter().map(|g| g.dx + g.advance).fold(0.0, f64::max);
            (run.x, run.y - ascent * run.size, width, (ascent - descent) * run.size)
        }
        Item::Fill { points, .. } | Item::Stroke { points, .. } => {
            points.iter().map(|(x, y)| (*x, *y, 0.0, 0.0)).fold(NOWHERE, around)
        }
        Item::Svg { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => *area,
    }
}
